//! Pairs the sentences of two documents.
//!
//! ```text
//! old   A  B  C  D  E  F  G            A, G   equal and unique on both sides: they anchor
//!       │   ╲  ╲ │╲ ╳  │ ╲             B      alike enough, order counting: one heaviest chain
//! new   A  x  B  C C' E' D  G          C      split in two, or two merged: the neighbour's rest
//!                                      D, E   cross: the longer part stays, the shorter one moves
//! ```
//!
//! 1. Equal sentences that are unique on both sides, and similar sentences, are *candidates*. The heaviest chain of
//!    candidates in the same order is the spine. Weight is rarity, so long and rare sentences keep their place, and
//!    short and common ones move.
//! 2. Between two links of the spine, repeated sentences pair by a plain difference, and the rest again by similarity;
//!    a short gap needs less evidence than a long one.
//! 3. Unpaired sentences next to a link join it if they contain the words it lacks: a split or a merge.
//!    Lines with only the number of a part ("Article 3") are no candidates, and pair as the sentences after them.
//! 4. Short lines between two links pair by their words, all with equal weight, and by their position.
//! 5. The remaining sentences pair regardless of order if their similarity beats chance: moves. Neighbours that are
//!    too short to be significant move along.
//! 6. Two consecutive links become one if the full stop between them is at different positions.
//!
//! Every step is near linear: sentences are compared only if they share rare words. `chain` finds the heaviest chain;
//! step 4 is in `place`; steps 3 and 6, and the neighbours of step 5, are in `neighbours`.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashMap;
use similar::DiffOp;

use super::chain::{Anchor, heaviest_chain};
use super::myers::difference;
use super::number::count;
use super::part_numbers::part_numbers;
use super::record::{Pairing, Step};
use super::similarity::{Candidate, Similarity};
use super::thresholds::Thresholds;
use super::vocabulary::Vocabulary;
use crate::text::cancel::Stop;
use crate::text::{BlockKind, Pair, Side};

/// Some old sentences with some new ones; usually one side has a single sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    pub(crate) at: Pair<Range<u32>>,
    pub(crate) moved: bool,
    /// How its first pair was made.
    pub(crate) made: Pairing,
    /// How each further sentence joined it.
    pub(crate) joined: Vec<Pairing>,
}

impl Link {
    /// The same with the sides exchanged.
    pub(crate) fn turned(self) -> Self {
        Self { at: self.at.swap(), ..self }
    }
}

/// Links the sentences of both sides, ordered by new sentence.
pub(crate) fn align(vocabulary: &Vocabulary<'_>, stop: Stop<'_>) -> Result<Vec<Link>, crate::text::cancel::Stopped> {
    let t = vocabulary.thresholds;
    let mut work = Aligner::new(vocabulary);
    work.spine(stop)?;
    work.gaps(stop)?;
    work.joins(|rest| rest.joins(t));
    stop.check()?;
    work.part_numbers();
    work.headlines();
    work.places(t.literal_words);
    stop.check()?;
    work.moves();
    stop.check()?;
    work.extend();
    stop.check()?;
    // Each of these returns early once the flag is set.
    work.joins(|rest| {
        let alike = || t.raised(rest.score, rest.evidence) >= t.pair_score && rest.share >= t.join_alike_share;
        rest.joins(t) || alike()
    });
    stop.check()?;
    work.literal_joins();
    stop.check()?;
    work.remove_chance_pairs();
    stop.check()?;
    // Lines in the same place pair by less than the rarity of their words; longer sentences do so by chance.
    work.places(t.frame_words);
    stop.check()?;
    work.keep_in_place();
    work.links.sort_unstable_by_key(|l| l.at.new.start);
    stop.check()?;
    work.shifts();
    stop.check()?;
    Ok(work.links)
}

pub(crate) struct Aligner<'a> {
    pub(crate) similarity: Similarity<'a>,
    pub(crate) thresholds: &'a Thresholds,
    pub(crate) stop: Stop<'a>,
    /// The text id of each sentence; ids are equal if the texts differ at most in typography.
    pub(crate) ids: Pair<Vec<u32>>,
    /// The number of occurrences of each id, by side.
    pub(crate) counts: Vec<Pair<u32>>,
    /// Whether a sentence is a line with only the number of a part, which is no anchor.
    pub(crate) numbers: Pair<Vec<bool>>,
    /// Whether a sentence has a link.
    pub(crate) taken: Pair<Vec<bool>>,
    pub(crate) links: Vec<Link>,
    /// Similar pairs that cross the spine.
    pub(crate) crossing: Vec<Candidate>,
}

impl<'a> Aligner<'a> {
    fn new(vocabulary: &'a Vocabulary<'a>) -> Self {
        let mut numbers: FxHashMap<&[u32], u32> = FxHashMap::default();
        let mut runs: FxHashMap<usize, u32> = FxHashMap::default();
        let mut counts: Vec<Pair<u32>> = Vec::new();
        let ids = Pair::new(Side::Old, Side::New).map(|side| {
            let text = vocabulary.side(side);
            let sentences = 0..text.sentences.len();
            let ids = sentences.map(|i| {
                let next = count(counts.len());
                let id = match vocabulary.runs.get(side, count(i)) {
                    Some(run) => *runs.entry(run).or_insert(next),
                    None => *numbers.entry(text.body(i)).or_insert(next),
                };
                if id == next {
                    counts.push(Pair::default());
                }
                counts[id as usize][side] += 1;
                id
            });
            ids.collect::<Vec<u32>>()
        });
        let taken = ids.as_ref().map(|ids| vec![false; ids.len()]);
        Self {
            similarity: Similarity::new(vocabulary),
            thresholds: vocabulary.thresholds,
            stop: vocabulary.stop,
            ids,
            counts,
            numbers: Pair::new(Side::Old, Side::New).map(|side| part_numbers(vocabulary, side)),
            taken,
            links: Vec::new(),
            crossing: Vec::new(),
        }
    }

    pub(crate) fn link(&mut self, old: u32, new: u32, moved: bool, made: Pairing) {
        self.taken.old[old as usize] = true;
        self.taken.new[new as usize] = true;
        self.links.push(Link { at: Pair::new(old..old + 1, new..new + 1), moved, made, joined: Vec::new() });
    }

    /// The unlinked sentences of a side whose ids pass `keep`.
    fn left(&self, side: Side, keep: impl Fn(u32) -> bool) -> Vec<u32> {
        let ids = self.ids[side].iter().zip(&self.taken[side]).enumerate();
        ids.filter(|&(_, (&id, &taken))| !taken && keep(id)).map(|(i, _)| count(i)).collect()
    }

    pub(crate) fn is_shared(&self, id: u32) -> bool {
        let held = self.counts[id as usize];
        held.old > 0 && held.new > 0
    }

    pub(crate) fn is_unique(&self, id: u32) -> bool {
        self.counts[id as usize] == Pair::new(1, 1)
    }

    /// An anchor weighs as much as its words, so that the longer part keeps its place; uncertain pairs weigh less.
    fn anchor(&self, old: u32, new: u32, score: f32, made: Pairing) -> Anchor {
        let words = self.similarity.words(Side::Old, old).min(self.similarity.words(Side::New, new));
        let weight = ((words as f32 + made.evidence) * score).max(self.thresholds.anchor_weight);
        Anchor { old, new, weight, made }
    }

    /// The record of a candidate that `step` links.
    fn record(&self, step: Step, c: &Candidate, needed: (&'static str, f32), needed_evidence: f32) -> Pairing {
        let score = self.thresholds.raised(c.score, c.evidence);
        Pairing { step, score, needed_score: Some(needed), evidence: c.evidence, needed_evidence }
    }

    /// Pairs of equal sentences; repeated ones pair by occurrence, the first with the first. Which of these belong
    /// together is decided between the links of the spine, but their weight helps to decide what keeps its place.
    fn equal_pairs(&self) -> Vec<Anchor> {
        let mut places: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (i, &id) in self.ids.old.iter().enumerate().rev().filter(|&(_, &id)| self.is_shared(id)) {
            places.entry(id).or_default().push(count(i));
        }
        let equal_pairs =
            self.ids.new.iter().enumerate().filter_map(|(j, id)| Some((places.get_mut(id)?.pop()?, count(j))));
        let equal = |new: u32| Pairing::equal(Step::Equal, self.similarity.weight(Side::New, new));
        equal_pairs.map(|(old, new)| self.anchor(old, new, 1.0, equal(new))).collect()
    }

    /// Step 1: the heaviest chain of equal and similar sentences.
    fn spine(&mut self, stop: Stop<'_>) -> Result<(), crate::text::cancel::Stopped> {
        let t = self.thresholds;
        let mut anchors = self.equal_pairs();
        let olds = self.left(Side::Old, |id| !self.is_shared(id));
        let news = self.left(Side::New, |id| !self.is_shared(id));
        let alike = self.similarity.candidates(&olds, &news, stop)?;
        let floor = chance(olds.len(), news.len()) + t.spine_margin;
        let alike = alike.into_iter().filter(|c| t.raised(c.score, c.evidence) >= t.pair_score && c.evidence >= floor);
        let is_number =
            |anchor: &Anchor| self.numbers.old[anchor.old as usize] || self.numbers.new[anchor.new as usize];
        anchors.retain(|anchor| !is_number(anchor));
        let record = |c: &Candidate| self.record(Step::Chain, c, ("pair_score", t.pair_score), floor);
        anchors.extend(alike.map(|c| self.anchor(c.old, c.new, c.score, record(&c))));
        for anchor in heaviest_chain(anchors, self.ids.new.len()) {
            let id = self.ids.new[anchor.new as usize];
            if !self.is_shared(id) || self.is_unique(id) {
                self.link(anchor.old, anchor.new, false, anchor.made);
            }
        }
        Ok(())
    }

    /// The ranges of both sides between two links of the spine.
    pub(crate) fn stretches(&self) -> Vec<Pair<Range<u32>>> {
        let mut spine: Vec<&Link> = self.links.iter().filter(|l| !l.moved).collect();
        spine.sort_unstable_by_key(|l| l.at.new.start);
        let mut out = Vec::with_capacity(spine.len() + 1);
        let mut at = Pair::new(0, 0);
        for Link { at: Pair { old, new }, .. } in spine {
            out.push(Pair::new(at.old..old.start, at.new..new.start));
            at = Pair::new(old.end, new.end);
        }
        out.push(Pair::new(at.old..count(self.ids.old.len()), at.new..count(self.ids.new.len())));
        out.retain(|s| !s.old.is_empty() && !s.new.is_empty());
        out
    }

    /// Step 2: pairs between two links.
    fn gaps(&mut self, stop: Stop<'_>) -> Result<(), crate::text::cancel::Stopped> {
        for stretch in self.stretches() {
            stop.check()?;
            self.repeats(&stretch);
        }
        let stretches = self.stretches();
        // A sentence with an equal partner elsewhere is kept for it.
        let olds = self.left(Side::Old, |id| !self.is_unique(id));
        let news = self.left(Side::New, |id| !self.is_unique(id));
        let alike = self.similarity.candidates(&olds, &news, stop)?;
        // The range of each sentence, and the number of its unlinked sentences.
        let mut home = self.ids.as_ref().map(|ids| vec![u32::MAX; ids.len()]);
        let mut free = Vec::with_capacity(stretches.len());
        for (n, stretch) in stretches.iter().enumerate() {
            let mut held = Pair::new(0usize, 0usize);
            for side in Side::BOTH {
                for i in
                    stretch[side].clone().filter(|&i| !self.taken[side][i as usize] && !self.numbers[side][i as usize])
                {
                    home[side][i as usize] = count(n);
                    held[side] += 1;
                }
            }
            free.push(held);
        }
        let mut anchors = Vec::new();
        let t = self.thresholds;
        for c in alike {
            let at = home.old[c.old as usize];
            if at == u32::MAX || at != home.new[c.new as usize] {
                self.crossing.push(c);
                continue;
            }
            let held = free[at as usize];
            let alone = held == Pair::new(1, 1);
            let least = if alone { ("alone_score", t.alone_score) } else { ("pair_score", t.pair_score) };
            let made = self.record(Step::Gap, &c, least, chance(held.old, held.new));
            if made.holds() {
                anchors.push(self.anchor(c.old, c.new, c.score, made));
            }
            self.crossing.push(c);
        }
        for anchor in heaviest_chain(anchors, self.ids.new.len()) {
            self.link(anchor.old, anchor.new, false, anchor.made);
        }
        Ok(())
    }

    /// Links repeated sentences of a range that are in the same order on both sides.
    fn repeats(&mut self, stretch: &Pair<Range<u32>>) {
        let pick = |side: Side| -> Vec<(u32, u32)> {
            let sentences = stretch[side].clone().map(|i| (self.ids[side][i as usize], i));
            sentences.filter(|&(id, _)| self.is_shared(id) && !self.is_unique(id)).collect()
        };
        let (old, new) = (pick(Side::Old), pick(Side::New));
        if old.is_empty() || new.is_empty() {
            return;
        }
        if let Some(pairs) = self.repeats_in_place(stretch) {
            for (i, j) in pairs {
                self.link(i, j, false, Pairing::equal(Step::Repeat, self.similarity.weight(Side::New, j)));
            }
            return;
        }
        let ids = |side: &[(u32, u32)]| side.iter().map(|&(id, _)| id).collect::<Vec<_>>();
        for op in difference(&ids(&old), &ids(&new), None, self.stop) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                for k in 0..len {
                    let (i, j) = (old[old_index + k].1, new[new_index + k].1);
                    self.link(i, j, false, Pairing::equal(Step::Repeat, self.similarity.weight(Side::New, j)));
                }
            }
        }
    }

    /// Step 5: pairs the remaining sentences regardless of order.
    fn moves(&mut self) {
        let t = self.thresholds;
        // Equal sentences first, in runs: a run may be significant where its sentences are too short.
        let left = |side: Side| self.left(side, |id| self.is_shared(id));
        let mut places: FxHashMap<u32, BTreeSet<u32>> = FxHashMap::default();
        for i in left(Side::Old) {
            places.entry(self.ids.old[i as usize]).or_default().insert(i);
        }
        let mut run: Vec<(u32, u32)> = Vec::new();
        let mut runs = Vec::new();
        for j in left(Side::New) {
            let Some(at) = places.get_mut(&self.ids.new[j as usize]) else { continue };
            // The one that continues the run, otherwise the first.
            let follows = run.last().filter(|&&(_, last)| last + 1 == j).map(|&(i, _)| i + 1);
            let next = follows.filter(|i| at.remove(i));
            if next.is_none() && !run.is_empty() {
                runs.push(std::mem::take(&mut run));
            }
            let Some(i) = next.or_else(|| at.pop_first()) else { continue };
            run.push((i, j));
        }
        runs.push(run);
        for run in runs {
            let content: usize = run.iter().map(|&(_, j)| self.similarity.content_words(Side::New, j)).sum();
            // A sentence that is unique on both sides pairs however short it is, unless it is only a figure.
            let unique =
                |&(_, j): &(u32, u32)| self.is_unique(self.ids.new[j as usize]) && !self.is_figure(Side::New, j);
            if content >= t.move_content || run.iter().any(unique) {
                for (i, j) in run {
                    self.link(i, j, true, Pairing::equal(Step::EqualMove, self.similarity.weight(Side::New, j)));
                }
            }
        }
        // Then similar ones, best first.
        let mut crossing = std::mem::take(&mut self.crossing);
        let floor =
            chance(self.taken.old.iter().filter(|&&t| !t).count(), self.taken.new.iter().filter(|&&t| !t).count());
        crossing.retain(|c| c.evidence >= floor && self.moves_by(c));
        crossing.sort_by(|a, b| (b.score * b.evidence).total_cmp(&(a.score * a.evidence)).then(a.new.cmp(&b.new)));
        for c in crossing {
            if !self.taken.old[c.old as usize] && !self.taken.new[c.new as usize] {
                let made = self.record(Step::Move, &c, ("move_score", t.move_score), floor);
                self.link(c.old, c.new, true, made);
            }
        }
    }

    /// Whether two sentences are similar enough to move.
    pub(crate) fn moves_by(&self, c: &Candidate) -> bool {
        let t = self.thresholds;
        t.raised(c.score, c.evidence) >= t.move_score && (c.words >= t.move_shared || c.evidence >= t.move_evidence)
    }

    /// Marks moved links that cross no others as unmoved, the longest first: pairs of short sentences are found
    /// regardless of order.
    fn keep_in_place(&mut self) {
        let mut spine: Vec<(u32, u32)> =
            self.links.iter().filter(|l| !l.moved).map(|l| (l.at.new.start, l.at.old.start)).collect();
        spine.sort_unstable();
        let words = |link: &Link| -> usize { link.at.new.clone().map(|j| self.similarity.words(Side::New, j)).sum() };
        let mut moved: Vec<usize> = (0..self.links.len()).filter(|&n| self.links[n].moved).collect();
        moved.sort_by_key(|&n| (std::cmp::Reverse(words(&self.links[n])), self.links[n].at.new.start));
        for n in moved.into_iter().take_while(|_| !self.stop.is_set()) {
            let Pair { old, new } = self.links[n].at.as_ref().map(|range| range.start);
            let at = spine.partition_point(|&(there, _)| there < new);
            let follows = at.checked_sub(1).is_none_or(|before| spine[before].1 < old);
            if follows && spine.get(at).is_none_or(|&(_, after)| after > old) {
                spine.insert(at, (new, old));
                self.links[n].moved = false;
            }
        }
    }

    /// Removes pairs with almost nothing in common: two names, two function words, a place and a day. What is in common
    /// need not be in order if it is much: rewrites turn clauses around.
    fn remove_chance_pairs(&mut self) {
        let t = self.thresholds;
        let mut links = std::mem::take(&mut self.links);
        let stop = self.stop;
        links.retain(|link| {
            if stop.is_set() {
                return true;
            }
            let needed = match link.made.step {
                Step::Chain | Step::Gap | Step::Move | Step::Neighbour => t.apart_share,
                Step::Headline => t.apart_headline_share,
                _ => return true,
            };
            let is_number = |side: Side| self.numbers[side][link.at[side].start as usize];
            if !link.joined.is_empty() || is_number(Side::Old) && is_number(Side::New) {
                return true;
            }
            let in_order = self.similarity.in_order(&link.at);
            let keeps = in_order >= needed.max(t.chance_share) || {
                let shared = self.similarity.shared(&link.at);
                let is_ample = shared.substance >= t.turned_words && shared.share >= t.turned_share;
                let is_chance = link.made.step != Step::Headline
                    && shared.words > shared.substance
                    && shared.substance < t.chance_words
                    && in_order < t.chance_share;
                is_ample || in_order >= needed && !is_chance
            };
            if !keeps {
                for side in Side::BOTH {
                    link.at[side].clone().for_each(|i| self.taken[side][i as usize] = false);
                }
            }
            keeps
        });
        self.links = links;
    }

    /// Links the headlines of both sides if they have content in common.
    fn headlines(&mut self) {
        let first = |side: Side| {
            let free = (0..count(self.ids[side].len())).filter(|&i| !self.taken[side][i as usize]);
            free.take(self.thresholds.headline_window)
                .find(|&i| self.similarity.kind(side, i) == Some(BlockKind::Headline))
        };
        let (Some(old), Some(new)) = (first(Side::Old), first(Side::New)) else { return };
        let (score, evidence) = self.similarity.pair(old, new);
        let t = self.thresholds;
        let made = Pairing {
            step: Step::Headline,
            score: t.raised(score, evidence),
            needed_score: Some(("headline_score", t.headline_score)),
            evidence,
            needed_evidence: 0.0,
        };
        let crosses = self.links.iter().any(|l| !l.moved && (l.at.old.start < old) != (l.at.new.start < new));
        if !crosses && made.holds() {
            self.link(old, new, false, made);
        }
    }
}

/// The evidence (nats) at which no pair among `olds` × `news` is expected to match by chance: rarity is the logarithm
/// of a probability, and each possible pair is a trial.
pub(crate) fn chance(olds: usize, news: usize) -> f32 {
    (olds.max(1) as f32).ln() + (news.max(1) as f32).ln()
}
