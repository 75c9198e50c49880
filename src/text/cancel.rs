//! Cancellation of long work, by a flag that another thread sets.
//!
//! Long loops check the flag. Inner loops return an incomplete result once it is set; the stage that called them checks
//! it again, and drops the result.

use std::sync::atomic::{AtomicBool, Ordering};

/// The flag that cancels work; without one, work is not cancelled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stop<'a>(pub(crate) Option<&'a AtomicBool>);

impl Stop<'_> {
    /// No flag.
    pub(crate) const NEVER: Stop<'static> = Stop(None);

    /// Whether the work is cancelled.
    pub(crate) fn is_set(self) -> bool {
        self.0.is_some_and(|flag| flag.load(Ordering::Relaxed))
    }

    /// The same as a result.
    pub(crate) fn check(self) -> Result<(), Stopped> {
        if self.is_set() { Err(Stopped) } else { Ok(()) }
    }
}

/// The work was cancelled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stopped;
