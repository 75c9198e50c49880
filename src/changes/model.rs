//! A comparison, and what an editor would want to know of it. Names are those of the JSON contract.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::document_id::{self, DocumentId, Mismatch};
use super::token_info::TokenInfo;
use crate::diff::{Cuts, Op, Relation, Row, Stats, Verdict};
use crate::text::{Document, Pair, Side, Span};

/// How two documents differ: ranges and indices, no text. It is serialised as it is and read back equal;
/// [`check`](Self::check) then says whether it is of the documents at hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Comparison {
    /// Which documents it is of.
    pub documents: Pair<DocumentId>,
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
    /// Nothing but rows, of empty documents.
    pub(crate) fn of_rows(rows: Vec<Row>) -> Self {
        let (stats, cuts) = (Stats::default(), Pair::default());
        Self {
            documents: Pair::default(),
            rows,
            verdict: None,
            stats,
            cuts,
            edits: Vec::new(),
            changes: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Whether it is of these documents: before a comparison that was stored is used.
    ///
    /// # Errors
    /// Where a document is another one, or where the comparison names places that the texts do not have.
    pub fn check(&self, old: &Document, new: &Document) -> Result<(), Mismatch> {
        let documents = Pair::new(old, new);
        document_id::check(&self.documents, documents)?;
        let texts = documents.map(|document| document.text.as_ref());
        let spans_hold = Side::BOTH.into_iter().all(|side| {
            let fits = |span: Span| texts[side].get(span.range()).is_some();
            self.row_spans(side).chain(self.change_spans(side)).all(fits)
        });
        let index_holds = |index: usize, all: usize| index < all;
        let indices_hold = self.edits.iter().all(|e| index_holds(e.row, self.rows.len()))
            && self.changes.iter().all(|c| index_holds(c.row, self.rows.len()))
            && self.changes.iter().filter_map(|c| c.edit).all(|edit| index_holds(edit, self.edits.len()))
            && self.notes.iter().flat_map(|n| &n.found).all(|&change| index_holds(change, self.changes.len()));
        if spans_hold && indices_hold { Ok(()) } else { Err(Mismatch::Damaged) }
    }

    /// Every span of the rows on a side.
    fn row_spans(&self, side: Side) -> impl Iterator<Item = Span> {
        let of_op = move |op: &Op| match (*op, side) {
            (Op::Equal { old: span, .. }, Side::Old)
            | (Op::Equal { new: span, .. }, Side::New)
            | (Op::Removed(span), Side::Old)
            | (Op::Added(span), Side::New) => Some(span),
            _ => None,
        };
        self.rows.iter().flat_map(move |row| {
            let typography = row.typography.iter().map(move |pair| pair[side]);
            row.spans[side].iter().copied().chain(row.ops.iter().filter_map(of_op)).chain(typography)
        })
    }

    /// Every span of the edits, changes and notes on a side.
    fn change_spans(&self, side: Side) -> impl Iterator<Item = Span> {
        let edits = self.edits.iter().flat_map(move |edit| {
            let near = Span { start: edit.near[side], end: edit.near[side] };
            edit.spans[side].into_iter().chain([near])
        });
        let changes = self.changes.iter().filter_map(move |change| change.spans[side]);
        let findings = self.changes.iter().flat_map(|change| &change.findings).flat_map(move |finding| {
            finding.spans[side].into_iter().chain(finding.evidence[side].iter().map(|evidence| evidence.span))
        });
        // Notes are those of the new text.
        let notes = self.notes.iter().filter(move |_| side == Side::New);
        let notes = notes.flat_map(|note| note.unanswered.iter().copied().chain([note.span]));
        edits.chain(changes).chain(findings).chain(notes)
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Edit {
    /// Index of its row in [`Comparison::rows`].
    pub row: usize,
    /// The words that differ; `None` where that side has none. Punctuation that both sides end in is left out.
    pub spans: Pair<Option<Span>>,
    /// Where it is in either text: the end of the words before it that both sides have.
    pub near: Pair<u32>,
}

/// An editor's note ("Corrects …", "Updates with …") and the changes it speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Announcement {
    /// The note, in the new text.
    pub span: Span,
    /// Indices of [`Comparison::changes`] that it announces; empty where none was found.
    pub found: Vec<usize>,
    /// What it says was wrong and no change answers, in its own words, in the new text.
    pub unanswered: Vec<Span>,
}

/// One line of the change list: an edit, or a whole row or passage, with what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Change {
    /// The class of the gravest finding.
    pub class: Class,
    /// Where: in old, in new; `None` where that side has nothing.
    pub spans: Pair<Option<Span>>,
    /// Index of its row in [`Comparison::rows`].
    pub row: usize,
    /// Index of its edit in [`Comparison::edits`]; `None` where it is no edit of an edited row.
    pub edit: Option<usize>,
    /// Where the same change is made again.
    pub more: Vec<Place>,
    /// A part of the story that people look at first, if it is there.
    pub landmark: Option<Landmark>,
    /// All that it means, gravest first; never empty.
    pub findings: Vec<Finding>,
    /// An editor's note of the new text speaks of it.
    pub announced: bool,
    /// It is of substance, and the new text has notes none of which could speak of it.
    pub silent: bool,
}

/// Where a change is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Where: in old, in new; `None` where that side has nothing.
    pub spans: Pair<Option<Span>>,
    /// Index of its row in [`Comparison::rows`].
    pub row: usize,
    /// Index of its edit in [`Comparison::edits`], as [`Change::edit`].
    pub edit: Option<usize>,
}

impl Change {
    /// Where it is made: here, and wherever it is made again.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        let here = Place { spans: self.spans, row: self.row, edit: self.edit };
        std::iter::once(here).chain(self.more.iter().copied())
    }

    /// A change of a row with these findings, gravest first.
    pub(crate) fn new(findings: Vec<Finding>, spans: Pair<Option<Span>>, row: usize) -> Self {
        let class = findings.first().map_or(Class::Wording, |f| f.class);
        let (edit, more, landmark, announced, silent) = (None, Vec::new(), None, false, false);
        Self { class, spans, row, edit, more, landmark, findings, announced, silent }
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Landmark {
    /// The headline.
    Headline,
    /// The first paragraph.
    Lead,
}

/// What a change means to an editor, by one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding {
    /// The rule's name.
    pub rule: Cow<'static, str>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Evidence {
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub is: TokenInfo,
}

impl Finding {
    /// What the rule of a class, which has its name, finds in some words.
    pub(crate) const fn new(class: Class, grade: Grade, spans: Pair<Option<Span>>) -> Self {
        Self { rule: Cow::Borrowed(class.name()), class, grade, spans, evidence: Pair::new(Vec::new(), Vec::new()) }
    }
}

/// How much a finding matters among those of its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
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
    /// A passage that is at another place.
    Move,
    /// House style: U.S./US, defence/defense, 10/ten.
    Style,
    /// Quotes, dashes, letter case.
    Typography,
    /// Emphasis, the level of a heading, the target of a link.
    Formatting,
    /// Page furniture and notes.
    Furniture,
    /// Credits.
    Credit,
}

impl Class {
    /// All classes, in the order of the JSON contract.
    pub const ALL: [Self; 17] = [
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
        Self::Formatting,
        Self::Furniture,
        Self::Credit,
    ];

    /// Whether it changes what the story says: what an editor's note should have announced.
    #[must_use]
    pub const fn is_substance(self) -> bool {
        !matches!(self, Self::Style | Self::Typography | Self::Formatting | Self::Furniture | Self::Credit | Self::Move)
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
            Self::Formatting => "formatting",
            Self::Furniture => "furniture",
            Self::Credit => "credit",
        }
    }
}
