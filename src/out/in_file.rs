//! Converts ranges of a document's text to ranges of its file, for programs that need byte offsets of the file.
//!
//! Ranges of rows and operations include the syntax around their words, so that they cover the file; ranges of changes
//! exclude it.

use std::borrow::Cow;
use std::ops::Deref;

use crate::diff::{Op, Row, RowKind};
use crate::text::{Document, Pair, Side, Span, squeezed_eq, words};

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
    row.ops.iter_mut().for_each(|op| mark_syntax(documents, op));
    for place in &mut row.typography {
        *place = Pair::new(documents.old.in_file(place.old), documents.new.in_file(place.new));
    }
    Cow::Owned(row)
}

/// Marks equal words as different in formatting where the files have other syntax around them. Not all of it is a change
/// of formatting: the fence of a listing is beside another word if a line was added, and plain text has none. But
/// programs that compare the files need to know.
fn mark_syntax(documents: &Pair<impl Deref<Target = Document>>, op: &mut Op) {
    let file = |side: Side, span: Span| span.of(documents[side].file_text());
    if let Op::Equal { old, new, formatting, .. } = op {
        *formatting |= !squeezed_eq(file(Side::Old, *old), file(Side::New, *new));
    }
}

/// The same for programs that compare the text without [`Document::markup`].
pub(super) fn bare_row<'r>(documents: &Pair<impl Deref<Target = Document>>, of: &'r Row) -> Cow<'r, Row> {
    let replaced = |side: Side| documents[side].source.as_ref().is_some_and(|s| s.replaced().next().is_some());
    if !Side::BOTH.into_iter().any(replaced) {
        return row(documents, of);
    }
    let ops: Vec<Op> = of.ops.iter().flat_map(|op| split_apart(documents, *op)).collect();
    let mut row = row(documents, &Row { ops, ..of.clone() }).into_owned();
    let ops: Vec<Op> = row.ops.iter().flat_map(|op| written_apart(documents, *op)).collect();
    if ops.len() > row.ops.len() && row.kind == RowKind::Same {
        row.kind = RowKind::Formatting;
    }
    row.ops = ops;
    Cow::Owned(row)
}

/// Splits equal words, before the conversion, into runs that are written alike but for syntax and runs that are not.
fn split_apart(documents: &Pair<impl Deref<Target = Document>>, op: Op) -> Vec<Op> {
    let Op::Equal { old, new, typography: false, formatting } = op else { return vec![op] };
    let words_of = |side: Side, span: Span| {
        let mut out = Vec::new();
        words(&documents[side].text, span, &mut out);
        out
    };
    let (left, right) = (words_of(Side::Old, old), words_of(Side::New, new));
    if left.len() != right.len() {
        return vec![op];
    }
    let mut out: Vec<(Span, Span, bool)> = Vec::new();
    for (old, new) in left.iter().zip(&right).map(|(old, new)| (old.span, new.span)) {
        let apart = !bare_eq(documents, documents.old.cell_in_file(old), documents.new.cell_in_file(new));
        match out.last_mut().filter(|last| last.2 == apart) {
            Some(last) => *last = (last.0.hull(old), last.1.hull(new), apart),
            None => out.push((old, new, apart)),
        }
    }
    out.into_iter()
        .map(|(old, new, apart)| Op::Equal { old, new, typography: false, formatting: formatting || apart })
        .collect()
}

/// An operation; two if the sides are equal as read, but the files differ in more than syntax, like `&eacute;` and `é`.
fn written_apart(documents: &Pair<impl Deref<Target = Document>>, op: Op) -> Vec<Op> {
    match op {
        Op::Equal { old, new, formatting: true, typography: false } if !bare_eq(documents, old, new) => {
            vec![Op::Removed(old), Op::Added(new)]
        }
        op => vec![op],
    }
}

/// Whether ranges of both files are equal without their syntax.
fn bare_eq(documents: &Pair<impl Deref<Target = Document>>, old: Span, new: Span) -> bool {
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
    squeezed_eq(&bare(Side::Old, old), &bare(Side::New, new))
}

/// The spans of a change.
pub(super) fn spans(documents: Pair<&Document>, spans: Pair<Option<Span>>) -> Pair<Option<Span>> {
    Pair::new(spans.old.map(|s| documents.old.in_file(s)), spans.new.map(|s| documents.new.in_file(s)))
}
