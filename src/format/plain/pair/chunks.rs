//! Splits a text at white space, with the kind of white space before each chunk.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use crate::text::cancel::Stop;
use crate::text::{Fold, Line, Span, is_space, is_unspaced};

/// A run without white space, or a character of a script without spaces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    pub(super) span: Span,
    pub(super) before: Before,
}

/// The separation before a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing.
    Nothing,
    /// White space on the same line.
    Space,
    /// The beginning of this line.
    Break(usize),
}

/// The chunks of some lines, and a key of each that ignores typography and letter case. `first` is the index of the
/// first line. Incomplete once `stop` is set.
pub(super) fn chunks(text: &str, lines: &[Line], first: usize, stop: Stop<'_>) -> (Vec<Chunk>, Vec<u64>) {
    let size: usize = lines.iter().map(|line| line.span.len()).sum();
    let (mut chunks, mut keys) = (Vec::with_capacity(size / 5), Vec::with_capacity(size / 5));
    let mut fold = Fold::default();
    for (n, line) in lines.iter().enumerate().take_while(|_| !stop.is_set()) {
        let mut before = Before::Break(first + n);
        let whole = line.span.of(text);
        let above = n.checked_sub(1).map_or("", |above| lines[above].span.of(text));
        let marks = repeated_quote_marks(above, whole);
        let mut at = line.span.range().start + marks;
        for word in whole.get(marks..).unwrap_or("").split(is_space) {
            if !word.is_empty() {
                push(word, at, before, &mut fold, &mut chunks, &mut keys);
                before = Before::Space;
            }
            at += word.len();
            at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
    }
    (chunks, keys)
}

/// Length in bytes of the marks that quote a line as in mail, if the line above has the same ones: wrapping repeats them.
fn repeated_quote_marks(above: &str, line: &str) -> usize {
    if !line.starts_with('>') {
        return 0;
    }
    let len = |line: &str| line.len() - line.trim_start_matches(['>', ' ']).len();
    let own = len(line);
    let marks = line.get(..own).map(str::trim_end);
    if own < line.len() && marks == above.get(..len(above)).map(str::trim_end) { own } else { 0 }
}

fn push(word: &str, at: usize, before: Before, fold: &mut Fold, chunks: &mut Vec<Chunk>, keys: &mut Vec<u64>) {
    let mut add = |part: &str, from: usize, before: Before| {
        let mut hasher = FxHasher::default();
        hasher.write(fold.key(part).as_bytes());
        chunks.push(Chunk { span: Span::new(from, from + part.len()), before });
        keys.push(hasher.finish());
    };
    if word.is_ascii() || !word.contains(is_unspaced) {
        return add(word, at, before);
    }
    // Wrapping may break such scripts anywhere.
    let mut from = 0;
    let mut before = before;
    for (n, c) in word.char_indices().filter(|(_, c)| is_unspaced(*c)) {
        for part in [from..n, n..n + c.len_utf8()] {
            if let Some(part) = word.get(part.clone()).filter(|part| !part.is_empty()) {
                add(part, at + (part.as_ptr() as usize - word.as_ptr() as usize), before);
                before = Before::Nothing;
            }
        }
        from = n + c.len_utf8();
    }
    if let Some(rest) = word.get(from..).filter(|rest| !rest.is_empty()) {
        add(rest, at + from, before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::plain::lines::lines;

    #[test]
    fn white_space_before_chunks_is_classified() {
        let text = "The  gate\n今日は open";
        let lines = lines(text, Stop::NEVER);
        let (chunks, keys) = chunks(text, &lines, 0, Stop::NEVER);
        let found: Vec<_> = chunks.iter().map(|chunk| (chunk.span.of(text), chunk.before)).collect();
        let wanted = [
            ("The", Before::Break(0)),
            ("gate", Before::Space),
            ("今", Before::Break(1)),
            ("日", Before::Nothing),
            ("は", Before::Nothing),
            ("open", Before::Space),
        ];
        assert_eq!((found.as_slice(), keys.len()), (&wanted[..], 6));
    }

    #[test]
    fn quote_marks_of_wrapped_lines_are_no_chunks() {
        let text = "> The gate\n> is open.\n>\n> Why?\n>> It is\n";
        let lines = lines(text, Stop::NEVER);
        let (chunks, _) = chunks(text, &lines, 0, Stop::NEVER);
        let found: Vec<_> = chunks.iter().map(|chunk| chunk.span.of(text)).collect();
        assert_eq!(found, [">", "The", "gate", "is", "open.", ">", "Why?", ">>", "It", "is"]);
    }

    #[test]
    fn keys_ignore_typography() {
        let keys = |text: &str| chunks(text, &lines(text, Stop::NEVER), 0, Stop::NEVER).1;
        assert_eq!(keys("“Don’t”"), keys("\"don't\""));
        assert_ne!(keys("gate"), keys("gates"));
    }
}
