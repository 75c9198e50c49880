//! Both documents as numbers: each word's key, what kind of word it is, its stem, and how rare the stem is.

use rustc_hash::FxHashMap;

use super::english::{is_function, norm, stem};
use super::runs::Runs;
use crate::text::{Document, Family, Fold, Pair, Segments, Sentence, Side, Word, WordKind};

/// Number of a word's key; equal numbers are equal keys. 0 stands for no word.
pub(super) type Key = u32;

/// What a key is.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeyInfo {
    /// Number of its stem, shared by forms of one word.
    pub(super) stem: u32,
    /// Number of its norm, shared by the spellings of house styles.
    pub(super) norm: u32,
    /// What it tells.
    pub(super) class: KeyClass,
}

/// What a word tells, from nothing to much.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum KeyClass {
    /// Punctuation.
    Mark,
    /// "the", "of", "said".
    Function,
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
    stems: u32,
    /// Weight of each stem; see [`Lexicon::weigh`].
    weights: Vec<f32>,
}

/// How much a function word weighs against a content word of the same rarity: enough to break a tie, too little to pair
/// two sentences. Marks weigh nothing.
const FUNCTION_WEIGHT: f32 = 0.1;

impl<'a> Lexicon<'a> {
    /// Numbers the words of both documents that `segments` hold.
    pub(super) fn new(documents: Pair<&'a Document>, segments: Pair<&'a Segments>, runs: &'a Runs) -> Self {
        let mut numbers = Numbers::default();
        numbers.reserve(segments.old.words.len().max(segments.new.words.len()));
        let keys =
            Pair::new(Side::Old, Side::New).map(|side| numbers.read(&documents[side].text, &segments[side].words));
        let keys = Pair { old: numbers.resolve(keys.old), new: numbers.resolve(keys.new) };
        let mut lexicon = Self {
            documents,
            segments,
            runs,
            keys,
            info: numbers.info,
            stems: count(numbers.stems.len()),
            weights: Vec::new(),
        };
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

    /// What a key is.
    pub(super) fn info(&self, key: Key) -> KeyInfo {
        self.info[key as usize]
    }

    /// Whether two runs of words are the same but for house style; marks do not count.
    pub(super) fn same_norm(&self, old: &[Key], new: &[Key]) -> bool {
        let norms = |keys: &'_ [Key]| {
            let words = keys.iter().map(|&k| self.info(k)).filter(|i| i.class != KeyClass::Mark);
            words.map(|i| i.norm).collect::<Vec<_>>()
        };
        norms(old) == norms(new)
    }

    /// Weight of a key: the rarity of its stem in nats, about 0.7 for a word in every sentence, 0 for a mark.
    pub(super) fn weight(&self, key: Key) -> f32 {
        let info = self.info(key);
        match info.class {
            KeyClass::Mark => 0.0,
            KeyClass::Function => FUNCTION_WEIGHT * self.weights[info.stem as usize],
            KeyClass::Content => self.weights[info.stem as usize],
        }
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
    /// usual inverse document frequency, smoothed so that it never reaches zero in a text of two sentences.
    fn weigh(&mut self) {
        let mut seen = vec![(0u32, 0u32); self.stems as usize]; // (last sentence that held it, how many)
        let mut number = 0;
        for side in Side::BOTH {
            let text = self.side(side);
            for sentence in text.sentences {
                number += 1;
                for &key in &text.keys[range(sentence.words)] {
                    let stem = &mut seen[self.info[key as usize].stem as usize];
                    if stem.0 != number {
                        *stem = (number, stem.1 + 1);
                    }
                }
            }
        }
        self.weights = seen.iter().map(|&(_, held)| (1.0 + number as f32 / held.max(1) as f32).ln()).collect();
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

/// Gives keys and stems their numbers.
struct Numbers {
    keys: FxHashMap<Box<str>, Key>,
    /// Stems and norms share their numbers: either is only ever compared with its like.
    stems: FxHashMap<Box<str>, u32>,
    info: Vec<KeyInfo>,
    fold: Fold,
    /// Words hyphenated at a line's end, joined and hyphenated, by the number that stands for them meanwhile.
    broken: FxHashMap<Key, (String, String)>,
}

impl Default for Numbers {
    fn default() -> Self {
        Self {
            keys: FxHashMap::default(),
            stems: FxHashMap::default(),
            info: vec![KeyInfo { stem: 0, norm: 0, class: KeyClass::Mark }],
            fold: Fold::default(),
            broken: FxHashMap::default(),
        }
    }
}

impl Numbers {
    /// Makes room for the vocabulary of a text of so many words: it grows as a root of the length (Heaps' law).
    fn reserve(&mut self, words: usize) {
        let distinct = words.min(40 * words.isqrt());
        self.keys.reserve(distinct);
        self.stems.reserve(distinct);
        self.info.reserve(distinct);
    }

    fn read(&mut self, text: &str, words: &[Word]) -> Vec<Key> {
        let mut fold = std::mem::take(&mut self.fold);
        let mut out = Vec::with_capacity(words.len());
        for word in words {
            let form = word.span.of(text);
            let key = match joined(form) {
                Some(joined) => self.broken_key(fold.key(&joined).to_owned(), fold.key(form).to_owned()),
                None => self.key(fold.key(form), word.kind, form),
            };
            out.push(key);
        }
        self.fold = fold;
        out
    }

    fn key(&mut self, key: &str, kind: WordKind, form: &str) -> Key {
        // "US" is no pronoun: a function word in capitals is a name, but "IT" and "A" stand in headlines.
        let name = key == "us" && form == "US";
        if let Some(&number) = self.keys.get(key) {
            if name {
                self.info[number as usize].class = KeyClass::Content;
            }
            return number;
        }
        let class = match kind {
            WordKind::Punct => KeyClass::Mark,
            _ if is_function(key) && !name => KeyClass::Function,
            _ => KeyClass::Content,
        };
        let (stem, norm) = if kind == WordKind::Punct {
            let own = self.stem(key);
            (own, own)
        } else {
            (self.stem(&stem(key)), self.stem(&norm(key)))
        };
        let number = count(self.info.len());
        self.info.push(KeyInfo { stem, norm, class });
        self.keys.insert(key.into(), number);
        number
    }

    fn stem(&mut self, stem: &str) -> u32 {
        if let Some(&number) = self.stems.get(stem) {
            return number;
        }
        let next = count(self.stems.len());
        self.stems.insert(stem.into(), next);
        next
    }

    /// A number of its own for a broken word; [`Numbers::resolve`] finds which word it is.
    fn broken_key(&mut self, joined: String, hyphenated: String) -> Key {
        let number = count(self.info.len());
        self.info.push(KeyInfo { stem: 0, norm: 0, class: KeyClass::Content });
        self.broken.insert(number, (joined, hyphenated));
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
                *key = known.unwrap_or_else(|| self.key(&joined, WordKind::Word, &joined));
            }
        }
        keys
    }
}

/// A word broken at a line's end, made whole; `None` for any other word.
fn joined(form: &str) -> Option<String> {
    if !form.contains('\n') {
        return None;
    }
    let (head, tail) = form.split_once('\n')?;
    let head = head.trim_end().trim_end_matches(['-', '‐']);
    Some(format!("{head}{}", joined(tail.trim_start()).unwrap_or_else(|| tail.trim_start().to_owned())))
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
