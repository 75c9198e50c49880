//! The identity of compared documents.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::{Digest, Document, Pair, Side};

/// Identifies a document by its exact text. The title is informative.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DocumentId {
    /// The title, if any.
    pub title: Option<String>,
    /// SHA-256 of the text in UTF-8; for plain text in UTF-8 the same as that of the file after a byte-order mark.
    pub sha256: Digest,
}

impl DocumentId {
    /// The id of a document. Takes time linear in its text on the first call.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        Self { title: document.title(), sha256: document.text_digest() }
    }
}

/// The id of the empty document.
impl Default for DocumentId {
    fn default() -> Self {
        Self { title: None, sha256: Digest::of(b"") }
    }
}

/// Ids are equal if their digests are: another version of the program may extract another title.
impl PartialEq for DocumentId {
    fn eq(&self, other: &Self) -> bool {
        self.sha256 == other.sha256
    }
}

impl Eq for DocumentId {}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.title {
            Some(title) => write!(f, "“{title}” (SHA-256 {})", self.sha256),
            None => write!(f, "the text with SHA-256 {}", self.sha256),
        }
    }
}

/// Why a comparison does not fit two documents.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Mismatch {
    /// It was made of another document.
    #[error("the comparison is of another {} document: {compared}, not {given}", side_name(*.side))]
    Document {
        /// The side.
        side: Side,
        /// The document that was compared.
        compared: DocumentId,
        /// The given document.
        given: DocumentId,
    },
    /// A span is outside the text or not on character boundaries, or an index is out of range.
    #[error("the comparison is damaged: it refers to positions outside the texts")]
    Damaged,
}

const fn side_name(side: Side) -> &'static str {
    match side {
        Side::Old => "old",
        Side::New => "new",
    }
}

/// Fails if one of `compared` is not the given document.
pub(super) fn check(compared: &Pair<DocumentId>, given: Pair<&Document>) -> Result<(), Mismatch> {
    for side in Side::BOTH {
        let (compared, given) = (&compared[side], DocumentId::of(given[side]));
        if *compared != given {
            return Err(Mismatch::Document { side, compared: compared.clone(), given });
        }
    }
    Ok(())
}
