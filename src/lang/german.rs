//! German.

use super::source::{Source, lists, without_ending};

pub(super) const GERMAN: Source = Source {
    code: "de",
    name: "German",
    lists: lists!("de": abbreviations bylines classes credits currencies dates evidence function furniture hedges mail months negations notes numbered numbers opposites reporting sources spellings starters status stories titles units versions),
    stem,
    capital_nouns: true,
    capital_dates: false,
    decimal_point: false,
    spaced_thousands: true,
    negations_cancel: false,
    unspaced: false,
};

/// Endings of nouns, adjectives and verbs; longest first where one ends another.
const ENDINGS: &[&str] = &[
    "ischen", "lichen", "ungen", "ische", "liche", "isch", "lich", "ung", "ern", "ten", "en", "er", "es", "em", "st",
    "te", "et", "e", "n", "t", "s",
];

fn stem(word: &str) -> &str {
    without_ending(word, ENDINGS, 4)
}
