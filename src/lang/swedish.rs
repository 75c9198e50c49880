//! Swedish.

use super::source::{Source, lists, without_ending};

pub(super) const SWEDISH: Source = Source {
    code: "sv",
    name: "Swedish",
    lists: lists!("sv": abbreviations credits currencies dates evidence function furniture hedges months negations notes
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
const ENDINGS: &[&str] = &[
    "ningarna", "ningen", "ningar", "ning", "arna", "erna", "orna", "aren", "ades", "ande", "ade", "are", "ar", "er",
    "or", "en", "et", "na", "at", "a", "e", "n", "t", "s",
];

fn stem(word: &str) -> &str {
    without_ending(word, ENDINGS, 4)
}
