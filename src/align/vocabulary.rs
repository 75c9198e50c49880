//! Both documents as numbers: the key, class and rarity of each word, and its stem on demand.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::hash::BuildHasher as _;
use std::ops::Range;
use std::time::Instant;

use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::number::count;
use super::runs::Runs;
use super::thresholds::Thresholds;
use crate::lang::{Language, figure};
use crate::text::cancel::{Stop, Stopped};
use crate::text::parallel::both;
use crate::text::{Document, Family, Fold, Pair, Segments, Sentence, Side, Span, Word, WordKind, is_folded};

/// The number of a word's key; equal numbers mean equal keys. 0 is no word.
pub(crate) type Key = u32;

/// Properties of a key.
#[derive(Debug)]
struct KeyInfo<'a> {
    /// The key itself.
    form: Cow<'a, str>,
    kind: Kind,
    /// The languages of the blocks it is in, and the language it is looked up in.
    languages: Languages,
    language: Language,
    class: KeyClass,
    /// The number of its stem.
    stem: Stem,
    /// See [`Vocabulary::weight`].
    weight: f32,
}

impl KeyInfo<'_> {
    /// Records another occurrence.
    fn add_occurrence(&mut self, kind: Kind, languages: Languages) {
        self.kind = self.kind.max(kind);
        self.languages.0 |= languages.0;
    }

    fn norm(&self) -> Cow<'_, str> {
        self.language.norm(&self.form)
    }

    /// Its class in its language.
    fn class(&self) -> KeyClass {
        let name = || self.kind == Kind::Capitals && self.language.is_capital_name(&self.form);
        match self.kind {
            Kind::Mark => KeyClass::Mark,
            _ if !self.language.is_function(&self.form) || name() => KeyClass::Content,
            _ if self.language.reports(&self.form) => KeyClass::Report,
            _ => KeyClass::Function,
        }
    }
}

/// The number of a stem, common to the forms of a word.
pub(crate) type Stem = u32;

/// The class of a word, from the least to the most content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum KeyClass {
    /// Punctuation.
    Mark,
    /// "the", "of".
    Function,
    /// "said", "told": equally common, but they are statements.
    Report,
    /// Everything else.
    Content,
}

/// What is known of a key before its language is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Kind {
    Mark,
    Word,
    /// It is in capitals somewhere, like names that are function words in lower case: "US".
    Capitals,
}

/// A set of languages.
#[derive(Clone, Copy, Default, Debug)]
struct Languages(u32);

impl Languages {
    fn of(language: Language) -> Self {
        Self(1 << language.index())
    }

    /// The language in which a key is looked up: the main language if the key occurs in it, so that a foreign sentence
    /// does not affect others.
    fn of_key(self, main: Language) -> Language {
        let has = |language: &Language| self.0 >> language.index() & 1 == 1;
        if has(&main) { main } else { Language::all().find(has).unwrap_or(main) }
    }
}

/// A borrowed view of one side's words.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) text: &'a str,
    pub(crate) words: &'a [Word],
    pub(crate) sentences: &'a [Sentence],
    pub(crate) keys: &'a [Key],
    /// Words after an interruption, see [`Segments`].
    pub(crate) jumps: &'a [u32],
}

/// The keys of both documents.
pub(crate) struct Vocabulary<'a> {
    documents: Pair<&'a Document>,
    segments: Pair<&'a Segments>,
    /// Ranges that are known to be identical and were not read.
    pub(crate) runs: &'a Runs,
    /// Thresholds of pairing.
    pub(crate) thresholds: &'a Thresholds,
    /// The flag that cancels the comparison.
    pub(crate) stop: Stop<'a>,
    /// Time after which the comparison may be coarser.
    pub(crate) deadline: Option<Instant>,
    keys: Pair<Vec<Key>>,
    info: Vec<KeyInfo<'a>>,
    stems: usize,
}

impl<'a> Vocabulary<'a> {
    /// Numbers the words of both documents in `segments`.
    pub(crate) fn new(
        documents: Pair<&'a Document>,
        segments: Pair<&'a Segments>,
        runs: &'a Runs,
        thresholds: &'a Thresholds,
        stop: Stop<'a>,
    ) -> Result<Self, Stopped> {
        let read = |side: Side| {
            let mut numbers = Numbers::with_room(segments[side].words.len());
            let keys = numbers.read(documents[side], segments[side], stop);
            (numbers, keys)
        };
        let (mut numbers, keys) = if runs.blocks.is_empty() {
            let (mut numbers, old) = read(Side::Old);
            let new = numbers.read(documents.new, segments.new, stop);
            stop.check()?;
            (numbers, Pair { old, new })
        } else {
            // For long texts, each side is numbered on its own thread, and the second vocabulary is then merged into
            // the first.
            let ((mut numbers, old), (others, new)) = both(|| read(Side::Old), || read(Side::New));
            stop.check()?;
            let renumbered = numbers.merge(others);
            (numbers, Pair { old, new: new.into_iter().map(|key| renumbered[key as usize]).collect() })
        };
        let keys = Pair { old: numbers.resolve(keys.old), new: numbers.resolve(keys.new) };
        stop.check()?;
        numbers.classify(main_language(documents), stop);
        stop.check()?;
        let info = numbers.info;
        let mut vocabulary = Self { documents, segments, runs, thresholds, stop, deadline: None, keys, info, stems: 0 };
        vocabulary.weigh()?;
        Ok(vocabulary)
    }

    /// Sets the time after which the comparison may be coarser.
    pub(crate) fn with_deadline(self, deadline: Option<Instant>) -> Self {
        Self { deadline, ..self }
    }

    /// Whether the comparison may be coarser now: no more sentences are searched for their like, and what is only on one
    /// side is not read for its figures, names and sources.
    pub(crate) fn is_late(&self) -> bool {
        self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }

    /// Indices of the words in a span of a side.
    pub(crate) fn words_in(&self, side: Side, span: Span) -> Range<usize> {
        self.segments[side].words_in(span)
    }

    /// The same with the sides exchanged; `runs` are those of the sides exchanged.
    pub(crate) fn turned(self, runs: &'a Runs) -> Self {
        let (documents, segments, keys) = (self.documents.swap(), self.segments.swap(), self.keys.swap());
        Self { documents, segments, runs, keys, ..self }
    }

    /// One side.
    pub(crate) fn side(&self, side: Side) -> Text<'_> {
        let segments = self.segments[side];
        Text {
            text: &self.documents[side].text,
            words: &segments.words,
            sentences: &segments.sentences,
            keys: &self.keys[side],
            jumps: &segments.jumps,
        }
    }

    /// The class of a key.
    pub(crate) fn class(&self, key: Key) -> KeyClass {
        self.info[key as usize].class
    }

    /// The number of stems; they are numbered from 0.
    pub(crate) const fn stems(&self) -> usize {
        self.stems
    }

    /// The number of a key's stem.
    pub(crate) fn stem(&self, key: Key) -> Stem {
        self.info[key as usize].stem
    }

    /// The key as text.
    pub(crate) fn form(&self, key: Key) -> &str {
        &self.info[key as usize].form
    }

    /// Whether a key belongs to stock closing sentences.
    pub(crate) fn is_stock(&self, key: Key) -> bool {
        let info = &self.info[key as usize];
        info.language.is_stock(&info.form)
    }

    /// Whether a key says only when or how many: a word of dates, a figure of one or two digits. Unrelated reports share
    /// those.
    pub(crate) fn is_circumstance(&self, key: Key) -> bool {
        const FEW_DIGITS: usize = 2;
        let info = &self.info[key as usize];
        info.form.len() <= FEW_DIGITS && figure(&info.form) || info.language.dates(&info.form)
    }

    /// The weight of a key: its rarity in nats, about 0.7 for a word in every sentence; 0 for punctuation.
    pub(crate) fn weight(&self, key: Key) -> f32 {
        self.info[key as usize].weight
    }

    /// The rarity of a key in nats, for function words too; 0 for punctuation.
    pub(crate) fn rarity(&self, key: Key) -> f32 {
        match self.class(key) {
            KeyClass::Function | KeyClass::Report => self.weight(key) / self.thresholds.function_weight,
            KeyClass::Mark | KeyClass::Content => self.weight(key),
        }
    }

    /// Both documents.
    pub(crate) const fn documents(&self) -> &Pair<&'a Document> {
        &self.documents
    }

    /// The family of sentence `i` of a side.
    pub(crate) fn family(&self, side: Side, i: usize) -> Family {
        let document = self.documents[side];
        let block = self.segments[side].sentences[i].block;
        document.blocks.get(block as usize).map_or(Family::Story, |b| b.kind.family())
    }

    /// Computes the rarity of each stem over the sentences of both documents, as ln(1 + sentences / sentences with the
    /// stem): the usual inverse document frequency, smoothed so that it stays above zero in a text of two sentences.
    /// Stems are counted, since a word with many forms is not rare.
    fn weigh(&mut self) -> Result<(), Stopped> {
        let stems = self.number_stems()?;
        self.stems = stems;
        // Function words and punctuation are not stemmed.
        let slot = |key: usize, info: &KeyInfo<'_>| match info.class {
            KeyClass::Content => info.stem as usize,
            _ => stems + key,
        };
        let mut seen = vec![(0u32, 0u32); stems + self.info.len()]; // (last sentence that had it, number of sentences)
        let mut number = 0;
        for side in Side::BOTH {
            for sentence in &self.segments[side].sentences {
                self.stop.check()?;
                number += 1;
                for &key in &self.keys[side][range(sentence.words)] {
                    let held = &mut seen[slot(key as usize, &self.info[key as usize])];
                    if held.0 != number {
                        *held = (number, held.1 + 1);
                    }
                }
            }
        }
        for (key, info) in self.info.iter_mut().enumerate() {
            let held = seen[slot(key, info)].1.max(1);
            let rarity = (1.0 + number as f32 / held as f32).ln();
            info.weight = match info.class {
                KeyClass::Mark => 0.0,
                KeyClass::Function | KeyClass::Report => self.thresholds.function_weight * rarity,
                KeyClass::Content => rarity,
            };
        }
        Ok(())
    }

    /// Numbers the stems of all keys; returns their number.
    fn number_stems(&mut self) -> Result<usize, Stopped> {
        let norms: Vec<Cow<'_, str>> = self.info.iter().map(KeyInfo::norm).collect();
        let mut table: HashTable<Stem> = HashTable::with_capacity(norms.len());
        let mut roots: Vec<&str> = Vec::with_capacity(norms.len());
        let mut stems = Vec::with_capacity(norms.len());
        for (info, norm) in self.info.iter().zip(&norms) {
            self.stop.check()?;
            let root = if info.class == KeyClass::Mark { &info.form } else { info.language.stem(norm) };
            let known = table.find(hash(root), |&number| roots[number as usize] == root).copied();
            stems.push(known.unwrap_or_else(|| {
                let number = count(roots.len());
                roots.push(root);
                table.insert_unique(hash(root), number, |&number| hash(roots[number as usize]));
                number
            }));
        }
        let all = roots.len();
        self.info.iter_mut().zip(stems).for_each(|(info, stem)| info.stem = stem);
        Ok(all)
    }
}

impl<'a> Text<'a> {
    /// Keys of sentence `i`, without a run-in slug or dateline.
    pub(crate) fn body(&self, i: usize) -> &'a [Key] {
        &self.keys[self.body_words(i)]
    }

    /// The same as indices.
    pub(crate) fn body_words(&self, i: usize) -> std::ops::Range<usize> {
        let Sentence { words: (start, end), lead, .. } = self.sentences[i];
        (start + lead) as usize..end as usize
    }
}

/// A pair of numbers as a range of indices.
pub(crate) const fn range((start, end): (u32, u32)) -> std::ops::Range<usize> {
    start as usize..end as usize
}

/// Assigns numbers to keys.
#[derive(Default)]
struct Numbers<'a> {
    /// Numbers by the hash of their key in `info`: takes a tenth of the memory of a map from words.
    table: HashTable<Key>,
    info: Vec<KeyInfo<'a>>,
    /// Words hyphenated at the end of a line, in joined and in hyphenated form, by their temporary number.
    broken: FxHashMap<Key, (String, String)>,
}

fn hash(form: &str) -> u64 {
    FxBuildHasher.hash_one(form)
}

impl<'a> Numbers<'a> {
    /// With room for the vocabulary of a text of this many words, which grows as a root of the length (Heaps' law).
    fn with_room(words: usize) -> Self {
        let distinct = (words / 2).min(40 * words.isqrt());
        let mut numbers = Self::default();
        numbers.table.reserve(distinct, |_| 0);
        numbers.info.reserve(distinct);
        numbers.add(Kind::Mark, Languages::default(), Cow::Borrowed(""));
        numbers
    }

    fn add(&mut self, kind: Kind, languages: Languages, form: Cow<'a, str>) -> Key {
        let number = count(self.info.len());
        let (language, class) = (Language::ENGLISH, KeyClass::Content);
        self.info.push(KeyInfo { form, kind, languages, language, class, stem: 0, weight: 0.0 });
        number
    }

    /// Sets the language and class of each key, until `stop` is set.
    fn classify(&mut self, main: Language, stop: Stop<'_>) {
        for info in self.info.iter_mut().take_while(|_| !stop.is_set()) {
            info.language = info.languages.of_key(main);
            info.class = info.class();
        }
    }

    fn find(&self, key: &str) -> Option<Key> {
        self.table.find(hash(key), |&number| self.info[number as usize].form == key).copied()
    }

    /// The keys of a text; incomplete once `stop` is set.
    fn read(&mut self, document: &'a Document, segments: &Segments, stop: Stop<'_>) -> Vec<Key> {
        let mut fold = Fold::default();
        let mut out = Vec::with_capacity(segments.words.len());
        for sentence in segments.sentences.iter().take_while(|_| !stop.is_set()) {
            let words = &segments.words[range(sentence.words)];
            if !words.is_empty() {
                let languages = Languages::of(document.block_language(sentence.block as usize));
                // A text without stops is one sentence.
                let words = words.iter().take_while(|_| !stop.is_set());
                out.extend(words.map(|word| self.word(&document.text, word, languages, &mut fold)));
            }
        }
        debug_assert!(stop.is_set() || out.len() == segments.words.len(), "every word is in a sentence");
        out
    }

    /// The number of a word's key.
    fn word(&mut self, text: &'a str, word: &Word, languages: Languages, fold: &mut Fold) -> Key {
        let form = word.span.of(text);
        let kind = if word.kind == WordKind::Punct { Kind::Mark } else { Kind::Word };
        if is_folded(form) {
            return self.key(form, kind, languages, || Cow::Borrowed(form));
        }
        if let Some(joined) = joined(form) {
            let forms = (fold.key(&joined).to_owned(), fold.key(form).to_owned());
            let number = self.add(Kind::Word, languages, Cow::Owned(forms.1.clone()));
            self.broken.insert(number, forms);
            return number;
        }
        let capitals = kind == Kind::Word && form.chars().all(char::is_uppercase);
        let key = fold.key(form);
        self.key(key, if capitals { Kind::Capitals } else { kind }, languages, || Cow::Owned(key.to_owned()))
    }

    /// Merges the keys of another text; returns the new number of each.
    fn merge(&mut self, others: Self) -> Vec<Key> {
        let Numbers { info, mut broken, .. } = others;
        let take = |(old, info): (usize, KeyInfo<'a>)| {
            if let Some(forms) = broken.remove(&count(old)) {
                let number = self.add(info.kind, info.languages, info.form);
                self.broken.insert(number, forms);
                return number;
            }
            if let Some(number) = self.find(&info.form) {
                self.info[number as usize].add_occurrence(info.kind, info.languages);
                return number;
            }
            self.insert(info.kind, info.languages, info.form)
        };
        info.into_iter().enumerate().map(take).collect()
    }

    fn insert(&mut self, kind: Kind, languages: Languages, form: Cow<'a, str>) -> Key {
        let hash_of = hash(&form);
        let number = self.add(kind, languages, form);
        let info = &self.info;
        self.table.insert_unique(hash_of, number, |&number| hash(&info[number as usize].form));
        number
    }

    /// The number of a key; a new one is stored as `own` returns it.
    fn key(&mut self, key: &str, kind: Kind, languages: Languages, own: impl FnOnce() -> Cow<'a, str>) -> Key {
        if let Some(number) = self.find(key) {
            self.info[number as usize].add_occurrence(kind, languages);
            return number;
        }
        self.insert(kind, languages, own())
    }

    /// Replaces the numbers of broken words by that of the form that occurs unbroken in either text; by the joined form
    /// where neither does.
    fn resolve(&mut self, mut keys: Vec<Key>) -> Vec<Key> {
        if self.broken.is_empty() {
            return keys;
        }
        for key in &mut keys {
            if let Some((joined, hyphenated)) = self.broken.get(key).cloned() {
                let known = self.find(&joined).or_else(|| self.find(&hyphenated));
                // Broken on both sides, possibly at different positions: equal without hyphens.
                *key = known.unwrap_or_else(|| {
                    let bare = joined.replace('-', "");
                    self.key(&bare, Kind::Word, self.info[*key as usize].languages, || Cow::Owned(bare.clone()))
                });
            }
        }
        keys
    }
}

/// The main language of both texts; of the longer one where they differ.
fn main_language(documents: Pair<&Document>) -> Language {
    let (old, new) = (documents.old.main_language(), documents.new.main_language());
    match documents.old.text.len().cmp(&documents.new.text.len()) {
        Ordering::Equal => old.min(new),
        Ordering::Greater => old,
        Ordering::Less => new,
    }
}

/// A word broken at the end of a line, joined; `None` for other words.
fn joined(form: &str) -> Option<String> {
    // Unbroken words may contain zero-width spaces.
    let breaks = |c: char| matches!(c, '\t'..='\r' | ' ' | '\u{85}' | '\u{2028}');
    if form.bytes().all(|b| b > b' ') {
        return None;
    }
    let mut parts = form.split(breaks).filter(|part| !part.is_empty()).peekable();
    let mut whole = String::with_capacity(form.len());
    while let Some(part) = parts.next() {
        whole.push_str(if parts.peek().is_some() { part.trim_end_matches(['-', '‐']) } else { part });
    }
    Some(whole)
}
