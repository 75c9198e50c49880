//! What the program does about a failed allocation: its allocator calls this.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::store;
use crate::store::{Remedy, Work};
use crate::tui;

use super::error::FAILED;

/// Whether a thread is ending the program.
static ENDING: AtomicBool = AtomicBool::new(false);

/// Called by the program's allocator when the system has no memory. If the program has to end, returns
/// [`Remedy::End`]: [`end_at_once`] gives the status. It allocates nothing.
#[must_use]
pub fn on_failed_allocation() -> Remedy {
    let remedy = store::on_failure();
    if matches!(remedy, Remedy::Reserve { .. }) {
        tui::wake();
    }
    remedy
}

/// Restores the terminal and prints one line, without allocating anything; returns the exit status. Another thread that
/// calls it never returns.
#[must_use]
pub fn end_at_once() -> i32 {
    if ENDING.swap(true, Ordering::SeqCst) {
        loop {
            thread::sleep(Duration::from_secs(1));
        }
    }
    tui::leave_at_once();
    tui::print_at_once("recto: not enough memory for ", store::ran_out().unwrap_or(Work::Showing).name());
    FAILED
}
