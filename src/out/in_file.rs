//! Ranges of a document's text as ranges of its file, for programs that ask for the file's own bytes.
//!
//! Rows and operations take the syntax around their words along, so that they cover the file; what a change speaks of is
//! given without.

use std::borrow::Cow;
use std::ops::Deref;

use crate::diff::{Op, Row};
use crate::text::{Document, Pair, Side, Span};

/// A row whose spans and operations are ranges of the two files.
pub(super) fn row<'r>(documents: &Pair<impl Deref<Target = Document>>, row: &'r Row) -> Cow<'r, Row> {
    if documents.old.source.is_none() && documents.new.source.is_none() {
        return Cow::Borrowed(row);
    }
    let cell = |side: Side, span: Span| documents[side].cell_in_file(span);
    let mut row = row.clone();
    for side in Side::BOTH {
        row.spans[side].iter_mut().for_each(|span| *span = cell(side, *span));
    }
    for op in &mut row.ops {
        match op {
            Op::Equal { old, new, .. } => (*old, *new) = (cell(Side::Old, *old), cell(Side::New, *new)),
            Op::Removed(old) => *old = cell(Side::Old, *old),
            Op::Added(new) => *new = cell(Side::New, *new),
        }
    }
    for place in &mut row.typography {
        *place = Pair::new(documents.old.in_file(place.old), documents.new.in_file(place.new));
    }
    Cow::Owned(row)
}

/// The spans of a change.
pub(super) fn spans(documents: Pair<&Document>, spans: Pair<Option<Span>>) -> Pair<Option<Span>> {
    Pair::new(spans.old.map(|s| documents.old.in_file(s)), spans.new.map(|s| documents.new.in_file(s)))
}
