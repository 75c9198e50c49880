//! Centuries in words, figures and Roman numerals: "19th century", "XIXe siècle", "siglo XIX".

use std::ops::Range;

use super::row_tokens::RowTokens;
use crate::lang::{self, Set};

/// The century whose word is at `k`, as a normalised value, and its words.
pub(super) fn century(tokens: &RowTokens<'_>, k: usize) -> Option<(String, Range<usize>)> {
    let language = tokens.language;
    let word = tokens.key(k).trim_end_matches('.');
    if !language.has(Set::Centuries, word) {
        return None;
    }
    // "19. Jahrhundert"
    let stop = usize::from(k > 1 && tokens.before(k) == ".");
    let before = k.checked_sub(1 + stop);
    if let Some((number, before)) = before.and_then(|before| Some((ordinal(tokens, before)?, before))) {
        return Some((format!("c{number}"), before..k + 1));
    }
    // "в XIX веке"
    if word.chars().count() <= ABBREVIATION_CHARS {
        return None;
    }
    let after = k + 1 + usize::from(tokens.key(k + 1) == "." && !tokens.is_spaced(k + 1));
    let number = roman(tokens, after)?;
    Some((format!("c{number}"), k..after + 1))
}

fn ordinal(tokens: &RowTokens<'_>, k: usize) -> Option<u32> {
    let (language, key) = (tokens.language, tokens.key(k));
    if let Some(number) = language.ordinal(key) {
        return u32::try_from(number).ok();
    }
    let digits = key.trim_end_matches(|c: char| !c.is_ascii_digit());
    let in_figures = || digits.parse().ok().filter(|_| digits.len() <= 2);
    in_figures().filter(|number| (1..=LAST).contains(number)).or_else(|| roman(tokens, k))
}

/// A Roman numeral in capitals, with or without the ending of an ordinal: "XIX", "XIXe".
fn roman(tokens: &RowTokens<'_>, k: usize) -> Option<u32> {
    let key = tokens.key(k);
    let letters = tokens.form(k).bytes().take_while(|b| b"IVX".contains(b)).count();
    let (numeral, ending) = key.split_at_checked(letters)?;
    let ends = ending.is_empty() || tokens.language.has(Set::OrdinalEndings, ending);
    lang::roman(numeral).filter(|number| ends && (1..=LAST).contains(number))
}

/// Maximum characters of a short form, which comes after the number.
const ABBREVIATION_CHARS: usize = 2;

/// The last century that is meant.
const LAST: u32 = 30;
