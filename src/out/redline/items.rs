//! The text of a document as items, in order.

use std::ops::Range;

use crate::out::kept_lines::{breaks_before, indentation};
use crate::text::{Block, BlockKind, Document, Span, is_space};

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// Characters without white space.
    Words(Range<usize>),
    /// White space in a paragraph.
    Space(Range<usize>),
    /// The end of the paragraph that is this block, at a byte.
    End(usize, usize),
    /// The row of a table that is this block, at a byte.
    Row(usize, usize),
}

impl Item {
    /// The first byte.
    pub(super) const fn at(&self) -> usize {
        match self {
            Self::Words(range) | Self::Space(range) => range.start,
            Self::End(_, at) | Self::Row(_, at) => *at,
        }
    }

    /// Whether a paragraph ends here at the latest.
    pub(super) const fn is_boundary(&self) -> bool {
        matches!(self, Self::End(..) | Self::Row(..))
    }
}

/// The items of a document.
pub(super) fn items(document: &Document) -> Vec<Item> {
    let mut out = Vec::new();
    for (i, block) in document.blocks.iter().enumerate() {
        if is_row(document, block) {
            out.push(Item::Row(i, block.span.start as usize));
            continue;
        }
        let start = block.span.start as usize;
        if ends_before(document, i) && !indentation(document, i).is_empty() {
            let before = document.text.get(..start).unwrap_or("");
            out.push(Item::Space(before.trim_end_matches(|c| is_space(c) && c != '\n').len()..start));
        }
        words(document, block.span, &mut out);
        let end = block.span.end as usize;
        match document.blocks.get(i + 1).filter(|_| !ends_before(document, i + 1)) {
            Some(next) => out.push(Item::Space(end..next.span.start as usize)),
            None => out.push(Item::End(i, end)),
        }
    }
    out
}

/// Whether a paragraph ends before a block: not in a stanza or listing, nor after what runs in.
pub(super) fn ends_before(document: &Document, block: usize) -> bool {
    let runs_in =
        block.checked_sub(1).and_then(|before| document.blocks.get(before)).is_some_and(|before| before.run_in);
    !runs_in && breaks_before(document, block).is_none()
}

/// Appends the words of a range, and the white space between them.
pub(super) fn words(document: &Document, span: Span, out: &mut Vec<Item>) {
    let text = span.of(&document.text);
    let mut at = span.start as usize;
    for part in text.split_inclusive(is_space) {
        let letters = part.trim_end_matches(is_space).len();
        if letters > 0 {
            out.push(Item::Words(at..at + letters));
        }
        if letters < part.len() {
            match out.last_mut() {
                Some(Item::Space(space)) if space.end == at + letters => space.end = at + part.len(),
                _ => out.push(Item::Space(at + letters..at + part.len())),
            }
        }
        at += part.len();
    }
}

/// Whether a block is written as a row of a table: its cells are known.
pub(super) fn is_row(document: &Document, block: &Block) -> bool {
    block.kind == BlockKind::TableRow && document.cells(block).nth(1).is_some()
}

/// White space as it is written: exactly where lines are kept, otherwise in one line.
pub(super) fn written_space(document: &Document, range: &Range<usize>) -> String {
    let space = document.text.get(range.clone()).unwrap_or("");
    let index = |at: usize| document.block_at(u32::try_from(at).unwrap_or(u32::MAX));
    let next = index(range.end);
    let begins = document.blocks.get(next).filter(|block| block.keeps_lines && block.span.start as usize == range.end);
    if begins.is_some() {
        let breaks = if space.contains('\n') { breaks_before(document, next).unwrap_or(0) } else { 0 };
        return "\n".repeat(breaks) + &indentation(document, next);
    }
    let block = document.blocks.get(index(range.start));
    if block.is_some_and(|block| block.keeps_lines && block.kind != BlockKind::TableRow) {
        return space.replace("\r\n", "\n");
    }
    let mut out = String::new();
    for c in space.chars() {
        match c {
            ' ' | '\t'..='\r' if out.ends_with(' ') => {}
            ' ' | '\t'..='\r' => out.push(' '),
            c => out.push(c),
        }
    }
    // What runs in is followed by a space in any case.
    if out.is_empty() { " ".to_owned() } else { out }
}
