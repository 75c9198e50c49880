//! Blank lines between the blocks of a text, by the same rule in the reader and both views of a comparison.

use super::{Line, Role};
use crate::text::{Block, BlockKind, Document, is_space};

/// The block that contains byte `at`; for a run-in block, the one it introduces.
pub(super) fn block_index(doc: &Document, at: u32) -> usize {
    let mut block = doc.block_at(at);
    while doc.blocks.get(block).is_some_and(|b| b.run_in) && block + 1 < doc.blocks.len() {
        block += 1;
    }
    block
}

/// Whether a line of furniture has no words: "* * *" separates the scenes of a story as well as the parts of a page.
pub(super) fn is_separator(doc: &Document, block: &Block) -> bool {
    block.kind == BlockKind::Furniture && !block.span.of(&doc.text).contains(char::is_alphanumeric)
}

/// The lines before a block that a blank line separates from the one before it: with the break between two scenes, if
/// there is one.
pub(super) fn gap_lines(block: Option<&Block>) -> Vec<Line> {
    if block.is_some_and(|block| block.ruled) {
        vec![Line::default(), Line::say("* * *", Role::Dim), Line::default()]
    } else {
        vec![Line::default()]
    }
}

/// Whether a blank line separates two neighbouring blocks. Blocks that keep their lines, and list items, are separated
/// only as in the source; a credit directly follows its caption.
pub(super) fn separates(doc: &Document, before: usize, after: usize) -> bool {
    let (Some(a), Some(b)) = (doc.blocks.get(before), doc.blocks.get(after)) else { return true };
    if a.kind == BlockKind::Caption && b.kind == BlockKind::Credit {
        return false;
    }
    if !(is_tight(a) && is_tight(b)) || b.begins_table_after(a) {
        return true;
    }
    if doc.format.has_formatting() {
        let is_row = |block: &Block| block.kind == BlockKind::TableRow;
        if is_row(a) != is_row(b) {
            return true;
        }
        // The text of structured formats has its own blank lines between blocks; check the source.
        return has_blank_line(doc.file_text(), doc.cell_in_file(a.span).end, doc.cell_in_file(b.span).start);
    }
    has_blank_line(&doc.text, a.span.end, b.span.start)
}

const fn is_tight(block: &Block) -> bool {
    block.keeps_lines || matches!(block.kind, BlockKind::ListItem)
}

/// If a line of a block that keeps its lines begins at byte `at`: whether a blank line precedes it.
pub(super) fn begins_line(doc: &Document, block: usize, at: u32) -> Option<bool> {
    doc.blocks.get(block).filter(|block| block.keeps_lines && at > block.span.start)?;
    let before = doc.text.get(..at as usize)?;
    let breaks = before.chars().rev().take_while(|&c| is_space(c)).filter(|&c| c == '\n').count();
    (breaks > 0).then_some(breaks > 1)
}

/// Lines of verse or code on either side that are searched for the margin of one.
const MARGIN_LINES: usize = 40;

/// The number of spaces before a line of verse or code that begins at byte `at`, from the margin of the lines around it.
/// In other blocks that keep their lines, only no-break spaces count; 0 for all other text.
#[must_use]
pub fn line_indent(doc: &Document, block: usize, at: u32) -> usize {
    let Some(own) = doc.blocks.get(block).filter(|block| block.keeps_lines) else { return 0 };
    let Some(space) = indent(&doc.text, at) else { return 0 };
    match own.kind {
        BlockKind::Verse | BlockKind::Code => {
            let (before, from) = doc.blocks.split_at(block);
            let alike = |block: &&Block| block.kind == own.kind;
            let lines = before.iter().rev().take(MARGIN_LINES).take_while(alike);
            let lines = lines.chain(from.iter().take(MARGIN_LINES).take_while(alike));
            let cells = |space: &str| space.chars().count();
            let margin = lines.filter_map(|line| indent(&doc.text, line.span.start)).map(cells).min().unwrap_or(0);
            // The other lines of a listing that is one block have all their spaces.
            let is_whole = own.span.of(&doc.text).contains('\n');
            cells(space).saturating_sub(if is_whole { 0 } else { margin })
        }
        BlockKind::TableRow => 0,
        _ => space.matches(NO_BREAK_SPACE).count(),
    }
}

/// The space of an indentation in formats that fold other spaces.
const NO_BREAK_SPACE: char = '\u{a0}';

/// The spaces before byte `at`; `None` if it does not begin a line.
fn indent(text: &str, at: u32) -> Option<&str> {
    let before = text.get(..at as usize)?;
    let line = before.trim_end_matches([' ', '\t', NO_BREAK_SPACE]);
    let begins = line.is_empty() || line.ends_with(['\n', '\r']);
    before.get(line.len()..).filter(|_| begins)
}

fn has_blank_line(text: &str, from: u32, to: u32) -> bool {
    let between = text.get(from as usize..to.max(from) as usize).unwrap_or("");
    // Whole lines only: neither the end of the first block's line nor the indentation of the second.
    let lines: Vec<&str> = between.split('\n').collect();
    lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default().iter().any(|line| line.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{About, Span};

    fn document(text: &str, kind: BlockKind) -> Document {
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if !line.trim().is_empty() {
                let start = at + line.len() - line.trim_start().len();
                blocks.push(Block::new(kind, Span::new(start, at + line.trim_end().len())));
            }
            at += line.len();
        }
        Document::new(text.into(), blocks, About::default())
    }

    #[test]
    fn items_are_as_close_as_in_the_file() {
        let read = |text: &str| crate::format::read(text.into(), &crate::format::Hint::of_name("a.md")).unwrap();
        let tight = read("- one\n- two\n\nText.\n");
        assert!(!separates(&tight, 0, 1) && separates(&tight, 1, 2));
        assert!(separates(&read("- one\n\n- two\n"), 0, 1));
    }

    #[test]
    fn stanzas_are_separated_and_their_lines_are_not() {
        let verse = document("One\nTwo\n\nThree\n", BlockKind::Verse);
        assert!(!separates(&verse, 0, 1) && separates(&verse, 1, 2));
        let prose = document("One\nTwo\n", BlockKind::Paragraph);
        assert!(separates(&prose, 0, 1));
    }

    #[test]
    fn lines_are_indented_from_their_margin() {
        let verse = document("  One\n    Two\n  Three\n", BlockKind::Verse);
        let indent = |doc: &Document, block: usize| line_indent(doc, block, doc.blocks[block].span.start);
        assert_eq!([0, 1, 2].map(|line| indent(&verse, line)), [0, 2, 0]);
        assert_eq!(line_indent(&verse, 1, verse.blocks[1].span.start + 1), 0);
        assert_eq!(indent(&document("One\n  Two\n", BlockKind::Paragraph), 1), 0);
        let read = |text: &str| crate::format::read(text.into(), &crate::format::Hint::of_name("a.md")).unwrap();
        let stanzas = read("One\\\nTwo\n\n&nbsp;&nbsp;Three\\\nFour\n\n&nbsp;Five\n");
        assert_eq!([0, 1, 2].map(|block| indent(&stanzas, block)), [0, 2, 0]);
        assert_eq!(indent(&read("```\n  one\ntwo\n```\n"), 0), 2);
    }

    #[test]
    fn a_table_is_separated_from_a_list() {
        let text = "- one\n\n| boat | fee |\n|---|---|\n| punt | 12 |\n\n1. two\n2. three\n";
        let read = crate::format::read(text.into(), &crate::format::Hint::of_name("a.md")).unwrap();
        assert_eq!([0, 1, 2, 3].map(|at| separates(&read, at, at + 1)), [true, false, true, false]);
    }

    #[test]
    fn two_tables_are_separated() {
        let table = |name: &str| format!("| {name} | fee |\n|---|---|\n| punt | 12 |\n\n");
        let text = format!("{}{}", table("boat"), table("berth"));
        let tables = crate::format::read(text.into(), &crate::format::Hint::of_name("a.md")).unwrap();
        assert_eq!([0, 1, 2].map(|row| separates(&tables, row, row + 1)), [false, true, false]);
    }
}
