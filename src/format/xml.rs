//! XML as a tree, for office files, books and feeds. Malformed XML is read as far as possible.
//!
//! The scanner is that of web pages: it loads no external entities and resolves only character references.

use std::borrow::Cow;
use std::ops::Range;

use super::error::Error;
use super::formula::Elements;
use super::html::entities::decode;
use super::html::scan::{Scanner, Tag, Token};
use super::nodes::{self, Node, cdata};
use crate::text::cancel::Stop;
use crate::text::one_line;

pub(in crate::format) use super::nodes::NodeId;

/// Maximum depth; deeper elements become children of the one at this depth.
const XML_DEPTH: usize = 512;

/// A document of XML.
#[derive(Debug)]
pub(in crate::format) struct Xml<'a> {
    nodes: Vec<Node<Kind<'a>>>,
    /// Whether the text ends inside an element.
    is_cut: bool,
    /// Whether there are elements at the maximum depth.
    is_deep: bool,
}

#[derive(Debug)]
enum Kind<'a> {
    Element(Tag<'a>),
    /// Text; whether character references are resolved in it.
    Text(&'a str, bool),
}

impl<'a> Xml<'a> {
    /// The tree of a document. Node 0 is the document itself.
    ///
    /// Fails if there are too many elements, or once `stop` is set.
    pub(in crate::format) fn new(text: &'a str, stop: Stop<'_>) -> Result<Self, Error> {
        let mut nodes = vec![Node { parent: 0, end: 0, kind: Kind::Element(Tag::default()) }];
        let mut open: Vec<NodeId> = vec![0];
        let mut is_deep = false;
        for (range, token) in Scanner::xml(text) {
            let part = text.get(range).unwrap_or("");
            let kind = match token {
                Token::Text | Token::Raw { .. } => Kind::Text(part, true),
                Token::Cdata => Kind::Text(cdata(part), false),
                Token::Open(tag) => Kind::Element(tag),
                Token::Close(name) => {
                    let is_named =
                        |&at: &usize| matches!(&nodes[open[at]].kind, Kind::Element(tag) if tag.name == name);
                    if let Some(at) = (1..open.len()).rev().find(is_named) {
                        let end = nodes.len();
                        open.drain(at..).for_each(|node| nodes[node].end = end);
                    }
                    continue;
                }
                Token::Other => {
                    stop.check()?;
                    continue;
                }
            };
            let opens = matches!(&kind, Kind::Element(tag) if !tag.closed);
            let id = nodes::push(&mut nodes, open.last().copied().unwrap_or(0), kind, stop)?;
            if opens && open.len() < XML_DEPTH {
                open.push(id);
            } else {
                is_deep |= opens;
            }
        }
        let (end, is_cut) = (nodes.len(), open.len() > 1);
        open.into_iter().for_each(|node| nodes[node].end = end);
        Ok(Self { nodes, is_cut, is_deep })
    }

    /// What is wrong with a text that ends inside an element, in a phrase.
    pub(in crate::format) fn fault(&self) -> Option<Box<str>> {
        self.is_cut.then(|| "it ends in the middle of its XML".into())
    }

    /// The error of a document in which no text is found.
    pub(in crate::format) const fn no_text(&self) -> Error {
        if self.is_deep { Error::Depth(XML_DEPTH) } else { Error::NoText }
    }

    /// The number of nodes.
    pub(in crate::format) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The element's name without its prefix; empty for text.
    pub(in crate::format) fn name(&self, node: NodeId) -> &'a str {
        match self.nodes.get(node).map(|node| &node.kind) {
            Some(Kind::Element(tag)) => local(tag.name),
            _ => "",
        }
    }

    /// The value of an attribute, by its name without prefix.
    pub(in crate::format) fn get(&self, node: NodeId, attribute: &str) -> Option<Cow<'a, str>> {
        match self.nodes.get(node).map(|node| &node.kind) {
            Some(Kind::Element(tag)) => {
                tag.attributes().find(|(key, _)| local(key) == attribute).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The text of a text node.
    pub(in crate::format) fn text(&self, node: NodeId) -> Option<Cow<'a, str>> {
        match self.nodes.get(node).map(|node| &node.kind) {
            Some(Kind::Text(text, true)) => Some(decode(text)),
            Some(Kind::Text(text, false)) => Some((*text).into()),
            _ => None,
        }
    }

    /// The node and its descendants, in document order.
    pub(in crate::format) fn subtree(&self, node: NodeId) -> Range<NodeId> {
        nodes::subtree(&self.nodes, node)
    }

    /// The parent of a node; that of the document is the document.
    pub(in crate::format) fn parent(&self, node: NodeId) -> NodeId {
        self.nodes.get(node).map_or(0, |n| n.parent)
    }

    /// The children of a node.
    pub(in crate::format) fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + use<'_, 'a> {
        nodes::children(&self.nodes, node)
    }

    /// The elements of this name below a node, also below others that `enters` by their names.
    pub(in crate::format) fn below(&self, node: NodeId, name: &str, enters: fn(&str) -> bool) -> Vec<NodeId> {
        let mut out = Vec::new();
        for child in self.children(node) {
            match self.name(child) {
                found if found == name => out.push(child),
                other if enters(other) => out.extend(self.below(child, name, enters)),
                _ => {}
            }
        }
        out
    }

    /// The children of this name.
    pub(in crate::format) fn named<'n>(
        &self,
        node: NodeId,
        name: &'n str,
    ) -> impl Iterator<Item = NodeId> + use<'_, 'a, 'n> {
        self.children(node).filter(move |&child| self.name(child) == name)
    }

    /// The first child of this name.
    pub(in crate::format) fn child(&self, node: NodeId, name: &str) -> Option<NodeId> {
        self.named(node, name).next()
    }

    /// The first descendant of a node with this name.
    pub(in crate::format) fn find(&self, node: NodeId, name: &str) -> Option<NodeId> {
        self.subtree(node).skip(1).find(|&n| self.name(n) == name)
    }

    /// The text of a node without that of a node in it, white space folded.
    pub(in crate::format) fn words_without(&self, node: NodeId, excluded: NodeId) -> String {
        let excluded = self.subtree(excluded);
        let text: String = self.subtree(node).filter(|n| !excluded.contains(n)).filter_map(|n| self.text(n)).collect();
        one_line(&text)
    }

    /// Whether the words of a paragraph that contains a node, or of one beside it, are these: those of a caption.
    pub(in crate::format) fn is_beside(&self, node: NodeId, words: &str) -> bool {
        /// Longer ones are not searched: a bound on time.
        const PARAGRAPH_NODES: usize = 200;
        let mut paragraph = node;
        while self.name(paragraph) != "p" {
            if paragraph == 0 {
                return false;
            }
            paragraph = self.parent(paragraph);
        }
        let is_paragraph = |&n: &NodeId| self.name(n) == "p";
        // White space may be between them.
        let next = (self.subtree(paragraph).end..self.len()).take(2).find(is_paragraph);
        let before = (self.parent(paragraph)..paragraph).rev().take(PARAGRAPH_NODES).find(is_paragraph);
        [Some(paragraph), next, before]
            .into_iter()
            .flatten()
            .any(|n| self.subtree(n).len() <= PARAGRAPH_NODES && self.words_without(n, node) == words)
    }

    /// All text of a node, white space folded.
    pub(in crate::format) fn words(&self, node: NodeId) -> String {
        let mut out = String::new();
        for node in self.subtree(node) {
            if let Some(text) = self.text(node) {
                out.push_str(&text);
            }
        }
        one_line(&out)
    }
}

impl Elements for Xml<'_> {
    fn element(&self, node: NodeId) -> &str {
        self.name(node)
    }

    fn characters(&self, node: NodeId) -> Option<Cow<'_, str>> {
        self.text(node)
    }

    fn attribute(&self, node: NodeId, name: &str) -> Option<Cow<'_, str>> {
        self.get(node, name)
    }

    fn within(&self, node: NodeId) -> Vec<NodeId> {
        self.children(node).collect()
    }

    fn end(&self, node: NodeId) -> NodeId {
        self.subtree(node).end
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_attributes_and_text() {
        let text = "<?xml version='1.0'?><a:b x:id='1' id='2'><c/><title>x &lt;<![CDATA[<y>]]></title></a:b>";
        let xml = Xml::new(text, Stop::NEVER).unwrap();
        let root = xml.child(0, "b").expect("the root");
        assert_eq!(xml.get(root, "id").as_deref(), Some("1"));
        let names: Vec<_> = xml.children(root).map(|n| xml.name(n)).collect();
        assert_eq!((names, xml.words(root)), (vec!["c", "title"], "x <<y>".to_owned()));
    }

    #[test]
    fn depth_and_entities_are_bounded() {
        let deep = "<a>".repeat(100_000);
        assert_eq!(Xml::new(&deep, Stop::NEVER).unwrap().len(), 100_001);
        let bomb = "<!DOCTYPE a [<!ENTITY b \"&c;&c;\"><!ENTITY c \"x\">]><a>&b;</a>";
        let xml = Xml::new(bomb, Stop::NEVER).unwrap();
        assert!(xml.words(0).contains("&b;"));
    }

    #[test]
    fn the_number_of_elements_is_limited() {
        let many = "<a/>".repeat(nodes::MAX_NODES);
        assert_eq!(Xml::new(&many, Stop::NEVER).err(), Some(Error::Elements(nodes::MAX_NODES)));
        let most = many.get(4..).unwrap();
        assert_eq!(Xml::new(most, Stop::NEVER).unwrap().len(), nodes::MAX_NODES);
    }
}
