//! How to compare.

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use crate::align;
use crate::diff;

/// How to compare.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// After this moment word operations may be coarser; none on the command line and in tests.
    pub deadline: Option<Instant>,
    /// Raised from another thread to stop: `compare` then gives `None` soon.
    pub cancel: Option<&'a AtomicBool>,
    /// Only the words of the rows are wanted: there is no verdict and nothing that is read from rows, and a
    /// paragraph that stands unchanged may be one row.
    pub rows_alone: bool,
    /// Every number that decides something. The default is what was measured best.
    pub thresholds: &'a Thresholds,
}

/// The thresholds of all floors of a comparison.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Thresholds {
    /// What pairing asks for.
    pub align: align::Thresholds,
    /// What rows and the verdict ask for.
    pub diff: diff::Thresholds,
}

/// The thresholds in use unless others are given.
static DEFAULT: Thresholds = Thresholds { align: align::Thresholds::DEFAULT, diff: diff::Thresholds::DEFAULT };

impl Default for Options<'_> {
    fn default() -> Self {
        Self { deadline: None, cancel: None, rows_alone: false, thresholds: &DEFAULT }
    }
}
