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

use crate::text::{Span, is_single_spaced, is_space, spaced_words};

/// A range of a text with white space folded.
#[derive(Clone, Debug)]
pub(in crate::format) struct Squeezed<'a> {
    source: &'a str,
    /// The pieces in the source: the first, and usually only, one.
    first: Span,
    rest: Vec<Span>,
    text: Cow<'a, str>,
}

impl<'a> Squeezed<'a> {
    /// Folds pieces of `source`, in order; none may begin or end with white space.
    pub(in crate::format) fn new(source: &'a str, first: Span, rest: Vec<Span>) -> Self {
        let plain = rest.is_empty() && is_single_spaced(first.of(source));
        let text = if plain {
            Cow::Borrowed(first.of(source))
        } else {
            let mut text = String::with_capacity(first.len() + rest.iter().map(|piece| piece.len() + 1).sum::<usize>());
            for piece in std::iter::once(first).chain(rest.iter().copied()) {
                if !text.is_empty() {
                    text.push(' ');
                }
                squeeze(piece.of(source), &mut text);
            }
            Cow::Owned(text)
        };
        Self { source, first, rest, text }
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
        let (source, squeezed) = self.walk().find(|&(source, _)| source >= at)?;
        (source == at).then_some(squeezed)
    }

    /// The position in the source of the character at byte `at` of the folded text, or of the end.
    fn source_of(&self, at: usize) -> usize {
        if let Cow::Borrowed(_) = self.text {
            return self.first.range().start + at.min(self.text.len());
        }
        self.walk().find(|&(_, squeezed)| squeezed >= at).map_or(self.hull().range().end, |(source, _)| source)
    }

    /// The positions of all characters but white space, in the source and in the folded text.
    fn walk(&self) -> impl Iterator<Item = (usize, usize)> {
        let characters = self.pieces().flat_map(|piece| {
            let from = piece.range().start;
            piece.of(self.source).char_indices().map(move |(at, c)| (at == 0, from + at, c))
        });
        let (mut squeezed, mut spaced) = (0, false);
        characters.filter_map(move |(begins, source, c)| {
            spaced |= begins && squeezed > 0;
            if is_space(c) {
                spaced = true;
                return None;
            }
            squeezed += usize::from(std::mem::take(&mut spaced));
            let at = squeezed;
            squeezed += c.len_utf8();
            Some((source, at))
        })
    }
}

fn squeeze(text: &str, out: &mut String) {
    let mut words = spaced_words(text);
    out.extend(words.next());
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
        #[test]
        fn every_word_is_found_again(text in "[a-cé]([a-cé \n\t\u{a0}\u{2028}]{0,40}[a-cé])?") {
            let squeezed = Squeezed::new(&text, Span::new(0, text.len()), Vec::new());
            prop_assert_eq!(squeezed.as_str(), text.split(is_space).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" "));
            let mut at = 0;
            for word in squeezed.as_str().split(' ') {
                prop_assert_eq!(squeezed.span(at..at + word.len()).of(&text), word);
                at += word.len() + 1;
            }
        }
    }
}
