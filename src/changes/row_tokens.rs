//! The words of one side of a row, as the ledger asks of them: what stands inside quotation marks, what is a name, what
//! reports.

use std::collections::BTreeSet;
use std::ops::Range;

use super::style::bare_figure;
use crate::align::vocabulary::Vocabulary;
use crate::lang::{self, Language, MAY};
use crate::text::{BlockKind, Side, Span, Word, WordKind, closing};

/// The words of one side of a row, with their keys.
pub(crate) struct RowTokens<'a> {
    text: &'a str,
    words: &'a [Word],
    keys: Vec<&'a str>,
    /// Whether each word stands inside quotation marks.
    quoted: Vec<bool>,
    pub(crate) language: Language,
    /// Most words begin with a capital, so that one tells no name.
    shouted: bool,
}

/// Quotations run over sentences: so many words of the paragraph before a row are looked at for an opening mark.
const BEFORE: usize = 400;
/// How far around a change, in words, its row is asked whether it says the same elsewhere. A row may be a book.
const AROUND: usize = 60;

impl<'a> RowTokens<'a> {
    /// The words of `hull`, a row's span on one side.
    pub(crate) fn new(vocabulary: &'a Vocabulary<'_>, language: Language, side: Side, hull: Option<Span>) -> Self {
        let all = vocabulary.side(side);
        let at = |byte: u32| all.words.partition_point(|w| w.span.start < byte);
        let range = hull.map_or(0..0, |hull| at(hull.start)..at(hull.end));
        let document = vocabulary.documents()[side];
        let block = hull.and_then(|hull| document.blocks.get(document.block_at(hull.start)));
        let from = block.map_or(range.start, |b| at(b.span.start).min(range.start));
        let from = if range.start - from > BEFORE { range.start } else { from };
        let mut keys: Vec<&str> = all.keys[from..range.end].iter().map(|&k| vocabulary.form(k)).collect();
        let mut quoted = quoted(all.text, &all.words[from..range.end], &keys);
        keys.drain(..range.start - from);
        quoted.drain(..range.start - from);
        let words = &all.words[range];
        let title = block.is_some_and(|b| matches!(b.kind, BlockKind::Headline | BlockKind::Heading));
        let capital = |w: &&Word| w.span.of(all.text).starts_with(char::is_uppercase);
        let lettered = || words.iter().filter(|w| w.kind == WordKind::Word);
        // Three words in five: small ones have none in a title either.
        let shouted = title && 5 * lettered().filter(capital).count() > 3 * lettered().count();
        let mut row = Self { text: all.text, words, keys, quoted, language, shouted };
        if language.is_english() {
            row.tell_may();
        }
        row
    }

    /// May is the month, not the verb, with a capital beside a figure or after a word that a date follows.
    fn tell_may(&mut self) {
        for k in 0..self.keys.len() {
            if self.keys[k] != "may" || !self.is_capital(k) {
                continue;
            }
            let figure = |key: &str| lang::figure(key) && key.len() <= 4;
            let dated = [
                "in", "on", "by", "since", "until", "till", "last", "next", "early", "late", "mid", "of", "from",
                "this", "to", "through", "before", "after", "during", "between", "and",
            ];
            let before = self.before(k);
            if figure(before) || figure(self.key(k + 1)) || dated.contains(&before) {
                self.keys[k] = MAY;
            }
        }
    }

    /// The words of a span, or the empty place where they would stand.
    pub(crate) fn at(&self, span: Option<Span>, near: u32) -> Range<usize> {
        let span = span.unwrap_or(Span { start: near, end: near });
        let start = self.words.partition_point(|w| w.span.start < span.start);
        start..self.words.partition_point(|w| w.span.start < span.end).max(start)
    }

    /// From the first word of a range to its last.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let words = &self.words[range];
        words.first().zip(words.last()).map_or_else(Span::default, |(first, last)| first.span.hull(last.span))
    }

    /// All words.
    pub(crate) fn all(&self) -> Range<usize> {
        0..self.words.len()
    }

    /// Where the real words of a range stand.
    pub(crate) fn indices<'s>(&'s self, range: &Range<usize>) -> impl DoubleEndedIterator<Item = usize> + use<'s, 'a> {
        range.clone().filter(|&k| self.words[k].kind != WordKind::Punct)
    }

    /// Keys of real words in a range.
    pub(crate) fn keys(&self, range: &Range<usize>) -> Vec<&'a str> {
        self.indices(range).map(|k| self.keys[k]).collect()
    }

    /// A word's key.
    pub(crate) fn key(&self, k: usize) -> &'a str {
        self.keys.get(k).copied().unwrap_or("")
    }

    /// The key before word `k`.
    pub(crate) fn before(&self, k: usize) -> &'a str {
        k.checked_sub(1).map_or("", |b| self.key(b))
    }

    /// Whether word `k` begins with a capital.
    pub(crate) fn is_capital(&self, k: usize) -> bool {
        self.words.get(k).is_some_and(|w| w.span.of(self.text).starts_with(char::is_uppercase))
    }

    /// Whether word `k` stands inside quotation marks; past the end, as the last one does.
    pub(crate) fn is_quoted(&self, k: usize) -> bool {
        self.quoted.get(k).or(self.quoted.last()).copied().unwrap_or(false)
    }

    /// Whether word `k` is a quotation mark.
    pub(crate) fn is_quote_mark(&self, k: usize) -> bool {
        self.words.get(k).is_some_and(|w| mark(w.span.of(self.text), self.keys[k], w.kind))
    }

    /// Whether most words of a range are of a script that writes no spaces.
    pub(crate) fn unspaced(&self, range: &Range<usize>) -> bool {
        2 * self.words[range.clone()].iter().filter(|w| w.kind == WordKind::Ideograph).count() > range.len()
    }

    /// The real word beside a range, before it (-1) or after (1).
    pub(crate) fn beside(&self, range: &Range<usize>, step: isize) -> Option<&'a str> {
        let k = if step < 0 {
            self.indices(&(0..range.start)).next_back()
        } else {
            self.indices(&(range.end..self.words.len())).next()
        };
        k.map(|k| self.keys[k])
    }

    /// Whether "according to" stands before a range.
    pub(crate) fn follows_according(&self, range: &Range<usize>) -> bool {
        range.start >= 2 && self.keys[range.start - 2] == "according"
    }

    /// Whether a range is empty or followed by punctuation or nothing.
    pub(crate) fn closes(&self, range: &Range<usize>) -> bool {
        range.is_empty() || self.words.get(range.end).is_none_or(|w| w.kind == WordKind::Punct)
    }

    /// A range and so many words on either side of it.
    pub(crate) fn window(&self, range: &Range<usize>, n: usize) -> Range<usize> {
        range.start.saturating_sub(n)..(range.end + n).min(self.words.len())
    }

    /// Whether the row counts a figure outside a range, but not far from it, whatever clings to it there.
    pub(crate) fn counts_elsewhere(&self, range: &Range<usize>, key: &str) -> bool {
        let Some(figure) = bare_figure(key) else { return false };
        let near = self.window(range, AROUND);
        let same = |k: &&'a str| bare_figure(k).is_some_and(|f| f == figure);
        self.keys[near.start..range.start].iter().chain(&self.keys[range.end..near.end]).any(same)
    }

    /// Whether the row says a word outside a range, but not far from it.
    pub(crate) fn elsewhere(&self, range: &Range<usize>, key: &str) -> bool {
        let near = self.window(range, AROUND);
        self.keys[near.start..range.start].contains(&key) || self.keys[range.end..near.end].contains(&key)
    }

    /// Whether nearly every word has a capital, so that one tells nothing.
    pub(crate) fn is_shouted(&self) -> bool {
        self.shouted
    }

    /// Whether word `k` begins a sentence, so that its capital tells no name.
    fn starts(&self, k: usize) -> bool {
        match self.before(k) {
            "" | "." | "!" | "?" | "\"" | "'" | "*" | "•" => true,
            "-" => k == 1,
            _ => false,
        }
    }

    /// Words of a range that are names: capitals that no sentence's beginning explains.
    pub(crate) fn names(&self, range: &Range<usize>) -> BTreeSet<&'a str> {
        if self.shouted {
            return BTreeSet::new();
        }
        let starts = |k: usize| self.starts(k);
        let name = |&k: &usize| {
            let mut chars = self.words[k].span.of(self.text).chars();
            let first = chars.next().is_some_and(char::is_uppercase);
            first
                && self.words[k].kind == WordKind::Word
                && !Language::ENGLISH.is_function(self.keys[k])
                && !NOT_NAMES.contains(&self.keys[k])
                && (!starts(k) || chars.any(char::is_uppercase))
        };
        range.clone().filter(name).map(|k| self.keys[k].trim_end_matches("'s")).collect()
    }

    /// Whether word `k` says that something was said, here.
    pub(crate) fn reports(&self, k: usize) -> bool {
        let key = self.key(k);
        if !self.language.reports(key) {
            return false;
        }
        if !self.language.is_english() {
            return true;
        }
        let passive = ["called", "told", "asked", "described", "estimated"].contains(&key);
        match self.before(k) {
            // No source of the story: "I'd say", "an announced crowd", "without saying a word".
            "i" | "i'd" | "i'll" | "we" | "we'd" | "we'll" | "you" | "without" | "a" | "an" | "the" => false,
            "is" | "was" | "are" | "were" | "be" | "been" | "being" | "get" | "got" | "gets" if passive => false,
            _ => match key {
                "according" => self.key(k + 1) == "to",
                "declined" => self.key(k + 1) != "to",
                "asked" => !matches!(self.key(k + 1), "to" | "for"),
                // "a company called Aune" is named, not quoted.
                "called" | "calling" | "described" => {
                    (k + 1..self.words.len().min(k + 9)).any(|k| self.is_quote_mark(k))
                }
                "say" | "tell" if k > 1 => self.key(k - 2) != "if",
                _ => true,
            },
        }
    }

    /// Words of a range that report.
    pub(crate) fn reported(&self, range: &Range<usize>) -> BTreeSet<&'a str> {
        let verb = |k: usize| match self.keys[k] {
            "say" | "says" | "saying" => "said",
            "tell" | "tells" => "told",
            key => key,
        };
        self.indices(range).filter(|&k| self.reports(k)).map(verb).collect()
    }

    /// How often a range denies.
    pub(crate) fn denials(&self, range: &Range<usize>) -> usize {
        let words = self.indices(range).filter(|&k| self.denies(k)).count();
        if !self.unspaced(range) {
            return words;
        }
        let joined = self.keys[range.clone()].concat();
        words + usize::from(lang::denies_unspaced(&joined))
    }

    /// Whether word `k` denies something of the story, here.
    pub(crate) fn denies(&self, k: usize) -> bool {
        let (key, before, after) = (self.key(k), self.before(k), self.key(k + 1));
        match key {
            "declined" | "refused" | "failed" => after == "to",
            "no" => {
                let than = matches!(after, "longer" | "more" | "less" | "fewer" | "later" | "earlier");
                !(matches!(before, "say" | "says" | "said") || than && self.key(k + 2) == "than")
            }
            // "whether or not"; "not only" denies nothing.
            "not" => before != "or" && after != "only",
            _ => self.language.denies(key),
        }
    }
}

/// Words that contracts and reports of earnings write with capitals.
const NOT_NAMES: [&str; 16] = [
    "agreement", "borrower", "buyer", "client", "company", "contractor", "customer", "ebit", "ebitda", "employee",
    "employer", "landlord", "parties", "party", "seller", "tenant",
];

/// Whether a word is a quotation mark.
fn mark(form: &str, key: &str, kind: WordKind) -> bool {
    key == "\"" || (key == "'" && kind == WordKind::Punct) || matches!(form, "「" | "」" | "『" | "』" | "``" | "''")
}

/// Which words stand inside quotation marks: between an opening and its closing one. A mark without its partner opens to
/// the end: quotations run over sentences.
fn quoted(text: &str, found: &[Word], keys: &[&str]) -> Vec<bool> {
    let mut open: Option<&str> = None;
    let mut out = Vec::with_capacity(found.len());
    for (k, (word, &key)) in found.iter().zip(keys).enumerate() {
        let form = word.span.of(text);
        if !mark(form, key, word.kind) {
            out.push(open.is_some());
            continue;
        }
        out.push(false);
        open = match open {
            Some(opening) if closes(opening, form) => None,
            Some(opening) => Some(opening),
            None => {
                let clings = found.get(k + 1).is_some_and(|next| !next.spaced) && (word.spaced || k == 0);
                match form {
                    "」" | "』" | "''" => None,
                    // »German« and ”Swedish” open with what closes elsewhere.
                    "”" | "»" | "’" => clings.then_some(form),
                    "'" => (word.spaced || k == 0).then_some(form), // the workers' pay
                    _ => Some(form),
                }
            }
        };
    }
    out
}

/// Whether a mark closes the quotation that another opened.
fn closes(opening: &str, form: &str) -> bool {
    let lone = |mark: &str| mark.chars().next().filter(|c| c.len_utf8() == mark.len());
    match (opening, form) {
        ("``", _) => closes("“", form),
        ("“", "''") => true,
        _ => match lone(opening).map_or(&[][..], closing) {
            [] => form == opening,
            marks => lone(form).is_some_and(|c| marks.contains(&c)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Fold, words};

    fn inside(text: &str) -> String {
        let mut found = Vec::new();
        words(text, Span::new(0, text.len()), &mut found);
        let mut fold = Fold::default();
        let keys: Vec<String> = found.iter().map(|w| fold.key(w.span.of(text)).to_owned()).collect();
        let quoted = quoted(text, &found, &keys.iter().map(String::as_str).collect::<Vec<_>>());
        let words = found.iter().zip(quoted).filter(|(_, q)| *q).map(|(w, _)| w.span.of(text));
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn quotation_marks_of_many_lands() {
        assert_eq!(inside("He “says so” today"), "says so");
        assert_eq!(inside("Er sagt „so nicht“ und geht."), "so nicht");
        assert_eq!(inside("Er sagt »so nicht« und geht."), "so nicht");
        assert_eq!(inside("Il dit « pas ainsi », puis part."), "pas ainsi");
        assert_eq!(inside("彼は「春」と言う"), "春");
        assert_eq!(inside("The workers' pay and the miners' bread"), "");
        assert_eq!(inside("\"One,\" he said, \"and two\""), "One , and two");
    }
}
