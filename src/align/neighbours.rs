//! What stands beside a pair: sentences that join it, pairs that go with it, and a boundary between two that was shifted.

use super::links::{Aligner, Link};
use super::similarity::{Rest, adjusted_score};
use crate::text::{Pair, Side};

/// Sentences that may stand against one.
const MOST: u32 = 4;
/// A neighbour joins a pair if this share of its weight is what the pair lacks: most of what it says. On held-out pairs a
/// fifth less joins a wrong one; up to .9 all are the same.
const JOIN: f32 = 0.5;
/// The least share where the pair holds several sentences of the other side already: nearly all of the neighbour. Rare: from
/// .35 to 1 it changes no held-out pair.
const SHIFTED: f32 = 0.7;
/// How alike two neighbours of a pair must be to be one themselves, and the evidence (nats) they need: one chance each. A
/// fifth less pairs what two hands wrote of one event; a fifth more changes no held-out pair.
const BESIDE: f32 = 0.24;
const BESIDE_EVIDENCE: f32 = 4.0;
/// The share of their words, all alike, from which they are one where they prove nothing: "Yes," he said. A fifth more
/// loses true pairs of held-out dialogue, here and below.
const LITERAL: f32 = 0.6;
/// The same where nothing else is free on either side.
const LITERAL_ALONE: f32 = 0.5;

impl Rest {
    /// Whether it is enough of a sentence to join it to a pair.
    pub(crate) fn joins(self) -> bool {
        self.share >= JOIN
    }
}

impl Aligner<'_> {
    /// Step 3: sentences beside a pair that hold what the pair lacks.
    pub(crate) fn joins(&mut self, enough: impl Fn(Rest) -> bool) {
        for n in 0..self.links.len() {
            for side in Side::BOTH {
                while self.grow(n, side, &enough) {}
            }
        }
    }

    /// Lets link `n` take in one more sentence of `side`, after it or before it, if that holds what the link lacks.
    fn grow(&mut self, n: usize, side: Side, enough: impl Fn(Rest) -> bool) -> bool {
        let at = &self.links[n].at;
        let (mine, other) = (&at[side], &at[side.other()]);
        if mine.end - mine.start >= MOST {
            return false;
        }
        // Where several stand on the other side too a full stop was shifted: all of the sentence is there.
        let whole = |rest: &Rest| other.len() == 1 || rest.share >= SHIFTED;
        let lacking = |i: &u32| {
            self.is_free(side, *i) && self.similarity.rest(side, mine, *i, other).filter(whole).is_some_and(&enough)
        };
        let Some(i) = [Some(mine.end), mine.start.checked_sub(1)].into_iter().flatten().find(lacking) else {
            return false;
        };
        self.taken[side][i as usize] = true;
        let mine = &mut self.links[n].at[side];
        *mine = mine.start.min(i)..mine.end.max(i + 1);
        true
    }

    /// Neighbours of a link that are left on both sides and alike go with it, as far as they reach.
    pub(crate) fn extend(&mut self) {
        for n in 0..self.links.len() {
            let Link { at, moved } = self.links[n].clone();
            let after = |k: u32| Some((at.old.end + k, at.new.end + k));
            let before = |k: u32| Some((at.old.start.checked_sub(k + 1)?, at.new.start.checked_sub(k + 1)?));
            for beside in [&after as &dyn Fn(u32) -> Option<(u32, u32)>, &before] {
                for (old, new) in (0..).map_while(beside) {
                    if !self.follows(old, new) {
                        break;
                    }
                    self.link(old, new, moved);
                }
            }
        }
    }

    /// Whether two free sentences beside a link say the same: equal, or alike as their place lets them be.
    fn follows(&self, i: u32, j: u32) -> bool {
        if !self.is_free(Side::Old, i) || !self.is_free(Side::New, j) {
            return false;
        }
        if self.ids.old[i as usize] == self.ids.new[j as usize] {
            return true;
        }
        let (score, evidence) = self.similarity.pair(i, j);
        if adjusted_score(score, evidence) >= BESIDE && evidence >= BESIDE_EVIDENCE {
            return true;
        }
        let alone =
            |side: Side, n: u32| !self.is_free(side, n + 1) && n.checked_sub(1).is_none_or(|n| !self.is_free(side, n));
        let least = if alone(Side::Old, i) && alone(Side::New, j) { LITERAL_ALONE } else { LITERAL };
        self.similarity.literal(i, j) >= least
    }

    /// Step 5: two links that follow each other become one where the full stop between them stands elsewhere.
    pub(crate) fn shifts(&mut self) {
        let mut out: Vec<Link> = Vec::with_capacity(self.links.len());
        for link in std::mem::take(&mut self.links) {
            match out.last_mut() {
                Some(last) if self.is_shift(last, &link) => {
                    Side::BOTH.into_iter().for_each(|side| last.at[side].end = link.at[side].end);
                }
                _ => out.push(link),
            }
        }
        self.links = out;
    }

    /// Whether a link and the next are one.
    fn is_shift(&self, first: &Link, second: &Link) -> bool {
        let follows = |side: Side| {
            let (first, second) = (&first.at[side], &second.at[side]);
            first.end == second.start && second.end - first.start <= MOST
        };
        first.moved == second.moved
            && Side::BOTH.into_iter().all(follows)
            && !self.is_equal(first)
            && !self.is_equal(second)
            && self.similarity.is_shifted(&first.at, &second.at)
    }

    fn is_equal(&self, link: &Link) -> bool {
        let Pair { old, new } = &link.at;
        old.len() == 1 && new.len() == 1 && self.ids.old[old.start as usize] == self.ids.new[new.start as usize]
    }

    /// Whether a sentence is there and has no link.
    fn is_free(&self, side: Side, i: u32) -> bool {
        self.taken[side].get(i as usize) == Some(&false)
    }
}
