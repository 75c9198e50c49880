//! Short sentences that their place pairs: between two links each is most likely what the other was.
//!
//! ```text
//! old   April   57   May                   57 and 62 stand between the same neighbours, and look alike
//! new   April   62   May
//!
//! old   2. Fees …            3. Term …     their words decide, not their numbers
//! new   2. Visitors … 3. Fees … 4. Term …
//!
//! old   Shut the gate. ×4                  of equal lines those in place pair, and leave the one that was edited
//! new   Shut the gate. ×2   Close the gate.   Shut the gate.
//! ```

use std::ops::Range;

use super::links::{Aligner, chance};
use super::number::count;
use super::record::{Pairing, Step};
use super::short_line::{Likeness, ShortLine};
use crate::text::{Pair, Side};

/// What a pair that its label or a passage makes weighs at least, as a share of its words.
const LEAST_LITERAL: f32 = 0.1;

/// Sentences of a side, in order, each with what is compared of it where it is short.
type Lines = Vec<(u32, Option<ShortLine>)>;

impl Aligner<'_> {
    /// Pairs what is free between two links by its words in order and by its place.
    pub(crate) fn places(&mut self) {
        let promised = self.promised();
        for stretch in self.stretches() {
            let free = |side: Side| -> Vec<u32> {
                stretch[side].clone().filter(|&i| self.is_free(side, i) && !promised[side][i as usize]).collect()
            };
            let (old, new) = (free(Side::Old), free(Side::New));
            if old.len() * new.len() <= self.thresholds.place_cells {
                let lines = Pair::new(self.lines(Side::Old, &old), self.lines(Side::New, &new));
                self.settle(&lines, 0..old.len(), 0..new.len());
            }
        }
    }

    /// Pairs within a gap: first those whose words say so, then between these what its place says.
    fn settle(&mut self, lines: &Pair<Lines>, old: Range<usize>, new: Range<usize>) {
        if old.is_empty() || new.is_empty() {
            return;
        }
        let (olds, news) = (&lines.old[old.clone()], &lines.new[new.clone()]);
        let chain = best_chain(olds.len(), news.len(), |i, j| {
            self.claim(&olds[i], &news[j], (olds.len(), news.len())).map(|(weight, _)| weight)
        });
        if chain.is_empty() {
            if let Some(made) = self.in_place(olds, news) {
                for ((old, new), made) in olds.iter().zip(news).zip(made) {
                    self.link(old.0, new.0, false, made);
                }
            }
            return;
        }
        let mut at = (old.start, new.start);
        for (i, j) in chain {
            let (i, j) = (old.start + i, new.start + j);
            if let Some((_, made)) = self.claim(&lines.old[i], &lines.new[j], (old.len(), new.len())) {
                self.link(lines.old[i].0, lines.new[j].0, false, made);
            }
            self.settle(lines, at.0..i, at.1..j);
            at = (i + 1, j + 1);
        }
        self.settle(lines, at.0..old.end, at.1..new.end);
    }

    /// What two sentences of a gap of so many by so many weigh in its best chain, and how they would be linked; `None`
    /// where their words do not say so.
    fn claim(
        &self,
        old: &(u32, Option<ShortLine>),
        new: &(u32, Option<ShortLine>),
        gap: (usize, usize),
    ) -> Option<(f32, Pairing)> {
        let t = self.thresholds;
        let like = self.likeness(old, new)?;
        let needed = match gap == (1, 1) {
            true => ("literal_alone_share", t.literal_alone_share),
            false => ("literal_share", t.literal_share),
        };
        // The more of the words are the same the less it takes that they are rare.
        let needed_evidence = chance(gap.0, gap.1) * 2.0 * (1.0 - like.literal);
        let made = self.placed(&like, Some(needed), needed_evidence);
        let labelled = like.label && like.shape && like.words > 1;
        let passage = like.passage_share >= self.thresholds.passage_share && like.passage >= chance(gap.0, gap.1);
        let weight = like.literal.max(LEAST_LITERAL) * like.words as f32;
        (made.holds() || labelled || passage).then_some((weight, made))
    }

    /// How the sentences of a gap pair one by one, if both sides have as many and each may stand at the other's place.
    fn in_place(&self, olds: &[(u32, Option<ShortLine>)], news: &[(u32, Option<ShortLine>)]) -> Option<Vec<Pairing>> {
        if olds.len() != news.len() {
            return None;
        }
        let fits = |(old, new)| {
            let like = self.likeness(old, new)?;
            let alike = like.literal >= self.thresholds.literal_alone_share;
            (like.shape || alike).then(|| self.placed(&like, None, 0.0))
        };
        olds.iter().zip(news).map(fits).collect()
    }

    fn likeness(&self, old: &(u32, Option<ShortLine>), new: &(u32, Option<ShortLine>)) -> Option<Likeness> {
        let ((i, old), (j, new)) = (old, new);
        if !self.similarity.is_one_family(*i, *j) {
            return None;
        }
        Some(old.as_ref()?.likeness(new.as_ref()?))
    }

    fn placed(&self, like: &Likeness, needed_score: Option<(&'static str, f32)>, needed_evidence: f32) -> Pairing {
        Pairing { step: Step::Place, score: like.literal, needed_score, evidence: like.evidence, needed_evidence }
    }

    fn lines(&self, side: Side, sentences: &[u32]) -> Lines {
        let read = |&i: &u32| (i, self.similarity.short_line(side, i));
        sentences.iter().map(read).collect()
    }

    /// Sentences that have a better partner elsewhere: an equal one, or one so much alike that it is sure to be a move.
    fn promised(&self) -> Pair<Vec<bool>> {
        let mut promised = self.taken.as_ref().map(|taken| vec![false; taken.len()]);
        let mut free = vec![Pair::<bool>::default(); self.counts.len()];
        for side in Side::BOTH {
            for (i, &id) in self.ids[side].iter().enumerate() {
                free[id as usize][side] |= self.is_free(side, count(i));
            }
        }
        for side in Side::BOTH {
            for (i, &id) in self.ids[side].iter().enumerate() {
                promised[side][i] = free[id as usize] == Pair::new(true, true);
            }
        }
        for c in self.crossing.iter().filter(|c| c.score >= self.thresholds.promised_score && self.moves_by(c)) {
            promised.old[c.old as usize] = true;
            promised.new[c.new as usize] = true;
        }
        promised
    }

    /// Equal sentences of a stretch that pair in the best chain of all that pairs there, an edited one at its place
    /// included; `None` where the stretch is too long to look at.
    pub(crate) fn repeats_in_place(&self, stretch: &Pair<Range<u32>>) -> Option<Vec<(u32, u32)>> {
        let free = |side: Side| -> Vec<u32> { stretch[side].clone().filter(|&i| self.is_free(side, i)).collect() };
        let (old, new) = (free(Side::Old), free(Side::New));
        if old.len() * new.len() > self.thresholds.repeat_cells {
            return None;
        }
        let lines = Pair::new(self.lines(Side::Old, &old), self.lines(Side::New, &new));
        let id = |side: Side, i: u32| self.ids[side][i as usize];
        let chain = best_chain(old.len(), new.len(), |i, j| {
            let (a, b) = (id(Side::Old, old[i]), id(Side::New, new[j]));
            if a == b {
                return Some(1.0 + self.similarity.words(Side::New, new[j]) as f32);
            }
            // One of the two at least is new.
            if self.is_shared(a) && self.is_shared(b) {
                return None;
            }
            let like = self.likeness(&lines.old[i], &lines.new[j])?;
            (like.literal >= self.thresholds.literal_alone_share).then_some(like.literal * like.words as f32)
        });
        let equal = |&(i, j): &(usize, usize)| id(Side::Old, old[i]) == id(Side::New, new[j]);
        Some(chain.into_iter().filter(equal).map(|(i, j)| (old[i], new[j])).collect())
    }
}

/// Of the pairs that have a weight, those that keep the order and weigh most together.
fn best_chain(olds: usize, news: usize, weight: impl Fn(usize, usize) -> Option<f32>) -> Vec<(usize, usize)> {
    let width = news + 1;
    let weights: Vec<f32> = (0..olds * news).map(|at| weight(at / news, at % news).unwrap_or(0.0)).collect();
    // The best sum of what comes before each old and new sentence.
    let mut sums = vec![0.0f32; (olds + 1) * width];
    for i in 0..olds {
        for j in 0..news {
            let weight = weights[i * news + j];
            let with = if weight > 0.0 { sums[i * width + j] + weight } else { 0.0 };
            sums[(i + 1) * width + j + 1] = with.max(sums[i * width + j + 1]).max(sums[(i + 1) * width + j]);
        }
    }
    let (mut i, mut j) = (olds, news);
    let mut chain = Vec::new();
    while i > 0 && j > 0 {
        let here = sums[i * width + j];
        if here == sums[(i - 1) * width + j] {
            i -= 1;
        } else if here == sums[i * width + j - 1] {
            j -= 1;
        } else {
            (i, j) = (i - 1, j - 1);
            chain.push((i, j));
        }
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_that_weighs_most_keeps_the_order() {
        let weights = [[0.0, 3.0, 0.0], [2.0, 0.0, 0.0], [0.0, 2.0, 2.0]];
        let chain = best_chain(3, 3, |i, j| Some(weights[i][j]).filter(|&w| w > 0.0));
        assert_eq!(chain, [(0, 1), (2, 2)]);
        assert!(best_chain(2, 2, |_, _| None).is_empty());
    }
}
