//! Plain text.
//!
//! ```text
//! text ─ lines ─→ lines ─ layout (pages, keeps) ─→ joined lines ─ parts ─→ parts ─ blocks ─→ blocks
//! ```
//!
//! For a comparison, lines are joined for the pair; beside another format, markers of lists are syntax.

mod blocks;
mod column;
mod free_verse;
mod keeps;
mod layout;
mod lines;
mod pages;
mod pair;
mod parts;
mod tables;
mod unmarked;

pub(super) use pair::for_pair;
pub(super) use unmarked::{with_markers_of_lists, without_markers};

use std::sync::Arc;

use super::error::Error;
use super::news::metadata::metadata;
use super::news::patterns;
use crate::lang::Language;
use crate::text::Document;
use crate::text::cancel::Stop;

/// Reads a plain text and recognises its blocks.
pub(super) fn document(text: String) -> Result<Document, Error> {
    document_unless(text, Stop::NEVER)
}

/// The same; incomplete once `stop` is set.
pub(super) fn document_unless(text: String, stop: Stop<'_>) -> Result<Document, Error> {
    let text: Arc<str> = text.into();
    let mut lines = lines::lines(&text, stop);
    if lines.is_empty() {
        return Err(Error::Empty);
    }
    layout::lay_out(&text, &mut lines, patterns::is_separate_line, stop);
    let (parts, pages) = parts::parts(&text, &lines, &[], stop);
    let kinds = blocks::kinds(&parts, stop);
    let blocks = blocks::blocks(&text, &parts, &pages, &kinds, Language::ENGLISH, stop);
    stop.check()?;
    let about = metadata(&text, &blocks);
    let mut document = Document::new(Arc::clone(&text), blocks, about);
    document.lines = lines;
    Ok(document)
}
