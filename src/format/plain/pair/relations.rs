//! Relates the line breaks of each text to the other.
//!
//! ```text
//! old   The gate is shut, ⏎ the master said.          the break is a space in the new text
//! new   The gate is shut, the ⏎ master said.          and this one is a space in the old text
//! ```
//!
//! A break between words common to both texts is known. So is one next to a change, if its context shows it: inserted
//! words are laid out as those around them.

use std::ops::Range;

use super::chunks::{Before, Chunk, chunks};
use super::key::key;
use super::walk::{Run, Search, runs};
use crate::format::shape::ends_sentence;
use crate::text::cancel::Stop;
use crate::text::{Document, Line, Pair, Side};

/// What a line break corresponds to in the other text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Relation {
    /// Unknown.
    #[default]
    Unknown,
    /// A space: the line continues the one before it.
    Space,
    /// The inside of a word.
    Word,
    /// Probably a space, by the words around: the adjacent words are not in the other text.
    ProbablySpace,
    /// The beginning of this line.
    Line(usize),
    /// The beginning of this line, after lines that only this text has.
    Below(usize),
    /// An insertion inside a sentence, on separate lines, begins here.
    Insertion,
    /// The sentence continues after such an insertion.
    Continues,
}

/// The relations of all lines of both texts. The first line of a text has none.
pub(super) type Relations = Pair<Vec<Relation>>;

/// By lines: two in a row, or a single one that is not short, are a match.
const LINES: Search = Search { window: 24, agree: 2 };

/// Equal lines of fewer bytes together are checked for their place.
const SHORT_RUN_BYTES: usize = 48;

/// In words.
const WORDS: Search = Search { window: 48, agree: 4 };

/// Maximum number of replaced words that correspond one to one.
const REPLACED_WORDS: usize = 4;

/// Relates the lines of two documents, without those of the printed page. Incomplete once `stop` is set.
pub(super) fn relations(documents: Pair<&Document>, lines: Pair<&[Line]>, stop: Stop<'_>) -> Relations {
    let lines = Pair::new(Lines::of(documents.old, lines.old), Lines::of(documents.new, lines.new));
    let mut found = Found {
        documents,
        lines: &lines,
        stop,
        relations: lines.as_ref().map(|lines| vec![Relation::Unknown; lines.all]),
    };
    let keys = lines.as_ref().map(|lines| lines.keys.as_slice());
    let mut passed = Pair::new(0, 0);
    for run in placed(runs(keys, LINES, stop), &lines).into_iter().take_while(|_| !stop.is_set()) {
        found.part(passed, run.at);
        for n in 1..run.len {
            found.same(run.at.map(|at| at + n));
        }
        passed = run.at.map(|at| at + run.len);
    }
    found.part(passed, keys.map(<[u64]>::len));
    found.relations
}

/// The runs of equal lines without coincidental ones: a few words between stretches that differ much in length.
fn placed(runs: Vec<Run>, lines: &Pair<Lines>) -> Vec<Run> {
    let size = |side: Side, range: Range<usize>| -> usize {
        lines[side].list.get(range).unwrap_or_default().iter().map(|line| line.span.len()).sum()
    };
    let uneven = |from: Pair<usize>, to: Pair<usize>| {
        size(Side::Old, from.old..to.old).abs_diff(size(Side::New, from.new..to.new))
    };
    let ends = lines.as_ref().map(|lines| lines.list.len());
    let end = |run: &Run| run.at.map(|at| at + run.len);
    let by_chance = |n: usize| {
        let run = &runs[n];
        let len = size(Side::Old, run.at.old..run.at.old + run.len);
        let before = n.checked_sub(1).map_or(Pair::new(0, 0), |before| end(&runs[before]));
        let after = runs.get(n + 1).map_or(ends, |after| after.at);
        // What begins or ends both texts is in place.
        let edge = run.at == Pair::new(0, 0) || end(run) == ends;
        !edge && len < SHORT_RUN_BYTES && (uneven(before, run.at) > len && uneven(end(run), after) > len)
    };
    (0..runs.len()).filter(|&n| !by_chance(n)).map(|n| runs[n]).collect()
}

/// The lines of a text, those of the printed page left out.
struct Lines {
    list: Vec<Line>,
    /// Their indices in the document.
    index: Vec<usize>,
    keys: Vec<u64>,
    /// The number of lines in the document.
    all: usize,
}

impl Lines {
    fn of(document: &Document, all: &[Line]) -> Self {
        let mut lines = Self { list: Vec::new(), index: Vec::new(), keys: Vec::new(), all: all.len() };
        for (n, line) in all.iter().enumerate().filter(|(_, line)| line.page.is_none()) {
            lines.list.push(*line);
            lines.index.push(n);
            lines.keys.push(key(line.span.of(&document.text)));
        }
        lines
    }
}

struct Found<'a> {
    documents: Pair<&'a Document>,
    lines: &'a Pair<Lines>,
    stop: Stop<'a>,
    relations: Relations,
}

/// The chunks of a part of both texts, and their matches.
struct Part {
    chunks: Pair<Vec<Chunk>>,
    runs: Vec<Run>,
}

impl Found<'_> {
    fn set(&mut self, side: Side, line: usize, relation: Relation) {
        let n = self.lines[side].index[line];
        let relation = match relation {
            Relation::Line(other) => Relation::Line(self.lines[side.other()].index[other]),
            Relation::Below(other) => Relation::Below(self.lines[side.other()].index[other]),
            relation => relation,
        };
        if self.relations[side][n] == Relation::Unknown {
            self.relations[side][n] = relation;
        }
    }

    /// Relates two lines that begin at the same place, unless either is related already: each line is related to the one
    /// that is related to it.
    fn same(&mut self, lines: Pair<usize>) {
        let known = |side: Side| self.relations[side][self.lines[side].index[lines[side]]] != Relation::Unknown;
        if known(Side::Old) || known(Side::New) {
            return;
        }
        for side in Side::BOTH {
            self.set(side, lines[side], Relation::Line(lines[side.other()]));
        }
    }

    /// Relates the differing lines from `from` to `to`, with an equal line around them at either end.
    fn part(&mut self, from: Pair<usize>, to: Pair<usize>) {
        if from == to {
            return self.edge(from);
        }
        if to == from.map(|from| from + 1) {
            // One line replaced by one line: no text flows between lines.
            self.edge(from);
            return self.edge(to);
        }
        let around = |side: Side| {
            let (from, to) = (from[side], to[side]);
            let lines = &self.lines[side].list;
            (from.saturating_sub(1), (to + 1).min(lines.len()))
        };
        let read = |side: Side| {
            let (first, end) = around(side);
            chunks(&self.documents[side].text, &self.lines[side].list[first..end], first, self.stop)
        };
        let (old, new) = (read(Side::Old), read(Side::New));
        let mut runs = runs(Pair::new(&old.1, &new.1), WORDS, self.stop);
        let keys = Pair::new(old.1, new.1);
        let part = Pair::new(old.0, new.0);
        slide_to_lines(&mut runs, &part, &keys);
        self.within(&Part { chunks: part, runs });
    }

    /// Relates the lines at the boundary of two adjacent equal runs.
    fn edge(&mut self, at: Pair<usize>) {
        let inner = |side: Side| (1..self.lines[side].list.len()).contains(&at[side]);
        if inner(Side::Old) && inner(Side::New) {
            self.same(at);
        }
    }

    /// Relates breaks by the matching chunks of a part.
    fn within(&mut self, part: &Part) {
        let mut passed = Pair::new(0, 0);
        let stop = self.stop;
        for run in part.runs.iter().take_while(|_| !stop.is_set()) {
            self.changed(part, passed, run.at);
            for n in 1..run.len {
                self.gap(part, run.at.map(|at| at + n));
            }
            passed = run.at.map(|at| at + run.len);
        }
        self.changed(part, passed, part.chunks.as_ref().map(Vec::len));
    }

    fn before(part: &Part, side: Side, chunk: usize) -> Option<Before> {
        part.chunks[side].get(chunk).filter(|_| chunk > 0).map(|chunk| chunk.before)
    }

    /// Two chunks correspond, and so do the separations before them.
    fn gap(&mut self, part: &Part, at: Pair<usize>) {
        let (Some(old), Some(new)) = (Self::before(part, Side::Old, at.old), Self::before(part, Side::New, at.new))
        else {
            return;
        };
        self.place(Pair::new(old, new));
    }

    fn place(&mut self, before: Pair<Before>) {
        if let (Before::Break(old), Before::Break(new)) = (before.old, before.new) {
            return self.same(Pair::new(old, new));
        }
        for side in Side::BOTH {
            if let Before::Break(line) = before[side] {
                let relation = if before[side.other()] == Before::Space { Relation::Space } else { Relation::Word };
                self.set(side, line, relation);
            }
        }
    }

    /// Relates the breaks in a differing run from `from` to `to`, either of which may be the end.
    fn changed(&mut self, part: &Part, from: Pair<usize>, to: Pair<usize>) {
        let len = Pair::new(to.old - from.old, to.new - from.new);
        match (len.old, len.new) {
            (0, 0) => self.gap(part, to),
            (0, _) => self.inserted(part, Side::New, from, to),
            (_, 0) => self.inserted(part, Side::Old, from, to),
            _ => {
                let walked = self.letters(part, from, to);
                if walked {
                    self.gap(part, from);
                    self.gap(part, to);
                } else if len.old == len.new && len.old <= REPLACED_WORDS {
                    (0..=len.old).for_each(|n| self.gap(part, from.map(|at| at + n)));
                } else {
                    self.replaced(part, from, to);
                }
            }
        }
    }

    /// Relates breaks around words that only one side has: their context is one place on the other side.
    fn inserted(&mut self, part: &Part, side: Side, from: Pair<usize>, to: Pair<usize>) {
        let Some(there) = Self::before(part, side.other(), to[side.other()]) else { return };
        let (Some(first), Some(last)) = (Self::before(part, side, from[side]), Self::before(part, side, to[side]))
        else {
            return;
        };
        match (there, first, last) {
            (Before::Break(line), Before::Break(own), Before::Space | Before::Nothing)
            | (Before::Break(line), Before::Space | Before::Nothing, Before::Break(own)) => {
                let lines = Pair::new(line, own);
                self.same(if side == Side::New { lines } else { lines.swap() });
            }
            (Before::Break(line), Before::Break(_), Before::Break(last)) if !self.in_sentence(side.other(), line) => {
                self.set(side, last, Relation::Below(line));
            }
            (_, Before::Break(first), Before::Break(last)) => {
                for line in first..last {
                    self.set(side, line, Relation::Insertion);
                }
                self.set(side, last, Relation::Continues);
            }
            (Before::Break(_), ..) => {}
            _ => self.flow(part, side, from[side]..to[side] + 1),
        }
    }

    /// Whether a sentence of the line above continues in a line, by the text's own layout.
    fn in_sentence(&self, side: Side, line: usize) -> bool {
        let list = &self.lines[side].list;
        let above = line.checked_sub(1).map(|above| list[above].span.of(&self.documents[side].text));
        list[line].joined && !list[line].apart() && above.is_some_and(|above| !ends_sentence(above))
    }

    /// The breaks before these chunks are spaces.
    fn flow(&mut self, part: &Part, side: Side, chunks: Range<usize>) {
        for chunk in chunks {
            if let Some(Before::Break(line)) = Self::before(part, side, chunk) {
                self.set(side, line, Relation::ProbablySpace);
            }
        }
    }

    /// Relates replaced words: if they are on one line on one side, so they are on the other.
    fn replaced(&mut self, part: &Part, from: Pair<usize>, to: Pair<usize>) {
        let space = |side: Side, chunk: usize| Self::before(part, side, chunk) == Some(Before::Space);
        let on_line = |side: Side| (from[side]..=to[side]).all(|chunk| space(side, chunk));
        for side in Side::BOTH {
            if on_line(side.other()) {
                self.flow(part, side, from[side]..to[side] + 1);
            }
        }
        // Text that flows at one end flows at the other.
        if Side::BOTH.into_iter().all(|side| space(side, to[side])) {
            self.gap(part, from);
        }
        if Side::BOTH.into_iter().all(|side| space(side, from[side])) {
            self.gap(part, to);
        }
    }

    /// Compares letters from both ends of a run, since a word may be cut on one side. Returns whether all of it
    /// matched.
    fn letters(&mut self, part: &Part, from: Pair<usize>, to: Pair<usize>) -> bool {
        let read = |side: Side| letters(&self.documents[side].text, &part.chunks[side][from[side]..to[side]]);
        let (old, new) = (read(Side::Old), read(Side::New));
        if walk_letters(&old, &new, false, &mut |before| self.place(before)) {
            return true;
        }
        walk_letters(&old, &new, true, &mut |before| self.place(before));
        false
    }
}

/// Slides an insertion to the lines that it consists of, where the word before it is also its last: "THE WEAVERS 212 ⏎
/// the water" inserts a line, not "WEAVERS 212 the".
fn slide_to_lines(runs: &mut [Run], chunks: &Pair<Vec<Chunk>>, keys: &Pair<Vec<u64>>) {
    for n in 1..runs.len() {
        let (before, after) = (runs[n - 1], runs[n]);
        let end = before.at.map(|at| at + before.len);
        let long = match (end.old == after.at.old, end.new == after.at.new) {
            (true, false) => Side::New,
            (false, true) => Side::Old,
            _ => continue,
        };
        let (first, last) = (end[long] - 1, after.at[long] - 1);
        let begins_line = |chunk: usize| matches!(chunks[long][chunk].before, Before::Break(_));
        if before.len > 1 && keys[long][first] == keys[long][last] && begins_line(first) && begins_line(last) {
            runs[n - 1].len -= 1;
            runs[n].at = after.at.map(|at| at - 1);
            runs[n].len += 1;
        }
    }
}

/// A letter of a chunk.
#[derive(Clone, Copy)]
struct Letter {
    is: char,
    /// The separation before it.
    before: Before,
    /// Whether it is a hyphen at the end of a line, possibly from wrapping.
    hyphen: bool,
}

/// The letters of some chunks in sequence.
fn letters(text: &str, chunks: &[Chunk]) -> Vec<Letter> {
    let mut out = Vec::new();
    for (n, chunk) in chunks.iter().enumerate() {
        let mut before = chunk.before;
        for is in chunk.span.of(text).chars() {
            out.push(Letter { is, before, hyphen: false });
            before = Before::Nothing;
        }
        let broken = matches!(chunks.get(n + 1), Some(Chunk { before: Before::Break(_), .. }));
        if let Some(last) = out.last_mut().filter(|_| broken) {
            last.hyphen = matches!(last.is, '-' | '‐' | '\u{ad}') && chunk.span.len() > last.is.len_utf8();
        }
    }
    out
}

/// Compares two runs of letters from their beginning or end as far as they are equal, and reports each position inside
/// at which one of them breaks. Returns whether they are equal.
fn walk_letters(old: &[Letter], new: &[Letter], back: bool, place: &mut dyn FnMut(Pair<Before>)) -> bool {
    let get = |letters: &[Letter], n: usize| -> Option<Letter> {
        if back { letters.len().checked_sub(n + 1).map(|n| letters[n]) } else { letters.get(n).copied() }
    };
    let (mut o, mut n) = (0, 0);
    // The last letters that were equal.
    let mut last: Option<(Letter, Letter)> = None;
    loop {
        match (get(old, o), get(new, n)) {
            (None, None) => return true,
            (Some(a), Some(b)) if a.is == b.is => {
                let inner = last.map(|last| if back { last } else { (a, b) });
                if let Some((a, b)) = inner.filter(|(a, b)| a.before != Before::Nothing || b.before != Before::Nothing)
                {
                    place(Pair::new(a.before, b.before));
                }
                last = Some((a, b));
                o += 1;
                n += 1;
            }
            (Some(a), _) if a.hyphen => o += 1,
            (_, Some(b)) if b.hyphen => n += 1,
            _ => return false,
        }
    }
}
