//! Walks through both texts in parallel, from anchor to anchor.

use std::ops::Range;

use super::anchors::{Anchor, anchors};
use super::events::{Event, Of, Tracking};
use super::items::{Item, items, words, written_space};
use crate::diff::Row;
use crate::text::{Document, Pair, Side, Span};

/// What is written for the comparison of two documents with these rows.
pub(super) fn events(documents: Pair<&Document>, rows: &[Row]) -> Vec<Event> {
    let moved = |side: Side| {
        let moved = rows.iter().enumerate().filter(|(_, row)| row.moved);
        let mut spans: Vec<(Range<usize>, usize)> =
            moved.flat_map(|(i, row)| row.spans[side].iter().map(move |span| (span.range(), i))).collect();
        spans.sort_by_key(|(span, _)| span.start);
        spans
    };
    let mut walk = Walk {
        documents,
        items: documents.map(items),
        next: Pair::default(),
        moved: Pair::new(moved(Side::Old), moved(Side::New)),
        at: Pair::default(),
        out: Vec::new(),
    };
    for anchor in anchors(documents, rows) {
        match anchor {
            Anchor::Words(ranges) => {
                walk.differ(ranges.as_ref().map(|range| range.start), Before::Words);
                walk.both(ranges);
            }
            Anchor::Rows { blocks, words } => walk.rows(blocks, words),
        }
    }
    let old = walk.take(Side::Old, usize::MAX);
    let new = walk.take(Side::New, usize::MAX);
    walk.chunk(old, new, Before::End);
    walk.out
}

/// What follows a part that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// Words of both texts.
    Words,
    /// A row of a table of both texts.
    Row,
    /// The end of both texts.
    End,
}

struct Walk<'d> {
    documents: Pair<&'d Document>,
    items: Pair<Vec<Item>>,
    /// The index of the next item.
    next: Pair<usize>,
    /// The sentences of moved rows, in order, with the indices of the rows.
    moved: Pair<Vec<(Range<usize>, usize)>>,
    /// Everything before these bytes is written.
    at: Pair<usize>,
    out: Vec<Event>,
}

impl Walk<'_> {
    /// Takes the items of a side before a byte.
    fn take(&mut self, side: Side, to: usize) -> Vec<Item> {
        let mut out = Vec::new();
        while let Some(item) = self.items[side].get(self.next[side]).filter(|item| item.at() < to) {
            // Words may begin before the part that is written, and end after the requested part.
            match item {
                Item::Words(range) => {
                    let here = range.start.max(self.at[side])..range.end.min(to);
                    let ends = range.end <= to;
                    if !here.is_empty() {
                        out.push(Item::Words(here));
                    }
                    if !ends {
                        break;
                    }
                }
                item => out.push(item.clone()),
            }
            self.next[side] += 1;
        }
        self.at[side] = to.max(self.at[side]);
        out
    }

    /// Writes what differs up to these bytes.
    fn differ(&mut self, to: Pair<usize>, before: Before) {
        let old = self.take(Side::Old, to.old);
        let new = self.take(Side::New, to.new);
        self.chunk(old, new, before);
    }

    /// Writes words that both sides have.
    fn both(&mut self, ranges: Pair<Range<usize>>) {
        if ranges.old.is_empty() || ranges.new.is_empty() {
            return;
        }
        // They are part of the next items.
        self.at = ranges.as_ref().map(|range| range.end);
        self.out.push(Event::Both(ranges));
    }

    /// Writes two rows of tables that are one.
    fn rows(&mut self, blocks: Pair<usize>, shared: Vec<Pair<Range<usize>>>) {
        let row = |side: Side| self.documents[side].blocks.get(blocks[side]).copied();
        let (Some(old), Some(new)) = (row(Side::Old), row(Side::New)) else { return };
        self.differ(Pair::new(old.span.start as usize, new.span.start as usize), Before::Row);
        self.out.push(Event::Row(Of::Both(blocks)));
        let documents = self.documents;
        for (old, new) in documents.old.cells(&old).zip(documents.new.cells(&new)) {
            self.out.push(Event::Cell);
            let mut from = Pair::new(old.start as usize, new.start as usize);
            let first = shared.partition_point(|words| words.old.start < from.old);
            for words in shared.iter().skip(first).take_while(|words| words.old.start < old.end as usize) {
                self.cell(from, words.as_ref().map(|range| range.start));
                from = words.as_ref().map(|range| range.end);
                self.out.push(Event::Both(words.clone()));
            }
            self.cell(from, Pair::new(old.end as usize, new.end as usize));
        }
        self.out.push(Event::EndRow);
        for side in Side::BOTH {
            // The item of the row itself.
            self.next[side] += 1;
            self.at[side] = if side == Side::Old { old.span.end } else { new.span.end } as usize;
        }
    }

    /// Writes what differs in a cell.
    fn cell(&mut self, from: Pair<usize>, to: Pair<usize>) {
        let part = |side: Side| {
            let mut out = Vec::new();
            words(self.documents[side], Span::new(from[side].min(to[side]), to[side]), &mut out);
            out
        };
        let (old, new) = (part(Side::Old), part(Side::New));
        self.plain(old, new, false);
    }

    /// Writes what differs. The last paragraphs of both texts end together. Rows next to rows of both texts are in one
    /// table with them.
    fn chunk(&mut self, mut old: Vec<Item>, mut new: Vec<Item>, before: Before) {
        let has_row = |items: &[Item]| items.iter().any(|item| matches!(item, Item::Row(..)));
        if !has_row(&old) && !has_row(&new) {
            return self.plain(old, new, before == Before::End);
        }
        for (side, items) in [(Side::Old, &mut old), (Side::New, &mut new)] {
            let count = items.iter().take_while(|item| self.is_body_row(side, item)).count();
            let rows: Vec<Item> = items.drain(..count).collect();
            self.one_sided(side, &rows);
        }
        let last_rows = |items: &mut Vec<Item>| {
            let from = items.iter().rposition(|item| !matches!(item, Item::Row(..))).map_or(0, |i| i + 1);
            if before == Before::Row { items.split_off(from) } else { Vec::new() }
        };
        let (last_old, last_new) = (last_rows(&mut old), last_rows(&mut new));
        self.between_rows(old, new);
        self.one_sided(Side::Old, &last_old);
        self.one_sided(Side::New, &last_new);
    }

    /// Whether an item is a row of a table below its head.
    fn is_body_row(&self, side: Side, item: &Item) -> bool {
        let block = |block: usize| self.documents[side].blocks.get(block);
        matches!(*item, Item::Row(row, _) if block(row).is_some_and(|block| block.level != 1))
    }

    /// Writes paragraphs and tables.
    fn between_rows(&mut self, mut old: Vec<Item>, mut new: Vec<Item>) {
        // A table is between paragraphs in both texts, so open ones end before it.
        let first = |items: &[Item]| items.iter().position(Item::is_boundary);
        if let (Some(in_old), Some(in_new)) = (first(&old), first(&new)) {
            let leads = (old.drain(..in_old).collect(), new.drain(..in_new).collect());
            self.plain(leads.0, leads.1, false);
            let end = |items: &mut Vec<Item>| match items.first() {
                Some(&Item::End(block, _)) => {
                    items.remove(0);
                    Some(block)
                }
                _ => None,
            };
            match (end(&mut old), end(&mut new)) {
                (Some(old), Some(new)) => self.out.push(Event::End(Of::Both(Pair::new(old, new)))),
                (Some(old), None) => self.out.push(Event::End(Of::Old(old))),
                (None, Some(new)) => self.out.push(Event::End(Of::New(new))),
                (None, None) => {}
            }
        }
        let rest =
            |items: &mut Vec<Item>| items.split_off(items.iter().rposition(Item::is_boundary).map_or(0, |i| i + 1));
        let (old_rest, new_rest) = (rest(&mut old), rest(&mut new));
        self.one_sided(Side::Old, &old);
        self.one_sided(Side::New, &new);
        self.plain(old_rest, new_rest, false);
    }

    /// Writes what differs outside tables: white space and ends of paragraphs that both sides have at the beginning or
    /// the end are the same.
    fn plain(&mut self, mut old: Vec<Item>, mut new: Vec<Item>, last: bool) {
        let alike =
            |pair: &(&Item, &Item)| matches!(pair, (Item::Space(_), Item::Space(_)) | (Item::End(..), Item::End(..)));
        let count_head = |old: &[Item], new: &[Item]| old.iter().zip(new).take_while(alike).count();
        let count_tail = |old: &[Item], new: &[Item]| old.iter().rev().zip(new.iter().rev()).take_while(alike).count();
        let tail_first = if last { count_tail(&old, &new) } else { 0 };
        let open = Pair::new(old.len() - tail_first, new.len() - tail_first);
        let head = count_head(old.get(..open.old).unwrap_or(&[]), new.get(..open.new).unwrap_or(&[]));
        let heads: Vec<(Item, Item)> = old.drain(..head).zip(new.drain(..head)).collect();
        let tail = count_tail(&old, &new);
        let tails = (old.split_off(old.len() - tail), new.split_off(new.len() - tail));
        heads.iter().for_each(|(old, new)| self.gap(old, new));
        self.one_sided(Side::Old, &old);
        self.one_sided(Side::New, &new);
        tails.0.iter().zip(&tails.1).for_each(|(old, new)| self.gap(old, new));
    }

    /// Writes white space or an end of a paragraph of both sides.
    fn gap(&mut self, old: &Item, new: &Item) {
        match (old, new) {
            (&Item::End(old, _), &Item::End(new, _)) => self.out.push(Event::End(Of::Both(Pair::new(old, new)))),
            (Item::Space(a), Item::Space(b)) => {
                if written_space(self.documents.old, a) == written_space(self.documents.new, b) {
                    self.out.push(Event::Text { side: Side::New, range: b.clone(), tracking: Tracking::Same });
                } else {
                    self.one_sided(Side::Old, std::slice::from_ref(old));
                    self.one_sided(Side::New, std::slice::from_ref(new));
                }
            }
            _ => {}
        }
    }

    fn one_sided(&mut self, side: Side, items: &[Item]) {
        for item in items {
            match *item {
                Item::Words(ref range) | Item::Space(ref range) => self.moved_or_not(side, range),
                Item::End(block, _) => self.out.push(Event::End(Of::one(side, block))),
                Item::Row(block, _) => self.row(side, block),
            }
        }
    }

    /// Writes a row that only one side has.
    fn row(&mut self, side: Side, block: usize) {
        let document = self.documents[side];
        let Some(row) = document.blocks.get(block) else { return };
        self.out.push(Event::Row(Of::one(side, block)));
        for cell in document.cells(row) {
            self.out.push(Event::Cell);
            let mut found = Vec::new();
            words(document, cell, &mut found);
            self.one_sided(side, &found);
        }
        self.out.push(Event::EndRow);
    }

    /// Writes text of one side; that of moved sentences as moved.
    fn moved_or_not(&mut self, side: Side, range: &Range<usize>) {
        let moved = &self.moved[side];
        let tracking = |row: Option<usize>| match (row, side) {
            (None, Side::Old) => Tracking::Removed,
            (None, Side::New) => Tracking::Added,
            (Some(row), Side::Old) => Tracking::MovedFrom(row),
            (Some(row), Side::New) => Tracking::MovedTo(row),
        };
        let first = moved.partition_point(|(span, _)| span.end <= range.start);
        let mut from = range.start;
        for (span, row) in moved.iter().skip(first).take_while(|(span, _)| span.start < range.end) {
            let (start, end) = (span.start.max(from), span.end.min(range.end));
            for (part, row) in [(from..start, None), (start..end, Some(*row))] {
                if !part.is_empty() {
                    self.out.push(Event::Text { side, range: part, tracking: tracking(row) });
                }
            }
            from = end.max(from);
        }
        if from < range.end {
            self.out.push(Event::Text { side, range: from..range.end, tracking: tracking(None) });
        }
    }
}
