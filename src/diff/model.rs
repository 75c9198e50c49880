//! The data model of rows. Names are those of the JSON contract.

use serde::{Deserialize, Serialize};

use crate::align::Pairing;
use crate::text::{Family, Pair, Span};

/// A pairing of some sentences of old with some of new.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Row {
    /// The kind of difference between its sides.
    pub kind: RowKind,
    /// Whether its position in the new text differs from the old order.
    pub moved: bool,
    /// The family of its blocks.
    pub family: Family,
    /// The spans of the sentences of each side, in order; empty where that side has none.
    pub spans: Pair<Vec<Span>>,
    /// The operations, in order; every row has them.
    pub ops: Vec<Op>,
    /// The exact words inside `ops` that differ only in typography. An [`Op::Equal`] with `typography` may extend
    /// further, so that a phrase is not split.
    pub typography: Vec<Pair<Span>>,
    /// Share of common words, 0 to 1, weighted by rarity.
    pub similarity: f32,
    /// How its sides were paired; `None` for a one-sided row.
    pub pairing: Option<Pairing>,
    /// How each further sentence joined the pair.
    pub joined: Vec<Pairing>,
    /// For a rewritten row, the passages that both sides have in any order: a quotation, names, figures, phrases of two
    /// or more content words. Sorted by old position.
    pub shared: Vec<Pair<Span>>,
}

impl Row {
    /// A row without operations.
    #[must_use]
    pub const fn new(kind: RowKind, family: Family, spans: Pair<Vec<Span>>) -> Self {
        Self {
            kind,
            moved: false,
            family,
            spans,
            ops: Vec::new(),
            typography: Vec::new(),
            similarity: 1.0,
            pairing: None,
            joined: Vec::new(),
            shared: Vec::new(),
        }
    }

    /// The span from the first sentence to the last on each side; `None` where a side has none.
    #[must_use]
    pub fn hull(&self) -> Pair<Option<Span>> {
        self.spans.as_ref().map(|s| Some(s.first()?.hull(*s.last()?)))
    }

    /// Whether it is a change to a reader: any row but a `same` one in place. Typography counts.
    #[must_use]
    pub fn is_change(&self) -> bool {
        self.moved || self.kind != RowKind::Same
    }
}

/// The kind of difference between the sides of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RowKind {
    /// No difference but white space.
    Same,
    /// Only typography or letter case differs, and possibly formatting.
    Typography,
    /// Only formatting differs.
    Formatting,
    /// The same statement with words added, removed or replaced.
    Edited,
    /// The same statement in mostly other words; one `-` and one `+` for the whole row.
    Rewritten,
    /// Only in old.
    Removed,
    /// Only in new.
    Added,
}

impl RowKind {
    /// The name in the JSON contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Typography => "typography",
            Self::Formatting => "formatting",
            Self::Edited => "edited",
            Self::Rewritten => "rewritten",
            Self::Removed => "removed",
            Self::Added => "added",
        }
    }
}

/// Equal, removed or added words of a row. Spans begin and end at word boundaries, never inside a grapheme cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Op {
    /// On both sides, and equal but for white space; with `typography`, but for typography.
    Equal {
        /// In the old text.
        old: Span,
        /// In the new text.
        new: Span,
        /// The sides differ in typography or letter case.
        typography: bool,
        /// The sides differ in formatting.
        formatting: bool,
    },
    /// Only in the old text.
    Removed(Span),
    /// Only in the new text.
    Added(Span),
}

/// How two documents are related.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Verdict {
    /// The relation.
    pub relation: Relation,
    /// Share of the old story's words that are in the corresponding row of the new one, 0 to 1.
    pub old_in_new: f32,
    /// Share of the new story's words that are in the corresponding row of the old one, 0 to 1.
    pub new_in_old: f32,
}

/// A relation between two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Relation {
    /// No difference but white space.
    Identical,
    /// No difference but typography, and possibly formatting.
    Typography,
    /// No difference but formatting.
    Formatting,
    /// Most of both is shared.
    Revised,
    /// The new text has a part of the old and little else.
    Trimmed,
    /// Nearly all of the old text is in the new one, which has more.
    Expanded,
    /// One derives from the other, or both from a common source, with many changes.
    Reworked,
    /// They share a passage or a quotation.
    Related,
    /// Nothing significant in common.
    Unrelated,
}

impl Relation {
    /// The name in the JSON contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::Typography => "typography",
            Self::Formatting => "formatting",
            Self::Revised => "revised",
            Self::Trimmed => "trimmed",
            Self::Expanded => "expanded",
            Self::Reworked => "reworked",
            Self::Related => "related",
            Self::Unrelated => "unrelated",
        }
    }
}

/// Word counts over all families.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Stats {
    /// Words on both sides.
    pub equal: usize,
    /// Words only in old.
    pub removed: usize,
    /// Words only in new.
    pub added: usize,
    /// Words of the new text in moved rows.
    pub moved: usize,
    /// All words of each text.
    pub all: Pair<usize>,
}

/// Whole paragraphs of one side's story without a partner. [`Display`](std::fmt::Display) formats them for people: "the
/// last 12 paragraphs".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Cuts {
    /// All paragraphs of the story on this side.
    pub paragraphs: usize,
    /// Unpaired paragraphs at its beginning.
    pub first: usize,
    /// Unpaired paragraphs at its end.
    pub last: usize,
    /// Unpaired paragraphs in between.
    pub between: usize,
}

impl Cuts {
    /// Whether every paragraph has a partner.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.first + self.last + self.between == 0
    }
}

impl std::fmt::Display for Cuts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let end = |name: &str, n: usize| match n {
            1 => format!("the {name} paragraph"),
            n => format!("the {name} {n} paragraphs"),
        };
        let paragraphs = |n: usize| if n == 1 { "1 paragraph".to_owned() } else { format!("{n} paragraphs") };
        let all = self.first + self.between + self.last;
        let short = |name: &str, n: usize| if n == 1 { format!("the {name}") } else { format!("the {name} {n}") };
        match (self.first, self.between, self.last) {
            (0, 0, 0) => write!(f, "no paragraph"),
            (_, _, n) if n == self.paragraphs => write!(f, "all {n} paragraphs"),
            (0, 0, n) => write!(f, "{}", end("last", n)),
            (n, 0, 0) => write!(f, "{}", end("first", n)),
            (0, between, 0) => write!(f, "{} in the middle", paragraphs(between)),
            (0, _, n) => write!(f, "{}, {} among them", paragraphs(all), short("last", n)),
            (n, _, 0) => write!(f, "{}, {} among them", paragraphs(all), short("first", n)),
            (a, 0, b) => write!(f, "{} and {}", end("first", a), end("last", b)),
            (a, _, b) => write!(f, "{}, {} and {} among them", paragraphs(all), short("first", a), short("last", b)),
        }
    }
}
