//! Chinese, simplified and traditional.

use super::source::{Source, lists};

pub(super) const CHINESE: Source = Source {
    code: "zh",
    name: "Chinese",
    lists: lists!("zh": abbreviations credits currencies datelines dates evidence function furniture hedges months negations notes
        numbers opposites reporting sources spellings starters status titles units versions),
    decimal_point: true,
    unspaced: true,
    ..Source::PLAIN
};
