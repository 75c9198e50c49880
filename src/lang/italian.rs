//! Italian.

use super::source::{Source, Stem, lists};

pub(super) const ITALIAN: Source = Source {
    code: "it",
    name: "Italian",
    lists: lists!("it": abbreviations bylines classes credits currencies dates evidence function furniture hedges months negations notes numbered numbers opposites reporting sources spellings starters status stories titles units versions),
    stem: Stem::Endings(ENDINGS, 4),
    ..Source::PLAIN
};

/// Endings of nouns, adjectives and verbs; longest first where one ends another.
const ENDINGS: &[&str] = &[
    "azioni", "azione", "amenti", "amento", "imenti", "imento", "mente", "arono", "erono", "irono", "ando", "endo",
    "ate", "ata", "ati", "ato", "ite", "ita", "iti", "ito", "ute", "uta", "uti", "uto", "are", "ere", "ire", "a", "e",
    "i", "o", "ò",
];
