//! An edit as the rules see it: its annotated words in the row around them.

use super::annotate::Annotated;
use super::capitalisation::Capitalisation;
use super::part::{Part, parts};
use super::same::says_the_same;
use super::thresholds::ChangeThresholds;
use super::token_info::TokenInfo;
use crate::text::{Pair, Side, Span};

/// The kind of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Words of a row that otherwise says the same on both sides.
    Words,
    /// A rewritten row or headline: it says the same in mostly other words.
    Rewritten,
    /// A sentence or more on one side only.
    Alone,
    /// Words that differ only in typography.
    Typography,
    /// Words that differ only in formatting.
    Formatting,
    /// Rows at another position.
    Moved,
}

/// The part of the document that a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// The story.
    Story,
    /// The story's headline.
    Headline,
    /// Bylines, datelines, credits, flags before a headline.
    Credit,
    /// Editors' notes and page furniture.
    Furniture,
}

/// An edit and its context.
pub(crate) struct EditContext<'a> {
    /// Capitalisation of the words in both texts.
    pub(crate) capitalisation: &'a Capitalisation<'a>,
    pub(crate) thresholds: &'a ChangeThresholds,
    pub(crate) extent: Extent,
    pub(crate) setting: Setting,
    /// The spans of the whole edit.
    pub(crate) spans: Pair<Option<Span>>,
    /// Whether the edit is one of several sentences of its row on a side.
    pub(crate) is_sentence: bool,
    /// Whether it is only a word or two on one side.
    pub(crate) is_short: bool,
    /// Whether it says little: a caption, a word or two in brackets, a headline that occurs elsewhere as well.
    pub(crate) is_minor: bool,
    /// The whole edit.
    pub(crate) whole: Part<'a>,
    /// Its parts between words common to both sides; the whole where there are none.
    pub(crate) parts: Vec<Part<'a>>,
}

impl<'a> EditContext<'a> {
    /// An edit in a row with these tokens. `near` is its position on a side without words.
    pub(crate) fn new(
        tokens: &'a Pair<Annotated<'a>>,
        (capitalisation, thresholds): (&'a Capitalisation<'a>, &'a ChangeThresholds),
        (extent, setting): (Extent, Setting),
        spans: Pair<Option<Span>>,
        near: Pair<u32>,
    ) -> Self {
        let range = Pair::new(tokens.old.at(spans.old, near.old), tokens.new.at(spans.new, near.new));
        let read = |range| {
            let mut part = Part::new(tokens, range, thresholds);
            part.is_same = says_the_same(&part, thresholds);
            part
        };
        let inner = if extent == Extent::Words { parts(tokens, &range, thresholds) } else { Vec::new() };
        let whole = read(range);
        let parts = if inner.is_empty() { vec![whole.clone()] } else { inner.into_iter().map(read).collect() };
        Self {
            capitalisation,
            thresholds,
            extent,
            setting,
            spans,
            is_sentence: false,
            is_short: false,
            is_minor: false,
            whole,
            parts,
        }
    }

    /// Whether it is a difference in the words of the story or its headline, to which rules about words apply.
    pub(crate) fn is_words(&self) -> bool {
        self.extent == Extent::Words && self.is_story()
    }

    /// Whether it is a difference in the words of a dateline, byline or other credit.
    pub(crate) fn is_dateline(&self) -> bool {
        self.extent == Extent::Words && self.setting == Setting::Credit
    }

    /// Whether a statement of the story was rewritten.
    pub(crate) fn is_rewritten(&self) -> bool {
        self.extent == Extent::Rewritten && self.is_story()
    }

    /// Whether it belongs to the story or its headline.
    pub(crate) fn is_story(&self) -> bool {
        matches!(self.setting, Setting::Story | Setting::Headline)
    }

    /// Whether it consists of marks that quote lines as in mail, which wrapping repeats.
    pub(crate) fn is_quote_marks(&self) -> bool {
        let all = Side::BOTH.into_iter().flat_map(|side| self.whole.range[side].clone().map(move |k| (side, k)));
        let mut all = all.peekable();
        all.peek().is_some() && all.all(|(side, k)| self.whole.row(side).key(k) == ">")
    }

    pub(crate) fn is_headline(&self) -> bool {
        self.setting == Setting::Headline
    }

    /// Whether a clause or sentence with a statement was added or removed.
    pub(crate) fn is_clause(&self) -> bool {
        let (old, new) = (self.whole.words.old.len(), self.whole.words.new.len());
        self.whole.one_sided() && (old + new >= self.thresholds.clause_words || self.is_sentence)
            || self.is_sentence && old != new && old.min(new) <= self.thresholds.few_words
    }

    /// The whole, where it says something else, or otherwise those parts that do.
    pub(crate) fn differing(&self) -> impl Iterator<Item = &Part<'a>> {
        let whole = !self.whole.is_same;
        self.parts.iter().filter(move |part| whole && !part.is_same)
    }

    /// Whether a side has a figure, a quotation or a negation.
    pub(crate) fn holds_facts(&self, side: Side) -> bool {
        let facts = TokenInfo::QUOTED.or(TokenInfo::DENIAL);
        let figure = |key: &&str| key.contains(|c: char| c.is_ascii_digit());
        !self.is_short
            && (self.whole.indices(side, facts).next().is_some() || self.whole.words[side].iter().any(figure))
    }
}
