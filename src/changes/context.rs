//! An edit as the rules see it: its words with what each is, in the row that they stand in.

use super::annotate::Annotated;
use super::lexicon::Lexicon;
use super::part::{Part, parts};
use super::same::says_the_same;
use super::thresholds::ChangeThresholds;
use super::token_info::TokenInfo;
use crate::text::{Pair, Side, Span};

/// What kind of stretch an edit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Words of a row that says the same on both sides.
    Words,
    /// A row, or a headline, that says the same in mostly other words.
    Rewritten,
    /// A sentence or more that only one side has.
    Alone,
    /// Words that differ in typography alone.
    Typography,
    /// Words that differ in formatting alone.
    Formatting,
    /// Rows that stand elsewhere.
    Moved,
}

/// What a row is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// The story.
    Story,
    /// The story's headline.
    Headline,
    /// Who made it: bylines, datelines, credits, flags before a headline.
    Credit,
    /// Editors' notes and what the page around the story left behind.
    Furniture,
}

/// An edit and what is around it.
pub(crate) struct EditContext<'a> {
    /// How the words of both texts are written elsewhere.
    pub(crate) lexicon: &'a Lexicon<'a>,
    pub(crate) thresholds: &'a ChangeThresholds,
    pub(crate) extent: Extent,
    pub(crate) setting: Setting,
    /// Where all of it is.
    pub(crate) spans: Pair<Option<Span>>,
    /// The edit covers one sentence of several that its row has on a side.
    pub(crate) is_sentence: bool,
    /// A word or two that only one side has.
    pub(crate) is_short: bool,
    /// Little is said: a caption, an aside of a word or two in brackets, a headline that is elsewhere as well.
    pub(crate) is_minor: bool,
    /// All of the edit.
    pub(crate) whole: Part<'a>,
    /// Its parts between words that both sides have; the whole where there are none.
    pub(crate) parts: Vec<Part<'a>>,
}

impl<'a> EditContext<'a> {
    /// An edit in a row that has these tokens. `near` is where it is on a side without words.
    pub(crate) fn new(
        tokens: &'a Pair<Annotated<'a>>,
        (lexicon, thresholds): (&'a Lexicon<'a>, &'a ChangeThresholds),
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
            lexicon,
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

    /// Whether words of the story or its headline differ, as is asked of rules about words.
    pub(crate) fn is_words(&self) -> bool {
        self.extent == Extent::Words && self.is_story()
    }

    /// Whether a statement of the story is made in other words.
    pub(crate) fn is_rewritten(&self) -> bool {
        self.extent == Extent::Rewritten && self.is_story()
    }

    /// Whether it is of the story or its headline.
    pub(crate) fn is_story(&self) -> bool {
        matches!(self.setting, Setting::Story | Setting::Headline)
    }

    pub(crate) fn is_headline(&self) -> bool {
        self.setting == Setting::Headline
    }

    /// Whether words came or went that say something of their own: a clause, a sentence.
    pub(crate) fn is_clause(&self) -> bool {
        let (old, new) = (self.whole.words.old.len(), self.whole.words.new.len());
        self.whole.one_sided() && (old + new >= self.thresholds.clause_words || self.is_sentence)
            || self.is_sentence && old.min(new) <= 2
    }

    /// The whole, where it says something else, or else its parts that do.
    pub(crate) fn differing(&self) -> impl Iterator<Item = &Part<'a>> {
        let whole = !self.whole.is_same;
        self.parts.iter().filter(move |part| whole && !part.is_same)
    }

    /// Whether a side has a figure, a quotation or a denial.
    pub(crate) fn holds_facts(&self, side: Side) -> bool {
        let facts = TokenInfo::QUOTED.or(TokenInfo::DENIAL);
        let figure = |key: &&str| key.contains(|c: char| c.is_ascii_digit());
        !self.is_short
            && (self.whole.indices(side, facts).next().is_some() || self.whole.words[side].iter().any(figure))
    }

    /// Which side has more words.
    pub(crate) fn longer_side(&self) -> Side {
        if self.whole.words.old.len() < self.whole.words.new.len() { Side::New } else { Side::Old }
    }
}
