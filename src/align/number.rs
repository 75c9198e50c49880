//! Indices as they are kept: four bytes each.

/// An index or a length; texts hold fewer than 2³² of anything.
pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
