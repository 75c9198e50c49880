//! State common to all screens: the documents, the running jobs, the message line, the pending effects.

use std::sync::Arc;

use crate::format::{Encoding, Part};
use crate::page::Place;
use crate::page::sanitize;
use crate::store::Source;
use crate::text::Side;

use super::arranging::Arranging;
use super::documents::{DocId, Documents, LoadState};
use super::jobs::{Job, Jobs, Ticket};
use super::message::{Arrival, Effect};

/// A message shown until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Notice {
    /// The message.
    pub(super) text: String,
    /// Whether it is an error.
    pub(super) error: bool,
}

/// State common to all screens.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) documents: Documents,
    pub(super) jobs: Jobs,
    pub(super) notice: Option<Notice>,
    pub(super) effects: Vec<Effect>,
    /// The progress of grouping in percent, while it runs.
    pub(super) grouping: u8,
    /// The widest column of a text, in cells.
    pub(super) measure: u16,
    /// The columns of the screen.
    pub(super) cols: u16,
}

impl Shared {
    pub(super) fn new(measure: u16, cols: u16) -> Self {
        Self { measure, cols, ..Self::default() }
    }

    /// Starts a job; an older job of its kind is stopped.
    pub(super) fn start(&mut self, job: Job) -> Ticket {
        let (ticket, stale) = self.jobs.start(job);
        self.effects.extend(stale.map(Effect::Cancel));
        ticket
    }

    /// Requests what takes longer than a frame; what is shown stays until then.
    pub(super) fn arrange(&mut self, job: Job, arranging: Arranging) {
        let ticket = self.start(job);
        self.effects.push(Effect::Arrange(ticket, Box::new(arranging)));
    }

    /// Stops the job of a kind; true if one was running.
    pub(super) fn stop(&mut self, job: Job) -> bool {
        let stopped = self.jobs.stop(job);
        self.effects.extend(stopped.map(Effect::Cancel));
        stopped.is_some()
    }

    /// The document of a source; requests that it be read.
    pub(super) fn open(&mut self, source: Source) -> DocId {
        let id = self.documents.add(source);
        self.load(id);
        id
    }

    /// The document before the changes that a document tracks; requests that it be read.
    pub(super) fn open_before(&mut self, id: DocId) -> Option<DocId> {
        let source = self.documents.source(id)?.clone();
        let mut reading = source.reading();
        reading.part = Some(Part::Before);
        Some(self.open(source.read_as(reading)))
    }

    /// Requests that a document be read, for the first time or again.
    pub(super) fn load(&mut self, id: DocId) {
        let Some(source) = self.documents.source(id).cloned() else { return };
        let ticket = self.start(Job::Load(id));
        self.effects.push(Effect::Load(ticket, source));
    }

    /// Requests that a document be read in another encoding; `None` to detect it.
    pub(super) fn load_in(&mut self, id: DocId, encoding: Option<Encoding>) {
        let Some(source) = self.documents.source(id).cloned() else { return };
        let mut reading = source.reading();
        reading.encoding = encoding;
        let ticket = self.start(Job::Load(id));
        self.effects.push(Effect::Load(ticket, source.read_as(reading)));
    }

    /// Stores a requested document, which may have been read in another way than before.
    pub(super) fn receive_again(&mut self, id: DocId, arrival: Arrival) {
        if arrival.document.is_ok() {
            self.documents.set_source(id, arrival.source.clone());
        }
        self.receive_as(id, arrival);
    }

    /// Stores a document that was found.
    pub(super) fn receive(&mut self, arrival: Arrival) {
        let id = self.documents.add(arrival.source.clone());
        self.receive_as(id, arrival);
    }

    /// Stores a document. If it cannot be read any more, the text that was read before is kept.
    fn receive_as(&mut self, id: DocId, arrival: Arrival) {
        match arrival.document {
            Ok(document) => self.documents.set_state(id, LoadState::Loaded(document)),
            Err(why) if self.documents.document(id).is_some() => {
                self.complain(why);
                return;
            }
            Err(why) => self.documents.set_state(id, LoadState::Failed(sanitize(&why))),
        }
        self.documents.set_novelty(id, arrival.novelty);
        if let (Some(at), None) = (arrival.left_at, self.documents.place(id)) {
            self.documents.leave(id, Place { side: Side::New, at });
        }
    }

    /// A document is read: it is neither new nor changed from now on.
    pub(super) fn read(&mut self, id: DocId) {
        if self.documents.set_read(id)
            && let (Some(source), Some(document)) = (self.documents.source(id), self.documents.document(id))
        {
            let at = self.documents.place(id).map_or(0, |place| place.at);
            self.effects.push(Effect::Remember(source.clone(), Arc::clone(document), at));
        }
    }

    /// Saves the reading position of a document, for this run and the next.
    pub(super) fn leave(&mut self, id: DocId, place: Place) {
        self.documents.leave(id, place);
        if let (Some(source), Some(document)) = (self.documents.source(id), self.documents.document(id)) {
            self.effects.push(Effect::Remember(source.clone(), Arc::clone(document), place.at));
        }
    }

    /// Shows a message.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: sanitize(&text.into()), error: false });
    }

    /// Shows an error message.
    pub(super) fn complain(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: sanitize(&text.into()), error: true });
    }
}
