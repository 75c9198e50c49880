//! A sentence as the engine weighs it, and how alike two of these are.

use std::ops::Range;

use super::thresholds::Thresholds;
use super::vocabulary::{Key, KeyClass, Stem, Vocabulary};
use crate::text::{Pair, Side, speaks};

/// A sentence as its stems.
pub(crate) struct Profile {
    /// Stems of its words, in order, marks left out, with their weights.
    pub(crate) order: Vec<(Stem, f32)>,
    /// The content stems, sorted.
    pub(crate) counts: Vec<Posting>,
    /// Of all its words, in nats.
    pub(crate) weight: f32,
    /// What its content words inside quotation marks weigh.
    spoken: f32,
    /// How many names it has, see [`Posting::name`].
    pub(crate) names: u32,
}

impl Profile {
    /// Reads some sentences of a side.
    pub(crate) fn read(vocabulary: &Vocabulary<'_>, side: Side, sentences: Range<u32>) -> Self {
        let text = vocabulary.side(side);
        let mut weight = 0.0;
        let mut name = 0;
        let words = sentences.flat_map(|i| text.body_words(i as usize));
        let is_capital = |at: usize| text.words[at].span.of(text.text).starts_with(char::is_uppercase);
        let content = words.clone().filter(|&at| vocabulary.class(text.keys[at]) == KeyClass::Content);
        let (capitals, all) = content.fold((0, 0), |(n, all), at| (n + usize::from(is_capital(at)), all + 1));
        // More than seven in ten are no names but the capitals of a title.
        let names = capitals * 10 <= all * 7;
        let mut order = Vec::with_capacity(words.clone().count());
        let mut stems = Vec::with_capacity(all);
        let mut capital_at = None; // the last word, where it was a capital
        let (mut speaking, mut spoken) = (false, 0.0);
        for at in words {
            let key = text.keys[at];
            let class = vocabulary.class(key);
            if class == KeyClass::Mark {
                speaking = spoken_after(text.words[at].span.of(text.text), speaking);
                continue;
            }
            let mut w = vocabulary.weight(key);
            let stem = vocabulary.stem(key);
            if class == KeyClass::Content {
                let capital = names && is_capital(at);
                let goes_on = capital && capital_at.is_some_and(|before| before + 1 == at);
                if !goes_on {
                    name += 1;
                }
                let own = w;
                w *= if goes_on { vocabulary.thresholds.name_rest } else { 1.0 };
                capital_at = capital.then_some(at);
                spoken += if speaking { own } else { 0.0 };
                stems.push(Posting { stem, times: 1, weight: own, name, key, spoken: speaking });
            }
            weight += w;
            order.push((stem, w));
        }
        stems.sort_unstable_by_key(|held| (held.stem, held.name));
        let mut counts: Vec<Posting> = Vec::with_capacity(stems.len());
        for held in stems {
            match counts.last_mut() {
                Some(last) if last.stem == held.stem => {
                    last.times += 1;
                    last.spoken |= held.spoken;
                }
                _ => counts.push(held),
            }
        }
        Self { order, counts, weight, spoken, names: name }
    }

    /// How often a content stem stands in it.
    pub(crate) fn times(&self, stem: Stem) -> u32 {
        self.counts.binary_search_by_key(&stem, |held| held.stem).map_or(0, |n| self.counts[n].times)
    }
}

/// A content stem of a sentence.
pub(crate) struct Posting {
    pub(crate) stem: Stem,
    pub(crate) times: u32,
    pub(crate) weight: f32,
    /// Number of the name it is part of ("Judge Eleanor Sachs"); any other word is a name of its own.
    pub(crate) name: u32,
    /// One of its forms.
    pub(crate) key: Key,
    /// It stands inside quotation marks.
    spoken: bool,
}

/// Whether words behind a mark stand inside quotation marks.
fn spoken_after(mark: &str, speaking: bool) -> bool {
    match mark {
        "``" => true,
        "''" => false,
        _ => mark.chars().next().filter(|c| c.len_utf8() == mark.len()).map_or(speaking, |c| speaks(c, speaking)),
    }
}

/// How alike two sentences are, 0 to 1, and the rarity of what they share.
pub(crate) fn score(old: &Profile, new: &Profile, thresholds: &Thresholds) -> (f32, f32) {
    let mut evidence = 0.0;
    let mut there = new.counts.iter().peekable();
    // Which names of either side were met.
    let mut met = Pair::new(vec![false; old.names as usize + 1], vec![false; new.names as usize + 1]);
    let mut spoken = 0.0;
    for held in &old.counts {
        while there.next_if(|c| c.stem < held.stem).is_some() {}
        if let Some(other) = there.peek()
            && other.stem == held.stem
        {
            // A name is one piece of evidence, however many words it has.
            let (here, there) = (&mut met.old[held.name as usize], &mut met.new[other.name as usize]);
            let known = *here && *there;
            (*here, *there) = (true, true);
            let weight = held.weight * if known { thresholds.name_rest } else { 1.0 };
            evidence += weight * held.times.min(other.times) as f32;
            spoken += if held.spoken && other.spoken { held.weight } else { 0.0 };
        }
    }
    let Common { ordered, verbatim } = common(&old.order, &new.order, thresholds);
    let head = |p: &Profile| p.order.iter().take(thresholds.ordered_words).map(|&(_, w)| w).sum::<f32>();
    let dice = 2.0 * ordered / (head(old) + head(new)).max(f32::MIN_POSITIVE);
    let mut score = (thresholds.unordered_weight * overlap(evidence, old.weight, new.weight)
        + (1.0 - thresholds.unordered_weight) * dice)
        .min(1.0);
    // Two quotations of one speaker, who is all that they have in common.
    let quotes = |p: &Profile| p.spoken >= thresholds.quote_weight && p.spoken >= thresholds.quote_share * p.weight;
    if quotes(old) && quotes(new) && spoken < thresholds.quote_shared * old.spoken.min(new.spoken) {
        score *= thresholds.quote_apart;
    }
    (score, evidence + verbatim)
}

/// The geometric mean of two shares: of what both sentences weigh (Dice) and of what the lighter one weighs. The first
/// alone would part a sentence from its half, the second would pair any short sentence with a long one.
pub(crate) fn overlap(shared: f32, old: f32, new: f32) -> f32 {
    let dice = 2.0 * shared / (old + new).max(f32::MIN_POSITIVE);
    let part = shared / old.min(new).max(f32::MIN_POSITIVE);
    (dice * part).sqrt()
}

/// What stands in the same order in two sentences.
pub(crate) struct Common {
    /// Weight of the heaviest common subsequence.
    pub(crate) ordered: f32,
    /// What function words add in the heaviest stretch that both have word for word.
    pub(crate) verbatim: f32,
}

/// Into so many sorts stems are parted: of the thirty or so words of a sentence few share one.
const SORTS: usize = 128;

/// The last word of one sentence that a word of the other was met by, and what they ended.
#[derive(Clone, Copy, Default)]
struct Met {
    /// The word of the old sentence, counted from 1.
    old: usize,
    /// Words of the stretch that ends here, the same on both sides.
    stretch: u32,
    /// What function words add in that stretch.
    adds: f32,
}

/// Only where both have the same word does a cell of the table of two sentences say more than those before it: the rest
/// of a row is carried on from there, up to where more is known already.
pub(crate) fn common(old: &[(Stem, f32)], new: &[(Stem, f32)], thresholds: &Thresholds) -> Common {
    let most = thresholds.ordered_words;
    let (old, new) = (&old[..old.len().min(most)], &new[..new.len().min(most)]);
    // Weight of the heaviest common subsequence of what was read of `old` and so many words of `new`; it never falls.
    let mut ordered = vec![0.0f32; new.len() + 1];
    let mut met = vec![Met::default(); new.len() + 1];
    let mut verbatim = 0.0f32;
    // The words of `new`, each behind the next before it whose stem is of the same sort, counted from 1.
    let sort = |stem: Stem| stem as usize % SORTS;
    let (mut last, mut before) = ([0usize; SORTS], Vec::with_capacity(new.len()));
    for (n, &(stem, _)) in (1..).zip(new) {
        before.push(std::mem::replace(&mut last[sort(stem)], n));
    }
    for (row, &(stem, weight)) in (1..).zip(old) {
        // From the end on, so that what stands before a word is still that of the row above.
        let mut next = last[sort(stem)];
        while let Some(n) = next.checked_sub(1) {
            next = before[n];
            let (other, there) = new[n];
            if other != stem {
                continue;
            }
            // One stem may weigh less at one place than at another, as the rest of a name.
            let weight = weight.min(there);
            let ended = if met[n].old + 1 == row { met[n] } else { Met::default() };
            let light = weight < thresholds.light_word;
            let adds = ended.adds + if light { thresholds.verbatim_factor * weight } else { 0.0 };
            met[n + 1] = Met { old: row, stretch: ended.stretch + 1, adds };
            if ended.stretch + 1 >= thresholds.verbatim_words {
                verbatim = verbatim.max(adds);
            }
            let best = ordered[n] + weight;
            ordered[n + 1..].iter_mut().take_while(|known| **known < best).for_each(|known| *known = best);
        }
    }
    Common { ordered: ordered.last().copied().unwrap_or(0.0), verbatim }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    /// The whole table, a cell from those beside it.
    fn plain(old: &[(Stem, f32)], new: &[(Stem, f32)]) -> (f32, f32) {
        let mut table = vec![vec![(0.0f32, 0u32, 0.0f32); new.len() + 1]; old.len() + 1];
        let mut verbatim = 0.0f32;
        for (i, a) in old.iter().enumerate() {
            for (j, b) in new.iter().enumerate() {
                let best = table[i][j + 1].0.max(table[i + 1][j].0);
                table[i + 1][j + 1] = (best, 0, 0.0);
                if a.0 == b.0 {
                    let (before, weight) = (table[i][j], a.1.min(b.1));
                    let light = weight < Thresholds::DEFAULT.light_word;
                    let adds = before.2 + if light { Thresholds::DEFAULT.verbatim_factor * weight } else { 0.0 };
                    table[i + 1][j + 1] = (best.max(before.0 + weight), before.1 + 1, adds);
                    if before.1 + 1 >= Thresholds::DEFAULT.verbatim_words {
                        verbatim = verbatim.max(adds);
                    }
                }
            }
        }
        (table[old.len()][new.len()].0, verbatim)
    }

    /// Stems of few kinds, some of which are of one sort, each of more than one weight.
    fn stems() -> impl Strategy<Value = Vec<(Stem, f32)>> {
        let stem = (0u32..6, select(vec![0, 0, 0, 128, 40])).prop_map(|(stem, more)| stem + more);
        vec((stem, select(vec![0.07f32, 0.35, 1.9, 5.4])), 0..40)
    }

    proptest! {
        #[test]
        fn matches_alone_give_the_whole_table(old in stems(), new in stems()) {
            let found = common(&old, &new, &Thresholds::DEFAULT);
            prop_assert_eq!((found.ordered, found.verbatim), plain(&old, &new));
        }
    }

    #[test]
    fn a_lighter_place_of_a_stem_takes_nothing_away() {
        let found = common(&[(1, 5.0), (2, 1.0)], &[(1, 5.0), (1, 2.0)], &Thresholds::DEFAULT);
        assert_eq!(found.ordered, 5.0);
    }
}
