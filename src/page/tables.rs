//! The tables of a document: the cells of each row, and the widths of the columns in lines of a given width.
//!
//! ```text
//! text   Month ⇥ Income ⇥ Remarks       shown   Month  Income  Remarks
//!        Dec ⇥ 18,240 ⇥ Before tax              Dec    18,240  Before
//!                                                              tax
//! ```
//!
//! A table that does not fit has narrower columns, whose cells are broken into lines
//! ([`table_row`](super::table_row)). Only a table with too many columns is laid out as flowing text.

use std::ops::Range;

use super::cells::width;
use super::sanitize;
use crate::text::{Block, BlockKind, Document, MarkKind, Pair, Side, Span};

/// Cells between two columns; one less in a table that would not fit.
const COLUMN_GAP_CELLS: usize = 2;

/// Columns narrower than this, on average, are unreadable.
const MIN_COLUMN_CELLS: usize = 5;

/// A column is not narrower than its longest word, up to this many cells.
const MAX_WORD_CELLS: usize = 16;

/// The tables of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    /// In the order of the text.
    rows: Vec<TableRow>,
    tables: Vec<Columns>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct TableRow {
    span: Span,
    cells: Vec<Cell>,
    table: usize,
    /// Whether it has the names of the columns.
    pub(super) is_head: bool,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    span: Span,
    align: Align,
}

/// Where the text of a cell is in its column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Align {
    #[default]
    Left,
    Centre,
    Right,
}

/// The widths of a table's columns, and of the longest word in each.
#[derive(Clone, Debug, Default)]
struct Columns {
    cells: Vec<usize>,
    words: Vec<usize>,
}

impl TableRow {
    /// The column of the cell that contains a byte; a separator belongs to the cell before it.
    pub(super) fn column_at(&self, at: u32) -> usize {
        self.cells.partition_point(|cell| cell.span.start <= at).saturating_sub(1)
    }

    /// The byte where it begins.
    pub(super) const fn start(&self) -> u32 {
        self.span.start
    }

    /// The alignment of a cell.
    pub(super) fn align(&self, column: usize) -> Align {
        self.cells.get(column).map_or(Align::Left, |cell| cell.align)
    }
}

impl Tables {
    pub(super) fn new(document: &Document) -> Self {
        let mut out = Self::default();
        let mut blocks: Vec<&Block> = Vec::new();
        for block in &document.blocks {
            // A heading row begins another table.
            if block.kind != BlockKind::TableRow || blocks.last().is_some_and(|last| block.begins_table_after(last)) {
                out.add(document, &std::mem::take(&mut blocks));
            }
            if block.kind == BlockKind::TableRow {
                blocks.push(block);
            }
        }
        out.add(document, &blocks);
        out
    }

    /// Whether there are no tables.
    pub(super) const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn add(&mut self, document: &Document, blocks: &[&Block]) {
        if blocks.is_empty() {
            return;
        }
        let marked: Vec<Vec<Cell>> = blocks.iter().map(|block| marked_cells(document, block)).collect();
        let cells = if marked.iter().all(Vec::is_empty) { spaced_cells(document, blocks) } else { marked };
        let mut columns = Columns::default();
        for cell in &cells {
            let text = |cell: &Cell| sanitize_lines(cell.span.of(&document.text));
            columns.widen(cell.iter().map(|cell| text(cell).iter().map(|line| width(line)).max().unwrap_or(0)));
            let longest = |line: &String| line.split(char::is_whitespace).map(width).max().unwrap_or(0);
            let words = cell.iter().map(|cell| text(cell).iter().map(longest).max().unwrap_or(0)).collect::<Vec<_>>();
            columns.words.iter_mut().zip(words).for_each(|(most, word)| *most = (*most).max(word));
        }
        let table = self.tables.len();
        let rows = blocks.iter().zip(cells).filter(|(_, cells)| !cells.is_empty());
        self.rows.extend(rows.map(|(block, cells)| TableRow {
            span: block.span,
            cells,
            table,
            is_head: block.level > 0,
        }));
        self.tables.push(columns);
    }

    /// The row that contains a byte.
    pub(super) fn row_at(&self, at: u32) -> Option<&TableRow> {
        let before = self.rows.partition_point(|row| row.span.start <= at).checked_sub(1)?;
        self.rows.get(before).filter(|row| at < row.span.end)
    }

    /// The next byte after `at` where a cell begins, or a row.
    pub(super) fn next_cell(&self, at: u32) -> Option<u32> {
        let next = self.rows.partition_point(|row| row.span.start <= at);
        let cells = next.checked_sub(1).map(|row| &self.rows[row].cells);
        let cell = cells.and_then(|cells| cells.get(cells.partition_point(|cell| cell.span.start <= at)));
        cell.map(|cell| cell.span.start).or_else(|| self.rows.get(next).map(TableRow::start))
    }

    /// The cells of the columns of a row in lines of `limit` cells; `None` if there is not enough room.
    pub(super) fn columns(&self, row: &TableRow, limit: usize) -> Option<Vec<Range<usize>>> {
        self.tables.get(row.table)?.fit(limit)
    }

    /// Makes the tables of two texts equally wide where rows of them are paired, so that they have the same columns.
    pub(super) fn join(tables: &mut Pair<Self>, rows: &[Pair<Option<u32>>]) {
        let mut pairs: Vec<Pair<usize>> = Vec::new();
        for row in rows {
            let table = |side: Side| Some(tables[side].row_at(row[side]?)?.table);
            if let (Some(old), Some(new)) = (table(Side::Old), table(Side::New)) {
                pairs.push(Pair::new(old, new));
            }
        }
        pairs.sort_unstable_by_key(|pair| (pair.old, pair.new));
        pairs.dedup();
        for pair in pairs {
            let (old, new) = (&mut tables.old.tables[pair.old], &mut tables.new.tables[pair.new]);
            old.join(new);
            *new = old.clone();
        }
    }

    /// Widens the columns of the table of the row at a byte.
    pub(super) fn widen(&mut self, at: u32, cells: impl IntoIterator<Item = usize>) {
        if let Some(table) = self.row_at(at).map(|row| row.table)
            && let Some(columns) = self.tables.get_mut(table)
        {
            columns.widen(cells);
        }
    }
}

impl Columns {
    fn widen(&mut self, cells: impl IntoIterator<Item = usize>) {
        for (n, cells) in cells.into_iter().enumerate() {
            match self.cells.get_mut(n) {
                Some(most) => *most = cells.max(*most),
                None => self.cells.push(cells),
            }
        }
        self.words.resize(self.cells.len(), 0);
    }

    fn join(&mut self, other: &Self) {
        self.widen(other.cells.iter().copied());
        self.words.iter_mut().zip(&other.words).for_each(|(most, word)| *most = (*most).max(*word));
    }

    /// The cells of each column in lines of `limit` cells.
    fn fit(&self, limit: usize) -> Option<Vec<Range<usize>>> {
        let gaps = self.cells.len().saturating_sub(1);
        let all: usize = self.cells.iter().sum();
        let gap = if all + COLUMN_GAP_CELLS * gaps <= limit { COLUMN_GAP_CELLS } else { COLUMN_GAP_CELLS - 1 };
        let widths = if all + gap * gaps <= limit {
            self.cells.clone()
        } else {
            // Columns that are broken need the wider gap.
            let room = limit.checked_sub(COLUMN_GAP_CELLS * gaps)?;
            return (room >= MIN_COLUMN_CELLS * self.cells.len()).then(|| ranges(&self.shrunk(room), COLUMN_GAP_CELLS));
        };
        Some(ranges(&widths, gap))
    }

    /// Widths that add up to `room` at most: the wide columns become equally wide, the others keep their width.
    fn shrunk(&self, room: usize) -> Vec<usize> {
        let words = self.cells.iter().zip(&self.words).map(|(&cells, &word)| word.min(cells).min(MAX_WORD_CELLS));
        let mut least: Vec<usize> = words.collect();
        if least.iter().sum::<usize>() > room {
            least.fill(0);
        }
        let capped = |cap: usize| -> Vec<usize> {
            self.cells.iter().zip(&least).map(|(&cells, &least)| cells.min(cap).max(least)).collect()
        };
        let cap = (1..=room).rev().find(|&cap| capped(cap).iter().sum::<usize>() <= room).unwrap_or(0);
        let mut widths = capped(cap);
        let mut left = room.saturating_sub(widths.iter().sum());
        for (cells, &wanted) in widths.iter_mut().zip(&self.cells) {
            if *cells < wanted && left > 0 {
                *cells += 1;
                left -= 1;
            }
        }
        widths
    }
}

fn ranges(widths: &[usize], gap: usize) -> Vec<Range<usize>> {
    let mut at = 0;
    let range = |&cells: &usize| {
        let start = at;
        at += cells + gap;
        start..start + cells
    };
    widths.iter().map(range).collect()
}

/// The lines of a cell as they are shown.
fn sanitize_lines(text: &str) -> Vec<String> {
    text.split('\n').map(sanitize).collect()
}

/// The cells that the format gives a row.
fn marked_cells(document: &Document, row: &Block) -> Vec<Cell> {
    let first = document.marks.partition_point(|mark| mark.span.start < row.span.start);
    let near = document.marks.iter().skip(first).take_while(|mark| mark.span.start <= row.span.end);
    let cells = near.filter(|mark| mark.kind == MarkKind::Cell && row.span.covers(mark.span));
    let align = |target: Option<&str>| match target {
        Some("right") => Align::Right,
        Some("center") => Align::Centre,
        _ => Align::Left,
    };
    cells.map(|mark| Cell { span: mark.span, align: align(mark.target.as_deref()) }).collect()
}

/// The cells of rows whose columns are separated by tabs or by two spaces and more, if all have the same number. None
/// otherwise: the rows are shown with the spaces of the text.
fn spaced_cells(document: &Document, rows: &[&Block]) -> Vec<Vec<Cell>> {
    let mut cells: Vec<Vec<Cell>> = rows.iter().map(|row| split_at_spaces(document, row.span)).collect();
    let columns = cells.first().map_or(0, Vec::len);
    if columns < 2 || rows.len() < 2 || cells.iter().any(|row| row.len() != columns) {
        return vec![Vec::new(); rows.len()];
    }
    for column in 0..columns {
        let at = |edge: fn(Span) -> u32| -> Vec<usize> {
            let place = |(cells, row): (&Vec<Cell>, &&Block)| {
                let line = Span { start: row.span.start, end: edge(cells[column].span) };
                width(&sanitize(line.of(&document.text)))
            };
            cells.iter().zip(rows).map(place).collect()
        };
        let same = |places: &[usize]| places.windows(2).all(|two| two[0] == two[1]);
        if same(&at(|cell| cell.end)) && !same(&at(|cell| cell.start)) {
            cells.iter_mut().for_each(|row| row[column].align = Align::Right);
        }
    }
    cells
}

fn split_at_spaces(document: &Document, row: Span) -> Vec<Cell> {
    let text = row.of(&document.text);
    let (mut out, mut start, mut end): (Vec<Cell>, Option<usize>, usize) = (Vec::new(), None, 0);
    let cell = |start: usize, end: usize| {
        let span = Span::new(row.start as usize + start, row.start as usize + end);
        Cell { span, align: Align::Left }
    };
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            continue;
        }
        let gap = text.get(end..at).unwrap_or("");
        if let Some(begun) = start.filter(|_| gap.contains('\t') || gap.chars().count() > 1) {
            out.push(cell(begun, end));
            start = None;
        }
        start = start.or(Some(at));
        end = at + c.len_utf8();
    }
    out.extend(start.map(|start| cell(start, end)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Hint, read};

    fn columns(text: &str, limit: usize) -> Option<Vec<Range<usize>>> {
        let document = read(text.into(), &Hint::of_name("a.md")).expect("Markdown");
        let tables = Tables::new(&document);
        let row = tables.rows.first().expect("a row");
        tables.columns(row, limit)
    }

    #[test]
    fn columns_are_as_wide_as_their_cells_if_there_is_room() {
        let text = "| Month | Sacks |  |\n|---|--:|---|\n| Dec | 9 | x |\n| January | 1,140 | y |\n";
        assert_eq!(columns(text, 40), Some(vec![0..7, 9..14, 16..17]));
        assert_eq!(columns(text, 15), Some(vec![0..7, 8..13, 14..15]), "narrow gaps");
        assert_eq!(columns(text, 14), None, "no room");
    }

    #[test]
    fn wide_columns_are_shrunk_and_narrow_ones_kept() {
        let text = "| Item | Spent | Remarks |\n|---|--:|---|\n\
                    | Street lamps | 3,610 | Two posts were replaced after the storm of 12 January |\n";
        assert_eq!(columns(text, 50), Some(vec![0..12, 14..19, 21..50]));
        assert_eq!(columns(text, 30), Some(vec![0..11, 13..18, 20..30]), "equally wide");
        assert_eq!(columns(text, 18), None);
    }

    #[test]
    fn columns_of_plain_text_are_found_by_their_spaces() {
        let text = "Route              Adults    Children\nHarbour to Quay      3.50        1.50\n\
                    Quay to Island      15.00        2.50\nIsland to Cape       7.20        3.60\n";
        let document = crate::format::plain_text(text).expect("a text");
        let tables = Tables::new(&document);
        assert_eq!(tables.rows.len(), 4);
        let row = tables.rows.last().expect("rows");
        assert_eq!([0, 1, 2].map(|n| row.align(n)), [Align::Left, Align::Right, Align::Right]);
        assert_eq!(tables.columns(row, 60), Some(vec![0..15, 17..23, 25..33]));
    }
}
