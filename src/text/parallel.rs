//! Sharing work with a second thread.

use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Below this many bytes of text, starting a thread takes longer than reading them.
pub(crate) const PARALLEL_BYTES: usize = 256 << 10;

/// Runs two functions at once, the second on another thread; one after the other if no thread can be started.
pub(crate) fn both<A, B: Send, F: FnOnce() -> B + Send>(first: impl FnOnce() -> A, second: F) -> (A, B) {
    // Starting a thread consumes the function, even if it fails.
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
    // It ran on one of the two threads.
    (first, other.unwrap_or_else(|| unreachable!("the second function did not run")))
}
