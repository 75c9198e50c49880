//! A document without changes.

use super::events::{Event, Of, Tracking};
use super::items::{Item, items, words};
use crate::text::{Document, Family, Pair, Side, Span};

/// What is written for one document, compared with itself; furniture only if asked for.
pub(super) fn events(document: &Document, furniture: bool) -> Vec<Event> {
    let mut out = Vec::new();
    for item in items(document) {
        let of = match &item {
            Item::Words(range) | Item::Space(range) => document.block_at(u32::try_from(range.end).unwrap_or(u32::MAX)),
            Item::End(block, _) | Item::Row(block, _) => *block,
        };
        let is_shown = |block: &crate::text::Block| furniture || block.kind.family() != Family::Furniture;
        if document.blocks.get(of).is_some_and(is_shown) {
            push(document, item, &mut out);
        }
    }
    out
}

fn push(document: &Document, item: Item, out: &mut Vec<Event>) {
    match item {
        Item::Words(range) => out.push(Event::Both(Pair::new(range.clone(), range))),
        Item::Space(range) => out.push(Event::Text { side: Side::New, range, tracking: Tracking::Same }),
        Item::End(block, _) => out.push(Event::End(Of::Both(Pair::new(block, block)))),
        Item::Row(block, _) => {
            let Some(row) = document.blocks.get(block) else { return };
            let cells: Vec<Span> = document.cells(row).collect();
            out.push(Event::Row(Of::Both(Pair::new(block, block))));
            for cell in cells {
                out.push(Event::Cell);
                let mut found = Vec::new();
                words(document, cell, &mut found);
                found.into_iter().for_each(|item| push(document, item, out));
            }
            out.push(Event::EndRow);
        }
    }
}
