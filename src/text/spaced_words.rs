//! Splits a text at white space.

use std::ops::Range;

use super::fold::is_space;

/// The kind of a byte of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// Not white space.
    Other,
    /// A white-space character.
    Space,
    /// The first byte of several, which may be a white-space character.
    First,
}

/// Bytes by value: nearly all are classified without decoding characters.
static BYTES: [Byte; 256] = {
    let mut table = [Byte::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            0xc2 | 0xe1..=0xe3 | 0xef => Byte::First,
            ascii @ ..0x80 if is_space(ascii as char) => Byte::Space,
            _ => Byte::Other,
        };
        byte += 1;
    }
    table
};

/// The words of a text as white space separates them, marks and all.
#[must_use]
pub fn spaced_words(text: &str) -> SpacedWords<'_> {
    SpacedWords { text, at: 0 }
}

/// An iterator over the words of a text as white space separates them.
#[derive(Clone, Debug)]
pub struct SpacedWords<'t> {
    text: &'t str,
    at: usize,
}

/// The length in bytes of the white-space character at a position, 0 if none is there.
fn space_at(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at).map(|&byte| BYTES[usize::from(byte)]) {
        Some(Byte::Space) => 1,
        Some(Byte::First) => {
            let first = text.get(at..).and_then(|rest| rest.chars().next());
            first.filter(|&c| is_space(c)).map_or(0, char::len_utf8)
        }
        Some(Byte::Other) | None => 0,
    }
}

impl<'t> Iterator for SpacedWords<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        loop {
            match space_at(self.text, start) {
                0 => break,
                len => start += len,
            }
        }
        let mut end = start;
        while end < bytes.len() && (BYTES[usize::from(bytes[end])] == Byte::Other || space_at(self.text, end) == 0) {
            end += 1;
        }
        self.at = end;
        self.text.get(start..end).filter(|word| !word.is_empty())
    }
}

/// How many bytes are checked at once for uneven white space.
const PIECE_BYTES: usize = 32;

/// Whether a piece of text is ASCII without white space but single spaces; its last byte belongs to the next piece. Has
/// no branches, so that it is compiled to vector instructions.
fn is_even(piece: &[u8; PIECE_BYTES + 1]) -> bool {
    let pairs = piece.iter().zip(&piece[1..]);
    !pairs.fold(false, |uneven, (&byte, &next)| {
        uneven | (byte < b' ') | !byte.is_ascii() | ((byte == b' ') & ((next <= b' ') | !next.is_ascii()))
    })
}

/// The next white space at or after `from` that is not a single space: all of it up to the next word.
#[must_use]
pub fn next_uneven_space(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let is_other = |at: usize| bytes.get(at).is_none_or(|&byte| BYTES[usize::from(byte)] == Byte::Other);
    let mut at = from;
    while at < bytes.len() {
        while bytes.get(at..).and_then(<[u8]>::first_chunk).is_some_and(is_even) {
            at += PIECE_BYTES;
        }
        let end = bytes.len().min(at + PIECE_BYTES);
        while at < end {
            if is_other(at) {
                at += 1;
            } else if bytes[at] == b' ' && is_other(at + 1) {
                at += 2;
            } else {
                let mut after = at;
                while let len @ 1.. = space_at(text, after) {
                    after += len;
                }
                if after > at + 1 || (after > at && bytes[at] != b' ') {
                    return Some(at..after);
                }
                at += 1;
            }
        }
    }
    None
}

/// Whether a text has no white space but single spaces.
#[must_use]
pub fn is_single_spaced(text: &str) -> bool {
    next_uneven_space(text, 0).is_none()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(crate::cases::config(256))]
        #[test]
        fn words_are_between_all_white_space(text in "[a-zé今\u{2009}\u{2014}\u{3000}\u{3001}\u{a0}\u{a7}\u{1680}\u{feff}\u{ff01} \t\n]{0,24}") {
            let plain: Vec<&str> = text.split(is_space).filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(is_single_spaced(&text), is_plain(&text));
            prop_assert_eq!(spaced_words(&text).collect::<Vec<_>>(), plain);
        }

        // Mostly even text, longer than the pieces that are checked at once.
        #[test]
        fn uneven_space_is_found(text in "(([a-z]{1,9} ){0,20}[a-z“今]?[ \n\u{a0}]{0,2}){0,4}") {
            let (mut at, mut single) = (0, String::new());
            while let Some(space) = next_uneven_space(&text, at) {
                let found = text.get(space.clone()).unwrap();
                prop_assert!(!found.is_empty() && found != " " && found.chars().all(is_space));
                single += text.get(at..space.start).unwrap();
                single.push(' ');
                at = space.end;
            }
            single += text.get(at..).unwrap();
            prop_assert!(is_plain(&single), "{single:?}");
            prop_assert_eq!(single.replace(' ', ""), text.replace(is_space, ""));
            prop_assert_eq!(at == 0, is_plain(&text));
        }
    }

    #[test]
    fn every_white_space_separates() {
        for space in (0..=char::MAX as u32).filter_map(char::from_u32).filter(|&c| is_space(c)) {
            let text = format!("{space}a{space}{space}b");
            assert_eq!(spaced_words(&text).collect::<Vec<_>>(), ["a", "b"], "{space:?}");
            assert!(!is_single_spaced(&text));
        }
        assert_eq!(spaced_words("").count() + spaced_words(" ").count(), 0);
    }

    fn is_plain(text: &str) -> bool {
        !text.contains("  ") && !text.contains(|c| c != ' ' && is_space(c))
    }
}
