//! Lays out rows of a table: each cell is broken into lines in its column.
//!
//! ```text
//! pieces  │Street lamps ⇥ 3,400 ⇥ │Two│Three│ posts replaced after the storm│
//! cells   Street lamps│3,400│Two Three posts replaced after the storm
//! lines   Street lamps  3,400  Two Three posts
//!                              replaced after the
//!                              storm
//! ```
//!
//! A rule separates the names of the columns from the rows.

use std::ops::Range;

use super::cells::width;
use super::flow::{Piece, flow};
use super::marks::Marks;
use super::tables::{Align, TableRow, Tables};
use super::{Line, Role, Run, sanitize};
use crate::text::{Pair, Side};

/// A part of a piece that is in one cell.
struct CellPiece<'a> {
    column: usize,
    /// The row, with its tables; none for interface text, which is in the cell before it.
    row: Option<(Side, &'a Tables, &'a TableRow)>,
    piece: Piece<'a>,
}

/// Breaks pieces into lines of at most `limit` cells; those of a table row in the columns of its cells.
pub(super) fn lines(pieces: &[Piece<'_>], limit: usize, marks: &Marks) -> Vec<Line> {
    table_rows(pieces, limit, marks).unwrap_or_else(|| flow(pieces.iter().copied(), limit, marks))
}

/// The lines of table rows; `None` if the pieces are not of a table, or there is no room for its columns.
fn table_rows(pieces: &[Piece<'_>], limit: usize, marks: &Marks) -> Option<Vec<Line>> {
    // Most text is not in a table.
    pieces.iter().find(|piece| piece.at.is_some()).and_then(|piece| piece.tables)?;
    let mut lines = Vec::new();
    for row in rows(split(pieces)?) {
        // The columns are those of the new text if it has the row.
        let of = |wanted| row.iter().filter_map(|cell| cell.row).find(|(side, ..)| *side == wanted);
        let (_, tables, of) = of(Side::New).or_else(|| of(Side::Old))?;
        let columns = tables.columns(of, limit)?;
        lines.extend(row_lines(&row, of, &columns, marks));
    }
    Some(lines)
}

/// The lines of one row.
fn row_lines(row: &[CellPiece<'_>], of: &TableRow, columns: &[Range<usize>], marks: &Marks) -> Vec<Line> {
    let tint = row.first().map(|cell| cell.piece.role).filter(|role| role.is_passage());
    let text = |(pieces, column): (Vec<Piece<'_>>, &Range<usize>)| flow(pieces, column.len().max(1), marks);
    let cells: Vec<Vec<Line>> = by_column(row, columns.len()).into_iter().zip(columns).map(text).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines = vec![Line::default(); height];
    for (n, line) in lines.iter_mut().enumerate() {
        let mut at = 0;
        for (column, (cell, place)) in cells.iter().zip(columns).enumerate() {
            let Some(text) = cell.get(n).filter(|text| !text.runs.is_empty()) else { continue };
            let room = place.len().saturating_sub(text.width());
            let inset = match of.align(column) {
                Align::Left => 0,
                Align::Centre => room / 2,
                Align::Right => room,
            };
            let start = place.start + inset;
            if start > at {
                line.runs.push(blank(start - at, tint));
            }
            at = start + text.width();
            line.runs.extend(text.runs.iter().cloned());
        }
    }
    if of.is_head {
        let cells = columns.last().map_or(0, |column| column.end);
        lines.push(Line::say("─".repeat(cells), Role::Rule));
    }
    lines
}

fn blank(cells: usize, tint: Option<Role>) -> Run {
    tint.map_or_else(|| Run::new(" ".repeat(cells), Role::Text), |role| Run::blank(cells, role))
}

/// The cells that each column of the first row needs to show these pieces in one line.
pub(super) fn needed(pieces: &[Piece<'_>]) -> Vec<usize> {
    let wide = |piece: &Piece<'_>| width(&sanitize(piece.text.trim())) + 1;
    let row = split(pieces).map(rows).and_then(|rows| rows.into_iter().next()).unwrap_or_default();
    let cells = by_column(&row, usize::MAX);
    cells.iter().map(|pieces| pieces.iter().map(wide).sum::<usize>().saturating_sub(1)).collect()
}

/// The pieces cut where cells begin; `None` if one is not in a table.
fn split<'a>(pieces: &[Piece<'a>]) -> Option<Vec<CellPiece<'a>>> {
    let mut out: Vec<CellPiece<'a>> = Vec::new();
    for piece in pieces {
        let Some((side, start)) = piece.at else {
            let column = out.last().map_or(0, |cell| cell.column);
            out.push(CellPiece { column, row: None, piece: Piece { tables: None, ..*piece } });
            continue;
        };
        let tables = piece.tables?;
        let (mut text, mut at, mut spaced) = (piece.text, start, piece.spaced);
        while !text.is_empty() {
            let row = tables.row_at(at)?;
            let end = tables.next_cell(at).map_or(text.len(), |next| ((next - at) as usize).min(text.len()));
            let (head, rest) = text.split_at_checked(end)?;
            // The separator after a cell is not shown.
            let words = if rest.is_empty() { head } else { head.trim_end() };
            let keeps_lines = words.trim().contains('\n');
            let (at_here, spaces) = (Some((side, at)), 1);
            let piece = Piece { text: words, at: at_here, spaced, spaces, keeps_lines, tables: None, ..*piece };
            out.push(CellPiece { column: row.column_at(at), row: Some((side, tables, row)), piece });
            at += u32::try_from(end).ok()?;
            // If the cell already has words of the other text, they are separated.
            (text, spaced) = (rest, true);
        }
    }
    Some(out)
}

/// The rows: at most one of each text, which are shown as one.
fn rows(cells: Vec<CellPiece<'_>>) -> Vec<Vec<CellPiece<'_>>> {
    let mut out: Vec<Vec<CellPiece<'_>>> = Vec::new();
    let mut last: Pair<Option<u32>> = Pair::default();
    for cell in cells {
        let at = cell.row.map(|(side, _, row)| (side, row.start()));
        let other = at.is_some_and(|(side, start)| last[side].is_some_and(|before| before != start));
        if other {
            last = Pair::default();
        }
        if let Some((side, start)) = at {
            last[side] = Some(start);
        }
        match out.last_mut().filter(|_| !other) {
            Some(row) => row.push(cell),
            None => out.push(vec![cell]),
        }
    }
    out
}

/// The pieces of each column; those of a cell beyond the last column are in the last.
fn by_column<'a>(row: &[CellPiece<'a>], columns: usize) -> Vec<Vec<Piece<'a>>> {
    let mut out: Vec<Vec<Piece<'a>>> = Vec::new();
    for cell in row {
        let column = cell.column.min(columns.saturating_sub(1));
        if out.len() <= column {
            out.resize_with(column + 1, Vec::new);
        }
        out[column].push(cell.piece);
    }
    out
}
