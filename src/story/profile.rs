//! What grouping keeps of a document.

use std::time::SystemTime;

use super::fingerprint;
use super::fingerprint::Fingerprint;
use super::time;
use super::time::Clues;
use super::time::VersionTime;
use crate::lang::calendar::Moment;
use crate::text::Document;

/// What grouping keeps of a document; the document itself may be dropped.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    pub(super) fingerprint: Fingerprint,
    pub(super) clues: Clues,
    /// The day its event was reported, where the document says so.
    pub(super) day: Option<Day>,
}

/// The day a document dates itself by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    day: Moment,
    /// It is the day of a report; else that of a version, which may have been worked on for months.
    dateline: bool,
}

/// How far two days lie from each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Apart {
    /// In days.
    pub days: u32,
    /// Both are days of reports.
    pub reports: bool,
}

impl Day {
    pub(super) fn apart(&self, other: &Self) -> Option<Apart> {
        Some(Apart { days: self.day.days_apart(&other.day)?, reports: self.dateline && other.dateline })
    }
}

impl Profile {
    /// When the document was written, as well as that is known of it alone.
    #[must_use]
    pub fn time(&self) -> Option<VersionTime> {
        self.clues.time()
    }
}

/// Makes profiles; its buffers serve one document after the other. Each thread may have its own.
#[derive(Debug, Default)]
pub struct Reader(fingerprint::Reader);

impl Reader {
    /// The profile of a document that goes by `name` (a path, or what else it is called) and was changed at `modified`.
    pub fn read(&mut self, document: &Document, name: &str, modified: Option<SystemTime>) -> Profile {
        Profile {
            fingerprint: self.0.read(document),
            clues: Clues::read(document, name, modified),
            day: time::event_day(document).map(|(day, dateline)| Day { day, dateline }),
        }
    }
}
