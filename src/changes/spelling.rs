//! Whether one word is another in a different spelling.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::part::Part;
use super::thresholds::ChangeThresholds;
use super::token_info::TokenInfo;
use crate::lang::Language;
use crate::text::Side;

/// Whether words differ only in their accents: names as wires without accents write them, "José" and "Jose"; "ae" for
/// "ä" in any word; a word with and without its mark of stress; in English any word, "café" and "cafe". Elsewhere accents
/// distinguish words: "schon" and "schön".
pub(crate) fn is_unaccented(part: &Part<'_>) -> bool {
    let (old, new) = (&part.words.old, &part.words.new);
    let at = |side: Side| part.row(side).indices(&part.range[side]);
    let is_name = |side: Side, k: usize| {
        let row = part.row(side);
        row.is_capital(k) && !row.is_function(k) && !row.language.capital_nouns()
    };
    old.len() == new.len()
        && old != new
        && at(Side::Old).zip(at(Side::New)).zip(old.iter().zip(new)).all(|((i, j), (a, b))| {
            let named = || is_name(Side::Old, i) && is_name(Side::New, j);
            let bare = || part.row(Side::Old).language == Language::ENGLISH || named();
            // "за\u{301}мок" and "замо\u{301}к" are two words.
            let stressed = || *a == unstressed(b) || unstressed(a) == *b;
            a == b || spelt_out(a) == spelt_out(b) || stressed() || unaccented(a) == unaccented(b) && bare()
        })
}

/// Whether each word of one side is that of the other with or without accents, or misspelt: "não vai" and "nao vai",
/// "without" and "whithout". No reader would call it another source, negation or hedge.
pub(crate) fn is_respelt(part: &Part<'_>) -> bool {
    let (old, new) = (&part.words.old, &part.words.new);
    /// Minimum letters of a word with a wrong letter: shorter words are often different words, like "never" and "newer".
    const LETTERS: usize = 6;
    let misspelt = |a: &str, b: &str| {
        let listed = |side: Side, key: &str| part.row(side).language.signals(key);
        let long = a.chars().count().min(b.chars().count()) >= LETTERS;
        long && listed(Side::Old, a) != listed(Side::New, b)
            && spelt_alike(part.row(Side::Old).language, a, b, part.limits())
            && strsim::osa_distance(a, b) == 1
    };
    let same = |a: &str, b: &str| a == b || differs_in_accents(a, b) || misspelt(a, b);
    !old.is_empty() && old.len() == new.len() && old.iter().zip(new).all(|(a, b)| same(a, b))
}

/// A word without the accents that mark the stress of Cyrillic words in either text: "за\u{301}мок". A letter with an accent
/// of its own is one character in a key.
fn unstressed(word: &str) -> Cow<'_, str> {
    const STRESS: char = '\u{301}';
    if word.contains(STRESS) { word.replace(STRESS, "").into() } else { word.into() }
}

/// Whether two words differ in accents or their substitutes only.
pub(crate) fn differs_in_accents(a: &str, b: &str) -> bool {
    unaccented(a) == unaccented(b) || spelt_out(a) == spelt_out(b)
}

/// A word without accents.
fn unaccented(word: &str) -> String {
    let bare = |c: char| match c {
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        'ı' => 'i',
        c => c,
    };
    let is_accent = |c: &char| matches!(c, '\u{300}'..='\u{36f}');
    word.nfd().filter(|c| !is_accent(c)).map(bare).collect()
}

/// A word with "ae" for "ä" and the like, and with no letter three times: "Schifffahrt".
fn spelt_out(word: &str) -> String {
    let mut out = String::with_capacity(word.len() + 2);
    for c in word.chars() {
        let tripled = out.chars().rev().take(2).filter(|&before| before == c).count() == 2;
        match c {
            'ä' | 'æ' => out.push_str("ae"),
            'ö' | 'ø' | 'œ' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'å' => out.push_str("aa"),
            // Not the numeral "XVIII".
            c if tripled && c.is_alphabetic() && !matches!(c, 'i' | 'x' | 'c') => {}
            c => out.push(c),
        }
    }
    out
}

/// Two similar words with capitals, even at the beginning of a sentence: "Brian" and "Bryan".
pub(crate) fn is_misspelt(part: &Part<'_>) -> bool {
    let ([old], [new]) = (part.words.old.as_slice(), part.words.new.as_slice()) else { return false };
    let name = |side: Side| {
        let row = part.row(side);
        let first = row.indices(&part.range[side]).next();
        let other = TokenInfo::FUNCTION.or(TokenInfo::DATE);
        !row.title_case && first.is_some_and(|k| row.is_capital(k) && !row.is(k, other))
    };
    name(Side::Old) && name(Side::New) && spelt_alike(part.row(Side::Old).language, old, new, part.limits())
}

/// Whether two words differ in a letter or two, and one is not a form of the other, as "Official" of "Officials".
pub(crate) fn spelt_alike(language: Language, old: &str, new: &str, limits: &ChangeThresholds) -> bool {
    let lengths = [old, new].map(|k| k.chars().count());
    let (long, short) = (lengths[0].max(lengths[1]), lengths[0].min(lengths[1]));
    let silent = |a: &str, b: &str| a.strip_suffix('e') == Some(b); // "Quorne" and "Quorn" are different names
    let stems = language.stem(old) == language.stem(new) && !silent(old, new) && !silent(new, old);
    let forms = stems || old.trim_end_matches('s') == new.trim_end_matches('s');
    let letters = |k: &str| k.chars().all(char::is_alphabetic);
    letters(old)
        && letters(new)
        && !forms
        && long >= limits.misspelt_letters
        && short + 1 >= limits.misspelt_letters
        && long <= limits.misspelt_longest
        && strsim::levenshtein(old, new) <= limits.misspelt_edits
        && old.chars().next() == new.chars().next()
}

/// Two similar words that are not forms of one another, in languages that capitalise nouns.
pub(crate) fn nearly_same_letters(old: &str, new: &str, limits: &ChangeThresholds) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let most = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(x, y)| x == y).count();
    let (shared, longer) = (head + tail, a.len().max(b.len()));
    tail > 1 && shared < longer && shared as f32 >= limits.same_letters_share * longer as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_their_substitutes() {
        assert_eq!([unaccented("josé"), unaccented("łódź"), unaccented("søren")], ["jose", "lodz", "soren"]);
        for (a, b) in [("brücke", "bruecke"), ("åse", "aase"), ("schifffahrt", "schiffahrt")] {
            assert_eq!(spelt_out(a), spelt_out(b));
        }
        assert_ne!(spelt_out("schon"), spelt_out("schön"));
    }
}
