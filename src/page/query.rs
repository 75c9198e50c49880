//! Search queries of one or several terms, and folded texts to find them in.
//!
//! ```text
//! old "stone bridge" Ferry   ─▶  old │ stone bridge │ Ferry        all terms are required, in any order
//! ```
//!
//! Typography, accents and line breaks are ignored. Letter case matters in terms with a capital letter (smart case). A
//! term matches at the beginning of a word; inside one only if it is long enough, so that `art` does not match "party".

use std::sync::atomic::{AtomicBool, Ordering};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::cells::clusters;
use crate::text::{Fold, Span, fold_typography};

/// Cancellation is checked once per this many clusters.
const CANCEL_CHECK_CLUSTERS: usize = 4096;

/// Minimum characters of a term that may match inside a word: shorter ones occur in many words by chance.
const MIN_INSIDE_CHARS: usize = 4;

/// A search query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    typed: String,
    terms: Vec<Term>,
}

/// A required term.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    /// With typography, accents and case folded.
    folded: String,
    /// With only typography and accents folded, if case matters.
    cased: Option<String>,
    /// Whether it may match inside words.
    anywhere: bool,
}

/// How well a match fits the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Inside a word.
    Inside,
    /// At the beginning of a word.
    Beginning,
    /// A whole word.
    Whole,
}

/// A match of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The index of the term in the query.
    pub term: usize,
    /// Its span.
    pub span: Span,
    /// How well it fits.
    pub fit: Fit,
}

impl Query {
    /// The typed text as a single term, found anywhere and in any case: for searching the visible text.
    #[must_use]
    pub fn sequence(typed: &str) -> Self {
        let folded = Folded::new(typed).text;
        let folded = folded.trim_matches(' ');
        let term = Term { folded: folded.to_owned(), cased: None, anywhere: true };
        Self { typed: typed.to_owned(), terms: Some(term).filter(|t| !t.folded.is_empty()).into_iter().collect() }
    }

    /// Each word and each quoted phrase as a term: for searching all documents.
    #[must_use]
    pub fn words(typed: &str) -> Self {
        let mut terms = Vec::new();
        // Odd parts are inside quotation marks; the last may be unterminated.
        for (n, part) in typed.split(['"', '“', '”', '„', '«', '»']).enumerate() {
            if n % 2 == 1 {
                terms.extend(Term::new(part));
            } else {
                terms.extend(part.split_whitespace().filter_map(Term::new));
            }
        }
        terms.dedup();
        Self { typed: typed.to_owned(), terms }
    }

    /// As it was typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether it has no terms.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The number of its terms.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.terms.len()
    }

    /// All matches of all terms in `text`, whose folded form is `folded`, term by term.
    #[must_use]
    pub fn hits(&self, text: &str, folded: &Folded) -> Vec<Hit> {
        let all = self.terms.iter().enumerate();
        all.flat_map(|(n, term)| term.find(text, folded).map(move |(span, fit)| Hit { term: n, span, fit })).collect()
    }

    /// Whether all terms may be in a text: a quick check that excludes most texts of a library.
    #[must_use]
    pub fn may_be_in(&self, folded: &Folded) -> bool {
        self.terms.iter().all(|term| folded.text.contains(&*term.folded))
    }

    /// Whether all terms are in a text.
    #[must_use]
    pub fn is_in(&self, text: &str, folded: &Folded) -> bool {
        self.terms.iter().all(|term| term.find(text, folded).next().is_some())
    }
}

impl Term {
    fn new(typed: &str) -> Option<Self> {
        let folded = Folded::new(typed).text;
        let folded = folded.trim_matches(' ').to_owned();
        let cased = typed.chars().any(char::is_uppercase).then(|| case_kept(typed));
        let anywhere = folded.chars().filter(|c| c.is_alphanumeric()).count() >= MIN_INSIDE_CHARS;
        (!folded.is_empty()).then_some(Self { folded, cased, anywhere })
    }

    fn find<'a>(&'a self, text: &'a str, folded: &'a Folded) -> impl Iterator<Item = (Span, Fit)> + 'a {
        folded.text.match_indices(&*self.folded).filter_map(move |(at, found)| {
            let fit = fit(&folded.text, at, at + found.len());
            let span = folded.span(text, at, at + found.len())?;
            let cased = self.cased.as_ref().is_none_or(|cased| *cased == case_kept(span.of(text)));
            (cased && (self.anywhere || fit > Fit::Inside)).then_some((span, fit))
        })
    }
}

/// How well a range of a folded text fits the words there.
fn fit(text: &str, start: usize, end: usize) -> Fit {
    let ends = |at: usize| text.get(at..).and_then(|s| s.chars().next());
    let before = |at: usize| text.get(..at).and_then(|s| s.chars().next_back());
    match (is_edge(before(start), ends(start)), is_edge(before(end), ends(end))) {
        (true, true) => Fit::Whole,
        (true, false) => Fit::Beginning,
        (false, _) => Fit::Inside,
    }
}

/// Whether there is a word boundary between two characters: one is not a letter or digit, only one is a digit, or one
/// is of a script without spaces.
fn is_edge(before: Option<char>, after: Option<char>) -> bool {
    let (Some(a), Some(b)) = (before, after) else { return true };
    !a.is_alphanumeric() || !b.is_alphanumeric() || a.is_numeric() != b.is_numeric() || is_unspaced(a) || is_unspaced(b)
}

/// Letters of scripts without spaces between words: Thai, Lao, Burmese, Khmer, Chinese and Japanese.
const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A text with typography, accents and case folded and white space collapsed, with a mapping to the original.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    /// For each byte of the folded text, the start of the cluster it comes from. Empty if both texts are identical, as
    /// for short ASCII texts.
    from: Vec<u32>,
}

impl Folded {
    /// Folds a text, in linear time.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::unless(text, &AtomicBool::new(false)).unwrap_or_default()
    }

    /// The same; `None` once `cancel` is set.
    #[must_use]
    pub fn unless(text: &str, cancel: &AtomicBool) -> Option<Self> {
        let simple = |pair: &[u8]| pair[0] != b' ' && pair[0] != b'-' && pair[0] != b'\'' || pair[0] != pair[1];
        let printable = |b: &u8| matches!(b, b' '..=b'~') && *b != b'`';
        if text.as_bytes().iter().all(printable) && text.as_bytes().windows(2).all(simple) {
            return (!cancel.load(Ordering::Relaxed))
                .then(|| Self { text: text.to_ascii_lowercase(), from: Vec::new() });
        }
        let mut out = Self { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len()) };
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
                    if key.is_ascii() {
                        out.push(key, at);
                    } else {
                        out.push(&unaccented(key), at);
                    }
                }
            }
        }
        Some(out)
    }

    fn push(&mut self, key: &str, at: usize) {
        self.text.push_str(key);
        // A text is shorter than 4 GB, as a span requires.
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.from.extend(std::iter::repeat_n(at, key.len()));
    }

    /// The span of `text` for a range of its folded form.
    fn span(&self, text: &str, start: usize, end: usize) -> Option<Span> {
        if self.from.is_empty() {
            return Some(Span::new(start, end));
        }
        let (first, last) = (*self.from.get(start)?, *self.from.get(end.checked_sub(1)?)?);
        let (_, cluster) = clusters(text.get(last as usize..)?).next()?;
        Some(Span::new(first as usize, last as usize + cluster.len()))
    }
}

/// Removes accents in scripts where they are often omitted: Latin and Greek, and Cyrillic ё. Elsewhere a combining mark
/// makes another letter.
fn unaccented(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut bare = false;
    for c in text.chars() {
        if is_combining_mark(c) && bare && matches!(c, '\u{300}'..='\u{36f}') {
            continue;
        }
        if matches!(c, 'ё' | 'Ё') {
            out.push(if c == 'ё' { 'е' } else { 'Е' });
        } else if has_accents(c) {
            bare = true;
            out.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)));
            continue;
        } else {
            out.push(c);
        }
        bare = false;
    }
    out
}

/// Whether accents are ignored in the script of a letter.
const fn has_accents(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{3ff}' | '\u{1e00}'..='\u{1fff}')
}

/// A text with typography and accents folded and white space collapsed, but letter case kept.
fn case_kept(text: &str) -> String {
    text.split_whitespace().map(|word| unaccented(&fold_typography(word))).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, typed: &str) -> Vec<&'a str> {
        let folded = Folded::new(text);
        Query::words(typed).hits(text, &folded).into_iter().map(|hit| hit.span.of(text)).collect()
    }

    #[test]
    fn accents_and_typography_do_not_count() {
        assert_eq!(found("Der Präsident in São Paulo", "prasident sao"), ["Präsident", "São"]);
        assert_eq!(found("the president", "Président"), [""; 0], "a capital letter is meant");
        assert_eq!(found("the president", "président"), ["president"]);
        assert_eq!(found("cre\u{301}me", "creme"), ["cre\u{301}me"]);
        assert_eq!(found("Don’t — ever", "don't"), ["Don’t"]);
        assert_eq!(found("Всё и мой", "все"), ["Всё"]);
        assert_eq!(found("мой", "мои"), [""; 0]);
        assert_eq!(found("が", "か"), [""; 0]);
    }

    #[test]
    fn a_capital_letter_makes_case_count() {
        assert_eq!(found("Polish firms polish brass", "polish"), ["Polish", "polish"]);
        assert_eq!(found("Polish firms polish brass", "Polish"), ["Polish"]);
        assert_eq!(found("the US tells us", "US"), ["US"]);
    }

    #[test]
    fn a_phrase_is_one_term() {
        assert_eq!(Query::words("old \"stone bridge\" ferry").len(), 3);
        assert_eq!(found("the stone\n bridge and a bridge of stone", "“stone bridge”"), ["stone\n bridge"]);
        assert_eq!(found("the stone bridge", "\"stone br"), ["stone br"], "while it is typed");
        assert!(Query::words("  \"\" ").is_empty());
    }

    #[test]
    fn short_terms_begin_a_word() {
        assert_eq!(found("a party of artists, in art", "art"), ["art", "art"]);
        assert_eq!(found("Hafenbrücke", "brücke"), ["brücke"]);
        assert_eq!(found("bridge-2-final v2", "2"), ["2", "2"]);
        assert_eq!(found("本日条約に署名", "署名"), ["署名"]);
        let fits = |text: &str| Query::words("bridge").hits(text, &Folded::new(text))[0].fit;
        assert_eq!([fits("a bridge"), fits("bridges"), fits("footbridge")], [Fit::Whole, Fit::Beginning, Fit::Inside]);
    }

    #[test]
    fn the_fast_path_of_folding_is_exact() {
        for text in ["A plain title", "two  spaces", "a--b", "it''s", "back`tick", "tab\there", ""] {
            let long = Folded::new(&format!("{text}é"));
            assert_eq!(format!("{}e", Folded::new(text).text), long.text, "{text}");
        }
    }
}
