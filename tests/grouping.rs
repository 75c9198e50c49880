//! Grouping on a generated folder with known events (`common/newsroom.rs`): stories in several versions among weekly
//! figures, daily market comments and earnings briefs, which share a form but no event. `cargo run --release --example
//! grouping` prints the same figures, with time and memory, for large folders.

#[path = "common/newsroom.rs"]
mod newsroom;
#[path = "common/pairs.rs"]
mod pairs;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use newsroom::Report;
use recto::format;
use recto::story::{self, Profile, Watch};

fn profiles(reports: &[Report]) -> Vec<Profile> {
    let mut reader = story::Reader::default();
    let read = |report: &Report| format::plain_text(&*report.text).unwrap_or_default();
    reports.iter().map(|report| reader.read(&read(report), "", None)).collect()
}

#[test]
fn stories_are_events_and_versions_stay_together() {
    for (reports, seed) in [(340, 1), (340, 2), (1_200, 3)] {
        let reports = newsroom::folder(reports, seed);
        let stories = story::group(&profiles(&reports), Watch::default()).unwrap_or_default();
        let pairs = pairs::count(&reports, &stories);
        assert!(pairs.together > 100, "{} reports: {pairs}", reports.len());
        assert!(pairs.precision() >= 0.90, "{} reports: {pairs}", reports.len());
        assert!(pairs.recall() >= 0.97, "{} reports: {pairs}", reports.len());
    }
}

#[test]
fn grouping_stops_at_once_and_reports_progress() {
    let profiles = profiles(&newsroom::folder(1_500, 4));
    let cancel = AtomicBool::new(false);
    let reached = std::cell::RefCell::new(Vec::new());
    let progress = |percent: u8| reached.borrow_mut().push(percent);
    let whole = story::group(&profiles, Watch { cancel: Some(&cancel), progress: Some(&progress) });
    assert!(whole.is_some());
    let steps = reached.take();
    assert!(steps.len() >= 4 && steps.is_sorted() && steps.iter().all(|p| *p <= 100), "{steps:?}");
    // If cancelled at any step, it ends before the next is reported.
    for stop_at in steps {
        let stopped = |percent: u8| {
            if percent >= stop_at {
                cancel.store(true, Ordering::Relaxed);
            }
        };
        cancel.store(false, Ordering::Relaxed);
        let begun = Instant::now();
        assert!(
            story::group(&profiles, Watch { cancel: Some(&cancel), progress: Some(&stopped) }).is_none(),
            "{stop_at}"
        );
        assert!(begun.elapsed() < Duration::from_secs(20));
    }
}
