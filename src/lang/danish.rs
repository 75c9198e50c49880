//! Danish.

use super::source::{Source, lists, without_ending};

pub(super) const DANISH: Source = Source {
    code: "da",
    name: "Danish",
    lists: lists!("da": abbreviations credits currencies dates evidence function furniture hedges months negations notes
        numbered numbers opposites reporting sources spellings starters status titles units versions),
    stem,
    capital_nouns: false,
    capital_dates: false,
    decimal_point: false,
    spaced_thousands: true,
    negations_cancel: false,
    unspaced: false,
};

/// Endings of nouns, adjectives and verbs; longest first where one ends another.
const ENDINGS: &[&str] =
    &["ingerne", "ingen", "inger", "erne", "ende", "ing", "ene", "ede", "en", "et", "er", "te", "e", "s", "t"];

fn stem(word: &str) -> &str {
    without_ending(word, ENDINGS, 4)
}
