//! A page as a document.

use super::article::{self, Article};
use super::counts::{RUNNING_CHARS, measure};
use super::facts::{Facts, facts};
use super::names;
use super::render::Renderer;
use super::title::{self, similarity};
use super::tree::{Kind, NodeId, Tree, is_block};
use crate::format::error::Error;
use crate::format::news::metadata::metadata;
use crate::format::structured;
use crate::format::writer::Writer;
use crate::text::cancel::Stop;
use crate::text::{About, Block, BlockKind, Document, Format, Found, Mark};

/// How many bytes are searched for a declared encoding: browsers examine 1024, some sites need more.
const CHARSET_SEARCH_BYTES: usize = 4096;

/// Maximum length of a byline, in bytes.
const BYLINE_BYTES: usize = 160;

/// Minimum common beginning of a paragraph and the page's description, in characters, for the paragraph to be a
/// standfirst.
const STANDFIRST_CHARS: usize = 40;

/// The encoding declared by a page: `<meta charset="…">`, `<meta … content="text/html; charset=…">`, or that of an XML
/// declaration.
pub(in crate::format) fn charset(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..CHARSET_SEARCH_BYTES).unwrap_or(bytes).to_ascii_lowercase();
    for key in ["charset", "encoding"] {
        let mut from = 0;
        while let Some(at) = memchr::memmem::find(head.get(from..)?, key.as_bytes()) {
            from += at + key.len();
            let rest = head.get(from..)?.trim_ascii_start();
            let Some(value) = rest.strip_prefix(b"=") else { continue };
            let value = value.trim_ascii_start();
            let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
            let label: Vec<u8> =
                value.iter().copied().take_while(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(b)).collect();
            if !label.is_empty() {
                return String::from_utf8(label).ok();
            }
        }
    }
    None
}

/// Reads a page: its article, or all of it with `whole`. Incomplete, or any error, once `stop` is set.
pub(in crate::format) fn document(html: &str, whole: bool, stop: Stop<'_>) -> Result<Document, Error> {
    let tree = Tree::new(html, stop)?;
    let facts = facts(&tree, stop);
    let url = facts.url.as_ref().map(|found| found.value.as_str());
    let mut found =
        if whole { article::whole(&tree, stop) } else { article::find(&tree, facts.any_title(), url, stop) };
    let headline = Page { tree: &tree, facts: &facts, found: &found, whole, stop }.headline();
    if let Some(headline) = headline.filter(|_| !whole) {
        article::drop_beside_headline(&tree, &mut found, headline);
    }
    let Written { text, blocks, marks, anchors } =
        Page { tree: &tree, facts: &facts, found: &found, whole, stop }.write(headline);
    stop.check()?;
    if blocks.is_empty() {
        return if whole { Err(Error::NoText) } else { document(html, true, stop) };
    }
    let blocks = structured::recognised(&text, blocks, stop);
    let about = about(facts, metadata(&text, &blocks), &blocks);
    let mut document = Document::new(text.into(), blocks, about);
    document.format = Format::Html;
    (document.marks, document.anchors) = (marks, anchors);
    Ok(document)
}

/// What is written of a page.
struct Written {
    text: String,
    blocks: Vec<Block>,
    marks: Vec<Mark>,
    anchors: Vec<(Box<str>, u32)>,
}

struct Page<'p, 'a> {
    tree: &'p Tree<'a>,
    facts: &'p Facts,
    found: &'p Article,
    whole: bool,
    stop: Stop<'p>,
}

impl Page<'_, '_> {
    fn write(&self, headline: Option<NodeId>) -> Written {
        let byline = headline.filter(|_| !self.whole).and_then(|headline| self.byline(headline));
        let mut renderer = Renderer {
            tree: self.tree,
            dropped: &self.found.dropped,
            headline: None,
            byline: None,
            writer: Writer::default(),
            pictures: None,
            stop: self.stop,
        };
        let root = self.found.root;
        if self.whole {
            renderer.node(root);
        } else {
            let stated = || self.facts.title.as_ref().map(|found| found.value.clone());
            let is_title = |words: &String| !words.is_empty();
            if let Some(words) = headline.map(|node| self.tree.text_of(node)).or_else(stated).filter(is_title) {
                renderer.writer.begin(BlockKind::Headline);
                renderer.writer.words(&words);
                renderer.writer.end();
            }
            self.between(headline, byline, &mut renderer);
            renderer.headline = headline;
            renderer.byline = byline;
            renderer.node(root);
        }
        let anchors = renderer.writer.take_anchors();
        let (text, mut blocks, marks) = renderer.writer.finish();
        if self.whole {
            if let Some(first) = blocks.iter_mut().find(|block| block.kind == BlockKind::Heading && block.level == 1) {
                first.kind = BlockKind::Headline;
            }
        } else {
            // A heading at the end has no content: what followed was dropped.
            while blocks.len() > 1 && blocks.last().is_some_and(|block| block.kind == BlockKind::Heading) {
                blocks.pop();
            }
        }
        let end = blocks.last().map_or(0, |block| block.span.end as usize);
        let marks = marks.into_iter().filter(|mark| mark.span.end as usize <= end).collect();
        Written { text: text.get(..end).unwrap_or("").to_owned(), blocks, marks, anchors }
    }

    /// The headline element: the heading most similar to the declared title, otherwise a paragraph that is this title
    /// above the first `<h1>`, as word processors write it, otherwise that.
    fn headline(&self) -> Option<NodeId> {
        let title = self.facts.any_title();
        let last = self.tree.nodes[self.found.root].end;
        let headings = (1..last).filter(|&node| matches!(self.tree.name(node), "h1" | "h2") && !self.is_dropped(node));
        let mut best: Option<(usize, NodeId)> = None;
        for (i, node) in headings.take(40).enumerate() {
            let words = self.tree.text_of(node);
            if words.is_empty() {
                continue;
            }
            let first = self.tree.name(node) == "h1";
            let alike = title.map_or(0, |title| similarity(&words, title));
            let score = alike * 2 + usize::from(first) * 50;
            // A heading that is neither the title nor the page's first heading belongs to a section.
            if (alike >= 50 || (first && i < 8)) && best.is_none_or(|(most, _)| score > most) {
                best = Some((score, node));
            }
        }
        let heading = best.map(|(_, node)| node);
        let is_titled = |node: NodeId| title.is_some_and(|title| similarity(&self.tree.text_of(node), title) >= 50);
        if heading.is_some_and(is_titled) {
            return heading;
        }
        let is_title = |&node: &NodeId| {
            self.tree.name(node) == "p"
                && title.is_some_and(|title| self.tree.text_of(node) == title)
                && !self.is_dropped(node)
        };
        // Some sites have their name as the first heading, and the title as a lower one.
        let lower =
            || title.and_then(|title| title::headings(self.tree, title).into_iter().find(|&n| !self.is_dropped(n)));
        (1..heading.unwrap_or(last).min(last)).find(is_title).or_else(lower).or(heading)
    }

    fn is_dropped(&self, node: NodeId) -> bool {
        let mut at = node;
        while at != 0 {
            if self.found.dropped[at] {
                return true;
            }
            at = self.tree.nodes[at].parent;
        }
        false
    }

    /// The element after the headline with the names of the writers.
    fn byline(&self, headline: NodeId) -> Option<NodeId> {
        let end = self.tree.nodes[self.found.root].end;
        let start = self.tree.nodes[headline].end;
        let names_writer = |node: &NodeId| {
            let Kind::Element(name, tag) = &self.tree.nodes[*node].kind else { return false };
            if !matches!(*name, "p" | "div" | "span" | "a" | "address" | "" | "section" | "li") || !tag.has_attributes()
            {
                return false;
            }
            let stated = tag.get("rel").is_some_and(|rel| rel == "author")
                || tag.get("itemprop").is_some_and(|property| property == "author");
            stated || names::is_byline(&names::words(self.tree, *node))
        };
        let near = |node: &NodeId| {
            let words = self.tree.text_of(*node);
            words.len() > 3 && words.len() <= BYLINE_BYTES && !self.is_dropped(*node)
        };
        (start..end).take(600).filter(names_writer).find(near)
    }

    /// Writes what is between the headline and the article, if that is outside: a standfirst, the byline, captions.
    fn between(&self, headline: Option<NodeId>, byline: Option<NodeId>, renderer: &mut Renderer<'_, '_>) {
        let Some(headline) = headline else { return };
        let root = self.found.root;
        let mut captions = Vec::new();
        let mut node = self.tree.nodes[headline].end;
        while node < root && !self.stop.is_set() {
            let inside = self.tree.subtree(node).contains(&root);
            let mut next = node + 1;
            let apart = !inside && is_block(self.tree.name(node)) && !self.is_dropped(node);
            if apart && Some(node) != byline && (self.is_standfirst(node) || self.is_running(node)) {
                renderer.writer.begin(BlockKind::Paragraph);
                renderer.node(node);
                renderer.writer.end();
                next = self.tree.nodes[node].end;
            } else if apart && self.tree.name(node) == "figcaption" {
                captions.push(node);
            }
            node = next.max(node + 1);
        }
        if let Some(byline) = byline {
            renderer.writer.begin(BlockKind::Byline);
            renderer.writer.words(&self.tree.text_of(byline));
            renderer.writer.end();
        }
        captions.into_iter().for_each(|node| renderer.node(node));
    }
}

impl Page<'_, '_> {
    /// Whether an element is a paragraph of running text.
    fn is_running(&self, node: NodeId) -> bool {
        let is_link = |n: NodeId| self.tree.name(n) == "a";
        let (chars, ends) = measure(&self.tree.text_of(node));
        self.tree.name(node) == "p" && ends > 0 && chars >= RUNNING_CHARS && !self.tree.subtree(node).any(is_link)
    }

    /// Whether an element has the description that a page shows under its headline.
    fn is_standfirst(&self, node: NodeId) -> bool {
        if names::is_standfirst(&names::words(self.tree, node)) {
            return true;
        }
        let Some(description) = self.facts.description.as_deref().filter(|d| d.len() >= STANDFIRST_CHARS) else {
            return false;
        };
        let words = self.tree.text_of(node);
        words.len() < description.len() * 2
            && description.chars().take(STANDFIRST_CHARS).eq(words.chars().take(STANDFIRST_CHARS))
    }
}

/// The metadata of a page: machine-readable metadata takes precedence over the text.
fn about(facts: Facts, text: About, blocks: &[Block]) -> About {
    let one = |found: Option<Found<String>>| found.and_then(|found| found.from.text(Some(found.value)));
    let many = |found: Option<Found<Vec<String>>>| found.and_then(|found| found.from.texts(found.value));
    let titled = blocks.iter().any(|block| block.kind == BlockKind::Headline);
    About {
        title: if titled { text.title.clone() } else { one(facts.title).or(text.title.clone()) },
        authors: many(facts.authors).or(text.authors.clone()),
        published: one(facts.published).or(text.published.clone()),
        modified: one(facts.modified).or(text.modified.clone()),
        url: one(facts.url),
        language: one(facts.language),
        tags: many(facts.tags),
        ..text
    }
}
