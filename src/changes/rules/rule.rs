//! The trait of rules.

use crate::changes::context::EditContext;
use crate::changes::model::{Class, Finding, Grade};
use crate::text::{Pair, Span};

/// A rule: something an edit can mean.
pub(crate) trait Rule: Sync {
    /// Its unique name.
    fn name(&self) -> &'static str;

    /// The class of its findings.
    fn class(&self) -> Class;

    /// One sentence about what it finds.
    fn description(&self) -> &'static str;

    /// Its findings in an edit, with the relevant words and their grade; may be empty.
    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding>;

    /// A finding of this rule.
    fn finding(&self, grade: Grade, spans: Pair<Option<Span>>) -> Finding {
        Finding { rule: self.name().into(), class: self.class(), grade, spans, evidence: Pair::default() }
    }
}
