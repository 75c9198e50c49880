//! The headings of a document, to choose from.

use std::sync::Arc;

use super::{Place, fit, sanitize};
use crate::text::{BlockKind, Document, Side, Span};

/// Maximum cells of an entry of a list of headings or links.
pub(super) const ENTRY_CELLS: usize = 120;

/// A table of contents: the headings of a document, or the beginnings of its paragraphs if it has none. The text of an
/// entry is computed on demand, since a book has thousands.
#[derive(Clone, Debug)]
pub struct Toc {
    doc: Arc<Document>,
    /// The spans of its entries, in order.
    entries: Vec<Span>,
}

impl Toc {
    pub(super) fn new(doc: &Arc<Document>) -> Self {
        let heads = |kind| matches!(kind, BlockKind::Headline | BlockKind::Heading);
        let headed = doc.blocks.iter().any(|b| b.kind == BlockKind::Heading);
        let wanted = |kind| heads(kind) || (!headed && kind == BlockKind::Paragraph);
        let blocks = doc.blocks.iter().filter(|b| wanted(b.kind));
        Self { doc: Arc::clone(doc), entries: blocks.map(|b| b.span).collect() }
    }

    /// The number of entries.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The heading, or the beginning of a paragraph; sanitized. Empty if `i` is out of range.
    #[must_use]
    pub fn text(&self, i: usize) -> String {
        self.entries.get(i).map_or_else(String::new, |span| beginning(span.of(&self.doc.text), ENTRY_CELLS))
    }

    /// The place of an entry.
    #[must_use]
    pub fn place(&self, i: usize) -> Option<Place> {
        self.entries.get(i).map(|span| Place { side: Side::New, at: span.start })
    }

    /// The entry that contains a place; the first for a place before it.
    #[must_use]
    pub fn at(&self, place: Place) -> usize {
        self.entries.partition_point(|span| span.start <= place.at).saturating_sub(1)
    }
}

/// The beginning of a text as one sanitized line of at most `cells` cells.
pub(super) fn beginning(text: &str, cells: usize) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        // A word may be as long as a text.
        line.extend(word.chars().take(cells * 4));
        if line.len() > cells * 4 {
            break;
        }
    }
    fit(&sanitize(&line), cells)
}
