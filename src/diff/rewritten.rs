//! What a row in mostly other words changes, where that is plain: a negation, a figure, a day, a quotation, the source.

use std::collections::BTreeSet;

use super::certainty::denied_otherwise;
use super::classify::Finding;
use super::english::{is_function, norm, stem};
use super::model::Class;
use super::sides::RowWords;
use super::terms;
use crate::text::{Pair, Side, Span};

/// Longer rows, in words, say too much at once for one class.
const SHORT: usize = 20;
/// Longer rows, in words, are not searched for figures.
const LONG: usize = 80;

/// The class of a row in mostly other words, where it is plain; else none.
pub(super) fn classify_rewritten(row: &Pair<RowWords<'_>>) -> Option<Finding> {
    let all = Pair::new(Side::Old, Side::New).map(|side| row[side].all());
    let words = Pair::new(row.old.spoken(&all.old), row.new.spoken(&all.new));
    let scale = if row.old.unspaced(&all.old) { 2 } else { 1 };
    if words.old.len().max(words.new.len()) > scale * SHORT {
        return None;
    }
    let terms = row.old.terms;
    let shared = words.old.iter().any(|k| !is_function(k) && words.new.iter().any(|n| stem(k) == stem(n)));
    let unspaced = scale > 1 && (row.old.denials(&all.old) == 0) != (row.new.denials(&all.new) == 0) && shared;
    if unspaced || denied_otherwise(row, &all) {
        return Some(Finding::plain(Class::Negation));
    }
    // Each side has one, and not the same.
    let apart = |test: &dyn Fn(&str) -> bool| {
        let list = |side: Side| words[side].iter().copied().filter(|k| test(k)).map(norm).collect::<BTreeSet<_>>();
        let (old, new) = (list(Side::Old), list(Side::New));
        old.len() == 1 && new.len() == 1 && old != new
    };
    let day = |k: &str| terms.dates(k) && !terms.months(k);
    if apart(&day) || apart(&|k| terms.months(k)) {
        return Some(Finding::plain(Class::Date));
    }
    if shared && apart(&|k| terms::figure(&norm(k))) || !recounted(row).is_empty() {
        return Some(Finding::plain(Class::Number));
    }
    let quoted = |side: Side| row[side].real(&all[side]).filter(|&k| row[side].is_quoted(k)).count();
    let (old, new) = (quoted(Side::Old), quoted(Side::New));
    if old > 2 && new > 2 || (old > 2) != (new > 2) && shared {
        return Some(Finding::plain(Class::Quote));
    }
    let reported = Pair::new(Side::Old, Side::New).map(|side| !row[side].reported(&all[side]).is_empty());
    (reported.old != reported.new).then_some(Finding::plain(Class::Attribution))
}

/// Figures that a row in other words counts the same things with: "250 soldiers" → "600 soldiers". At most a few.
pub(super) fn recounted(row: &Pair<RowWords<'_>>) -> Vec<Pair<Span>> {
    let counted = |side: Side| {
        let words = &row[side];
        let figure = |&k: &usize| terms::figure(&norm(words.key(k))) && words.all().end > k + 1;
        let noun = |k: &usize| {
            let next = words.key(k + 1);
            next.len() > 3
                && !is_function(next)
                && !terms::stretches(next)
                && !terms::figure(&norm(next))
                && next.chars().all(char::is_alphabetic)
        };
        words.real(&words.all()).filter(figure).filter(noun).collect::<Vec<_>>()
    };
    if row.old.all().len().max(row.new.all().len()) > LONG {
        return Vec::new();
    }
    let (old, new) = (counted(Side::Old), counted(Side::New));
    let same_noun = |a: usize, b: usize| stem(row.old.key(a + 1)) == stem(row.new.key(b + 1));
    let once = |list: &[usize], side: Side, k: usize| {
        list.iter().filter(|&&n| stem(row[side].key(n + 1)) == stem(row[side].key(k + 1))).count() == 1
    };
    let mut out = Vec::new();
    for &a in old.iter().filter(|&&a| once(&old, Side::Old, a)) {
        let partner = new.iter().find(|&&b| same_noun(a, b) && once(&new, Side::New, b));
        if let Some(&b) = partner.filter(|&&b| norm(row.old.key(a)) != norm(row.new.key(b))) {
            out.push(Pair::new(row.old.span(a..a + 2), row.new.span(b..b + 2)));
        }
    }
    out.truncate(4);
    out
}
