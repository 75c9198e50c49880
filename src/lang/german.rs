//! German.

use super::source::{Source, Stem, lists};

pub(super) const GERMAN: Source = Source {
    code: "de",
    name: "German",
    lists: lists!("de": abbreviations bylines classes credits currencies dates evidence function furniture hedges mail months negations notes numbered numbers opposites reporting sources spellings starters status stories titles units versions),
    stem: Stem::Endings(ENDINGS, 4),
    capital_nouns: true,
    bare_years: true,
    ..Source::PLAIN
};

/// Endings of nouns, adjectives and verbs; longest first where one ends another.
const ENDINGS: &[&str] = &[
    "ischen", "lichen", "ungen", "ische", "liche", "isch", "lich", "ung", "ern", "ten", "en", "er", "es", "em", "st",
    "te", "et", "e", "n", "t", "s",
];
