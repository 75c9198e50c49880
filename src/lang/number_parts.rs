//! The words that numbers are made of, with their values: one lookup for a word, and the parts a word can begin with.

use rustc_hash::FxHashMap;

use super::sets::Set;
use super::words::{Key, WordSet};

/// Values of scales and their norms in every language.
pub(super) const SCALES: [(&str, &str); 5] =
    [("100", "hundred"), ("1000", "thousand"), ("1000000", "mln"), ("1000000000", "bln"), ("1000000000000", "trn")];

/// A part of a number in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Value(u64),
    /// "and"
    Join,
    /// "and" between tens and units, which other languages do not join across words.
    JoinsTens,
}

/// The words of a language's numbers.
#[derive(Debug)]
pub(super) struct NumberParts {
    /// All but "one", which is mostly an article or a pronoun.
    parts: FxHashMap<Key, Part>,
    /// Scales, and cardinals that other numbers count: "hundred", "mille".
    scales: FxHashMap<Key, u64>,
    /// The parts of a word, "one" among them, in descending order: of two that a word begins with, the longer is first.
    sorted: Vec<(Key, Part)>,
}

impl NumberParts {
    /// The words of a language's sets, with the values that the norms of its words have.
    pub(super) fn of(norms: &FxHashMap<Key, Key>, set: impl Fn(Set) -> &'static WordSet) -> Self {
        let norm = |key: Key| norms.get(key).copied().unwrap_or(key);
        let words = |name: Set| set(name).words();
        let value = |norm: Key| SCALES.iter().find(|(_, name)| *name == norm).and_then(|(value, _)| value.parse().ok());
        let scales = norms.keys().copied().chain(SCALES.iter().map(|(_, name)| *name));
        let mut scales: FxHashMap<Key, u64> = scales.filter_map(|key| Some((key, value(norm(key))?))).collect();
        let mut parts: FxHashMap<Key, Part> = scales.iter().map(|(key, value)| (*key, Part::Value(*value))).collect();
        parts.extend(words(Set::JoinNumbers).map(|key| (key, Part::Join)));
        parts.extend(words(Set::JoinTens).map(|key| (key, Part::JoinsTens)));
        for key in words(Set::Cardinals) {
            let Ok(value) = norm(key).parse() else { continue };
            parts.insert(key, Part::Value(value));
            if matches!(value, 100 | 1000) {
                scales.entry(key).or_insert(value);
            }
        }
        let one = words(Set::One).filter(|key| !parts.contains_key(key)).map(|key| (key, Part::Value(1)));
        let mut sorted: Vec<(Key, Part)> = parts.iter().map(|(key, part)| (*key, *part)).chain(one).collect();
        sorted.sort_unstable_by(|a, b| b.0.cmp(a.0));
        Self { parts, scales, sorted }
    }

    /// What a word is in a number. Short names of scales may have a full stop: "mln."
    pub(super) fn part(&self, key: &str) -> Option<Part> {
        self.parts.get(key).copied().or_else(|| Some(Part::Value(*self.scales.get(key.strip_suffix('.')?)?)))
    }

    /// The value of a scale.
    pub(super) fn scale(&self, key: &str) -> Option<u64> {
        self.scales.get(key.strip_suffix('.').unwrap_or(key)).copied()
    }

    /// The parts that a word begins with, and the rest of the word after each: the longest part first.
    pub(super) fn beginnings<'w>(&self, word: &'w str) -> impl Iterator<Item = (Part, &'w str)> + use<'_, 'w> {
        let first = word.as_bytes().first().copied();
        let from = self.sorted.partition_point(|(part, _)| part.as_bytes().first().copied() > first);
        let alike = self.sorted[from..].iter().take_while(move |(part, _)| part.as_bytes().first().copied() == first);
        alike.filter_map(move |(key, part)| Some((*part, word.strip_prefix(key)?)))
    }
}
