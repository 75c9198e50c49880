//! Floor 1: bytes to documents, pure.
//!
//! ```text
//! bytes ─ decode ─→ text ─ plain/ (layout, blocks) ─→ document
//!                             │ asks
//!                             ▼
//!                           news/ (header, footer, patterns, metadata)
//! ```

mod decode;
mod news;
mod part;
mod plain;
mod shape;

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
    plain::document(decode::decode(bytes)?)
}

#[cfg(test)]
mod tests;
