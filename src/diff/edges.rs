//! Chooses the boundaries of a change where equal words leave a choice: at a clause boundary, not inside a phrase.
//!
//! ```text
//! old   He left. She stayed.
//! new   He left. [+He cried. +]She stayed.        and not   He left. He [+cried. He+] …
//! ```

use super::line::Line;
use super::tokens::{Piece, push};
use crate::text::{Pair, Side};

/// Slides one-sided changes to the best boundaries.
pub(crate) fn slide(lines: &Pair<Line<'_>>, mut pieces: Vec<Piece>) -> Vec<Piece> {
    for n in 1..pieces.len().saturating_sub(1) {
        let change = &pieces[n];
        if change.equal || !(change.old.is_empty() || change.new.is_empty()) {
            continue;
        }
        let side = if change.old.is_empty() { Side::New } else { Side::Old };
        let range = change.on(side).clone();
        let line = &lines[side];
        let (room_before, room_after) = (pieces[n - 1].old.len(), pieces[n + 1].old.len());
        let mut left = 0;
        while left < room_before && line.keys[range.start - left - 1] == line.keys[range.end - left - 1] {
            left += 1;
        }
        let mut right = 0;
        while right < room_after && line.keys[range.start + right] == line.keys[range.end + right] {
            right += 1;
        }
        let worth = |shift: isize| {
            edge(line, range.start.saturating_add_signed(shift)) + edge(line, range.end.saturating_add_signed(shift))
        };
        let (left, right) = (left.cast_signed(), right.cast_signed());
        // The best boundaries; among equally good ones the nearest.
        let Some(shift) = (-left..=right).max_by_key(|&s| (worth(s), -s.abs())) else { continue };
        if shift == 0 {
            continue;
        }
        let moved = |at: usize| at.saturating_add_signed(shift);
        for (piece, ends, starts) in [(n - 1, true, false), (n, true, true), (n + 1, false, true)] {
            let piece = &mut pieces[piece];
            for range in [&mut piece.old, &mut piece.new] {
                if ends {
                    range.end = moved(range.end);
                }
                if starts {
                    range.start = moved(range.start);
                }
            }
        }
    }
    // A run that a change slid over completely is now on its other side.
    let mut out = Vec::with_capacity(pieces.len());
    pieces.into_iter().for_each(|piece| push(&mut out, piece));
    out
}

/// Rates a boundary before word `at`: 4 at the end of a sentence, 3 of a clause, 1 at white space.
fn edge(line: &Line<'_>, at: usize) -> u8 {
    let form = |k: usize| if k < line.len() { line.form(k) } else { "" };
    let before = at.checked_sub(1).map_or("", form);
    let after = form(at);
    if before.is_empty() || after.is_empty() || matches!(before, "." | "!" | "?" | "。") {
        4
    } else if matches!(before, "," | ";" | ":" | "—" | "–" | "--" | "”" | ")" | "，" | "、")
        || matches!(after, "," | ";" | ":" | "." | "!" | "?" | "—" | "–" | "--" | "“" | "(" | "。")
    {
        3
    } else {
        u8::from(line.is_spaced(at))
    }
}
