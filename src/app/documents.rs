//! The documents the program knows of, and the stories they tell.

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;

use crate::page::Place;
use crate::page::sanitize;
use crate::store::Source;
use crate::story::Story;
use crate::story::Version;
use crate::text::Document;

/// A document of the documents: small, and good for as long as the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocId(u32);

/// What is held of a document.
#[derive(Clone, Debug)]
pub enum Held {
    /// It is being read.
    Reading,
    /// It is here.
    Here(Arc<Document>),
    /// It cannot be read; why, in a line.
    Broken(String),
}

#[derive(Clone, Debug)]
struct Kept {
    source: Source,
    held: Held,
}

/// The documents and their stories.
#[derive(Debug, Default)]
pub(super) struct Documents {
    kept: Vec<Kept>,
    by_source: HashMap<Source, DocId>,
    stories: Vec<Story>,
    /// Which document each index of the stories means.
    grouped: Vec<DocId>,
    /// The story each of them stands in.
    story_of: HashMap<DocId, usize>,
    places: HashMap<DocId, Place>,
}

impl Documents {
    /// Puts a document on the documents, or finds it there.
    pub(super) fn add(&mut self, source: Source, held: Held) -> DocId {
        let id = self.by_source.get(&source).copied().unwrap_or_else(|| {
            let id = DocId(u32::try_from(self.kept.len()).unwrap_or(u32::MAX));
            self.by_source.insert(source.clone(), id);
            self.kept.push(Kept { source, held: Held::Reading });
            id
        });
        self.hold(id, held);
        id
    }

    /// Holds what was read of a document.
    pub(super) fn hold(&mut self, id: DocId, held: Held) {
        if let Some(kept) = self.kept.get_mut(id.0 as usize) {
            kept.held = held;
        }
    }

    /// Every document, in the order it was found.
    pub(super) fn ids(&self) -> impl Iterator<Item = DocId> {
        (0..u32::try_from(self.kept.len()).unwrap_or(u32::MAX)).map(DocId)
    }

    /// How many documents there are.
    #[must_use]
    pub(super) fn len(&self) -> usize {
        self.kept.len()
    }

    fn kept(&self, id: DocId) -> Option<&Kept> {
        self.kept.get(id.0 as usize)
    }

    /// What is held of a document.
    #[must_use]
    pub(super) fn held(&self, id: DocId) -> &Held {
        self.kept(id).map_or(&Held::Reading, |k| &k.held)
    }

    /// A document, if it is here.
    #[must_use]
    pub(super) fn document(&self, id: DocId) -> Option<&Arc<Document>> {
        match self.held(id) {
            Held::Here(doc) => Some(doc),
            Held::Reading | Held::Broken(_) => None,
        }
    }

    /// Where a document comes from.
    #[must_use]
    pub(super) fn source(&self, id: DocId) -> Option<&Source> {
        self.kept(id).map(|k| &k.source)
    }

    /// How many words it has.
    #[must_use]
    pub(super) fn words(&self, id: DocId) -> usize {
        self.document(id).map_or(0, |document| document.word_count())
    }

    /// A document's name for people: its title, else its file's name. Gated.
    #[must_use]
    pub(super) fn title(&self, id: DocId) -> String {
        let title = self.document(id).and_then(|d| d.title());
        sanitize(&title.unwrap_or_else(|| self.source(id).map(Source::short_name).unwrap_or_default()))
    }

    /// Its file's name, gated.
    #[must_use]
    pub(super) fn file(&self, id: DocId) -> String {
        sanitize(&self.source(id).map(Source::short_name).unwrap_or_default())
    }

    /// The name that tells a document from the others of its story: its title, unless another's begins alike.
    #[must_use]
    pub(super) fn label(&self, id: DocId) -> String {
        let others: Vec<_> = self.versions(id).map(|v| v.0).collect();
        self.label_among(id, &others)
    }

    /// The name that tells a document from these: its title, unless another's begins alike.
    #[must_use]
    pub(super) fn label_among(&self, id: DocId, others: &[DocId]) -> String {
        let title = self.title(id);
        let begin = |t: &str| t.chars().take(24).collect::<String>();
        let twin = others.iter().any(|&other| other != id && begin(&self.title(other)) == begin(&title));
        if twin { self.file(id) } else { title }
    }

    /// Takes the stories that were found among `documents`.
    pub(super) fn tell(&mut self, documents: Vec<DocId>, stories: Vec<Story>) {
        self.grouped = documents;
        self.stories = stories;
        let versions = self.stories.iter().enumerate().flat_map(|(n, s)| s.versions.iter().map(move |v| (n, v)));
        self.story_of = versions.filter_map(|(n, v)| Some((*self.grouped.get(v.document)?, n))).collect();
    }

    /// The documents that are here: what stories are found among.
    #[must_use]
    pub(super) fn readable(&self) -> Vec<(DocId, Arc<Document>)> {
        self.ids().filter_map(|id| Some((id, Arc::clone(self.document(id)?)))).collect()
    }

    fn known(&self, version: &Version) -> Option<(DocId, f32)> {
        Some((*self.grouped.get(version.document)?, version.share))
    }

    /// The stories: their versions, the base first, each with its share. Documents that stand in no story yet follow,
    /// each alone.
    #[must_use]
    pub(super) fn stories(&self) -> Vec<Vec<(DocId, f32)>> {
        let mut out: Vec<Vec<_>> =
            self.stories.iter().map(|s| s.versions.iter().filter_map(|v| self.known(v)).collect()).collect();
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

    /// The versions of a document's story, the base first; it alone where it stands in none.
    pub(super) fn versions(&self, id: DocId) -> impl Iterator<Item = (DocId, f32)> {
        let story = self.story_of.get(&id).and_then(|&n| self.stories.get(n));
        story.into_iter().flat_map(|s| &s.versions).filter_map(|v| self.known(v))
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

    /// Where a document was left.
    #[must_use]
    pub(super) fn place(&self, id: DocId) -> Option<Place> {
        self.places.get(&id).copied()
    }

    /// Remembers where a document was left.
    pub(super) fn leave(&mut self, id: DocId, place: Place) {
        self.places.insert(id, place);
    }
}
