//! Parts: what a format hands over to be recognised as blocks.

use crate::format::squeezed::Squeezed;
use crate::text::Keeps;
use crate::text::Span;

/// Some lines that belong together.
#[derive(Clone, Debug)]
pub(in crate::format) struct Part<'a> {
    /// Its words.
    pub squeezed: Squeezed<'a>,
    /// Index of its first line.
    pub line: usize,
    /// How many lines it has.
    pub lines: usize,
    /// Columns of white space before its first line.
    pub indent: u32,
    /// All its lines are set in from the text's margin.
    pub inset: bool,
    /// Why its lines are neither folded nor joined to their neighbours, if they are not.
    pub keeps: Option<Keeps>,
    /// Where its writer began new paragraphs all the same, as bytes of the source: the text it is compared with does not.
    pub seams: Vec<usize>,
}

impl Part<'_> {
    /// Its words with single spaces between them.
    pub(in crate::format) fn text(&self) -> &str {
        self.squeezed.as_str()
    }

    /// From its first character in the source to its last.
    pub(in crate::format) fn span(&self) -> Span {
        self.squeezed.hull()
    }
}
