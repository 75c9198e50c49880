//! Danish.

use super::source::{Source, Stem, lists};

pub(super) const DANISH: Source = Source {
    code: "da",
    name: "Danish",
    lists: lists!("da": abbreviations credits currencies dates evidence function furniture hedges months negations notes
        numbered numbers opposites reporting sources spellings starters status titles units versions),
    stem: Stem::Endings(ENDINGS, 4),
    ..Source::PLAIN
};

/// Endings of nouns, adjectives and verbs; longest first where one ends another.
const ENDINGS: &[&str] =
    &["ingerne", "ingen", "inger", "erne", "ende", "ing", "ene", "ede", "en", "et", "er", "te", "e", "s", "t"];
