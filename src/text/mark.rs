//! Marks: stretches of a text with a property, such as emphasis or a link.

use serde::Serialize;

use super::Span;

/// A stretch of a document's text with a property.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mark {
    /// Which property.
    pub kind: MarkKind,
    /// Where. Marks may lie in one another.
    pub span: Span,
    /// Where a link leads or an image is, which footnote is meant, how a cell is aligned (`left`, `center`, `right`);
    /// `None` for all other kinds.
    pub target: Option<Box<str>>,
}

impl Mark {
    /// A mark without a target.
    #[must_use]
    pub const fn new(kind: MarkKind, span: Span) -> Self {
        Self { kind, span, target: None }
    }

    /// A link, say, with its target.
    #[must_use]
    pub fn with_target(kind: MarkKind, span: Span, target: impl Into<Box<str>>) -> Self {
        Self { kind, span, target: Some(target.into()) }
    }
}

/// The property a mark gives; the names are those of the JSON contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MarkKind {
    /// Italics, as a rule.
    Emphasis,
    /// Bold, as a rule.
    Strong,
    /// Words of a program.
    Code,
    /// It leads somewhere.
    Link,
    /// Struck out.
    Strike,
    /// The reference to a footnote.
    Footnote,
    /// An image, by the words that stand for it.
    Image,
    /// A cell of a table's row; cells are in order and may be empty.
    Cell,
}
