//! The page of a comparison without a layout: the same items, as rows of pieces with roles. For writers of formats that
//! are laid out elsewhere: a browser, a Markdown renderer.

use std::ops::Range;

use super::compare::ComparePage;
use super::flow::Piece;
use super::header::ordinal_paragraph;
use super::items::Kind;
use super::options::View;
use super::toc::beginning;
use crate::diff::Op;
use crate::diff::Row;
use crate::text::Block;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;
use crate::text::is_space;

/// How much of a moved passage its label quotes, in cells.
const MOVED_LABEL_CELLS: usize = 60;

/// The content of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shows {
    /// These rows; a row that spans several items is complete here.
    Rows(Range<usize>),
    /// Rows of the old text opposite rows of the new, each in text order; empty if that side has none.
    Columns(Pair<Vec<usize>>),
    /// These rows, folded into one line.
    Fold(Range<usize>),
    /// The sign at the old place of this moved row, and of neighbours that moved with it.
    MovedFrom(usize),
}

/// An item without its layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Whether a paragraph begins with it.
    pub gap: bool,
    /// Its content.
    pub shows: Shows,
}

impl ComparePage {
    /// The items as passages, in order; inline, all rows of a paragraph are one passage.
    #[must_use]
    pub fn passages(&self) -> Vec<Passage> {
        let mut out: Vec<Passage> = Vec::with_capacity(self.items.len());
        for item in &self.items {
            let columns = || {
                let rows = |side| item.rows(&self.orders, side).collect();
                Shows::Columns(Pair::new(rows(Side::Old), rows(Side::New)))
            };
            let shows = match &item.kind {
                Kind::Rows(rows) => Shows::Rows(rows.clone()),
                Kind::Part { row, first: true, .. } if self.options.view == View::Inline => Shows::Rows(*row..row + 1),
                Kind::Part { first: false, .. } => continue,
                Kind::Columns(_) | Kind::FoldedColumns(_) | Kind::Part { .. } => columns(),
                Kind::FoldedRows(rows) => Shows::Fold(rows.clone()),
                Kind::MovedFrom(row) => Shows::MovedFrom(*row),
            };
            match (&shows, out.last_mut()) {
                (Shows::Rows(more), Some(Passage { shows: Shows::Rows(rows), .. }))
                    if !item.has_gap() && rows.end == more.start && self.is_one_block(rows.end - 1, more.start) =>
                {
                    rows.end = more.end;
                }
                _ => out.push(Passage { gap: item.has_gap(), shows }),
            }
        }
        out
    }

    /// Whether two neighbouring rows are in one block of the new text, or of the old if the second has no other side.
    fn is_one_block(&self, before: usize, row: usize) -> bool {
        let side = if self.block_of(row, Side::New).is_some() { Side::New } else { Side::Old };
        self.block_of(before, side) == self.block_of(row, side)
    }

    /// Appends the pieces of a row: of one side, or of both in one text with removed words before their replacement.
    /// White space and unsafe characters are unchanged.
    pub fn pieces<'a>(&'a self, row: usize, side: Option<Side>, out: &mut Vec<Piece<'a>>) {
        let view = self.view_of(row, None);
        match side {
            Some(side) => view.side(side, out),
            None => view.both(out),
        }
    }

    /// The white space before a piece, if its block keeps its lines.
    #[must_use]
    pub fn kept_space(&self, piece: &Piece<'_>) -> Option<&str> {
        let (side, at) = piece.at.filter(|_| piece.keeps_lines)?;
        let before = self.docs[side].text.get(..at as usize)?;
        before.get(before.trim_end_matches(is_space).len()..)
    }

    /// Whether removed or added words of a row are marked.
    #[must_use]
    pub fn shows_op(&self, row: usize, op: &Op) -> bool {
        self.comparison.rows.get(row).is_some_and(|r| self.hidden.shows_op(r, op))
    }

    /// Whether a difference in typography is marked.
    #[must_use]
    pub fn shows_typography(&self, row: usize, at: Pair<Span>) -> bool {
        self.comparison.rows.get(row).is_some_and(|r| self.hidden.shows_typography(self.texts(), r, at))
    }

    /// Whether a row is shown as a change.
    #[must_use]
    pub fn is_shown(&self, row: usize) -> bool {
        self.shown.get(row).copied().unwrap_or(false)
    }

    /// The block in which a row begins, skipping run-in blocks; `None` if that side has none.
    #[must_use]
    pub fn block_of(&self, row: usize, side: Side) -> Option<Block> {
        let at = self.comparison.rows.get(row)?.spans[side].first()?.start;
        let doc = &self.docs[side];
        doc.blocks.get(doc.block_at(at)..)?.iter().find(|b| !b.run_in).copied()
    }

    /// "moved to the 14th paragraph: “The mayor said …”": the line at the old place of a moved row, inline.
    pub(super) fn moved_from_label(&self, row: usize) -> String {
        let text = self.comparison.rows.get(row).and_then(|r| r.hull().old).map(|span| span.of(&self.docs.old.text));
        format!("{}: {}", self.moved_to(row), beginning(text.unwrap_or(""), MOVED_LABEL_CELLS))
    }

    /// "moved to the 14th paragraph": the label at the old place of a moved row.
    #[must_use]
    pub fn moved_to(&self, row: usize) -> String {
        format!("moved to {}", self.whereabouts(row, Side::New))
    }

    /// "moved from the 3rd paragraph": the other end.
    #[must_use]
    pub fn moved_from(&self, row: usize) -> String {
        format!("moved from {}", self.whereabouts(row, Side::Old))
    }

    fn whereabouts(&self, row: usize, side: Side) -> String {
        let at = self.comparison.rows.get(row).and_then(|r| r.spans[side].first()).map_or(0, |s| s.start);
        ordinal_paragraph(&self.docs[side], at)
    }

    /// The row with the sign for a moved row's old place: itself, or a neighbour that moved with it.
    #[must_use]
    pub fn moved_from_row(&self, row: usize) -> Option<usize> {
        let begin = |r: &Row| r.spans.old.first().map(|s| s.start);
        let at = begin(self.comparison.rows.get(row).filter(|r| r.moved)?)?;
        let near = self.moved_away.partition_point(|g| g.0 <= at);
        near.checked_sub(1).map(|i| self.moved_away[i].1)
    }
}
