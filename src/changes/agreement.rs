//! What one place of a text cannot tell another may.

use rustc_hash::FxHashSet;

use super::model::{Change, Class, Finding, Grade};
use crate::text::{Document, Pair, Side};

/// A longer wording, in bytes, is a passage and no word that may stand elsewhere too.
const LONG_WORDING_BYTES: usize = 90;

/// Lets changes that are the same agree: a word that begins a sentence is a name where the same change is one of a name
/// elsewhere; a clause that is referred to has a new number where it stands; a sentence in the block of a headline is of
/// the headline.
pub(crate) fn agree(documents: &Pair<&Document>, changes: &mut [Change]) {
    names(documents, changes);
    clauses(documents, changes);
    headline(documents, changes);
}

/// The words of either side without marks around them.
fn bare<'a>(documents: &Pair<&'a Document>, change: &Change) -> Pair<&'a str> {
    Pair::new(Side::Old, Side::New).map(|side| {
        let text = change.spans[side].map_or("", |s| s.of(&documents[side].text));
        text.trim_matches(|c: char| !c.is_alphanumeric())
    })
}

fn names(documents: &Pair<&Document>, changes: &mut [Change]) {
    let of_names = changes.iter().filter(|c| c.class == Class::Name).map(|c| bare(documents, c));
    let known: FxHashSet<(&str, &str)> = of_names.map(|pair| (pair.old, pair.new)).collect();
    if known.is_empty() {
        return;
    }
    let short = |c: &Change| Side::BOTH.into_iter().all(|s| c.spans[s].is_none_or(|s| s.len() < LONG_WORDING_BYTES));
    for change in changes.iter_mut().filter(|c| c.class == Class::Wording && short(c)) {
        let pair = bare(documents, change);
        if known.contains(&(pair.old, pair.new)) {
            change.becomes(Finding::new(Class::Name, Grade::Plain, change.spans));
        }
    }
}

/// "2.1 → 3.1" at the beginning of a clause makes a reference of "2.4 → 3.4" in the midst of another.
fn clauses(documents: &Pair<&Document>, changes: &mut [Change]) {
    let chapters = |c: &Change| {
        let Pair { old, new } = bare(documents, c);
        let clause = |n: &str| n.contains('.') && n.chars().all(|c| c.is_ascii_digit() || c == '.');
        let chapter = |n: &str| n.split('.').next().map(str::to_owned);
        (clause(old) && clause(new)).then(|| (chapter(old), chapter(new)))
    };
    let renumbered: Vec<_> = changes.iter().filter(|c| c.class == Class::Style).filter_map(chapters).collect();
    for change in changes.iter_mut().filter(|c| c.class == Class::Number) {
        if chapters(change).is_some_and(|pair| renumbered.contains(&pair)) {
            change.becomes(Finding::new(Class::Style, Grade::Plain, change.spans));
        }
    }
}

fn headline(documents: &Pair<&Document>, changes: &mut [Change]) {
    let block = |c: &Change, side: Side| c.spans[side].map(|s| documents[side].block_at(s.start));
    let headlines: Vec<Pair<Option<usize>>> = changes
        .iter()
        .filter(|c| c.class == Class::Headline)
        .map(|c| Pair::new(block(c, Side::Old), block(c, Side::New)))
        .collect();
    for change in changes.iter_mut().filter(|c| matches!(c.class, Class::Addition | Class::Cut)) {
        let same = |side: Side| block(change, side).is_some_and(|b| headlines.iter().any(|h| h[side] == Some(b)));
        if Side::BOTH.into_iter().any(same) {
            let grade = change.findings.first().map_or(Grade::Plain, |f| f.grade);
            change.becomes(Finding::new(Class::Headline, grade, change.spans));
        }
    }
}
