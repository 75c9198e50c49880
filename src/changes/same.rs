//! Whether both sides of an edit say the same in another form, so that only style changed.

use std::borrow::Cow;

use super::dates::same_dates;
use super::house_style::same_style;
use super::part::{Part, SIDES, touches};
use super::spelling::is_unaccented;
use super::thresholds::ChangeThresholds;
use super::token_info::TokenInfo;
use crate::lang::{self, Hedge, Language, Set};
use crate::text::Side;

/// Whether both sides say the same: in another house style, with another clause number, with a synonym of a verdict, or
/// with a company form or a title added or removed.
pub(crate) fn says_the_same(part: &Part<'_>, limits: &ChangeThresholds) -> bool {
    let (old, new) = (&part.words.old, &part.words.new);
    // "5 $" → "5 €"
    if old == new && currencies(part, Side::Old) != currencies(part, Side::New) {
        return false;
    }
    old == new
        || same_style(part.row(Side::Old).language, old, new, limits)
        || is_unaccented(part)
        || same_sum(part)
        || same_figure(part)
        || dated_alike(part)
        || same_day(part)
        || is_renumbered(part)
        || is_relettered(part)
        || same_sign(part)
        || same_estimate(part)
        || is_titled(part)
        || is_turned_name(part)
        || is_verdict(part) && part.longer() <= limits.clause_words && has_same_facts(part)
}

/// "Thursday" → "on Thursday"
fn dated_alike(part: &Part<'_>) -> bool {
    let bare = |side: Side| {
        let (language, words) = (part.row(side).language, &part.words[side]);
        let next = part.row(side).neighbour(&part.range[side], 1);
        let dated = next.is_some_and(|k| part.row(side).is(k, TokenInfo::DATE));
        match words.as_slice() {
            [head @ .., last] if dated && language.has(Set::BeforeDate, last) => head.to_vec(),
            all => all.to_vec(),
        }
    };
    let (old, new) = (bare(Side::Old), bare(Side::New));
    let fewer = old.len() + new.len() < part.words.old.len() + part.words.new.len();
    fewer && (old == new || same_style(part.row(Side::Old).language, &old, &new, part.limits()))
}

/// The same dates in other forms: "2021-03-04", "4 March 2021"; "1er mai", "premier mai"; "19th century", "XIXe siècle".
fn same_day(part: &Part<'_>) -> bool {
    let dates = SIDES.map(|side| {
        let (row, range) = (part.row(side), &part.range[side]);
        let other = TokenInfo::DATE.or(TokenInfo::FUNCTION);
        let dated = row.indices(range).all(|k| row.is(k, other));
        let touched = row.dates.iter().filter(|date| touches(&date.words, range));
        if dated { touched.collect() } else { Vec::new() }
    });
    same_dates(&dates.old, &dates.new)
}

/// Whether only the number of a clause or list item changed, or a number replaces the bullet or the letter of an item: "- a
/// rope" → "1. a rope", "A. A rope" → "1. A rope".
fn is_renumbered(part: &Part<'_>) -> bool {
    let numbered = SIDES.map(|side| {
        let row = part.row(side);
        let mut words = row.indices(&part.range[side]);
        words.next().is_some_and(|k| row.is(k, TokenInfo::LIST_NUMBER)) && words.next().is_none()
    });
    let leads = |side: Side| numbered[side] || has_bullet(part, side) || has_letter(part, side);
    // "D. Holm" → "K. Holm" is another name.
    let closed = |side: Side| part.row(side).key(1) == ")";
    let lettered = || Side::BOTH.into_iter().all(|side| has_letter(part, side) && closed(side));
    (numbered.old || numbered.new || lettered()) && Side::BOTH.into_iter().all(leads)
}

/// Whether a side is only the bullet at the beginning of a block.
fn has_bullet(part: &Part<'_>, side: Side) -> bool {
    let (row, range) = (part.row(side), &part.range[side]);
    let is_bullet = matches!(row.key(0), "-" | "*" | "+" | "•" | "·" | "◦" | "▪" | "‣" | "●" | "○");
    row.opens_block && *range == (0..1) && is_bullet
}

/// Whether a side is only the letter or Roman numeral of an item at the beginning of a block: "A.", "ii)".
fn has_letter(part: &Part<'_>, side: Side) -> bool {
    let (row, range) = (part.row(side), &part.range[side]);
    let mut words = row.indices(range);
    let Some(k) = words.next().filter(|_| words.next().is_none() && row.opens_block) else { return false };
    let key = row.key(k).trim_end_matches('.');
    let letter = key.chars().count() == 1 && key.chars().all(char::is_alphabetic) || lang::roman(key).is_some();
    let stopped = row.key(k).ends_with('.') || matches!(row.key(k + 1), "." | ")");
    k == 0 && letter && stopped
}

/// Whether only the letter of an item inside a sentence changed, and one of the letters is that of another item on the
/// other side: "(c) give notice" → "(c) insure the rooms, (d) give notice".
fn is_relettered(part: &Part<'_>) -> bool {
    let label = |side: Side, k: usize| {
        let row = part.row(side);
        let short = row.key(k).chars().count() <= row.limits.item_label_characters
            && row.key(k).chars().all(char::is_alphabetic);
        short && row.before(k) == "(" && row.key(k + 1) == ")"
    };
    let own = |side: Side| {
        let mut words = part.row(side).indices(&part.range[side]);
        words.next().filter(|_| words.next().is_none()).filter(|&k| label(side, k))
    };
    let (Some(old), Some(new)) = (own(Side::Old), own(Side::New)) else { return false };
    let there = |side: Side, key: &str| {
        let row = part.row(side);
        row.all().any(|k| row.key(k) == key && label(side, k))
    };
    there(Side::New, part.row(Side::Old).key(old)) || there(Side::Old, part.row(Side::New).key(new))
}

/// The currencies whose signs are separate words on a side: "5 $", "5 €".
fn currencies(part: &Part<'_>, side: Side) -> Vec<&'static str> {
    let row = part.row(side);
    let marks = part.range[side].clone().filter(|&k| row.is_mark(k));
    marks.filter_map(|k| row.language.currency(row.key(k))).collect()
}

/// The same sum with a currency sign after a letter or as a separate word: "3,5 M€", "3,5 Mio. Euro".
fn same_sum(part: &Part<'_>) -> bool {
    let language = part.row(Side::Old).language;
    let signed = SIDES.map(|side| {
        let row = part.row(side);
        let sign = |k: &usize| row.key(*k) == "%" || row.language.currency(row.key(*k)).is_some();
        let words = part.range[side].clone().filter(|k| !row.is_mark(*k) || sign(k));
        words.map(|k| row.key(k)).collect::<Vec<_>>()
    });
    let more = Side::BOTH.into_iter().any(|side| signed[side].len() > part.words[side].len());
    more && same_style(language, &signed.old, &signed.new, part.limits())
}

/// The same figure below or above nought: "minus 4", "-4".
fn same_figure(part: &Part<'_>) -> bool {
    let only = |side: Side| {
        let (row, mut figures) = (part.row(side), part.figures(side));
        let figure = figures.next().filter(|_| figures.next().is_none())?;
        let signed = [Set::Minus, Set::Plus].into_iter().any(|set| row.language.has(set, row.key(figure.words.start)));
        let covers = row.indices(&part.range[side]).all(|k| figure.words.contains(&k));
        (covers && part.range[side].contains(&figure.at)).then_some((&figure.value, &figure.unit, signed))
    };
    let (Some(old), Some(new)) = (only(Side::Old), only(Side::New)) else { return false };
    (old.0, old.1) == (new.0, new.1) && (old.2 || new.2)
}

/// Two signs before the number of a thing: "No. 5", "Number 5"; "section 5", "Sec. 5".
fn same_sign(part: &Part<'_>) -> bool {
    let named = |side: Side| match part.words[side].as_slice() {
        [one] => part.row(side).language.line(Set::Numbered, one.trim_end_matches('.')),
        _ => None,
    };
    let next = |side: Side| part.row(side).neighbour(&part.range[side], 1).map(|k| part.row(side).key(k));
    if named(Side::Old).is_some() && named(Side::Old) == named(Side::New) {
        return next(Side::Old) == next(Side::New) && next(Side::Old).is_some_and(lang::figure);
    }
    Side::BOTH.into_iter().all(|side| {
        let (row, [one]) = (part.row(side), part.words[side].as_slice()) else { return false };
        let next = row.neighbour(&part.range[side], 1);
        row.language.has(Set::NumberSigns, one.trim_end_matches('.')) && next.is_some_and(|k| lang::figure(row.key(k)))
    })
}

/// Whether one word for "about" replaces another.
fn same_estimate(part: &Part<'_>) -> bool {
    let line = |side: Side| -> Option<usize> {
        let (language, [one]) = (part.row(side).language, part.words[side].as_slice()) else { return None };
        let counted = part.row(side).neighbour(&part.range[side], 1);
        counted.filter(|&k| part.row(side).is(k, TokenInfo::FIGURE))?;
        if language.has(Set::Estimates, one) {
            return Some(0);
        }
        language.line(Set::Roughly, one).filter(|_| language.hedge(one) == Some(Hedge::Roughly))
    };
    let (old, new) = (line(Side::Old), line(Side::New));
    old.is_some() && old == new
}

/// A name with its surname first, and last: "Holm, George W.", "George W. Holm".
fn is_turned_name(part: &Part<'_>) -> bool {
    let turned = |side: Side| {
        let (row, range, other) = (part.row(side), &part.range[side], &part.words[side.other()]);
        let comma = range.clone().find(|&k| row.key(k) == ",");
        comma.is_some_and(|comma| {
            let (surname, given) = (row.keys(&(range.start..comma)), row.keys(&(comma + 1..range.end)));
            !surname.is_empty()
                && !given.is_empty()
                && given.len() <= part.limits().turned_name_words
                && [given, surname].concat() == *other
        })
    };
    let capital = |side: Side| part.row(side).indices(&part.range[side]).all(|k| part.row(side).is_capital(k));
    Side::BOTH.into_iter().all(capital) && Side::BOTH.into_iter().any(turned)
}

/// Whether only a company form or a title was added or removed next to a name.
fn is_titled(part: &Part<'_>) -> bool {
    let Some(side) = part.only_side() else { return false };
    let (row, range) = (part.row(side), &part.range[side]);
    let named = range.start.checked_sub(1).is_some_and(|k| row.is_capital(k)) || row.is_capital(range.end);
    named && part.words[side].iter().all(|k| row.language.is_title(k))
}

/// Whether both sides have the same names, figures and dates in the same order: "cleared Holm" and "cleared Dahl" are two
/// verdicts.
fn has_same_facts(part: &Part<'_>) -> bool {
    let facts = |side: Side| {
        let row = part.row(side);
        let fact = TokenInfo::NAME.or(TokenInfo::FIGURE).or(TokenInfo::DATE);
        row.indices(&part.range[side]).filter(|&k| row.is(k, fact)).map(|k| row.norm(k)).collect::<Vec<_>>()
    };
    facts(Side::Old) == facts(Side::New)
}

/// Whether the same words are in other quotation marks: "'salt'" and "\"salt\"".
pub(crate) fn has_other_marks(part: &Part<'_>) -> bool {
    let keys = SIDES.map(|side| {
        let row = part.row(side);
        let mark = |key| if key == "'" { "\"" } else { key };
        part.range[side].clone().map(|k| mark(row.key(k))).collect::<Vec<_>>()
    });
    let marked = |side: Side| keys[side].contains(&"\"");
    marked(Side::Old) && marked(Side::New) && keys.old == keys.new
}

/// Whether both say the same with and without a negation: "cleared" and "found not guilty" are one verdict.
pub(crate) fn is_verdict(part: &Part<'_>) -> bool {
    let acquits = |side: Side| {
        let language = part.row(side).language;
        let is_negated = |form: &str| form.split(' ').any(|word| language.denies(word));
        // Going through the lines of a list takes time, and a row may have many words.
        verdicts(language, &part.words[side])
            .iter()
            .filter(|key| language.has(Set::Status, key))
            .any(|key| language.same_line(Set::Status, key).any(|form| is_negated(&form)))
    };
    acquits(Side::Old) && acquits(Side::New)
}

/// The words, with one word for each phrase of several words that names a legal status: "acquitted" for "not guilty".
pub(crate) fn verdicts<'k>(language: Language, keys: &[&'k str]) -> Vec<Cow<'k, str>> {
    let mut out: Vec<Cow<'k, str>> = Vec::with_capacity(keys.len());
    let mut at = 0;
    while let Some(rest) = keys.get(at..).filter(|rest| !rest.is_empty()) {
        let words = language.begins(Set::Status, rest.iter().copied()).map_or(1, |(_, words)| words);
        let phrase = rest[..words].join(" ");
        let one_word =
            (words > 1).then(|| language.same_line(Set::Status, &phrase).find(|form| !form.contains(' '))).flatten();
        match one_word {
            Some(word) => out.push(word),
            None => out.extend(rest[..words].iter().map(|&key| Cow::Borrowed(key))),
        }
        at += words;
    }
    out
}
