//! The comparison's page laid out for its width, side by side or inline.

use std::rc::Rc;

use super::compare::{ComparePage, op_start};
use super::flow::Marks;
use super::items::Kind;
use super::options::View;
use super::reader::share;
use super::{Line, Page, Place, clip, inline, split};
use crate::diff::Op;
use crate::text::Side;

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

    fn cached_lines(&self, i: usize) -> Rc<[Line]> {
        self.line_cache.get(i, || self.lines(i))
    }

    fn start(&self, i: usize) -> Place {
        match self.items.get(i).map(|item| &item.kind) {
            Some(Kind::Part { ops, row, .. }) => ops.first().map_or_else(|| self.place_of(*row), op_place),
            Some(Kind::Rows(rows) | Kind::Fold(rows)) => self.place_of(rows.start),
            // A sign has no text: its place is that of the item before it.
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
        share(place.at as usize, self.docs[place.side].text.len())
    }

    fn resize(&mut self, width: u16) {
        self.line_cache.clear();
        self.width = width;
    }

    fn set_marks(&mut self, marks: Marks) {
        self.line_cache.clear();
        self.marks = marks;
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
