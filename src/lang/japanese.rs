//! Japanese.

use super::source::{Source, lists, whole};

pub(super) const JAPANESE: Source = Source {
    code: "ja",
    name: "Japanese",
    lists: lists!("ja": dates hedges negations titles units),
    stem: whole,
    capital_nouns: false,
    unspaced: true,
};
