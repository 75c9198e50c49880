//! Figures and dates of a row that replace one another although their places do not correspond: in a clause that moved
//! inside its row, and in a row that was rewritten.
//!
//! ```text
//! old   The mayor spoke [-before 300 people-] on Tuesday.
//! new   [+Before 400 people,+] the mayor spoke on Tuesday.       number: 300 → 400
//! ```
//!
//! Two values describe the same thing if they count the same noun, or have a context word in common. Of several, the
//! pair with most in common is taken; none if two have equally much.

use std::collections::BTreeSet;
use std::ops::Range;

use super::annotate::Annotated;
use super::figures::Figure;
use super::model::{Change, Class, Finding, Grade};
use super::part::SIDES;
use super::thresholds::ChangeThresholds;
use super::token_info::TokenInfo;
use crate::lang::Set;
use crate::text::{Pair, Side, Span, WordKind};

/// A figure or a date of a row.
pub(crate) struct Fact {
    class: Class,
    /// The unit of a figure, or the part of a date.
    kind: String,
    value: String,
    /// The stem of the noun that a figure counts.
    noun: Option<String>,
    /// Whether it counts people, by a noun for people in general.
    counts_people: bool,
    /// Whether its context speaks of the dead or hurt.
    counts_casualties: bool,
    /// The words of the value, and of the noun.
    words: Range<usize>,
    shown: Range<usize>,
    /// The content words around it.
    around: BTreeSet<String>,
}

impl Fact {
    /// All facts of a side.
    fn all(row: &Annotated<'_>) -> Vec<Self> {
        let numbers = row.figures.iter().filter(|f| !f.value.is_empty() && !f.is_vague).map(|f| {
            let noun = if f.is_year { None } else { noun_after(row, f.words.end) };
            let shown = f.words.start..f.words.end + usize::from(noun.is_some());
            let (class, kind) = if f.is_year { (Class::Date, "y".to_owned()) } else { (Class::Number, f.unit.clone()) };
            Self::new(row, (class, kind, f.value.clone()), noun, f.words.clone(), shown)
        });
        let dates = row.dates.iter().filter(|d| !d.is_part).filter_map(|d| {
            let kind = date_kind(&d.value)?.to_owned();
            Some(Self::new(row, (Class::Date, kind, d.value.clone()), None, d.words.clone(), d.words.clone()))
        });
        numbers.chain(dates).collect()
    }

    fn new(
        row: &Annotated<'_>,
        (class, kind, value): (Class, String, String),
        noun: Option<String>,
        words: Range<usize>,
        shown: Range<usize>,
    ) -> Self {
        let clause = |k: &usize| !matches!(row.key(*k), "," | "." | ";" | ":");
        let other = TokenInfo::FUNCTION.or(TokenInfo::MARK).or(TokenInfo::FIGURE).or(TokenInfo::DATE);
        let window = row.window(&words, row.limits.fact_context_words);
        let before = (window.start..words.start).rev().take_while(clause);
        let after = (words.end..window.end).take_while(clause);
        let around = before.chain(after).filter(|&k| !row.is(k, other)).map(|k| row.stem(k)).collect();
        let has = |sets: &[Set], k: usize| sets.iter().any(|&set| row.language.has(set, row.key(k)));
        let casualties = [Set::Killed, Set::Dead, Set::OtherCasualties, Set::CountedDead];
        let mut window = window;
        let counts_casualties = window.any(|k| has(&casualties, k));
        let counts_people = noun.is_some() && has(&[Set::People], words.end);
        Self { class, kind, value, noun, counts_people, counts_casualties, words, shown, around }
    }

    fn is_like(&self, other: &Self) -> bool {
        self.class == other.class && self.kind == other.kind
    }

    /// Whether it is the same value of the same kind.
    fn is_equal(&self, other: &Self) -> bool {
        self.is_like(other) && self.value == other.value
    }

    /// How strongly the context shows that both describe the same thing; 0 if it does not.
    fn agreement(&self, other: &Self, limits: &ChangeThresholds) -> usize {
        let around = self.around.intersection(&other.around).count();
        match (&self.noun, &other.noun) {
            _ if !self.is_like(other) => 0,
            (Some(noun), Some(same)) if noun == same => limits.fact_noun_words + around,
            (None, None) => around,
            // "60 people" → "80 residents"
            _ if self.counts_people && other.counts_people && self.counts_casualties == other.counts_casualties => {
                1 + around
            }
            _ => 0,
        }
    }
}

/// The noun after a figure.
fn noun_after(row: &Annotated<'_>, next: usize) -> Option<String> {
    let key = row.key(next);
    let other = TokenInfo::FUNCTION.or(TokenInfo::FIGURE).or(TokenInfo::DATE);
    let is_noun = row.kind(next) == Some(WordKind::Word)
        && key.chars().nth(2).is_some()
        && key.chars().all(char::is_alphabetic)
        && !row.is(next, other);
    is_noun.then(|| row.stem(next))
}

/// The part of a date that a normalised value is.
fn date_kind(value: &str) -> Option<&'static str> {
    let (kind, rest) = value.split_at_checked(1)?;
    let is_number = !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    let is_figure = value.starts_with(|c: char| c.is_ascii_digit());
    match kind {
        "m" if is_number => Some("m"),
        "w" if is_number => Some("w"),
        "d" if is_number => Some("d"),
        "y" if is_number => Some("y"),
        _ if is_figure && value.contains('-') => Some("day"),
        _ if is_figure && value.contains(':') => Some("hour"),
        _ => None,
    }
}

/// The facts of each side that the other side does not have.
fn own(row: &Pair<Annotated<'_>>) -> Pair<Vec<Fact>> {
    let mut facts = SIDES.map(|side| Fact::all(&row[side]));
    let keep = SIDES.map(|side| {
        let there = |fact: &Fact| facts[side.other()].iter().any(|other| other.is_equal(fact));
        facts[side].iter().map(|fact| !there(fact)).collect::<Vec<_>>()
    });
    for side in Side::BOTH {
        let mut keep = keep[side].iter();
        facts[side].retain(|_| keep.next() == Some(&true));
    }
    facts
}

/// Pairs of one old and one new fact that agree more with each other than with any other.
fn pairs<'f>(old: &[&'f Fact], new: &[&'f Fact], agreement: impl Fn(&Fact, &Fact) -> usize) -> Vec<Pair<&'f Fact>> {
    let best = |one: &Fact, others: &[&Fact], of: &dyn Fn(&Fact, &Fact) -> usize| {
        let most = others.iter().map(|other| of(one, other)).max().filter(|&most| most > 0)?;
        let mut at = (0..others.len()).filter(|&n| of(one, others[n]) == most);
        at.next().filter(|_| at.next().is_none())
    };
    let mut out = Vec::new();
    for (n, gone) in old.iter().enumerate() {
        let Some(at) = best(gone, new, &agreement) else { continue };
        if best(new[at], old, &|a, b| agreement(b, a)) == Some(n) {
            out.push(Pair::new(*gone, new[at]));
        }
    }
    out
}

/// The values that replace others in a rewritten row or passage, with the nouns that they count.
pub(crate) fn replaced(row: &Pair<Annotated<'_>>) -> Vec<(Class, Pair<Span>)> {
    let all = own(row);
    let Pair { old, new } = all.as_ref().map(|facts| facts.iter().collect::<Vec<_>>());
    // A sum or a share without a noun may describe anything, unless it is the only figure.
    let only = |side: Side| {
        let mut figures = row[side].figures.iter().filter(|f| !f.value.is_empty() && !f.is_vague && !f.is_year);
        let only = figures.next().filter(|_| figures.next().is_none());
        let is_span = |f: &Figure| row[side].language.is_span(row[side].key(f.words.end - 1));
        only.is_some_and(|f| f.value.contains('.') || !f.unit.is_empty() && !is_span(f))
    };
    let only = only(Side::Old) && only(Side::New);
    let agreement = |a: &Fact, b: &Fact| {
        let alone = only && a.class == Class::Number && a.is_like(b) && a.noun == b.noun;
        a.agreement(b, row.old.limits).max(usize::from(alone))
    };
    let found = pairs(&old, &new, agreement);
    let span = |side: Side, fact: &Fact| row[side].span(fact.shown.clone());
    found.iter().map(|p| (p.old.class, Pair::new(span(Side::Old, p.old), span(Side::New, p.new)))).collect()
}

/// The values that one edit of an edited row removes and another adds, as findings. `changes` are those of the row.
pub(crate) fn transposed(changes: &[Change], row: &Pair<Annotated<'_>>, limits: &ChangeThresholds) -> Vec<Finding> {
    if changes.len() < 2 || is_long(row, limits) {
        return Vec::new();
    }
    let all = own(row);
    let alone = SIDES
        .map(|side| all[side].iter().filter(|fact| edit_alone(fact, changes, row, side).is_some()).collect::<Vec<_>>());
    // "on Monday" → "On Tuesday"
    let rest = |side: Side, fact: &Fact| {
        let own = &row[side];
        let words = edit_alone(fact, changes, row, side).map(|edit| own.indices(&edit).collect::<Vec<_>>());
        let words = words.unwrap_or_default().into_iter().filter(|k| !fact.words.contains(k));
        words.map(|k| own.key(k).to_owned()).collect::<Vec<_>>()
    };
    let agreement = |a: &Fact, b: &Fact| {
        let same = || a.noun == b.noun && a.is_like(b) && rest(Side::Old, a) == rest(Side::New, b);
        a.agreement(b, row.old.limits).max(usize::from(same()))
    };
    let found = pairs(&alone.old, &alone.new, agreement);
    let span = |side: Side, fact: &Fact| Some(row[side].span(fact.words.clone()));
    found
        .iter()
        .map(|p| Finding::new(p.old.class, Grade::Plain, Pair::new(span(Side::Old, p.old), span(Side::New, p.new))))
        .collect()
}

/// The changed words around a fact, if no finding gives another value for it.
fn edit_alone(fact: &Fact, changes: &[Change], row: &Pair<Annotated<'_>>, side: Side) -> Option<Range<usize>> {
    let span = row[side].span(fact.words.clone());
    let touches = |spans: &Pair<Option<Span>>| spans[side].is_some_and(|s| s.overlaps(span));
    let change = changes.iter().find(|c| c.class.is_substance() && touches(&c.spans))?;
    let replaced = |f: &Finding| f.class == fact.class && f.spans.old.is_some() && f.spans.new.is_some();
    let known = changes.iter().flat_map(|c| &c.findings).any(|f| replaced(f) && touches(&f.spans));
    (!known).then(|| row[side].at(change.spans[side], span.start))
}

/// Whether a row is too long for its figures to be compared.
pub(crate) fn is_long(row: &Pair<Annotated<'_>>, limits: &ChangeThresholds) -> bool {
    row.old.all().len().max(row.new.all().len()) > limits.counted_row_words
}
