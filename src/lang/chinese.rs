//! Chinese, simplified and traditional.

use super::source::{Source, lists, whole};

pub(super) const CHINESE: Source = Source {
    code: "zh",
    name: "Chinese",
    lists: lists!("zh": abbreviations credits currencies datelines dates evidence function furniture hedges months negations notes
        numbers opposites reporting sources spellings starters status titles units versions),
    stem: whole,
    capital_nouns: false,
    capital_dates: false,
    decimal_point: true,
    spaced_thousands: true,
    negations_cancel: false,
    unspaced: true,
};
