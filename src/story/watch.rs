//! Progress and cancellation of grouping.

use std::fmt;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

/// Observes and cancels grouping.
#[derive(Clone, Copy, Default)]
pub struct Watch<'a> {
    /// Cancels grouping when set.
    pub cancel: Option<&'a AtomicBool>,
    /// Called with the progress in percent.
    pub progress: Option<&'a dyn Fn(u8)>,
}

impl Watch<'_> {
    pub(super) fn stops(&self) -> bool {
        self.cancel.is_some_and(|c| c.load(Ordering::Relaxed))
    }

    pub(super) fn reached(&self, percent: u8) {
        if let Some(progress) = self.progress {
            progress(percent);
        }
    }
}

impl fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").field("cancel", &self.cancel).finish_non_exhaustive()
    }
}
