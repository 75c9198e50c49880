//! A document: one text, its blocks, and what is known of it.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::{About, Block, BlockKind, Digest, Mark, Span, Word, count_words, sentence_spans, words};

/// One text and what is known of it.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Document {
    /// The whole text as decoded; every [`Span`] of the document is a range of it.
    pub text: Arc<str>,
    /// What its bytes were.
    pub format: Format,
    /// The text's parts in order; they do not overlap, and every byte that is not white space lies in one.
    pub blocks: Vec<Block>,
    /// Emphasis, links and the like, in order of where they begin.
    pub marks: Vec<Mark>,
    /// Syntax of the format, which people do not read: in order, apart from each other.
    pub markup: Vec<Span>,
    /// What is known of it.
    pub about: About,
    digest: OnceLock<Digest>,
    languages: OnceLock<Languages>,
    segments: OnceLock<Segments>,
    paragraphs: OnceLock<Vec<Span>>,
    words: OnceLock<usize>,
}

/// What the bytes of a document were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text in any encoding.
    #[default]
    PlainText,
}

impl Format {
    /// The name in the JSON contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PlainText => "text",
        }
    }

    /// Whether the text is the file's own: spans are then bytes of the file, after a byte-order mark.
    #[must_use]
    pub const fn is_source(self) -> bool {
        matches!(self, Self::PlainText)
    }
}

/// The language of a document and of each of its blocks, as ISO 639 codes; `None` where it cannot be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Languages {
    /// Of the whole.
    pub document: Option<&'static str>,
    /// Of each of [`Document::blocks`].
    pub blocks: Vec<Option<&'static str>>,
}

/// A sentence: a range of the text and the words in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first character to its last, a run-in block before it included.
    pub span: Span,
    /// Index of its block in [`Document::blocks`] (of the paragraph, where a run-in block comes first).
    pub block: u32,
    /// Range of its words in [`Segments::words`].
    pub words: (u32, u32),
    /// How many of those words belong to a run-in block before the sentence.
    pub lead: u32,
}

/// The sentences and words of a document, in order.
#[derive(Debug, Default)]
pub struct Segments {
    /// Every byte that is not white space lies in exactly one sentence.
    pub sentences: Vec<Sentence>,
    /// Every byte that is not white space lies in exactly one word (punctuation makes words of its own).
    pub words: Vec<Word>,
}

impl Document {
    /// A plain text with these blocks, which must be in order and cover all that is not white space.
    #[must_use]
    pub fn new(text: Arc<str>, blocks: Vec<Block>, about: About) -> Self {
        Self { text, blocks, about, ..Self::default() }
    }

    /// The same, of bytes that are not those of its text.
    #[must_use]
    pub fn of_bytes(self, digest: Digest) -> Self {
        Self { digest: digest.into(), ..self }
    }

    /// The sum of the bytes it was read from. Summed up on the first call, which takes time linear in the text.
    pub fn digest(&self) -> Digest {
        *self.digest.get_or_init(|| Digest::of(self.text.as_bytes()))
    }

    /// Its languages: `detect` is asked on the first call.
    pub fn languages(&self, detect: impl FnOnce(&Self) -> Languages) -> &Languages {
        self.languages.get_or_init(|| detect(self))
    }

    /// The language of the whole as an ISO 639 code: what the document says, else what was detected, if it was.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        let said = self.about.language.as_ref().map(|found| found.value.of(&self.text));
        said.or_else(|| self.languages.get()?.document)
    }

    /// Its sentences and words; found on the first call, which takes time linear in the text.
    pub fn segments(&self) -> &Segments {
        self.segments.get_or_init(|| segment(&self.text, &self.blocks, &[]))
    }

    /// The same, but each of the ranges of blocks in `held` (in order, apart from each other, without run-in blocks)
    /// becomes one sentence without words: for work that knows already what stands there.
    #[must_use]
    pub fn segments_around(&self, held: &[Range<usize>]) -> Segments {
        segment(&self.text, &self.blocks, held)
    }

    /// The words of a title for people: the headline or the lede's beginning, white space folded.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        let title = self.about.title.as_ref()?.value.of(&self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        (!title.is_empty()).then_some(title)
    }

    /// How many words people would count: words of story blocks and all others, punctuation left out. Counted on the
    /// first call, which takes time linear in the text.
    pub fn word_count(&self) -> usize {
        *self.words.get_or_init(|| self.blocks.iter().map(|b| count_words(&self.text, b.span)).sum())
    }

    /// The paragraphs of running text as newsrooms count them: list items and set-off quotations too, but no bullets above
    /// the lede, headings or captions; a run-in beginning included. Found on the first call.
    pub fn paragraphs(&self) -> &[Span] {
        self.paragraphs.get_or_init(|| {
            let mut lead: Option<Span> = None;
            let mut out = Vec::new();
            // A few bullets under the headline say in short what follows; a list that is longer is the text itself.
            let first = self.blocks.iter().position(|b| b.kind == BlockKind::Paragraph).unwrap_or(0);
            let items = self.blocks[..first].iter().filter(|b| b.kind == BlockKind::ListItem).count();
            let below = self.blocks[first..].iter().filter(|b| b.kind == BlockKind::Paragraph).count();
            let lede = if items < below { first } else { 0 };
            for (i, block) in self.blocks.iter().enumerate() {
                if block.run_in {
                    lead = Some(block.span);
                } else if i >= lede
                    && matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote)
                {
                    out.push(lead.take().map_or(block.span, |l| l.hull(block.span)));
                } else {
                    lead = None;
                }
            }
            out
        })
    }

    /// Index of the block that holds byte `at`, or the last one before it.
    #[must_use]
    pub fn block_at(&self, at: u32) -> usize {
        self.blocks.partition_point(|b| b.span.start <= at).saturating_sub(1)
    }
}

/// Sentences and words of all blocks; each range of `held` becomes one sentence without words.
fn segment(text: &Arc<str>, blocks: &[Block], held: &[Range<usize>]) -> Segments {
    let mut out = Segments::default();
    if held.is_empty() {
        out.words.reserve(text.len() / 5); // an English word, its mark and its space
    }
    let mut run_in: Option<Span> = None;
    let mut spans = Vec::new();
    let mut held = held.iter().peekable();
    let mut i = 0;
    while let Some(block) = blocks.get(i) {
        if let Some(range) = held.next_if(|r| r.start == i) {
            let at = count(&out.words);
            let last = blocks.get(range.end.saturating_sub(1)).unwrap_or(block);
            out.sentences.push(Sentence {
                span: block.span.hull(last.span),
                block: index(i),
                words: (at, at),
                lead: 0,
            });
            i = range.end.max(i + 1);
            continue;
        }
        i += 1;
        // A run-in block waits for the paragraph it begins; without one it stands alone.
        if block.run_in && run_in.is_none() && blocks.get(i).is_some_and(|b| !b.run_in) {
            run_in = Some(block.span);
            continue;
        }
        spans.clear();
        sentence_spans(text, block.span, block.kind, &mut spans);
        for span in &spans {
            let first = count(&out.words);
            let mut lead = 0;
            let mut start = span.start;
            if let Some(slug) = run_in.take() {
                words(text, slug, &mut out.words);
                lead = count(&out.words) - first;
                start = slug.start;
            }
            words(text, *span, &mut out.words);
            out.sentences.push(Sentence {
                span: Span { start, end: span.end },
                block: index(i - 1),
                words: (first, count(&out.words)),
                lead,
            });
        }
    }
    out
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

    #[test]
    fn what_a_document_says_of_its_language_comes_first() {
        use crate::text::{Found, Origin, Value};
        let languages = Languages { document: Some("de"), blocks: vec![] };
        let mut document = Document::new("Die Brücke ist zu.".into(), Vec::new(), About::default());
        assert_eq!(document.language(), None);
        assert_eq!(document.languages(|_| languages), &Languages { document: Some("de"), blocks: vec![] });
        assert_eq!(document.language(), Some("de"));
        document.about.language = Some(Found { value: Value::Text("de-AT".into()), from: Origin::Meta });
        assert_eq!(document.language(), Some("de-AT"));
    }

    #[test]
    fn the_sum_is_that_of_the_bytes() {
        let document = || Document::new("a".into(), Vec::new(), About::default());
        assert_eq!(document().digest(), Digest::of(b"a"));
        assert_eq!(document().of_bytes(Digest::of(b"\xef\xbb\xbfa")).digest(), Digest::of(b"\xef\xbb\xbfa"));
    }
}
