//! The text of an OpenDocument file.

mod breaks;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::styles::Styles;
use crate::format::office::Version;
use crate::format::office::paragraph::{Label, Paragraph};
use crate::format::pictures::description;
use crate::format::writer::Writer;
use crate::format::xml::{NodeId, Xml};
use crate::text::cancel::Stop;
use crate::text::{BlockKind, MarkKind, Marker};

/// Reads the text.
pub(super) struct Body<'p, 'a> {
    xml: &'p Xml<'a>,
    styles: &'p Styles,
    /// The formulas, by the objects that show them.
    formulas: &'p HashMap<NodeId, String>,
    version: Version,
    writer: Writer,
    /// Tracked changes by their ids: whether each is an insertion, and what was deleted.
    changes: HashMap<String, (bool, NodeId)>,
    /// The deletions that were restored: a file may have one deletion inside itself.
    restored: HashSet<NodeId>,
    /// Open insertions that are not part of this version.
    hidden: HashSet<String>,
    /// The lists that are open: style, the number of the last item on each level.
    lists: Vec<List>,
    /// The last count of each list style, from which a list may continue.
    counted: HashMap<String, u32>,
    lead: Option<String>,
    kind: Option<BlockKind>,
    notes: Vec<(String, NodeId)>,
    comments: Vec<NodeId>,
    boxes: Vec<NodeId>,
    /// The number of pictures without a description.
    pub pictures: usize,
    /// The open paragraph, and what it is.
    open: Option<(NodeId, Paragraph)>,
    /// Incomplete once it is set.
    stop: Stop<'p>,
}

struct List {
    style: String,
    count: Option<u32>,
    /// The next paragraph begins an item.
    begins: bool,
}

impl<'p, 'a> Body<'p, 'a> {
    pub(super) fn new(
        xml: &'p Xml<'a>,
        styles: &'p Styles,
        formulas: &'p HashMap<NodeId, String>,
        version: Version,
        stop: Stop<'p>,
    ) -> Self {
        let mut changes = HashMap::new();
        for region in (0..xml.len()).filter(|&node| xml.name(node) == "changed-region") {
            let Some(id) = xml.get(region, "id") else { continue };
            for change in xml.children(region) {
                match xml.name(change) {
                    "insertion" => _ = changes.insert(id.clone().into_owned(), (true, change)),
                    "deletion" => _ = changes.insert(id.clone().into_owned(), (false, change)),
                    _ => {}
                }
            }
        }
        Self {
            xml,
            styles,
            formulas,
            version,
            writer: Writer::default(),
            changes,
            restored: HashSet::new(),
            hidden: HashSet::new(),
            lists: Vec::new(),
            counted: HashMap::new(),
            lead: None,
            kind: None,
            notes: Vec::new(),
            comments: Vec::new(),
            boxes: Vec::new(),
            pictures: 0,
            open: None,
            stop,
        }
    }

    pub(super) fn tracked(&self) -> bool {
        !self.changes.is_empty()
    }

    pub(super) fn read(&mut self, text: NodeId) {
        self.blocks(text);
        self.lists.clear();
        for (label, node) in std::mem::take(&mut self.notes) {
            self.lead = Some(format!("[{label}] "));
            self.blocks(node);
            self.lead = None;
        }
        self.kind = Some(BlockKind::Note);
        for node in std::mem::take(&mut self.comments) {
            let author = self.xml.child(node, "creator").map(|n| self.xml.words(n)).filter(|author| !author.is_empty());
            self.lead = author.map(|author| format!("{author}: "));
            self.blocks(node);
            self.lead = None;
        }
    }

    pub(super) fn finish(self) -> Writer {
        self.writer
    }

    fn is_hidden(&self) -> bool {
        !self.hidden.is_empty()
    }

    fn blocks(&mut self, parent: NodeId) {
        let xml = self.xml;
        for node in xml.children(parent) {
            if self.stop.is_set() {
                return;
            }
            match xml.name(node) {
                "p" | "h" => self.paragraph(node),
                "list" => self.list(node),
                "table" => self.table(node),
                "change-start" | "change-end" | "change" => self.change(node),
                "tracked-changes" | "sequence-decls" | "variable-decls" | "forms" | "creator" | "date"
                | "table-of-content" | "alphabetical-index" | "creator-initials" => {}
                "frame" | "custom-shape" | "rect" => {
                    self.picture(node);
                    self.writer.end();
                    self.boxes(node);
                }
                _ => self.blocks(node),
            }
        }
    }

    fn paragraph(&mut self, node: NodeId) {
        let is = self.properties(node);
        // Inside an insertion that is not part of this version, the previous paragraph continues.
        if !self.is_hidden() {
            self.begin(node, is);
        }
        let outer = self.open.replace((node, is));
        self.inline(node);
        let is = std::mem::replace(&mut self.open, outer).map_or(is, |(_, is)| is);
        self.end(is);
    }

    fn end(&mut self, is: Paragraph) {
        if self.is_hidden() {
            return;
        }
        self.lead = None;
        is.end(&mut self.writer);
        for node in std::mem::take(&mut self.boxes) {
            self.blocks(node);
        }
    }

    fn properties(&mut self, node: NodeId) -> Paragraph {
        let xml = self.xml;
        if let Some(kind) = self.kind {
            return Paragraph::plain(kind, 0);
        }
        let style = xml.get(node, "style-name").unwrap_or_default();
        let kind = self.styles.kind(&style);
        let level = xml.get(node, "outline-level").and_then(|n| n.parse::<u8>().ok()).unwrap_or(1).clamp(1, 6);
        let (kind, level) = match (xml.name(node), kind) {
            (_, BlockKind::Headline) => (BlockKind::Headline, 1),
            ("h", _) => (BlockKind::Heading, level),
            (_, BlockKind::Heading) => (BlockKind::Heading, 2),
            (_, kind) => (kind, 0),
        };
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        if depth == 0 {
            return Paragraph::plain(kind, level);
        }
        let label = self.label();
        if label.is_none() && Paragraph::is_running(kind) {
            return Paragraph::item(depth, Marker::None);
        }
        let (is, lead) = Paragraph::labelled(kind, level, depth, label);
        self.lead = lead.or(self.lead.take());
        is
    }

    /// The label of the paragraph as a list item: a marker, or a number in a form that is part of the text.
    fn label(&mut self) -> Option<Label> {
        let at = self.lists.len().checked_sub(1)?;
        let list = self.lists.last_mut()?;
        if !std::mem::take(&mut list.begins) {
            return None;
        }
        let Some(level) = self.styles.level(&list.style, at) else { return Some(Label::Marker(Marker::Bullet)) };
        if level.bullet {
            return Some(Label::Marker(Marker::Bullet));
        }
        let number = list.count.map_or(level.start, |n| n.saturating_add(1));
        list.count = Some(number);
        if at == 0 {
            self.counted.insert(list.style.clone(), number);
        }
        let decimal = level.style == crate::format::numbers::Style::Decimal;
        if decimal && level.prefix.is_empty() && matches!(level.suffix.as_str(), "." | "") && level.shown <= 1 {
            return Some(Label::Marker(Marker::Number(number)));
        }
        let mut text = String::new();
        for above in (at + 1).saturating_sub(level.shown)..=at {
            let (Some(list), Some(level)) = (self.lists.get(above), self.styles.level(&self.lists[at].style, above))
            else {
                continue;
            };
            if !text.is_empty() {
                text.push('.');
            }
            text.push_str(&level.style.write(list.count.unwrap_or(level.start)));
        }
        (!text.is_empty()).then(|| Label::Text(format!("{}{text}{}", level.prefix, level.suffix).trim().to_owned()))
    }

    fn list(&mut self, node: NodeId) {
        let xml = self.xml;
        let style = xml.get(node, "style-name").map(Cow::into_owned);
        let style = style.or_else(|| self.lists.last().map(|list| list.style.clone()));
        let styled = || {
            let first = xml.find(node, "p")?;
            self.styles.list_of(&xml.get(first, "style-name")?).map(str::to_owned)
        };
        let style = style.or_else(styled).unwrap_or_default();
        let goes_on = xml.get(node, "continue-numbering").is_some_and(|v| v == "true")
            || xml.get(node, "continue-list").is_some();
        let count = if goes_on { self.counted.get(&style).copied() } else { None };
        self.lists.push(List { style, count, begins: false });
        for item in xml.children(node).filter(|&n| matches!(xml.name(n), "list-item" | "list-header")) {
            if let Some(list) = self.lists.last_mut() {
                list.begins = xml.name(item) == "list-item";
                if let Some(start) = xml.get(item, "start-value").and_then(|n| n.parse::<u32>().ok()) {
                    list.count = start.checked_sub(1);
                }
            }
            self.blocks(item);
        }
        self.lists.pop();
    }

    fn text(&mut self, text: &str, folded: bool) {
        if text.is_empty() || self.is_hidden() {
            return;
        }
        if !text.trim().is_empty()
            && let Some(lead) = self.lead.take()
        {
            self.writer.label(&lead);
        }
        if folded {
            // Of the white space after a line break only the first space is a character, others are elements.
            let after_break = self.writer.has_words() && self.writer.text().ends_with('\n');
            match text.strip_prefix(' ').filter(|_| after_break) {
                Some(rest) => {
                    self.writer.verbatim(" ");
                    self.writer.words(rest);
                }
                None => self.writer.words(text),
            }
        } else {
            self.writer.verbatim(text);
        }
    }

    fn inline(&mut self, parent: NodeId) {
        let xml = self.xml;
        for node in xml.children(parent) {
            if self.stop.is_set() {
                return;
            }
            if let Some(text) = xml.text(node) {
                self.text(&text, true);
                continue;
            }
            match xml.name(node) {
                "s" => {
                    let count = xml.get(node, "c").and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
                    self.text(&" ".repeat(count.min(256)), false);
                }
                "tab" => self.text("\t", false),
                "line-break" if !self.is_hidden() => self.writer.line_break(),
                "span" => self.span(node),
                "a" => {
                    let target = xml.get(node, "href").unwrap_or_default();
                    self.writer.mark(MarkKind::Link, Some(&target));
                    self.inline(node);
                    self.writer.end_mark();
                }
                "note" => self.note(node),
                "annotation" => self.comments.push(node),
                "change-start" | "change-end" | "change" => self.change(node),
                "frame" | "custom-shape" | "rect" | "line" => {
                    self.picture(node);
                    self.boxes(node);
                }
                "ruby" => {
                    if let Some(base) = xml.child(node, "ruby-base") {
                        self.inline(base);
                    }
                }
                "bookmark" | "bookmark-start" => {
                    let name = xml.get(node, "name").unwrap_or_default();
                    self.writer.anchor(&name);
                }
                "annotation-end" | "soft-page-break" | "tracked-changes" | "line-break" => {}
                _ => self.inline(node),
            }
        }
    }

    fn span(&mut self, node: NodeId) {
        let style = self.xml.get(node, "style-name").unwrap_or_default();
        let kinds = [MarkKind::Strong, MarkKind::Emphasis, MarkKind::Strike, MarkKind::Code];
        let set: Vec<MarkKind> =
            self.styles.marks(&style).into_iter().zip(kinds).filter(|(on, _)| *on).map(|(_, kind)| kind).collect();
        set.iter().for_each(|kind| self.writer.mark(*kind, None));
        self.inline(node);
        set.iter().for_each(|_| self.writer.end_mark());
    }

    fn note(&mut self, node: NodeId) {
        if self.is_hidden() {
            return;
        }
        let xml = self.xml;
        let stated = xml.child(node, "note-citation").map(|n| xml.words(n)).filter(|label| !label.is_empty());
        let label = stated.unwrap_or_else(|| (self.notes.len() + 1).to_string());
        if let Some(lead) = self.lead.take() {
            self.writer.label(&lead);
        }
        self.writer.footnote(&label);
        self.notes.extend(xml.child(node, "note-body").map(|body| (label, body)));
    }

    /// Writes a formula, or the description of a picture.
    fn picture(&mut self, frame: NodeId) {
        let xml = self.xml;
        if let Some(line) = xml.child(frame, "object").and_then(|object| self.formulas.get(&object)) {
            return self.text(line, false);
        }
        if self.is_hidden() || xml.child(frame, "image").is_none() || xml.child(frame, "text-box").is_some() {
            return;
        }
        let stated = |name: &str| xml.child(frame, name).and_then(|node| description(&xml.words(node)));
        match stated("desc").or_else(|| stated("title")) {
            Some(description) if xml.is_beside(frame, &description) => {}
            Some(description) => {
                self.writer.mark(MarkKind::Image, None);
                self.text(&description, false);
                self.writer.end_mark();
            }
            None => self.pictures += 1,
        }
    }

    /// The outermost text boxes of a frame.
    fn boxes(&mut self, node: NodeId) {
        let xml = self.xml;
        let within = xml.subtree(node);
        let mut at = node + 1;
        while at < within.end {
            if xml.name(at) == "text-box" {
                self.boxes.push(at);
                at = xml.subtree(at).end.max(at + 1);
            } else {
                at += 1;
            }
        }
    }

    /// Handles the beginning or end of a tracked change, or a deletion.
    fn change(&mut self, node: NodeId) {
        let xml = self.xml;
        let id = xml.get(node, "change-id").unwrap_or_default().into_owned();
        let Some(&(insertion, region)) = self.changes.get(&id) else { return };
        if self.version == Version::Accepted {
            return;
        }
        match (xml.name(node), insertion) {
            ("change-start", true) => _ = self.hidden.insert(id),
            ("change-end", true) => _ = self.hidden.remove(&id),
            ("change", false) if self.restored.insert(region) => self.restore(region),
            _ => {}
        }
    }

    /// Writes deleted text. In a paragraph, its last paragraph continues in what follows; its first one continues what is
    /// before it, unless that is the beginning of the paragraph.
    fn restore(&mut self, region: NodeId) {
        let xml = self.xml;
        let parts = xml.children(region).filter(|&n| matches!(xml.name(n), "p" | "h" | "list" | "table"));
        let mut parts: Vec<NodeId> = parts.collect();
        let open = self.open;
        let last = if open.is_some() { parts.pop() } else { None };
        let begins = parts.first().copied().filter(|_| self.writer.has_words()).zip(open);
        // Deleted lists are complete, wherever their paragraphs were.
        let (lead, lists) = (self.lead.take(), std::mem::take(&mut self.lists));
        if let Some((first, (_, is))) = begins {
            let (one, others) = self.first_of(first);
            self.inline(one);
            self.end(is);
            others.into_iter().for_each(|node| self.paragraph(node));
        }
        for &part in parts.iter().skip(usize::from(begins.is_some())) {
            match xml.name(part) {
                "p" | "h" => self.paragraph(part),
                "list" => self.list(part),
                _ => self.table(part),
            }
        }
        (self.lead, self.lists) = (lead, lists);
        let Some((last, (node, is))) = last.zip(open) else { return };
        if !parts.is_empty() {
            let is = if begins.is_some() { self.next_of(node) } else { is };
            self.open = Some((node, is));
            self.begin(node, is);
        }
        match xml.name(last) {
            "table" => self.table(last),
            _ => self.inline(self.first_of(last).0),
        }
    }

    /// What the rest of a paragraph is that is cut in two: an item of a list has the next label.
    fn next_of(&mut self, paragraph: NodeId) -> Paragraph {
        if let Some(list) = self.lists.last_mut() {
            list.begins = true;
        }
        self.properties(paragraph)
    }

    /// The first paragraph of a paragraph or list, and the others.
    fn first_of(&self, part: NodeId) -> (NodeId, Vec<NodeId>) {
        let xml = self.xml;
        let mut found = xml.subtree(part).filter(|&n| matches!(xml.name(n), "p" | "h"));
        (found.next().unwrap_or(part), found.collect())
    }

    fn table(&mut self, table: NodeId) {
        if self.is_hidden() {
            return;
        }
        let xml = self.xml;
        if self.writer.in_row() {
            // A table in a cell is read as that cell's words.
            return inside(xml, table, "table-cell").into_iter().for_each(|cell| self.blocks(cell));
        }
        self.writer.end();
        let rows = inside(xml, table, "table-row");
        let cells =
            |row: NodeId| xml.children(row).filter(|&n| matches!(xml.name(n), "table-cell" | "covered-table-cell"));
        let frame = rows.iter().all(|&row| cells(row).count() <= 1);
        for row in rows {
            if self.stop.is_set() {
                return;
            }
            if frame {
                cells(row).for_each(|cell| self.blocks(cell));
                continue;
            }
            let head = xml.name(xml.parent(row)) == "table-header-rows";
            self.writer.row(head);
            for cell in cells(row) {
                self.writer.cell(None);
                // What a covered cell contains is not shown.
                if xml.name(cell) == "table-cell" {
                    self.blocks(cell);
                }
                let times = xml.get(cell, "number-columns-repeated").and_then(|n| n.parse().ok()).unwrap_or(1);
                self.writer.cover(times, 1);
            }
            self.writer.end_row();
        }
    }
}

/// The rows or cells of a table, without those of tables in it.
fn inside(xml: &Xml<'_>, table: NodeId, name: &str) -> Vec<NodeId> {
    xml.below(table, name, |other| other != "table")
}
