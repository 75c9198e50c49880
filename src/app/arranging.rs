//! What takes longer than a frame for a large comparison, and is made by a worker: its layout, the change list, the counts
//! of what can be hidden. The screen keeps what it shows until the answer arrives.
//!
//! ```text
//! s, f, Z, enter ─▸ Effect::Arrange(Arranging) ─▸ worker: arrange ─▸ Answer::Arranged(Arranged) ─▸ shown
//! ```

use std::sync::Arc;

use crate::changes::Comparison;
use crate::page::{ChangeListPage, ChangeListPlan, ComparePage, ComparePlan, Filter, HiddenKind, count_kinds};
use crate::text::{Document, Pair};

/// What is to be made.
#[derive(Debug)]
pub enum Arranging {
    /// The page of a comparison.
    Page(ComparePlan),
    /// A change list.
    ChangeList(ChangeListPlan, Filter),
    /// The number of differences of each kind that can be hidden.
    HiddenKinds(Pair<Arc<Document>>, Arc<Comparison>),
}

/// What was made.
#[derive(Debug)]
pub enum Arranged {
    /// The page of a comparison.
    Page(Box<ComparePage>),
    /// A change list.
    ChangeList(Box<ChangeListPage>),
    /// The number of differences of each kind that can be hidden.
    HiddenKinds(Vec<(HiddenKind, usize)>),
}

impl Arranging {
    /// Makes it.
    #[must_use]
    pub fn arrange(self) -> Arranged {
        match self {
            Self::Page(plan) => Arranged::Page(Box::new(plan.page())),
            Self::ChangeList(plan, filter) => Arranged::ChangeList(Box::new(plan.list(filter))),
            Self::HiddenKinds(docs, comparison) => {
                Arranged::HiddenKinds(count_kinds(docs.as_ref().map(AsRef::as_ref), &comparison))
            }
        }
    }
}
