//! The words of one row: which stand on both sides, which on one.
//!
//! A row's words become *pieces*, by turns equal and changed; [`super::tidy`] gives up equal pieces that mean nothing;
//! what is left becomes operations.

use std::ops::Range;
use std::time::Instant;

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

use super::model::Op;
use crate::align::vocabulary::Text;
use crate::text::{Pair, Side, Span, WordKind, squeezed_eq};

/// A stretch of words: equal on both sides (as many on either), or changed (perhaps none on one side). Ranges are of
/// word indices. The pieces of a row follow each other without a gap on either side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) equal: bool,
    pub(crate) old: Range<usize>,
    pub(crate) new: Range<usize>,
}

/// Pieces of a row from its words' keys, equal and changed by turns; the same ones, turned round, if the sides are
/// exchanged.
pub(crate) fn pieces(text: &Pair<Text<'_>>, rows: &Pair<Range<usize>>, deadline: Option<Instant>) -> Vec<Piece> {
    let (old, new) = (&text.old.keys[rows.old.clone()], &text.new.keys[rows.new.clone()]);
    // Of several shortest differences Myers takes one that depends on which side comes first: here always the shorter,
    // of two as long the one that a dictionary has first.
    let wording = |side: Side| hull(&text[side], &rows[side]).map(|span| span.of(text[side].text));
    let turned = old.len() > new.len() || (old.len() == new.len() && wording(Side::Old) > wording(Side::New));
    let (first, second) = if turned { (new, old) } else { (old, new) };
    // Myers as `similar` tempers it: minimal on rows of sentences, and bounded on rows of a million words.
    let ops = capture_diff_slices_deadline(Algorithm::Myers, first, second, deadline);
    let mut out: Vec<Piece> = Vec::with_capacity(ops.len());
    for op in ops {
        let (o, n) = if turned { (op.new_range(), op.old_range()) } else { (op.old_range(), op.new_range()) };
        let piece = Piece {
            equal: matches!(op, DiffOp::Equal { .. }),
            old: o.start + rows.old.start..o.end + rows.old.start,
            new: n.start + rows.new.start..n.end + rows.new.start,
        };
        push(&mut out, piece);
    }
    out
}

/// Appends a piece, joined to the last where both are of a kind.
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

/// The operations of pieces, and the exact places where equal words differ in typography.
///
/// Where a row is `whole` (nothing but typography differs) operations are exact too; elsewhere one that is marked as
/// typography reaches over whole phrases, because three words are the least that reads as a stretch of its own.
pub(crate) fn ops(text: &Pair<Text<'_>>, pieces: &[Piece], whole: bool) -> (Vec<Op>, Vec<Pair<Span>>) {
    let mut ops = Vec::with_capacity(pieces.len());
    let mut places = Vec::new();
    let cut = !text.old.jumps.is_empty() || !text.new.jumps.is_empty();
    let whole_pieces: Vec<Piece>;
    let pieces = if cut {
        whole_pieces = pieces.iter().flat_map(|p| if p.equal { uncut(text, p) } else { vec![p.clone()] }).collect();
        &whole_pieces
    } else {
        pieces
    };
    for piece in pieces {
        if !piece.equal {
            ops.extend(spans(&text.old, &piece.old).map(Op::Removed));
            ops.extend(spans(&text.new, &piece.new).map(Op::Added));
            continue;
        }
        let (Some(old), Some(new)) = (hull(&text.old, &piece.old), hull(&text.new, &piece.new)) else { continue };
        // Most equal stretches are so to the letter: one look tells.
        if old.of(text.old.text) == new.of(text.new.text) {
            ops.push(Op::Equal { old, new, typography: false, formatting: false });
            continue;
        }
        for (range, typography) in stretches(text, piece, if whole { 1 } else { 3 }, &mut places) {
            let old = hull(&text.old, &(piece.old.start + range.start..piece.old.start + range.end));
            let new = hull(&text.new, &(piece.new.start + range.start..piece.new.start + range.end));
            ops.extend(old.zip(new).map(|(old, new)| Op::Equal { old, new, typography, formatting: false }));
        }
    }
    (ops, places)
}

/// The words of a range: one span, or as many as the printed page cut it into.
pub(crate) fn spans(text: &Text<'_>, range: &Range<usize>) -> impl Iterator<Item = Span> {
    parts(text, range).filter_map(|part| hull(text, &part))
}

/// A range of words, cut where what interrupts the text stands between two.
fn parts(text: &Text<'_>, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let jumps = jumps(text, range);
    let begins = std::iter::once(range.start).chain(jumps.clone());
    begins.zip(jumps.chain([range.end])).map(|(start, end)| start..end)
}

/// Words inside a range that stand behind an interruption.
fn jumps(text: &Text<'_>, range: &Range<usize>) -> impl Iterator<Item = usize> + Clone {
    let first = text.jumps.partition_point(|&jump| jump as usize <= range.start);
    let end = range.end;
    text.jumps[first..].iter().map(|&jump| jump as usize).take_while(move |&jump| jump < end)
}

/// An equal piece, cut where either side is.
fn uncut(text: &Pair<Text<'_>>, piece: &Piece) -> Vec<Piece> {
    let mut cuts: Vec<usize> = jumps(&text.old, &piece.old).map(|jump| jump - piece.old.start).collect();
    cuts.extend(jumps(&text.new, &piece.new).map(|jump| jump - piece.new.start));
    cuts.sort_unstable();
    cuts.dedup();
    let begins = std::iter::once(0).chain(cuts.iter().copied());
    let parts = begins.zip(cuts.iter().copied().chain([piece.old.len()]));
    let at = |side: &Range<usize>, from: usize, to: usize| side.start + from..side.start + to;
    parts
        .map(|(from, to)| Piece { equal: true, old: at(&piece.old, from, to), new: at(&piece.new, from, to) })
        .collect()
}

/// From the first word of a range to its last.
pub(crate) fn hull(text: &Text<'_>, range: &Range<usize>) -> Option<Span> {
    let words = text.words.get(range.clone())?;
    Some(words.first()?.span.hull(words.last()?.span))
}

/// An equal piece as stretches that differ in typography and such that do not, none under `least` words.
fn stretches(
    text: &Pair<Text<'_>>,
    piece: &Piece,
    least: usize,
    places: &mut Vec<Pair<Span>>,
) -> Vec<(Range<usize>, bool)> {
    let differs = |k: usize| {
        let (old, new) = (text.old.words[piece.old.start + k].span, text.new.words[piece.new.start + k].span);
        let differs = !squeezed_eq(old.of(text.old.text), new.of(text.new.text));
        (differs, Pair::new(old, new))
    };
    let mut out: Vec<(Range<usize>, bool)> = Vec::new();
    for k in 0..piece.old.len() {
        let (typography, place) = differs(k);
        if typography {
            places.push(place);
        }
        match out.last_mut() {
            Some(last) if last.1 == typography => last.0.end = k + 1,
            _ => out.push((k..k + 1, typography)),
        }
    }
    let words = |range: &Range<usize>| {
        let words = &text.old.words[piece.old.start + range.start..piece.old.start + range.end];
        words.iter().filter(|w| w.kind != WordKind::Punct).count()
    };
    // A short stretch joins the one before it, and the next one joins a short one: what is joined is typography as a
    // whole. One pass, with the words of the last stretch counted along.
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
