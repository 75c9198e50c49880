//! The definition of a language: its code, the text of its lists, and what lists cannot express.

use super::const_list::is;
use super::list::List;

/// The definition of a language: a constant in one file under `src/lang/`.
#[derive(Debug)]
pub(crate) struct Source {
    /// The ISO 639-1 code, also the name of its folder under `assets/lang/`.
    pub(crate) code: &'static str,
    /// The English name.
    pub(crate) name: &'static str,
    /// Its lists, by name.
    pub(crate) lists: &'static [(&'static str, &'static str)],
    /// A crude stem of a folded word, so that "policy" and "policies" count as evidence for each other. It only adds
    /// evidence that two sentences match; it never makes two words equal.
    pub(crate) stem: Stem,
    /// Whether every noun begins with a capital, so that a capital does not indicate a name.
    pub(crate) capital_nouns: bool,
    /// Whether words of dates are told from other words by a capital: "March", "march".
    pub(crate) capital_dates: bool,
    /// Whether decimals come after a point: 1.500 is one and a half, not fifteen hundred.
    pub(crate) decimal_point: bool,
    /// Whether a space may separate thousands: "1 500 000".
    pub(crate) spaced_thousands: bool,
    /// Whether two adjacent negations affirm, as in "not without"; in other languages, two may negate once.
    pub(crate) negations_cancel: bool,
    /// Whether a year needs no word before it: "wurde 1871 gebaut".
    pub(crate) bare_years: bool,
    /// Whether a noun before another describes it, as a word of its own: "weather service".
    pub(crate) open_compounds: bool,
    /// Whether it is written without spaces: list entries are runs of characters, each of which is a word.
    pub(crate) unspaced: bool,
}

/// How a word is reduced to its stem.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stem {
    /// Not at all.
    Whole,
    /// Without the first of these endings, the longest first, whose removal leaves at least so many bytes.
    Endings(&'static [&'static str], usize),
    /// By a function.
    Function(fn(&str) -> &str),
}

impl Source {
    /// What most languages have in common.
    pub(crate) const PLAIN: Self = Self {
        code: "",
        name: "",
        lists: &[],
        stem: Stem::Whole,
        capital_nouns: false,
        capital_dates: false,
        decimal_point: false,
        spaced_thousands: true,
        negations_cancel: false,
        bare_years: false,
        open_compounds: false,
        unspaced: false,
    };

    /// The stem of a folded word.
    pub(crate) fn stem<'w>(&self, word: &'w str) -> &'w str {
        match self.stem {
            Stem::Whole => word,
            Stem::Endings(endings, least) => without_ending(word, endings, least),
            Stem::Function(stem) => stem(word),
        }
    }

    /// The text of a list, empty where the language has none. Usable at compile time.
    pub(crate) const fn text(&self, name: &str) -> &'static [u8] {
        let mut n = 0;
        while n < self.lists.len() {
            let (list, text) = self.lists[n];
            if is(list.as_bytes(), 0, list.len(), name) {
                return text.as_bytes();
            }
            n += 1;
        }
        b""
    }

    /// A list by its name; an empty one where the language has none.
    pub(crate) fn list(&self, name: &str) -> List {
        self.lists.iter().find(|(list, _)| *list == name).map_or_else(List::default, |(_, text)| List(text))
    }
}

/// The lists of a language, as `("function", text)` and so on; `$code` is its folder.
macro_rules! lists {
    ($code:literal: $($list:ident)*) => {
        &[$((stringify!($list), include_str!(concat!("../../assets/lang/", $code, "/", stringify!($list), ".txt")))),*]
    };
}
pub(crate) use lists;

/// A word without the first of the endings whose removal leaves at least `least` bytes.
pub(crate) fn without_ending<'w>(word: &'w str, endings: &[&str], least: usize) -> &'w str {
    endings.iter().filter_map(|end| word.strip_suffix(end)).find(|stem| stem.len() >= least).unwrap_or(word)
}
