//! What is in a paragraph of a Word file: runs, links, fields, references to notes.

use super::{Body, Field, chosen};
use crate::format::formula;
use crate::format::numbers::Style;
use crate::format::office::docx::styles::Marks;
use crate::format::pictures::description;
use crate::format::xml::NodeId;
use crate::text::{BlockKind, MarkKind};
use std::borrow::Cow;

/// Maximum number of open fields of which one can be a link: a field that is never closed is open to the end of the text.
const FIELD_DEPTH: usize = 16;

impl Body<'_, '_> {
    /// Writes the content of a paragraph, or of an element in one.
    pub(super) fn inline(&mut self, parent: NodeId) {
        let xml = self.xml;
        for node in xml.children(parent) {
            if self.stop.is_set() {
                return;
            }
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
                "bookmarkStart" => self.bookmark(node),
                "smartTag" | "sdt" | "sdtContent" | "customXml" | "dir" | "bdo" => self.inline(node),
                "oMath" | "oMathPara" => {
                    let line = formula::of_word(xml, node, &mut |part| self.change(xml.name(part)) != Some(false));
                    self.text(&line);
                }
                name => {
                    if self.change(name) == Some(true) {
                        self.inline(node);
                    }
                }
            }
        }
    }

    /// The target of a link to a place in the document.
    pub(super) fn bookmark(&mut self, node: NodeId) {
        if let Some(name) = self.xml.get(node, "name") {
            self.writer.anchor(&name);
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
            self.writer.label(&lead);
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
        let kinds = [
            (marks.bold, MarkKind::Strong),
            (marks.italic, MarkKind::Emphasis),
            (marks.strike, MarkKind::Strike),
            (marks.code, MarkKind::Code),
        ];
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
                "commentReference" => self.comments.extend(xml.get(node, "id").map(Cow::into_owned)),
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
                "drawing" | "pict" | "object" => {
                    self.picture(node);
                    self.text_boxes(node);
                }
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
            self.writer.label(&lead);
        }
        self.writer.footnote(&label);
        self.notes[which].push((label, id.into_owned()));
    }

    fn field(&mut self, node: NodeId) {
        match self.xml.get(node, "fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                let depth = self.fields.len();
                if let Some(field) = self.fields.last_mut() {
                    field.shown = true;
                    let target = hyperlink(&field.instruction).filter(|_| depth <= FIELD_DEPTH);
                    if let Some(target) = target {
                        field.link = true;
                        self.writer.mark(MarkKind::Link, Some(&target));
                    }
                }
            }
            Some("end") if self.fields.pop().is_some_and(|field| field.link) => self.writer.end_mark(),
            _ => {}
        }
    }

    /// Writes the description of a picture. Pictures at the margins of pages are left out.
    fn picture(&mut self, node: NodeId) {
        let xml = self.xml;
        let has = |names: [&str; 2]| xml.subtree(node).any(|n| names.contains(&xml.name(n)));
        if self.kind == Some(BlockKind::Furniture) || !has(["blip", "imagedata"]) || has(["txbxContent", "textbox"]) {
            return;
        }
        let stated = |name: &str, attribute: &str| {
            let mut values = xml.subtree(node).filter(|&n| xml.name(n) == name).filter_map(|n| xml.get(n, attribute));
            values.find_map(|value| description(&value))
        };
        let places = [("docPr", "descr"), ("docPr", "title"), ("shape", "alt"), ("imagedata", "title")];
        match places.iter().find_map(|(name, attribute)| stated(name, attribute)) {
            Some(description) if xml.is_beside(node, &description) => {}
            Some(description) => {
                self.writer.mark(MarkKind::Image, None);
                self.text(&description);
                self.writer.end_mark();
            }
            None => self.pictures += 1,
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
