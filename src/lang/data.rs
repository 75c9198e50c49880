//! The lists of a language, read.

use rustc_hash::{FxHashMap, FxHashSet};

use super::list::{Entry, List};
use super::sets::SETS;
use super::source::Source;
use super::words::{Endings, Key, Opposites, WordSet, fold};

/// What is known of a language.
pub(super) struct Data {
    pub(super) source: &'static Source,
    /// By [`Set`](super::sets::Set).
    pub(super) sets: Vec<WordSet>,
    /// What words are compared by where it is another than the word: spellings, numbers, months, units.
    pub(super) norms: FxHashMap<Key, Key>,
    pub(super) endings: Endings,
    /// The same where a whole change is compared, for words and for two words in a row.
    pub(super) loose: FxHashMap<Key, Key>,
    pub(super) opposites: Opposites,
    pub(super) counterparts: Opposites,
    /// They make the opposite of the rest of a word.
    pub(super) beginnings: Vec<Key>,
    /// Halves of the day, in the order of the list.
    pub(super) clock: Vec<Key>,
    pub(super) ordinals: FxHashMap<Key, usize>,
    /// Units that stand only behind a figure, and their norms.
    pub(super) behind_figure: FxHashMap<Key, Key>,
    /// Norms of units.
    pub(super) units: FxHashSet<Key>,
    /// Norms of measures.
    pub(super) measures: FxHashSet<Key>,
    /// Codes of currencies by their names and signs.
    pub(super) currencies: FxHashMap<Key, &'static str>,
    /// Signs of currencies and their codes.
    pub(super) signs: Vec<(&'static str, &'static str)>,
    pub(super) contractions: FxHashMap<Key, (Key, Key)>,
    pub(super) contraction_endings: Vec<(Key, Key)>,
    /// It has a list of months.
    pub(super) months: bool,
}

/// Values of scales and their norms in every language.
pub(super) const SCALES: [(&str, &str); 4] =
    [("1000", "thousand"), ("1000000", "mln"), ("1000000000", "bln"), ("1000000000000", "trn")];

impl Data {
    pub(super) fn read(source: &'static Source) -> Self {
        let lists = Lists(source.lists.iter().map(|(name, text)| (*name, List::parse(text))).collect());
        let sets = SETS.iter().map(|&(list, group)| WordSet::of(lists.group(list, group), source.unspaced)).collect();
        let forms = |list, group| lists.group(list, group).flat_map(Entry::forms);
        let beginnings = forms("opposites", "beginnings").map(|form| fold(form.trim_end_matches('-')).into());
        let ordinals = lists.group("numbers", "ordinals").filter_map(|e| Some((e, e.norm?.parse().ok()?)));
        let behind_figure: FxHashMap<Key, Key> = normed(lists.group("units", "behind a figure")).collect();
        let measures: FxHashSet<Key> = normed(lists.group("units", "measures")).map(|(_, norm)| norm).collect();
        let units = normed(lists.group("units", "")).chain(behind_figure.clone()).map(|(_, norm)| norm);
        let currencies = |sign: bool| {
            let all = lists.group("currencies", "").chain(lists.group("currencies", "behind a sum"));
            let coded = all.filter_map(|e| Some((e, e.norm?)));
            let forms = coded.flat_map(|(e, code)| e.forms().map(move |form| (form, code)));
            forms.filter(move |(form, _)| !sign || !form.contains(char::is_alphanumeric))
        };
        Self {
            source,
            sets,
            norms: norms(&lists),
            endings: lists.0.get("spellings").map(Endings::of).unwrap_or_default(),
            loose: loose(&lists),
            opposites: Opposites::of(lists.group("opposites", "")),
            counterparts: Opposites::of(lists.group("opposites", "counterparts")),
            beginnings: beginnings.collect(),
            clock: forms("dates", "clock").map(|form| fold(form).into()).collect(),
            ordinals: ordinals.flat_map(|(e, n)| e.forms().map(move |form| (fold(form).into(), n))).collect(),
            units: units.chain(measures.iter().cloned()).collect(),
            behind_figure,
            measures,
            currencies: currencies(false).map(|(form, code)| (fold(form).into(), code)).collect(),
            signs: currencies(true).collect(),
            contractions: contractions(&lists),
            contraction_endings: normed(lists.group("contractions", "endings"))
                .map(|(form, norm)| (form.trim_start_matches('-').into(), norm))
                .collect(),
            months: forms("months", "").next().is_some(),
        }
    }
}

/// The lists of a language by name.
struct Lists(FxHashMap<&'static str, List>);

impl Lists {
    /// The entries of a group of a list; none where there is no such list.
    fn group(&self, list: &str, group: &'static str) -> impl Iterator<Item = &Entry> {
        self.0.get(list).into_iter().flat_map(move |list| list.group(group))
    }
}

/// Each form of some entries and its norm, both folded; a form without one is its own.
fn normed<'l>(entries: impl Iterator<Item = &'l Entry>) -> impl Iterator<Item = (Key, Key)> {
    entries.flat_map(|entry| {
        let norm = move |form: &str| fold(entry.norm.unwrap_or(form)).into();
        entry.forms().map(move |form| (fold(form).into(), norm(form)))
    })
}

/// What words are compared by; of two norms of a word the first counts.
fn norms(lists: &Lists) -> FxHashMap<Key, Key> {
    let mut out = FxHashMap::default();
    let mut put = |(form, norm): (Key, Key)| {
        if form != norm && !form.contains(' ') {
            out.entry(form).or_insert(norm);
        }
    };
    normed(lists.group("spellings", "")).for_each(&mut put);
    normed(lists.group("numbers", "")).for_each(&mut put);
    for entry in lists.group("numbers", "scales") {
        let value = entry.norm.unwrap_or_default();
        if let Some((_, norm)) = SCALES.iter().find(|(scale, _)| *scale == value) {
            entry.forms().for_each(|form| put((fold(form).into(), (*norm).into())));
        }
    }
    for entry in lists.group("numbers", "ordinals") {
        let value = entry.norm.unwrap_or_default();
        entry.forms().for_each(|form| put((fold(form).into(), format!("{value}{}", ordinal_ending(value)).into())));
    }
    for entry in lists.group("months", "") {
        let Some(short) = entry.forms().min_by_key(|form| form.len()) else { continue };
        entry.forms().for_each(|form| put((fold(form).into(), fold(short).into())));
    }
    normed(lists.group("units", "")).chain(normed(lists.group("units", "measures"))).for_each(&mut put);
    out
}

/// What an ordinal is written with behind its figure in English, by which all are compared: "1st".
fn ordinal_ending(value: &str) -> &'static str {
    let teen = value.len() > 1 && value.as_bytes().get(value.len() - 2) == Some(&b'1');
    match value.bytes().next_back() {
        Some(b'1') if !teen => "st",
        Some(b'2') if !teen => "nd",
        Some(b'3') if !teen => "rd",
        _ => "th",
    }
}

/// Norms of words and of two words in a row, where a whole change is compared. What is left out of a change has no part in
/// a phrase: "in the morning".
fn loose(lists: &Lists) -> FxHashMap<Key, Key> {
    let articles: FxHashSet<&str> = lists.group("spellings", "left out").flat_map(Entry::forms).collect();
    let short = |form: Key| -> Key {
        form.split(' ').filter(|word| !articles.contains(word)).collect::<Vec<_>>().join(" ").into()
    };
    normed(lists.group("spellings", "phrases")).map(|(form, norm)| (short(form), norm)).collect()
}

fn contractions(lists: &Lists) -> FxHashMap<Key, (Key, Key)> {
    let pair = |(form, norm): (Key, Key)| {
        let (head, tail) = norm.split_once(' ')?;
        Some((form, (head.into(), tail.into())))
    };
    normed(lists.group("contractions", "")).filter_map(pair).collect()
}
