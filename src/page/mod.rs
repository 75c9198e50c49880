//! Floor 2: view-models. A page is a list of *items* (a block, a row, an entry), each laid out on demand for a width
//! into [`Line`]s of [`Run`]s with [`Role`]s; no colour, no terminal.
//!
//! Only what is seen is laid out, so that a key costs the same in a note and in a book. A place in a page is a byte of a
//! text ([`Place`]), never a line number: width, theme and toggles change lines, not places.
//!
//! Every character of a document passes [`gate`] when it becomes a run.

mod gate;

pub use gate::{gate, gate_into, is_unsafe};

use crate::text::{Side, Span};

/// What a run *is*; a theme gives it its look. The names in kebab case are those of the theme files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Running text.
    Text,
    /// The headline, a document's title.
    Headline,
    /// A heading inside the story.
    Heading,
    /// What a picture shows.
    Caption,
    /// Bylines, datelines, credits.
    Credit,
    /// Editors' notes.
    Note,
    /// What the page around the story left behind.
    Furniture,
    /// A quotation set apart.
    Quote,
    /// Less than text: counts, hints, rules, folded stretches.
    Dim,
    /// Words the program says: labels, keys.
    Label,
    /// The one accent: the current thing's mark.
    Accent,
    /// Removed words.
    Removed,
    /// Added words.
    Added,
    /// Words of a moved row.
    Moved,
    /// Equal but for typography.
    Typography,
    /// The old side of a rewritten row.
    RewrittenOld,
    /// The new side of a rewritten row.
    RewrittenNew,
    /// A gutter sign for an edited row; the signs of other kinds take the role of the words they announce.
    Edited,
    /// A mark the gate put in place of a character that may not reach the terminal.
    Mark,
    /// Something is wrong: an error line.
    Error,
    /// A parted rule, a scroll bar's track.
    Rule,
}

/// Layers that lie over a role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layer {
    /// A search hit.
    pub hit: bool,
    /// The search hit that was gone to, the change that is current.
    pub current: bool,
    /// The selected entry of a list.
    pub selected: bool,
}

/// Text of one role; its characters have passed the gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What is shown; no control character.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// What lies over it.
    pub layer: Layer,
    /// Where in a document it comes from; `None` for words of the program.
    pub source: Option<(Side, Span)>,
}

/// One line of a page, not wider than the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its runs, left to right, spaces included.
    pub runs: Vec<Run>,
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
pub trait Page {
    /// How many items.
    fn items(&self) -> usize;
    /// The lines of item `i`, the gap before it included; empty where `i` is out of range.
    fn lines(&self, i: usize) -> Vec<Line>;
    /// The place of line `line` of item `i`.
    fn place(&self, i: usize, line: usize) -> Place;
    /// The item and line that hold a place, or the nearest before it.
    fn find(&self, place: Place) -> (usize, usize);
    /// How far through the page a place is, 0 to 1.
    fn progress(&self, place: Place) -> f32;
}
