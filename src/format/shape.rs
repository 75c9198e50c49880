//! What a line looks like, whoever made it: the tests of shape that all rooms ask.

use crate::text::is_space;

/// A paragraph of so many characters needs no full stop to be one.
const LONG: usize = 160;

/// One that ends as sentences do needs so many to be a lede or to come beside a heading.
const FULL: usize = 40;

/// A headline is no longer, in characters.
pub(in crate::format) const HEADLINE: usize = 140;

/// Whether a line ends as sentences do.
pub(in crate::format) fn ends_sentence(line: &str) -> bool {
    let closed = line
        .trim_end_matches(|c| is_space(c) || matches!(c, '”' | '’' | '"' | '\'' | '»' | '“' | ')' | ']' | '」' | '』'));
    closed.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '॥', '؟', '۔', '።', '։', '။'])
}

/// Whether a line begins with a bullet or a number of a list.
pub(in crate::format) fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '*') => chars.next() == Some(' ') && chars.next().is_some_and(char::is_alphanumeric),
        Some('•' | '‣' | '▪' | '◦' | '●' | '■' | '⁃' | '·') => {
            chars.as_str().trim_start_matches(is_space).len() > 1
        }
        Some('0'..='9') => {
            let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - after.len() <= 2 && (after.starts_with(". ") || after.starts_with(") "))
        }
        _ => false,
    }
}

/// How deep a numbered heading is: "5.2 Terms" is one of the third level, below the title and a section.
pub(in crate::format) fn section_level(line: &str) -> Option<u8> {
    let number = line.split(is_space).next()?;
    let parts = number.trim_end_matches('.').split('.');
    let numbered =
        number.starts_with(|c: char| c.is_ascii_digit()) && number.bytes().all(|b| b == b'.' || b.is_ascii_digit());
    numbered.then(|| u8::try_from(1 + parts.count()).unwrap_or(u8::MAX))
}

/// Whether a line begins a turn of an interview: "Q: Is it shut?", "A: Since Monday.", "Q. And then?"
pub(in crate::format) fn is_turn(line: &str) -> bool {
    line.starts_with("Q. ") || (line.starts_with(|c: char| c.is_ascii_uppercase()) && line.get(1..3) == Some(": "))
}

/// Whether a line is quoted as mail is.
pub(in crate::format) fn is_quoted(line: &str) -> bool {
    line.starts_with('>')
}

/// Whether a part is running text beyond doubt.
pub(in crate::format) fn is_full(line: &str) -> bool {
    let at_least = |n: usize| line.chars().nth(n - 1).is_some();
    at_least(LONG) || (at_least(FULL) && ends_sentence(line))
}

/// Whether a line is written as titles are: short, begun with a capital, without a full stop.
pub(in crate::format) fn is_title(line: &str, longest: usize) -> bool {
    if line.chars().nth(longest).is_some() || is_item(line) || is_turn(line) || is_labelled(line) {
        return false;
    }
    let last = line.split(is_space).next_back().unwrap_or("");
    // "in the U.S." and "?" end a title too, a whole quotation does not: that is somebody speaking.
    let stopped = ends_sentence(line) && !line.ends_with(['?', '!']) && last.matches('.').count() < 2;
    let open = line.ends_with([',', ';', ':', '-', '–', '—']);
    let spoken = line.starts_with(['“', '"', '«', '„', '—']) && ends_sentence(line);
    let begun = line.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let letters = line.chars().filter(|c| c.is_alphabetic()).nth(2).is_some();
    letters && begun && !stopped && !open && !spoken
}

/// "NOTE: …", whatever it speaks of.
pub(in crate::format) fn is_labelled(line: &str) -> bool {
    let head = line.trim_start_matches(['(', '[']).get(..6).unwrap_or("");
    ["note: ", "note -"].iter().any(|label| head.eq_ignore_ascii_case(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_items() {
        assert!(is_labelled("NOTE: 1986 includes tax credit") && is_labelled("(Note: the gate is shut)"));
        assert!(!is_labelled("Note that it is shut") && !is_labelled("Notes"));
        assert!(is_item("- The gate") && !is_item("1987. The year") && !is_item("-30-") && !is_item("* * *"));
    }
}
