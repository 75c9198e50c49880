//! The text of a Word file: paragraphs and tables; `runs` has what is in paragraphs.

mod runs;

use std::collections::{HashMap, HashSet};

use super::numbering::{Counters, Numbering};
use super::styles::{Styles, is_on, number, outline};
use crate::format::office::Version;
use crate::format::office::paragraph::Paragraph;
use crate::format::pictures::undescribed;
use crate::format::several::absent;
use crate::format::writer::Writer;
use crate::format::xml::{NodeId, Xml};
use crate::text::BlockKind;
use crate::text::cancel::Stop;

/// A part of a file that contains text.
pub(super) struct Part<'a> {
    pub xml: Xml<'a>,
    /// Targets of its links, by their ids: each part has its own.
    pub links: HashMap<String, String>,
}

/// The parts of a file that contain its text.
pub(super) struct Parts<'p, 'a> {
    pub main: &'p Part<'a>,
    pub footnotes: &'p Part<'a>,
    pub endnotes: &'p Part<'a>,
    pub comments: &'p Part<'a>,
    /// Headers and footers of pages.
    pub margins: &'p [Part<'a>],
    pub styles: Styles,
    pub numbering: Numbering,
}

/// Reads the body.
pub(super) struct Body<'p, 'a> {
    parts: &'p Parts<'p, 'a>,
    /// The part that is being read.
    xml: &'p Xml<'a>,
    /// The links of that part.
    links: &'p HashMap<String, String>,
    version: Version,
    /// Whether there are tracked changes.
    pub tracked: bool,
    writer: Writer,
    counters: Counters,
    /// Text to write before the next character: a number, `[1]`, the author of a comment.
    lead: Option<String>,
    /// The kind of all paragraphs, regardless of their style: set for comments.
    kind: Option<BlockKind>,
    /// Notes by their labels and ids, in order of their references; the second are endnotes.
    notes: [Vec<(String, String)>; 2],
    /// Ids of comments, in order of their references.
    comments: Vec<String>,
    fields: Vec<Field>,
    /// Text boxes of the paragraph, which are read after it.
    boxes: Vec<NodeId>,
    /// The numbers of footnotes, endnotes and comments that the text refers to, but the file lacks.
    missing: [usize; 3],
    /// The number of pictures without a description.
    pictures: usize,
    /// Incomplete once it is set.
    stop: Stop<'p>,
}

/// A field that is open: a link, a page number.
#[derive(Default)]
struct Field {
    instruction: String,
    /// Whether its displayed text has begun.
    shown: bool,
    link: bool,
}

impl<'p, 'a> Body<'p, 'a> {
    pub(super) fn new(parts: &'p Parts<'p, 'a>, version: Version, stop: Stop<'p>) -> Self {
        Self {
            parts,
            xml: &parts.main.xml,
            links: &parts.main.links,
            version,
            tracked: false,
            writer: Writer::default(),
            counters: Counters::default(),
            lead: None,
            kind: None,
            notes: [Vec::new(), Vec::new()],
            comments: Vec::new(),
            fields: Vec::new(),
            boxes: Vec::new(),
            missing: [0; 3],
            pictures: 0,
            stop,
        }
    }

    /// Reads the body, and then its notes and comments, and what is at the margins of pages.
    pub(super) fn read(&mut self, body: NodeId) {
        self.blocks(body);
        for (which, part) in [(0, self.parts.footnotes), (1, self.parts.endnotes)] {
            let name = if which == 0 { "footnote" } else { "endnote" };
            let ids = by_id(&part.xml, name);
            self.turn_to(part);
            for (label, id) in std::mem::take(&mut self.notes[which]) {
                if let Some(&node) = ids.get(&id) {
                    self.lead = Some(format!("[{label}] "));
                    self.blocks(node);
                    self.lead = None;
                } else {
                    self.missing[which] += 1;
                }
            }
        }
        let part = self.parts.comments;
        let ids = by_id(&part.xml, "comment");
        self.turn_to(part);
        self.kind = Some(BlockKind::Note);
        for id in std::mem::take(&mut self.comments) {
            if let Some(&node) = ids.get(&id) {
                let author = part.xml.get(node, "author").filter(|author| !author.trim().is_empty());
                self.lead = author.map(|author| format!("{author}: "));
                self.blocks(node);
                self.lead = None;
            } else {
                self.missing[2] += 1;
            }
        }
        self.kind = Some(BlockKind::Furniture);
        let mut seen = HashSet::new();
        for part in self.parts.margins {
            let root = part.xml.find(0, "hdr").or_else(|| part.xml.find(0, "ftr"));
            if let Some(root) = root.filter(|&root| seen.insert(part.xml.words(root))) {
                self.turn_to(part);
                self.blocks(root);
            }
        }
    }

    const fn turn_to(&mut self, part: &'p Part<'a>) {
        (self.xml, self.links) = (&part.xml, &part.links);
    }

    /// What the file lacks, each in a phrase.
    pub(super) fn omitted(&self) -> Vec<Box<str>> {
        let [footnotes, endnotes, comments] = self.missing;
        let of = |name: &str, count: usize| absent(name, count, &[]);
        let found = [of("footnote", footnotes), of("endnote", endnotes), of("comment", comments)];
        found.into_iter().flatten().chain(undescribed(self.pictures)).collect()
    }

    pub(super) fn finish(self) -> Writer {
        self.writer
    }

    /// Whether the content of a tracked change is part of this version; `None` where the element is none.
    fn change(&mut self, name: &str) -> Option<bool> {
        let version = match name {
            "ins" | "moveTo" => Version::Accepted,
            "del" | "moveFrom" => Version::Before,
            _ => return None,
        };
        self.tracked = true;
        Some(version == self.version)
    }

    /// Reads paragraphs and tables. A paragraph whose end is not part of this version continues in the next one, and
    /// has its kind.
    fn blocks(&mut self, parent: NodeId) {
        let xml = self.xml;
        let mut joined: Vec<NodeId> = Vec::new();
        for node in xml.children(parent) {
            if self.stop.is_set() {
                return;
            }
            let name = xml.name(node);
            if name == "p" {
                joined.push(node);
                if self.has_end(node) {
                    self.paragraph(&std::mem::take(&mut joined));
                }
                continue;
            }
            if !joined.is_empty() && matches!(name, "tbl" | "sdt") {
                self.open_paragraph(&std::mem::take(&mut joined));
            }
            match name {
                "tbl" => self.table(node),
                "bookmarkStart" => self.bookmark(node),
                "AlternateContent" => {
                    if let Some(node) = chosen(xml, node) {
                        self.blocks(node);
                    }
                }
                "sdt" | "sdtContent" | "customXml" | "smartTag" => self.blocks(node),
                name => {
                    if self.change(name) == Some(true) {
                        self.blocks(node);
                    }
                }
            }
        }
        if !joined.is_empty() {
            self.open_paragraph(&joined);
        }
    }

    /// Writes paragraphs whose ends are not part of this version; without words they are not list items.
    fn open_paragraph(&mut self, nodes: &[NodeId]) {
        let (counters, before) = (self.counters.clone(), self.words_length());
        self.paragraph(nodes);
        if self.words_length() == before {
            self.counters = counters;
        }
    }

    fn words_length(&self) -> usize {
        self.writer.text().trim_end().len()
    }

    /// Whether the end of a paragraph is part of this version.
    fn has_end(&mut self, paragraph: NodeId) -> bool {
        let xml = self.xml;
        let properties = xml.child(paragraph, "pPr").and_then(|node| xml.child(node, "rPr"));
        let Some(properties) = properties else { return true };
        xml.children(properties).all(|node| self.change(xml.name(node)) != Some(false))
    }

    /// Whether a node has a line break that is part of this version.
    fn has_break(&mut self, node: NodeId) -> bool {
        let xml = self.xml;
        let name = xml.name(node);
        self.change(name) != Some(false)
            && (matches!(name, "br" | "cr") || xml.children(node).any(|child| self.has_break(child)))
    }

    /// Writes paragraphs that are joined in this version.
    fn paragraph(&mut self, nodes: &[NodeId]) {
        let Some(&last) = nodes.last() else { return };
        let is = self.properties(last);
        let has_lines = nodes.iter().any(|&node| self.has_break(node));
        is.begin(&mut self.writer, has_lines);
        for &node in nodes {
            self.inline(node);
        }
        self.lead = None;
        is.end(&mut self.writer);
        for node in std::mem::take(&mut self.boxes) {
            self.blocks(node);
        }
    }

    /// The kind of a paragraph by its style, its outline level and its list.
    fn properties(&mut self, node: NodeId) -> Paragraph {
        let xml = self.xml;
        if let Some(kind) = self.kind {
            return Paragraph::plain(kind, 0);
        }
        let Some(properties) = xml.child(node, "pPr").and_then(|node| self.of_version(node, "pPr")) else {
            return Paragraph::plain(BlockKind::Paragraph, 0);
        };
        let style = xml.child(properties, "pStyle").and_then(|n| xml.get(n, "val")).unwrap_or_default();
        let (mut kind, mut level) = self.parts.styles.kind(&style);
        if let Some(stated) = outline(xml, properties).filter(|_| kind == BlockKind::Paragraph) {
            (kind, level) = (BlockKind::Heading, (stated + 1).min(6));
        }
        let own = number(xml, properties);
        let styled = self.parts.styles.number(&style);
        let list = own.0.or(styled.0).filter(|list| list != "0");
        let at = own.1.or(styled.1).unwrap_or(0);
        let label = list.and_then(|list| self.parts.numbering.next(&mut self.counters, &list, at));
        let depth = u8::try_from(at).unwrap_or(u8::MAX).saturating_add(1);
        let (is, lead) = Paragraph::labelled(kind, level, depth, label);
        self.lead = lead.or(self.lead.take());
        is
    }

    /// The properties `name` of a paragraph or run in this version: a tracked change stores those before it.
    fn of_version(&mut self, properties: NodeId, name: &str) -> Option<NodeId> {
        let xml = self.xml;
        let Some(change) = xml.child(properties, &format!("{name}Change")) else { return Some(properties) };
        self.tracked = true;
        if self.version == Version::Before { xml.child(change, name) } else { Some(properties) }
    }

    fn table(&mut self, table: NodeId) {
        let xml = self.xml;
        let rows = inside(xml, table, "tr");
        let cells: Vec<Vec<NodeId>> = rows.iter().map(|&row| inside(xml, row, "tc")).collect();
        // One cell is a frame around text; a table in a cell is read as that cell's words.
        let frame = cells.iter().all(|cells| cells.len() <= 1);
        for (row, cells) in rows.into_iter().zip(cells) {
            if self.stop.is_set() {
                return;
            }
            let properties = xml.child(row, "trPr");
            let kept =
                properties.is_none_or(|node| xml.children(node).all(|n| self.change(xml.name(n)) != Some(false)));
            if !kept {
                continue;
            }
            if frame || self.writer.in_row() {
                cells.into_iter().for_each(|cell| self.blocks(cell));
                continue;
            }
            let head = properties.and_then(|node| xml.child(node, "tblHeader")).is_some_and(|node| is_on(xml, node));
            self.writer.row(head);
            // Columns before the first cell of the row.
            let before =
                properties.and_then(|node| xml.child(node, "gridBefore")).and_then(|node| xml.get(node, "val"));
            if let Some(columns) = before.and_then(|n| n.parse().ok()).filter(|&columns: &usize| columns > 0) {
                self.writer.cell(None);
                self.writer.cover(columns, 1);
            }
            for cell in cells {
                self.cell(cell);
            }
            self.writer.end_row();
        }
        if !self.writer.in_row() {
            self.writer.end();
        }
    }

    fn cell(&mut self, cell: NodeId) {
        let xml = self.xml;
        let property = |name: &str| xml.child(cell, "tcPr").and_then(|node| xml.child(node, name));
        let goes_on =
            property("vMerge").is_some_and(|node| xml.get(node, "val").is_none_or(|value| value == "continue"));
        self.writer.cell(None);
        if !goes_on {
            self.blocks(cell);
        }
        let columns = property("gridSpan").and_then(|node| xml.get(node, "val")).and_then(|n| n.parse().ok());
        self.writer.cover(columns.unwrap_or(1), 1);
    }
}

/// Rows of a table or cells of a row, including those in content controls.
fn inside(xml: &Xml<'_>, parent: NodeId, name: &str) -> Vec<NodeId> {
    xml.below(parent, name, |other| matches!(other, "sdt" | "sdtContent" | "customXml"))
}

/// The branch to read of an element with alternative content.
fn chosen(xml: &Xml<'_>, node: NodeId) -> Option<NodeId> {
    let branches = || xml.children(node).filter(|&n| matches!(xml.name(n), "Choice" | "Fallback"));
    let filled = |n: &NodeId| xml.subtree(*n).any(|n| matches!(xml.name(n), "t" | "delText"));
    branches().find(filled).or_else(|| branches().next())
}

fn by_id(xml: &Xml<'_>, name: &str) -> HashMap<String, NodeId> {
    let nodes = (0..xml.len()).filter(|&node| xml.name(node) == name);
    nodes.filter_map(|node| Some((xml.get(node, "id")?.into_owned(), node))).collect()
}
