//! The text of a Word file: paragraphs, tables, and what is in them.

use std::collections::{HashMap, HashSet};

use super::numbering::Numbering;
use super::styles::{Marks, Styles, is_on, number, outline};
use crate::format::numbers::Style;
use crate::format::office::Version;
use crate::format::office::paragraph::Paragraph;
use crate::format::writer::Writer;
use crate::format::xml::{NodeId, Xml};
use crate::text::{BlockKind, MarkKind};

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
    numbering: Numbering,
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
    pub(super) fn new(parts: &'p Parts<'p, 'a>, version: Version) -> Self {
        Self {
            parts,
            xml: &parts.main.xml,
            links: &parts.main.links,
            version,
            tracked: false,
            writer: Writer::default(),
            numbering: parts.numbering.clone(),
            lead: None,
            kind: None,
            notes: [Vec::new(), Vec::new()],
            comments: Vec::new(),
            fields: Vec::new(),
            boxes: Vec::new(),
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
        let (numbering, before) = (self.numbering.clone(), self.words_length());
        self.paragraph(nodes);
        if self.words_length() == before {
            self.numbering = numbering;
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

    /// Writes paragraphs that are joined in this version.
    fn paragraph(&mut self, nodes: &[NodeId]) {
        let Some(&last) = nodes.last() else { return };
        let is = self.properties(last);
        self.writer.begin(is.kind);
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
        let label = list.and_then(|list| self.numbering.next(&list, at));
        let depth = u8::try_from(at + 1).unwrap_or(u8::MAX);
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

    /// Writes the content of a paragraph, or of an element in one.
    fn inline(&mut self, parent: NodeId) {
        let xml = self.xml;
        for node in xml.children(parent) {
            match xml.name(node) {
                "r" => self.run(node),
                "hyperlink" => {
                    let anchor = || xml.get(node, "anchor").map(|name| format!("#{name}"));
                    let target = xml.get(node, "id").and_then(|id| self.links.get(&*id).cloned()).or_else(anchor);
                    self.linked(node, target);
                }
                "fldSimple" => {
                    let target = xml.get(node, "instr").and_then(|instruction| hyperlink(&instruction));
                    self.linked(node, target);
                }
                "AlternateContent" => {
                    if let Some(node) = chosen(xml, node) {
                        self.inline(node);
                    }
                }
                "smartTag" | "sdt" | "sdtContent" | "customXml" | "dir" | "bdo" => self.inline(node),
                "oMath" | "oMathPara" => {
                    let words = xml.words(node);
                    self.text(&words);
                }
                name => {
                    if self.change(name) == Some(true) {
                        self.inline(node);
                    }
                }
            }
        }
    }

    fn linked(&mut self, node: NodeId, target: Option<String>) {
        match target {
            Some(target) => {
                self.writer.mark(MarkKind::Link, Some(&target));
                self.inline(node);
                self.writer.end_mark();
            }
            None => self.inline(node),
        }
    }

    fn text(&mut self, text: &str) {
        // The text of a field's instruction is not displayed.
        if text.is_empty() || self.fields.last().is_some_and(|field| !field.shown) {
            return;
        }
        if let Some(lead) = self.lead.take() {
            self.writer.verbatim(&lead);
        }
        if text.contains(['\n', '\r']) {
            self.writer.verbatim(&text.replace(['\n', '\r'], " "));
        } else {
            self.writer.verbatim(text);
        }
    }

    fn run(&mut self, run: NodeId) {
        let xml = self.xml;
        let mut marks = Marks::default();
        if let Some(properties) = xml.child(run, "rPr").and_then(|node| self.of_version(node, "rPr")) {
            let style = xml.child(properties, "rStyle").and_then(|n| xml.get(n, "val")).unwrap_or_default();
            marks = Marks::of(xml, properties).or(self.parts.styles.marks(&style));
        }
        if marks.hidden == Some(true) {
            return;
        }
        let kinds =
            [(marks.bold, MarkKind::Strong), (marks.italic, MarkKind::Emphasis), (marks.strike, MarkKind::Strike)];
        let set: Vec<MarkKind> = kinds.into_iter().filter(|(on, _)| *on == Some(true)).map(|(_, kind)| kind).collect();
        // A field's link may begin or end in a run: marks must not cross it.
        let field = xml.children(run).any(|node| xml.name(node) == "fldChar");
        let set = if field { Vec::new() } else { set };
        set.iter().for_each(|kind| self.writer.mark(*kind, None));
        self.in_run(run);
        set.iter().for_each(|_| self.writer.end_mark());
    }

    fn in_run(&mut self, run: NodeId) {
        let xml = self.xml;
        for node in xml.children(run) {
            match xml.name(node) {
                "t" | "delText" => {
                    for part in xml.children(node) {
                        if let Some(text) = xml.text(part) {
                            self.text(&text);
                        }
                    }
                }
                "tab" | "ptab" => self.text("\t"),
                "br" if xml.get(node, "type").is_some_and(|kind| kind != "textWrapping") => self.text(" "),
                "br" | "cr" => self.writer.line_break(),
                "noBreakHyphen" => self.text("\u{2011}"),
                "sym" => self.symbol(node),
                "footnoteReference" => self.note(0, node),
                "endnoteReference" => self.note(1, node),
                "commentReference" => self.comments.extend(xml.get(node, "id").map(std::borrow::Cow::into_owned)),
                "fldChar" => self.field(node),
                "instrText" => {
                    if let Some(field) = self.fields.last_mut().filter(|field| !field.shown) {
                        field.instruction.push_str(&xml.words(node));
                        field.instruction.push(' ');
                    }
                }
                "AlternateContent" => {
                    if let Some(node) = chosen(xml, node) {
                        self.in_run(node);
                    }
                }
                "drawing" | "pict" | "object" => self.text_boxes(node),
                "ruby" => {
                    if let Some(base) = xml.child(node, "rubyBase") {
                        self.inline(base);
                    }
                }
                _ => {}
            }
        }
    }

    /// A character of a font of symbols: those without a meaning outside the font are shown as a box.
    fn symbol(&mut self, node: NodeId) {
        let point = self.xml.get(node, "char").and_then(|hex| u32::from_str_radix(&hex, 16).ok());
        let shown = point.filter(|point| !(0xe000..=0xf8ff).contains(point)).and_then(char::from_u32).unwrap_or('□');
        self.text(shown.encode_utf8(&mut [0; 4]));
    }

    fn note(&mut self, which: usize, node: NodeId) {
        let Some(id) = self.xml.get(node, "id") else { return };
        let number = u32::try_from(self.notes[which].len() + 1).unwrap_or(u32::MAX);
        let label = if which == 0 { number.to_string() } else { Style::LowerRoman.write(number) };
        if let Some(lead) = self.lead.take() {
            self.writer.verbatim(&lead);
        }
        self.writer.footnote(&label);
        self.notes[which].push((label, id.into_owned()));
    }

    fn field(&mut self, node: NodeId) {
        match self.xml.get(node, "fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.shown = true;
                    if let Some(target) = hyperlink(&field.instruction) {
                        field.link = true;
                        self.writer.mark(MarkKind::Link, Some(&target));
                    }
                }
            }
            Some("end") if self.fields.pop().is_some_and(|field| field.link) => self.writer.end_mark(),
            _ => {}
        }
    }

    /// Collects the outermost text boxes of a drawing.
    fn text_boxes(&mut self, node: NodeId) {
        let xml = self.xml;
        for child in xml.children(node) {
            match xml.name(child) {
                "txbxContent" => self.boxes.push(child),
                "AlternateContent" => {
                    if let Some(child) = chosen(xml, child) {
                        self.text_boxes(child);
                    }
                }
                _ => self.text_boxes(child),
            }
        }
    }

    fn table(&mut self, table: NodeId) {
        let xml = self.xml;
        let rows = inside(xml, table, "tr");
        let cells: Vec<Vec<NodeId>> = rows.iter().map(|&row| inside(xml, row, "tc")).collect();
        // One cell is a frame around text; a table in a cell is read as that cell's words.
        let frame = cells.iter().all(|cells| cells.len() <= 1);
        for (row, cells) in rows.into_iter().zip(cells) {
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
        let span = property("gridSpan").and_then(|node| xml.get(node, "val")).and_then(|n| n.parse::<usize>().ok());
        for _ in 1..span.unwrap_or(1).clamp(1, 64) {
            self.writer.cell(None);
        }
    }
}

/// Rows of a table or cells of a row, including those in content controls.
fn inside(xml: &Xml<'_>, parent: NodeId, name: &str) -> Vec<NodeId> {
    let mut out = Vec::new();
    for node in xml.children(parent) {
        match xml.name(node) {
            found if found == name => out.push(node),
            "sdt" | "sdtContent" | "customXml" => out.extend(inside(xml, node, name)),
            _ => {}
        }
    }
    out
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

/// The target in `HYPERLINK "https://…" \o "…"`.
fn hyperlink(instruction: &str) -> Option<String> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?.trim();
    let (local, rest) = match rest.strip_prefix("\\l") {
        Some(rest) => (true, rest.trim()),
        None => (false, rest),
    };
    let target = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split_whitespace().next()?,
    };
    (!target.is_empty()).then(|| if local { format!("#{target}") } else { target.to_owned() })
}
