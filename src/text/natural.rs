//! The order of names as people count.

use std::cmp::Ordering;
use std::iter::Peekable;
use std::str::Chars;

/// The order of two names: runs of digits by their value, so that `story 2` is before `story 10`; letters without regard
/// to case, unless nothing else differs.
#[must_use]
pub fn natural_order(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.chars().peekable(), b.chars().peekable());
    loop {
        let order = match (left.peek().copied(), right.peek().copied()) {
            (None, None) => return a.cmp(b),
            (Some('0'..='9'), Some('0'..='9')) => {
                let (x, y) = (digits(&mut left), digits(&mut right));
                x.len().cmp(&y.len()).then(x.cmp(&y))
            }
            (x, y) => {
                left.next();
                right.next();
                let lower = |c: Option<char>| c.map(|c| c.to_lowercase().next());
                lower(x).cmp(&lower(y))
            }
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// The run of digits that comes next, without its leading zeros.
fn digits(chars: &mut Peekable<Chars<'_>>) -> String {
    let mut run = String::new();
    while let Some(c) = chars.next_if(char::is_ascii_digit) {
        if c != '0' || !run.is_empty() {
            run.push(c);
        }
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_counted_and_letter_case_is_ignored() {
        for (first, second) in [("story 2", "story 10"), ("Story 1", "story 2"), ("a", "b1"), ("a", "B"), ("A", "a")] {
            assert_eq!(natural_order(first, second), Ordering::Less, "{first} {second}");
            assert_eq!(natural_order(second, first), Ordering::Greater, "{second} {first}");
        }
        assert_eq!(natural_order("a 01", "a 1"), Ordering::Less, "equal but for a zero");
    }
}
