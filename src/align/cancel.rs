//! Cancellation of long work, and sharing it with a second thread.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Runs two functions at once, the second on another thread; one after the other if no thread can be started.
pub(crate) fn both<A, B: Send, F: FnOnce() -> B + Send>(first: impl FnOnce() -> A, second: F) -> (A, B) {
    // Starting a thread consumes the function, also where it fails.
    let second = Mutex::new(Some(second));
    let take = || second.lock().unwrap_or_else(PoisonError::into_inner).take();
    let run = || take().map(|second| second());
    let (first, other) = thread::scope(|scope| {
        let other = thread::Builder::new().spawn_scoped(scope, run);
        let first = first();
        let joined = other.ok().and_then(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        (first, joined)
    });
    let other = other.or_else(run);
    // It ran in one of the two places.
    (first, other.unwrap_or_else(|| unreachable!("the second function did not run")))
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
