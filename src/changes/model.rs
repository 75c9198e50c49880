//! The data model of a comparison. Names are those of the JSON contract.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::document_id::{self, DocumentId, Mismatch};
use super::token_info::TokenInfo;
use crate::diff::{Cuts, Op, Relation, Row, Stats, Verdict};
use crate::text::{Document, Pair, Side, Span};

/// The differences between two documents: ranges and indices, no text. A stored comparison deserialises to an equal
/// one; [`check`](Self::check) verifies that it belongs to two documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Comparison {
    /// The identity of the documents.
    pub documents: Pair<DocumentId>,
    /// Pairings of sentences in reading order: by position in the new text, with removed rows after their old
    /// neighbour.
    pub rows: Vec<Row>,
    /// How the two are related; `None` with [`Options::rows_alone`](super::Options::rows_alone), and then everything
    /// below is empty too.
    pub verdict: Option<Verdict>,
    /// Word counts.
    pub stats: Stats,
    /// Paragraphs of the story on one side only: cut from old, added in new.
    pub cuts: Pair<Cuts>,
    /// The edits of all rows, in row order.
    pub edits: Vec<Edit>,
    /// The change list, most important first.
    pub changes: Vec<Change>,
    /// Editors' notes of the new text that announce changes, with the changes they match.
    pub notes: Vec<Announcement>,
}

impl Comparison {
    /// A comparison with rows only, of empty documents.
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

    /// Verifies that a stored comparison belongs to these documents.
    ///
    /// # Errors
    /// Fails if a document is a different one, or if the comparison refers to positions outside the texts.
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

    /// All spans of the rows on a side.
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

    /// All spans of the edits, changes and notes on a side.
    fn change_spans(&self, side: Side) -> impl Iterator<Item = Span> {
        let edits = self.edits.iter().flat_map(move |edit| {
            let near = Span { start: edit.near[side], end: edit.near[side] };
            edit.spans[side].into_iter().chain([near])
        });
        let changes = self.changes.iter().filter_map(move |change| change.spans[side]);
        let findings = self.changes.iter().flat_map(|change| &change.findings).flat_map(move |finding| {
            finding.spans[side].into_iter().chain(finding.evidence[side].iter().map(|evidence| evidence.span))
        });
        // Notes are in the new text.
        let notes = self.notes.iter().filter(move |_| side == Side::New);
        let notes = notes.flat_map(|note| note.unanswered.iter().copied().chain([note.span]));
        edits.chain(changes).chain(findings).chain(notes)
    }

    /// The relation of the two documents.
    #[must_use]
    pub fn relation(&self) -> Option<Relation> {
        Some(self.verdict?.relation)
    }

    /// The range of a row's edits in [`edits`](Self::edits).
    #[must_use]
    pub fn edits_of(&self, row: usize) -> Range<usize> {
        let from = self.edits.partition_point(|e| e.row < row);
        from..self.edits.partition_point(|e| e.row <= row)
    }
}

/// A run of differing words in a row; edits that belong together are joined, and separate ones split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Edit {
    /// Index of its row in [`Comparison::rows`].
    pub row: usize,
    /// The differing words; `None` where a side has none. Final punctuation common to both sides is excluded.
    pub spans: Pair<Option<Span>>,
    /// The position in each text: the end of the preceding word common to both sides.
    pub near: Pair<u32>,
}

/// An editor's note ("Corrects …", "Updates with …") and the changes that it announces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Announcement {
    /// The note, in the new text.
    pub span: Span,
    /// Indices of [`Comparison::changes`] that it announces; may be empty.
    pub found: Vec<usize>,
    /// Spans of the note that say what was wrong, but match no change.
    pub unanswered: Vec<Span>,
}

/// One line of the change list: an edit, or a whole row or passage, with its findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Change {
    /// The class of the gravest finding.
    pub class: Class,
    /// The spans in old and new; `None` where a side has nothing.
    pub spans: Pair<Option<Span>>,
    /// Index of its row in [`Comparison::rows`].
    pub row: usize,
    /// Index of its edit in [`Comparison::edits`]; `None` if it is not an edit of an edited row.
    pub edit: Option<usize>,
    /// Other places of the same change.
    pub more: Vec<Place>,
    /// Set if it is in the headline or the first paragraph.
    pub landmark: Option<Landmark>,
    /// All findings, gravest first; never empty.
    pub findings: Vec<Finding>,
    /// Whether an editor's note of the new text announces it.
    pub announced: bool,
    /// Whether it is of substance, and the new text has notes but none that can refer to it.
    pub silent: bool,
}

/// A place of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The spans in old and new; `None` where a side has nothing.
    pub spans: Pair<Option<Span>>,
    /// Index of its row in [`Comparison::rows`].
    pub row: usize,
    /// Index of its edit in [`Comparison::edits`], as in [`Change::edit`].
    pub edit: Option<usize>,
}

impl Change {
    /// All its places, the first one included.
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

    /// A change of a row with one finding and its spans.
    pub(crate) fn of(finding: Finding, row: usize) -> Self {
        let spans = finding.spans;
        Self::new(vec![finding], spans, row)
    }

    /// Replaces all findings by one that considers the whole text.
    pub(crate) fn becomes(&mut self, finding: Finding) {
        self.class = finding.class;
        self.findings = vec![finding];
    }
}

/// A prominent part of the story.
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
    /// The class of the change.
    pub class: Class,
    /// Its importance within the class.
    pub grade: Grade,
    /// The relevant words; `None` where a side has none.
    pub spans: Pair<Option<Span>>,
    /// The annotated words that the rule relied on, in old and new.
    pub evidence: Pair<Vec<Evidence>>,
}

/// A word that a rule relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Evidence {
    /// Its span.
    pub span: Span,
    /// Its annotations.
    pub is: TokenInfo,
}

impl Finding {
    /// A finding of the rule that has the name of its class.
    pub(crate) const fn new(class: Class, grade: Grade, spans: Pair<Option<Span>>) -> Self {
        Self { rule: Cow::Borrowed(class.name()), class, grade, spans, evidence: Pair::new(Vec::new(), Vec::new()) }
    }
}

/// The importance of a finding within its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// More important: a legal status, a dropped bound.
    Grave,
    /// Of usual importance.
    Plain,
    /// Less important: a pronoun for a speaker, a function word.
    Slight,
}

impl Grade {
    /// The name in the JSON contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Grave => "grave",
            Self::Plain => "plain",
            Self::Slight => "slight",
        }
    }
}

/// The class of a change, in the order of the JSON contract. Their importance is the table in `rank`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Class {
    /// Words inside quotation marks.
    Quote,
    /// The source of a statement, or whether it is reported.
    Attribution,
    /// Figures, units, money, counts.
    Number,
    /// Days, months, years.
    Date,
    /// A person, a place, an organisation.
    Name,
    /// not, never, no.
    Negation,
    /// alleged, may, expected.
    Hedge,
    /// The headline.
    Headline,
    /// Other differences in words.
    Wording,
    /// A sentence or more removed.
    Cut,
    /// A sentence or more added.
    Addition,
    /// A passage at another position.
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
    /// Whether it says nothing of the story: form, notes, credits, the page around it.
    #[must_use]
    pub const fn is_quiet(self) -> bool {
        matches!(self, Self::Style | Self::Typography | Self::Formatting | Self::Furniture | Self::Credit)
    }

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

    /// Whether it changes what the story says, which an editor's note should announce.
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
