//! What is on the last line of a headline or a paragraph, after its words.

use super::credits::slug_at_end;
use super::notes::{note_after, note_after_headline};
use crate::text::BlockKind;

/// A note or slug at the end of a part that is a separate block, and its start in bytes of `line`: a note after the
/// headline or a paragraph, an agency after the story's last sentence.
pub(in crate::format) fn trailing_block(kind: BlockKind, line: &str, ends_story: bool) -> Option<(BlockKind, usize)> {
    match kind {
        BlockKind::Headline => Some((BlockKind::Note, note_after_headline(line)?)),
        BlockKind::Paragraph => {
            let note = note_after(line).map(|at| (BlockKind::Note, at));
            let slug = || Some((BlockKind::Credit, slug_at_end(line)?));
            note.or_else(|| if ends_story { slug() } else { None })
        }
        _ => None,
    }
}
