//! Handles answers of workers. Stale ones are dropped here, and only here.

use std::sync::Arc;

use crate::changes::Comparison;
use crate::page::sanitize;
use crate::text::{Document, Pair};

use super::jobs::{Job, Ticket};
use super::message::{Answer, Arrival, Effect};
use super::state::{Screen, State, reader_of};

impl State {
    /// Handles an answer of a worker.
    pub(super) fn answered(&mut self, ticket: Ticket, answer: Answer) {
        if !self.shared.jobs.awaits(ticket) {
            return;
        }
        if !matches!(answer, Answer::Arrived(_) | Answer::Grouping(_) | Answer::Excerpts { .. }) {
            self.shared.jobs.stop(ticket.job);
        }
        match answer {
            Answer::Arrived(arrivals) => {
                for arrival in arrivals {
                    self.shared.receive(arrival);
                }
                self.refresh();
            }
            Answer::Discovered { problems, skipped } => self.discovered(&problems, skipped),
            Answer::Loaded(arrival) => self.loaded(ticket.job, arrival),
            Answer::Grouping(percent) => self.shared.grouping = percent,
            Answer::Grouped(documents, stories) => {
                self.shared.documents.set_stories(documents, stories);
                self.refresh();
            }
            Answer::Compared(documents, compared) => self.compared(ticket.job, documents, compared),
            Answer::Arranged(arranged) => self.arranged(*arranged),
            Answer::Filtered(matches) => {
                if let Some(Screen::Library(library)) = self.screens.first_mut() {
                    library.filtered(matches, &mut self.shared);
                }
            }
            Answer::Hits(hits) => match self.screens.last_mut() {
                Some(Screen::Comparison(comparison)) => comparison.hits(hits),
                _ => {
                    if let Some(reader) = self.reader() {
                        reader.hits(hits);
                    }
                }
            },
            Answer::Excerpts { found, searched } => {
                if let Some(Screen::Library(library)) = self.screens.first_mut() {
                    library.take(found, searched, &mut self.shared.documents);
                }
            }
            Answer::Searched => {}
            Answer::Exported(path) => self.shared.say(format!("written: {}", path.display())),
            Answer::Occupied(export) => self.confirm_export(export),
            Answer::Failed(why) => {
                if let (Job::Compare | Job::Arrange, Some(Screen::Comparison(comparison))) =
                    (ticket.job, self.screens.last_mut())
                {
                    comparison.fail(sanitize(&why));
                }
                self.shared.complain(why);
            }
        }
    }

    /// All folders were searched.
    fn discovered(&mut self, problems: &[String], skipped: usize) {
        self.screens.iter_mut().for_each(|s| s.set_skipped(skipped));
        if let Some(first) = problems.first() {
            let more = problems.len() - 1;
            let rest = if more > 0 { format!("   and {more} more") } else { String::new() };
            self.shared.complain(format!("{first}{rest}"));
        }
        self.group();
        self.refresh();
    }

    /// A document was read.
    fn loaded(&mut self, job: Job, arrival: Arrival) {
        let awaited = self.awaited.iter().position(|&id| job == Job::Load(id));
        if let (Some(_), Err(why)) = (awaited.map(|at| self.awaited.swap_remove(at)), &arrival.document) {
            self.shared.effects.push(Effect::Fail(why.clone()));
        }
        // A comparison does not show the failure of a document, so it needs a message.
        if let (Err(why), Some(Screen::Comparison(_))) = (&arrival.document, self.screens.last()) {
            self.shared.complain(why.clone());
        }
        if let Job::Load(id) = job {
            self.shared.receive_again(id, arrival);
        }
        self.refresh();
    }

    /// Two documents were compared, for a comparison or to find a place in the next version.
    fn compared(&mut self, job: Job, documents: Pair<Arc<Document>>, compared: Arc<Comparison>) {
        match (job, self.screens.last_mut()) {
            (Job::Compare, Some(Screen::Comparison(comparison))) => {
                comparison.take(documents, compared, &mut self.shared);
            }
            (Job::Follow, _) => {
                let Self { screens, shared, .. } = self;
                if let Some(reader) = reader_of(screens) {
                    reader.followed(&compared, shared);
                }
            }
            _ => {}
        }
    }

    pub(super) fn group(&mut self) {
        let documents = self.shared.documents.readable();
        let ticket = self.shared.start(Job::Group);
        self.shared.grouping = 0;
        self.shared.effects.push(Effect::Group(ticket, documents));
    }

    /// Rebuilds the library's list.
    fn refresh(&mut self) {
        for screen in &mut self.screens {
            if let Screen::Library(library) = screen {
                library.refresh(&mut self.shared);
            }
        }
    }
}
