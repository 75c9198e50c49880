//! The words of one side of a row.

use std::ops::Range;

use crate::align::vocabulary::{Key, KeyClass, Text, Vocabulary, range};
use crate::text::{Span, WordKind};

/// The words of some sentences. They are contiguous in the text, except for text between two sentences of a row that
/// belongs to neither: a page number, an advertisement.
pub(crate) struct Line<'a> {
    pub(crate) text: Text<'a>,
    /// Index of each word in the text.
    at: Vec<usize>,
    /// The keys of the words.
    pub(crate) keys: Vec<Key>,
}

impl<'a> Line<'a> {
    /// The words of the sentences with these numbers.
    pub(crate) fn new(text: Text<'a>, sentences: impl Iterator<Item = u32>) -> Self {
        let at: Vec<usize> = sentences.flat_map(|i| range(text.sentences[i as usize].words)).collect();
        let keys = at.iter().map(|&at| text.keys[at]).collect();
        Self { text, at, keys }
    }

    /// The number of words, punctuation included.
    pub(crate) fn len(&self) -> usize {
        self.at.len()
    }

    /// The span of word `k`.
    pub(crate) fn span(&self, k: usize) -> Span {
        self.text.words[self.at[k]].span
    }

    /// Word `k` as written.
    pub(crate) fn form(&self, k: usize) -> &'a str {
        self.span(k).of(self.text.text)
    }

    /// The kind of word `k`.
    pub(crate) fn kind(&self, k: usize) -> WordKind {
        self.text.words[self.at[k]].kind
    }

    /// Whether white space precedes word `k`.
    pub(crate) fn is_spaced(&self, k: usize) -> bool {
        self.text.words[self.at[k]].spaced
    }

    /// Whether a line of the text begins with word `k`, after another of the words.
    pub(crate) fn begins_source_line(&self, k: usize) -> bool {
        let before = k.checked_sub(1).map_or(0, |before| self.span(before).end);
        self.is_spaced(k) && Span { start: before, end: self.span(k).start }.of(self.text.text).contains(['\n', '\r'])
    }

    /// The words with these indices.
    pub(crate) fn of_words(&self, indices: &[usize]) -> Self {
        let keys = indices.iter().map(|&k| self.keys[k]).collect();
        Self { text: self.text, at: indices.iter().map(|&k| self.at[k]).collect(), keys }
    }

    /// Whether word `k + 1` does not follow word `k` in the text.
    pub(crate) fn is_broken_after(&self, k: usize) -> bool {
        self.at.get(k + 1).is_some_and(|&next| next != self.at[k] + 1 || is_jump(&self.text, next))
    }

    /// The spans from the first to the last word of a range, one for each contiguous run.
    pub(crate) fn spans(&self, words: Range<usize>) -> impl Iterator<Item = Span> {
        let mut at = words.start;
        std::iter::from_fn(move || {
            let first = at;
            (first < words.end).then(|| {
                while at + 1 < words.end && !self.is_broken_after(at) {
                    at += 1;
                }
                at += 1;
                self.span(first).hull(self.span(at - 1))
            })
        })
    }

    /// The weight of the words of a range, in nats.
    pub(crate) fn weight(&self, vocabulary: &Vocabulary<'_>, words: Range<usize>) -> f32 {
        self.keys[words].iter().map(|&key| vocabulary.weight(key)).sum()
    }

    /// The number of words of a range, without punctuation.
    pub(crate) fn words(&self, words: Range<usize>) -> usize {
        words.filter(|&k| self.kind(k) != WordKind::Punct).count()
    }
}

/// Whether an interruption of the text precedes a word.
fn is_jump(text: &Text<'_>, word: usize) -> bool {
    !text.jumps.is_empty() && text.jumps.binary_search_by(|&jump| (jump as usize).cmp(&word)).is_ok()
}

/// The spans of a sentence: one, or several where the printed page interrupts it.
pub(crate) fn sentence_spans(text: Text<'_>, i: u32) -> Vec<Span> {
    let sentence = &text.sentences[i as usize];
    if text.jumps.is_empty() || range(sentence.words).is_empty() {
        return vec![sentence.span];
    }
    let line = Line::new(text, std::iter::once(i));
    line.spans(0..line.len()).collect()
}

/// The class of a word for matching.
pub(crate) fn class(vocabulary: &Vocabulary<'_>, line: &Line<'_>, k: usize) -> WordClass {
    match (line.kind(k), vocabulary.class(line.keys[k])) {
        (WordKind::Punct, _) | (_, KeyClass::Mark) => WordClass::Mark,
        (_, KeyClass::Function) => WordClass::Function,
        (WordKind::Ideograph, _) => WordClass::Ideograph,
        (_, KeyClass::Report | KeyClass::Content) => WordClass::Content,
    }
}

/// The importance of a word to a reader who looks for unchanged text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordClass {
    /// Punctuation.
    Mark,
    /// "the", "of".
    Function,
    /// A character of a script without spaces: about half a word.
    Ideograph,
    /// Everything else, "said" included.
    Content,
}
