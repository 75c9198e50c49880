//! Floor 1: bytes to documents, pure.
//!
//! ```text
//! bytes ─ hint ─→ format ─ decode ─→ text ─ plain/ (layout, blocks) ─→ document
//!                                              │ asks
//!                                              ▼
//!                                            news/ (header, footer, patterns, metadata)
//! ```
//!
//! A format is detected by content, by media type, or by file name extension ([`Hint`]). Each has a file or a folder
//! here that makes a [`Document`] from bytes or text. `news/` recognises what newsrooms and web pages put around a
//! story.

mod collection;
mod content;
mod decode;
mod encoding;
mod epub;
mod error;
mod feed;
mod formula;
mod guess;
mod hint;
mod html;
mod json;
mod mail;
mod markdown;
mod news;
mod nodes;
mod numbers;
mod office;
mod outline;
mod package;
mod part;
mod pictures;
mod plain;
mod several;
mod shape;
mod squeezed;
mod structured;
mod wiki;
mod writer;
mod xml;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::text::cancel::{Stop, Stopped};
use crate::text::{Digest, Document};
use crate::text::{Pair, Side};

use encoding::Decoded;

pub use crate::text::Format;
pub use collection::Collection;
pub use encoding::Encoding;
pub use error::Error;
pub use hint::{Hint, Part, Reading};
#[cfg(feature = "store")]
pub(crate) use package::is_encrypted_office;

/// Reads a document and recognises its blocks.
///
/// # Errors
/// Fails if the bytes are not text, or contain only white space.
pub fn read(bytes: Vec<u8>, hint: &Hint) -> Result<Document, Error> {
    read_in_stages(bytes, hint, Stop::NEVER)
}

/// The same; `None` soon after `cancel` is set from another thread.
#[must_use]
pub fn read_unless(bytes: Vec<u8>, hint: &Hint, cancel: &AtomicBool) -> Option<Result<Document, Error>> {
    let stop = Stop(Some(cancel));
    let read = read_in_stages(bytes, hint, stop);
    (!stop.is_set()).then_some(read)
}

/// Incomplete, or any error, once `stop` is set.
fn read_in_stages(bytes: Vec<u8>, hint: &Hint, stop: Stop<'_>) -> Result<Document, Error> {
    let format = hint::format(&bytes, hint);
    check_part(format, hint)?;
    match format {
        Format::Docx | Format::Odt => return office(bytes, format, hint.reading.part, stop),
        Format::Epub => return epub::document(bytes, stop),
        Format::Mail | Format::Feed | Format::MediaWiki => {
            let split = Collection::split_in_stages(bytes, hint, stop)?;
            return split.ok_or(Error::NoText)?.document_in_stages(hint, stop);
        }
        _ => {}
    }
    let named = if format == Format::Html { html::charset(&bytes) } else { None };
    let Decoded { text, digest, guessed } = decode::decode(bytes, hint.encoding(named.as_deref()))?;
    stop.check()?;
    let document = match format {
        Format::Markdown => markdown::document(&text, stop)?,
        Format::Html => html::document(&text, hint.reading.whole, stop)?.of_bytes(Digest::of(text.as_bytes())),
        _ => plain::document_unless(text, stop)?,
    };
    let document = document.with_guessed_encoding(guessed.map(Encoding::name));
    Ok(match digest {
        Some(digest) => document.of_bytes(digest),
        None => document,
    })
}

/// Whether a file of a format can have the part that is requested by its number.
fn check_part(format: Format, hint: &Hint) -> Result<(), Error> {
    let numbered = matches!(hint.reading.part, Some(Part::Number(_)));
    if numbered && !format.holds_several() { Err(Error::OneDocument) } else { Ok(()) }
}

/// Reads an office file: the text with its tracked changes accepted, or the one before them.
fn office(bytes: Vec<u8>, format: Format, part: Option<Part>, stop: Stop<'_>) -> Result<Document, Error> {
    let version = match part {
        None => office::Version::Accepted,
        Some(Part::Before) => office::Version::Before,
        Some(part) => return Err(Error::NoPart(part)),
    };
    let digest = Digest::of(&bytes);
    let read = if format == Format::Docx { office::docx } else { office::odt };
    let document = read(bytes, version, stop)?;
    match part {
        Some(part) if !document.about.tracked => Err(Error::NoPart(part)),
        _ => Ok(document.of_bytes(digest)),
    }
}

/// Detects the format from the first bytes of a file and its name; plain text by default.
#[must_use]
pub fn detect(head: &[u8], hint: &Hint) -> Format {
    hint::format(head, hint)
}

/// Reads a plain text and recognises its blocks.
///
/// # Errors
/// [`Error::Empty`] if the text contains only white space.
pub fn plain_text(text: impl Into<String>) -> Result<Document, Error> {
    plain::document(text.into())
}

/// Lays out two documents for a comparison: which lines belong together is decided for the pair, so that line wrapping
/// makes no difference. Returns the same documents if their layouts need no change. Texts and byte offsets stay the
/// same, except that the markers of a plain text's lists become syntax beside a format whose lists have none in their
/// text; blocks and sentences may change. Compare and display the returned documents.
///
/// Time is near linear in the differences between the two.
#[must_use]
pub fn for_pair(documents: &Pair<Arc<Document>>) -> Pair<Arc<Document>> {
    // It is not cancelled.
    laid_out(documents, Stop::NEVER).unwrap_or_else(|Stopped| documents.clone())
}

/// The same; `None` soon after `cancel` is set from another thread.
#[must_use]
pub fn for_pair_unless(documents: &Pair<Arc<Document>>, cancel: &AtomicBool) -> Option<Pair<Arc<Document>>> {
    laid_out(documents, Stop(Some(cancel))).ok()
}

fn laid_out(documents: &Pair<Arc<Document>>, stop: Stop<'_>) -> Result<Pair<Arc<Document>>, Stopped> {
    let pair = documents.as_ref().map(AsRef::as_ref);
    // Other formats define which lines belong together.
    let plain = Side::BOTH.into_iter().all(|side| pair[side].format == Format::PlainText);
    let laid_out = if plain { plain::for_pair(pair, stop)? } else { None };
    let laid_out = match laid_out {
        Some(laid_out) => laid_out.map(Arc::new),
        None => Pair::new(Side::Old, Side::New).map(|side| unmarked_beside(&documents[side], &documents[side.other()])),
    };
    Ok(in_shared_language(&laid_out))
}

/// The document; a plain text beside one whose lists have no markers in their text has none either.
fn unmarked_beside(own: &Arc<Document>, other: &Document) -> Arc<Document> {
    let is_asked = own.format == Format::PlainText && other.format != Format::PlainText;
    is_asked.then(|| plain::without_markers(own, other)).flatten().map_or_else(|| Arc::clone(own), Arc::new)
}

/// A plain text as a document whose list items have markers, which are no longer part of the text; `None` for other formats
/// and for a text without lists.
#[must_use]
pub fn with_markers_of_lists(document: &Document) -> Option<Document> {
    let is_plain = document.format == Format::PlainText && document.source.is_none();
    is_plain.then(|| plain::with_markers_of_lists(document)).flatten()
}

/// Both documents; one that is too short for its language to be detected has that of the other, or of both together.
fn in_shared_language(documents: &Pair<Arc<Document>>) -> Pair<Arc<Document>> {
    Pair::new(Side::Old, Side::New).map(|side| {
        let (own, other) = (&documents[side], &documents[side.other()]);
        own.language_beside(other).map_or_else(|| Arc::clone(own), |language| Arc::new(own.assuming(language)))
    })
}

#[cfg(test)]
mod tests;
