//! How long work is stopped, and shared with another thread.

use std::sync::atomic::{AtomicBool, Ordering};

/// Does two things at once: the second on another thread.
pub(crate) fn both<A, B: Send>(first: impl FnOnce() -> A, second: impl FnOnce() -> B + Send) -> (A, B) {
    std::thread::scope(|scope| {
        let other = scope.spawn(second);
        let first = first();
        (first, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// Asked now and then by what takes long.
#[derive(Clone, Copy)]
pub(crate) struct Stop<'a>(pub(crate) Option<&'a AtomicBool>);

impl Stop<'_> {
    pub(crate) fn check(self) -> Result<(), Stopped> {
        if self.0.is_some_and(|flag| flag.load(Ordering::Relaxed)) { Err(Stopped) } else { Ok(()) }
    }
}

/// The comparison was given up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stopped;
