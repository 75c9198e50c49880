//! How long a test worked: processor time of its thread, which a busy machine does not change.

use std::time::{Duration, Instant};

/// A moment of the thread, to measure from.
pub(crate) struct Worked {
    used: Option<Duration>,
    since: Instant,
}

impl Worked {
    pub(crate) fn begin() -> Self {
        Self { used: used(), since: Instant::now() }
    }

    /// The processor time since then; where the system does not tell it in a file, the time that passed.
    pub(crate) fn time(&self) -> Duration {
        match (self.used, used()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.since.elapsed(),
        }
    }
}

/// The processor time of the thread so far; only Linux has it in a file.
fn used() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
