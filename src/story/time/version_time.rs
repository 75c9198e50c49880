//! The time of a version and its origin.

use crate::lang::calendar::Moment;
use crate::text::Origin;

/// The time of a version, as precisely as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionTime {
    /// The time: `2024-06-19T10:40Z`, `2024-06-19`, `--06-19` without a year, or what the name or a note says about the
    /// version: `v2`, `final`, `Corrects day`.
    pub value: String,
    /// Where it was found.
    pub from: Origin,
    /// The date or time of day, if it is one.
    pub moment: Option<Moment>,
}

impl VersionTime {
    pub(super) fn stated(moment: Moment, from: Origin) -> Self {
        Self { value: moment.to_string(), from, moment: Some(moment) }
    }
}
