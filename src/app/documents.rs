//! The known documents, grouped into stories.

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;

use crate::page::Novelty;
use crate::page::Place;
use crate::page::full_date;
use crate::page::sanitize;
use crate::store::Source;
use crate::story::Story;
use crate::story::Version;
use crate::text::Document;
use crate::text::Format;
use crate::text::Pair;

use super::filter::Card;

/// The id of a document, valid as long as the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocId(u32);

/// The loading state of a document.
#[derive(Clone, Debug)]
pub enum LoadState {
    /// It is being read.
    Pending,
    /// It is loaded.
    Loaded(Arc<Document>),
    /// It cannot be read; the reason, in one line.
    Failed(String),
}

/// A document to group into stories.
#[derive(Clone, Debug)]
pub struct Readable {
    /// Its id.
    pub id: DocId,
    /// Its source: its name and time are evidence for its place among versions.
    pub source: Source,
    /// The document.
    pub document: Arc<Document>,
}

#[derive(Clone, Debug)]
struct Entry {
    source: Source,
    state: LoadState,
    /// Its fields for filtering.
    card: Arc<Card>,
    novelty: Novelty,
}

/// A version of a story.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Member {
    /// The document.
    pub id: DocId,
    /// Share in common with the base: 0 to 1.
    pub share: f32,
    /// Whether it is the base, the fullest version.
    pub base: bool,
    /// Share in common with the preceding version; `None` for the first.
    pub before: Option<f32>,
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
    /// Whether one of them was read in an earlier run; otherwise all would be new.
    any_read: bool,
    /// The documents in the order of the library's list.
    listed: Vec<DocId>,
}

impl Documents {
    /// The document of a source, which is added if it is not known.
    pub(super) fn add(&mut self, source: Source) -> DocId {
        if let Some(&id) = self.by_source.get(&source) {
            return id;
        }
        let id = DocId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        self.by_source.insert(source.clone(), id);
        let (card, novelty) = (Arc::default(), Novelty::Unknown);
        self.entries.push(Entry { source, state: LoadState::Pending, card, novelty });
        self.set_state(id, LoadState::Pending);
        id
    }

    /// Sets the source of a document, after it was read in another way.
    pub(super) fn set_source(&mut self, id: DocId, source: Source) {
        if let Some(entry) = self.entries.get_mut(id.0 as usize) {
            self.by_source.insert(source.clone(), id);
            entry.source = source;
        }
    }

    /// Sets a document's state.
    pub(super) fn set_state(&mut self, id: DocId, state: LoadState) {
        if let Some(entry) = self.entries.get_mut(id.0 as usize) {
            let document = if let LoadState::Loaded(document) = &state { Some(&**document) } else { None };
            entry.card = Arc::new(Card::new(&sanitize(&entry.source.short_name()), document));
            entry.state = state;
        }
    }

    /// Sets whether a document, as it is now, was read.
    pub(super) fn set_novelty(&mut self, id: DocId, novelty: Novelty) {
        self.any_read |= matches!(novelty, Novelty::Read | Novelty::Changed);
        if let Some(entry) = self.entries.get_mut(id.0 as usize) {
            entry.novelty = novelty;
        }
    }

    /// Marks a document as read; returns whether it was new or changed.
    pub(super) fn set_read(&mut self, id: DocId) -> bool {
        let entry = self.entries.get_mut(id.0 as usize).filter(|e| matches!(e.state, LoadState::Loaded(_)));
        let Some(entry) = entry.filter(|e| matches!(e.novelty, Novelty::New | Novelty::Changed)) else { return false };
        entry.novelty = Novelty::Read;
        true
    }

    /// Whether a document is new or has changed since it was read. Where nothing was ever read, nothing is new.
    #[must_use]
    pub(super) fn novelty(&self, id: DocId) -> Novelty {
        self.entry(id).filter(|_| self.any_read).map_or(Novelty::Unknown, |entry| entry.novelty)
    }

    /// How many documents are new, and how many have changed since they were read.
    #[must_use]
    pub(super) fn news(&self) -> (usize, usize) {
        let count = |novelty| self.entries.iter().filter(|e| self.any_read && e.novelty == novelty).count();
        (count(Novelty::New), count(Novelty::Changed))
    }

    /// Every document, in the order it was found.
    pub(super) fn ids(&self) -> impl Iterator<Item = DocId> {
        (0..u32::try_from(self.entries.len()).unwrap_or(u32::MAX)).map(DocId)
    }

    /// The number of documents.
    #[must_use]
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    fn entry(&self, id: DocId) -> Option<&Entry> {
        self.entries.get(id.0 as usize)
    }

    /// The loading state of a document.
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

    /// Whether its bytes may be in another encoding: they are in archives, which say in which.
    pub(super) fn has_encoding(&self, id: DocId) -> bool {
        let archive = |document: &Arc<Document>| matches!(document.format, Format::Docx | Format::Odt | Format::Epub);
        self.source(id).is_some_and(|source| !source.is_sample()) && !self.document(id).is_some_and(archive)
    }

    /// Whether it tracks changes, and so holds the version before them.
    pub(super) fn is_tracked(&self, id: DocId) -> bool {
        self.document(id).is_some_and(|document| document.about.tracked)
    }

    /// The source of a document.
    #[must_use]
    pub(super) fn source(&self, id: DocId) -> Option<&Source> {
        self.entry(id).map(|e| &e.source)
    }

    /// Its number of words.
    #[must_use]
    pub(super) fn words(&self, id: DocId) -> usize {
        self.document(id).map_or(0, |document| document.word_count())
    }

    /// The fields of a document for filtering.
    #[must_use]
    pub(super) fn card(&self, id: DocId) -> Option<&Card> {
        self.entry(id).map(|e| &*e.card)
    }

    /// What a filter finds each document by.
    #[must_use]
    pub(super) fn cards(&self) -> Vec<(DocId, Arc<Card>)> {
        self.ids().zip(&self.entries).map(|(id, entry)| (id, Arc::clone(&entry.card))).collect()
    }

    /// A document's display name: its title, otherwise its file name; sanitized.
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

    /// A name that differs from those of the story's other documents: its title, or its file name if another title has
    /// the same beginning.
    #[must_use]
    pub(super) fn label(&self, id: DocId) -> String {
        let others: Vec<_> = self.versions(id).map(|v| v.id).collect();
        self.label_among(id, &others)
    }

    /// A name that differs from those of `others`: its title, or its file name if another title has the same beginning.
    #[must_use]
    pub(super) fn label_among(&self, id: DocId, others: &[DocId]) -> String {
        let title = self.title(id);
        let begin = |t: &str| t.chars().take(24).collect::<String>();
        let twin = others.iter().any(|&other| other != id && begin(&self.title(other)) == begin(&title));
        if twin { self.file(id) } else { title }
    }

    /// Distinct names of two documents: their titles, otherwise their files, otherwise their dates.
    #[must_use]
    pub(super) fn names(&self, pair: Pair<DocId>) -> Pair<String> {
        let date = |id: DocId| {
            let document = self.document(id)?;
            let about = &document.about;
            let found = about.modified.as_ref().or(about.published.as_ref())?;
            Some(format!("{}, {}", self.title(id), sanitize(found.value.of(&document.text))))
        };
        let path = |id: DocId| self.source(id).map(|source| sanitize(&source.name())).unwrap_or_default();
        let titles = pair.map(|id| self.title(id));
        let files = pair.map(|id| self.file(id));
        let dates = pair.map(|id| date(id).unwrap_or_default());
        // "U.S. officials" and "US officials" are the same title in two styles.
        let letters = |name: &String| -> String {
            name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let differ = |names: &Pair<String>| letters(&names.old) != letters(&names.new);
        [titles, files, dates, pair.map(path)].into_iter().find(differ).unwrap_or_else(|| pair.map(|id| self.title(id)))
    }

    /// Sets the stories that were found among `documents`.
    pub(super) fn set_stories(&mut self, documents: Vec<DocId>, stories: Vec<Story>) {
        self.grouped = documents;
        self.stories = stories;
        let versions = self.stories.iter().enumerate().flat_map(|(n, s)| s.versions.iter().map(move |v| (n, v)));
        self.story_of = versions.filter_map(|(n, v)| Some((*self.grouped.get(v.document)?, n))).collect();
        for version in self.stories.iter().flat_map(|s| &s.versions) {
            let id = self.grouped.get(version.document);
            let time = version.time.as_ref().and_then(|time| Some((time, time.moment?)));
            if let (Some(id), Some((time, moment))) = (id, time)
                && let Some(entry) = self.entries.get_mut(id.0 as usize)
            {
                Arc::make_mut(&mut entry.card).add_dates([&time.value, &full_date(&moment)]);
            }
        }
    }

    /// The loaded documents, for grouping.
    #[must_use]
    pub(super) fn readable(&self) -> Vec<Readable> {
        let readable = |id| {
            let document = Arc::clone(self.document(id)?);
            Some(Readable { id, source: self.source(id)?.clone(), document })
        };
        self.ids().filter_map(readable).collect()
    }

    fn member(&self, story: &Story, version: &Version) -> Option<Member> {
        let id = *self.grouped.get(version.document)?;
        Some(Member { id, share: version.share, base: story.base() == version.document, before: version.before })
    }

    /// A document as a version of its story.
    #[must_use]
    pub(super) fn version(&self, id: DocId) -> Option<&Version> {
        let story = self.stories.get(*self.story_of.get(&id)?)?;
        story.versions.iter().find(|v| self.grouped.get(v.document) == Some(&id))
    }

    /// The stories as their versions, earliest first. Ungrouped documents follow, each as a story.
    #[must_use]
    pub(super) fn stories(&self) -> Vec<Vec<Member>> {
        let members = |s: &Story| s.versions.iter().filter_map(|v| self.member(s, v)).collect();
        let mut out: Vec<Vec<_>> = self.stories.iter().map(members).collect();
        out.retain(|versions| !versions.is_empty());
        let grouped: HashSet<_> = self.grouped.iter().copied().collect();
        let alone = |id| vec![Member { id, share: 1.0, base: true, before: None }];
        out.extend(self.ids().filter(|id| !grouped.contains(id)).map(alone));
        out
    }

    /// The number of stories with more than one version.
    #[must_use]
    pub(super) fn story_count(&self) -> usize {
        self.stories.iter().filter(|s| s.versions.len() > 1).count()
    }

    /// The versions of a document's story, earliest first; none if it is not in a story.
    pub(super) fn versions(&self, id: DocId) -> impl Iterator<Item = Member> {
        let story = self.story_of.get(&id).and_then(|&n| self.stories.get(n));
        story.into_iter().flat_map(|s| s.versions.iter().map(move |v| (s, v))).filter_map(|(s, v)| self.member(s, v))
    }

    /// The next version of a document's story, wrapping around; `None` if there is no other.
    #[must_use]
    pub(super) fn next_version(&self, id: DocId) -> Option<DocId> {
        let versions: Vec<_> = self.versions(id).map(|v| v.id).collect();
        let at = versions.iter().position(|&v| v == id)?;
        versions.get((at + 1) % versions.len()).copied().filter(|&v| v != id)
    }

    /// A document and the preceding version, earlier one first; for the first version, it and the next one.
    #[must_use]
    pub(super) fn pair(&self, id: DocId) -> Option<(DocId, DocId)> {
        let versions: Vec<_> = self.versions(id).map(|v| v.id).collect();
        let at = versions.iter().position(|&v| v == id)?;
        let first = at.saturating_sub(1);
        Some((*versions.get(first)?, *versions.get(first + 1)?))
    }

    /// A document and its story's base, the fullest version, earlier one first; for the base, it and its nearest.
    #[must_use]
    pub(super) fn pair_with_base(&self, id: DocId) -> Option<(DocId, DocId)> {
        let base = self.versions(id).find(|v| v.base)?.id;
        if base == id { self.pair_with_nearest(id) } else { Some(self.earlier_first(id, base)) }
    }

    /// A document and the version with the highest share, earlier one first.
    #[must_use]
    pub(super) fn pair_with_nearest(&self, id: DocId) -> Option<(DocId, DocId)> {
        Some(self.earlier_first(id, self.nearest(id)?))
    }

    /// The version with the highest share in common with a document.
    #[must_use]
    pub(super) fn nearest(&self, id: DocId) -> Option<DocId> {
        self.grouped.get(self.version(id)?.nearest?.document).copied()
    }

    /// Two documents, earlier one first if they are versions of one story, otherwise as given.
    pub(super) fn earlier_first(&self, a: DocId, b: DocId) -> (DocId, DocId) {
        let first = self.versions(a).find(|v| v.id == a || v.id == b);
        if first.is_some_and(|v| v.id == b) { (b, a) } else { (a, b) }
    }

    /// Whether another version of its story has the same day, or none.
    #[must_use]
    pub(super) fn shares_day(&self, id: DocId) -> bool {
        let day = |v: &Version| v.time.as_ref().and_then(|t| t.moment).map(|m| (m.year, m.month, m.day));
        let own = self.version(id).and_then(day);
        let story = self.story_of.get(&id).and_then(|&n| self.stories.get(n));
        own.is_some() && story.is_some_and(|s| s.versions.iter().filter(|v| day(v) == own).nth(1).is_some())
    }

    /// The loaded documents.
    #[must_use]
    pub(super) fn loaded(&self) -> Vec<(DocId, Arc<Document>)> {
        self.ids().filter_map(|id| Some((id, Arc::clone(self.document(id)?)))).collect()
    }

    /// The document `step` places after another in the library's list.
    #[must_use]
    pub(super) fn listed_after(&self, id: DocId, step: isize) -> Option<DocId> {
        let at = self.listed.iter().position(|&d| d == id)?;
        let after = if step > 0 { self.listed.iter().rposition(|&d| d == id)? } else { at };
        self.listed.get(after.checked_add_signed(step)?).copied()
    }

    /// Sets the order of documents in the library's list; adjacent duplicates are allowed.
    pub(super) fn set_listed(&mut self, listed: Vec<DocId>) {
        self.listed = listed;
    }

    /// The saved reading position of a document.
    #[must_use]
    pub(super) fn place(&self, id: DocId) -> Option<Place> {
        self.places.get(&id).copied()
    }

    /// Saves the reading position of a document.
    pub(super) fn leave(&mut self, id: DocId, place: Place) {
        self.places.insert(id, place);
    }
}
