//! Figures and dates that changed in a clause that moved inside its row: one edit removes the old value, another adds
//! the new one.
//!
//! ```text
//! old   The mayor spoke [-before 300 people-] on Tuesday.
//! new   [+Before 400 people,+] the mayor spoke on Tuesday.       number: 300 → 400
//! ```

use std::collections::BTreeSet;
use std::ops::Range;

use super::annotate::Annotated;
use super::counted::{counted_thing, is_long};
use super::model::{Change, Class, Finding, Grade};
use super::part::SIDES;
use super::thresholds::ChangeThresholds;
use super::token_info::TokenInfo;
use crate::text::{Pair, Side, Span};

/// How many words before and after a value are compared to tell whether both values are of the same thing.
const CONTEXT_WORDS: usize = 3;

/// The values that one edit of an edited row removes and another adds, as findings. `own` are the changes of the row.
pub(crate) fn transposed(own: &[Change], row: &Pair<Annotated<'_>>, limits: &ChangeThresholds) -> Vec<Finding> {
    if own.len() < 2 || is_long(row, limits) {
        return Vec::new();
    }
    let facts = SIDES.map(|side| Fact::all(&row[side]));
    let alone = SIDES.map(|side| {
        let there = |fact: &Fact| facts[side.other()].iter().any(|other| other.says(fact));
        facts[side].iter().filter(|fact| !there(fact)).filter_map(|fact| Alone::new(fact, own, row, side)).collect()
    });
    let Pair { old, new }: Pair<Vec<Alone<'_>>> = alone;
    let mut out = Vec::new();
    for gone in &old {
        let mut fits = new.iter().filter(|come| gone.becomes(come, row));
        let (Some(come), None) = (fits.next(), fits.next()) else { continue };
        if old.iter().filter(|other| other.becomes(come, row)).count() == 1 {
            let spans = Pair::new(Some(gone.span), Some(come.span));
            out.push(Finding::new(gone.fact.class, Grade::Plain, spans));
        }
    }
    out
}

/// A figure or a date of a row.
struct Fact {
    class: Class,
    /// What it is a value of: the unit, or the part of a date.
    kind: String,
    value: String,
    /// What a figure counts, as far as the words after it show.
    thing: Option<String>,
    words: Range<usize>,
}

impl Fact {
    /// All facts of a side.
    fn all(row: &Annotated<'_>) -> Vec<Self> {
        let numbers = row.figures.iter().filter(|f| !f.value.is_empty() && !f.is_vague).map(|f| Self {
            class: if f.is_year { Class::Date } else { Class::Number },
            kind: if f.is_year { "y".to_owned() } else { f.unit.clone() },
            value: f.value.clone(),
            thing: counted_thing(row, f).filter(|thing| !thing.is_empty()),
            words: f.words.clone(),
        });
        let dates = row.dates.iter().filter(|d| !d.is_part).filter_map(|d| {
            let (kind, value) = d.value.split_at_checked(1)?;
            let is_number = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
            let kind = match kind {
                "m" | "w" | "d" | "y" if is_number => kind,
                _ if d.value.starts_with(|c: char| c.is_ascii_digit()) && d.value.contains('-') => "day",
                _ if d.value.starts_with(|c: char| c.is_ascii_digit()) && d.value.contains(':') => "hour",
                _ => return None,
            };
            let (kind, value, words) = (kind.to_owned(), d.value.clone(), d.words.clone());
            Some(Self { class: Class::Date, kind, value, thing: None, words })
        });
        numbers.chain(dates).collect()
    }

    fn is_like(&self, other: &Self) -> bool {
        self.class == other.class && self.kind == other.kind
    }

    /// Whether it is the same value of the same kind.
    fn says(&self, other: &Self) -> bool {
        self.is_like(other) && self.value == other.value
    }
}

/// A fact that only one side has, in an edit that gives no other value for it.
struct Alone<'f> {
    fact: &'f Fact,
    span: Span,
    /// The changed words around it.
    edit: Range<usize>,
    side: Side,
}

impl<'f> Alone<'f> {
    fn new(fact: &'f Fact, own: &[Change], row: &Pair<Annotated<'_>>, side: Side) -> Option<Self> {
        let span = row[side].span(fact.words.clone());
        let touches = |spans: &Pair<Option<Span>>| spans[side].is_some_and(|s| s.overlaps(span));
        let change = own.iter().find(|c| c.class.is_substance() && touches(&c.spans))?;
        let replaced = |f: &Finding| f.class == fact.class && f.spans.old.is_some() && f.spans.new.is_some();
        if own.iter().flat_map(|c| &c.findings).any(|f| replaced(f) && touches(&f.spans)) {
            return None;
        }
        Some(Self { fact, span, edit: row[side].at(change.spans[side], span.start), side })
    }

    /// Whether another value of the same thing replaces it on the other side.
    fn becomes(&self, other: &Self, row: &Pair<Annotated<'_>>) -> bool {
        if !self.fact.is_like(other.fact) {
            return false;
        }
        if self.fact.thing.is_some() || other.fact.thing.is_some() {
            return self.fact.thing == other.fact.thing;
        }
        let around = |fact: &Self| fact.stems(&row[fact.side].window(&fact.fact.words, CONTEXT_WORDS), &row[fact.side]);
        if !around(self).is_disjoint(&around(other)) {
            return true;
        }
        // "on Monday" → "On Tuesday"
        let rest = |fact: &Self| {
            let own = &row[fact.side];
            own.indices(&fact.edit).filter(|k| !fact.fact.words.contains(k)).map(|k| own.key(k)).collect::<Vec<_>>()
        };
        rest(self) == rest(other)
    }

    /// The stems of the content words in a range that are in the same clause.
    fn stems(&self, range: &Range<usize>, row: &Annotated<'_>) -> BTreeSet<String> {
        let ends = |k: &usize| !matches!(row.key(*k), "," | "." | ";" | ":");
        let before = (range.start..self.fact.words.start).rev().take_while(ends);
        let after = (self.fact.words.end..range.end).take_while(ends);
        let other = TokenInfo::FUNCTION.or(TokenInfo::MARK).or(TokenInfo::FIGURE).or(TokenInfo::DATE);
        before.chain(after).filter(|&k| !row.is(k, other)).map(|k| row.stem(k)).collect()
    }
}
