//! Floor 1: compares two documents. [`compare`] gives a [`Comparison`], which holds ranges and operations only; whatever
//! shows a comparison reads it and computes no difference again.
//!
//! Both texts rebuild from a comparison: every byte of either text that is not white space lies in exactly one [`Op`].
//!
//! A flat word difference over a whole text fails on prose, so sentences pair first and words are compared inside pairs:
//!
//! | stage | module | in → out |
//! |---|---|---|
//! | skip | `runs` | paragraphs equal to the letter → runs, in long texts |
//! | number | `lexicon` (`english`) | words → keys, stems, rarity |
//! | pair | `align` (`chain`, `beside`; `likeness`, `profile`) | sentences → links |
//! | words | `words` | a link → equal and changed pieces, by crate `similar` |
//! | tidy | `tidy` | pieces → pieces that a reader can use |
//! | rows | `rows` | links and pieces → rows in reading order |
//! | meaning | `verdict`, `cuts` | rows → verdict, counts, where the cuts fall |
//! | ledger | `ledger`, `edits`, `classify` (`style`, `certainty`, `figures`, `sources`; `rewritten`), `notes` (`announced`, `said`), `telling` | rows → changes, what notes announce |
//!
//! `sides` holds the words of a row as the ledger asks them; `terms` and `tongue` the words of English and of other
//! languages that change what a story says.

mod align;
mod announced;
mod beside;
mod certainty;
mod chain;
mod classify;
mod cuts;
mod edits;
mod english;
mod figures;
mod ledger;
mod lexicon;
mod likeness;
mod model;
mod notes;
mod profile;
mod rewritten;
mod rows;
mod runs;
mod said;
mod sides;
mod sources;
mod style;
mod telling;
mod terms;
mod tidy;
mod tongue;
mod verdict;
mod words;

use std::sync::atomic::{AtomicBool, Ordering};

pub use model::{Announcement, Change, Class, Comparison, Cuts, Op, Options, Relation, Row, RowKind, Stats, Verdict};

use crate::text::{Document, Pair};

/// Compares two documents. Time is near linear in their texts. `None` only if [`Options::cancel`] was raised.
#[must_use]
pub fn compare(old: &Document, new: &Document, options: &Options<'_>) -> Option<Comparison> {
    let documents = Pair::new(old, new);
    let stop = Stop(options.cancel);
    let read = runs::read(&documents, options.rows_alone);
    let (runs, segments) = match &read {
        Some((runs, segments)) => (runs, segments.as_ref()),
        None => (&runs::Runs::none(), documents.map(Document::segments)),
    };
    let lexicon = lexicon::Lexicon::new(documents, segments, runs);
    let links = align::align(&lexicon, stop).ok()?;
    let rows = rows::rows(&lexicon, &links, options.deadline, stop).ok()?;
    if options.rows_alone {
        return Some(Comparison::untold(rows));
    }
    let texts = Pair::new(
        verdict::Counted { document: old, segments: segments.old },
        verdict::Counted { document: new, segments: segments.new },
    );
    // What the rows mean is read from them twice over, apart from each other: on a second thread where texts are long.
    let meaning = || (verdict::count_rows(&texts, &rows), cuts::cuts(&documents, &rows));
    let ((mut changes, mut notes), ((story, stats), cuts)) = if read.is_some() {
        both(|| ledger::ledger(&lexicon, &rows), meaning)
    } else {
        (ledger::ledger(&lexicon, &rows), meaning())
    };
    let verdict = story.verdict(&texts, &rows, &changes);
    if verdict.relation == Relation::Unrelated {
        // A note speaks of the version before it, which this is none of.
        notes.clear();
        changes.iter_mut().for_each(|change| (change.announced, change.silent) = (false, false));
    }
    let verdict = Some(verdict);
    Some(Comparison { rows, verdict, stats, cuts, changes, notes })
}

/// Does two things at once: the second on another thread.
fn both<A, B: Send>(first: impl FnOnce() -> A, second: impl FnOnce() -> B + Send) -> (A, B) {
    std::thread::scope(|scope| {
        let other = scope.spawn(second);
        let first = first();
        (first, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// Asked now and then by what takes long.
#[derive(Clone, Copy)]
struct Stop<'a>(Option<&'a AtomicBool>);

impl Stop<'_> {
    fn check(self) -> Result<(), Stopped> {
        if self.0.is_some_and(|flag| flag.load(Ordering::Relaxed)) { Err(Stopped) } else { Ok(()) }
    }
}

/// The comparison was given up.
#[derive(Clone, Copy, Debug)]
struct Stopped;
