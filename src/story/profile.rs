//! What a document is known by among others: its words as numbers, its rare words with their weights, its shingles.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::common::is_common;
use crate::text::Document;
use crate::text::Family;
use crate::text::Fold;
use crate::text::Word;
use crate::text::WordKind;

/// How many words make a shingle. Four words in a row seldom meet by chance; names and set phrases of three do.
pub(super) const SHINGLE: usize = 4;

/// As many documents as are taken to exist beside those given, so that a name all five documents share still counts.
const BACKGROUND: f32 = 200.0;

/// A name tells an event apart better than a noun (two bridges close for repairs; only one is in Port Ellery); so does a
/// word of the title.
const NAME: f32 = 2.2;
const TITLE: f32 = 1.3;

/// What a document is known by.
#[derive(Debug, Default)]
pub(super) struct Profile {
    /// The story's words, by number, in order: no punctuation, credits, notes or furniture.
    pub words: Vec<u32>,
    /// The telling words with their weights, by number; the vector has length 1.
    pub terms: Vec<(u32, f32)>,
    /// The hash of each run of [`SHINGLE`] words, in order: one for each word that begins one.
    pub shingles: Vec<u64>,
}

impl Profile {
    /// How alike two are in their telling words: the cosine of their weights, 0 to 1.
    pub(super) fn cosine(&self, other: &Self) -> f32 {
        let (mut a, mut b) = (self.terms.iter().peekable(), other.terms.iter().peekable());
        let mut sum = 0.0;
        while let (Some((x, v)), Some((y, w))) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                Ordering::Less => _ = a.next(),
                Ordering::Greater => _ = b.next(),
                Ordering::Equal => {
                    sum += v * w;
                    a.next();
                    b.next();
                }
            }
        }
        sum
    }

    /// The numbers of its `most` heaviest words.
    pub(super) fn heaviest(&self, most: usize) -> impl Iterator<Item = u32> {
        let mut terms = self.terms.clone();
        terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.into_iter().take(most).map(|(number, _)| number)
    }
}

/// Numbers for words, and what is known of each over all documents.
#[derive(Default)]
struct Lexicon {
    numbers: FxHashMap<Box<str>, u32>,
    /// By number.
    known: Vec<Known>,
}

#[derive(Clone, Copy, Default)]
struct Known {
    documents: u32,
    /// Times it stood inside a sentence, and of these with a capital.
    inside: u32,
    capital: u32,
    /// It tells nothing: a common word, a single letter.
    empty: bool,
}

/// The profiles of documents; what a word weighs depends on all of them.
pub(super) fn profiles(documents: &[&Document]) -> Vec<Profile> {
    let mut lexicon = Lexicon::default();
    let mut read: Vec<_> = documents.iter().map(|doc| lexicon.read(doc)).collect();
    for (profile, title) in &mut read {
        lexicon.weigh(profile, title, documents.len());
    }
    read.into_iter().map(|(profile, _)| profile).collect()
}

impl Lexicon {
    /// The words of a document as numbers; its terms with their counts; the numbers of its title's words.
    fn read(&mut self, doc: &Document) -> (Profile, FxHashSet<u32>) {
        let (mut profile, mut title) = (Profile::default(), FxHashSet::default());
        let mut counts: FxHashMap<u32, f32> = FxHashMap::default();
        let mut fold = Fold::default();
        let segments = doc.segments();
        for sentence in &segments.sentences {
            let story = doc.blocks.get(sentence.block as usize).is_some_and(|b| b.kind.family() == Family::Story);
            if !story {
                continue;
            }
            let words =
                segments.words.get(sentence.words.0 as usize + sentence.lead as usize..sentence.words.1 as usize);
            let mut before: Option<&Word> = None;
            for word in words.unwrap_or_default().iter().filter(|w| w.kind != WordKind::Punct) {
                let number = self.number(word, word.span.of(&doc.text), &mut fold, before.is_none());
                profile.words.push(number);
                // One ideograph tells nothing; two in a row are about a word.
                let two = before.filter(|b| b.kind == WordKind::Ideograph && b.span.end == word.span.start);
                let term = match two {
                    Some(b) if word.kind == WordKind::Ideograph => self.number(
                        &Word { kind: WordKind::Word, ..*word },
                        b.span.hull(word.span).of(&doc.text),
                        &mut fold,
                        true,
                    ),
                    _ => number,
                };
                before = Some(word);
                if !self.known[term as usize].empty {
                    *counts.entry(term).or_default() += 1.0;
                }
                if doc.about.title_span().is_some_and(|t| t.covers(word.span)) {
                    title.insert(term);
                }
            }
        }
        for number in counts.keys() {
            self.known[*number as usize].documents += 1;
        }
        profile.terms = counts.into_iter().collect();
        profile.terms.sort_unstable_by_key(|(number, _)| *number);
        profile.shingles = profile.words.windows(SHINGLE).map(hash).collect();
        (profile, title)
    }

    fn number(&mut self, word: &Word, text: &str, fold: &mut Fold, first: bool) -> u32 {
        let key = stem(fold.key(text));
        let number = match self.numbers.get(key) {
            Some(number) => *number,
            None => {
                let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
                let empty = is_common(key) || (word.kind != WordKind::Number && key.chars().nth(1).is_none());
                self.numbers.insert(key.into(), number);
                self.known.push(Known { empty, ..Known::default() });
                number
            }
        };
        if !first {
            let known = &mut self.known[number as usize];
            known.inside += 1;
            known.capital += u32::from(text.starts_with(char::is_uppercase));
        }
        number
    }

    /// Makes weights of the counts: the rarer a word, the more it tells.
    fn weigh(&self, profile: &mut Profile, title: &FxHashSet<u32>, documents: usize) {
        for (number, weight) in &mut profile.terms {
            let known = self.known[*number as usize];
            let rarity = ((BACKGROUND + documents as f32) / (known.documents as f32 + 1.0)).ln();
            // Repeating a word says a little more each time, not as much again.
            *weight = (1.0 + weight.ln()) * rarity;
            if known.capital * 4 > known.inside * 3 {
                *weight *= NAME;
            }
            if title.contains(number) {
                *weight *= TITLE;
            }
        }
        let length = profile.terms.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        for (_, weight) in &mut profile.terms {
            *weight /= length.max(f32::MIN_POSITIVE);
        }
    }
}

/// A word without its plural or possessive ending, so that *sanction*, *sanctions* and *sanction's* meet. Crude: it only
/// has to fold the same word in the same way.
fn stem(key: &str) -> &str {
    let key = key.strip_suffix("'s").unwrap_or(key);
    match key.strip_suffix('s') {
        Some(stem) if stem.len() > 3 && !stem.ends_with('s') => stem,
        _ => key,
    }
}

/// A hash over the numbers of words: the steps of FNV-1a taken a word at a time, with a rotation so that the high bits
/// count too.
fn hash(words: &[u32]) -> u64 {
    words.iter().fold(0xcbf2_9ce4_8422_2325, |h, w| (h ^ u64::from(*w)).wrapping_mul(0x0100_0000_01b3).rotate_left(23))
}
