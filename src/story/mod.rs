//! Documents that tell of one event become a story, and its versions are put in order.
//!
//! ```text
//! Document ─ Reader ─▶ Profile ──┬─▶ vectors ─▶ candidates ─▶ similarity ─▶ clusters ─┬─▶ arrange ─▶ Story
//!            (fingerprint,       │   (weights     (pairs that   (of one      (groups)  │   (order, base,
//!             clues of time)     │    by rarity)   may match)    event?)               │    shares)
//!                                └────────────────────── time ────────────────────────┘
//! ```
//!
//! Two documents tell of one event where they share wording (a copy, a cut, an update), or enough *rare* words with dates
//! that agree: names, figures, what is in a title. Words of a topic, which many documents have, say nothing. Reports
//! that recur share a form and differ in what they report: their figures. A story grows only by documents that are alike
//! to its versions on the whole: one report on the week must not chain two events into one story.
//!
//! Time and memory grow near linearly with the words: a document is reduced to hashes, and documents meet over the hashes
//! they share, never each with each.

mod arrange;
mod candidates;
mod clusters;
mod common;
mod fingerprint;
mod model;
mod profile;
mod similarity;
mod stem;
mod time;
mod vectors;
mod watch;

pub use crate::lang::calendar::Moment;
pub use model::Nearest;
pub use model::Story;
pub use model::Version;
pub use profile::Profile;
pub use profile::Reader;
pub use time::Evidence;
pub use time::VersionTime;
pub use watch::Watch;

use fingerprint::Fingerprint;
use similarity::Bar;
use similarity::Similarity;

/// Groups documents into stories, in the order of each story's first document as given. `None` where it was cancelled.
#[must_use]
pub fn group(profiles: &[Profile], watch: Watch<'_>) -> Option<Vec<Story>> {
    let stop = || watch.stops();
    let prints: Vec<&Fingerprint> = profiles.iter().map(|p| &p.fingerprint).collect();
    let vectors = vectors::vectors(&prints);
    watch.reached(30);
    let pairs = candidates::pairs(&vectors, &stop)?;
    watch.reached(60);
    let bar = Bar::new(profiles.len());
    let score = |a: usize, b: usize| {
        let apart = profiles[a].day.and_then(|d| d.apart(&profiles[b].day?));
        bar.score(&Similarity::of(&vectors[a], &vectors[b], apart))
    };
    let mut alike = Vec::new();
    for (n, pair) in pairs.into_iter().enumerate() {
        if n % 1024 == 0 && stop() {
            return None;
        }
        let score = score(pair.0 as usize, pair.1 as usize);
        if score >= 1.0 {
            alike.push((score, pair));
        }
    }
    watch.reached(80);
    let clusters = clusters::clusters(profiles.len(), alike, &score, &stop)?;
    watch.reached(90);
    let stories = clusters.iter().map(|members| (!stop()).then(|| arrange::story(profiles, members)));
    stories.collect()
}

#[cfg(test)]
mod tests;
