//! Marks drawn over a text: search hits, and the current change of a comparison.

use super::Layer;
use crate::changes::{Change, Class, Comparison};
use crate::diff::{Row, RowKind};
use crate::text::{Pair, Side, Span};

/// Search hits by side, the current hit, and the current change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Search hits, in order, not overlapping.
    pub hits: Pair<Vec<Span>>,
    /// The current hit.
    pub current: Option<(Side, Span)>,
    /// The current change.
    pub(super) focus: Focus,
}

impl Marks {
    /// The marks of a search.
    #[must_use]
    pub fn new(hits: Pair<Vec<Span>>, current: Option<(Side, Span)>) -> Self {
        Self { hits, current, focus: Focus::default() }
    }

    /// The layers of a span, with those of the marks.
    pub(super) fn layer(&self, side: Side, span: Span, layer: Layer) -> Layer {
        let hits = &self.hits[side];
        let near = hits.partition_point(|h| h.end <= span.start);
        let hit = hits.get(near).is_some_and(|h| h.overlaps(span));
        let current = self.current.is_some_and(|(s, c)| s == side && c.overlaps(span));
        let focus = self.focus.words[side].is_some_and(|words| words.overlaps(span));
        Layer { hit, current, focus, ..layer }
    }

    /// Whether there are no marks.
    pub(super) fn is_empty(&self) -> bool {
        let words = &self.focus.words;
        let hits = !self.hits.old.is_empty() || !self.hits.new.is_empty();
        self.current.is_none() && !hits && words.old.is_none() && words.new.is_none()
    }
}

/// What the current change covers on each side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Focus {
    /// The span of its rows: marked in the gutter.
    pub(super) rows: Pair<Option<Span>>,
    /// Its words, if it is part of a row.
    pub(super) words: Pair<Option<Span>>,
}

impl Focus {
    /// Whether its rows touch a span of one side.
    pub(super) fn touches(&self, side: Side, span: Span) -> bool {
        self.rows[side].is_some_and(|rows| rows.overlaps(span))
    }
}

impl Focus {
    /// What a change of a comparison covers.
    pub(super) fn of(comparison: &Comparison, change: &Change) -> Self {
        if change.class == Class::Move {
            return Self { rows: change.spans, words: Pair::default() };
        }
        let row = comparison.rows.get(change.row);
        let hulls = row.map(Row::hull).unwrap_or_default();
        let hull = |side: Side| match (hulls[side], change.spans[side]) {
            (Some(row), Some(span)) => Some(row.hull(span)),
            (row, span) => row.or(span),
        };
        let is_part = row.is_some_and(|row| row.kind == RowKind::Edited) && change.edit.is_some();
        let words = if is_part { change.spans } else { Pair::default() };
        Self { rows: Pair::new(Side::Old, Side::New).map(hull), words }
    }
}
