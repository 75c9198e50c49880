//! The headline.

use super::rule::Rule;
use super::wording::other_words;
use crate::changes::context::{EditContext, Extent};
use crate::changes::model::{Class, Finding, Grade};
use crate::lang::{self, Set};
use crate::text::Side;

/// The headline was reworded or replaced.
pub(super) struct Headline;

impl Rule for Headline {
    fn name(&self) -> &'static str {
        "headline"
    }

    fn class(&self) -> Class {
        Class::Headline
    }

    fn description(&self) -> &'static str {
        "The headline was reworded or replaced."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        if !edit.is_headline() {
            return Vec::new();
        }
        let grade = match edit.extent {
            Extent::Alone if edit.is_minor => Grade::Slight,
            Extent::Alone => Grade::Plain,
            Extent::Rewritten if !edit.whole.is_same => Grade::Plain,
            Extent::Words if !edit.whole.is_same && is_flag(edit) => Grade::Slight,
            Extent::Words if !edit.whole.is_same && !other_words(edit).is_empty() => Grade::Plain,
            _ => return Vec::new(),
        };
        vec![self.finding(grade, edit.spans)]
    }
}

/// Whether a headline says only that it was corrected.
fn is_flag(edit: &EditContext<'_>) -> bool {
    let part = &edit.whole;
    let flag = |side: Side, key: &str| part.row(side).language.has(Set::NoteFlags, key);
    let only = |side: Side| {
        let mut own = part.words[side].iter().filter(|k| !part.words[side.other()].contains(k)).peekable();
        (own.peek().is_some(), own.all(|k| flag(side, k) || lang::figure(k)))
    };
    let (old, new) = (only(Side::Old), only(Side::New));
    let flagged = Side::BOTH.into_iter().any(|side| part.words[side].iter().any(|k| flag(side, k)));
    flagged && (old.0 || new.0) && old.1 && new.1
}
