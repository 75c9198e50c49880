//! Splits a text into measured lines, without blank ones.

use memchr::memchr3;

use crate::text::cancel::Stop;
use crate::text::is_space;
use crate::text::{Gap, Line, Span};

/// How many columns of a first word are measured: more than any wrap column.
const FIRST_WORD_COLUMNS: usize = 256;

/// The lines that are not blank. Line ends are LF, CR LF, CR, vertical tab, form feed, NEL and the Unicode separators;
/// a paragraph separator counts as a blank line. Incomplete once `stop` is set.
pub(super) fn lines(text: &str, stop: Stop<'_>) -> Vec<Line> {
    let mut out = Vec::with_capacity(text.len() / 96 + 1);
    let bytes = text.as_bytes();
    let (mut from, mut at, mut gap) = (0, 0, Gap::LineBreak);
    // Most texts have only line feeds.
    let plain = memchr3(b'\r', 0x0b, 0x0c, bytes).is_none();
    while at < bytes.len() && !stop.is_set() {
        let (len, gap_after) = match bytes[at] {
            b'\n' | 0x0b => (1, Gap::LineBreak),
            b'\r' => (1 + usize::from(bytes.get(at + 1) == Some(&b'\n')), Gap::LineBreak),
            0x0c => (1, Gap::PageBreak),
            0xc2 if bytes.get(at + 1) == Some(&0x85) => (2, Gap::LineBreak),
            0xe2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0xa8 | 0xa9)) => {
                (3, if bytes.get(at + 2) == Some(&0xa9) { Gap::Blank } else { Gap::LineBreak })
            }
            _ => {
                // Skip to the next byte that a line end may begin with.
                let rest = &bytes[at + 1..];
                let next = if plain {
                    memchr3(b'\n', 0xc2, 0xe2, rest)
                } else {
                    rest.iter().position(|b| matches!(b, b'\n'..=b'\r' | 0xc2 | 0xe2))
                };
                at += 1 + next.unwrap_or(rest.len());
                continue;
            }
        };
        gap = push(text, from, at, gap, &mut out).max(gap_after);
        at += len;
        from = at;
    }
    push(text, from, at, gap, &mut out);
    out
}

/// Appends the line `from..to` unless it is blank; returns the separation before the next line so far.
fn push(text: &str, from: usize, to: usize, gap: Gap, out: &mut Vec<Line>) -> Gap {
    let whole = text.get(from..to).unwrap_or("");
    let body = whole.trim_start_matches(is_space);
    let start = from + whole.len() - body.len();
    let body = body.trim_end_matches(is_space);
    if body.is_empty() {
        return gap.max(Gap::Blank);
    }
    let indent = text.get(from..start).unwrap_or("").chars().fold(0, |column, c| match c {
        '\t' => (column / 8 + 1) * 8,
        _ => column + 1,
    });
    let columns = if body.is_ascii() { body.len() } else { body.chars().count() };
    let first = body.chars().take(FIRST_WORD_COLUMNS).take_while(|&c| !is_space(c)).count();
    out.push(Line {
        span: Span::new(start, start + body.len()),
        indent: columns_of(indent),
        width: columns_of(indent + columns),
        first: columns_of(first),
        gap,
        joined: false,
        keeps: None,
        page: None,
    });
    Gap::LineBreak
}

fn columns_of(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_ends_a_line() {
        let text = "A.\rB.\r\nC.\u{2028}D.\u{85}E.\u{0c}F.\u{0b}G.\u{2029}H.\n \nI.";
        let found: Vec<_> = lines(text, Stop::NEVER).iter().map(|line| (line.span.of(text), line.gap)).collect();
        let (line, page) = (Gap::LineBreak, Gap::PageBreak);
        let wanted = [
            ("A.", line),
            ("B.", line),
            ("C.", line),
            ("D.", line),
            ("E.", line),
            ("F.", page),
            ("G.", line),
            ("H.", Gap::Blank),
            ("I.", Gap::Blank),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_blank_line_before_the_first_is_ignored() {
        let text = "\n\n\tThe gate  is\n";
        let [line] = lines(text, Stop::NEVER)[..] else { panic!("one line") };
        assert_eq!((line.indent, line.width, line.first, line.gap), (8, 20, 3, Gap::Blank));
    }
}
