//! Where in its documents a change is.

use super::model::Change;
use crate::text::{BlockKind, Document, Pair, Side, Span};

impl Change {
    /// The paragraph that it begins in, on either side, counted from 1 as newsrooms count; `None` where that side has
    /// nothing or it is in no paragraph of running text. `documents` are those compared.
    #[must_use]
    pub fn paragraphs(&self, documents: Pair<&Document>) -> Pair<Option<usize>> {
        Pair::new(Side::Old, Side::New).map(|side| {
            let (at, paragraphs) = (self.spans[side]?.start, documents[side].paragraphs());
            let n = paragraphs.partition_point(|p| p.start <= at);
            paragraphs.get(n.checked_sub(1)?)?.contains(at).then_some(n)
        })
    }

    /// The heading that it is under, or in: of the new text where it is there, else of the old one; with the side.
    #[must_use]
    pub fn heading(&self, documents: Pair<&Document>) -> Option<(Side, Span)> {
        let side = if self.spans.new.is_some() { Side::New } else { Side::Old };
        let document = documents[side];
        let above = document.blocks.get(..=document.block_at(self.spans[side]?.start))?;
        let heading = above.iter().rev().find(|b| b.kind == BlockKind::Heading)?;
        Some((side, heading.span))
    }
}
