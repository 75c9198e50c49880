//! Byte ranges of a text, and the two sides of a comparison.

use std::ops::{Index, IndexMut, Range};

use serde::{Deserialize, Serialize};

/// A byte range `[start, end)` of one document's UTF-8 text, on character boundaries.
///
/// Offsets are 32 bits wide: `store` rejects larger files.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` to `end`; both must be character boundaries of the text.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end) }
    }

    /// The same range as indices.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether it is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether it contains byte `at`.
    #[must_use]
    pub const fn contains(self, at: u32) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether it contains all of `inner`.
    #[must_use]
    pub const fn covers(self, inner: Self) -> bool {
        self.start <= inner.start && inner.end <= self.end
    }

    /// Whether the two have a byte in common.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that contains both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text in this range; empty where it is not a range of `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}

/// Serialised as `[start, end]`.
impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self { start, end }
    }
}

/// One side of a comparison.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The earlier version.
    Old,
    /// The later version.
    New,
}

impl Side {
    /// Both sides, old first.
    pub const BOTH: [Self; 2] = [Self::Old, Self::New];

    /// The opposite side.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Old => Self::New,
            Self::New => Self::Old,
        }
    }
}

/// A value for each side, indexed by [`Side`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Pair<T> {
    /// The value of the old side.
    pub old: T,
    /// The value of the new side.
    pub new: T,
}

impl<T> Pair<T> {
    /// A pair, old first.
    pub const fn new(old: T, new: T) -> Self {
        Self { old, new }
    }

    /// Both sides mapped.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Pair<U> {
        Pair { old: f(self.old), new: f(self.new) }
    }

    /// References to both sides.
    pub const fn as_ref(&self) -> Pair<&T> {
        Pair { old: &self.old, new: &self.new }
    }

    /// Old and new exchanged.
    #[must_use]
    pub fn swap(self) -> Self {
        Self { old: self.new, new: self.old }
    }
}

impl<T> Index<Side> for Pair<T> {
    type Output = T;
    fn index(&self, side: Side) -> &T {
        match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        }
    }
}

impl<T> IndexMut<Side> for Pair<T> {
    fn index_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Old => &mut self.old,
            Side::New => &mut self.new,
        }
    }
}
