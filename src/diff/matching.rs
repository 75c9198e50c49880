//! Matches the words of both sides of a row.
//!
//! The difference with the fewest marked words is not what a reader wants:
//!
//! ```text
//! old   [-the mayor-] of [-the town put off-] the [-vote-] on the [-harbour-]
//! new   [+a storm took the roof+] of [+a hall near+] the [+fair+] on the [+quay+]     fewest words marked
//!
//! old   [-the mayor of the town put off the vote-] on the [-harbour-]
//! new   [+a storm took the roof of a hall near the fair+] on the [+quay+]              readable
//! ```
//!
//! The best difference maximises a sum: each kept word adds a gain by its class, each run of changed words has a cost,
//! which is about the same for a replacement as for a pure insertion or deletion. Gains and costs are chosen so that
//!
//! - a content word is worth more than a change: it is always kept if the order allows it;
//! - a function word between two changes is not: it becomes part of a larger change; two are kept between two
//!   replacements;
//! - where nothing is replaced it is, since dropping it would mark it as removed;
//! - a common beginning or end does not add a change, and is kept.
//!
//! The optimum is found exactly, by dynamic programming over both sides' words (Gotoh 1982, with a state for each kind
//! of change). Where the table would be too large, Myers' algorithm finds the words that may be kept, and the same
//! gains and costs choose among its runs.

use std::ops::Range;
use std::time::Instant;

use similar::DiffOp;

use super::line::{Line, WordClass, class};
use super::thresholds::Thresholds;
use super::tokens::{Piece, push};
use crate::align::myers::difference;
use crate::align::vocabulary::{Key, Vocabulary};
use crate::text::cancel::Stop;
use crate::text::{Pair, WordKind, speaks};

/// The pieces of a row, alternately equal and changed.
pub(crate) fn pieces(
    vocabulary: &Vocabulary<'_>,
    lines: &Pair<Line<'_>>,
    turned: bool,
    thresholds: &Thresholds,
    deadline: Option<Instant>,
) -> Vec<Piece> {
    // Which of several optimal differences is found depends on the order of the sides.
    let (first, second) = if turned { (&lines.new, &lines.old) } else { (&lines.old, &lines.new) };
    let mut out = ordered_pieces(vocabulary, first, second, thresholds, deadline);
    if turned {
        out.iter_mut().for_each(|piece| std::mem::swap(&mut piece.old, &mut piece.new));
    }
    out
}

/// The number of words, without punctuation, that the two sides have in the same order.
pub(crate) fn words_in_order(lines: &Pair<Line<'_>>, deadline: Option<Instant>, stop: Stop<'_>) -> usize {
    let words = |line: &Line<'_>| -> Vec<Key> {
        (0..line.len()).filter(|&k| line.kind(k) != WordKind::Punct).map(|k| line.keys[k]).collect()
    };
    let (old, new) = (words(&lines.old), words(&lines.new));
    let ops = difference(&old, &new, deadline, stop);
    ops.iter().map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 }).sum()
}

fn ordered_pieces(
    vocabulary: &Vocabulary<'_>,
    first: &Line<'_>,
    second: &Line<'_>,
    thresholds: &Thresholds,
    deadline: Option<Instant>,
) -> Vec<Piece> {
    let (old, new) = (&first.keys, &second.keys);
    // A common beginning and end are kept.
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let middle = Pair::new(head..old.len() - tail, head..new.len() - tail);
    let mut out = Vec::new();
    push(&mut out, Piece { equal: true, old: 0..head, new: 0..head });
    if middle.old.is_empty() || middle.new.is_empty() {
        push(&mut out, Piece { equal: false, old: middle.old.clone(), new: middle.new.clone() });
    } else {
        let mut gains: Vec<i32> = middle.old.clone().map(|k| gain(class(vocabulary, first, k), thresholds)).collect();
        // A quotation that moves keeps its words rather than those around it.
        for k in shared_quotations(first, second, thresholds).into_iter().flatten() {
            if let Some(gain) = k.checked_sub(middle.old.start).and_then(|k| gains.get_mut(k)) {
                *gain = (*gain as f32 * thresholds.quoted_gain) as i32;
            }
        }
        let shapes = |line: &Line<'_>, range: &Range<usize>| range.clone().map(|k| Shape::of(line, k)).collect();
        let shapes = Pair::new(shapes(first, &middle.old), shapes(second, &middle.new));
        let (old, new) = (&old[middle.old.clone()], &new[middle.new.clone()]);
        let matching = Matching { old, new, gains, shapes, thresholds };
        let inner = matching.solve(deadline, vocabulary.stop);
        for piece in inner {
            let shift = |range: Range<usize>| range.start + head..range.end + head;
            push(&mut out, Piece { equal: piece.equal, old: shift(piece.old), new: shift(piece.new) });
        }
    }
    let equal = Piece { equal: true, old: middle.old.end..old.len(), new: middle.new.end..new.len() };
    push(&mut out, equal);
    out
}

/// The quotations of a line that the other has word for word.
fn shared_quotations(first: &Line<'_>, second: &Line<'_>, thresholds: &Thresholds) -> Vec<Range<usize>> {
    let mut own = quotations(first, thresholds.quoted_words);
    if !own.is_empty() {
        let theirs = quotations(second, thresholds.quoted_words);
        own.retain(|words| theirs.iter().any(|other| first.keys[words.clone()] == second.keys[other.clone()]));
    }
    own
}

/// The words inside the quotation marks of a line, without the marks that end them, where they are as many as `least`.
fn quotations(line: &Line<'_>, least: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut opened = None;
    for k in (0..line.len()).filter(|&k| line.kind(k) == WordKind::Punct) {
        let form = line.form(k);
        let Some(mark) = form.chars().next().filter(|c| c.len_utf8() == form.len()) else { continue };
        match (opened, speaks(mark, opened.is_some())) {
            (None, true) => opened = Some(k + 1),
            (Some(start), false) => {
                let end = (start..k).rev().find(|&k| line.kind(k) != WordKind::Punct).map_or(start, |last| last + 1);
                out.extend(Some(start..end).filter(|words| line.words(words.clone()) >= least));
                opened = None;
            }
            _ => {}
        }
    }
    out
}

/// The gain of keeping a word.
fn gain(class: WordClass, thresholds: &Thresholds) -> i32 {
    units(match class {
        WordClass::Mark => thresholds.mark_gain,
        WordClass::Function => thresholds.function_gain,
        WordClass::Ideograph => thresholds.ideograph_gain,
        WordClass::Content => 1.0,
    })
}

/// Gains and costs in thousandths of a content word, so that sums are exact.
fn units(value: f32) -> i32 {
    (value * 1000.0).round() as i32
}

/// The shape of a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Mark,
    /// A mark of emphasis, as in "*well*".
    Emphasis,
    /// With a digit.
    Figure,
    /// With a capital.
    Capital,
    Other,
}

impl Shape {
    fn of(line: &Line<'_>, k: usize) -> Self {
        let form = line.form(k);
        match line.kind(k) {
            WordKind::Punct if matches!(form, "*" | "_" | "**" | "__" | "~" | "`") => Self::Emphasis,
            WordKind::Punct => Self::Mark,
            _ if form.contains(|c: char| c.is_numeric()) => Self::Figure,
            _ if form.starts_with(char::is_uppercase) => Self::Capital,
            _ => Self::Other,
        }
    }

    /// Whether a word of this shape may be replaced by one of another shape.
    fn fits(self, other: Self) -> bool {
        let is_mark = |shape: Self| matches!(shape, Self::Mark | Self::Emphasis);
        is_mark(self) == is_mark(other)
    }

    /// Whether words of this shape are figures or names.
    const fn is_fact(self) -> bool {
        matches!(self, Self::Figure | Self::Capital)
    }
}

/// The words between the common beginning and end.
struct Matching<'a> {
    old: &'a [Key],
    new: &'a [Key],
    /// By word of `old`.
    gains: Vec<i32>,
    shapes: Pair<Vec<Shape>>,
    thresholds: &'a Thresholds,
}

/// The state after the last word of a partial difference. In a replacement, all removed words come before the added
/// ones.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// The word is kept.
    Kept,
    /// In a change that only removes words so far.
    Removing,
    /// In a change that only adds words.
    Adding,
    /// An added word, in a change that removes words too.
    Replacing,
    /// One word replaced by one word.
    Swapping,
}

/// The best sum that ends in each state.
#[derive(Clone, Copy)]
struct Cell {
    kept: i32,
    removing: i32,
    adding: i32,
    replacing: i32,
    swapping: i32,
}

impl Cell {
    const UNREACHED: Self = Self { kept: NEVER, removing: NEVER, adding: NEVER, replacing: NEVER, swapping: NEVER };

    /// The best of its sums, and its state; the first in this order if equal.
    fn best(&self) -> (i32, State) {
        let mut best = (self.kept, State::Kept);
        for other in [
            (self.swapping, State::Swapping),
            (self.replacing, State::Replacing),
            (self.removing, State::Removing),
            (self.adding, State::Adding),
        ] {
            if other.0 > best.0 {
                best = other;
            }
        }
        best
    }
}

/// Less than any possible sum.
const NEVER: i32 = i32::MIN / 2;

/// Bits of a cell's record: the state before `kept` in the lower three, and whether each other state was continued.
const KEPT_FROM: u8 = 0b111;
const REMOVING_CONTINUED: u8 = 1 << 3;
const ADDING_CONTINUED: u8 = 1 << 4;
const REPLACING_CONTINUED: u8 = 1 << 5;

impl Matching<'_> {
    fn solve(mut self, deadline: Option<Instant>, stop: Stop<'_>) -> Vec<Piece> {
        if self.is_pure() {
            // Nothing is removed, or nothing added: any word is worth more than the change it splits.
            self.gains.fill(units(1.0));
        }
        if self.old.len().saturating_mul(self.new.len()) <= self.thresholds.exact_cells {
            self.exact()
        } else {
            self.by_runs(deadline, stop)
        }
    }

    /// Whether all words of one side are in the other, in order.
    fn is_pure(&self) -> bool {
        let within = |short: &[Key], long: &[Key]| {
            let mut rest = long.iter();
            short.iter().all(|key| rest.any(|other| other == key))
        };
        within(self.old, self.new) || within(self.new, self.old)
    }

    /// The optimal difference.
    fn exact(&self) -> Vec<Piece> {
        let one_sided = units(self.thresholds.one_sided_cost);
        let both = units(self.thresholds.replacing_cost) - one_sided;
        let swap = units(self.thresholds.swapping_cost);
        let fact_swap = units(self.thresholds.fact_swapping_cost);
        let mark_swap = units(self.thresholds.mark_swapping_cost);
        let emphasis_swap = units(self.thresholds.emphasis_swapping_cost);
        let width = self.new.len() + 1;
        let mut records = vec![0u8; (self.old.len() + 1) * width];
        let mut above = vec![Cell::UNREACHED; width];
        let mut row = vec![Cell::UNREACHED; width];
        for i in 0..=self.old.len() {
            for j in 0..width {
                let mut cell = Cell::UNREACHED;
                let mut record = 0;
                if i == 0 && j == 0 {
                    cell.kept = 0;
                }
                if i > 0 && j > 0 {
                    if self.old[i - 1] == self.new[j - 1] {
                        let (sum, state) = above[j - 1].best();
                        cell.kept = sum + self.gains[i - 1];
                        record |= state as u8;
                    } else if self.shapes.old[i - 1].fits(self.shapes.new[j - 1]) {
                        let (a, b) = (self.shapes.old[i - 1], self.shapes.new[j - 1]);
                        let cost = match a {
                            Shape::Emphasis if a == b => emphasis_swap,
                            Shape::Mark | Shape::Emphasis => mark_swap,
                            _ if a == b && a.is_fact() => fact_swap,
                            _ => swap,
                        };
                        cell.swapping = above[j - 1].kept - cost;
                    }
                }
                if i > 0 {
                    let goes_on = above[j].removing >= above[j].kept - one_sided;
                    cell.removing = above[j].removing.max(above[j].kept - one_sided);
                    record |= if goes_on { REMOVING_CONTINUED } else { 0 };
                }
                if let Some(before) = j.checked_sub(1).map(|j| row[j]) {
                    let goes_on = before.adding >= before.kept - one_sided;
                    cell.adding = before.adding.max(before.kept - one_sided);
                    record |= if goes_on { ADDING_CONTINUED } else { 0 };
                    let goes_on = before.replacing >= before.removing - both;
                    cell.replacing = before.replacing.max(before.removing - both);
                    record |= if goes_on { REPLACING_CONTINUED } else { 0 };
                }
                row[j] = cell;
                records[i * width + j] = record;
            }
            std::mem::swap(&mut above, &mut row);
        }
        self.trace(&records, above[self.new.len()].best().1)
    }

    /// Traces the pieces back from the last cell.
    fn trace(&self, records: &[u8], last: State) -> Vec<Piece> {
        let width = self.new.len() + 1;
        let (mut i, mut j, mut state) = (self.old.len(), self.new.len(), last);
        let mut steps = Vec::with_capacity(i + j);
        while i > 0 || j > 0 {
            let record = records[i * width + j];
            steps.push(state);
            state = match state {
                State::Kept => {
                    (i, j) = (i - 1, j - 1);
                    match record & KEPT_FROM {
                        0 => State::Kept,
                        1 => State::Removing,
                        2 => State::Adding,
                        3 => State::Replacing,
                        _ => State::Swapping,
                    }
                }
                State::Removing => {
                    i -= 1;
                    if record & REMOVING_CONTINUED != 0 { State::Removing } else { State::Kept }
                }
                State::Adding => {
                    j -= 1;
                    if record & ADDING_CONTINUED != 0 { State::Adding } else { State::Kept }
                }
                State::Swapping => {
                    (i, j) = (i - 1, j - 1);
                    State::Kept
                }
                State::Replacing => {
                    j -= 1;
                    if record & REPLACING_CONTINUED != 0 { State::Replacing } else { State::Removing }
                }
            };
        }
        let mut out = Vec::new();
        let (mut i, mut j) = (0, 0);
        for state in steps.into_iter().rev() {
            let (old, new) = match state {
                State::Kept | State::Swapping => (1, 1),
                State::Removing => (1, 0),
                State::Adding | State::Replacing => (0, 1),
            };
            push(&mut out, Piece { equal: state == State::Kept, old: i..i + old, new: j..j + new });
            (i, j) = (i + old, j + new);
        }
        out
    }

    /// A good difference for long sides: keeps those equal runs of the shortest difference that gain more than the
    /// changes they separate cost.
    fn by_runs(&self, deadline: Option<Instant>, stop: Stop<'_>) -> Vec<Piece> {
        let mut shortest: Vec<Piece> = Vec::new();
        // Minimal for rows of sentences, and bounded for rows of a million words.
        for op in difference(self.old, self.new, deadline, stop) {
            let equal = matches!(op, DiffOp::Equal { .. });
            push(&mut shortest, Piece { equal, old: op.old_range(), new: op.new_range() });
        }
        let kept = self.worthwhile(&shortest);
        let mut out = Vec::with_capacity(shortest.len());
        for (piece, kept) in shortest.into_iter().zip(kept) {
            push(&mut out, Piece { equal: piece.equal && kept, ..piece });
        }
        out
    }

    /// Which equal runs of a difference to keep for the best sum. For each run, and each kind of change before it,
    /// stores the best sum so far and the choice that led to it.
    fn worthwhile(&self, pieces: &[Piece]) -> Vec<bool> {
        let one_sided = units(self.thresholds.one_sided_cost);
        let replacing = units(self.thresholds.replacing_cost);
        // By the open change: none (0), removes (1), adds (2), both (3).
        let cost = |change: usize| match change {
            0 => 0,
            3 => replacing,
            _ => one_sided,
        };
        let does = |piece: &Piece| usize::from(!piece.old.is_empty()) | usize::from(!piece.new.is_empty()) << 1;
        let mut sums = [0, i64::MIN / 2, i64::MIN / 2, i64::MIN / 2];
        let mut choices: Vec<[(u8, bool); 4]> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let mut next = [i64::MIN / 2; 4];
            let mut choice = [(0u8, false); 4];
            for (before, &sum) in sums.iter().enumerate() {
                let gain: i64 = self.gains[piece.old.clone()].iter().map(|&gain| i64::from(gain)).sum();
                let given_up = before | does(piece);
                let mut offer = |after: usize, sum: i64, kept: bool| {
                    if sum > next[after] {
                        next[after] = sum;
                        choice[after] = (u8::try_from(before).unwrap_or(0), kept);
                    }
                };
                if piece.equal {
                    offer(0, sum + gain - i64::from(cost(before)), true);
                }
                // A change continues across a run that is dropped.
                offer(given_up, sum, false);
            }
            sums = next;
            choices.push(choice);
        }
        let total = |change: usize| sums[change] - i64::from(cost(change));
        let mut change = (0..4).max_by_key(|&change| (total(change), std::cmp::Reverse(change))).unwrap_or(0);
        let mut kept = vec![false; pieces.len()];
        for (n, choice) in choices.iter().enumerate().rev() {
            let (before, keeps) = choice[change];
            kept[n] = keeps;
            change = usize::from(before);
        }
        kept
    }
}
