//! A passage at another position.

use super::rule::Rule;
use crate::changes::context::{EditContext, Extent};
use crate::changes::model::{Class, Finding, Grade};

/// Rows at another position than in the old order.
pub(super) struct Moved;

impl Rule for Moved {
    fn name(&self) -> &'static str {
        "move"
    }

    fn class(&self) -> Class {
        Class::Move
    }

    fn description(&self) -> &'static str {
        "A passage was moved."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        let moved = edit.extent == Extent::Moved;
        moved.then(|| self.finding(Grade::Plain, edit.spans)).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::rules::found;

    #[test]
    fn a_sentence_moves() {
        let old = "The bridge is open to cars. Engineers looked at the bolts on Monday. Mild weather helped the crews.";
        let new = "Mild weather helped the crews. The bridge is open to cars. Engineers looked at the bolts on Monday.";
        assert_eq!(found(&Moved, old, new).len(), 1);
        assert_eq!(found(&Moved, old, old), [""; 0]);
    }
}
