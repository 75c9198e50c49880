//! Laying out a large comparison elsewhere: a plan has all that its page is made of, and can be sent to another thread.
//!
//! ```text
//! page ── plan, plan_opening ─▸ ComparePlan ── page ─▸ another page of the same comparison
//! ```

use std::collections::BTreeSet;
use std::sync::Arc;

use super::compare::ComparePage;
use super::hidden::Hidden;
use super::hidden_kinds::{HiddenKind, HiddenKinds};
use super::options::CompareOptions;
use crate::changes::Comparison;
use crate::text::{Document, Pair};

/// Rows that are laid out within a frame: a release build takes about a microsecond per row, a debug build ten.
const ROWS_AT_ONCE: usize = 3_000;

/// What the page of a comparison is made of.
#[derive(Clone, Debug)]
pub struct ComparePlan {
    docs: Pair<Arc<Document>>,
    comparison: Arc<Comparison>,
    options: CompareOptions,
    /// The rows of folds that were opened individually.
    opened: BTreeSet<usize>,
    width: u16,
}

impl ComparePlan {
    /// The plan of [`ComparePage::new`] with the same arguments.
    #[must_use]
    pub const fn new(
        docs: Pair<Arc<Document>>,
        comparison: Arc<Comparison>,
        options: CompareOptions,
        width: u16,
    ) -> Self {
        Self { docs, comparison, options, opened: BTreeSet::new(), width }
    }

    /// Whether laying it out may take longer than a frame.
    #[must_use]
    pub fn is_large(&self) -> bool {
        is_large(&self.comparison)
    }

    /// The comparison.
    #[must_use]
    pub const fn comparison(&self) -> &Arc<Comparison> {
        &self.comparison
    }

    /// The options.
    #[must_use]
    pub const fn options(&self) -> CompareOptions {
        self.options
    }

    /// Lays it out.
    #[must_use]
    pub fn page(self) -> ComparePage {
        ComparePage::with_opened(self.docs, self.comparison, self.options, self.opened, self.width)
    }
}

impl ComparePage {
    /// Whether another layout may take longer than a frame, so that it is made from a plan on another thread.
    #[must_use]
    pub fn is_large(&self) -> bool {
        is_large(&self.comparison)
    }

    /// The plan of the same page with other options.
    #[must_use]
    pub fn plan(&self, options: CompareOptions) -> ComparePlan {
        let opened = if options.fold == self.options.fold { self.opened.clone() } else { BTreeSet::new() };
        let (docs, comparison) = (self.docs.clone(), Arc::clone(&self.comparison));
        ComparePlan { docs, comparison, options, opened, width: self.width }
    }

    /// The plan of the same page with a fold opened.
    #[must_use]
    pub fn plan_opening(&self, item: usize) -> ComparePlan {
        let mut plan = self.plan(self.options);
        plan.opened.extend(self.rows_of_fold(item));
        plan
    }
}

/// Whether the page of a comparison is laid out, and its differences are counted, on another thread.
fn is_large(comparison: &Comparison) -> bool {
    comparison.rows.len() > ROWS_AT_ONCE
}

/// The number of differences of each kind that can be hidden, whether they are or not.
#[must_use]
pub fn count_kinds(docs: Pair<&Document>, comparison: &Comparison) -> Vec<(HiddenKind, usize)> {
    let count = |kind| Hidden::new(docs, comparison, HiddenKinds::only(kind)).hidden_counts().total();
    HiddenKind::ALL.map(|kind| (kind, count(kind))).to_vec()
}
