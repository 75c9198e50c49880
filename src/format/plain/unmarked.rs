//! A plain text without the markers of its lists, for a comparison with a format whose lists have none in their text.
//!
//! ```text
//! file   The rules:⏎⏎- No rowing.⏎- No bells.
//! read   The rules:⏎⏎No rowing.⏎No bells.        the markers are syntax of the file, as they are in Markdown
//! ```

use std::collections::HashSet;

use crate::format::shape::{after_marker, is_item};
use crate::text::{About, Block, BlockKind, Document, Found, Marker, SourceBuilder, Span, Value, is_space};

/// The document without the markers of its lists; `None` if it has none, or if the lists of `other` have none either.
/// An item that `other` has with its marker, as a paragraph or in code, keeps it.
pub(in crate::format) fn without_markers(document: &Document, other: &Document) -> Option<Document> {
    let is_marked = |block: &Block| block.kind == BlockKind::ListItem && block.marker != Marker::None;
    if document.source.is_some() || !other.blocks.iter().any(is_marked) {
        return None;
    }
    let written: HashSet<String> = other.text.lines().map(str::trim).filter(|line| is_item(line)).map(head).collect();
    let blocks = document.blocks.iter().filter(|block| !written.contains(&head(block.span.of(&document.text))));
    without(document, blocks.filter_map(|block| marker(document, block)).collect())
}

/// A plain text without the signs and numbers of its lists, which are those of its blocks; letters stay in the text.
pub(in crate::format) fn with_markers_of_lists(document: &Document) -> Option<Document> {
    let is_lettered = |marker: Span| marker.of(&document.text).contains(char::is_alphabetic);
    let markers = document.blocks.iter().filter_map(|block| marker(document, block));
    without(document, markers.filter(|(span, _)| !is_lettered(*span)).collect())
}

/// The document without these markers, which its blocks have; `None` if there are none.
fn without(document: &Document, markers: Vec<(Span, Marker)>) -> Option<Document> {
    if markers.is_empty() {
        return None;
    }
    let mut builder = SourceBuilder::new(&document.text);
    let mut from = 0;
    for (span, _) in &markers {
        builder.copy(Span { start: from, end: span.start });
        from = span.end;
    }
    builder.copy(Span { start: from, end: u32::try_from(document.text.len()).unwrap_or(u32::MAX) });
    let (text, source) = builder.finish();
    let moved = Moved::new(&markers);
    let blocks = document.blocks.iter().map(|block| moved.block(*block)).collect();
    let about = moved.about(document.about.clone());
    Some(document.with_blocks(blocks, about).with_source(text.into(), source))
}

/// The beginning of a line, by which it is found in the other text: its marker and the characters after it.
fn head(line: &str) -> String {
    const CHARS: usize = 16;
    line.chars().filter(|&c| !is_space(c)).take(CHARS).collect()
}

/// The marker that a list item begins with, and the white space after it.
fn marker(document: &Document, block: &Block) -> Option<(Span, Marker)> {
    let text = block.span.of(&document.text);
    let is_marked = block.kind == BlockKind::ListItem && !block.resumes && is_item(text);
    let length = text.len() - after_marker(text).len();
    if !is_marked || length == 0 {
        return None;
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marker = match text.get(..digits).and_then(|number| number.parse().ok()) {
        Some(number) => Marker::Number(number),
        None => Marker::Bullet,
    };
    let start = block.span.range().start;
    Some((Span::new(start, start + length), marker))
}

/// Where ranges are in the text without markers.
struct Moved<'a> {
    markers: &'a [(Span, Marker)],
    /// The bytes of the markers up to and including each.
    lengths: Vec<u32>,
}

impl<'a> Moved<'a> {
    fn new(markers: &'a [(Span, Marker)]) -> Self {
        let sum = |total: &mut u32, (span, _): &(Span, Marker)| {
            *total += span.end - span.start;
            Some(*total)
        };
        Self { markers, lengths: markers.iter().scan(0, sum).collect() }
    }

    fn at(&self, byte: u32) -> u32 {
        let before = self.markers.partition_point(|(span, _)| span.end <= byte);
        let inside = self.markers.get(before).map_or(0, |(span, _)| byte.saturating_sub(span.start));
        byte - inside - before.checked_sub(1).map_or(0, |last| self.lengths[last])
    }

    fn span(&self, span: Span) -> Span {
        Span { start: self.at(span.start), end: self.at(span.end) }
    }

    fn block(&self, block: Block) -> Block {
        let own = self.markers.binary_search_by_key(&block.span.start, |(span, _)| span.start).ok();
        let marker = own.map_or(block.marker, |own| self.markers[own].1);
        Block { span: self.span(block.span), marker, ..block }
    }

    fn value(&self, value: &mut Value) {
        if let Value::Span(span) = value {
            *span = self.span(*span);
        }
    }

    fn about(&self, mut about: About) -> About {
        let About { title, authors, agency, place, published, modified, url, language, tags, tracked: _, notes } =
            &mut about;
        for Found { value, .. } in [title, agency, place, published, modified, url, language].into_iter().flatten() {
            self.value(value);
        }
        for found in [authors, tags].into_iter().flatten() {
            found.value.iter_mut().for_each(|value| self.value(value));
        }
        notes.iter_mut().for_each(|note| *note = self.span(*note));
        about
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Hint, plain_text, read};

    fn markdown(text: &str) -> Document {
        read(text.into(), &Hint::of_name("a.md")).expect("a text")
    }

    #[test]
    fn markers_are_syntax() {
        let file = "Rules of the gate\n\nThe rules of the gate are read out to all who come:\n\n- No rowing.\n\
            -   No bells after\n    noon.\n\n1. The ferry first.\n10) All others.\n";
        let plain = plain_text(file).expect("a text");
        let other = markdown("- Any list.\n\nAll others.\n");
        let bare = without_markers(&plain, &other).expect("a list");
        assert!(bare.text.ends_with("No rowing.\nNo bells after\n    noon.\n\nThe ferry first.\nAll others.\n"));
        let items: Vec<_> = bare.blocks.iter().filter(|block| block.kind == BlockKind::ListItem).collect();
        let found: Vec<_> = items.iter().map(|block| (block.span.of(&bare.text), block.marker)).collect();
        let (bullet, number) = (Marker::Bullet, Marker::Number);
        let wanted = [
            ("No rowing.", bullet),
            ("No bells after\n    noon.", bullet),
            ("The ferry first.", number(1)),
            ("All others.", number(10)),
        ];
        assert_eq!(found, wanted);
        assert_eq!(bare.cell_in_file(items[3].span).of(file), "10) All others.");
        assert_eq!(bare.in_file(items[3].span).of(file), "All others.");
        assert_eq!(bare.title(), plain.title());
        assert_eq!(bare.digest(), plain.digest());
        assert!(without_markers(&bare, &other).is_none());
        assert!(without_markers(&plain_text("No list.").expect("a text"), &other).is_none());
        assert!(without_markers(&plain, &markdown("*No* list.")).is_none());
        let typed = markdown("- Any list.\n\n```\n10) All others.\n```\n");
        let kept = without_markers(&plain, &typed).expect("a list");
        assert!(kept.text.ends_with("The ferry first.\n10) All others.\n"));
    }
}
