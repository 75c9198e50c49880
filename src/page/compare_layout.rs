//! The layout of a comparison's page, side by side or inline.

use std::sync::Arc;

use super::compare::{ComparePage, op_start};
use super::items::{Item, Kind};
use super::marks::Marks;
use super::options::View;
use super::reader::share;
use super::{Line, Page, Place, clip, inline, split};
use crate::diff::Op;
use crate::text::Side;

impl ComparePage {
    /// The place where an item begins: in the new text, or in the old if it shows nothing else.
    fn start_of(&self, item: &Item) -> Place {
        let at = |side| {
            let row = item.rows(&self.orders, side).next()?;
            let span = self.comparison.rows[row].spans[side].first()?;
            Some(Place { side, at: span.start })
        };
        at(Side::New).or_else(|| at(Side::Old)).unwrap_or(Place { side: Side::New, at: 0 })
    }
}

impl Page for ComparePage {
    fn items(&self) -> usize {
        self.items.len()
    }

    fn lines(&self, i: usize) -> Vec<Line> {
        let Some(item) = self.items.get(i) else { return Vec::new() };
        let lines = match self.options.view {
            View::Split => split::lines(self, item),
            View::Inline => inline::lines(self, item),
        };
        if self.width == u16::MAX {
            return lines; // for output to a file: unlimited
        }
        lines.into_iter().map(|l| clip(l, usize::from(self.width))).collect()
    }

    fn cached_lines(&self, i: usize) -> Arc<[Line]> {
        self.line_cache.get(i, || self.lines(i))
    }

    fn start(&self, i: usize) -> Place {
        match self.items.get(i).map(|item| &item.kind) {
            Some(Kind::Part { ops, row, .. }) => ops.first().map_or_else(|| self.place_of(*row), op_place),
            Some(Kind::Rows(rows) | Kind::FoldedRows(rows)) => self.place_of(rows.start),
            Some(Kind::Columns(_) | Kind::FoldedColumns(_)) => self.start_of(&self.items[i]),
            // A sign has no text, and takes the place of the item before it.
            Some(Kind::MovedFrom(_)) if i > 0 => self.start(i - 1),
            Some(Kind::MovedFrom(_)) | None => Place { side: Side::New, at: 0 },
        }
    }

    fn item_at(&self, place: Place) -> usize {
        let begins = &self.begins[place.side];
        let near = begins.partition_point(|b| b.0 <= place.at);
        near.checked_sub(1).or((!begins.is_empty()).then_some(0)).map_or(0, |i| begins[i].2)
    }

    fn progress(&self, place: Place) -> f32 {
        let item = self.start(self.item_at(place));
        let other = if item.side == place.side { None } else { Some(item.at) };
        // Measured in both texts, so that it never decreases where one of them has more than the other.
        let known = self.begins[place.side.other()].partition_point(|b| b.2 < self.item_at(place));
        let other_known = self.begins[place.side.other()].get(known).map(|b| b.0);
        let other_known = other
            .or(other_known)
            .unwrap_or_else(|| u32::try_from(self.docs[place.side.other()].text.len()).unwrap_or(u32::MAX));
        let all = self.docs.old.text.len() + self.docs.new.text.len();
        share(place.at as usize + other_known as usize, all)
    }

    fn resize(&mut self, width: u16) {
        self.line_cache.clear();
        self.width = width;
    }

    fn set_marks(&mut self, marks: Marks) {
        self.line_cache.clear();
        self.marks = Marks { focus: self.marks.focus, ..marks };
    }

    fn margin(&self) -> u16 {
        let widest = match self.options.view {
            View::Split => split::widest(self.options.measure),
            View::Inline => inline::widest(self.options.measure),
        };
        self.width.saturating_sub(widest) / 2
    }
}

fn op_place(op: &Op) -> Place {
    let new = op_start(op, Side::New).map(|at| Place { side: Side::New, at });
    new.or_else(|| op_start(op, Side::Old).map(|at| Place { side: Side::Old, at }))
        .unwrap_or(Place { side: Side::New, at: 0 })
}
