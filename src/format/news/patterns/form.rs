//! What a pattern looks at in a line.

use super::fold::fold;
use crate::lang::Phrases;

/// What a pattern looks at, in the folded line.
pub(super) enum Form {
    /// The whole line, but for closing punctuation.
    Whole(&'static Phrases),
    /// It begins so and has at most so many bytes.
    Starts(usize, &'static Phrases),
    /// It ends so, closing punctuation apart, and has at most so many bytes.
    Ends(usize, &'static Phrases),
    /// It is in round or square brackets and begins so.
    Bracketed(&'static Phrases),
    /// A test of its own, on the line as it stands.
    Test(fn(&str) -> bool),
}

impl Form {
    pub(super) fn matches(&self, line: &str, folded: &Folded) -> bool {
        let Folded { head, tail, len } = folded;
        match self {
            Self::Whole(lines) => {
                let bare = head.trim_end_matches(['.', ':', ';', '!', '\u{3}', ' ', '>', '»', '→', '…']);
                *len <= Folded::REACH && lines.has(bare)
            }
            Self::Starts(max, starts) => len <= max && Folded::begins(head, starts),
            Self::Ends(max, ends) => {
                let bare = tail.trim_end_matches(['.', ')', ' ', ']']);
                len <= max && ends.iter().any(|end| bare.ends_with(end.as_str()))
            }
            Self::Bracketed(starts) => head.strip_prefix(['(', '[']).is_some_and(|inner| {
                tail.trim_end_matches(['.', ' ']).ends_with([')', ']']) && Folded::begins(inner, starts)
            }),
            Self::Test(test) => test(line),
        }
    }
}

/// The two ends of a line, folded: no phrase of the table is longer than they are.
#[derive(Default)]
pub(super) struct Folded {
    head: String,
    tail: String,
    /// Bytes of the whole line.
    len: usize,
}

impl Folded {
    /// Bytes of each end.
    pub(super) const REACH: usize = 96;

    pub(super) fn of(line: &str) -> Self {
        let bound = |mut at: usize| {
            while !line.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let head = fold(line.get(..bound(line.len().min(Self::REACH))).unwrap_or(line));
        let tail = fold(line.get(bound(line.len().saturating_sub(Self::REACH))..).unwrap_or(line));
        Self { head, tail, len: line.len() }
    }

    /// Whether it begins with one of the phrases.
    fn begins(head: &str, phrases: &[String]) -> bool {
        let first = head.bytes().next();
        // The first byte tells most of them apart; this is the hot loop of reading.
        phrases.iter().any(|phrase| phrase.bytes().next() == first && head.starts_with(phrase.as_str()))
    }
}
