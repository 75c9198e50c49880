//! Stub, being written.

use crate::text::Document;

/// Documents that tell of the same event; one that stands alone is a story of one version.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// The versions: the base first, the others in the order they were given.
    pub versions: Vec<Version>,
}

/// One document of a story.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Version {
    /// Its index in what was given.
    pub document: usize,
    /// So much of its words stands in the base, or of the base's in it, whichever tells more: 0 to 1, 1 for the base.
    pub share: f32,
}

impl Story {
    /// The fullest version, with which others are compared.
    #[must_use]
    pub fn base(&self) -> usize {
        self.versions.first().map_or(0, |v| v.document)
    }
}

/// Groups documents into stories, in the order of each story's first document. Time near linear in their words.
#[must_use]
pub fn group(documents: &[&Document]) -> Vec<Story> {
    (0..documents.len()).map(|document| Story { versions: vec![Version { document, share: 1.0 }] }).collect()
}
