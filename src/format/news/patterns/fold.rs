//! Folding of lines for comparison.

use crate::lang::Phrases;
use crate::text::is_space;

/// Folds to lower case, straight quotes and hyphens, single spaces.
pub(in crate::format) fn fold(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut spaced = false;
    for c in line.chars() {
        if is_space(c) {
            spaced = !out.is_empty();
            continue;
        }
        if spaced {
            out.push(' ');
            spaced = false;
        }
        push_folded(c, &mut out);
    }
    out
}

/// Whether a line may begin with one of the phrases when folded, by the first letter: a quick check before folding. A
/// non-ASCII letter may fold to any.
pub(super) fn may_begin(line: &str, phrases: Phrases) -> bool {
    let Some(first) = line.trim_start_matches(is_space).bytes().next() else { return false };
    !first.is_ascii() || phrases.iter().any(|phrase| phrase.bytes().next() == Some(first.to_ascii_lowercase()))
}

pub(super) fn push_folded(c: char, out: &mut String) {
    match c {
        '‘' | '’' | '`' => out.push('\''),
        '–' => out.push('-'),
        '—' => out.push_str("--"),
        c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        c => out.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded() {
        for (line, folded) in [
            ("", ""),
            (" ", ""),
            ("A  b\tC ", "a b c"),
            ("  `So` - IT\u{b}goes \u{1c} ", "'so' - it goes"),
            ("“Él” – l’Été\u{a0}— ", "“él” - l'été --"),
        ] {
            assert_eq!(fold(line), folded);
        }
    }

    #[test]
    fn lines_are_excluded_by_the_first_letter() {
        const PUBLISHED: Phrases = Phrases::of("credits", "published");
        for (line, may) in [(" Published today", true), ("É", true), ("Barges wait", false), ("", false)] {
            assert_eq!(may_begin(line, PUBLISHED), may, "{line}");
        }
    }
}
