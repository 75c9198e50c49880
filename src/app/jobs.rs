//! Asynchronous work. A request has a [`Ticket`]; an answer counts only if its ticket is the newest of its kind. Stale
//! answers are dropped only here.

use super::documents::DocId;

/// A kind of work; only the newest request of a kind matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Job {
    /// Discovering documents.
    Discover,
    /// Grouping documents into stories.
    Group,
    /// Reading a document.
    Load(DocId),
    /// Comparing two documents, to show how they differ.
    Compare,
    /// Laying out a large comparison.
    Arrange,
    /// Making a list about a large comparison: its changes, or the kinds of difference.
    List,
    /// Comparing two documents, to find the same sentence in the other.
    Follow,
    /// Finding the documents that match a filter.
    Filter,
    /// Searching a text.
    Search,
    /// Searching the texts of all documents.
    SearchAll,
    /// Writing a file.
    Export,
}

/// One request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ticket {
    /// The kind of work.
    pub job: Job,
    number: u64,
}

/// The pending requests.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    live: Vec<Ticket>,
    issued: u64,
}

impl Jobs {
    /// A ticket for a new request, and that of the older request of its kind, which must be cancelled.
    pub(super) fn start(&mut self, job: Job) -> (Ticket, Option<Ticket>) {
        let stale = self.stop(job);
        self.issued += 1;
        let ticket = Ticket { job, number: self.issued };
        self.live.push(ticket);
        (ticket, stale)
    }

    /// Drops the request of a kind; returns its ticket for cancelling.
    pub(super) fn stop(&mut self, job: Job) -> Option<Ticket> {
        let at = self.live.iter().position(|t| t.job == job)?;
        Some(self.live.swap_remove(at))
    }

    /// Whether an answer is still wanted.
    #[must_use]
    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        self.live.contains(&ticket)
    }

    /// Whether a request of a kind is pending.
    #[must_use]
    pub(super) fn runs(&self, job: Job) -> bool {
        self.live.iter().any(|t| t.job == job)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_request_of_a_kind_is_pending() {
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
