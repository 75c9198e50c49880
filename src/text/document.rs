//! A document: one text, its blocks, and what is known of it.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::languages::Languages;
use super::segments::{Segments, segment};
use super::{About, Block, BlockKind, Digest, Line, Mark, Source, Span, count_words};
use crate::lang::Language;

/// One text and what is known of it.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Document {
    /// All that people read, as decoded; every [`Span`] of the document is a range of it.
    pub text: Arc<str>,
    /// The file's own text, where people read less than it holds and its bytes count: Markdown. `None` where `text` is
    /// the file's, and where it was extracted.
    pub source: Option<Box<Source>>,
    /// What its bytes were.
    pub format: Format,
    /// The text's parts in order; they do not overlap, and every byte that is not white space lies in one.
    pub blocks: Vec<Block>,
    /// Emphasis, links and the like, in order of where they begin.
    pub marks: Vec<Mark>,
    /// What is known of it.
    pub about: About,
    /// The lines of a plain text, by which it is laid out anew beside another.
    pub(crate) lines: Vec<Line>,
    /// White space inside words, as the text it is compared with shows: a wrapper cut them. In order.
    pub(crate) glue: Vec<Span>,
    digest: OnceLock<Digest>,
    languages: Languages,
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
    /// Markdown: CommonMark with GitHub's tables, task lists, strikethrough and footnotes.
    Markdown,
}

impl Format {
    /// The name in the JSON contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PlainText => "text",
            Self::Markdown => "markdown",
        }
    }

    /// Whether its documents have formatting of their own.
    #[must_use]
    pub const fn has_formatting(self) -> bool {
        !matches!(self, Self::PlainText)
    }

    /// Whether programs are given ranges of the file's own bytes, after a byte-order mark.
    #[must_use]
    pub const fn is_source(self) -> bool {
        matches!(self, Self::PlainText | Self::Markdown)
    }
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

    /// The same plain text in other blocks.
    pub(crate) fn laid_out_anew(&self, blocks: Vec<Block>, about: About) -> Self {
        Self {
            text: Arc::clone(&self.text),
            format: self.format,
            blocks,
            about,
            digest: self.digest.clone(),
            ..Self::default()
        }
    }

    /// The sum of the bytes it was read from. Summed up on the first call, which takes time linear in the text.
    pub fn digest(&self) -> Digest {
        *self.digest.get_or_init(|| Digest::of(self.file_text().as_bytes()))
    }

    /// The text that programs are given ranges of: the file's own where there is one.
    #[must_use]
    pub fn file_text(&self) -> &Arc<str> {
        self.source.as_ref().map_or(&self.text, |source| source.text())
    }

    /// Where a range of the text is in [`Document::file_text`].
    #[must_use]
    pub fn in_file(&self, span: Span) -> Span {
        self.source.as_ref().map_or(span, |source| source.tight(span))
    }

    /// The same with the syntax that begins and ends there: over the words of a text these ranges cover the whole file but
    /// for white space.
    #[must_use]
    pub fn cell_in_file(&self, span: Span) -> Span {
        self.source.as_ref().map_or(span, |source| source.cell(&self.text, span))
    }

    /// Ranges of [`Document::file_text`] that are syntax of its format, which people do not read.
    #[must_use]
    pub fn markup(&self) -> &[Span] {
        self.source.as_ref().map_or(&[], |source| source.markup())
    }

    /// The language of the whole as an ISO 639 code: what the document says, else what its words are. `None` where neither
    /// tells. Found on the first call.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.stated_language().or_else(|| self.languages.detected(&self.text, &self.blocks).map(Language::code))
    }

    /// The language that the whole is read as: English where it is in none that is known.
    #[must_use]
    pub fn main_language(&self) -> Language {
        // "de-AT"
        let stated = self.stated_language().and_then(|code| Language::by_code(code.split(['-', '_']).next()?));
        stated.or_else(|| self.languages.detected(&self.text, &self.blocks)).unwrap_or(Language::ENGLISH)
    }

    /// The language that a block is read as, by its index: its own where its words are enough to tell, else that of the
    /// document. Found on the first call, without reading other blocks but those that tell the document's.
    #[must_use]
    pub fn block_language(&self, block: usize) -> Language {
        self.languages.of_block(&self.text, &self.blocks, block, self.main_language())
    }

    fn stated_language(&self) -> Option<&str> {
        self.about.language.as_ref().map(|found| found.value.of(&self.text))
    }

    /// Its sentences and words; found on the first call, which takes time linear in the text.
    pub fn segments(&self) -> &Segments {
        self.segments
            .get_or_init(|| segment(&self.text, &self.blocks, &|block| self.block_language(block), &self.glue, &[]))
    }

    /// The same, but each of the ranges of blocks in `held` (in order, apart from each other, without run-in blocks)
    /// becomes one sentence without words: for work that knows already what is there.
    #[must_use]
    pub fn segments_around(&self, held: &[Range<usize>]) -> Segments {
        segment(&self.text, &self.blocks, &|block| self.block_language(block), &self.glue, held)
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
            let mut out: Vec<Span> = Vec::new();
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
                    match out.last_mut().filter(|_| block.resumes) {
                        Some(begun) => *begun = begun.hull(block.span),
                        None => out.push(lead.take().map_or(block.span, |l| l.hull(block.span))),
                    }
                } else if !block.between {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_that_of_the_bytes() {
        let document = || Document::new("a".into(), Vec::new(), About::default());
        assert_eq!(document().digest(), Digest::of(b"a"));
        assert_eq!(document().of_bytes(Digest::of(b"\xef\xbb\xbfa")).digest(), Digest::of(b"\xef\xbb\xbfa"));
    }
}
