//! The lines of a plain text as its layout was parsed, from which a comparison may detect blocks again.

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
    /// The separation from the line before.
    pub(crate) gap: Gap,
    /// Whether it continues the paragraph of the line before.
    pub(crate) joined: bool,
    /// Why its line break is significant, if it is: it is neither folded nor joined to its neighbours.
    pub(crate) keeps: Option<Keeps>,
    /// Set for lines of the printed page, which interrupt the text.
    pub(crate) page: Option<super::BlockKind>,
}

/// The separation before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// The end of the line before.
    LineBreak,
    /// A blank line.
    Blank,
    /// A form feed.
    PageBreak,
}

/// Why a line break is significant.
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
