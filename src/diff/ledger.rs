//! What an editor would want to know, from the rows alone.

use super::model::{Change, Class, Op, Row, RowKind};
use crate::text::{Document, Family, Pair, Span};

/// The changes of rows, most telling first.
pub(super) fn changes(documents: &Pair<&Document>, rows: &[Row]) -> Vec<Change> {
    let mut out = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let class = match (row.family, row.kind) {
            (_, RowKind::Same) if !row.moved => continue,
            (Family::Credit, _) => Class::Credit,
            (Family::Note | Family::Furniture, _) => Class::Furniture,
            (_, RowKind::Same) => Class::Move,
            (_, RowKind::Typography) => Class::Typography,
            (_, RowKind::Removed) => Class::Cut,
            (_, RowKind::Added) => Class::Addition,
            (_, RowKind::Edited | RowKind::Rewritten) => Class::Wording,
        };
        let spans = row.hull();
        if row.kind != RowKind::Edited {
            out.push(change(documents, class, spans, n));
            continue;
        }
        let mut pending: Pair<Option<Span>> = Pair::default();
        for op in row.ops.iter().chain([&Op::Equal { old: Span::default(), new: Span::default(), typography: false }]) {
            match *op {
                Op::Removed(span) => pending.old = Some(span),
                Op::Added(span) => pending.new = Some(span),
                Op::Equal { .. } if pending != Pair::default() => {
                    out.push(change(documents, class, std::mem::take(&mut pending), n));
                }
                Op::Equal { .. } => {}
            }
        }
    }
    out.sort_by_key(|c| c.class);
    out
}

fn change(documents: &Pair<&Document>, class: Class, spans: Pair<Option<Span>>, row: usize) -> Change {
    let words = |document: &Document, span: Option<Span>| {
        let text = span.map_or("", |s| s.of(&document.text));
        text.split_whitespace().map(|w| w.replace(char::is_control, "")).collect::<Vec<_>>().join(" ")
    };
    let summary = match (words(documents.old, spans.old), words(documents.new, spans.new)) {
        (old, new) if old.is_empty() => format!("+ {new}"),
        (old, new) if new.is_empty() => format!("- {old}"),
        (old, new) => format!("{old} → {new}"),
    };
    Change { class, spans, row, summary }
}
