//! Differing counts of the same things in two rewritten statements.

use std::ops::Range;

use super::annotate::Annotated;
use super::facts::{is_long, replaced};
use super::figures::Figure;
use super::model::Class;
use super::thresholds::ChangeThresholds;
use super::token_info::TokenInfo;
use crate::lang::Set;
use crate::text::{Pair, Span, WordKind};

/// Figures of a rewritten row that count the same things with another value, or the only sums of money on each side:
/// "250 soldiers" → "600 soldiers". At most `recounted_figures`.
pub(crate) fn recounted(row: &Pair<Annotated<'_>>, limits: &ChangeThresholds) -> Vec<Pair<Span>> {
    if is_long(row, limits) {
        return Vec::new();
    }
    let mut out: Vec<Pair<Span>> = tolls(row, limits).into_iter().collect();
    for (_, spans) in replaced(row).into_iter().filter(|(class, _)| *class == Class::Number) {
        if !out.iter().any(|known| known.old.overlaps(spans.old) || known.new.overlaps(spans.new)) {
            out.push(spans);
        }
    }
    out.truncate(limits.recounted_figures);
    out
}

/// Whether each side counts something that the other counts differently, though it is unclear which figure replaced
/// which.
pub(crate) fn counts_otherwise(row: &Pair<Annotated<'_>>, limits: &ChangeThresholds) -> bool {
    if is_long(row, limits) {
        return false;
    }
    let (old, new) = (Counted::of(&row.old), Counted::of(&row.new));
    let own = |c: &Counted, list: &[Counted]| list.iter().all(|other| other.value != c.value);
    old.iter().any(|a| own(a, &new) && new.iter().any(|b| b.of == a.of && own(b, &old)))
}

/// The death tolls of both sides, where they differ.
pub(crate) fn tolls(row: &Pair<Annotated<'_>>, limits: &ChangeThresholds) -> Option<Pair<Span>> {
    if is_long(row, limits) {
        return None;
    }
    let (old, new) = (toll(&row.old, limits)?, toll(&row.new, limits)?);
    (old.0 != new.0).then(|| Pair::new(row.old.span(old.1), row.new.span(new.1)))
}

/// The first death toll of a side, and its range: "killing at least 11", "23 people were killed", "the toll rose to
/// 61".
fn toll(row: &Annotated<'_>, limits: &ChangeThresholds) -> Option<(String, Range<usize>)> {
    let language = row.language;
    let has = |set: Set, k: usize| language.has(set, row.key(k));
    let figure = |k: usize| {
        let figure = row.figures.iter().find(|f| f.at == k)?;
        let digits = figure.value.starts_with(|c: char| c.is_numeric()) && figure.value.len() <= limits.toll_characters;
        digits.then(|| figure.value.clone())
    };
    let end = row.all().end;
    let same = |k: usize| !matches!(row.key(k), "." | ";") && !has(Set::OtherCasualties, k);
    let figure_after = |from: usize, far: usize, to: bool| {
        let reach = (from + 1..end.min(from + 1 + far)).take_while(|&k| same(k));
        let led = |k: usize| !to || language.has(Set::BeforeNumber, row.before(k));
        reach.filter(|&k| led(k)).find_map(|k| Some((figure(k)?, k)))
    };
    row.indices(&row.all()).find_map(|at| {
        let around = |found: (String, usize)| (found.0, found.1.min(at)..found.1.max(at) + 1);
        let led = || {
            figure_after(at, limits.toll_rise_words, true)
                .map(|(figure, k)| (figure, k.saturating_sub(2).max(at)..k + 1))
        };
        let before = || {
            let reach =
                (at.saturating_sub(limits.toll_before_words)..at).rev().take_while(|&k| same(k) && row.key(k) != ",");
            reach.into_iter().find_map(|k| Some((figure(k)?, k)))
        };
        let of_dead = || (at..end.min(at + limits.toll_before_words + 2)).any(|k| has(Set::CountedDead, k));
        match () {
            () if has(Set::Toll, at) => led(),
            () if has(Set::NumberOf, at) => led().filter(|_| of_dead()),
            () if has(Set::Killed, at) => {
                before().or_else(|| figure_after(at, limits.toll_after_words, false)).map(around)
            }
            () if has(Set::Dead, at) => before().map(around),
            () => None,
        }
    })
}

/// A figure and what it counts.
struct Counted {
    value: String,
    /// The stem of a noun, a unit, a currency; empty for a rate with a fraction.
    of: String,
}

impl Counted {
    fn of(row: &Annotated<'_>) -> Vec<Self> {
        let counts = row.figures.iter().filter(|f| f.value.starts_with(|c: char| c.is_numeric()));
        counts.filter_map(|figure| Self::new(row, figure)).collect()
    }

    fn new(row: &Annotated<'_>, figure: &Figure) -> Option<Self> {
        let made = |of: String| Some(Self { value: figure.value.clone(), of });
        let is_span = !figure.unit.is_empty() && row.language.is_span(row.key(figure.words.end - 1));
        if !figure.unit.is_empty() && !is_span {
            return made(figure.unit.clone());
        }
        if figure.value.contains('.') && !figure.value.starts_with("0.") && !is_span {
            return made(String::new());
        }
        let next = figure.words.end;
        let key = row.key(next);
        let noun = row.kind(next) == Some(WordKind::Word)
            && key.len() >= row.limits.counted_noun_bytes
            && key.chars().all(char::is_alphabetic)
            && !row.is(next, TokenInfo::FUNCTION.or(TokenInfo::FIGURE).or(TokenInfo::DATE))
            && !row.language.is_span(key);
        if !noun || is_span || figure.is_vague {
            return None;
        }
        made(row.language.stem(key).to_owned())
    }
}
