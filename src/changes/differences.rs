//! The differing figures and dates of an edit, in pairs of what replaced what.

use super::common::common;
use super::dates::Date;
use super::figures::Figure;
use super::part::{Part, SIDES, touches};
use crate::text::{Pair, Side};

/// What replaces what; `None` where a side has no counterpart.
pub(crate) type Differing<T> = Pair<Option<T>>;

/// Figures that differ in value or unit, in order.
pub(crate) fn differing_figures<'a>(part: &Part<'a>) -> Vec<Differing<&'a Figure>> {
    differing(SIDES.map(|side| part.figures(side).collect()), |f: &Figure| (f.value.as_str(), f.unit.as_str()))
}

/// Dates that differ, in order. Nothing is looked up next to an empty side.
pub(crate) fn differing_dates<'a>(part: &Part<'a>) -> Vec<Differing<&'a Date>> {
    let touched = |side: Side| {
        let range = part.range[side].clone();
        let dates = part.row(side).dates.iter();
        dates.filter(move |d| touches(&d.words, &range) && !range.is_empty()).collect::<Vec<_>>()
    };
    differing(SIDES.map(touched), |d: &Date| d.value.as_str())
}

/// Pairs up what two lists do not have in common: items between the same two common items correspond. If the lists are
/// permutations of each other, items pair by position.
fn differing<'a, T, K: Ord>(lists: Pair<Vec<&'a T>>, key: impl Fn(&'a T) -> K) -> Vec<Differing<&'a T>> {
    let keys = lists.as_ref().map(|list| list.iter().map(|one| key(one)).collect::<Vec<_>>());
    let sorted = |side: Side| {
        let mut all: Vec<&K> = keys[side].iter().collect();
        all.sort_unstable();
        all
    };
    if sorted(Side::Old) == sorted(Side::New) {
        let moved = (0..keys.old.len()).filter(|&n| keys.old[n] != keys.new[n]);
        return moved.map(|n| Pair::new(Some(lists.old[n]), Some(lists.new[n]))).collect();
    }
    let mut out = Vec::new();
    let mut at = Pair::new(0, 0);
    let ends = Pair::new(keys.old.len(), keys.new.len());
    for next in common(&keys.old, &keys.new).into_iter().chain([ends]) {
        let (old, new) = (&lists.old[at.old..next.old], &lists.new[at.new..next.new]);
        let pairs = old.len().max(new.len());
        out.extend((0..pairs).map(|n| Pair::new(old.get(n).copied(), new.get(n).copied())));
        at = Pair::new(next.old + 1, next.new + 1);
    }
    out
}
