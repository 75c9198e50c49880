//! German.

use super::source::{Source, lists, whole};

pub(super) const GERMAN: Source = Source {
    code: "de",
    name: "German",
    lists: lists!("de": dates function hedges negations numbers reporting),
    stem: whole,
    capital_nouns: true,
    unspaced: false,
};
