//! A story and its versions.

use super::time::Evidence;
use super::time::VersionTime;

/// Documents that tell of the same event; one that is alone is a story of one version.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// The versions, the earliest first.
    pub versions: Vec<Version>,
    /// The index among them of the base: the fullest.
    pub(super) base: usize,
}

/// One document of a story.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Its index in what was given.
    pub document: usize,
    /// The share of its words that is in the base, or of the base's in it, whichever is more: 0 to 1, 1 for the base.
    /// Counted over runs of four words or more; for a pair that is shown, the comparison's own figures count.
    pub share: f32,
    /// The same of the version before it; `None` for the first.
    pub before: Option<f32>,
    /// The version with which it shares most.
    pub nearest: Option<Nearest>,
    /// When it was written, as well as that is known.
    pub time: Option<VersionTime>,
    /// Why it comes after the one before it; of the first, why the second comes after it.
    pub evidence: Evidence,
}

/// The version nearest to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// Its index in what was given.
    pub document: usize,
    /// How much the two share, as [`Version::share`].
    pub share: f32,
}

impl Story {
    /// The fullest version.
    #[must_use]
    pub fn base(&self) -> usize {
        self.versions.get(self.base).map_or(0, |v| v.document)
    }
}
