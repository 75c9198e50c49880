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

/// The list of bullets, and a list for each start of a numbered one.
fn numbering(starts: &[(u8, u32)]) -> String {
    let mut out = format!("{DECLARATION}<w:numbering {W}>");
    for (id, format) in [(0, "bullet"), (1, "decimal")] {
        _ = write!(out, "<w:abstractNum w:abstractNumId=\"{id}\">");
        for level in 0..9_u32 {
            let text = if id == 0 { "•".to_owned() } else { format!("%{}.", level + 1) };
            let indent = (level + 1) * 360;
            _ = write!(
                out,
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
                 <w:lvlText w:val=\"{text}\"/><w:pPr><w:ind w:left=\"{indent}\" w:hanging=\"360\"/></w:pPr></w:lvl>"
            );
        }
        out.push_str("</w:abstractNum>");
    }
    _ = write!(out, "<w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>");
    for (i, (level, start)) in starts.iter().enumerate() {
        _ = write!(
            out,
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"{level}\">\
             <w:startOverride w:val=\"{start}\"/></w:lvlOverride></w:num>",
            BULLETS + 1 + i
        );
    }
    out + "</w:numbering>"
}
