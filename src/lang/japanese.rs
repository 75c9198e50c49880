//! Japanese.

use super::source::{Source, lists};

pub(super) const JAPANESE: Source = Source {
    code: "ja",
    name: "Japanese",
    lists: lists!("ja": abbreviations credits currencies datelines dates evidence function furniture hedges months negations notes
        numbers opposites reporting sources spellings starters status titles units versions),
    decimal_point: true,
    unspaced: true,
    ..Source::PLAIN
};
