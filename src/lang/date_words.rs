//! Words of dates in all languages: a date is read before the language of its line is known.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::any_language::any_has;
use super::language::{Language, SOURCES};
use super::sets::Set;
use super::words::{Key, fold};

/// A name of a month.
#[derive(Clone, Copy)]
struct Month {
    /// 1 to 12.
    number: u8,
    /// Whether its language writes it in lower case.
    small: bool,
}

/// Month names of all languages, in lower case, with their short forms. Where two languages disagree, the first counts.
static MONTHS: LazyLock<FxHashMap<Key, Month>> = LazyLock::new(|| {
    let mut months: FxHashMap<Key, Month> = FxHashMap::default();
    months.reserve(FORMS);
    for source in &SOURCES {
        for (number, entry) in (1..=12).zip(source.list("months").group("")) {
            let whole = entry.forms().next().map_or(0, |form| form.chars().count());
            for form in entry.forms() {
                let lower = fold(form);
                // Short lower-case forms are ordinary words of other languages: "set", "lip".
                let small = form.starts_with(char::is_lowercase) && form.chars().count() >= SHORT.min(whole);
                let month = months.entry(lower).or_insert(Month { number, small });
                month.small |= small && month.number == number;
            }
        }
    }
    months
});

/// Roughly the number of forms in all lists, so that the table is allocated once.
const FORMS: usize = 900;

/// A form with fewer characters is a short form.
const SHORT: usize = 4;

/// Length of the longest month name, in characters.
const LONGEST: usize = 16;

fn find(word: &str) -> Option<Month> {
    if !word.starts_with(char::is_alphabetic) || !(3..=LONGEST).contains(&word.chars().count()) {
        return None;
    }
    MONTHS.get(&*word.to_lowercase()).copied()
}

/// The number of a month by its name or short form in any language, 1 to 12, in any case.
#[must_use]
pub(super) fn month(word: &str) -> Option<u32> {
    find(word).map(|month| u32::from(month.number))
}

/// Whether a word is the name of a month, in the letter case of its language or with a capital.
#[must_use]
pub(crate) fn is_month_name(word: &str) -> bool {
    find(word).is_some_and(|month| month.small || word.starts_with(char::is_uppercase))
}

/// Whether a word is the name of a month in any case.
#[must_use]
pub(crate) fn is_month_in_any_case(word: &str) -> bool {
    find(word).is_some() && (!is_small_word(word) || Language::ENGLISH.month(word).is_some())
}

/// Whether the lower-case name of a month is more often an ordinary word: "may", "march", "out" (a Portuguese short
/// form).
pub(super) fn is_small_word(word: &str) -> bool {
    Language::ENGLISH.has(Set::NotMonthsInLowerCase, word)
}

/// Whether a word is the short name of a time zone, in capitals.
#[must_use]
pub(crate) fn is_zone(word: &str) -> bool {
    let short = (2..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    short && any_has(Set::ZoneNames, &word.to_ascii_lowercase())
}

/// Whether a word is the name of a day of the week or its short form.
#[must_use]
pub(crate) fn is_weekday(word: &str) -> bool {
    let lower = word.to_lowercase();
    any_has(Set::Weekdays, &lower) || any_has(Set::ShortWeekdays, &lower)
}

/// Whether letters after a figure make it an ordinal: "1st", "1er", "1º".
#[must_use]
pub(crate) fn is_ordinal_ending(letters: &str) -> bool {
    any_has(Set::OrdinalEndings, letters)
}

/// Whether a word may come between the day, the month and the year of a date: "3rd of May", "3 de mayo de 2020".
pub(crate) fn joins_day_and_month(word: &str) -> bool {
    any_has(Set::InsideDate, word)
}

/// Whether a word comes after the hour: "15.45 Uhr".
pub(super) fn is_hour_word(word: &str) -> bool {
    any_has(Set::AfterHour, &word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_all_languages() {
        for (word, number) in [
            ("June", Some(6)),
            ("SEPT", Some(9)),
            ("août", Some(8)),
            ("października", Some(10)),
            ("мая", Some(5)),
            ("marts", Some(3)),
            ("out", Some(10)),
            ("Monday", None),
        ] {
            assert_eq!(month(word), number, "{word}");
        }
        assert!(is_month_name("May") && is_month_name("mai") && is_month_name("März") && is_month_name("MARCH"));
        assert!(!is_month_name("may") && !is_month_name("march") && !is_month_name("set") && !is_month_name("lip"));
        assert!(MONTHS.keys().all(|name| name.chars().count() <= LONGEST));
    }

    #[test]
    fn days_and_zones() {
        assert!(["Monday", "Sat", "Mi", "jeudi", "feira", "вторник"].iter().all(|day| is_weekday(day)));
        assert!(is_zone("GMT") && is_zone("ET") && !is_zone("gmt") && !is_zone("NATO"));
        assert!(is_ordinal_ending("th") && is_ordinal_ending("er") && !is_ordinal_ending("a"));
    }
}
