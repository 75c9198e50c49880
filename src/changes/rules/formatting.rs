//! Emphasis, heading levels, link targets, syntax.

use super::rule::Rule;
use crate::changes::context::{EditContext, Extent};
use crate::changes::model::{Class, Finding, Grade};

/// Both sides have the same words with other formatting.
pub(super) struct Formatting;

impl Rule for Formatting {
    fn name(&self) -> &'static str {
        "formatting"
    }

    fn class(&self) -> Class {
        Class::Formatting
    }

    fn description(&self) -> &'static str {
        "The words are the same, but the formatting changed: emphasis, the level of a heading, the target of a link."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        let found = edit.extent == Extent::Formatting || edit.is_words() && edit.is_quote_marks();
        found.then(|| self.finding(Grade::Plain, edit.spans)).into_iter().collect()
    }
}
