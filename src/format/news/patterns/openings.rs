//! Quick exclusion of phrases by the letters at their beginnings and ends.

use super::fold::fold;
use super::form::Form::{Begun, Bracketed, Ends, Starts, Test, Whole};
use super::groups::{GROUPS, Group};
use super::table::TABLE;
use crate::lang::{EMPTY, Mask, Masks, hash_on};

/// The first and last letters of all phrases, with the groups of the phrases. Most paragraphs of a story match none of
/// them: they are neither folded nor compared, and the phrases are not read. Built at compile time, so that a start
/// does not read all phrases.
pub(super) struct Openings {
    first: Masks<8192>,
    /// Phrases shorter than a key.
    short: Masks<1024>,
    last: Masks<1024>,
}

pub(super) static OPENINGS: Openings = Openings::of();

/// How many bytes of a phrase are looked up first.
const OPENING_BYTES: usize = 9;

/// The characters of a line that are folded for its first bytes; more than a key where spaces are folded together.
const OPENING_CHARS: usize = 2 * OPENING_BYTES;

impl Openings {
    const fn of() -> Self {
        let mut out = Self { first: Masks::new(), short: Masks::new(), last: Masks::new() };
        let (begin, end) = asked();
        let mut group = 0;
        while group < GROUPS.len() {
            let (phrases, mask) = (GROUPS[group], 1 << group);
            let mut n = 0;
            while n < phrases.len() {
                if mask & begin != 0 {
                    out.add_first(phrases.bytes(n), mask);
                }
                if mask & end != 0 {
                    out.add_last(phrases.bytes(n), mask);
                }
                n += 1;
            }
            group += 1;
        }
        out
    }

    const fn add_first(&mut self, phrase: &[u8], mask: Mask) {
        let mut at = 0;
        while at < phrase.len() && (phrase[at] == b'(' || phrase[at] == b'[') {
            at += 1;
        }
        let (mut hash, mut n) = (EMPTY, 0);
        while at < phrase.len() && n < OPENING_BYTES {
            // Some phrases are listed with a capital.
            hash = hash_on(hash, phrase[at].to_ascii_lowercase());
            (at, n) = (at + 1, n + 1);
        }
        match n {
            0 => {} // the empty key of "((" would match all lines
            OPENING_BYTES => self.first.add(hash, mask),
            _ => self.short.add(hash, mask),
        }
    }

    const fn add_last(&mut self, phrase: &[u8], mask: Mask) {
        let (mut hash, mut n, mut at) = (EMPTY, 0, phrase.len());
        while at > 0 && n < OPENING_BYTES {
            at -= 1;
            if phrase[at].is_ascii_alphabetic() {
                hash = hash_on(hash, phrase[at]);
                n += 1;
            }
        }
        if n > 0 {
            self.last.add(hash, mask);
        }
    }

    /// The groups with a phrase that may begin with the first of these bytes.
    fn beginning(&self, head: impl Iterator<Item = u8>) -> Mask {
        let (mut hash, mut out) = (EMPTY, 0);
        for (n, byte) in head.take(OPENING_BYTES).enumerate() {
            hash = hash_on(hash, byte);
            out |= if n + 1 < OPENING_BYTES { self.short.get(hash) } else { self.first.get(hash) };
        }
        out
    }

    /// The groups with a phrase that a line may begin or end with.
    pub(super) fn groups(&self, line: &str) -> Mask {
        if line.starts_with("((") {
            return Mask::MAX;
        }
        let open = line.trim_start_matches(['(', '[']);
        let single = |head: &&[u8]| head[0] != b' ' && !head.windows(2).any(|two| two == b"  ");
        let plain = |head: &&[u8]| head.iter().all(|b| b.is_ascii_alphanumeric() || *b == b' ');
        let mut out = match open.as_bytes().get(..OPENING_BYTES).filter(plain).filter(single) {
            // Most lines need no folding but that of letter case.
            Some(head) => self.beginning(head.iter().map(u8::to_ascii_lowercase)),
            None => {
                let start = line.char_indices().nth(OPENING_CHARS).map_or(line.len(), |(at, _)| at);
                let head = fold(line.get(..start).unwrap_or(line));
                self.beginning(head.trim_start_matches(['(', '[']).bytes())
            }
        };
        let mut hash = EMPTY;
        for letter in line.bytes().rev().filter(u8::is_ascii_alphabetic).take(OPENING_BYTES) {
            hash = hash_on(hash, letter.to_ascii_lowercase());
            out |= self.last.get(hash);
        }
        out
    }
}

/// The bits of some groups.
pub(super) const fn bits(groups: &[Group]) -> Mask {
    let (mut out, mut n) = (0, 0);
    while n < groups.len() {
        out |= groups[n].bit();
        n += 1;
    }
    out
}

/// The groups whose phrases lines begin with, and those whose phrases they end with.
const fn asked() -> (Mask, Mask) {
    let (mut begin, mut end) = (0, 0);
    let mut n = 0;
    while n < TABLE.len() {
        match TABLE[n].form {
            Whole(group) | Starts(_, group) | Bracketed(group) => begin |= group.bit(),
            Ends(_, group) => end |= group.bit(),
            Begun(groups, _) => begin |= bits(groups),
            Test(_) => {}
        }
        n += 1;
    }
    (begin, end)
}
