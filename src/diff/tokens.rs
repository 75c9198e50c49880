//! Splits the words of a row into equal and changed ones.
//!
//! A row's words become *pieces*, alternately equal and changed; the result of `matching` and `edges` becomes
//! operations.

use std::ops::Range;

use super::elision::elided;
use super::line::Line;
use super::model::Op;
use crate::text::{Pair, Side, Span, squeezed_eq};

/// A run of words: equal on both sides, with equally many on each, or changed, possibly empty on one side. Ranges are
/// word indices in the sides' [`Line`]s. The pieces of a row are contiguous on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) equal: bool,
    pub(crate) old: Range<usize>,
    pub(crate) new: Range<usize>,
}

impl Piece {
    /// Its words on a side.
    pub(crate) const fn on(&self, side: Side) -> &Range<usize> {
        match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        }
    }
}

/// Appends a piece, merging it with the last if both are of the same kind.
pub(crate) fn push(out: &mut Vec<Piece>, piece: Piece) {
    if piece.old.is_empty() && piece.new.is_empty() {
        return;
    }
    match out.last_mut() {
        Some(last) if last.equal == piece.equal => {
            last.old.end = piece.old.end;
            last.new.end = piece.new.end;
        }
        _ => out.push(piece),
    }
}

/// The operations of pieces, and the exact words that differ in typography.
///
/// An operation marked as typography covers at least `least` words, for readability; with 1, operations are exact too.
pub(crate) fn ops(lines: &Pair<Line<'_>>, pieces: &[Piece], least: usize) -> (Vec<Op>, Vec<Pair<Span>>) {
    let mut ops = Vec::with_capacity(pieces.len());
    let mut places = Vec::new();
    for (n, piece) in pieces.iter().enumerate() {
        if !piece.equal {
            match elided(lines, &Pair::new(piece.old.clone(), piece.new.clone())) {
                Some(within) => ops.extend(within),
                None => {
                    ops.extend(lines.old.spans(piece.old.clone()).map(Op::Removed));
                    ops.extend(lines.new.spans(piece.new.clone()).map(Op::Added));
                }
            }
            continue;
        }
        let first = places.len();
        for piece in unbroken(lines, piece) {
            equal_ops(lines, &piece, least, &mut ops, &mut places);
        }
        // A capital that changes only because of an adjacent change is not a change: "According to neighbours, the" →
        // "The".
        let neighbour = (n > 0).then(|| (lines.old.span(piece.old.start), lines.new.span(piece.new.start)));
        if let (Some((old, new)), Some(place)) = (neighbour, places.get(first))
            && (place.old, place.new) == (old, new)
            && is_capital_alone(old.of(lines.old.text.text), new.of(lines.new.text.text))
        {
            places.remove(first);
        }
    }
    (ops, places)
}

/// Whether two forms differ only in the case of the first letter.
fn is_capital_alone(old: &str, new: &str) -> bool {
    let (mut old, mut new) = (old.chars(), new.chars());
    let first = old.next().zip(new.next());
    first.is_some_and(|(a, b)| a != b && a.to_lowercase().eq(b.to_lowercase())) && old.as_str() == new.as_str()
}

/// Splits an equal piece where its words are not contiguous in both texts.
fn unbroken(lines: &Pair<Line<'_>>, piece: &Piece) -> Vec<Piece> {
    let mut out = Vec::with_capacity(1);
    let mut start = 0;
    for k in 0..piece.old.len() {
        let (old, new) = (piece.old.start + k, piece.new.start + k);
        let last = k + 1 == piece.old.len();
        if last || lines.old.is_broken_after(old) || lines.new.is_broken_after(new) {
            out.push(Piece {
                equal: true,
                old: piece.old.start + start..old + 1,
                new: piece.new.start + start..new + 1,
            });
            start = k + 1;
        }
    }
    out
}

fn equal_ops(lines: &Pair<Line<'_>>, piece: &Piece, least: usize, ops: &mut Vec<Op>, places: &mut Vec<Pair<Span>>) {
    let hull = |side: Side, range: Range<usize>| lines[side].span(range.start).hull(lines[side].span(range.end - 1));
    let (old, new) = (hull(Side::Old, piece.old.clone()), hull(Side::New, piece.new.clone()));
    // Most equal runs are identical, which is quick to check.
    if old.of(lines.old.text.text) == new.of(lines.new.text.text) {
        ops.push(Op::Equal { old, new, typography: false, formatting: false });
        return;
    }
    for (range, typography) in stretches(lines, piece, least, places) {
        let old = hull(Side::Old, piece.old.start + range.start..piece.old.start + range.end);
        let new = hull(Side::New, piece.new.start + range.start..piece.new.start + range.end);
        ops.push(Op::Equal { old, new, typography, formatting: false });
    }
}

/// Splits an equal piece into runs that differ in typography and runs that do not, each of at least `least` words.
fn stretches(
    lines: &Pair<Line<'_>>,
    piece: &Piece,
    least: usize,
    places: &mut Vec<Pair<Span>>,
) -> Vec<(Range<usize>, bool)> {
    let mut out: Vec<(Range<usize>, bool)> = Vec::new();
    for k in 0..piece.old.len() {
        let (old, new) = (piece.old.start + k, piece.new.start + k);
        let typography = !squeezed_eq(lines.old.form(old), lines.new.form(new));
        if typography {
            places.push(Pair::new(lines.old.span(old), lines.new.span(new)));
        }
        match out.last_mut() {
            Some(last) if last.1 == typography => last.0.end = k + 1,
            _ => out.push((k..k + 1, typography)),
        }
    }
    // A short run is merged with its neighbours, and the result counts as typography. One pass, with a running word
    // count.
    let words = |range: &Range<usize>| lines.old.words(piece.old.start + range.start..piece.old.start + range.end);
    let mut joined: Vec<(Range<usize>, bool)> = Vec::with_capacity(out.len());
    let mut held = 0;
    for (range, typography) in out {
        let here = words(&range);
        match joined.last_mut() {
            Some(last) if least > 1 && (held < least || here < least) => {
                *last = (last.0.start..range.end, true);
                held += here;
            }
            _ => {
                joined.push((range, typography));
                held = here;
            }
        }
    }
    joined
}
