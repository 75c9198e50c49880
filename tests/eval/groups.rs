//! Scores grouping on generated folders with known events (`../common/newsroom.rs`).

use recto::format;
use recto::story::{self, GroupThresholds, Profile, Watch};

use crate::newsroom::{self, Report};
use crate::pairs::{self, Pairs};

/// Reports of each folder, and its seed.
const FOLDERS: [(usize, u64); 4] = [(60, 11), (340, 12), (340, 13), (1_200, 14)];

/// Folders of reports with their profiles, which thresholds do not affect.
pub(crate) struct Folders(Vec<(Vec<Report>, Vec<Profile>)>);

impl Folders {
    pub(crate) fn new() -> Self {
        let profiles = |reports: &[Report]| {
            let mut reader = story::Reader::default();
            let read = |report: &Report| format::plain_text(&*report.text).unwrap_or_default();
            reports.iter().map(|report| reader.read(&read(report), "", None)).collect()
        };
        let folders = FOLDERS.iter().map(|&(reports, seed)| newsroom::folder(reports, seed));
        Self(
            folders
                .map(|reports| (profiles(&reports), reports))
                .map(|(profiles, reports)| (reports, profiles))
                .collect(),
        )
    }

    /// The pairs of all folders.
    pub(crate) fn pairs(&self, thresholds: &GroupThresholds) -> Pairs {
        let mut sum = Pairs::default();
        for (reports, profiles) in &self.0 {
            let stories = story::group_with(profiles, thresholds, Watch::default()).unwrap_or_default();
            let found = pairs::count(reports, &stories);
            sum.right += found.right;
            sum.together += found.together;
            sum.versions += found.versions;
        }
        sum
    }
}
