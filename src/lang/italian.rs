//! Italian.

use super::source::{Source, lists, whole};

pub(super) const ITALIAN: Source = Source {
    code: "it",
    name: "Italian",
    lists: lists!("it": bylines dates function hedges negations numbers reporting),
    stem: whole,
    capital_nouns: false,
    unspaced: false,
};
