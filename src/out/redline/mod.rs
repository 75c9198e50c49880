//! A comparison as a Word file with tracked changes: accepting all of them gives the new text, rejecting all the old.
//!
//! ```text
//! documents ─ items ──▶ words, spaces, ends of paragraphs, rows of tables, in order, on each side ─┐
//! comparison ─ anchors ─▶ words that both sides have, in an order that both sides have ────────────┴─ walk ─▶ events
//! events ─ restyled, ends ─▶ events that other programs resolve correctly ─ body ─▶ document.xml ─ package ─▶ the file
//! ```
//!
//! Everything between two anchors is a deletion or an insertion, so that each side is written completely and in its
//! order. The end of a paragraph is tracked too: if only the new text has it, rejecting it joins the two halves. Moved
//! sentences are tracked as moves, rows of tables as rows.

mod anchors;
mod body;
mod ends;
mod events;
mod items;
mod lists;
mod options;
mod package;
mod repeats;
mod restyled;
mod walk;
mod whole;
mod xml;

use std::io::{self, Write};

use self::body::Body;
pub use self::options::RedlineOptions;
use crate::format;
use crate::out::looks::{Looks, Targets};
use crate::page::ComparePage;
use crate::text::{Document, Pair};

/// Writes a page's comparison as a Word file. Hidden kinds are written too: both texts are complete.
///
/// # Errors
/// Those of the writer.
pub fn redline(out: &mut dyn Write, page: &ComparePage, options: RedlineOptions<'_>) -> io::Result<()> {
    let documents = page.documents().as_ref().map(AsRef::as_ref);
    let mut targets = Targets::default();
    let looks = documents.map(|document| Looks::new(document, &mut targets));
    let events = walk::events(documents, &page.comparison().rows);
    let events = ends::separated(restyled::restyled(events, looks.as_ref()));
    let body = Body::write(documents, &events, (looks, targets), options);
    out.write_all(&package::file(&body, documents.new.title().as_deref(), options.author)?)
}

/// Writes a document as a Word file, furniture only with `furniture`.
///
/// # Errors
/// Those of the writer.
pub fn document_docx(out: &mut dyn Write, document: &Document, furniture: bool) -> io::Result<()> {
    let unmarked = format::with_markers_of_lists(document);
    let document = unmarked.as_ref().unwrap_or(document);
    let mut targets = Targets::default();
    let documents = Pair::new(document, document);
    let looks = documents.map(|document| Looks::new(document, &mut targets));
    let events = whole::events(document, furniture);
    let author = document
        .about
        .authors
        .as_ref()
        .map(|found| found.value.iter().map(|author| author.of(&document.text)).collect::<Vec<_>>().join(", "));
    let author = author.unwrap_or_default();
    let options = RedlineOptions { author: &author, time: None };
    let body = Body::write(documents, &events, (looks, targets), options);
    out.write_all(&package::file(&body, document.title().as_deref(), &author)?)
}
