//! What a change inside a row changes: a figure, a name, a quotation, who said it, or only the house style.
//!
//! A change is told by the words it takes out and puts in and by those that stand beside it in the row. What matters most
//! decides: a figure that changes inside a quotation is a change of the quotation, and `not` outranks both.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::english::{is_function, norm};
use super::lexicon::Lexicon;
use super::model::Class;
use super::terms;
use crate::text::{Pair, Side, Span, Word, WordKind};

/// The words of one side of a row, with their keys.
pub(super) struct RowWords<'a> {
    text: &'a str,
    words: &'a [Word],
    keys: Vec<&'a str>,
    /// Whether each word stands inside quotation marks.
    quoted: Vec<bool>,
}

impl<'a> RowWords<'a> {
    /// The words of `hull`, a row's span on one side.
    pub(super) fn new(lexicon: &'a Lexicon<'_>, side: Side, hull: Option<Span>) -> Self {
        let all = lexicon.side(side);
        let at = |byte: u32| all.words.partition_point(|w| w.span.start < byte);
        let range = hull.map_or(0..0, |hull| at(hull.start)..at(hull.end));
        let words = &all.words[range.clone()];
        let keys: Vec<&str> = all.keys[range].iter().map(|&k| lexicon.form(k)).collect();
        let quoted = quoted(all.text, words, &keys);
        Self { text: all.text, words, keys, quoted }
    }

    fn at(&self, span: Option<Span>, near: u32) -> Range<usize> {
        let span = span.unwrap_or(Span { start: near, end: near });
        let start = self.words.partition_point(|w| w.span.start < span.start);
        start..self.words.partition_point(|w| w.span.start < span.end).max(start)
    }

    /// Keys of real words in a range.
    fn spoken(&self, range: &Range<usize>) -> Vec<&str> {
        let both = self.words[range.clone()].iter().zip(&self.keys[range.clone()]);
        both.filter(|(w, _)| w.kind != WordKind::Punct).map(|(_, k)| *k).collect()
    }

    /// The real word beside a range, before it (-1) or after (1).
    fn beside(&self, range: &Range<usize>, step: isize) -> Option<&str> {
        let mut at = if step < 0 { range.start } else { range.end };
        loop {
            if step < 0 {
                at = at.checked_sub(1)?;
            }
            let word = self.words.get(at)?;
            if word.kind != WordKind::Punct {
                return self.keys.get(at).copied();
            }
            if step > 0 {
                at += 1;
            }
        }
    }

    /// Whether "according to" stands before a range.
    fn follows_according(&self, range: &Range<usize>) -> bool {
        range.start >= 2 && self.keys[range.start - 2] == "according"
    }

    /// Words of a range that are names: capitals that no sentence's beginning explains.
    fn names(&self, range: &Range<usize>) -> BTreeSet<&str> {
        let starts = |k: usize| match k.checked_sub(1).and_then(|b| self.keys.get(b)) {
            None => true,
            Some(before) => matches!(*before, "." | "!" | "?" | "\"" | "'"),
        };
        let name = |&k: &usize| {
            let form = self.words[k].span.of(self.text);
            let mut chars = form.chars();
            let first = chars.next().is_some_and(char::is_uppercase);
            first
                && self.words[k].kind == WordKind::Word
                && !is_function(self.keys[k])
                && (!starts(k) || chars.any(char::is_uppercase))
        };
        range.clone().filter(name).map(|k| self.keys[k].trim_end_matches("'s")).collect()
    }
}

/// Which words stand inside quotation marks: between an opening and the next closing one. A mark without its partner
/// opens to the end: quotations run over sentences.
fn quoted(text: &str, found: &[Word], keys: &[&str]) -> Vec<bool> {
    let mut inside = false;
    let mut out = Vec::with_capacity(found.len());
    for (word, &key) in found.iter().zip(keys) {
        let form = word.span.of(text);
        let mark = key == "\"" || (key == "'" && word.kind == WordKind::Punct);
        if mark {
            inside = match form {
                "“" | "‘" | "«" | "„" | "``" => true,
                "”" | "’" | "»" | "''" => false,
                "'" if !inside && !word.spaced => false, // the workers' pay
                _ => !inside,
            };
            out.push(false);
        } else {
            out.push(inside);
        }
    }
    out
}

/// A change inside a row: its two spans, and where in either side it stands.
pub(super) struct Inside<'a> {
    pub(super) row: &'a Pair<RowWords<'a>>,
    pub(super) spans: Pair<Option<Span>>,
    /// Where the change stands on a side that has no words of it.
    pub(super) near: Pair<u32>,
    /// The row is the headline.
    pub(super) headline: bool,
}

/// One-sided changes of so many words or more tell something of their own: a clause cut or added.
const CLAUSE: usize = 6;

/// The class of a change inside an edited row.
pub(super) fn classify(change: &Inside<'_>) -> Class {
    let row = change.row;
    let range = Pair::new(row.old.at(change.spans.old, change.near.old), row.new.at(change.spans.new, change.near.new));
    let old = row.old.spoken(&range.old);
    let new = row.new.spoken(&range.new);
    if old == new {
        return if old.is_empty() { Class::Style } else { Class::Typography };
    }
    if same_style(&old, &new) {
        return Class::Style;
    }
    let one_sided = old.is_empty() || new.is_empty();
    let clause = one_sided && old.len() + new.len() >= CLAUSE;
    if !clause && denial(&old, &new) {
        return Class::Negation;
    }
    if is_quoted(row, &range) {
        return Class::Quote;
    }
    let day =
        |keys: &[&str]| keys.iter().all(|k| terms::dates(k) || is_function(k)) && keys.iter().any(|k| terms::dates(k));
    if one_sided && (day(&old) || day(&new)) {
        return Class::Date;
    }
    // What takes a source away may take its day along: the source matters more.
    if one_sided && attribution(row, &range, &old, &new) {
        return Class::Attribution;
    }
    if clause {
        return if old.is_empty() { Class::Addition } else { Class::Cut };
    }
    if let Some(class) = figures(row, &range, &old, &new) {
        return class;
    }
    if attribution(row, &range, &old, &new) {
        return Class::Attribution;
    }
    let differ = |test: fn(&str) -> bool| set(&old, test) != set(&new, test) || phrases(&old) != phrases(&new);
    let names = Pair::new(row.old.names(&range.old), row.new.names(&range.new));
    if names.old != names.new && (!one_sided || old.len() + new.len() <= 3) {
        return Class::Name;
    }
    if differ(terms::hedges) && old.len().max(new.len()) <= CLAUSE {
        return Class::Hedge;
    }
    match (change.headline, names.old != names.new) {
        (true, _) => Class::Headline,
        (_, true) => Class::Name,
        _ => Class::Wording,
    }
}

/// Whether the words differ only in house style: spelling, abbreviation, figures or words for a number, one word or two,
/// a contraction, "per cent".
fn same_style(old: &[&str], new: &[&str]) -> bool {
    if old.len().max(new.len()) > 2 * CLAUSE {
        return false;
    }
    let (old, new) = (Styled::of(old), Styled::of(new));
    old.dollars == new.dollars && old.words.iter().flat_map(|w| w.bytes()).eq(new.words.iter().flat_map(|w| w.bytes()))
}

/// Words as no house style tells them apart: without spaces, articles and titles.
#[derive(Default)]
struct Styled<'k> {
    words: Vec<Cow<'k, str>>,
    /// How often dollars are named, before the sum or after it.
    dollars: usize,
}

impl<'k> Styled<'k> {
    fn of(keys: &[&'k str]) -> Self {
        let mut styled = Self::default();
        for key in keys {
            styled.add(key);
        }
        styled
    }

    fn add(&mut self, key: &'k str) {
        if let Some((head, tail)) = contraction(key) {
            self.words.extend([Cow::Borrowed(head), Cow::Borrowed(tail)]);
            return;
        }
        // "98%" and "98 percent", "$5 mln" and "5 mln dollars".
        let (key, percent) = key.strip_suffix('%').map_or((key, false), |sum| (sum, true));
        let key = match key.strip_prefix("us$").or_else(|| key.strip_prefix('$')) {
            Some(sum) => {
                self.dollars += 1;
                sum
            }
            None => key,
        };
        let phrase = match (self.words.last().map(Cow::as_ref), key) {
            (Some("per"), "cent") => Some("percent"),
            (Some("united"), "states") => Some("us"),
            (Some("united"), "nations") => Some("un"),
            (Some("united"), "kingdom") => Some("uk"),
            (Some("european"), "union") => Some("eu"),
            (Some("metric"), "ton" | "tons" | "tonne" | "tonnes") => Some("tons"),
            _ => None,
        };
        match (phrase, norm(key).as_ref()) {
            (Some(phrase), _) => {
                self.words.pop();
                self.words.push(Cow::Borrowed(phrase));
            }
            (None, "dollars") => self.dollars += 1,
            (None, "" | "mr" | "mrs" | "ms" | "the" | "a" | "an" | "that") => {}
            (None, "ton") => self.words.push(Cow::Borrowed("tons")),
            (None, _) => self.words.push(norm(key)),
        }
        if percent {
            self.words.push(Cow::Borrowed("percent"));
        }
    }
}

/// The two words of a contraction: "we'll", "didn't".
fn contraction(key: &str) -> Option<(&str, &'static str)> {
    match key {
        "cannot" | "can't" => return Some(("can", "not")),
        "won't" => return Some(("will", "not")),
        "it's" | "that's" | "there's" | "he's" | "she's" | "what's" | "who's" | "here's" => {
            return key.strip_suffix("'s").map(|head| (head, "is"));
        }
        _ => {}
    }
    let endings = [("n't", "not"), ("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'m", "am")];
    endings.iter().find_map(|(ending, word)| Some((key.strip_suffix(ending)?, *word)))
}

/// Keys for which a test holds, as norms.
fn set<'k>(keys: &[&'k str], test: fn(&str) -> bool) -> BTreeSet<std::borrow::Cow<'k, str>> {
    keys.iter().copied().filter(|k| test(k)).map(norm).collect()
}

/// A negation came or went, or a word was replaced by its opposite.
fn denial(old: &[&str], new: &[&str]) -> bool {
    let denials = |keys: &[&str]| keys.iter().filter(|k| terms::denies(k)).count();
    let short = old.len().max(new.len()) <= 2 * CLAUSE;
    let reversed = old.len().max(new.len()) <= CLAUSE
        && old.iter().any(|a| !new.contains(a) && new.iter().any(|b| !old.contains(b) && terms::reverses(a, b)));
    reversed || short && denials(old) != denials(new)
}

/// The change lies inside quotation marks on a side that has words of it, and on no side outside.
fn is_quoted(row: &Pair<RowWords<'_>>, range: &Pair<Range<usize>>) -> bool {
    let mut any = false;
    for side in Side::BOTH {
        for k in range[side].clone() {
            let word = &row[side].words[k];
            if word.kind != WordKind::Punct {
                if !row[side].quoted[k] {
                    return false;
                }
                any = true;
            }
        }
    }
    any
}

/// Hedges of more than one word.
fn phrases(keys: &[&str]) -> Vec<&'static str> {
    let joined = keys.join(" ");
    let hedges =
        ["at least", "at most", "up to", "as many as", "as much as", "more than", "less than", "no fewer than"];
    hedges.into_iter().filter(|h| joined.contains(h)).collect()
}

/// Figures or dates that differ.
fn figures(row: &Pair<RowWords<'_>>, range: &Pair<Range<usize>>, old: &[&str], new: &[&str]) -> Option<Class> {
    // In order: "from 5 to 6" is not "from 6 to 5".
    let listed = |keys: &[&str], test: fn(&str) -> bool| -> Vec<String> {
        keys.iter().filter(|k| test(k)).map(|k| norm(k).into_owned()).collect()
    };
    let numbers = Pair::new(listed(old, terms::numbers), listed(new, terms::numbers));
    let dates = Pair::new(listed(old, terms::dates), listed(new, terms::dates));
    let short = old.len().max(new.len()) <= 2 * CLAUSE;
    let year = |keys: &[String]| {
        keys.iter().all(|k| {
            k.len() == 4 && (k.starts_with("19") || k.starts_with("20")) && k.bytes().all(|b| b.is_ascii_digit())
        })
    };
    if !short {
        return None;
    }
    if dates.old != dates.new && (numbers.old == numbers.new || !(dates.old.is_empty() || dates.new.is_empty())) {
        return Some(Class::Date);
    }
    if numbers.old != numbers.new {
        // A lone year is a date, and so is a figure beside a month.
        let beside =
            |side: Side| [-1, 1].into_iter().filter_map(|step| row[side].beside(&range[side], step)).any(terms::months);
        let dated = (!dates.old.is_empty() && dates.old == dates.new) || beside(Side::Old) && beside(Side::New);
        let years = year(&numbers.old) && year(&numbers.new);
        return Some(if years || dated { Class::Date } else { Class::Number });
    }
    None
}

/// Who said it, or that it was said: the change holds a report, or stands beside one that it completes.
fn attribution(row: &Pair<RowWords<'_>>, range: &Pair<Range<usize>>, old: &[&str], new: &[&str]) -> bool {
    let both = old.len().max(new.len());
    if both > 2 * CLAUSE {
        return false;
    }
    let opens_clause = |keys: &[&str]| {
        keys.first().is_some_and(|k| {
            ["while", "and", "but", "after", "when", "who", "which", "because", "although"].contains(k)
        })
    };
    let differ = set(old, terms::reports) != set(new, terms::reports)
        || set(old, terms::anonymous) != set(new, terms::anonymous);
    let one_sided = old.is_empty() || new.is_empty();
    if one_sided && opens_clause(if old.is_empty() { new } else { old }) {
        return false;
    }
    if differ {
        return true;
    }
    // "said" stays, who or where changes: "police said" → "officials said", "said Aune" → "said Vik", "according to
    // police" → "according to witnesses", "Kim said" → "Kim said at a briefing". A place in between is a name.
    Side::BOTH.into_iter().any(|side| {
        let words = &row[side];
        let before = words.beside(&range[side], -1);
        let placed = before.is_some_and(|k| ["in", "at", "of", "from", "near"].contains(&k));
        let after = words.beside(&range[side], 1).is_some_and(|k| terms::reports(k) && k != "called");
        let said =
            before.is_some_and(terms::reports) || (before == Some("to") && words.follows_according(&range[side]));
        let closes = ends_row_or_clause(words, &range[side]);
        said && closes || after && !one_sided && !placed && both <= 4
    })
}

/// Whether a range is followed by punctuation or nothing.
fn ends_row_or_clause(words: &RowWords<'_>, range: &Range<usize>) -> bool {
    range.is_empty() || words.words.get(range.end).is_none_or(|w| w.kind == WordKind::Punct)
}
