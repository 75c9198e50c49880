//! The differing figures and dates of an edit, in pairs of what replaced what.

use super::common::common;
use super::dates::{Date, calendar_day};
use super::figures::Figure;
use super::part::{Part, SIDES, touches};
use crate::text::{Pair, Side};

/// What replaces what; `None` where a side has no counterpart.
pub(crate) type Differing<T> = Pair<Option<T>>;

/// Figures that differ in value or unit, in order.
pub(crate) fn differing_figures<'a>(part: &Part<'a>) -> Vec<Differing<&'a Figure>> {
    differing(SIDES.map(|side| part.figures(side).collect()), |f: &Figure| (f.value.as_str(), f.unit.as_str()))
}

/// Dates that differ, in order. Nothing is looked up next to an empty side. Where a side has a date in figures, day,
/// month and year of the other side are one date.
pub(crate) fn differing_dates(part: &Part<'_>) -> Vec<Differing<Date>> {
    let touched = SIDES.map(|side| {
        let range = part.range[side].clone();
        let dates = part.row(side).dates.iter();
        dates.filter(move |d| touches(&d.words, &range) && !range.is_empty()).collect::<Vec<_>>()
    });
    let in_figures = |side: Side| touched[side].iter().any(|date| calendar_day([*date].into_iter()).is_some());
    let whole = in_figures(Side::Old) != in_figures(Side::New);
    let read = SIDES.map(|side| {
        if whole { days(part, side, &touched[side]) } else { touched[side].iter().map(|d| (*d).clone()).collect() }
    });
    let found = differing(read.as_ref().map(|dates| dates.iter().collect()), |d: &Date| d.value.as_str());
    found.into_iter().map(|pair| pair.map(|date| date.cloned())).collect()
}

/// The dates of a side, where day, month and year next to each other are one.
fn days(part: &Part<'_>, side: Side, dates: &[&Date]) -> Vec<Date> {
    /// Day, month and year.
    const ELEMENTS: usize = 3;
    let row = part.row(side);
    let mut out = Vec::with_capacity(dates.len());
    let mut at = 0;
    while let Some(first) = dates.get(at) {
        let three = dates.get(at..at + ELEMENTS).filter(|three| {
            let gaps = three.windows(2).map(|pair| pair[0].words.end..pair[1].words.start);
            gaps.into_iter().all(|mut gap| {
                gap.len() <= part.limits().date_gap_words && gap.all(|k| row.is_mark(k) || row.is_function(k))
            })
        });
        let day = three.and_then(|three| Some((calendar_day(three.iter().copied())?, three.last()?.words.end)));
        match day {
            Some((value, end)) => {
                out.push(Date { words: first.words.start..end, value, is_part: false });
                at += ELEMENTS;
            }
            None => {
                out.push((*first).clone());
                at += 1;
            }
        }
    }
    out
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
