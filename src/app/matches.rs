//! The documents that match the library's filter. Computed by a worker, since a list may have tens of thousands.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustc_hash::FxHashMap;

use crate::page::Query;

use super::documents::DocId;
use super::filter::{Card, Match};

/// The documents that match a query, regardless of their stories.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    /// The query.
    pub(super) query: Query,
    found: FxHashMap<DocId, Match>,
}

impl Matches {
    /// The matches among the documents with these cards; `None` if `cancel` is set.
    #[must_use]
    pub fn new(cards: &[(DocId, Arc<Card>)], query: Query, cancel: &AtomicBool) -> Option<Self> {
        let mut found = FxHashMap::default();
        for (n, (id, card)) in cards.iter().enumerate() {
            if n % CANCEL_CHECK_CARDS == 0 && cancel.load(Ordering::Relaxed) {
                return None;
            }
            if let Some(matched) = card.find(&query) {
                found.insert(*id, matched);
            }
        }
        Some(Self { query, found })
    }

    /// The match of a document.
    pub(super) fn get(&self, id: DocId) -> Option<&Match> {
        self.found.get(&id)
    }

    /// The score of a document: higher is better, 0 without a match.
    pub(super) fn score(&self, id: DocId) -> u32 {
        self.get(id).map_or(0, |found| found.score)
    }

    /// The number of matches.
    pub(super) fn len(&self) -> usize {
        self.found.len()
    }
}

/// Cancellation is checked once per this many cards.
const CANCEL_CHECK_CARDS: usize = 64;
