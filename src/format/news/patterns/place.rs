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

/// The number of parts at the end of a text that may be sign-offs and credits.
const FOOT_PARTS: usize = 12;

impl Place {
    /// The place of a part of a text with this number of parts; without a lede, nothing is above the story.
    pub(in crate::format) fn of(part: usize, lede: Option<usize>, parts: usize) -> Self {
        match lede {
            Some(lede) if part < lede => Self::Top,
            Some(lede) if part == lede => Self::Middle,
            _ if part + FOOT_PARTS >= parts => Self::Foot,
            _ => Self::Middle,
        }
    }
}
