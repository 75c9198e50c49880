//! Editors' notes compared with the changes: which change a note announces, and which change of substance none speaks of.
//!
//! A note is taken apart at its commas and "and": "(Recasts with higher toll, president, arrests; updates shares)" has
//! four items. Each announces the findings whose row has its topics, or whose class it names, or that bring the value it
//! gives; a change is announced where one of its findings is.
//!
//! The terms of all items are numbered first, then the changes are read once for where they stand; so an item costs
//! a look at each finding and a step for each of its terms there, not another reading.

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
use self::words::{announces, language_of, stems_of};
use super::hash::squeezed;
use super::model::{Announcement, Change, Class, Grade};
use crate::diff::Row;
use crate::lang::Language;
use crate::text::{Document, Fold, Pair, Side, Span, words};

/// Notes that are compared with the changes: a document has one or two.
const MOST_NOTES: usize = 8;
/// Items of a note that are.
const MOST_ITEMS: usize = 24;

/// What the editors' notes of the new text announce: each note with the changes it speaks of, and each change marked as
/// announced or as passed over in silence.
pub(crate) fn announced(documents: &Pair<&Document>, rows: &[Row], changes: &mut [Change]) -> Vec<Announcement> {
    let notes = notes_of(documents);
    let Some((_, first)) = notes.first() else { return Vec::new() };
    let mut terms = TermIndex::new(first.language);
    let mut query = |note: &Note| -> Vec<ItemQuery> {
        let items = note.items.iter().take(MOST_ITEMS);
        items.map(|item| ItemQuery::new(note.language, item, &mut terms)).collect()
    };
    let queries: Vec<_> = notes.iter().map(|(_, note)| query(note)).collect();
    let index = NoteIndex::read(documents, rows, changes, &terms);
    let mut silent = vec![true; index.facts.len()];
    let mut out = Vec::with_capacity(notes.len());
    for ((span, note), query) in notes.iter().zip(&queries) {
        let (found, unanswered) = answer(*span, note, query, &index, &mut silent);
        out.push(Announcement { span: *span, found: changes_of(&index.facts, &found), unanswered });
    }
    out.iter().flat_map(|note| &note.found).for_each(|&n| changes[n].announced = true);
    for (fact, silent) in index.facts.iter().zip(silent) {
        changes[fact.change].silent |= silent && fact.grade != Grade::Slight;
    }
    changes.iter_mut().filter(|change| change.announced).for_each(|change| change.silent = false);
    announced_again(documents, changes);
    out
}

/// The changes that a note announces: those of whose findings it speaks of the gravest, or of all that are grave. What is
/// said of a name does not announce that the sentence denies what it stated.
fn changes_of(facts: &[Fact], found: &[bool]) -> Vec<usize> {
    let facts: Vec<(&Fact, bool)> = facts.iter().zip(found.iter().copied()).collect();
    let changes = facts.chunk_by(|a, b| a.0.change == b.0.change);
    let announced = changes.filter(|own| {
        let first = own.first().is_some_and(|(_, found)| *found);
        first || own.iter().any(|(_, found)| *found) && own.iter().all(|(fact, found)| *found || !fact.grave)
    });
    announced.filter_map(|own| Some(own.first()?.0.change)).collect()
}

/// Which findings a note speaks of, and which of its items none answers.
fn answer(
    span: Span,
    note: &Note,
    queries: &[ItemQuery],
    index: &NoteIndex,
    silent: &mut [bool],
) -> (Vec<bool>, Vec<Span>) {
    let mut found = vec![false; index.facts.len()];
    let (mut open, mut unanswered) = (Vec::new(), Vec::new());
    for (item, query) in note.items.iter().zip(queries) {
        let scores = ItemMatch::new(item, query, index).scores();
        let most = scores.iter().copied().max().unwrap_or(0);
        for (at, &score) in scores.iter().enumerate().filter(|(_, score)| **score > 0) {
            // What it speaks of best, and no other fact that it only brushes.
            let meant = 2 * score > most;
            found[at] |= meant;
            silent[at] &= !meant && (index.facts[at].grave || index.facts[at].news);
        }
        if most == 0 {
            open.push(item);
        }
    }
    for item in open {
        if let Some(only) = only_one(item, &index.facts, &found) {
            found[only] = true;
            silent[only] = false;
        } else if note.is_owed(item) {
            let at = span.start as usize;
            unanswered.push(Span::new(at + item.span.start as usize, at + item.span.end as usize));
        }
    }
    // A correction without a word for it means the one fact that changed.
    if note.corrects() && !found.contains(&true) && unanswered.is_empty() {
        let mut grave = (0..found.len()).filter(|&at| index.facts[at].grave);
        if let Some(only) = grave.next().filter(|_| grave.next().is_none()) {
            found[only] = true;
            silent[only] = false;
        }
    }
    for (silent, fact) in silent.iter_mut().zip(&index.facts) {
        *silent &= !covers(note, fact);
    }
    (found, unanswered)
}

/// Whether a note may mean a change that no item names.
fn covers(note: &Note, fact: &Fact) -> bool {
    // A version that was updated has more than the one before it.
    let updates = || note.items.iter().any(|i| matches!(i.verb, Some(Verb::Updates | Verb::Adds)));
    match fact.class {
        Class::Addition => note.more || updates() || note.sweeping && !fact.news,
        Class::Headline => note.sweeping || updates(),
        Class::Wording if fact.grade == Grade::Grave => false,
        _ => note.sweeping && !fact.grave,
    }
}
/// A note that announces "Nine → Fourteen" in the lead speaks of "NINE → FOURTEEN" in the headline as well.
fn announced_again(documents: &Pair<&Document>, changes: &mut [Change]) {
    let words = |change: &Change| {
        let side = |side: Side| change.spans[side].map_or("", |s| s.of(&documents[side].text));
        Side::BOTH.map(|s| squeezed(side(s)).to_lowercase())
    };
    let announced: FxHashSet<_> = changes.iter().filter(|c| c.announced && c.is_grave()).map(words).collect();
    let again = changes.iter_mut().filter(|c| c.silent && announced.contains(&words(c)));
    again.for_each(|change| change.silent = false);
}

/// "Corrects year-ago figure" speaks of the one figure that changed, in whatever words its line is written; not of one that
/// another item speaks of.
fn only_one(item: &Item, facts: &[Fact], found: &[bool]) -> Option<usize> {
    let valued = item.is_valued() || !item.figures.is_empty();
    if item.verb != Some(Verb::Corrects) || valued || !item.paragraphs.is_empty() {
        return None;
    }
    let mut named = (0..found.len()).filter(|&at| facts[at].grave && item.classes.contains(&facts[at].class));
    named.next().filter(|&only| named.next().is_none() && !found[only])
}

/// The notes of the new text that say what was changed, taken apart.
fn notes_of(documents: &Pair<&Document>) -> Vec<(Span, Note)> {
    let new = documents.new;
    let old_notes: FxHashSet<String> =
        documents.old.about.notes.iter().map(|s| squeezed(s.of(&documents.old.text))).collect();
    // A flag before a headline ("UPDATE 1-") says that something changed, not what.
    let run_in = |span: &Span| new.blocks.get(new.block_at(span.start)).is_some_and(|b| b.run_in);
    let notes = new.about.notes.iter().filter(|s| !run_in(s)).take(MOST_NOTES);
    let read = notes.filter_map(|&span| {
        let text = span.of(&new.text);
        let language = language_of(new.block_language(new.block_at(span.start)), text);
        // A note that the old version had too announces nothing of this change.
        let known = old_notes.contains(&squeezed(text)) || !announces(language, text);
        (!known && !is_headline(documents, language, text)).then(|| (span, Note::read(language, text)))
    });
    // A bare "CORRECTED" says nothing that could be compared.
    read.filter(|(_, note)| !note.items.is_empty()).collect()
}

/// Whether a note is the headline behind a flag ("Corrected: Mayor resigns"): it says that something changed, not what.
fn is_headline(documents: &Pair<&Document>, language: Language, text: &str) -> bool {
    /// A note of fewer words names what it corrects, which a headline may well name too.
    const CONTENT_WORDS: usize = 3;
    /// Words of ten that the headline has too: it may have been reworded a little.
    const SHARED_OF_TEN: usize = 7;
    let title = |document: &Document| document.about.title_span().map(|s| stems(language, s.of(&document.text)));
    let titles: FxHashSet<String> = [documents.old, documents.new].into_iter().filter_map(title).flatten().collect();
    let note: Vec<String> = stems(language, text).into_iter().filter(|s| !announces(language, s)).collect();
    let shared = note.iter().filter(|s| titles.contains(*s)).count();
    note.len() >= CONTENT_WORDS && 10 * shared >= SHARED_OF_TEN * note.len()
}

/// Stems of the content words of a text.
fn stems(language: Language, text: &str) -> FxHashSet<String> {
    let mut found = Vec::new();
    words(text, Span::new(0, text.len()), &mut found);
    let mut fold = Fold::default();
    let mut out = FxHashSet::default();
    found.iter().for_each(|w| out.extend(stems_of(language, fold.key(w.span.of(text)))));
    out
}
