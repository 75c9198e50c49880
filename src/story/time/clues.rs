//! Evidence for the time of a document.

use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use super::name::{NameClues, Naming};
use super::note::NoteClues;
use super::stated;
use super::version_time::VersionTime;
use crate::lang::calendar::Moment;
use crate::text::Document;
use crate::text::Origin;

/// Evidence for the time of a document.
#[derive(Clone, Debug, Default)]
pub(in crate::story) struct Clues {
    pub(super) stated: Option<VersionTime>,
    pub(super) name: NameClues,
    pub(super) note: NoteClues,
    pub(super) modified: Option<SystemTime>,
    /// The whole name: orders documents without other evidence.
    pub(super) path: String,
}

impl Clues {
    /// Collects the evidence for `document` with this `name` (a path), modified at `modified`.
    #[must_use]
    pub(in crate::story) fn read(document: &Document, name: &str, modified: Option<SystemTime>) -> Self {
        Self {
            stated: stated::stated(document),
            name: NameClues::read(name),
            note: NoteClues::read(document),
            modified,
            path: name.to_owned(),
        }
    }

    /// What the names of two documents say of them.
    pub(in crate::story) fn naming(&self, other: &Self) -> Naming {
        self.name.naming(&other.name)
    }

    /// The best evidence of the document by itself.
    #[must_use]
    pub(in crate::story) fn time(&self) -> Option<VersionTime> {
        let named = || {
            let value = self.name.label()?;
            Some(VersionTime { value, from: Origin::Name, moment: self.name.moment })
        };
        let noted = || Some(VersionTime { value: self.note.label()?, from: Origin::Note, moment: None });
        let filed = || {
            let since = self.modified?.duration_since(UNIX_EPOCH).ok()?;
            Some(VersionTime::stated(Moment::of_unix(i64::try_from(since.as_secs()).ok()?), Origin::File))
        };
        self.stated.clone().or_else(named).or_else(noted).or_else(filed)
    }
}
