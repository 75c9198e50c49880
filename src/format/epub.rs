//! Books: EPUB.
//!
//! The package document names the chapters in reading order; each is a page of XHTML, read by the reader of web pages.
//! The navigation is left out; a chapter without a heading gets the one that the navigation gives it.

use std::collections::HashMap;

use super::error::Error;
use super::html::entities::decode;
use super::html::render::write_book_page;
use super::html::tree::Tree;
use super::package::Package;
use super::pictures::undescribed;
use super::several::absent;
use super::writer::Writer;
use super::xml::{NodeId, Xml};
use crate::text::cancel::Stop;
use crate::text::{About, BlockKind, Digest, Document, Format, Found, Origin, Value};

/// Maximum number of chapters: more than any book has.
const MAX_CHAPTERS: usize = 10_000;

/// A part listed in the package document.
struct Item {
    path: String,
    is_navigation: bool,
    is_page: bool,
}

/// A document of a book. Incomplete, or any error, once `stop` is set.
pub(super) fn document(bytes: Vec<u8>, stop: Stop<'_>) -> Result<Document, Error> {
    let digest = Digest::of(&bytes);
    let mut package = Package::open(bytes, stop)?;
    let container = package.text("META-INF/container.xml")?.ok_or(Error::Damaged("it has no list of contents"))?;
    let xml = Xml::new(&container, stop)?;
    let path = xml.find(0, "rootfile").and_then(|node| xml.get(node, "full-path"));
    let path = path.and_then(|path| resolved("", &path)).ok_or(Error::Damaged("its contents lead outside it"))?;
    let opf = package.text(&path)?.ok_or(Error::Damaged("its list of contents is missing"))?;
    let xml = Xml::new(&opf, stop)?;
    let items = items(&xml, folder_of(&path))?;
    let spine = xml.find(0, "spine").ok_or(Error::Damaged("it has no reading order"))?;
    let labels = labels(&mut package, &xml, spine, &items, stop)?;
    let title = xml.find(0, "metadata").and_then(|node| xml.child(node, "title")).map(|node| xml.words(node));
    let title = title.filter(|title| !title.is_empty());
    let mut writer = Writer::default();
    let mut missing = Vec::new();
    let mut pictures = 0;
    for reference in xml.named(spine, "itemref").take(MAX_CHAPTERS) {
        let id = xml.get(reference, "idref").unwrap_or_default();
        let Some(item) = items.get(&*id) else {
            missing.push(id.into_owned());
            continue;
        };
        if !item.is_page || item.is_navigation {
            continue;
        }
        match package.text(&item.path)? {
            Some(page) => {
                let tree = Tree::new(&page, stop)?;
                if let Some(title) =
                    title.as_ref().filter(|title| writer.text().is_empty() && !begins_with(&tree, title))
                {
                    writer.begin(BlockKind::Headline);
                    writer.words(title);
                    writer.end();
                }
                let undescribed;
                (writer, undescribed) = chapter(&tree, writer, labels.get(&item.path).map(String::as_str), stop);
                pictures += undescribed;
            }
            None => missing.push(item.path.clone()),
        }
    }
    let (text, mut blocks, marks) = writer.finish();
    stop.check()?;
    // A book may have a page for its title.
    if let Some(first) = blocks.first_mut().filter(|block| title.as_deref() == Some(block.span.of(&text))) {
        (first.kind, first.level) = (BlockKind::Headline, 1);
    }
    if blocks.iter().all(|block| block.kind == BlockKind::Headline) {
        return Err(Error::NoText);
    }
    let title_span = blocks.first().filter(|block| block.kind == BlockKind::Headline).map(|block| block.span);
    let mut about = properties(&xml);
    about.title = title_span.map(|span| Found { value: Value::Span(span), from: Origin::Properties });
    let mut document = Document::new(text.into(), blocks, about);
    document.format = Format::Epub;
    document.marks = marks;
    let omitted = [absent("chapter", missing.len(), &missing), undescribed(pictures), package.fault()];
    document.omitted = omitted.into_iter().flatten().collect();
    Ok(document.of_bytes(digest))
}

/// Whether the first words of a page are the title of the book, as a heading or paragraph of their own.
fn begins_with(page: &Tree<'_>, title: &str) -> bool {
    let is_line = |&node: &usize| matches!(page.name(node), "h1" | "h2" | "p");
    (0..page.nodes.len()).find(is_line).is_some_and(|node| page.text_of(node) == title)
}

/// Writes a chapter; also the number of its pictures without a description.
fn chapter(tree: &Tree<'_>, mut writer: Writer, label: Option<&str>, stop: Stop<'_>) -> (Writer, usize) {
    let headed = (0..tree.nodes.len()).any(|node| matches!(tree.name(node), "h1" | "h2" | "h3"));
    if let Some(label) = label.filter(|_| !headed) {
        writer.begin(BlockKind::Heading);
        writer.outline.level(1);
        writer.words(label);
        writer.end();
    }
    write_book_page(tree, writer, stop)
}

/// The parts by their ids.
fn items(xml: &Xml<'_>, folder: &str) -> Result<HashMap<String, Item>, Error> {
    let mut items = HashMap::new();
    let Some(manifest) = xml.find(0, "manifest") else { return Ok(items) };
    for node in xml.named(manifest, "item") {
        let (Some(id), Some(href)) = (xml.get(node, "id"), xml.get(node, "href")) else { continue };
        let media_type = xml.get(node, "media-type").unwrap_or_default();
        let is_page = media_type.contains("html");
        let path = match resolved(folder, &href) {
            Some(path) => path,
            None if is_page => return Err(Error::Damaged("its contents lead outside it")),
            None => continue,
        };
        let is_navigation = xml.get(node, "properties").is_some_and(|p| p.split_whitespace().any(|p| p == "nav"));
        items.insert(id.into_owned(), Item { path, is_navigation, is_page });
    }
    Ok(items)
}

/// The title of each part in the navigation.
fn labels(
    package: &mut Package<'_>,
    xml: &Xml<'_>,
    spine: NodeId,
    items: &HashMap<String, Item>,
    stop: Stop<'_>,
) -> Result<HashMap<String, String>, Error> {
    let mut labels = HashMap::new();
    let mut label = |folder: &str, href: &str, words: String| {
        let path = href.split('#').next().and_then(|href| resolved(folder, href));
        if let Some(path) = path.filter(|_| !words.is_empty()) {
            labels.entry(path).or_insert(words);
        }
    };
    // Of several, the same in every run.
    let navigation = items.values().filter(|item| item.is_navigation).min_by_key(|item| &item.path);
    if let Some(item) = navigation
        && let Some(page) = package.text(&item.path)?
    {
        let folder = folder_of(&item.path);
        let tree = Tree::new(&page, stop)?;
        for node in (0..tree.nodes.len()).filter(|&node| tree.name(node) == "a") {
            if let Some(href) = tree.get(node, "href") {
                label(folder, &href, tree.text_of(node));
            }
        }
    }
    let ncx = xml.get(spine, "toc").and_then(|id| items.get(&*id));
    if let Some(item) = ncx
        && let Some(text) = package.text(&item.path)?
    {
        let folder = folder_of(&item.path);
        let toc = Xml::new(&text, stop)?;
        for point in (0..toc.len()).filter(|&node| toc.name(node) == "navPoint") {
            let source = toc.child(point, "content").and_then(|node| toc.get(node, "src"));
            if let (Some(source), Some(name)) = (source, toc.child(point, "navLabel")) {
                label(folder, &source, toc.words(name));
            }
        }
    }
    Ok(labels)
}

/// The folder of a path.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path inside the archive; `None` where it leads outside.
fn resolved(folder: &str, href: &str) -> Option<String> {
    let href = percent_decoded(&decode(href));
    if href.starts_with('/') || href.contains("://") || href.contains('\\') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// `a%20b` is `a b`.
fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = || std::str::from_utf8(bytes.get(at + 1..at + 3)?).ok();
        match hex().filter(|_| byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) => {
                out.push(decoded);
                at += 3;
            }
            None => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn properties(xml: &Xml<'_>) -> About {
    let Some(metadata) = xml.find(0, "metadata") else { return About::default() };
    let words = |name: &str| -> Vec<String> {
        xml.named(metadata, name).map(|node| xml.words(node)).filter(|words| !words.is_empty()).collect()
    };
    let from = Origin::Properties;
    let is_modified = |&node: &NodeId| xml.get(node, "property").is_some_and(|property| property == "dcterms:modified");
    About {
        authors: from.texts(words("creator")),
        published: from.text(words("date").into_iter().next()),
        modified: from.text(xml.named(metadata, "meta").find(is_modified).map(|node| xml.words(node))),
        language: from.text(words("language").into_iter().next()),
        tags: from.texts(words("subject")),
        ..About::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        assert_eq!(resolved("OEBPS", "text/../a%20b.xhtml").as_deref(), Some("OEBPS/a b.xhtml"));
        assert_eq!(resolved("OEBPS", "../a.xhtml").as_deref(), Some("a.xhtml"));
        for outside in ["../../a.xhtml", "/etc/passwd", "https://a.example/b", "..\\a"] {
            assert_eq!(resolved("OEBPS", outside), None, "{outside}");
        }
    }
}
