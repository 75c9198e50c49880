//! Search that forgives typography, letter case and line breaks.

use super::cells::clusters;
use crate::text::Fold;
use crate::text::Span;

/// A text folded for searching, with the way back to its bytes.
#[derive(Default)]
struct Folded {
    text: String,
    /// For each byte of the folded text the cluster it comes from: first byte and one past the last.
    from: Vec<(u32, u32)>,
}

/// Where `query` stands in `text`, in order, not overlapping. Both are compared with typography and case folded, and any
/// run of white space equals any other. Time linear in the text.
#[must_use]
pub fn search(text: &str, query: &str) -> Vec<Span> {
    let needle = folded(query).text;
    let needle = needle.trim_matches(' ');
    if needle.is_empty() {
        return Vec::new();
    }
    let hay = folded(text);
    let hit = |(at, found): (usize, &str)| {
        let (first, last) = (hay.from.get(at)?, hay.from.get(at + found.len() - 1)?);
        Some(Span { start: first.0, end: last.1 })
    };
    let mut hits: Vec<Span> = hay.text.match_indices(needle).filter_map(hit).collect();
    // Two hits inside one cluster ("..." for an ellipsis) are one.
    hits.dedup_by(|next, kept| next.start < kept.end);
    hits
}

fn folded(text: &str) -> Folded {
    let mut out = Folded { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len()) };
    let mut fold = Fold::default();
    for (at, cluster) in clusters(text) {
        let span = Span::new(at, at + cluster.len());
        if cluster.chars().all(char::is_whitespace) {
            if !out.text.ends_with(' ') {
                out.push(" ", span);
            }
        } else {
            let key = fold.key(cluster);
            if !(key == "-" && out.text.ends_with('-')) {
                out.push(key, span);
            }
        }
    }
    out
}

impl Folded {
    fn push(&mut self, key: &str, span: Span) {
        self.text.push_str(key);
        self.from.extend(std::iter::repeat_n((span.start, span.end), key.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        search(text, query).into_iter().map(|s| s.of(text)).collect()
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
}
