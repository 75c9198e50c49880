//! Marks: ranges of a text with a property, such as emphasis or a link.

use serde::Serialize;

use super::Span;

/// A range of a document's text with a property.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mark {
    /// Which property.
    pub kind: MarkKind,
    /// Its range. Marks may be nested.
    pub span: Span,
    /// The target of a link or image, the label of a footnote, or the alignment of a cell (`left`, `center`, `right`);
    /// `None` for all other kinds.
    pub target: Option<Box<str>>,
}

impl Mark {
    /// A mark without a target.
    #[must_use]
    pub const fn new(kind: MarkKind, span: Span) -> Self {
        Self { kind, span, target: None }
    }

    /// A mark with a target, such as a link.
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
    /// Emphasis, usually italics.
    Emphasis,
    /// Strong emphasis, usually bold.
    Strong,
    /// Inline code.
    Code,
    /// A link.
    Link,
    /// Struck out.
    Strike,
    /// The reference to a footnote.
    Footnote,
    /// An image, represented by its alternative text.
    Image,
    /// A cell of a table's row; cells are in order and may be empty.
    Cell,
}
