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

/// How a comparison is shown. Outside this crate, take [`CompareOptions::default`] and set what differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CompareOptions {
    /// Side by side or inline.
    pub view: View,
    /// Equal stretches are folded to one line.
    pub fold: bool,
    /// Which kinds of difference are hidden.
    pub hidden: HiddenKinds,
    /// Widest column of text, in cells.
    pub measure: u16,
}

impl Default for CompareOptions {
    fn default() -> Self {
        Self { view: View::Split, fold: true, hidden: HiddenKinds::default(), measure: 72 }
    }
}
