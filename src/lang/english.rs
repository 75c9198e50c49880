//! English.

use super::source::{Source, Stem, lists, without_ending};

pub(super) const ENGLISH: Source = Source {
    code: "en",
    name: "English",
    lists: lists!("en": abbreviations agencies bylines casualties classes contractions credits currencies datelines dates evidence flags function furniture hedges kin mail months names negations notes notices numbered numbers opposites reporting sections sources spellings starters status stock stories titles units versions),
    stem: Stem::Function(stem),
    capital_dates: true,
    decimal_point: true,
    spaced_thousands: false,
    negations_cancel: true,
    open_compounds: true,
    ..Source::PLAIN
};

/// Inflectional endings by their last letter; longest first where one ends another.
const ENDINGS: &[(u8, &[&str])] = &[
    (b's', &["ations", "ments", "ness", "ies", "ists", "ions", "ers", "es", "s"]),
    (b'n', &["ization", "ation", "ion"]),
    (b'l', &["ational"]),
    (b't', &["ment", "ist"]),
    (b'y', &["ingly", "edly", "ally", "ly", "y"]),
    (b'g', &["ing"]),
    (b'd', &["ied", "ed"]),
    (b'm', &["ism"]),
    (b'c', &["ic"]),
    (b'e', &["ive", "e"]),
    (b'r', &["er"]),
];

/// Minimum length of a stem in bytes: shorter stems join unrelated words.
const LEAST: usize = 4;

fn stem(word: &str) -> &str {
    if word.len() <= LEAST {
        return word;
    }
    let last = word.bytes().next_back();
    let endings = ENDINGS.iter().find(|(letter, _)| Some(*letter) == last);
    endings.map_or(word, |(_, endings)| without_ending(word, endings, LEAST))
}
