//! Lines of plain text that are blocks of their own and belong together: stanzas, addresses, listings.

use crate::page::line_indent;
use crate::text::{Block, BlockKind, Document};

/// The space of an indentation where other spaces are folded.
pub(super) const NO_BREAK_SPACE: char = '\u{a0}';

/// If a block is a line that follows the one before it in the same stanza, address or listing: the number of line breaks
/// between them, several only in a listing.
pub(super) fn breaks_before(document: &Document, block: usize) -> Option<usize> {
    let (before, after) = (document.blocks.get(block.checked_sub(1)?)?, document.blocks.get(block)?);
    // Items of a list begin paragraphs.
    let are_lines = before.keeps_lines
        && after.keeps_lines
        && before.kind == after.kind
        && after.kind != BlockKind::ListItem
        && !before.run_in;
    if document.format.has_formatting() || !are_lines {
        return None;
    }
    let between = document.text.get(before.span.end as usize..after.span.start as usize).unwrap_or("");
    let breaks = between.matches('\n').count().max(1);
    (breaks == 1 || is_listing(document, after)).then_some(breaks)
}

/// Whether the spaces in a block matter as in code: a row of a table without cells has columns made of them.
pub(super) fn is_listing(document: &Document, block: &Block) -> bool {
    match block.kind {
        BlockKind::Code => true,
        BlockKind::TableRow => document.cells(block).next().is_none(),
        _ => false,
    }
}

/// The spaces before a block that begins a line.
pub(super) fn indentation(document: &Document, block: usize) -> String {
    let Some(found) = document.blocks.get(block) else { return String::new() };
    let space = if is_listing(document, found) { ' ' } else { NO_BREAK_SPACE };
    std::iter::repeat_n(space, line_indent(document, block, found.span.start)).collect()
}
