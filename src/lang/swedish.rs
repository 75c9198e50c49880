//! Swedish.

use super::source::{Source, Stem, lists};

pub(super) const SWEDISH: Source = Source {
    code: "sv",
    name: "Swedish",
    lists: lists!("sv": abbreviations credits currencies dates evidence function furniture hedges months negations notes
        numbered numbers opposites reporting sources spellings starters status titles units versions),
    stem: Stem::Endings(ENDINGS, 4),
    bare_years: true,
    ..Source::PLAIN
};

/// Endings of nouns, adjectives and verbs; longest first where one ends another.
const ENDINGS: &[&str] = &[
    "ningarna", "ningen", "ningar", "ning", "arna", "erna", "orna", "aren", "ades", "ande", "ade", "are", "ar", "er",
    "or", "en", "et", "na", "at", "a", "e", "n", "t", "s",
];
