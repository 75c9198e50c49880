//! The documents that match the library's filter. Found by a worker, since a list may have tens of thousands.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustc_hash::FxHashMap;

use crate::page::Query;

use super::documents::DocId;
use super::filter::{Card, Match};

/// The documents that match a query, each by itself, whatever its story.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    /// What was looked for.
    pub(super) query: Query,
    found: FxHashMap<DocId, Match>,
}

impl Matches {
    /// The documents that match among those with these cards; `None` once `cancel` is set.
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

    /// How a document matches.
    pub(super) fn get(&self, id: DocId) -> Option<&Match> {
        self.found.get(&id)
    }

    /// How well it matches: the higher the better, 0 where it does not.
    pub(super) fn score(&self, id: DocId) -> u32 {
        self.get(id).map_or(0, |found| found.score)
    }

    /// How many match.
    pub(super) fn len(&self) -> usize {
        self.found.len()
    }
}

/// Cancellation is checked once per this many cards.
const CANCEL_CHECK_CARDS: usize = 64;
