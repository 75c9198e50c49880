//! Orders a story's versions, and computes its base and shares.

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::fingerprint::Fingerprint;
use super::fingerprint::SHINGLE_WORDS;
use super::model::Nearest;
use super::model::Story;
use super::model::Version;
use super::profile::Profile;
use super::time;

/// Versions with at least this percentage of the fullest version's weight count as equally full.
const EQUALLY_FULL_PERCENT: usize = 98;

/// Up to this many versions, all pairs are compared for the nearest; in a longer story, this many neighbours before and
/// after.
const NEAREST_VERSIONS: usize = 48;

/// The story of these documents.
pub(super) fn story(profiles: &[Profile], members: &[usize]) -> Story {
    let clues: Vec<_> = members.iter().map(|m| &profiles[*m].clues).collect();
    let sorted = time::sort(&clues);
    if let [document] = members {
        return Story { base: 0, versions: vec![version(profiles, *document)] };
    }
    let order: Vec<usize> = sorted.iter().map(|(at, _)| members[*at]).collect();
    let prints: Vec<&Fingerprint> = order.iter().map(|d| &profiles[*d].fingerprint).collect();
    let sets: Vec<FxHashSet<u32>> = prints.iter().map(|p| p.shingles.iter().copied().collect()).collect();
    let base = base(&prints);
    let share = |a: usize, b: usize| covered(prints[a], &sets[b]).max(covered(prints[b], &sets[a]));
    let nearest = |at: usize| {
        let near = at.saturating_sub(NEAREST_VERSIONS)..(at + NEAREST_VERSIONS + 1).min(order.len());
        let others = near.filter(|other| *other != at).map(|other| (share(at, other), other));
        // The preceding one, if several are equally near.
        let best = others.max_by(|x, y| x.0.total_cmp(&y.0).then(x.1.abs_diff(at).cmp(&y.1.abs_diff(at)).reverse()))?;
        Some(Nearest { document: order[best.1], share: best.0 })
    };
    let versions = order.iter().enumerate().map(|(at, document)| Version {
        share: if at == base { 1.0 } else { share(at, base) },
        before: at.checked_sub(1).map(|before| share(at, before)),
        nearest: nearest(at),
        evidence: sorted[at].1,
        ..version(profiles, *document)
    });
    Story { base, versions: versions.collect() }
}

fn version(profiles: &[Profile], document: usize) -> Version {
    Version {
        document,
        share: 1.0,
        before: None,
        nearest: None,
        time: profiles[document].clues.time(),
        evidence: time::Evidence::Guess,
    }
}

/// The fullest version: the one with the most words, where words common to other versions count again for each. A long
/// rewrite by another author is less of a base than an original that three others derive from.
fn base(prints: &[&Fingerprint]) -> usize {
    let mut documents_with: FxHashMap<u32, usize> = FxHashMap::default();
    for print in prints {
        for shingle in print.shingles.iter().copied().collect::<FxHashSet<_>>() {
            *documents_with.entry(shingle).or_default() += 1;
        }
    }
    let weight = |print: &&Fingerprint| {
        let others = |s: &u32| documents_with.get(s).map_or(0, |n| n - 1);
        print.words + print.shingles.iter().map(others).sum::<usize>()
    };
    let weights: Vec<usize> = prints.iter().map(weight).collect();
    let fullest = weights.iter().copied().max().unwrap_or(0);
    // The last of equally full versions: a correction may remove a word, but is the better text.
    weights.iter().rposition(|w| w * 100 >= fullest * EQUALLY_FULL_PERCENT).unwrap_or(0)
}

/// The share of a document's words in runs whose shingles are all among `others`.
fn covered(print: &Fingerprint, others: &FxHashSet<u32>) -> f32 {
    let (mut words, mut end) = (0, 0);
    for (at, _) in print.shingles.iter().enumerate().filter(|(_, s)| others.contains(s)) {
        words += at + SHINGLE_WORDS - end.max(at);
        end = at + SHINGLE_WORDS;
    }
    words as f32 / print.words.max(1) as f32
}
