//! A document: one text, its blocks, and what is known of it.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::{Span, Word, count_words, sentence_spans, words};

/// One text and what is known of it.
#[derive(Debug, Default)]
pub struct Document {
    /// The whole text as decoded; every [`Span`] of the document is a range of it.
    pub text: Arc<str>,
    /// The text's parts in order; they do not overlap, and every byte that is not white space lies in one.
    pub blocks: Vec<Block>,
    /// What the text says about itself.
    pub about: About,
    segments: OnceLock<Segments>,
    paragraphs: OnceLock<Vec<Span>>,
    words: OnceLock<usize>,
}

/// What a text says about itself. Spans point into the document's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The headline, else the beginning of the lede.
    pub title: Option<Span>,
    /// The agency of the slug or the copyright line.
    pub agency: Option<Span>,
    /// The names after "By".
    pub byline: Option<Span>,
    /// The place of the dateline.
    pub dateline: Option<Span>,
    /// A date as written: of the dateline, else of a copyright or caption line.
    pub date: Option<Span>,
    /// Editors' notes.
    pub notes: Vec<Span>,
}

/// A part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What part it is.
    pub kind: BlockKind,
    /// Where; no white space at either end.
    pub span: Span,
    /// It begins the paragraph that follows, on the same line: an agency slug, a dateline.
    pub run_in: bool,
}

/// What a block is; the names are those of the JSON contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The story's headline.
    Headline,
    /// A heading inside the story.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A quotation set apart.
    Quote,
    /// What a picture shows.
    Caption,
    /// Who wrote it.
    Byline,
    /// Where and when it was written.
    Dateline,
    /// Agency slug, photo credit, "with assistance from", copyright.
    Credit,
    /// An editor's note: "Updates with …", "Corrects …".
    Note,
    /// What the page around the story left behind.
    Furniture,
}

/// Kinds that may stand for each other in a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// What the story tells.
    Story,
    /// Who made it: bylines, datelines, credits.
    Credit,
    /// Editors' notes.
    Note,
    /// Page furniture.
    Furniture,
}

impl BlockKind {
    /// The name in the JSON contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list-item",
            Self::Quote => "quote",
            Self::Caption => "caption",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Credit => "credit",
            Self::Note => "note",
            Self::Furniture => "furniture",
        }
    }

    /// The kinds it may be paired with.
    #[must_use]
    pub const fn family(self) -> Family {
        match self {
            Self::Headline | Self::Heading | Self::Paragraph | Self::ListItem | Self::Quote | Self::Caption => {
                Family::Story
            }
            Self::Byline | Self::Dateline | Self::Credit => Family::Credit,
            Self::Note => Family::Note,
            Self::Furniture => Family::Furniture,
        }
    }
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
    /// A document of `text` with these blocks, which must be in order and cover all that is not white space.
    #[must_use]
    pub fn new(text: Arc<str>, blocks: Vec<Block>, about: About) -> Self {
        Self { text, blocks, about, segments: OnceLock::new(), paragraphs: OnceLock::new(), words: OnceLock::new() }
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
        let title = self.about.title?.of(&self.text).split_whitespace().collect::<Vec<_>>().join(" ");
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
