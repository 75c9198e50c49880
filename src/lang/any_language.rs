//! Lookups in several languages at once: in those written without spaces, or in all.

use super::language::{Hedge, Language, unspaced};
use super::sets::Set;

/// The number of words of the entry of a set that `keys` begin with, in any language without spaces. Such words also occur in
/// texts of other languages.
pub(crate) fn unspaced_begins<'k>(set: Set, keys: impl Iterator<Item = &'k str> + Clone) -> Option<usize> {
    unspaced().find_map(|language| language.begins(set, keys.clone())).map(|(_, words)| words)
}

/// Whether any language has a word in a set.
pub(crate) fn any_has(set: Set, key: &str) -> bool {
    Language::all().any(|language| language.has(set, key))
}

/// Whether two words are both months or both days of the week in some language.
pub(crate) fn any_has_days(old: &str, new: &str) -> bool {
    let both = |set: Set, language: Language| language.has(set, old) && language.has(set, new);
    Language::all().any(|language| both(Set::Months, language) || both(Set::Weekdays, language))
}

/// The longest hedge that `keys` begin with in any language without spaces, as [`Language::begins_hedge`] finds it.
pub(crate) fn unspaced_begins_hedge<'k>(keys: impl Iterator<Item = &'k str> + Clone) -> Option<(Hedge, usize, usize)> {
    unspaced().find_map(|language| language.begins_hedge(keys.clone()))
}

/// Whether a word, as written, keeps its full stop: "Mr." and "Mr" are one word each, in any language.
pub(crate) fn keeps_stop(word: &str) -> bool {
    let english = Language::ENGLISH;
    english.data().abbreviations(english.source()).is_one_word(word)
}
