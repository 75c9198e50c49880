//! Dutch.

use super::source::{Source, lists, without_ending};

pub(super) const DUTCH: Source = Source {
    code: "nl",
    name: "Dutch",
    lists: lists!("nl": abbreviations classes credits currencies dates evidence function furniture hedges months negations notes
        numbered numbers opposites reporting sources spellings starters status stories titles units versions),
    stem,
    capital_nouns: false,
    capital_dates: false,
    decimal_point: false,
    spaced_thousands: true,
    negations_cancel: false,
    unspaced: false,
};

/// Endings of nouns, adjectives and verbs; longest first where one ends another.
const ENDINGS: &[&str] = &["ingen", "ing", "ers", "den", "ten", "en", "er", "de", "te", "e", "s", "t"];

fn stem(word: &str) -> &str {
    without_ending(word, ENDINGS, 4)
}
