//! The minimap at the right edge: the whole comparison at a glance.

use std::ops::Range;

use super::items::{Item, Kind, Orders};
use crate::diff::Op;
use crate::diff::Row;
use crate::diff::RowKind;
use crate::text::Side;

/// A cell of the minimap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MinimapCell {
    /// The share of changed text, from 0 (none) to 4 (all).
    pub level: u8,
    /// Whether it is in the visible window.
    pub window: bool,
}

/// Bytes of text, and of changed text, before each item, and before the end.
#[derive(Clone, Debug, Default)]
pub(super) struct Weights {
    before: Vec<(f64, f64)>,
}

impl Weights {
    pub(super) fn new(rows: &[Row], items: &[Item], orders: &Orders) -> Self {
        let mut sum = (0.0, 0.0);
        let mut before = vec![sum];
        for item in items {
            let (all, changed) = weigh_item(rows, item, orders);
            sum = (sum.0 + all, sum.1 + changed);
            before.push(sum);
        }
        Self { before }
    }

    /// The cells of a minimap of `height` rows; `window` is the range of visible items.
    pub(super) fn minimap(&self, height: usize, window: Range<usize>) -> Vec<MinimapCell> {
        let total = self.total();
        let weight = |item: usize| self.before.get(item).map_or(total, |b| b.0);
        let (top, bottom) = (weight(window.start), weight(window.end));
        let step = total / height.max(1) as f64;
        let cell = |i: usize| {
            let (from, to) = (step * i as f64, step * (i + 1) as f64);
            let share = (self.changed(to) - self.changed(from)) / step.max(f64::MIN_POSITIVE);
            MinimapCell { level: level(share), window: total == 0.0 || (from < bottom && to > top) }
        };
        (0..height).map(cell).collect()
    }

    /// The item at a share of the whole, from 0 to 1.
    pub(super) fn item_at(&self, share: f64) -> usize {
        let at = self.total() * share.clamp(0.0, 1.0);
        let items = self.before.len().saturating_sub(1);
        self.before.partition_point(|b| b.0 <= at).saturating_sub(1).min(items.saturating_sub(1))
    }

    fn total(&self) -> f64 {
        self.before.last().map_or(0.0, |b| b.0)
    }

    /// The changed text before a point, interpolated inside an item.
    fn changed(&self, at: f64) -> f64 {
        let next = self.before.partition_point(|b| b.0 <= at);
        let (Some(a), Some(b)) = (next.checked_sub(1).map(|i| self.before[i]), self.before.get(next)) else {
            return self.before.last().map_or(0.0, |b| b.1);
        };
        a.1 + (b.1 - a.1) * (at - a.0) / (b.0 - a.0).max(1.0)
    }
}

/// The bytes of an item's longer side, and of its changed text.
fn weigh_item(rows: &[Row], item: &Item, orders: &Orders) -> (f64, f64) {
    if let Kind::Part { row, ops, .. } = &item.kind {
        return weigh(&rows[*row], ops);
    }
    if let Kind::Rows(range) | Kind::FoldedRows(range) = &item.kind {
        let sums = rows[range.clone()].iter().map(|row| weigh(row, &row.ops));
        return sums.fold((0.0, 0.0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
    }
    let mut sums = [(0.0, 0.0); 2];
    for (side, sum) in Side::BOTH.into_iter().zip(&mut sums) {
        for row in item.rows(orders, side).map(|row| &rows[row]) {
            let (all, changed) = weigh(row, &row.ops);
            let own: f64 = row.spans[side].iter().map(|span| span.len() as f64).sum();
            *sum = (sum.0 + own, sum.1 + changed * own / all.max(1.0));
        }
    }
    let [old, new] = sums;
    (old.0.max(new.0).max(1.0), old.1.max(new.1))
}

/// The bytes of a row's longer side, and of its changed text, for some of its operations.
fn weigh(row: &Row, ops: &[Op]) -> (f64, f64) {
    let (mut equal, mut removed, mut added) = (0, 0, 0);
    for op in ops {
        match op {
            Op::Equal { new, .. } => equal += new.len(),
            Op::Removed(span) => removed += span.len(),
            Op::Added(span) => added += span.len(),
        }
    }
    let all = (equal + removed.max(added)).max(1) as f64;
    let changed = match row.kind {
        _ if row.moved => all,
        RowKind::Typography | RowKind::Formatting => all * 0.1,
        _ => removed.max(added) as f64,
    };
    (all, changed)
}

fn level(share: f64) -> u8 {
    match share {
        s if s <= 0.0001 => 0,
        s if s < 0.2 => 1,
        s if s < 0.5 => 2,
        s if s < 0.8 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_window() {
        let weights = Weights { before: vec![(0.0, 0.0), (50.0, 0.0), (100.0, 50.0)] };
        let cells = weights.minimap(4, 1..2);
        assert_eq!(cells.iter().map(|c| c.level).collect::<Vec<_>>(), [0, 0, 4, 4]);
        assert_eq!(cells.iter().map(|c| c.window).collect::<Vec<_>>(), [false, false, true, true]);
        assert_eq!(weights.minimap(0, 0..1), []);
        assert_eq!(Weights::new(&[], &[], &Orders::default()).minimap(2, 0..0).len(), 2);
    }
}
