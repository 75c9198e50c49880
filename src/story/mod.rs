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
mod model;
mod profile;
mod share;
mod time;

pub use model::{Story, Version};

use crate::text::Document;

/// Groups documents into stories, in the order of each story's first document.
#[must_use]
pub fn group(documents: &[&Document]) -> Vec<Story> {
    let profiles = profile::profiles(documents);
    link::clusters(&profiles).into_iter().map(|members| share::story(&profiles, members)).collect()
}

#[cfg(test)]
mod tests;
