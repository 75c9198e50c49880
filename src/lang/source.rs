//! What a language is made of before its lists are read: its code, its lists as text, and what no list can say.

use super::list::List;

/// A language as it is written down: a constant of one file under `src/lang/`.
#[derive(Debug)]
pub(crate) struct Source {
    /// The ISO 639-1 code, by which its folder under `assets/lang/` is named.
    pub(crate) code: &'static str,
    /// The English name.
    pub(crate) name: &'static str,
    /// Its lists, by name.
    pub(crate) lists: &'static [(&'static str, &'static str)],
    /// A crude stem of a folded word, so that "policy" and "policies" count as evidence for each other. It only widens what
    /// counts as evidence that two sentences say the same; it never decides that two words are equal.
    pub(crate) stem: fn(&str) -> &str,
    /// Every noun begins with a capital, so that a capital does not make a name.
    pub(crate) capital_nouns: bool,
    /// It is written without spaces: an entry of a list is a run of characters, each a word of its own.
    pub(crate) unspaced: bool,
}

impl Source {
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

/// The word itself: for languages whose stems nobody has written yet.
pub(crate) const fn whole(word: &str) -> &str {
    word
}

/// A word without the first of some endings that leaves at least `least` bytes.
pub(crate) fn without_ending<'w>(word: &'w str, endings: &[&str], least: usize) -> &'w str {
    endings.iter().filter_map(|end| word.strip_suffix(end)).find(|stem| stem.len() >= least).unwrap_or(word)
}
