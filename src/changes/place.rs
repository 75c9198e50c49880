//! The position of a change in its documents.

use super::model::Change;
use crate::text::{BlockKind, Document, Pair, Side, Span};

impl Change {
    /// The number of the paragraph in which it begins, on each side, counted from 1 as newsrooms count; `None` where
    /// that side has nothing or is outside running text. `documents` are those compared.
    #[must_use]
    pub fn paragraphs(&self, documents: Pair<&Document>) -> Pair<Option<usize>> {
        Pair::new(Side::Old, Side::New).map(|side| {
            let (at, paragraphs) = (self.spans[side]?.start, documents[side].paragraphs());
            let n = paragraphs.partition_point(|p| p.start <= at);
            paragraphs.get(n.checked_sub(1)?)?.contains(at).then_some(n)
        })
    }

    /// The heading above it, or of which it is part, with its side: in the new text if it has words there, or else in
    /// the old one.
    #[must_use]
    pub fn heading(&self, documents: Pair<&Document>) -> Option<(Side, Span)> {
        let side = if self.spans.new.is_some() { Side::New } else { Side::Old };
        let document = documents[side];
        let above = document.blocks.get(..=document.block_at(self.spans[side]?.start))?;
        let heading = above.iter().rev().find(|b| b.kind == BlockKind::Heading)?;
        Some((side, heading.span))
    }
}
