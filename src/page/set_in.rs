//! What stands before the lines of a block that is in lists or quotations: bullets, numbers, indents.

use super::cells::width;
use crate::text::{Block, BlockKind, Document, Marker};

/// What stands before a block's first line, and before all others: both take the same cells.
pub(super) fn set_in(document: &Document, block: &Block) -> (String, String) {
    // The text of other formats has its bullets and indents in it.
    if !document.format.has_formatting() {
        let inset = if block.kind == BlockKind::Quote { "  " } else { "" };
        return (inset.to_owned(), inset.to_owned());
    }
    let around = "  ".repeat(usize::from(block.quotes) + usize::from(block.depth.saturating_sub(1)));
    let marker = match block.marker {
        Marker::Bullet => "• ".to_owned(),
        Marker::Number(number) => format!("{number}. "),
        Marker::None if block.depth > 0 => "  ".to_owned(),
        Marker::None => String::new(),
    };
    let behind = format!("{around}{}", " ".repeat(width(&marker)));
    (around + &marker, behind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Hint, read};

    #[test]
    fn items_have_their_bullets_and_numbers() {
        let text = "Ropes:\n\n3. bow\n4. stern\n   - two\n\n     knots\n\n> Tide waits.\n";
        let document = read(text.into(), &Hint::of_name("a.md")).unwrap();
        let before: Vec<_> = document.blocks.iter().map(|block| set_in(&document, block).0).collect();
        assert_eq!(before, ["", "3. ", "4. ", "  • ", "    ", "  "]);
    }
}
