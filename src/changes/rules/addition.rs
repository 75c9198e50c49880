//! An added sentence or clause.

use super::cut::one_sided;
use super::rule::Rule;
use crate::changes::context::EditContext;
use crate::changes::model::{Class, Finding};
use crate::text::Side;

/// A sentence or a clause was added.
pub(super) struct Addition;

impl Rule for Addition {
    fn name(&self) -> &'static str {
        "addition"
    }

    fn class(&self) -> Class {
        Class::Addition
    }

    fn description(&self) -> &'static str {
        "A sentence or a clause was added."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        one_sided(edit, Side::New).map(|grade| self.finding(grade, edit.spans)).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::rules::found;

    #[test]
    fn a_clause_is_added_and_a_word_is_not() {
        let old = "The bridge over the river is open. Cars may cross it.";
        let new = old.replace("river", "river, which was built by monks in the north of the valley,");
        assert_eq!(found(&Addition, old, &new).len(), 1);
        assert_eq!(found(&Addition, old, &old.replace("open", "now open")), [""; 0]);
    }
}
