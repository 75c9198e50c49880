//! Bylines, datelines, agencies, flags before a headline.

use super::rule::Rule;
use crate::changes::context::{EditContext, Extent, Setting};
use crate::changes::model::{Class, Finding, Grade};

/// The credits or a flag before the headline changed.
pub(super) struct Credit;

impl Rule for Credit {
    fn name(&self) -> &'static str {
        "credit"
    }

    fn class(&self) -> Class {
        Class::Credit
    }

    fn description(&self) -> &'static str {
        "A byline, a dateline, an agency or a flag before the headline was added, removed or changed."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        let found = edit.setting == Setting::Credit && edit.extent != Extent::Moved;
        found.then(|| self.finding(Grade::Plain, edit.spans)).into_iter().collect()
    }
}
