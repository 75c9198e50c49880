//! The data model of stories.

use super::time::Evidence;
use super::time::VersionTime;

/// Documents on the same event; a single document is a story with one version.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// The versions, earliest first.
    pub versions: Vec<Version>,
    /// The index of the base in `versions`: the fullest version.
    pub(super) base: usize,
}

/// A document of a story.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Its index in the input.
    pub document: usize,
    /// The share of its words that is in the base, or of the base's words in it, whichever is higher: 0 to 1, and 1 for
    /// the base. Counted over runs of at least four words; the comparison of a displayed pair has its own figures.
    pub share: f32,
    /// The same relative to the preceding version; `None` for the first.
    pub before: Option<f32>,
    /// The version with the highest share.
    pub nearest: Option<Nearest>,
    /// The time of writing, if known.
    pub time: Option<VersionTime>,
    /// Why it comes after the preceding version; for the first, why the second comes after it.
    pub evidence: Evidence,
}

/// The nearest version of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// Its index in the input.
    pub document: usize,
    /// The share of the two, as in [`Version::share`].
    pub share: f32,
}

impl Story {
    /// The fullest version.
    #[must_use]
    pub fn base(&self) -> usize {
        self.versions.get(self.base).map_or(0, |v| v.document)
    }
}
