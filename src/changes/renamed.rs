//! Names that replace one another in a rewritten row: in another spelling, or after the same title or office.
//!
//! ```text
//! old   Finance Minister Ola Brandt rejected the plan.
//! new   The plan found no favour with Finance Minister Ida Holm.       Ola Brandt → Ida Holm
//! ```

use super::annotate::Annotated;
use super::part::{Part, SIDES};
use super::spelling::{differs_in_accents, spelt_alike};
use super::thresholds::ChangeThresholds;
use super::token_info::TokenInfo;
use crate::lang::Set;
use crate::text::{Pair, Side, Span};

/// The names of a rewritten row that replace others.
pub(crate) fn renamed(part: &Part<'_>, limits: &ChangeThresholds) -> Vec<Pair<Option<Span>>> {
    if part.is_same || part.longer() > limits.counted_row_words || part.unspaced() {
        return Vec::new();
    }
    let own = SIDES.map(|side| own_names(part, side));
    // A long row may speak of two people with one title.
    let short = part.longer() <= limits.short_row_words;
    let fits = |old: usize, new: usize| {
        let (row, other) = (part.row(Side::Old), part.row(Side::New));
        let titled = title(part, Side::Old, old).is_some_and(|title_of| Some(title_of) == title(part, Side::New, new));
        // "Korea" and "Korean" are forms of one name.
        let (name, another) = (row.key(old), other.key(new));
        let extended = name.starts_with(another) || another.starts_with(name);
        let respelt =
            !extended && spelt_alike(row.language, name, another, limits) && !differs_in_accents(name, another);
        // Where every noun has a capital, similar words are often forms of one.
        if row.language.capital_nouns() {
            let office = |row: &Annotated<'_>, k: usize| row.language.has(Set::Offices, row.before(k));
            respelt && (titled || is_led(part, old, new)) || short && titled && office(row, old)
        } else {
            respelt || short && (titled || is_led(part, old, new))
        }
    };
    let pair = |&old: &usize| {
        let new = only(own.new.iter().copied().filter(|&new| fits(old, new)))?;
        only(own.old.iter().filter(|&&other| fits(other, new)))?;
        let at = Pair::new(old, new);
        Some(SIDES.map(|side| {
            let run = (at[side]..).take_while(|k| own[side].contains(k)).count();
            Some(part.row(side).span(at[side]..at[side] + run))
        }))
    };
    own.old.iter().filter_map(pair).collect()
}

/// The words of names on a side that the other side does not have in any form.
fn own_names(part: &Part<'_>, side: Side) -> Vec<usize> {
    let (row, other) = (part.row(side), part.row(side.other()));
    let is_title = |k: usize| [Set::Titles, Set::Offices].into_iter().any(|set| row.language.has(set, row.key(k)));
    let words = part.indices(side, TokenInfo::NAME).filter(|&k| !row.is_mark(k) && !row.is(k, TokenInfo::QUOTED));
    let mut words: Vec<usize> =
        words.filter(|&k| !part.words[side.other()].contains(&row.key(k)) && !is_title(k)).collect();
    // Most rows have the same names on both sides.
    if !words.is_empty() {
        let stems: Vec<String> = other.indices(&part.range[side.other()]).map(|k| other.stem(k)).collect();
        words.retain(|&k| !stems.contains(&row.stem(k)));
    }
    words
}

/// The title or office before a word, or what comes before it in two words with capitals: "Finance Minister".
fn title<'a>(part: &Part<'a>, side: Side, k: usize) -> Option<(&'a str, &'a str)> {
    let row = part.row(side);
    if row.language.is_title(row.before(k)) {
        return Some(("", row.before(k)));
    }
    let named = |at: usize| row.is(at, TokenInfo::NAME) || at == 0 && row.is_capital(at);
    let office = |at: &usize| row.language.has(Set::Offices, row.key(*at));
    let (first, second) = (k.checked_sub(2), k.checked_sub(1)?);
    match first.filter(|&first| named(first) && named(second)) {
        Some(first) => Some((row.key(first), row.key(second))),
        None => Some(second).filter(office).map(|second| ("", row.key(second))),
    }
}

/// Whether the same name precedes both words: "Ole Brandt", "Ole Brand". At the beginning of a sentence, it is known as
/// a name by the other side.
fn is_led(part: &Part<'_>, old: usize, new: usize) -> bool {
    let at = Pair::new(old, new);
    let before = |side: Side| part.row(side).before(at[side]);
    let named = |side: Side| at[side].checked_sub(1).is_some_and(|k| part.row(side).is(k, TokenInfo::NAME));
    before(Side::Old) == before(Side::New) && Side::BOTH.into_iter().any(named)
}

/// The only item.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    items.next().filter(|_| items.next().is_none())
}
