//! How to compare.

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::thresholds::ChangeThresholds;
use crate::align;
use crate::diff;
use crate::thresholds::Threshold;

/// How to compare.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Options<'a> {
    /// After this moment word operations may be coarser; none on the command line and in tests.
    pub deadline: Option<Instant>,
    /// Raised from another thread to stop: `compare` then gives `None` soon.
    pub cancel: Option<&'a AtomicBool>,
    /// Only the words of the rows are wanted: there is no verdict and nothing that is read from rows, and a
    /// paragraph without a change may be one row.
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
    /// What rules ask of an edit.
    pub changes: ChangeThresholds,
}

impl Thresholds {
    /// Every threshold with its value, floor by floor. Names are unique over all floors.
    pub fn all(&self) -> impl Iterator<Item = (&'static Threshold, f32)> {
        let align = align::Thresholds::TABLE.iter().map(|t| (t, self.align.get(t.name)));
        let diff = diff::Thresholds::TABLE.iter().map(|t| (t, self.diff.get(t.name)));
        let changes = ChangeThresholds::TABLE.iter().map(|t| (t, self.changes.get(t.name)));
        align.chain(diff).chain(changes).map(|(t, value)| (t, value.unwrap_or(t.default)))
    }

    /// Sets the threshold `name`, rounded where it is a whole number; whether there is one of that name.
    pub fn set(&mut self, name: &str, value: f32) -> bool {
        self.align.set(name, value) || self.diff.set(name, value) || self.changes.set(name, value)
    }
}

/// The thresholds in use unless others are given.
static DEFAULT: Thresholds = Thresholds {
    align: align::Thresholds::DEFAULT,
    diff: diff::Thresholds::DEFAULT,
    changes: ChangeThresholds::DEFAULT,
};

impl Default for Options<'_> {
    fn default() -> Self {
        Self { deadline: None, cancel: None, rows_alone: false, thresholds: &DEFAULT }
    }
}

impl<'a> Options<'a> {
    /// With a moment after which word operations may be coarser.
    #[must_use]
    pub const fn with_deadline(self, deadline: Instant) -> Self {
        Self { deadline: Some(deadline), ..self }
    }

    /// With a flag that stops the comparison.
    #[must_use]
    pub const fn with_cancel(self, cancel: &'a AtomicBool) -> Self {
        Self { cancel: Some(cancel), ..self }
    }

    /// With [`rows_alone`](Self::rows_alone) as given.
    #[must_use]
    pub const fn with_rows_alone(self, rows_alone: bool) -> Self {
        Self { rows_alone, ..self }
    }

    /// With other thresholds.
    #[must_use]
    pub const fn with_thresholds(self, thresholds: &'a Thresholds) -> Self {
        Self { thresholds, ..self }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_threshold_has_a_name_of_its_own_a_unit_and_a_reason() {
        let mut names = BTreeSet::new();
        for (threshold, value) in Thresholds::default().all() {
            assert!(names.insert(threshold.name), "{} twice", threshold.name);
            assert!(!threshold.unit.is_empty() && threshold.doc.trim().len() > 20, "{}", threshold.name);
            assert_eq!(value, threshold.default, "{}", threshold.name);
        }
        assert!(names.len() > 40);
    }

    #[test]
    fn a_threshold_of_any_floor_is_set_by_name() {
        let mut thresholds = Thresholds::default();
        assert!(thresholds.set("pair_score", 0.5) && thresholds.set("revised_share", 0.6) && !thresholds.set("x", 1.0));
        assert_eq!((thresholds.align.pair_score, thresholds.diff.revised_share), (0.5, 0.6));
    }
}
