//! Listings of code: `<pre>`, and what sites write instead: a paragraph a line, a table with the numbers of lines.

use super::Renderer;
use crate::format::html::entities::decode;
use crate::format::html::names;
use crate::format::html::tree::{Kind, NodeId, is_block};
use crate::text::BlockKind;

impl Renderer<'_, '_> {
    /// Preformatted text: every line and space counts. Neighbours of one line each are one listing.
    pub(super) fn pre(&mut self, node: NodeId) {
        if self.writer.in_row() {
            return self.children(node);
        }
        let text = self.raw_text(node);
        let text = text.trim_end().trim_start_matches('\n');
        if text.is_empty() {
            return;
        }
        let is_pre = |node: Option<NodeId>| node.is_some_and(|node| self.tree.name(node) == "pre");
        if !text.contains('\n') && self.neighbours(node).into_iter().any(is_pre) {
            self.write_code_line(text);
        } else {
            self.writer.begin(BlockKind::Code);
            self.writer.verbatim(text);
            self.writer.end();
        }
    }

    /// The text of an element with all its white space.
    fn raw_text(&self, node: NodeId) -> String {
        let mut text = String::new();
        for n in self.tree.subtree(node).take_while(|_| !self.stop.is_set()) {
            match &self.tree.nodes[n].kind {
                Kind::Text(part, _) => text.push_str(&decode(part)),
                Kind::Element("br", _) => text.push('\n'),
                Kind::Element(name, _) if is_block(name) && !text.is_empty() && !text.ends_with('\n') => {
                    text.push('\n');
                }
                Kind::Element(..) => {}
            }
        }
        text.replace("\r\n", "\n")
    }

    fn write_code_line(&mut self, text: &str) {
        self.writer.begin_code_line();
        if !text.is_empty() {
            self.writer.verbatim(text);
        }
        self.writer.end_code_line();
    }

    /// The elements before and after a node, among the children of its parent.
    fn neighbours(&self, node: NodeId) -> [Option<NodeId>; 2] {
        let is_element = |&n: &NodeId| matches!(self.tree.nodes[n].kind, Kind::Element(..));
        let parent = self.tree.nodes[node].parent;
        // White space, and a comment's, may be between them.
        let mut near = self.tree.nodes[node].end..self.tree.nodes[parent].end;
        let next = near.by_ref().take(3).find(is_element).filter(|&n| self.tree.nodes[n].parent == parent);
        let mut before = (parent + 1..node).rev().map_while(|n| {
            let top = std::iter::successors(Some(n), |&n| Some(self.tree.nodes[n].parent));
            top.take(8).find(|&n| self.tree.nodes[n].parent == parent)
        });
        let before = before.by_ref().take(3).find(is_element);
        [before, next]
    }

    /// Whether a paragraph is a line of code, and one beside it too, or has several lines.
    pub(super) fn is_code_line(&self, node: NodeId) -> bool {
        if self.writer.in_row() || !self.has_only_code(node) {
            return false;
        }
        let is_like = |near: Option<NodeId>| {
            near.is_some_and(|near| self.tree.name(near) == self.tree.name(node) && self.has_only_code(near))
        };
        self.tree.subtree(node).any(|n| self.tree.name(n) == "br") || self.neighbours(node).into_iter().any(is_like)
    }

    /// Whether all words of an element are in `<code>` and the like, of which it has some.
    fn has_only_code(&self, node: NodeId) -> bool {
        let mut found = false;
        for child in self.tree.children(node) {
            match &self.tree.nodes[child].kind {
                Kind::Text(text, _) if text.trim().is_empty() => {}
                Kind::Element("code" | "samp" | "tt", _) => found = true,
                Kind::Element("br", _) => {}
                _ => return false,
            }
        }
        found
    }

    /// Writes a paragraph that is a line of code.
    pub(super) fn code_line(&mut self, node: NodeId) {
        let text = self.raw_text(node);
        self.write_code_line(text.trim_matches('\n').trim_end());
    }

    /// Writes a table of two columns that is a listing with the numbers of its lines; whether it is one.
    pub(super) fn listing(&mut self, table: NodeId) -> bool {
        let Some(cells) = self.code_cells(table) else { return false };
        self.writer.end();
        for cell in cells {
            let text = self.raw_text(cell);
            self.write_code_line(text.trim_matches('\n').trim_end());
        }
        true
    }

    /// The cells with the code of a listing: those after a number, or after the numbers of all lines.
    fn code_cells(&self, table: NodeId) -> Option<Vec<NodeId>> {
        if self.writer.in_row() {
            return None;
        }
        let mut found = Vec::new();
        let mut line: Option<u32> = None;
        for row in self.tree.subtree(table).filter(|&n| self.tree.name(n) == "tr") {
            let mut cells = self.tree.children(row).filter(|&n| matches!(self.tree.name(n), "td" | "th"));
            let (Some(numbers), Some(code), None) = (cells.next(), cells.next(), cells.next()) else { return None };
            let is_code = |&n: &NodeId| matches!(self.tree.name(n), "pre" | "code");
            let mut is_next = |word: &str| {
                let number = word.parse().ok();
                let follows = line.is_none_or(|line| number == line.checked_add(1));
                line = number;
                number.is_some() && follows
            };
            let numbered = self.tree.text_of(numbers).split_whitespace().all(&mut is_next);
            let is_named = || names::words(self.tree, code).iter().any(|word| word == "code");
            if !numbered || !(self.tree.subtree(code).any(|n| is_code(&n)) || is_named()) {
                return None;
            }
            found.push(code);
        }
        (!found.is_empty()).then_some(found)
    }
}
