//! A bound on nested quotations and lists.
//!
//! The parser's pass over the blocks of a file cannot be stopped. It takes 3 to 5 ms for a megabyte of prose, but 0.3 µs for
//! each mark of a line that begins with many: `> > - > words`.

use crate::format::error::Error;

/// Marks at the beginning of a line that are usual in a text.
const USUAL_MARKS: usize = 3;

/// Maximum number of marks in lines with more than the usual ones.
const NESTED_MARKS: usize = 200_000;

/// Fails if there are too many nested marks.
pub(super) fn check(text: &str) -> Result<(), Error> {
    let counts = text.lines().map(|line| marks(line.as_bytes())).filter(|count| *count > USUAL_MARKS);
    if counts.sum::<usize>() > NESTED_MARKS { Err(Error::Nested(NESTED_MARKS)) } else { Ok(()) }
}

/// The number of marks of quotations and list items with which a line begins.
fn marks(line: &[u8]) -> usize {
    let (mut count, mut rest) = (0, line);
    loop {
        rest = rest.trim_ascii_start();
        let digits = rest.iter().take(9).take_while(|b| b.is_ascii_digit()).count();
        let length = match rest.get(digits) {
            Some(b'>') if digits == 0 => 1,
            Some(b'-' | b'*' | b'+') if digits == 0 => 1,
            Some(b'.' | b')') if digits > 0 => digits + 1,
            _ => return count,
        };
        let is_item = rest.get(length - 1) != Some(&b'>');
        rest = rest.get(length..).unwrap_or(b"");
        if is_item && !rest.first().is_none_or(u8::is_ascii_whitespace) {
            return count;
        }
        count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_where_a_line_begins() {
        let count = |line: &str| marks(line.as_bytes());
        assert_eq!(
            [count("> > - 1. words > no"), count("- *a*"), count("---"), count("12) a"), count("")],
            [4, 1, 0, 1, 0]
        );
    }

    #[test]
    fn nesting_is_bounded_and_ordinary_lines_are_not() {
        assert_eq!(check(&"> ".repeat(NESTED_MARKS + 1)), Err(Error::Nested(NESTED_MARKS)));
        assert_eq!(check(&"> - words\n".repeat(NESTED_MARKS)), Ok(()));
    }
}
