//! Spanish.

use super::source::{Source, Stem, lists};

pub(super) const SPANISH: Source = Source {
    code: "es",
    name: "Spanish",
    lists: lists!("es": abbreviations bylines classes credits currencies dates evidence function furniture hedges mail months negations notes numbered numbers opposites reporting sources spellings starters status stories titles units versions),
    stem: Stem::Endings(ENDINGS, 4),
    ..Source::PLAIN
};

/// Endings of nouns, adjectives and verbs; longest first where one ends another.
const ENDINGS: &[&str] = &[
    "amientos", "imientos", "aciones", "amiento", "imiento", "ación", "mente", "ieron", "iendo", "adas", "ados",
    "idas", "idos", "aron", "ando", "ada", "ado", "ida", "ido", "ar", "er", "ir", "as", "os", "es", "a", "o", "e", "s",
    "ó", "é",
];
