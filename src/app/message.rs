//! Inputs and outputs of the state machine: messages, answers and effects as data.

use std::path::PathBuf;
use std::sync::Arc;

use crate::changes::Comparison;
use crate::format::Reading;
use crate::page::Excerpts;
use crate::page::Novelty;
use crate::page::Query;
use crate::store::Source;
use crate::story::Story;
use crate::text::Document;
use crate::text::Pair;
use crate::text::Span;

use super::arrangement::{Arrangement, Choice};
use super::arranging::{Arranged, Arranging};
use super::canvas::Size;
use super::chord::Chord;
use super::documents::{DocId, Readable};
use super::export_format::Export;
use super::filter::Card;
use super::jobs::Ticket;
use super::keymap::Keymap;
use super::matches::Matches;

/// The initial screen.
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
        /// How the files are read.
        reading: Reading,
    },
    /// One document.
    Reader(Source),
    /// Two documents, old first.
    Comparison(Pair<Source>),
}

/// The settings.
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
    /// How the library is arranged.
    pub library: Arrangement,
    /// Errors in the settings, one line each.
    pub problems: Vec<String>,
}

/// An event.
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
        /// Number of lines; negative is up.
        lines: isize,
    },
    /// The terminal was resized.
    Resize(Size),
    /// The terminal reported its background.
    Background {
        /// Whether it is dark.
        dark: bool,
    },
    /// A worker answered.
    Done(Ticket, Answer),
    /// Save the position of the visible text, since the program may be killed later.
    Remember,
    /// An error outside any request, in one line.
    Problem(String),
    /// The program ends for any reason: effects save the state.
    Ending,
}

/// A document that was found and read.
#[derive(Debug)]
pub struct Arrival {
    /// Its source.
    pub source: Source,
    /// The document, or why it cannot be read.
    pub document: Result<Arc<Document>, String>,
    /// The reading position from an earlier run, in bytes.
    pub left_at: Option<u32>,
    /// Whether it was read in an earlier run.
    pub novelty: Novelty,
}

/// A worker's answer.
#[derive(Debug)]
pub enum Answer {
    /// More documents; discovery continues.
    Arrived(Vec<Arrival>),
    /// All documents were found.
    Discovered {
        /// Errors, one line each.
        problems: Vec<String>,
        /// The number of skipped files: data, programs, empty files.
        skipped: usize,
    },
    /// A document was read.
    Loaded(Arrival),
    /// The progress of grouping, in percent.
    Grouping(u8),
    /// The stories among these documents.
    Grouped(Vec<DocId>, Vec<Story>),
    /// A large comparison was laid out, or a list about it was made.
    Arranged(Box<Arranged>),
    /// Two documents were compared: the documents as laid out for it.
    Compared(Pair<Arc<Document>>, Arc<Comparison>),
    /// The documents that match the filter.
    Filtered(Matches),
    /// The hits of a search.
    Hits(Pair<Vec<Span>>),
    /// Results of a search of all documents since the last answer; it continues.
    Excerpts {
        /// The documents with hits, and the sentences.
        found: Vec<(DocId, Excerpts)>,
        /// The number of documents searched so far.
        searched: usize,
    },
    /// All documents were searched.
    Searched,
    /// A file was written; its path.
    Exported(PathBuf),
    /// The file exists, and nothing was written; the request.
    Occupied(Box<Export>),
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
        /// How the files are read.
        reading: Reading,
    },
    /// Read a document.
    Load(Ticket, Source),
    /// Find the stories.
    Group(Ticket, Vec<Readable>),
    /// Compare two documents.
    Compare(Ticket, Pair<Arc<Document>>),
    /// Lay out a large comparison, or make a list about it.
    Arrange(Ticket, Box<Arranging>),
    /// Find the documents that match a filter.
    Filter {
        /// The ticket for the answer.
        ticket: Ticket,
        /// What is looked for.
        query: Query,
        /// What each document is found by.
        cards: Vec<(DocId, Arc<Card>)>,
    },
    /// Search texts.
    Search {
        /// The ticket for the answer.
        ticket: Ticket,
        /// What to find.
        query: Query,
        /// The texts to search; `None` is a side without a text.
        texts: Pair<Option<Arc<Document>>>,
    },
    /// Search the texts of all these documents for sentences.
    SearchAll {
        /// The ticket for the answers.
        ticket: Ticket,
        /// What to find.
        query: Query,
        /// The documents to search.
        documents: Vec<(DocId, Arc<Document>)>,
    },
    /// Cancel work whose result is no longer needed.
    Cancel(Ticket),
    /// Save the reading position of a document.
    Remember(Source, Arc<Document>, u32),
    /// Switch the theme.
    Theme {
        /// Its name.
        name: String,
        /// Whether the user chose it: it is then saved and its background is painted; otherwise it follows the
        /// terminal's background.
        chosen: bool,
    },
    /// Save a choice for the next run.
    Choose(Choice),
    /// Write a file.
    Export(Ticket, Box<Export>),
    /// Copy a text to the clipboard.
    Copy(String),
    /// Receive mouse events, or leave the mouse to the terminal.
    Mouse(bool),
    /// Redraw the whole screen.
    Redraw,
    /// Restore the terminal and suspend the process.
    Suspend,
    /// Exit.
    Quit,
    /// Exit, as a document that the program was started on cannot be read: the reason, in one line.
    Fail(String),
}
