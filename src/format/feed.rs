//! Feeds saved as files: RSS, Atom, JSON Feed. Each entry is a document.

use serde_json::Value as Json;

use super::error::Error;
use super::html::render::write_page;
use super::html::tree::{Tree, is_void};
use super::json;
use super::writer::Writer;
use super::xml::{NodeId, Xml};
use crate::text::cancel::Stop;
use crate::text::{About, BlockKind, Digest, Document, Format, Found, Origin, Value};

/// An entry.
#[derive(Debug, Default)]
pub(super) struct Entry {
    title: Option<String>,
    authors: Vec<String>,
    link: Option<String>,
    published: Option<String>,
    modified: Option<String>,
    language: Option<String>,
    tags: Vec<String>,
    /// Its text as HTML.
    html: String,
}

impl Entry {
    const fn is_empty(&self) -> bool {
        self.title.is_none() && self.html.is_empty()
    }
}

/// The entries of a feed, and what is wrong with it, in a phrase. Incomplete, or any error, once `stop` is set.
pub(super) fn entries(text: &str, stop: Stop<'_>) -> Result<(Vec<Entry>, Option<Box<str>>), Error> {
    if is_json(text) {
        let json = json::parse(text, stop)?;
        let items = json.get("items").and_then(Json::as_array);
        return Ok((items.into_iter().flatten().map(|item| of_json(&json, item)).collect(), None));
    }
    let xml = Xml::new(text, stop)?;
    let nodes = (0..xml.len()).filter(|&node| matches!(xml.name(node), "item" | "entry"));
    // Entries have the same parent nearly always, whose other children are searched once.
    let mut above: Option<(NodeId, Above)> = None;
    let of = |node: NodeId| {
        let parent = xml.parent(node);
        let known = above.take().filter(|(known, _)| *known == parent).map(|(_, known)| known);
        let known = known.unwrap_or_else(|| Above::of(&xml, parent));
        let entry = of_xml(&xml, node, &known);
        above = Some((parent, known));
        entry
    };
    let entries: Vec<Entry> = nodes.take_while(|_| !stop.is_set()).map(of).collect();
    match xml.no_text() {
        deep @ Error::Depth(_) if entries.iter().all(Entry::is_empty) => Err(deep),
        _ => Ok((entries, xml.fault())),
    }
}

fn is_json(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// What the feed states for its entries.
struct Above {
    /// The authors of entries without any, in Atom.
    authors: Vec<String>,
    language: Option<String>,
}

impl Above {
    fn of(xml: &Xml<'_>, feed: NodeId) -> Self {
        let authors = if xml.name(feed) == "feed" { authors(xml, feed) } else { Vec::new() };
        Self { authors, language: language(xml, feed) }
    }
}

fn authors(xml: &Xml<'_>, of: NodeId) -> Vec<String> {
    let found = xml.children(of).filter(|&n| matches!(xml.name(n), "author" | "creator"));
    let names = found.map(|author| xml.child(author, "name").map_or_else(|| xml.words(author), |n| xml.words(n)));
    names.filter(|name| !name.is_empty()).collect()
}

fn of_xml(xml: &Xml<'_>, node: NodeId, above: &Above) -> Entry {
    let words = |name: &str| xml.child(node, name).map(|n| xml.words(n)).filter(|words| !words.is_empty());
    let any = |names: &[&str]| names.iter().find_map(|name| words(name));
    let mut entry = Entry {
        title: words("title").map(|title| plain(&title)),
        published: any(&["pubDate", "published", "issued", "date"]),
        modified: any(&["updated", "modified"]),
        tags: xml
            .named(node, "category")
            .map(|n| xml.get(n, "term").map_or_else(|| xml.words(n), Into::into))
            .collect(),
        language: language(xml, node).or_else(|| above.language.clone()),
        ..Entry::default()
    };
    entry.authors = authors(xml, node);
    if entry.authors.is_empty() {
        entry.authors.clone_from(&above.authors);
    }
    let links = || xml.named(node, "link");
    let alternate = links().find(|&n| xml.get(n, "rel").is_none_or(|rel| rel == "alternate"));
    entry.link = alternate
        .and_then(|n| xml.get(n, "href").map(Into::into).or_else(|| Some(xml.words(n))))
        .filter(|link| !link.is_empty());
    // The whole text comes before the summary: `content:encoded`, `content`, `description`, `summary`.
    let body = ["encoded", "content", "description", "summary"]
        .iter()
        .find_map(|name| xml.children(node).find(|&n| xml.name(n) == *name && xml.subtree(n).len() > 1));
    if let Some(body) = body {
        let plain_text = xml.get(body, "type").is_some_and(|kind| kind == "text");
        let text = raw(xml, body);
        entry.html = match plain_text {
            true => paragraphs(&escaped(&text)),
            // Many feeds have plain text there, with blank lines.
            false if !text.contains('<') => paragraphs(&text),
            false => text,
        };
    }
    entry
}

/// The language that an entry or a feed states.
fn language(xml: &Xml<'_>, node: NodeId) -> Option<String> {
    let stated = xml.child(node, "language").map(|n| xml.words(n)).or_else(|| xml.get(node, "lang").map(Into::into));
    stated.filter(|language| !language.is_empty())
}

/// The text of an element; elements of XHTML in it are written as tags, with the attributes that are read.
fn raw(xml: &Xml<'_>, node: NodeId) -> String {
    let mut out = String::new();
    let mut open: Vec<NodeId> = Vec::new();
    for n in xml.subtree(node).skip(1) {
        while let Some(ended) = open.pop_if(|last| xml.subtree(*last).end <= n) {
            out.push_str(&format!("</{}>", xml.name(ended)));
        }
        match xml.text(n) {
            Some(text) if xml.parent(n) == node => out.push_str(&text),
            Some(text) => out.push_str(&escaped(&text)),
            None => {
                let name = xml.name(n);
                out.push_str(&format!("<{name}"));
                for attribute in ["href", "alt", "colspan", "rowspan", "start"] {
                    if let Some(value) = xml.get(n, attribute) {
                        out.push_str(&format!(" {attribute}=\"{}\"", escaped(&value)));
                    }
                }
                out.push('>');
                if !is_void(name) {
                    open.push(n);
                }
            }
        }
    }
    open.iter().rev().for_each(|n| out.push_str(&format!("</{}>", xml.name(*n))));
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// A title without the tags that some feeds leave in it.
fn plain(text: &str) -> String {
    let tree = Some(text).filter(|text| text.contains(['<', '&'])).and_then(|text| Tree::new(text, Stop::NEVER).ok());
    tree.map_or_else(|| text.to_owned(), |tree| tree.text_of(0))
}

fn of_json(feed: &Json, item: &Json) -> Entry {
    let text =
        |key: &str| item.get(key).and_then(Json::as_str).filter(|text| !text.trim().is_empty()).map(str::to_owned);
    let names = |of: &Json| -> Vec<String> {
        let name = |author: &Json| author.get("name").and_then(Json::as_str).map(str::to_owned);
        let many = of.get("authors").and_then(Json::as_array).map(|all| all.iter().filter_map(name).collect());
        many.unwrap_or_else(|| of.get("author").and_then(name).into_iter().collect())
    };
    let own = names(item);
    Entry {
        title: text("title"),
        authors: if own.is_empty() { names(feed) } else { own },
        link: text("url").or_else(|| text("external_url")),
        published: text("date_published"),
        modified: text("date_modified"),
        language: text("language").or_else(|| feed.get("language").and_then(Json::as_str).map(str::to_owned)),
        tags: item
            .get("tags")
            .and_then(Json::as_array)
            .map_or_else(Vec::new, |tags| tags.iter().filter_map(Json::as_str).map(str::to_owned).collect()),
        html: text("content_html")
            .or_else(|| text("content_text").or_else(|| text("summary")).map(|t| paragraphs(&escaped(&t))))
            .unwrap_or_default(),
    }
}

/// Plain text in HTML, with a paragraph at each blank line.
fn paragraphs(text: &str) -> String {
    let mut out = "<p>".to_owned();
    for line in text.lines() {
        out.push_str(if line.trim().is_empty() { "</p><p>" } else { line });
        out.push('\n');
    }
    out + "</p>"
}

/// The document of an entry. Incomplete, or any error, once `stop` is set.
pub(super) fn document(entry: &Entry, stop: Stop<'_>) -> Result<Document, Error> {
    let mut writer = Writer::default();
    let mut titled = None;
    if let Some(title) = &entry.title {
        writer.begin(BlockKind::Headline);
        writer.words(title);
        titled = writer.end().map(|block| block.span);
    }
    let (text, blocks, marks) = write_page(&entry.html, writer, stop)?.finish();
    if blocks.is_empty() {
        return Err(Error::NoText);
    }
    let from = Origin::Feed;
    let about = About {
        title: titled.map(|span| Found { value: Value::Span(span), from }),
        authors: from.texts(entry.authors.clone()),
        published: from.text(entry.published.clone()),
        modified: from.text(entry.modified.clone()),
        url: from.text(entry.link.clone()),
        language: from.text(entry.language.clone()),
        tags: from.texts(entry.tags.clone()),
        ..About::default()
    };
    let digest = Digest::of(text.as_bytes());
    let mut document = Document::new(text.into(), blocks, about);
    document.format = Format::Feed;
    document.marks = marks;
    Ok(document.of_bytes(digest))
}
