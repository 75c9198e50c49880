//! Russian.

use super::source::{Source, Stem, lists};

pub(super) const RUSSIAN: Source = Source {
    code: "ru",
    name: "Russian",
    lists: lists!("ru": abbreviations credits currencies dates evidence function furniture hedges months negations notes
        numbered numbers opposites reporting sources spellings starters status titles units versions),
    stem: Stem::Endings(ENDINGS, 8),
    ..Source::PLAIN
};

/// Endings of nouns, adjectives and verbs; longest first where one ends another.
const ENDINGS: &[&str] = &[
    "ами", "ями", "ого", "его", "ому", "ему", "ыми", "ими", "ать", "ять", "ить", "еть", "ала", "али", "ало", "ила",
    "или", "ило", "ием", "ал", "ил", "ов", "ев", "ей", "ам", "ям", "ах", "ях", "ом", "ем", "ой", "ый", "ий", "ая",
    "яя", "ое", "ее", "ые", "ие", "ых", "их", "ую", "юю", "ью", "ия", "ии", "ию", "а", "я", "о", "е", "и", "ы", "у",
    "ю", "ь",
];
