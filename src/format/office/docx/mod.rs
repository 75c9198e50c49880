//! Word: Office Open XML.
//!
//! | part | what is read |
//! |---|---|
//! | `word/document.xml` | `body`: the text |
//! | `word/styles.xml`, `word/numbering.xml` | `styles`: headings and quotations; numbers of lists and clauses |
//! | `word/footnotes.xml`, `word/endnotes.xml`, `word/comments.xml` | `body`: after the text |
//! | `word/header1.xml`, `word/footer1.xml` … | `body`: furniture after the text, each text once |
//! | `docProps/core.xml` | title, author, times |

mod body;
mod numbering;
mod styles;

use std::borrow::Cow;
use std::collections::HashMap;

use self::body::{Body, Part, Parts};
use self::numbering::Numbering;
use self::styles::Styles;
use super::{Properties, Version, finish};
use crate::format::error::Error;
use crate::format::package::Package;
use crate::format::xml::Xml;
use crate::text::cancel::Stop;
use crate::text::{Document, Format};

/// Maximum number of headers and footers: a section has at most three of each.
const MARGIN_PARTS: usize = 600;

/// A document of a Word file. Incomplete, or any error, once `stop` is set.
pub(in crate::format) fn document(bytes: Vec<u8>, version: Version, stop: Stop<'_>) -> Result<Document, Error> {
    let mut package = Package::open(bytes, stop)?;
    let main = main_part(&mut package, stop)?;
    let text = package.text(&main)?.ok_or(Error::Damaged("it has no text part"))?;
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let mut part = |name: &str| package.text(&path_of(folder, name)).map(Option::unwrap_or_default);
    let relations = part(&relations_of(name))?;
    let [styles, numbers] = [part("styles.xml")?, part("numbering.xml")?];
    let mut with_links = |name: &str| Ok::<_, Error>((part(name)?, part(&relations_of(name))?));
    let notes = [with_links("footnotes.xml")?, with_links("endnotes.xml")?, with_links("comments.xml")?];
    let relations = Xml::new(&relations, stop)?;
    let margins: Vec<(String, String)> =
        margin_parts(&relations).iter().map(|name| with_links(name)).collect::<Result<_, _>>()?;
    let core = package.text("docProps/core.xml")?.unwrap_or_default();
    let xml = Xml::new(&text, stop)?;
    let body = xml.find(0, "body").ok_or(Error::Damaged("it has no Word text"))?;
    let margins: Vec<Part<'_>> = margins.iter().map(|part| part_of(part, stop)).collect::<Result<_, _>>()?;
    let [footnotes, endnotes, comments] = &notes;
    let [footnotes, endnotes, comments] =
        [part_of(footnotes, stop)?, part_of(endnotes, stop)?, part_of(comments, stop)?];
    let parts = Parts {
        main: &Part { xml, links: links(&relations) },
        footnotes: &footnotes,
        endnotes: &endnotes,
        comments: &comments,
        margins: &margins,
        styles: Styles::new(&Xml::new(&styles, stop)?),
        numbering: Numbering::new(&Xml::new(&numbers, stop)?),
    };
    let mut reader = Body::new(&parts, version, stop);
    reader.read(body);
    let tracked = reader.tracked;
    let omitted = parts.main.xml.fault().into_iter().chain(reader.omitted()).chain(package.fault()).collect();
    let properties = properties(&Xml::new(&core, stop)?);
    let mut document = finish(reader.finish(), properties, Format::Docx, tracked, &parts.main.xml, stop)?;
    document.omitted = omitted;
    Ok(document)
}

/// The path of a part, by the target of a relation of a part in `folder`: from there, or from the root with a slash.
fn path_of(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{target}"),
    }
}

/// The target of the relations of a part, from the same folder.
fn relations_of(name: &str) -> String {
    match name.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{name}.rels"),
    }
}

/// A part with its links, from its text and the text of its relations.
fn part_of<'a>((text, relations): &'a (String, String), stop: Stop<'_>) -> Result<Part<'a>, Error> {
    Ok(Part { xml: Xml::new(text, stop)?, links: links(&Xml::new(relations, stop)?) })
}

/// The name of the part with the text, as stated by the package, else the usual one.
fn main_part(package: &mut Package<'_>, stop: Stop<'_>) -> Result<String, Error> {
    let relations = package.text("_rels/.rels")?.unwrap_or_default();
    let xml = Xml::new(&relations, stop)?;
    let is_main = |&node: &usize| xml.get(node, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
    let target = (0..xml.len()).find(is_main).and_then(|node| xml.get(node, "Target"));
    Ok(target.map_or_else(|| "word/document.xml".to_owned(), |target| target.trim_start_matches('/').to_owned()))
}

/// The parts with the headers and footers of pages, headers first.
fn margin_parts(xml: &Xml<'_>) -> Vec<String> {
    let of = |kind: &'static str| {
        let nodes = (0..xml.len()).filter(move |&node| xml.name(node) == "Relationship");
        let of_kind = nodes.filter(move |&node| xml.get(node, "Type").is_some_and(|of| of.ends_with(kind)));
        of_kind.filter_map(|node| xml.get(node, "Target").map(Cow::into_owned))
    };
    of("/header").chain(of("/footer")).take(MARGIN_PARTS).collect()
}

/// Targets of a part's links, by their ids.
fn links(xml: &Xml<'_>) -> HashMap<String, String> {
    let nodes = (0..xml.len()).filter(|&node| xml.name(node) == "Relationship");
    let external = nodes.filter(|&node| xml.get(node, "TargetMode").is_some_and(|mode| mode == "External"));
    external
        .filter_map(|node| Some((xml.get(node, "Id")?.into_owned(), xml.get(node, "Target")?.into_owned())))
        .collect()
}

fn properties(xml: &Xml<'_>) -> Properties {
    let of = |name: &str| xml.find(0, name).map(|node| xml.words(node)).filter(|words| !words.is_empty());
    let keywords = of("keywords").unwrap_or_default();
    Properties {
        title: of("title"),
        author: of("creator"),
        created: of("created"),
        modified: of("modified"),
        language: of("language"),
        keywords: keywords.split([',', ';']).map(|word| word.trim().to_owned()).collect(),
    }
}
