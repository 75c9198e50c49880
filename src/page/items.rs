//! The items of a comparison: which rows are laid out together, which are folded, and the signs at the old places of moved
//! rows.
//!
//! ```text
//! rows    same same same same edited moved added        (reading order, by the new text)
//! items   ├rows┤⋯fold⋯├rows┤  rows  rows  rows          split: equal rows of one paragraph flow together
//!         ├rows┤⋯fold⋯├──── rows ───┤ gap ├rows┤        inline: a paragraph is an item
//!              ↷ sign at the old place of the moved row
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use super::options::View;
use super::reader::{cut, parts};
use crate::changes::Comparison;
use crate::diff::Op;
use crate::diff::Row;
use crate::text::Document;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;

/// Rows of one paragraph are split into items of about this many bytes, so that the layout of an item is quick.
const GROUP_BYTES: usize = 6 * 1024;

/// A row longer than this is laid out in parts. Bytes.
const LAZY_ROW_BYTES: usize = 16 * 1024;

/// A single row with fewer bytes is not folded; two rows always are.
const FOLD_MIN_BYTES: usize = 240;

/// A unit of layout.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) kind: Kind,
    /// A blank line precedes it.
    pub(super) gap: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// These rows.
    Rows(Range<usize>),
    /// A part of a very long row; `first` for its first part.
    Part { row: usize, ops: Vec<Op>, first: bool },
    /// These rows, none shown as a change, in one line.
    Fold(Range<usize>),
    /// The sign at the old place of this moved row.
    MovedFrom(usize),
}

impl Item {
    /// Of a sign at the old place of a moved row: the byte the row began at, and the row.
    pub(super) fn moved_from(&self, rows: &[Row]) -> Option<(u32, usize)> {
        match self.kind {
            Kind::MovedFrom(row) => Some((rows[row].spans.old.first()?.start, row)),
            Kind::Rows(_) | Kind::Part { .. } | Kind::Fold(_) => None,
        }
    }

    /// Its first row.
    pub(super) const fn row(&self) -> usize {
        match &self.kind {
            Kind::Rows(rows) | Kind::Fold(rows) => rows.start,
            Kind::Part { row, .. } | Kind::MovedFrom(row) => *row,
        }
    }
}

/// What the items depend on.
pub(super) struct Arrange<'a> {
    pub(super) docs: Pair<&'a Document>,
    pub(super) rows: &'a [Row],
    /// Whether a reader stops there, for each row.
    pub(super) shown: &'a [bool],
    pub(super) view: View,
    pub(super) fold: bool,
}

/// The state after the last item, which decides where gaps go.
#[derive(Default)]
struct Last {
    block: Pair<Option<usize>>,
    /// The next item begins with a gap in any case.
    part: bool,
    /// It is of a removed paragraph: the next row joins it only if it was removed too.
    gone: bool,
}

impl Arrange<'_> {
    pub(super) fn items(&self) -> Vec<Item> {
        let moved_away = moved_away(self.rows);
        let folds = if self.fold { self.folds(&moved_away) } else { Vec::new() };
        let mut folds = folds.into_iter().peekable();
        let mut items: Vec<Item> = Vec::new();
        let mut last = Last::default();
        self.add_signs(&moved_away, 0, &mut items, &mut last);
        let mut i = 0;
        while i < self.rows.len() {
            if let Some(fold) = folds.next_if(|f| f.start == i) {
                i = fold.end;
                items.push(Item { kind: Kind::Fold(fold), gap: !items.is_empty() });
                last.part = true;
            } else {
                let stop = folds.peek().map_or(self.rows.len(), |f| f.start);
                let stop = moved_away.range(i + 1..).next().map_or(stop, |(&at, _)| stop.min(at));
                i = self.rows_from(i, stop, &mut items, &mut last);
            }
            self.add_signs(&moved_away, i, &mut items, &mut last);
        }
        items
    }

    /// Adds the signs of the moved rows whose old place is before row `at`: one for neighbours that moved together.
    fn add_signs(&self, moved_away: &BTreeMap<usize, Vec<usize>>, at: usize, items: &mut Vec<Item>, last: &mut Last) {
        let mut before: Option<usize> = None;
        for &row in moved_away.get(&at).map_or(&[][..], Vec::as_slice) {
            let target = self.block(Side::New, row);
            if before.is_none() || before != target {
                items.push(Item { kind: Kind::MovedFrom(row), gap: !items.is_empty() && before.is_none() });
                last.part = true;
            }
            before = target;
        }
    }

    /// Adds an item that begins with row `i` and ends before `stop`; returns the row after it.
    fn rows_from(&self, i: usize, stop: usize, items: &mut Vec<Item>, last: &mut Last) -> usize {
        let gap = !items.is_empty() && (last.part || self.begins(i, last));
        last.part = false;
        self.note(i, gap, last);
        if size(&self.rows[i]) > LAZY_ROW_BYTES {
            for (n, ops) in split_ops(self.docs, &self.rows[i].ops).into_iter().enumerate() {
                items.push(Item { kind: Kind::Part { row: i, ops, first: n == 0 }, gap: gap && n == 0 });
            }
            return i + 1;
        }
        let mut end = i + 1;
        let mut bytes = size(&self.rows[i]);
        while end < stop && self.together(end) && !last.part && !self.begins(end, last) {
            bytes += size(&self.rows[end]);
            if bytes > GROUP_BYTES {
                break;
            }
            self.note(end, false, last);
            end += 1;
        }
        items.push(Item { kind: Kind::Rows(i..end), gap });
        end
    }

    /// Whether row `i` may continue the item of the row before it.
    fn together(&self, i: usize) -> bool {
        match self.view {
            View::Inline => true,
            View::Split => !self.shown[i] && !self.shown[i - 1],
        }
    }

    /// Whether a paragraph begins with row `i`.
    fn begins(&self, i: usize, last: &Last) -> bool {
        let other = |side| self.block(side, i).is_some_and(|b| last.block[side] != Some(b));
        let has_new = !self.rows[i].spans.new.is_empty();
        match self.view {
            _ if last.gone && has_new => true,
            _ if self.rows[i].moved => other(Side::New),
            View::Inline if has_new => other(Side::New),
            View::Inline => other(Side::Old),
            View::Split => other(Side::New) || other(Side::Old),
        }
    }

    fn note(&self, i: usize, gap: bool, last: &mut Last) {
        for side in Side::BOTH {
            let moved_away = side == Side::Old && self.rows[i].moved;
            if let Some(block) = self.block(side, i).filter(|_| !moved_away) {
                last.block[side] = Some(block);
            }
        }
        last.gone = self.view == View::Inline && (gap || last.gone) && self.rows[i].spans.new.is_empty();
    }

    /// The block in which row `i` begins; for a run-in block, the one it introduces.
    fn block(&self, side: Side, i: usize) -> Option<usize> {
        let at = self.rows[i].spans[side].first()?.start;
        let doc = self.docs[side];
        let mut block = doc.block_at(at);
        while doc.blocks.get(block).is_some_and(|b| b.run_in) && block + 1 < doc.blocks.len() {
            block += 1;
        }
        Some(block)
    }

    /// Whether only one side has the row and it is hidden: no useful context for its neighbours.
    fn is_hidden_one_sided(&self, i: usize) -> bool {
        self.rows.get(i).is_some_and(is_one_sided) && !self.shown[i]
    }

    /// Stretches without a change, less one row of context at each end that borders on a change.
    fn folds(&self, moved_away: &BTreeMap<usize, Vec<usize>>) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut start = 0;
        for i in 0..=self.rows.len() {
            let stop = i == self.rows.len() || self.shown[i];
            if !(stop || i > start && moved_away.contains_key(&i)) {
                continue;
            }
            let from = start + usize::from(start > 0 && !self.is_hidden_one_sided(start));
            let to = i.saturating_sub(usize::from(i < self.rows.len() && !(i > 0 && self.is_hidden_one_sided(i - 1))));
            let bytes = || self.rows[from..to].iter().map(size).sum::<usize>() / 2;
            if from < to && (to - from > 1 || bytes() >= FOLD_MIN_BYTES) {
                out.push(from..to);
            }
            start = if i < self.rows.len() && !self.shown[i] { i } else { i + 1 };
        }
        out
    }
}

/// The moved rows, by the row before which their old place is.
fn moved_away(rows: &[Row]) -> BTreeMap<usize, Vec<usize>> {
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let begin = |i: usize| rows[i].spans.old.first().map_or(0, |s| s.start);
    let mut moved: Vec<usize> = (0..rows.len()).filter(|&i| rows[i].moved && !rows[i].spans.old.is_empty()).collect();
    if moved.is_empty() {
        return out;
    }
    moved.sort_by_key(|&i| begin(i));
    let fixed: Vec<usize> = (0..rows.len()).filter(|&i| !rows[i].moved && !rows[i].spans.old.is_empty()).collect();
    for row in moved {
        let before = fixed.partition_point(|&i| begin(i) < begin(row));
        let at = before.checked_sub(1).map_or(0, |b| fixed[b] + 1);
        out.entry(at).or_default().push(row);
    }
    out
}

fn size(row: &Row) -> usize {
    row.spans.old.iter().chain(&row.spans.new).map(|s| s.len()).sum()
}

/// A long row's operations in parts; a long operation is cut at the same word on both sides.
fn split_ops(docs: Pair<&Document>, ops: &[Op]) -> Vec<Vec<Op>> {
    let mut out: Vec<Vec<Op>> = vec![Vec::new()];
    let mut bytes = 0;
    let mut push = |op: Op, len: usize| {
        if bytes > GROUP_BYTES {
            out.push(Vec::new());
            bytes = 0;
        }
        bytes += len;
        if let Some(part) = out.last_mut() {
            part.push(op);
        }
    };
    for &op in ops {
        match op {
            Op::Removed(span) => {
                parts(&docs.old.text, span).into_iter().for_each(|s| push(Op::Removed(s), s.len()));
            }
            Op::Added(span) => parts(&docs.new.text, span).into_iter().for_each(|s| push(Op::Added(s), s.len())),
            Op::Equal { old, new, typography } => {
                for part in equal_parts(docs, Pair::new(old, new)) {
                    push(Op::Equal { old: part.old, new: part.new, typography }, part.old.len() + part.new.len());
                }
            }
        }
    }
    out
}

fn equal_parts(docs: Pair<&Document>, spans: Pair<Span>) -> Vec<Pair<Span>> {
    let mut out = Vec::new();
    let Pair { mut old, mut new } = spans;
    while old.len() > GROUP_BYTES && new.len() > GROUP_BYTES {
        let stop = cut(&docs.old.text, old.start as usize, old.start as usize + GROUP_BYTES / 2);
        let head = Span::new(old.start as usize, stop);
        let letters = head.of(&docs.old.text).chars().filter(|c| !c.is_whitespace()).count();
        let mut seen = 0;
        let rest = new.of(&docs.new.text).char_indices().find(|(_, c)| {
            seen += usize::from(!c.is_whitespace());
            seen > letters
        });
        let Some((len, _)) = rest else { break };
        let mid = Span::new(new.start as usize, new.start as usize + len);
        out.push(Pair::new(head, mid));
        old.start = head.end;
        new.start = mid.end;
    }
    out.push(Pair::new(old, new));
    out
}

/// "2 paragraphs the same", "3 sentences the same, 1 sentence hidden": the contents of a fold.
pub(super) fn folded(docs: Pair<&Document>, comparison: &Comparison, rows: Range<usize>) -> String {
    let kept = comparison.rows[rows.clone()].iter().filter(|r| !is_one_sided(r));
    let mut spans = kept.filter_map(|r| r.hull().new);
    let sentences = |n: usize| if n == 1 { "1 sentence".to_owned() } else { format!("{n} sentences") };
    let Some(first) = spans.next() else { return format!("{} hidden", sentences(rows.len())) };
    let (mut count, mut paragraphs, mut end) = (1, 0, first.end);
    let doc = docs.new;
    let mut next = 0; // the first block that is not counted yet
    for span in std::iter::once(first).chain(spans.inspect(|_| count += 1)) {
        let range = doc.block_at(span.start).max(next)..doc.block_at(span.end.max(span.start + 1) - 1) + 1;
        paragraphs += doc.blocks.get(range.clone()).map_or(0, |b| b.iter().filter(|b| !b.run_in).count());
        next = next.max(range.end);
        end = span.end;
    }
    // From the first word of a paragraph to the last word of one: whole paragraphs.
    let block = |at: u32| doc.blocks.get(doc.block_at(at)).map(|b| b.span);
    let whole = block(first.start).is_some_and(|b| b.start == first.start)
        && block(end.saturating_sub(1)).is_some_and(|b| b.end == end);
    let same = match paragraphs {
        1 if whole => "1 paragraph".to_owned(),
        0 | 1 => sentences(count),
        n => format!("{n} paragraphs"),
    };
    match rows.len() - count {
        0 => format!("{same} the same"),
        n => format!("{same} the same, {} hidden", sentences(n)),
    }
}

/// Whether only one side has the row.
fn is_one_sided(row: &Row) -> bool {
    row.spans.old.is_empty() || row.spans.new.is_empty()
}
