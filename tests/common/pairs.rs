//! Measures how well stories agree with known events, in pairs of documents.

use std::collections::BTreeMap;
use std::fmt;

use recto::story::Story;

use crate::newsroom::Report;

/// Pairs of documents.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Pairs {
    /// Pairs of one event in one story.
    pub(crate) right: usize,
    /// Pairs in one story.
    pub(crate) together: usize,
    /// Pairs of one event.
    pub(crate) versions: usize,
}

impl Pairs {
    /// The share of the pairs in one story that are of one event.
    #[must_use]
    pub(crate) fn precision(&self) -> f64 {
        share(self.right, self.together)
    }

    /// The share of the pairs of one event that are in one story.
    #[must_use]
    pub(crate) fn recall(&self) -> f64 {
        share(self.right, self.versions)
    }
}

impl fmt::Display for Pairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: f64| share * 100.0;
        write!(
            f,
            "{:.1} % of {} pairs put together are one event, {:.1} % of {} pairs of versions are together",
            percent(self.precision()),
            self.together,
            percent(self.recall()),
            self.versions
        )
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Counts the pairs.
#[must_use]
pub(crate) fn count(reports: &[Report], stories: &[Story]) -> Pairs {
    let pairs = |n: usize| n * n.saturating_sub(1) / 2;
    let mut events: BTreeMap<usize, usize> = BTreeMap::new();
    reports.iter().for_each(|report| *events.entry(report.event).or_default() += 1);
    let mut out = Pairs { versions: events.into_values().map(pairs).sum(), ..Pairs::default() };
    for story in stories {
        out.together += pairs(story.versions.len());
        let mut events: BTreeMap<usize, usize> = BTreeMap::new();
        story.versions.iter().for_each(|v| *events.entry(reports[v.document].event).or_default() += 1);
        out.right += events.into_values().map(pairs).sum::<usize>();
    }
    out
}
