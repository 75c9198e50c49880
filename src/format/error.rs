//! Errors of reading documents.

use super::hint::Part;
use crate::text::cancel::Stopped;

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
    /// An archive or a document that is damaged.
    #[error("it is damaged: {0}")]
    Damaged(&'static str),
    /// A file whose parts are encrypted.
    #[error("it is encrypted, and opens with a password only")]
    Encrypted,
    /// The bytes are no archive, although the name or the user says so.
    #[error("it is not a ZIP archive, which files of this format are")]
    NotArchive,
    /// An archive that unpacks to more than this many megabytes.
    #[error("it unpacks to more than {0} MB")]
    Unpacked(u64),
    /// The file has no such document: tracked changes, a mail of this number.
    #[error("it has no document {0}")]
    NoPart(Part),
    /// A document of a number was requested of a file that is one document.
    #[error("it is one document: a part can only be chosen from a mailbox, a feed or a wiki's export")]
    OneDocument,
    /// A page without words.
    #[error("it has no text")]
    NoText,
    /// There is no text at the depth to which elements are read; the maximum.
    #[error("its text is nested more than {0} levels deep")]
    Depth(usize),
    /// More marks of Markdown that nest quotations and lists than are read; the maximum.
    #[error("it has more than {0} marks of nested quotations and lists")]
    Nested(usize),
    /// More elements of XML, HTML or JSON than are read; the maximum.
    #[error("it has more than {0} elements")]
    Elements(usize),
}

/// The error of work that was cancelled is dropped.
impl From<Stopped> for Error {
    fn from(Stopped: Stopped) -> Self {
        Self::Empty
    }
}
