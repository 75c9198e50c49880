//! What all screens share: the documents, the work that goes on, the line that says something, the effects to come.

use std::sync::Arc;

use crate::page::Place;
use crate::page::sanitize;
use crate::store::Source;
use crate::text::Side;

use super::documents::Documents;
use super::jobs::Jobs;
use super::{Arrival, DocId, Effect, Held, Job, Ticket};

/// A line that says something until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Notice {
    /// What.
    pub(super) text: String,
    /// Something is wrong.
    pub(super) error: bool,
}

/// What all screens share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) documents: Documents,
    pub(super) jobs: Jobs,
    pub(super) notice: Option<Notice>,
    pub(super) effects: Vec<Effect>,
    /// The widest column of a text, in cells.
    pub(super) measure: u16,
}

impl Shared {
    pub(super) fn new(measure: u16) -> Self {
        Self { measure, ..Self::default() }
    }

    /// Begins work; older work of its kind is stopped.
    pub(super) fn start(&mut self, job: Job) -> Ticket {
        let (ticket, stale) = self.jobs.start(job);
        self.effects.extend(stale.map(Effect::Cancel));
        ticket
    }

    /// Stops work of a kind; whether there was any.
    pub(super) fn stop(&mut self, job: Job) -> bool {
        let stopped = self.jobs.stop(job);
        self.effects.extend(stopped.map(Effect::Cancel));
        stopped.is_some()
    }

    /// A document by its source, which is read if it is not here.
    pub(super) fn open(&mut self, source: Source) -> DocId {
        let id = self.documents.add(source, Held::Reading);
        self.load(id);
        id
    }

    /// Reads a document, for the first time or again.
    pub(super) fn load(&mut self, id: DocId) {
        let Some(source) = self.documents.source(id).cloned() else { return };
        let ticket = self.start(Job::Load(id));
        self.effects.push(Effect::Load(ticket, source));
    }

    /// Takes a document that was read.
    pub(super) fn receive(&mut self, arrival: Arrival) -> DocId {
        let held = match arrival.held {
            Ok(document) => Held::Here(document),
            Err(why) => Held::Broken(sanitize(&why)),
        };
        let id = self.documents.add(arrival.source, held);
        if let (Some(at), None) = (arrival.left_at, self.documents.place(id)) {
            self.documents.leave(id, Place { side: Side::New, at });
        }
        id
    }

    /// Remembers where a document is left, in this run and for the next.
    pub(super) fn leave(&mut self, id: DocId, place: Place) {
        self.documents.leave(id, place);
        if let (Some(source), Some(document)) = (self.documents.source(id), self.documents.document(id)) {
            self.effects.push(Effect::Remember(source.clone(), Arc::clone(document), place.at));
        }
    }

    /// Says something.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: sanitize(&text.into()), error: false });
    }

    /// Says that something is wrong.
    pub(super) fn complain(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: sanitize(&text.into()), error: true });
    }
}
