//! Differences put out of sight: drawn as plain text, no stops, but counted.

use rustc_hash::FxHashMap;

use crate::diff::Class;
use crate::diff::Comparison;
use crate::diff::Op;
use crate::diff::Row;
use crate::diff::RowKind;
use crate::text::Document;
use crate::text::Family;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;

/// Kinds of difference that are not wanted in sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ignore {
    /// Quotes, dashes, ellipses, ligatures.
    pub typography: bool,
    /// Letter case.
    pub case: bool,
    /// Marks of punctuation put in or taken out.
    pub punctuation: bool,
    /// What the page around the story left behind.
    pub furniture: bool,
    /// House style: U.S./US.
    pub style: bool,
}

/// Decides for a comparison what is in sight.
#[derive(Clone, Debug)]
pub(super) struct Lens {
    ignore: Ignore,
    /// The ledger's entries of house style, by row.
    style: FxHashMap<usize, Vec<Pair<Option<Span>>>>,
}

impl Lens {
    pub(super) fn new(comparison: &Comparison, ignore: Ignore) -> Self {
        let mut style: FxHashMap<usize, Vec<Pair<Option<Span>>>> = FxHashMap::default();
        if ignore.style {
            for change in comparison.changes.iter().filter(|c| c.class == Class::Style) {
                style.entry(change.row).or_default().push(change.spans);
            }
        }
        Self { ignore, style }
    }

    /// Whether a reader stops at the row.
    pub(super) fn shows_row(&self, docs: Pair<&Document>, i: usize, row: &Row) -> bool {
        if self.ignore == Ignore::default() || !row.is_change() {
            return row.is_change();
        }
        if self.hides_family(row) {
            return false;
        }
        let typographic = || match row.typography.is_empty() {
            true => row.kind == RowKind::Typography && !self.ignore.typography,
            false => row.typography.iter().any(|&t| self.shows_typography(docs, row, t)),
        };
        row.moved || row.ops.iter().any(|op| self.shows_op(docs, i, row, op)) || typographic()
    }

    /// Whether removed or added words are marked; an equal stretch never is.
    pub(super) fn shows_op(&self, docs: Pair<&Document>, i: usize, row: &Row, op: &Op) -> bool {
        let (side, span) = match *op {
            Op::Equal { .. } => return false,
            Op::Removed(span) => (Side::Old, span),
            Op::Added(span) => (Side::New, span),
        };
        let punctuation = || !span.of(&docs[side].text).chars().any(char::is_alphanumeric);
        let style = || {
            let known = self.style.get(&i).map_or(&[][..], Vec::as_slice);
            known.iter().any(|c| c[side].is_some_and(|s| s.covers(span)))
        };
        !(self.hides_family(row) || (self.ignore.punctuation && punctuation()) || (self.ignore.style && style()))
    }

    /// Whether a place where only typography differs is marked.
    pub(super) fn shows_typography(&self, docs: Pair<&Document>, row: &Row, at: Pair<Span>) -> bool {
        if self.hides_family(row) {
            return false;
        }
        if !(self.ignore.typography || self.ignore.case) {
            return true;
        }
        let (old, new) = (at.old.of(&docs.old.text), at.new.of(&docs.new.text));
        let case_only = old.to_lowercase() == new.to_lowercase();
        if case_only { !self.ignore.case } else { !self.ignore.typography }
    }

    /// How many differences of the row are out of sight.
    pub(super) fn hidden_in(&self, docs: Pair<&Document>, i: usize, row: &Row) -> usize {
        if self.ignore == Ignore::default() || !row.is_change() {
            return 0;
        }
        let ops = row.ops.iter().filter(|op| !matches!(op, Op::Equal { .. }) && !self.shows_op(docs, i, row, op));
        ops.count() + row.typography.iter().filter(|&&t| !self.shows_typography(docs, row, t)).count()
    }

    fn hides_family(&self, row: &Row) -> bool {
        self.ignore.furniture && row.family == Family::Furniture
    }
}
