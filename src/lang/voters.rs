//! Which languages a word votes for. The tables are built from the lists at compile time: reading the function words of
//! all languages would take half the time of a small comparison.
//!
//! ```text
//! assets/lang/*/function.txt ─┬─ words: each votes for the languages that list it
//! assets/lang/*/dates.txt ────┤         (days of the week, months and numbers, too)
//! …/months.txt, …/numbers.txt ┤
//!                             ├─ letters beyond ASCII
//!                             └─ endings: `-ssa`
//! ```

use super::const_list::{Reader, characters, equal, width};
use super::language::SOURCES;
use super::masks::{EMPTY, Mask, Masks, hash, hash_on};
use super::source::Source;

/// The maximum number of languages.
pub(super) const MAX_LANGUAGES: usize = Mask::BITS as usize;

/// Days of the week, months and number words identify the language of a short sentence as well as function words do.
/// Forms of fewer characters are also words of other languages.
const OTHER_CHARS: usize = 4;

/// Which languages each word, letter and ending votes for.
pub(super) static VOTERS: Voters = Voters::of(&SOURCES);

/// Words, letters and endings by their hashes; about one word in a million collides.
pub(super) struct Voters {
    words: Masks<8192>,
    /// Letters beyond ASCII.
    letters: Masks<512>,
    endings: Masks<512>,
}

impl Voters {
    /// The languages that list a folded word.
    pub(super) fn word(&self, word: &str) -> Mask {
        self.words.get(hash(word))
    }

    /// The languages that list an ending.
    pub(super) fn ending(&self, ending: &str) -> Mask {
        self.endings.get(hash(ending))
    }

    /// The languages whose function words have a letter beyond ASCII.
    pub(super) fn letter(&self, letter: char) -> Mask {
        self.letters.get(hash(letter.encode_utf8(&mut [0; 4])))
    }

    const fn of(sources: &[Source]) -> Self {
        let mut out = Self { words: Masks::new(), letters: Masks::new(), endings: Masks::new() };
        assert!(sources.len() <= MAX_LANGUAGES);
        let mut n = 0;
        while n < sources.len() {
            // Other languages are identified by their script.
            if !sources[n].unspaced {
                out.function_words(sources[n].text("function"), 1 << n);
                out.other_words(sources[n].text("dates"), "weekdays", 1 << n);
                out.other_words(sources[n].text("months"), "", 1 << n);
                out.other_words(sources[n].text("numbers"), "", 1 << n);
            }
            n += 1;
        }
        out
    }

    const fn function_words(&mut self, list: &[u8], mask: Mask) {
        let mut reader = Reader::new(list);
        while let Some((from, to)) = reader.next_of(&["", "distinctive"]) {
            self.form(list, from, to, true, mask);
        }
    }

    const fn other_words(&mut self, list: &[u8], group: &str, mask: Mask) {
        let mut reader = Reader::new(list);
        while let Some((from, to)) = reader.next_of(&[group]) {
            if characters(list, from, to) >= OTHER_CHARS {
                self.form(list, from, to, false, mask);
            }
        }
    }

    /// Adds a form, and its letters if they count. Folds as `fold` does, for ASCII capitals only: a test ensures that lists
    /// have no others.
    const fn form(&mut self, text: &[u8], from: usize, to: usize, letters: bool, mask: Mask) {
        let ending = text[from] == b'-';
        let mut hash = EMPTY;
        let mut at = if ending { from + 1 } else { from };
        while at < to {
            let next = at + width(text[at]);
            if equal(text, at, "’".as_bytes()) {
                hash = hash_on(hash, b'\'');
            } else if equal(text, at, "ß".as_bytes()) {
                hash = hash_on(hash_on(hash, b's'), b's');
            } else {
                let mut letter = EMPTY;
                let mut byte = at;
                while byte < next {
                    letter = hash_on(letter, text[byte]);
                    hash = hash_on(hash, text[byte].to_ascii_lowercase());
                    byte += 1;
                }
                if next > at + 1 && letters && !ending {
                    self.letters.add(letter, mask);
                }
            }
            at = next;
        }
        if ending {
            self.endings.add(hash, mask);
        } else {
            self.words.add(hash, mask);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::words::fold;
    use super::*;

    /// The tables equal those built by reading the lists like all other lists.
    #[test]
    fn all_forms_vote() {
        let mut words: BTreeMap<String, Mask> = BTreeMap::new();
        let mut letters: BTreeMap<char, Mask> = BTreeMap::new();
        let mut endings: BTreeMap<String, Mask> = BTreeMap::new();
        for (n, source) in SOURCES.iter().enumerate().filter(|(_, source)| !source.unspaced) {
            let function = source.list("function");
            for form in function.forms("").chain(function.forms("distinctive")).map(fold) {
                if let Some(ending) = form.strip_prefix('-') {
                    *endings.entry(ending.to_owned()).or_default() |= 1 << n;
                } else {
                    let beyond = form.chars().filter(|c| !c.is_ascii());
                    beyond.for_each(|c| *letters.entry(c).or_default() |= 1 << n);
                    *words.entry(form.into_owned()).or_default() |= 1 << n;
                }
            }
            let others = source.list("dates").forms("weekdays").chain(source.list("months").forms(""));
            let others = others.chain(source.list("numbers").forms(""));
            for form in others.filter(|form| form.chars().count() >= OTHER_CHARS) {
                *words.entry(fold(form).into_owned()).or_default() |= 1 << n;
            }
        }
        assert!(words.len() > 3000 && letters.len() > 50 && endings.len() > 10);
        for (word, mask) in &words {
            assert_eq!(VOTERS.word(word), *mask, "{word}");
        }
        for (letter, mask) in &letters {
            assert!(letter.is_alphabetic(), "{letter}");
            assert_eq!(VOTERS.letter(*letter), *mask, "{letter}");
        }
        for (ending, mask) in &endings {
            assert_eq!(VOTERS.ending(ending), *mask, "{ending}");
        }
        assert_eq!(VOTERS.words.len(), words.len());
        assert_eq!(VOTERS.letters.len(), letters.len());
        assert_eq!(VOTERS.endings.len(), endings.len());
    }

    #[test]
    fn unlisted_words_vote_for_no_language() {
        assert_eq!(VOTERS.word("harbourmaster") | VOTERS.letter('ក') | VOTERS.ending("zzq"), 0);
    }
}
