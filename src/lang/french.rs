//! French.

use super::source::{Source, lists, whole};

pub(super) const FRENCH: Source = Source {
    code: "fr",
    name: "French",
    lists: lists!("fr": bylines dates function hedges mail negations numbers reporting sections),
    stem: whole,
    capital_nouns: false,
    unspaced: false,
};
