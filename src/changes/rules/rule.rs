//! What a rule is.

use crate::changes::context::EditContext;
use crate::changes::model::{Class, Finding, Grade};
use crate::text::{Pair, Span};

/// What an edit can mean.
pub(crate) trait Rule: Sync {
    /// Its name, which no other rule has.
    fn name(&self) -> &'static str;

    /// The class of its findings.
    fn class(&self) -> Class;

    /// What it finds, in a sentence.
    fn description(&self) -> &'static str;

    /// What it finds in an edit: nothing, or the words in question, each with how much they matter.
    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding>;

    /// A finding of the rule in some words.
    fn finding(&self, grade: Grade, spans: Pair<Option<Span>>) -> Finding {
        Finding { rule: self.name().into(), class: self.class(), grade, spans, evidence: Pair::default() }
    }
}
