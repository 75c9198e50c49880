//! Floor 3: groups documents on one event into stories, and orders their versions.
//!
//! ```text
//! Document ─ Reader ─▶ Profile ──┬─▶ vectors ─▶ candidates ─▶ similarity ─▶ clusters ─┬─▶ arrange ─▶ Story
//!            (fingerprint,       │   (weights     (pairs that   (of one      (groups)  │   (order, base,
//!             clues of time)     │    by rarity)   may match)    event?)               │    shares)
//!                                └────────────────────── time ────────────────────────┘
//! ```
//!
//! Two documents are on one event if they share wording (a copy, a cut, an update), or enough *rare* words with
//! compatible dates: names, figures, words of a title. Words of a topic, which many documents have, are no evidence.
//! Recurring reports share a form and differ in their figures. A document joins a story only if it is similar to its
//! versions on average: a report on the week must not join two events into one story.
//!
//! Time and memory are near linear in the words: a document is reduced to hashes, and documents are compared only if
//! they share some.

mod arrange;
mod candidates;
mod clusters;
mod common;
mod fingerprint;
mod model;
mod profile;
mod similarity;
mod stem;
mod thresholds;
mod time;
mod vectors;
mod watch;

pub use crate::lang::calendar::Moment;
pub use model::Nearest;
pub use model::Story;
pub use model::Version;
pub use profile::Profile;
pub use profile::Reader;
pub use profile::time_of;
pub use thresholds::GroupThresholds;
pub use time::Evidence;
pub use time::VersionTime;
pub use watch::Watch;

use fingerprint::Fingerprint;
use similarity::FolderThresholds;
use similarity::Similarity;

use crate::text::Document;

/// Bytes of memory that reading one document's profile needs, beyond the document; the profiles and grouping need half as
/// much of all documents. `tests/allocation.rs` holds the bound.
#[must_use]
pub fn memory_needed(document: &Document) -> u64 {
    const BYTES_PER_BYTE: u64 = 12;
    document.text.len() as u64 * BYTES_PER_BYTE
}

/// Groups documents into stories, ordered by each story's first document. `None` if it was cancelled.
#[must_use]
pub fn group(profiles: &[Profile], watch: Watch<'_>) -> Option<Vec<Story>> {
    group_with(profiles, &GroupThresholds::DEFAULT, watch)
}

/// The same with other thresholds.
#[must_use]
pub fn group_with(profiles: &[Profile], thresholds: &GroupThresholds, watch: Watch<'_>) -> Option<Vec<Story>> {
    let stop = || watch.stops();
    let prints: Vec<&Fingerprint> = profiles.iter().map(|p| &p.fingerprint).collect();
    let vectors = vectors::vectors(&prints, thresholds);
    watch.reached(30);
    // Documents without a day come last, in the order of the folder.
    let mut in_time: Vec<u32> = (0..u32::try_from(profiles.len()).unwrap_or(u32::MAX)).collect();
    in_time.sort_by_cached_key(|&n| profiles[n as usize].day.map_or((true, 0), |day| (false, day.number())));
    let pairs = candidates::pairs(&vectors, &in_time, thresholds, &stop)?;
    watch.reached(60);
    let bar = FolderThresholds::new(thresholds, profiles.len());
    let bar_of_days = FolderThresholds::new(thresholds, documents_of_near_days(profiles, thresholds.event_days));
    let score = |a: usize, b: usize| {
        let apart = profiles[a].day.and_then(|d| d.apart(&profiles[b].day?));
        let bar =
            if apart.is_some_and(|apart| apart.days as usize <= thresholds.event_days) { &bar_of_days } else { &bar };
        let naming = profiles[a].naming(&profiles[b]);
        bar.score(&Similarity { naming, ..Similarity::of(&vectors[a], &vectors[b], apart, thresholds) })
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
    let clusters = clusters::clusters(profiles.len(), alike, &score, thresholds, &stop)?;
    watch.reached(90);
    let stories = clusters.iter().map(|members| (!stop()).then(|| arrange::story(profiles, members)));
    stories.collect()
}

/// The mean number of documents dated at most `event_days` before or after a dated one: only these can be similar by
/// chance to a document of nearly the same day.
fn documents_of_near_days(profiles: &[Profile], event_days: usize) -> usize {
    let mut days: Vec<u32> = profiles.iter().filter_map(|p| Some(p.day?.number())).collect();
    days.sort_unstable();
    let squares: usize = days.chunk_by(|a, b| a == b).map(|day| day.len() * day.len()).sum();
    ((2 * event_days + 1) * squares).checked_div(days.len()).unwrap_or(0).min(profiles.len())
}

#[cfg(test)]
mod tests;
