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
//! [`update`] takes what happened and gives what is to be done, as data; it never waits. [`view`] says what the screen
//! looks like. Neither knows a terminal, so both are tested without one.
//!
//! [`command`] is the one table of commands; `keymap` finds a command by its keys; `jobs` drops stale answers;
//! `window` moves and searches in a page, `scroll` keeps its place. Each screen has a file: `library`, `reader`,
//! `comparison`; what lies over a screen is in `overlay`.

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
pub use documents::{DocId, Held};
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
    /// The library of what is found under paths, and of these sources; `name` stands in the header.
    Library {
        /// Files and folders.
        paths: Vec<PathBuf>,
        /// Documents that are no files: samples, standard input.
        sources: Vec<Source>,
        /// What they are called together: `~/stories`, `samples`.
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
    /// The names of the themes, in the order they are gone through.
    pub themes: Vec<String>,
    /// The theme to begin with; `None` lets the terminal's background decide.
    pub theme: Option<String>,
    /// What was wrong with the settings, a line each.
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
    /// The terminal told its background.
    Background {
        /// It is dark.
        dark: bool,
    },
    /// Work that was asked for has something to say.
    Done(Ticket, Answer),
    /// The place of the text in view is to be remembered: the program may be killed later.
    Remember,
    /// Something went wrong beside the work that was asked for: one line.
    Problem(String),
    /// The program ends, by a person's wish or otherwise: what is to be kept is told now.
    Ending,
}

/// A document that was found.
#[derive(Debug)]
pub struct Arrival {
    /// Where it comes from.
    pub source: Source,
    /// It, or why it cannot be read.
    pub held: Result<Arc<Document>, String>,
    /// The byte where it was left in an earlier run.
    pub left_at: Option<u32>,
}

/// What work has to say.
#[derive(Debug)]
pub enum Answer {
    /// More documents; the search for them goes on.
    Arrived(Vec<Arrival>),
    /// All documents were found.
    Discovered {
        /// What went wrong, a line each.
        problems: Vec<String>,
        /// How many files were passed over: data, programs, files of no bytes.
        passed: usize,
    },
    /// A document was read.
    Loaded(Arrival),
    /// The stories among the documents that were handed over.
    Grouped(Vec<DocId>, Vec<Story>),
    /// Two documents were compared.
    Compared(Arc<Compared>),
    /// The hits of a search.
    Hits(Pair<Vec<Span>>),
    /// It failed; why, in a line.
    Failed(String),
}

/// What is to be done.
#[derive(Debug)]
pub enum Effect {
    /// Find and read documents.
    Discover {
        /// Whose answer it is.
        ticket: Ticket,
        /// Files and folders.
        paths: Vec<PathBuf>,
        /// Documents that are no files.
        sources: Vec<Source>,
    },
    /// Read a document.
    Load(Ticket, Source),
    /// Find the stories.
    Group(Ticket, Vec<(DocId, Arc<Document>)>),
    /// Compare two documents.
    Compare(Ticket, Pair<Arc<Document>>),
    /// Search texts.
    Search {
        /// Whose answer it is.
        ticket: Ticket,
        /// What is looked for.
        query: String,
        /// Where; `None` is a side without a text.
        texts: Pair<Option<Arc<Document>>>,
    },
    /// Stop work that nobody waits for any more.
    Cancel(Ticket),
    /// Keep where a document was left.
    Remember(Source, Arc<Document>, u32),
    /// Use another theme.
    Theme(String),
    /// Draw everything afresh.
    Redraw,
    /// Give the terminal back and stop until told to go on.
    Suspend,
    /// Leave.
    Quit,
}

/// A screen and what belongs to it.
#[derive(Debug)]
enum Screen {
    Library(Library),
    Reader(Reader),
    Comparison(Comparison),
}

impl Screen {
    /// So many files were no documents.
    fn passed_over(&mut self, files: usize) {
        if let Self::Library(library) = self {
            library.passed = files;
        }
    }
}

/// Everything the program knows.
#[derive(Debug)]
pub struct State {
    size: Size,
    keymap: Keymap,
    pending: Vec<Chord>,
    /// The screens gone through; the last one is seen. Never empty.
    screens: Vec<Screen>,
    /// What lies over it; the last one has the keys.
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
