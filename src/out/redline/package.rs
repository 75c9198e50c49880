//! The file around the text: styles, numbering, relations, zipped.

use std::fmt::Write as _;
use std::io::{self, Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::body::Body;
use super::lists::BULLETS;
use super::xml::escaped;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// The relation types of parts of a document.
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const CONTENT_TYPES: &str = include_str!("../../../assets/docx/content-types.xml");
const RELATIONS: &str = include_str!("../../../assets/docx/relations.xml");
const STYLES: &str = include_str!("../../../assets/docx/styles.xml");

/// The bytes of the file.
pub(super) fn file(body: &Body<'_>, title: Option<&str>, author: &str) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let document = format!(
        "{DECLARATION}<w:document {W} xmlns:r=\"{RELATION}\"><w:body>{}<w:sectPr/></w:body></w:document>",
        body.xml
    );
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("docProps/core.xml", core(title, author)),
        ("word/_rels/document.xml.rels", relations(&body.targets)),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/numbering.xml", numbering(&body.starts)),
        ("word/document.xml", document),
    ];
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).map_err(io::Error::other)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}

fn core(title: Option<&str>, author: &str) -> String {
    let title = title.map_or_else(String::new, |title| format!("<dc:title>{}</dc:title>", escaped(title)));
    format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{title}<dc:creator>{}</dc:creator></cp:coreProperties>",
        escaped(author)
    )
}

fn relations(targets: &[&str]) -> String {
    let mut out = format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"styles\" Type=\"{RELATION}/styles\" Target=\"styles.xml\"/>\
         <Relationship Id=\"numbering\" Type=\"{RELATION}/numbering\" Target=\"numbering.xml\"/>"
    );
    for (i, target) in targets.iter().enumerate() {
        _ = write!(
            out,
            "<Relationship Id=\"link{i}\" Type=\"{RELATION}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
            escaped(target)
        );
    }
    out + "</Relationships>"
}

/// The list of bullets, and a list for each start of a numbered one: each with levels of its own, as LibreOffice forgets a
/// start that is only an exception to common levels where it restores the list of a paragraph.
fn numbering(starts: &[(u8, u32)]) -> String {
    let lists: Vec<Option<(u8, u32)>> = std::iter::once(None).chain(starts.iter().copied().map(Some)).collect();
    let mut out = format!("{DECLARATION}<w:numbering {W}>");
    for (id, list) in lists.iter().enumerate() {
        _ = write!(out, "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>");
        for level in 0..9_u8 {
            let (start, format, text) = match *list {
                None => (1, "bullet", "•".to_owned()),
                Some((first, start)) => (if first == level { start } else { 1 }, "decimal", format!("%{}.", level + 1)),
            };
            let indent = (u32::from(level) + 1) * 360;
            _ = write!(
                out,
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/>\
                 <w:lvlText w:val=\"{text}\"/><w:pPr><w:ind w:left=\"{indent}\" w:hanging=\"360\"/></w:pPr></w:lvl>"
            );
        }
        out.push_str("</w:abstractNum>");
    }
    for id in 0..lists.len() {
        _ = write!(out, "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{id}\"/></w:num>", BULLETS + id);
    }
    out + "</w:numbering>"
}
