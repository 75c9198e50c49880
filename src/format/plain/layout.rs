//! Lines to parts: where one paragraph ends and the next begins.
//!
//! Copy comes with paragraphs one a line, separated by blank lines, or wrapped at a column, perhaps with the first line
//! indented. A line break was made by a wrapper if the next word had no room before the column:
//!
//! ```text
//!     PARIS, March 3 - The canal that links    │   "the" had no room: wrapped
//! the two harbours stays shut, the operator    │   "said" had none
//! said.                                        │   room for more: the paragraph ends
//!     Barges must wait.                        │   and the next is indented
//! ```
//!
//! The column is taken from the text itself. Verse and dialogue have lines of all widths, so hardly a break in them is
//! one a wrapper would have made, and each line stays a part of its own.

use crate::format::part::Part;
use crate::format::shape::{ends_sentence, is_item, is_quoted, is_turn};
use crate::text::Span;
use crate::text::is_space;

/// Columns a wrapper may have left free beyond need: it kept a word whole with its hyphen or its dash.
const SLACK: usize = 6;

/// Widest column that prose is wrapped at; longer lines are whole paragraphs.
const WIDEST: usize = 110;

/// Narrowest column that prose is wrapped at.
const NARROWEST: usize = 28;

/// So few breaks tell a column only if one stands inside a sentence.
const FEW: usize = 3;

/// A line that stands alone and is longer may itself be wrapped: "--With assistance from …" over two lines.
const SHORT: usize = 48;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
struct Line {
    span: Span,
    /// Columns of white space before it.
    indent: usize,
    /// Columns from the margin to its end.
    width: usize,
    /// Columns of its first word.
    first: usize,
    /// A blank line or a page break stands before it.
    apart: bool,
}

/// The parts of a text, in order. `stands_alone` tells lines that are never joined to their neighbours.
pub(super) fn parts(text: &str, stands_alone: impl Fn(&str) -> bool) -> Vec<Part> {
    let lines = lines(text);
    let margin = lines.iter().map(|line| line.indent).min().unwrap_or(0);
    let column = column(text, &lines, margin);
    let mut parts: Vec<Part> = Vec::new();
    for chunk in lines.chunk_by(|_, next| !next.apart) {
        let column = column.or_else(|| self::column(text, chunk, margin).filter(|_| chunk.len() > 2));
        let mut above: Option<Line> = None;
        for &line in chunk {
            let joined = above.is_some_and(|above| {
                let wrapped_once = column.is_none() && chunk.len() == 2 && goes_on(text, above, line);
                (wrapped_once || column.is_some_and(|column| continues(text, above, line, column)))
                    && !(above.width < SHORT && stands_alone(above.span.of(text)))
                    && !stands_alone(line.span.of(text))
            });
            match parts.last_mut().filter(|_| joined) {
                Some(part) => {
                    part.span.end = line.span.end;
                    part.lines += 1;
                    part.inset &= line.indent >= margin + 2;
                }
                None => parts.push(Part {
                    span: line.span,
                    lines: 1,
                    inset: line.indent >= margin + 2,
                    apart: line.apart || parts.is_empty(),
                }),
            }
            above = Some(line);
        }
    }
    parts
}

/// Whether `line` goes on with the paragraph of the line above it.
fn continues(text: &str, above: Line, line: Line, column: usize) -> bool {
    let (upper, lower) = (above.span.of(text), line.span.of(text));
    let indented = line.indent >= above.indent + 2 && !is_item(upper) && !is_quoted(upper);
    // A line longer than the column was never wrapped at it, nor was the one above; but a sentence may go on.
    let wide = line.width > column + SLACK && !lower.starts_with(char::is_lowercase);
    if wide
        || is_item(lower)
        || is_turn(lower)
        || indented
        || is_quoted(lower) != is_quoted(upper)
        || above.width > column + SLACK
    {
        return false;
    }
    // Two indented lines that are not wrapped are two paragraphs of a line each; two wrapped ones are a passage set in.
    wrapped(above, line, column) || (!ends_sentence(upper) && lower.starts_with(char::is_lowercase))
}

/// Whether of two lines alone the second goes on with the sentence of the first: one break tells no column.
fn goes_on(text: &str, above: Line, line: Line) -> bool {
    let (upper, lower) = (above.span.of(text), line.span.of(text));
    let full = (SHORT..=WIDEST).contains(&above.width);
    full && !ends_sentence(upper) && lower.starts_with(char::is_lowercase) && line.indent <= above.indent
}

/// Whether the first word of `line` had no room at the end of the line above.
const fn wrapped(above: Line, line: Line, column: usize) -> bool {
    above.width + 1 + line.first + SLACK > column
}

/// The column the lines are wrapped at, if they are: most breaks must be such as a wrapper makes, and most of the lines
/// before them go on in the next.
fn column(text: &str, lines: &[Line], margin: usize) -> Option<usize> {
    let mut widths: Vec<usize> = lines.windows(2).filter(|w| !w[1].apart).map(|w| w[0].width).collect();
    if widths.is_empty() {
        return None;
    }
    let nth = (widths.len() - 1) * 19 / 20;
    let (_, &mut column, _) = widths.select_nth_unstable(nth);
    if !(NARROWEST..=WIDEST).contains(&column) {
        return None;
    }
    let (mut breaks, mut made, mut open, mut titled) = (0_usize, 0_usize, 0_usize, 0_usize);
    for pair in lines.windows(2) {
        let (above, line) = (pair[0], pair[1]);
        // A break before an indented line or an item is the writer's, one between two indented lines may be.
        let indented = line.indent >= above.indent + 2 || line.indent.min(above.indent) >= margin + 2;
        if line.apart || indented || is_item(line.span.of(text)) || is_turn(line.span.of(text)) {
            continue;
        }
        breaks += 1;
        if wrapped(above, line, column) {
            made += 1;
            open += usize::from(!ends_sentence(above.span.of(text)));
            titled += usize::from(line.span.of(text).starts_with(char::is_uppercase));
        }
    }
    // Of a few breaks all of which stand before a capital none was made by a wrapper: those are titles.
    let told = made > FEW || titled < made;
    (breaks > 1 && told && made * 10 >= breaks * 6 && open * 2 > made).then_some(column)
}

/// The lines that are not blank. They end at LF, CR LF, CR, vertical tab, form feed, NEL and the Unicode separators;
/// a form feed or a paragraph separator counts as a blank line.
fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::with_capacity(text.len() / 96 + 1);
    let bytes = text.as_bytes();
    let (mut from, mut at, mut apart) = (0, 0, false);
    while at < bytes.len() {
        let (len, page) = match bytes[at] {
            b'\n' | 0x0b => (1, false),
            b'\r' => (1 + usize::from(bytes.get(at + 1) == Some(&b'\n')), false),
            0x0c => (1, true),
            0xc2 if bytes.get(at + 1) == Some(&0x85) => (2, false),
            0xe2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0xa8 | 0xa9)) => {
                (3, bytes.get(at + 2) == Some(&0xa9))
            }
            _ => {
                // On to the next byte that a line end may begin with.
                let rest = &bytes[at + 1..];
                at += 1 + rest.iter().position(|b| matches!(b, b'\n'..=b'\r' | 0xc2 | 0xe2)).unwrap_or(rest.len());
                continue;
            }
        };
        apart = push(text, from, at, apart, &mut out) || page;
        at += len;
        from = at;
    }
    push(text, from, at, apart, &mut out);
    out
}

/// Appends the line `from..to` unless it is blank; returns whether the next one stands apart.
fn push(text: &str, from: usize, to: usize, apart: bool, out: &mut Vec<Line>) -> bool {
    let whole = text.get(from..to).unwrap_or("");
    let body = whole.trim_start_matches(is_space);
    let start = from + whole.len() - body.len();
    let body = body.trim_end_matches(is_space);
    if body.is_empty() {
        return true;
    }
    let indent = text.get(from..start).unwrap_or("").chars().fold(0, |column, c| match c {
        '\t' => (column / 8 + 1) * 8,
        _ => column + 1,
    });
    let columns = body.chars().count();
    let first = body.chars().take(WIDEST).take_while(|&c| !is_space(c)).count();
    out.push(Line { span: Span::new(start, start + body.len()), indent, width: indent + columns, first, apart });
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let one_line = |part: &Part| part.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        parts(text, |line| line == "Reuter").iter().map(one_line).collect()
    }

    const WRAPPED: &str = "The canal that links the two harbours stays shut for a\n\
        second week, its operator said on Monday, because a gate\n\
        could not be lifted after the frost.\n";

    #[test]
    fn one_paragraph_a_line() {
        assert_eq!(split("The gate is shut.\r\nBarges must wait.\r\n\r\nNobody was hurt.\r\n").len(), 3);
        let long = "word ".repeat(60);
        assert_eq!(split(&format!("{long}\n{long}\n{long}")).len(), 3);
        assert_eq!(split(&"word ".repeat(100_000)).len(), 1);
    }

    #[test]
    fn wrapped_paragraphs_are_one() {
        assert_eq!(split(WRAPPED).len(), 1);
        assert_eq!(split(&format!("{WRAPPED}\n{WRAPPED}\n{WRAPPED}")).len(), 3);
        assert_eq!(split(&format!("    {WRAPPED}    {WRAPPED}    Barges wait.\n    Ships too.\n Reuter\n")).len(), 5);
        assert_eq!(split(&WRAPPED.replace('\n', "\r\n")).len(), 1);
    }

    #[test]
    fn a_heading_over_wrapped_copy_stays_apart() {
        assert_eq!(split(&format!("CANAL STAYS SHUT\n{WRAPPED}{WRAPPED}"))[0], "CANAL STAYS SHUT");
    }

    #[test]
    fn verse_and_dialogue_keep_their_lines() {
        let verse = "The gate came down\nand with it the long cold winter of the north\nso we sat\nand waited for the ice to go\n\
            until\nthe boats began to sing again\n";
        assert_eq!(split(verse).len(), 6);
        let dialogue =
            "“Is it shut?”\n“It has been shut since the frost came down on us.”\n“And the barges?”\n“They wait.”\n";
        assert_eq!(split(dialogue).len(), 4);
    }

    #[test]
    fn two_titles_are_not_one() {
        assert_eq!(split("Remarks by Mayor Ada Holm\nOpening of the North Gate\n\nThank you all for coming.").len(), 3);
        let three = "Remarks by Mayor Ada Holm at the\nOpening of the North Gate\nPort Ellery, March 4\n\nThank you.";
        assert_eq!(split(three).len(), 4);
        assert_eq!(split(&format!("Q: Is it shut?\nA: {WRAPPED}")).len(), 2);
    }

    #[test]
    fn lists_and_quotations() {
        let items = "What is known:\n- The gate is shut.\n- Barges wait.\n1. One\n2) Two";
        assert_eq!(split(items).len(), 5);
        let quoted = WRAPPED.lines().map(|line| format!("> {line}\n")).collect::<String>();
        assert_eq!(split(&format!("{WRAPPED}{quoted}")).len(), 2);
    }

    #[test]
    fn every_line_end_ends_a_line() {
        assert_eq!(split("A.\rB.\r\nC.\u{2028}D.\u{85}E.\u{0c}F.\u{0b}G.").len(), 7);
    }
}
