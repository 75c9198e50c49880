//! The abbreviations of a language, and how the full stop after each behaves. Matching respects letter case.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::list::List;

/// How an abbreviation behaves before a capital or a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Never the end of a sentence: a title before its name, "vs.", "e.g.".
    Bound,
    /// Not the end before a figure ("No. 10"); otherwise an ordinary word that may end a sentence ("No.").
    Figure,
    /// The end only before a sentence starter: "in the U.S. The", but "the U.S. Senate".
    Open,
    /// The form of a company: like [`Self::Open`], and also the end before a name with a verb of saying: "held by
    /// Fenwick Corp. Trent said".
    Company,
    /// The end unless a day or a time zone follows: "at 6 p.m. Tuesday", "at 6 p.m. EST".
    Clock,
}

const GROUPS: [(&str, Abbreviation); 5] = [
    ("title", Abbreviation::Bound),
    ("figure", Abbreviation::Figure),
    ("company", Abbreviation::Company),
    ("open", Abbreviation::Open),
    ("clock", Abbreviation::Clock),
];

/// Abbreviations, and words that keep their full stop.
#[derive(Debug, Default)]
pub(super) struct Abbreviations {
    /// Lower-case form, form, and kind, ordered by lower-case form and then as listed.
    rows: Vec<(Cow<'static, str>, &'static str, Abbreviation)>,
    /// Pairs that are one abbreviation: "z. B.".
    pairs: Vec<(&'static str, &'static str)>,
    /// Lower-case form and form.
    one_word: FxHashMap<Cow<'static, str>, &'static str>,
    /// The length of the longest in bytes: a quick check, since every word before a full stop is looked up.
    longest: usize,
}

impl Abbreviations {
    pub(super) fn of(list: List) -> Self {
        let mut out = Self::default();
        for (group, kind) in GROUPS {
            for form in list.forms(group) {
                out.rows.push((lower(form), form, kind));
            }
        }
        out.rows.sort_by(|a, b| a.0.cmp(&b.0));
        for form in list.forms("pairs") {
            let parts: Vec<&str> = form.split(' ').collect();
            for pair in parts.windows(2) {
                if let Some(first) = pair[0].strip_suffix('.') {
                    out.pairs.push((first, pair[1].trim_end_matches('.')));
                }
            }
        }
        for form in list.forms("one word") {
            out.longest = out.longest.max(form.len());
            out.one_word.insert(lower(form), form);
        }
        out
    }

    pub(super) fn get(&self, word: &str) -> Option<Abbreviation> {
        let key = lower(word);
        let from = self.rows.partition_point(|(lower, ..)| *lower < key);
        let same = self.rows.get(from..)?.iter().take_while(|(lower, ..)| *lower == key);
        same.into_iter().find(|(_, row, _)| matches(row, word)).map(|(.., kind)| *kind)
    }

    pub(super) fn is_pair(&self, word: &str, next: &str) -> bool {
        self.pairs.iter().any(|&(first, second)| first == word && second == next)
    }

    pub(super) fn is_one_word(&self, word: &str) -> bool {
        word.len() <= self.longest && self.one_word.get(&*lower(word)).is_some_and(|row| matches(row, word))
    }
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) { word.into() } else { word.to_lowercase().into() }
}

/// Whether a word matches a list entry. A lower-case entry matches any case; one with a capital also matches all
/// capitals.
fn matches(row: &str, word: &str) -> bool {
    let in_capitals = || word.chars().all(|c| !c.is_lowercase()) && word.chars().nth(1).is_some();
    row == word || !row.starts_with(char::is_uppercase) || in_capitals()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case_distinguishes_a_day_from_a_verb() {
        let list = List("[title]\nMr\n[open]\nSat, corp\n[clock]\np.m\n[pairs]\nz. B\nb. a. w\n[one word]\nDr, vs\n");
        let table = Abbreviations::of(list);
        assert_eq!(table.get("Sat"), Some(Abbreviation::Open));
        assert_eq!(table.get("sat"), None);
        assert_eq!(table.get("CORP"), Some(Abbreviation::Open));
        assert_eq!(table.get("MR"), Some(Abbreviation::Bound));
        assert_eq!(table.get("P.M"), Some(Abbreviation::Clock));
        assert!(table.is_pair("z", "B") && table.is_pair("a", "w") && !table.is_pair("z", "w"));
        assert!(table.is_one_word("Dr") && table.is_one_word("VS") && !table.is_one_word("dr"));
    }
}
