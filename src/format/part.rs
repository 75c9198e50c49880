//! Parts: what a format hands over to be recognised as blocks.

use crate::text::Span;

/// Some lines that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) struct Part {
    /// From its first character to its last.
    pub span: Span,
    /// How many lines it has.
    pub lines: usize,
    /// All its lines are set in from the text's margin.
    pub inset: bool,
    /// A blank line stands before it.
    pub apart: bool,
}
