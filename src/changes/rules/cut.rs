//! A removed sentence or clause.

use super::rule::Rule;
use crate::changes::context::{EditContext, Extent};
use crate::changes::model::{Class, Finding, Grade};
use crate::changes::token_info::TokenInfo;
use crate::text::Side;

/// A sentence or a clause was removed.
pub(super) struct Cut;

impl Rule for Cut {
    fn name(&self) -> &'static str {
        "cut"
    }

    fn class(&self) -> Class {
        Class::Cut
    }

    fn description(&self) -> &'static str {
        "A sentence or a clause was removed."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        one_sided(edit, Side::Old).map(|grade| self.finding(grade, edit.spans)).into_iter().collect()
    }
}

/// The grade of a clause or sentence that only this side has.
pub(super) fn one_sided(edit: &EditContext<'_>, side: Side) -> Option<Grade> {
    if edit.is_headline() {
        return None;
    }
    if edit.extent == Extent::Alone {
        return (edit.spans[side].is_some() && edit.is_story()).then(|| match () {
            () if edit.is_minor => Grade::Slight,
            () if edit.holds_facts(side) => Grade::Grave,
            () => Grade::Plain,
        });
    }
    if edit.whole.words[side].len() <= edit.whole.words[side.other()].len() {
        return None;
    }
    let clause = edit.is_words() && edit.is_clause() && !edit.whole.is_transposed && !edit.whole.is_same;
    // An attribution, a date or a hedge alone is not a clause: "かもしれない".
    let source =
        TokenInfo::REPORT.or(TokenInfo::SOURCE).or(TokenInfo::DATE).or(TokenInfo::FUNCTION).or(TokenInfo::HEDGE);
    let row = edit.whole.row(side);
    let says = || row.indices(&edit.whole.range[side]).any(|k| !row.is(k, source));
    (clause && says()).then_some(if edit.is_sentence { Grade::Grave } else { Grade::Plain })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::rules::found;

    #[test]
    fn a_clause_is_cut_and_a_word_is_not() {
        let old = "The bridge, which was built by monks in the north of the valley, is open. Cars may cross it.";
        let clause = found(&Cut, old, &old.replace(", which was built by monks in the north of the valley,", ""));
        assert_eq!(clause, [", which was built by monks in the north of the valley, → -"]);
        assert_eq!(found(&Cut, old, &old.replace(" of the valley", "")), [""; 0]);
        assert_eq!(found(&Cut, old, &old.replace(" Cars may cross it.", "")), ["Cars may cross it. → -"]);
    }
}
