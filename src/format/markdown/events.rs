//! Converts parser events to blocks and marks.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::html::HtmlBlock;
use crate::format::html::tree::is_disallowed;
use crate::format::outline::Outline;
use crate::text::cancel::Stop;
use crate::text::{BlockKind, MarkKind, SourceBuilder, Span};

/// Reads the Markdown from byte `body` of the file on. Incomplete once `stop` is set, which the parser's pass over the
/// blocks of the file does not check: it takes 3 to 5 ms for a megabyte of prose, and `nesting` bounds it elsewhere.
pub(super) fn read(body: usize, source: &mut SourceBuilder<'_>, outline: &mut Outline, stop: Stop<'_>) {
    let extensions =
        Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let text = source.file().get(body..).unwrap_or("");
    let mut reader = Reader { source, outline, open: Vec::new(), table: Table::default(), kept: Vec::new() };
    let mut html = HtmlBlock::default();
    for (event, range) in Parser::new_ext(text, extensions).into_offset_iter().take_while(|_| !stop.is_set()) {
        let span = Span::new(body + range.start, body + range.end);
        match event {
            Event::Start(Tag::HtmlBlock) => {
                reader.end();
                html = HtmlBlock::default();
            }
            Event::Html(_) => html.line(reader.source.file(), span),
            Event::End(TagEnd::HtmlBlock) => html.read(reader.source, reader.outline, stop),
            Event::Start(tag) => reader.begin(tag, span),
            Event::End(tag) => reader.finish(tag, span),
            Event::Text(text) => reader.text(&text, span),
            Event::Code(code) => reader.code(&code, span),
            Event::InlineHtml(tag) => reader.inline_html(&tag, span),
            Event::FootnoteReference(_) => reader.footnote(span),
            Event::SoftBreak => reader.line_break(span, false),
            Event::HardBreak => reader.line_break(span, true),
            Event::TaskListMarker(_) => {
                reader.inline();
                reader.source.copy(span);
                reader.source.space(" ");
            }
            Event::Rule => {
                reader.end();
                reader.source.close(span.end);
                reader.outline.rule();
            }
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }
    reader.end();
}

struct Reader<'r, 'a> {
    source: &'r mut SourceBuilder<'a>,
    outline: &'r mut Outline,
    /// Open marks: their start in the text that is read, and their target.
    open: Vec<(usize, Option<Box<str>>)>,
    table: Table,
    /// Significant line breaks of the open block, in the text that is read.
    kept: Vec<usize>,
}

/// The open table.
#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    /// Column of the next cell.
    column: usize,
    /// Start of the open cell in the text that is read.
    cell: usize,
    /// Cells of the open row.
    cells: Vec<Range<usize>>,
}

impl Reader<'_, '_> {
    fn here(&self) -> usize {
        self.source.read().len()
    }

    /// Opens a block after a blank line.
    fn block(&mut self, kind: BlockKind) {
        self.end();
        self.apart("\n\n");
        self.outline.begin(kind, self.source.read());
    }

    /// Inserts separating space before the next text.
    fn apart(&mut self, space: &str) {
        if !self.source.read().is_empty() {
            self.source.space(space);
        }
    }

    /// Opens a paragraph unless a block is open: the text of a tight list item has no paragraph event.
    fn inline(&mut self) {
        if !self.outline.is_open() {
            self.block(self.outline.running());
        }
    }

    /// Closes the open block.
    fn end(&mut self) {
        let Some(start) = self.outline.start() else { return };
        if !self.kept.is_empty() {
            self.source.fold_lines(start, &self.kept);
        }
        let keeps = !std::mem::take(&mut self.kept).is_empty();
        if let Some(block) = self.outline.end(self.source.read()) {
            block.keeps_lines |= keeps;
        }
    }

    fn begin(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph if self.outline.is_open() => {}
            Tag::Paragraph => self.block(self.outline.running()),
            Tag::Heading { level, .. } => {
                self.block(BlockKind::Heading);
                self.outline.level(depth(level));
            }
            Tag::CodeBlock(_) => self.block(BlockKind::Code),
            Tag::BlockQuote(_) => {
                self.end();
                self.outline.enter_quote();
            }
            Tag::List(first) => {
                self.end();
                self.outline.enter_list(first.map(|n| u32::try_from(n).unwrap_or(u32::MAX)));
            }
            Tag::Item => {
                self.end();
                self.outline.item();
            }
            Tag::FootnoteDefinition(label) => self.definition(&label, span),
            Tag::Table(alignments) => {
                self.end();
                self.table = Table { alignments, ..Table::default() };
                self.apart("\n\n");
            }
            Tag::TableHead | Tag::TableRow => self.row(matches!(tag, Tag::TableHead)),
            Tag::TableCell => {
                if self.table.column > 0 {
                    self.source.space("\t");
                }
                self.table.cell = self.here();
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.inline();
                self.open.push((self.here(), Some(dest_url.into_string().into())));
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {
                self.inline();
                self.open.push((self.here(), None));
            }
            _ => {}
        }
    }

    fn finish(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Emphasis => self.mark(MarkKind::Emphasis),
            TagEnd::Strong => self.mark(MarkKind::Strong),
            TagEnd::Strikethrough => self.mark(MarkKind::Strike),
            TagEnd::Link => self.mark(MarkKind::Link),
            TagEnd::Image => self.mark(MarkKind::Image),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.end();
                self.outline.leave();
            }
            TagEnd::Item => {
                self.end();
                self.outline.end_item();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::FootnoteDefinition => self.end(),
            _ => {}
        }
        self.source.close(span.end);
    }

    fn mark(&mut self, kind: MarkKind) {
        if let Some((start, target)) = self.open.pop() {
            self.outline.mark(kind, Span::new(start, self.here()), target.as_deref());
        }
    }

    /// Adds text: a range of the file, or the replacement of an entity.
    fn text(&mut self, text: &str, span: Span) {
        if span.of(self.source.file()) == text {
            self.inline();
            self.source.copy(span);
        } else if text.trim().is_empty() {
            self.source.space(text); // part of a tab, in indented code
        } else {
            self.inline();
            self.source.replace(span, text);
        }
    }

    /// Adds a code span: line breaks become spaces, and quotation markers at line starts are left out.
    fn code(&mut self, code: &str, span: Span) {
        self.inline();
        let start = self.here();
        let file = span.of(self.source.file());
        let ticks = file.len() - file.trim_start_matches('`').len();
        let mut at = ticks;
        if file.get(at..).is_some_and(|rest| rest.starts_with([' ', '\n', '\r']) && !code.starts_with(' ')) {
            at += 1;
        }
        let mut from = at;
        for c in code.chars() {
            let rest = file.get(at..).unwrap_or("");
            let fits = |f: char| f == c || (c == ' ' && matches!(f, '\n' | '\r'));
            let Some((skip, found)) = rest.char_indices().find(|&(_, f)| fits(f)) else { break };
            if skip > 0 {
                self.copy_part(span, from..at);
                from = at + skip;
            }
            at += skip + found.len_utf8();
        }
        self.copy_part(span, from..at);
        let read = Span::new(start, self.here());
        self.outline.mark(MarkKind::Code, read, None);
        self.source.close(span.end);
    }

    fn copy_part(&mut self, span: Span, part: Range<usize>) {
        let start = span.start as usize;
        self.source.copy(Span::new(start + part.start, start + part.end));
    }

    fn inline_html(&mut self, tag: &str, span: Span) {
        let name = tag.trim_start_matches('<').trim_end_matches(['>', '/']).trim();
        if name.split_whitespace().next().is_some_and(|name| name.eq_ignore_ascii_case("br")) {
            self.inline();
            self.kept.push(self.here());
            self.source.replace(span, "\n");
        }
        let name = name.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        if is_disallowed(name) {
            self.inline();
            return self.source.copy(span);
        }
        // Closing tags belong to the text before them, opening tags to the text after them.
        if tag.starts_with("</") || tag.ends_with("/>") {
            self.source.close(span.end);
        }
    }

    /// Reads `[^note]` as `[note]`.
    fn footnote(&mut self, span: Span) {
        self.inline();
        let start = self.here();
        self.source.copy(Span { start: span.start, end: span.start + 1 });
        self.source.copy(Span { start: span.start + 2, end: span.end });
        let read = Span::new(start, self.here());
        let label = span.of(self.source.file()).trim_start_matches("[^").trim_end_matches(']');
        self.outline.mark(MarkKind::Footnote, read, Some(label));
    }

    /// Reads `[^note]: Words.` as `[note] Words.`
    fn definition(&mut self, label: &str, span: Span) {
        self.block(self.outline.running());
        let opened = span.start;
        self.source.copy(Span { start: opened, end: opened + 1 });
        let rest = span.of(self.source.file());
        let end = rest.find("]:").map_or(label.len() + 2, |at| at);
        self.source.copy(Span::new(opened as usize + 2, opened as usize + end + 1));
        self.source.close(Span::new(0, opened as usize + end + 2).end);
        self.source.space(" ");
    }

    /// Adds a line break inside a paragraph.
    fn line_break(&mut self, span: Span, meant: bool) {
        let file = span.of(self.source.file());
        let start = span.start as usize + file.len() - file.trim_start_matches(['\\', ' ', '\t']).len();
        let len = if file.contains("\r\n") { 2 } else { 1 };
        let before = self.here();
        self.source.copy(Span::new(start, (start + len).min(span.end as usize)));
        if self.here() == before {
            self.source.space("\n");
        }
        if meant {
            self.kept.extend(before..self.here());
        }
    }

    fn row(&mut self, head: bool) {
        self.end();
        self.outline.begin(BlockKind::TableRow, self.source.read());
        self.outline.level(head.into());
        self.table.column = 0;
        self.table.cells.clear();
    }

    fn end_cell(&mut self) {
        self.table.cells.push(self.table.cell..self.here());
        self.table.column += 1;
    }

    fn end_row(&mut self) {
        let row = self.outline.end(self.source.read()).map(|block| block.span.range());
        for (column, cell) in std::mem::take(&mut self.table.cells).into_iter().enumerate() {
            let aligned = match self.table.alignments.get(column) {
                Some(Alignment::Left) => Some("left"),
                Some(Alignment::Center) => Some("center"),
                Some(Alignment::Right) => Some("right"),
                Some(Alignment::None) | None => None,
            };
            // Empty cells at either end are outside the row's text; move them to its edge.
            if let Some(row) = &row {
                let bound = |at: usize| at.clamp(row.start, row.end);
                self.outline.mark(MarkKind::Cell, Span::new(bound(cell.start), bound(cell.end)), aligned);
            }
        }
        self.apart("\n");
    }
}

const fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
