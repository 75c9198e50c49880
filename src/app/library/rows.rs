//! The rows of the list: stories with their versions, or sentences found by a search.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::app::arrangement::Sort;
use crate::app::documents::{DocId, Documents, Member};
use crate::app::matches::Matches;
use crate::app::text_search::TextSearch;

/// A row of the list. A story is identified by its base.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Row {
    Story {
        base: DocId,
        count: usize,
        open: bool,
    },
    Version {
        id: DocId,
        before: Option<f32>,
    },
    Single(DocId),
    /// A document in which a search found sentences, which follow.
    Found {
        id: DocId,
        count: usize,
    },
    /// The sentence with this index.
    Sentence {
        id: DocId,
        at: usize,
    },
}

/// The identity of a row, by which the selection is preserved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKey {
    Story(DocId),
    Document(DocId),
    Sentence(DocId, usize),
}

impl RowKey {
    pub(super) const fn id(self) -> DocId {
        match self {
            Self::Story(id) | Self::Document(id) | Self::Sentence(id, _) => id,
        }
    }
}

impl Row {
    pub(super) const fn key(self) -> RowKey {
        match self {
            Self::Story { base, .. } => RowKey::Story(base),
            Self::Version { id, .. } | Self::Single(id) | Self::Found { id, .. } => RowKey::Document(id),
            Self::Sentence { id, at } => RowKey::Sentence(id, at),
        }
    }

    pub(super) const fn id(self) -> DocId {
        self.key().id()
    }

    pub(super) const fn document(self) -> Option<DocId> {
        match self {
            Self::Story { .. } => None,
            Self::Version { id, .. } | Self::Single(id) | Self::Found { id, .. } | Self::Sentence { id, .. } => {
                Some(id)
            }
        }
    }

    pub(super) const fn is_story(self) -> bool {
        matches!(self, Self::Story { .. })
    }

    pub(super) const fn is_heading(self) -> bool {
        matches!(self, Self::Story { .. } | Self::Found { .. })
    }

    /// The share in common with the preceding version.
    pub(super) const fn share(self) -> Option<f32> {
        match self {
            Self::Version { before, .. } => before,
            _ => None,
        }
    }
}

/// The stories of all documents in sort order, as their versions.
pub(super) fn ordered(documents: &Documents, sort: Sort) -> Vec<Vec<Member>> {
    let mut stories = documents.stories();
    order(documents, &mut stories, sort);
    stories
}

/// Stories and their documents; with a filter, only the matching ones, the best match first.
pub(super) fn stories(ordered: &[Vec<Member>], closed: &BTreeSet<DocId>, matching: Option<&Matches>) -> Vec<Row> {
    let mut stories: Vec<&[Member]> = ordered.iter().map(Vec::as_slice).collect();
    if let Some(matching) = matching {
        let score = |versions: &[Member]| versions.iter().map(|v| matching.score(v.id)).max();
        stories.retain(|versions| versions.iter().any(|v| matching.get(v.id).is_some()));
        stories.sort_by_cached_key(|versions| Reverse(score(versions)));
    }
    let wanted = |id: DocId| matching.is_none_or(|m| m.get(id).is_some());
    let mut rows = Vec::new();
    for versions in stories {
        let Some(base) = versions.iter().find(|v| v.base).map(|v| v.id) else { continue };
        let seen = versions.iter().filter(|v| wanted(v.id));
        if versions.len() == 1 {
            rows.extend(seen.map(|v| Row::Single(v.id)));
        } else {
            let open = !closed.contains(&base) || matching.is_some();
            rows.push(Row::Story { base, count: versions.len(), open });
            if open {
                rows.extend(seen.map(|v| Row::Version { id: v.id, before: v.before }));
            }
        }
    }
    rows
}

/// Sorts stories, and the versions of each.
fn order(documents: &Documents, stories: &mut [Vec<Member>], sort: Sort) {
    let base = |versions: &[Member]| versions.iter().find(|v| v.base).or_else(|| versions.first()).map(|v| v.id);
    let title = |id: DocId| documents.title(id).to_lowercase();
    match sort {
        Sort::Time => stories.sort_by_cached_key(|versions| versions.iter().map(|v| time(documents, v.id)).min()),
        Sort::Title => {
            stories.iter_mut().for_each(|versions| versions.sort_by_cached_key(|v| title(v.id)));
            stories.sort_by_cached_key(|versions| base(versions).map(title));
        }
        Sort::Length => {
            let words = |id| Reverse(documents.words(id));
            stories.iter_mut().for_each(|versions| versions.sort_by_key(|v| words(v.id)));
            stories.sort_by_cached_key(|versions| versions.iter().map(|v| words(v.id)).min());
        }
        // Document ids are in the order in which they were found.
        Sort::Path => {
            stories.iter_mut().for_each(|versions| versions.sort_by_key(|v| v.id));
            stories.sort_by_cached_key(|versions| versions.iter().map(|v| v.id).min());
        }
    }
}

/// A sort key: documents without a year come after those with one, and those without a date last.
fn time(documents: &Documents, id: DocId) -> (bool, bool, u16, Option<(u8, u8, u32)>) {
    let moment = documents.version(id).and_then(|version| version.time.as_ref()?.moment);
    let year = moment.and_then(|m| m.year);
    let rest = moment.map(|m| (m.month.unwrap_or(0), m.day.unwrap_or(0), m.clock.unwrap_or(0)));
    (moment.is_none(), year.is_none(), year.unwrap_or(0), rest)
}

/// The results of a search of all texts, the best first.
pub(super) fn sentences(search: &TextSearch) -> Vec<Row> {
    let mut rows = Vec::new();
    for (id, excerpts) in search.found() {
        rows.push(Row::Found { id: *id, count: excerpts.list.len() });
        rows.extend((0..excerpts.list.len()).map(|at| Row::Sentence { id: *id, at }));
    }
    rows
}
