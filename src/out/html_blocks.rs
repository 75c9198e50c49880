//! The elements of blocks: headings, lists, tables, quotations, code.
//!
//! Each block is complete in itself, since in two columns its neighbours may be in other cells: a list for each item, a
//! table for each row, which the style sheet aligns.

use crate::text::{Block, BlockKind, Marker, Pair, Side, Span};

/// What a block is written as.
pub(super) struct Shape {
    block: Block,
    /// The cells of a row of a table on each side; empty for other blocks.
    cells: Pair<Vec<Span>>,
}

impl Shape {
    /// The shape of a block. A row of a table has cells.
    pub(super) fn new(block: Block, cells: Pair<Vec<Span>>) -> Self {
        let is_row = block.kind == BlockKind::TableRow && Side::BOTH.into_iter().any(|side| cells[side].len() > 1);
        Self { block, cells: if is_row { cells } else { Pair::default() } }
    }

    /// Whether it is a row of a table.
    pub(super) fn is_row(&self) -> bool {
        Side::BOTH.into_iter().any(|side| !self.cells[side].is_empty())
    }

    /// The cell of a row at a byte of a side.
    pub(super) fn cell(&self, at: Option<(Side, u32)>) -> Option<usize> {
        let (side, at) = at.filter(|_| self.is_row())?;
        Some(self.cells[side].iter().rposition(|cell| cell.start <= at).unwrap_or(0))
    }

    /// The end of a cell and the beginning of the next.
    pub(super) const fn between_cells(&self) -> &'static str {
        if self.block.level == 1 { "</th><th>" } else { "</td><td>" }
    }
}

/// The beginning of a block's elements; `attributes` are those of a row of a table.
pub(super) fn open(shape: &Shape, gap: bool, attributes: &str) -> String {
    let block = shape.block;
    let mut class = block.kind.name().to_owned();
    if block.keeps_lines && !shape.is_row() {
        class.push_str(" lines");
    }
    if block.kind == BlockKind::ListItem && block.depth > 1 {
        class.push_str(&format!(" depth-{}", block.depth.min(6)));
    }
    if gap {
        class.push_str(" gap");
    }
    match (block.kind, block.marker) {
        _ if shape.is_row() => {
            let cell = if block.level == 1 { "th" } else { "td" };
            format!("<table class=\"{class}\"><tr{attributes}><{cell}>")
        }
        (_, Marker::Bullet) => format!("<ul class=\"{class}\"><li>"),
        (_, Marker::Number(number)) => format!("<ol class=\"{class}\" start=\"{number}\"><li>"),
        (kind, Marker::None) => format!("<{} class=\"{class}\">", element(kind, block.level)),
    }
}

/// The end of a block's elements; in a row of a table, `cell` is the open cell.
pub(super) fn close(shape: &Shape, cell: usize) -> String {
    let block = shape.block;
    match (block.kind, block.marker) {
        _ if shape.is_row() => {
            let cells = shape.cells.old.len().max(shape.cells.new.len());
            let rest = shape.between_cells().repeat(cells.saturating_sub(cell + 1));
            let end = if block.level == 1 { "</th>" } else { "</td>" };
            format!("{rest}{end}</tr></table>")
        }
        (_, Marker::Bullet) => "</li></ul>".to_owned(),
        (_, Marker::Number(_)) => "</li></ol>".to_owned(),
        (kind, Marker::None) => format!("</{}>", element(kind, block.level)),
    }
}

/// The headline of the comparison is an `h1`, that of the text an `h2`.
const fn element(kind: BlockKind, level: u8) -> &'static str {
    match (kind, level) {
        (BlockKind::Headline, _) => "h2",
        (BlockKind::Heading, 0..=2) => "h3",
        (BlockKind::Heading, 3) => "h4",
        (BlockKind::Heading, 4) => "h5",
        (BlockKind::Heading, _) => "h6",
        (BlockKind::Quote, _) => "blockquote",
        (BlockKind::Code, _) => "pre",
        _ => "p",
    }
}
