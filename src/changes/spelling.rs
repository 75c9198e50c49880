//! Whether one word is another in a different spelling.

use super::part::Part;
use super::thresholds::ChangeThresholds;
use super::token_info::TokenInfo;
use crate::lang::Language;
use crate::text::Side;

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
