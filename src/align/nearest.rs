//! Additional evidence for `recto explain`: the words common to a pair, and the most similar sentence of one without a
//! partner.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::number::count;
use super::profile::Profile;
use super::record::{Pairing, Step};
use super::similarity::{Candidate, Similarity};
use super::vocabulary::Vocabulary;
use crate::text::cancel::{Stop, Stopped};
use crate::text::{Pair, Side};

/// Content words common to sentences of both sides, in an old form, the rarest first, with their rarity in nats.
pub(crate) fn shared_words(vocabulary: &Vocabulary<'_>, at: &Pair<Range<u32>>) -> Vec<(String, f32)> {
    let old = Profile::read(vocabulary, Side::Old, at.old.clone());
    let new = Profile::read(vocabulary, Side::New, at.new.clone());
    let mut shared: Vec<(String, f32)> = old
        .counts
        .iter()
        .filter(|held| new.times(held.stem) > 0)
        .map(|held| (vocabulary.form(held.key).to_owned(), held.weight))
        .collect();
    shared.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    shared
}

/// By sentence: the most similar one of the other side, and the pairing they would have had.
pub(crate) type Nearest = FxHashMap<u32, (u32, Pairing)>;

/// The most similar sentence of the other side for each unlinked sentence in `free`, with the score needed to pair;
/// none where nothing is shared.
pub(crate) fn nearest(
    vocabulary: &Vocabulary<'_>,
    free: &Pair<Vec<u32>>,
    stop: Stop<'_>,
) -> Result<Pair<Nearest>, Stopped> {
    let similarity = Similarity::new(vocabulary);
    let thresholds = vocabulary.thresholds;
    let all = |side: Side| (0..count(vocabulary.side(side).sentences.len())).collect::<Vec<u32>>();
    let mut out = Pair::<Nearest>::default();
    let made = |c: &Candidate| Pairing {
        step: Step::Chain,
        score: thresholds.raised(c.score, c.evidence),
        needed_score: Some(("pair_score", thresholds.pair_score)),
        evidence: c.evidence,
        needed_evidence: 0.0,
    };
    for side in Side::BOTH {
        let (olds, news) = match side {
            Side::Old => (free.old.clone(), all(Side::New)),
            Side::New => (all(Side::Old), free.new.clone()),
        };
        for c in similarity.candidates(&olds, &news, stop)? {
            let ends = Pair::new(c.old, c.new);
            let (mine, other) = (ends[side], ends[side.other()]);
            let made = made(&c);
            let best = out[side].entry(mine).or_insert((other, made));
            if made.score > best.1.score {
                *best = (other, made);
            }
        }
    }
    Ok(out)
}
