//! Makes a document's characters safe for a terminal.
//!
//! Control characters, bidirectional overrides and isolates, tag characters, zero-width characters and the like are
//! replaced by visible marks. The result is safe to write to a terminal, and as wide as `unicode-width` says.

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

/// The visible mark for an unsafe character, one cell wide: control pictures for C0 and DEL, `·` for zero-width
/// characters, and `�` for the rest.
#[must_use]
pub(super) fn mark(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('�'),
        '\u{7f}' => '␡',
        '\u{ad}' => '‐',
        '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => '·',
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
    out.extend(text.chars().map(|c| if is_unsafe(c) { mark(c) } else { c }));
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
