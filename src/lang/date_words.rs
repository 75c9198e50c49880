//! Words of dates in all languages: a date is read before the language of its line is known.

use super::any_language::any_has;
use super::const_list::{Item, Reader, characters, find as find_byte};
use super::language::{Language, SOURCES};
use super::masks::{EMPTY, Masks, hash, hash_on};
use super::sets::Set;
use super::source::Source;

/// A name of a month.
#[derive(Clone, Copy)]
struct Month {
    /// 1 to 12.
    number: u8,
    /// Whether its language writes it in lower case.
    small: bool,
}

/// Month names of all languages, in lower case, with their short forms. Where two languages disagree, the first counts.
/// Built at compile time: most texts look up months, and few need the lists of other languages.
static MONTHS: Months = Months::of(&SOURCES);

/// For each name its number, whether it is written in lower case, and the first language that has it: see [`Months::add`].
struct Months(Masks<2048>);

/// The bit of names written in lower case.
const SMALL: u32 = 1 << 4;
/// The shift of the language.
const LANGUAGE: u32 = 5;

impl Months {
    const fn of(sources: &[Source]) -> Self {
        let mut out = Self(Masks::new());
        let mut language = 0;
        while language < sources.len() {
            out.list(sources[language].text("months"), language);
            language += 1;
        }
        out
    }

    /// Reads a list, whose lines are the months.
    const fn list(&mut self, list: &[u8], language: usize) {
        let mut reader = Reader::new(list);
        let (mut number, mut whole, mut end) = (0, 0, None);
        while let Item::Form(from, to) = reader.next() {
            let begins_line = match end {
                Some(end) => find_byte(list, end, b'\n') < from,
                None => true,
            };
            if begins_line {
                number += 1;
                whole = characters(list, from, to);
            }
            // Short lower-case forms are ordinary words of other languages: "set", "lip". Lists have no capitals beyond ASCII.
            let short = if SHORT_FORM_CHARS < whole { SHORT_FORM_CHARS } else { whole };
            let small =
                is_letter(list[from]) && !list[from].is_ascii_uppercase() && characters(list, from, to) >= short;
            self.add(lower(list, from, to), number, small, language);
            end = Some(to);
        }
    }

    const fn add(&mut self, hash: u32, number: u32, small: bool, language: usize) {
        let known = self.0.get(hash);
        let small = if small { SMALL } else { 0 };
        if known == 0 {
            self.0.add(hash, number | small | ((language as u32) << LANGUAGE));
        } else if known & (SMALL - 1) == number {
            self.0.add(hash, small);
        }
    }

    /// The month of a name in lower case. The language confirms it, as words may share a hash.
    fn get(&self, name: &str) -> Option<Month> {
        let found = self.0.get(hash(name));
        let number = found & (SMALL - 1);
        let language = Language::all().nth((found >> LANGUAGE) as usize)?;
        let confirmed = number > 0 && language.has_on_line(Set::Months, name, number as usize - 1);
        confirmed.then_some(Month { number: u8::try_from(number).ok()?, small: found & SMALL != 0 })
    }
}

/// The hash of a name in lower case.
const fn lower(list: &[u8], from: usize, to: usize) -> u32 {
    let (mut hash, mut at) = (EMPTY, from);
    while at < to {
        hash = hash_on(hash, list[at].to_ascii_lowercase());
        at += 1;
    }
    hash
}

/// Whether a character that begins so is a letter of a script with two cases.
const fn is_letter(first: u8) -> bool {
    first.is_ascii_alphabetic() || (first >= 0xc3 && first < 0xe0)
}

/// A form with fewer characters is a short form.
const SHORT_FORM_CHARS: usize = 4;

/// Length of the longest month name, in characters.
const LONGEST_MONTH_CHARS: usize = 16;

fn find(word: &str) -> Option<Month> {
    if !word.starts_with(char::is_alphabetic) || !(3..=LONGEST_MONTH_CHARS).contains(&word.chars().count()) {
        return None;
    }
    MONTHS.get(&word.to_lowercase())
}

/// The number of a month by its name or short form in any language, 1 to 12, in any case.
#[must_use]
pub(crate) fn month(word: &str) -> Option<u32> {
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
    use std::collections::BTreeMap;

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
    }

    #[test]
    fn every_listed_name_is_a_month() {
        let mut names: BTreeMap<String, Month> = BTreeMap::new();
        for source in &SOURCES {
            for (number, entry) in (1..=12).zip(source.list("months").group("")) {
                let whole = entry.forms().next().map_or(0, |form| form.chars().count());
                for form in entry.forms() {
                    let small =
                        form.starts_with(char::is_lowercase) && form.chars().count() >= SHORT_FORM_CHARS.min(whole);
                    let month = names.entry(form.to_lowercase()).or_insert(Month { number, small });
                    month.small |= small && month.number == number;
                }
            }
        }
        assert!(names.len() > 300);
        for (name, month) in &names {
            let found = MONTHS.get(name);
            assert!(found.is_some_and(|f| f.number == month.number && f.small == month.small), "{name}");
            assert!(name.chars().count() <= LONGEST_MONTH_CHARS, "{name}");
        }
        assert_eq!(MONTHS.0.len(), names.len());
    }

    #[test]
    fn days_and_zones() {
        assert!(["Monday", "Sat", "Mi", "jeudi", "feira", "вторник"].iter().all(|day| is_weekday(day)));
        assert!(is_zone("GMT") && is_zone("ET") && !is_zone("gmt") && !is_zone("NATO"));
        assert!(is_ordinal_ending("th") && is_ordinal_ending("er") && !is_ordinal_ending("a"));
    }
}
