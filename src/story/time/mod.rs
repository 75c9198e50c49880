//! When a version was written, and by what that is known.
//!
//! ```text
//! document ── stated ──▶ dateline, "Published …", "UPDATED 3:45 PM", front matter   best
//! name     ── name ────▶ 2024-06-19_1040, v2, draft, final, (1)                      │
//! notes    ── note ────▶ "Corrects …", "Updates with …", UPDATE 2-                   ▼
//! file     ────────────▶ when it was changed last                                   least
//! ```
//!
//! [`sort`] puts versions in order by the best of these that tells any two apart. Length is no sign of age.

mod name;
mod note;
mod order;
mod stated;

use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use crate::lang::calendar::Moment;
use crate::text::Document;

pub use order::Evidence;
pub(super) use order::sort;
pub(super) use stated::event_day;

use name::NameClues;
use note::NoteClues;

/// Where a version's time was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// The fields before a text.
    FrontMatter,
    /// A line of the text: `Published …`, `UPDATED 3:45 PM`, a date alone.
    Text,
    /// The dateline.
    Dateline,
    /// The file's name.
    Name,
    /// An editor's note.
    Note,
    /// The file's time of change.
    File,
}

impl Source {
    /// The name in the JSON contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FrontMatter => "front-matter",
            Self::Text => "text",
            Self::Dateline => "dateline",
            Self::Name => "name",
            Self::Note => "note",
            Self::File => "file",
        }
    }
}

/// When a version was written, as well as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionTime {
    /// As far as it is known: `2024-06-19T10:40Z`, `2024-06-19`, `--06-19` without a year, or what the name or a note says
    /// of the version: `v2`, `final`, `Corrects day`.
    pub value: String,
    /// Where it was found.
    pub from: Source,
    /// The date or time of day, where it is one.
    pub moment: Option<Moment>,
}

impl VersionTime {
    fn stated(moment: Moment, from: Source) -> Self {
        Self { value: moment.to_string(), from, moment: Some(moment) }
    }
}

/// What tells the time of one document.
#[derive(Clone, Debug, Default)]
pub struct Clues {
    stated: Option<VersionTime>,
    name: NameClues,
    note: NoteClues,
    modified: Option<SystemTime>,
    /// The whole name, for the order of documents that nothing else tells apart.
    path: String,
}

impl Clues {
    /// Reads what tells the time of `document`, which goes by `name` (a path) and was changed at `modified`.
    #[must_use]
    pub fn read(document: &Document, name: &str, modified: Option<SystemTime>) -> Self {
        Self {
            stated: stated::stated(document),
            name: NameClues::read(name),
            note: NoteClues::read(document),
            modified,
            path: name.to_owned(),
        }
    }

    /// The best that is known of the document's time by itself.
    #[must_use]
    pub fn time(&self) -> Option<VersionTime> {
        let named = || {
            let value = self.name.label()?;
            Some(VersionTime { value, from: Source::Name, moment: self.name.moment })
        };
        let noted = || Some(VersionTime { value: self.note.label()?, from: Source::Note, moment: None });
        let filed = || {
            let since = self.modified?.duration_since(UNIX_EPOCH).ok()?;
            Some(VersionTime::stated(Moment::of_unix(i64::try_from(since.as_secs()).ok()?), Source::File))
        };
        self.stated.clone().or_else(named).or_else(noted).or_else(filed)
    }
}
