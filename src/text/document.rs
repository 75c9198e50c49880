//! A document: its text, its blocks and its metadata.

use std::ops::Range;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

use super::cancel::Stop;
use super::languages::Languages;
use super::segments::{Segments, segment};
use super::{About, Block, BlockKind, Digest, Line, Mark, MarkKind, Source, Span, count_words, one_line};
use crate::lang::Language;

/// A text and its metadata.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Document {
    /// The text that people read, decoded; every [`Span`] of the document is a range of it.
    pub text: Arc<str>,
    /// The source text, where it differs from `text` and its byte offsets matter: Markdown. `None` where `text` is the
    /// source, and where it was extracted.
    pub source: Option<Box<Source>>,
    /// The format of the file.
    pub format: Format,
    /// The blocks in order; they do not overlap, and every byte that is not white space is in one.
    pub blocks: Vec<Block>,
    /// Emphasis, links and the like, ordered by start.
    pub marks: Vec<Mark>,
    /// Names that links inside the document use, `#name`, and the byte of the text where each is.
    pub(crate) anchors: Vec<(Box<str>, u32)>,
    /// The metadata.
    pub about: About,
    /// The lines of a plain text, from which a comparison may detect blocks again.
    pub(crate) lines: Vec<Line>,
    /// White space inside words that were cut by line wrapping, as the other text of a comparison shows; in order.
    pub(crate) glue: Vec<Span>,
    /// The name of the encoding, if it was guessed.
    pub guessed_encoding: Option<Box<str>>,
    /// The format of the file, if another program read it: `pdf`. `format` is then that of the program's output.
    pub converted_from: Option<Box<str>>,
    /// What the file names but lacks, or what could not be decoded, each in a phrase: "2 chapters are missing".
    pub omitted: Vec<Box<str>>,
    digest: OnceLock<Digest>,
    text_digest: OnceLock<Digest>,
    languages: Languages,
    segments: OnceLock<Segments>,
    paragraphs: OnceLock<Vec<Span>>,
    words: OnceLock<usize>,
}

/// The format of a document's file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text in any encoding.
    #[default]
    PlainText,
    /// Markdown: CommonMark with GitHub's tables, task lists, strikethrough and footnotes.
    Markdown,
    /// A web page: HTML or XHTML.
    Html,
    /// A Word file: Office Open XML.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// A book.
    Epub,
    /// A mail, or a mailbox of many.
    Mail,
    /// A feed: RSS, Atom, JSON Feed.
    Feed,
    /// Pages of a wiki with their revisions, as exported by MediaWiki.
    MediaWiki,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 9] = [
        Self::PlainText,
        Self::Markdown,
        Self::Html,
        Self::Docx,
        Self::Odt,
        Self::Epub,
        Self::Mail,
        Self::Feed,
        Self::MediaWiki,
    ];

    /// The format of this name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether one file may hold several documents.
    #[must_use]
    pub const fn holds_several(self) -> bool {
        matches!(self, Self::Mail | Self::Feed | Self::MediaWiki)
    }

    /// The name in the JSON contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PlainText => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Epub => "epub",
            Self::Mail => "mail",
            Self::Feed => "feed",
            Self::MediaWiki => "mediawiki",
        }
    }

    /// Whether documents of the format have formatting.
    #[must_use]
    pub const fn has_formatting(self) -> bool {
        !matches!(self, Self::PlainText)
    }

    /// Whether JSON and CriticMarkup use ranges of the source, counted after a byte-order mark.
    #[must_use]
    pub const fn is_source(self) -> bool {
        matches!(self, Self::PlainText | Self::Markdown)
    }
}

impl Document {
    /// A plain text with the given blocks, which must be in order and cover everything but white space.
    #[must_use]
    pub fn new(text: Arc<str>, blocks: Vec<Block>, about: About) -> Self {
        Self { text, blocks, about, ..Self::default() }
    }

    /// Sets the digest of bytes that differ from the text.
    #[must_use]
    pub fn of_bytes(self, digest: Digest) -> Self {
        Self { digest: digest.into(), ..self }
    }

    /// Sets the name of the encoding, if it was guessed.
    #[must_use]
    pub fn with_guessed_encoding(self, name: Option<String>) -> Self {
        Self { guessed_encoding: name.map(String::into_boxed_str), ..self }
    }

    /// Sets the format of a file that another program read.
    #[must_use]
    pub fn with_converted_from(self, format: &str) -> Self {
        Self { converted_from: Some(format.into()), ..self }
    }

    /// The name of the file's format in the JSON contract.
    #[must_use]
    pub fn format_name(&self) -> &str {
        self.converted_from.as_deref().unwrap_or(self.format.name())
    }

    /// Whether JSON and CriticMarkup use ranges of the source, counted after a byte-order mark.
    #[must_use]
    pub const fn is_source(&self) -> bool {
        self.converted_from.is_none() && self.format.is_source()
    }

    /// The same plain text with other blocks.
    pub(crate) fn with_blocks(&self, blocks: Vec<Block>, about: About) -> Self {
        Self {
            text: Arc::clone(&self.text),
            format: self.format,
            blocks,
            about,
            digest: self.digest.clone(),
            text_digest: self.text_digest.clone(),
            guessed_encoding: self.guessed_encoding.clone(),
            converted_from: self.converted_from.clone(),
            omitted: self.omitted.clone(),
            ..Self::default()
        }
    }

    /// The same document with another text, read from this source.
    pub(crate) fn with_source(self, text: Arc<str>, source: Source) -> Self {
        Self { text, source: Some(Box::new(source)), text_digest: OnceLock::new(), ..self }
    }

    /// The digest of the bytes it was read from. Computed on the first call, in time linear in the text.
    pub fn digest(&self) -> Digest {
        *self.digest.get_or_init(|| match &self.source {
            Some(source) => Digest::of(source.text().as_bytes()),
            None => self.text_digest(),
        })
    }

    /// The digest of the text that people read, in UTF-8. Computed on the first call, in time linear in the text.
    pub(crate) fn text_digest(&self) -> Digest {
        *self.text_digest.get_or_init(|| Digest::of(self.text.as_bytes()))
    }

    /// The text that ranges for programs refer to: the source where there is one.
    #[must_use]
    pub fn file_text(&self) -> &Arc<str> {
        self.source.as_ref().map_or(&self.text, |source| source.text())
    }

    /// The position of a range of the text in [`Document::file_text`].
    #[must_use]
    pub fn in_file(&self, span: Span) -> Span {
        self.source.as_ref().map_or(span, |source| source.tight(span))
    }

    /// The same including adjacent syntax: over all words of a text these ranges cover the whole file but for white
    /// space.
    #[must_use]
    pub fn cell_in_file(&self, span: Span) -> Span {
        self.source.as_ref().map_or(span, |source| source.cell(&self.text, span))
    }

    /// Ranges of [`Document::file_text`] that are syntax and not read by people.
    #[must_use]
    pub fn markup(&self) -> &[Span] {
        self.source.as_ref().map_or(&[], |source| source.markup())
    }

    /// The language of the document as an ISO 639 code: as declared, or else as detected. `None` where it is neither.
    /// Computed on the first call.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.stated_language().or_else(|| self.languages.detected(&self.text, &self.blocks).map(Language::code))
    }

    /// The main language: English where it is unknown.
    #[must_use]
    pub fn main_language(&self) -> Language {
        // "de-AT"
        let stated = self.stated_language().and_then(|code| Language::by_code(code.split(['-', '_']).next()?));
        stated.or_else(|| self.languages.detected(&self.text, &self.blocks)).unwrap_or(Language::ENGLISH)
    }

    /// The language of a block, by its index: its own where it has enough words to detect it, or else that of the
    /// document. Computed on the first call; reads other blocks only to detect the document's language.
    #[must_use]
    pub fn block_language(&self, block: usize) -> Language {
        self.languages.of_block(&self.text, &self.blocks, block, self.main_language())
    }

    /// The language of a document whose own words do not show it clearly, as far as the other document of a comparison
    /// shows it. `None` where it is the same as without the other.
    pub(crate) fn language_beside(&self, other: &Self) -> Option<Language> {
        let votes = |document: &Self| *document.languages.of_document(&document.text, &document.blocks);
        let (own, theirs) = (votes(self), votes(other));
        if self.stated_language().is_some() || own.are_clear() {
            return None;
        }
        let mut sum = own;
        sum.add(&theirs);
        let clear = theirs.are_clear() || other.stated_language().is_some();
        let found = if clear { Some(other.main_language()) } else { sum.best() };
        found.filter(|&found| own.best() != Some(found))
    }

    /// The same document, in a language that its words do not show.
    pub(crate) fn assuming(&self, language: Language) -> Self {
        Self {
            source: self.source.clone(),
            marks: self.marks.clone(),
            lines: self.lines.clone(),
            glue: self.glue.clone(),
            languages: Languages::assuming(language),
            ..self.with_blocks(self.blocks.clone(), self.about.clone())
        }
    }

    fn stated_language(&self) -> Option<&str> {
        self.about.language.as_ref().map(|found| found.value.of(&self.text))
    }

    /// Its sentences and words. Computed on the first call, in time linear in the text.
    pub fn segments(&self) -> &Segments {
        self.segments.get_or_init(|| self.segments_unless(&[], Stop::NEVER))
    }

    /// The same, but each range of blocks in `skipped` (in order, not overlapping, without run-in blocks) becomes one
    /// sentence without words: for callers that have matched those blocks already. Incomplete once `stop` is set.
    pub(crate) fn segments_unless(&self, skipped: &[Range<usize>], stop: Stop<'_>) -> Segments {
        segment(&self.text, &self.blocks, &|block| self.block_language(block), &self.glue, skipped, stop)
    }

    /// The title for display: the headline or the beginning of the lede, with white space folded.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        let title = one_line(self.about.title.as_ref()?.value.of(&self.text));
        (!title.is_empty()).then_some(title)
    }

    /// The number of words, without punctuation, in all blocks. Computed on the first call, in time linear in the text.
    pub fn word_count(&self) -> usize {
        *self.words.get_or_init(|| self.blocks.iter().map(|b| count_words(&self.text, b.span)).sum())
    }

    /// The same; `None` soon after `cancel` is set from another thread.
    pub fn word_count_unless(&self, cancel: &AtomicBool) -> Option<usize> {
        let stop = Stop(Some(cancel));
        if let Some(count) = self.words.get() {
            return Some(*count);
        }
        let blocks = self.blocks.iter().take_while(|_| !stop.is_set());
        let count = blocks.map(|b| count_words(&self.text, b.span)).sum();
        (!stop.is_set()).then(|| *self.words.get_or_init(|| count))
    }

    /// The paragraphs as newsrooms count them: running text with run-in beginnings, list items and block quotations,
    /// but no bullets above the lede, headings or captions. Computed on the first call.
    pub fn paragraphs(&self) -> &[Span] {
        self.paragraphs.get_or_init(|| {
            let mut lead: Option<Span> = None;
            let mut out: Vec<Span> = Vec::new();
            // A few bullets under the headline summarise the text; a longer list is the text itself.
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

    /// The cells of a row of a table, in order; they may be empty.
    pub fn cells(&self, row: &Block) -> impl Iterator<Item = Span> + use<'_> {
        let row = row.span;
        let first = self.marks.partition_point(|mark| mark.span.start < row.start);
        let near = self.marks.iter().skip(first).take_while(move |mark| mark.span.start <= row.end);
        near.filter(move |mark| mark.kind == MarkKind::Cell && row.covers(mark.span)).map(|mark| mark.span)
    }

    /// Index of the block that contains byte `at`, or the last one before it.
    #[must_use]
    pub fn block_at(&self, at: u32) -> usize {
        self.blocks.partition_point(|b| b.span.start <= at).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_that_of_the_bytes() {
        let document = || Document::new("a".into(), Vec::new(), About::default());
        assert_eq!(document().digest(), Digest::of(b"a"));
        assert_eq!(document().of_bytes(Digest::of(b"\xef\xbb\xbfa")).digest(), Digest::of(b"\xef\xbb\xbfa"));
    }
}
