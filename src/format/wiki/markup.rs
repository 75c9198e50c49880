//! Wikitext to blocks and marks: headings, lists, tables by rows, links by their text.

use super::inline::{MARKUP_DEPTH, Notes, inline, is_file, leads_beside, split_top};
use super::templates::{Part, parts};
use crate::format::html::entities::decode;
use crate::format::writer::Writer;
use crate::text::cancel::Stop;
use crate::text::{BlockKind, Marker};

/// Writes the text of a page. Incomplete once `stop` is set.
pub(super) fn write(text: &str, writer: &mut Writer, stop: Stop<'_>) {
    let closed = Verbatim::NAMES.map(|name| text.matches(&format!("</{name}>")).count());
    let mut page = Page { writer, notes: Notes::default(), tables: 0, verbatim: None, closed, is_quoted: false };
    for part in parts(text, stop) {
        match part {
            Part::Text(text) => text.lines().take_while(|_| !stop.is_set()).for_each(|line| page.line(line)),
            Part::Template(line) => page.block(BlockKind::Furniture, &line),
        }
    }
    page.end();
}

/// A page that is written line by line.
struct Page<'a> {
    writer: &'a mut Writer,
    notes: Notes,
    /// The number of open tables: one in a cell is read as that cell's words.
    tables: usize,
    /// The element that is open and has lines of its own, such as `<gallery>`.
    verbatim: Option<Verbatim>,
    /// How many of each element with lines of its own end below.
    closed: [usize; 4],
    /// Whether a quotation is open.
    is_quoted: bool,
}

const QUOTATION_END: &str = "</blockquote>";

/// If a line begins or ends a quotation: what follows `<blockquote>`, or the tag that ends it.
fn quotation(line: &str) -> Option<&str> {
    let after = line.strip_prefix("<blockquote").and_then(|rest| rest.split_once('>')).map(|(_, words)| words.trim());
    after.or_else(|| (line == QUOTATION_END).then_some(line))
}

/// An element with lines of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verbatim {
    /// Pictures with their captions.
    Gallery,
    /// Code.
    Code(&'static str),
}

impl Verbatim {
    const NAMES: [&str; 4] = ["gallery", "syntaxhighlight", "source", "pre"];

    /// The element that begins a line, and what follows its tag.
    fn begins(line: &str) -> Option<(Self, &str)> {
        let rest = line.strip_prefix('<')?;
        let (tag, after) = rest.split_once('>')?;
        let name = tag.split_whitespace().next()?;
        let found = match name {
            "gallery" => Self::Gallery,
            name => Self::Code(Self::NAMES.into_iter().find(|code| *code == name)?),
        };
        (!tag.ends_with('/')).then_some((found, after))
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Gallery => "gallery",
            Self::Code(name) => name,
        }
    }
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        let bare = line.trim();
        if let Some(open) = self.verbatim {
            self.verbatim_line(open, line);
        } else if let Some(words) = quotation(bare).filter(|_| self.tables == 0) {
            self.quotation(words);
        } else if let Some((element, after)) =
            Verbatim::begins(bare).filter(|(element, _)| self.tables == 0 && self.ends_below(*element))
        {
            self.writer.end();
            self.verbatim = Some(element);
            if !after.is_empty() {
                self.verbatim_line(element, after);
            }
        } else if bare.starts_with("{|") {
            self.tables += 1;
            if self.tables == 1 {
                self.writer.end();
                self.writer.begin_rows();
            }
        } else if self.tables > 0 && bare.starts_with("|}") {
            self.tables -= 1;
            if self.tables == 0 {
                self.writer.end_row();
                self.writer.end();
            }
        } else if self.tables > 1 {
            self.words_of_inner_table(bare);
        } else if self.tables == 1 {
            self.table_line(bare);
        } else if bare.is_empty() || bare.starts_with("----") || is_switch(bare) || leads_beside(bare) {
            self.writer.end();
        } else if let Some((level, words)) = heading(bare) {
            self.writer.begin(BlockKind::Heading);
            self.writer.outline.level(level);
            self.inline(words);
            self.writer.end();
        } else if line.starts_with(['*', '#', ':', ';']) {
            self.item(line);
        } else if line.starts_with(' ') && !bare.starts_with("[[") {
            if !self.writer.is_open() {
                self.writer.begin(BlockKind::Code);
            } else {
                self.writer.line_break();
            }
            self.writer.verbatim(&decode(line.get(1..).unwrap_or("")));
        } else if is_file(bare) {
            self.caption(bare);
        } else {
            if self.writer.is_open() {
                self.writer.words(" ");
            } else {
                self.writer.begin(self.writer.outline.running());
            }
            let (words, ends) = match bare.strip_suffix(QUOTATION_END).filter(|_| self.is_quoted) {
                Some(words) => (words, true),
                None => (line, false),
            };
            self.inline(words);
            if ends {
                self.end_quotation();
            }
        }
    }

    /// The beginning or end of a quotation, and the words of its line.
    fn quotation(&mut self, words: &str) {
        self.end_quotation();
        if words == QUOTATION_END {
            return;
        }
        self.writer.outline.enter_quote();
        self.is_quoted = true;
        if !words.is_empty() {
            self.line(words);
        }
    }

    fn end_quotation(&mut self) {
        self.writer.end();
        if std::mem::take(&mut self.is_quoted) {
            self.writer.outline.leave();
        }
    }

    /// Whether an element with lines of its own ends: one that does not has no lines.
    fn ends_below(&self, element: Verbatim) -> bool {
        let place = Verbatim::NAMES.iter().position(|name| *name == element.name());
        place.and_then(|place| self.closed.get(place)).is_some_and(|count| *count > 0)
    }

    /// A line of an element with lines of its own, which may end it.
    fn verbatim_line(&mut self, element: Verbatim, line: &str) {
        let end = format!("</{}>", element.name());
        let (line, ends) = line.split_once(end.as_str()).map_or((line, false), |(line, _)| (line, true));
        match element {
            Verbatim::Gallery => {
                let caption = line.split_once('|').map_or("", |(_, rest)| rest);
                let caption = split_top(caption).pop().filter(|words| !words.trim().is_empty());
                if let Some(caption) = caption {
                    self.block(BlockKind::Caption, caption.trim());
                }
            }
            Verbatim::Code(_) if ends && line.trim().is_empty() => {}
            Verbatim::Code(_) => {
                self.writer.begin_code_line();
                let line = decode(line);
                if !line.trim().is_empty() {
                    self.writer.verbatim(line.trim_end());
                }
                self.writer.end_code_line();
            }
        }
        if ends {
            let place = Verbatim::NAMES.iter().position(|name| *name == element.name());
            if let Some(count) = place.and_then(|place| self.closed.get_mut(place)) {
                *count = count.saturating_sub(1);
            }
            self.verbatim = None;
            self.writer.end();
        }
    }

    /// A line of a table in a cell.
    fn words_of_inner_table(&mut self, line: &str) {
        if line.starts_with("|-") || !self.writer.in_row() {
            return;
        }
        let cells = line.strip_prefix("|+").or_else(|| line.strip_prefix(['|', '!'])).unwrap_or(line);
        for cell in cells.split("||").flat_map(|cells| cells.split("!!")) {
            self.writer.words(" ");
            self.inline(cell_parts(cell).1);
        }
    }

    fn inline(&mut self, text: &str) {
        inline(text, self.writer, Some(&mut self.notes), MARKUP_DEPTH);
    }

    /// A block of one line.
    fn block(&mut self, kind: BlockKind, words: &str) {
        self.writer.end();
        self.writer.begin(kind);
        self.inline(words);
        self.writer.end();
    }

    /// An item of a list: the number of `*`, `#`, `:` and `;` is its depth.
    fn item(&mut self, line: &str) {
        let signs = line.bytes().take_while(|b| b"*#:;".contains(b)).count();
        let (marks, words) = line.split_at_checked(signs).unwrap_or((line, ""));
        self.writer.end();
        let numbered = marks.ends_with('#');
        let depth = signs.min(8);
        let number = if numbered { next_number(self.writer, depth) } else { 1 };
        (0..depth).for_each(|i| self.writer.outline.enter_list((numbered && i + 1 == depth).then_some(number)));
        if marks.ends_with(['*', '#']) {
            self.writer.outline.item();
        }
        self.writer.begin(BlockKind::ListItem);
        self.inline(words);
        self.writer.end();
        (0..depth).for_each(|_| self.writer.outline.leave());
    }

    /// The last part of `[[File:a.jpg|thumb|Words]]`.
    fn caption(&mut self, line: &str) {
        let inner = line.trim_start_matches("[[").trim_end_matches("]]");
        let parts = split_top(inner);
        let words = parts.last().filter(|_| parts.len() > 1).map_or("", |part| part.trim());
        if words.contains(' ') {
            self.block(BlockKind::Caption, words);
        }
    }

    /// A line of a table: `|-` begins a row, `|` and `!` a cell, `||` and `!!` the next one.
    fn table_line(&mut self, line: &str) {
        if let Some(words) = line.strip_prefix("|+") {
            self.block(BlockKind::Caption, cell_parts(words).1);
        } else if line.starts_with("|-") {
            self.writer.end_row();
        } else if let Some(cells) = line.strip_prefix('|').or_else(|| line.strip_prefix('!')) {
            let head = line.starts_with('!');
            if !self.writer.in_row() {
                self.writer.row(head);
            }
            let separator = if head && !cells.contains("||") { "!!" } else { "||" };
            for cell in cells.split(separator) {
                self.writer.cell(None);
                let (attributes, words) = cell_parts(cell);
                self.inline(words);
                self.writer.cover(stated(attributes, "colspan"), stated(attributes, "rowspan"));
            }
        } else if self.writer.in_row() && !line.is_empty() {
            self.writer.words(" ");
            self.inline(line);
        }
    }

    /// Ends the page with its references.
    fn end(mut self) {
        self.end_quotation();
        self.writer.end_row();
        self.writer.end();
        let notes = self.notes.texts.iter().enumerate().filter(|(_, note)| !note.is_empty());
        for (i, note) in notes {
            self.writer.begin(BlockKind::Paragraph);
            self.writer.verbatim(&format!("[{}] ", i + 1));
            inline(note, self.writer, None, MARKUP_DEPTH);
            self.writer.end();
        }
    }
}

/// Whether a line is a switch of the page: `__NOTOC__`.
fn is_switch(line: &str) -> bool {
    let name = line.strip_prefix("__").and_then(|rest| rest.strip_suffix("__"));
    name.is_some_and(|name| !name.is_empty() && name.chars().all(char::is_uppercase))
}

/// `== Words ==` and its level.
fn heading(line: &str) -> Option<(u8, &str)> {
    let level = line.bytes().take_while(|b| *b == b'=').count().min(6);
    let signs = "======".get(..level)?;
    let words = line.strip_prefix(signs)?.trim_end().strip_suffix(signs)?.trim();
    (level > 0 && !words.is_empty()).then_some((u8::try_from(level).unwrap_or(6), words))
}

/// The number of the next item at this depth: one more than the item before, or 1.
fn next_number(writer: &Writer, depth: usize) -> u32 {
    for block in writer.outline.blocks.iter().rev() {
        let deep = usize::from(block.depth);
        match block.marker {
            Marker::Number(number) if deep == depth => return number.saturating_add(1),
            _ if deep > depth => {}
            _ => return 1,
        }
    }
    1
}

/// The attributes and the words of a cell: `style="…" | Words`.
fn cell_parts(cell: &str) -> (&str, &str) {
    let parts = split_top(cell);
    match parts.as_slice() {
        [attributes, words, ..] if attributes.contains('=') => (attributes, words.trim()),
        _ => ("", cell.trim()),
    }
}

/// The number that attributes state of a name: `rowspan="2"`; 1 where there is none.
fn stated(attributes: &str, name: &str) -> usize {
    let value = attributes.split_once(name).map_or("", |(_, rest)| rest.trim_start());
    let value = value.strip_prefix('=').unwrap_or("").trim_start().trim_start_matches(['"', '\'']);
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    value.get(..digits).and_then(|digits| digits.parse().ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wikitext_is_read() {
        let text = "{{Infobox|a={{b}}}}'''Ann''' is a [[ferry|''old'' ferry]] on the [https://l.example Leme].<ref>A \
            [[note]].</ref><!-- no -->\nIt sails.\n\n== Times ==\n# one\n# two\n** deep\n{| class=x\n|+ Hours\n! Day !! Hour\n|-\n\
            | Monday || style=\"a\" | 9\n|}\n[[File:a.jpg|thumb|The [[quay]] at night]]\n[[Category:Ferries]]";
        let mut writer = Writer::default();
        write(text, &mut writer, Stop::NEVER);
        let (read, blocks, marks) = writer.finish();
        let lines: Vec<_> = blocks.iter().map(|b| (b.kind.name(), b.span.of(&read))).collect();
        assert_eq!(
            lines,
            [
                ("paragraph", "Ann is a old ferry on the Leme.[1] It sails."),
                ("heading", "Times"),
                ("list-item", "one"),
                ("list-item", "two"),
                ("list-item", "deep"),
                ("caption", "Hours"),
                ("table-row", "Day\tHour"),
                ("table-row", "Monday\t9"),
                ("caption", "The quay at night"),
                ("paragraph", "[1] A note."),
            ]
        );
        assert_eq!((blocks[3].marker, blocks[4].depth), (Marker::Number(2), 2));
        let targets: Vec<_> = marks.iter().filter_map(|m| m.target.as_deref()).collect();
        assert_eq!(targets, ["ferry", "https://l.example", "1", "quay", "note"]);
    }

    #[test]
    fn templates_are_read_by_their_values() {
        let text = "{{Infobox bridge\n| name = Old [[Bridge|bridge]]\n| length = {{convert|5|km}}\n| note = \n}}\nThe bridge is \
            {{convert|5|km}} long{{citation needed|date=May}} and {{lang|fr|[[pont|ponts]]}}.\n{{stub}}\n";
        let mut writer = Writer::default();
        write(text, &mut writer, Stop::NEVER);
        let (read, blocks, _) = writer.finish();
        let lines: Vec<_> = blocks.iter().map(|b| (b.kind.name(), b.span.of(&read))).collect();
        let facts = "Infobox bridge: name = Old bridge; length = 5 km";
        assert_eq!(lines, [("furniture", facts), ("paragraph", "The bridge is 5 km long and ponts.")]);
        // Quadratic work would take minutes here.
        for deep in ["{{a|", "{{a|\n", "[[a|{{"] {
            write(&format!("{}{}", deep.repeat(100_000), "}}".repeat(100_000)), &mut Writer::default(), Stop::NEVER);
        }
    }

    #[test]
    fn a_gallery_that_is_not_closed_takes_nothing_below_it() {
        let text = "<gallery>\nA.jpg|The quay\n</gallery>\n\n<gallery>\nB.jpg|The bridge\n\n== Fares ==\n\nIt costs two crowns.\n";
        let mut writer = Writer::default();
        write(text, &mut writer, Stop::NEVER);
        let (read, blocks, _) = writer.finish();
        let lines: Vec<_> = blocks.iter().map(|b| (b.kind.name(), b.span.of(&read))).collect();
        assert_eq!(lines.first(), Some(&("caption", "The quay")));
        assert_eq!(lines.last(), Some(&("paragraph", "It costs two crowns.")));
        assert!(lines.contains(&("heading", "Fares")), "{lines:?}");
    }

    #[test]
    fn quotations_are_quotations() {
        let text = "One.\n<blockquote>Two ''holds''.</blockquote>\nThree.\n<blockquote>\nFour.\n\nFive.\n</blockquote>\n\
            == Six ==\n<blockquote>Seven.\n";
        let mut writer = Writer::default();
        write(text, &mut writer, Stop::NEVER);
        let (read, blocks, _) = writer.finish();
        let lines: Vec<_> = blocks.iter().map(|b| (b.kind.name(), b.span.of(&read))).collect();
        let (is, quote) = ("paragraph", "quote");
        let wanted = [
            (is, "One."),
            (quote, "Two holds."),
            (is, "Three."),
            (quote, "Four."),
            (quote, "Five."),
            ("heading", "Six"),
        ];
        assert_eq!(lines.get(..6), Some(&wanted[..]));
        assert_eq!(lines.last(), Some(&(quote, "Seven.")));
    }

    #[test]
    fn unclosed_markup_is_text() {
        for text in ["[[a", "{{a", "<ref>a", "[http://a", "'''a", "{|\n|a", &"[[".repeat(20_000), &"{{".repeat(50_000)]
            .into_iter()
            // Quadratic work would take minutes here.
            .chain([&*"'''".repeat(300_000), &"<ref>".repeat(300_000), &"[http ".repeat(300_000)])
        {
            write(text, &mut Writer::default(), Stop::NEVER);
        }
    }
}
