//! Office files: a ZIP archive with parts of XML.
//!
//! ```text
//! bytes ─ package ─→ parts ─ xml ─→ elements ─ docx/ or odt/ ─→ blocks, marks ─ finish ─→ document
//! ```
//!
//! A file that tracks changes holds two texts: the one before them, and the one with all of them accepted.

mod docx;
mod odt;
mod paragraph;

use super::error::Error;
use super::news::metadata::metadata;
use super::structured;
use super::writer::Writer;
use super::xml::Xml;
use crate::text::cancel::Stop;
use crate::text::{About, Block, BlockKind, Document, Format, Mark, MarkKind, Origin, Span};

pub(super) use docx::document as docx;
pub(super) use odt::document as odt;

/// Which text of a file that tracks changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// Before the changes.
    Before,
    /// With all changes accepted.
    Accepted,
}

/// The properties of a file.
#[derive(Debug, Default)]
struct Properties {
    title: Option<String>,
    author: Option<String>,
    created: Option<String>,
    modified: Option<String>,
    language: Option<String>,
    keywords: Vec<String>,
}

/// Builds the document from the written text of the main part and the properties. Incomplete, or any error, once `stop` is set.
fn finish(
    mut writer: Writer,
    properties: Properties,
    format: Format,
    tracked: bool,
    xml: &Xml<'_>,
    stop: Stop<'_>,
) -> Result<Document, Error> {
    stop.check()?;
    let anchors = writer.take_anchors();
    let (text, mut blocks, mut marks) = writer.finish();
    if blocks.is_empty() {
        return Err(xml.no_text());
    }
    headline(&mut blocks);
    // Code on lines of its own is code as a whole.
    let is_listing = |mark: &Mark| {
        let block = blocks.partition_point(|block| block.span.end <= mark.span.start);
        mark.kind == MarkKind::Code && blocks.get(block).is_some_and(|block| block.kind == BlockKind::Code)
    };
    marks.retain(|mark| !is_listing(mark));
    let blocks = structured::recognised(&text, blocks, stop);
    let found = metadata(&text, &blocks);
    let from = Origin::Properties;
    let titled = blocks.iter().any(|block| block.kind == BlockKind::Headline);
    let title = if titled { None } else { from.text(properties.title) };
    let about = About {
        title: title.or(found.title.clone()),
        authors: found.authors.clone().or_else(|| from.texts(properties.author.into_iter().collect())),
        published: found.published.clone().or_else(|| from.text(properties.created)),
        modified: from.text(properties.modified).or(found.modified.clone()),
        language: from.text(properties.language),
        tags: from.texts(properties.keywords),
        tracked,
        ..found
    };
    let marks = joined(&text, marks);
    let mut document = Document::new(text.into(), blocks, about);
    document.format = format;
    (document.marks, document.anchors) = (marks, anchors);
    Ok(document)
}

/// The first block is the headline if it is a heading of level 1 and there is no title.
fn headline(blocks: &mut [Block]) {
    let titled = blocks.iter().any(|block| block.kind == BlockKind::Headline);
    if let Some(first) = blocks.first_mut().filter(|b| b.kind == BlockKind::Heading && b.level == 1 && !titled) {
        first.kind = BlockKind::Headline;
    }
}

/// Marks without white space at their ends; those that touch become one: office files cut a phrase into many runs.
fn joined(text: &str, marks: Vec<Mark>) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::with_capacity(marks.len());
    for mut mark in marks {
        let words = mark.span.of(text);
        let start = mark.span.start as usize + words.len() - words.trim_start().len();
        mark.span = Span::new(start, start + words.trim().len());
        if mark.span.is_empty() && mark.kind != MarkKind::Cell {
            continue;
        }
        let near = out.iter_mut().rev().take(6).find(|last| last.kind == mark.kind && last.target == mark.target);
        let touches = |last: &Mark| {
            let between = text.get(last.span.end as usize..mark.span.start as usize);
            between.is_some_and(|between| between.chars().all(|c| c == ' '))
        };
        let joins = !matches!(mark.kind, MarkKind::Cell | MarkKind::Footnote);
        match near {
            Some(last) if joins && touches(last) => last.span = last.span.hull(mark.span),
            _ => out.push(mark),
        }
    }
    out
}
