//! Floor 3: rows to changes. [`compare`] returns a [`Comparison`]: the rows, and what matters to an editor about them.
//!
//! | stage | module | in → out |
//! |---|---|---|
//! | words | `row_tokens`, `annotate` (`quotations`, `dates`, `figures`) | a row → its annotated words |
//! | edits | `edits` | the operations of a row → edits |
//! | findings | `context`, `part`, `rules/` | an edit → its findings |
//! | changes | `rows`, `list`, `rank` (`headlines`, `moves`, `agreement`) | findings → changes, most important first |
//! | notes | `notes/` (`parser`, `index`, `score`) | editor's notes → the changes they announce |
//!
//! An edit carries every finding that it holds:
//!
//! ```text
//! edit       on [-Monday, police-] {+Tuesday, officials+} said
//! findings      date         Monday → Tuesday
//!               attribution  police → officials
//! change     date, the gravest of its findings by the table in `rank`
//! ```

mod agreement;
mod annotate;
mod capitalisation;
mod centuries;
mod common;
mod common_facts;
mod context;
mod counted;
mod dates;
mod differences;
mod document_id;
mod edits;
mod explain;
mod facts;
mod figures;
mod hash;
mod headlines;
mod hedges;
mod house_style;
mod list;
mod listed_names;
mod memory;
mod model;
mod moves;
mod notes;
mod options;
mod part;
mod place;
mod quotations;
mod rank;
mod renamed;
mod repeats;
mod reports;
mod row_tokens;
mod rows;
mod rules;
mod same;
mod sections;
mod serial;
mod spelling;
mod thresholds;
mod token_info;
mod turned_names;
mod years;

pub use document_id::{DocumentId, Mismatch};
pub use explain::{Explanation, Nearest, RowExplanation, SharedWord, explain};
pub use memory::{memory_needed, memory_needed_for_versions};
pub use model::{Announcement, Change, Class, Comparison, Edit, Evidence, Finding, Grade, Landmark, Place};
pub use options::{Options, Thresholds};
pub use rules::{RuleInfo, rules};
pub use thresholds::ChangeThresholds;
pub use token_info::TokenInfo;

use self::common_facts::have_common_facts;
use crate::align::runs;
use crate::align::vocabulary;
use crate::align::{Link, align};
use crate::diff::cuts::cuts;
use crate::diff::rows::{RowOptions, rows as rows_of};
use crate::diff::verdict;
use crate::diff::{Relation, Row};
use crate::text::cancel::Stop;
use crate::text::parallel::both;
use crate::text::{Document, Pair, Side};

/// Compares two documents, in near-linear time. `None` only if [`Options::cancel`] was raised.
#[must_use]
pub fn compare(old: &Document, new: &Document, options: &Options<'_>) -> Option<Comparison> {
    compared(old, new, options, |_, _| ()).map(|(comparison, ())| comparison)
}

/// Whether two documents are compared in exchanged order: the shorter is first, or of equally long ones the first in
/// byte order.
fn is_turned(documents: Pair<&Document>) -> bool {
    let texts = documents.map(|document| &*document.text);
    (texts.old.len(), texts.old) > (texts.new.len(), texts.new)
}

/// Compares two documents, and calls `look` on the rows while the vocabulary is available.
fn compared<T>(
    old: &Document,
    new: &Document,
    options: &Options<'_>,
    look: impl FnOnce(&vocabulary::Vocabulary<'_>, &[Row]) -> T,
) -> Option<(Comparison, T)> {
    let documents = Pair::new(old, new);
    let stop = Stop(options.cancel);
    // Exchanging the sides must mirror the result, so the documents are always compared in the same order.
    let turned = is_turned(documents);
    let ordered = if turned { documents.swap() } else { documents };
    let read = runs::read(&ordered, options.rows_alone, &options.thresholds.align, stop);
    stop.check().ok()?;
    let (runs, segments) = match &read {
        Some((runs, segments)) => (runs, segments.as_ref()),
        None => {
            ordered.old.segments();
            stop.check().ok()?;
            (&runs::Runs::none(), ordered.map(Document::segments))
        }
    };
    let vocabulary = vocabulary::Vocabulary::new(ordered, segments, runs, &options.thresholds.align, stop).ok()?;
    let vocabulary = vocabulary.with_deadline(options.deadline);
    let mut links = align(&vocabulary, stop).ok()?;
    let turned_runs;
    let (vocabulary, segments) = if turned {
        turned_runs = runs.turned(&ordered);
        links = links.into_iter().map(Link::turned).collect();
        links.sort_unstable_by_key(|link| link.at.new.start);
        (vocabulary.turned(&turned_runs), segments.swap())
    } else {
        (vocabulary, segments)
    };
    let made = RowOptions { thresholds: &options.thresholds.diff, deadline: options.deadline, turned };
    let rows = rows_of(&vocabulary, &links, made, stop).ok()?;
    let seen = look(&vocabulary, &rows);
    if options.rows_alone {
        let comparison = Comparison { documents: documents.map(DocumentId::of), ..Comparison::of_rows(rows) };
        return Some((comparison, seen));
    }
    let texts = Pair::new(
        verdict::Counted { document: old, segments: segments.old },
        verdict::Counted { document: new, segments: segments.new },
    );
    // Two independent readings of the rows; on a second thread for long texts, with the digests.
    let meaning = || {
        let ids = documents.map(DocumentId::of);
        (verdict::count_rows(&texts, &rows, stop), cuts(&documents, &rows, stop), ids)
    };
    let changes = || list::changes(&vocabulary, &rows, &options.thresholds.changes, stop);
    let (found, ((story, stats), cuts, ids)) =
        if read.is_some() { both(changes, meaning) } else { (changes(), meaning()) };
    let list::Found { edits, mut changes, mut notes } = found.ok()?;
    let any = |class: Class| changes.iter().any(|c| c.class == class);
    let styled = Pair::new(Side::Old, Side::New).map(|side| {
        let style = changes.iter().filter(|c| c.class == Class::Style);
        style
            .flat_map(Change::places)
            .filter_map(|at| at.spans[side])
            .map(|span| texts[side].words(span))
            .sum::<usize>()
    });
    let from_changes = verdict::FromChanges { styled, cut: any(Class::Cut), added: any(Class::Addition) };
    let mut verdict = story.verdict(&texts, &rows, &from_changes, &options.thresholds.diff);
    if verdict.relation == Relation::Unrelated && have_common_facts(&vocabulary, &options.thresholds.changes) {
        verdict.relation = Relation::Related;
    }
    if verdict.relation == Relation::Unrelated {
        // A note refers to the version before it, which the old text is not.
        notes.clear();
        changes.iter_mut().for_each(|change| (change.announced, change.silent) = (false, false));
    }
    let verdict = Some(verdict);
    Some((Comparison { documents: ids, rows, verdict, stats, cuts, edits, changes, notes }, seen))
}
