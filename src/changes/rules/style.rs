//! House style.

use super::rule::Rule;
use crate::changes::context::EditContext;
use crate::changes::model::{Class, Finding, Grade};
use crate::changes::part::Part;
use crate::changes::same::{has_other_marks, is_verdict};
use crate::changes::token_info::TokenInfo;
use crate::text::Side;

/// Both sides say the same in different house styles.
pub(super) struct Style;

impl Rule for Style {
    fn name(&self) -> &'static str {
        "style"
    }

    fn class(&self) -> Class {
        Class::Style
    }

    fn description(&self) -> &'static str {
        "Both sides say the same in different house styles: U.S. and US, ten and 10, 3 March and March 3, another \
         clause number."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        if !edit.is_words() && !edit.is_rewritten() || edit.is_quote_marks() {
            return Vec::new();
        }
        if is_style(&edit.whole) {
            return vec![self.finding(Grade::Plain, edit.spans)];
        }
        let parts = edit.parts.iter().filter(|part| !edit.whole.is_same && is_style(part) && part.longer() > 0);
        parts.map(|part| self.finding(Grade::Plain, part.spans())).collect()
    }
}

/// Whether a part differs only in style; punctuation counts as style, quotation marks do not.
fn is_style(part: &Part<'_>) -> bool {
    let marks = |side: Side| part.indices(side, TokenInfo::QUOTE_MARK).count();
    let typography = part.words.old == part.words.new && part.longer() > 0;
    let quoted = part.words.old == part.words.new && marks(Side::Old) != marks(Side::New);
    part.is_same && (!typography && !quoted && !is_verdict(part) || has_other_marks(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::rules::found;

    #[test]
    fn house_style() {
        let old = "The U.S. Secretary of Defense visited 10 shipyards near Vik on March 3 in a week.";
        for (from, to) in [("U.S.", "US"), ("Defense", "Defence"), ("10", "ten"), ("March 3", "3 March")] {
            assert_eq!(found(&Style, old, &old.replace(from, to)).len(), 1, "{to}");
        }
        assert_eq!(found(&Style, old, &old.replace("10", "11")), [""; 0]);
    }
}
