//! French.

use super::source::{Source, lists, whole};

pub(super) const FRENCH: Source = Source {
    code: "fr",
    name: "French",
    lists: lists!("fr": dates function hedges negations numbers reporting),
    stem: whole,
    capital_nouns: false,
    unspaced: false,
};
