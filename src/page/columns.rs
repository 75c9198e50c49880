//! Side by side: decides which rows are opposite each other.
//!
//! Each column is its document, complete and in its own order. Rows that both texts have at the same place are
//! *anchors*: they begin on the same line. Between two anchors is a *gap*: text that only the old side has is opposite
//! text that only the new side has. A moved row is in one gap of the old text and in another of the new.
//!
//! ```text
//! old text   a b  x x m  c d        a b c d   anchors
//! new text   a b  y      c d m      x y       removed, added    m   moved
//!
//! items      │ a b   │ a b   │      equal anchors of one paragraph flow together
//!            │ x x m │ y     │      a gap, or a part of a long one
//!            │ c     │ c     │
//!            │ d     │ d     │
//!            │       │ m     │
//! ```

use std::collections::BTreeSet;
use std::ops::Range;

use super::gaps::{block_index, separates};
use super::items::{FOLD_MIN_BYTES, ITEM_BYTES, Item, Kind, LAZY_ROW_BYTES, Orders, is_one_sided, size, split_ops};
use crate::diff::Row;
use crate::text::{Document, Pair, Side};

/// The inputs of the layout.
pub(super) struct Columns<'a> {
    pub(super) docs: Pair<&'a Document>,
    pub(super) rows: &'a [Row],
    /// Whether each row is shown as a change.
    pub(super) shown: &'a [bool],
    /// The rows of opened folds.
    pub(super) opened: &'a BTreeSet<usize>,
    pub(super) orders: &'a Orders,
}

/// The rows in the order of each text.
pub(super) fn orders(rows: &[Row]) -> Orders {
    Pair::new(Side::Old, Side::New).map(|side| {
        let mut order: Vec<usize> = (0..rows.len()).filter(|&i| !rows[i].spans[side].is_empty()).collect();
        order.sort_by_key(|&i| rows[i].spans[side].first().map(|span| span.start));
        order
    })
}

/// An anchor, or a gap between two.
#[derive(Clone, Debug)]
struct Unit {
    /// Ranges of [`Orders`].
    ranges: Pair<Range<usize>>,
    anchor: bool,
    /// Whether one of its rows is shown as a change.
    shown: bool,
}

impl Unit {
    fn is_hidden_gap(&self) -> bool {
        !self.anchor && !self.shown
    }
}

/// The block of the last row on each side.
#[derive(Default)]
struct Last {
    block: Pair<Option<usize>>,
    /// Whether the next item begins with a gap in any case.
    gap: bool,
}

impl Columns<'_> {
    /// The items; with `fold`, unchanged runs are folded.
    pub(super) fn items(&self, fold: bool) -> Vec<Item> {
        let units = self.units();
        let folds = if fold { self.folds(&units) } else { Vec::new() };
        let mut folds = folds.into_iter().peekable();
        let mut items = Vec::new();
        let mut last = Last::default();
        let mut i = 0;
        while let Some(unit) = units.get(i) {
            if let Some(fold) = folds.next_if(|f| f.start == i) {
                let (first, end) = (&units[fold.start].ranges, &units[fold.end - 1].ranges);
                let ranges = Pair::new(first.old.start..end.old.end, first.new.start..end.new.end);
                items.push(Item::new(Kind::FoldedColumns(ranges), !items.is_empty()));
                last.gap = true;
                i = fold.end;
            } else if unit.anchor {
                let stop = folds.peek().map_or(units.len(), |f| f.start);
                i = self.anchors(&units[..stop], i, &mut items, &mut last);
            } else {
                self.gap(&unit.ranges, &mut items, &mut last);
                i += 1;
            }
        }
        items
    }

    /// The anchors and the gaps between them, in order.
    fn units(&self) -> Vec<Unit> {
        let mut units = Vec::new();
        let mut place = vec![0; self.rows.len()];
        self.orders.old.iter().enumerate().for_each(|(at, &row)| place[row] = at);
        let mut at = Pair::new(0, 0);
        let end = Pair::new(self.orders.old.len(), self.orders.new.len());
        for (new, &row) in self.orders.new.iter().enumerate() {
            let it = &self.rows[row];
            // An unmoved two-sided row must be in the order of both texts to begin on one line.
            if it.moved || is_one_sided(it) || place[row] < at.old {
                continue;
            }
            let old = place[row];
            self.add_gap(Pair::new(at.old..old, at.new..new), &mut units);
            let ranges = Pair::new(old..old + 1, new..new + 1);
            units.push(Unit { ranges, anchor: true, shown: self.shown[row] });
            at = Pair::new(old + 1, new + 1);
        }
        self.add_gap(Pair::new(at.old..end.old, at.new..end.new), &mut units);
        units
    }

    fn add_gap(&self, ranges: Pair<Range<usize>>, units: &mut Vec<Unit>) {
        if !ranges.old.is_empty() || !ranges.new.is_empty() {
            let shown = Side::BOTH.into_iter().any(|s| self.rows_of(s, &ranges[s]).any(|row| self.shown[row]));
            units.push(Unit { ranges, anchor: false, shown });
        }
    }

    fn rows_of(&self, side: Side, range: &Range<usize>) -> impl Iterator<Item = usize> + use<'_> {
        self.orders[side].get(range.clone()).unwrap_or_default().iter().copied()
    }

    /// Runs of unchanged units, without one anchor of context at each end next to a change.
    fn folds(&self, units: &[Unit]) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut at = 0;
        for stretch in units.chunk_by(|a, b| a.shown == b.shown) {
            let (start, end) = (at, at + stretch.len());
            at = end;
            if stretch.first().is_none_or(|unit| unit.shown) {
                continue;
            }
            let from = start + usize::from(start > 0 && !units[start].is_hidden_gap());
            let to = end - usize::from(end < units.len() && !units[end - 1].is_hidden_gap());
            let rows = units
                .get(from..to)
                .unwrap_or_default()
                .iter()
                .flat_map(|unit| Side::BOTH.into_iter().flat_map(|side| self.rows_of(side, &unit.ranges[side])));
            let (mut count, mut bytes, mut opened) = (0, 0, false);
            for row in rows {
                (count, bytes) = (count + 1, bytes + size(&self.rows[row]) / 4);
                opened |= self.opened.contains(&row);
            }
            if !opened && (count > 2 || bytes >= FOLD_MIN_BYTES) {
                out.push(from..to);
            }
        }
        out
    }

    /// Adds an item that begins with the anchor `units[i]`; returns the unit after it.
    fn anchors(&self, units: &[Unit], i: usize, items: &mut Vec<Item>, last: &mut Last) -> usize {
        let row = |i: usize| units.get(i).and_then(|unit| self.orders.new.get(unit.ranges.new.start)).copied();
        let Some(first) = row(i) else { return i + 1 };
        let begins = self.begins(first, last);
        // A side with nothing in the gap before it has empty lines there: a line that only the other text has, at the
        // beginning of a stanza, is not separated from it.
        let is_empty = |side: Side| matches!(items.last(), Some(Item { kind: Kind::Columns(ranges), .. }) if ranges[side].is_empty());
        let separated = |side: Side| begins[side] && !is_empty(side);
        let gap = !items.is_empty() && (last.gap || separated(Side::Old) || separated(Side::New));
        last.gap = false;
        self.note(first, last);
        if size(&self.rows[first]) > LAZY_ROW_BYTES {
            self.long_row(first, None, Pair::new(gap, gap), items);
            return i + 1;
        }
        let mut end = i + 1;
        let mut bytes = size(&self.rows[first]);
        while let Some(next) = row(end).filter(|_| !units[i].shown && units[end].anchor && !units[end].shown) {
            let begins = self.begins(next, last);
            bytes += size(&self.rows[next]);
            if begins.old || begins.new || bytes > ITEM_BYTES {
                break;
            }
            self.note(next, last);
            end += 1;
        }
        let (from, to) = (&units[i].ranges, &units[end - 1].ranges);
        let ranges = Pair::new(from.old.start..to.old.end, from.new.start..to.new.end);
        items.push(Item::new(Kind::Columns(ranges), gap));
        end
    }

    /// Adds the items of a gap. A long one is split into parts of about equally many bytes on both sides.
    fn gap(&self, ranges: &Pair<Range<usize>>, items: &mut Vec<Item>, last: &mut Last) {
        let mut parts = Pair::new(Side::Old, Side::New).map(|side| self.parts(side, &ranges[side]).into_iter());
        let mut at = ranges.as_ref().map(|range| range.start);
        loop {
            let part = Pair::new(parts.old.next(), parts.new.next());
            if part.old.is_none() && part.new.is_none() {
                return;
            }
            let is_long = |part: &Option<Range<usize>>, side| part.as_ref().is_some_and(|p| self.is_long(side, p));
            if is_long(&part.old, Side::Old) || is_long(&part.new, Side::New) {
                for side in Side::BOTH {
                    let Some(range) = &part[side] else { continue };
                    let mut ranges = at.as_ref().map(|&at| at..at);
                    ranges[side] = range.clone();
                    at[side] = range.end;
                    self.gap_part(ranges, items, last);
                }
            } else {
                let ranges =
                    Pair::new(Side::Old, Side::New).map(|side| part[side].clone().unwrap_or(at[side]..at[side]));
                at = ranges.as_ref().map(|range| range.end);
                self.gap_part(ranges, items, last);
            }
        }
    }

    /// Adds an item for a part of a gap, or the items of a long row.
    fn gap_part(&self, ranges: Pair<Range<usize>>, items: &mut Vec<Item>, last: &mut Last) {
        let mut gap = Pair::new(false, false);
        for side in Side::BOTH {
            let mut rows = self.rows_of(side, &ranges[side]);
            if let Some(row) = rows.next() {
                gap[side] = !items.is_empty() && (last.gap || self.begins_on(side, row, last));
                for row in std::iter::once(row).chain(rows) {
                    last.block[side] = self.block(side, row);
                }
            }
        }
        last.gap = false;
        let long = Side::BOTH.into_iter().find(|&side| self.is_long(side, &ranges[side]));
        match long.and_then(|side| Some((side, self.rows_of(side, &ranges[side]).next()?))) {
            Some((side, row)) => self.long_row(row, Some(side), gap, items),
            None => items.push(Item { kind: Kind::Columns(ranges), gap }),
        }
    }

    /// Splits a range of rows of one side into parts of about [`ITEM_BYTES`]; a long row is a separate part.
    fn parts(&self, side: Side, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        let mut bytes = usize::MAX;
        for (at, row) in range.clone().zip(self.rows_of(side, range)) {
            let size = self.bytes(side, row);
            let long = size > LAZY_ROW_BYTES;
            match out.last_mut() {
                Some(part) if !long && bytes.saturating_add(size) <= ITEM_BYTES => {
                    part.end = at + 1;
                    bytes += size;
                }
                _ => {
                    out.push(at..at + 1);
                    bytes = if long { usize::MAX } else { size };
                }
            }
        }
        out
    }

    /// Whether a part is one long row.
    fn is_long(&self, side: Side, part: &Range<usize>) -> bool {
        part.len() == 1 && self.rows_of(side, part).any(|row| self.bytes(side, row) > LAZY_ROW_BYTES)
    }

    fn bytes(&self, side: Side, row: usize) -> usize {
        self.rows[row].spans[side].iter().map(|span| span.len()).sum()
    }

    fn long_row(&self, row: usize, side: Option<Side>, gap: Pair<bool>, items: &mut Vec<Item>) {
        for (n, ops) in split_ops(self.docs, &self.rows[row].ops).into_iter().enumerate() {
            let gap = if n == 0 { gap } else { Pair::default() };
            items.push(Item { kind: Kind::Part { row, side, ops, first: n == 0 }, gap });
        }
    }

    /// Whether a blank line precedes row `row` on each side.
    fn begins(&self, row: usize, last: &Last) -> Pair<bool> {
        Pair::new(Side::Old, Side::New).map(|side| self.begins_on(side, row, last))
    }

    fn begins_on(&self, side: Side, row: usize, last: &Last) -> bool {
        match (last.block[side], self.block(side, row)) {
            (Some(before), Some(block)) => before != block && separates(self.docs[side], before, block),
            (None, Some(_)) => true,
            (_, None) => false,
        }
    }

    fn note(&self, row: usize, last: &mut Last) {
        for side in Side::BOTH {
            last.block[side] = self.block(side, row).or(last.block[side]);
        }
    }

    fn block(&self, side: Side, row: usize) -> Option<usize> {
        let at = self.rows[row].spans[side].first()?.start;
        Some(block_index(self.docs[side], at))
    }
}
