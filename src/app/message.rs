//! What goes into the state machine and what comes out: messages, answers and effects as data.

use std::path::PathBuf;
use std::sync::Arc;

use crate::changes::Comparison;
use crate::page::Excerpts;
use crate::page::Query;
use crate::store::Source;
use crate::story::Story;
use crate::text::Document;
use crate::text::Pair;
use crate::text::Span;

use super::arrangement::{Arrangement, Choice};
use super::canvas::Size;
use super::chord::Chord;
use super::documents::{DocId, Readable};
use super::filter::Card;
use super::jobs::Ticket;
use super::keymap::Keymap;
use super::matches::Matches;

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
    /// How the library is arranged.
    pub library: Arrangement,
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
    /// Something went wrong that belongs to no request: one line.
    Problem(String),
    /// The program ends, for whatever reason: effects save what is to be kept.
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
    /// Two documents were compared: the documents as they were prepared for it.
    Compared(Pair<Arc<Document>>, Arc<Comparison>),
    /// The documents that match the filter.
    Filtered(Matches),
    /// The hits of a search.
    Hits(Pair<Vec<Span>>),
    /// What a search of all documents has found since the last answer; it goes on.
    Excerpts {
        /// The documents with hits, and the sentences.
        found: Vec<(DocId, Excerpts)>,
        /// How many documents were searched so far.
        searched: usize,
    },
    /// All documents were searched.
    Searched,
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
    /// Stop work whose result is no longer needed.
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
    /// Keep a choice for the next run.
    Choose(Choice),
    /// Hear the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Redraw the whole screen.
    Redraw,
    /// Restore the terminal and suspend the process.
    Suspend,
    /// Leave.
    Quit,
}
