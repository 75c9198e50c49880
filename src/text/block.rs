//! The parts of a document: headline, paragraph, list item, credit, note.

use serde::{Deserialize, Serialize};

use super::Span;

/// A part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Block {
    /// What part it is.
    pub kind: BlockKind,
    /// Where; no white space at either end.
    pub span: Span,
    /// It begins the paragraph that follows, on the same line: an agency slug, a dateline.
    pub run_in: bool,
    /// How deep a headline or heading is: 1 is the document's title, 2 a section of it. Of a table's rows: 1 for those
    /// that head the columns. 0 for all others.
    pub level: u8,
    /// How many lists it is in: 1 for an item of the outermost.
    pub depth: u8,
    /// How many quotations, set apart, it is in.
    pub quotes: u8,
    /// What begins it as an item of a list; none where the text itself holds that, as plain text does, and where it goes
    /// on with an item.
    pub marker: Marker,
    /// Its lines are meant (verse, a table, an address, code): they are neither folded nor joined to their neighbours.
    pub keeps_lines: bool,
    /// It goes on with the paragraph before the blocks that are between.
    pub resumes: bool,
    /// It is inside the paragraph around it, which goes on after it: a page number, a running head, a caption.
    pub between: bool,
}

impl Block {
    /// A block of `kind` at `span`, with the level and depth that are usual for its kind.
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
        }
    }

    /// The same, beginning the paragraph that follows on the same line.
    #[must_use]
    pub const fn run_in(self) -> Self {
        Self { run_in: true, ..self }
    }
}

/// What begins an item of a list, where that is no part of the text.
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

/// What a block is; the names are those of the JSON contract.
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
    /// A quotation set apart.
    Quote,
    /// A line of verse.
    Verse,
    /// A row of a table.
    TableRow,
    /// Code, or text set as it was typed.
    Code,
    /// What a picture shows.
    Caption,
    /// Who wrote it.
    Byline,
    /// Where and when it was written.
    Dateline,
    /// Agency slug, photo credit, "with assistance from", copyright.
    Credit,
    /// An editor's note: "Updates with …", "Corrects …".
    Note,
    /// What the page around the story left.
    Furniture,
}

/// Kinds that may stand for each other in a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// What the story tells.
    Story,
    /// Who made it: bylines, datelines, credits.
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

    /// The kinds it may be paired with.
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
    fn blocks_begin_with_what_is_usual_for_their_kind() {
        let block = |kind| Block::new(kind, Span::default());
        assert_eq!([block(BlockKind::Headline), block(BlockKind::Heading)].map(|b| b.level), [1, 2]);
        assert_eq!([block(BlockKind::ListItem), block(BlockKind::Paragraph)].map(|b| b.depth), [1, 0]);
        assert!(block(BlockKind::Verse).keeps_lines && !block(BlockKind::Quote).keeps_lines);
    }
}
