//! A comparison, and what an editor would want to know of it. Names are those of the JSON contract.

use crate::diff::{Cuts, Relation, Row, Stats, Verdict};
use crate::text::{Pair, Span};

/// How two documents differ. See the module for what always holds.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Pairings of sentences, in reading order: by their place in the new text, a removed one after its old neighbour.
    pub rows: Vec<Row>,
    /// How the two are related; `None` where [`Options::rows_alone`](super::Options::rows_alone) was asked for, and then nothing below is told either.
    pub verdict: Option<Verdict>,
    /// Counts of words.
    pub stats: Stats,
    /// Paragraphs of the story that stand on one side alone: in old, what was cut; in new, what was added.
    pub cuts: Pair<Cuts>,
    /// What an editor would want to know, most telling first.
    pub changes: Vec<Change>,
    /// Editors' notes of the new text that announce changes, held against the ledger.
    pub notes: Vec<Announcement>,
}

/// An editor's note ("Corrects …", "Updates with …") and the changes it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// The note, in the new text.
    pub span: Span,
    /// Indices of [`Comparison::changes`] that it announces; empty where none was found.
    pub found: Vec<usize>,
    /// What it says was wrong and no change answers, in its own words, in the new text.
    pub unanswered: Vec<Span>,
}

impl Comparison {
    /// Rows of which nothing is told.
    pub(crate) fn untold(rows: Vec<Row>) -> Self {
        let (stats, cuts) = (Stats::default(), Pair::default());
        Self { rows, verdict: None, stats, cuts, changes: Vec::new(), notes: Vec::new() }
    }

    /// How the two are related, in a word.
    #[must_use]
    pub fn relation(&self) -> Option<Relation> {
        Some(self.verdict?.relation)
    }
}

/// One entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it changes.
    pub class: Class,
    /// Where: in old, in new; `None` where that side has nothing.
    pub spans: Pair<Option<Span>>,
    /// Index of its row in [`Comparison::rows`].
    pub row: usize,
    /// An editor's note of the new text speaks of it.
    pub announced: bool,
    /// It is of substance, and the new text has notes none of which could speak of it.
    pub silent: bool,
    /// One line for people, already free of control characters.
    pub summary: String,
}

/// What a change changes. The ledger's own order, by what matters to an editor, is that of its entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Words inside quotation marks.
    Quote,
    /// Who said it, and that it was said.
    Attribution,
    /// Figures, units, money, counts.
    Number,
    /// Days, months, years.
    Date,
    /// Who or where.
    Name,
    /// not, never, no.
    Negation,
    /// alleged, may, expected.
    Hedge,
    /// The headline.
    Headline,
    /// Other words.
    Wording,
    /// A sentence or more taken out.
    Cut,
    /// A sentence or more put in.
    Addition,
    /// A passage that stands elsewhere.
    Move,
    /// House style: U.S./US, defence/defense, 10/ten.
    Style,
    /// Quotes, dashes, letter case.
    Typography,
    /// Page furniture and notes.
    Furniture,
    /// Credits.
    Credit,
}

impl Class {
    /// All classes, in the order of the JSON contract.
    pub const ALL: [Self; 16] = [
        Self::Quote,
        Self::Attribution,
        Self::Number,
        Self::Date,
        Self::Name,
        Self::Negation,
        Self::Hedge,
        Self::Headline,
        Self::Wording,
        Self::Cut,
        Self::Addition,
        Self::Move,
        Self::Style,
        Self::Typography,
        Self::Furniture,
        Self::Credit,
    ];

    /// Whether it changes what the story says: what an editor's note should have announced.
    #[must_use]
    pub const fn is_substance(self) -> bool {
        !matches!(self, Self::Style | Self::Typography | Self::Furniture | Self::Credit | Self::Move)
    }

    /// Whether it changes a fact that can be right or wrong.
    #[must_use]
    pub const fn is_fact(self) -> bool {
        matches!(self, Self::Quote | Self::Attribution | Self::Number | Self::Date | Self::Name | Self::Negation)
    }

    /// The name in the JSON contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Attribution => "attribution",
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Negation => "negation",
            Self::Hedge => "hedge",
            Self::Headline => "headline",
            Self::Wording => "wording",
            Self::Cut => "cut",
            Self::Addition => "addition",
            Self::Move => "move",
            Self::Style => "style",
            Self::Typography => "typography",
            Self::Furniture => "furniture",
            Self::Credit => "credit",
        }
    }
}
