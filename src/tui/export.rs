//! Renders what is exported.

use std::io;

use crate::app::{Export, ExportFormat, Exported};
use crate::out;
use crate::page::{CompareOptions, ComparePage, View};

/// The bytes of the file.
pub(super) fn rendered(export: &Export) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    match &export.what {
        Exported::Document { document, path, furniture } => match export.format {
            ExportFormat::Json => out::document(&mut out, document, path)?,
            ExportFormat::Markdown => out::document_markdown(&mut out, document, *furniture)?,
            ExportFormat::Text => out::document_text(&mut out, document, *furniture)?,
            ExportFormat::Docx => out::document_docx(&mut out, document, *furniture)?,
            // These are formats of comparisons.
            ExportFormat::Html
            | ExportFormat::TextSummary
            | ExportFormat::Csv
            | ExportFormat::Jsonl
            | ExportFormat::Criticmarkup => {
                return Err(io::Error::new(io::ErrorKind::Unsupported, "a document has no changes to export"));
            }
        },
        Exported::Comparison { documents, comparison, hidden, paths } => {
            let options =
                CompareOptions { view: View::Inline, fold: false, hidden: *hidden, ..CompareOptions::default() };
            let page = ComparePage::new(documents.clone(), comparison.clone(), options, u16::MAX);
            let paths = paths.as_ref().map(String::as_str);
            match export.format {
                ExportFormat::Docx => {
                    out::redline(&mut out, &page, out::RedlineOptions { author: "Recto", time: None })?;
                }
                ExportFormat::Html => out::html(&mut out, &page, paths, false)?,
                ExportFormat::Markdown => out::markdown(&mut out, &page, paths, false)?,
                ExportFormat::Text => out::plain(&mut out, &page, None)?,
                ExportFormat::TextSummary => out::account(&mut out, &page, None)?,
                ExportFormat::Csv => out::csv(&mut out, &page, paths)?,
                ExportFormat::Jsonl => out::jsonl(&mut out, &page, paths)?,
                ExportFormat::Json => out::json(&mut out, &page, paths, out::JsonOptions::default())?,
                ExportFormat::Criticmarkup => out::criticmarkup(&mut out, &page)?,
            }
        }
    }
    Ok(out)
}
