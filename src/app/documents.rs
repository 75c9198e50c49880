//! The documents the program knows, grouped into stories.

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;

use crate::page::Place;
use crate::page::sanitize;
use crate::store::Source;
use crate::story::Story;
use crate::story::Version;
use crate::text::Document;

/// The id of a document, valid as long as the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocId(u32);

/// How far a document has been read.
#[derive(Clone, Debug)]
pub enum LoadState {
    /// It is being read.
    Pending,
    /// It is loaded.
    Loaded(Arc<Document>),
    /// It cannot be read; the reason, in one line.
    Failed(String),
}

#[derive(Clone, Debug)]
struct Entry {
    source: Source,
    state: LoadState,
}

/// The documents and their stories.
#[derive(Debug, Default)]
pub(super) struct Documents {
    entries: Vec<Entry>,
    by_source: HashMap<Source, DocId>,
    stories: Vec<Story>,
    /// The document for each index in `stories`.
    grouped: Vec<DocId>,
    /// The index in `stories` of each document's story.
    story_of: HashMap<DocId, usize>,
    places: HashMap<DocId, Place>,
}

impl Documents {
    /// Adds a document, or updates it if its source is known.
    pub(super) fn add(&mut self, source: Source, state: LoadState) -> DocId {
        let id = self.by_source.get(&source).copied().unwrap_or_else(|| {
            let id = DocId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
            self.by_source.insert(source.clone(), id);
            self.entries.push(Entry { source, state: LoadState::Pending });
            id
        });
        self.set_state(id, state);
        id
    }

    /// Sets a document's state.
    pub(super) fn set_state(&mut self, id: DocId, state: LoadState) {
        if let Some(entry) = self.entries.get_mut(id.0 as usize) {
            entry.state = state;
        }
    }

    /// Every document, in the order it was found.
    pub(super) fn ids(&self) -> impl Iterator<Item = DocId> {
        (0..u32::try_from(self.entries.len()).unwrap_or(u32::MAX)).map(DocId)
    }

    /// How many documents there are.
    #[must_use]
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    fn entry(&self, id: DocId) -> Option<&Entry> {
        self.entries.get(id.0 as usize)
    }

    /// How far a document has been read.
    #[must_use]
    pub(super) fn state(&self, id: DocId) -> &LoadState {
        self.entry(id).map_or(&LoadState::Pending, |e| &e.state)
    }

    /// A document, if it is loaded.
    #[must_use]
    pub(super) fn document(&self, id: DocId) -> Option<&Arc<Document>> {
        match self.state(id) {
            LoadState::Loaded(doc) => Some(doc),
            LoadState::Pending | LoadState::Failed(_) => None,
        }
    }

    /// Where a document comes from.
    #[must_use]
    pub(super) fn source(&self, id: DocId) -> Option<&Source> {
        self.entry(id).map(|e| &e.source)
    }

    /// How many words it has.
    #[must_use]
    pub(super) fn words(&self, id: DocId) -> usize {
        self.document(id).map_or(0, |document| document.word_count())
    }

    /// A document's name for people: its title, else its file name; sanitized.
    #[must_use]
    pub(super) fn title(&self, id: DocId) -> String {
        let title = self.document(id).and_then(|d| d.title());
        sanitize(&title.unwrap_or_else(|| self.source(id).map(Source::short_name).unwrap_or_default()))
    }

    /// Its file name, sanitized.
    #[must_use]
    pub(super) fn file(&self, id: DocId) -> String {
        sanitize(&self.source(id).map(Source::short_name).unwrap_or_default())
    }

    /// A name that differs from those of the story's other documents: its title, or its file name where another title
    /// begins alike.
    #[must_use]
    pub(super) fn label(&self, id: DocId) -> String {
        let others: Vec<_> = self.versions(id).map(|v| v.0).collect();
        self.label_among(id, &others)
    }

    /// A name that differs from those of `others`: its title, or its file name where another title begins alike.
    #[must_use]
    pub(super) fn label_among(&self, id: DocId, others: &[DocId]) -> String {
        let title = self.title(id);
        let begin = |t: &str| t.chars().take(24).collect::<String>();
        let twin = others.iter().any(|&other| other != id && begin(&self.title(other)) == begin(&title));
        if twin { self.file(id) } else { title }
    }

    /// Sets the stories that were found among `documents`.
    pub(super) fn set_stories(&mut self, documents: Vec<DocId>, stories: Vec<Story>) {
        self.grouped = documents;
        self.stories = stories;
        let versions = self.stories.iter().enumerate().flat_map(|(n, s)| s.versions.iter().map(move |v| (n, v)));
        self.story_of = versions.filter_map(|(n, v)| Some((*self.grouped.get(v.document)?, n))).collect();
    }

    /// The loaded documents: stories are found among these.
    #[must_use]
    pub(super) fn readable(&self) -> Vec<(DocId, Arc<Document>)> {
        self.ids().filter_map(|id| Some((id, Arc::clone(self.document(id)?)))).collect()
    }

    fn resolve(&self, version: &Version) -> Option<(DocId, f32)> {
        Some((*self.grouped.get(version.document)?, version.share))
    }

    /// The stories: their versions, the base first, each with its share. Documents that are in no story yet follow, each
    /// alone.
    #[must_use]
    pub(super) fn stories(&self) -> Vec<Vec<(DocId, f32)>> {
        let mut out: Vec<Vec<_>> =
            self.stories.iter().map(|s| s.versions.iter().filter_map(|v| self.resolve(v)).collect()).collect();
        out.retain(|versions| !versions.is_empty());
        let grouped: HashSet<_> = self.grouped.iter().copied().collect();
        out.extend(self.ids().filter(|id| !grouped.contains(id)).map(|id| vec![(id, 1.0)]));
        out
    }

    /// How many stories have more than one version.
    #[must_use]
    pub(super) fn story_count(&self) -> usize {
        self.stories.iter().filter(|s| s.versions.len() > 1).count()
    }

    /// The versions of a document's story, the base first; only itself where it is in none.
    pub(super) fn versions(&self, id: DocId) -> impl Iterator<Item = (DocId, f32)> {
        let story = self.story_of.get(&id).and_then(|&n| self.stories.get(n));
        story.into_iter().flat_map(|s| &s.versions).filter_map(|v| self.resolve(v))
    }

    /// The next version of a document's story, the first after the last; `None` where there is no other.
    #[must_use]
    pub(super) fn next_version(&self, id: DocId) -> Option<DocId> {
        let versions: Vec<_> = self.versions(id).map(|v| v.0).collect();
        let at = versions.iter().position(|&v| v == id)?;
        versions.get((at + 1) % versions.len()).copied().filter(|&v| v != id)
    }

    /// What `d` compares, old first: a document and its story's base, the fullest version; for the base, the version
    /// after it and the base.
    #[must_use]
    pub(super) fn pair(&self, id: DocId) -> Option<(DocId, DocId)> {
        let base = self.versions(id).next()?.0;
        if base == id { self.next_version(id).map(|v| (v, id)) } else { Some((id, base)) }
    }

    /// Where reading of a document stopped.
    #[must_use]
    pub(super) fn place(&self, id: DocId) -> Option<Place> {
        self.places.get(&id).copied()
    }

    /// Remembers where reading of a document stopped.
    pub(super) fn leave(&mut self, id: DocId, place: Place) {
        self.places.insert(id, place);
    }
}
