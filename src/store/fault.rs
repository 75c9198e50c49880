//! Faults of the system on demand, for tests: with the feature `fault-injection`, the n-th occurrence of an operation
//! fails as it does on a full disk or a failing one. Without the feature no check fails.
//!
//! ```text
//! inject(Write, 3) ─▸ check(Write) ok, check(Write) ok, check(Write) Err, check(Write) ok …
//! RECTO_INJECT="write 3 FILE" does the same for a whole process, and makes FILE when the operation fails
//! RECTO_INJECT="allocation@opened 3 FILE" does it for the third allocation after a document was opened,
//! RECTO_INJECT="allocations@opened 3 FILE" for all from the third on
//! ```

use std::io::{self, Read};

/// An operation of the system.
#[cfg_attr(not(feature = "fault-injection"), expect(unreachable_pub, reason = "tests name it, with the feature"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Opening or creating a file.
    Open,
    /// Reading a part of a file.
    Read,
    /// Writing to a file.
    Write,
    /// Waiting until a file is on the disk.
    Sync,
    /// Renaming a file.
    Rename,
    /// Locking the database.
    Lock,
    /// Starting a thread.
    Thread,
}

/// When allocations begin to be counted.
#[cfg_attr(not(feature = "fault-injection"), expect(dead_code, reason = "tests name the first one"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Point {
    /// The program has begun.
    Start,
    /// A command reads a document.
    Reading,
    /// Documents were grouped for the library.
    Grouped,
    /// A document was opened.
    Opened,
    /// Two documents were compared.
    Compared,
    /// Saving begins.
    Saving,
}

/// Begins to count allocations if they are to be counted from here on.
#[cfg(not(feature = "fault-injection"))]
pub(crate) const fn reached(_: Point) {}

/// Fails if this occurrence of the operation is to fail.
#[cfg(not(feature = "fault-injection"))]
#[expect(clippy::unnecessary_wraps, reason = "it fails with the feature")]
pub(crate) const fn check(_: Operation) -> io::Result<()> {
    Ok(())
}

#[cfg(feature = "fault-injection")]
pub use allocations::allocation_fails;

#[cfg(feature = "fault-injection")]
pub use injected::{inject, inject_named, take};

#[cfg(feature = "fault-injection")]
pub(crate) use {allocations::reached, injected::check};

/// Passes on what it reads; each part may fail.
pub(super) struct Checked<R>(pub(super) R);

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        check(Operation::Read)?;
        self.0.read(buffer)
    }
}

#[cfg(feature = "fault-injection")]
mod injected {
    use std::path::PathBuf;
    use std::sync::{Mutex, MutexGuard, PoisonError};

    use super::{Operation, io};

    /// A fault to come.
    struct Plan {
        operation: Operation,
        /// The occurrences before it.
        before: usize,
        /// Whether it has happened.
        failed: bool,
        /// The file to make when it happens.
        mark: Option<PathBuf>,
    }

    static PLAN: Mutex<Option<Plan>> = Mutex::new(None);

    fn plan() -> MutexGuard<'static, Option<Plan>> {
        PLAN.lock().unwrap_or_else(PoisonError::into_inner)
    }

    impl Operation {
        /// All operations.
        pub const ALL: [Self; 7] =
            [Self::Open, Self::Read, Self::Write, Self::Sync, Self::Rename, Self::Lock, Self::Thread];

        /// Its name in the environment.
        #[must_use]
        pub const fn name(self) -> &'static str {
            match self {
                Self::Open => "open",
                Self::Read => "read",
                Self::Write => "write",
                Self::Sync => "sync",
                Self::Rename => "rename",
                Self::Lock => "lock",
                Self::Thread => "thread",
            }
        }

        /// The number of the system's error.
        const fn code(self) -> i32 {
            match self {
                Self::Open => 24,                // EMFILE
                Self::Read | Self::Sync => 5,    // EIO
                Self::Write => 28,               // ENOSPC
                Self::Rename => 13,              // EACCES
                Self::Lock | Self::Thread => 11, // EAGAIN
            }
        }
    }

    /// Lets the `nth` occurrence of an operation from now on fail, counted from 1.
    pub fn inject(operation: Operation, nth: usize) {
        *plan() = Some(Plan { operation, before: nth.saturating_sub(1), failed: false, mark: None });
    }

    /// The same, written as "write 3", with the path of a file that is made when the operation fails: "write 3 /tmp/a".
    /// Anything else has no effect.
    pub fn inject_named(asked: &str) {
        let mut parts = asked.splitn(3, ' ');
        let name = parts.next().unwrap_or_default();
        if name.starts_with("allocation") {
            super::allocations::inject(name, parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            return;
        }
        let operation = Operation::ALL.into_iter().find(|operation| operation.name() == name);
        if let (Some(operation), Some(Ok(nth))) = (operation, parts.next().map(str::parse)) {
            inject(operation, nth);
            if let Some(plan) = plan().as_mut() {
                plan.mark = parts.next().map(PathBuf::from);
            }
        }
    }

    /// Ends the injection; whether the operation occurred, and failed.
    pub fn take() -> bool {
        plan().take().is_some_and(|plan| plan.failed)
    }

    /// Fails if this occurrence of the operation is to fail.
    pub(crate) fn check(operation: Operation) -> io::Result<()> {
        match plan().as_mut().filter(|plan| plan.operation == operation && !plan.failed) {
            Some(plan) if plan.before == 0 => {
                plan.failed = true;
                plan.mark.iter().for_each(|mark| _ = std::fs::write(mark, b""));
                Err(io::Error::from_raw_os_error(operation.code()))
            }
            Some(plan) => {
                plan.before -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }
}

/// Counts allocations; nothing of it allocates or locks once it is set up.
#[cfg(feature = "fault-injection")]
mod allocations {
    use std::path::PathBuf;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    use super::Point;

    /// What is to fail.
    struct Plan {
        from: Point,
        /// The allocations before it.
        before: usize,
        /// Whether all that follow fail too.
        all: bool,
        /// The file to make when it happens.
        mark: PathBuf,
    }

    static PLAN: OnceLock<Plan> = OnceLock::new();

    /// Whether allocations are counted now.
    static COUNTED: AtomicBool = AtomicBool::new(false);

    /// How many there were since.
    static COUNT: AtomicUsize = AtomicUsize::new(0);

    pub(super) fn inject(name: &str, nth: &str, mark: &str) {
        let (what, from) = name.split_once('@').unwrap_or((name, "start"));
        let points = [Point::Start, Point::Reading, Point::Grouped, Point::Opened, Point::Compared, Point::Saving];
        let from = points.into_iter().find(|point| format!("{point:?}").eq_ignore_ascii_case(from));
        if let (Some(from), Ok(nth)) = (from, nth.parse::<usize>()) {
            _ = PLAN.set(Plan {
                from,
                before: nth.saturating_sub(1),
                all: what == "allocations",
                mark: PathBuf::from(mark),
            });
            reached(Point::Start);
        }
    }

    /// Begins to count allocations if they are to be counted from here on.
    pub(crate) fn reached(point: Point) {
        if PLAN.get().is_some_and(|plan| plan.from == point) {
            COUNTED.store(true, Ordering::SeqCst);
        }
    }

    /// Whether this allocation is to fail, for the allocator.
    pub fn allocation_fails() -> bool {
        if !COUNTED.load(Ordering::Relaxed) {
            return false;
        }
        let Some(plan) = PLAN.get() else { return false };
        let count = COUNT.fetch_add(1, Ordering::SeqCst);
        if count == plan.before {
            // A short path is copied to the stack.
            _ = std::fs::write(&plan.mark, b"");
        }
        count == plan.before || plan.all && count > plan.before
    }
}
