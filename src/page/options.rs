//! How a comparison is shown.

use super::hidden_kinds::HiddenKinds;

/// How the two texts are arranged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Side by side.
    #[default]
    Split,
    /// In one column.
    Inline,
}

/// How a comparison is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompareOptions {
    /// Side by side or inline.
    pub view: View,
    /// Equal stretches in one line.
    pub fold: bool,
    /// What is hidden.
    pub ignore: HiddenKinds,
    /// Widest column of text, in cells.
    pub measure: u16,
}

impl Default for CompareOptions {
    fn default() -> Self {
        Self { view: View::Split, fold: true, ignore: HiddenKinds::default(), measure: 72 }
    }
}
