//! Words as people see them: stub, being written.
use super::Span;

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// Letters, perhaps with digits, apostrophes, hyphens: `don't`, `U.S.`, `www.site.org/x`.
    Word,
    /// Begins with a digit or a currency sign: `3,000`, `$1.5m`, `98%`.
    Number,
    /// One character or cluster of a script that is written without spaces.
    Ideograph,
    /// Punctuation and symbols.
    Punct,
}

/// A word or a mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where; no white space at either end.
    pub span: Span,
    /// What it is.
    pub kind: WordKind,
    /// Whether it counts as a word where words are counted: one for each stretch between spaces, as `wc -w` has it.
    pub counts: bool,
    /// Whether white space stands before it.
    pub spaced: bool,
}

impl Word {
    /// Whether it counts as a word where words are counted.
    #[must_use]
    pub const fn counts(self) -> bool {
        self.counts
    }
}

/// Appends the words of `span` of `text`, in order.
pub fn words(_text: &str, _span: Span, _out: &mut Vec<Word>) {}
