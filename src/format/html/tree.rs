//! A page as a tree. Elements end approximately as in browsers: `<p>` before a block, `<li>` before the next.

use std::borrow::Cow;
use std::ops::Range;

use super::scan::{Scanner, Tag, Token};
use crate::format::error::Error;
use crate::format::formula::{self, Elements};
use crate::format::nodes::{self, Node, cdata};
use crate::text::cancel::Stop;
use crate::text::one_line;

pub(in crate::format) use crate::format::nodes::NodeId;

/// Maximum depth; deeper elements become children of the one at this depth, which real pages do not reach.
const TREE_DEPTH: usize = 256;

/// The kind of a node.
#[derive(Debug)]
pub(in crate::format) enum Kind<'a> {
    /// An element: its name in lower case, or empty if the name is unknown.
    Element(&'static str, Tag<'a>),
    /// Text; whether character references are resolved in it.
    Text(&'a str, bool),
}

/// A page.
#[derive(Debug)]
pub(in crate::format) struct Tree<'a> {
    pub nodes: Vec<Node<Kind<'a>>>,
}

impl<'a> Tree<'a> {
    /// Parses a page. Node 0 is the page itself.
    ///
    /// Fails if there are too many elements, or once `stop` is set.
    pub(in crate::format) fn new(html: &'a str, stop: Stop<'_>) -> Result<Self, Error> {
        let root = Tag::default();
        let nodes = vec![Node { parent: 0, end: 0, kind: Kind::Element("", root) }];
        let mut builder = Builder { tree: Self { nodes }, open: vec![0], stop };
        for (range, token) in Scanner::new(html) {
            let text = html.get(range).unwrap_or("");
            match token {
                Token::Text => builder.text(text, true)?,
                // Scripts and style sheets are not text; JSON-LD is read from a script.
                Token::Raw { references } => builder.text(text, references)?,
                Token::Open(tag) => builder.open(tag)?,
                Token::Close(name) => builder.close(known(name), name),
                Token::Cdata => builder.text(cdata(text), false)?,
                Token::Other => stop.check()?,
            }
        }
        Ok(builder.finish())
    }

    /// The element's name; empty for text and unknown elements.
    pub(in crate::format) fn name(&self, node: NodeId) -> &'static str {
        match self.nodes.get(node).map(|node| &node.kind) {
            Some(Kind::Element(name, _)) => name,
            _ => "",
        }
    }

    /// The element's tag.
    pub(in crate::format) fn tag(&self, node: NodeId) -> Option<&Tag<'a>> {
        match self.nodes.get(node).map(|node| &node.kind) {
            Some(Kind::Element(_, tag)) => Some(tag),
            _ => None,
        }
    }

    /// An attribute's value.
    pub(in crate::format) fn get(&self, node: NodeId, attribute: &str) -> Option<Cow<'a, str>> {
        self.tag(node)?.get(attribute)
    }

    /// The node and its descendants, in document order.
    pub(in crate::format) fn subtree(&self, node: NodeId) -> Range<NodeId> {
        nodes::subtree(&self.nodes, node)
    }

    /// The children of a node.
    pub(in crate::format) fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        nodes::children(&self.nodes, node)
    }

    /// The text of a node, with white space collapsed.
    pub(in crate::format) fn text_of(&self, node: NodeId) -> String {
        let mut out = String::new();
        let within = self.subtree(node);
        let mut next = within.start;
        while next < within.end {
            let node = next;
            next += 1;
            match &self.nodes[node].kind {
                Kind::Text(text, references) => {
                    if *references {
                        out.push_str(&super::entities::decode(text));
                    } else {
                        out.push_str(text);
                    }
                }
                Kind::Element("math", _) => {
                    out.push_str(&formula::of_mathml(self, node));
                    next = self.subtree(node).end.max(next);
                }
                Kind::Element(name, _) if is_block(name) || *name == "br" => out.push(' '),
                Kind::Element(..) => {}
            }
        }
        one_line(&out)
    }
}

impl Elements for Tree<'_> {
    fn element(&self, node: NodeId) -> &str {
        let name = self.tag(node).map_or("", |tag| tag.name);
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    fn characters(&self, node: NodeId) -> Option<Cow<'_, str>> {
        match &self.nodes.get(node)?.kind {
            Kind::Text(text, true) => Some(super::entities::decode(text)),
            Kind::Text(text, false) => Some((*text).into()),
            Kind::Element(..) => None,
        }
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

struct Builder<'s, 'a> {
    tree: Tree<'a>,
    /// The open elements, outermost first.
    open: Vec<NodeId>,
    stop: Stop<'s>,
}

impl<'a> Builder<'_, 'a> {
    fn top(&self) -> NodeId {
        self.open.last().copied().unwrap_or(0)
    }

    fn push(&mut self, kind: Kind<'a>) -> Result<NodeId, Error> {
        let parent = self.top();
        nodes::push(&mut self.tree.nodes, parent, kind, self.stop)
    }

    fn text(&mut self, text: &'a str, references: bool) -> Result<(), Error> {
        if !text.is_empty() {
            self.push(Kind::Text(text, references))?;
        }
        Ok(())
    }

    fn open(&mut self, tag: Tag<'a>) -> Result<(), Error> {
        let name = known(tag.name);
        self.imply_end(name);
        let id = self.push(Kind::Element(name, tag))?;
        // XHTML may close any element in this way.
        let closed = tag.closed && !matches!(name, "p" | "div" | "a" | "span" | "script");
        if !is_void(name) && !closed && self.open.len() < TREE_DEPTH {
            self.open.push(id);
        }
        Ok(())
    }

    /// Ends the elements that the beginning of `name` ends.
    fn imply_end(&mut self, name: &str) {
        let (ends, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "option" => (&["option"], &["select"]),
            "body" => (&["head"], &[]),
            name if is_block(name) => (&["p"], &["td", "th", "table", "button", "object", "li", "div", "blockquote"]),
            _ => return,
        };
        for (at, &node) in self.open.iter().enumerate().skip(1).rev() {
            let open = self.tree.name(node);
            if ends.contains(&open) {
                self.end_from(at);
                return;
            }
            if within.contains(&open) {
                return;
            }
        }
    }

    fn close(&mut self, name: &'static str, written: &str) {
        if is_void(name) {
            return;
        }
        let block = is_block(name);
        for (at, &node) in self.open.iter().enumerate().skip(1).rev() {
            let open = self.tree.name(node);
            let same = open == name
                && (!name.is_empty() || self.tree.tag(node).is_some_and(|t| t.name.eq_ignore_ascii_case(written)));
            if same {
                self.end_from(at);
                return;
            }
            // `</b>` ends nothing outside its block, `</div>` nothing outside its cell.
            let fence = matches!(open, "td" | "th" | "table")
                && !matches!(name, "table" | "tr" | "tbody" | "thead" | "tfoot" | "body" | "html");
            if fence || (!block && is_block(open)) {
                return;
            }
        }
    }

    /// Ends the open elements from index `at` on.
    fn end_from(&mut self, at: usize) {
        let end = self.tree.nodes.len();
        for node in self.open.drain(at..) {
            self.tree.nodes[node].end = end;
        }
    }

    fn finish(mut self) -> Tree<'a> {
        self.end_from(0);
        self.tree
    }
}

/// Elements without content.
pub(in crate::format) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether Markdown shows the tag of an element as text: GitHub disallows it.
pub(in crate::format) fn is_disallowed(name: &str) -> bool {
    let is = |known: &&str| name.eq_ignore_ascii_case(known);
    ["title", "style", "script"].iter().any(is) || ["textarea", "iframe"].iter().any(is) || is_obsolete(name)
}

/// Whether an element once showed its content as it is written.
pub(in crate::format) fn is_obsolete(name: &str) -> bool {
    let is = |known: &&str| name.eq_ignore_ascii_case(known);
    ["xmp", "plaintext"].iter().any(is) || ["noembed", "noframes"].iter().any(is)
}

/// Whether an element begins and ends a paragraph.
pub(in crate::format) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Names of known elements.
const KNOWN: &[&str] = &[
    "a", "abbr", "address", "area", "article", "aside", "audio", "b", "base", "blockquote", "body", "br", "button",
    "canvas", "caption", "center", "cite", "code", "col", "dd", "del", "details", "dfn", "dialog", "div", "dl", "dt",
    "em", "embed", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hgroup", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link",
    "main", "mark", "math", "menu", "meta", "nav", "noscript", "object", "ol", "option", "p", "picture", "pre", "q",
    "rp", "rt", "ruby", "s", "samp", "script", "section", "select", "small", "source", "span", "strike", "strong",
    "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead",
    "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
];

/// The known name in lower case; empty if it is unknown.
pub(in crate::format) fn known(name: &str) -> &'static str {
    let mut small = [0_u8; 12];
    let Some(buffer) = small.get_mut(..name.len()) else { return "" };
    buffer.copy_from_slice(name.as_bytes());
    buffer.make_ascii_lowercase();
    let buffer = &*buffer;
    KNOWN
        .binary_search_by(|known| known.as_bytes().cmp(buffer))
        .ok()
        .and_then(|at| KNOWN.get(at))
        .copied()
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as `p(text b(text))`.
    fn shape(html: &str) -> String {
        fn write(tree: &Tree<'_>, node: NodeId, out: &mut String) {
            match &tree.nodes[node].kind {
                Kind::Text(text, _) => out.push_str(text),
                Kind::Element(name, _) => {
                    out.push_str(name);
                    out.push('(');
                    tree.children(node).for_each(|child| write(tree, child, out));
                    out.push(')');
                }
            }
        }
        let tree = Tree::new(html, Stop::NEVER).unwrap();
        let mut out = String::new();
        tree.children(0).for_each(|child| write(&tree, child, &mut out));
        out
    }

    #[test]
    fn elements_end_as_in_browsers() {
        for (html, tree) in [
            ("<p>one<p>two", "p(one)p(two)"),
            ("<ul><li>a<ul><li>b</ul><li>c</ul>d", "ul(li(aul(li(b)))li(c))d"),
            ("<table><tr><td>1<td>2<tr><td>3</table>", "table(tr(td(1)td(2))tr(td(3)))"),
            ("<p>a <b>c</p>d</b>", "p(a b(c))d"),
            ("<DIV>a</div></div>b<br/>c<x-y/>d", "div(a)bbr()c()d"),
            ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a)dd(b)dt(c))"),
        ] {
            assert_eq!(shape(html), tree, "{html}");
        }
    }

    #[test]
    fn names_are_in_order() {
        assert!(KNOWN.windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    fn depth_is_bounded() {
        let html = "<div>".repeat(100_000);
        let tree = Tree::new(&html, Stop::NEVER).unwrap();
        assert_eq!(tree.nodes.len(), 100_001);
    }
}
