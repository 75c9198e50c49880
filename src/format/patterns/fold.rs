//! Lines as they are compared.

use crate::text::is_space;

/// Lower case, straight quotes and hyphens, single spaces.
pub(in crate::format) fn fold(line: &str) -> String {
    if line.is_ascii() {
        return fold_ascii(line);
    }
    let mut out = String::with_capacity(line.len());
    for word in line.split(is_space).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        word.chars().for_each(|c| push_folded(c, &mut out));
    }
    out
}

/// The same for most lines there are, byte by byte: reading folds many.
fn fold_ascii(line: &str) -> String {
    let mut out = Vec::with_capacity(line.len());
    for &byte in line.as_bytes() {
        match byte {
            b if is_space(b as char) => {
                if out.last().is_some_and(|last| *last != b' ') {
                    out.push(b' ');
                }
            }
            b'`' => out.push(b'\''),
            b => out.push(b.to_ascii_lowercase()),
        }
    }
    if out.last() == Some(&b' ') {
        out.pop();
    }
    String::from_utf8(out).unwrap_or_default()
}

/// Whether a folded line may begin with one of the phrases, by the first letter alone: asked before the line is folded.
/// A letter that is not ASCII may fold to any.
pub(super) fn may_begin(line: &str, phrases: &[&str]) -> bool {
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
    fn ascii_lines_fold_as_all_lines_do() {
        for line in ["", " ", "A  b\tC ", "  `So` - IT\u{b}goes \u{1c} ", "one"] {
            let wide = fold(&format!("{line} É"));
            assert_eq!(wide.trim_end_matches('é').trim_end(), fold(line), "{line:?}");
        }
    }

    #[test]
    fn the_first_letter_tells() {
        let phrases = ["published", "mis à jour"];
        assert!(may_begin(" Published today", &phrases) && may_begin("Mis", &phrases) && may_begin("É", &phrases));
        assert!(!may_begin("Barges wait", &phrases) && !may_begin("", &phrases));
    }
}
