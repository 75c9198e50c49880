//! Which documents tell of one event.

use std::collections::VecDeque;
use std::hash::Hash;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::profile::Profile;

/// Documents this alike tell of one event. Measured: five real reports of one event by independent hands, and five
/// samples of the same, are alike by 0.44 and more, alone or among others; neighbours in topic (the same president's
/// next visit, another town's bridge, another central bank) by 0.38 at most.
const ALIKE: f32 = 0.41;

/// A document joins a story where it is alike to its versions on the whole: this share of [`ALIKE`] at the mean.
const COMPANY: f32 = 0.75;

/// So many versions of a story are asked whether another fits in.
const ASKED: usize = 8;

/// Documents are compared where they share some of their heaviest words: so many of so many.
const SHARED: u32 = 3;
const HEAVIEST: usize = 64;

/// A word or shingle brings a document together with so many others at most, the latest: each with each would cost
/// the square of a crowd.
const CROWD: usize = 200;

type Pair = (u32, u32);

/// The documents of each event, in order, by their first.
pub(super) fn clusters(profiles: &[Profile]) -> Vec<Vec<usize>> {
    let likeness = Likeness { profiles, copied: copied(profiles) };
    let mut home: Vec<usize> = (0..profiles.len()).collect();
    let mut clusters: Vec<Vec<usize>> = home.iter().map(|i| vec![*i]).collect();
    let mut refused = FxHashSet::default();
    for (a, b) in likeness.pairs() {
        let (a, b) = (home[a as usize], home[b as usize]);
        let (into, from) = (a.min(b), a.max(b));
        let question = (into, clusters[into].len(), from, clusters[from].len());
        if into == from || refused.contains(&question) {
            continue;
        }
        if likeness.mean(&clusters[into], &clusters[from]) < ALIKE * COMPANY {
            refused.insert(question);
            continue;
        }
        let joined = std::mem::take(&mut clusters[from]);
        for document in &joined {
            home[*document] = into;
        }
        clusters[into].extend(joined);
    }
    clusters.retain(|c| !c.is_empty());
    for cluster in &mut clusters {
        cluster.sort_unstable();
    }
    clusters
}

/// How alike documents are.
struct Likeness<'a> {
    profiles: &'a [Profile],
    /// The share of the shorter one's shingles that the other has, where it is not nought.
    copied: FxHashMap<Pair, f32>,
}

impl Likeness<'_> {
    /// Telling words in common, and wording: a text that stands in another whole is of its story whatever else that
    /// says, while a paragraph of background in both is only a hint.
    fn of(&self, a: usize, b: usize) -> f32 {
        let copied = self.copied.get(&pair(a, b)).copied().unwrap_or(0.0);
        self.profiles[a].cosine(&self.profiles[b]) + copied / 2.0
    }

    /// The pairs that are alike enough, the most alike first.
    fn pairs(&self) -> impl Iterator<Item = Pair> {
        let heaviest = meet(self.profiles.iter().map(|p| p.heaviest(HEAVIEST)));
        let met = heaviest.into_iter().filter(|(_, shared)| *shared >= SHARED).map(|(pair, _)| pair);
        let candidates: FxHashSet<Pair> = met.chain(self.copied.keys().copied()).collect();
        let score = |(a, b): Pair| (self.of(a as usize, b as usize), (a, b));
        let mut pairs: Vec<_> = candidates.into_iter().map(score).filter(|(s, _)| *s >= ALIKE).collect();
        pairs.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        pairs.into_iter().map(|(_, pair)| pair)
    }

    /// How alike two clusters are, some of each with some of each, at the mean.
    fn mean(&self, a: &[usize], b: &[usize]) -> f32 {
        let (a, b) = (some(a), some(b));
        let sum: f32 = a.iter().flat_map(|i| b.iter().map(|j| self.of(*i, *j))).sum();
        sum / (a.len() * b.len()).max(1) as f32
    }
}

/// At most [`ASKED`] members, spread over the cluster.
fn some(cluster: &[usize]) -> Vec<usize> {
    cluster.iter().step_by(cluster.len().div_ceil(ASKED).max(1)).copied().collect()
}

/// For documents that share wording, the share of the shorter one's shingles that the other has.
fn copied(profiles: &[Profile]) -> FxHashMap<Pair, f32> {
    let sets: Vec<FxHashSet<u64>> = profiles.iter().map(|p| p.shingles.iter().copied().collect()).collect();
    let shorter = |(a, b): Pair| sets[a as usize].len().min(sets[b as usize].len()).max(1);
    let share = |(pair, count): (Pair, u32)| (pair, count as f32 / shorter(pair) as f32);
    meet(sets.iter().map(|s| s.iter().copied())).into_iter().map(share).collect()
}

/// For every two documents that have features in common, how many.
fn meet<K: Hash + Eq, F: Iterator<Item = K>>(documents: impl Iterator<Item = F>) -> FxHashMap<Pair, u32> {
    let mut holders: FxHashMap<K, VecDeque<usize>> = FxHashMap::default();
    let mut met = FxHashMap::default();
    for (document, features) in documents.enumerate() {
        for feature in features {
            let holders = holders.entry(feature).or_default();
            for other in &*holders {
                *met.entry(pair(*other, document)).or_default() += 1;
            }
            if holders.len() == CROWD {
                holders.pop_front();
            }
            holders.push_back(document);
        }
    }
    met
}

fn pair(a: usize, b: usize) -> Pair {
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (narrow(a.min(b)), narrow(a.max(b)))
}
