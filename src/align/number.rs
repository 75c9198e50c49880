//! Indices as stored: four bytes each.

/// Converts an index or a length; texts have fewer than 2³² of anything.
pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
