//! Floor 1: documents that tell of the same event stand together.
//!
//! ```text
//! Document ──words──▶ Profile ──link──▶ pairs of one event ──cluster──▶ Story ──base, share──▶ versions
//! ```
//!
//! Two documents tell of one event where they share wording (a copy, a cut, an update) or enough *rare* words: names,
//! numbers, what stands in a title. Words that every other story has too say little, common words nothing. A story grows
//! only by documents that are alike to its versions on the whole: one report on the week must not chain two events into
//! one story.
//!
//! Time grows near linearly with the words: documents meet over the words they share, never each with each.

mod common;
mod link;
mod profile;
mod share;

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

/// Groups documents into stories, in the order of each story's first document.
#[must_use]
pub fn group(documents: &[&Document]) -> Vec<Story> {
    let profiles = profile::profiles(documents);
    link::clusters(&profiles).into_iter().map(|members| share::story(&profiles, members)).collect()
}

#[cfg(test)]
mod tests;
