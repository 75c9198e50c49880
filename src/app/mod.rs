//! Floor 4: the program as a pure state machine.
//!
//! ```text
//!   terminal ──Msg::Chord──▸ ┌────────┐ ──Effect::Load──────▸ worker ──Msg::Done(ticket, …)──┐
//!                            │ update │ ──Effect::Compare───▸ worker ────────────────────────┤
//!            ┌─────────────▸ └────────┘ ──Effect::Quit──────▸ tui                            │
//!            └───────────────────────────────────────────────────────────────────────────────┘
//!                                State ──view──▸ Canvas ──▸ tui paints it
//! ```
//!
//! [`update`] takes a message and returns effects as data; it never waits. [`view`] describes the screen. Neither knows a
//! terminal, so both are tested without one.
//!
//! [`command`] is the one table of commands; `keymap` finds a command by its keys; `jobs` drops stale answers;
//! `window` scrolls and searches a page, `scroll` keeps its position. Each screen has a file: `library`, `reader`,
//! `comparison`; `overlay` holds what is drawn on top of a screen.

mod canvas;
mod chord;
pub mod command;
mod comparison;
mod documents;
mod follow;
mod jobs;
mod keymap;
mod library;
mod menu;
mod mouse;
mod overlay;
mod prompt;
mod reader;
mod scroll;
mod search;
mod shared;
mod update;
mod view;
mod window;

use std::path::PathBuf;
use std::sync::Arc;

pub use canvas::{Area, Canvas, Placed, Size, Target};
pub use chord::{Chord, Key};
pub use documents::{DocId, LoadState};
pub use jobs::{Job, Ticket};
pub use keymap::{KeyError, Keymap};
pub use update::update;
pub use view::view;

use crate::changes::Comparison as Compared;
use crate::store::Source;
use crate::story::Story;
use crate::text::Document;
use crate::text::Pair;
use crate::text::Span;

use comparison::Comparison;
use library::Library;
use overlay::Overlay;
use reader::Reader;
use shared::Shared;

/// What the program opens with.
#[derive(Clone, Debug)]
pub enum Start {
    /// The library of the documents found under `paths` and of `sources`; `name` is shown in the header.
    Library {
        /// Files and folders.
        paths: Vec<PathBuf>,
        /// Documents that are not files: samples, standard input.
        sources: Vec<Source>,
        /// The name of the collection: `~/stories`, `samples`.
        name: String,
    },
    /// One document.
    Reader(Source),
    /// Two documents, old first.
    Comparison(Pair<Source>),
}

/// What the settings say.
#[derive(Clone, Debug)]
pub struct Preferences {
    /// The widest column of a text, in cells.
    pub measure: u16,
    /// The keys.
    pub keymap: Keymap,
    /// The names of the themes, in the order in which the theme key cycles through them.
    pub themes: Vec<String>,
    /// The theme at the start; `None`: chosen by the terminal's background.
    pub theme: Option<String>,
    /// What is wrong with the settings, one line each.
    pub problems: Vec<String>,
}

/// What happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Chord(Chord),
    /// A text was pasted.
    Paste(String),
    /// The left button was pressed on a cell.
    Click {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
    },
    /// The wheel was turned over a cell.
    Wheel {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
        /// Lines; up where negative.
        lines: isize,
    },
    /// The terminal has this size now.
    Resize(Size),
    /// The terminal reported its background.
    Background {
        /// It is dark.
        dark: bool,
    },
    /// A worker has an answer.
    Done(Ticket, Answer),
    /// The place of the text in view is to be remembered: the program may be killed later.
    Remember,
    /// Something went wrong beside the work that was asked for: one line.
    Problem(String),
    /// The program ends, by a person's wish or otherwise: what is to be kept is told now.
    Ending,
}

/// A document that was found and read.
#[derive(Debug)]
pub struct Arrival {
    /// Where it comes from.
    pub source: Source,
    /// The document, or why it cannot be read.
    pub document: Result<Arc<Document>, String>,
    /// The byte where reading stopped in an earlier run.
    pub left_at: Option<u32>,
}

/// A document among which stories are to be found.
#[derive(Clone, Debug)]
pub struct Readable {
    /// It.
    pub id: DocId,
    /// Where it comes from: its name and time tell its place among versions.
    pub source: Source,
    /// What it says.
    pub document: Arc<Document>,
}

/// A worker's answer.
#[derive(Debug)]
pub enum Answer {
    /// More documents; discovery continues.
    Arrived(Vec<Arrival>),
    /// All documents were found.
    Discovered {
        /// What went wrong, one line each.
        problems: Vec<String>,
        /// The number of skipped files: data, programs, empty files.
        skipped: usize,
    },
    /// A document was read.
    Loaded(Arrival),
    /// How far the search for stories is, in hundredths.
    Grouping(u8),
    /// The stories among these documents.
    Grouped(Vec<DocId>, Vec<Story>),
    /// Two documents were compared: as they were laid out for it.
    Compared(Pair<Arc<Document>>, Arc<Compared>),
    /// The hits of a search.
    Hits(Pair<Vec<Span>>),
    /// It failed; the reason, in one line.
    Failed(String),
}

/// A side effect to perform.
#[derive(Debug)]
pub enum Effect {
    /// Find and read documents.
    Discover {
        /// The ticket for the answer.
        ticket: Ticket,
        /// Files and folders.
        paths: Vec<PathBuf>,
        /// Documents that are not files.
        sources: Vec<Source>,
    },
    /// Read a document.
    Load(Ticket, Source),
    /// Find the stories.
    Group(Ticket, Vec<Readable>),
    /// Compare two documents.
    Compare(Ticket, Pair<Arc<Document>>),
    /// Search texts.
    Search {
        /// The ticket for the answer.
        ticket: Ticket,
        /// The text to find.
        query: String,
        /// The texts to search; `None` is a side without a text.
        texts: Pair<Option<Arc<Document>>>,
    },
    /// Stop work that nobody waits for any longer.
    Cancel(Ticket),
    /// Store where reading of a document stopped.
    Remember(Source, Arc<Document>, u32),
    /// Switch the theme.
    Theme {
        /// Its name.
        name: String,
        /// A person chose it, so it is kept and its ground is painted; else it follows the terminal's background.
        chosen: bool,
    },
    /// Redraw the whole screen.
    Redraw,
    /// Restore the terminal and suspend the process.
    Suspend,
    /// Leave.
    Quit,
}

/// A screen and its state.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "a program holds a handful of screens")]
enum Screen {
    Library(Library),
    Reader(Reader),
    Comparison(Comparison),
}

impl Screen {
    /// Sets how many files were skipped.
    fn set_skipped(&mut self, files: usize) {
        if let Self::Library(library) = self {
            library.skipped = files;
        }
    }
}

/// The state of the whole program.
#[derive(Debug)]
pub struct State {
    size: Size,
    keymap: Keymap,
    pending: Vec<Chord>,
    /// The stack of screens; the last one is shown. Never empty.
    screens: Vec<Screen>,
    /// The stack of overlays; the last one receives the keys.
    overlays: Vec<Overlay>,
    /// What all screens share.
    shared: Shared,
    themes: Vec<String>,
    theme: Option<String>,
}

impl State {
    /// The state at the start, and the first effects.
    #[must_use]
    pub fn new(start: Start, preferences: Preferences, size: Size) -> (Self, Vec<Effect>) {
        let Preferences { measure, keymap, themes, theme, problems } = preferences;
        let mut shared = Shared::new(measure);
        let screen = match start {
            Start::Library { paths, sources, name } => {
                let ticket = shared.start(Job::Discover);
                shared.effects.push(Effect::Discover { ticket, paths, sources });
                Screen::Library(Library::new(name))
            }
            Start::Reader(source) => Screen::Reader(Reader::new(shared.open(source))),
            Start::Comparison(pair) => {
                let Pair { old, new } = pair.map(|source| shared.open(source));
                Screen::Comparison(Comparison::new(old, new))
            }
        };
        if let Some(problem) = problems.into_iter().reduce(|all, one| format!("{all}; {one}")) {
            shared.complain(problem);
        }
        let mut state = Self {
            size,
            keymap,
            pending: Vec::new(),
            screens: vec![screen],
            overlays: Vec::new(),
            shared,
            themes,
            theme,
        };
        state.settle();
        let effects = std::mem::take(&mut state.shared.effects);
        (state, effects)
    }
}

#[cfg(test)]
mod tests;
