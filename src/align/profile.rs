//! Weighted profiles of sentences, and the similarity of two of them.

use std::ops::Range;

use super::short_line::leading_number;
use super::thresholds::Thresholds;
use super::vocabulary::{Key, KeyClass, Stem, Vocabulary};
use crate::text::{Pair, Side, speaks};

/// The weighted stems of a sentence.
pub(crate) struct Profile {
    /// The stems of its words in order, without punctuation, with their weights.
    pub(crate) order: Vec<(Stem, f32)>,
    /// The content stems, sorted.
    pub(crate) counts: Vec<Posting>,
    /// The weight of all its words, in nats.
    pub(crate) weight: f32,
    /// The weight of its quoted content words.
    quoted: f32,
    /// The number of its names, see [`Posting::name`].
    pub(crate) names: u32,
}

impl Profile {
    /// Reads the profile of sentences of a side.
    pub(crate) fn read(vocabulary: &Vocabulary<'_>, side: Side, sentences: Range<u32>) -> Self {
        let text = vocabulary.side(side);
        let mut weight = 0.0;
        let mut name = 0;
        let words = sentences.flat_map(|i| text.body_words(i as usize).skip(leading_number(vocabulary, side, i)));
        let is_capital = |at: usize| text.words[at].span.of(text.text).starts_with(char::is_uppercase);
        let content = words.clone().filter(|&at| vocabulary.class(text.keys[at]) == KeyClass::Content);
        let (capitals, all) = content.fold((0, 0), |(n, all), at| (n + usize::from(is_capital(at)), all + 1));
        // In a title, capitals indicate no names.
        let names = 100 * capitals <= vocabulary.thresholds.title_percent * all;
        let mut order = Vec::with_capacity(words.clone().count());
        let mut stems = Vec::with_capacity(all);
        let mut capital_at = None; // the last word, if it had a capital
        let (mut in_quotation, mut quoted) = (false, 0.0);
        for at in words {
            let key = text.keys[at];
            let class = vocabulary.class(key);
            if class == KeyClass::Mark {
                in_quotation = is_quoted_after(text.words[at].span.of(text.text), in_quotation);
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
                quoted += if in_quotation { own } else { 0.0 };
                stems.push(Posting { stem, times: 1, weight: own, name, key, quoted: in_quotation });
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
                    last.quoted |= held.quoted;
                }
                _ => counts.push(held),
            }
        }
        Self { order, counts, weight, quoted, names: name }
    }

    /// The number of occurrences of a content stem.
    pub(crate) fn times(&self, stem: Stem) -> u32 {
        self.counts.binary_search_by_key(&stem, |held| held.stem).map_or(0, |n| self.counts[n].times)
    }
}

/// A content stem of a sentence.
pub(crate) struct Posting {
    pub(crate) stem: Stem,
    pub(crate) times: u32,
    pub(crate) weight: f32,
    /// The number of the name that it belongs to ("Judge Eleanor Sachs"); any other word has its own.
    pub(crate) name: u32,
    /// One of its forms.
    pub(crate) key: Key,
    /// Whether it is quoted.
    quoted: bool,
}

/// Whether words after a mark are quoted.
fn is_quoted_after(mark: &str, in_quotation: bool) -> bool {
    match mark {
        "``" => true,
        "''" => false,
        _ => {
            mark.chars().next().filter(|c| c.len_utf8() == mark.len()).map_or(in_quotation, |c| speaks(c, in_quotation))
        }
    }
}

/// The similarity of two sentences, 0 to 1, and the rarity of their common words in nats.
pub(crate) fn score(old: &Profile, new: &Profile, thresholds: &Thresholds) -> (f32, f32) {
    let mut evidence = 0.0;
    let mut there = new.counts.iter().peekable();
    // The names of each side that were matched.
    let mut met = Pair::new(vec![false; old.names as usize + 1], vec![false; new.names as usize + 1]);
    let mut quoted = 0.0;
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
            quoted += if held.quoted && other.quoted { held.weight } else { 0.0 };
        }
    }
    let Common { ordered, verbatim } = common(&old.order, &new.order, thresholds);
    let head = |p: &Profile| p.order.iter().take(thresholds.ordered_words).map(|&(_, w)| w).sum::<f32>();
    let dice = 2.0 * ordered / (head(old) + head(new)).max(f32::MIN_POSITIVE);
    let mut score = (thresholds.unordered_weight * overlap(evidence, old.weight, new.weight)
        + (1.0 - thresholds.unordered_weight) * dice)
        .min(1.0);
    // Two different quotations of one speaker, whose name is all they have in common.
    let quotes = |p: &Profile| p.quoted >= thresholds.quote_weight && p.quoted >= thresholds.quote_share * p.weight;
    if quotes(old) && quotes(new) && quoted < thresholds.quote_shared * old.quoted.min(new.quoted) {
        score *= thresholds.quote_apart;
    }
    (score, evidence + verbatim)
}

/// The geometric mean of two shares: of the weight of both sentences (Dice), and of the lighter one. The first alone
/// would separate a sentence from its half, the second would pair any short sentence with a long one.
pub(crate) fn overlap(shared: f32, old: f32, new: f32) -> f32 {
    let dice = 2.0 * shared / (old + new).max(f32::MIN_POSITIVE);
    let part = shared / old.min(new).max(f32::MIN_POSITIVE);
    (dice * part).sqrt()
}

/// What two sentences have in the same order.
pub(crate) struct Common {
    /// Weight of the heaviest common subsequence.
    pub(crate) ordered: f32,
    /// The additional weight of function words in the heaviest verbatim run.
    pub(crate) verbatim: f32,
}

/// Number of buckets of stems: few of about thirty words of a sentence share one.
const BUCKETS: usize = 128;

/// The last match of a word, and the run that ended there.
#[derive(Clone, Copy, Default)]
struct LastMatch {
    /// Index of the word in the old sentence, from 1.
    old: usize,
    /// Length of the verbatim run that ends here, in words.
    stretch: u32,
    /// Additional weight of function words in that run.
    adds: f32,
}

/// Only cells where both words match can exceed their neighbours in the table of two sentences. From such a cell its
/// value is carried to the right, up to the first that is higher already.
pub(crate) fn common(old: &[(Stem, f32)], new: &[(Stem, f32)], thresholds: &Thresholds) -> Common {
    let most = thresholds.ordered_words;
    let (old, new) = (&old[..old.len().min(most)], &new[..new.len().min(most)]);
    // The weight of the heaviest common subsequence of the words of `old` so far and the first n words of `new`;
    // increasing.
    let mut ordered = vec![0.0f32; new.len() + 1];
    let mut met = vec![LastMatch::default(); new.len() + 1];
    let mut verbatim = 0.0f32;
    // The words of `new` as linked lists of one bucket each, counted from 1, last first.
    let bucket = |stem: Stem| stem as usize % BUCKETS;
    let (mut last, mut before) = ([0usize; BUCKETS], Vec::with_capacity(new.len()));
    for (n, &(stem, _)) in (1..).zip(new) {
        before.push(std::mem::replace(&mut last[bucket(stem)], n));
    }
    for (row, &(stem, weight)) in (1..).zip(old) {
        // From the end, so that the value before a word is still that of the row above.
        let mut next = last[bucket(stem)];
        while let Some(n) = next.checked_sub(1) {
            next = before[n];
            let (other, there) = new[n];
            if other != stem {
                continue;
            }
            // A stem may weigh less at one place than at another, as the later word of a name.
            let weight = weight.min(there);
            let ended = if met[n].old + 1 == row { met[n] } else { LastMatch::default() };
            let light = weight < thresholds.light_word;
            let adds = ended.adds + if light { thresholds.verbatim_factor * weight } else { 0.0 };
            met[n + 1] = LastMatch { old: row, stretch: ended.stretch + 1, adds };
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

    /// The full table, cell by cell.
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

    /// Few different stems, some in one bucket, each with more than one weight.
    fn stems() -> impl Strategy<Value = Vec<(Stem, f32)>> {
        let stem = (0u32..6, select(vec![0, 0, 0, 128, 40])).prop_map(|(stem, more)| stem + more);
        vec((stem, select(vec![0.07f32, 0.35, 1.9, 5.4])), 0..40)
    }

    proptest! {
        #![proptest_config(crate::cases::config(256))]
        #[test]
        fn sparse_and_full_tables_agree(old in stems(), new in stems()) {
            let found = common(&old, &new, &Thresholds::DEFAULT);
            prop_assert_eq!((found.ordered, found.verbatim), plain(&old, &new));
        }
    }

    #[test]
    fn a_lighter_occurrence_of_a_stem_does_not_lower_the_weight() {
        let found = common(&[(1, 5.0), (2, 1.0)], &[(1, 5.0), (1, 2.0)], &Thresholds::DEFAULT);
        assert_eq!(found.ordered, 5.0);
    }
}
