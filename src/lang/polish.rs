//! Polish.

use super::source::{Source, Stem, lists};

pub(super) const POLISH: Source = Source {
    code: "pl",
    name: "Polish",
    lists: lists!("pl": abbreviations credits currencies dates evidence function furniture hedges months negations notes
        numbered numbers opposites reporting sources spellings starters status titles units versions),
    stem: Stem::Endings(ENDINGS, 4),
    ..Source::PLAIN
};

/// Endings of nouns, adjectives and verbs; longest first where one ends another.
const ENDINGS: &[&str] = &[
    "owania", "owanie", "owaniu", "ami", "ach", "owi", "ego", "emu", "ymi", "imi", "ych", "ich", "iem", "iej", "ała",
    "ało", "ali", "ały", "iła", "ili", "iły", "ów", "om", "ie", "em", "ej", "ał", "ił", "ą", "ę", "a", "e", "i", "o",
    "u", "y",
];
