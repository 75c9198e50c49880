//! Pairs short sentences by position: between two links, each most likely corresponds to the one at the same position.
//!
//! ```text
//! old   April   57   May                   57 and 62 have the same neighbours and the same shape
//! new   April   62   May
//!
//! old   2. Fees …            3. Term …     words decide, not item numbers
//! new   2. Visitors … 3. Fees … 4. Term …
//!
//! old   Shut the gate. ×4                  equal lines pair in place, so that the edited one is found
//! new   Shut the gate. ×2   Close the gate.   Shut the gate.
//! ```

use std::ops::Range;

use super::links::{Aligner, chance};
use super::number::count;
use super::record::{Pairing, Step};
use super::short_line::{LineSimilarity, ShortLine};
use super::similarity::Candidate;
use crate::text::{Pair, Side};

/// The sentences of a side in order, each with its [`ShortLine`] if it is short.
type Lines = Vec<(u32, Option<ShortLine>)>;

impl Aligner<'_> {
    /// Step 4: pairs unlinked sentences of at most `words` words between two links by their words in order and by
    /// position.
    pub(crate) fn places(&mut self, words: usize) {
        let reserved = self.reserved();
        for stretch in self.stretches() {
            if self.stop.is_set() {
                return;
            }
            let free = |side: Side| -> Vec<u32> {
                stretch[side].clone().filter(|&i| self.is_free(side, i) && !reserved[side][i as usize]).collect()
            };
            let (old, new) = (free(Side::Old), free(Side::New));
            if old.len() * new.len() <= self.thresholds.place_cells {
                let lines = Pair::new(self.lines(Side::Old, &old, words), self.lines(Side::New, &new, words));
                self.pair_gap(&lines, 0..old.len(), 0..new.len());
            }
        }
    }

    /// Pairs sentences within a gap: first by words, then between those pairs by position.
    fn pair_gap(&mut self, lines: &Pair<Lines>, old: Range<usize>, new: Range<usize>) {
        if old.is_empty() || new.is_empty() || self.stop.is_set() {
            return;
        }
        let (olds, news) = (&lines.old[old.clone()], &lines.new[new.clone()]);
        let chain = best_chain(olds.len(), news.len(), |i, j| {
            self.weigh_pair(&olds[i], &news[j], (olds.len(), news.len())).map(|(weight, _)| weight)
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
            if let Some((_, made)) = self.weigh_pair(&lines.old[i], &lines.new[j], (old.len(), new.len())) {
                self.link(lines.old[i].0, lines.new[j].0, false, made);
            }
            self.pair_gap(lines, at.0..i, at.1..j);
            at = (i + 1, j + 1);
        }
        self.pair_gap(lines, at.0..old.end, at.1..new.end);
    }

    /// The weight of two sentences in the best chain of a gap of the given size, with the link they would make; `None`
    /// where their words are not evidence enough.
    fn weigh_pair(
        &self,
        old: &(u32, Option<ShortLine>),
        new: &(u32, Option<ShortLine>),
        gap: (usize, usize),
    ) -> Option<(f32, Pairing)> {
        let t = self.thresholds;
        let like = self.line_similarity(old, new)?;
        let needed = match gap == (1, 1) {
            true if like.content_share > 0.0 => ("literal_content_share", t.literal_content_share),
            true => ("literal_alone_share", t.literal_alone_share),
            false => ("literal_share", t.literal_share),
        };
        // The more of the words are equal, the less rare they need to be.
        let needed_evidence = chance(gap.0, gap.1) * t.place_evidence * (1.0 - like.literal);
        let made = self.placed(&like, Some(needed), needed_evidence);
        let labelled = like.label && like.shape && like.words > 1 || like.field;
        let passage = like.passage_share >= self.thresholds.passage_share && like.passage >= chance(gap.0, gap.1);
        let made_holds = made.holds() && !self.is_frame(&like);
        let weight = like.literal.max(t.label_share) * like.words as f32;
        (made_holds || labelled || passage).then_some((weight, made))
    }

    /// Whether what two sentences share is little more than function words, which are in order in any two: "… on Monday
    /// after … said that …".
    fn is_frame(&self, like: &LineSimilarity) -> bool {
        let t = self.thresholds;
        like.is_chance
            || like.words > t.frame_words
                && like.content_share < t.frame_content_share
                && like.literal < t.literal_share
    }

    /// Pairs the sentences of a gap one by one, if both sides have equally many and each fits its position.
    fn in_place(&self, olds: &[(u32, Option<ShortLine>)], news: &[(u32, Option<ShortLine>)]) -> Option<Vec<Pairing>> {
        if olds.len() != news.len() {
            return None;
        }
        let fits = |(old, new)| {
            let like = self.line_similarity(old, new)?;
            let alike = like.literal >= self.thresholds.literal_alone_share && !self.is_frame(&like);
            (like.shape || alike || like.frame && olds.len() == 1).then(|| self.placed(&like, None, 0.0))
        };
        olds.iter().zip(news).map(fits).collect()
    }

    fn line_similarity(
        &self,
        old: &(u32, Option<ShortLine>),
        new: &(u32, Option<ShortLine>),
    ) -> Option<LineSimilarity> {
        let ((i, old), (j, new)) = (old, new);
        if !self.similarity.is_one_family(*i, *j) {
            return None;
        }
        Some(old.as_ref()?.line_similarity(new.as_ref()?, self.thresholds))
    }

    fn placed(
        &self,
        like: &LineSimilarity,
        needed_score: Option<(&'static str, f32)>,
        needed_evidence: f32,
    ) -> Pairing {
        Pairing { step: Step::Place, score: like.literal, needed_score, evidence: like.evidence, needed_evidence }
    }

    fn lines(&self, side: Side, sentences: &[u32], words: usize) -> Lines {
        let read = |&i: &u32| (i, self.similarity.short_line(side, i, words));
        sentences.iter().map(read).collect()
    }

    /// Sentences with a better partner elsewhere: an equal one, unless it is only a figure, or one so similar that it is
    /// certainly a move.
    fn reserved(&self) -> Pair<Vec<bool>> {
        let mut reserved = self.taken.as_ref().map(|taken| vec![false; taken.len()]);
        let mut free = vec![Pair::<bool>::default(); self.counts.len()];
        for side in Side::BOTH {
            for (i, &id) in self.ids[side].iter().enumerate() {
                free[id as usize][side] |= self.is_free(side, count(i));
            }
        }
        for side in Side::BOTH {
            for (i, &id) in self.ids[side].iter().enumerate() {
                reserved[side][i] = free[id as usize] == Pair::new(true, true) && !self.is_figure(side, count(i));
            }
        }
        // Below, no move is made.
        let left = self.taken.as_ref().map(|taken| taken.iter().filter(|taken| !**taken).count());
        let floor = chance(left.old, left.new);
        let moves =
            |c: &&Candidate| c.score >= self.thresholds.reserved_score && c.evidence >= floor && self.moves_by(c);
        for c in self.crossing.iter().filter(moves) {
            reserved.old[c.old as usize] = true;
            reserved.new[c.new as usize] = true;
        }
        reserved
    }

    /// Whether a sentence is short and has figures and marks alone: by itself, such a line does not move.
    pub(crate) fn is_figure(&self, side: Side, i: u32) -> bool {
        const FIGURE_BYTES: usize = 32;
        let text = self.similarity.text(side, i);
        text.len() <= FIGURE_BYTES && !text.contains(char::is_alphabetic) && text.contains(char::is_numeric)
    }

    /// Equal sentences of a range that pair in its best chain, which may include an edited one at its position; `None`
    /// where the range is too long.
    pub(crate) fn repeats_in_place(&self, stretch: &Pair<Range<u32>>) -> Option<Vec<(u32, u32)>> {
        let free = |side: Side| -> Vec<u32> { stretch[side].clone().filter(|&i| self.is_free(side, i)).collect() };
        let (old, new) = (free(Side::Old), free(Side::New));
        if old.len() * new.len() > self.thresholds.repeat_cells {
            return None;
        }
        let words = self.thresholds.literal_words;
        let lines = Pair::new(self.lines(Side::Old, &old, words), self.lines(Side::New, &new, words));
        let id = |side: Side, i: u32| self.ids[side][i as usize];
        let chain = best_chain(old.len(), new.len(), |i, j| {
            let (a, b) = (id(Side::Old, old[i]), id(Side::New, new[j]));
            if a == b {
                return Some(1.0 + self.similarity.words(Side::New, new[j]) as f32);
            }
            // At least one of the two is new.
            if self.is_shared(a) && self.is_shared(b) {
                return None;
            }
            let like = self.line_similarity(&lines.old[i], &lines.new[j])?;
            (like.literal >= self.thresholds.literal_alone_share).then_some(like.literal * like.words as f32)
        });
        let equal = |&(i, j): &(usize, usize)| id(Side::Old, old[i]) == id(Side::New, new[j]);
        Some(chain.into_iter().filter(equal).map(|(i, j)| (old[i], new[j])).collect())
    }
}

/// The heaviest chain of weighted pairs in order.
fn best_chain(olds: usize, news: usize, weight: impl Fn(usize, usize) -> Option<f32>) -> Vec<(usize, usize)> {
    let width = news + 1;
    let weights: Vec<f32> = (0..olds * news).map(|at| weight(at / news, at % news).unwrap_or(0.0)).collect();
    // The best sum up to each old and new sentence.
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
    fn the_heaviest_chain_is_in_order() {
        let weights = [[0.0, 3.0, 0.0], [2.0, 0.0, 0.0], [0.0, 2.0, 2.0]];
        let chain = best_chain(3, 3, |i, j| Some(weights[i][j]).filter(|&w| w > 0.0));
        assert_eq!(chain, [(0, 1), (2, 2)]);
        assert!(best_chain(2, 2, |_, _| None).is_empty());
    }
}
