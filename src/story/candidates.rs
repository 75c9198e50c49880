//! Which documents are worth comparing: those that have some wording or several rare words in common.
//!
//! Every document is never compared with every other. Documents meet over the sampled shingles and the heaviest words that
//! they share; a shingle or word that many have brings each of them together with its neighbours in the list only, so
//! that the work grows with the number of documents and not with its square.

use super::vectors::Vector;

/// Over one shingle or word each document meets so many of those before it, the nearest.
const NEIGHBOURS: usize = 8;

/// How many of its heaviest words a document meets others over.
const HEAVIEST: usize = 32;

/// Documents are compared where they meet over this many sampled shingles, a sentence or two, or over this many words. Two
/// that share a phrase are not worth it.
const MEETINGS: usize = 3;

/// The pairs worth comparing, each with its lower index first, in order. `None` where `stop` says so.
pub(super) fn pairs(vectors: &[Vector], stop: &dyn Fn() -> bool) -> Option<Vec<(u32, u32)>> {
    let shingles = postings(vectors, |v, out| out.extend(v.shingles.iter().map(|s| s.0)));
    let mut found = often(&met(&shingles));
    if stop() {
        return None;
    }
    let words = postings(vectors, |v, out| {
        let mut heaviest: Vec<_> = v.terms.iter().map(|t| (t.weight, t.hash)).collect();
        heaviest.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        out.extend(heaviest.iter().take(HEAVIEST).map(|h| h.1));
    });
    found.extend(often(&met(&words)));
    if stop() {
        return None;
    }
    found.sort_unstable();
    found.dedup();
    Some(found.into_iter().map(|pair| ((pair >> 32) as u32, pair as u32)).collect())
}

/// For each hash the documents that have it: as one number each, the hash in the high half, sorted.
fn postings(vectors: &[Vector], hashes: impl Fn(&Vector, &mut Vec<u32>)) -> Vec<u64> {
    let mut out = Vec::new();
    let mut own = Vec::new();
    for (document, vector) in vectors.iter().enumerate() {
        own.clear();
        hashes(vector, &mut own);
        out.extend(own.iter().map(|h| (u64::from(*h) << 32) | document as u64));
    }
    out.sort_unstable();
    out
}

/// The pairs that meet, once for each shingle or word they meet over, sorted.
fn met(postings: &[u64]) -> Vec<u64> {
    let mut out = Vec::new();
    for run in postings.chunk_by(|a, b| a >> 32 == b >> 32) {
        for (at, document) in run.iter().enumerate() {
            let before = &run[at.saturating_sub(NEIGHBOURS)..at];
            out.extend(before.iter().map(|other| ((other & 0xffff_ffff) << 32) | (document & 0xffff_ffff)));
        }
    }
    out.sort_unstable();
    out
}

/// The pairs that meet at least [`MEETINGS`] times, of a sorted list.
fn often(meetings: &[u64]) -> Vec<u64> {
    meetings.chunk_by(|a, b| a == b).filter(|run| run.len() >= MEETINGS).map(|run| run[0]).collect()
}
