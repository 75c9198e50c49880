//! The hedges of a row: "may", "at least", "is said to".

use std::ops::Range;

use super::row_tokens::RowTokens;
use crate::lang::{self, Set, Topics};
use crate::text::WordKind;

/// A hedge of a row: "may", "at least".
pub(crate) struct Hedge {
    pub(crate) words: Range<usize>,
    pub(crate) kind: lang::Hedge,
    /// Its line in the list: the forms of a word, and words with the same meaning, are on one.
    pub(crate) line: usize,
}

/// The hedges of a row, in order.
pub(super) fn hedges(tokens: &RowTokens<'_>) -> Vec<Hedge> {
    let mut out = Vec::new();
    let mut k = 0;
    while tokens.goes_on(k) {
        let found = match hedge_at(tokens, k) {
            _ if is_hearsay(tokens, k) => Some((lang::Hedge::Reported, usize::MAX, 1)),
            Some(_) if is_ability(tokens, k) => None,
            found => found,
        };
        if let Some((kind, line, words)) = found {
            out.push(Hedge { words: k..k + words, kind, line });
        }
        k += found.map_or(1, |(_, _, words)| words);
    }
    out
}

/// The kind, line and number of words of the hedge at word `k`.
fn hedge_at(tokens: &RowTokens<'_>, k: usize) -> Option<(lang::Hedge, usize, usize)> {
    let keys = (k..tokens.all().end).map(|k| tokens.key(k));
    let foreign = tokens.kind(k) == Some(WordKind::Ideograph) && !tokens.language.is_unspaced();
    tokens.read_at(Topics::HEDGE, k, || {
        if foreign { lang::unspaced_begins_hedge(keys.clone()) } else { tokens.language.begins_hedge(keys.clone()) }
    })
}

/// Whether word `k` is the verb of a passive that reports without a source: "is said to".
pub(super) fn is_hearsay(tokens: &RowTokens<'_>, k: usize) -> bool {
    let Some(first) = k.checked_sub(1) else { return false };
    let keys = (first..tokens.all().end).map(|k| tokens.key(k));
    let phrase = tokens.read_at(Topics::HEARSAY, first, || tokens.language.begins(Set::Hearsay, keys.clone()));
    phrase.is_some_and(|(_, words)| words > 1)
}

/// Whether word `k` is a predicate that says what can be done: "if possible", "it is possible to walk".
fn is_ability(tokens: &RowTokens<'_>, k: usize) -> bool {
    let language = tokens.language;
    language.has(Set::Predicates, tokens.key(k))
        && language.has(Set::BeforePredicate, tokens.before(k))
        && !language.has(Set::AfterPredicate, tokens.key(k + 1))
}
