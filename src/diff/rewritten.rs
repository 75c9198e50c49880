//! What a row in mostly other words changes, where that is plain: a negation, a figure, a day, a quotation, the source.

use std::collections::BTreeSet;

use super::certainty::denied_otherwise;
use super::classify::Finding;
use super::english::{is_function, norm, stem};
use super::model::Class;
use super::sides::RowWords;
use super::style::{bare_figure, currency};
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
    let figures = |side: Side| words[side].iter().filter_map(|k| bare_figure(k)).collect::<BTreeSet<_>>();
    let (old, new) = (figures(Side::Old), figures(Side::New));
    if shared && old.len() == 1 && new.len() == 1 && old != new || !recounted(row).is_empty() {
        return Some(Finding::plain(Class::Number));
    }
    let quoted = |side: Side| row[side].real(&all[side]).filter(|&k| row[side].is_quoted(k)).count();
    let (old, new) = (quoted(Side::Old), quoted(Side::New));
    if old > 2 && new > 2 || (old > 2) != (new > 2) && shared {
        return Some(Finding::plain(Class::Quote));
    }
    let reported = Pair::new(Side::Old, Side::New).map(|side| !row[side].reported(&all[side]).is_empty());
    // Nearly all of the shorter side is in the other.
    let telling =
        words.as_ref().map(|w| w.iter().filter(|k| !is_function(k)).map(|k| stem(k)).collect::<BTreeSet<_>>());
    let fewer = telling.old.len().min(telling.new.len());
    let much = 5 * telling.old.intersection(&telling.new).count() >= 3 * fewer;
    (much && reported.old != reported.new).then_some(Finding::plain(Class::Attribution))
}

/// Figures that a row in other words counts the same things with, or sums of money where there is but one: "250 soldiers"
/// → "600 soldiers". At most a few.
pub(super) fn recounted(row: &Pair<RowWords<'_>>) -> Vec<Pair<Span>> {
    if row.old.all().len().max(row.new.all().len()) > LONG {
        return Vec::new();
    }
    let counted = Pair::new(Side::Old, Side::New).map(|side| Counted::of(&row[side]));
    let mut out = Vec::new();
    for old in &counted.old {
        let once = |list: &[Counted]| list.iter().filter(|c| c.of == old.of).count() == 1;
        let new = counted.new.iter().find(|new| new.of == old.of && once(&counted.old) && once(&counted.new));
        if let Some(new) = new.filter(|new| new.figure != old.figure) {
            out.push(Pair::new(old.span, new.span));
        }
    }
    out.truncate(4);
    out
}

/// A figure and what it counts.
struct Counted {
    figure: String,
    /// A noun's stem, or a currency.
    of: String,
    span: Span,
}

impl Counted {
    fn of(words: &RowWords<'_>) -> Vec<Self> {
        let one = |k: usize| {
            let figure = bare_figure(words.key(k))?;
            let next = words.key(k + 1);
            let scaled = matches!(norm(next).as_ref(), "mln" | "bln" | "trn");
            if let Some(currency) = currency(words.key(k)) {
                let span = words.span(k..if scaled { k + 2 } else { k + 1 });
                return Some(Self { figure, of: currency.to_string(), span });
            }
            let noun = next.len() > 3 && next.chars().all(char::is_alphabetic) && bare_figure(next).is_none();
            let noun = noun && !scaled && !is_function(next) && !terms::stretches(next);
            noun.then(|| Self { figure, of: stem(next).to_owned(), span: words.span(k..k + 2) })
        };
        words.real(&words.all()).filter_map(one).collect()
    }
}
