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
    pub(super) day: Option<Moment>,
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
            day: time::event_day(document),
        }
    }
}
