//! The headline: which rows belong to it, and headlines that were not paired as a row.

use super::edits;
use crate::diff::{Row, RowKind};
use crate::text::{BlockKind, Document, Pair, Side, Span};

/// The headlines of two stories that were not paired as a row: they still count as a rewritten headline.
#[derive(Default)]
pub(crate) struct Headlines {
    rows: Pair<Vec<usize>>,
}

impl Headlines {
    pub(crate) fn new(documents: &Pair<&Document>, rows: &[Row]) -> Self {
        let of = |side: Side, alone: RowKind| {
            let block = documents[side].blocks.iter().find(|b| b.kind == BlockKind::Headline)?;
            let within = |row: &Row| row.spans[side].iter().any(|s| block.span.overlaps(*s));
            let held: Vec<usize> = (0..rows.len()).filter(|&n| within(&rows[n])).collect();
            held.iter().all(|&n| rows[n].kind == alone).then_some(held)
        };
        match (of(Side::Old, RowKind::Removed), of(Side::New, RowKind::Added)) {
            (Some(old), Some(new)) if !old.is_empty() && !new.is_empty() => Self { rows: Pair::new(old, new) },
            _ => Self::default(),
        }
    }

    /// Whether a row is part of one of them.
    pub(crate) fn holds(&self, row: usize) -> bool {
        self.rows.old.contains(&row) || self.rows.new.contains(&row)
    }

    /// Both spans, and the row of the new headline.
    pub(crate) fn spans(&self, documents: &Pair<&Document>, rows: &[Row]) -> Option<(usize, Pair<Option<Span>>)> {
        let hull = |side: Side| {
            let spans = self.rows[side].iter().filter_map(|&n| rows.get(n)?.hull()[side]);
            spans.reduce(Span::hull).map(|hull| without_flag(documents[side], hull))
        };
        Some((*self.rows.new.first()?, Pair::new(hull(Side::Old), hull(Side::New))))
    }
}

/// Whether a row begins in the headline, after an optional flag.
pub(crate) fn is_headline(documents: &Pair<&Document>, row: &Row) -> bool {
    let at = |side: Side| {
        let start = row.hull()[side]?.start;
        let document = documents[side];
        let first = document.block_at(start);
        let n = if document.blocks.get(first)?.run_in { first + 1 } else { first };
        Some(document.blocks.get(n)?.kind == BlockKind::Headline)
    };
    Side::BOTH.into_iter().any(|side| at(side) == Some(true))
}

/// A headline without the flag before it on the same line: "UPDATE 1-".
pub(crate) fn without_flag(document: &Document, hull: Span) -> Span {
    Span { start: edits::lead(document, hull).map_or(hull.start, |(_, start)| start), ..hull }
}
