//! Parts to blocks: what each part of a text is.
//!
//! ```text
//! caption      │ Barges at the gate, March 4, 2024. Pool via SAMPLE      patterns
//! headline     │ Harbour bridge to reopen                                first title before the lede
//! byline       │ By Nora Tilling                                         patterns
//! dateline ┐   │ PORT ELLERY, March 4 (Sample Wire) -                    run into the lede
//! paragraph┘   │ The harbour bridge in Port Ellery will reopen …         the lede: first full paragraph
//! heading      │ What the repairs cost                                   a title between full paragraphs
//! paragraph    │ …
//! note, credit │ (Corrects cost …)                                       patterns
//! ```

use crate::format::news::credits;
use crate::format::news::dateline;
use crate::format::news::mail;
use crate::format::news::notes;
use crate::format::news::patterns::{Place, address, recognise};
use crate::format::news::{footer, header};
use crate::format::part::Part;
use crate::format::shape::{HEADLINE, is_full, is_item, is_labelled, is_quoted, is_title};
use crate::text::Block;
use crate::text::BlockKind;
use crate::text::Family;
use crate::text::Span;
use crate::text::is_space;

/// A heading is no longer.
const HEADING: usize = 80;

/// How many parts at the end of a text are its foot, where sign-offs and credits stand.
const FOOT: usize = 12;

/// The blocks of a text, in order.
pub(super) fn blocks(text: &str, parts: &[Part]) -> Vec<Block> {
    let mail = mail::mail_head(text, parts);
    let lede = lede(text, parts, mail).or_else(|| table_begins(text, parts));
    let mut kinds: Vec<Option<BlockKind>> =
        parts.iter().enumerate().map(|(i, part)| known(text, part, place(i, lede, parts.len()))).collect();
    if let Some(lede) = lede {
        header::titles(text, parts, lede, mail, &mut kinds);
        footer::footer(text, parts, lede, &mut kinds);
        headings(text, parts, lede, &mut kinds);
    }
    let last = kinds.iter().rposition(|kind| !kind.is_some_and(|kind| kind.family() != Family::Story));
    let mut blocks = Vec::with_capacity(parts.len() + 1);
    let mut begun = false;
    for (i, (part, kind)) in parts.iter().zip(kinds).enumerate() {
        let kind = kind.unwrap_or(BlockKind::Paragraph);
        let mut rest = part.span;
        let lead = match kind {
            BlockKind::Paragraph if !begun || lede == Some(i) => {
                begun = true;
                dateline::run_in(part.span.of(text)).map(|found| (found.kind(), found.len))
            }
            BlockKind::Headline if i < mail => {
                let named = mail::field(part.span.of(text)).filter(|&(_, len)| len < part.span.len());
                named.map(|(_, len)| (BlockKind::Credit, len))
            }
            BlockKind::Headline => notes::flag(part.span.of(text)).map(|len| (BlockKind::Note, len)),
            _ => None,
        };
        if let Some((lead, len)) = lead {
            let start = part.span.start as usize;
            blocks.push(Block::new(lead, Span::new(start, start + len)).run_in());
            let after = text.get(start + len..part.span.end as usize).unwrap_or("");
            rest.start =
                Span::new(part.span.end as usize - after.trim_start_matches(is_space).len(), part.span.end as usize)
                    .start;
        }
        let behind = behind(text, kind, rest, lede.is_some() && last == Some(i));
        if let Some(behind) = behind {
            let head = Span { start: rest.start, end: behind.span.start };
            rest.end = rest.start + Span::new(0, head.of(text).trim_end_matches(is_space).len()).end;
        }
        blocks.push(Block::new(kind, rest));
        blocks.extend(behind);
    }
    blocks
}

/// What is run on behind a part and none of it: a note behind the headline, an agency behind the story's last sentence.
fn behind(text: &str, kind: BlockKind, part: Span, ends_story: bool) -> Option<Block> {
    let line = part.of(text);
    let (kind, at) = match kind {
        BlockKind::Headline => (BlockKind::Note, notes::note_behind(line)?),
        BlockKind::Paragraph if ends_story => (BlockKind::Credit, credits::slug_behind(line)?),
        _ => return None,
    };
    Some(Block::new(kind, Span::new(part.start as usize + at, part.end as usize)))
}

fn place(part: usize, lede: Option<usize>, parts: usize) -> Place {
    match lede {
        Some(lede) if part < lede => Place::Top,
        Some(lede) if part == lede => Place::Middle,
        _ if part + FOOT >= parts => Place::Foot,
        _ => Place::Middle,
    }
}

/// The first full paragraph that no pattern knows, behind the head of a mail.
fn lede(text: &str, parts: &[Part], mail: usize) -> Option<usize> {
    // "NOTE: 1986 includes …" belongs to a table.
    let is_lede = |part: &Part| {
        let line = part.span.of(text);
        is_full(line) && !is_labelled(line) && known(text, part, Place::Top).is_none()
    };
    parts.iter().skip(mail).position(is_lede).map(|at| header::behind_standfirst(text, parts, mail + at))
}

/// Where a text without a full paragraph begins, a table of figures say, whose headline stands in capitals: behind the
/// headline and a dateline.
fn table_begins(text: &str, parts: &[Part]) -> Option<usize> {
    let (first, second) = (parts.first()?.span.of(text), parts.get(1)?.span.of(text));
    let capitals = !first.chars().any(char::is_lowercase) && is_title(first, HEADLINE);
    let begins = if recognise(second, Place::Top) == Some(BlockKind::Dateline) { 2 } else { 1 };
    (capitals && parts.len() > begins).then_some(begins)
}

/// What a part is by itself: known to a pattern, an item, a quotation.
fn known(text: &str, part: &Part, place: Place) -> Option<BlockKind> {
    let line = part.span.of(text);
    if is_quoted(line) {
        return Some(BlockKind::Quote);
    }
    let kind = recognise(line, place).or_else(|| address(line, place));
    if kind.is_some() {
        kind
    } else if is_item(line) {
        Some(BlockKind::ListItem)
    } else {
        (part.inset && part.lines > 1).then_some(BlockKind::Quote)
    }
}

/// After the lede a short title between two full paragraphs is a heading.
fn headings(text: &str, parts: &[Part], lede: usize, kinds: &mut [Option<BlockKind>]) {
    let is_story = |kind: Option<BlockKind>| matches!(kind, None | Some(BlockKind::ListItem | BlockKind::Quote));
    let mut above = lede;
    for i in lede + 1..parts.len().saturating_sub(1) {
        if kinds[i].is_some() {
            continue;
        }
        let line = parts[i].span.of(text);
        let next = parts.get(i + 1).filter(|_| is_story(kinds[i + 1])).map_or("", |part| part.span.of(text));
        let heads = parts[i].lines == 1 && is_title(line, HEADING) && (is_full(next) || is_item(next));
        if heads && is_full(parts[above].span.of(text)) {
            kinds[i] = Some(BlockKind::Heading);
        } else {
            above = i;
        }
    }
}
