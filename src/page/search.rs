//! Searches a text: the matches of a query, and the sentences around them.

use std::ops::Range;
use std::sync::atomic::AtomicBool;

use super::query::{Folded, Query};
use super::sanitize::Sanitizer;
use super::sanitize::folds;
use crate::text::{Document, Span};

/// The matches of `query` in `text`, in order, not overlapping; none if one of its terms is missing. `None` if `cancel`
/// is set. Linear in the text.
#[must_use]
pub fn search(text: &str, query: &Query, cancel: &AtomicBool) -> Option<Vec<Span>> {
    if query.is_empty() {
        return Some(Vec::new());
    }
    let folded = Folded::unless(text, cancel)?;
    Some(places(text, query, &folded))
}

fn places(text: &str, query: &Query, folded: &Folded) -> Vec<Span> {
    let found = query.hits(text, folded);
    if !(0..query.len()).all(|term| found.iter().any(|hit| hit.term == term)) {
        return Vec::new();
    }
    let mut hits: Vec<Span> = found.into_iter().map(|hit| hit.span).collect();
    hits.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    // Merge two hits inside one cluster ("..." for an ellipsis), or a phrase and a word of it.
    hits.dedup_by(|next, kept| next.start < kept.end);
    hits
}

/// A sentence with hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The first hit in it, as a byte of the document's text.
    pub at: u32,
    /// The sentence for display: sanitized, with white space collapsed.
    pub text: String,
    /// The hits in [`Self::text`].
    pub hits: Vec<Range<usize>>,
}

/// The sentences of a document that match a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpts {
    /// The sentences, in order.
    pub list: Vec<Excerpt>,
    /// Whether each has all terms; otherwise each has at least one.
    pub whole: bool,
}

/// The sentences of `document` that have all terms of `query`; if there are none, those that have one, if the document
/// has all terms. `None` if `cancel` is set. Only documents with hits are split into sentences.
#[must_use]
pub fn excerpts(document: &Document, query: &Query, cancel: &AtomicBool) -> Option<Excerpts> {
    let text = &*document.text;
    if query.is_empty() {
        return Some(Excerpts::default());
    }
    let folded = Folded::unless(text, cancel)?;
    let found = places(text, query, &folded);
    if found.is_empty() {
        return Some(Excerpts::default());
    }
    let mut list = Vec::new();
    let mut whole = Vec::new();
    let sentences = &document.segments().sentences;
    let mut rest = found.into_iter().peekable();
    while let Some(first) = rest.next() {
        let after = sentences.partition_point(|s| s.span.start <= first.start);
        let sentence = after.checked_sub(1).map_or(first, |n| sentences[n].span);
        let sentence = sentence.hull(first);
        let mut hits = vec![first];
        while let Some(next) = rest.next_if(|span| span.start < sentence.end) {
            hits.push(next);
        }
        let words = sentence.of(text);
        whole.push(query.len() == 1 || query.is_in(words, &Folded::new(words)));
        list.push(excerpt(text, sentence, &hits));
    }
    let any = whole.contains(&true);
    if any {
        let mut whole = whole.into_iter();
        list.retain(|_| whole.next().unwrap_or(true));
    }
    Some(Excerpts { list, whole: any })
}

/// A sentence for display, with its hits.
fn excerpt(text: &str, sentence: Span, found: &[Span]) -> Excerpt {
    let mut out = String::with_capacity(sentence.len());
    let mut hits: Vec<Range<usize>> = Vec::new();
    let (mut inside, mut sanitizer) = (None, Sanitizer::default());
    for (n, c) in sentence.of(text).char_indices() {
        let at = sentence.start as usize + n;
        let hit = found.iter().position(|span| (span.start as usize..span.end as usize).contains(&at));
        let start = out.len();
        if folds(c) {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            sanitizer.push(c, &mut out);
        }
        match (hit, hits.last_mut()) {
            (Some(_), Some(last)) if hit == inside => last.end = out.len(),
            (Some(_), _) => hits.push(start..out.len()),
            (None, _) => {}
        }
        inside = hit;
    }
    Excerpt { at: found.first().map_or(sentence.start, |span| span.start), text: out, hits }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        let hits = search(text, &Query::sequence(query), &AtomicBool::new(false)).expect("not cancelled");
        hits.into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn forgives_typography_case_and_breaks() {
        assert_eq!(found("Don’t stop. DON'T", "don't"), ["Don’t", "DON'T"]);
        assert_eq!(found("the old\n  bridge", "Old bridge"), ["old\n  bridge"]);
        assert_eq!(found("so … it goes", "..."), ["…"]);
        assert_eq!(found("well — done", "--"), ["—"]);
        assert_eq!(found("cafe\u{301} CAFÉ cafe", "café"), ["cafe\u{301}", "CAFÉ", "cafe"]);
        assert_eq!(found("abc", "  "), [""; 0]);
        assert_eq!(found("条約に署名", "署名"), ["署名"]);
    }

    #[test]
    fn stops_when_cancelled() {
        assert_eq!(search("the old bridge", &Query::sequence("old"), &AtomicBool::new(true)), None);
    }

    fn sentences(text: &str, query: &str) -> Vec<(String, Vec<String>)> {
        let document = crate::format::plain_text(text).expect("a text");
        let found = excerpts(&document, &Query::words(query), &AtomicBool::new(false)).expect("not cancelled");
        let hits = |p: &Excerpt| p.hits.iter().filter_map(|h| p.text.get(h.clone())).map(str::to_owned).collect();
        found.list.iter().map(|p| (p.text.clone(), hits(p))).collect()
    }

    #[test]
    fn a_hit_comes_with_its_sentence() {
        let text = "The ferry sank on Monday. Nobody was hurt. A second ferry came on Tuesday.\n";
        let one = |sentence: &str, hits: &[&str]| (sentence.to_owned(), hits.iter().map(|h| (*h).to_owned()).collect());
        assert_eq!(
            sentences(text, "ferry"),
            [one("The ferry sank on Monday.", &["ferry"]), one("A second ferry came on Tuesday.", &["ferry"])]
        );
        assert_eq!(sentences(text, "ferry tues"), [one("A second ferry came on Tuesday.", &["ferry", "Tues"])]);
        assert_eq!(sentences(text, "\"ferry sank\""), [one("The ferry sank on Monday.", &["ferry sank"])]);
        assert_eq!(sentences(text, "hurt Tuesday").len(), 2, "in two sentences of one document");
        assert_eq!(sentences(text, "ferry drowned"), [], "one of them is nowhere");
    }
}
