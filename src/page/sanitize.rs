//! Makes a document's characters safe for a terminal.
//!
//! Control characters, bidirectional overrides and isolates, tag characters, zero-width characters and the like are
//! replaced by visible marks. So is what shifts columns in some terminals: variation selectors, the controls that join
//! hieroglyphs, more than a few combining marks on one letter. The result is safe to write to a terminal, and as wide as
//! `unicode-width` says.

use unicode_width::UnicodeWidthChar;

/// Combining marks on one letter that are sent to a terminal. Pointed Hebrew has four at most, Tibetan five.
const COMBINING_MARKS: usize = 5;

/// The character that carries a combining mark without a letter.
const CARRIER: char = '◌';

/// Whether a character must not reach the terminal. Line breaks and tabs are included: layout has handled them before.
#[must_use]
pub const fn is_unsafe(c: char) -> bool {
    if c <= '~' {
        return c < ' '; // most text takes this path
    }
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'            // C0, DEL, C1
        | '\u{ad}'                                        // soft hyphen: terminals disagree on its width
        | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'                         // zero-width characters, directional marks
        | '\u{2028}'..='\u{202e}'                         // line and paragraph separator, bidi embeddings and overrides
        | '\u{2060}'..='\u{206f}'                         // invisible operators, bidi isolates
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}'                       // tags, variation selectors supplement
        | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}') // private use: no known width
}

/// Whether terminals disagree on the width of a character, or of the cluster that it is part of.
const fn has_unsettled_width(c: char) -> bool {
    matches!(c,
        '\u{17d8}'                     // a Khmer abbreviation as wide as three letters
        | '\u{fe00}'..='\u{fe0f}'      // variation selectors
        | '\u{13430}'..='\u{1345f}') // controls and modifiers of Egyptian hieroglyphs
}

/// The visible mark for an unsafe character, one cell wide: control pictures for C0 and DEL, `·` for zero-width
/// characters, and `�` for the rest.
#[must_use]
pub(super) fn mark(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('�'),
        '\u{7f}' => '␡',
        '\u{ad}' => '‐',
        '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => '·',
        '\u{13430}'..='\u{1345f}' => '·',
        _ => '�',
    }
}

/// Replaces every unsafe character in `text` by its mark.
#[must_use]
pub fn sanitize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    sanitize_into(text, &mut out);
    out
}

/// Appends `text` to `out` with unsafe characters replaced by their marks.
pub fn sanitize_into(text: &str, out: &mut String) {
    let mut sanitizer = Sanitizer::default();
    text.chars().for_each(|c| sanitizer.push(c, out));
}

/// Sanitizes a text character by character.
#[derive(Debug, Default)]
pub(super) struct Sanitizer {
    /// The number of combining marks since the last letter.
    combining: usize,
}

impl Sanitizer {
    /// Appends the next character to `out`, or what it is replaced by.
    pub(super) fn push(&mut self, c: char, out: &mut String) {
        if is_unsafe(c) || has_unsettled_width(c) {
            self.combining = 0;
            out.push(mark(c));
        } else if c < '\u{300}' || c.width() != Some(0) {
            self.combining = 0;
            out.push(c);
        } else {
            if self.combining == 0 && out.chars().next_back().is_none_or(char::is_whitespace) {
                out.push(CARRIER);
            }
            match self.combining {
                0..COMBINING_MARKS => out.push(c),
                COMBINING_MARKS => out.push('·'), // for this one and all that follow
                _ => {}
            }
            self.combining += 1;
        }
    }
}

/// White space at which lines may break, and which is collapsed; a no-break space counts as a letter here.
#[must_use]
pub fn folds(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// Appends `text` to `out`, sanitized and with white space collapsed.
pub fn sanitize_folded(text: &str, out: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let plain = plain_length(rest);
        let (head, tail) = rest.split_at_checked(plain).unwrap_or((rest, ""));
        out.push_str(head);
        // The part that is not plain, up to where plain text continues.
        let end = tail.find(|c: char| c.is_ascii_graphic()).unwrap_or(tail.len());
        let (other, next) = tail.split_at_checked(end).unwrap_or((tail, ""));
        sanitize_folded_slowly(other, out);
        rest = next;
    }
}

/// Appends `text` to `out` with white space collapsed and unsafe characters replaced by their marks. The rest is kept, for
/// programs that lay out variation selectors and combining marks themselves.
pub fn clean_folded(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            c if folds(c) && out.ends_with(' ') => {}
            c if folds(c) => out.push(' '),
            c if is_unsafe(c) => out.push(mark(c)),
            c => out.push(c),
        }
    }
}

/// Length of the prefix of a text that needs no change: printable ASCII with single spaces.
fn plain_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    if bytes.first() == Some(&b' ') {
        return 0;
    }
    let length = bytes.iter().position(|b| !(b' '..=b'~').contains(b)).unwrap_or(bytes.len());
    // Most texts have no double spaces: a single pass over everything is the fast path.
    let (this, next) = (&bytes[..length], bytes.get(1..length).unwrap_or(&[]));
    if this.iter().zip(next).fold(false, |any, (&a, &b)| any | (a == b' ' && b == b' ')) {
        return this.windows(2).position(|pair| pair == b"  ").unwrap_or(0);
    }
    // A space before other characters may be collapsed with them.
    if bytes[..length].ends_with(b" ") && length < bytes.len() { length - 1 } else { length }
}

fn sanitize_folded_slowly(text: &str, out: &mut String) {
    for word in text.split_inclusive(folds) {
        let letters = word.trim_end_matches(folds);
        if letters.bytes().all(|b| b.is_ascii_graphic()) {
            out.push_str(letters);
        } else {
            sanitize_into(letters, out);
        }
        if letters.len() < word.len() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_unsafe_passes() {
        let hostile: String = (0..=0x10_ffff).filter_map(char::from_u32).filter(|&c| is_unsafe(c)).collect();
        assert!(sanitize(&hostile).chars().all(|c| !is_unsafe(c) && !c.is_control()));
        assert_eq!(sanitize("a\u{1b}[31mb\u{202e}c"), "a␛[31mb�c");
    }

    #[test]
    fn characters_that_shift_columns_are_replaced() {
        assert_eq!(sanitize("❤\u{fe0f} \u{13080}\u{13430}\u{13080}"), "❤· \u{13080}·\u{13080}");
        // Vietnamese, Hebrew, Tibetan, Korean in jamo: as they are.
        for text in ["tie\u{302}\u{301}ng", "ש\u{5c1}\u{5bc}\u{5b8}\u{591}", "རྒྱུད", "\u{1112}\u{1161}\u{11ab}"]
        {
            assert_eq!(sanitize(text), text);
        }
        let zalgo = format!("e{}x", "\u{301}".repeat(1000));
        assert_eq!(sanitize(&zalgo), format!("e{}·x", "\u{301}".repeat(COMBINING_MARKS)));
        assert_eq!(sanitize("\u{301}a \u{302}"), "◌\u{301}a ◌\u{302}");
        let mut out = String::from("e");
        sanitize_into("\u{301}", &mut out);
        assert_eq!(out, "e\u{301}");
    }

    #[test]
    fn folding_is_the_same_fast_and_slow() {
        for text in
            ["", " ", "a b", "  a  b ", "a\n b\tc", "“a” b\u{a0}c", "a \u{2003} b", "é\u{301} \u{1b} x ", "ab  “ c"]
        {
            let (mut fast, mut slow) = (String::from("x"), String::from("x"));
            sanitize_folded(text, &mut fast);
            sanitize_folded_slowly(text, &mut slow);
            assert_eq!(fast, slow, "{text:?}");
        }
    }
}
