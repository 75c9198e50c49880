//! Search that forgives typography, letter case and line breaks.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use super::cells::clusters;
use crate::text::Fold;
use crate::text::Span;

/// Cancellation is checked once per this many clusters.
const CANCEL_CHECK_CLUSTERS: usize = 4096;

/// A text folded for searching, with a map back to its bytes.
struct Folded {
    text: String,
    /// For each byte of the folded text, the start of the cluster it comes from.
    from: Vec<u32>,
}

/// The places of `query` in `text`, in order, not overlapping; `None` once `cancel` is set. Both are compared with
/// typography and case folded, and any run of white space equals any other. Time linear in the text.
#[must_use]
pub fn search(text: &str, query: &str, cancel: &AtomicBool) -> Option<Vec<Span>> {
    let needle = folded(query, cancel)?.text;
    let needle = needle.trim_matches(' ');
    if needle.is_empty() {
        return Some(Vec::new());
    }
    let hay = folded(text, cancel)?;
    let hit = |(at, found): (usize, &str)| {
        let (first, last) = (*hay.from.get(at)?, *hay.from.get(at + found.len() - 1)?);
        let (_, cluster) = clusters(text.get(last as usize..)?).next()?;
        Some(Span::new(first as usize, last as usize + cluster.len()))
    };
    let mut hits: Vec<Span> = hay.text.match_indices(needle).filter_map(hit).collect();
    // Two hits inside one cluster ("..." for an ellipsis) are one.
    hits.dedup_by(|next, kept| next.start < kept.end);
    Some(hits)
}

fn folded(text: &str, cancel: &AtomicBool) -> Option<Folded> {
    let mut out = Folded { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len()) };
    let mut fold = Fold::default();
    for (n, (at, cluster)) in clusters(text).enumerate() {
        if n.is_multiple_of(CANCEL_CHECK_CLUSTERS) && cancel.load(Ordering::Relaxed) {
            return None;
        }
        if cluster.chars().all(char::is_whitespace) {
            if !out.text.ends_with(' ') {
                out.push(" ", at);
            }
        } else {
            let key = fold.key(cluster);
            if !(key == "-" && out.text.ends_with('-')) {
                out.push(key, at);
            }
        }
    }
    Some(out)
}

impl Folded {
    fn push(&mut self, key: &str, at: usize) {
        self.text.push_str(key);
        // A text has less than 4 GB, as a span says.
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.from.extend(std::iter::repeat_n(at, key.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        let hits = search(text, query, &AtomicBool::new(false)).expect("not cancelled");
        hits.into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn forgives_typography_case_and_breaks() {
        assert_eq!(found("Don’t stop. DON'T", "don't"), ["Don’t", "DON'T"]);
        assert_eq!(found("the old\n  bridge", "Old bridge"), ["old\n  bridge"]);
        assert_eq!(found("so … it goes", "..."), ["…"]);
        assert_eq!(found("well — done", "--"), ["—"]);
        assert_eq!(found("cafe\u{301} CAFÉ", "café"), ["cafe\u{301}", "CAFÉ"]);
        assert_eq!(found("abc", "  "), [""; 0]);
        assert_eq!(found("条約に署名", "署名"), ["署名"]);
    }

    #[test]
    fn stops_when_cancelled() {
        assert_eq!(search("the old bridge", "old", &AtomicBool::new(true)), None);
    }
}
