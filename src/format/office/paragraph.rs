//! The kind of a paragraph of an office file, and its list label.

use crate::format::writer::Writer;
use crate::text::{BlockKind, Marker};

/// The label of a list paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// A bullet or a plain number, which layout shows.
    Marker(Marker),
    /// A number in another form, which is part of the text.
    Text(String),
}

/// The kind of paragraphs of the style with this name, in lower case: what Word, LibreOffice and pandoc call their own
/// styles, which keep these names where one saves what the other made.
pub(super) fn kind_of_style(name: &str) -> Option<BlockKind> {
    Some(match name {
        "title" => BlockKind::Headline,
        "subtitle" => BlockKind::Heading,
        "author" => BlockKind::Byline,
        "date" => BlockKind::Dateline,
        "quote" | "intense quote" | "block text" | "quotations" => BlockKind::Quote,
        "caption" | "illustration" | "figure" | "drawing" | "table" => BlockKind::Caption,
        "html preformatted" | "preformatted text" | "plain text" | "code" | "source code" | "macro" => BlockKind::Code,
        _ => return None,
    })
}

/// Whether characters of the style with this name, in lower case, are code: in Word, in LibreOffice, as pandoc writes it.
pub(super) fn is_code_style(name: &str) -> bool {
    matches!(name, "html code" | "html typewriter" | "html sample" | "source text" | "teletype" | "verbatim char")
}

/// The kind of a paragraph, and its position in a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph {
    pub kind: BlockKind,
    level: u8,
    depth: u8,
    marker: Marker,
}

impl Paragraph {
    /// Outside lists; the level is that of a heading.
    pub(super) const fn plain(kind: BlockKind, level: u8) -> Self {
        Self { kind, level, depth: 0, marker: Marker::None }
    }

    /// An item of a list.
    pub(super) const fn item(depth: u8, marker: Marker) -> Self {
        Self { kind: BlockKind::ListItem, level: 0, depth, marker }
    }

    /// Whether a kind is running text, of which a list makes items.
    pub(super) const fn is_running(kind: BlockKind) -> bool {
        matches!(kind, BlockKind::Paragraph | BlockKind::Quote)
    }

    /// A paragraph with a list label at this depth, from 1, and the text to write before it.
    pub(super) fn labelled(kind: BlockKind, level: u8, depth: u8, label: Option<Label>) -> (Self, Option<String>) {
        let running = Self::is_running(kind);
        match label {
            Some(Label::Marker(marker)) if running => (Self::item(depth, marker), None),
            Some(Label::Marker(Marker::Number(number))) => (Self::plain(kind, level), Some(format!("{number}. "))),
            // Clauses of the first level are paragraphs, those under them are items.
            Some(Label::Text(text)) if running && depth > 1 => {
                (Self::item(depth - 1, Marker::None), Some(format!("{text} ")))
            }
            Some(Label::Text(text)) => (Self::plain(kind, level), Some(format!("{text} "))),
            _ => (Self::plain(kind, level), None),
        }
    }

    /// Opens a block for this paragraph; one of code continues the listing before it, unless it has several lines and is
    /// therefore a listing of its own.
    pub(super) fn begin(self, writer: &mut Writer, has_lines: bool) {
        if self.kind == BlockKind::Code && !has_lines {
            writer.begin_code_line();
        } else {
            writer.begin(self.kind);
        }
    }

    /// Ends the open block as this paragraph.
    pub(super) fn end(self, writer: &mut Writer) {
        if self.kind == BlockKind::Code {
            return writer.end_code_line();
        }
        if let Some(block) = writer.end() {
            (block.level, block.depth, block.marker) = (self.level, self.depth, self.marker);
            block.quotes = u8::from(self.kind == BlockKind::Quote);
        }
    }
}
