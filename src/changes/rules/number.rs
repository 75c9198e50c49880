//! Figures, units, money, counts.

use super::rule::Rule;
use crate::changes::context::EditContext;
use crate::changes::counted::{counts_otherwise, recounted};
use crate::changes::differences::{Differing, differing_figures};
use crate::changes::figures::Figure;
use crate::changes::model::{Class, Finding, Grade};
use crate::changes::part::{Part, SIDES};
use crate::changes::token_info::TokenInfo;
use crate::text::{Pair, Side, Span};

/// A figure or its unit changed, was added or removed.
pub(super) struct Number;

impl Rule for Number {
    fn name(&self) -> &'static str {
        "number"
    }

    fn class(&self) -> Class {
        Class::Number
    }

    fn description(&self) -> &'static str {
        "A figure, a unit, a sum or a count was added, removed or changed."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        let whole = &edit.whole;
        if let Some(spans) = point_set(whole) {
            return vec![self.finding(Grade::Plain, spans)];
        }
        if edit.is_rewritten() {
            return self.in_rewritten(edit);
        }
        if !edit.is_words() || whole.is_same || whole.is_transposed || whole.longer() > edit.thresholds.phrase_words {
            return Vec::new();
        }
        let akin = akin(whole, edit.thresholds.clause_words + 2);
        let short = whole.longer() < edit.thresholds.clause_words;
        let pairs = differing_figures(whole);
        let numbers = pairs.into_iter().filter(|pair| !is_dated(pair));
        let graded = numbers.filter_map(|pair| Some((grade(whole, &pair, akin, short)?, pair)));
        graded.map(|(grade, pair)| self.finding(grade, spans(whole, &pair))).collect()
    }
}

impl Number {
    /// A rewritten row counts the same things differently.
    fn in_rewritten(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        let row = &edit.whole;
        if row.is_same {
            return Vec::new();
        }
        let found = recounted(row.tokens(), edit.thresholds);
        let one = |side: Side| {
            let mut figures = row.row(side).figures.iter().filter(|f| !f.value.is_empty() && !f.is_vague && !f.is_year);
            figures.next().filter(|_| figures.next().is_none())
        };
        let scale = if row.unspaced() { 2 } else { 1 };
        let short = row.longer() <= scale * edit.thresholds.short_row_words;
        if let (true, Some(old), Some(new)) =
            (found.is_empty() && short && shares_content(row), one(Side::Old), one(Side::New))
            && old.value != new.value
        {
            return vec![self.finding(Grade::Plain, spans(row, &Pair::new(Some(old), Some(new))))];
        }
        if found.is_empty() && counts_otherwise(row.tokens(), edit.thresholds) && !edit.is_headline() {
            return vec![self.finding(Grade::Slight, row.spans_of(TokenInfo::FIGURE))];
        }
        found.into_iter().map(|spans| self.finding(Grade::Plain, spans.map(Some))).collect()
    }
}

/// The figures of a part that is only a decimal point before a figure, added or removed: "5 %" → ".5 %".
fn point_set(part: &Part<'_>) -> Option<Pair<Option<Span>>> {
    let side = Side::BOTH.into_iter().find(|&side| !part.range[side].is_empty())?;
    let (row, range) = (part.row(side), &part.range[side]);
    if range.len() != 1 || row.key(range.start) != "." || !part.range[side.other()].is_empty() {
        return None;
    }
    let after = |side: Side, k: usize| part.row(side).figures.iter().find(|figure| figure.at == k);
    let (own, other) = (after(side, range.end)?, after(side.other(), part.range[side.other()].start)?);
    let spans = SIDES.map(|of| part.row(of).span(if of == side { own } else { other }.words.clone()));
    (own.value != other.value).then(|| spans.map(Some))
}

/// Whether a pair consists of years, which are dates.
fn is_dated(pair: &Differing<&Figure>) -> bool {
    Side::BOTH.into_iter().all(|side| pair[side].is_none_or(|f| f.is_year))
}

/// The grade of a figure that replaces another, or was added or removed.
fn grade(part: &Part<'_>, pair: &Differing<&Figure>, akin: bool, short: bool) -> Option<Grade> {
    let lost = |side: Side, figure: &Figure| (short && is_lost(part, side, figure)).then_some(Grade::Slight);
    match (pair.old, pair.new) {
        // A figure was added before its unit.
        (Some(old), Some(new)) if old.value.is_empty() && !new.value.is_empty() => lost(Side::New, new),
        (Some(old), Some(new)) if !old.value.is_empty() && new.value.is_empty() => lost(Side::Old, old),
        (Some(old), Some(new)) => {
            // "5" → "5 days"
            let unit_came = old.value == new.value && old.unit.is_empty() != new.unit.is_empty() && !is_money(old, new);
            match () {
                () if unit_came => Some(Grade::Slight),
                () if akin => Some(Grade::Plain),
                // Two long phrases without a common word count different things.
                () => (!kept(part, Side::Old, old) && !kept(part, Side::New, new)).then_some(Grade::Slight),
            }
        }
        (Some(figure), None) => lost(Side::Old, figure),
        (None, Some(figure)) => lost(Side::New, figure),
        (None, None) => None,
    }
}

/// Whether a currency sign makes a count a sum of money.
fn is_money(old: &Figure, new: &Figure) -> bool {
    [old, new]
        .into_iter()
        .any(|f| f.unit.len() == 3 && f.unit.bytes().all(|b| b.is_ascii_uppercase()) || f.unit.ends_with('$'))
}

/// A one-sided figure that is nowhere else in the row of the other side.
fn is_lost(part: &Part<'_>, side: Side, figure: &Figure) -> bool {
    !figure.is_vague && !figure.value.is_empty() && !kept(part, side, figure)
}

fn kept(part: &Part<'_>, side: Side, figure: &Figure) -> bool {
    let other = side.other();
    part.row(other).counts_elsewhere(&part.range[other], &figure.value)
        || part.figures(other).any(|f| f.value == figure.value)
}

/// Whether two wordings may count the same: they are short, or have a word in common.
fn akin(part: &Part<'_>, few: usize) -> bool {
    part.words.old.len() + part.words.new.len() <= few || shares_content(part)
}

fn shares_content(part: &Part<'_>) -> bool {
    let stems = SIDES.map(|side| {
        let language = part.row(side).language;
        part.content(side).into_iter().map(move |k| language.stem(k)).collect::<Vec<_>>()
    });
    stems.old.iter().any(|stem| stems.new.contains(stem))
}

/// The words of a figure inside the part: its unit may be equal.
fn spans(part: &Part<'_>, pair: &Differing<&Figure>) -> Pair<Option<Span>> {
    SIDES.map(|side| {
        let (words, range) = (pair[side]?.words.clone(), &part.range[side]);
        let inside = words.start.max(range.start)..words.end.min(range.end);
        Some(part.row(side).span(if inside.is_empty() { words } else { inside }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::rules::found;

    #[test]
    fn changed_figures_and_units() {
        let old = "The fire killed 14 people in 2 weeks and cost $1.5 million, or 8 percent of the town's budget.";
        for (from, to, wanted) in [
            ("14", "40", "14 → 40"),
            ("$1.5", "$15", "$1.5 → $15"),
            ("million", "billion", "million → billion"),
            ("weeks", "months", "weeks → months"),
            ("8 percent", "9 per cent", "8 percent → 9 per cent"),
        ] {
            assert_eq!(found(&Number, old, &old.replace(from, to)), [wanted]);
        }
        for (from, to) in [("$1.5 million", "1.5 mln dollars"), ("14", "fourteen"), ("8 percent", "8%")] {
            assert_eq!(found(&Number, old, &old.replace(from, to)), [""; 0], "{to}");
        }
    }

    #[test]
    fn other_changes_are_not_numbers() {
        let old = "The court met on March 3 and again in 2031 in room 9.";
        for (from, to) in [("March 3", "March 4"), ("2031", "2033")] {
            assert_eq!(found(&Number, old, &old.replace(from, to)), [""; 0], "{to}");
        }
        assert_eq!(found(&Number, "1.1 The keeper pays.", "1.2 The keeper pays."), [""; 0], "a clause's number");
    }
}
