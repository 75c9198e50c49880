//! Pages of a wiki as MediaWiki exports them: the XML of an export, the JSON of `action=query`. Each revision is a document,
//! the oldest first.

mod inline;
mod markup;
mod templates;

use serde_json::Value as Json;

use super::error::Error;
use super::json;
use super::writer::Writer;
use super::xml::Xml;
use crate::text::cancel::Stop;
use crate::text::{About, BlockKind, Digest, Document, Format, Found, Origin, Value};

/// A revision of a page.
#[derive(Debug, Default)]
pub(super) struct Revision {
    title: String,
    time: Option<String>,
    author: Option<String>,
    text: String,
}

/// The revisions of all pages, those of one page by their times, and what is wrong with the file, in a phrase. Incomplete,
/// or any error, once `stop` is set.
pub(super) fn revisions(text: &str, stop: Stop<'_>) -> Result<(Vec<Revision>, Option<Box<str>>), Error> {
    if text.trim_start().starts_with('{') {
        return Ok((of_json(&json::parse(text, stop)?), None));
    }
    let xml = Xml::new(text, stop)?;
    let mut out = Vec::new();
    for page in (0..xml.len()).filter(|&node| xml.name(node) == "page") {
        let title = xml.child(page, "title").map(|node| xml.words(node)).unwrap_or_default();
        let from = out.len();
        for node in xml.named(page, "revision").take_while(|_| !stop.is_set()) {
            let words = |name: &str| xml.child(node, name).map(|n| xml.words(n)).filter(|words| !words.is_empty());
            let author = xml.child(node, "contributor");
            let author =
                author.and_then(|n| xml.child(n, "username").or_else(|| xml.child(n, "ip"))).map(|n| xml.words(n));
            let text = xml.child(node, "text").map(|n| xml.subtree(n).filter_map(|n| xml.text(n)).collect::<String>());
            out.push(Revision {
                title: title.clone(),
                time: words("timestamp"),
                author,
                text: text.unwrap_or_default(),
            });
        }
        sort(&mut out, from);
    }
    Ok((out, xml.fault()))
}

fn of_json(json: &Json) -> Vec<Revision> {
    let Some(pages) = json.get("query").and_then(|query| query.get("pages")) else { return Vec::new() };
    // An object by page ids, or a list since `formatversion=2`.
    let pages: Vec<&Json> = match pages {
        Json::Object(pages) => pages.values().collect(),
        Json::Array(pages) => pages.iter().collect(),
        _ => Vec::new(),
    };
    let mut out = Vec::new();
    for page in pages {
        let title = page.get("title").and_then(Json::as_str).unwrap_or_default();
        let from = out.len();
        for revision in page.get("revisions").and_then(Json::as_array).into_iter().flatten() {
            let text = |key: &str| revision.get(key).and_then(Json::as_str).map(str::to_owned);
            let slot = revision.get("slots").and_then(|slots| slots.get("main")).unwrap_or(revision);
            let content = slot.get("content").or_else(|| slot.get("*")).and_then(Json::as_str);
            out.push(Revision {
                title: title.to_owned(),
                time: text("timestamp"),
                author: text("user"),
                text: content.unwrap_or_default().to_owned(),
            });
        }
        sort(&mut out, from);
    }
    out
}

/// Sorts the revisions of one page, which begin at `from`, oldest first: times of ISO 8601 sort as text.
fn sort(all: &mut [Revision], from: usize) {
    if let Some(page) = all.get_mut(from..) {
        page.sort_by(|a, b| a.time.cmp(&b.time));
    }
}

/// The document of a revision. Incomplete, or any error, once `stop` is set.
pub(super) fn document(revision: &Revision, stop: Stop<'_>) -> Result<Document, Error> {
    let mut writer = Writer::default();
    writer.begin(BlockKind::Headline);
    writer.words(&revision.title);
    let titled = writer.end().map(|block| block.span);
    markup::write(&revision.text, &mut writer, stop);
    let (text, blocks, marks) = writer.finish();
    if blocks.is_empty() {
        return Err(Error::NoText);
    }
    let from = Origin::Revision;
    let about = About {
        title: titled.map(|span| Found { value: Value::Span(span), from }),
        authors: from.texts(revision.author.clone().into_iter().collect()),
        published: from.text(revision.time.clone()),
        ..About::default()
    };
    let mut document = Document::new(text.into(), blocks, about);
    document.format = Format::MediaWiki;
    document.marks = marks;
    Ok(document.of_bytes(Digest::of(revision.text.as_bytes())))
}
