//! The text of the Word file: `document.xml`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::events::{Event, Of, Tracking};
use super::items::written_space;
use super::lists::{Lists, level};
use super::options::RedlineOptions;
use super::repeats::repeated;
use super::xml::escaped;
use crate::out::looks::{Look, Looks, Targets};
use crate::text::{BlockKind, Document, Pair, Side, is_space};

/// The text with what other parts of the file define for it.
pub(super) struct Body<'a> {
    /// The content of `w:body`.
    pub xml: String,
    /// Targets of links, in the order of their numbers.
    pub targets: Vec<&'a str>,
    /// Levels and first numbers of numbered lists.
    pub starts: Vec<(u8, u32)>,
}

/// Characters with one tracking and look, which become one run.
#[derive(Debug)]
struct Run {
    text: String,
    tracking: Tracking,
    look: Look,
    /// The look in the old text, of words that both texts have.
    was: Look,
}

/// A table that is being written.
#[derive(Default)]
struct Table {
    rows: String,
    /// The most cells of a row.
    columns: usize,
    /// The cells of the open row.
    cells: usize,
    /// The texts that have the last row, if it belongs to the head.
    head: Option<Pair<bool>>,
}

struct Writer<'d> {
    documents: Pair<&'d Document>,
    looks: Pair<Looks>,
    lists: Lists,
    /// The attributes of a tracked change.
    who: String,
    ids: u32,
    /// Finished paragraphs and tables.
    done: String,
    /// Finished runs of the open paragraph.
    open: String,
    run: Option<Run>,
    /// The range of a move that is open, and its number.
    open_move: Option<((&'static str, usize), u32)>,
    /// How many ranges of each move were opened.
    move_parts: HashMap<(&'static str, usize), usize>,
    table: Option<Table>,
    in_cell: bool,
    /// The trackings of the words of the open paragraph, in order.
    trackings: Vec<Tracking>,
    /// Whether the open paragraph has a link.
    has_link: bool,
}

impl<'a> Body<'a> {
    /// Writes events of two documents.
    pub(super) fn write(
        documents: Pair<&'a Document>,
        events: &[Event],
        (looks, targets): (Pair<Looks>, Targets<'a>),
        options: RedlineOptions<'_>,
    ) -> Self {
        let repeated = repeated(documents, events, looks.as_ref());
        let date = options.time.map_or_else(String::new, |time| format!(" w:date=\"{}\"", escaped(time)));
        let mut writer = Writer {
            documents,
            looks,
            lists: Lists::new(documents.map(|document| document.blocks.as_slice()), events),
            who: format!("w:author=\"{}\"{date}", escaped(options.author)),
            ids: 0,
            done: String::new(),
            open: String::new(),
            run: None,
            open_move: None,
            move_parts: HashMap::new(),
            table: None,
            in_cell: false,
            trackings: Vec::new(),
            has_link: false,
        };
        for ((event, next), is_repeated) in events.iter().zip(next_ends(events)).zip(repeated) {
            writer.event(event, next, is_repeated);
        }
        writer.finish();
        Self { xml: writer.done, targets: targets.into_list(), starts: writer.lists.starts }
    }
}

impl Writer<'_> {
    fn event(&mut self, event: &Event, next: Pair<Option<usize>>, is_repeated: bool) {
        match event {
            Event::Text { side, range, tracking } => self.text(*side, range, *tracking),
            Event::Both(ranges) => self.both(ranges),
            Event::End(of) => self.end(*of, next, is_repeated),
            Event::Row(of) => self.row(*of),
            Event::Cell => self.cell(),
            Event::EndRow => self.end_row(),
        }
    }

    /// The attributes of the next tracked change.
    fn change(&mut self) -> String {
        self.ids += 1;
        format!("w:id=\"{}\" {}", self.ids, self.who)
    }

    /// Words or white space of one side, cut where the look changes.
    fn text(&mut self, side: Side, range: &Range<usize>, tracking: Tracking) {
        let document = self.documents[side];
        let text = document.text.get(range.clone()).unwrap_or("");
        if text.chars().all(is_space) {
            let look = self.looks[side].at(range.start).0;
            return self.push(&written_space(document, range), tracking, look, look);
        }
        let mut from = range.start;
        while from < range.end {
            let (look, next) = self.looks[side].at(from);
            let to = next.min(range.end);
            self.push(document.text.get(from..to).unwrap_or(""), tracking, look, look);
            from = to;
        }
    }

    /// The same words of both sides, cut where either look changes.
    fn both(&mut self, ranges: &Pair<Range<usize>>) {
        let length = ranges.new.len().min(ranges.old.len());
        let text = self.documents.new.text.get(ranges.new.clone()).unwrap_or("");
        let mut from = 0;
        while from < length {
            let (look, next) = self.looks.new.at(ranges.new.start + from);
            let (was, old_next) = self.looks.old.at(ranges.old.start + from);
            let to = (next.saturating_sub(ranges.new.start)).min(old_next.saturating_sub(ranges.old.start)).min(length);
            let part = text.get(from..to).unwrap_or("");
            self.push(part, Tracking::Same, look, was);
            from = to;
        }
    }

    fn push(&mut self, text: &str, tracking: Tracking, look: Look, was: Look) {
        if self.trackings.last() != Some(&tracking) {
            self.trackings.push(tracking);
        }
        self.has_link |= look.link.is_some();
        match &mut self.run {
            Some(run) if (run.tracking, run.look, run.was) == (tracking, look, was) => run.text.push_str(text),
            _ => {
                self.flush();
                self.run = Some(Run { text: text.to_owned(), tracking, look, was });
            }
        }
    }

    /// Writes the open run.
    fn flush(&mut self) {
        let Some(Run { text, tracking, look, was }) = self.run.take() else { return };
        self.range(tracking);
        let mut run = "<w:r>".to_owned();
        let (is, before) = (properties(look), properties(was.unlinked()));
        if look.unlinked() != was.unlinked() {
            let change = self.change();
            _ = write!(run, "<w:rPr>{is}<w:rPrChange {change}><w:rPr>{before}</w:rPr></w:rPrChange></w:rPr>");
        } else if !is.is_empty() {
            _ = write!(run, "<w:rPr>{is}</w:rPr>");
        }
        let tag = if tracking == Tracking::Removed { "w:delText" } else { "w:t" };
        for (i, line) in text.split('\n').enumerate() {
            run.push_str(if i > 0 { "<w:br/>" } else { "" });
            for (j, part) in line.split('\t').enumerate() {
                run.push_str(if j > 0 { "<w:tab/>" } else { "" });
                if !part.is_empty() {
                    _ = write!(run, "<{tag} xml:space=\"preserve\">{}</{tag}>", escaped(part));
                }
            }
        }
        run.push_str("</w:r>");
        let tracked = match tracking.element() {
            None => run,
            Some(name) => format!("<{name} {}>{run}</{name}>", self.change()),
        };
        match look.link {
            Some(link) => _ = write!(self.open, "<w:hyperlink r:id=\"link{link}\">{tracked}</w:hyperlink>"),
            None => self.open.push_str(&tracked),
        }
    }

    /// Opens or closes the range of a move before a run of this tracking. Both ends of a move have its name; the parts of a
    /// passage in several paragraphs are numbered.
    fn range(&mut self, tracking: Tracking) {
        let wanted = match tracking {
            Tracking::MovedFrom(row) => Some(("moveFrom", row)),
            Tracking::MovedTo(row) => Some(("moveTo", row)),
            Tracking::Same | Tracking::Removed | Tracking::Added => None,
        };
        if self.open_move.as_ref().map(|open| open.0) == wanted {
            return;
        }
        let end = self.end_range();
        self.open.push_str(&end);
        if let Some((element, row)) = wanted {
            let parts = self.move_parts.entry((element, row)).or_insert(0);
            *parts += 1;
            let name = if *parts == 1 { format!("move{row}") } else { format!("move{row}-{parts}") };
            let change = self.change();
            _ = write!(self.open, "<w:{element}RangeStart {change} w:name=\"{name}\"/>");
            self.open_move = Some(((element, row), self.ids));
        }
    }

    /// The end of the range of a move that is open.
    fn end_range(&mut self) -> String {
        let open = self.open_move.take();
        open.map_or_else(String::new, |((element, _), id)| format!("<w:{element}RangeEnd w:id=\"{id}\"/>"))
    }

    /// Writes the open run, and takes what the open paragraph has.
    fn take_open(&mut self) -> String {
        self.take_open_until(Tracking::Same)
    }

    /// The same before the end of a paragraph with this tracking.
    fn take_open_until(&mut self, end: Tracking) -> String {
        self.flush();
        self.range(end);
        std::mem::take(&mut self.open)
    }

    /// Ends the open paragraph, which is that of a block; `next` are the blocks that end next on each side. A repeated
    /// paragraph may be taken for a moved one.
    fn end(&mut self, of: Of, next: Pair<Option<usize>>, is_repeated: bool) {
        let trackings = std::mem::take(&mut self.trackings);
        let has_link = std::mem::take(&mut self.has_link);
        let tracking = Tracking::of_end(of, trackings.last().copied());
        let open = self.take_open_until(tracking);
        self.end_table();
        // Word gives two paragraphs that are joined the properties of the second, LibreOffice those of the first unless all
        // of it goes at once, in the order of the text: what is left of a paragraph has those of the whole.
        let is_cut = is_repeated || trackings.iter().any(|part| *part != tracking);
        let own = |side: Side, block: usize| self.paragraph(side, block);
        let joined = |side: Side| match next[side] {
            Some(block) => is_cut.then(|| own(side, block)),
            // What is left before a table is not joined with it: an empty paragraph should not be an item.
            None => Some("<w:pStyle w:val=\"Normal\"/>".to_owned()),
        };
        let (is, was) = match of {
            Of::Both(blocks) => (own(Side::New, blocks.new), Some(own(Side::Old, blocks.old))),
            Of::Old(block) => {
                let was = own(Side::Old, block);
                (joined(Side::New).unwrap_or_else(|| was.clone()), Some(was))
            }
            Of::New(block) => (own(Side::New, block), joined(Side::Old)),
        };
        // A link divides a move: LibreOffice would resolve the last part with the end, and leave an empty paragraph.
        let mark = if has_link { tracking.unmoved() } else { tracking };
        let mark =
            mark.element().map_or_else(String::new, |name| format!("<w:rPr><{name} {}/></w:rPr>", self.change()));
        let change = match was.filter(|was| *was != is) {
            Some(was) => format!("<w:pPrChange {}><w:pPr>{was}</w:pPr></w:pPrChange>", self.change()),
            None => String::new(),
        };
        _ = write!(self.done, "<w:p><w:pPr>{is}{mark}{change}</w:pPr>{open}</w:p>");
        let end = self.end_range();
        self.done.push_str(&end);
    }

    /// The style and list of a block.
    fn paragraph(&self, side: Side, block: usize) -> String {
        let Some(found) = self.documents[side].blocks.get(block) else { return String::new() };
        let style = match found.kind {
            BlockKind::Headline => "Title".to_owned(),
            BlockKind::Heading => format!("Heading{}", found.level.clamp(1, 6)),
            BlockKind::Quote => "Quote".to_owned(),
            // The columns of a table without cells are made of spaces.
            BlockKind::Code | BlockKind::TableRow => "HTMLPreformatted".to_owned(),
            BlockKind::Caption => "Caption".to_owned(),
            BlockKind::Byline => "Author".to_owned(),
            BlockKind::Dateline => "Date".to_owned(),
            // LibreOffice restores only a style that is named, and of a list only the style's level.
            _ => match self.lists.of(side, block).map(|_| level(found)) {
                Some(level) if level > 0 => format!("List{}", level + 1),
                _ => "Normal".to_owned(),
            },
        };
        let mut out = format!("<w:pStyle w:val=\"{style}\"/>");
        if let Some(list) = self.lists.of(side, block) {
            let level = level(found);
            _ = write!(out, "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        }
        out
    }

    fn row(&mut self, of: Of) {
        let open = self.take_open();
        self.trackings.clear();
        self.has_link = false;
        if !open.is_empty() {
            _ = write!(self.done, "<w:p>{open}</w:p>");
        }
        let side = if of.on(Side::New).is_some() { Side::New } else { Side::Old };
        let block = of.on(side).and_then(|block| self.documents[side].blocks.get(block));
        let head = block.is_some_and(|block| block.level == 1);
        let of_texts = Pair::new(Side::Old, Side::New).map(|side| of.on(side).is_some());
        if head && self.table.as_ref().is_some_and(|table| table.head != Some(of_texts)) {
            self.end_table();
            // Without a paragraph between them, two tables are one.
            self.done.push_str("<w:p/>");
        }
        let mut properties = if head { "<w:tblHeader/>" } else { "" }.to_owned();
        match of {
            Of::Both(_) => {}
            Of::Old(_) => _ = write!(properties, "<w:del {}/>", self.change()),
            Of::New(_) => _ = write!(properties, "<w:ins {}/>", self.change()),
        }
        let table = self.table.get_or_insert_with(Table::default);
        (table.head, table.cells) = (head.then_some(of_texts), 0);
        _ = write!(table.rows, "<w:tr><w:trPr>{properties}</w:trPr>");
    }

    fn cell(&mut self) {
        self.end_cell();
        self.in_cell = true;
    }

    fn end_cell(&mut self) {
        let open = self.take_open();
        self.trackings.clear();
        self.has_link = false;
        let Some(table) = self.table.as_mut().filter(|_| self.in_cell) else { return };
        _ = write!(table.rows, "<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr><w:p>{open}</w:p></w:tc>");
        table.cells += 1;
        self.in_cell = false;
    }

    fn end_row(&mut self) {
        self.end_cell();
        if let Some(table) = &mut self.table {
            table.rows.push_str("</w:tr>");
            table.columns = table.columns.max(table.cells);
        }
    }

    fn end_table(&mut self) {
        let Some(Table { rows, columns, .. }) = self.table.take() else { return };
        let grid = "<w:gridCol/>".repeat(columns);
        _ = write!(
            self.done,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr>\
             <w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        );
    }

    fn finish(&mut self) {
        let open = self.take_open();
        // Word requires a paragraph at the end.
        if self.table.is_some() || !open.is_empty() {
            self.end_table();
            _ = write!(self.done, "<w:p>{open}</w:p>");
        }
    }
}

/// The blocks whose paragraphs end next on each side after each event.
fn next_ends(events: &[Event]) -> Vec<Pair<Option<usize>>> {
    let mut next = Pair::default();
    let mut out: Vec<Pair<Option<usize>>> = events
        .iter()
        .rev()
        .map(|event| {
            let after = next;
            match event {
                Event::End(of) => next = Pair::new(Side::Old, Side::New).map(|side| of.on(side).or(after[side])),
                Event::Row(_) => next = Pair::default(),
                _ => {}
            }
            after
        })
        .collect();
    out.reverse();
    out
}

/// The properties of a run.
fn properties(look: Look) -> String {
    let mut out = String::new();
    // A run has one style; the link is kept by its element.
    for (on, property) in [
        (look.link.is_some() && !look.code, "<w:rStyle w:val=\"Hyperlink\"/>"),
        (look.code, "<w:rStyle w:val=\"HTMLCode\"/>"),
        (look.strong, "<w:b/>"),
        (look.emphasis, "<w:i/>"),
        (look.strike, "<w:strike/>"),
    ] {
        out.push_str(if on { property } else { "" });
    }
    out
}
