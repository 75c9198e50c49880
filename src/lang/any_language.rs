//! Questions that are asked of several languages at once: of those written without spaces, or of all.

use super::language::{HEDGES, Language, unspaced};
use super::sets::Set;

/// The number of words of the entry of a set that `keys` begin with, in any language without spaces. Such words also occur in
/// texts of other languages.
pub(crate) fn unspaced_begins<'k>(set: Set, keys: impl Iterator<Item = &'k str> + Clone) -> Option<usize> {
    unspaced().find_map(|language| language.begins(set, keys.clone())).map(|(_, words)| words)
}

/// Whether an entry of a set of a language without spaces is in a text.
pub(crate) fn unspaced_holds(set: Set, joined: &str) -> bool {
    unspaced().any(|language| language.set(set).is_in(joined))
}

/// Whether any language has a word in a set.
pub(crate) fn any_has(set: Set, key: &str) -> bool {
    Language::all().any(|language| language.has(set, key))
}

/// Whether words without spaces, joined, make a statement less certain.
pub(crate) fn hedges_unspaced(joined: &str) -> bool {
    let hedges = |language: Language| HEDGES.iter().any(|(_, set)| language.set(*set).is_in(joined));
    unspaced().any(hedges)
}

/// Whether words without spaces, joined, contain a negation of more than one character.
pub(crate) fn denies_unspaced(joined: &str) -> bool {
    unspaced().any(|language| language.set(Set::Negations).has_phrase_in(joined))
}

/// Whether a word, as written, keeps its full stop: "Mr." and "Mr" are one word each, in any language.
pub(crate) fn keeps_stop(word: &str) -> bool {
    let english = Language::ENGLISH;
    english.data().abbreviations(english.source()).is_one_word(word)
}
