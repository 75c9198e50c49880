//! Allocations that fail: what is lost is the work that was being done, not the program.
//!
//! ```text
//! allocator (of the program) ──on_failure──▶ Fail      the caller can do without: a size that is tried
//!                                            Reserve   a loop ends the program in order soon: `ran_out`
//!                                            End       nothing is to be saved or restored
//! ```
//!
//! A library must not choose the allocator. Where the program's does not call [`on_failure`], the standard library ends it.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

/// Work that takes memory, for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Reading arguments and settings.
    Starting,
    /// Reading documents.
    Reading,
    /// Grouping documents into stories.
    Grouping,
    /// Comparing two documents.
    Comparing,
    /// Searching and filtering.
    Searching,
    /// Writing a result.
    Writing,
    /// Laying out and drawing a screen.
    Showing,
    /// Saving what was read.
    Saving,
}

impl Work {
    const ALL: [Self; 8] = [
        Self::Starting,
        Self::Reading,
        Self::Grouping,
        Self::Comparing,
        Self::Searching,
        Self::Writing,
        Self::Showing,
        Self::Saving,
    ];

    /// What there was not enough memory for.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Reading => "reading the documents",
            Self::Grouping => "grouping the documents",
            Self::Comparing => "comparing these texts",
            Self::Searching => "searching the documents",
            Self::Writing => "writing the result",
            Self::Showing => "showing the text",
            Self::Saving => "saving what was read",
        }
    }

    /// This thread does this from now on, and so do threads that it starts.
    pub(crate) fn begin(self) {
        LAST_BEGUN.store(self as u8, Ordering::Relaxed);
        OF_THREAD.set(Some(self));
    }

    /// The work of this thread. A thread that has not begun any helps with the last that was.
    fn current() -> Self {
        let of_thread = OF_THREAD.get();
        of_thread
            .or_else(|| Self::ALL.get(usize::from(LAST_BEGUN.load(Ordering::Relaxed))).copied())
            .unwrap_or(Self::Starting)
    }
}

/// The work that any thread began last.
static LAST_BEGUN: AtomicU8 = AtomicU8::new(Work::Starting as u8);

/// Whether a loop ends the program in order once memory ran out.
static ENDS_IN_ORDER: AtomicBool = AtomicBool::new(false);

/// Whether memory ran out.
static RAN_OUT: AtomicBool = AtomicBool::new(false);

/// The work for which it first did.
static RAN_OUT_FOR: AtomicU8 = AtomicU8::new(Work::Starting as u8);

// Constant, and without a destructor: the first use of these allocates nothing.
thread_local! {
    static OF_THREAD: Cell<Option<Work>> = const { Cell::new(None) };
    static MAY_FAIL: Cell<bool> = const { Cell::new(false) };
    static IS_ESSENTIAL: Cell<bool> = const { Cell::new(false) };
}

/// What an allocator does about a failed allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// It reports the failure: the caller expects that.
    Fail,
    /// It takes memory from a reserve. If the thread is not essential, some of it has to remain for those that are.
    Reserve {
        /// Whether the thread is needed for ending the program.
        essential: bool,
    },
    /// It ends the program.
    End,
}

/// Called by an allocator on a failure. It allocates nothing.
#[must_use]
pub fn on_failure() -> Remedy {
    if MAY_FAIL.get() {
        return Remedy::Fail;
    }
    let work = Work::current() as u8;
    if !RAN_OUT.load(Ordering::SeqCst) {
        RAN_OUT_FOR.store(work, Ordering::SeqCst);
        RAN_OUT.store(true, Ordering::SeqCst);
    }
    if ENDS_IN_ORDER.load(Ordering::SeqCst) { Remedy::Reserve { essential: IS_ESSENTIAL.get() } } else { Remedy::End }
}

/// The work for which memory ran out, if it did.
#[must_use]
pub fn ran_out() -> Option<Work> {
    let work = || Work::ALL.get(usize::from(RAN_OUT_FOR.load(Ordering::SeqCst))).copied();
    if RAN_OUT.load(Ordering::SeqCst) { work() } else { None }
}

/// Says that a loop ends the program in order as soon as [`ran_out`] returns something.
pub fn ends_in_order() {
    ENDS_IN_ORDER.store(true, Ordering::SeqCst);
}

/// This thread is needed for ending the program in order.
pub fn is_essential() {
    IS_ESSENTIAL.set(true);
}

/// Does something whose failed allocations are handled where they are asked for.
pub(super) fn tolerating<T>(work: impl FnOnce() -> T) -> T {
    let before = MAY_FAIL.replace(true);
    let done = work();
    MAY_FAIL.set(before);
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_that_is_expected_is_reported_to_the_caller() {
        let remedy = tolerating(|| tolerating(on_failure));
        assert_eq!((remedy, MAY_FAIL.get(), ran_out()), (Remedy::Fail, false, None));
    }

    #[test]
    fn a_thread_without_work_helps_with_the_last() {
        std::thread::spawn(|| Work::Comparing.begin()).join().expect("begun");
        let name = std::thread::spawn(|| Work::current().name()).join();
        assert_eq!(name.expect("a name"), "comparing these texts");
        assert!(Work::ALL.into_iter().enumerate().all(|(n, work)| work as usize == n));
    }
}
