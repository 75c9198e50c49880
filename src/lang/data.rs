//! The parsed lists of a language.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::abbreviations::Abbreviations;
use super::english::ENGLISH;
use super::list::{Form, List};
use super::number_parts::{NumberParts, SCALES};
use super::sets::{SETS, Set};
use super::source::Source;
use super::topics::TopicWords;
use super::words::{Endings, Key, Opposites, WordSet, key};

/// The tables of a language, each built on first use.
pub(super) struct Data {
    // Boxed, since a start touches few of them and most of this would be empty memory.
    sets: [OnceLock<Box<WordSet>>; SETS.len()],
    spellings: OnceLock<Spellings>,
    numbers: OnceLock<Numbers>,
    number_parts: OnceLock<NumberParts>,
    topic_words: OnceLock<TopicWords>,
    opposites: OnceLock<Opposites>,
    counterparts: OnceLock<Opposites>,
    abbreviations: OnceLock<Abbreviations>,
    starters: OnceLock<FxHashSet<&'static str>>,
}

/// The forms by which words are compared.
pub(super) struct Spellings {
    /// By word, where the norm differs from the word: spellings, numbers, months, units.
    pub(super) norms: FxHashMap<Key, Key>,
    pub(super) endings: Endings,
    /// Looser norms by which whole changes are compared, for single words and for pairs of words.
    pub(super) loose: FxHashMap<Key, Key>,
    pub(super) contractions: FxHashMap<Key, (Key, Key)>,
    pub(super) contraction_endings: Vec<(Key, Key)>,
    /// Prefixes that negate the rest of a word.
    pub(super) beginnings: Vec<Key>,
}

/// The tables for reading figures.
pub(super) struct Numbers {
    /// Halves of the day, in list order.
    pub(super) clock: Vec<Key>,
    pub(super) ordinals: FxHashMap<Key, usize>,
    /// Units written only after a figure, with their norms.
    pub(super) after_figure: FxHashMap<Key, Key>,
    /// Norms of units.
    pub(super) units: FxHashSet<Key>,
    /// Norms of measures.
    pub(super) measures: FxHashSet<Key>,
    /// Codes of currencies by their names and signs.
    pub(super) currencies: FxHashMap<Key, &'static str>,
    /// Signs of currencies and their codes.
    pub(super) signs: Vec<(&'static str, &'static str)>,
}

impl Data {
    pub(super) const fn new() -> Self {
        Self {
            sets: [const { OnceLock::new() }; SETS.len()],
            spellings: OnceLock::new(),
            numbers: OnceLock::new(),
            number_parts: OnceLock::new(),
            topic_words: OnceLock::new(),
            opposites: OnceLock::new(),
            counterparts: OnceLock::new(),
            abbreviations: OnceLock::new(),
            starters: OnceLock::new(),
        }
    }

    pub(super) fn set(&self, source: &Source, set: Set) -> &WordSet {
        let (list, group) = SETS[set as usize];
        self.sets[set as usize].get_or_init(|| WordSet::of(source.list(list), group, source.unspaced).into())
    }

    pub(super) fn spellings(&self, source: &Source) -> &Spellings {
        self.spellings.get_or_init(|| Spellings::of(source))
    }

    pub(super) fn numbers(&self, source: &Source) -> &Numbers {
        self.numbers.get_or_init(|| Numbers::of(source))
    }

    pub(super) fn number_parts(&'static self, source: &Source) -> &'static NumberParts {
        self.number_parts.get_or_init(|| NumberParts::of(&self.spellings(source).norms, |set| self.set(source, set)))
    }

    pub(super) fn topic_words(&'static self, source: &Source) -> &'static TopicWords {
        let ordinals = || self.numbers(source).ordinals.keys().copied();
        self.topic_words.get_or_init(|| TopicWords::of(|set| self.set(source, set), ordinals()))
    }

    pub(super) fn opposites(&self, source: &Source) -> &Opposites {
        self.opposites.get_or_init(|| Opposites::of(source.list("opposites").group("")))
    }

    pub(super) fn abbreviations(&self, source: &Source) -> &Abbreviations {
        self.abbreviations.get_or_init(|| Abbreviations::of(source.list("abbreviations")))
    }

    /// Words with a capital that begin sentences, as written.
    pub(super) fn starters(&self, source: &Source) -> &FxHashSet<&'static str> {
        self.starters.get_or_init(|| source.list("starters").forms("").collect())
    }

    pub(super) fn counterparts(&self, source: &Source) -> &Opposites {
        self.counterparts.get_or_init(|| Opposites::of(source.list("opposites").group("counterparts")))
    }
}

impl Spellings {
    fn of(source: &Source) -> Self {
        let endings = normed(source.list("contractions").each("endings"));
        let beginnings = source.list("opposites").forms("beginnings");
        Self {
            norms: norms(source),
            endings: Endings::of(source.list("spellings")),
            loose: loose(source.list("spellings")),
            contractions: contractions(source.list("contractions")),
            contraction_endings: endings.map(|(form, norm)| (form.trim_start_matches('-'), norm)).collect(),
            beginnings: beginnings.map(|form| key(form.trim_end_matches('-'))).collect(),
        }
    }
}

impl Numbers {
    fn of(source: &Source) -> Self {
        let (units, english) = (source.list("units"), ENGLISH.list("units"));
        let dates = source.list("dates");
        let ordinals = source.list("numbers").group("ordinals").filter_map(|e| Some((e, e.norm?.parse().ok()?)));
        // Signs like "km" are the same in all languages; a list may add its own.
        let own = if source.code == ENGLISH.code { List::default() } else { units };
        let after_figure = english.each("after a figure").chain(own.each("")).chain(units.each("after a figure"));
        let after_figure: FxHashMap<Key, Key> = normed_units(after_figure).collect();
        let others = normed_units(units.each("").chain(english.each("measures")));
        let currencies = |sign: bool| {
            let list = source.list("currencies");
            let coded = list.group("").chain(list.group("after a sum")).filter_map(|e| Some((e, e.norm?)));
            let forms = coded.flat_map(|(e, code)| e.forms().map(move |form| (form, code)));
            forms.filter(move |(form, _)| !sign || !form.contains(char::is_alphanumeric))
        };
        Self {
            clock: ["clock", "clock after an hour"].into_iter().flat_map(|group| dates.forms(group)).map(key).collect(),
            ordinals: ordinals.flat_map(|(e, n)| e.forms().map(move |form| (key(form), n))).collect(),
            units: others.map(|(_, norm)| norm).chain(after_figure.values().copied()).collect(),
            measures: normed_units(english.each("measures")).map(|(_, norm)| norm).collect(),
            after_figure,
            currencies: currencies(false).map(|(form, code)| (key(form), code)).collect(),
            signs: currencies(true).collect(),
        }
    }
}

/// Each form and its norm, both folded; a form without a norm is its own.
fn normed(forms: impl Iterator<Item = Form>) -> impl Iterator<Item = (Key, Key)> {
    forms.map(|form| (key(form.text), key(form.norm.unwrap_or(form.text))))
}

/// The same for units: their norms are those of the English list.
fn normed_units(forms: impl Iterator<Item = Form>) -> impl Iterator<Item = (Key, Key)> {
    static ENGLISH_UNITS: LazyLock<FxHashMap<Key, Key>> = LazyLock::new(|| {
        let units = ENGLISH.list("units");
        normed(units.each("").chain(units.each("measures"))).collect()
    });
    normed(forms).map(|(form, norm)| {
        let english = ENGLISH_UNITS.get(norm).copied();
        (form, english.unwrap_or(norm))
    })
}

/// The norms by which words are compared; the first of two norms of a word counts.
fn norms(source: &Source) -> FxHashMap<Key, Key> {
    let mut out = FxHashMap::default();
    let mut put = |(form, norm): (Key, Key)| {
        if form != norm && !form.contains(' ') {
            out.entry(form).or_insert(norm);
        }
    };
    let (numbers, units) = (source.list("numbers"), source.list("units"));
    normed(source.list("spellings").each("")).for_each(&mut put);
    normed(numbers.each("")).for_each(&mut put);
    for entry in numbers.group("scales") {
        let value = entry.norm.unwrap_or_default();
        if let Some((_, norm)) = SCALES.iter().find(|(scale, _)| *scale == value) {
            entry.forms().for_each(|form| put((key(form), *norm)));
        }
    }
    for entry in numbers.group("ordinals") {
        let value = entry.norm.unwrap_or_default();
        let norm: Key = format!("{value}{}", ordinal_ending(value)).leak();
        entry.forms().for_each(|form| put((key(form), norm)));
    }
    for entry in source.list("months").group("") {
        let Some(short) = entry.forms().min_by_key(|form| form.len()) else { continue };
        entry.forms().for_each(|form| put((key(form), key(short))));
    }
    normed_units(units.each("").chain(units.each("measures"))).for_each(&mut put);
    out
}

/// The English ending of an ordinal after its figure ("1st"), which is the norm in all languages.
fn ordinal_ending(value: &str) -> &'static str {
    let teen = value.len() > 1 && value.as_bytes().get(value.len() - 2) == Some(&b'1');
    match value.bytes().next_back() {
        Some(b'1') if !teen => "st",
        Some(b'2') if !teen => "nd",
        Some(b'3') if !teen => "rd",
        _ => "th",
    }
}

/// Looser norms of single words and pairs of words, by which whole changes are compared. Words that are left out of a
/// change are left out of phrases too: "in the morning".
fn loose(spellings: List) -> FxHashMap<Key, Key> {
    let articles: FxHashSet<&str> = spellings.forms("left out").collect();
    let short = |form: Key| -> Key {
        if !form.split(' ').any(|word| articles.contains(word)) {
            return form;
        }
        form.split(' ').filter(|word| !articles.contains(word)).collect::<Vec<_>>().join(" ").leak()
    };
    normed(spellings.each("phrases")).map(|(form, norm)| (short(form), norm)).collect()
}

fn contractions(list: List) -> FxHashMap<Key, (Key, Key)> {
    let pair = |(form, norm): (Key, Key)| Some((form, norm.split_once(' ')?));
    normed(list.each("")).filter_map(pair).collect()
}
