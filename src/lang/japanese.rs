//! Japanese.

use super::source::{Source, lists, whole};

pub(super) const JAPANESE: Source = Source {
    code: "ja",
    name: "Japanese",
    lists: lists!("ja": abbreviations credits currencies datelines dates evidence function furniture hedges months negations notes
        numbers opposites reporting sources spellings starters status titles units versions),
    stem: whole,
    capital_nouns: false,
    capital_dates: false,
    decimal_point: true,
    spaced_thousands: true,
    negations_cancel: false,
    unspaced: true,
};
