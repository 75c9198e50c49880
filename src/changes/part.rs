//! Parts of an edit that correspond on both sides, and questions about them.

use std::ops::Range;

use super::annotate::Annotated;
use super::common::common;
use super::figures::Figure;
use super::model::Evidence;
use super::thresholds::ChangeThresholds;
use super::token_info::TokenInfo;
use crate::text::{Pair, Side, Span};

/// Corresponding ranges of words on both sides of an edit; one may be empty.
#[derive(Clone)]
pub(crate) struct Part<'a> {
    tokens: &'a Pair<Annotated<'a>>,
    pub(crate) range: Pair<Range<usize>>,
    /// The keys of its words, without punctuation.
    pub(crate) words: Pair<Vec<&'a str>>,
    /// Whether both sides say the same in another form: another house style, the same verdict.
    pub(crate) is_same: bool,
    /// Whether all of it is on the other side of the row as well, in another position.
    pub(crate) is_transposed: bool,
}

/// Both sides, for mapping.
pub(crate) const SIDES: Pair<Side> = Pair { old: Side::Old, new: Side::New };

impl<'a> Part<'a> {
    pub(crate) fn new(tokens: &'a Pair<Annotated<'a>>, range: Pair<Range<usize>>, limits: &ChangeThresholds) -> Self {
        let words = SIDES.map(|side| tokens[side].keys(&range[side]));
        let mut part = Self { tokens, range, words, is_same: false, is_transposed: false };
        part.is_transposed = part.transposed(limits);
        part
    }

    /// The thresholds of its row.
    pub(crate) fn limits(&self) -> &'a ChangeThresholds {
        self.tokens.old.limits
    }

    /// Both sides of its row.
    pub(crate) fn tokens(&self) -> &'a Pair<Annotated<'a>> {
        self.tokens
    }

    /// One side of its row.
    pub(crate) fn row(&self, side: Side) -> &'a Annotated<'a> {
        &self.tokens[side]
    }

    /// Whether a side has no words.
    pub(crate) fn one_sided(&self) -> bool {
        self.words.old.is_empty() || self.words.new.is_empty()
    }

    /// The side that has words, where only one has.
    pub(crate) fn only_side(&self) -> Option<Side> {
        match (self.words.old.is_empty(), self.words.new.is_empty()) {
            (true, false) => Some(Side::New),
            (false, true) => Some(Side::Old),
            _ => None,
        }
    }

    /// The number of words on the longer side.
    pub(crate) fn longer(&self) -> usize {
        self.words.old.len().max(self.words.new.len())
    }

    /// Whether a side is in a script without spaces.
    pub(crate) fn unspaced(&self) -> bool {
        Side::BOTH.into_iter().any(|side| self.row(side).unspaced(&self.range[side]))
    }

    /// The words of a side with one of these annotations.
    pub(crate) fn indices(&self, side: Side, info: TokenInfo) -> impl Iterator<Item = usize> {
        let row = self.row(side);
        self.range[side].clone().filter(move |&k| row.is(k, info))
    }

    /// The keys of a side's content words.
    pub(crate) fn content(&self, side: Side) -> Vec<&'a str> {
        let row = self.row(side);
        row.indices(&self.range[side]).filter(|&k| !row.is(k, TokenInfo::FUNCTION)).map(|k| row.key(k)).collect()
    }

    /// The stems of a side's content words.
    pub(crate) fn content_stems(&self, side: Side) -> Vec<String> {
        let row = self.row(side);
        row.indices(&self.range[side]).filter(|&k| !row.is(k, TokenInfo::FUNCTION)).map(|k| row.stem(k)).collect()
    }

    /// The figures on a side whose words, unit or number it contains; for an empty side, the figure at its position.
    pub(crate) fn figures(&self, side: Side) -> impl Iterator<Item = &'a Figure> {
        let range = self.range[side].clone();
        self.row(side).figures.iter().filter(move |f| touches(&f.words, &range))
    }

    /// The spans of its words; `None` for an empty side.
    pub(crate) fn spans(&self) -> Pair<Option<Span>> {
        SIDES.map(|side| self.span(side, self.range[side].clone()))
    }

    /// The span of words of a side, without punctuation at either end; `None` if nothing is left.
    pub(crate) fn span(&self, side: Side, range: Range<usize>) -> Option<Span> {
        let row = self.row(side);
        let (first, last) = (row.indices(&range).next(), row.indices(&range).next_back());
        match first.zip(last) {
            Some((first, last)) => Some(row.span(first..last + 1)),
            None => (!range.is_empty()).then(|| row.span(range)),
        }
    }

    /// The spans from the first to the last of some words, on each side.
    pub(crate) fn hull(&self, words: impl Fn(Side) -> Vec<usize>) -> Pair<Option<Span>> {
        SIDES.map(|side| {
            let words = words(side);
            let (first, last) = (words.iter().min()?, words.iter().max()?);
            Some(self.row(side).span(*first..*last + 1))
        })
    }

    /// The hull of the words with these annotations; all of the part where neither side has one.
    pub(crate) fn spans_of(&self, info: TokenInfo) -> Pair<Option<Span>> {
        let hull = self.hull(|side| self.indices(side, info).collect());
        if hull == Pair::default() { self.spans() } else { hull }
    }

    /// The annotations of its words on a side within a span, without function words and punctuation.
    pub(crate) fn evidence(&self, side: Side, span: Span) -> Vec<Evidence> {
        let row = self.row(side);
        let none = TokenInfo::FUNCTION.or(TokenInfo::MARK);
        let words = row.at(Some(span), span.start);
        let known = words.filter(|&k| !row.is(k, none) && row.info(k) != TokenInfo::default());
        known.map(|k| Evidence { span: row.span(k..k + 1), is: row.info(k) }).collect()
    }

    /// Whether the words that only one side has are elsewhere on the other, one after another: they moved as they are.
    pub(crate) fn has_moved(&self) -> bool {
        let limits = self.limits();
        let long = |side: &Side| self.words[*side].len() >= limits.moved_words;
        let Some(side) = self.only_side().filter(long) else { return false };
        let (row, range) = (self.row(side.other()), &self.range[side.other()]);
        let keys = row.keys(&row.window(range, limits.moved_distance));
        keys.windows(self.words[side].len()).any(|words| words == self.words[side])
    }

    fn transposed(&self, limits: &ChangeThresholds) -> bool {
        if self.longer() > limits.transposed_words {
            return false;
        }
        let says = |side: Side, key: &str| {
            self.words[side].contains(&key) || self.row(side).says_elsewhere(&self.range[side], key)
        };
        let there = |side: Side| {
            let content = self.content(side);
            (content.iter().filter(|key| says(side.other(), key)).count(), content.len())
        };
        // "The police shut it" → "The police shut it, police said"
        let reports = SIDES.map(|side| self.indices(side, TokenInfo::REPORT).next());
        let adds_report = Side::BOTH.into_iter().any(|side| {
            let found = reports[side].filter(|_| reports[side.other()].is_none());
            found.is_some_and(|k| !says(side.other(), self.row(side).key(k)))
        });
        let (old, new) = (there(Side::Old), there(Side::New));
        let most = |(found, all): (usize, usize)| 100 * found >= limits.transposed_percent * all;
        let found = old.1 + new.1 > 0 && most(old) && most(new);
        found && !adds_report && !self.swaps_facts(limits)
    }

    /// Whether both sides have figures or dates that differ in value or order.
    fn swaps_facts(&self, limits: &ChangeThresholds) -> bool {
        let facts = |side: Side| -> Vec<_> {
            let row = self.row(side);
            let fact = TokenInfo::DATE.or(TokenInfo::FIGURE);
            self.range[side].clone().filter(|&k| row.is(k, fact) && !row.is_mark(k)).map(|k| row.norm(k)).collect()
        };
        let (old, new) = (facts(Side::Old), facts(Side::New));
        self.longer() <= limits.phrase_words && !old.is_empty() && !new.is_empty() && old != new
    }
}

/// Whether a range of words touches another; an empty range is touched by the words around it.
pub(crate) fn touches(words: &Range<usize>, range: &Range<usize>) -> bool {
    if range.is_empty() {
        words.start <= range.start && range.start <= words.end
    } else {
        words.start < range.end && range.start < words.end
    }
}

/// The parts of an edit between words common to both sides, in order; none if there is only one.
pub(crate) fn parts(
    tokens: &Pair<Annotated<'_>>,
    range: &Pair<Range<usize>>,
    limits: &ChangeThresholds,
) -> Vec<Pair<Range<usize>>> {
    let longest = range.old.len().max(range.new.len());
    if range.old.is_empty() || range.new.is_empty() || longest < 2 || longest > limits.parted_words {
        return Vec::new();
    }
    let keys = SIDES.map(|side| range[side].clone().map(|k| tokens[side].key(k)).collect::<Vec<_>>());
    let shared = common(&keys.old, &keys.new);
    if shared.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut at = range.as_ref().map(|r| r.start);
    let ends = Pair::new(range.old.end, range.new.end);
    let shared = shared.into_iter().map(|at| Pair::new(range.old.start + at.old, range.new.start + at.new));
    for next in shared.chain([ends]) {
        if at.old < next.old || at.new < next.new {
            out.push(Pair::new(at.old..next.old, at.new..next.new));
        }
        at = Pair::new(next.old + 1, next.new + 1);
    }
    out
}
