//! Marks that end sentences, and marks that open and close quotations and brackets.

use super::is_space;

/// Marks that may end a sentence.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉') || is_full(c)
}

/// Marks that always end a sentence: Chinese and Japanese, Devanagari, Arabic and Urdu, Armenian, Ethiopic, Burmese,
/// Khmer.
pub(super) const fn is_full(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '．' | '।' | '॥' | '؟' | '۔' | '։' | '።' | '፧' | '။' | '។')
}

/// Whether `c` may be an apostrophe, as in "l'eau".
pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘')
}

pub(crate) const fn is_quote(c: char) -> bool {
    matches!(c, '”' | '’' | '"' | '\'' | '»' | '«' | '“' | '‘' | '」' | '』' | '›')
}

/// Whether `c` closes a quotation or bracket. Marks that both open and close ("“" ends a German quotation) close only
/// where no word follows.
pub(super) fn is_closer(c: char, after: &str) -> bool {
    match c {
        '”' | '’' | '»' | '›' | ')' | ']' | '}' | '」' | '』' | '）' | '】' => true,
        '"' | '\'' | '“' | '‘' | '«' => {
            after.chars().next().is_none_or(|c| is_space(c) || is_mark(c) || is_quote(c) || c == ')')
        }
        _ => false,
    }
}

pub(super) const fn is_opener(c: char) -> bool {
    matches!(
        c,
        '“' | '‘'
            | '"'
            | '\''
            | '«'
            | '»'
            | '„'
            | '‚'
            | '‹'
            | '›'
            | '('
            | '['
            | '{'
            | '-'
            | '–'
            | '—'
            | '¿'
            | '¡'
            | '*'
            | '_'
    )
}

/// " ." of a spaced ellipsis: no figure or name (".5", ".NET") begins with the dot.
pub(super) fn is_spaced_dot(s: &str) -> bool {
    let dot = s.trim_start_matches(is_space).strip_prefix('.');
    s.starts_with(is_space) && dot.is_some_and(|after| !after.starts_with(char::is_alphanumeric))
}

/// Length in bytes of " »", as French closes a quotation; in German a "»" before a word opens one.
pub(super) fn spaced_closer(s: &str) -> Option<usize> {
    let close = s.trim_start_matches(is_space);
    let after = close.strip_prefix(['»', '›']).filter(|_| close.len() < s.len())?;
    let closes = after.chars().next().is_none_or(|c| is_space(c) || is_mark(c) || matches!(c, ',' | ')'));
    closes.then(|| s.len() - after.len())
}

/// Whether `c` is a raised figure: an exponent, or the mark of a note.
pub(crate) const fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Length in bytes of "[12]" or "¹²" after a full stop: a footnote number belongs to the sentence.
pub(super) fn footnote(s: &str) -> Option<usize> {
    let mark = |c: &char| is_raised(*c) || matches!(c, '†' | '‡');
    let marks = s.chars().take_while(mark).map(char::len_utf8).sum();
    if marks > 0 {
        return Some(marks);
    }
    let digits = s.strip_prefix('[')?.bytes().take(4).take_while(u8::is_ascii_digit).count();
    (digits > 0 && s.get(digits + 1..).is_some_and(|rest| rest.starts_with(']'))).then_some(digits + 2)
}
