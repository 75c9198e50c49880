//! View-models. A page is a list of *items* (a block, a row, an entry), each laid out on demand for a width into [`Line`]s
//! of [`Run`]s with [`Role`]s; no colour, no terminal.
//!
//! Only visible items are laid out, so that a key press takes the same time in a note and in a book. A place in a page
//! is a byte of a text ([`Place`]), never a line number: width, theme and options change lines, but not places.
//!
//! Every character of a document passes [`sanitize`] when it becomes part of a run.
//!
//! ```text
//! pieces   stretches of a text with a role       reader, rows
//!   ↓ flow: fold white space, sanitize, break by UAX 14
//! lines    of runs, never wider than the page
//! ```

mod cells;
mod change_detail;
mod change_list;
mod change_list_head;
mod columns;
mod compare;
mod compare_layout;
mod compare_plan;
mod copied;
mod detail_cache;
mod filter;
mod flow;
mod formatting_wording;
mod gaps;
mod header;
mod hidden;
mod hidden_kinds;
mod inline;
mod inline_items;
mod items;
mod library_list;
mod line_cache;
mod line_prefix;
mod links;
mod list;
mod marks;
mod minimap;
mod moves;
mod names;
mod options;
mod paired_quotes;
mod passages;
mod pieces;
mod query;
mod reader;
mod sanitize;
mod search;
mod split;
mod stops;
mod summary;
mod table_row;
mod tables;
#[cfg(test)]
mod tests;
mod toc;
mod when;
mod word_styles;
mod wording;

pub use cells::{clip, fit, pad, width};
pub use change_detail::Detail;
pub use change_list::{ChangeListPage, ChangeListPlan};
pub use change_list_head::HeadWord;
pub use compare::ComparePage;
pub use compare_plan::{ComparePlan, count_kinds};
pub use copied::{clip_text, sentence_text};
pub use filter::Filter;
pub use flow::{Piece, wrap};
pub use gaps::line_indent;
pub use header::{header, percent};
pub use hidden_kinds::{HiddenCounts, HiddenKind, HiddenKinds};
pub use library_list::{Figures, LibraryEntry, Matched, Novelty, library_line, thousands};
pub use links::Links;
pub use list::table_line;
pub use marks::Marks;
pub use minimap::MinimapCell;
pub use names::{fit_among, fit_pair};
pub use options::{CompareOptions, View};
pub use passages::{Passage, Shows};
pub use query::{Fit, Folded, Query};
pub use reader::{ReaderOptions, ReaderPage};
pub use sanitize::{clean_folded, folds, is_unsafe, sanitize, sanitize_folded, sanitize_into};
pub use search::{Excerpt, Excerpts, excerpts, search};
pub use summary::{Note, Summary, change_numbers};
pub use toc::Toc;
pub use when::{TimeParts, full_date, long_time, short_time};
pub use word_styles::WordStyle;
pub use wording::{change_in_context, change_wording};

use std::sync::Arc;

use crate::text::BlockKind;
use crate::text::Side;
use crate::text::Span;

/// What a run *is*; a theme defines its look. The kebab-case names are those of the theme files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Running text.
    Text,
    /// The headline, a document's title.
    Headline,
    /// A heading inside the story.
    Heading,
    /// A picture's caption.
    Caption,
    /// Bylines, datelines, credits.
    Credit,
    /// Editors' notes.
    Note,
    /// Text left over from the web page around the story.
    Furniture,
    /// A block quotation.
    Quote,
    /// Secondary text of the interface: counts, hints, folds.
    Dim,
    /// Interface text: labels, keys.
    Label,
    /// The accent: the mark of the current item.
    Accent,
    /// Removed words.
    Removed,
    /// Added words.
    Added,
    /// A passage on the old side only.
    RemovedPassage,
    /// A passage on the new side only.
    AddedPassage,
    /// Words of a moved passage.
    Moved,
    /// Words that differ in typography only.
    Typography,
    /// The old side of a rewritten row.
    RewrittenOld,
    /// The new side of a rewritten row.
    RewrittenNew,
    /// The gutter sign of an edited row; the signs of other rows have the role of their words.
    Edited,
    /// The visible mark for a character that must not reach the terminal.
    Mark,
    /// An error message.
    Error,
    /// A rule, a scroll bar.
    Rule,
}

impl Role {
    /// All roles, in the order of their declaration.
    pub const ALL: [Self; 23] = [
        Self::Text,
        Self::Headline,
        Self::Heading,
        Self::Caption,
        Self::Credit,
        Self::Note,
        Self::Furniture,
        Self::Quote,
        Self::Dim,
        Self::Label,
        Self::Accent,
        Self::Removed,
        Self::Added,
        Self::RemovedPassage,
        Self::AddedPassage,
        Self::Moved,
        Self::Typography,
        Self::RewrittenOld,
        Self::RewrittenNew,
        Self::Edited,
        Self::Mark,
        Self::Error,
        Self::Rule,
    ];

    /// Whether it marks a difference.
    #[must_use]
    pub const fn is_difference(self) -> bool {
        matches!(
            self,
            Self::Removed
                | Self::Added
                | Self::RemovedPassage
                | Self::AddedPassage
                | Self::Moved
                | Self::Typography
                | Self::RewrittenOld
                | Self::RewrittenNew
        )
    }

    /// Whether it marks a whole passage, so that its lines are tinted to their ends.
    #[must_use]
    pub const fn is_passage(self) -> bool {
        matches!(self, Self::RemovedPassage | Self::AddedPassage | Self::RewrittenOld | Self::RewrittenNew)
    }

    /// The name in theme files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Headline => "headline",
            Self::Heading => "heading",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Note => "note",
            Self::Furniture => "furniture",
            Self::Quote => "quote",
            Self::Dim => "dim",
            Self::Label => "label",
            Self::Accent => "accent",
            Self::Removed => "removed",
            Self::Added => "added",
            Self::RemovedPassage => "removed-passage",
            Self::AddedPassage => "added-passage",
            Self::Moved => "moved",
            Self::Typography => "typography",
            Self::RewrittenOld => "rewritten-old",
            Self::RewrittenNew => "rewritten-new",
            Self::Edited => "edited",
            Self::Mark => "mark",
            Self::Error => "error",
            Self::Rule => "rule",
        }
    }

    /// The role of unmarked words in a block.
    #[must_use]
    pub const fn of_block(kind: BlockKind) -> Self {
        match kind {
            BlockKind::Headline => Self::Headline,
            BlockKind::Heading => Self::Heading,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Verse | BlockKind::TableRow | BlockKind::Code => {
                Self::Text
            }
            BlockKind::Quote => Self::Quote,
            BlockKind::Caption => Self::Caption,
            BlockKind::Byline | BlockKind::Dateline | BlockKind::Credit => Self::Credit,
            BlockKind::Note => Self::Note,
            BlockKind::Furniture => Self::Furniture,
        }
    }
}

/// Layers drawn over a role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layer {
    /// A search hit.
    pub hit: bool,
    /// The current search hit or change.
    pub current: bool,
    /// The selected entry of a list.
    pub selected: bool,
    /// A sign in the colour of its role, never underlined or struck through.
    pub sign: bool,
    /// Words of the current change.
    pub focus: bool,
    /// Words common to both sides of a rewritten passage.
    pub shared: bool,
    /// The style that the document gives its words.
    pub style: WordStyle,
    /// Whether the style is shown in a comparison, where it must not look like a change.
    pub compared: bool,
}

/// Text of one role, sanitized.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text; no control characters.
    pub text: String,
    /// The role.
    pub role: Role,
    /// Its layers.
    pub layer: Layer,
    /// The span of a document that it shows; `None` for interface text.
    pub source: Option<(Side, Span)>,
}

impl Run {
    /// Interface text: no source, no layer.
    #[must_use]
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, layer: Layer::default(), source: None }
    }

    /// Spaces with the background of a role, without underline or strike-through.
    fn blank(cells: usize, role: Role) -> Self {
        Self { layer: Layer { sign: true, ..Layer::default() }, ..Self::new(" ".repeat(cells), role) }
    }

    /// A sign in the gutter.
    fn sign(sign: char, role: Role) -> Self {
        Self { layer: Layer { sign: true, ..Layer::default() }, ..Self::new(sign, role) }
    }
}

/// One line of a page, not wider than the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its runs, left to right, spaces included.
    pub runs: Vec<Run>,
}

impl Line {
    /// A line of one run of interface text.
    #[must_use]
    pub fn say(text: impl Into<String>, role: Role) -> Self {
        Self { runs: vec![Run::new(text, role)] }
    }

    /// Inserts runs at the beginning.
    fn lead(&mut self, runs: impl IntoIterator<Item = Run>) {
        self.runs.splice(0..0, runs);
    }

    /// Its text without roles.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|r| r.text.as_str()).collect()
    }

    /// Its width in cells.
    #[must_use]
    pub fn width(&self) -> usize {
        self.runs.iter().map(|r| width(&r.text)).sum()
    }

    /// The first place of a text in it, in the new text if it shows both.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        let first = |side| self.runs.iter().filter_map(|r| r.source).find(|s| s.0 == side);
        first(Side::New).or_else(|| first(Side::Old)).map(|(side, span)| Place { side, at: span.start })
    }
}

/// A place in a page: a byte of a text. In a page of one document the side is [`Side::New`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which text.
    pub side: Side,
    /// Byte offset.
    pub at: u32,
}

/// A list of items, each laid out on demand for a width.
///
/// A window scrolls by `(item, line)`. It gets the [`Place`] of its top before the layout changes (width, fold, view),
/// and locates it again afterwards. Two lines may have the same place (a gap and the line below it).
pub trait Page {
    /// The number of items.
    fn items(&self) -> usize;
    /// The lines of item `i`, with the gap before it; empty if `i` is out of range.
    fn lines(&self, i: usize) -> Vec<Line>;
    /// The same from a cache for the current layout: a window requests the same lines many times per frame.
    fn cached_lines(&self, i: usize) -> Arc<[Line]> {
        self.lines(i).into()
    }
    /// The place where item `i` begins.
    fn start(&self, i: usize) -> Place;
    /// The item that contains a place, or the nearest before it.
    fn item_at(&self, place: Place) -> usize;
    /// The position of a place in the page, 0 to 1.
    fn progress(&self, place: Place) -> f32;
    /// Sets the width, in cells.
    fn resize(&mut self, width: u16);
    /// Sets the search hits to mark.
    fn set_marks(&mut self, marks: Marks);
    /// Cells to leave free on the left to centre the page.
    fn margin(&self) -> u16;

    /// The place of line `line` of item `i`: that of the first text at or below it.
    fn place(&self, i: usize, line: usize) -> Place {
        self.cached_lines(i).iter().skip(line).find_map(Line::place).unwrap_or_else(|| self.start(i))
    }

    /// The item and line that contain a place, or the nearest before it.
    fn find(&self, place: Place) -> (usize, usize) {
        let item = self.item_at(place);
        let lines = self.cached_lines(item);
        let begins = |l: &Line| {
            let mut own = l.runs.iter().filter_map(|r| r.source).filter(|s| s.0 == place.side);
            own.next().map(|(_, span)| span.start)
        };
        let text = lines.iter().position(|l| begins(l).is_some()).unwrap_or(0);
        let line = lines.iter().rposition(|l| begins(l).is_some_and(|start| start <= place.at)).unwrap_or(text);
        (item, line)
    }
}
