//! One document in the JSON contract: its text, its blocks and its metadata.

use std::io::{self, Write};

use serde::Serialize;

use super::sanitized_json;
use crate::text::About;
use crate::text::Block;
use crate::text::Document;
use crate::text::Found;
use crate::text::Mark;
use crate::text::MarkKind;
use crate::text::Marker;
use crate::text::Origin;
use crate::text::Span;
use crate::text::Value;

/// Writes a document as one JSON object and a line break; `path` is printed as given.
///
/// # Errors
/// Those of the writer.
pub fn document(out: &mut dyn Write, document: &Document, path: &str) -> io::Result<()> {
    let json = DocumentJson {
        schema: 2,
        path,
        format: document.format_name(),
        sha256: document.digest().to_string(),
        text: document.file_text(),
        language: document.language(),
        blocks: document.blocks.iter().map(|block| BlockJson::of(block, document)).collect(),
        marks: document.marks.iter().map(|mark| MarkJson::of(mark, document)).collect(),
        markup: document.markup().iter().copied().map(bounds).collect(),
        about: AboutJson::of(&document.about, &document.text),
    };
    sanitized_json(&mut *out, &json)?;
    writeln!(out)
}

const fn bounds(span: Span) -> [u32; 2] {
    [span.start, span.end]
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    schema: u8,
    path: &'a str,
    format: &'a str,
    sha256: String,
    text: &'a str,
    language: Option<&'a str>,
    blocks: Vec<BlockJson>,
    marks: Vec<MarkJson<'a>>,
    markup: Vec<[u32; 2]>,
    about: AboutJson<'a>,
}

#[derive(Serialize)]
struct BlockJson {
    kind: &'static str,
    span: [u32; 2],
    #[serde(skip_serializing_if = "is_zero")]
    level: u8,
    #[serde(skip_serializing_if = "is_zero")]
    depth: u8,
    #[serde(skip_serializing_if = "is_zero")]
    quotes: u8,
    /// `bullet`, or a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    marker: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    keeps_lines: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    ruled: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_zero(n: &u8) -> bool {
    *n == 0
}

impl BlockJson {
    fn of(block: &Block, document: &Document) -> Self {
        Self {
            kind: block.kind.name(),
            span: bounds(document.cell_in_file(block.span)),
            level: block.level,
            depth: block.depth,
            quotes: block.quotes,
            marker: match block.marker {
                Marker::None => None,
                Marker::Bullet => Some("bullet".into()),
                Marker::Number(number) => Some(number.into()),
            },
            keeps_lines: block.keeps_lines,
            ruled: block.ruled,
        }
    }
}

#[derive(Serialize)]
struct MarkJson<'a> {
    kind: MarkKind,
    span: [u32; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
}

impl<'a> MarkJson<'a> {
    fn of(mark: &'a Mark, document: &Document) -> Self {
        Self { kind: mark.kind, span: bounds(document.in_file(mark.span)), target: mark.target.as_deref() }
    }
}

/// The metadata of a document; missing values are left out.
#[derive(Serialize)]
struct AboutJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<FoundJson<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    authors: Option<FoundJson<Vec<&'a str>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<FoundJson<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<FoundJson<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<FoundJson<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<FoundJson<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<FoundJson<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<FoundJson<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<FoundJson<Vec<&'a str>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<FoundJson<Vec<&'a str>>>,
}

#[derive(Serialize)]
struct FoundJson<T> {
    value: T,
    from: Origin,
}

impl<'a> AboutJson<'a> {
    fn of(about: &'a About, text: &'a str) -> Self {
        let one = |found: &'a Option<Found<Value>>| {
            found.as_ref().map(|found| FoundJson { value: found.value.of(text), from: found.from })
        };
        let many = |found: &'a Option<Found<Vec<Value>>>| {
            found.as_ref().map(|found| FoundJson {
                value: found.value.iter().map(|one| one.of(text)).collect(),
                from: found.from,
            })
        };
        let notes: Vec<&str> = about.notes.iter().map(|span| span.of(text)).collect();
        Self {
            title: one(&about.title),
            authors: many(&about.authors),
            agency: one(&about.agency),
            place: one(&about.place),
            published: one(&about.published),
            modified: one(&about.modified),
            url: one(&about.url),
            language: one(&about.language),
            tags: many(&about.tags),
            notes: (!notes.is_empty()).then_some(FoundJson { value: notes, from: Origin::Note }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::BlockKind;

    #[test]
    fn a_document_is_written_as_the_contract_says() {
        let text = "Gate shut\n\nBarges wait.";
        let (head, body) = (Span::new(0, 9), Span::new(11, 23));
        let about = About::default().with_title(head, Origin::Headline);
        let blocks = vec![Block::new(BlockKind::Headline, head), Block::new(BlockKind::Paragraph, body)];
        let mut read = Document::new(text.into(), blocks, about);
        read.marks.push(Mark::with_target(MarkKind::Link, Span::new(11, 17), "https://sample.example"));
        read.about.authors = Some(Found { value: vec![Value::Text("Mara Holt".into())], from: Origin::FrontMatter });
        let mut out = Vec::new();
        document(&mut out, &read, "a.txt").unwrap();
        let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(json["blocks"][0], serde_json::json!({"kind": "headline", "span": [0, 9], "level": 1}));
        assert_eq!(json["blocks"][1], serde_json::json!({"kind": "paragraph", "span": [11, 23]}));
        assert_eq!(
            json["marks"][0],
            serde_json::json!({"kind": "link", "span": [11, 17], "target": "https://sample.example"})
        );
        let about = serde_json::json!({
            "title": {"value": "Gate shut", "from": "headline"},
            "authors": {"value": ["Mara Holt"], "from": "front-matter"},
        });
        assert_eq!(json["about"], about);
        assert_eq!((&json["schema"], &json["format"], &json["text"]), (&2.into(), &"text".into(), &text.into()));
    }
}
