//! The minimap at the right edge: the whole comparison at a glance.

use std::ops::Range;

use crate::diff::Op;
use crate::diff::Row;
use crate::diff::RowKind;

/// A cell of the minimap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MinimapCell {
    /// How much changed there, from 0 (nothing) to 4 (all of it).
    pub level: u8,
    /// The window shows it.
    pub window: bool,
}

/// The bytes of text, and of changed text, before each row; one more entry for the whole.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    before: Vec<(f64, f64)>,
}

impl Weights {
    pub(super) fn new(rows: &[Row]) -> Self {
        let mut sum = (0.0, 0.0);
        let mut before = vec![sum];
        for row in rows {
            let (all, changed) = weigh(row);
            sum = (sum.0 + all, sum.1 + changed);
            before.push(sum);
        }
        Self { before }
    }

    pub(super) fn minimap(&self, height: usize, window: Range<usize>) -> Vec<MinimapCell> {
        let last = self.before.len() - 1;
        let total = self.before[last].0;
        let weight = |row: usize| self.before[row.min(last)].0;
        let (top, bottom) = (weight(window.start), weight(window.end));
        let step = total / height.max(1) as f64;
        let cell = |i: usize| {
            let (from, to) = (step * i as f64, step * (i + 1) as f64);
            let share = (self.changed(to) - self.changed(from)) / step.max(f64::MIN_POSITIVE);
            MinimapCell { level: level(share), window: total == 0.0 || (from < bottom && to > top) }
        };
        (0..height).map(cell).collect()
    }

    /// Changed text before a point, between rows in proportion.
    fn changed(&self, at: f64) -> f64 {
        let next = self.before.partition_point(|b| b.0 <= at);
        let (Some(a), Some(b)) = (next.checked_sub(1).map(|i| self.before[i]), self.before.get(next)) else {
            return self.before.last().map_or(0.0, |b| b.1);
        };
        a.1 + (b.1 - a.1) * (at - a.0) / (b.0 - a.0).max(1.0)
    }
}

/// A row's bytes, those of its longer side, and how many of them changed.
fn weigh(row: &Row) -> (f64, f64) {
    let (mut equal, mut removed, mut added) = (0, 0, 0);
    for op in &row.ops {
        match op {
            Op::Equal { new, .. } => equal += new.len(),
            Op::Removed(span) => removed += span.len(),
            Op::Added(span) => added += span.len(),
        }
    }
    let all = (equal + removed.max(added)).max(1) as f64;
    let changed = match row.kind {
        _ if row.moved => all,
        RowKind::Typography => all * 0.1,
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
        assert_eq!(Weights::new(&[]).minimap(2, 0..0).len(), 2);
    }
}
