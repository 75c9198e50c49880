//! The neighbours of links: sentences that join one, pairs that extend one, and shifted boundaries between two.

use std::ops::Range;

use super::links::{Aligner, Link};
use super::number::count;
use super::record::{Pairing, Step};
use super::similarity::Rest;
use super::thresholds::Thresholds;
use crate::text::{BlockKind, Pair, Side};

impl Rest {
    /// Whether enough of the sentence is there for it to join a link.
    pub(crate) fn joins(self, thresholds: &Thresholds) -> bool {
        self.share >= thresholds.join_share
    }
}

impl Aligner<'_> {
    /// Step 3: joins sentences to a neighbouring link that lacks their content.
    pub(crate) fn joins(&mut self, enough: impl Fn(Rest) -> bool) {
        self.grow_all(|work, side, mine, i, other| {
            // With several sentences on the other side, a full stop was shifted: nearly all of the sentence must be
            // there.
            let (name, share) = match other.len() {
                1 => ("join_share", work.thresholds.join_share),
                _ => ("join_many_share", work.thresholds.join_many_share),
            };
            let rest = work.similarity.rest(side, mine, i, other)?;
            ((other.len() == 1 || rest.share >= share) && enough(rest)).then_some(Pairing {
                step: Step::Join,
                score: rest.share,
                needed_score: Some((name, share)),
                evidence: rest.evidence,
                needed_evidence: 0.0,
            })
        });
    }

    /// Whether a sentence next to a link is the only unlinked one before the next link, as is one on the other side,
    /// and both are separate blocks: a line for a line.
    fn has_counterpart(&self, side: Side, mine: &Range<u32>, i: u32, other: &Range<u32>) -> bool {
        let is_after = i == mine.end;
        let j = if is_after { Some(other.end) } else { other.start.checked_sub(1) };
        let Some(j) = j.filter(|&j| self.is_free(side.other(), j)) else { return false };
        let is_alone = |side: Side, i: u32| {
            let beyond = if is_after { Some(i + 1) } else { i.checked_sub(1) };
            let inner = if is_after { i - 1 } else { i + 1 };
            let apart = |other: u32| self.similarity.block(side, other) != self.similarity.block(side, i);
            apart(inner) && beyond.is_none_or(|beyond| !self.is_free(side, beyond) && apart(beyond))
        };
        is_alone(side, i) && is_alone(side.other(), j)
    }

    /// The same by the words in order, all with equal weight, that the link lacks: "He said it would rain: nobody
    /// listened." → "He said it would snow. Nobody listened."
    pub(crate) fn literal_joins(&mut self) {
        self.grow_all(|work, side, mine, i, other| {
            let made = Pairing {
                step: Step::Join,
                score: work.similarity.continues(side, mine, i, other)?,
                needed_score: Some(("literal_join_share", work.thresholds.literal_join_share)),
                evidence: 0.0,
                needed_evidence: 0.0,
            };
            made.holds().then_some(made)
        });
    }

    /// Lets each link absorb the sentences before and after it that `joins` accepts.
    fn grow_all(&mut self, joins: impl Fn(&Self, Side, &Range<u32>, u32, &Range<u32>) -> Option<Pairing>) {
        for n in 0..self.links.len() {
            if self.stop.is_set() {
                return;
            }
            for side in Side::BOTH {
                loop {
                    let at = &self.links[n].at;
                    let (mine, other) = (&at[side], &at[side.other()]);
                    if count(mine.len()) >= self.thresholds.row_sentences {
                        break;
                    }
                    let adjacent = [Some(mine.end), mine.start.checked_sub(1)];
                    let joins_alone = |&i: &u32| {
                        self.is_free(side, i)
                            && !self.is_unique(self.ids[side][i as usize])
                            && !self.has_counterpart(side, mine, i, other)
                    };
                    let mut free = adjacent.into_iter().flatten().filter(joins_alone);
                    let mut found = free.find_map(|i| Some((i, i, joins(self, side, mine, i, other)?)));
                    if found.is_none() {
                        // The items of a list in one sentence, one of them with other words.
                        let beyond = |i: u32| if i == mine.end { Some(i + 1) } else { i.checked_sub(1) };
                        let items = adjacent.into_iter().flatten().filter(|i| self.is_short_item(side, *i));
                        found = items.filter(joins_alone).find_map(|i| {
                            let last = beyond(i).filter(|&i| self.is_short_item(side, i)).filter(joins_alone)?;
                            Some((i.min(last), i.max(last), joins(self, side, mine, last, other)?))
                        });
                    }
                    let Some((first, last, made)) = found else { break };
                    for i in first..=last {
                        self.taken[side][i as usize] = true;
                        self.links[n].joined.push(made);
                    }
                    let mine = &mut self.links[n].at[side];
                    *mine = mine.start.min(first)..mine.end.max(last + 1);
                }
            }
        }
    }

    /// Whether a sentence is an item of a list with few words.
    fn is_short_item(&self, side: Side, i: u32) -> bool {
        const ITEM_WORDS: usize = 4;
        self.similarity.kind(side, i) == Some(BlockKind::ListItem) && self.similarity.words(side, i) <= ITEM_WORDS
    }

    /// Links similar unlinked neighbours of a link, as far as they extend on both sides.
    pub(crate) fn extend(&mut self) {
        for n in 0..self.links.len() {
            if self.stop.is_set() {
                return;
            }
            let Link { at, moved, .. } = self.links[n].clone();
            let after = |k: u32| Some((at.old.end + k, at.new.end + k));
            let before = |k: u32| Some((at.old.start.checked_sub(k + 1)?, at.new.start.checked_sub(k + 1)?));
            for adjacent in [&after as &dyn Fn(u32) -> Option<(u32, u32)>, &before] {
                for (old, new) in (0..).map_while(adjacent) {
                    let Some(made) = self.follows(old, new) else { break };
                    self.link(old, new, moved, made);
                }
            }
        }
    }

    /// The pairing of two unlinked sentences next to a link, if they are equal or similar enough for their position.
    fn follows(&self, i: u32, j: u32) -> Option<Pairing> {
        if !self.is_free(Side::Old, i) || !self.is_free(Side::New, j) {
            return None;
        }
        if self.ids.old[i as usize] == self.ids.new[j as usize] {
            return Some(Pairing::equal(Step::Neighbour, self.similarity.weight(Side::New, j)));
        }
        let (score, evidence) = self.similarity.pair(i, j);
        let t = self.thresholds;
        let made = Pairing {
            step: Step::Neighbour,
            score: t.raised(score, evidence),
            needed_score: Some(("neighbour_score", t.neighbour_score)),
            evidence,
            needed_evidence: t.neighbour_evidence,
        };
        if made.holds() {
            return Some(made);
        }
        let alone =
            |side: Side, n: u32| !self.is_free(side, n + 1) && n.checked_sub(1).is_none_or(|n| !self.is_free(side, n));
        let alone = alone(Side::Old, i) && alone(Side::New, j);
        let needed = match alone {
            true => ("literal_alone_share", t.literal_alone_share),
            false => ("literal_share", t.literal_share),
        };
        let literal = self.similarity.line_similarity(i, j).map_or(0.0, |like| like.literal);
        let made = Pairing { score: literal, needed_score: Some(needed), needed_evidence: 0.0, ..made };
        made.holds().then_some(made)
    }

    /// Step 6: merges two consecutive links if the full stop between them is at different positions.
    pub(crate) fn shifts(&mut self) {
        let mut out: Vec<Link> = Vec::with_capacity(self.links.len());
        let stop = self.stop;
        for link in std::mem::take(&mut self.links).into_iter().take_while(|_| !stop.is_set()) {
            match out.last_mut() {
                Some(last) if self.is_shift(last, &link) => {
                    Side::BOTH.into_iter().for_each(|side| last.at[side].end = link.at[side].end);
                    last.joined.push(Pairing { step: Step::Shift, ..link.made });
                    last.joined.extend(link.joined);
                }
                _ => out.push(link),
            }
        }
        self.links = out;
    }

    /// Whether a link and the next one should be merged.
    fn is_shift(&self, first: &Link, second: &Link) -> bool {
        let follows = |side: Side| {
            let (first, second) = (&first.at[side], &second.at[side]);
            first.end == second.start && second.end - first.start <= self.thresholds.row_sentences
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

    /// Pairs lines with only the number of a part whose next sentences are paired.
    pub(crate) fn part_numbers(&mut self) {
        let mut found = Vec::new();
        for link in self.links.iter().filter(|link| !link.moved) {
            let before = link.at.as_ref().map(|at| at.start.checked_sub(1));
            let (Some(old), Some(new)) = (before.old, before.new) else { continue };
            let is_number = |side: Side, i: u32| self.is_free(side, i) && self.numbers[side][i as usize];
            if is_number(Side::Old, old) && is_number(Side::New, new) {
                found.push((old, new));
            }
        }
        for (old, new) in found {
            let weight = self.similarity.weight(Side::New, new);
            self.link(old, new, false, Pairing::equal(Step::Neighbour, weight));
        }
    }

    /// Whether a sentence exists and is unlinked.
    pub(crate) fn is_free(&self, side: Side, i: u32) -> bool {
        self.taken[side].get(i as usize) == Some(&false)
    }
}
