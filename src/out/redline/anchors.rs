//! Positions at which both texts correspond.

use std::ops::Range;

use super::items::{ends_before, is_row};
use crate::diff::{Op, Row};
use crate::text::{Block, Document, Pair, Side, Span, is_space};

/// A position at which both texts correspond.
#[derive(Clone, Debug)]
pub(super) enum Anchor {
    /// The same characters without white space; empty ranges are places between sentences.
    Words(Pair<Range<usize>>),
    /// Two rows of tables that are one, and the words that their cells share.
    Rows { blocks: Pair<usize>, words: Vec<Pair<Range<usize>>> },
}

/// All anchors: each follows the one before on both sides.
pub(super) fn anchors(documents: Pair<&Document>, rows: &[Row]) -> Vec<Anchor> {
    let mut found = Anchors { documents, common: Vec::new(), out: Vec::new(), end: Pair::default() };
    for row in rows.iter().filter(|row| !row.moved) {
        found.row(row);
    }
    // A page number in the middle of a sentence has a row of its own, between the halves of another.
    let mut common = std::mem::take(&mut found.common);
    common.sort_by_key(|words| (words.old.start, words.new.start));
    common.into_iter().for_each(|words| found.words(words));
    found.out
}

struct Anchors<'d> {
    documents: Pair<&'d Document>,
    /// What both sides have, row by row.
    common: Vec<Pair<Range<usize>>>,
    out: Vec<Anchor>,
    /// The end of the last anchor on each side.
    end: Pair<usize>,
}

impl Anchors<'_> {
    fn row(&mut self, row: &Row) {
        let hull = row.hull();
        let (Some(old), Some(new)) = (hull.old, hull.new) else { return };
        self.at(Pair::new(old.start as usize, new.start as usize));
        for op in &row.ops {
            let Op::Equal { old, new, .. } = *op else { continue };
            let mut from = Pair::new(old.start, new.start);
            let near = row.typography.partition_point(|place| place.new.end <= new.start);
            for place in row.typography.iter().skip(near).take_while(|place| place.new.start < new.end) {
                if old.covers(place.old) && new.covers(place.new) {
                    self.equal(from, Pair::new(place.old.start, place.new.start));
                    from = Pair::new(place.old.end, place.new.end);
                }
            }
            self.equal(from, Pair::new(old.end, new.end));
        }
        self.at(Pair::new(old.end as usize, new.end as usize));
    }

    /// A place between sentences.
    fn at(&mut self, at: Pair<usize>) {
        self.common.push(Pair::new(at.old..at.old, at.new..at.new));
    }

    /// Ranges that are equal but for white space, as words.
    fn equal(&mut self, from: Pair<u32>, to: Pair<u32>) {
        if from.old > to.old || from.new > to.new {
            return;
        }
        let letters = |side: Side| {
            let start = from[side] as usize;
            let text = Span { start: from[side], end: to[side] }.of(&self.documents[side].text);
            text.char_indices().map(move |(at, c)| (start + at, c)).filter(|(_, c)| !is_space(*c))
        };
        let mut runs: Vec<Pair<Range<usize>>> = Vec::new();
        for ((old, a), (new, b)) in letters(Side::Old).zip(letters(Side::New)) {
            if a != b {
                break;
            }
            let length = a.len_utf8();
            let starts = |block: Option<&Block>, at: usize| block.is_some_and(|block| block.span.start as usize == at);
            let begins = |side: Side, at: usize| {
                let document = self.documents[side];
                starts(document.blocks.get(document.block_at(u32::try_from(at).unwrap_or(u32::MAX))), at)
            };
            match runs.last_mut() {
                Some(run)
                    if run.old.end == old
                        && run.new.end == new
                        && !(begins(Side::Old, old) || begins(Side::New, new)) =>
                {
                    (run.old.end, run.new.end) = (old + length, new + length);
                }
                _ => runs.push(Pair::new(old..old + length, new..new + length)),
            }
        }
        self.common.append(&mut runs);
    }

    /// Appends words, unless they are out of order, or on one side in a row of a table.
    fn words(&mut self, words: Pair<Range<usize>>) {
        if words.old.start < self.end.old || words.new.start < self.end.new {
            return self.in_row(words);
        }
        match Pair::new(Side::Old, Side::New).map(|side| self.row_at(side, words[side].start)) {
            Pair { old: Some(old), new: Some(new) } if self.is_pair(Pair::new(old, new)) => {
                self.end = Pair::new(self.block(Side::Old, old).end as usize, self.block(Side::New, new).end as usize);
                self.out.push(Anchor::Rows { blocks: Pair::new(old, new), words: Vec::new() });
                self.in_row(words);
            }
            Pair { old: None, new: None } if self.closes_alike(&words) => {
                self.end = words.as_ref().map(|range| range.end);
                self.out.push(Anchor::Words(words));
            }
            _ => {}
        }
    }

    /// Appends words of the cells of the last pair of rows.
    fn in_row(&mut self, words: Pair<Range<usize>>) {
        let Some(Anchor::Rows { blocks, words: found }) = self.out.last_mut() else { return };
        let cell = |side: Side| {
            let document = self.documents[side];
            let block = document.blocks.get(blocks[side])?;
            let holds = |cell: Span| cell.start as usize <= words[side].start && words[side].end <= cell.end as usize;
            document.cells(block).position(holds)
        };
        let follows =
            found.last().is_none_or(|last| last.old.end <= words.old.start && last.new.end <= words.new.start);
        if follows && !words.old.is_empty() && cell(Side::Old).is_some_and(|old| cell(Side::New) == Some(old)) {
            found.push(words);
        }
    }

    fn block(&self, side: Side, block: usize) -> Span {
        self.documents[side].blocks.get(block).map_or_else(Span::default, |block| block.span)
    }

    /// The row of a table at a byte.
    fn row_at(&self, side: Side, at: usize) -> Option<usize> {
        let document = self.documents[side];
        let index = document.block_at(u32::try_from(at).unwrap_or(u32::MAX));
        let block = document.blocks.get(index)?;
        (is_row(document, block) && at <= block.span.end as usize).then_some(index)
    }

    /// Whether two rows of tables can be one: they have as many cells, both are heads or neither, and they continue the
    /// tables of the last two, or neither does. The first two of a table with a head are heads: programs only count the
    /// rows of a head.
    fn is_pair(&self, blocks: Pair<usize>) -> bool {
        let last = self.out.iter().rev().find_map(|anchor| match anchor {
            Anchor::Rows { blocks, .. } => Some(*blocks),
            Anchor::Words(_) => None,
        });
        let sides = Pair::new(Side::Old, Side::New);
        let first = sides.map(|side| first_row(self.documents[side], blocks[side]));
        let continues =
            sides.map(|side| last.is_some_and(|last| first_row(self.documents[side], last[side]) == first[side]));
        let is_head = |side: Side, row: usize| self.documents[side].blocks.get(row).is_some_and(|row| row.level == 1);
        let starts_below_head = |side: Side| is_head(side, first[side]) && !is_head(side, blocks[side]);
        if continues.old != continues.new || (!continues.old && Side::BOTH.into_iter().any(starts_below_head)) {
            return false;
        }
        let shape = |side: Side| {
            let block = self.documents[side].blocks.get(blocks[side])?;
            Some((self.documents[side].cells(block).count(), block.level))
        };
        let starts = |side: Side| self.block(side, blocks[side]).start as usize >= self.end[side];
        shape(Side::Old) == shape(Side::New) && starts(Side::Old) && starts(Side::New)
    }

    /// Whether, if one side has a row of a table before these words, the paragraph before it ends on the other side too.
    fn closes_alike(&self, words: &Pair<Range<usize>>) -> bool {
        if !matches!(self.out.last(), Some(Anchor::Words(_))) {
            return true;
        }
        let blocks = |side: Side, at: usize| {
            let document = self.documents[side];
            document.block_at(u32::try_from(at).unwrap_or(u32::MAX))
        };
        // The last anchor is in the block of its last character, or where it has none, in the block that begins there.
        let last = |side: Side| {
            let begins = blocks(side, self.end[side]);
            let at_start = self.block(side, begins).start as usize == self.end[side];
            if at_start { begins } else { blocks(side, self.end[side].saturating_sub(1)) }
        };
        let between = |side: Side| last(side)..blocks(side, words[side].start);
        let has_row = |side: Side| {
            let document = self.documents[side];
            document.blocks.get(between(side)).is_some_and(|near| near.iter().any(|block| is_row(document, block)))
        };
        let has_end = |side: Side| between(side).any(|block| ends_before(self.documents[side], block + 1));
        (!has_row(Side::Old) || has_end(Side::New)) && (!has_row(Side::New) || has_end(Side::Old))
    }
}

/// The first row of the table that a row belongs to: a head begins another table.
fn first_row(document: &Document, block: usize) -> usize {
    let mut first = block;
    while let Some(above) = first.checked_sub(1).and_then(|above| document.blocks.get(above)) {
        let is_head = |block: &Block| block.level == 1;
        let begins = document.blocks.get(first).is_some_and(is_head) && !is_head(above);
        if begins || !is_row(document, above) {
            break;
        }
        first -= 1;
    }
    first
}
