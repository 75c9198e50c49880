//! Finds the same sentence in another version.

use crate::changes::Comparison;
use crate::diff::Op;
use crate::diff::Row;
use crate::text::Side;

/// The byte of the new text that corresponds to byte `at` of the old text. For removed text, the beginning of the
/// sentence before it.
#[must_use]
pub(super) fn follow(comparison: &Comparison, at: u32) -> u32 {
    // The row that contains the place, else the nearest one that begins before it.
    let begins = |row: &&Row| row.hull().old.is_some_and(|hull| hull.start <= at);
    let Some(row) = comparison.rows.iter().filter(begins).max_by_key(|r| r.hull().old.map(|h| h.start)) else {
        return 0;
    };
    if let Some(place) = inside(row, at) {
        return place;
    }
    // All of it was removed: take the sentence before it in old order, otherwise the one after it.
    let here = row.hull().old.map_or(0, |h| h.start);
    let both = |row: &&Row| row.hull().old.is_some() && row.hull().new.is_some();
    let start = |row: &&Row| row.hull().old.map_or(0, |h| h.start);
    let before = comparison.rows.iter().filter(both).filter(|r| start(r) < here).max_by_key(start);
    let after = comparison.rows.iter().filter(both).filter(|r| start(r) > here).min_by_key(start);
    let side = |row: &Row| row.hull()[Side::New];
    before.and_then(side).map(|h| h.start).or_else(|| after.and_then(side).map(|h| h.start)).unwrap_or(0)
}

/// The corresponding position in a two-sided row: the same word if both sides have it, otherwise the beginning of the
/// sentence.
fn inside(row: &Row, at: u32) -> Option<u32> {
    let begin = row.hull().new?.start;
    let word = row.ops.iter().find_map(|op| match *op {
        Op::Equal { old, new, typography: false, .. } if old.contains(at) && old.len() == new.len() => {
            Some(new.start + (at - old.start))
        }
        Op::Equal { old, new, .. } if old.contains(at) => Some(new.start),
        _ => None,
    });
    Some(word.unwrap_or(begin))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::RowKind;
    use crate::text::Family;
    use crate::text::Pair;
    use crate::text::Span;

    fn row(old: Option<(u32, u32)>, new: Option<(u32, u32)>) -> Row {
        let span = |s: Option<(u32, u32)>| s.map(|(start, end)| Span { start, end });
        let ops = match (span(old), span(new)) {
            (Some(old), Some(new)) => vec![Op::Equal { old, new, typography: false, formatting: false }],
            (Some(old), None) => vec![Op::Removed(old)],
            (None, Some(new)) => vec![Op::Added(new)],
            (None, None) => Vec::new(),
        };
        Row {
            kind: RowKind::Same,
            moved: false,
            family: Family::Story,
            spans: Pair::new(span(old).into_iter().collect(), span(new).into_iter().collect()),
            ops,
            typography: Vec::new(),
            similarity: 1.0,
            pairing: None,
            joined: Vec::new(),
            shared: Vec::new(),
        }
    }

    #[test]
    fn the_place_stays_at_the_word() {
        let comparison = Comparison::of_rows(vec![
            row(None, Some((0, 50))),
            row(Some((0, 20)), Some((51, 71))),
            row(Some((21, 40)), None),
            row(Some((41, 60)), Some((72, 91))),
        ]);
        assert_eq!(follow(&comparison, 5), 56, "the same word");
        assert_eq!(follow(&comparison, 45), 76, "after a cut");
        assert_eq!(follow(&comparison, 30), 51, "a cut sentence: the one before it");
        assert_eq!(follow(&comparison, 20), 51, "the space between two sentences");
    }
}
