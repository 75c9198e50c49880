//! A range of a text with white space folded to single spaces, and its mapping to the source.
//!
//! ```text
//! source    By Nora⏎  Tilling and⏎⏎17⏎⏎Tom Vale       two pieces, with a page number between them
//! squeezed  By Nora Tilling and Tom Vale
//! ```
//!
//! Patterns are matched on this form, so that line breaks do not matter.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::{Span, is_single_spaced, next_uneven_space};

/// A range of a text with white space folded.
#[derive(Clone, Debug)]
pub(in crate::format) struct Squeezed<'a> {
    /// The pieces in the source: the first, and usually only, one.
    first: Span,
    rest: Vec<Span>,
    text: Cow<'a, str>,
    /// Characters at which the distance between both positions changes. Before the first, it is the start of the first
    /// piece.
    shifts: Vec<Shift>,
}

/// A character whose distance in bytes from the one before it differs between the source and the folded text.
#[derive(Clone, Copy, Debug)]
struct Shift {
    folded: u32,
    source: u32,
}

impl<'a> Squeezed<'a> {
    /// Folds pieces of `source`, in order; none may begin or end with white space.
    pub(in crate::format) fn new(source: &'a str, first: Span, rest: Vec<Span>) -> Self {
        if rest.is_empty() && is_single_spaced(first.of(source)) {
            return Self { first, rest, text: Cow::Borrowed(first.of(source)), shifts: Vec::new() };
        }
        let mut text = String::with_capacity(first.len() + rest.iter().map(|piece| piece.len() + 1).sum::<usize>());
        let mut shifts = Vec::new();
        squeeze(source, first, &mut text, &mut shifts);
        for &piece in &rest {
            text.push(' ');
            shifts.push(Shift { folded: text.len() as u32, source: piece.start });
            squeeze(source, piece, &mut text, &mut shifts);
        }
        Self { first, rest, text: Cow::Owned(text), shifts }
    }

    /// The text with single spaces between words.
    pub(in crate::format) fn as_str(&self) -> &str {
        &self.text
    }

    /// The pieces in the source.
    pub(in crate::format) fn pieces(&self) -> impl DoubleEndedIterator<Item = Span> {
        std::iter::once(self.first).chain(self.rest.iter().copied())
    }

    /// The span from the beginning of the first piece to the end of the last.
    pub(in crate::format) fn hull(&self) -> Span {
        self.rest.last().map_or(self.first, |&last| self.first.hull(last))
    }

    /// Maps a range of the folded text to the source; the range must not begin or end with a space.
    pub(in crate::format) fn span(&self, range: Range<usize>) -> Span {
        let start = self.source_of(range.start);
        if range.end <= range.start {
            return Span::new(start, start);
        }
        let last = self.text.get(..range.end).and_then(|text| text.chars().next_back()).map_or(0, char::len_utf8);
        Span::new(start, self.source_of(range.end - last) + last)
    }

    /// The position in the folded text of the word that begins at byte `at` of the source.
    pub(in crate::format) fn squeezed_of(&self, at: usize) -> Option<usize> {
        let next = self.shifts.partition_point(|shift| shift.source as usize <= at);
        let (folded, source) = self.shift(next);
        let found = folded + at.checked_sub(source)?;
        let is_word = self.shifts.get(next).is_none_or(|after| found < after.folded as usize)
            && self.text.get(found..).is_some_and(|rest| !rest.is_empty() && !rest.starts_with(' '));
        is_word.then_some(found)
    }

    /// The position in the source of the character at byte `at` of the folded text, or of the end. A space counts as the
    /// character after it.
    fn source_of(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.hull().range().end;
        }
        let at = at + usize::from(self.text.as_bytes()[at] == b' ');
        let (folded, source) = self.shift(self.shifts.partition_point(|shift| shift.folded as usize <= at));
        source + (at - folded)
    }

    /// The last of the first `n` shifts: its position in the folded text and in the source.
    fn shift(&self, n: usize) -> (usize, usize) {
        let last = n.checked_sub(1).and_then(|last| self.shifts.get(last));
        last.map_or((0, self.first.range().start), |shift| (shift.folded as usize, shift.source as usize))
    }
}

/// Appends a piece of `source` with white space folded.
fn squeeze(source: &str, piece: Span, out: &mut String, shifts: &mut Vec<Shift>) {
    let text = piece.of(source);
    let mut from = 0;
    while let Some(space) = next_uneven_space(text, from) {
        out.push_str(text.get(from..space.start).unwrap_or_default());
        out.push(' ');
        from = space.end;
        if space.len() > 1 {
            shifts.push(Shift { folded: out.len() as u32, source: piece.start + from as u32 });
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::is_space;

    #[test]
    fn white_space_is_folded_and_found_again() {
        let source = "By Nora\n  Tilling and\n\n17\n\nTom Vale";
        let squeezed = Squeezed::new(source, Span::new(0, 21), vec![Span::new(27, 35)]);
        assert_eq!(squeezed.as_str(), "By Nora Tilling and Tom Vale");
        assert_eq!(squeezed.hull(), Span::new(0, 35));
        for (range, found) in
            [(3..7, "Nora"), (3..15, "Nora\n  Tilling"), (20..23, "Tom"), (24..28, "Vale"), (28..28, "")]
        {
            assert_eq!(squeezed.span(range).of(source), found);
        }
    }

    #[test]
    fn a_plain_line_is_not_copied() {
        for (text, plain) in
            [("The gate is shut.", true), ("é – “a”", true), ("a  b", false), ("a\tb", false), ("a\u{a0}b", false)]
        {
            let squeezed = Squeezed::new(text, Span::new(0, text.len()), Vec::new());
            assert_eq!(matches!(squeezed.text, Cow::Borrowed(_)), plain, "{text}");
        }
    }

    proptest! {
        #![proptest_config(crate::cases::config(256))]
        #[test]
        fn every_word_is_found_again(text in "[a-cé]([a-cé \n\t\u{a0}\u{2028}]{0,40}[a-cé])?") {
            let squeezed = Squeezed::new(&text, Span::new(0, text.len()), Vec::new());
            prop_assert_eq!(squeezed.as_str(), text.split(is_space).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" "));
            let spaces = text.char_indices().filter(|&(_, c)| is_space(c));
            prop_assert!(spaces.map(|(at, _)| at).chain([text.len()]).all(|at| squeezed.squeezed_of(at).is_none()));
            let mut at = 0;
            for word in squeezed.as_str().split(' ') {
                let found = squeezed.span(at..at + word.len());
                prop_assert_eq!(found.of(&text), word);
                prop_assert_eq!(squeezed.squeezed_of(found.range().start), Some(at));
                at += word.len() + 1;
            }
        }
    }
}
