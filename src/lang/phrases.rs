//! Phrases of all languages: text that newsrooms and web pages put around a story, matched before its language is
//! known.
//!
//! Their lists have the usual syntax, except that `_` is a space at either end of a phrase or after a comma in it. They
//! are read at compile time: otherwise, every start would read most of them.
//!
//! ```text
//! assets/lang/*/credits.txt ─┐
//! assets/lang/*/notices.txt ─┼─→ text    of all phrases, one after the other, group by group
//! …                         ─┘   starts  where each phrase begins in it
//!                                groups  the first phrase of each group; English is first in each
//! ```

use std::str::from_utf8;

use super::const_list::{Item, Reader};
use super::language::SOURCES;

/// The lists of phrases.
const LISTS: [&str; 11] = [
    "agencies", "bylines", "classes", "credits", "datelines", "flags", "furniture", "mail", "notes", "notices",
    "sections",
];

/// A group of a list of phrases, of all languages that have such a group, English first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrases {
    from: usize,
    to: usize,
    /// The bytes that they begin with, as bits: most texts begin with none of them.
    firsts: [u64; 4],
}

impl Phrases {
    /// The phrases under `[group]` in `<list>.txt`. Fails to compile if no language has such a group.
    pub(crate) const fn of(list: &str, group: &str) -> Self {
        let mut n = 0;
        while n < SURVEY.groups {
            let Group { list: own, name, .. } = SURVEY.all[n];
            if equal(LISTS[own].as_bytes(), list.as_bytes()) && equal(name, group.as_bytes()) {
                return Self::range(TABLE.groups[n] as usize, TABLE.groups[n + 1] as usize);
            }
            n += 1;
        }
        panic!("no list of phrases has this group")
    }

    const fn range(from: usize, to: usize) -> Self {
        let mut out = Self { from, to, firsts: [0; 4] };
        let mut n = from;
        while n < to {
            let first = TABLE.text[TABLE.starts[n] as usize];
            out.firsts[first as usize / 64] |= 1 << (first % 64);
            n += 1;
        }
        out
    }

    /// Those that a text begins with, in the same letter case.
    pub(crate) fn begin(self, text: &str) -> impl Iterator<Item = &'static str> {
        let first = text.bytes().next();
        let may = first.is_some_and(|first| self.firsts[usize::from(first / 64)] & 1 << (first % 64) != 0);
        let some = if may { self } else { self.first(0) };
        some.iter().filter(move |phrase| text.starts_with(phrase))
    }

    /// Whether a text begins with one of them, in the same letter case.
    pub(crate) fn begins(self, text: &str) -> bool {
        self.begin(text).next().is_some()
    }

    /// The rest of a text after the first of them that it begins with.
    pub(crate) fn after(self, text: &str) -> Option<&str> {
        self.begin(text).next().and_then(|phrase| text.strip_prefix(phrase))
    }

    /// Its phrases.
    pub(crate) fn iter(self) -> impl Iterator<Item = &'static str> + Clone {
        (self.from..self.to)
            .map(|n| TEXT.get(TABLE.starts[n] as usize..TABLE.starts[n + 1] as usize).unwrap_or_default())
    }

    /// At most `n` of them, the first.
    pub(crate) const fn first(self, n: usize) -> Self {
        let to = self.from + n;
        Self { to: if to < self.to { to } else { self.to }, ..self }
    }

    /// The number of phrases.
    pub(crate) const fn len(self) -> usize {
        self.to - self.from
    }

    /// A phrase, also at compile time; panics if `at` is not below [`Self::len`].
    pub(crate) const fn bytes(self, n: usize) -> &'static [u8] {
        let at = self.from + n;
        range(&TABLE.text, TABLE.starts[at] as usize, TABLE.starts[at + 1] as usize)
    }

    /// Whether a text contains one of them, in the same letter case.
    pub(crate) fn is_in(self, text: &str) -> bool {
        self.iter().any(|phrase| text.contains(phrase))
    }

    /// A text before and after the first of them that it contains.
    pub(crate) fn split(self, text: &str) -> Option<(&str, &str)> {
        self.iter().find_map(|phrase| text.split_once(phrase))
    }

    /// Whether a phrase is among them, in the same letter case.
    pub(crate) fn has(self, phrase: &str) -> bool {
        self.iter().any(|known| known == phrase)
    }

    /// Whether a phrase is among them, in any letter case.
    pub(crate) fn has_in_any_case(self, phrase: &str) -> bool {
        self.iter().any(|known| known.eq_ignore_ascii_case(phrase))
    }
}

/// All phrases.
struct Table<const GROUPS: usize, const PHRASES: usize, const BYTES: usize> {
    groups: [u16; GROUPS],
    starts: [u32; PHRASES],
    text: [u8; BYTES],
}

static TABLE: Table<{ SURVEY.groups + 1 }, { SURVEY.phrases + 1 }, { SURVEY.bytes }> = Table::of();

/// The text of the table.
static TEXT: &str = match from_utf8(&TABLE.text) {
    Ok(text) => text,
    Err(_) => panic!("the lists are UTF-8"),
};

/// A group and its size.
#[derive(Clone, Copy)]
struct Group {
    /// The index of its list.
    list: usize,
    name: &'static [u8],
    phrases: usize,
    bytes: usize,
}

/// Maximum number of groups.
const MAX_GROUPS: usize = 256;

/// The groups of all lists.
struct Survey {
    all: [Group; MAX_GROUPS],
    groups: usize,
    phrases: usize,
    bytes: usize,
}

static SURVEY: Survey = Survey::of();

impl Survey {
    const fn of() -> Self {
        let none = Group { list: 0, name: b"", phrases: 0, bytes: 0 };
        let mut out = Self { all: [none; MAX_GROUPS], groups: 0, phrases: 0, bytes: 0 };
        let mut list = 0;
        while list < LISTS.len() {
            let mut source = 0;
            while source < SOURCES.len() {
                out.read(list, source);
                source += 1;
            }
            list += 1;
        }
        out
    }

    /// Counts the phrases of a list of a language.
    const fn read(&mut self, list: usize, source: usize) {
        let text = SOURCES[source].text(LISTS[list]);
        let mut reader = Reader::new(text);
        let mut group = None;
        loop {
            match reader.next() {
                Item::Group(from, to) => group = Some(self.group(list, range(text, from, to))),
                Item::Form(from, to) => {
                    let n = match group {
                        Some(n) => n,
                        None => self.group(list, b""),
                    };
                    group = Some(n);
                    self.all[n].phrases += 1;
                    self.all[n].bytes += to - from;
                    self.phrases += 1;
                    self.bytes += to - from;
                }
                Item::End => return,
            }
        }
    }

    /// The index of a group by its list and name; a new one if none has them.
    const fn group(&mut self, list: usize, name: &'static [u8]) -> usize {
        let found = self.find(list, name);
        if found == self.groups {
            self.all[found] = Group { list, name, phrases: 0, bytes: 0 };
            self.groups += 1;
        }
        found
    }

    /// The index of a group by its list and name, or the number of groups.
    const fn find(&self, list: usize, name: &[u8]) -> usize {
        let mut n = 0;
        while n < self.groups && !(self.all[n].list == list && equal(self.all[n].name, name)) {
            n += 1;
        }
        n
    }
}

/// A range of bytes.
const fn range(text: &'static [u8], from: usize, to: usize) -> &'static [u8] {
    text.split_at(to).0.split_at(from).1
}

/// Whether two slices are equal.
const fn equal(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut n = 0;
    while n < a.len() && a[n] == b[n] {
        n += 1;
    }
    n == a.len()
}

impl<const GROUPS: usize, const PHRASES: usize, const BYTES: usize> Table<GROUPS, PHRASES, BYTES> {
    const fn of() -> Self {
        assert!(PHRASES < u16::MAX as usize, "too many phrases");
        let mut out = Self { groups: [0; GROUPS], starts: [0; PHRASES], text: [0; BYTES] };
        // The next phrase of each group, and its place in the text.
        let mut next = [(0, 0); MAX_GROUPS];
        let (mut phrases, mut bytes, mut n) = (0, 0, 0);
        while n < SURVEY.groups {
            next[n] = (phrases, bytes);
            out.groups[n] = phrases as u16;
            phrases += SURVEY.all[n].phrases;
            bytes += SURVEY.all[n].bytes;
            n += 1;
        }
        out.groups[n] = phrases as u16;
        out.starts[phrases] = bytes as u32;
        let mut list = 0;
        while list < LISTS.len() {
            let mut source = 0;
            while source < SOURCES.len() {
                out.read(list, source, &mut next);
                source += 1;
            }
            list += 1;
        }
        out
    }

    /// Adds the phrases of a list of a language.
    const fn read(&mut self, list: usize, source: usize, next: &mut [(usize, usize); MAX_GROUPS]) {
        let text = SOURCES[source].text(LISTS[list]);
        let mut reader = Reader::new(text);
        let mut group = SURVEY.find(list, b"");
        loop {
            match reader.next() {
                Item::Group(from, to) => group = SURVEY.find(list, range(text, from, to)),
                Item::Form(from, to) => {
                    let (phrase, mut at) = next[group];
                    self.starts[phrase] = at as u32;
                    let mut byte = from;
                    while byte < to {
                        self.text[at] = if text[byte] == b'_' { b' ' } else { text[byte] };
                        (at, byte) = (at + 1, byte + 1);
                    }
                    next[group] = (phrase + 1, at);
                }
                Item::End => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::list::List;
    use super::*;

    /// The phrases equal those read like all other lists.
    #[test]
    fn every_phrase_is_in_its_group() {
        let mut phrases = 0;
        for n in 0..SURVEY.groups {
            let Group { list, name, .. } = SURVEY.all[n];
            let name = from_utf8(name).unwrap();
            let texts = SOURCES.iter().flat_map(|source| source.lists).filter(|(other, _)| *other == LISTS[list]);
            let forms = texts.flat_map(|(_, text)| List(text).forms(name)).map(|form| form.replace('_', " "));
            let group = Phrases::of(LISTS[list], name);
            assert!(group.iter().eq(forms), "{} [{name}]", LISTS[list]);
            phrases += group.iter().count();
        }
        assert_eq!(phrases, SURVEY.phrases);
    }

    #[test]
    fn phrases_are_found_in_the_same_or_any_case() {
        const WHOLE: Phrases = Phrases::of("furniture", "whole");
        assert!(
            WHOLE.has("leave a comment") && !WHOLE.has("Leave a Comment") && WHOLE.has_in_any_case("Leave a Comment")
        );
    }
}
