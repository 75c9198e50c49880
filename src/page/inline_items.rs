//! Inline: the items of a comparison in one column, in the order of the new text.
//!
//! ```text
//! rows    same same same same edited moved added
//! items   ├rows┤⋯fold⋯├──── rows ───┤ gap ├rows┤    a paragraph is an item
//!              ↷ sign at the old place of the moved row
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::gaps::{begins_line, block_index, separates};
use super::items::{FOLD_MIN_BYTES, ITEM_BYTES, Item, Kind, LAZY_ROW_BYTES, is_one_sided, size, split_ops};
use crate::diff::Row;
use crate::text::{Document, Pair, Side};

/// The inputs of the layout.
pub(super) struct Inline<'a> {
    pub(super) docs: Pair<&'a Document>,
    pub(super) rows: &'a [Row],
    /// Whether each row is shown as a change.
    pub(super) shown: &'a [bool],
    /// The rows of opened folds.
    pub(super) opened: &'a BTreeSet<usize>,
    pub(super) fold: bool,
}

/// The state after the last item, which decides where gaps go.
#[derive(Default)]
struct Last {
    block: Pair<Option<usize>>,
    /// Whether the next item begins with a gap in any case.
    part: bool,
    /// Whether it is a removed paragraph, which only removed rows continue.
    gone: bool,
}

impl Inline<'_> {
    pub(super) fn items(&self) -> Vec<Item> {
        let moved_away = moved_away(self.rows);
        let folds = if self.fold { self.folds(&moved_away) } else { Vec::new() };
        let mut folds = folds.into_iter().peekable();
        let mut items: Vec<Item> = Vec::new();
        let mut last = Last::default();
        self.add_signs(&moved_away, 0, &mut items, &mut last);
        let mut i = 0;
        while i < self.rows.len() {
            if let Some(fold) = folds.next_if(|f| f.start == i) {
                i = fold.end;
                items.push(Item::new(Kind::FoldedRows(fold), !items.is_empty()));
                last.part = true;
            } else {
                let stop = folds.peek().map_or(self.rows.len(), |f| f.start);
                let stop = moved_away.range(i + 1..).next().map_or(stop, |(&at, _)| stop.min(at));
                i = self.rows_from(i, stop, &mut items, &mut last);
            }
            self.add_signs(&moved_away, i, &mut items, &mut last);
        }
        items
    }

    /// Adds the signs of moved rows with their old place before row `at`: one for neighbours that moved together.
    fn add_signs(&self, moved_away: &BTreeMap<usize, Vec<usize>>, at: usize, items: &mut Vec<Item>, last: &mut Last) {
        let mut before: Option<usize> = None;
        for &row in moved_away.get(&at).map_or(&[][..], Vec::as_slice) {
            let target = self.block(Side::New, row);
            if before.is_none() || before != target {
                items.push(Item::new(Kind::MovedFrom(row), !items.is_empty() && before.is_none()));
                last.part = true;
            }
            before = target;
        }
    }

    /// Adds an item that begins with row `i` and ends before `stop`; returns the row after it.
    fn rows_from(&self, i: usize, stop: usize, items: &mut Vec<Item>, last: &mut Last) -> usize {
        let gap = !items.is_empty() && (last.part || self.begins(i, last).is_some_and(|separated| separated));
        last.part = false;
        self.note(i, gap, last);
        if size(&self.rows[i]) > LAZY_ROW_BYTES {
            for (n, ops) in split_ops(self.docs, &self.rows[i].ops).into_iter().enumerate() {
                items.push(Item::new(Kind::Part { row: i, side: None, ops, first: n == 0 }, gap && n == 0));
            }
            return i + 1;
        }
        let mut end = i + 1;
        let mut bytes = size(&self.rows[i]);
        while end < stop && !last.part && self.begins(end, last).is_none() {
            bytes += size(&self.rows[end]);
            if bytes > ITEM_BYTES {
                break;
            }
            self.note(end, false, last);
            end += 1;
        }
        items.push(Item::new(Kind::Rows(i..end), gap));
        end
    }

    /// If row `i` begins a block, or a line that is kept: whether a blank line precedes it.
    fn begins(&self, i: usize, last: &Last) -> Option<bool> {
        let row = &self.rows[i];
        let has_new = !row.spans.new.is_empty();
        if last.gone && has_new {
            // A line goes on a stanza whose first line was removed.
            let kept = |block: usize| self.docs.old.blocks.get(block).is_some_and(|block| block.keeps_lines);
            return match (last.block.old, self.block(Side::Old, i).filter(|_| !row.moved)) {
                (Some(before), Some(block)) if kept(before) && kept(block) => {
                    Some(separates(self.docs.old, before, block))
                }
                _ => Some(true),
            };
        }
        let side = if has_new || row.moved { Side::New } else { Side::Old };
        let block = self.block(side, i)?;
        match last.block[side] {
            Some(before) if before == block => begins_line(self.docs[side], block, row.spans[side].first()?.start),
            Some(before) => Some(separates(self.docs[side], before, block)),
            None => Some(true),
        }
    }

    fn note(&self, i: usize, gap: bool, last: &mut Last) {
        for side in Side::BOTH {
            let moved_away = side == Side::Old && self.rows[i].moved;
            if let Some(block) = self.block(side, i).filter(|_| !moved_away) {
                last.block[side] = Some(block);
            }
        }
        last.gone = (gap || last.gone) && self.rows[i].spans.new.is_empty();
    }

    /// The block in which row `i` begins; for a run-in block, the one it introduces.
    fn block(&self, side: Side, i: usize) -> Option<usize> {
        let at = self.rows[i].spans[side].first()?.start;
        Some(block_index(self.docs[side], at))
    }

    /// Whether a row is one-sided and hidden, and so useless as context.
    fn is_hidden_one_sided(&self, i: usize) -> bool {
        self.rows.get(i).is_some_and(is_one_sided) && !self.shown[i]
    }

    /// Unchanged runs, without one row of context at each end next to a change.
    fn folds(&self, moved_away: &BTreeMap<usize, Vec<usize>>) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut start = 0;
        for i in 0..=self.rows.len() {
            let stop = i == self.rows.len() || self.shown[i];
            if !(stop || i > start && moved_away.contains_key(&i)) {
                continue;
            }
            let from = start + usize::from(start > 0 && !self.is_hidden_one_sided(start));
            let to = i.saturating_sub(usize::from(i < self.rows.len() && !(i > 0 && self.is_hidden_one_sided(i - 1))));
            let bytes = || self.rows[from..to].iter().map(size).sum::<usize>() / 2;
            let opened = self.opened.range(from..to.max(from)).next().is_some();
            if from < to && !opened && (to - from > 1 || bytes() >= FOLD_MIN_BYTES) {
                out.push(from..to);
            }
            start = if i < self.rows.len() && !self.shown[i] { i } else { i + 1 };
        }
        out
    }
}

/// The moved rows, by the row before which their old place is.
fn moved_away(rows: &[Row]) -> BTreeMap<usize, Vec<usize>> {
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let begin = |i: usize| rows[i].spans.old.first().map_or(0, |s| s.start);
    let mut moved: Vec<usize> = (0..rows.len()).filter(|&i| rows[i].moved && !rows[i].spans.old.is_empty()).collect();
    if moved.is_empty() {
        return out;
    }
    moved.sort_by_key(|&i| begin(i));
    let fixed: Vec<usize> = (0..rows.len()).filter(|&i| !rows[i].moved && !rows[i].spans.old.is_empty()).collect();
    for row in moved {
        let before = fixed.partition_point(|&i| begin(i) < begin(row));
        let at = before.checked_sub(1).map_or(0, |b| fixed[b] + 1);
        out.entry(at).or_default().push(row);
    }
    out
}
