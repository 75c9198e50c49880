//! French.

use super::source::{Source, Stem, lists};

pub(super) const FRENCH: Source = Source {
    code: "fr",
    name: "French",
    lists: lists!("fr": abbreviations bylines classes credits currencies dates evidence function furniture hedges mail months negations notes numbered numbers opposites reporting sources spellings starters status stories titles units versions),
    stem: Stem::Endings(ENDINGS, 4),
    ..Source::PLAIN
};

/// Endings of nouns, adjectives and verbs; longest first where one ends another.
const ENDINGS: &[&str] = &[
    "ations", "ements", "ation", "ement", "ments", "euses", "aient", "antes", "ment", "euse", "eurs", "ives", "ante",
    "ants", "ales", "eur", "ive", "ées", "ait", "ant", "aux", "ale", "ée", "és", "er", "es", "al", "é", "e", "s",
];
