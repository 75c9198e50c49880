//! Column layout of tables: how many spaces precede each cell.
//!
//! ```text
//! text   Month ⇥ Income      shown   Month  Income
//!        Dec ⇥ 18,240                Dec    18,240
//! ```

use super::cells::width;
use super::sanitize;
use crate::text::{BlockKind, Document, Mark, MarkKind, Span};

/// Cells between two columns; one less in a table that would not fit.
const COLUMN_GAP_CELLS: usize = 2;

/// The spaces before the cells of a document's tables.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    /// By the byte where a cell begins.
    pads: Vec<Pad>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pad {
    start: u32,
    spaces: usize,
    /// The number of column gaps among the spaces.
    gaps: usize,
    table: Table,
}

/// The size of a whole table: if it does not fit, its rows are laid out as plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Table {
    cells: usize,
    gaps: usize,
}

impl Pad {
    /// The spaces in lines of `limit` cells; `None` if the table does not fit.
    fn spaces(&self, limit: usize) -> Option<usize> {
        let Table { cells, gaps } = self.table;
        match limit {
            _ if cells <= limit => Some(self.spaces),
            _ if cells - gaps <= limit => Some(self.spaces - self.gaps),
            _ => None,
        }
    }
}

impl Tables {
    pub(super) fn new(document: &Document) -> Self {
        let cells: Vec<&Mark> = document.marks.iter().filter(|mark| mark.kind == MarkKind::Cell).collect();
        let mut pads = Vec::new();
        let mut rows: Vec<Vec<&Mark>> = Vec::new();
        for block in &document.blocks {
            if block.kind == BlockKind::TableRow {
                // A heading row begins another table.
                if block.level > 0 {
                    pads.extend(table(document, &std::mem::take(&mut rows)));
                }
                let first = cells.partition_point(|cell| cell.span.start < block.span.start);
                let row = cells[first..].iter().take_while(|cell| cell.span.end <= block.span.end);
                rows.push(row.copied().collect());
            } else {
                pads.extend(table(document, &std::mem::take(&mut rows)));
            }
        }
        pads.extend(table(document, &rows));
        Self { pads }
    }

    /// The spaces before the cell that begins at a byte, in lines of `limit` cells; `None` if there is no such cell, or
    /// no room.
    pub(super) fn before(&self, at: u32, limit: usize) -> Option<usize> {
        let found = self.pads.binary_search_by_key(&at, |pad| pad.start).ok()?;
        self.pads.get(found)?.spaces(limit)
    }
}

/// The spaces before each cell of a table except the first of a row.
fn table(document: &Document, rows: &[Vec<&Mark>]) -> Vec<Pad> {
    let wide = |span: Span| width(&sanitize(span.of(&document.text)));
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |n: usize| rows.iter().filter_map(|row| row.get(n)).map(|cell| wide(cell.span)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let gaps = columns.saturating_sub(1);
    let size = Table { cells: widths.iter().sum::<usize>() + COLUMN_GAP_CELLS * gaps, gaps };
    let mut out = Vec::new();
    for row in rows {
        // The column's start, and the end of the row so far with the column that it is in.
        let (mut column_start, mut at, mut column) = (0, 0, 0);
        for (n, cell) in row.iter().enumerate() {
            let cells = wide(cell.span);
            let room = widths[n] - cells;
            let inset = match cell.target.as_deref() {
                Some("right") => room,
                Some("center") => room / 2,
                _ => 0,
            };
            // There are no spaces at the beginning of a line.
            let start = if n == 0 { 0 } else { column_start + inset };
            if n > 0 && cells > 0 {
                out.push(Pad { start: cell.span.start, spaces: start - at, gaps: n - column, table: size });
            }
            if cells > 0 {
                (at, column) = (start + cells, n);
            }
            column_start += widths[n] + COLUMN_GAP_CELLS;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Hint, read};

    #[test]
    fn columns_are_aligned_and_figures_are_aligned_right() {
        let text = "| Month | Sacks |  |\n|---|--:|---|\n| Dec | 9 | x |\n| January | 1,140 | y |\n";
        let document = read(text.into(), &Hint::of_name("a.md")).unwrap();
        let tables = Tables::new(&document);
        let before = |words: &str, limit| {
            let at = document.text.find(words).expect(words);
            tables.before(u32::try_from(at).expect("small"), limit)
        };
        assert_eq!(before("Sacks", 40), Some(4));
        assert_eq!([before("9", 40), before("1,140", 40), before("x", 40)], [Some(10), Some(2), Some(2)]);
        assert_eq!([before("Sacks", 17), before("9", 16), before("x", 15)], [Some(4), Some(9), Some(1)], "narrow gaps");
        assert_eq!([before("Month", 40), before("Sacks", 9)], [None, None], "no room");
    }
}
