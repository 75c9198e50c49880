//! The steps of writing, in order.

use std::ops::Range;

use crate::text::{Pair, Side};

/// How words are tracked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tracking {
    /// Both texts have them.
    Same,
    Removed,
    Added,
    /// They are in the moved row with this index.
    MovedFrom(usize),
    MovedTo(usize),
}

impl Tracking {
    /// The tracking of the end of a paragraph: that of the words before it, if it is of their side.
    pub(super) const fn of_end(end: Of, before: Option<Self>) -> Self {
        match (end, before) {
            (Of::Both(_), _) => Self::Same,
            (Of::Old(_), Some(moved @ Self::MovedFrom(_))) | (Of::New(_), Some(moved @ Self::MovedTo(_))) => moved,
            (Of::Old(_), _) => Self::Removed,
            (Of::New(_), _) => Self::Added,
        }
    }

    /// A deletion or insertion instead of an end of a move.
    pub(super) const fn unmoved(self) -> Self {
        match self {
            Self::MovedFrom(_) => Self::Removed,
            Self::MovedTo(_) => Self::Added,
            tracking => tracking,
        }
    }

    /// The element of what is tracked so.
    pub(super) const fn element(self) -> Option<&'static str> {
        match self {
            Self::Same => None,
            Self::Removed => Some("w:del"),
            Self::Added => Some("w:ins"),
            Self::MovedFrom(_) => Some("w:moveFrom"),
            Self::MovedTo(_) => Some("w:moveTo"),
        }
    }
}

/// Blocks by their indices: of both texts, or of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Both(Pair<usize>),
    Old(usize),
    New(usize),
}

impl Of {
    pub(super) fn one(side: Side, block: usize) -> Self {
        if side == Side::Old { Self::Old(block) } else { Self::New(block) }
    }

    /// The block of a side.
    pub(super) fn on(self, side: Side) -> Option<usize> {
        match (self, side) {
            (Self::Both(blocks), side) => Some(blocks[side]),
            (Self::Old(block), Side::Old) | (Self::New(block), Side::New) => Some(block),
            (Self::Old(_), Side::New) | (Self::New(_), Side::Old) => None,
        }
    }
}

/// A step of writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// Words or white space at a range of a side.
    Text { side: Side, range: Range<usize>, tracking: Tracking },
    /// Words that both sides have, at these ranges.
    Both(Pair<Range<usize>>),
    /// The end of a paragraph.
    End(Of),
    /// The beginning of a row of a table.
    Row(Of),
    /// The beginning of a cell.
    Cell,
    /// The end of the row.
    EndRow,
}
