//! Profiles of documents for grouping.

use std::time::SystemTime;

use super::fingerprint;
use super::fingerprint::Fingerprint;
use super::time;
use super::time::Clues;
use super::time::Naming;
use super::time::VersionTime;
use crate::lang::calendar::Moment;
use crate::text::Document;

/// What grouping needs of a document, which can be dropped afterwards.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    pub(super) fingerprint: Fingerprint,
    pub(super) clues: Clues,
    /// The day of its event, as far as the document states it.
    pub(super) day: Option<Day>,
    /// A hash of the words of its title; `None` for a title of one word, which many documents have.
    title: Option<u32>,
}

/// The day by which a document dates itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    day: Moment,
    /// Whether it is a dateline; otherwise it is the day of a version, which may have been in work for months.
    dateline: bool,
}

/// The distance of two days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Apart {
    /// In days.
    pub days: u32,
    /// Whether both are datelines.
    pub reports: bool,
}

impl Day {
    /// A number that increases with the date. Without a year it is that of the day in year 0.
    pub(super) fn number(&self) -> u32 {
        let day = u32::from(self.day.month.unwrap_or(0)) * 31 + u32::from(self.day.day.unwrap_or(0));
        u32::from(self.day.year.unwrap_or(0)) * 400 + day
    }

    pub(super) fn apart(&self, other: &Self) -> Option<Apart> {
        Some(Apart { days: self.day.days_apart(&other.day)?, reports: self.dateline && other.dateline })
    }
}

impl Profile {
    /// What the names of two documents with the same title say of them.
    pub(super) fn naming(&self, other: &Self) -> Naming {
        match (self.title, other.title) {
            (Some(a), Some(b)) if a == b => self.clues.naming(&other.clues),
            _ => Naming::Other,
        }
    }

    /// The time of the document, as far as it is known from it alone.
    #[must_use]
    pub fn time(&self) -> Option<VersionTime> {
        self.clues.time()
    }
}

/// The date or time of day of a document with this `name`, as far as it is known from the two; "v2" is neither.
#[must_use]
pub fn time_of(document: &Document, name: &str) -> Option<VersionTime> {
    Clues::read(document, name, None).time().filter(|time| time.moment.is_some())
}

/// Computes profiles, reusing its buffers. Each thread may have its own.
#[derive(Debug, Default)]
pub struct Reader(fingerprint::Reader);

impl Reader {
    /// The profile of a document with this `name` (usually a path), modified at `modified`.
    pub fn read(&mut self, document: &Document, name: &str, modified: Option<SystemTime>) -> Profile {
        Profile {
            fingerprint: self.0.read(document),
            clues: Clues::read(document, name, modified),
            title: self.0.title(document),
            day: time::event_day(document).map(|(day, dateline)| Day { day, dateline }),
        }
    }
}
