//! Parts of a text, from which blocks are recognised.

use crate::format::squeezed::Squeezed;
use crate::text::Keeps;
use crate::text::Span;

/// Lines that belong together.
#[derive(Clone, Debug)]
pub(in crate::format) struct Part<'a> {
    /// Its text with white space folded.
    pub squeezed: Squeezed<'a>,
    /// Index of its first line.
    pub line: usize,
    /// Its number of lines.
    pub lines: usize,
    /// Columns of white space before its first line.
    pub indent: u32,
    /// Whether all its lines are indented from the text's margin.
    pub inset: bool,
    /// Why its line breaks are significant, if they are: lines are neither folded nor joined to their neighbours.
    pub keeps: Option<Keeps>,
    /// Where the writer began paragraphs that the other text of a comparison does not have, in bytes of the source.
    pub seams: Vec<usize>,
}

impl Part<'_> {
    /// Its text with single spaces between words.
    pub(in crate::format) fn text(&self) -> &str {
        self.squeezed.as_str()
    }

    /// Its span in the source.
    pub(in crate::format) fn span(&self) -> Span {
        self.squeezed.hull()
    }
}
