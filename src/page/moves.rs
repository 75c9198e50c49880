//! Moved passages: both ends of each, and the pointers between them.

use std::ops::Range;

use super::compare::ComparePage;
use super::header::{is_at_paragraph, place_name};
use super::items::Kind;
use super::options::View;
use super::{Page, Place};
use crate::changes::Class;
use crate::text::{Pair, Side};

impl ComparePage {
    /// Whether `next`, the row after `row` on one side, moved together with it: it follows on the other side too.
    pub(super) fn move_together(&self, row: usize, next: usize, side: Side) -> bool {
        let rows = &self.comparison.rows;
        let (Some(a), Some(b)) = (rows.get(row), rows.get(next)) else { return false };
        if !(a.moved && b.moved) {
            return false;
        }
        let other = side.other();
        let start = |row: usize| rows[row].spans[other].first().map(|span| span.start);
        let order = &self.orders[other];
        let at = order.partition_point(|&r| start(r) < start(row));
        order.get(at) == Some(&row) && order.get(at + 1) == Some(&next)
    }

    /// "→ ¶ 14": points from the last row of a moved passage on one side to its other end, the first paragraph there. The
    /// arrow points forward in reading order.
    pub(super) fn pointer(&self, row: usize, side: Side) -> Option<String> {
        self.comparison.rows.get(row).filter(|it| it.moved && self.shown[row])?;
        let (other, order) = (side.other(), &self.orders[side]);
        let on = |side: Side, row: usize| self.comparison.rows[row].spans[side].first().map(|span| span.start);
        let start = |row: usize| on(other, row);
        let last = order.partition_point(|&r| on(side, r) < on(side, row));
        let mut passage = vec![row];
        for &before in order[..last].iter().rev() {
            if !passage.last().is_some_and(|&first| self.move_together(before, first, side)) {
                break;
            }
            passage.push(before);
        }
        // A line between two scenes moves with them, but its name says nothing of the place.
        let numbered = |at: &u32| is_at_paragraph(&self.docs[other], *at);
        let at = passage.iter().rev().filter_map(|&row| start(row)).find(numbered).or_else(|| start(row))?;
        let arrow = if side == Side::Old { '→' } else { '←' };
        Some(format!("{arrow}\u{a0}{}", place_name(&self.docs[other], at).replace(' ', "\u{a0}")))
    }

    /// The item and line of each end of a moved row.
    #[must_use]
    pub fn ends(&self, row: usize) -> Option<Pair<(usize, usize)>> {
        let hull = self.comparison.rows.get(row).filter(|it| it.moved)?.hull();
        let new = self.find(Place { side: Side::New, at: hull.new?.start });
        let old = match self.options.view {
            View::Split => self.find(Place { side: Side::Old, at: hull.old?.start }),
            View::Inline => {
                let sign = self.moved_from_row(row)?;
                let item = self.items.iter().position(|i| matches!(i.kind, Kind::MovedFrom(r) if r == sign))?;
                (item, usize::from(self.items[item].has_gap()))
            }
        };
        Some(Pair::new(old, new))
    }

    /// The moved rows with an end in these items, in order, and the side of that end.
    #[must_use]
    pub fn moves_in(&self, items: Range<usize>) -> Vec<(usize, Side)> {
        let mut out = Vec::new();
        for item in self.items.get(items).unwrap_or_default() {
            if let Kind::MovedFrom(row) = item.kind {
                out.push((row, Side::Old));
                continue;
            }
            let sides: &[Side] = if self.options.view == View::Split { &Side::BOTH } else { &[Side::New] };
            for &side in sides {
                let moved =
                    item.rows(&self.orders, side).filter(|&row| self.comparison.rows[row].moved && self.shown[row]);
                out.extend(moved.map(|row| (row, side)));
            }
        }
        out
    }

    /// Whether a moved passage is shown.
    #[must_use]
    pub const fn has_move(&self) -> bool {
        self.any_move
    }

    /// The change in the change list for a moved row.
    #[must_use]
    pub fn move_of(&self, row: usize) -> Option<usize> {
        let new = self.comparison.rows.get(row)?.hull().new?;
        let is_move = |&&change: &&usize| {
            let change = &self.comparison.changes[change];
            change.class == Class::Move && change.spans.new.is_some_and(|span| span.overlaps(new))
        };
        self.stops.iter().find(is_move).copied()
    }
}
