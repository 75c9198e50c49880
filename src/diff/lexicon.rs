//! Both documents as numbers: each word's key, what it tells, how rare it is, and, where asked, its stem.

use std::cell::{OnceCell, RefCell};

use rustc_hash::FxHashMap;

use super::english::{is_function, norm, stem};
use super::runs::Runs;
use super::terms::reports;
use crate::text::{Document, Family, Fold, Pair, Segments, Sentence, Side, Word, WordKind};

/// Number of a word's key; equal numbers are equal keys. 0 stands for no word.
pub(super) type Key = u32;

/// What is known of a key.
#[derive(Debug)]
struct KeyInfo {
    class: KeyClass,
    /// A word that has it, for its forms when they are asked for.
    sample: Sample,
    forms: OnceCell<Forms>,
    /// See [`Lexicon::weight`].
    weight: f32,
}

/// Where a form of a key can be read.
#[derive(Debug)]
enum Sample {
    /// The word with this index in [`Segments::words`].
    Word(Side, u32),
    /// A word that stands nowhere whole.
    Made(Box<str>),
}

/// Numbers that forms of one word share.
#[derive(Clone, Copy, Debug)]
struct Forms {
    /// Of its stem.
    stem: u32,
    /// Of its norm, which the spellings of house styles share.
    norm: u32,
}

/// What a word tells, from nothing to much.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum KeyClass {
    /// Punctuation.
    Mark,
    /// "the", "of".
    Function,
    /// "said", "told": as common as those, but a statement of its own.
    Report,
    /// Everything else.
    Content,
}

/// A word as the engine sees it: a borrowed view of one side.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) sentences: &'a [Sentence],
    pub(super) keys: &'a [Key],
}

/// The keys of both documents.
pub(super) struct Lexicon<'a> {
    documents: Pair<&'a Document>,
    segments: Pair<&'a Segments>,
    /// Stretches that are known to be equal and were not read.
    pub(super) runs: &'a Runs,
    keys: Pair<Vec<Key>>,
    info: Vec<KeyInfo>,
    /// Numbers of stems and norms: either is only ever compared with its like.
    forms: RefCell<FxHashMap<Box<str>, u32>>,
}

/// How much a function word weighs against a content word of the same rarity: enough to break a tie, too little to pair
/// two sentences. Marks weigh nothing.
const FUNCTION_WEIGHT: f32 = 0.1;

impl<'a> Lexicon<'a> {
    /// Numbers the words of both documents that `segments` hold.
    pub(super) fn new(documents: Pair<&'a Document>, segments: Pair<&'a Segments>, runs: &'a Runs) -> Self {
        let mut numbers = Numbers::default();
        numbers.reserve(segments.old.words.len().max(segments.new.words.len()));
        let keys = Pair::new(Side::Old, Side::New)
            .map(|side| numbers.read(side, &documents[side].text, &segments[side].words));
        let keys = Pair { old: numbers.resolve(keys.old), new: numbers.resolve(keys.new) };
        let info = numbers.info;
        let mut lexicon = Self { documents, segments, runs, keys, info, forms: RefCell::default() };
        lexicon.weigh();
        lexicon
    }

    /// One side.
    pub(super) fn side(&self, side: Side) -> Text<'_> {
        let segments = self.segments[side];
        Text {
            text: &self.documents[side].text,
            words: &segments.words,
            sentences: &segments.sentences,
            keys: &self.keys[side],
        }
    }

    /// What a key tells.
    pub(super) fn class(&self, key: Key) -> KeyClass {
        self.info[key as usize].class
    }

    /// Number of a key's stem.
    pub(super) fn stem(&self, key: Key) -> u32 {
        self.forms(key).stem
    }

    fn forms(&self, key: Key) -> Forms {
        let info = &self.info[key as usize];
        *info.forms.get_or_init(|| {
            let mut fold = Fold::default();
            let key = match &info.sample {
                Sample::Word(side, n) => {
                    let word = self.segments[*side].words[*n as usize];
                    fold.key(word.span.of(&self.documents[*side].text))
                }
                Sample::Made(word) => fold.key(word),
            };
            if info.class == KeyClass::Mark {
                let own = self.number(key);
                return Forms { stem: own, norm: own };
            }
            let norm = norm(key);
            Forms { stem: self.number(&stem(&norm)), norm: self.number(&norm) }
        })
    }

    fn number(&self, form: &str) -> u32 {
        let mut forms = self.forms.borrow_mut();
        if let Some(&number) = forms.get(form) {
            return number;
        }
        let next = count(forms.len());
        forms.insert(form.into(), next);
        next
    }

    /// Whether two runs of words are the same but for house style; marks do not count.
    pub(super) fn same_norm(&self, old: &[Key], new: &[Key]) -> bool {
        let norms = |keys: &'_ [Key]| {
            let words = keys.iter().filter(|&&k| self.class(k) != KeyClass::Mark);
            words.map(|&k| self.forms(k).norm).collect::<Vec<_>>()
        };
        norms(old) == norms(new)
    }

    /// Weight of a key: its rarity in nats, about 0.7 for a word in every sentence; 0 for a mark.
    pub(super) fn weight(&self, key: Key) -> f32 {
        self.info[key as usize].weight
    }

    /// Both documents.
    pub(super) const fn documents(&self) -> &Pair<&'a Document> {
        &self.documents
    }

    /// The family of sentence `i` of a side.
    pub(super) fn family(&self, side: Side, i: usize) -> Family {
        let document = self.documents[side];
        let block = self.segments[side].sentences[i].block;
        document.blocks.get(block as usize).map_or(Family::Story, |b| b.kind.family())
    }

    /// Rarity of each stem over the sentences of both documents, as ln(1 + sentences / sentences that hold it): the
    /// usual inverse document frequency, smoothed so that it never reaches zero in a text of two sentences. By stem,
    /// since a word is not rare whose forms are many.
    fn weigh(&mut self) {
        // Function words and marks are told from others by their class; their stems need not be found.
        let place = |key: usize| match self.info[key].class {
            KeyClass::Content => self.stem(count(key)) as usize,
            _ => usize::MAX,
        };
        let places: Vec<usize> = (0..self.info.len()).map(place).collect();
        let stems = self.forms.borrow().len();
        let mut seen = vec![(0u32, 0u32); stems + places.len()]; // (last sentence that held it, how many)
        let slot = |key: usize| if places[key] == usize::MAX { stems + key } else { places[key] };
        let mut number = 0;
        for side in Side::BOTH {
            let text = self.side(side);
            for sentence in text.sentences {
                number += 1;
                for &key in &text.keys[range(sentence.words)] {
                    let held = &mut seen[slot(key as usize)];
                    if held.0 != number {
                        *held = (number, held.1 + 1);
                    }
                }
            }
        }
        for (key, info) in self.info.iter_mut().enumerate() {
            let held = seen[slot(key)].1.max(1);
            let rarity = (1.0 + number as f32 / held as f32).ln();
            info.weight = match info.class {
                KeyClass::Mark => 0.0,
                KeyClass::Function | KeyClass::Report => FUNCTION_WEIGHT * rarity,
                KeyClass::Content => rarity,
            };
        }
    }
}

impl<'a> Text<'a> {
    /// Keys of sentence `i`, a run-in slug or dateline before it left out.
    pub(super) fn body(&self, i: usize) -> &'a [Key] {
        let (start, end) = self.sentences[i].words;
        &self.keys[(start + self.sentences[i].lead) as usize..end as usize]
    }
}

/// A pair of numbers as a range of indices.
pub(super) const fn range((start, end): (u32, u32)) -> std::ops::Range<usize> {
    start as usize..end as usize
}

/// Gives keys their numbers.
struct Numbers {
    keys: FxHashMap<Box<str>, Key>,
    info: Vec<KeyInfo>,
    /// Words hyphenated at a line's end, joined and hyphenated, by the number that stands for them meanwhile.
    broken: FxHashMap<Key, (String, String)>,
}

impl Default for Numbers {
    fn default() -> Self {
        let mut numbers = Self { keys: FxHashMap::default(), info: Vec::new(), broken: FxHashMap::default() };
        numbers.add(KeyClass::Mark, Sample::Made("".into()));
        numbers
    }
}

impl Numbers {
    /// Makes room for the vocabulary of a text of so many words: it grows as a root of the length (Heaps' law).
    fn reserve(&mut self, words: usize) {
        let distinct = words.min(40 * words.isqrt());
        self.keys.reserve(distinct);
        self.info.reserve(distinct);
    }

    fn add(&mut self, class: KeyClass, sample: Sample) -> Key {
        let number = count(self.info.len());
        self.info.push(KeyInfo { class, sample, forms: OnceCell::new(), weight: 0.0 });
        number
    }

    fn read(&mut self, side: Side, text: &str, words: &[Word]) -> Vec<Key> {
        let mut fold = Fold::default();
        let mut out = Vec::with_capacity(words.len());
        for (n, word) in words.iter().enumerate() {
            let form = word.span.of(text);
            let sample = Sample::Word(side, count(n));
            out.push(match joined(form) {
                Some(joined) => {
                    let forms = (fold.key(&joined).to_owned(), fold.key(form).to_owned());
                    let number = self.add(KeyClass::Content, sample);
                    self.broken.insert(number, forms);
                    number
                }
                None => self.key(fold.key(form), word.kind, form, sample),
            });
        }
        out
    }

    fn key(&mut self, key: &str, kind: WordKind, form: &str, sample: Sample) -> Key {
        // "US" is no pronoun; other function words in capitals stand in headlines.
        let name = key == "us" && form == "US";
        if let Some(&number) = self.keys.get(key) {
            if name {
                self.info[number as usize].class = KeyClass::Content;
            }
            return number;
        }
        let class = match kind {
            WordKind::Punct => KeyClass::Mark,
            _ if name || !is_function(key) => KeyClass::Content,
            _ if reports(key) => KeyClass::Report,
            _ => KeyClass::Function,
        };
        let number = self.add(class, sample);
        self.keys.insert(key.into(), number);
        number
    }

    /// Broken words get the key of the form that stands whole somewhere in either text; the joined one where none does.
    fn resolve(&mut self, mut keys: Vec<Key>) -> Vec<Key> {
        if self.broken.is_empty() {
            return keys;
        }
        for key in &mut keys {
            if let Some((joined, hyphenated)) = self.broken.get(key).cloned() {
                let known = self.keys.get(joined.as_str()).or_else(|| self.keys.get(hyphenated.as_str())).copied();
                let made = |joined: &str| Sample::Made(joined.into());
                *key = known.unwrap_or_else(|| self.key(&joined, WordKind::Word, &joined, made(&joined)));
            }
        }
        keys
    }
}

/// A word broken at a line's end, made whole; `None` for any other word.
fn joined(form: &str) -> Option<String> {
    if !form.as_bytes().contains(&b'\n') {
        return None;
    }
    let (head, tail) = form.split_once('\n')?;
    let head = head.trim_end().trim_end_matches(['-', '‐']);
    Some(format!("{head}{}", joined(tail.trim_start()).unwrap_or_else(|| tail.trim_start().to_owned())))
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
