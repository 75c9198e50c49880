//! Recognises text around a story in structured formats: Markdown, web pages.
//!
//! Headings, lists, quotations, tables and code come from the format. Bylines, datelines, credits, notes and furniture
//! are recognised among the paragraphs, as in plain text.

use super::news::patterns::{Place, address, recognise};
use super::news::{credits, dateline, footer, header, notes};
use super::part::Part;
use super::shape::{is_full, is_labelled};
use super::squeezed::Squeezed;
use crate::text::{Block, BlockKind, Family, Span, is_space};

/// The number of blocks at the end of a text that may be sign-offs and credits.
const FOOT_BLOCKS: usize = 12;

/// Recognises text around the story among the blocks.
pub(in crate::format) fn recognised(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    let parts: Vec<Part<'_>> = blocks.iter().map(|block| part(text, block)).collect();
    let lede = lede(&blocks, &parts);
    let mut kinds: Vec<Option<BlockKind>> =
        blocks.iter().zip(&parts).enumerate().map(|(i, (b, p))| known(b, p, place(i, lede, parts.len()))).collect();
    if let Some(lede) = lede {
        let headline = blocks.iter().position(|block| block.kind == BlockKind::Headline);
        header::titles(&parts, lede, 0, &mut kinds);
        // The format marks the headline: further titles are headings below it.
        for (i, kind) in kinds.iter_mut().enumerate().filter(|_| headline.is_some()) {
            let looks = *kind == Some(BlockKind::Headline);
            if headline == Some(i) {
                *kind = Some(BlockKind::Headline);
            } else if looks {
                *kind = Some(if blocks[i].kind == BlockKind::Paragraph { BlockKind::Heading } else { blocks[i].kind });
            }
        }
        footer::footer(&parts, lede, &mut kinds);
    }
    let last = kinds.iter().rposition(|kind| !kind.is_some_and(|kind| kind.family() != Family::Story));
    let mut out = Vec::with_capacity(blocks.len() + 2);
    for (i, (block, part)) in blocks.iter().zip(&parts).enumerate() {
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
fn lede(blocks: &[Block], parts: &[Part<'_>]) -> Option<usize> {
    let is_lede = |(block, part): (&Block, &Part<'_>)| {
        let line = part.text();
        let open = block.kind == BlockKind::Paragraph && recognise(line, Place::Top).is_none();
        open && is_full(line) && !is_labelled(line)
    };
    let first = blocks.iter().zip(parts).position(is_lede)?;
    let trailing_block = header::lede_after_standfirst(parts, first);
    Some(if blocks[trailing_block].kind == BlockKind::Paragraph { trailing_block } else { first })
}

/// The kind of a block by the format and the patterns; `None` is a paragraph.
fn known(block: &Block, part: &Part<'_>, place: Place) -> Option<BlockKind> {
    let line = part.text();
    match block.kind {
        BlockKind::Paragraph => recognise(line, place).or_else(|| address(line, place)),
        // "Share", "Comments (2)" may be list items.
        BlockKind::ListItem => recognise(line, place).filter(|k| *k == BlockKind::Furniture).or(Some(block.kind)),
        kind => Some(kind),
    }
}

fn place(i: usize, lede: Option<usize>, parts: usize) -> Place {
    match lede {
        Some(lede) if i < lede => Place::Top,
        Some(lede) if i > lede && i + FOOT_BLOCKS >= parts => Place::Foot,
        Some(_) => Place::Middle,
        None => Place::Middle,
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
    let rest = line.get(start..).unwrap_or("");
    let trailing_block = match block.kind {
        BlockKind::Headline => notes::note_after_headline(rest).map(|at| (BlockKind::Note, at)),
        BlockKind::Paragraph => {
            let note = notes::note_after(rest).map(|at| (BlockKind::Note, at));
            let slug = || credits::slug_at_end(rest).map(|at| (BlockKind::Credit, at));
            note.or_else(|| if ends_story { slug() } else { None })
        }
        _ => None,
    };
    let end = trailing_block.map_or(line.len(), |(_, at)| start + at);
    let body = line.get(..end).unwrap_or("").trim_end_matches(is_space).len();
    let span = if lead.is_none() && trailing_block.is_none() { block.span } else { part.squeezed.span(start..body) };
    if !span.is_empty() {
        out.push(Block { span, ..block });
    }
    if let Some((kind, _)) = trailing_block {
        out.push(Block::new(kind, Span { start: part.squeezed.span(end..line.len()).start, end: block.span.end }));
    }
}
