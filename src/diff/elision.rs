//! Words that are kept while a short word is elided before them, or no longer is.
//!
//! ```text
//! old   Le maire    est          content        L'accord   est signé
//! new   Le maire [+n'+]est[+ pas+] content     [-L'-]accord est signé
//! ```

use std::ops::Range;

use super::line::Line;
use super::model::Op;
use crate::lang::{Set, any_has};
use crate::text::{Pair, Side, Span, is_apostrophe, squeezed_eq};

/// Maximum words of a changed piece on each side in which elisions are read.
const ELIDED_PIECE_WORDS: usize = 24;

/// A word, or one of the two parts of a word with an elision.
struct Unit {
    span: Span,
    /// Folded.
    key: String,
    /// Whether it follows an elided word.
    is_rest: bool,
}

/// The operations of a changed piece, given as word indices, that keeps words after an elision; `None` for other pieces. Words are kept only
/// where all words of one side are, so that no short run comes between two changes.
pub(super) fn elided(lines: &Pair<Line<'_>>, piece: &Pair<Range<usize>>) -> Option<Vec<Op>> {
    let sides = Pair::new(Side::Old, Side::New);
    let is_short = |side: Side| (1..=ELIDED_PIECE_WORDS).contains(&piece[side].len());
    let is_whole = |side: Side| piece[side].clone().rev().skip(1).all(|k| !lines[side].is_broken_after(k));
    if !Side::BOTH.into_iter().all(|side| is_short(side) && is_whole(side)) {
        return None;
    }
    let units = sides.map(|side| piece[side].clone().flat_map(|k| units(&lines[side], k)).collect::<Vec<_>>());
    if Side::BOTH.into_iter().all(|side| units[side].iter().all(|unit| !unit.is_rest)) {
        return None;
    }
    let pairs = kept(&units)?;
    let mut out = Vec::new();
    let mut at = Pair::new(0, 0);
    let ends = Pair::new(units.old.len(), units.new.len());
    let hull = |side: Side, from: usize, to: usize| {
        let part = units[side].get(from..to).unwrap_or_default();
        part.first().zip(part.last()).map(|(first, last)| first.span.hull(last.span))
    };
    for next in pairs.into_iter().chain([ends]) {
        out.extend(hull(Side::Old, at.old, next.old).map(Op::Removed));
        out.extend(hull(Side::New, at.new, next.new).map(Op::Added));
        if let (Some(old), Some(new)) = (units.old.get(next.old), units.new.get(next.new)) {
            let form = |side: Side, unit: &Unit| unit.span.of(lines[side].text.text);
            let typography = !squeezed_eq(form(Side::Old, old), form(Side::New, new));
            out.push(Op::Equal { old: old.span, new: new.span, typography, formatting: false });
        }
        at = next.map(|at| at + 1);
    }
    Some(out)
}

/// The units that both sides keep, if those are all words of one side and one of them follows an elision.
fn kept(units: &Pair<Vec<Unit>>) -> Option<Vec<Pair<usize>>> {
    // The side whose words are all on the other.
    let within = |short: Side| {
        let mut rest = units[short.other()].iter().enumerate();
        let found = units[short].iter().enumerate().map(|(k, unit)| {
            let (at, _) = rest.find(|(_, other)| other.key == unit.key)?;
            Some(if short == Side::Old { Pair::new(k, at) } else { Pair::new(at, k) })
        });
        found.collect::<Option<Vec<_>>>()
    };
    // "l'accord" → "d'accord", "un accord"
    let last = || {
        let at = Pair::new(units.old.len().checked_sub(1)?, units.new.len().checked_sub(1)?);
        let is_same = at == Pair::new(1, 1) && units.old[1].key == units.new[1].key;
        is_same.then(|| vec![at])
    };
    let pairs = within(Side::Old).or_else(|| within(Side::New)).or_else(last)?;
    let after = |pair: &Pair<usize>| units.old[pair.old].is_rest || units.new[pair.new].is_rest;
    pairs.iter().any(after).then_some(pairs)
}

/// A word, in two parts if it begins with an elided one.
fn units(line: &Line<'_>, k: usize) -> Vec<Unit> {
    let (span, form) = (line.span(k), line.form(k));
    let whole = || vec![Unit { span, key: folded(form), is_rest: false }];
    let Some((at, mark)) = form.char_indices().find(|(_, c)| is_apostrophe(*c)) else { return whole() };
    let end = at + mark.len_utf8();
    let (Some(head), Some(rest)) = (form.get(..end), form.get(end..)) else { return whole() };
    if at == 0 || !rest.starts_with(char::is_alphabetic) || !any_has(Set::Function, &folded(head)) {
        return whole();
    }
    let at = span.start + u32::try_from(end).unwrap_or_default();
    let part = |span: Span, form: &str, is_rest| Unit { span, key: folded(form), is_rest };
    vec![part(Span { end: at, ..span }, head, false), part(Span { start: at, ..span }, rest, true)]
}

fn folded(form: &str) -> String {
    form.to_lowercase().replace(is_apostrophe, "'")
}
