//! The words of one side of a row with their keys, and plain questions about them. What they mean is `annotate`'s.

use std::ops::Range;

use super::quotations::{Quotation, quotations};
use crate::align::vocabulary::Vocabulary;
use crate::lang::{self, Language, MAY, Set};
use crate::text::{BlockKind, Side, Span, Word, WordKind};

/// Quotations run over sentences: at most this many words of the paragraph before a row are read for an opening mark.
const WORDS_BEFORE_ROW: usize = 400;

/// The words of one side of a row, with their keys.
pub(crate) struct RowTokens<'a> {
    text: &'a str,
    words: &'a [Word],
    keys: Vec<&'a str>,
    /// The language of the block.
    pub(crate) language: Language,
    /// What is inside quotation marks; a quotation may have been opened before the first word.
    pub(crate) quotations: Vec<Quotation>,
    /// The row begins its block.
    pub(crate) opens_block: bool,
    /// Most words begin with a capital, so that one does not make a name.
    pub(crate) title_case: bool,
}

impl<'a> RowTokens<'a> {
    /// The words of `hull`, a row's span on one side.
    pub(crate) fn new(vocabulary: &'a Vocabulary<'_>, language: Language, side: Side, hull: Option<Span>) -> Self {
        let all = vocabulary.side(side);
        let range = hull.map_or(0..0, |hull| vocabulary.words_in(side, hull));
        let document = vocabulary.documents()[side];
        let block = hull.and_then(|hull| document.blocks.get(document.block_at(hull.start)));
        let from = block.map_or(range.start, |b| vocabulary.words_in(side, b.span).start.min(range.start));
        let opens_block = from == range.start;
        let from = if range.start - from > WORDS_BEFORE_ROW { range.start } else { from };
        let mut keys: Vec<&str> = all.keys[from..range.end].iter().map(|&k| vocabulary.form(k)).collect();
        let found = quotations(all.text, &all.words[from..range.end], &keys);
        let before = range.start - from;
        keys.drain(..before);
        let quotations = found.into_iter().filter(|q| q.closing.is_none_or(|k| k >= before)).map(|q| Quotation {
            words: q.words.start.saturating_sub(before)..q.words.end.saturating_sub(before),
            opening: q.opening.and_then(|k| k.checked_sub(before)),
            closing: q.closing.and_then(|k| k.checked_sub(before)),
        });
        let words = &all.words[range];
        let title = block.is_some_and(|b| matches!(b.kind, BlockKind::Headline | BlockKind::Heading));
        let capital = |w: &&Word| w.span.of(all.text).starts_with(char::is_uppercase);
        let lettered = || words.iter().filter(|w| w.kind == WordKind::Word);
        // Three words in five: small ones have none in a title either.
        let title_case = title && 5 * lettered().filter(capital).count() > 3 * lettered().count();
        let quotations = quotations.collect();
        let mut row = Self { text: all.text, words, keys, language, quotations, opens_block, title_case };
        row.find_may();
        row
    }

    /// A month that is an ordinary word too ("May") is the month with a capital beside a figure, or after a word that a
    /// date follows.
    fn find_may(&mut self) {
        for k in 0..self.keys.len() {
            if !self.language.has(Set::OrdinaryMonths, self.keys[k]) || !self.is_capital(k) {
                continue;
            }
            let figure = |key: &str| lang::figure(key) && key.len() <= 4;
            let before = self.before(k);
            if figure(before) || figure(self.key(k + 1)) || self.language.has(Set::BeforeMonth, before) {
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
        let words = self.words.get(range).unwrap_or_default();
        words.first().zip(words.last()).map_or_else(Span::default, |(first, last)| first.span.hull(last.span))
    }

    /// All words.
    pub(crate) fn all(&self) -> Range<usize> {
        0..self.words.len()
    }

    /// Where the words of a range stand that are no marks.
    pub(crate) fn indices<'s>(&'s self, range: &Range<usize>) -> impl DoubleEndedIterator<Item = usize> + use<'s, 'a> {
        range.clone().filter(|&k| self.words[k].kind != WordKind::Punct)
    }

    /// Keys of the words of a range that are no marks.
    pub(crate) fn keys(&self, range: &Range<usize>) -> Vec<&'a str> {
        self.indices(range).map(|k| self.keys[k]).collect()
    }

    /// A word's key; empty outside the row.
    pub(crate) fn key(&self, k: usize) -> &'a str {
        self.keys.get(k).copied().unwrap_or("")
    }

    /// The key before word `k`.
    pub(crate) fn before(&self, k: usize) -> &'a str {
        k.checked_sub(1).map_or("", |b| self.key(b))
    }

    /// A word as it is written; empty outside the row.
    pub(crate) fn form(&self, k: usize) -> &'a str {
        self.words.get(k).map_or("", |w| w.span.of(self.text))
    }

    /// What kind of word `k` is.
    pub(crate) fn kind(&self, k: usize) -> Option<WordKind> {
        self.words.get(k).map(|w| w.kind)
    }

    /// Whether white space is before word `k`.
    pub(crate) fn is_spaced(&self, k: usize) -> bool {
        self.words.get(k).is_none_or(|w| w.spaced)
    }

    /// Whether word `k` begins with a capital.
    pub(crate) fn is_capital(&self, k: usize) -> bool {
        self.form(k).starts_with(char::is_uppercase)
    }

    /// Whether word `k` is a mark of punctuation.
    pub(crate) fn is_mark(&self, k: usize) -> bool {
        self.kind(k) == Some(WordKind::Punct)
    }

    /// Whether word `k` carries no statement of its own.
    pub(crate) fn is_function(&self, k: usize) -> bool {
        self.language.is_function(self.key(k))
    }

    /// Whether most words of a range are of a script that writes no spaces.
    pub(crate) fn unspaced(&self, range: &Range<usize>) -> bool {
        2 * self.words[range.clone()].iter().filter(|w| w.kind == WordKind::Ideograph).count() > range.len()
    }

    /// The next word before a range (-1) or after it (1) that is no mark.
    pub(crate) fn neighbour(&self, range: &Range<usize>, step: isize) -> Option<usize> {
        if step < 0 {
            self.indices(&(0..range.start)).next_back()
        } else {
            self.indices(&(range.end..self.words.len())).next()
        }
    }

    /// Whether a range is empty or followed by punctuation or nothing.
    pub(crate) fn closes(&self, range: &Range<usize>) -> bool {
        range.is_empty() || self.words.get(range.end).is_none_or(|w| w.kind == WordKind::Punct)
    }

    /// A range and this many words on either side of it.
    pub(crate) fn window(&self, range: &Range<usize>, n: usize) -> Range<usize> {
        range.start.saturating_sub(n)..(range.end + n).min(self.words.len())
    }

    /// Whether the row has a word outside a range, at most `far` words from it.
    pub(crate) fn elsewhere(&self, range: &Range<usize>, far: usize, key: &str) -> bool {
        let near = self.window(range, far);
        self.keys[near.start..range.start].contains(&key) || self.keys[range.end..near.end].contains(&key)
    }

    /// Whether word `k` begins a sentence, so that its capital does not make a name.
    pub(crate) fn begins_sentence(&self, k: usize) -> bool {
        match self.before(k) {
            "" | "." | "!" | "?" | "\"" | "'" | "*" | "•" => true,
            "-" => k == 1,
            _ => false,
        }
    }

    /// The form by which a word is compared where house styles differ.
    pub(crate) fn norm(&self, k: usize) -> std::borrow::Cow<'a, str> {
        self.language.norm(self.key(k))
    }

    /// What the forms of a word share.
    pub(crate) fn stem(&self, k: usize) -> String {
        self.language.stem(&self.norm(k)).to_owned()
    }
}
