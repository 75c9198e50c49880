//! Changes of wording that no other class covers, and changes of a person's status.

use std::collections::BTreeSet;

use super::rule::Rule;
use crate::changes::context::EditContext;
use crate::changes::model::{Class, Finding, Grade};
use crate::changes::part::{Part, SIDES};
use crate::changes::same::verdicts;
use crate::changes::spelling::is_misspelt;
use crate::changes::thresholds::ChangeThresholds;
use crate::changes::token_info::TokenInfo;
use crate::lang::Set;
use crate::text::{Pair, Side, Span};

/// Words changed that are not figures, dates, names, quotations, reports, negations or hedges.
pub(super) struct Wording;

impl Rule for Wording {
    fn name(&self) -> &'static str {
        "wording"
    }

    fn class(&self) -> Class {
        Class::Wording
    }

    fn description(&self) -> &'static str {
        "The wording changed, in a way that no other class covers."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        if edit.is_headline() || edit.whole.is_same {
            return Vec::new();
        }
        if edit.is_rewritten() {
            return vec![self.finding(Grade::Plain, edit.spans)];
        }
        if !edit.is_words() || edit.is_clause() && !edit.whole.is_transposed {
            return Vec::new();
        }
        match other_words(edit).len() {
            0 => Vec::new(),
            n => vec![self.finding(if n == 1 { Grade::Slight } else { Grade::Plain }, edit.spans)],
        }
    }
}

/// The content words of an edit that no other class covers, each with its side.
pub(super) fn other_words(edit: &EditContext<'_>) -> Vec<(Side, usize)> {
    let special = [
        TokenInfo::FIGURE,
        TokenInfo::DATE,
        TokenInfo::NAME,
        TokenInfo::QUOTED,
        TokenInfo::DENIAL,
        TokenInfo::HEDGE,
        TokenInfo::REPORT,
        TokenInfo::SOURCE,
        TokenInfo::LIST_NUMBER,
        TokenInfo::FUNCTION,
    ];
    let special = special.into_iter().fold(TokenInfo::MARK, TokenInfo::or);
    let mut out = Vec::new();
    for part in edit.differing().filter(|part| !is_misspelt(part)) {
        for side in Side::BOTH {
            let (row, other) = (part.row(side), side.other());
            let language = row.language;
            let named = |key: &str| {
                language.shows(std::iter::once(key)).is_some()
                    || language.status(key).is_some()
                    || language.kin(key).is_some()
            };
            let turned = |key: &str| part.words[other].iter().any(|theirs| language.opposites(key, theirs));
            let own = |k: &usize| {
                let key = row.key(*k);
                let loss = language.has(Set::Losses, key) && row.is(k + 1, TokenInfo::FIGURE);
                !row.is(*k, special) && !loss && !edit.whole.words[other].contains(&key) && !named(key) && !turned(key)
            };
            out.extend(row.indices(&part.range[side]).filter(own).map(|k| (side, k)));
        }
    }
    out
}

/// A person's legal status, fate or kinship changed.
pub(super) struct Status;

impl Rule for Status {
    fn name(&self) -> &'static str {
        "status"
    }

    fn class(&self) -> Class {
        Class::Wording
    }

    fn description(&self) -> &'static str {
        "The legal status, fate or kinship of somebody changed: charged and convicted, missing and dead, sister and niece."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        if !edit.is_words() || edit.whole.is_same || edit.whole.is_transposed || edit.is_clause() {
            return Vec::new();
        }
        let limits = edit.thresholds;
        let found = status(&edit.whole, limits).or_else(|| edit.differing().find_map(|part| status(part, limits)));
        found.map(|spans| self.finding(Grade::Grave, spans)).into_iter().collect()
    }
}

fn status(part: &Part<'_>, limits: &ChangeThresholds) -> Option<Pair<Option<Span>>> {
    let language = part.row(Side::Old).language;
    let status = |side: Side| -> BTreeSet<usize> {
        verdicts(language, &part.words[side]).iter().filter_map(|k| language.status(k)).collect()
    };
    let (old, new) = (status(Side::Old), status(Side::New));
    let kin = |side: Side| part.words[side].iter().find_map(|k| language.kin(k));
    let (older, newer) = (kin(Side::Old), kin(Side::New));
    let places = |test: &dyn Fn(&str) -> bool| {
        let spans = SIDES.map(|side| {
            let row = part.row(side);
            row.indices(&part.range[side]).find(|&k| test(row.key(k))).map(|k| row.span(k..k + 1))
        });
        if spans.old.is_some() && spans.new.is_some() { spans } else { part.spans() }
    };
    if part.longer() <= limits.clause_words / 2 && older.is_some() && newer.is_some() && older != newer {
        return Some(places(&|k| language.kin(k).is_some()));
    }
    let few = part.longer() <= limits.clause_words + 2;
    (few && !old.is_empty() && !new.is_empty() && old != new).then(|| places(&|k| language.status(k).is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::rules::found;

    #[test]
    fn status_and_kinship() {
        let old = "Ada Merrow, his sister, was charged with murder in Vik.";
        assert_eq!(found(&Status, old, &old.replace("sister", "niece")), ["sister → niece"]);
        assert_eq!(found(&Status, old, &old.replace("charged with", "convicted of")), ["charged → convicted"]);
        assert_eq!(found(&Status, old, &old.replace("his", "her")), [""; 0]);
    }

    #[test]
    fn other_words_are_wording() {
        let old = "The green ferry leaves the inner harbour with 14 people.";
        assert_eq!(found(&Wording, old, &old.replace("green ferry", "old boat")).len(), 1);
        assert_eq!(found(&Wording, old, &old.replace("14", "15")), [""; 0]);
    }
}
