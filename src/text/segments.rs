//! The sentences and words of a document.
//!
//! A paragraph that the printed page interrupts is read as a whole; the interruption comes after it:
//!
//! ```text
//! text       The toll went to the ⏎⏎17⏎⏎ treasurer. It was low.
//! sentences  [────────────────────      ──────────] [─────────]  [17]
//! words      The toll went to the        treasurer . It was low . 17
//! ```

use std::ops::Range;

use super::cancel::Stop;
use super::{Block, Span, Word, sentence_spans, words_glued};
use crate::lang::Language;

/// A sentence: a range of the text and the words in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first character to its last, including a run-in block before it.
    pub span: Span,
    /// Index of its block in [`Document::blocks`](super::Document::blocks); after a run-in block, that of the
    /// paragraph.
    pub block: u32,
    /// Range of its words in [`Segments::words`].
    pub words: (u32, u32),
    /// The number of those words in a run-in block before the sentence.
    pub lead: u32,
}

/// The sentences and words of a document, in order.
#[derive(Debug, Default)]
pub struct Segments {
    /// Every byte that is not white space is in exactly one sentence.
    pub sentences: Vec<Sentence>,
    /// Every byte that is not white space is in exactly one word (punctuation marks are words).
    pub words: Vec<Word>,
    /// Indices of words after an interruption: the word before is elsewhere in the text.
    pub(crate) jumps: Vec<u32>,
    /// The ranges of all words in text order; empty where no paragraph is interrupted, since words are in text order
    /// then.
    stretches: Vec<Stretch>,
}

/// Words that are contiguous in the text.
#[derive(Clone, Debug)]
struct Stretch {
    /// The start of the first.
    start: u32,
    /// Their indices.
    words: Range<u32>,
    /// Whether they interrupt a paragraph.
    between: bool,
}

impl Segments {
    /// Indices of the words of a span, without interruptions.
    pub(crate) fn words_in(&self, span: Span) -> Range<usize> {
        let before = |words: &[Word], at: u32| words.partition_point(|word| word.span.start < at);
        if self.stretches.is_empty() {
            return before(&self.words, span.start)..before(&self.words, span.end);
        }
        let first = self.stretches.partition_point(|stretch| stretch.start <= span.start).saturating_sub(1);
        let mut found: Option<Range<usize>> = None;
        for (n, stretch) in self.stretches.iter().enumerate().skip(first) {
            let ends = self.stretches.get(n + 1).map_or(u32::MAX, |next| next.start);
            if found.is_some() && stretch.start >= span.end {
                break;
            }
            if stretch.between && span.start < stretch.start && ends < span.end {
                continue;
            }
            let from = stretch.words.start as usize;
            let words = &self.words[from..stretch.words.end as usize];
            let here = from + before(words, span.start)..from + before(words, span.end);
            found = Some(match found {
                Some(found) if here.is_empty() => found,
                Some(found) if !found.is_empty() => found.start.min(here.start)..found.end.max(here.end),
                _ => here,
            });
        }
        found.unwrap_or_default()
    }
}

/// Sentences and words of all blocks; each range of `skipped` becomes one sentence without words. `glue` is white space
/// inside words. Incomplete once `stop` is set.
pub(super) fn segment(
    text: &str,
    blocks: &[Block],
    language: &dyn Fn(usize) -> Language,
    glue: &[Span],
    skipped: &[Range<usize>],
    stop: Stop<'_>,
) -> Segments {
    let (out, spans) = (Segments::default(), Vec::new());
    let mut reader = Reader { text, language, blocks, glue, out, run_in: None, since: 0, spans };
    if skipped.is_empty() {
        reader.out.words.reserve(text.len() / 5); // an English word, its mark and its space
    }
    let mut skipped = skipped.iter().peekable();
    let mut i = 0;
    while let Some(block) = blocks.get(i).filter(|_| !stop.is_set()) {
        if let Some(range) = skipped.next_if(|r| r.start == i) {
            let at = count(&reader.out.words);
            let last = blocks.get(range.end.saturating_sub(1)).unwrap_or(block);
            let span = block.span.hull(last.span);
            reader.out.sentences.push(Sentence { span, block: index(i), words: (at, at), lead: 0 });
            i = range.end.max(i + 1);
            continue;
        }
        i += 1;
        // A run-in block is kept for the paragraph after it; without one it is a separate block.
        if block.run_in && reader.run_in.is_none() && blocks.get(i).is_some_and(|b| !b.run_in) {
            reader.run_in = Some(block.span);
            continue;
        }
        let end = interrupted(blocks, i - 1);
        if end > i {
            reader.interrupted(i - 1..end);
            i = end;
        } else {
            reader.block(i - 1);
        }
    }
    reader.finish()
}

/// The end of the paragraph that begins with block `first`, including its interruptions.
pub(crate) fn interrupted(blocks: &[Block], first: usize) -> usize {
    let mut end = first + 1;
    while let Some(next) = blocks.get(end..).and_then(|rest| rest.iter().position(|block| !block.between)) {
        if next == 0 || !blocks[end + next].resumes {
            break;
        }
        end += next + 1;
    }
    end
}

struct Reader<'a> {
    text: &'a str,
    language: &'a dyn Fn(usize) -> Language,
    blocks: &'a [Block],
    glue: &'a [Span],
    out: Segments,
    /// A run-in block that is kept for its paragraph.
    run_in: Option<Span>,
    /// The first word since the last interrupted paragraph.
    since: u32,
    /// Buffer for the sentences of a block.
    spans: Vec<Span>,
}

impl Reader<'_> {
    /// Reads an uninterrupted block.
    fn block(&mut self, i: usize) {
        let block = self.blocks[i];
        let mut spans = std::mem::take(&mut self.spans);
        if glue_in(self.glue, block.span).is_empty() {
            let language = (self.language)(i);
            sentence_spans(self.text, block.span, block.kind, language, &mut spans);
            for span in spans.drain(..) {
                self.sentence(i, &[span]);
            }
        } else {
            self.pieces(i, &[block.span]);
        }
        self.spans = spans;
    }

    /// Reads pieces of a paragraph as a whole, without the white space inside words.
    fn pieces(&mut self, block: usize, pieces: &[Span]) {
        // For each piece: its start in the whole, its start in the text, and its index.
        let mut whole = String::new();
        let mut stretches: Vec<(usize, Span, usize)> = Vec::new();
        for (n, &piece) in pieces.iter().enumerate() {
            if n > 0 {
                whole.push(' ');
            }
            let mut from = piece.start;
            let glue = glue_in(self.glue, piece).iter().copied().chain([Span { start: piece.end, end: piece.end }]);
            for gap in glue {
                let stretch = Span { start: from, end: gap.start.max(from) };
                stretches.push((whole.len(), stretch, n));
                whole.push_str(stretch.of(self.text));
                from = gap.end;
            }
        }
        let mut spans = Vec::new();
        let language = (self.language)(block);
        sentence_spans(&whole, Span::new(0, whole.len()), self.blocks[block].kind, language, &mut spans);
        for sentence in spans {
            let mut found: Vec<(Span, usize)> = Vec::new();
            let near = stretches.partition_point(|(place, stretch, _)| place + stretch.len() <= sentence.range().start);
            let near = stretches.iter().skip(near).take_while(|(place, ..)| *place < sentence.range().end);
            for &(place, stretch, piece) in near {
                let start = sentence.range().start.max(place);
                let end = sentence.range().end.min(place + stretch.len());
                if start < end {
                    let at = stretch.range().start;
                    let span = Span::new(at + start - place, at + end - place);
                    match found.last_mut().filter(|last| last.1 == piece) {
                        Some(last) => last.0 = last.0.hull(span),
                        None => found.push((span, piece)),
                    }
                }
            }
            let found: Vec<Span> = found.into_iter().map(|(span, _)| span).collect();
            self.sentence(block, &found);
        }
    }

    /// Reads an interrupted paragraph, then its interruptions.
    fn interrupted(&mut self, range: Range<usize>) {
        let first = self.blocks[range.start];
        let pieces: Vec<Span> =
            range.clone().filter(|&i| !self.blocks[i].between).map(|i| self.blocks[i].span).collect();
        let begins = self.run_in.map_or(first.span.start, |run_in| run_in.start);
        self.stretch(self.since..count(&self.out.words));
        self.since = count(&self.out.words);
        let mut stretches = vec![(begins, self.since)];
        self.pieces(range.start, &pieces);
        for piece in pieces.iter().skip(1) {
            let words = &self.out.words[self.since as usize..];
            let jump = self.since + index(words.partition_point(|word| word.span.start < piece.start));
            self.out.jumps.push(jump);
            stretches.push((piece.start, jump));
        }
        let end = count(&self.out.words);
        let ends: Vec<u32> = stretches.iter().skip(1).map(|&(_, word)| word).chain([end]).collect();
        let mut stretches: Vec<Stretch> = stretches
            .into_iter()
            .zip(ends)
            .map(|((start, first), end)| Stretch { start, words: first..end, between: false })
            .collect();
        for i in range.filter(|&i| self.blocks[i].between) {
            let from = count(&self.out.words);
            self.block(i);
            let words = from..count(&self.out.words);
            stretches.push(Stretch { start: self.blocks[i].span.start, words, between: true });
        }
        stretches.sort_by_key(|stretch| stretch.start);
        self.out.stretches.extend(stretches);
        self.since = count(&self.out.words);
    }

    /// Reads a sentence of one or more pieces.
    fn sentence(&mut self, block: usize, pieces: &[Span]) {
        let (Some(begins), Some(ends)) = (pieces.first(), pieces.last()) else { return };
        let first = count(&self.out.words);
        let mut lead = 0;
        let mut span = begins.hull(*ends);
        if let Some(slug) = self.run_in.take() {
            words_glued(self.text, slug, self.glue, &mut self.out.words);
            lead = count(&self.out.words) - first;
            span.start = slug.start;
        }
        for &piece in pieces {
            words_glued(self.text, piece, self.glue, &mut self.out.words);
        }
        let words = (first, count(&self.out.words));
        self.out.sentences.push(Sentence { span, block: index(block), words, lead });
    }

    /// Records words that are in text order.
    fn stretch(&mut self, words: Range<u32>) {
        if let Some(first) = self.out.words.get(words.start as usize).filter(|_| !words.is_empty()) {
            self.out.stretches.push(Stretch { start: first.span.start, words, between: false });
        }
    }

    fn finish(mut self) -> Segments {
        if !self.out.stretches.is_empty() {
            self.stretch(self.since..count(&self.out.words));
        }
        self.out
    }
}

/// The white space inside words of a span.
fn glue_in(glue: &[Span], span: Span) -> &[Span] {
    let near = |at: u32| glue.partition_point(|gap| gap.start < at);
    glue.get(near(span.start)..near(span.end)).unwrap_or_default()
}

fn index(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}

fn count(words: &[Word]) -> u32 {
    u32::try_from(words.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{About, BlockKind, Document};

    /// A document from blocks in this notation: `=` paragraph, `-` between, `+` resumes.
    fn document(parts: &[(char, &str)]) -> Document {
        let (mut text, mut blocks) = (String::new(), Vec::new());
        for (sort, part) in parts {
            let start = text.len();
            text.push_str(part);
            let kind = if *sort == '-' { BlockKind::Furniture } else { BlockKind::Paragraph };
            let mut block = Block::new(kind, Span::new(start, text.len()));
            (block.between, block.resumes) = (*sort == '-', *sort == '+');
            blocks.push(block);
            text.push_str("\n\n");
        }
        Document::new(text.into(), blocks, About::default())
    }

    const PARTS: &[(char, &str)] = &[
        ('=', "It was shut."),
        ('=', "He paid. The toll went to the"),
        ('-', "17"),
        ('-', "On Ice"),
        ('+', "king. It was low."),
        ('=', "The end."),
    ];

    #[test]
    fn an_interrupted_sentence_is_whole() {
        let document = document(PARTS);
        let segments = document.segments();
        let words = |words: Range<usize>| -> String {
            segments.words[words].iter().map(|word| word.span.of(&document.text)).collect::<Vec<_>>().join(" ")
        };
        let sentences: Vec<_> =
            segments.sentences.iter().map(|s| words(s.words.0 as usize..s.words.1 as usize)).collect();
        assert_eq!(
            sentences,
            ["It was shut .", "He paid .", "The toll went to the king .", "It was low .", "17", "On Ice", "The end ."]
        );
        let spans = |from: usize, to: usize| segments.sentences[from].span.hull(segments.sentences[to].span);
        for (n, sentence) in segments.sentences.iter().enumerate() {
            assert_eq!(words(segments.words_in(sentence.span)), sentences[n]);
        }
        assert_eq!(words(segments.words_in(spans(1, 3))), "He paid . The toll went to the king . It was low .");
        assert_eq!(words(segments.words_in(spans(4, 5))), "17 On Ice");
        assert_eq!(segments.words_in(spans(0, 6)), 0..segments.words.len());
        assert_eq!(segments.jumps.len(), 1);
        assert_eq!(document.paragraphs().len(), 3);
    }

    #[test]
    fn words_of_an_uninterrupted_text_are_found_by_their_span() {
        let document = document(&[('=', "It was shut."), ('=', "The end.")]);
        let segments = document.segments();
        assert_eq!(segments.words_in(Span::new(3, 12)), 1..4);
        assert_eq!(segments.words_in(Span::new(12, 14)), 4..4);
        assert!(segments.stretches.is_empty());
    }
}
