//! No confetti: equal words that mean nothing are given up, and the edges of a change fall where a phrase ends.
//!
//! ```text
//! old    the mayor of  the town put off  the vote on the  harbour until the spring
//! new    a storm took  the roof of       the hall on the  night before the fair      correct, but confetti
//!
//! old   [the mayor of the town put off the vote on the harbour until the spring]
//! new   [a storm took the roof of the hall on the night before the fair]             what a reader can use
//! ```

use super::thresholds::Thresholds;
use super::tokens::{Piece, push};
use crate::align::vocabulary::{KeyClass, Text, Vocabulary};
use crate::text::{Pair, Side, WordKind};

/// Gives up equal runs that mean nothing, then slides edges.
pub(crate) fn tidy(vocabulary: &Vocabulary<'_>, pieces: Vec<Piece>, thresholds: &Thresholds) -> Vec<Piece> {
    let text = Pair::new(vocabulary.side(Side::Old), vocabulary.side(Side::New));
    let mut pieces = pieces;
    // Sliding first lets a run grow before it is judged; giving a run up makes its neighbours larger, so until nothing
    // changes. Each turn removes a piece.
    slide(&text, &mut pieces);
    loop {
        let sizes: Vec<Size> = pieces.iter().map(|p| size(vocabulary, &text, p)).collect();
        let weak = |n: usize| {
            let before = n.checked_sub(1).map(|b| sizes[b]);
            let whole = pieces.len() == 1;
            pieces[n].equal && !whole && !holds(sizes[n], before, sizes.get(n + 1).copied(), thresholds)
        };
        let weak: Vec<usize> = (0..pieces.len()).filter(|&n| weak(n)).collect();
        // Of weak runs the weakest goes first: the others may then stand. A row of thousands of changes is no sentence,
        // and there all go at once, which bounds the turns.
        let weakest = weak.iter().copied().min_by_key(|&n| (sizes[n].content, sizes[n].words));
        match weakest {
            None => break,
            Some(n) if pieces.len() <= thresholds.tidy_one_by_one => pieces[n].equal = false,
            Some(_) => weak.into_iter().for_each(|n| pieces[n].equal = false),
        }
        let mut joined = Vec::with_capacity(pieces.len());
        for piece in pieces {
            push(&mut joined, piece);
        }
        pieces = joined;
    }
    slide(&text, &mut pieces);
    pieces
}

/// How much a piece holds: the longer side of a run, both sides of a change.
#[derive(Clone, Copy, Debug, Default)]
struct Size {
    /// Words, marks left out.
    words: usize,
    /// Words that tell something.
    content: usize,
    /// It begins, and it ends, where a clause does.
    clause: (bool, bool),
    /// It says no more than that something was said.
    report: bool,
    /// A change of one telling word for another.
    swap: bool,
    /// Words that a change takes out and puts in; none where it only writes a word in another house style.
    both: usize,
}

fn size(vocabulary: &Vocabulary<'_>, text: &Pair<Text<'_>>, piece: &Piece) -> Size {
    let count = |side: Side, range: &std::ops::Range<usize>| {
        let (mut words, mut content, mut ideographs) = (0, 0, 0);
        for k in range.clone() {
            match text[side].words[k].kind {
                WordKind::Punct => continue,
                WordKind::Ideograph => ideographs += 1,
                _ => words += 1,
            }
            content += usize::from(vocabulary.class(text[side].keys[k]) >= KeyClass::Report);
        }
        // Two characters of a script without spaces make about one word.
        (words + ideographs / 2, content)
    };
    let (old, new) = (count(Side::Old, &piece.old), count(Side::New, &piece.new));
    let style =
        !piece.equal && vocabulary.same_norm(&text.old.keys[piece.old.clone()], &text.new.keys[piece.new.clone()]);
    let at = |old: usize, new: usize| edge(&text.old, old).max(edge(&text.new, new)) >= CLAUSE;
    let clause = (at(piece.old.start, piece.new.start), at(piece.old.end, piece.new.end));
    let both = if style { 0 } else { old.0 + new.0 };
    let keys = || piece.old.clone().map(|k| vocabulary.class(text.old.keys[k])).filter(|&c| c != KeyClass::Mark);
    let report = piece.equal && keys().any(|c| c == KeyClass::Report) && keys().all(|c| c != KeyClass::Content);
    let swap = !piece.equal && old == (1, 1) && new == (1, 1);
    Size { words: old.0.max(new.0), content: old.1.max(new.1), clause, report, swap, both }
}

/// Whether an equal run stands beside its changes.
fn holds(run: Size, before: Option<Size>, after: Option<Size>, thresholds: &Thresholds) -> bool {
    let inside = before.is_some() && after.is_some();
    let (opens, closes) = (before.is_none(), after.is_none());
    let swaps = before.is_some_and(|s| s.swap) && after.is_some_and(|s| s.swap);
    let (before, after) = (before.unwrap_or_default().both, after.unwrap_or_default().both);
    if run.words >= thresholds.phrase {
        // "as well as the" between two large changes is chance too.
        return run.content > 0 || !inside || before.min(after) <= run.words;
    }
    if run.words == 0 {
        return false; // punctuation goes with its word
    }
    if run.content == 0 && swaps {
        return true; // "Brandt to 14" → "Brand to 40" are two corrections
    }
    if run.content == 0 {
        // "The" before one word put in: giving it up would double the change.
        return !inside && before + after <= 2;
    }
    // ",” he said." closes a row whatever changed before it, "Its keeper, …" opens one.
    if closes && (run.clause.0 || run.report) || opens && run.clause.1 {
        return true;
    }
    // As diff-match-patch gives up an equality no longer than the edits beside it; one word for another counts as two.
    before + after <= 2 * run.words
}

/// Slides changes that are on one side only to where a phrase or clause ends, where equal words leave the choice.
fn slide(text: &Pair<Text<'_>>, pieces: &mut [Piece]) {
    for n in 1..pieces.len().saturating_sub(1) {
        let change = &pieces[n];
        if change.equal || !(change.old.is_empty() || change.new.is_empty()) {
            continue;
        }
        let side = if change.old.is_empty() { Side::New } else { Side::Old };
        let range = if side == Side::New { change.new.clone() } else { change.old.clone() };
        let keys = text[side].keys;
        let (room_before, room_after) = (pieces[n - 1].old.len(), pieces[n + 1].old.len());
        let mut left = 0;
        while left < room_before && keys[range.start - left - 1] == keys[range.end - left - 1] {
            left += 1;
        }
        let mut right = 0;
        while right < room_after && keys[range.start + right] == keys[range.end + right] {
            right += 1;
        }
        let worth = |shift: isize| {
            edge(&text[side], range.start.saturating_add_signed(shift))
                + edge(&text[side], range.end.saturating_add_signed(shift))
        };
        let (left, right) = (left.cast_signed(), right.cast_signed());
        // The best edges; of equal ones the nearest to where they are.
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
}

/// How good an edge at a clause's end is.
const CLAUSE: u8 = 3;

/// How good an edge before word `at` is: at a sentence's end 4, at a clause's 3, at white space 1.
fn edge(text: &Text<'_>, at: usize) -> u8 {
    let form = |k: usize| text.words.get(k).map_or("", |w| w.span.of(text.text));
    let before = at.checked_sub(1).map_or("", form);
    let after = form(at);
    if before.is_empty() || after.is_empty() || matches!(before, "." | "!" | "?" | "。") {
        CLAUSE + 1
    } else if matches!(before, "," | ";" | ":" | "—" | "–" | "--" | "”" | ")" | "，" | "、")
        || matches!(after, "," | ";" | ":" | "." | "!" | "?" | "—" | "–" | "--" | "“" | "(" | "。")
    {
        CLAUSE
    } else {
        u8::from(text.words.get(at).is_some_and(|w| w.spaced))
    }
}
