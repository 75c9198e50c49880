//! Forms of patterns: which part of a line they match.

use super::fold::fold;
use super::groups::Group;
use crate::text::{floor_boundary, is_unspaced};

/// Which part of a folded line a pattern matches.
pub(super) enum Form {
    /// The whole line, except closing punctuation.
    Whole(Group),
    /// The beginning, of a line with at most this many bytes.
    Starts(usize, Group),
    /// The end, except closing punctuation, of a line with at most this many bytes.
    Ends(usize, Group),
    /// The beginning of a line in round or square brackets.
    Bracketed(Group),
    /// A test of the unfolded line, which begins with a phrase of one of these groups or a bracket.
    Begun(&'static [Group], fn(&str) -> bool),
    /// A test of the unfolded line.
    Test(fn(&str) -> bool),
}

impl Form {
    pub(super) fn matches(&self, line: &str, folded: &Folded) -> bool {
        let Folded { head, tail, len } = folded;
        match self {
            Self::Whole(lines) => {
                let bare = head.trim_end_matches(['.', ':', ';', '!', '\u{3}', ' ', '>', '»', '→', '…']);
                *len <= Folded::END_BYTES && lines.phrases().has(bare)
            }
            Self::Starts(max, starts) => len <= max && opens(head, *starts),
            Self::Ends(max, ends) => {
                let bare = tail.trim_end_matches(['.', ')', ' ', ']']);
                len <= max && ends.phrases().iter().any(|end| bare.ends_with(end))
            }
            Self::Bracketed(starts) => head
                .strip_prefix(['(', '['])
                .is_some_and(|inner| tail.trim_end_matches(['.', ' ']).ends_with([')', ']']) && opens(inner, *starts)),
            Self::Begun(_, test) | Self::Test(test) => test(line),
        }
    }
}

/// Whether a line begins with a phrase, and not with a part of another word: "traduit de l'anglais", but "traduit des
/// dossiers".
fn opens(line: &str, group: Group) -> bool {
    let is_letter = |c: char| c.is_alphabetic() && !is_unspaced(c);
    group.phrases().begin(line).any(|phrase| {
        let next = line.get(phrase.len()..).and_then(|rest| rest.chars().next());
        !(phrase.ends_with(is_letter) && next.is_some_and(is_letter))
    })
}

/// Both ends of a line, folded; all phrases of the table are shorter.
#[derive(Default)]
pub(super) struct Folded {
    head: String,
    tail: String,
    /// Length of the whole line, in bytes.
    len: usize,
}

impl Folded {
    /// Length of each end, in bytes.
    pub(super) const END_BYTES: usize = 96;

    pub(super) fn of(line: &str) -> Self {
        let head = fold(line.get(..floor_boundary(line, Self::END_BYTES)).unwrap_or(line));
        let tail = floor_boundary(line, line.len().saturating_sub(Self::END_BYTES));
        let tail = fold(line.get(tail..).unwrap_or(line));
        Self { head, tail, len: line.len() }
    }
}
