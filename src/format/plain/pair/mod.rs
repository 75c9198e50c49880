//! Joins the lines of two plain texts as a pair, so that white space is not a change.
//!
//! ```text
//! lines of both ─ walk ─→ equal lines ─┐
//!                └─ chunks, walk ──────┴→ relations ─ joins ─→ lines of both, joined alike ─→ parts ─→ blocks
//! ```
//!
//! Two texts that differ only in line breaks get the same paragraphs; an edit of one line does not affect others. The
//! texts and all byte offsets stay the same.

mod chunks;
mod joins;
mod key;
mod relations;
mod walk;

use std::borrow::Cow;

use super::blocks::{Kinds, blocks, kinds};
use super::parts::{Pages, parts};
use crate::format::news::metadata::metadata;
use crate::format::part::Part;
use crate::text::cancel::{Stop, Stopped};
use crate::text::parallel::{PARALLEL_BYTES, both};
use crate::text::{Document, Family, Keeps, Line, Pair, Side};
use joins::{Layout, layouts};
use relations::{Relation, Relations, relations};

/// Both documents with their lines joined for the pair; `None` if their own layouts need no change.
pub(in crate::format) fn for_pair(
    documents: Pair<&Document>,
    stop: Stop<'_>,
) -> Result<Option<Pair<Document>>, Stopped> {
    let plain = |side: Side| !documents[side].lines.is_empty();
    if !plain(Side::Old) || !plain(Side::New) || documents.old.text == documents.new.text {
        return Ok(None);
    }
    let lines = unpaged(documents, stop);
    let lines = Pair::new(lines.old.as_ref(), lines.new.as_ref());
    stop.check()?;
    let relations = relations(documents, lines, stop);
    stop.check()?;
    let layouts = layouts(documents, lines, &relations);
    let as_before = |side: Side| layouts[side].lines == documents[side].lines && layouts[side].glue.is_empty();
    if as_before(Side::Old) && as_before(Side::New) {
        return Ok(None);
    }
    stop.check()?;
    laid_out(documents, layouts, &relations, stop).map(Some)
}

/// The lines of both documents. A line that looks like part of the printed page on one side, but is in the text on the
/// other, is text.
fn unpaged<'a>(documents: Pair<&'a Document>, stop: Stop<'_>) -> Pair<Cow<'a, [Line]>> {
    let lines = documents.map(|document| Cow::Borrowed(document.lines.as_slice()));
    let paged = |side: Side| lines[side].iter().any(|line| line.page.is_some());
    if !paged(Side::Old) && !paged(Side::New) {
        return lines;
    }
    let text = |line: &Line| Line { page: None, ..*line };
    let all = documents.map(|document| document.lines.iter().map(text).collect::<Vec<_>>());
    let relations = relations(documents, Pair::new(&all.old, &all.new), stop);
    let mut lines = lines;
    for side in Side::BOTH {
        for n in 0..relations[side].len() {
            // The lines of a caption flow, too.
            let is_inner = |n: usize| lines[side].get(n).is_some_and(|line| line.page.is_some() && line.joined);
            let flows =
                |n: usize| matches!(relations[side].get(n), Some(Relation::Space | Relation::Word)) && !is_inner(n);
            let text_there = match relations[side][n] {
                Relation::Line(there) => documents[side.other()].lines[there].page.is_none(),
                _ => false,
            };
            let text_above = is_inner(n) && n.checked_sub(1).is_some_and(|above| lines[side][above].page.is_none());
            if lines[side][n].page.is_some() && (flows(n) || flows(n + 1) || text_there || text_above) {
                let lines = lines[side].to_mut();
                lines[n].page = None;
                // A line cannot continue after the page if there is no page.
                if let Some(following) = lines.get_mut(n + 1).filter(|following| following.page.is_none()) {
                    following.joined = false;
                }
            }
        }
    }
    lines
}

/// What `of` makes of each side, in parallel if the texts are long.
fn of_both<T: Send>(documents: Pair<&Document>, of: impl Fn(Side) -> T + Sync) -> Pair<T> {
    let (old, new) = if documents.old.text.len().min(documents.new.text.len()) < PARALLEL_BYTES {
        (of(Side::Old), of(Side::New))
    } else {
        both(|| of(Side::Old), || of(Side::New))
    };
    Pair::new(old, new)
}

/// Both documents with the given layouts.
fn laid_out(
    documents: Pair<&Document>,
    layouts: Pair<Layout>,
    relations: &Relations,
    stop: Stop<'_>,
) -> Result<Pair<Document>, Stopped> {
    let read = |side: Side| parts(&documents[side].text, &layouts[side].lines, &layouts[side].seams, stop);
    let Pair { mut old, mut new } = of_both(documents, read);
    stop.check()?;
    let alike = shapes(&mut old.0, &mut new.0, relations);
    stop.check()?;
    let read: Pair<(Vec<Part<'_>>, Pages)> = Pair::new(old, new);
    let mut known = of_both(documents, |side| kinds(&read[side].0, stop));
    families(&mut known, Pair::new(&read.old.0, &read.new.0), &alike);
    stop.check()?;
    let document = |side: Side| {
        let of = documents[side];
        let (parts, pages) = &read[side];
        let blocks = blocks(&of.text, parts, pages, &known[side], of.main_language(), stop);
        let about = metadata(&of.text, &blocks);
        let mut document = of.with_blocks(blocks, about);
        document.lines.clone_from(&layouts[side].lines);
        document.glue.clone_from(&layouts[side].glue);
        document
    };
    let laid_out = of_both(documents, document);
    stop.check()?;
    Ok(laid_out)
}

/// Gives corresponding parts the same shape, since their number of lines does not matter. Returns their indices.
fn shapes<'a>(old: &mut [Part<'a>], new: &mut [Part<'a>], relations: &Relations) -> Vec<Pair<usize>> {
    let mut alike = Vec::new();
    for o in 0..old.len() {
        let there = match relations.old.get(old[o].line) {
            Some(Relation::Line(line)) => *line,
            _ if o == 0 && new.first().is_some_and(|part| part.line == 0) => 0,
            _ => continue,
        };
        let Ok(n) = new.binary_search_by_key(&there, |part| part.line) else { continue };
        let next = |parts: &[Part<'_>], at: usize| parts.get(at + 1).map(|part| part.line);
        let ends = match (next(old, o), next(new, n)) {
            (Some(old), Some(new)) => relations.old.get(old) == Some(&Relation::Line(new)),
            (old, new) => old.is_none() && new.is_none(),
        };
        if !ends {
            continue;
        }
        let (lines, inset) = (old[o].lines.min(new[n].lines), old[o].inset && new[n].inset);
        let keeps = match (old[o].keeps, new[n].keeps) {
            (old, new) if old == new => old,
            // An edited line may hide the verse on one side.
            (Some(Keeps::Verse), None) | (None, Some(Keeps::Verse)) => Some(Keeps::Verse),
            _ => None,
        };
        for part in [&mut old[o], &mut new[n]] {
            (part.lines, part.inset, part.keeps) = (lines, inset, keeps);
        }
        alike.push(Pair::new(o, n));
    }
    alike
}

/// If corresponding parts are the story on one side, they are so on the other: in another context they may look like a
/// credit or furniture.
fn families(known: &mut Pair<Kinds>, parts: Pair<&[Part<'_>]>, alike: &[Pair<usize>]) {
    for at in alike {
        let kind = |side: Side| known[side].kinds[at[side]];
        let family = |side: Side| kind(side).map_or(Family::Story, |kind| kind.family());
        let (old, new) = (family(Side::Old), family(Side::New));
        if old != new && parts.old[at.old].text() == parts.new[at.new].text() {
            for (story, other) in [(Side::Old, Side::New), (Side::New, Side::Old)] {
                if family(story) == Family::Story {
                    let kind = kind(story);
                    known[other].kinds[at[other]] = kind;
                    break;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
