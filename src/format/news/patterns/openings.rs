//! Quick exclusion of lines by the letters at the beginnings and ends of phrases.

use std::sync::LazyLock;

use super::fold::push_folded;
use super::form::Form::{Bracketed, Ends, Starts, Test, Whole};
use super::table::{Pattern, TABLE};
use crate::lang::{Bits, EMPTY, hash_on};

/// The first and last letters of all phrases, collected on first use. Most paragraphs of a story match none of them and
/// need no folding or comparison with the table.
pub(super) struct Openings {
    first: Bits<256>,
    /// Phrases shorter than a key.
    short: Bits<256>,
    last: Bits<256>,
}

pub(super) static OPENINGS: LazyLock<Openings> = LazyLock::new(|| Openings::of(TABLE));

/// How many bytes of a phrase are looked up first.
const KEY: usize = 9;

impl Openings {
    fn of(table: &[Pattern]) -> Self {
        let mut openings = Self { first: Bits::new(), short: Bits::new(), last: Bits::new() };
        for pattern in table {
            match pattern.form {
                Whole(phrases) | Starts(_, phrases) | Bracketed(phrases) => {
                    phrases.iter().for_each(|phrase| openings.add_first(phrase));
                }
                Ends(_, phrases) => phrases.iter().for_each(|phrase| openings.add_last(phrase)),
                Test(_) => {}
            }
        }
        openings
    }

    fn add_first(&mut self, phrase: &str) {
        let bytes = phrase.trim_start_matches(['(', '[']).bytes().take(KEY);
        let (hash, n) = bytes.fold((EMPTY, 0), |(hash, n), byte| (hash_on(hash, byte), n + 1));
        match n {
            0 => {} // an empty key, as of "((", would match all lines
            KEY => self.first.add(hash),
            _ => self.short.add(hash),
        }
    }

    fn add_last(&mut self, phrase: &str) {
        let letters = phrase.bytes().rev().filter(u8::is_ascii_alphabetic).take(KEY);
        self.last.add(letters.fold(EMPTY, hash_on));
    }

    /// Whether a line may begin or end with some phrase.
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
