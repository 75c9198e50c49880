//! Converts the elements of a page to blocks and marks.

mod listing;

use super::names;
use super::scan::Tag;
use super::tree::{Kind, NodeId, Tree, is_block};
use crate::format::error::Error;
use crate::format::formula;
use crate::format::pictures::description;
use crate::format::writer::Writer;
use crate::text::cancel::Stop;
use crate::text::{BlockKind, MarkKind, begins_in_any_case};

/// Writes elements of a page.
pub(in crate::format) struct Renderer<'t, 'a> {
    pub(in crate::format) tree: &'t Tree<'a>,
    /// Excluded nodes.
    pub(in crate::format) dropped: &'t [bool],
    /// The headline element.
    pub(in crate::format) headline: Option<NodeId>,
    /// The element with the names of the writers.
    pub(in crate::format) byline: Option<NodeId>,
    pub(in crate::format) writer: Writer,
    /// The number of pictures without a description, where the descriptions of pictures are written.
    pub(in crate::format) pictures: Option<usize>,
    /// Incomplete once it is set.
    pub(in crate::format) stop: Stop<'t>,
}

/// Writes all visible content of a page or a part of one, for formats that hold some. Incomplete once `stop` is set.
pub(in crate::format) fn write_whole(tree: &Tree<'_>, writer: Writer, stop: Stop<'_>) -> Writer {
    write(tree, writer, None, stop).0
}

/// The same for a page of a book, with descriptions of pictures; also the number of pictures that have none.
pub(in crate::format) fn write_book_page(tree: &Tree<'_>, writer: Writer, stop: Stop<'_>) -> (Writer, usize) {
    let (writer, pictures) = write(tree, writer, Some(0), stop);
    (writer, pictures.unwrap_or(0))
}

fn write(tree: &Tree<'_>, writer: Writer, pictures: Option<usize>, stop: Stop<'_>) -> (Writer, Option<usize>) {
    let found = super::article::whole(tree, stop);
    let mut renderer = Renderer { tree, dropped: &found.dropped, headline: None, byline: None, writer, pictures, stop };
    renderer.node(0);
    renderer.writer.end();
    (renderer.writer, renderer.pictures)
}

/// The same from its HTML; fails if it has too many elements.
pub(in crate::format) fn write_page(html: &str, writer: Writer, stop: Stop<'_>) -> Result<Writer, Error> {
    let tree = Tree::new(html, stop)?;
    Ok(write_whole(&tree, writer, stop))
}

impl<'a> Renderer<'_, 'a> {
    /// Writes a node with its descendants; the tree's depth is bounded.
    pub(in crate::format) fn node(&mut self, node: NodeId) {
        if self.dropped[node] || self.stop.is_set() {
            return;
        }
        let tree = self.tree;
        match &tree.nodes[node].kind {
            Kind::Text(text, true) => self.text(&super::entities::decode(text)),
            Kind::Text(text, false) => self.text(text),
            Kind::Element(name, _) => self.element(node, name),
        }
    }

    fn text(&mut self, text: &str) {
        self.writer.words(text);
    }

    fn children(&mut self, node: NodeId) {
        let tree = self.tree;
        for child in tree.children(node) {
            self.node(child);
        }
    }

    fn element(&mut self, node: NodeId, name: &'static str) {
        if self.headline == Some(node) || self.byline == Some(node) {
            return;
        }
        self.anchor(node, name);
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node, name),
            "p" if self.is_in_caption(node) => self.block(node, BlockKind::Caption),
            "p" if !self.is_code_line(node) => self.block(node, self.writer.outline.running()),
            "ul" | "ol" | "menu" => self.list(node, name == "ol"),
            "li" => self.item(node),
            "dt" => self.block(node, BlockKind::Paragraph),
            "blockquote" => {
                self.writer.end();
                self.writer.outline.enter_quote();
                self.children(node);
                self.writer.end();
                self.writer.outline.leave();
            }
            "pre" => self.pre(node),
            "table" if self.listing(node) => {}
            "p" | "div" if self.is_code_line(node) => self.code_line(node),
            "table" if self.is_data(node) => self.table(node),
            "figcaption" | "caption" => self.block(node, BlockKind::Caption),
            "span" if self.is_caption(node) => {
                self.writer.begin(BlockKind::Caption);
                self.children(node);
                self.writer.end();
            }
            "br" => self.line_break(),
            "math" => self.formula(node),
            "img" => self.picture(node),
            "hr" => {
                self.writer.end();
                self.writer.outline.rule();
            }
            "a" => self.link(node),
            "em" | "i" | "cite" | "dfn" | "var" => self.marked(node, MarkKind::Emphasis),
            "b" | "strong" => self.marked(node, MarkKind::Strong),
            "s" | "strike" | "del" => self.marked(node, MarkKind::Strike),
            "code" | "kbd" | "samp" | "tt" => self.marked(node, MarkKind::Code),
            "q" => {
                self.writer.words("“");
                self.children(node);
                self.writer.words("”");
            }
            "sup" if self.is_reference(node) => self.note_reference(node),
            name if is_block(name) => {
                self.writer.end();
                let kind = self.stated_kind(node);
                if let Some(kind) = kind {
                    self.writer.begin(kind);
                }
                self.children(node);
                self.writer.end();
            }
            _ => self.children(node),
        }
    }

    /// Writes a formula in one line; one that is displayed is a block.
    fn formula(&mut self, node: NodeId) {
        let line = formula::of_mathml(self.tree, node);
        let displayed = self.tree.get(node, "display").is_some_and(|display| display == "block");
        if displayed {
            self.writer.begin(self.writer.outline.running());
        }
        self.writer.words(&line);
        if displayed {
            self.writer.end();
        }
    }

    /// Writes the description of a picture, unless it is its caption; one that is empty says that the picture is an
    /// ornament.
    fn picture(&mut self, node: NodeId) {
        let Some(count) = self.pictures else { return };
        let stated = self.tree.get(node, "alt");
        if stated.as_ref().is_some_and(|stated| stated.is_empty()) {
            return;
        }
        let caption = || {
            let parent = self.tree.nodes[node].parent;
            let mut near = self.tree.subtree(parent).filter(|&n| self.tree.name(n) == "figcaption");
            near.next().map(|caption| self.tree.text_of(caption))
        };
        match stated.and_then(|stated| description(&stated)) {
            Some(description) if caption().is_some_and(|caption| caption == description) => {}
            Some(description) => {
                self.writer.mark(MarkKind::Image, None);
                self.writer.words(&description);
                self.writer.end_mark();
            }
            None => self.pictures = Some(count + 1),
        }
    }

    /// Whether an inline element is a caption by its names, beside a picture in a paragraph and not in a caption or a
    /// heading.
    fn is_caption(&self, node: NodeId) -> bool {
        /// Nodes that are searched for the picture.
        const NODES: usize = 40;
        let beside = || self.tree.subtree(self.tree.nodes[node].parent).take(NODES);
        self.tree.tag(node).is_some_and(Tag::has_attributes)
            && !self.writer.in_row()
            && names::is_caption(&names::words(self.tree, node))
            && beside().any(|n| self.tree.name(n) == "img")
            && {
                let mut above = std::iter::successors(Some(node), |&n| Some(self.tree.nodes[n].parent)).skip(1);
                let block = above.find(|&n| n == 0 || is_block(self.tree.name(n)));
                block.is_some_and(|n| matches!(self.tree.name(n), "p" | "div") && !self.is_in_caption(n))
            }
    }

    /// Whether an element is part of a caption.
    fn is_in_caption(&self, node: NodeId) -> bool {
        /// Elements between a caption and its paragraphs.
        const BETWEEN: usize = 4;
        let mut above = std::iter::successors(Some(node), |&n| Some(self.tree.nodes[n].parent)).skip(1).take(BETWEEN);
        above.any(|n| self.tree.name(n) == "figcaption")
    }

    /// Names the place of an element that links can lead to.
    fn anchor(&mut self, node: NodeId, name: &str) {
        let Some(tag) = self.tree.tag(node).filter(|tag| tag.has_attributes()) else { return };
        for attribute in if name == "a" { &["id", "name"][..] } else { &["id"] } {
            if let Some(id) = tag.get(attribute) {
                self.writer.anchor(id.trim());
            }
        }
    }

    /// The kind of an innermost block, as given by its names.
    fn stated_kind(&self, node: NodeId) -> Option<BlockKind> {
        self.tree.tag(node).filter(|tag| tag.has_attributes())?;
        let leaf = self.tree.subtree(node).skip(1).all(|n| !is_block(self.tree.name(n)));
        if !leaf || self.writer.in_row() {
            return None;
        }
        let words = names::words(self.tree, node);
        if names::is_caption(&words) {
            Some(BlockKind::Caption)
        } else if names::is_byline(&words) {
            Some(BlockKind::Byline)
        } else if names::is_date(&words) {
            Some(BlockKind::Dateline)
        } else {
            None
        }
    }

    fn block(&mut self, node: NodeId, kind: BlockKind) {
        let kind = if kind == BlockKind::Paragraph { self.stated_kind(node).unwrap_or(kind) } else { kind };
        self.writer.begin(kind);
        self.children(node);
        self.writer.end();
    }

    fn heading(&mut self, node: NodeId, name: &str) {
        let level = name.as_bytes().get(1).map_or(2, |digit| digit - b'0');
        self.writer.begin(BlockKind::Heading);
        self.writer.outline.level(level);
        self.children(node);
        self.writer.end();
    }

    fn list(&mut self, node: NodeId, numbered: bool) {
        self.writer.end();
        let start = || self.tree.get(node, "start").and_then(|n| n.trim().parse().ok()).unwrap_or(1);
        self.writer.outline.enter_list(numbered.then(start));
        self.children(node);
        self.writer.end();
        self.writer.outline.leave();
    }

    fn item(&mut self, node: NodeId) {
        self.writer.end();
        if let Some(value) = self.tree.get(node, "value").and_then(|n| n.trim().parse().ok()) {
            self.writer.outline.number(value);
        }
        self.writer.outline.item();
        self.children(node);
        self.writer.end();
        self.writer.outline.end_item();
    }

    /// Two line breaks end a paragraph, as in pages without paragraph elements.
    fn line_break(&mut self) {
        if self.writer.is_open() && self.writer.text().ends_with('\n') && !self.writer.in_row() {
            self.writer.end();
        } else {
            self.writer.line_break();
        }
    }

    fn marked(&mut self, node: NodeId, kind: MarkKind) {
        self.writer.mark(kind, None);
        self.children(node);
        self.writer.end_mark();
    }

    fn link(&mut self, node: NodeId) {
        let role = self.tree.get(node, "role");
        // It leads from a note back to its reference.
        if role.as_ref().is_some_and(|role| role == "doc-backlink") {
            return;
        }
        let is_local = self.tree.get(node, "href").is_some_and(|href| href.trim().starts_with('#'));
        // So do the arrows of programs that state no role; a paragraph sign leads to its own heading.
        if is_local && self.is_label(node) && self.is_sign(node) {
            return;
        }
        let refers = || self.tree.get(node, "epub:type").is_some_and(|kind| kind == "noteref");
        let raised =
            || is_local && (self.tree.subtree(node).any(|n| self.tree.name(n) == "sup") || self.is_attached(node));
        if (role.is_some_and(|role| role == "doc-noteref") || refers() || raised()) && self.is_label(node) {
            return self.note_reference(node);
        }
        match self.tree.get(node, "href").filter(|href| is_target(href)) {
            Some(href) => {
                self.writer.mark(MarkKind::Link, Some(href.trim()));
                self.children(node);
                self.writer.end_mark();
            }
            None => self.children(node),
        }
    }

    fn note_reference(&mut self, node: NodeId) {
        let label = self.tree.text_of(node);
        self.writer.footnote(label.trim().trim_matches(['[', ']']));
    }

    /// Whether an element is as short as the label of a note.
    fn is_label(&self, node: NodeId) -> bool {
        self.tree.subtree(node).len() <= 6 && self.tree.text_of(node).chars().count() <= 6
    }

    /// Whether an element is a number that directly follows words: the style of the page raises it.
    fn is_attached(&self, node: NodeId) -> bool {
        let label = self.tree.text_of(node);
        let is_number = !label.is_empty() && label.bytes().all(|b| b.is_ascii_digit());
        is_number && self.writer.has_words() && !self.writer.has_space()
    }

    /// Whether an element has characters, but no letter or digit.
    fn is_sign(&self, node: NodeId) -> bool {
        let text = self.tree.text_of(node);
        !text.trim().is_empty() && !text.contains(char::is_alphanumeric)
    }

    /// `<sup><a href="#note-1">1</a></sup>`
    fn is_reference(&self, node: NodeId) -> bool {
        let is_link = |n| self.tree.name(n) == "a" && self.tree.get(n, "href").is_some_and(|h| h.contains('#'));
        self.is_label(node) && self.tree.subtree(node).any(is_link)
    }

    /// Whether a table has data and is not used for layout: rows of several cells without blocks.
    fn is_data(&self, node: NodeId) -> bool {
        if self.writer.in_row() || self.tree.get(node, "role").is_some_and(|role| role == "presentation") {
            return false;
        }
        let within = || self.tree.subtree(node).skip(1).map(|n| self.tree.name(n));
        let cells = within().filter(|name| matches!(*name, "td" | "th")).count();
        let rows = within().filter(|name| *name == "tr").count();
        let nested = within().any(|name| matches!(name, "table" | "h1" | "h2" | "article" | "blockquote"));
        let headed = within().any(|name| matches!(name, "th" | "thead"));
        let blocks = within().filter(|name| matches!(*name, "p" | "ul" | "ol" | "div" | "h3")).count();
        cells > rows && !nested && (headed || blocks <= cells)
    }

    fn table(&mut self, table: NodeId) {
        self.writer.end();
        self.writer.begin_rows();
        let tree = self.tree;
        for node in tree.subtree(table) {
            if tree.name(node) == "caption" && !self.dropped[node] {
                self.block(node, BlockKind::Caption);
            }
        }
        let mut group = table;
        for row in tree.subtree(table).filter(|&n| tree.name(n) == "tr") {
            // A cell covers rows of its group alone.
            if group != tree.nodes[row].parent {
                group = tree.nodes[row].parent;
                self.writer.begin_rows();
            }
            let cells: Vec<NodeId> = tree.children(row).filter(|&n| matches!(tree.name(n), "td" | "th")).collect();
            let in_head = tree.name(tree.nodes[row].parent) == "thead";
            let head = in_head || (!cells.is_empty() && cells.iter().all(|&n| tree.name(n) == "th"));
            self.writer.row(head);
            for cell in cells {
                let aligned = tree.get(cell, "align");
                self.writer.cell(["left", "center", "right"].into_iter().find(|a| aligned.as_deref() == Some(a)));
                self.children(cell);
                let stated = |name| tree.get(cell, name).and_then(|n| n.trim().parse::<usize>().ok());
                // None is all rows below.
                let rows = stated("rowspan").map_or(1, |rows| if rows == 0 { usize::MAX } else { rows });
                self.writer.cover(stated("colspan").unwrap_or(1), rows);
            }
            self.writer.end_row();
        }
    }
}

/// Whether an address is a usable target.
fn is_target(href: &str) -> bool {
    let href = href.trim();
    !href.is_empty() && href != "#" && !begins_in_any_case(href, "javascript:")
}
