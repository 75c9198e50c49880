//! Floor 1: bytes to documents, pure.
//!
//! ```text
//! bytes ─ decode ─→ text ─ layout ─→ parts ─ patterns, top, foot, blocks ─→ blocks ─ about ─→ document
//! ```

mod about;
mod blocks;
mod dateline;
mod decode;
mod foot;
mod layout;
mod names;
mod patterns;
mod top;

use crate::text::Document;

/// Why bytes are not a document.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Error {
    /// NUL bytes or mostly control characters, in no encoding that has them.
    #[error("it is not text (binary data)")]
    Binary,
    /// Nothing but white space.
    #[error("it is empty")]
    Empty,
}

/// A document of the bytes of a file: decoded (byte-order mark, UTF-8, else a guess), its blocks recognised.
pub fn read(bytes: Vec<u8>) -> Result<Document, Error> {
    let text = decode::decode(bytes)?;
    let parts = layout::parts(&text, patterns::stands_alone);
    if parts.is_empty() {
        return Err(Error::Empty);
    }
    let blocks = blocks::blocks(&text, &parts);
    let about = about::about(&text, &blocks);
    Ok(Document::new(text.into(), blocks, about))
}

#[cfg(test)]
mod tests;
