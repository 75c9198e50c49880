//! Matches editors' notes against the changes: which changes a note announces, and which changes of substance no note
//! mentions.
//!
//! A note is split at its commas and "and": "(Recasts with higher toll, president, arrests; updates shares)" has four
//! items. Each announces the findings in rows with its topics, findings of the class it names, or findings that contain
//! the value it gives; a change is announced if one of its findings is.
//!
//! The terms of all items are numbered first, then the changes are read once and indexed. An item costs time
//! proportional to the findings and to its own terms, without reading the text again.

use rustc_hash::FxHashSet;

mod index;
mod item;
mod parser;
mod roles;
mod score;
mod words;

use self::index::{Fact, NoteIndex, TermIndex};
use self::item::{Item, Note, Verb};
use self::score::{ItemMatch, ItemQuery};
use self::words::{announces, keys, language_of, norm, stems_of};
use super::model::{Announcement, Change, Class, Grade, Landmark};
use super::thresholds::ChangeThresholds;
use crate::diff::Row;
use crate::lang::Language;
use crate::text::{Document, Fold, Pair, Side, Span, one_line, words};

/// The notes of a text and the changes that they announce.
pub(crate) struct Announced {
    pub(crate) notes: Vec<Announcement>,
    /// By change: whether a note says that it corrects it.
    pub(crate) corrected: Vec<bool>,
}

/// Matches the editors' notes of the new text, and sets `announced` and `silent` of each change.
pub(crate) fn announced(
    documents: &Pair<&Document>,
    rows: &[Row],
    changes: &mut [Change],
    limits: &ChangeThresholds,
) -> Announced {
    let mut out = Announced { notes: Vec::new(), corrected: vec![false; changes.len()] };
    let notes = notes_of(documents, limits);
    let Some((_, first)) = notes.first() else { return out };
    let mut terms = TermIndex::new(first.language, limits);
    let mut query = |note: &Note| -> Vec<ItemQuery> {
        let items = note.items.iter().take(limits.note_items);
        items.map(|item| ItemQuery::new(note.language, item, &mut terms)).collect()
    };
    let queries: Vec<_> = notes.iter().map(|(_, note)| query(note)).collect();
    let index = NoteIndex::read(documents, rows, changes, &terms);
    let mut silent = vec![true; index.facts.len()];
    for ((span, note), query) in notes.iter().zip(&queries) {
        let answer = Answer::of(*span, (note, limits), query, &index, &mut silent);
        let found = changes_of(&index.facts, &answer.found);
        changes_of(&index.facts, &answer.corrected).iter().for_each(|&n| out.corrected[n] = true);
        out.notes.push(Announcement { span: *span, found, unanswered: answer.unanswered });
    }
    announced_again(first.language, documents, changes, &mut out);
    out.notes.iter().flat_map(|note| &note.found).for_each(|&n| changes[n].announced = true);
    for (fact, silent) in index.facts.iter().zip(silent) {
        changes[fact.change].silent |= silent && fact.grade != Grade::Slight;
    }
    changes.iter_mut().filter(|change| change.announced).for_each(|change| change.silent = false);
    same_is_not_silent(first.language, documents, changes);
    out
}

/// The changes that a note announces: those of which it matches the gravest finding, or all grave findings but figures and
/// dates. A note on a name does not announce that the sentence is now negated.
fn changes_of(facts: &[Fact], found: &[bool]) -> Vec<usize> {
    let facts: Vec<(&Fact, bool)> = facts.iter().zip(found.iter().copied()).collect();
    let changes = facts.chunk_by(|a, b| a.0.change == b.0.change);
    // "mars omkring 40" → "april omkring 14" is one change.
    let is_value = |fact: &Fact| matches!(fact.class, Class::Number | Class::Date);
    let announced = changes.filter(|own| {
        let first = own.first().is_some_and(|(_, found)| *found);
        first
            || own.iter().any(|(_, found)| *found)
                && own.iter().all(|(fact, found)| *found || !fact.grave || is_value(fact))
    });
    announced.filter_map(|own| Some(own.first()?.0.change)).collect()
}

/// The matches of a note.
struct Answer {
    /// By finding: whether the note mentions it, and whether it says that it corrects it.
    found: Vec<bool>,
    corrected: Vec<bool>,
    /// What the note says was wrong without a matching finding.
    unanswered: Vec<Span>,
}

impl Answer {
    fn of(
        span: Span,
        (note, limits): (&Note, &ChangeThresholds),
        queries: &[ItemQuery],
        index: &NoteIndex,
        silent: &mut [bool],
    ) -> Self {
        let none = vec![false; index.facts.len()];
        let mut out = Self { found: none.clone(), corrected: none, unanswered: Vec::new() };
        let mut open = Vec::new();
        for (item, query) in note.items.iter().zip(queries) {
            let matched = ItemMatch::new((note.language, limits), item, query, index);
            let scores = matched.scores();
            let most = scores.iter().copied().max().unwrap_or(0);
            for (at, &score) in scores.iter().enumerate().filter(|(_, score)| **score > 0) {
                // Keep the best matches, and drop facts that match much less.
                let meant = 100 * score > limits.note_match_percent * most;
                out.found[at] |= meant;
                out.corrected[at] |= meant && item.verb == Some(Verb::Corrects) && !item.trivial;
                silent[at] &= !meant && (index.facts[at].grave || index.facts[at].news);
            }
            if most == 0 {
                open.push((item, matched));
            }
        }
        for (item, matched) in open {
            if let Some(only) = only_one(item, &matched, &index.facts, &out.found) {
                out.finds(only, !item.trivial, silent);
            } else if note.must_match(item) {
                let at = span.start as usize;
                let item = Span::new(at + item.span.start as usize, at + item.span.end as usize);
                out.unanswered.push(item);
            }
        }
        // A correction that names nothing refers to the only fact that changed.
        if note.corrects() && !out.found.contains(&true) && out.unanswered.is_empty() {
            let only =
                one_change(&index.facts, |at| index.facts[at].grave).or_else(|| one_change(&index.facts, |_| true));
            only.into_iter().for_each(|only| out.finds(only, true, silent));
        }
        for (silent, fact) in silent.iter_mut().zip(&index.facts) {
            *silent &= !covers(note, fact);
        }
        out
    }

    fn finds(&mut self, at: usize, is_corrected: bool, silent: &mut [bool]) {
        (self.found[at], silent[at]) = (true, false);
        self.corrected[at] |= is_corrected;
    }
}

/// The index of the first finding that passes a test, if all that pass belong to one change.
fn one_change(facts: &[Fact], test: impl Fn(usize) -> bool) -> Option<usize> {
    let mut passing = (0..facts.len()).filter(|&at| test(at));
    let first = passing.next()?;
    passing.all(|at| facts[at].change == facts[first].change).then_some(first)
}

/// Whether a note may refer to a change that no item names.
fn covers(note: &Note, fact: &Fact) -> bool {
    // An updated version has additions.
    let updates = || note.items.iter().any(|i| matches!(i.verb, Some(Verb::Updates | Verb::Adds)));
    match fact.class {
        Class::Addition => note.more || updates() || note.sweeping && !fact.news,
        Class::Headline => note.sweeping || updates(),
        Class::Wording if fact.grade == Grade::Grave => false,
        _ => note.sweeping && !fact.grave,
    }
}

/// The norms of the words of a change, for comparison with another's: "Fourteen" and "14" are one.
fn norms_of(language: Language, documents: &Pair<&Document>, change: &Change) -> [Vec<String>; 2] {
    let side = |side: Side| change.spans[side].map_or("", |s| s.of(&documents[side].text));
    Side::BOTH.map(|s| keys(side(s)).iter().map(|key| norm(language, key)).collect())
}

/// A note that announces "Nine → Seven" in the lead also announces "NINE → SEVEN" in the headline, and the other way
/// round, and a change of a name wherever it is made.
fn announced_again(language: Language, documents: &Pair<&Document>, changes: &[Change], out: &mut Announced) {
    let in_headline = |change: &Change| change.landmark == Some(Landmark::Headline);
    for note in &mut out.notes {
        let norms = |change: &Change| norms_of(language, documents, change);
        let found = note.found.iter().map(|&n| &changes[n]);
        let known: FxHashSet<_> = found.clone().map(norms).collect();
        let headline: FxHashSet<_> = found.filter(|change| in_headline(change)).map(norms).collect();
        let again = |(n, change): &(usize, &Change)| {
            let same = || {
                let norms = norms(change);
                let everywhere = change.class == Class::Name || in_headline(change);
                if everywhere { known.contains(&norms) } else { headline.contains(&norms) }
            };
            !note.found.contains(n) && change.is_grave() && same()
        };
        let more: Vec<usize> = changes.iter().enumerate().filter(again).map(|(n, _)| n).collect();
        more.iter().for_each(|&n| out.corrected[n] = note.found.iter().any(|&n| out.corrected[n]));
        note.found.extend(more);
        note.found.sort_unstable();
    }
}

/// The same change elsewhere, such as "14" → "40", need not be announced again.
fn same_is_not_silent(language: Language, documents: &Pair<&Document>, changes: &mut [Change]) {
    let norms = |change: &Change| norms_of(language, documents, change);
    let known: FxHashSet<_> = changes.iter().filter(|c| c.announced && c.is_grave()).map(norms).collect();
    let again = changes.iter_mut().filter(|c| c.silent && known.contains(&norms(c)));
    again.for_each(|change| change.silent = false);
}

/// "Corrects year-ago figure" refers to the only figure that changed, however it is worded, unless another item refers
/// to that figure. A change of another class may match if it is the only one of the item's paragraph or topic.
fn only_one(item: &Item, matched: &ItemMatch<'_>, facts: &[Fact], found: &[bool]) -> Option<usize> {
    if item.verb != Some(Verb::Corrects) && !item.trivial {
        return None;
    }
    let valued = item.is_valued() || !item.figures.is_empty();
    let named = |at: usize| facts[at].grave && item.classes.contains(&facts[at].class);
    // "Corrects day in paragraph 2" does not refer to a figure, nor "fixes typo" to a fact.
    let may_be = |at: usize| match facts[at].class {
        Class::Addition | Class::Cut => false,
        Class::Number | Class::Date => {
            !item.trivial
                && (item.classes.is_empty() || item.classes.iter().any(|c| matches!(c, Class::Number | Class::Date)))
        }
        class => !item.trivial || !class.is_fact() || class == Class::Name,
    };
    let placed = |at: usize| may_be(at) && facts[at].paragraph.is_some_and(|p| item.paragraphs.contains(&p));
    let by_class = || one_change(facts, named).filter(|_| !valued && item.paragraphs.is_empty());
    let by_place = || one_change(facts, placed);
    let by_topic =
        || one_change(facts, |at| may_be(at) && matched.is_topical(at)).filter(|_| item.paragraphs.is_empty());
    by_class().or_else(by_place).or_else(by_topic).filter(|&only| !found[only])
}

/// The parsed notes of the new text that say what was changed.
fn notes_of(documents: &Pair<&Document>, limits: &ChangeThresholds) -> Vec<(Span, Note)> {
    let new = documents.new;
    let old_notes: FxHashSet<String> =
        documents.old.about.notes.iter().map(|s| one_line(s.of(&documents.old.text))).collect();
    // A flag before a headline ("UPDATE 1-") says only that something changed.
    let run_in = |span: &Span| new.blocks.get(new.block_at(span.start)).is_some_and(|b| b.run_in);
    let notes = new.about.notes.iter().filter(|s| !run_in(s)).take(limits.notes);
    let read = notes.filter_map(|&span| {
        let text = span.of(&new.text);
        let language = language_of(new.block_language(new.block_at(span.start)), text);
        // A note that is in the old version too does not announce this change.
        let known = old_notes.contains(&one_line(text)) || !announces(language, text);
        (!known && !is_headline(documents, (language, limits), span))
            .then(|| (span, Note::read(language, text, limits)))
    });
    // A bare "CORRECTED" has nothing to match.
    read.filter(|(_, note)| !note.items.is_empty()).collect()
}

/// Whether a note is the headline after a flag ("Corrected: Mayor resigns"), which says only that something changed.
fn is_headline(documents: &Pair<&Document>, (language, limits): (Language, &ChangeThresholds), span: Span) -> bool {
    let text = span.of(&documents.new.text);
    let below_title = documents.new.about.title_span().is_some_and(|title| title.end <= span.start);
    if below_title || text.starts_with(['(', '[']) {
        return false;
    }
    let title = |document: &Document| document.about.title_span().map(|s| stems(language, s.of(&document.text)));
    let titles: FxHashSet<String> = [documents.old, documents.new].into_iter().filter_map(title).flatten().collect();
    let note: Vec<String> = stems(language, text).into_iter().filter(|s| !announces(language, s)).collect();
    let shared = note.iter().filter(|s| titles.contains(*s)).count();
    note.len() >= limits.flagged_headline_words && 100 * shared >= limits.flagged_headline_percent * note.len()
}

/// The stems of the content words of a text.
fn stems(language: Language, text: &str) -> FxHashSet<String> {
    let mut found = Vec::new();
    words(text, Span::new(0, text.len()), &mut found);
    let mut fold = Fold::default();
    let mut out = FxHashSet::default();
    found.iter().for_each(|w| out.extend(stems_of(language, fold.key(w.span.of(text)))));
    out
}
