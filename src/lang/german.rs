//! German.

use super::source::{Source, lists, whole};

pub(super) const GERMAN: Source = Source {
    code: "de",
    name: "German",
    lists: lists!("de": bylines dates function hedges mail negations numbers reporting sections),
    stem: whole,
    capital_nouns: true,
    unspaced: false,
};
