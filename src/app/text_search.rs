//! A search of the texts of all documents, and its results so far.

use std::cmp::Reverse;

use crate::page::{Excerpt, Excerpts, Query};

use super::documents::DocId;

/// Maximum number of stored sentences; the search continues in order to count documents.
const MAX_SENTENCES: usize = 5_000;

/// A search of all texts.
#[derive(Debug)]
pub(super) struct TextSearch {
    /// The query.
    pub(super) query: Query,
    /// The documents with hits, the best first: those with all terms in one sentence, then those with more sentences.
    found: Vec<(DocId, Excerpts)>,
    sentences: usize,
    /// Numbers of documents searched so far, and in total.
    pub(super) searched: (usize, usize),
}

impl TextSearch {
    /// A search without results yet.
    pub(super) const fn new(query: Query, documents: usize) -> Self {
        Self { query, found: Vec::new(), sentences: 0, searched: (0, documents) }
    }

    /// Accepts results.
    pub(super) fn take(&mut self, found: Vec<(DocId, Excerpts)>, searched: usize) {
        self.searched.0 = searched;
        for (id, excerpts) in found {
            if self.sentences < MAX_SENTENCES {
                self.sentences += excerpts.list.len();
                self.found.push((id, excerpts));
            }
        }
        self.found.sort_by_key(|(id, excerpts)| (!excerpts.whole, Reverse(excerpts.list.len()), *id));
    }

    /// The documents with hits, the best first.
    pub(super) fn found(&self) -> &[(DocId, Excerpts)] {
        &self.found
    }

    /// The sentence of a document with this index.
    pub(super) fn excerpt(&self, id: DocId, at: usize) -> Option<&Excerpt> {
        self.found.iter().find(|(found, _)| *found == id)?.1.list.get(at)
    }

    /// "12 sentences in 3 of 8 documents".
    pub(super) fn count(&self) -> String {
        let at_least = if self.sentences >= MAX_SENTENCES { "the first " } else { "" };
        let sentences = if self.sentences == 1 { "sentence" } else { "sentences" };
        format!("{at_least}{} {sentences} in {} of {} documents", self.sentences, self.found.len(), self.searched.1)
    }
}
