//! The similarity of sentences, and the search for similar ones.
//!
//! Two sentences that say the same share rare words in about the same order. Common words are no evidence, nor is a
//! name that is in every sentence of the story.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::number::count;
use super::profile::{Posting, Profile, common, overlap, score};
use super::short_line::{LineSimilarity, ShortLine};
use super::thresholds::Thresholds;
use super::vocabulary::{KeyClass, Stem, Vocabulary};
use crate::text::cancel::{Stop, Stopped};
use crate::text::parallel::both;
use crate::text::{BlockKind, Document, Pair, Side};

/// Two sentences that may correspond.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) old: u32,
    pub(crate) new: u32,
    /// 0 to 1; see [`Similarity::score`].
    pub(crate) score: f32,
    /// Rarity of the common words, in nats.
    pub(crate) evidence: f32,
    /// Number of common content words.
    pub(crate) words: usize,
}

/// What two sentences have in common in any order.
pub(crate) struct Shared {
    /// Number of content words.
    pub(crate) words: usize,
    /// Number of those that say more than when or how many.
    pub(crate) substance: usize,
    /// Their share of the weight of both, as [`overlap`] measures it.
    pub(crate) share: f32,
}

/// An index of old sentences by content stem.
struct PostingIndex<'a> {
    olds: &'a [u32],
    profiles: Vec<Arc<Profile>>,
    /// Start of each stem's entries in `held`.
    starts: Vec<u32>,
    /// Index in `profiles`, and the number of occurrences of the stem.
    held: Vec<(u32, u32)>,
}

impl<'a> PostingIndex<'a> {
    fn new(olds: &'a [u32], profiles: Vec<Arc<Profile>>, stems: usize) -> Self {
        // Counting sort: the entries of each stem follow those of the one before.
        let mut starts = vec![0; stems + 2];
        for held in profiles.iter().flat_map(|p| &p.counts) {
            starts[held.stem as usize + 2] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut held = vec![(0, 0); sum as usize];
        for (n, profile) in profiles.iter().enumerate() {
            for Posting { stem, times, .. } in &profile.counts {
                let next = &mut starts[*stem as usize + 1];
                held[*next as usize] = (count(n), *times);
                *next += 1;
            }
        }
        Self { olds, profiles, starts, held }
    }

    fn of(&self, stem: Stem) -> &[(u32, u32)] {
        &self.held[self.starts[stem as usize] as usize..self.starts[stem as usize + 1] as usize]
    }
}

impl Thresholds {
    /// Raises a score where the shared evidence is ample.
    pub(crate) fn raised(&self, score: f32, evidence: f32) -> f32 {
        score * (1.0 + self.ample_raise * (evidence - self.ample_from).clamp(0.0, self.ample_most))
    }
}

/// Computes the similarity of sentences.
pub(crate) struct Similarity<'a> {
    vocabulary: &'a Vocabulary<'a>,
    thresholds: &'a Thresholds,
    weights: Pair<Vec<f32>>,
    /// Whether both texts have a headline.
    headlines: bool,
    profiles: Pair<Vec<OnceLock<Arc<Profile>>>>,
}

impl<'a> Similarity<'a> {
    pub(crate) fn new(vocabulary: &'a Vocabulary<'a>) -> Self {
        let weights = Pair::new(Side::Old, Side::New).map(|side| {
            let text = vocabulary.side(side);
            let weight = |i: usize| match vocabulary.runs.get(side, count(i)) {
                Some(_) => text.sentences[i].span.len() as f32 * vocabulary.thresholds.unread_byte,
                None => text.body(i).iter().map(|&k| vocabulary.weight(k)).sum(),
            };
            (0..text.sentences.len()).map(weight).collect()
        });
        let has = |d: &Document| d.blocks.iter().any(|b| b.kind == BlockKind::Headline);
        let headlines = has(vocabulary.documents().old) && has(vocabulary.documents().new);
        let profiles =
            Pair::new(Side::Old, Side::New).map(|side| vec![OnceLock::new(); vocabulary.side(side).sentences.len()]);
        Self { vocabulary, thresholds: vocabulary.thresholds, weights, headlines, profiles }
    }

    /// The block of a sentence, if there is such a sentence.
    pub(crate) fn block(&self, side: Side, i: u32) -> Option<u32> {
        self.vocabulary.side(side).sentences.get(i as usize).map(|sentence| sentence.block)
    }

    /// A sentence as written.
    pub(crate) fn text(&self, side: Side, i: u32) -> &str {
        let text = self.vocabulary.side(side);
        text.sentences.get(i as usize).map_or("", |sentence| sentence.span.of(text.text))
    }

    /// The kind of the block that a sentence is in.
    pub(crate) fn kind(&self, side: Side, i: u32) -> Option<BlockKind> {
        let block = self.block(side, i).and_then(|n| self.vocabulary.documents()[side].blocks.get(n as usize));
        block.map(|block| block.kind)
    }

    /// Rarity of all words of a sentence, in nats.
    pub(crate) fn weight(&self, side: Side, i: u32) -> f32 {
        self.weights[side][i as usize]
    }

    /// Number of words of a sentence, without punctuation.
    pub(crate) fn words(&self, side: Side, i: u32) -> usize {
        let text = self.vocabulary.side(side);
        if self.vocabulary.runs.get(side, i).is_some() {
            return text.sentences[i as usize].span.len() / self.thresholds.unread_word;
        }
        text.body(i as usize).iter().filter(|&&k| self.vocabulary.class(k) != KeyClass::Mark).count()
    }

    /// Number of content words of a sentence.
    pub(crate) fn content_words(&self, side: Side, i: u32) -> usize {
        let text = self.vocabulary.side(side);
        if self.vocabulary.runs.get(side, i).is_some() {
            return text.sentences[i as usize].span.len() / (2 * self.thresholds.unread_word);
        }
        let keys = text.body(i as usize);
        keys.iter().filter(|&&k| self.vocabulary.class(k) == KeyClass::Content).count()
    }

    /// The profile of some sentences; those of single sentences are cached.
    fn profile(&self, side: Side, sentences: Range<u32>) -> Arc<Profile> {
        match self.profiles[side].get(sentences.start as usize) {
            Some(kept) if sentences.len() == 1 => {
                Arc::clone(kept.get_or_init(|| Arc::new(Profile::read(self.vocabulary, side, sentences))))
            }
            _ => Arc::new(Profile::read(self.vocabulary, side, sentences)),
        }
    }

    /// Pairs of `olds` and `news` that may correspond: the best few for each of `news`. Uses two threads for long
    /// texts.
    pub(crate) fn candidates(&self, olds: &[u32], news: &[u32], stop: Stop<'_>) -> Result<Vec<Candidate>, Stopped> {
        if olds.is_empty() || news.is_empty() {
            return Ok(Vec::new());
        }
        let profile = |i: u32| stop.check().map(|()| self.profile(Side::Old, i..i + 1));
        let read = |olds: &[u32]| olds.iter().map(|&i| profile(i)).collect::<Result<Vec<_>, _>>();
        if olds.len().max(news.len()) <= self.thresholds.short_text {
            return self.near(&PostingIndex::new(olds, read(olds)?, self.vocabulary.stems()), news, stop);
        }
        let (first, second) = news.split_at(news.len() / 2);
        let (head, tail) = olds.split_at(olds.len() / 2);
        let (profiles, rest) = both(|| read(head), || read(tail));
        let mut profiles = profiles?;
        profiles.extend(rest?);
        let index = PostingIndex::new(olds, profiles, self.vocabulary.stems());
        let (out, rest) = both(|| self.near(&index, first, stop), || self.near(&index, second, stop));
        let mut out = out?;
        out.extend(rest?);
        Ok(out)
    }

    /// The old sentences that may correspond to each of `news`.
    fn near(&self, index: &PostingIndex<'_>, news: &[u32], stop: Stop<'_>) -> Result<Vec<Candidate>, Stopped> {
        let PostingIndex { olds, profiles, .. } = index;
        let short = olds.len().max(self.vocabulary.side(Side::New).sentences.len()) <= self.thresholds.short_text;
        let common = if short { usize::MAX } else { self.thresholds.common_stem };
        let mut shared: Vec<(f32, u32)> = vec![(0.0, 0); olds.len()]; // (evidence, content words)
        let mut met: Vec<u32> = Vec::new();
        let mut best: Vec<(f32, u32, u32)> = Vec::new();
        let mut out = Vec::new();
        for &j in news {
            stop.check()?;
            if self.vocabulary.is_late() {
                break;
            }
            let profile = self.profile(Side::New, j..j + 1);
            let family = self.vocabulary.family(Side::New, j as usize);
            let heads = self.kind(Side::New, j) == Some(BlockKind::Headline);
            for &Posting { stem, times, weight, .. } in &profile.counts {
                let held = index.of(stem);
                if held.len() > common {
                    continue;
                }
                for &(n, there) in held {
                    let both = times.min(there);
                    let sum = &mut shared[n as usize];
                    if sum.1 == 0 {
                        met.push(n);
                    }
                    *sum = (sum.0 + weight * both as f32, sum.1 + both);
                }
            }
            best.clear();
            for &n in &met {
                let (evidence, words) = std::mem::take(&mut shared[n as usize]);
                let old = &profiles[n as usize];
                // Unless a sentence has no others.
                let least = self.thresholds.candidate_words.min(profile.counts.len()).min(old.counts.len());
                let overlapping = overlap(evidence, old.weight, profile.weight);
                if overlapping >= self.thresholds.candidate_overlap
                    && words as usize >= least
                    && self.vocabulary.family(Side::Old, olds[n as usize] as usize) == family
                {
                    best.push((overlapping, n, words));
                }
            }
            met.clear();
            best.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            for &(_, n, words) in best.iter().take(self.thresholds.candidates) {
                let old = &profiles[n as usize];
                let (score, evidence) = score(old, &profile, self.thresholds);
                // A headline may say the same as the lead; if both texts have one, headlines pair with each other.
                let apart =
                    self.headlines && heads != (self.kind(Side::Old, olds[n as usize]) == Some(BlockKind::Headline));
                if apart && score < self.thresholds.headline_cross_score {
                    continue;
                }
                // Stock sentences are no evidence: "declined to comment".
                if score < self.thresholds.stock_score && self.is_stock_pair(old, &profile) {
                    continue;
                }
                out.push(Candidate { old: olds[n as usize], new: j, score, evidence, words: words as usize });
            }
        }
        Ok(out)
    }

    /// Whether all common words are stock words.
    fn is_stock_pair(&self, old: &Profile, new: &Profile) -> bool {
        old.counts.iter().filter(|held| new.times(held.stem) > 0).all(|held| self.vocabulary.is_stock(held.key))
    }

    /// The score and evidence of two given sentences; 0 if they share only stock words.
    pub(crate) fn pair(&self, old: u32, new: u32) -> (f32, f32) {
        if self.vocabulary.family(Side::Old, old as usize) != self.vocabulary.family(Side::New, new as usize) {
            return (0.0, 0.0);
        }
        let (old, new) = (self.profile(Side::Old, old..old + 1), self.profile(Side::New, new..new + 1));
        let (score, evidence) = score(&old, &new, self.thresholds);
        if score < self.thresholds.stock_score && self.is_stock_pair(&old, &new) {
            (0.0, 0.0)
        } else {
            (score, evidence)
        }
    }

    /// Share of the weight of both sides that is common and in order; 1 if they share a phrase.
    pub(crate) fn in_order(&self, at: &Pair<Range<u32>>) -> f32 {
        let (old, new) = (self.profile(Side::Old, at.old.clone()), self.profile(Side::New, at.new.clone()));
        let found = common(&old.order, &new.order, self.thresholds);
        if found.verbatim > 0.0 {
            return 1.0;
        }
        2.0 * found.ordered / (old.weight + new.weight).max(f32::MIN_POSITIVE)
    }

    /// What the two sides of a link have in common in any order.
    pub(crate) fn shared(&self, at: &Pair<Range<u32>>) -> Shared {
        let (old, new) = (self.profile(Side::Old, at.old.clone()), self.profile(Side::New, at.new.clone()));
        let mut out = Shared { words: 0, substance: 0, share: 0.0 };
        let mut weight = 0.0;
        for held in old.counts.iter().filter(|held| new.times(held.stem) > 0) {
            out.words += 1;
            out.substance += usize::from(!self.vocabulary.is_circumstance(held.key));
            weight += held.weight;
        }
        out.share = overlap(weight, old.weight, new.weight);
        out
    }

    /// Whether two sentences belong to the same family.
    pub(crate) fn is_one_family(&self, old: u32, new: u32) -> bool {
        self.vocabulary.family(Side::Old, old as usize) == self.vocabulary.family(Side::New, new as usize)
    }

    /// The common words in order and the shape of two short sentences.
    pub(crate) fn line_similarity(&self, old: u32, new: u32) -> Option<LineSimilarity> {
        if !self.is_one_family(old, new) {
            return None;
        }
        let line = |side: Side, i: u32| self.short_line(side, i, self.thresholds.literal_words);
        Some(line(Side::Old, old)?.line_similarity(&line(Side::New, new)?, self.thresholds))
    }

    /// A sentence as a [`ShortLine`], if it has at most `words` words.
    pub(crate) fn short_line(&self, side: Side, i: u32, words: usize) -> Option<ShortLine> {
        ShortLine::read(self.vocabulary, side, i, words)
    }

    /// Whether the boundary between two consecutive pairs was shifted: words before it on one side are after it on the
    /// other.
    pub(crate) fn is_shifted(&self, first: &Pair<Range<u32>>, second: &Pair<Range<u32>>) -> bool {
        let beyond = |side: Side, pair: &Pair<Range<u32>>| {
            let mut left: FxHashMap<Stem, (u32, f32)> = FxHashMap::default();
            left.extend(self.profile(side, pair[side].clone()).counts.iter().map(|h| (h.stem, (h.times, h.weight))));
            for held in &self.profile(side.other(), pair[side.other()].clone()).counts {
                if let Some(mine) = left.get_mut(&held.stem) {
                    mine.0 = mine.0.saturating_sub(held.times);
                }
            }
            Beyond(left)
        };
        let shared = Side::BOTH
            .into_iter()
            .any(|side| beyond(side, first).common(&beyond(side.other(), second)).is_shifted(self.thresholds));
        // A name that moves between sentences crosses unchanged words; a shifted boundary crosses none.
        let ordered = |olds: Range<u32>, news: Range<u32>| {
            common(&self.profile(Side::Old, olds).order, &self.profile(Side::New, news).order, self.thresholds).ordered
        };
        let apart = || ordered(first.old.clone(), first.new.clone()) + ordered(second.old.clone(), second.new.clone());
        shared
            && ordered(first.old.start..second.old.end, first.new.start..second.new.end)
                >= apart() + self.thresholds.shift_evidence
    }

    /// How much of sentence `i` of `side` corresponds to the sentences `other`, beyond what the sentences `mine` have
    /// in common with those; `None` where too little is shared.
    pub(crate) fn rest(&self, side: Side, mine: &Range<u32>, i: u32, other: &Range<u32>) -> Option<Rest> {
        if self.vocabulary.family(side, i as usize) != self.vocabulary.family(side, mine.start as usize) {
            return None;
        }
        let whole = self.profile(side.other(), other.clone());
        let mine = self.profile(side, mine.clone());
        let added = self.profile(side, i..i + 1);
        let taken: f32 = mine.counts.iter().map(|h| h.weight * h.times.min(whole.times(h.stem)) as f32).sum();
        let mut words = 0;
        let mut held = 0.0;
        let mut all = 0.0;
        let mut names = vec![(false, false); added.names as usize + 1]; // matched, and matched on the other side too
        for &Posting { stem, times, weight, name, .. } in &added.counts {
            let both = whole.times(stem).saturating_sub(mine.times(stem)).min(times);
            let met = &mut names[name as usize];
            let once = |known: bool| weight * if known { self.thresholds.name_rest } else { 1.0 };
            words += both;
            all += once(met.0) * times as f32;
            held += once(met.1) * both as f32;
            *met = (true, met.1 || both > 0);
        }
        // One word is enough if the sentence has no other: "For China." of "For China, on which …".
        let enough = if added.counts.len() > 1 { self.thresholds.join_words } else { 1 };
        let rest = (whole.weight - taken).max(held);
        (words >= enough && all > 0.0).then(|| Rest {
            share: held / all,
            score: overlap(held, all, rest),
            evidence: held,
        })
    }

    /// Splits `other` into a piece for `mine` and one for sentence `i`, next to `mine`, and returns the share of the
    /// words of `i` and its piece that are common and in order; `None` where it adds almost nothing.
    pub(crate) fn continues(&self, side: Side, mine: &Range<u32>, i: u32, other: &Range<u32>) -> Option<f32> {
        if self.vocabulary.family(side, i as usize) != self.vocabulary.family(side, mine.start as usize) {
            return None;
        }
        let stems = |side: Side, sentences: Range<u32>| {
            let mut stems = self.stems(side, sentences);
            // Text before `mine` is compared from the end.
            if i < mine.start {
                stems.reverse();
            }
            stems
        };
        let (first, second) = (stems(side, mine.clone()), stems(side, i..i + 1));
        let whole = stems(side.other(), other.clone());
        let t = self.thresholds;
        // A lead-in of a word or two before its list: "Bring a lamp …" → "Bring:", "1. a lamp, …"
        if i < mine.start && self.is_lead_in(side, i) && whole.ends_with(&second) && !first.ends_with(&second) {
            return Some(1.0);
        }
        if second.len() < t.literal_join_words
            || second.len() > t.literal_words
            || first.len().max(whole.len()) > t.ordered_words
        {
            return None;
        }
        continuation(&first, &second, &whole, t)
    }

    /// Whether a sentence is a whole line that ends in a colon.
    fn is_lead_in(&self, side: Side, i: u32) -> bool {
        let (text, sentence) = (self.vocabulary.side(side), &self.vocabulary.side(side).sentences[i as usize]);
        let block = self.vocabulary.documents()[side].blocks.get(sentence.block as usize);
        let is_whole = block.is_some_and(|b| sentence.span.start <= b.span.start && sentence.span.end >= b.span.end);
        is_whole && sentence.span.of(text.text).trim_end().ends_with([':', '：'])
    }

    /// The stems of the words of some sentences, in order.
    fn stems(&self, side: Side, sentences: Range<u32>) -> Vec<Stem> {
        let text = self.vocabulary.side(side);
        let words = sentences.flat_map(|i| text.body(i as usize).iter().copied());
        words.filter(|&k| self.vocabulary.class(k) != KeyClass::Mark).map(|k| self.vocabulary.stem(k)).collect()
    }
}

/// Content stems of some sentences that others do not have.
struct Beyond(FxHashMap<Stem, (u32, f32)>);

impl Beyond {
    /// What two such sets have in common.
    fn common(&self, other: &Self) -> Crossed {
        let (mut words, mut evidence) = (0, 0.0);
        for (stem, &(times, weight)) in &self.0 {
            let both = other.0.get(stem).map_or(0, |held| held.0).min(times);
            words += both;
            evidence += weight * both as f32;
        }
        let all = |beyond: &Self| beyond.0.values().map(|&(times, weight)| weight * times as f32).sum::<f32>();
        Crossed { words, evidence, share: evidence / all(self).min(all(other)).max(f32::MIN_POSITIVE) }
    }
}

/// Words that are before a boundary on one side and after it on the other.
struct Crossed {
    words: u32,
    /// In nats.
    evidence: f32,
    /// Share of the lighter side's remaining words, 0 to 1.
    share: f32,
}

impl Crossed {
    /// Whether a boundary was shifted; less evidence means two edits with a word in common.
    fn is_shifted(&self, thresholds: &Thresholds) -> bool {
        self.words >= thresholds.shift_words
            && self.evidence >= thresholds.shift_evidence
            && self.share >= thresholds.shift_share
    }
}

/// Splits `whole` into a piece for `first` and one for `second`, and returns the share of the words of `second` and its
/// piece that are common and in order; `None` where this gains too few words.
fn continuation(first: &[Stem], second: &[Stem], whole: &[Stem], thresholds: &Thresholds) -> Option<f32> {
    // For each split of `whole`: common words in order of its head with `first`, and of its tail with `second`.
    let before = common_prefixes(first, whole);
    let reversed = |stems: &[Stem]| stems.iter().rev().copied().collect::<Vec<_>>();
    let mut after = common_prefixes(&reversed(second), &reversed(whole));
    after.reverse();
    let cut = (0..=whole.len()).max_by_key(|&cut| (before[cut] + after[cut], cut))?;
    let gained = (before[cut] + after[cut]).saturating_sub(before[whole.len()]);
    if gained < thresholds.literal_join_words || 100 * gained < thresholds.literal_join_percent * second.len() {
        return None;
    }
    // Up to the last common word: a third sentence may follow.
    let held = common_prefixes(second, &whole[cut..]);
    let piece = held.iter().position(|&words| words == after[cut])?;
    Some(2.0 * after[cut] as f32 / (second.len() + piece) as f32)
}

/// The number of common words in order of some stems and each prefix of others.
fn common_prefixes(stems: &[Stem], others: &[Stem]) -> Vec<usize> {
    let mut row = vec![0usize; others.len() + 1];
    for stem in stems {
        let mut corner = 0;
        for (j, other) in others.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if stem == other { corner + 1 } else { above.max(row[j]) };
            corner = above;
        }
    }
    row
}

/// What a sentence has in common with the uncovered part of another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rest {
    /// Share of the sentence's weight, 0 to 1.
    pub(crate) share: f32,
    /// Similarity of both, as in [`Candidate::score`].
    pub(crate) score: f32,
    /// In nats.
    pub(crate) evidence: f32,
}
