//! Builds the extracted text of a format: web pages, office files, books.
//!
//! White space is collapsed as in browsers. Blocks are separated by a blank line, list items and table rows by a line
//! break, and cells by a tab.

use std::ops::Range;

use super::outline::Outline;
use crate::text::{Block, BlockKind, Mark, MarkKind, Span};

/// The text so far, its blocks and marks.
#[derive(Debug, Default)]
pub(in crate::format) struct Writer {
    text: String,
    /// The open lists and quotations, and the blocks so far.
    pub(in crate::format) outline: Outline,
    open: Vec<OpenMark>,
    /// Whether white space comes before the next character of the open block.
    space: bool,
    row: Option<Row>,
    /// How many rows the cells of each column of the open table still cover.
    covered: Vec<usize>,
    /// The number of cells that were added for those that cover several columns or rows.
    added: usize,
    /// The number of blocks and the length of the text after a line of a listing, which may continue: an empty block between
    /// does not count.
    listing: Option<(usize, usize)>,
    /// Whether the open block was opened as a line of code.
    is_code_line: bool,
    /// Targets of links by name, with the text's length before each.
    anchors: Vec<(Box<str>, u32)>,
}

/// An open mark.
#[derive(Debug)]
struct OpenMark {
    kind: MarkKind,
    target: Option<Box<str>>,
    /// The position of its first character; `None` until there is one.
    start: Option<usize>,
}

/// Maximum number of columns of a table in which cells may cover several rows.
const SPANNED_COLUMNS: usize = 256;

/// Maximum number of cells that a cell covers in its row.
const COVERED_CELLS: usize = 64;

/// Maximum number of cells that are added to a document for those that cover several columns or rows.
const ADDED_CELLS: usize = 200_000;

/// The open table row.
#[derive(Debug, Default)]
struct Row {
    cells: Vec<(Range<usize>, Option<&'static str>)>,
}

impl Writer {
    /// The text so far.
    pub(in crate::format) fn text(&self) -> &str {
        &self.text
    }

    /// Whether a block is open.
    pub(in crate::format) const fn is_open(&self) -> bool {
        self.outline.is_open()
    }

    /// Whether the open block has a character.
    pub(in crate::format) fn has_words(&self) -> bool {
        self.outline.start().is_some_and(|start| start < self.text.len())
    }

    /// Whether white space comes before the next character of the open block.
    pub(in crate::format) fn has_space(&self) -> bool {
        self.space || self.text.ends_with(char::is_whitespace)
    }

    /// Opens a block, and ends an open one.
    pub(in crate::format) fn begin(&mut self, kind: BlockKind) {
        if self.in_row() {
            // A cell is a single run of text.
            self.space = true;
            return;
        }
        self.end();
        self.is_code_line = false;
        self.apart(kind);
        self.outline.begin(kind, &self.text);
    }

    /// Opens a line of code, which continues the listing of the line before it.
    pub(in crate::format) fn begin_code_line(&mut self) {
        self.end();
        let goes_on = self.listing.filter(|(blocks, _)| !self.in_row() && *blocks == self.outline.blocks.len());
        if let Some((_, length)) = goes_on.filter(|_| self.outline.resume_code()) {
            self.text.truncate(length);
            self.text.push('\n');
        } else {
            self.begin(BlockKind::Code);
        }
        self.is_code_line = true;
    }

    /// Ends a line of code, or a listing: no line continues a listing that was not begun as a line.
    pub(in crate::format) fn end_code_line(&mut self) {
        let is_listing = self.is_open() && !self.is_code_line;
        self.end();
        let is_code = self.outline.blocks.last().is_some_and(|block| block.kind == BlockKind::Code);
        self.listing = (is_code && !is_listing).then_some((self.outline.blocks.len(), self.text.len()));
    }

    /// Opens a block of running text unless one is open.
    pub(in crate::format) fn inline(&mut self) {
        if !self.is_open() {
            self.begin(self.outline.running());
        }
    }

    fn apart(&mut self, kind: BlockKind) {
        if self.text.is_empty() {
            return;
        }
        let close = |last: &Block| match kind {
            BlockKind::ListItem => last.kind == kind && last.depth > 0,
            BlockKind::TableRow | BlockKind::Verse => last.kind == kind,
            _ => false,
        };
        let gap = if self.outline.blocks.last().is_some_and(close) { "\n" } else { "\n\n" };
        self.text.truncate(self.text.trim_end().len());
        self.text.push_str(gap);
    }

    /// Ends the open block, if any; returns it if it has text.
    pub(in crate::format) fn end(&mut self) -> Option<&mut Block> {
        if self.in_row() {
            self.space = true;
            return None;
        }
        if !self.is_open() {
            return None;
        }
        self.cut_marks();
        self.space = false;
        let block = self.outline.end(&self.text)?;
        block.keeps_lines |= self.text.get(block.span.range()).is_some_and(|text| text.contains('\n'));
        Some(block)
    }

    /// Ends open marks here; they continue with the next character.
    fn cut_marks(&mut self) {
        for mark in &mut self.open {
            if let Some(span) = mark.start.take().and_then(|start| tight(&self.text, start)) {
                self.outline.mark(mark.kind, span, mark.target.as_deref());
            }
        }
    }

    /// Appends text with white space collapsed.
    pub(in crate::format) fn words(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let blank = rest.len() - rest.trim_start_matches(is_folded).len();
            self.space |= blank > 0;
            rest = rest.get(blank..).unwrap_or("");
            if rest.is_empty() {
                return;
            }
            let end = rest.find(is_folded).unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            self.inline();
            self.flush();
            self.push(word);
            rest = after;
        }
    }

    /// Appends text unchanged, including line breaks.
    pub(in crate::format) fn verbatim(&mut self, text: &str) {
        self.inline();
        self.flush();
        self.push(text);
    }

    /// Appends text unchanged before the first character of open marks: the number of a note that begins with a link.
    pub(in crate::format) fn label(&mut self, text: &str) {
        self.inline();
        self.flush();
        self.append(text);
    }

    /// Appends pending white space.
    fn flush(&mut self) {
        let begins = self.outline.start().is_none_or(|start| self.text.len() <= start);
        let cell = self.row.is_some() && self.text.ends_with('\t');
        if std::mem::take(&mut self.space) && !begins && !cell && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
    }

    fn push(&mut self, text: &str) {
        let here = self.text.len();
        for mark in &mut self.open {
            mark.start.get_or_insert(here);
        }
        self.append(text);
    }

    fn append(&mut self, text: &str) {
        // Tabs and line breaks must not look like the end of a cell or a row.
        if self.row.is_some() && text.contains(['\t', '\n']) {
            self.text.extend(text.chars().map(|c| if matches!(c, '\t' | '\n') { ' ' } else { c }));
        } else {
            self.text.push_str(text);
        }
    }

    /// Appends a significant line break.
    pub(in crate::format) fn line_break(&mut self) {
        if self.row.is_some() {
            self.space = true;
        } else if self.has_words() {
            self.space = false;
            self.text.push('\n');
        }
    }

    /// Opens a mark.
    pub(in crate::format) fn mark(&mut self, kind: MarkKind, target: Option<&str>) {
        self.open.push(OpenMark { kind, target: target.map(Into::into), start: None });
    }

    /// Closes the innermost mark.
    pub(in crate::format) fn end_mark(&mut self) {
        let Some(mark) = self.open.pop() else { return };
        if let Some(span) = mark.start.and_then(|start| tight(&self.text, start)) {
            self.outline.mark(mark.kind, span, mark.target.as_deref());
        }
    }

    /// Appends a footnote reference: `[1]`.
    pub(in crate::format) fn footnote(&mut self, label: &str) {
        self.mark(MarkKind::Footnote, Some(label));
        self.verbatim(&format!("[{label}]"));
        self.end_mark();
    }

    /// Gives a name to this place, as the target of a link: the text that follows.
    pub(in crate::format) fn anchor(&mut self, name: &str) {
        if !name.is_empty() {
            self.anchors.push((name.into(), u32::try_from(self.text.len()).unwrap_or(u32::MAX)));
        }
    }

    /// The named places.
    pub(in crate::format) fn take_anchors(&mut self) -> Vec<(Box<str>, u32)> {
        std::mem::take(&mut self.anchors)
    }

    /// Whether a row is open, so that text is added to a cell.
    pub(in crate::format) const fn in_row(&self) -> bool {
        self.row.is_some()
    }

    /// Begins a table or a group of its rows: no cell above covers a cell of it.
    pub(in crate::format) fn begin_rows(&mut self) {
        self.covered.clear();
    }

    /// Opens a row of a table.
    pub(in crate::format) fn row(&mut self, head: bool) {
        self.begin(BlockKind::TableRow);
        self.outline.level(head.into());
        self.row = Some(Row::default());
    }

    /// Opens a cell of the open row, after those that cells above cover, and ends the one before.
    pub(in crate::format) fn cell(&mut self, aligned: Option<&'static str>) {
        while self.is_covered() {
            self.push_cell(None);
        }
        self.push_cell(aligned);
    }

    /// Whether a cell above covers the next one; it then covers one row less.
    fn is_covered(&mut self) -> bool {
        let column = self.row.as_ref().map_or(usize::MAX, |row| row.cells.len());
        let rows = self.covered.get_mut(column).filter(|rows| **rows > 0);
        rows.is_some_and(|rows| {
            *rows -= 1;
            self.added += 1;
            self.added <= ADDED_CELLS
        })
    }

    /// Makes the open cell cover columns and rows; the cells that it covers are empty.
    pub(in crate::format) fn cover(&mut self, columns: usize, rows: usize) {
        let Some(first) = self.row.as_ref().and_then(|row| row.cells.len().checked_sub(1)) else { return };
        let columns = columns.clamp(1, COVERED_CELLS);
        for column in first..first + columns {
            if column > first && self.added < ADDED_CELLS {
                self.added += 1;
                self.push_cell(None);
            }
            if rows > 1 && column < SPANNED_COLUMNS {
                self.covered.resize(self.covered.len().max(column + 1), 0);
                self.covered[column] = rows - 1;
            }
        }
    }

    fn push_cell(&mut self, aligned: Option<&'static str>) {
        self.end_cell();
        let Some(row) = &mut self.row else { return };
        if !row.cells.is_empty() {
            self.text.push('\t');
        }
        row.cells.push((self.text.len()..self.text.len(), aligned));
    }

    fn end_cell(&mut self) {
        self.cut_marks();
        self.space = false;
        let here = self.text.len();
        if let Some((cell, _)) = self.row.as_mut().and_then(|row| row.cells.last_mut()) {
            cell.end = here;
        }
    }

    /// Ends the open row.
    pub(in crate::format) fn end_row(&mut self) {
        if self.in_row() {
            while self.is_covered() {
                self.push_cell(None);
            }
        }
        self.end_cell();
        let Some(row) = self.row.take() else { return };
        let Some(bounds) = self.end().map(|block| {
            block.keeps_lines = true;
            block.span.range()
        }) else {
            return;
        };
        // An empty cell at either end is outside the row's text; move it to its edge.
        let bound = |at: usize| at.clamp(bounds.start, bounds.end);
        for (cell, aligned) in row.cells {
            self.outline.mark(MarkKind::Cell, Span::new(bound(cell.start), bound(cell.end)), aligned);
        }
    }

    /// The text, its blocks and marks.
    pub(in crate::format) fn finish(mut self) -> (String, Vec<Block>, Vec<Mark>) {
        self.end_row();
        self.end();
        self.text.truncate(self.text.trim_end().len());
        let (blocks, marks) = self.outline.finish();
        (self.text, blocks, marks)
    }
}

/// From byte `start` of a text to its end, without the white space there; `None` where nothing is left.
fn tight(text: &str, start: usize) -> Option<Span> {
    let length = text.get(start..)?.trim_end().len();
    (length > 0).then(|| Span::new(start, start + length))
}

/// White space that browsers collapse, which excludes no-break spaces.
const fn is_folded(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_and_marks_are_tight() {
        let mut writer = Writer::default();
        writer.begin(BlockKind::Paragraph);
        writer.words("\n  The ");
        writer.mark(MarkKind::Emphasis, None);
        writer.words(" Ann\n Marie ");
        writer.end_mark();
        writer.words("sails");
        writer.line_break();
        writer.words(" at noon. ");
        let (text, blocks, marks) = writer.finish();
        assert_eq!(text, "The Ann Marie sails\nat noon.");
        assert_eq!((marks[0].span.of(&text), blocks[0].keeps_lines), ("Ann Marie", true));
    }

    #[test]
    fn rows_have_cells_and_items_are_close() {
        let mut writer = Writer::default();
        for cells in [["Boat", ""], ["Ann\tMarie", "12"]] {
            writer.row(cells[1].is_empty());
            for cell in cells {
                writer.cell(None);
                writer.verbatim(cell);
            }
            writer.end_row();
        }
        writer.outline.enter_list(Some(3));
        for item in ["one", "two"] {
            writer.end();
            writer.outline.item();
            writer.begin(BlockKind::ListItem);
            writer.words(item);
        }
        writer.outline.leave();
        let (text, blocks, marks) = writer.finish();
        assert_eq!(text, "Boat\nAnn Marie\t12\n\none\ntwo");
        let cells: Vec<_> = marks.iter().map(|m| m.span.of(&text)).collect();
        assert_eq!(cells, ["Boat", "", "Ann Marie", "12"]);
        assert_eq!(blocks[3].marker, crate::text::Marker::Number(4));
    }
}
