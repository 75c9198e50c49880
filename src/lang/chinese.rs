//! Chinese.

use super::source::{Source, lists, whole};

pub(super) const CHINESE: Source = Source {
    code: "zh",
    name: "Chinese",
    lists: lists!("zh": dates hedges negations titles units),
    stem: whole,
    capital_nouns: false,
    unspaced: true,
};
