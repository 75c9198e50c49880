//! The key of a word: its form with typography and letter case folded. Words are compared by key.
//!
//! Two words with the same key differ only in typography: quotes, dashes, ellipses, ligatures, letter case, composed
//! and decomposed letters, fullwidth forms, soft hyphens, vowel points. The fold is never coarser than that of the JSON
//! contract, so that equal keys always justify a `~`.

use unicode_normalization::UnicodeNormalization;

/// Folds words into keys, reusing a buffer.
#[derive(Debug, Default)]
pub struct Fold {
    key: String,
}

impl Fold {
    /// The key of `word`, valid until the next call.
    pub fn key(&mut self, word: &str) -> &str {
        self.key.clear();
        fold_into(word, &mut self.key);
        &self.key
    }
}

/// Whether a word is certainly its own key, as most words are: lower-case ASCII, digits and plain marks.
#[must_use]
pub fn is_folded(word: &str) -> bool {
    word.bytes().all(|b| FOLDED[usize::from(b)])
}

/// Bytes that fold to themselves.
static FOLDED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte as u8, b'a'..=b'z' | b'0'..=b'9' | b',' | b'.' | b'"');
        byte += 1;
    }
    table
};

/// Folds the typography of `word` as its key does, but keeps letter case.
#[must_use]
pub fn fold_typography(word: &str) -> String {
    let mut out: String =
        plained(word).nfkc().filter(|&c| !is_space(c) && c != '\u{ad}' && !is_optional_sign(c)).collect();
    tidy_marks(&mut out);
    out
}

/// Whether a character is white space that comparisons ignore: Unicode white space, no-break and zero-width spaces, the
/// byte-order mark.
#[must_use]
pub const fn is_space(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c as u8, b'\t'..=b'\r' | 0x1c..=b' ');
    }
    matches!(
        c,
        '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}'
    )
}

/// A text in one line: its words with one space between them.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether two texts are the same but for white space.
#[must_use]
pub fn squeezed_eq(a: &str, b: &str) -> bool {
    let squeeze = |s| str::chars(s).filter(|&c| !is_space(c));
    a == b || squeeze(a).eq(squeeze(b))
}

/// The plain form of a character that differs from others only in typography.
const fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | '`' | '´' | 'ʼ' | '′' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => "\"",
        '–' | '—' | '‐' | '‑' | '‒' | '―' | '−' => "-",
        '…' => "...",
        '\u{ad}' => "",
        _ => return None,
    })
}

/// Whether a character is a sign that a script prints optionally: the vowel points and accents of Hebrew and Arabic,
/// the Arabic elongation, and the joiners that only shape letters (ZWNJ, ZWJ between them).
const fn is_optional_sign(c: char) -> bool {
    matches!(c,
        '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' // Hebrew
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}' // Arabic
        | '\u{200c}' | '\u{200d}')
}

/// The bare form of letters whose vowel sign is optional: alef with wasla.
const fn bare_letter(c: char) -> char {
    match c {
        '\u{671}' => '\u{627}',
        c => c,
    }
}

/// `word` without white space and with plain marks.
fn plained(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().filter(|&c| !is_space(c)) {
        match plain(c) {
            Some(form) => out.push_str(form),
            None => out.push(c),
        }
    }
    out
}

fn fold_into(word: &str, key: &mut String) {
    let simple = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b',' | b'.' | b'"');
    if word.bytes().all(simple) {
        key.push_str(word);
        key.make_ascii_lowercase();
        return;
    }
    let mut chars = word.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && let Some(form) = plain(c)
    {
        key.push_str(form);
    } else if word.is_ascii() {
        key.extend(
            word.chars().filter(|&c| !is_space(c)).map(|c| if c == '`' { '\'' } else { c.to_ascii_lowercase() }),
        );
    } else if word.chars().all(|c| c.is_ascii() || plain(c).is_some()) {
        for c in word.chars().filter(|&c| !is_space(c)) {
            match plain(c) {
                Some(form) => key.push_str(form),
                None => key.push(c.to_ascii_lowercase()),
            }
        }
    } else {
        let letters = plained(word);
        let letters =
            letters.nfkc().filter(|&c| !is_space(c) && c != '\u{ad}' && !is_optional_sign(c)).map(bare_letter);
        for c in letters.flat_map(char::to_lowercase) {
            match c {
                'ß' => key.push_str("ss"),
                'ς' => key.push('σ'),
                'ſ' => key.push('s'),
                c => key.push(c),
            }
        }
    }
    tidy_marks(key);
}

/// Folds several hyphens to one dash, and two single quotes to a double one.
fn tidy_marks(key: &mut String) {
    if key.bytes().filter(|&b| b == b'-').nth(1).is_some() {
        let mut last = ' ';
        key.retain(|c| {
            let keep = c != '-' || last != '-';
            last = c;
            keep
        });
    }
    if key.bytes().filter(|&b| b == b'\'').nth(1).is_some() {
        *key = key.replace("''", "\"");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold_key(word: &str) -> String {
        Fold::default().key(word).to_owned()
    }

    #[test]
    fn vowel_points_and_joiners_are_typography() {
        for (one, other) in
            [("اَلْكِتَابُ", "الكتاب"), ("שָׁלוֹם", "שלום"), ("می\u{200c}خواهم", "میخواهم"), ("كـــتاب", "كتاب")]
        {
            assert_eq!(fold_key(one), fold_key(other));
        }
        assert_ne!(fold_key("كتب"), fold_key("كتاب"));
        assert_ne!(fold_key("آب"), fold_key("اب"), "madda makes another letter");
        assert_eq!(fold_key("é"), fold_key("e\u{301}"));
        assert_ne!(fold_key("é"), fold_key("e"));
    }

    #[test]
    fn typography_and_case_share_a_key() {
        for (a, b) in [
            ("Don’t", "don't"),
            ("don´t", "don't"),
            ("´été´", "‘été’"),
            ("—", "--"),
            ("…", "..."),
            ("“", "''"),
            ("ﬁsh", "Fish"),
            ("Ｐａｃｔ", "pact"),
            ("e\u{301}", "é"),
            ("hy\u{ad}phen", "hyphen"),
            ("STRASSE", "straße"),
        ] {
            assert_eq!(fold_key(a), fold_key(b), "{a} {b}");
        }
        assert_ne!(fold_key("resume"), fold_key("résumé"));
        assert!(is_folded("fell") && is_folded("3,000") && !is_folded("Fell") && !is_folded("don't"));
        assert_eq!(fold_typography("“Ｄon’t—"), "\"Don't-");
    }
}
