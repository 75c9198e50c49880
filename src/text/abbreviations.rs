//! Abbreviations before a full stop, and words that may follow one.

use crate::lang::{Abbreviation, Language, Set};

/// The kind of abbreviation of the word before a full stop, if it is one; `word` excludes the full stop. Letters with
/// inner stops ("U.S", "L.P", "J.K") and single capitals (initials) are abbreviations in any language.
pub(super) fn abbreviation(language: Language, word: &str) -> Option<Abbreviation> {
    let mut letters = word.chars();
    let initial = letters.next()?;
    if letters.next().is_none() && initial.is_uppercase() {
        return Some(Abbreviation::Open);
    }
    if let Some(kind) = language.abbreviation(word) {
        return Some(kind);
    }
    let dotted = word.contains('.')
        && word
            .split('.')
            .all(|part| !part.is_empty() && part.chars().count() <= 2 && part.chars().all(char::is_alphabetic));
    dotted.then_some(Abbreviation::Open)
}

/// Whether a figure with its full stop is an ordinal, as in "bis zum 15. Dezember", not the end of a sentence. `before`
/// is the word before the figure, `next` the one after the full stop.
pub(super) fn is_ordinal(language: Language, before: &str, next: &str) -> bool {
    let ordinals = || language.has(Set::BeforeOrdinal, &before.to_lowercase());
    language.writes_ordinals_with_stop()
        && (language.has(Set::Months, &next.to_lowercase()) || ordinals() && !language.is_starter(next))
}

/// Whether a word after "6 p.m." belongs to the time: a day, a month, a time zone.
pub(super) fn is_time(language: Language, word: &str) -> bool {
    let key = word.to_lowercase();
    let named = |set| language.has(set, &key) && word.starts_with(char::is_uppercase);
    let zone = word.len() >= 2 && word.len() <= 4 && word.chars().all(|c| c.is_ascii_uppercase());
    let short = || abbreviation(language, word) == Some(Abbreviation::Open) && word.len() > 1 && !word.contains('.');
    zone || named(Set::Weekdays) || named(Set::Months) || named(Set::Zones) || short()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_with_stops_are_abbreviations() {
        let of = |word| abbreviation(Language::ENGLISH, word);
        assert_eq!(of("U.S"), Some(Abbreviation::Open));
        assert_eq!(of("J"), Some(Abbreviation::Open));
        assert_eq!(of("p.m"), Some(Abbreviation::Clock));
        assert_eq!(of("bounds"), None);
        assert_eq!(of("Mio"), None);
        assert_eq!(Language::by_code("de").and_then(|de| abbreviation(de, "Mio")), Some(Abbreviation::Open));
    }

    #[test]
    fn german_ordinals_have_a_full_stop() {
        let de = Language::by_code("de").unwrap_or(Language::ENGLISH);
        assert!(is_ordinal(de, "zum", "Dezember") && is_ordinal(de, "im", "Jahrhundert"));
        assert!(!is_ordinal(de, "im", "Das") && !is_ordinal(Language::ENGLISH, "is", "September"));
    }
}
