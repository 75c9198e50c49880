//! Days, months, years, times of day.

use super::rule::Rule;
use crate::changes::context::EditContext;
use crate::changes::dates::is_one_day;
use crate::changes::differences::{differing_dates, differing_figures};
use crate::changes::model::{Class, Finding, Grade};
use crate::changes::part::{Part, SIDES};
use crate::changes::token_info::TokenInfo;
use crate::lang::{Language, Set, any_has_days};
use crate::text::{Pair, Side};

/// A date or time changed.
pub(super) struct Date;

impl Rule for Date {
    fn name(&self) -> &'static str {
        "date"
    }

    fn class(&self) -> Class {
        Class::Date
    }

    fn description(&self) -> &'static str {
        "A day, a month, a year or a time of day was added, removed or changed."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        let whole = &edit.whole;
        if edit.is_rewritten() {
            return self.in_rewritten(edit).into_iter().collect();
        }
        let is_read = edit.is_words() || edit.is_dateline();
        if !is_read || whole.is_same || whole.is_transposed || whole.longer() > edit.thresholds.phrase_words {
            return Vec::new();
        }
        let short = whole.longer() < edit.thresholds.clause_words;
        let mut out = Vec::new();
        for pair in differing_dates(whole) {
            let spans = pair.as_ref().map(|date| date.as_ref().map(|d| d.words.clone()));
            let grade = match (&pair.old, &pair.new) {
                (Some(_), Some(_)) => Grade::Plain,
                (Some(date), None) if short && is_lost(whole, Side::Old, date) => Grade::Slight,
                (None, Some(date)) if short && is_lost(whole, Side::New, date) => Grade::Slight,
                _ => continue,
            };
            out.push(self.finding(grade, SIDES.map(|side| part_span(whole, side, spans[side].clone()))));
        }
        for pair in differing_figures(whole) {
            let year = |side: Side| pair[side].is_none_or(|f| f.is_year);
            let lost = |side: Side| pair[side].is_none_or(|f| !other_counts(whole, side, &f.value));
            let grade = match (pair.old, pair.new) {
                (Some(_), Some(_)) => Grade::Plain,
                _ if short && lost(Side::Old) && lost(Side::New) => Grade::Slight,
                _ => continue,
            };
            if year(Side::Old) && year(Side::New) {
                let spans = SIDES.map(|side| part_span(whole, side, pair[side].map(|f| f.words.clone())));
                out.push(self.finding(grade, spans));
            }
        }
        if out.is_empty() {
            out.extend(self.spans_of_time(whole));
        }
        let replaced = |f: &Finding| f.spans.old.is_some() && f.spans.new.is_some();
        if !out.iter().any(replaced)
            && let Some(found) = edit.differing().find_map(|part| self.in_any_language(part))
        {
            out = vec![found];
        }
        // The day on which a story is sent is none of its facts.
        if edit.is_dateline() {
            out.iter_mut().for_each(|finding| finding.grade = Grade::Slight);
        }
        let several = out.len() > 1;
        let mut out = joined(out);
        let range = |side: Side| whole.range[side].clone();
        if several && Side::BOTH.into_iter().all(|side| is_one_day(&whole.row(side).dates, range(side))) {
            // "June 1991" → "29 June 2007"
            let all = whole.hull(|side| whole.indices(side, TokenInfo::DATE).collect());
            out.iter_mut().for_each(|finding| finding.spans = all);
        }
        out
    }
}

impl Date {
    /// "for a week" → "for a month"
    fn spans_of_time(&self, part: &Part<'_>) -> Option<Finding> {
        let span = |side: Side| {
            let row = part.row(side);
            let other = TokenInfo::DATE.or(TokenInfo::FIGURE);
            row.indices(&part.range[side]).find(|&k| row.language.is_span(row.key(k)) && !row.is(k, other))
        };
        let (old, new) = (span(Side::Old)?, span(Side::New)?);
        let stem = |side: Side, k: usize| part.row(side).language.stem(part.row(side).key(k));
        let spans =
            Pair::new(Some(part.row(Side::Old).span(old..old + 1)), Some(part.row(Side::New).span(new..new + 1)));
        let differs = part.longer() <= part.limits().time_span_words && stem(Side::Old, old) != stem(Side::New, new);
        differs.then(|| self.finding(Grade::Plain, spans))
    }

    /// One month or day of the week replaces another, in a line too short for detecting its language.
    fn in_any_language(&self, part: &Part<'_>) -> Option<Finding> {
        let ([old], [new]) = (part.words.old.as_slice(), part.words.new.as_slice()) else { return None };
        let ordinary = |key: &str| Language::ENGLISH.has(Set::OrdinaryMonths, key);
        let dated = !ordinary(old) && !ordinary(new) && !knows_days(part) && any_has_days(old, new);
        dated.then(|| self.finding(Grade::Plain, part.spans()))
    }

    /// Finds a single differing day or month in a short rewritten row.
    fn in_rewritten(&self, edit: &EditContext<'_>) -> Option<Finding> {
        let part = &edit.whole;
        let scale = if part.unspaced() { 2 } else { 1 };
        if part.is_same || part.longer() > scale * edit.thresholds.short_row_words {
            return None;
        }
        let of_kind = |side: Side, month: bool| {
            let dates = part.row(side).dates.iter().filter(move |d| d.value.starts_with('m') == month);
            let mut named = dates.filter(|d| d.value.starts_with(['m', 'w']) || d.value.contains('-'));
            let first = named.next()?;
            named.all(|d| d.value == first.value).then_some(first)
        };
        let found = [true, false].into_iter().find_map(|month| {
            let (old, new) = (of_kind(Side::Old, month)?, of_kind(Side::New, month)?);
            let spans = Pair::new(
                Some(part.row(Side::Old).span(old.words.clone())),
                Some(part.row(Side::New).span(new.words.clone())),
            );
            (old.value != new.value).then(|| self.finding(Grade::Plain, spans))
        });
        found.or_else(|| {
            let year = |side: Side| only_year(part, side);
            let ((old, at), (new, other)) = (year(Side::Old)?, year(Side::New)?);
            let spans = Pair::new(Some(part.row(Side::Old).span(at)), Some(part.row(Side::New).span(other)));
            (old != new).then(|| self.finding(Grade::Plain, spans))
        })
    }
}

/// Whether the language of a part has both words as months or days: then its dates are known.
pub(super) fn knows_days(part: &Part<'_>) -> bool {
    Side::BOTH.into_iter().all(|side| {
        let language = part.row(side).language;
        part.words[side].iter().all(|key| language.dates(key) || language.may_be_month(key))
    })
}

/// The only year of a side, and its words.
fn only_year(part: &Part<'_>, side: Side) -> Option<(String, std::ops::Range<usize>)> {
    let row = part.row(side);
    let dated = row.dates.iter().filter_map(|d| Some((d.value.strip_prefix('y')?, &d.words)));
    let alone = row.figures.iter().filter(|f| f.is_year).map(|f| (f.value.as_str(), &f.words));
    let mut years = dated.filter(|(value, _)| value.bytes().all(|b| b.is_ascii_digit())).chain(alone);
    let (value, words) = years.next()?;
    years.all(|(other, _)| other == value).then(|| (value.to_owned(), words.clone()))
}

/// Whether a one-sided date is nowhere else in the row of the other side. A word for a part of the day that replaces a
/// similar word is more often an ordinary word: "night" → "knight".
fn is_lost(part: &Part<'_>, side: Side, date: &crate::changes::dates::Date) -> bool {
    let other = side.other();
    let mistyped = |word: &&str| strsim::damerau_levenshtein(word, &date.value) <= part.limits().misspelt_date_edits;
    let ordinary = date.is_part && !part.words[other].is_empty() || part.words[other].iter().any(mistyped);
    !ordinary && !part.row(other).dates_elsewhere(&part.range[other], &date.value)
}

fn other_counts(part: &Part<'_>, side: Side, value: &str) -> bool {
    part.row(side.other()).counts_elsewhere(&part.range[side.other()], value)
}

/// The words of a date or figure inside the part: the month next to a day may be equal.
fn part_span(part: &Part<'_>, side: Side, words: Option<std::ops::Range<usize>>) -> Option<crate::text::Span> {
    let (words, range) = (words?, &part.range[side]);
    let inside = words.start.max(range.start)..words.end.min(range.end);
    Some(part.row(side).span(if inside.is_empty() { words } else { inside }))
}

/// Merges neighbouring findings: the day and the month of a date.
fn joined(found: Vec<Finding>) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::with_capacity(found.len());
    for finding in found {
        match out.last_mut() {
            Some(last) => {
                last.grade = last.grade.min(finding.grade);
                for side in Side::BOTH {
                    last.spans[side] = match (last.spans[side], finding.spans[side]) {
                        (Some(a), Some(b)) => Some(a.hull(b)),
                        (a, b) => a.or(b),
                    };
                }
            }
            None => out.push(finding),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::rules::found;

    #[test]
    fn changed_days_and_years() {
        let old = "The court met in Vik on Monday, March 3, 2024, at 9 a.m. and rose at noon.";
        for (from, to, wanted) in [
            ("Monday", "Tuesday", "Monday → Tuesday"),
            ("March 3", "March 4", "3 → 4"),
            ("March", "April", "March → April"),
            ("2024", "2025", "2024 → 2025"),
            ("9 a.m.", "9 p.m.", "a.m. → p.m."),
            ("Monday, March 3", "Tuesday, March 4", "Monday, March 3 → Tuesday, March 4"),
            ("March 3, 2024", "April 2024", "March 3 → April"),
        ] {
            assert_eq!(found(&Date, old, &old.replace(from, to)), [wanted]);
        }
        assert_eq!(found(&Date, old, &old.replace("Monday, March 3,", "March 3,")).len(), 1, "a day went");
    }

    #[test]
    fn changed_numeric_dates() {
        let old = "Hearing: 04.03.2021, room 9. Appeal lodged on 3/4/2021. Ruling due 2021-06-30.";
        let new = "Hearing: 09.05.2021, room 9. Appeal lodged on 5/9/2021. Ruling due 2021-07-31.";
        assert_eq!(
            found(&Date, old, new),
            ["04.03.2021 → 09.05.2021", "3/4/2021 → 5/9/2021", "2021-06-30 → 2021-07-31"]
        );
        let (old, new) = ("Filed 2021-06-30T10:40. It rained.", "Filed 2021-06-30T11:40. It rained.");
        assert_eq!(found(&Date, old, new), ["2021-06-30T10:40 → 2021-06-30T11:40"]);
    }

    #[test]
    fn days_of_a_language_that_is_not_detected() {
        assert_eq!(found(&Date, "Messe Anfang Mai", "Messe Anfang Juni"), ["Mai → Juni"]);
        assert_eq!(found(&Date, "Les prix : mardi", "Les prix : jeudi"), ["mardi → jeudi"]);
        assert_eq!(found(&Date, "Six may go.", "Six march go."), [""; 0]);
    }

    #[test]
    fn ordinary_words_are_not_dates() {
        let old = "The day was cold; and the night rode on over the hill.";
        assert_eq!(found(&Date, old, &old.replace("night", "knight")), [""; 0]);
        assert_eq!(found(&Date, "They went on a march to the sea.", "They went on a walk to the sea."), [""; 0]);
    }
}
