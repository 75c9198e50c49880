//! Which languages a word votes for. The tables are built from the lists at compile time: reading the function words of
//! all languages would take half the time of a small comparison.
//!
//! ```text
//! assets/lang/*/function.txt ─┬─ words: each votes for the languages that list it
//! assets/lang/*/dates.txt ────┤         (days of the week, too)
//!                             ├─ letters beyond ASCII
//!                             └─ endings: `-ssa`
//! ```

use super::bits::{EMPTY, hash_on};
use super::language::SOURCES;
use super::source::Source;

/// A set of languages as a bit set, which limits the number of languages.
pub(super) type Mask = u32;
pub(super) const MOST: usize = Mask::BITS as usize;

/// Days of the week identify the language of a short sentence as well as function words do. Forms of fewer characters are
/// also words of other languages.
const WEEKDAY: usize = 4;

/// Which languages each word, letter and ending votes for.
pub(super) static VOTERS: Voters = Voters::of(&SOURCES);

/// Words, letters and endings by their hashes; about one word in a million collides.
pub(super) struct Voters {
    words: Table<8192>,
    /// Letters beyond ASCII.
    letters: Table<512>,
    endings: Table<512>,
}

/// A hash table with open addressing; the number of slots is a power of two. A hash of 0 marks a free slot.
struct Table<const SLOTS: usize> {
    slots: [(u32, Mask); SLOTS],
    filled: usize,
}

impl<const SLOTS: usize> Table<SLOTS> {
    const fn new() -> Self {
        Self { slots: [(0, 0); SLOTS], filled: 0 }
    }

    const fn add(&mut self, hash: u32, mask: Mask) {
        let mut at = hash as usize % SLOTS;
        while self.slots[at].0 != 0 && self.slots[at].0 != hash {
            at = (at + 1) % SLOTS;
        }
        if self.slots[at].0 == 0 {
            self.filled += 1;
            assert!(4 * self.filled < 3 * SLOTS, "the lists have outgrown a table of voters: double its slots");
        }
        self.slots[at] = (hash, self.slots[at].1 | mask);
    }

    fn get(&self, hash: u32) -> Mask {
        let mut at = hash as usize % SLOTS;
        while self.slots[at].0 != 0 {
            if self.slots[at].0 == hash {
                return self.slots[at].1;
            }
            at = (at + 1) % SLOTS;
        }
        0
    }
}

/// The hash of some bytes, never 0.
fn hash(text: &str) -> u32 {
    taken(text.bytes().fold(EMPTY, hash_on))
}

const fn taken(hash: u32) -> u32 {
    if hash == 0 { 1 } else { hash }
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
        let mut out = Self { words: Table::new(), letters: Table::new(), endings: Table::new() };
        assert!(sources.len() <= MOST);
        let mut n = 0;
        while n < sources.len() {
            // Other languages are identified by their script.
            if !sources[n].unspaced {
                let function = list(&sources[n], "function");
                out.group(function, "", 1 << n);
                out.group(function, "distinctive", 1 << n);
                out.group(list(&sources[n], "dates"), "weekdays", 1 << n);
            }
            n += 1;
        }
        out
    }

    /// Reads a group of a list, as `List::forms` does.
    const fn group(&mut self, text: &str, name: &str, mask: Mask) {
        let text = text.as_bytes();
        let weekdays = equal(name.as_bytes(), 0, b"weekdays");
        let mut inside = name.is_empty();
        let mut from = 0;
        while from < text.len() {
            let end = find(text, from, b'\n');
            if text[from] == b'[' {
                inside = equal(text, from + 1, name.as_bytes()) && text[from + 1 + name.len()] == b']';
            } else if inside {
                self.line(text, from, end, weekdays, mask);
            }
            from = end + 1;
        }
    }

    /// Reads the forms of a line.
    const fn line(&mut self, text: &[u8], from: usize, end: usize, weekdays: bool, mask: Mask) {
        let least = if weekdays { WEEKDAY } else { 1 };
        let (mut from, mut at) = (from, from);
        while at <= end {
            let comment = at < end && text[at] == b'#' && (at == from || text[at - 1] == b' ');
            if at == end || comment || text[at] == b',' {
                while from < at && text[from] == b' ' {
                    from += 1;
                }
                let mut to = at;
                while from < to && text[to - 1] == b' ' {
                    to -= 1;
                }
                if characters(text, from, to) >= least {
                    self.form(text, from, to, !weekdays, mask);
                }
                from = at + 1;
            }
            if comment {
                return;
            }
            at += 1;
        }
    }

    /// Folds a form as `fold` does, for ASCII capitals only: a test ensures that lists have no others.
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
                    self.letters.add(taken(letter), mask);
                }
            }
            at = next;
        }
        if ending {
            self.endings.add(taken(hash), mask);
        } else {
            self.words.add(taken(hash), mask);
        }
    }
}

/// The text of a list, empty where the language has none.
const fn list(source: &Source, name: &str) -> &'static str {
    let mut n = 0;
    while n < source.lists.len() {
        let (list, text) = source.lists[n];
        if list.len() == name.len() && equal(list.as_bytes(), 0, name.as_bytes()) {
            return text;
        }
        n += 1;
    }
    ""
}

/// Whether some bytes contain others at a position.
const fn equal(text: &[u8], from: usize, what: &[u8]) -> bool {
    let mut n = 0;
    while n < what.len() && from + n < text.len() && text[from + n] == what[n] {
        n += 1;
    }
    n == what.len()
}

/// The position of the next such byte, or the end.
const fn find(text: &[u8], from: usize, byte: u8) -> usize {
    let mut at = from;
    while at < text.len() && text[at] != byte {
        at += 1;
    }
    at
}

/// The number of bytes of a character, by its first byte.
const fn width(first: u8) -> usize {
    match first {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    }
}

const fn characters(text: &[u8], from: usize, to: usize) -> usize {
    let (mut at, mut n) = (from, 0);
    while at < to {
        at += width(text[at]);
        n += 1;
    }
    n
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
            for form in source.list("dates").forms("weekdays").filter(|form| form.chars().count() >= WEEKDAY) {
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
        assert_eq!(VOTERS.words.filled, words.len());
        assert_eq!(VOTERS.letters.filled, letters.len());
        assert_eq!(VOTERS.endings.filled, endings.len());
    }

    #[test]
    fn strangers_vote_for_none() {
        assert_eq!(VOTERS.word("harbourmaster") | VOTERS.letter('ក') | VOTERS.ending("zzq"), 0);
    }
}
