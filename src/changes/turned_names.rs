//! Lists of names whose surnames change places with the given names: "Holm, Anna; Dahl, Peter" → "Anna Holm; Peter Dahl".

use std::ops::Range;

use super::annotate::Annotated;
use super::model::Edit;
use super::part::SIDES;
use crate::text::{Pair, Side};

/// A name that is turned, as words of both sides.
type Turned = Pair<Range<usize>>;

/// The edits of a row, with one for each name where names are turned one after another and nothing else between them
/// changed. Matching cuts such lists across the names, since any two of them have words in common.
pub(super) fn turned_names(words: &Pair<Annotated<'_>>, edits: Vec<Edit>) -> Vec<Edit> {
    let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return edits };
    if edits.len() < 2 {
        return edits;
    }
    let range = |edit: &Edit, side: Side| words[side].at(edit.spans[side], edit.near[side]);
    let within = SIDES.map(|side| range(first, side).start..range(last, side).end);
    if within.old.len().max(within.new.len()) > words.old.limits.turned_list_words {
        return edits;
    }
    let found = Side::BOTH.into_iter().map(|side| names(words, &within, side)).max_by_key(Vec::len).unwrap_or_default();
    let (Some(begin), Some(end)) = (found.first(), found.last()) else { return edits };
    let all = SIDES.map(|side| begin[side].start..end[side].end);
    let between = |pair: &[Turned], side: Side| {
        let gap = pair[0][side].end..pair[1][side].start;
        gap.map(|k| words[side].key(k)).collect::<Vec<_>>()
    };
    let same = found.windows(2).all(|pair| between(pair, Side::Old) == between(pair, Side::New));
    let is_inside = |edit: &Edit| {
        Side::BOTH.into_iter().all(|side| {
            let edit = range(edit, side);
            all[side].start <= edit.start && edit.end <= all[side].end
        })
    };
    if found.len() < 2 || !same {
        return edits;
    }
    let named = found.iter().map(|name| Edit {
        row: first.row,
        spans: SIDES.map(|side| Some(words[side].span(name[side].clone()))),
        near: SIDES.map(|side| words[side].span(name[side].clone()).start),
    });
    let at = edits.iter().position(is_inside).unwrap_or(edits.len());
    let mut out: Vec<Edit> = edits.iter().filter(|edit| !is_inside(edit)).cloned().collect();
    let at = at.min(out.len());
    out.splice(at..at, named);
    out
}

/// The names of which `side` has the surname first, with a comma after it.
fn names(words: &Pair<Annotated<'_>>, within: &Pair<Range<usize>>, side: Side) -> Vec<Turned> {
    let (row, other) = (&words[side], &words[side.other()]);
    let limit = row.limits.turned_name_words;
    let is_name = |k: usize| row.is_capital(k) && !row.is_mark(k);
    let around = |range: &Range<usize>, end: usize| range.start.saturating_sub(limit)..(range.end + limit).min(end);
    let (own, mut there) = (around(&within[side], row.all().end), around(&within[side.other()], other.all().end));
    let mut found = Vec::new();
    for comma in own.clone().filter(|&k| row.key(k) == ",") {
        let surname = (own.start..comma).rev().take(limit).take_while(|&k| is_name(k)).count();
        let given = (comma + 1..own.end).take(limit).take_while(|&k| is_name(k)).count();
        // The longest surname and given names that the other side has turned.
        let turned = (1..=surname).rev().flat_map(|s| (1..=given).rev().map(move |g| (s, g))).find_map(|(s, g)| {
            let keys: Vec<&str> = (comma + 1..comma + 1 + g).chain(comma - s..comma).map(|k| row.key(k)).collect();
            let at = there.clone().find(|&at| {
                at + keys.len() <= other.all().end && keys.iter().enumerate().all(|(n, key)| other.key(at + n) == *key)
            })?;
            Some((comma - s..comma + 1 + g, at..at + keys.len()))
        });
        if let Some((own, turned)) = turned {
            there.start = turned.end;
            found.push(if side == Side::Old { Pair::new(own, turned) } else { Pair::new(turned, own) });
        }
    }
    found
}
