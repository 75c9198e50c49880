//! The letters that the table's phrases begin and end with.

use super::fold::push_folded;
use super::form::Form::{Bracketed, Ends, Starts, Test, Whole};
use super::table::{Pattern, TABLE};
use crate::text::{Bits, EMPTY, hash_on};

/// The first and last letters of all phrases, gathered when the program is built. Most paragraphs of a story share none,
/// and are told apart by them without being folded or held against the table.
pub(super) struct Openings {
    first: Bits<256>,
    /// Phrases shorter than a key.
    short: Bits<256>,
    last: Bits<256>,
}

pub(super) static OPENINGS: Openings = Openings::of(TABLE);

/// How many bytes of a phrase are looked up first.
const KEY: usize = 9;

impl Openings {
    const fn of(table: &[Pattern]) -> Self {
        let mut openings = Self { first: Bits::new(), short: Bits::new(), last: Bits::new() };
        let mut row = 0;
        while row < table.len() {
            let (phrases, first) = match table[row].form {
                Whole(phrases) | Starts(_, phrases) | Bracketed(phrases) => (phrases, true),
                Ends(_, phrases) => (phrases, false),
                Test(_) => (&[] as &[&str], true),
            };
            let mut n = 0;
            while n < phrases.len() {
                let phrase = phrases[n].as_bytes();
                if first {
                    openings.add_first(phrase);
                } else {
                    openings.add_last(phrase);
                }
                n += 1;
            }
            row += 1;
        }
        openings
    }

    const fn add_first(&mut self, phrase: &[u8]) {
        let mut at = 0;
        while at < phrase.len() && matches!(phrase[at], b'(' | b'[') {
            at += 1;
        }
        let mut hash = EMPTY;
        let mut n = 0;
        while n < KEY && at + n < phrase.len() {
            hash = hash_on(hash, phrase[at + n]);
            n += 1;
        }
        match n {
            0 => {} // the empty key of "((" would match all lines
            KEY => self.first.add(hash),
            _ => self.short.add(hash),
        }
    }

    const fn add_last(&mut self, phrase: &[u8]) {
        let mut hash = EMPTY;
        let (mut at, mut n) = (phrase.len(), 0);
        while n < KEY && at > 0 {
            at -= 1;
            if phrase[at].is_ascii_alphabetic() {
                hash = hash_on(hash, phrase[at]);
                n += 1;
            }
        }
        self.last.add(hash);
    }

    /// Whether a line may begin or end as some phrase does.
    pub(super) fn may(&self, line: &str) -> bool {
        let mut head = String::with_capacity(4 * KEY);
        line.trim_start_matches(['(', '[']).chars().take(KEY).for_each(|c| push_folded(c, &mut head));
        let mut hash = EMPTY;
        for (n, byte) in head.bytes().take(KEY).enumerate() {
            hash = hash_on(hash, byte);
            if if n + 1 < KEY { self.short.has(hash) } else { self.first.has(hash) } {
                return true;
            }
        }
        let mut hash = EMPTY;
        let mut letters = line.bytes().rev().filter(u8::is_ascii_alphabetic).take(KEY);
        line.starts_with("((")
            || letters.any(|letter| {
                hash = hash_on(hash, letter.to_ascii_lowercase());
                self.last.has(hash)
            })
    }
}
