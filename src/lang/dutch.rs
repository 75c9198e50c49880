//! Dutch.

use super::source::{Source, Stem, lists};

pub(super) const DUTCH: Source = Source {
    code: "nl",
    name: "Dutch",
    lists: lists!("nl": abbreviations classes credits currencies dates evidence function furniture hedges months negations notes
        numbered numbers opposites reporting sources spellings starters status stories titles units versions),
    stem: Stem::Endings(ENDINGS, 4),
    ..Source::PLAIN
};

/// Endings of nouns, adjectives and verbs; longest first where one ends another.
const ENDINGS: &[&str] = &["ingen", "ing", "ers", "den", "ten", "en", "er", "de", "te", "e", "s", "t"];
