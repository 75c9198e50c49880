//! One side of a row as its words, in order.

use std::ops::Range;

use crate::align::vocabulary::{Key, KeyClass, Text, Vocabulary, range};
use crate::text::{Span, WordKind};

/// The words of some sentences. They follow each other in the text, but for what lies between two sentences of a row and
/// belongs to neither: a page number, an advertisement.
pub(crate) struct Line<'a> {
    pub(crate) text: Text<'a>,
    /// Index in the text of each word.
    at: Vec<usize>,
    /// The keys of the words.
    pub(crate) keys: Vec<Key>,
}

impl<'a> Line<'a> {
    /// The words of some sentences of a side, each given by its number.
    pub(crate) fn new(text: Text<'a>, sentences: impl Iterator<Item = u32>) -> Self {
        let at: Vec<usize> = sentences.flat_map(|i| range(text.sentences[i as usize].words)).collect();
        let keys = at.iter().map(|&at| text.keys[at]).collect();
        Self { text, at, keys }
    }

    /// How many words there are, marks included.
    pub(crate) fn len(&self) -> usize {
        self.at.len()
    }

    /// Where word `k` is.
    pub(crate) fn span(&self, k: usize) -> Span {
        self.text.words[self.at[k]].span
    }

    /// Word `k` as it is written.
    pub(crate) fn form(&self, k: usize) -> &'a str {
        self.span(k).of(self.text.text)
    }

    /// What word `k` is.
    pub(crate) fn kind(&self, k: usize) -> WordKind {
        self.text.words[self.at[k]].kind
    }

    /// Whether white space is before word `k`.
    pub(crate) fn is_spaced(&self, k: usize) -> bool {
        self.text.words[self.at[k]].spaced
    }

    /// Whether word `k + 1` does not follow word `k` in the text.
    pub(crate) fn is_broken_after(&self, k: usize) -> bool {
        self.at.get(k + 1).is_some_and(|&next| next != self.at[k] + 1 || is_jump(&self.text, next))
    }

    /// From the first word of a range to its last, a span for each stretch without a break.
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

    /// What the words of a range weigh together, in nats.
    pub(crate) fn weight(&self, vocabulary: &Vocabulary<'_>, words: Range<usize>) -> f32 {
        self.keys[words].iter().map(|&key| vocabulary.weight(key)).sum()
    }

    /// How many words of a range are no marks.
    pub(crate) fn words(&self, words: Range<usize>) -> usize {
        words.filter(|&k| self.kind(k) != WordKind::Punct).count()
    }
}

/// Whether something interrupts the text before a word.
fn is_jump(text: &Text<'_>, word: usize) -> bool {
    !text.jumps.is_empty() && text.jumps.binary_search_by(|&jump| (jump as usize).cmp(&word)).is_ok()
}

/// Where a sentence is: one span, or as many as the printed page cut it into.
pub(crate) fn sentence_spans(text: Text<'_>, i: u32) -> Vec<Span> {
    let sentence = &text.sentences[i as usize];
    if text.jumps.is_empty() || range(sentence.words).is_empty() {
        return vec![sentence.span];
    }
    let line = Line::new(text, std::iter::once(i));
    line.spans(0..line.len()).collect()
}

/// A key's class as the matching weighs it.
pub(crate) fn class(vocabulary: &Vocabulary<'_>, line: &Line<'_>, k: usize) -> WordClass {
    match (line.kind(k), vocabulary.class(line.keys[k])) {
        (WordKind::Punct, _) | (_, KeyClass::Mark) => WordClass::Mark,
        (_, KeyClass::Function) => WordClass::Function,
        (WordKind::Ideograph, _) => WordClass::Ideograph,
        (_, KeyClass::Report | KeyClass::Content) => WordClass::Content,
    }
}

/// What a word is to a reader who looks for what stayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordClass {
    /// Punctuation.
    Mark,
    /// "the", "of".
    Function,
    /// One character of a script without spaces: about half a word.
    Ideograph,
    /// Everything else, "said" included.
    Content,
}
