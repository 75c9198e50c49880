//! Grouping on a generated folder with known events (`common/newsroom.rs`): stories in several versions among weekly
//! figures, daily market comments and earnings briefs, which share a form but no event. `cargo run --release --example
//! grouping` prints the same figures, with time and memory, for large folders.

#[path = "common/newsroom.rs"]
mod newsroom;
#[path = "common/pairs.rs"]
mod pairs;

use std::sync::atomic::{AtomicBool, Ordering};

use newsroom::{folder, profiles};
use recto::story::{self, Watch};

#[test]
fn stories_are_events_and_versions_stay_together() {
    for (reports, seed) in [(340, 1), (340, 2), (1_200, 3)] {
        let reports = folder(reports, seed);
        let stories = story::group(&profiles(&reports), Watch::default()).expect("nobody cancels");
        let pairs = pairs::count(&reports, &stories);
        assert!(pairs.together > 100, "{} reports: {pairs}", reports.len());
        assert!(pairs.precision() >= 0.90, "{} reports: {pairs}", reports.len());
        assert!(pairs.recall() >= 0.97, "{} reports: {pairs}", reports.len());
    }
}

#[test]
fn grouping_reports_progress_and_ends_when_cancelled() {
    let profiles = profiles(&folder(1_500, 4));
    let cancel = AtomicBool::new(false);
    let reached = std::cell::RefCell::new(Vec::new());
    let progress = |percent: u8| reached.borrow_mut().push(percent);
    let whole = story::group(&profiles, Watch { cancel: Some(&cancel), progress: Some(&progress) });
    assert!(whole.is_some());
    let steps = reached.take();
    assert!(steps.len() >= 4 && steps.is_sorted() && steps.iter().all(|p| *p <= 100), "{steps:?}");
    // If cancelled at any step, it ends before the next is reported.
    for stop_at in steps {
        cancel.store(false, Ordering::Relaxed);
        let after = std::cell::Cell::new(0);
        let stopped = |percent: u8| {
            if cancel.load(Ordering::Relaxed) {
                after.set(percent);
            }
            cancel.fetch_or(percent >= stop_at, Ordering::Relaxed);
        };
        let grouped = story::group(&profiles, Watch { cancel: Some(&cancel), progress: Some(&stopped) });
        assert!(grouped.is_none(), "cancelled at {stop_at} %");
        assert_eq!(after.get(), 0, "cancelled at {stop_at} %, it went on");
    }
}
