//! The difference of two sequences by Myers' algorithm, bounded in time.

use std::convert::Infallible;
use std::hash::Hash;
use std::time::Instant;

use similar::DiffOp;
use similar::algorithms::{Capture, Compact, DiffHook, Replace, myers};

use crate::text::cancel::{Stop, Stopped};

/// The operations that turn `old` into `new`; coarser after `deadline`, none once `stop` is set.
pub(crate) fn difference<T: Eq + Hash>(old: &[T], new: &[T], deadline: Option<Instant>, stop: Stop<'_>) -> Vec<DiffOp> {
    let found = Compact::new(Replace::new(Capture::new()), old, new);
    let mut watched = Watched { found, stop };
    match myers::diff_deadline(&mut watched, old, 0..old.len(), new, 0..new.len(), deadline) {
        Ok(()) => watched.found.into_inner().into_inner().into_ops(),
        Err(Stopped) => Vec::new(),
    }
}

/// Passes what is found on, until the work is cancelled.
struct Watched<'a, D> {
    found: D,
    stop: Stop<'a>,
}

impl<D: DiffHook<Error = Infallible>> Watched<'_, D> {
    fn pass(&mut self, to: impl FnOnce(&mut D) -> Result<(), Infallible>) -> Result<(), Stopped> {
        self.stop.check()?;
        to(&mut self.found).unwrap_or_else(|never| match never {});
        Ok(())
    }
}

impl<D: DiffHook<Error = Infallible>> DiffHook for Watched<'_, D> {
    type Error = Stopped;

    fn equal(&mut self, old: usize, new: usize, len: usize) -> Result<(), Stopped> {
        self.pass(|found| found.equal(old, new, len))
    }

    fn delete(&mut self, old: usize, len: usize, new: usize) -> Result<(), Stopped> {
        self.pass(|found| found.delete(old, len, new))
    }

    fn insert(&mut self, old: usize, new: usize, len: usize) -> Result<(), Stopped> {
        self.pass(|found| found.insert(old, new, len))
    }

    fn replace(&mut self, old: usize, old_len: usize, new: usize, new_len: usize) -> Result<(), Stopped> {
        self.pass(|found| found.replace(old, old_len, new, new_len))
    }

    fn finish(&mut self) -> Result<(), Stopped> {
        self.pass(DiffHook::finish)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use similar::{Algorithm, capture_diff_slices};

    use super::*;

    #[test]
    fn the_difference_is_that_of_the_crate_until_it_is_cancelled() {
        let (old, new): (Vec<u32>, Vec<u32>) = ((0..90).collect(), (0..90).filter(|n| n % 7 > 1).chain(3..9).collect());
        assert_eq!(difference(&old, &new, None, Stop::NEVER), capture_diff_slices(Algorithm::Myers, &old, &new));
        let raised = AtomicBool::new(true);
        assert_eq!(difference(&old, &new, None, Stop(Some(&raised))), []);
    }
}
