//! When a version was written, and where that was found.

use crate::lang::calendar::Moment;
use crate::text::Origin;

/// When a version was written, as well as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionTime {
    /// As far as it is known: `2024-06-19T10:40Z`, `2024-06-19`, `--06-19` without a year, or what the name or a note says
    /// of the version: `v2`, `final`, `Corrects day`.
    pub value: String,
    /// Where it was found.
    pub from: Origin,
    /// The date or time of day, where it is one.
    pub moment: Option<Moment>,
}

impl VersionTime {
    pub(super) fn stated(moment: Moment, from: Origin) -> Self {
        Self { value: moment.to_string(), from, moment: Some(moment) }
    }
}
