//! Selects pairs of documents to compare: those with common wording or several common rare words.
//!
//! Not all pairs are compared. Documents meet through the sampled shingles and the heaviest words that they share; for
//! one that many documents have, each meets only its neighbours in time, so that the work grows linearly with the number
//! of documents. Reports of one event appear within a day or two, wherever they are in the folder.

use super::thresholds::GroupThresholds;
use super::vectors::Vector;

/// The pairs to compare, sorted, each with its lower index first; `in_time` has the documents in the order of their dates.
/// `None` if `stop` cancels.
pub(super) fn pairs(
    vectors: &[Vector],
    in_time: &[u32],
    thresholds: &GroupThresholds,
    stop: &dyn Fn() -> bool,
) -> Option<Vec<(u32, u32)>> {
    let often = |postings: &[u64]| often(&met(postings, thresholds.met_documents), thresholds.meetings);
    let shingles = postings(vectors, in_time, |v, out| out.extend(v.shingles.iter().map(|s| s.0)));
    let mut found = often(&shingles);
    if stop() {
        return None;
    }
    let words = postings(vectors, in_time, |v, out| {
        let mut heaviest: Vec<_> = v.terms.iter().map(|t| (t.weight, t.hash)).collect();
        heaviest.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        out.extend(heaviest.iter().take(thresholds.meeting_words).map(|h| h.1));
    });
    found.extend(often(&words));
    if stop() {
        return None;
    }
    let document = |rank: u64| in_time.get(rank as usize).copied();
    let pair = |pair: u64| Some((document(pair >> 32)?, document(pair & 0xffff_ffff)?));
    let ordered = found.into_iter().filter_map(pair).map(|(a, b)| (a.min(b), a.max(b)));
    let mut pairs: Vec<_> = ordered.collect();
    pairs.sort_unstable();
    pairs.dedup();
    Some(pairs)
}

/// The documents with each hash, by their places in time: sorted numbers with the hash in the high half.
fn postings(vectors: &[Vector], in_time: &[u32], hashes: impl Fn(&Vector, &mut Vec<u32>)) -> Vec<u64> {
    let mut out = Vec::new();
    let mut own = Vec::new();
    for (rank, document) in in_time.iter().enumerate() {
        let Some(vector) = vectors.get(*document as usize) else { continue };
        own.clear();
        hashes(vector, &mut own);
        out.extend(own.iter().map(|h| (u64::from(*h) << 32) | rank as u64));
    }
    out.sort_unstable();
    out
}

/// The pairs that meet, once per shingle or word, sorted. Each document meets at most `documents` before it.
fn met(postings: &[u64], documents: usize) -> Vec<u64> {
    let mut out = Vec::new();
    for run in postings.chunk_by(|a, b| a >> 32 == b >> 32) {
        for (at, document) in run.iter().enumerate() {
            let before = &run[at.saturating_sub(documents)..at];
            out.extend(before.iter().map(|other| ((other & 0xffff_ffff) << 32) | (document & 0xffff_ffff)));
        }
    }
    out.sort_unstable();
    out
}

/// The pairs that occur at least `times` in a sorted list.
fn often(meetings: &[u64], times: usize) -> Vec<u64> {
    meetings.chunk_by(|a, b| a == b).filter(|run| run.len() >= times).map(|run| run[0]).collect()
}
