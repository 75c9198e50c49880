//! Merges equal small changes at several places into one line of the change list.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::model::{Announcement, Change, Class, Place};
use super::thresholds::ChangeThresholds;
use crate::diff::Row;
use crate::text::{Document, Pair, Side, Span};

/// Merges changes that are made at several places, at the first position in the list, which is in order. Notes are
/// updated to refer to the merged changes.
pub(crate) fn gather(
    documents: &Pair<&Document>,
    rows: &[Row],
    changes: Vec<Change>,
    notes: &mut [Announcement],
    limits: &ChangeThresholds,
) -> Vec<Change> {
    let mut first: FxHashMap<(Class, bool, bool, String), usize> = FxHashMap::default();
    let mut out: Vec<Change> = Vec::with_capacity(changes.len());
    let mut at = Vec::with_capacity(changes.len());
    for change in changes {
        let kernel = kernel(documents, rows, &change, limits);
        // For punctuation alone, it does not matter whether words are in the same edit.
        let class = |kernel: &str| match change.class {
            Class::Style if !kernel.contains(char::is_alphanumeric) => Class::Typography,
            class => class,
        };
        let known = kernel.map(|kernel| first.entry((class(&kernel), change.announced, change.silent, kernel)));
        let n = match known {
            Some(entry) => *entry.or_insert(out.len()),
            None => out.len(),
        };
        match out.get_mut(n) {
            Some(same) => same.more.push(Place { row: change.row, edit: change.edit, spans: change.spans }),
            None => out.push(change),
        }
        at.push(n);
    }
    for note in notes {
        note.found.iter_mut().for_each(|n| *n = at.get(*n).copied().unwrap_or(*n));
        note.found.sort_unstable();
        note.found.dedup();
    }
    out
}

/// The key of changes that are equal wherever they are made; `None` for changes that are listed separately, as facts
/// are: a figure counts one thing here and another there.
fn kernel(documents: &Pair<&Document>, rows: &[Row], change: &Change, limits: &ChangeThresholds) -> Option<String> {
    let small = Side::BOTH.into_iter().all(|side| change.spans[side].is_none_or(|s| s.len() <= limits.repeated_bytes));
    let text = |side: Side, span: Option<Span>| span.map_or("", |s| s.of(&documents[side].text));
    let own = || difference(text(Side::Old, change.spans.old), text(Side::New, change.spans.new));
    if change.landmark.is_some() {
        return None;
    }
    match change.class {
        Class::Typography => {
            let places = &rows.get(change.row)?.typography;
            let inside = |at: &&Pair<Span>| change.spans.old.is_some_and(|s| s.covers(at.old));
            let of = |at: &Pair<Span>| difference(text(Side::Old, Some(at.old)), text(Side::New, Some(at.new)));
            let found: BTreeSet<String> = places.iter().filter(inside).map(of).collect();
            Some(if found.is_empty() { own() } else { found.into_iter().collect::<Vec<_>>().join(", ") })
        }
        Class::Style | Class::Wording | Class::Name if small => Some(own()),
        Class::Style if change.findings.len() == 1 => {
            let difference = own();
            (difference.len() <= 2 * limits.repeated_bytes).then_some(difference)
        }
        Class::Credit | Class::Furniture if change.spans.old.is_none() || change.spans.new.is_none() => Some(own()),
        _ => None,
    }
}

/// The difference between two wordings without their common parts: punctuation where the words are equal, otherwise the
/// words between the common beginning and end.
fn difference(old: &str, new: &str) -> String {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    if letters(old) == letters(new) {
        let marks =
            |text: &str| text.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()).collect::<Vec<_>>();
        let (old, new) = (marks(old), marks(new));
        if old.len() != new.len() {
            return format!("{} → {}", old.iter().collect::<String>(), new.iter().collect::<String>());
        }
        let pairs: BTreeSet<(char, char)> = old.into_iter().zip(new).filter(|(a, b)| a != b).collect();
        return pairs.into_iter().map(|(a, b)| format!("{a} → {b}")).collect::<Vec<_>>().join(" ");
    }
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let (old, new) = (words(old), words(new));
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let rest = |words: &[String]| {
        let rest = words.get(head..words.len() - tail).unwrap_or_default().join(" ");
        rest.trim_end_matches(['.', ',', ';', ':', '!', '?']).to_owned()
    };
    format!("{} → {}", rest(&old), rest(&new))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::{Options, compare};
    use crate::text::{About, Block, BlockKind};

    #[test]
    fn differences_exclude_common_parts() {
        assert_eq!(difference("*weir*", "_weir_"), "* → _");
        assert_eq!(difference("My colour.", "My color."), "colour → color");
        assert_eq!(difference("colour", "color"), "colour → color");
        assert_eq!(difference("\"so\"", "“so”"), difference("\"no\" and \"me\"", "“no” and “me”"));
    }

    fn changes(old: &str, new: &str) -> Vec<(Class, usize)> {
        let document = |text: &str| {
            let block = Block::new(BlockKind::Paragraph, Span::new(0, text.len()));
            Document::new(text.into(), vec![block], About::default())
        };
        let comparison = compare(&document(old), &document(new), &Options::default()).expect("nobody cancels");
        comparison.changes.iter().map(|c| (c.class, c.places().count())).collect()
    }

    #[test]
    fn the_same_small_change_is_one() {
        let old = "The colour of the barn is red. The colour of the gate is blue. The colour of the roof is grey.";
        assert_eq!(changes(old, &old.replace("colour", "color")), [(Class::Style, 3)]);
        assert_eq!(changes(old, &old.replace("is", "was now")), [(Class::Wording, 3)]);
    }

    #[test]
    fn facts_are_not_merged() {
        let old = "The barn has 12 doors. The gate has 12 bolts of iron. The roof has 12 beams of oak.";
        assert_eq!(changes(old, &old.replace("12", "13")).len(), 3);
    }
}
