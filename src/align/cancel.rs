//! Cancellation of long work, and sharing it with a second thread.

use std::sync::atomic::{AtomicBool, Ordering};

/// Runs two functions at once, the second on another thread.
pub(crate) fn both<A, B: Send>(first: impl FnOnce() -> A, second: impl FnOnce() -> B + Send) -> (A, B) {
    std::thread::scope(|scope| {
        let other = scope.spawn(second);
        let first = first();
        (first, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// The flag that cancels work, checked at intervals.
#[derive(Clone, Copy)]
pub(crate) struct Stop<'a>(pub(crate) Option<&'a AtomicBool>);

impl Stop<'_> {
    pub(crate) fn check(self) -> Result<(), Stopped> {
        if self.0.is_some_and(|flag| flag.load(Ordering::Relaxed)) { Err(Stopped) } else { Ok(()) }
    }
}

/// The comparison was cancelled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stopped;
