//! Sentences and paragraphs that are cut, added or moved.

use super::edit::{fact, one_sided};
use super::excerpt::{BEGINNING_CHARS, QUOTED_CHARS, count, listed, quote};
use crate::changes::Change;
use crate::page::ComparePage;
use crate::text::{BlockKind, Document, Pair, Side, Span};

/// "The last seven paragraphs are cut: “The ferry …”", "A sentence of paragraph 3 is cut: “…”", "“words” is cut".
pub(super) fn cut_or_added(page: &ComparePage, change: &Change, spans: Pair<Option<Span>>, side: Side) -> String {
    let document: &Document = &page.documents()[side];
    let Some(span) = spans[side] else { return "A passage changes".to_owned() };
    let verb = |count: usize| match (count, side) {
        (1, Side::Old) => "is cut",
        (1, Side::New) => "is added",
        (_, Side::Old) => "are cut",
        (_, Side::New) => "are added",
    };
    match Extent::of(document, span) {
        Extent::Words if change.spans == spans => one_sided(page, change, side),
        Extent::Words => format!("{} {}", quote(document, span, QUOTED_CHARS), verb(1)),
        Extent::Sentences(n) => {
            let what = if n == 1 { "a sentence".to_owned() } else { format!("{} sentences", count(n)) };
            let near = paragraphs_of(document, span);
            format!("{what}{near} {}: {}", verb(n), quote(document, span, QUOTED_CHARS))
        }
        Extent::Blocks { name, count: n } => {
            format!("{name} {}: {}", verb(n), blocks_quoted(document, span))
        }
        Extent::Paragraphs { name, count } => {
            format!("{name} {}: {}", verb(count), quote(document, span, BEGINNING_CHARS))
        }
    }
}

/// " of paragraph 3", " of paragraphs 3 to 5"
pub(super) fn paragraphs_of(document: &Document, span: Span) -> String {
    let paragraphs = document.paragraphs();
    let first = paragraphs.partition_point(|p| p.end <= span.start);
    match paragraphs[first..].iter().take_while(|p| p.start < span.end).count() {
        0 => String::new(),
        1 if paragraphs.len() == 1 => String::new(),
        1 => format!(" of paragraph {}", first + 1),
        2 => format!(" of paragraphs {} and {}", first + 1, first + 2),
        count => format!(" of paragraphs {} to {}", first + 1, first + count),
    }
}

/// "A sentence of paragraph 3 is rewritten: “…” becomes “…”", with the facts that it changes.
pub(super) fn rewritten(documents: Pair<&Document>, change: &Change, spans: Pair<Span>, sentences: usize) -> String {
    let block = documents.new.blocks.get(documents.new.block_at(spans.new.start));
    let is_headline = block.is_some_and(|block| block.kind == BlockKind::Headline);
    let what = match sentences {
        1 if is_headline => "the headline".to_owned(),
        1 => "a sentence".to_owned(),
        _ => format!("{} sentences", count(sentences)),
    };
    let near = paragraphs_of(documents.old, spans.old);
    let facts: Vec<String> = change.findings.iter().filter_map(|finding| fact(documents, finding)).collect();
    let quoted = |side: Side| quote(documents[side], spans[side], QUOTED_CHARS);
    let (old, new) = (quoted(Side::Old), quoted(Side::New));
    if facts.is_empty() {
        let verb = if sentences == 1 { "is" } else { "are" };
        return format!("{what}{near} {verb} rewritten: {old} becomes {new}");
    }
    format!("{} in a rewritten passage{near}: {old} becomes {new}", listed(&facts))
}

pub(super) fn moved(documents: Pair<&Document>, change: &Change) -> String {
    let quoted = Side::BOTH.into_iter().rev().find_map(|side| Some((side, change.spans[side]?)));
    let what = quoted.map_or_else(String::new, |(side, span)| quote(documents[side], span, BEGINNING_CHARS));
    let places = change.paragraphs(documents);
    match (places.old, places.new) {
        (Some(old), Some(new)) if old == new => format!("{what} moves within paragraph {old}"),
        (Some(old), Some(new)) => format!("{what} moves from paragraph {old} to paragraph {new}"),
        _ => format!("{what} moves to another place"),
    }
}

/// How much of a document a span is.
enum Extent {
    /// Less than a sentence.
    Words,
    /// Whole sentences: their number.
    Sentences(usize),
    /// Whole lines that are not paragraphs, or are list items.
    Blocks {
        /// "two list items"
        name: String,
        /// Their number.
        count: usize,
    },
    /// Whole paragraphs.
    Paragraphs {
        /// "the last seven paragraphs"
        name: String,
        /// Their number.
        count: usize,
    },
}

impl Extent {
    fn of(document: &Document, span: Span) -> Self {
        if let Some((name, count)) = blocks_name(document, span) {
            return Self::Blocks { name, count };
        }
        let paragraphs = document.paragraphs();
        let first = paragraphs.partition_point(|p| p.start < span.start);
        let count = paragraphs[first..].iter().take_while(|p| p.end <= span.end).count();
        // If a paragraph is only cut in part, sentences are counted.
        let overlapping = paragraphs.iter().filter(|p| p.overlaps(span)).count();
        if count > 0 && overlapping == count {
            return Self::Paragraphs { name: paragraphs_name(first, count, paragraphs.len()), count };
        }
        let sentences = &document.segments().sentences;
        let first = sentences.partition_point(|s| s.span.start < span.start);
        let count = sentences[first..].iter().take_while(|s| s.span.end <= span.end).count();
        let overlapping = sentences[..first].last().is_some_and(|s| s.span.overlaps(span));
        if count > 0 && !overlapping { Self::Sentences(count) } else { Self::Words }
    }
}

/// The first few of the blocks of a span.
fn blocks_quoted(document: &Document, span: Span) -> String {
    const QUOTED_BLOCKS: usize = 3;
    let first = document.blocks.partition_point(|b| b.span.end <= span.start);
    let blocks: Vec<Span> =
        document.blocks[first..].iter().map(|b| b.span).take_while(|own| own.start < span.end).collect();
    let most = if blocks.len() == 1 { QUOTED_CHARS } else { BEGINNING_CHARS };
    let mut quoted: Vec<String> =
        blocks.iter().take(QUOTED_BLOCKS).map(|&block| quote(document, block, most)).collect();
    if let [_, .., last] = quoted.as_mut_slice()
        && blocks.len() > QUOTED_BLOCKS
    {
        *last = "more".to_owned();
    }
    listed(&quoted)
}

/// The name and number of the blocks that a span consists of, if they are all of one kind other than paragraphs.
fn blocks_name(document: &Document, span: Span) -> Option<(String, usize)> {
    let first = document.blocks.partition_point(|b| b.span.end <= span.start);
    let blocks: Vec<_> = document.blocks[first..].iter().take_while(|b| b.span.start < span.end).collect();
    let kind = blocks.first()?.kind;
    let whole = |span: Span, own: Span| {
        let outside = [(own.start, span.start), (span.end, own.end)];
        outside.iter().all(|&(start, end)| {
            start >= end || !Span { start, end }.of(&document.text).contains(char::is_alphanumeric)
        })
    };
    if !blocks.iter().all(|block| block.kind == kind && whole(span, block.span)) {
        return None;
    }
    let (one, many) = match kind {
        BlockKind::Headline => ("the headline", "lines of the headline"),
        BlockKind::Heading => ("a heading", "headings"),
        BlockKind::ListItem => ("a list item", "list items"),
        BlockKind::Verse => ("a line", "lines"),
        BlockKind::TableRow => ("a row of the table", "rows of the table"),
        BlockKind::Code => ("a line of code", "blocks of code"),
        BlockKind::Caption => ("a caption", "captions"),
        _ => return None,
    };
    let name = if blocks.len() == 1 { one.to_owned() } else { format!("{} {many}", count(blocks.len())) };
    Some((name, blocks.len()))
}

/// "the last seven paragraphs", "paragraphs 3 to 5"
fn paragraphs_name(first: usize, n: usize, all: usize) -> String {
    let end = |name: &str| {
        if n == 1 { format!("the {name} paragraph") } else { format!("the {name} {} paragraphs", count(n)) }
    };
    match first {
        0 if n == all => match all {
            1 => "a paragraph".to_owned(),
            2 => "both paragraphs".to_owned(),
            _ => format!("all {} paragraphs", count(all)),
        },
        0 => end("first"),
        first if first + n == all => end("last"),
        first if n == 1 => format!("paragraph {}", first + 1),
        first if n == 2 => format!("paragraphs {} and {}", first + 1, first + 2),
        first => format!("paragraphs {} to {}", first + 1, first + n),
    }
}
