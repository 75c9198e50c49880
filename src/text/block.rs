//! The parts of a document: headline, paragraph, list item, credit, note.

use serde::{Deserialize, Serialize};

use super::Span;

/// A part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Block {
    /// Its kind.
    pub kind: BlockKind,
    /// Its range, without white space at either end.
    pub span: Span,
    /// Whether the paragraph that follows continues on the same line: an agency slug, a dateline.
    pub run_in: bool,
    /// Level of a headline or heading: 1 is the document's title, 2 a section of it. For table rows: 1 in the table
    /// head. 0 for all others.
    pub level: u8,
    /// Nesting depth of lists: 1 for an item of the outermost list.
    pub depth: u8,
    /// Nesting depth of block quotations.
    pub quotes: u8,
    /// The marker of a list item; none where the marker is part of the text, as in plain text, and in later blocks of
    /// an item.
    pub marker: Marker,
    /// Whether its line breaks are significant (verse, a table, an address, code): lines are neither folded nor joined
    /// to their neighbours.
    pub keeps_lines: bool,
    /// Whether it continues the paragraph that the blocks before it interrupt.
    pub resumes: bool,
    /// Whether it interrupts a paragraph, which continues after it: a page number, a running head, a caption.
    pub between: bool,
    /// Whether a line was drawn before it: the break between two scenes or sections.
    pub ruled: bool,
}

impl Block {
    /// A block of `kind` at `span`, with the usual level and depth of its kind.
    #[must_use]
    pub const fn new(kind: BlockKind, span: Span) -> Self {
        let level = match kind {
            BlockKind::Headline => 1,
            BlockKind::Heading => 2,
            _ => 0,
        };
        let keeps_lines = matches!(kind, BlockKind::Verse | BlockKind::TableRow | BlockKind::Code);
        let depth = matches!(kind, BlockKind::ListItem) as u8;
        Self {
            kind,
            span,
            run_in: false,
            level,
            depth,
            quotes: 0,
            marker: Marker::None,
            keeps_lines,
            resumes: false,
            between: false,
            ruled: false,
        }
    }

    /// Whether it is the first row of another table: one with column names after a row without.
    #[must_use]
    pub fn begins_table_after(&self, before: &Self) -> bool {
        let are_rows = self.kind == BlockKind::TableRow && before.kind == BlockKind::TableRow;
        are_rows && self.level == 1 && before.level != 1
    }

    /// The same as a run-in block: the paragraph that follows continues on the same line.
    #[must_use]
    pub const fn run_in(self) -> Self {
        Self { run_in: true, ..self }
    }
}

/// The marker of a list item, where it is not part of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Marker {
    /// Nothing.
    #[default]
    None,
    /// A bullet.
    Bullet,
    /// Its number.
    Number(u32),
}

/// The kind of a block; the names are those of the JSON contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BlockKind {
    /// The story's headline.
    Headline,
    /// A heading inside the story.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A block quotation.
    Quote,
    /// A line of verse.
    Verse,
    /// A row of a table.
    TableRow,
    /// Code or preformatted text.
    Code,
    /// The caption of a picture.
    Caption,
    /// Who wrote it.
    Byline,
    /// The place and time of writing.
    Dateline,
    /// Agency slug, photo credit, "with assistance from", copyright.
    Credit,
    /// An editor's note: "Updates with …", "Corrects …".
    Note,
    /// Text of the web page around the story.
    Furniture,
}

/// Kinds whose blocks may be paired in a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// The story itself.
    Story,
    /// Bylines, datelines, credits.
    Credit,
    /// Editors' notes.
    Note,
    /// Page furniture.
    Furniture,
}

impl BlockKind {
    /// The name in the JSON contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list-item",
            Self::Quote => "quote",
            Self::Verse => "verse",
            Self::TableRow => "table-row",
            Self::Code => "code",
            Self::Caption => "caption",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Credit => "credit",
            Self::Note => "note",
            Self::Furniture => "furniture",
        }
    }

    /// The family of the kind: blocks pair only within one family.
    #[must_use]
    pub const fn family(self) -> Family {
        match self {
            Self::Headline
            | Self::Heading
            | Self::Paragraph
            | Self::ListItem
            | Self::Quote
            | Self::Verse
            | Self::TableRow
            | Self::Code
            | Self::Caption => Family::Story,
            Self::Byline | Self::Dateline | Self::Credit => Family::Credit,
            Self::Note => Family::Note,
            Self::Furniture => Family::Furniture,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_serialised_by_its_name() {
        use BlockKind::{Code, Furniture, Headline, ListItem, TableRow, Verse};
        for kind in [Headline, ListItem, Verse, TableRow, Code, Furniture] {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }

    #[test]
    fn new_blocks_have_the_usual_level_and_depth_of_their_kind() {
        let block = |kind| Block::new(kind, Span::default());
        assert_eq!([block(BlockKind::Headline), block(BlockKind::Heading)].map(|b| b.level), [1, 2]);
        assert_eq!([block(BlockKind::ListItem), block(BlockKind::Paragraph)].map(|b| b.depth), [1, 0]);
        assert!(block(BlockKind::Verse).keeps_lines && !block(BlockKind::Quote).keeps_lines);
    }
}
