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
    /// An archive that is damaged, or no document of the kind it seems to be.
    #[error("it is damaged: {0}")]
    Damaged(&'static str),
    /// An archive that unpacks to more than this many megabytes.
    #[error("it unpacks to more than {0} MB")]
    Unpacked(u64),
    /// A kind of file that is not read.
    #[error("{0}")]
    Unread(&'static str),
    /// A page without words.
    #[error("it has no text")]
    NoText,
}
