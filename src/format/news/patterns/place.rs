//! Places of lines in a text.

/// Where in a text a pattern may match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum Place {
    /// Before the story's first paragraph.
    Top,
    /// Between its first paragraph and its last.
    Middle,
    /// After its last paragraph, or near the end.
    Foot,
}
