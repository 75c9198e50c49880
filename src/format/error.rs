//! Why bytes are not a document.

/// Why bytes are not a document.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// NUL bytes or mostly control characters, in no encoding that has them.
    #[error("it is not text (binary data)")]
    Binary,
    /// Nothing but white space.
    #[error("it is empty")]
    Empty,
}
