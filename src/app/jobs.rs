//! Work that goes on elsewhere. What is asked carries a [`Ticket`]; an answer is heard only while its ticket is the
//! newest of its kind. This is the one place where a stale answer is dropped.

use super::DocId;

/// A kind of work of which only the newest matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Job {
    /// Looking for documents.
    Discover,
    /// Finding the stories.
    Group,
    /// Reading a document again, or for the first time.
    Load(DocId),
    /// Comparing two documents, to show how they differ.
    Compare,
    /// Comparing two documents, to find the same sentence in the other.
    Follow,
    /// Searching a text.
    Search,
}

/// One piece of work that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ticket {
    /// What kind of work it is.
    pub job: Job,
    number: u64,
}

/// The work that goes on.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    live: Vec<Ticket>,
    issued: u64,
}

impl Jobs {
    /// A ticket for new work, and the ticket of the older work of its kind, which is to be stopped.
    pub(super) fn start(&mut self, job: Job) -> (Ticket, Option<Ticket>) {
        let stale = self.stop(job);
        self.issued += 1;
        let ticket = Ticket { job, number: self.issued };
        self.live.push(ticket);
        (ticket, stale)
    }

    /// Forgets the work of a kind; gives its ticket, that it may be stopped.
    pub(super) fn stop(&mut self, job: Job) -> Option<Ticket> {
        let at = self.live.iter().position(|t| t.job == job)?;
        Some(self.live.swap_remove(at))
    }

    /// Whether an answer still matters.
    #[must_use]
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        self.live.contains(&ticket)
    }

    /// Whether work of a kind goes on.
    #[must_use]
    pub(super) fn runs(&self, job: Job) -> bool {
        self.live.iter().any(|t| t.job == job)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_of_a_kind_is_awaited() {
        let mut jobs = Jobs::default();
        let (first, none) = jobs.start(Job::Search);
        let (second, stale) = jobs.start(Job::Search);
        let (other, _) = jobs.start(Job::Compare);
        assert_eq!((none, stale), (None, Some(first)));
        assert!(!jobs.awaits(first) && jobs.awaits(second) && jobs.awaits(other));
        assert_eq!(jobs.stop(Job::Search), Some(second));
        assert!(!jobs.awaits(second) && !jobs.runs(Job::Search));
    }
}
