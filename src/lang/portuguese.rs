//! Portuguese.

use super::source::{Source, lists, whole};

pub(super) const PORTUGUESE: Source = Source {
    code: "pt",
    name: "Portuguese",
    lists: lists!("pt": dates function hedges negations numbers reporting),
    stem: whole,
    capital_nouns: false,
    unspaced: false,
};
