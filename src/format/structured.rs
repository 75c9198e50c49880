//! Recognises text around a story in structured formats: Markdown, web pages.
//!
//! Headings, lists, quotations, tables and code come from the format. Bylines, datelines, credits, notes and furniture
//! are recognised among the paragraphs, as in plain text.

use super::news::patterns::{Place, address, recognise};
use super::news::trailing::trailing_block;
use super::news::{dateline, footer, header, notes};
use super::part::Part;
use super::shape::{is_full, is_labelled};
use super::squeezed::Squeezed;
use crate::text::cancel::Stop;
use crate::text::{Block, BlockKind, Family, Marker, Span, is_space};

/// Maximum length of the label of a note, in bytes.
const REFERENCE_BYTES: usize = 5;

/// Recognises text around the story among the blocks. Incomplete once `stop` is set.
pub(in crate::format) fn recognised(text: &str, blocks: Vec<Block>, stop: Stop<'_>) -> Vec<Block> {
    let parts: Vec<Part<'_>> = blocks.iter().take_while(|_| !stop.is_set()).map(|block| part(text, block)).collect();
    if stop.is_set() {
        return blocks;
    }
    let lede = lede(&blocks, &parts, stop);
    // A text without a lede may end anywhere.
    let place = |i: usize| lede.map_or(Place::Middle, |_| Place::of(i, lede, parts.len()));
    let kind = |i: usize| if stop.is_set() { None } else { known(&blocks[i], &parts[i], place(i)) };
    let mut kinds: Vec<Option<BlockKind>> = (0..blocks.len()).map(kind).collect();
    if let Some(lede) = lede {
        let headline = blocks.iter().position(|block| block.kind == BlockKind::Headline);
        let headed = blocks.iter().position(|block| block.kind == BlockKind::Heading).unwrap_or(blocks.len());
        header::titles(&parts, lede, 0, &mut kinds);
        // The format marks the headline: further titles are headings below it.
        for (i, kind) in kinds.iter_mut().enumerate().filter(|_| headline.is_some()) {
            let looks = *kind == Some(BlockKind::Headline);
            if headline == Some(i) {
                *kind = Some(BlockKind::Headline);
            } else if i > headed
                && blocks[i].kind == BlockKind::Paragraph
                && matches!(kind, Some(BlockKind::Headline | BlockKind::Heading))
            {
                // A text that marks its headings marks all of them.
                *kind = None;
            } else if looks {
                *kind = Some(if blocks[i].kind == BlockKind::Paragraph { BlockKind::Heading } else { blocks[i].kind });
            }
        }
        footer::footer(&parts, lede, &mut kinds);
    }
    let last = kinds.iter().rposition(|kind| !kind.is_some_and(|kind| kind.family() != Family::Story));
    let mut out = Vec::with_capacity(blocks.len() + 2);
    for (i, (block, part)) in blocks.iter().zip(&parts).enumerate().take_while(|_| !stop.is_set()) {
        let kind = kinds[i].unwrap_or(block.kind);
        let shape =
            if kind == block.kind { *block } else { Block { level: Block::new(kind, block.span).level, ..*block } };
        split(part, Block { kind, ..shape }, lede == Some(i), lede.is_some() && last == Some(i), &mut out);
    }
    out
}

fn part<'a>(text: &'a str, block: &Block) -> Part<'a> {
    let squeezed = Squeezed::new(text, block.span, Vec::new());
    Part { squeezed, line: 0, lines: 1, indent: 0, inset: false, keeps: None, seams: Vec::new() }
}

/// The first full paragraph that no pattern matches.
fn lede(blocks: &[Block], parts: &[Part<'_>], stop: Stop<'_>) -> Option<usize> {
    let is_lede = |(block, part): (&Block, &Part<'_>)| {
        let line = part.text();
        let open = block.kind == BlockKind::Paragraph && recognise(line, Place::Top).is_none();
        open && is_full(without_references(line)) && !is_labelled(line)
    };
    let first = blocks.iter().zip(parts).take_while(|_| !stop.is_set()).position(is_lede)?;
    let later = header::lede_after_standfirst(parts, first);
    Some(if blocks[later].kind == BlockKind::Paragraph { later } else { first })
}

/// A line without the references to notes at its end: `[1]`, `[ii]`.
fn without_references(line: &str) -> &str {
    let mut rest = line;
    while let Some((before, label)) = rest.strip_suffix(']').and_then(|open| open.rsplit_once('['))
        && (1..=REFERENCE_BYTES).contains(&label.len())
        && label.bytes().all(|b| b.is_ascii_alphanumeric())
    {
        rest = before.trim_end();
    }
    rest
}

/// The kind of a block by the format and the patterns; `None` is a paragraph.
fn known(block: &Block, part: &Part<'_>, place: Place) -> Option<BlockKind> {
    let line = part.text();
    match block.kind {
        BlockKind::Paragraph => recognise(line, place).or_else(|| address(line, place)),
        // "Share", "Comments (2)" may be list items, but pages do not number them.
        BlockKind::ListItem if matches!(block.marker, Marker::Number(_)) => Some(block.kind),
        BlockKind::ListItem => recognise(line, place).filter(|k| *k == BlockKind::Furniture).or(Some(block.kind)),
        kind => Some(kind),
    }
}

/// Appends a block, split off from a dateline before it and a credit after it.
fn split(part: &Part<'_>, block: Block, is_lede: bool, ends_story: bool, out: &mut Vec<Block>) {
    let line = part.text();
    let lead = match block.kind {
        BlockKind::Paragraph if is_lede => dateline::run_in(line).map(|found| (found.kind(), found.len)),
        BlockKind::Headline => notes::flag(line).map(|len| (BlockKind::Note, len)),
        _ => None,
    };
    let mut start = 0;
    if let Some((kind, len)) = lead {
        out.push(Block::new(kind, part.squeezed.span(0..len)).run_in());
        let after = line.get(len..).unwrap_or("");
        start = line.len() - after.trim_start_matches(is_space).len();
    }
    let trailing = trailing_block(block.kind, line.get(start..).unwrap_or(""), ends_story);
    let end = trailing.map_or(line.len(), |(_, at)| start + at);
    let body = line.get(..end).unwrap_or("").trim_end_matches(is_space).len();
    let span = if lead.is_none() && trailing.is_none() { block.span } else { part.squeezed.span(start..body) };
    if !span.is_empty() {
        out.push(Block { span, ..block });
    }
    if let Some((kind, _)) = trailing {
        out.push(Block::new(kind, Span { start: part.squeezed.span(end..line.len()).start, end: block.span.end }));
    }
}
