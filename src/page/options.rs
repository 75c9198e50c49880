//! The options of a comparison's page.

use super::hidden_kinds::HiddenKinds;

/// How the two texts are arranged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum View {
    /// Side by side.
    #[default]
    Split,
    /// In one column.
    Inline,
}

/// Options of a comparison's page. Outside this crate, modify [`CompareOptions::default`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CompareOptions {
    /// The layout.
    pub view: View,
    /// Whether unchanged runs are folded to one line.
    pub fold: bool,
    /// The hidden kinds of difference.
    pub hidden: HiddenKinds,
    /// Maximum width of a text column, in cells.
    pub measure: u16,
}

impl Default for CompareOptions {
    fn default() -> Self {
        Self { view: View::Split, fold: true, hidden: HiddenKinds::default(), measure: 72 }
    }
}
