//! Errors of reading documents.

/// Why bytes could not be read as a document.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The bytes have NULs or mostly control characters, in no encoding that allows them.
    #[error("it is not text (binary data)")]
    Binary,
    /// There is only white space.
    #[error("it is empty")]
    Empty,
    /// A page without words.
    #[error("it has no text")]
    NoText,
}
