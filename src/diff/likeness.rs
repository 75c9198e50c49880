//! How alike two sentences are, and which ones are worth asking.
//!
//! Two sentences that say the same share rare words, and share them in about the same order. Common words prove
//! nothing, and a name that stands in every sentence of the story proves as little.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::lexicon::{KeyClass, Lexicon, Stem, count};
use super::{Stop, Stopped};
use crate::text::{Pair, Side};

/// Two sentences that may say the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) old: u32,
    pub(super) new: u32,
    /// 0 to 1; see [`Likeness::score`].
    pub(super) score: f32,
    /// Rarity of the words that both have, in nats.
    pub(super) evidence: f32,
    /// How many content words both have.
    pub(super) words: usize,
}

/// Candidates kept for a sentence.
const BEST: usize = 6;
/// Below this a pair is not looked at more closely: the order can only lower its score.
const WORTH: f32 = 0.22;
/// In a long text a stem that stands in more sentences than this finds no candidates: it tells little, and following
/// it would cost the square of the text.
const COMMON: usize = 48;
/// Up to so many sentences every stem is followed.
const SHORT: usize = 600;
/// Stems of a sentence that are compared in order; a longer sentence is a list or no prose.
const LONG: usize = 300;

/// Nats a byte of a run weighs, which was not read: a word of six bytes, half of them function words.
const UNREAD: f32 = 0.5;

/// Answers how alike two sentences are.
pub(super) struct Likeness<'a> {
    lexicon: &'a Lexicon<'a>,
    weights: Pair<Vec<f32>>,
}

/// A sentence as its stems.
struct Profile {
    /// Stems of its words, in order, marks left out, with their weights.
    order: Vec<(Stem, f32)>,
    /// How often each content stem stands, sorted by stem.
    counts: Vec<(Stem, u32, f32)>,
    weight: f32,
}

impl<'a> Likeness<'a> {
    pub(super) fn new(lexicon: &'a Lexicon<'a>) -> Self {
        let weights = Pair::new(Side::Old, Side::New).map(|side| {
            let text = lexicon.side(side);
            let weight = |i: usize| match lexicon.runs.get(side, count(i)) {
                Some(_) => text.sentences[i].span.len() as f32 * UNREAD,
                None => text.body(i).iter().map(|&k| lexicon.weight(k)).sum(),
            };
            (0..text.sentences.len()).map(weight).collect()
        });
        Self { lexicon, weights }
    }

    /// Rarity of all words of a sentence, in nats.
    pub(super) fn weight(&self, side: Side, i: u32) -> f32 {
        self.weights[side][i as usize]
    }

    /// How many of its words tell something.
    pub(super) fn content_words(&self, side: Side, i: u32) -> usize {
        let text = self.lexicon.side(side);
        if self.lexicon.runs.get(side, i).is_some() {
            return text.sentences[i as usize].span.len() / 12;
        }
        let keys = text.body(i as usize);
        keys.iter().filter(|&&k| self.lexicon.class(k) == KeyClass::Content).count()
    }

    fn profile(&self, side: Side, sentences: Range<u32>) -> Profile {
        let text = self.lexicon.side(side);
        let keys = sentences.flat_map(|i| text.body(i as usize)).copied();
        let mut order = Vec::new();
        let mut stems = Vec::new();
        let mut weight = 0.0;
        for key in keys {
            let class = self.lexicon.class(key);
            if class == KeyClass::Mark {
                continue;
            }
            let w = self.lexicon.weight(key);
            weight += w;
            let stem = self.lexicon.stem(key);
            order.push((stem, w));
            if class == KeyClass::Content {
                stems.push((stem, w));
            }
        }
        stems.sort_unstable_by_key(|&(stem, _)| stem);
        let mut counts: Vec<(Stem, u32, f32)> = Vec::with_capacity(stems.len());
        for (stem, w) in stems {
            match counts.last_mut() {
                Some(last) if last.0 == stem => last.1 += 1,
                _ => counts.push((stem, 1, w)),
            }
        }
        Profile { order, counts, weight }
    }

    /// Pairs of `olds` and `news` that may say the same, the best few for each of `news`.
    pub(super) fn candidates(&self, olds: &[u32], news: &[u32], stop: Stop<'_>) -> Result<Vec<Candidate>, Stopped> {
        if olds.is_empty() || news.is_empty() {
            return Ok(Vec::new());
        }
        let profiles: Vec<Profile> = olds.iter().map(|&i| self.profile(Side::Old, i..i + 1)).collect();
        let mut holders: FxHashMap<Stem, Vec<(u32, u32)>> = FxHashMap::default();
        for (n, profile) in profiles.iter().enumerate() {
            for &(stem, times, _) in &profile.counts {
                holders.entry(stem).or_default().push((count(n), times));
            }
        }
        let common = if olds.len() <= SHORT { usize::MAX } else { COMMON };
        let mut shared: Vec<(f32, u32)> = vec![(0.0, 0); olds.len()]; // (evidence, content words)
        let mut met: Vec<u32> = Vec::new();
        let mut out = Vec::new();
        for &j in news {
            stop.check()?;
            let profile = self.profile(Side::New, j..j + 1);
            let family = self.lexicon.family(Side::New, j as usize);
            for &(stem, times, weight) in &profile.counts {
                let Some(held) = holders.get(&stem).filter(|h| h.len() <= common) else { continue };
                for &(n, there) in held {
                    let both = times.min(there);
                    let sum = &mut shared[n as usize];
                    if sum.1 == 0 {
                        met.push(n);
                    }
                    *sum = (sum.0 + weight * both as f32, sum.1 + both);
                }
            }
            let mut best: Vec<(f32, u32, u32)> = Vec::new();
            for &n in &met {
                let (evidence, words) = std::mem::take(&mut shared[n as usize]);
                let old = &profiles[n as usize];
                // One word in common is an accident, unless a sentence has no more.
                let least = 2.min(profile.counts.len()).min(old.counts.len());
                let worth = overlap(evidence, old.weight, profile.weight);
                if worth >= WORTH
                    && words as usize >= least
                    && self.lexicon.family(Side::Old, olds[n as usize] as usize) == family
                {
                    best.push((worth, n, words));
                }
            }
            met.clear();
            best.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            for &(_, n, words) in best.iter().take(BEST) {
                let old = &profiles[n as usize];
                let (score, evidence) = Self::score(old, &profile);
                out.push(Candidate { old: olds[n as usize], new: j, score, evidence, words: words as usize });
            }
        }
        Ok(out)
    }

    /// One pair of sentences, looked at without a search.
    pub(super) fn pair(&self, old: u32, new: u32) -> f32 {
        if self.lexicon.family(Side::Old, old as usize) != self.lexicon.family(Side::New, new as usize) {
            return 0.0;
        }
        Self::score(&self.profile(Side::Old, old..old + 1), &self.profile(Side::New, new..new + 1)).0
    }

    /// How alike two sentences are, 0 to 1, and the rarity of what they share. Seven parts the words that both have,
    /// three parts those that stand in the same order.
    fn score(old: &Profile, new: &Profile) -> (f32, f32) {
        let mut evidence = 0.0;
        let mut there = new.counts.iter().peekable();
        for &(stem, times, weight) in &old.counts {
            while there.next_if(|c| c.0 < stem).is_some() {}
            if let Some(&&(other, n, _)) = there.peek()
                && other == stem
            {
                evidence += weight * times.min(n) as f32;
            }
        }
        let ordered = heaviest_common_order(&old.order, &new.order);
        let head = |p: &Profile| p.order.iter().take(LONG).map(|&(_, w)| w).sum::<f32>();
        let dice = 2.0 * ordered / (head(old) + head(new)).max(f32::MIN_POSITIVE);
        ((0.7 * overlap(evidence, old.weight, new.weight) + 0.3 * dice).min(1.0), evidence)
    }

    /// What share of sentence `i` of `side` stands in sentence `other` of the other side beyond what the sentences
    /// `mine` have in common with it already; 0 where too little is shared to tell.
    pub(super) fn rest_held(&self, side: Side, mine: &Range<u32>, i: u32, other: u32) -> f32 {
        if self.lexicon.family(side, i as usize) != self.lexicon.family(side, mine.start as usize) {
            return 0.0;
        }
        let whole = self.profile(side.other(), other..other + 1);
        let mut left: FxHashMap<Stem, u32> = whole.counts.iter().map(|&(stem, times, _)| (stem, times)).collect();
        for &(stem, times, _) in &self.profile(side, mine.clone()).counts {
            if let Some(n) = left.get_mut(&stem) {
                *n = n.saturating_sub(times);
            }
        }
        let added = self.profile(side, i..i + 1);
        let mut words = 0;
        let mut held = 0.0;
        let mut all = 0.0;
        for &(stem, times, weight) in &added.counts {
            let both = left.get(&stem).copied().unwrap_or(0).min(times);
            words += both;
            held += weight * both as f32;
            all += weight * times as f32;
        }
        // One word is enough where the sentence tells no more: "For China." of "For China, on which …".
        let enough = if added.counts.len() > 1 { 2 } else { 1 };
        if words < enough || all <= 0.0 { 0.0 } else { held / all }
    }
}

/// The geometric mean of two shares: of what both sentences weigh (Dice) and of what the lighter one weighs. The first
/// alone would part a sentence from its half, the second would pair any short sentence with a long one.
fn overlap(shared: f32, old: f32, new: f32) -> f32 {
    let dice = 2.0 * shared / (old + new).max(f32::MIN_POSITIVE);
    let part = shared / old.min(new).max(f32::MIN_POSITIVE);
    (dice * part).sqrt()
}

/// Weight of the heaviest common subsequence.
fn heaviest_common_order(old: &[(Stem, f32)], new: &[(Stem, f32)]) -> f32 {
    let (old, new) = (&old[..old.len().min(LONG)], &new[..new.len().min(LONG)]);
    let mut row = vec![0.0f32; new.len() + 1];
    for &(stem, weight) in old {
        let mut diagonal = 0.0;
        for (n, &(other, _)) in new.iter().enumerate() {
            let above = row[n + 1];
            row[n + 1] = if stem == other { diagonal + weight } else { above.max(row[n]) };
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or(0.0)
}
