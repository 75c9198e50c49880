//! Portuguese.

use super::source::{Source, Stem, lists};

pub(super) const PORTUGUESE: Source = Source {
    code: "pt",
    name: "Portuguese",
    lists: lists!("pt": abbreviations credits currencies dates evidence function furniture hedges months negations notes
        numbered numbers opposites reporting sources spellings starters status stories titles units versions),
    stem: Stem::Endings(ENDINGS, 4),
    ..Source::PLAIN
};

/// Endings of nouns, adjectives and verbs; longest first where one ends another.
const ENDINGS: &[&str] = &[
    "amentos", "imentos", "amento", "imento", "ações", "mente", "ação", "adas", "ados", "idas", "idos", "aram", "eram",
    "iram", "ando", "endo", "indo", "ada", "ado", "ida", "ido", "ar", "er", "ir", "as", "os", "es", "ou", "eu", "iu",
    "a", "o", "e", "s",
];
