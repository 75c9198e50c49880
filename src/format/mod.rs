//! Floor 1: bytes to documents, pure. Stub, being written.

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
pub fn read(_bytes: Vec<u8>) -> Result<Document, Error> {
    Err(Error::Empty)
}
