//! Norwegian (bokmål).

use super::source::{Source, Stem, lists};

pub(super) const NORWEGIAN: Source = Source {
    code: "nb",
    name: "Norwegian",
    lists: lists!("nb": abbreviations credits currencies dates evidence function furniture hedges months negations notes
        numbered numbers opposites reporting sources spellings starters status titles units versions),
    stem: Stem::Endings(ENDINGS, 4),
    ..Source::PLAIN
};

/// Endings of nouns, adjectives and verbs; longest first where one ends another.
const ENDINGS: &[&str] =
    &["ingene", "ingen", "inger", "erne", "ende", "ing", "ene", "ede", "en", "et", "er", "te", "a", "e", "s", "t"];
