//! Hedges (alleged, may, expected): how certain a statement is.

use std::collections::BTreeSet;
use std::ops::Range;

use super::rule::Rule;
use crate::changes::context::EditContext;
use crate::changes::hedges::Hedge as Hedging;
use crate::changes::model::{Class, Finding, Grade};
use crate::changes::part::{Part, SIDES};
use crate::changes::spelling::is_respelt;
use crate::changes::thresholds::ChangeThresholds;
use crate::changes::token_info::TokenInfo;
use crate::lang::{Hedge as Kind, Set};
use crate::text::{Pair, Side, Span, WordKind};

/// A hedge was added, removed or changed.
pub(super) struct Hedge;

impl Rule for Hedge {
    fn name(&self) -> &'static str {
        "hedge"
    }

    fn class(&self) -> Class {
        Class::Hedge
    }

    fn description(&self) -> &'static str {
        "A statement became more or less certain: alleged, may, at least; or what was shown is only suggested."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        let limits = edit.thresholds;
        // Other changes of a headline belong to the class of headlines.
        let grade = |grade: Grade| if edit.is_headline() { Grade::Slight } else { grade };
        if edit.is_rewritten() {
            return self.in_rewritten(edit).map(|f| Finding { grade: grade(f.grade), ..f }).into_iter().collect();
        }
        if !edit.is_words() || edit.whole.is_same || edit.is_clause() && !is_hedge_alone(&edit.whole) {
            return Vec::new();
        }
        if let Some(spans) = evidence(&edit.whole, limits) {
            return vec![self.finding(grade(Grade::Plain), spans)];
        }
        let whole = hedges(&edit.whole, limits).map(|found| (found, &edit.whole));
        let parts = edit.differing().filter_map(|part| Some((hedges(part, limits)?, part)));
        let found: Vec<_> = if whole.is_some() { whole.into_iter().collect() } else { parts.collect() };
        found.into_iter().map(|(found, part)| self.finding(grade(found), spans(part))).collect()
    }
}

impl Hedge {
    /// "is expected to close" → "hopes to complete"
    fn in_rewritten(&self, edit: &EditContext<'_>) -> Option<Finding> {
        let part = &edit.whole;
        if part.is_same || part.longer() > edit.thresholds.short_row_words {
            return None;
        }
        let stems = SIDES.map(|side| part.content_stems(side));
        let shared = stems.old.iter().any(|stem| stems.new.contains(stem));
        let (old, new) = (kinds(part, Side::Old), kinds(part, Side::New));
        let few = part.longer() <= edit.thresholds.one_statement_words;
        let grade = match () {
            () if !shared => return None,
            () if few && old.is_empty() != new.is_empty() => Grade::Plain,
            () if old.len() == 1 && new.len() == 1 && old != new => Grade::Slight,
            () => return None,
        };
        Some(self.finding(grade, spans(part)))
    }
}

/// Whether the words of a part are those of hedges, which in scripts without spaces are as long as clauses: "かもしれない".
fn is_hedge_alone(part: &Part<'_>) -> bool {
    part.one_sided()
        && Side::BOTH.into_iter().all(|side| {
            let row = part.row(side);
            row.indices(&part.range[side]).all(|k| row.is(k, TokenInfo::HEDGE))
        })
}

/// The hedges of a part, and their counterparts on a side without one.
fn spans(part: &Part<'_>) -> Pair<Option<Span>> {
    let own = part.hull(|side| part.indices(side, TokenInfo::HEDGE).collect());
    if own == Pair::default() { part.spans() } else { own }
}

/// A shown result is only suggested on the other side, or the reverse.
fn evidence(part: &Part<'_>, limits: &ChangeThresholds) -> Option<Pair<Option<Span>>> {
    let shows = |side: Side| {
        let row = part.row(side);
        let range = &part.range[side];
        row.indices(range).find_map(|k| {
            let (shown, words) = row.language.shows((k..range.end).map(|k| row.key(k)))?;
            Some((shown, k..k + words))
        })
    };
    let (old, new) = (shows(Side::Old)?, shows(Side::New)?);
    let few = part.longer() <= 1 + limits.clause_words / 2;
    let place = |side: Side, words: Range<usize>| Some(part.row(side).span(words));
    (few && old.0 != new.0).then(|| Pair::new(place(Side::Old, old.1), place(Side::New, new.1)))
}

/// The grade of differing hedges: those that only one side has count, by what they make of the statement.
fn hedges(part: &Part<'_>, limits: &ChangeThresholds) -> Option<Grade> {
    let scale = if part.unspaced() { 2 } else { 1 };
    if part.longer() > scale * limits.clause_words || part.is_transposed || is_respelt(part) {
        return None;
    }
    // "no plans" → "no current plans"
    let now = |side: Side| {
        let row = part.row(side);
        let [word] = part.words[side].as_slice() else { return false };
        let before = row.neighbour(&part.range[side], -1);
        row.language.has(Set::AfterNegation, word) && before.is_some_and(|k| row.is(k, TokenInfo::DENIAL))
    };
    if part.one_sided() && (now(Side::Old) || now(Side::New)) {
        return Some(Grade::Plain);
    }
    let own = |side: Side| {
        let (here, there) = (kinds(part, side), kinds(part, side.other()));
        here.into_iter().filter(|kind| !there.contains(kind) && !moved(part, side, *kind)).collect::<BTreeSet<_>>()
    };
    let found: BTreeSet<Kind> = own(Side::Old).union(&own(Side::New)).copied().collect();
    if found.is_empty() {
        return is_other_word(part).then_some(Grade::Slight);
    }
    let grave = [Kind::AtLeast, Kind::AtMost, Kind::Alleged].iter().any(|kind| found.contains(kind));
    Some(if grave { Grade::Grave } else { Grade::Plain })
}

/// Whether another word of the same kinds is on each side: "may" for "might".
fn is_other_word(part: &Part<'_>) -> bool {
    let lines = |side: Side| hedging(part, side).map(|hedge| (hedge.kind, hedge.line)).collect::<BTreeSet<_>>();
    let (old, new) = (lines(Side::Old), lines(Side::New));
    !old.is_empty() && !new.is_empty() && old != new
}

/// Whether a hedge of a side is near the part on the other side, and not on this side: it changed its place.
fn moved(part: &Part<'_>, side: Side, kind: Kind) -> bool {
    let near = |side: Side| {
        let row = part.row(side);
        row.hedges(&row.window(&part.range[side], row.limits.moved_hedge_words))
            .filter(|hedge| hedge.kind == kind)
            .count()
    };
    near(side) <= near(side.other())
}

/// The hedges of a part.
fn hedging<'p>(part: &'p Part<'_>, side: Side) -> impl Iterator<Item = &'p Hedging> {
    let row = part.row(side);
    // In "had stocks to" → "could" the word means ability, in "lost" → "could lose" possibility.
    let able = move |k: usize| {
        row.language.has(Set::Ability, row.key(k))
            && (part.longer() > part.limits().ability_words || row.is(k + 1, TokenInfo::DENIAL))
    };
    // "police reported" names a source, "reported dead" is a hedge.
    let source = move |k: usize| row.is(k, TokenInfo::SOURCE);
    let reports =
        move |k: usize| row.is(k, TokenInfo::REPORT) && (source(k + 1) || k.checked_sub(1).is_some_and(source));
    // A character is often part of another word: "约" in "条约".
    let alone = move |words: &Range<usize>| {
        let character = words.len() == 1 && row.kind(words.start) == Some(WordKind::Ideograph);
        !character || part.words[side].len() == 1 || row.is(words.end, TokenInfo::FIGURE)
    };
    row.hedges(&part.range[side])
        .filter(move |hedge| !able(hedge.words.start) && !reports(hedge.words.start) && alone(&hedge.words))
}

/// The kinds of hedges on a side.
fn kinds(part: &Part<'_>, side: Side) -> BTreeSet<Kind> {
    hedging(part, side).map(|hedge| hedge.kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::rules::found;

    #[test]
    fn added_and_removed_hedges() {
        let old = "The fire killed at least six people in the old mill, where it may have begun in the kitchen.";
        assert_eq!(found(&Hedge, old, &old.replace("at least ", "")), ["at least → -"]);
        assert_eq!(found(&Hedge, old, &old.replace("may have begun", "began")), ["may → -"]);
        assert_eq!(found(&Hedge, old, &old.replace("old", "new")), [""; 0]);
        let old = "The old mill above the weir is haunted by a miller and his dog.";
        assert_eq!(found(&Hedge, old, &old.replace("is haunted", "is said to be haunted")), ["- → said"]);
    }
}
