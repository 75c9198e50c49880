//! Floor 1: bytes to documents, pure.
//!
//! ```text
//! bytes ─ hint ─→ format ─ decode ─→ text ─ plain/ (layout, blocks) ─→ document
//!                                              │ asks
//!                                              ▼
//!                                            news/ (header, footer, patterns, metadata)
//! ```
//!
//! A format is told by its content, then by the media type, then by the ending of the name ([`Hint`]). Each has a file or
//! a folder here that makes a [`Document`] of bytes or text; what newsrooms write around a story is known in `news/`.

mod decode;
mod error;
mod hint;
mod html;
mod markdown;
mod news;
mod outline;
mod part;
mod plain;
mod shape;
mod squeezed;
mod structured;

use std::sync::Arc;

use crate::text::Document;
use crate::text::Pair;

pub use crate::text::Format;
pub use error::Error;
pub use hint::Hint;

/// A document of some bytes, its blocks recognised.
///
/// # Errors
/// Where the bytes are no text, or hold nothing but white space.
pub fn read(bytes: Vec<u8>, hint: &Hint) -> Result<Document, Error> {
    let format = hint::format(&bytes, hint);
    let decode::Decoded { text, digest } = decode::decode(bytes, hint.charset())?;
    let document = match format {
        Format::PlainText => plain::document(text)?,
        Format::Markdown => markdown::document(&text)?,
    };
    Ok(match digest {
        Some(digest) => document.of_bytes(digest),
        None => document,
    })
}

/// A document of a plain text, its blocks recognised.
///
/// # Errors
/// [`Error::Empty`] where the text holds nothing but white space.
pub fn plain_text(text: impl Into<String>) -> Result<Document, Error> {
    plain::document(text.into())
}

/// Two documents laid out for a comparison: how lines belong together is decided for the pair, so that it makes no
/// difference how either text is wrapped. The same documents where they are right as they are; texts and the spans into
/// them never change, blocks and sentences may. A comparison is made of these documents, and shown with them.
///
/// Time is near linear in what differs between the two.
#[must_use]
pub fn for_pair(documents: &Pair<Arc<Document>>) -> Pair<Arc<Document>> {
    let pair = documents.as_ref().map(AsRef::as_ref);
    // Other formats say themselves which lines belong together.
    let plain = [pair.old, pair.new].iter().all(|document| document.format == Format::PlainText);
    let laid_out = if plain { plain::for_pair(pair) } else { None };
    laid_out.map_or_else(|| documents.clone(), |laid_out| laid_out.map(Arc::new))
}

#[cfg(test)]
mod tests;
