//! What a row in mostly other words changes, where that is plain: a negation, a figure, a day, a quotation, the source.

use std::collections::BTreeSet;
use std::ops::Range;

use super::certainty::denied_otherwise;
use super::classify::Finding;
use super::model::Class;
use super::row_tokens::RowTokens;
use super::style::{bare_figure, currency, same_style};
use crate::lang::{self, Language};
use crate::text::{Pair, Side, Span};

/// Rows of so few words say one thing.
const FEW: usize = 9;
/// Longer rows, in words, say too much at once for one class.
const SHORT: usize = 20;
/// Longer rows, in words, are not searched for figures.
const LONG: usize = 80;

/// The class of a row in mostly other words, where it is plain; else none.
pub(crate) fn classify_rewritten(row: &Pair<RowTokens<'_>>) -> Option<Finding> {
    let all = Pair::new(Side::Old, Side::New).map(|side| row[side].all());
    let words = Pair::new(row.old.keys(&all.old), row.new.keys(&all.new));
    let scale = if row.old.unspaced(&all.old) { 2 } else { 1 };
    if words.old.len().max(words.new.len()) > scale * SHORT {
        return None;
    }
    let language = row.old.language;
    if same_style(language, &words.old, &words.new) {
        return Some(Finding::plain(Class::Style));
    }
    let shared = words.old.iter().any(|k| {
        !Language::ENGLISH.is_function(k)
            && words.new.iter().any(|n| Language::ENGLISH.stem(k) == Language::ENGLISH.stem(n))
    });
    let unspaced = scale > 1 && (row.old.denials(&all.old) == 0) != (row.new.denials(&all.new) == 0) && shared;
    if unspaced || denied_otherwise(row, &all) {
        return Some(Finding::plain(Class::Negation));
    }
    let few = words.old.len().max(words.new.len()) <= FEW;
    let only = |side: Side| {
        let (own, other) = (&words[side], &words[side.other()]);
        own.iter().filter(move |k| !other.contains(k))
    };
    if few && shared && only(Side::Old).any(|a| only(Side::New).any(|b| language.opposites(a, b))) {
        return Some(Finding::plain(Class::Negation));
    }
    // Each side has one, and not the same.
    let apart = |test: &dyn Fn(&str) -> bool| {
        let list = |side: Side| {
            words[side].iter().copied().filter(|k| test(k)).map(|k| Language::ENGLISH.norm(k)).collect::<BTreeSet<_>>()
        };
        let (old, new) = (list(Side::Old), list(Side::New));
        old.len() == 1 && new.len() == 1 && old != new
    };
    let day = |k: &str| language.dates(k) && !language.may_be_month(k);
    if apart(&day) || apart(&|k| language.may_be_month(k)) {
        return Some(Finding::plain(Class::Date));
    }
    let figures = |side: Side| words[side].iter().filter_map(|k| bare_figure(k)).collect::<BTreeSet<_>>();
    let (old, new) = (figures(Side::Old), figures(Side::New));
    if shared && old.len() == 1 && new.len() == 1 && old != new || !recounted(row).is_empty() {
        return Some(Finding::plain(Class::Number));
    }
    let quoted = |side: Side| row[side].indices(&all[side]).filter(|&k| row[side].is_quoted(k)).count();
    let (old, new) = (quoted(Side::Old), quoted(Side::New));
    if old > 2 && new > 2 || (old > 2) != (new > 2) && shared {
        return Some(Finding::plain(Class::Quote));
    }
    if much_shared(&words) && reports(row, Side::Old) != reports(row, Side::New) {
        return Some(Finding::plain(Class::Attribution));
    }
    // "is expected to close" → "hopes to complete"
    let hedge = |side: Side| words[side].iter().copied().filter(|k| language.hedges(k)).collect::<BTreeSet<_>>();
    let (old, new) = (hedge(Side::Old), hedge(Side::New));
    if few && shared && old.is_empty() != new.is_empty() {
        return Some(Finding::plain(Class::Hedge));
    }
    (shared && old.len() == 1 && new.len() == 1 && old != new).then_some(Finding::slight(Class::Hedge))
}

/// Whether a side says that something was said.
fn reports(row: &Pair<RowTokens<'_>>, side: Side) -> bool {
    !row[side].reported(&row[side].all()).is_empty()
}

/// Whether most of the shorter side's telling words, three in five, are in the other.
fn much_shared(words: &Pair<Vec<&str>>) -> bool {
    let telling = words.as_ref().map(|w| {
        w.iter()
            .filter(|k| !Language::ENGLISH.is_function(k))
            .map(|k| Language::ENGLISH.stem(k))
            .collect::<BTreeSet<_>>()
    });
    let fewer = telling.old.len().min(telling.new.len());
    5 * telling.old.intersection(&telling.new).count() >= 3 * fewer
}

/// Figures that a row in other words counts the same things with, or sums of money where there is but one: "250 soldiers"
/// → "600 soldiers". At most a few.
pub(crate) fn recounted(row: &Pair<RowTokens<'_>>) -> Vec<Pair<Span>> {
    if row.old.all().len().max(row.new.all().len()) > LONG {
        return Vec::new();
    }
    let counted = Pair::new(Side::Old, Side::New).map(|side| Counted::of(&row[side]));
    let mut out: Vec<Pair<Span>> = tolls(row).into_iter().collect();
    // What both sides count alike is not what differs.
    let kept = |c: &Counted, list: &[Counted]| list.iter().any(|other| other.of == c.of && other.figure == c.figure);
    for old in &counted.old {
        let once = |side: Side| {
            let other = &counted[side.other()];
            counted[side].iter().filter(|c| c.of == old.of && !kept(c, other)).count() == 1
        };
        let differs = |new: &&Counted| new.of == old.of && !kept(new, &counted.old);
        let alone = !kept(old, &counted.new) && once(Side::Old) && once(Side::New);
        let new = counted.new.iter().find(differs).filter(|_| alone);
        let told = |new: &Counted| out.iter().any(|pair| pair.old.overlaps(old.span) || pair.new.overlaps(new.span));
        if let Some(new) = new.filter(|new| new.figure != old.figure && !told(new)) {
            out.push(Pair::new(old.span, new.span));
        }
    }
    out.truncate(4);
    out
}

/// Whether each side counts something that the other counts otherwise, though it cannot be told which figure stands for
/// which; those of `known` are.
pub(crate) fn counts_otherwise(row: &Pair<RowTokens<'_>>, known: &[Pair<Span>]) -> bool {
    if row.old.all().len().max(row.new.all().len()) > LONG {
        return false;
    }
    let (old, new) = (Counted::of(&row.old), Counted::of(&row.new));
    let own = |side: Side, c: &Counted, list: &[Counted]| {
        list.iter().all(|other| other.figure != c.figure) && known.iter().all(|pair| !pair[side].overlaps(c.span))
    };
    old.iter().any(|a| own(Side::Old, a, &new) && new.iter().any(|b| b.of == a.of && own(Side::New, b, &old)))
}

/// What both sides give as the number of the dead, where it differs.
pub(crate) fn tolls(row: &Pair<RowTokens<'_>>) -> Option<Pair<Span>> {
    if !row.old.language.is_english() || row.old.all().len().max(row.new.all().len()) > LONG {
        return None;
    }
    let (old, new) = (toll(&row.old)?, toll(&row.new)?);
    (old.0 != new.0).then(|| Pair::new(row.old.span(old.1), row.new.span(new.1)))
}

/// The first number of the dead that a side gives, and where: "killing at least 11", "23 people were killed", "the toll
/// rose to 61".
fn toll(words: &RowTokens<'_>) -> Option<(String, Range<usize>)> {
    /// How far from the word for the dead its figure stands: before a toll's, after "killed", before "were killed".
    const RISING: usize = 24;
    const AFTER: usize = 4;
    const BEFORE: usize = 6;
    let figure =
        |k: usize| bare_figure(words.key(k)).filter(|f| f.len() <= 6 && !Language::ENGLISH.clock(words.key(k)));
    let end = words.all().end;
    let same = |k: usize| !matches!(words.key(k), "." | ";" | "injured" | "wounded" | "missing" | "hurt");
    let behind = |from: usize, far: usize, to: bool| {
        let reach = (from + 1..end.min(from + 1 + far)).take_while(|&k| same(k));
        let led = |k: usize| {
            !to || matches!(
                words.before(k),
                "to" | "at" | "of" | "reached" | "hit" | "passed" | "least" | "than" | "was" | "is"
            )
        };
        reach.filter(|&k| led(k)).find_map(|k| Some((figure(k)?, k)))
    };
    words.indices(&words.all()).find_map(|at| {
        let told = |found: (String, usize)| (found.0, found.1.min(at)..found.1.max(at) + 1);
        let before = || {
            let reach = (at.saturating_sub(BEFORE)..at).rev().take_while(|&k| same(k) && words.key(k) != ",");
            reach.into_iter().find_map(|k| Some((figure(k)?, k)))
        };
        match words.key(at) {
            "toll" => behind(at, RISING, true).map(|(figure, k)| (figure, k.saturating_sub(2).max(at)..k + 1)),
            "number" => {
                let dead = (at..end.min(at + BEFORE + 2))
                    .any(|k| matches!(words.key(k), "dead" | "died" | "killed" | "deaths"));
                let led = behind(at, RISING, true).filter(|_| dead);
                led.map(|(figure, k)| (figure, k.saturating_sub(2).max(at)..k + 1))
            }
            "killed" | "killing" | "kills" | "kill" => before().or_else(|| behind(at, AFTER, false)).map(told),
            "dead" | "died" | "deaths" | "bodies" | "dies" => before().map(told),
            _ => None,
        }
    })
}

/// A figure and what it counts.
struct Counted {
    figure: String,
    /// A noun's stem, a currency, a share of a hundred; nothing for a rate, which has a fraction.
    of: String,
    span: Span,
}

impl Counted {
    fn of(words: &RowTokens<'_>) -> Vec<Self> {
        let one = |k: usize| {
            let figure = bare_figure(words.key(k))?;
            let next = words.key(k + 1);
            let scaled = matches!(Language::ENGLISH.norm(next).as_ref(), "mln" | "bln" | "trn");
            if let Some(currency) = currency(words.key(k)) {
                let span = words.span(k..if scaled { k + 2 } else { k + 1 });
                return Some(Self { figure, of: currency.to_string(), span });
            }
            let share = words_of_share(words, k);
            if words.key(k).ends_with('%') || share > 0 {
                return Some(Self { figure, of: "%".to_owned(), span: words.span(k..k + 1 + share) });
            }
            if figure.contains('.') && !scaled && !figure.starts_with('0') && lang::figure(words.key(k)) {
                return Some(Self { figure, of: String::new(), span: words.span(k..k + 1) });
            }
            let noun = next.len() > 3 && next.chars().all(char::is_alphabetic) && bare_figure(next).is_none();
            let noun = noun && !scaled && !Language::ENGLISH.is_function(next) && !Language::ENGLISH.is_span(next);
            noun.then(|| Self { figure, of: Language::ENGLISH.stem(next).to_owned(), span: words.span(k..k + 2) })
        };
        words.indices(&words.all()).filter_map(one).collect()
    }
}

/// Words behind a figure that make it a share of a hundred.
fn words_of_share(words: &RowTokens<'_>, k: usize) -> usize {
    match (words.key(k + 1), words.key(k + 2)) {
        ("percent" | "pct" | "prozent", _) => 1,
        ("per", "cent") => 2,
        _ => 0,
    }
}
