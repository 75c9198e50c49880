//! Converts ranges of a document's text to ranges of its file, for programs that need byte offsets of the file.
//!
//! Ranges of rows and operations include the syntax around their words, so that they cover the file; ranges of changes
//! exclude it.

use std::borrow::Cow;
use std::ops::Deref;

use crate::diff::{Op, Row};
use crate::text::{Document, Pair, Side, Span, squeezed_eq};

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

/// The same for programs that compare the text without [`Document::markup`].
pub(super) fn bare_row<'r>(documents: &Pair<impl Deref<Target = Document>>, of: &'r Row) -> Cow<'r, Row> {
    let mut row = row(documents, of);
    let replaced = |side: Side| documents[side].source.as_ref().is_some_and(|s| s.replaced().next().is_some());
    if Side::BOTH.into_iter().any(replaced) {
        let ops = row.ops.iter().flat_map(|op| written_apart(documents, *op)).collect();
        row.to_mut().ops = ops;
    }
    row
}

/// An operation; two if the sides are equal as read, but the files differ in more than syntax, like `&eacute;` and `é`.
fn written_apart(documents: &Pair<impl Deref<Target = Document>>, op: Op) -> Vec<Op> {
    let Op::Equal { old, new, formatting: true, typography: false } = op else { return vec![op] };
    let bare = |side: Side, cell: Span| {
        let (file, markup) = (documents[side].file_text(), documents[side].markup());
        let first = markup.partition_point(|span| span.end <= cell.start);
        let mut out = String::new();
        let mut from = cell.start;
        for span in markup[first..].iter().take_while(|span| span.start < cell.end) {
            out.push_str(Span { start: from, end: span.start.max(from) }.of(file));
            from = span.end;
        }
        out.push_str(Span { start: from, end: cell.end.max(from) }.of(file));
        out
    };
    let same = squeezed_eq(&bare(Side::Old, old), &bare(Side::New, new));
    if same { vec![op] } else { vec![Op::Removed(old), Op::Added(new)] }
}

/// The spans of a change.
pub(super) fn spans(documents: Pair<&Document>, spans: Pair<Option<Span>>) -> Pair<Option<Span>> {
    Pair::new(spans.old.map(|s| documents.old.in_file(s)), spans.new.map(|s| documents.new.in_file(s)))
}
