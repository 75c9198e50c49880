//! Spanish.

use super::source::{Source, lists, whole};

pub(super) const SPANISH: Source = Source {
    code: "es",
    name: "Spanish",
    lists: lists!("es": dates function hedges negations numbers reporting),
    stem: whole,
    capital_nouns: false,
    unspaced: false,
};
