//! Floor 0: languages.
//!
//! A language is a small file here and word lists in `assets/lang/<code>/*.txt`. The lists are compiled in and parsed
//! on first use: see `list` for their syntax and `sets` for which lists and groups there are. There are no word lists
//! outside this module and its assets.

mod abbreviations;
mod alphabets;
mod any_language;
pub(crate) mod calendar;
mod chinese;
mod commonplace;
mod const_list;
mod danish;
mod data;
pub(crate) mod date_words;
mod detect;
mod dutch;
mod english;
mod french;
mod german;
mod italian;
mod japanese;
mod language;
mod list;
mod masks;
mod moment;
mod norms;
mod norwegian;
mod number_parts;
mod number_words;
mod numerals;
mod phrases;
mod polish;
mod portuguese;
mod russian;
mod sets;
mod source;
mod spanish;
mod swedish;
mod topics;
pub(crate) mod version_words;
mod voters;
mod words;

pub(crate) use abbreviations::Abbreviation;
pub(crate) use alphabets::{ALPHABETS, Alphabet};
pub(crate) use any_language::{any_has, any_has_days, keeps_stop, unspaced_begins, unspaced_begins_hedge};
pub(crate) use commonplace::commonplace;
pub(crate) use const_list::{Reader, is, width};
pub use detect::Votes;
pub use language::Language;
pub(crate) use language::SOURCES;
pub(crate) use language::{Hedge, MAY};
pub(crate) use masks::{EMPTY, Mask, Masks, hash_on};
pub use numerals::is_numeral;
pub(crate) use numerals::{decade, figure, numeral, plain_digits, roman, short_dollars};
pub(crate) use phrases::Phrases;
pub(crate) use sets::Set;
pub(crate) use topics::Topics;

#[cfg(test)]
mod tests {
    use super::list::{List, faults};
    use super::*;

    #[test]
    fn every_list_is_well_formed() {
        let lists = language::SOURCES.iter().flat_map(|s| s.lists.iter().map(|(name, text)| (s.code, *name, *text)));
        for (code, name, text) in lists {
            let found = faults(text);
            assert!(found.is_empty(), "assets/lang/{code}/{name}.txt: {}", found.join("; "));
            assert!(text.starts_with('#'), "assets/lang/{code}/{name}.txt does not say what it holds");
        }
    }

    #[test]
    fn months_have_twelve_lines() {
        for source in language::SOURCES.iter() {
            let months = source.lists.iter().find(|(name, _)| *name == "months");
            let lines = months.map(|(_, text)| List(text).group("").count());
            assert!(lines.is_none_or(|n| n == 12), "{}: {lines:?}", source.code);
        }
    }

    #[test]
    fn house_styles_share_a_norm() {
        let norm = |key: &str| Language::ENGLISH.norm(key).into_owned();
        for (a, b) in [
            ("u.s.", "us"),
            ("defence", "defense"),
            ("10", "ten"),
            ("mr.", "mr"),
            ("organisation", "organization"),
            ("neighbouring", "neighboring"),
            ("travelled", "traveled"),
            ("3,000", "3000"),
            ("e-mail", "email"),
            ("pct", "percent"),
            ("co-operate", "cooperate"),
            ("thirty-two", "32"),
            ("bn", "billion"),
            ("september", "sept"),
            ("twenty-first", "twenty-first"),
            ("eleventh", "11th"),
        ] {
            assert_eq!(norm(a), norm(b));
        }
        assert_ne!(norm("3.5"), norm("35"));
        assert_ne!(norm("4,2"), norm("42"));
        assert_eq!(norm("$1,250,000m"), norm("$1250000m"));
        assert_ne!(norm("four"), norm("for"));
        assert_eq!(norm("hour"), "hour");
        assert_eq!(norm("filled"), "filled");
    }

    #[test]
    fn stems_join_forms_of_a_word() {
        let stem = |key: &str| Language::ENGLISH.stem(&Language::ENGLISH.norm(key)).to_owned();
        assert_eq!(stem("policies"), stem("policy"));
        assert_eq!(stem("russia's"), stem("russia"));
        assert_eq!(stem("programmes"), stem("program"));
        assert_eq!(stem("imperialist"), stem("imperialism"));
        assert_eq!(stem("$2.31bn"), stem("2.31"));
        assert_eq!(stem("1.6%"), stem("1.6"));
        assert_ne!(stem("mp3"), stem("3"));
    }

    #[test]
    fn opposites_are_symmetrical() {
        let opposites = |a, b| Language::ENGLISH.opposites(a, b);
        assert!(opposites("profit", "loss") && opposites("loss", "profit") && opposites("likely", "unlikely"));
        assert!(!opposites("profit", "gain") && !opposites("profit", "down"));
        assert!(opposites("illegal", "legal") && opposites("won", "lost") && opposites("rose", "slipped"));
        let counterparts = |a, b| Language::ENGLISH.counterparts(a, b);
        assert!(counterparts("he", "she") && counterparts("north", "south") && !counterparts("he", "his"));
    }

    #[test]
    fn times_of_the_day_are_dates() {
        let clock = |key: &&str| Language::ENGLISH.clock(key);
        assert!(["10:30", "9am", "9.30pm", "p.m.", "a.m"].iter().all(clock));
        assert!(!["9", "10.5", "am", "amp", "6:1", ""].iter().any(clock));
    }

    #[test]
    fn phrases_are_found_among_words() {
        let en = Language::ENGLISH;
        assert!(en.is_unnamed(&["asking", "not", "to", "be", "named"]) && en.is_unnamed(&["anonymity"]));
        assert!(!en.is_unnamed(&["named"]));
        assert_eq!(en.begins(Set::AtLeast, ["at", "least", "6"].into_iter()).map(|(_, words)| words), Some(2));
        assert_eq!(en.contraction("didn't"), Some(("did", "not")));
        assert_eq!(en.contraction("can't"), Some(("can", "not")));
    }
}
