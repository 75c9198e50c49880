//! Prefixes of the lines of lists and quotations: bullets, numbers, indents.

use super::cells::width;
use super::{Line, Role, Run};
use crate::text::{Block, BlockKind, Document, Marker};

/// The prefix of a block's first line, and that of its other lines; both have the same width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LinePrefix {
    first: String,
    others: String,
}

/// Minimum cells for the text beside a prefix: narrower columns have none.
const TEXT_MIN_CELLS: usize = 20;

impl LinePrefix {
    pub(super) fn new(document: &Document, block: &Block) -> Self {
        // The text of other formats includes its bullets and indents.
        if !document.format.has_formatting() {
            let inset = if block.kind == BlockKind::Quote { "  " } else { "" };
            return Self { first: inset.to_owned(), others: inset.to_owned() };
        }
        let around = "  ".repeat(usize::from(block.quotes) + usize::from(block.depth.saturating_sub(1)));
        let marker = match block.marker {
            Marker::Bullet => "• ".to_owned(),
            Marker::Number(number) => format!("{number}. "),
            Marker::None if block.depth > 0 => "  ".to_owned(),
            Marker::None => String::new(),
        };
        let others = format!("{around}{}", " ".repeat(width(&marker)));
        Self { first: around + &marker, others }
    }

    /// The width in cells.
    pub(super) fn cells(&self) -> usize {
        width(&self.first)
    }

    /// The cells left for the text, of `cells`.
    pub(super) fn room(&self, cells: usize) -> usize {
        if cells > TEXT_MIN_CELLS + self.cells() { cells - self.cells() } else { cells }
    }

    /// Adds the prefix to a line that was laid out for [`room`](Self::room) of `cells`; `first` is whether it is the
    /// first of its block.
    pub(super) fn lead(&self, first: bool, cells: usize, line: &mut Line) {
        if self.room(cells) < cells {
            let text = if first { &self.first } else { &self.others };
            line.runs.insert(0, Run::new(text.as_str(), Role::Text));
        }
    }

    /// The same for lines in the middle of a block.
    pub(super) fn continued(self) -> Self {
        Self { first: self.others.clone(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Hint, read};

    #[test]
    fn items_have_their_bullets_and_numbers() {
        let text = "Ropes:\n\n3. bow\n4. stern\n   - two\n\n     knots\n\n> Tide waits.\n";
        let document = read(text.into(), &Hint::of_name("a.md")).unwrap();
        let before: Vec<_> = document.blocks.iter().map(|block| LinePrefix::new(&document, block).first).collect();
        assert_eq!(before, ["", "3. ", "4. ", "  • ", "    ", "  "]);
    }
}
