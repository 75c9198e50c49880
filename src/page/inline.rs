//! Inline: one column, the new text, removed words before their replacement.
//!
//! ```text
//! │gutter│ one column
//! │ ~    │ deepening ties amid U.S. US concerns about arms
//! ```
//!
//! A paragraph is broken into lines as a whole; a row's sign is on each line that shows one of its changes.

use std::collections::BTreeMap;

use super::compare::ComparePage;
use super::flow::Piece;
use super::gaps::gap_lines;
use super::items::{Item, Kind};
use super::line_prefix::LinePrefix;
use super::split::{self, GUTTER_CELLS, block_of, gutter};
use super::table_row;
use super::{Line, Place, Role, Run, fit};
use crate::text::Side;

/// Maximum cells of a column of this measure.
pub(super) fn widest(measure: u16) -> u16 {
    measure.saturating_add(GUTTER_CELLS as u16)
}

/// The lines before an item. A break between two scenes is that of the new text; of the old before removed rows.
fn gap(page: &ComparePage, item: &Item) -> Vec<Line> {
    let row = match &item.kind {
        Kind::Rows(rows) => rows.start,
        Kind::Part { row, .. } => *row,
        _ => return gap_lines(None),
    };
    let side = if page.comparison.rows[row].spans.new.is_empty() { Side::Old } else { Side::New };
    let lines = gap_lines(block_of(page, side, row).and_then(|block| page.docs[side].blocks.get(block)));
    lines.into_iter().map(|line| if line.runs.is_empty() { line } else { with_gutter(page, line, None) }).collect()
}

pub(super) fn lines(page: &ComparePage, item: &Item) -> Vec<Line> {
    let cells = usize::from(page.width).saturating_sub(GUTTER_CELLS).clamp(1, usize::from(page.options.measure.max(1)));
    let mut out = if item.has_gap() { gap(page, item) } else { Vec::new() };
    let mut pieces = Vec::new();
    let pointers = pointers(page, item);
    match &item.kind {
        Kind::Rows(rows) => {
            for row in rows.clone() {
                page.view_of(row, None).both(&mut pieces);
                if let Some(pointer) = pointers.get(&row) {
                    pieces.push(Piece { spaced: true, ..Piece::new(pointer, None, Role::Moved) });
                }
            }
        }
        Kind::Part { row, ops, .. } => page.view_of(*row, Some(ops)).both(&mut pieces),
        Kind::MovedFrom(row) => {
            let label = Line::say(fit(&page.moved_from_label(*row), cells), Role::Moved);
            out.push(with_gutter(page, label, Some(Run::sign('↷', Role::Moved))));
        }
        Kind::FoldedRows(_) | Kind::FoldedColumns(_) | Kind::Columns(_) => {
            out.push(with_gutter(page, Line::say(fit(&page.fold_label(item), cells), Role::Dim), None));
        }
    }
    let prefix = match &item.kind {
        Kind::Rows(rows) => line_prefix(page, rows.start),
        _ => LinePrefix::default(),
    };
    for (n, mut line) in table_row::lines(&pieces, prefix.room(cells), &page.marks).into_iter().enumerate() {
        let sign = sign(page, &line);
        prefix.lead(n == 0, cells, &mut line);
        out.push(with_gutter(page, line, sign));
    }
    out
}

/// Where moved passages of an item come from, by their last row.
fn pointers(page: &ComparePage, item: &Item) -> BTreeMap<usize, String> {
    let Kind::Rows(rows) = &item.kind else { return BTreeMap::new() };
    let next = |row: usize| Some(row + 1).filter(|&next| next < page.comparison.rows.len());
    rows.clone().filter_map(|row| Some((row, split::pointer(page, Side::New, row, next(row))?))).collect()
}

/// The prefix of a row's lines, by the new text if the row has words there.
fn line_prefix(page: &ComparePage, row: usize) -> LinePrefix {
    let has_new = page.comparison.rows.get(row).is_some_and(|row| !row.spans.new.is_empty());
    split::line_prefix(page, if has_new { Side::New } else { Side::Old }, row)
}

/// The sign of the first row with a change on the line.
fn sign(page: &ComparePage, line: &Line) -> Option<Run> {
    let (side, span) = line.runs.iter().filter(|r| r.role.is_difference()).find_map(|r| r.source)?;
    let row = page.row_of(Place { side, at: span.start })?;
    page.sign(row)
}

/// The line with its gutter: the bar of the current change and the sign.
fn with_gutter(page: &ComparePage, mut line: Line, sign: Option<Run>) -> Line {
    let mut sources = line.runs.iter().filter_map(|run| run.source);
    let current = sources.any(|(side, span)| page.marks.focus.touches(side, span));
    line.lead(gutter(current, sign));
    line
}
