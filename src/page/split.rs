//! Side by side.
//!
//! ```text
//! │gutter│ old column              │ │gutter│ new column
//! │ ~    │ deepening ties amid U.S.│ │ ~    │ deepening ties amid US
//! │▎-    │ A removed passage       │ │ +    │ An added one
//! ```
//!
//! Both columns are equally wide and wrap at words; both sides of an item begin on the same line. The gutter has the
//! sign of a row on its first line, and a bar next to the current change.

use super::cells::fill;
use super::compare::ComparePage;
use super::flow::Piece;
use super::gaps::{begins_line, block_index, gap_lines, separates};
use super::items::{Item, Kind};
use super::line_prefix::LinePrefix;
use super::table_row;
use super::{Line, Role, Run, clip, fit};
use crate::diff::{Op, RowKind};
use crate::text::{Pair, Side};

/// Cells of the current-change bar, the sign and a space.
pub(super) const GUTTER_CELLS: usize = 3;

/// Cells of the space before the rule, and the rule.
const RULE_CELLS: usize = 2;

/// Maximum cells of two columns of this measure.
pub(super) fn widest(measure: u16) -> u16 {
    measure.saturating_mul(2).saturating_add(2 * GUTTER_CELLS as u16 + RULE_CELLS as u16)
}

fn column_cells(page: &ComparePage) -> usize {
    let free = usize::from(page.width).saturating_sub(2 * GUTTER_CELLS + RULE_CELLS) / 2;
    free.clamp(1, usize::from(page.options.measure.max(1)))
}

/// One side of a line, with its gutter.
type Cell = Option<Line>;

pub(super) fn lines(page: &ComparePage, item: &Item) -> Vec<Line> {
    let cells = column_cells(page);
    let sides = Pair::new(Side::Old, Side::New).map(|side| {
        let mut lines = match &item.kind {
            Kind::FoldedColumns(_) => {
                let label = fit(&page.fold_label(item), cells);
                vec![Some(with_gutter(page, side, Line::say(label, Role::Dim), None))]
            }
            Kind::Part { side: Some(of), .. } if *of != side => Vec::new(),
            Kind::Part { row, ops, first, .. } => part(page, side, *row, ops, *first, cells),
            _ => rows(page, side, item, cells),
        };
        if item.gap[side] {
            lines.splice(0..0, gap(page, side, item.rows(&page.orders, side).next()));
        }
        lines
    });
    let sides = opposite(page, item, sides);
    let height = sides.old.len().max(sides.new.len());
    let Pair { mut old, mut new } = sides.map(Vec::into_iter);
    (0..height).map(|_| join(cells, Pair::new(old.next().flatten(), new.next().flatten()))).collect()
}

/// The lines of a part of a long row on one side.
fn part(page: &ComparePage, side: Side, row: usize, ops: &[Op], first: bool, cells: usize) -> Vec<Cell> {
    let mut pieces = Vec::new();
    page.view_of(row, Some(ops)).side(side, &mut pieces);
    let mut out = Vec::new();
    flowed(page, side, pieces, first.then_some(row), (&LinePrefix::default(), cells), &mut out);
    out
}

/// The lines of an item's rows on one side; the rows of a paragraph flow together if they are of the same kind.
fn rows(page: &ComparePage, side: Side, item: &Item, cells: usize) -> Vec<Cell> {
    let rows: Vec<usize> = item.rows(&page.orders, side).collect();
    let mut out = Vec::new();
    let mut start = 0;
    for end in 1..=rows.len() {
        if end < rows.len() && flow_together(page, side, rows[end - 1], rows[end]) {
            continue;
        }
        let group = &rows[start..end];
        if start > 0 && is_separated(page, side, rows[start - 1], rows[start]) {
            out.extend(gap(page, side, rows.get(start).copied()));
        }
        let pointer = group.last().and_then(|&last| pointer(page, side, last, rows.get(end).copied()));
        let mut pieces = Vec::new();
        let prefix = group.first().map(|&row| line_prefix(page, side, row)).unwrap_or_default();
        group.iter().for_each(|&row| page.view_of(row, None).side(side, &mut pieces));
        if let Some(pointer) = &pointer {
            pieces.push(Piece { spaced: true, ..Piece::new(pointer, None, Role::Moved) });
        }
        flowed(page, side, pieces, group.first().copied(), (&prefix, cells), &mut out);
        start = end;
    }
    out
}

/// The prefix of a row's lines on one side: its bullet, number or indent.
pub(super) fn line_prefix(page: &ComparePage, side: Side, row: usize) -> LinePrefix {
    let document = &page.docs[side];
    let Some(span) = page.comparison.rows.get(row).and_then(|row| row.spans[side].first()) else {
        return LinePrefix::default();
    };
    let Some(block) = document.blocks.get(block_index(document, span.start)) else { return LinePrefix::default() };
    let prefix = LinePrefix::new(document, block);
    if span.start > block.span.start { prefix.continued() } else { prefix }
}

/// The pointer from the last row of a moved passage to its other end.
pub(super) fn pointer(page: &ComparePage, side: Side, row: usize, next: Option<usize>) -> Option<String> {
    if next.is_some_and(|next| page.move_together(row, next, side)) { None } else { page.pointer(row, side) }
}

/// Breaks pieces into lines with gutters, with the sign of `signed` on the first.
fn flowed(
    page: &ComparePage,
    side: Side,
    pieces: Vec<Piece<'_>>,
    signed: Option<usize>,
    (prefix, cells): (&LinePrefix, usize),
    out: &mut Vec<Cell>,
) {
    let (whole, cells) = (cells, prefix.room(cells));
    let tint = pieces.iter().find(|piece| piece.at.is_some()).map(|piece| piece.role).filter(|role| role.is_passage());
    for (n, mut line) in table_row::lines(&pieces, cells, &page.marks).into_iter().enumerate() {
        // The tint ends before a pointer.
        if let Some(role) = tint.filter(|_| line.runs.last().is_some_and(|run| run.source.is_some())) {
            // Spaces to the end of the line are tinted, without underline or strike-through.
            let room = cells.saturating_sub(line.width());
            line.runs.extend((room > 0).then(|| Run::blank(room, role)));
        }
        prefix.lead(n == 0, whole, &mut line);
        let sign = signed.filter(|_| n == 0).and_then(|row| page.sign(row));
        out.push(Some(with_gutter(page, side, line, sign)));
    }
}

/// Whether a row continues the lines of the row before it on one side.
fn flow_together(page: &ComparePage, side: Side, before: usize, row: usize) -> bool {
    let kind = |row: usize| page.comparison.rows[row].kind;
    if block_of(page, side, before) != block_of(page, side, row) || line_of(page, side, row).is_some() {
        return false;
    }
    match (page.shown[before], page.shown[row]) {
        (false, false) => true,
        (true, true) if page.move_together(before, row, side) => true,
        (true, true) => kind(before) == kind(row) && matches!(kind(row), RowKind::Removed | RowKind::Added),
        _ => false,
    }
}

fn is_separated(page: &ComparePage, side: Side, before: usize, row: usize) -> bool {
    match (block_of(page, side, before), block_of(page, side, row)) {
        (Some(a), Some(b)) if a == b => line_of(page, side, row) == Some(true),
        (Some(a), Some(b)) => separates(&page.docs[side], a, b),
        _ => true,
    }
}

/// If a row begins a line that is kept: whether a blank line precedes it.
fn line_of(page: &ComparePage, side: Side, row: usize) -> Option<bool> {
    let at = page.comparison.rows[row].spans[side].first()?.start;
    begins_line(&page.docs[side], block_of(page, side, row)?, at)
}

/// The lines before a row that begins a block.
fn gap(page: &ComparePage, side: Side, row: Option<usize>) -> Vec<Cell> {
    let block = row.and_then(|row| block_of(page, side, row)).and_then(|block| page.docs[side].blocks.get(block));
    let cell = |line: Line| if line.runs.is_empty() { None } else { Some(with_gutter(page, side, line, None)) };
    gap_lines(block).into_iter().map(cell).collect()
}

/// Both sides with their first rows on the same line, where only one text has a break between two scenes before them.
fn opposite(page: &ComparePage, item: &Item, mut sides: Pair<Vec<Cell>>) -> Pair<Vec<Cell>> {
    if item.gap.old && item.gap.new {
        let heights =
            Pair::new(Side::Old, Side::New).map(|side| gap(page, side, item.rows(&page.orders, side).next()).len());
        for side in Side::BOTH {
            let missing = heights[side.other()].saturating_sub(heights[side]);
            sides[side].splice(0..0, (0..missing).map(|_| None));
        }
    }
    sides
}

pub(super) fn block_of(page: &ComparePage, side: Side, row: usize) -> Option<usize> {
    let at = page.comparison.rows[row].spans[side].first()?.start;
    Some(block_index(&page.docs[side], at))
}

/// The line with its gutter: the bar of the current change and the sign.
fn with_gutter(page: &ComparePage, side: Side, mut line: Line, sign: Option<Run>) -> Line {
    let current = line
        .runs
        .iter()
        .filter_map(|run| run.source)
        .any(|(of, span)| of == side && page.marks.focus.touches(side, span));
    line.lead(gutter(current, sign));
    line
}

/// The gutter: the current-change bar, the sign of a row, a space.
pub(super) fn gutter(current: bool, sign: Option<Run>) -> Vec<Run> {
    let bar = if current { Run::new("▎", Role::Accent) } else { Run::new(" ", Role::Text) };
    match sign {
        None if !current => vec![Run::new(" ".repeat(GUTTER_CELLS), Role::Text)],
        None => vec![bar, Run::new("  ", Role::Text)],
        Some(sign) => vec![bar, sign, Run::new(" ", Role::Text)],
    }
}

fn join(cells: usize, sides: Pair<Cell>) -> Line {
    let mut line = clip(sides.old.unwrap_or_default(), GUTTER_CELLS + cells);
    fill(&mut line, GUTTER_CELLS + cells + RULE_CELLS - 1);
    line.runs.push(Run::new("│", Role::Rule));
    line.runs.extend(sides.new.unwrap_or_default().runs);
    line
}
