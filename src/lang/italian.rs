//! Italian.

use super::source::{Source, lists, without_ending};

pub(super) const ITALIAN: Source = Source {
    code: "it",
    name: "Italian",
    lists: lists!("it": abbreviations bylines classes credits currencies dates evidence function furniture hedges months negations notes numbered numbers opposites reporting sources spellings starters status stories titles units versions),
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
    "azioni", "azione", "amenti", "amento", "imenti", "imento", "mente", "arono", "erono", "irono", "ando", "endo",
    "ate", "ata", "ati", "ato", "ite", "ita", "iti", "ito", "ute", "uta", "uti", "uto", "are", "ere", "ire", "a", "e",
    "i", "o", "ò",
];

fn stem(word: &str) -> &str {
    without_ending(word, ENDINGS, 4)
}
