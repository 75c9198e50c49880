//! Quotation marks, dashes, letter case.

use super::rule::Rule;
use crate::changes::context::{EditContext, Extent};
use crate::changes::model::{Class, Finding, Grade};
use crate::changes::token_info::TokenInfo;
use crate::text::Side;

/// Both sides have the same words with different typography.
pub(super) struct Typography;

impl Rule for Typography {
    fn name(&self) -> &'static str {
        "typography"
    }

    fn class(&self) -> Class {
        Class::Typography
    }

    fn description(&self) -> &'static str {
        "The words are the same, but the typography changed: quotation marks, dashes, ligatures, letter case."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        let marks = |side: Side| edit.whole.indices(side, TokenInfo::QUOTE_MARK).count();
        let same_words = || {
            let (old, new) = (&edit.whole.words.old, &edit.whole.words.new);
            edit.is_words() && old == new && !old.is_empty() && marks(Side::Old) == marks(Side::New)
        };
        let found = edit.is_story() && edit.extent == Extent::Typography || same_words();
        found.then(|| self.finding(Grade::Plain, edit.spans)).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::rules::found;

    #[test]
    fn letter_case_is_typography() {
        assert_eq!(found(&Typography, "The Pact is signed.", "The pact is signed.").len(), 1);
        assert_eq!(found(&Typography, "The Pact is signed.", "The Pact was signed."), [""; 0]);
    }
}
