//! Polish.

use super::source::{Source, lists, without_ending};

pub(super) const POLISH: Source = Source {
    code: "pl",
    name: "Polish",
    lists: lists!("pl": abbreviations credits currencies dates evidence function furniture hedges months negations notes
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
    "owania", "owanie", "owaniu", "ami", "ach", "owi", "ego", "emu", "ymi", "imi", "ych", "ich", "iem", "iej", "ała",
    "ało", "ali", "ały", "iła", "ili", "iły", "ów", "om", "ie", "em", "ej", "ał", "ił", "ą", "ę", "a", "e", "i", "o",
    "u", "y",
];

fn stem(word: &str) -> &str {
    without_ending(word, ENDINGS, 4)
}
