//! Scores grouping on generated folders with known events (`../common/newsroom.rs`).

use recto::story::{self, GroupThresholds, Profile, Watch};

use crate::newsroom::{self, Report};
use crate::pairs::{self, Pairs};

/// Reports of each folder, and its seed.
const FOLDERS: [(usize, u64); 4] = [(60, 11), (340, 12), (340, 13), (1_200, 14)];

/// Folders of reports with their profiles, which thresholds do not affect.
pub(crate) struct Folders(Vec<(Vec<Report>, Vec<Profile>)>);

impl Folders {
    pub(crate) fn new() -> Self {
        let read = |&(reports, seed): &(usize, u64)| {
            let reports = newsroom::folder(reports, seed);
            let profiles = newsroom::profiles(&reports);
            (reports, profiles)
        };
        Self(FOLDERS.iter().map(read).collect())
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
