//! Character classes for splitting text into words.

use super::is_space;

/// The class of a unit (a grapheme cluster).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    Space,
    /// Letters and digits.
    Lower,
    Upper,
    Digit,
    Ideograph,
    /// May join letters: `'`, `’`, a backtick typed for one.
    Apostrophe,
    /// Hyphens and the en dash, which join words; see [`Class::Dash`].
    Hyphen,
    /// Dashes that never join words.
    Dash,
    Dot,
    Comma,
    Colon,
    /// `/`, `@`, `&`, `_`: join letters and digits.
    Joiner,
    Currency,
    /// `%`, `°`: end a number.
    Unit,
    /// `#`: begins a tag.
    Hash,
    /// Zero-width characters inside a chunk.
    Ignorable,
    Other,
}

impl Class {
    pub(super) const fn is_letter(self) -> bool {
        matches!(self, Self::Lower | Self::Upper)
    }

    pub(super) const fn is_alnum(self) -> bool {
        matches!(self, Self::Lower | Self::Upper | Self::Digit)
    }
}

/// Common characters that never join a neighbour in a grapheme cluster, so that clusters need not be computed.
pub(super) const fn is_own_cluster(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{58f}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20cf}' | '\u{3000}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

pub(super) fn class(c: char) -> Class {
    ASCII.get(c as usize).copied().unwrap_or_else(|| class_beyond(c))
}

/// Whether a character is of a script that is written without spaces, so that a line may break before it.
pub(crate) fn is_unspaced(c: char) -> bool {
    class(c) == Class::Ideograph
}

/// Whether a byte is an ASCII letter or digit.
pub(super) fn is_alnum(byte: u8) -> bool {
    ASCII.get(usize::from(byte)).is_some_and(|class| class.is_alnum())
}

/// The classes of ASCII characters: a table, since every character is looked up.
static ASCII: [Class; 128] = {
    let mut table = [Class::Other; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Digit,
            b'\'' | b'`' => Class::Apostrophe,
            b'-' => Class::Hyphen,
            b'.' => Class::Dot,
            b',' => Class::Comma,
            b':' => Class::Colon,
            b'/' | b'@' | b'&' | b'_' => Class::Joiner,
            b'$' => Class::Currency,
            b'%' => Class::Unit,
            b'#' => Class::Hash,
            byte if is_space(byte as char) => Class::Space,
            _ => Class::Other,
        };
        byte += 1;
    }
    table
};

fn class_beyond(c: char) -> Class {
    match c {
        '’' | 'ʼ' | '´' | '‛' | '′' | '‘' => Class::Apostrophe,
        '‐' | '‑' | '–' | '‒' | '−' => Class::Hyphen,
        '—' | '―' => Class::Dash,
        '…' => Class::Dot,
        '£' | '€' | '¥' | '\u{20a0}'..='\u{20cf}' => Class::Currency,
        '‰' | '°' => Class::Unit,
        '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}' => Class::Ignorable,
        c if is_space(c) => Class::Space,
        '\u{2010}'..='\u{206f}' => Class::Other,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{309f}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Class::Ideograph,
        c if c.is_uppercase() => Class::Upper,
        c if c.is_alphabetic() => Class::Lower,
        c if c.is_numeric() => Class::Digit,
        _ => Class::Other,
    }
}
