//! Which documents a comparison is of.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::{Digest, Document, Pair, Side};

/// What tells a document from others: its text, to the byte. The title is for people.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DocumentId {
    /// The title, if it has one.
    pub title: Option<String>,
    /// SHA-256 of the text in UTF-8; for a plain text in UTF-8 that of the file, after a byte-order mark.
    pub sha256: Digest,
}

impl DocumentId {
    /// The id of a document. Takes time linear in its text.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        Self { title: document.title(), sha256: Digest::of(document.text.as_bytes()) }
    }
}

/// The id of the empty document.
impl Default for DocumentId {
    fn default() -> Self {
        Self { title: None, sha256: Digest::of(b"") }
    }
}

/// Two ids are equal where the texts are: another version of the program may find another title.
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

/// Why a comparison cannot be used with two documents.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Mismatch {
    /// It is of another document.
    #[error("the comparison is of another {} document: {compared}, not {given}", side_name(*.side))]
    Document {
        /// On this side.
        side: Side,
        /// The one that was compared.
        compared: DocumentId,
        /// The one that was given.
        given: DocumentId,
    },
    /// It is damaged: a span lies outside the text or inside a character, or an index points to nothing.
    #[error("the comparison is damaged: it names places that the texts do not have")]
    Damaged,
}

const fn side_name(side: Side) -> &'static str {
    match side {
        Side::Old => "old",
        Side::New => "new",
    }
}

/// Fails where one of `compared` is not the document given.
pub(super) fn check(compared: &Pair<DocumentId>, given: Pair<&Document>) -> Result<(), Mismatch> {
    for side in Side::BOTH {
        let (compared, given) = (&compared[side], DocumentId::of(given[side]));
        if *compared != given {
            return Err(Mismatch::Document { side, compared: compared.clone(), given });
        }
    }
    Ok(())
}
