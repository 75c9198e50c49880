//! Negations (not, never, no) and opposites.

use std::ops::Range;

use super::rule::Rule;
use crate::changes::annotate::Annotated;
use crate::changes::context::EditContext;
use crate::changes::model::{Class, Finding, Grade};
use crate::changes::part::{Part, SIDES};
use crate::changes::same::verdicts;
use crate::changes::spelling::is_respelt;
use crate::changes::thresholds::ChangeThresholds;
use crate::changes::token_info::TokenInfo;
use crate::lang::{self, Set};
use crate::text::{Pair, Side, Span};

/// One side negates what the other says, or says the opposite.
pub(super) struct Negation;

impl Rule for Negation {
    fn name(&self) -> &'static str {
        "negation"
    }

    fn class(&self) -> Class {
        Class::Negation
    }

    fn description(&self) -> &'static str {
        "A negation was added or removed, or a word was replaced by its opposite."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        let whole = &edit.whole;
        if edit.is_rewritten() {
            return denied_in_rewritten(edit).map(|spans| self.finding(Grade::Plain, spans)).into_iter().collect();
        }
        if !edit.is_words() || whole.is_same || edit.is_clause() || whole.has_moved() {
            return Vec::new();
        }
        if let Some(spans) = denied(whole, edit.thresholds) {
            return vec![self.finding(Grade::Plain, spans)];
        }
        if edit.parts.len() < 2 {
            return Vec::new();
        }
        // If both sides of an edit have equally many negations, its parts do not count.
        let reversed = edit.differing().filter_map(|part| reversed(part));
        reversed.map(|spans| self.finding(Grade::Plain, spans)).collect()
    }
}

/// The spans where a negation was added or removed, or a word was replaced by its opposite.
fn denied(part: &Part<'_>, limits: &ChangeThresholds) -> Option<Pair<Option<Span>>> {
    // "who cannot be named" describes a source.
    let unnamed = |side: Side| part.row(side).language.is_unnamed(&part.words[side]);
    if unnamed(Side::Old) != unnamed(Side::New) || is_respelt(part) {
        return None;
    }
    if is_lost(part) {
        return Some(part.spans());
    }
    let count = |side: Side, range: &Range<usize>| part.row(side).denials(range);
    let here = SIDES.map(|side| count(side, &part.range[side]));
    let cuts = SIDES.map(|side| part.row(side).cuts_denial(&part.range[side]));
    // "no doubt" → "doubt", "a doubt"
    let other = if cuts.old { Side::New } else { Side::Old };
    let article = part.words[other].len() <= 1 && part.content(other).is_empty();
    if article && cuts.old != cuts.new {
        return Some(part.spans());
    }
    if here.old == here.new {
        return denies_after(part).then(|| part.spans()).or_else(|| reversed(part));
    }
    if is_litotes(part) || listed(part, limits) || denied_elsewhere(part) {
        return None;
    }
    let spans = || Some(part.spans_of(TokenInfo::DENIAL));
    if !part.one_sided() && part.longer() <= limits.phrase_words && denied_otherwise(part.tokens(), &part.range) {
        return spans();
    }
    if part.unspaced() {
        return if part.longer() <= 2 * limits.phrase_words { spans() } else { None };
    }
    // "not allowed so far" → "so far not allowed"
    let wider = SIDES.map(|side| count(side, &part.row(side).window(&part.range[side], limits.negated_words)));
    let others = |side: Side| part.words[side].len().saturating_sub(here[side]);
    let few = others(Side::Old).max(others(Side::New)) <= limits.negation_other_words;
    if few && wider.old != wider.new { spans() } else { None }
}

/// Whether two negations of one side that cancel each other are absent on the other: "not unlikely" → "likely".
fn is_litotes(part: &Part<'_>) -> bool {
    let (row, other) = (part.row(Side::Old), part.row(Side::New));
    let words = |side: Side| part.indices(side, TokenInfo::DENIAL).collect::<Vec<_>>();
    let (old, new) = (words(Side::Old), words(Side::New));
    let doubled = |words: &[usize]| matches!(words, [first, second] if first + 1 == *second);
    // Elsewhere, two negations are often one: "no … nunca".
    row.language.negations_cancel()
        && other.language.negations_cancel()
        && match (old.is_empty(), new.is_empty()) {
            (false, true) => doubled(&old),
            (true, false) => doubled(&new),
            _ => false,
        }
}

/// Whether the word after the part is a negation on one side only, by an article: "Personne" → "Une personne".
fn denies_after(part: &Part<'_>) -> bool {
    let next = SIDES.map(|side| part.row(side).neighbour(&part.range[side], 1));
    let (Some(old), Some(new)) = (next.old, next.new) else { return false };
    let (row, other) = (part.row(Side::Old), part.row(Side::New));
    // In "une licence non compatible" → "une non compatible" it stays one.
    let article = |side: Side| part.content(side).into_iter().all(|key| part.row(side).language.counts_one(key));
    part.longer() <= part.limits().negation_other_words
        && (!part.one_sided() || Side::BOTH.into_iter().all(article))
        && row.key(old) == other.key(new)
        && row.is(old, TokenInfo::DENIAL) != other.is(new, TokenInfo::DENIAL)
}

/// A word that is replaced by its opposite, with few other words.
fn reversed(part: &Part<'_>) -> Option<Pair<Option<Span>>> {
    let affirms = Side::BOTH.into_iter().any(|side| part.row(side).affirms(&part.range[side]));
    if affirms || part.longer() > part.limits().negation_other_words {
        return None;
    }
    let language = part.row(Side::Old).language;
    let (old, new) = (verdicts(language, &part.words.old), verdicts(language, &part.words.new));
    // "unter gdb" → "über gdb"
    let uncounted = |side: Side, key: &str| {
        let row = part.row(side);
        let is_counted = |k: usize| row.is(k, TokenInfo::FIGURE.or(TokenInfo::DATE));
        language.has(Set::OppositesOfFigures, key)
            && !row.indices(&part.range[side]).any(|k| row.key(k) == key && (k + 1..k + 3).any(is_counted))
    };
    let opposite =
        |a: &str| new.iter().find(|b| !old.contains(b) && language.opposites(a, b) && !uncounted(Side::New, b));
    let (a, b) =
        old.iter().filter(|a| !new.contains(a) && !uncounted(Side::Old, a)).find_map(|a| Some((a, opposite(a)?)))?;
    let place = |side: Side, key: &str| {
        let row = part.row(side);
        row.indices(&part.range[side]).find(|&k| row.key(k) == key).map(|k| row.span(k..k + 1))
    };
    let spans = Pair::new(place(Side::Old, a), place(Side::New, b));
    Some(if spans.old.is_some() && spans.new.is_some() { spans } else { part.spans() })
}

/// A sum becomes a loss, or is no longer one: "vs 13.2 mln" → "vs loss 13.2 mln".
fn is_lost(part: &Part<'_>) -> bool {
    let Some(side) = part.only_side() else { return false };
    let row = part.row(side);
    let mut next = row.indices(&(part.range[side].end..row.all().end)).take(part.limits().loss_words);
    part.words[side].len() <= part.limits().loss_words
        && part.words[side].iter().any(|k| row.language.has(Set::Losses, k))
        && next.any(|k| lang::figure(row.key(k)))
}

/// "no meat, no fish" and "no meat or fish" negate the same. Without a conjunction, or a comma and the same word, an
/// earlier negation has nothing to do with this one: "What is not rejected in time is not accepted."
fn listed(part: &Part<'_>, limits: &ChangeThresholds) -> bool {
    if part.longer() > limits.transposed_words {
        return false;
    }
    // The words of the part, and the one before it.
    let reach = |side: Side| part.range[side].start.saturating_sub(1)..part.range[side].end;
    let has = |side: Side, test: &dyn Fn(usize) -> bool| reach(side).any(test);
    let conjunction = |side: Side| {
        let row = part.row(side);
        has(side, &|k| row.language.has(Set::Conjunctions, row.key(k)))
    };
    let comma = |side: Side| {
        let row = part.row(side);
        let start = part.range[side].start;
        let earlier = row.keys(&(start.saturating_sub(limits.listed_negation_words)..start));
        has(side, &|k| row.is_mark(k)) && part.indices(side, TokenInfo::DENIAL).any(|k| earlier.contains(&row.key(k)))
    };
    if !Side::BOTH.into_iter().any(|side| conjunction(side) || comma(side)) {
        return false;
    }
    let joins = |side: Side| {
        let row = part.row(side);
        row.indices(&part.range[side]).all(|k| {
            row.is(k, TokenInfo::DENIAL)
                || row.language.has(Set::Conjunctions, row.key(k))
                || part.words[side.other()].contains(&row.key(k))
        })
    };
    let before = |side: Side| {
        let start = part.range[side].start;
        part.row(side).denials(&(start.saturating_sub(limits.listed_negation_words)..start)) > 0
    };
    joins(Side::Old) && joins(Side::New) && before(Side::Old) && before(Side::New)
}

/// Whether the negations of a part are before the same words elsewhere in the row of the other side, which denies as
/// often: the clause moved.
fn denied_elsewhere(part: &Part<'_>) -> bool {
    let (row, other) = (part.row(Side::Old), part.row(Side::New));
    let denied = |side: Side, inside: bool| {
        let row = part.row(side);
        let denials =
            row.all().filter(move |k| row.is(*k, TokenInfo::DENIAL) && part.range[side].contains(k) == inside);
        let next =
            denials.map(|k| row.indices(&(k + 1..row.all().end)).next().map(|next| (row.key(k), row.stem(next))));
        next.collect::<Vec<_>>()
    };
    row.denials(&row.all()) == other.denials(&other.all())
        && Side::BOTH.into_iter().all(|side| {
            let there = denied(side.other(), false);
            denied(side, true).iter().all(|one| there.contains(one))
        })
}

/// Whether a word after a negation on one side is not negated on the other.
fn denied_otherwise(rows: &Pair<Annotated<'_>>, range: &Pair<Range<usize>>) -> bool {
    let denied = |side: Side| {
        let row = &rows[side];
        let denials = row.indices(&range[side]).filter(|&k| row.is(k, TokenInfo::DENIAL));
        let words =
            denials.flat_map(|k| row.indices(&(k + 1..(k + 1 + row.limits.negated_words).min(range[side].end))));
        words
            .filter(|&k| !row.is(k, TokenInfo::FUNCTION.or(TokenInfo::FIGURE).or(TokenInfo::NAME)))
            .map(|k| row.stem(k))
            .collect::<Vec<_>>()
    };
    let says = |side: Side, stem: &String| rows[side].indices(&range[side]).any(|k| rows[side].stem(k) == *stem);
    let counts = SIDES.map(|side| rows[side].denials(&range[side]) > 0);
    match (counts.old, counts.new) {
        (true, false) => denied(Side::Old).iter().any(|stem| says(Side::New, stem)),
        (false, true) => denied(Side::New).iter().any(|stem| says(Side::Old, stem)),
        _ => false,
    }
}

/// A negation or an opposite on one side of a short rewritten row.
fn denied_in_rewritten(edit: &EditContext<'_>) -> Option<Pair<Option<Span>>> {
    let part = &edit.whole;
    let unspaced = part.row(Side::Old).unspaced(&part.range.old);
    let scale = if unspaced { 2 } else { 1 };
    if part.is_same || part.longer() > scale * edit.thresholds.short_row_words {
        return None;
    }
    let stems = SIDES.map(|side| part.content_stems(side));
    let shared = stems.old.iter().any(|stem| stems.new.contains(stem));
    let denials = SIDES.map(|side| part.row(side).denials(&part.range[side]));
    if unspaced && (denials.old == 0) != (denials.new == 0) && shared || denied_otherwise(part.tokens(), &part.range) {
        return Some(part.spans_of(TokenInfo::DENIAL));
    }
    let language = part.row(Side::Old).language;
    let only = |side: Side| {
        let (own, other) = (&part.words[side], &part.words[side.other()]);
        own.iter().filter(move |k| !other.contains(k))
    };
    let few = part.longer() <= edit.thresholds.one_statement_words;
    let opposite = few && shared && only(Side::Old).any(|a| only(Side::New).any(|b| language.opposites(a, b)));
    opposite.then(|| part.spans())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::rules::found;

    #[test]
    fn added_and_removed_negations() {
        let old = "The airline did not know of the cracks before the flight, its lawyers wrote.";
        assert_eq!(found(&Negation, old, &old.replace("did not know", "did know")), ["not → -"]);
        assert_eq!(found(&Negation, old, &old.replace("did not know", "knew")).len(), 1);
        let old = "There is no doubt about the cause, the inquiry wrote.";
        assert_eq!(found(&Negation, old, &old.replace("no doubt", "doubt")), ["no → -"]);
        assert_eq!(found(&Negation, old, &old.replace("no doubt", "a doubt")).len(), 1);
        let old = "The index rose to 51.9 points in May. The bank bought bonds.";
        assert_eq!(found(&Negation, old, &old.replace("rose", "fell")), ["rose → fell"]);
        for old in [
            "A delivery that is not rejected in that time is not deemed accepted by the buyer.",
            "If you do not pay, no order is sent, the shop wrote to its customers on Monday.",
            "A town without swifts is a clock without a tick, and I should not like to hear it.",
        ] {
            let new =
                old.replace(" not deemed", " deemed").replace("no order", "the order").replace("should not", "should");
            assert_eq!(found(&Negation, old, &new).len(), 1, "{new}");
        }
    }

    #[test]
    fn other_changes_are_not_negations() {
        for (old, new) in [
            ("The index declined to 51.9 points in May.", "The index dropped to 51.9 points in May."),
            ("The fund, BANK OF VIK <NOR>, rose in May.", "The fund, BANK OF VIK <BVK>, rose in May."),
            ("It is not only cheap but good.", "It is cheap and good."),
            ("There is no doubt that it is cheap.", "It is cheap."),
            ("No fewer than 30 boats sank in the storm.", "More than 30 boats sank in the storm."),
            ("She eats no meat, no fish and no eggs at home.", "She eats no meat or fish and no eggs at home."),
            ("She eats no meat, no fish and no eggs at home.", "She eats no meat, fish and no eggs at home."),
        ] {
            assert_eq!(found(&Negation, old, new), [""; 0], "{new}");
        }
    }
}
