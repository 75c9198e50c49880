//! Fingerprints of documents for grouping: hashes of their word runs and of words that may identify an event.
//!
//! A fingerprint depends only on its document, so that fingerprints can be computed in any order and on any number of
//! threads, and the document can be dropped afterwards. It takes about eight bytes per word.

use rustc_hash::FxHashMap;

use super::common::is_common;
use super::stem::stem;
use crate::text::Document;
use crate::text::Family;
use crate::text::Fold;
use crate::text::Word;
use crate::text::WordKind;
use crate::text::words;

/// Number of words in a shingle. Four words in a row are rarely common by chance; names and set phrases of three are.
pub(super) const SHINGLE_WORDS: usize = 4;

/// At least one of this many consecutive shingles is sampled (winnowing; Schleimer, Wilkerson and Aiken 2003), so that
/// documents with `SHINGLE_WORDS + WINDOW_SHINGLES - 1` = 7 common words in a row have a sampled shingle in common.
const WINDOW_SHINGLES: usize = 4;

/// Maximum terms per document. A longer text shares wording with its versions.
const MAX_TERMS: usize = 384;

/// The fingerprint of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Fingerprint {
    /// Number of words in its story blocks, without punctuation, credits, notes and furniture.
    pub words: usize,
    /// The hash of each run of [`SHINGLE_WORDS`] words, in order.
    pub shingles: Box<[u32]>,
    /// The content words, by hash.
    pub terms: Box<[Term]>,
}

/// A word that may identify an event: not a function word or a single letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Term {
    pub hash: u32,
    /// Number of occurrences, at most 255.
    pub count: u8,
    /// Whether it is a figure of two or more digits, but not a year.
    pub figure: bool,
    /// Whether it occurs in the title.
    pub title: bool,
    /// Whether it usually has a capital inside sentences, or is in a script without capitals; `None` if it never occurs
    /// there.
    pub capital: Option<bool>,
}

/// Computes fingerprints, reusing its buffers.
#[derive(Debug, Default)]
pub(super) struct Reader {
    fold: Fold,
    words: Vec<Word>,
    hashes: Vec<u32>,
    terms: FxHashMap<u32, Seen>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    count: u32,
    inside: u32,
    capital: u32,
    title: bool,
    figure: bool,
}

impl Reader {
    pub(super) fn read(&mut self, document: &Document) -> Fingerprint {
        self.hashes.clear();
        self.terms.clear();
        for block in document.blocks.iter().filter(|b| b.kind.family() == Family::Story) {
            let mut found = std::mem::take(&mut self.words);
            found.clear();
            words(&document.text, block.span, &mut found);
            let title = document.about.title_span().filter(|t| t.overlaps(block.span));
            // Capitals in a headline do not indicate names.
            let cased = title.is_none_or(|t| !t.covers(block.span));
            self.block(&document.text, &found, cased, |word| title.is_some_and(|t| t.covers(word.span)));
            self.words = found;
        }
        Fingerprint {
            words: self.hashes.len(),
            shingles: self.hashes.windows(SHINGLE_WORDS).map(mix).collect(),
            terms: self.take_terms(),
        }
    }

    /// A hash of the words of the title, if it has more than one.
    pub(super) fn title(&mut self, document: &Document) -> Option<u32> {
        let title = document.about.title_span()?;
        let mut found = Vec::new();
        words(&document.text, title, &mut found);
        let forms = found.iter().filter(|word| word.kind != WordKind::Punct).map(|word| word.span.of(&document.text));
        let hashes: Vec<u32> = forms.map(|form| hash_bytes(self.fold.key(form).as_bytes())).collect();
        (hashes.len() > 1).then(|| mix(&hashes))
    }

    fn block(&mut self, text: &str, found: &[Word], cased: bool, in_title: impl Fn(&Word) -> bool) {
        let mut before: Option<(&Word, u32)> = None;
        // A sentence begins here.
        let mut first = true;
        for word in found {
            let form = word.span.of(text);
            if word.kind == WordKind::Punct {
                first |= form.starts_with(['.', '!', '?', ':', '…', '"', '“', '„', '«', '。']);
                continue;
            }
            let key = stem(self.fold.key(form));
            let hash = hash_bytes(key.as_bytes());
            self.hashes.push(hash);
            // One ideograph has little meaning; two in a row are about a word.
            let pair = before.filter(|(b, _)| b.kind == WordKind::Ideograph && b.span.end == word.span.start);
            let term = match pair {
                Some((_, b)) if word.kind == WordKind::Ideograph => Some(mix(&[b, hash])),
                _ if is_content(word.kind, key) => Some(hash),
                _ => None,
            };
            if let Some(term) = term {
                let figure = word.kind == WordKind::Number && is_figure(key);
                let seen = self.terms.entry(term).or_default();
                seen.count += 1;
                seen.title |= in_title(word);
                seen.figure = figure;
                let initial = form.chars().next().filter(|c| c.is_alphabetic());
                let caseless = initial.is_some_and(|c| !c.is_lowercase() && !c.is_uppercase());
                if caseless || (cased && !first) {
                    seen.inside += 1;
                    seen.capital += u32::from(initial.is_some_and(|c| !c.is_lowercase()));
                }
            }
            before = Some((word, hash));
            first = false;
        }
    }

    fn take_terms(&mut self) -> Box<[Term]> {
        let term = |(&hash, seen): (&u32, &Seen)| Term {
            hash,
            count: u8::try_from(seen.count).unwrap_or(u8::MAX),
            figure: seen.figure,
            title: seen.title,
            capital: (seen.inside > 0).then_some(seen.capital * 4 > seen.inside * 3),
        };
        let mut terms: Vec<Term> = self.terms.iter().map(term).collect();
        if terms.len() > MAX_TERMS {
            let rank = |t: &Term| (t.title, t.capital == Some(true) || t.figure, t.count, t.hash);
            terms.sort_unstable_by_key(|t| std::cmp::Reverse(rank(t)));
            terms.truncate(MAX_TERMS);
        }
        terms.sort_unstable_by_key(|t| t.hash);
        terms.into()
    }
}

impl Fingerprint {
    /// The sampled shingles: the lowest of each [`WINDOW_SHINGLES`] in a row, sorted, without duplicates.
    pub(super) fn sample(&self) -> Vec<u32> {
        let least = |window: &[u32]| window.iter().copied().min().unwrap_or(0);
        let mut out: Vec<u32> = match self.shingles.len() {
            0 => Vec::new(),
            n if n < WINDOW_SHINGLES => vec![least(&self.shingles)],
            _ => self.shingles.windows(WINDOW_SHINGLES).map(least).collect(),
        };
        out.sort_unstable();
        out.dedup();
        out
    }
}

fn is_content(kind: WordKind, key: &str) -> bool {
    kind == WordKind::Number || (key.chars().nth(1).is_some() && !is_common(key))
}

/// A figure that a report states: at least two digits, but not a year.
fn is_figure(key: &str) -> bool {
    let digits = key.bytes().filter(u8::is_ascii_digit).count();
    let year = key.len() == 4 && digits == 4 && (key.starts_with("19") || key.starts_with("20"));
    digits >= 2 && !year
}

/// A hash of a word's bytes: FNV-1a in 64 bits, folded to 32.
fn hash_bytes(bytes: &[u8]) -> u32 {
    fold(bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3)))
}

/// A hash of the hashes of several words in order.
fn mix(words: &[u32]) -> u32 {
    fold(
        words.iter().fold(0xcbf2_9ce4_8422_2325, |h, w| {
            (h ^ u64::from(*w)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
        }),
    )
}

fn fold(hash: u64) -> u32 {
    let mixed = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    // The high half of a product is mixed better.
    (mixed >> 32) as u32
}
