//! French.

use super::source::{Source, lists, without_ending};

pub(super) const FRENCH: Source = Source {
    code: "fr",
    name: "French",
    lists: lists!("fr": abbreviations bylines classes credits currencies dates evidence function furniture hedges mail months negations notes numbered numbers opposites reporting sources spellings starters status stories titles units versions),
    stem,
    capital_nouns: false,
    capital_dates: false,
    decimal_point: false,
    spaced_thousands: true,
    negations_cancel: false,
    unspaced: false,
};

/// Endings of nouns, adjectives and verbs; longest first where one ends another.
const ENDINGS: &[&str] = &[
    "ations", "ements", "ation", "ement", "ments", "euses", "aient", "antes", "ment", "euse", "eurs", "ives", "ante",
    "ants", "ales", "eur", "ive", "ées", "ait", "ant", "aux", "ale", "ée", "és", "er", "es", "al", "é", "e", "s",
];

fn stem(word: &str) -> &str {
    without_ending(word, ENDINGS, 4)
}
