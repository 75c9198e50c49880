//! Marks that quote the lines of a mail: wrapping moves them, so that they split no run of equal words.
//!
//! ```text
//! old   > The bridge opens on Friday and the      > The bridge opens on [-Friday-] [+> Monday+] and the [->-]
//!       > ferry runs on.                          ferry runs on.
//! new   > The bridge opens on
//!       > Monday and the ferry runs on.
//! ```

use std::ops::Range;

use super::line::Line;
use super::tokens::{Piece, push};
use crate::text::Pair;

/// The words of a row without the quotation marks of its lines but the first, and the indices of those words; `None` if
/// there are no such marks.
pub(crate) fn unquoted<'a>(lines: &Pair<Line<'a>>) -> Option<Pair<(Line<'a>, Vec<usize>)>> {
    let is_mark = |line: &Line<'_>, k: usize| k > 0 && line.form(k).starts_with('>') && line.begins_source_line(k);
    let kept = lines.as_ref().map(|line| (0..line.len()).filter(|&k| !is_mark(line, k)).collect::<Vec<_>>());
    let all = |kept: &[usize], line: &Line<'_>| kept.len() == line.len();
    if all(&kept.old, &lines.old) && all(&kept.new, &lines.new) {
        return None;
    }
    Some(Pair::new((lines.old.of_words(&kept.old), kept.old), (lines.new.of_words(&kept.new), kept.new)))
}

/// The pieces of a row from those of its words without the marks, which have the indices `kept`.
pub(crate) fn quoted(lines: &Pair<Line<'_>>, kept: &Pair<Vec<usize>>, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    let mut at = Pair::new(0, 0);
    // Passes the marks up to the given words.
    let marks = |at: &mut Pair<usize>, to: Pair<usize>, out: &mut Vec<Piece>| {
        let equal = lines.old.keys[at.old..to.old] == lines.new.keys[at.new..to.new];
        push(out, Piece { equal, old: at.old..to.old, new: at.new..to.new });
        *at = to;
    };
    for piece in pieces {
        if piece.equal {
            for (&old, &new) in kept.old[piece.old].iter().zip(&kept.new[piece.new]) {
                marks(&mut at, Pair::new(old, new), &mut out);
                at = Pair::new(old + 1, new + 1);
                push(&mut out, Piece { equal: true, old: old..old + 1, new: new..new + 1 });
            }
            continue;
        }
        let range = |words: &[usize], at: usize| -> Range<usize> {
            words.first().zip(words.last()).map_or(at..at, |(first, last)| *first..last + 1)
        };
        let (old, new) = (range(&kept.old[piece.old], at.old), range(&kept.new[piece.new], at.new));
        marks(&mut at, Pair::new(old.start, new.start), &mut out);
        at = Pair::new(old.end, new.end);
        push(&mut out, Piece { equal: false, old, new });
    }
    marks(&mut at, lines.as_ref().map(Line::len), &mut out);
    out
}
