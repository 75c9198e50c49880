//! Stories signed with the bare name of an agency.

use crate::format::shape::ends_sentence;
use crate::lang::Phrases;
use crate::text::is_space;

/// Bare names of agencies that sign stories, in capitals.
const SLUGS: Phrases = Phrases::of("agencies", "slugs");

/// The same in lower case.
const SMALL: Phrases = Phrases::of("agencies", "in small letters");

/// "REUTERS", "AFP, BLOOMBERG", "– Reuters", "(AP)": a line that is only a slug.
pub(super) fn is_slug(line: &str) -> bool {
    // After a dash or in brackets it need not be in capitals.
    let named = line.trim_start_matches(['—', '–', '―', '-', ' ']);
    let inner = ['(', '[', '/'].into_iter().zip([')', ']', '/']);
    let inner = inner.filter_map(|(open, close)| named.strip_prefix(open)?.strip_suffix(close)).next().unwrap_or(named);
    let apart = inner.len() < line.len();
    line.len() <= SLUG_BYTES
        && inner.split([',', '/', '&']).all(|name| {
            let name = name.trim_matches(is_space);
            SLUGS.iter().any(|slug| slug == name || (apart && slug.eq_ignore_ascii_case(name))) || SMALL.has(name)
        })
}

/// Maximum length of a slug, in bytes.
const SLUG_BYTES: usize = 48;

/// The start of a slug after the last sentence of a story, on the same line: "… until May. REUTERS".
pub(super) fn slug_at_end(line: &str) -> Option<usize> {
    if !line.ends_with(|c: char| c.is_alphabetic() || matches!(c, ')' | ']' | '/')) {
        return None;
    }
    let spaces = line.match_indices(is_space).rev().map(|(at, space)| at + space.len());
    let near = spaces.take_while(|at| line.len() - at <= SLUG_BYTES).take(6);
    near.filter(|&at| is_slug(line.get(at..).unwrap_or(""))).find(|&at| line.get(..at).is_some_and(ends_sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_after_the_last_sentence() {
        for (line, slug) in [
            ("The gate stays shut until May. REUTERS", "REUTERS"),
            ("“It will hold,” he said. BLOOMBERG", "BLOOMBERG"),
            ("“It will hold.” AFP, REUTERS", "AFP, REUTERS"),
            ("The gate stays shut. – Bernama", "– Bernama"),
            ("The gate stays shut. (AP)", "(AP)"),
            ("The gate stays shut. THE WASHINGTON POST", "THE WASHINGTON POST"),
            ("The gate stays shut, said REUTERS", ""),
            ("The gate stays shut. Reuters", ""),
            ("The gate stays shut. Reuters asked why.", ""),
            ("The gate stays shut. NATO", ""),
            ("REUTERS", ""),
        ] {
            let at = slug_at_end(line).unwrap_or(line.len());
            assert_eq!(line.get(at..), Some(slug), "{line}");
        }
        assert!(is_slug("XINHUA") && is_slug("- Reuters") && !is_slug("Reuters") && !is_slug("-") && !is_slug(""));
    }
}
