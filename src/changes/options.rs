//! Options of a comparison.

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::thresholds::ChangeThresholds;
use crate::align;
use crate::diff;
use crate::thresholds::Threshold;

/// Options of a comparison.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Options<'a> {
    /// Time after which the comparison may be coarser: word operations, the search for similar sentences, what is found in
    /// sentences of one side. Unset in tests. On the command line it is far off, so that the output of texts in use does
    /// not depend on the machine.
    pub deadline: Option<Instant>,
    /// Set from another thread to cancel: `compare` then soon returns `None`.
    pub cancel: Option<&'a AtomicBool>,
    /// Compute only the rows: no verdict, changes and notes; unchanged paragraphs may be merged into one row.
    pub rows_alone: bool,
    /// All thresholds. The defaults are the values measured best.
    pub thresholds: &'a Thresholds,
}

/// The thresholds of all floors of a comparison.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Thresholds {
    /// Thresholds of pairing.
    pub align: align::Thresholds,
    /// Thresholds of rows and the verdict.
    pub diff: diff::Thresholds,
    /// Thresholds of the rules.
    pub changes: ChangeThresholds,
}

impl Thresholds {
    /// All thresholds with their values, by floor. Names are unique across floors.
    pub fn all(&self) -> impl Iterator<Item = (&'static Threshold, f32)> {
        let align = align::Thresholds::TABLE.iter().map(|t| (t, self.align.get(t.name)));
        let diff = diff::Thresholds::TABLE.iter().map(|t| (t, self.diff.get(t.name)));
        let changes = ChangeThresholds::TABLE.iter().map(|t| (t, self.changes.get(t.name)));
        align.chain(diff).chain(changes).map(|(t, value)| (t, value.unwrap_or(t.default)))
    }

    /// Sets the threshold `name`, rounded if it is a whole number; returns whether it exists.
    pub fn set(&mut self, name: &str, value: f32) -> bool {
        self.align.set(name, value) || self.diff.set(name, value) || self.changes.set(name, value)
    }
}

/// The default thresholds.
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
    /// Sets the time after which word operations may be coarser.
    #[must_use]
    pub const fn with_deadline(self, deadline: Instant) -> Self {
        Self { deadline: Some(deadline), ..self }
    }

    /// Sets the flag that cancels the comparison.
    #[must_use]
    pub const fn with_cancel(self, cancel: &'a AtomicBool) -> Self {
        Self { cancel: Some(cancel), ..self }
    }

    /// Sets [`rows_alone`](Self::rows_alone).
    #[must_use]
    pub const fn with_rows_alone(self, rows_alone: bool) -> Self {
        Self { rows_alone, ..self }
    }

    /// Sets the thresholds.
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
