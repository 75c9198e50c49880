//! A story and its versions.

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
    /// Counted over runs of four words or more; for a pair that is shown, the comparison's own figures count.
    pub share: f32,
}

impl Story {
    /// The fullest version, with which the others are compared.
    #[must_use]
    pub fn base(&self) -> usize {
        self.versions.first().map_or(0, |v| v.document)
    }
}
