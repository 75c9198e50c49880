//! The items of a comparison: its units of layout. [`columns`](super::columns) arranges them side by side,
//! [`inline_items`](super::inline_items) in one column.

use std::ops::Range;

use super::reader::{cut, parts};
use crate::changes::Comparison;
use crate::diff::Op;
use crate::diff::Row;
use crate::text::BlockKind;
use crate::text::Document;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;

/// Approximate size of items that rows of flowing text are split into, in bytes, so that an item is laid out quickly.
pub(super) const ITEM_BYTES: usize = 6 * 1024;

/// Longer rows are laid out in parts. Bytes.
pub(super) const LAZY_ROW_BYTES: usize = 16 * 1024;

/// A shorter single row is not folded; two rows always are. Bytes.
pub(super) const FOLD_MIN_BYTES: usize = 240;

/// A unit of layout.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) kind: Kind,
    /// Whether a blank line precedes it: side by side on each side, inline on the new one.
    pub(super) gap: Pair<bool>,
}

/// The content of an item. Side by side, ranges are of [`Orders`], one for each text; together the items cover both.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Side by side: rows of the old text opposite rows of the new. Both sides begin on the same line.
    Columns(Pair<Range<usize>>),
    /// Side by side: these unchanged rows, folded into one line.
    FoldedColumns(Pair<Range<usize>>),
    /// Inline: these rows.
    Rows(Range<usize>),
    /// Inline: these unchanged rows, folded into one line.
    FoldedRows(Range<usize>),
    /// Inline: the sign at the old place of this moved row.
    MovedFrom(usize),
    /// A part of a very long row, `first` for its first part; of one side only if `side` is set.
    Part { row: usize, side: Option<Side>, ops: Vec<Op>, first: bool },
}

/// The rows in the order of each text.
pub(super) type Orders = Pair<Vec<usize>>;

impl Item {
    /// An item with a blank line before both sides, or before none.
    pub(super) const fn new(kind: Kind, gap: bool) -> Self {
        Self { kind, gap: Pair { old: gap, new: gap } }
    }

    /// Whether a blank line precedes it on either side.
    pub(super) const fn has_gap(&self) -> bool {
        self.gap.old || self.gap.new
    }

    /// The rows of one side that it shows, in text order; inline, both sides are the same.
    pub(super) fn rows<'a>(&'a self, orders: &'a Orders, side: Side) -> impl Iterator<Item = usize> + 'a {
        let (listed, range): (&[usize], Range<usize>) = match &self.kind {
            Kind::Columns(ranges) | Kind::FoldedColumns(ranges) => {
                (orders[side].get(ranges[side].clone()).unwrap_or_default(), 0..0)
            }
            Kind::Rows(range) | Kind::FoldedRows(range) => (&[], range.clone()),
            Kind::Part { row, side: of, .. } if of.is_none_or(|of| of == side) => (&[], *row..row + 1),
            Kind::Part { .. } | Kind::MovedFrom(_) => (&[], 0..0),
        };
        listed.iter().copied().chain(range)
    }

    /// The byte where the moved row of a sign began, and the row.
    pub(super) fn moved_from(&self, rows: &[Row]) -> Option<(u32, usize)> {
        match self.kind {
            Kind::MovedFrom(row) => Some((rows[row].spans.old.first()?.start, row)),
            _ => None,
        }
    }
}

/// The size of a row in bytes, both sides together.
pub(super) fn size(row: &Row) -> usize {
    row.spans.old.iter().chain(&row.spans.new).map(|s| s.len()).sum()
}

/// Splits a long row's operations into parts; a long operation is split at the same word on both sides.
pub(super) fn split_ops(docs: Pair<&Document>, ops: &[Op]) -> Vec<Vec<Op>> {
    let mut out: Vec<Vec<Op>> = vec![Vec::new()];
    let mut bytes = 0;
    let mut push = |op: Op, len: usize| {
        if bytes > ITEM_BYTES {
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
            Op::Equal { old, new, typography, formatting } => {
                for part in equal_parts(docs, Pair::new(old, new)) {
                    push(
                        Op::Equal { old: part.old, new: part.new, typography, formatting },
                        part.old.len() + part.new.len(),
                    );
                }
            }
        }
    }
    out
}

fn equal_parts(docs: Pair<&Document>, spans: Pair<Span>) -> Vec<Pair<Span>> {
    let mut out = Vec::new();
    let Pair { mut old, mut new } = spans;
    while old.len() > ITEM_BYTES && new.len() > ITEM_BYTES {
        let stop = cut(&docs.old.text, old.start as usize, old.start as usize + ITEM_BYTES / 2);
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

/// "2 paragraphs the same", "3 sentences the same, 1 sentence hidden": describes a fold of these rows, in new order.
pub(super) fn folded(docs: Pair<&Document>, comparison: &Comparison, rows: &[usize]) -> String {
    let kept = rows.iter().filter_map(|&row| comparison.rows.get(row)).filter(|r| !is_one_sided(r));
    let mut spans = kept.filter_map(|r| r.hull().new);
    let sentences = |n: usize| if n == 1 { "1 sentence".to_owned() } else { format!("{n} sentences") };
    let Some(first) = spans.next() else { return format!("{} hidden", sentences(rows.len())) };
    let (mut count, mut end) = (1, first.end);
    let (mut paragraphs, mut headings, mut lines) = (0, 0, 0);
    let doc = docs.new;
    let mut next = 0; // the first block not yet counted
    for span in std::iter::once(first).chain(spans.inspect(|_| count += 1)) {
        let range = doc.block_at(span.start).max(next)..doc.block_at(span.end.max(span.start + 1) - 1) + 1;
        for block in doc.blocks.get(range.clone()).into_iter().flatten().filter(|b| !b.run_in) {
            match block.kind {
                _ if block.keeps_lines => lines += 1,
                BlockKind::Headline | BlockKind::Heading => headings += 1,
                _ => paragraphs += 1,
            }
        }
        next = next.max(range.end);
        end = span.end;
    }
    // Whole paragraphs: from the first word of one to the last word of one.
    let block = |at: u32| doc.blocks.get(doc.block_at(at)).map(|b| b.span);
    let whole = block(first.start).is_some_and(|b| b.start == first.start)
        && block(end.saturating_sub(1)).is_some_and(|b| b.end == end);
    // The title of a poem is one of its lines.
    *if paragraphs == 0 && lines > 0 { &mut lines } else { &mut paragraphs } += headings;
    let counted = |n: usize, name: &str| if n == 1 { format!("1 {name}") } else { format!("{n} {name}s") };
    let same = match (paragraphs, lines) {
        (0 | 1, 0) | (0, 1) if !whole => sentences(count),
        (0, 0) => sentences(count),
        (n, 0) => counted(n, "paragraph"),
        (0, n) => counted(n, "line"),
        (n, m) => format!("{}, {}", counted(n, "paragraph"), counted(m, "line")),
    };
    match rows.len() - count {
        0 => format!("{same} the same"),
        n => format!("{same} the same, {} hidden", sentences(n)),
    }
}

/// Whether a row is one-sided.
pub(super) fn is_one_sided(row: &Row) -> bool {
    row.spans.old.is_empty() || row.spans.new.is_empty()
}
