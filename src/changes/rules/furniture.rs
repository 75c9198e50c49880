//! Editors' notes and page furniture.

use super::rule::Rule;
use crate::changes::context::{EditContext, Extent, Setting};
use crate::changes::model::{Class, Finding, Grade};

/// Something outside the story changed.
pub(super) struct Furniture;

impl Rule for Furniture {
    fn name(&self) -> &'static str {
        "furniture"
    }

    fn class(&self) -> Class {
        Class::Furniture
    }

    fn description(&self) -> &'static str {
        "An editor's note or the page around the story changed."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        let found = edit.setting == Setting::Furniture && edit.extent != Extent::Moved;
        found.then(|| self.finding(Grade::Plain, edit.spans)).into_iter().collect()
    }
}
