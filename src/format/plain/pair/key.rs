//! Keys of lines.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

/// The key of a line; equal lines have equal keys.
pub(super) fn key(line: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(line.as_bytes());
    hasher.finish()
}
