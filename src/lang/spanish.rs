//! Spanish.

use super::source::{Source, lists, whole};

pub(super) const SPANISH: Source = Source {
    code: "es",
    name: "Spanish",
    lists: lists!("es": bylines dates function hedges mail negations numbers reporting sections),
    stem: whole,
    capital_nouns: false,
    unspaced: false,
};
