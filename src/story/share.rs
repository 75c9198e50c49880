//! A story's base, and how much each version shares with it.

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::model::{Story, Version};
use super::profile::{Profile, SHINGLE};

/// So many hundredths of the fullest version's weight are nearly as full.
const NEARLY: usize = 98;

/// The story of these documents.
pub(super) fn story(profiles: &[Profile], members: Vec<usize>) -> Story {
    let base = base(profiles, &members);
    let held: FxHashSet<u64> = profiles[base].shingles.iter().copied().collect();
    let mut versions = vec![Version { document: base, share: 1.0 }];
    for document in members.into_iter().filter(|m| *m != base) {
        let theirs: FxHashSet<u64> = profiles[document].shingles.iter().copied().collect();
        let share = covered(&profiles[document], &held).max(covered(&profiles[base], &theirs));
        versions.push(Version { document, share });
    }
    Story { versions }
}

/// The fullest version: the one with the most words, those counted again that it has in common with another version. A
/// long rewrite by another hand is less of a base than the original that three others were made from.
fn base(profiles: &[Profile], members: &[usize]) -> usize {
    let mut holders: FxHashMap<u64, usize> = FxHashMap::default();
    for member in members {
        for shingle in profiles[*member].shingles.iter().copied().collect::<FxHashSet<_>>() {
            *holders.entry(shingle).or_default() += 1;
        }
    }
    let weight = |member: usize| {
        let others = |s: &u64| holders.get(s).map_or(0, |n| n - 1);
        profiles[member].words.len() + profiles[member].shingles.iter().map(others).sum::<usize>()
    };
    let fullest = members.iter().map(|m| weight(*m)).max().unwrap_or(0);
    // Of versions that are nearly as full the last: a correction takes a word out and is the better text.
    members.iter().copied().rfind(|m| weight(*m) * 100 >= fullest * NEARLY).unwrap_or(0)
}

/// The share of a document's words that stand in a run whose every shingle is among `held`.
fn covered(profile: &Profile, held: &FxHashSet<u64>) -> f32 {
    let (mut words, mut end) = (0, 0);
    for (at, _) in profile.shingles.iter().enumerate().filter(|(_, s)| held.contains(s)) {
        words += at + SHINGLE - end.max(at);
        end = at + SHINGLE;
    }
    words as f32 / profile.words.len().max(1) as f32
}
