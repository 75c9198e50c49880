//! Years in figures: what distinguishes them from counts.

use super::row_tokens::RowTokens;
use crate::lang::Set;
use crate::text::WordKind;

/// Whether a figure may be a year: 1000 to 2100.
pub(crate) fn is_year(key: &str) -> bool {
    key.len() == 4 && key.bytes().all(|b| b.is_ascii_digit()) && ("1000"..="2100").contains(&key)
}

/// "1871-1872", "1871-72", "1999-00"
pub(super) fn is_span_of_years(key: &str) -> bool {
    let Some((from, to)) = key.split_once('-').filter(|(from, _)| is_year(from)) else { return false };
    let next = || from.parse().is_ok_and(|from: u32| to.parse() == Ok((from + 1) % 100));
    let short = to.len() == 2 && to.bytes().all(|b| b.is_ascii_digit());
    is_year(to) && from < to || short && (from.get(2..).is_some_and(|from| from < to) || next())
}

/// The quarter of a year in figures: "Q3", "3Q".
pub(super) fn quarter_in_figures(key: &str) -> Option<String> {
    let digit = key.strip_prefix('q').or_else(|| key.strip_suffix('q'))?;
    matches!(digit, "1" | "2" | "3" | "4").then(|| format!("q{digit}"))
}

/// Whether the year at `k` follows a word that only a year follows, unless it counts something: "in 1871", "born 1871",
/// "the flood of 1871".
pub(super) fn follows_lead(tokens: &RowTokens<'_>, k: usize) -> bool {
    let language = tokens.language;
    let stop = usize::from(k > 1 && tokens.before(k) == "." && !tokens.is_spaced(k - 1));
    let lead = tokens.before(k - stop).trim_end_matches('.');
    if [Set::BeforeYear, Set::LeadsYear].into_iter().any(|set| language.has(set, lead)) {
        return true;
    }
    // "the flood of 1871", not "the sum of 1871"
    let Some(noun) = k.checked_sub(2).filter(|_| language.has(Set::InsideDate, lead)) else { return false };
    let first = noun.saturating_sub(EVENT_WORDS);
    tokens.kind(noun) == Some(WordKind::Word)
        && !language.has(Set::Measured, tokens.key(noun))
        && !tokens.is_function(noun)
        && (first..noun).any(|at| {
            if language.fills(Set::Determiners) {
                language.has(Set::Determiners, tokens.key(at))
            } else {
                tokens.is_function(at)
            }
        })
}

/// Maximum words from the article to the noun in "the great flood of 1871".
const EVENT_WORDS: usize = 3;

/// Whether the year at `k` needs no word before it, as in German and Swedish: "starb 1871", "byggdes 1784 av".
pub(super) fn stands_alone(tokens: &RowTokens<'_>, k: usize) -> bool {
    let language = tokens.language;
    if !language.has_bare_years() {
        return false;
    }
    // "1848 brannte das Schloss"
    let Some(before) = k.checked_sub(1).filter(|_| !tokens.begins_sentence(k)) else {
        return tokens.kind(k + 1) == Some(WordKind::Word) && !tokens.is_capital(k + 1);
    };
    let key = tokens.key(before);
    let verb = !tokens.is_function(before) && !tokens.is_mark(before) && !tokens.is_capital(before);
    let named = [Set::Numbered, Set::NumberSigns].into_iter().any(|set| language.has(set, key));
    verb && !named && !language.numbers(key) && !tokens.begins_cell(k)
}

/// Whether a noun that the figure at `k` counts follows it: "1871 litres". In languages whose nouns have no capital the
/// forms of such nouns are listed; where none are, it is any word but a function word.
pub(super) fn counts_noun(tokens: &RowTokens<'_>, k: usize) -> bool {
    let (language, next) = (tokens.language, tokens.key(k + 1));
    if !next.starts_with(char::is_alphanumeric) || tokens.is_function(k + 1) || tokens.begins_cell(k + 1) {
        return false;
    }
    if counts_unit(tokens, k) {
        return true;
    }
    if language.capital_nouns() {
        return tokens.is_capital(k + 1);
    }
    !tokens.is_capital(k + 1)
        && !language.has(Set::NotCounted, next)
        && (!language.fills(Set::Counted) || language.has(Set::Counted, next))
}

/// Whether a unit follows the figure at `k`: "1871 metres".
pub(super) fn counts_unit(tokens: &RowTokens<'_>, k: usize) -> bool {
    let (language, next) = (tokens.language, tokens.key(k + 1));
    let unit = language.numbers(next) || language.is_span(next) || language.is_measure(&language.norm(next));
    unit && !tokens.begins_cell(k + 1)
}

/// Whether a figure that may be a recent year counts the noun after it: "has 1950 trees", not "the 1950 elections".
pub(super) fn counts_as_figure(tokens: &RowTokens<'_>, k: usize) -> bool {
    let language = tokens.language;
    let Some(before) = k.checked_sub(1) else { return false };
    let led = || {
        follows_lead(tokens, k)
            || tokens.is_mark(before)
            || tokens.is_capital(before)
            || [Set::Determiners, Set::InsideDate].into_iter().any(|set| language.has(set, tokens.key(before)))
            || language.dates(tokens.key(before))
            || language.may_be_month(tokens.key(before))
            || !language.fills(Set::Counted)
                && tokens.is_function(before)
                && !language.has(Set::People, tokens.key(k + 1))
    };
    // "page 1911"
    let of_thing = tokens.before(k).trim_end_matches('.');
    let named =
        [Set::NumberedThings, Set::Lettered, Set::NumberSigns].into_iter().any(|set| language.has(set, of_thing));
    if named && !tokens.begins_cell(k) {
        return true;
    }
    // "1950人"
    if language.is_unspaced() {
        return language.counts(tokens.key(k + 1));
    }
    counts_noun(tokens, k) && !language.dates(tokens.key(k + 1)) && !tokens.begins_cell(k) && !led()
}
