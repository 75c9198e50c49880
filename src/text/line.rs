//! The lines of a plain text as its layout was read. A comparison decides anew which of them belong together.

use super::Span;

/// A line that is not blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Without the white space around it.
    pub(crate) span: Span,
    /// Columns of white space before it.
    pub(crate) indent: u32,
    /// Columns from the margin to its end.
    pub(crate) width: u32,
    /// Columns of its first word.
    pub(crate) first: u32,
    /// What is between it and the line before it.
    pub(crate) gap: Gap,
    /// It goes on with the paragraph of the line before it.
    pub(crate) joined: bool,
    /// Why it is neither folded nor joined to its neighbours, if it is not.
    pub(crate) keeps: Option<Keeps>,
    /// It belongs to the printed page, and the text goes on around it.
    pub(crate) page: Option<super::BlockKind>,
}

/// What comes before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// The end of the line before.
    LineBreak,
    /// A blank line.
    Blank,
    /// A form feed.
    PageBreak,
}

/// Lines that are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeps {
    /// Of verse.
    Verse,
    /// A row of a table.
    TableRow,
    /// Code.
    Code,
    /// Others: an address, a screenplay, subtitles.
    Line,
}

impl Line {
    /// Whether a blank line or a page break comes before it.
    pub(crate) fn apart(&self) -> bool {
        self.gap != Gap::LineBreak
    }
}
