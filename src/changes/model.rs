//! A comparison, and what an editor would want to know of it. Names are those of the JSON contract.

use std::ops::Range;

use super::token_info::TokenInfo;
use crate::diff::{Cuts, Relation, Row, Stats, Verdict};
use crate::text::{Pair, Span};

/// How two documents differ. See the module for what always holds.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Pairings of sentences, in reading order: by their place in the new text, a removed one after its old neighbour.
    pub rows: Vec<Row>,
    /// How the two are related; `None` where [`Options::rows_alone`](super::Options::rows_alone) was asked for, and then
    /// nothing below is known either.
    pub verdict: Option<Verdict>,
    /// Counts of words.
    pub stats: Stats,
    /// Paragraphs of the story that stand on one side alone: in old, what was cut; in new, what was added.
    pub cuts: Pair<Cuts>,
    /// The stretches where the sides of a row differ in words, in the order of the rows.
    pub edits: Vec<Edit>,
    /// What an editor would want to know, most telling first.
    pub changes: Vec<Change>,
    /// Editors' notes of the new text that announce changes, compared with the changes found.
    pub notes: Vec<Announcement>,
}

impl Comparison {
    /// Nothing but rows.
    pub(crate) fn of_rows(rows: Vec<Row>) -> Self {
        let (stats, cuts) = (Stats::default(), Pair::default());
        Self { rows, verdict: None, stats, cuts, edits: Vec::new(), changes: Vec::new(), notes: Vec::new() }
    }

    /// How the two are related, in a word.
    #[must_use]
    pub fn relation(&self) -> Option<Relation> {
        Some(self.verdict?.relation)
    }

    /// Where the edits of a row stand in [`edits`](Self::edits).
    #[must_use]
    pub fn edits_of(&self, row: usize) -> Range<usize> {
        let from = self.edits.partition_point(|e| e.row < row);
        from..self.edits.partition_point(|e| e.row <= row)
    }
}

/// A stretch of a row where the sides differ in words: what goes together is one, what is two things is two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Index of its row in [`Comparison::rows`].
    pub row: usize,
    /// The words that differ; `None` where that side has none. Punctuation that both sides end in is left out.
    pub spans: Pair<Option<Span>>,
    /// Where it stands in either text: the end of the words before it that both sides have.
    pub near: Pair<u32>,
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

/// One line of the change list: an edit, or a whole row or passage, with what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The class of the gravest finding.
    pub class: Class,
    /// Where: in old, in new; `None` where that side has nothing.
    pub spans: Pair<Option<Span>>,
    /// Index of its row in [`Comparison::rows`].
    pub row: usize,
    /// Index of its edit in [`Comparison::edits`]; `None` where it is no edit of an edited row.
    pub edit: Option<usize>,
    /// A part of the story that people look at first, if it is there.
    pub landmark: Option<Landmark>,
    /// All that it means, gravest first; never empty.
    pub findings: Vec<Finding>,
    /// An editor's note of the new text speaks of it.
    pub announced: bool,
    /// It is of substance, and the new text has notes none of which could speak of it.
    pub silent: bool,
}

impl Change {
    /// A change of a row with these findings, gravest first.
    pub(crate) fn new(findings: Vec<Finding>, spans: Pair<Option<Span>>, row: usize) -> Self {
        let class = findings.first().map_or(Class::Wording, |f| f.class);
        let (edit, landmark, announced, silent) = (None, None, false, false);
        Self { class, spans, row, edit, landmark, findings, announced, silent }
    }

    /// A change of a row with one finding, where that finding is.
    pub(crate) fn of(finding: Finding, row: usize) -> Self {
        let spans = finding.spans;
        Self::new(vec![finding], spans, row)
    }

    /// Another look at the whole text says that it means this and nothing else.
    pub(crate) fn becomes(&mut self, finding: Finding) {
        self.class = finding.class;
        self.findings = vec![finding];
    }
}

/// A part of the story that people look at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Landmark {
    /// The headline.
    Headline,
    /// The first paragraph.
    Lead,
}

/// What a change means to an editor, by one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// What kind of change it is.
    pub class: Class,
    /// How much it matters among those of its class.
    pub grade: Grade,
    /// The words in question; `None` where that side has none.
    pub spans: Pair<Option<Span>>,
    /// What the words in question are, by which the rule went: in old, in new.
    pub evidence: Pair<Vec<Evidence>>,
}

/// A word that a rule went by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub is: TokenInfo,
}

impl Finding {
    /// What the rule of a class, which has its name, finds in some words.
    pub(crate) const fn new(class: Class, grade: Grade, spans: Pair<Option<Span>>) -> Self {
        Self { rule: class.name(), class, grade, spans, evidence: Pair::new(Vec::new(), Vec::new()) }
    }
}

/// How much a finding matters among those of its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// More than others: a legal status, a bound dropped.
    Grave,
    /// As much as most.
    Plain,
    /// Less than others: a pronoun for a speaker, a function word.
    Slight,
}

impl Grade {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Grave => "grave",
            Self::Plain => "plain",
            Self::Slight => "slight",
        }
    }
}

/// What a change changes, in the order of the JSON contract. How much each matters is the table of `rank`.
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
