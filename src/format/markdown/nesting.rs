//! Bounds on nested quotations and lists.
//!
//! The parser's pass over the blocks of a file cannot be stopped. It takes 3 to 5 ms for a megabyte of prose, but 0.3 µs for
//! each mark of a line that begins with many, `> > - > words`, and 1 ns for each level that is open at a line below: a line
//! without marks continues all of them.

use crate::format::error::Error;

/// Marks at the beginning of a line that are usual in a text.
const USUAL_MARKS: usize = 3;

/// Maximum number of marks in lines with more than the usual ones.
const NESTED_MARKS: usize = 200_000;

/// More levels than any text has that people read.
const USUAL_LEVELS: usize = 100;

/// Maximum sum of the levels that are open at lines with more than the usual ones.
const OPEN_LEVELS: usize = 20_000_000;

/// The width of a tab.
const TAB_COLS: usize = 4;

/// Fails if there are too many nested marks, or lines below too many levels.
pub(super) fn check(text: &str) -> Result<(), Error> {
    let (mut nested, mut below) = (0, 0);
    let mut levels = Levels::default();
    for line in text.lines() {
        let count = levels.read(line.as_bytes());
        nested += if count > USUAL_MARKS { count } else { 0 };
        below += if levels.open.len() > USUAL_LEVELS { levels.open.len() } else { 0 };
        if nested > NESTED_MARKS {
            return Err(Error::Nested(NESTED_MARKS));
        }
        if below > OPEN_LEVELS {
            return Err(Error::Depth(USUAL_LEVELS));
        }
    }
    Ok(())
}

/// The levels that are open at a line: rather too many than too few.
#[derive(Default)]
struct Levels {
    /// The column where the content of each begins.
    open: Vec<usize>,
    after_blank: bool,
}

impl Levels {
    /// Reads a line; returns the number of marks of quotations and list items with which it begins.
    fn read(&mut self, line: &[u8]) -> usize {
        let (mut count, mut rest, mut col) = (0, line, 0);
        loop {
            let spaces = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let width = |col: usize, byte: &u8| if *byte == b'\t' { (col / TAB_COLS + 1) * TAB_COLS } else { col + 1 };
            col = rest[..spaces].iter().fold(col, width);
            rest = &rest[spaces..];
            let length = mark(rest);
            if count == 0 {
                let is_blank = rest.is_empty();
                // A line without a mark continues all that is open, but not after a blank line.
                if !is_blank && (length.is_some() || self.after_blank) {
                    self.open.truncate(self.open.partition_point(|&content| content <= col));
                }
                self.after_blank = is_blank;
            }
            let Some(length) = length else { return count };
            rest = &rest[length..];
            col += length;
            self.open.push(col);
            count += 1;
        }
    }
}

/// The length of the mark of a quotation or a list item with which some bytes begin.
fn mark(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.iter().take(9).take_while(|b| b.is_ascii_digit()).count();
    let length = match bytes.get(digits)? {
        b'>' if digits == 0 => return Some(1),
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if digits > 0 => digits + 1,
        _ => return None,
    };
    bytes.get(length).is_none_or(u8::is_ascii_whitespace).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_where_a_line_begins() {
        let count = |line: &str| Levels::default().read(line.as_bytes());
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

    #[test]
    fn levels_are_open_until_a_line_outside() {
        let open = |text: &str| {
            let mut levels = Levels::default();
            text.lines().for_each(|line| _ = levels.read(line.as_bytes()));
            levels.open.len()
        };
        assert_eq!(open("- a\n  - b\n    1. c\n"), 3);
        assert_eq!(open("- a\n\t- b\n\t\t- c\nmore of it\n\n\t\t  and more\n"), 3);
        assert_eq!(open("> > a\n> b\n"), 1);
        assert_eq!(open("- a\n  - b\n\n  of a\n"), 1);
        assert_eq!(open("> - a\n\noutside\n"), 0);
    }

    #[test]
    fn lines_below_very_many_levels_are_refused() {
        let by_indentation: String = (0..2_000).map(|level| format!("{}- a\n", "  ".repeat(level))).collect();
        for nested in [by_indentation, format!("{}a\n", "- ".repeat(2_000)), format!("{}a\n", ">".repeat(2_000))] {
            assert_eq!(check(&nested), Ok(()));
            assert_eq!(check(&(nested.clone() + &"a\n".repeat(20_000))), Err(Error::Depth(USUAL_LEVELS)));
            assert_eq!(check(&(nested + "\n" + &"a\n".repeat(20_000))), Ok(()), "the levels end before");
        }
    }
}
