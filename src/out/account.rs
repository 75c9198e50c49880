//! A short account of a comparison in sentences, made from the change list alone.
//!
//! ```text
//! The figure “12” rises to “21” [1]. The attribution “police” becomes “officials” [2]. The last 7 paragraphs are gone:
//! “The ferry …” [3]. Also changes 4–6 (style).
//! ```
//!
//! The number after a sentence is the rank of its change. Beyond the words of the documents, a sentence says only what
//! the change list has: the class of the change, its sides and its place.

use std::io::{self, Write};

use crate::changes::{Change, Class};
use crate::lang::Language;
use crate::page::{ComparePage, Summary, change_numbers, sanitize, wrap};
use crate::text::{Document, Pair, Side, Span, is_quote};

/// Maximum number of sentences on changes; further changes are only counted.
const CLAUSES: usize = 12;

/// Maximum length of a quoted wording, in characters.
const QUOTED_CHARS: usize = 120;

/// Maximum length of the beginning of a passage, in characters.
const BEGINNING_CHARS: usize = 60;

/// Writes an account of a page's changes that are not hidden, in lines of at most `width` cells, or in one line.
///
/// # Errors
/// Those of the writer.
pub fn account(out: &mut dyn Write, page: &ComparePage, width: Option<u16>) -> io::Result<()> {
    let text = sentences(page).join(" ");
    match width {
        Some(width) => wrap(&text, width.into()).iter().try_for_each(|line| writeln!(out, "{line}")),
        None => writeln!(out, "{}", sanitize(&text)),
    }
}

fn sentences(page: &ComparePage) -> Vec<String> {
    let summary = page.summary();
    let documents = page.documents().as_ref().map(AsRef::as_ref);
    let (quiet, full): (Vec<_>, Vec<_>) =
        summary.changes.iter().copied().partition(|(_, change)| is_quiet(change.class));
    let clauses = clauses(documents, full);
    let (shown, rest) = clauses.split_at(clauses.len().min(CLAUSES));
    let mut out: Vec<String> = shown.iter().map(|clause| clause.sentence(documents)).collect();
    let rest: Vec<(usize, &Change)> =
        rest.iter().flat_map(|clause| &clause.changes).chain(&quiet).map(|(rank, change)| (*rank, *change)).collect();
    if !rest.is_empty() {
        out.push(format!("{} {}.", if out.is_empty() { "Only" } else { "Also" }, counted(&rest)));
    }
    if out.is_empty() {
        out.push(nothing(&summary));
    }
    out
}

/// Changes that one sentence reports: one, or cuts or additions that follow each other in the text.
struct Clause<'a> {
    /// With their ranks, in the order of the text.
    changes: Vec<(usize, &'a Change)>,
    spans: Pair<Option<Span>>,
}

/// The clauses of changes, most important first.
fn clauses<'a>(documents: Pair<&Document>, changes: Vec<(usize, &'a Change)>) -> Vec<Clause<'a>> {
    let one_side = |change: &Change| match change.class {
        Class::Cut => Some(Side::Old),
        Class::Addition => Some(Side::New),
        _ => None,
    };
    let side_of = |change: &Change| one_side(change).filter(|_| change.more.is_empty());
    let mut passages = changes.clone();
    passages.retain(|(_, change)| side_of(change).is_some());
    passages.sort_by_key(|(_, change)| side_of(change).map(|side| (side == Side::New, change.spans[side])));
    let mut out: Vec<Clause<'a>> =
        changes.into_iter().filter(|(_, change)| side_of(change).is_none()).map(Clause::of).collect();
    let mut last: Option<Clause<'a>> = None;
    for (rank, change) in passages {
        let follows = |clause: &Clause<'_>| {
            let side = side_of(change).filter(|_| clause.changes.iter().all(|(_, c)| c.class == change.class))?;
            let between =
                documents[side].text.get(clause.spans[side]?.end as usize..change.spans[side]?.start as usize);
            between.filter(|text| text.trim().is_empty()).map(|_| side)
        };
        match last.as_mut().and_then(|clause| Some((follows(clause)?, clause))) {
            Some((side, clause)) => {
                clause.changes.push((rank, change));
                clause.spans[side] = clause.spans[side].zip(change.spans[side]).map(|(a, b)| a.hull(b));
            }
            None => out.extend(last.replace(Clause::of((rank, change)))),
        }
    }
    out.extend(last);
    out.sort_by_key(|clause| clause.ranks().first().copied());
    out
}

impl<'a> Clause<'a> {
    fn of(change: (usize, &'a Change)) -> Self {
        Self { spans: change.1.spans, changes: vec![change] }
    }

    /// In order.
    fn ranks(&self) -> Vec<usize> {
        let mut ranks: Vec<usize> = self.changes.iter().map(|(rank, _)| *rank).collect();
        ranks.sort_unstable();
        ranks
    }

    fn sentence(&self, documents: Pair<&Document>) -> String {
        let Some((_, first)) = self.changes.first() else { return String::new() };
        let places = match first.more.len() {
            0 => String::new(),
            more => format!(" (in {} places)", more + 1),
        };
        let text = match first.class {
            Class::Cut => gone_or_new(documents, self.spans, Side::Old),
            Class::Addition => gone_or_new(documents, self.spans, Side::New),
            Class::Move => moved(documents, first),
            _ => replaced(documents, first),
        };
        let ranks = change_numbers(&self.ranks());
        let ranks = ranks.trim_start_matches(char::is_alphabetic).trim_start();
        format!("{text}{places} [{ranks}].")
    }
}

fn nothing(summary: &Summary<'_>) -> String {
    match summary.hidden_counts.total() {
        0 => "Nothing changes.".to_owned(),
        _ => format!("Nothing else changes ({}).", summary.hidden_counts),
    }
}

/// Whether changes of a class are only counted.
const fn is_quiet(class: Class) -> bool {
    matches!(class, Class::Style | Class::Typography | Class::Formatting | Class::Furniture | Class::Credit)
}

/// "changes 4–6 (style) and change 7 (credit)"
fn counted(changes: &[(usize, &Change)]) -> String {
    let groups: Vec<String> = Class::ALL
        .into_iter()
        .filter_map(|class| {
            let of_class = changes.iter().filter(|(_, change)| change.class == class);
            let ranks: Vec<usize> = of_class.map(|(rank, _)| *rank).collect();
            (!ranks.is_empty()).then(|| format!("{} ({})", change_numbers(&ranks), class.name()))
        })
        .collect();
    match groups.as_slice() {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        all => all.concat(),
    }
}

/// "The figure “12” rises to “21”"
fn replaced(documents: Pair<&Document>, change: &Change) -> String {
    // The most important finding, if it concerns only a part of the change.
    let finding = change.findings.first().map_or(change.spans, |finding| finding.spans);
    let named = noun(change.class).filter(|_| finding.old.is_some() || finding.new.is_some());
    let spans = if named.is_some() { finding } else { change.spans };
    let what = named.map_or_else(String::new, |noun| format!("The {noun} "));
    if let Some(noun) = named.filter(|_| change.class == Class::Quote)
        && let Some(side) = Side::BOTH.into_iter().find(|&side| is_inside_quotation(documents, spans, side))
        && let Some(words) = spans[side].map(|span| quote(documents[side], span, QUOTED_CHARS))
    {
        let is = if side == Side::Old { "is gone from" } else { "is new in" };
        return format!("{words} {is} the {noun}");
    }
    let quoted = |side: Side| spans[side].map(|span| quote(documents[side], span, QUOTED_CHARS));
    let clause = match (quoted(Side::Old), quoted(Side::New)) {
        (Some(old), Some(new)) => {
            let verb = becomes(change.class, documents, Pair::new(spans.old, spans.new));
            format!("{what}{old} {verb} {new}")
        }
        (Some(old), None) => format!("{what}{old} is gone"),
        (None, Some(new)) => format!("{what}{new} is new"),
        (None, None) => format!("{what}changes"),
    };
    let whole = Pair::new(Side::Old, Side::New)
        .map(|side| change.spans[side].map(|span| quote(documents[side], span, QUOTED_CHARS)));
    if Side::BOTH.into_iter().all(|side| quoted(side) == whole[side]) {
        return clause;
    }
    match (whole.old, whole.new) {
        (Some(old), Some(new)) => format!("{clause}: {old} becomes {new}"),
        (Some(old), None) => format!("{clause} with {old}"),
        (None, Some(new)) => format!("{clause} in {new}"),
        (None, None) => clause,
    }
}

/// Whether only this side has words, a mark aside, and they are inside a quotation that goes on before them.
fn is_inside_quotation(documents: Pair<&Document>, spans: Pair<Option<Span>>, side: Side) -> bool {
    let has_words =
        |side: Side| spans[side].filter(|span| span.of(&documents[side].text).contains(char::is_alphanumeric));
    let (Some(words), None) = (has_words(side), has_words(side.other())) else { return false };
    let text = &documents[side].text;
    let before = text.get(..words.range().start).unwrap_or("").trim_end();
    !before.ends_with(is_quote) && !words.of(text).starts_with(is_quote)
}

/// What the words of a class are; `None` where the class does not say.
const fn noun(class: Class) -> Option<&'static str> {
    match class {
        Class::Number => Some("figure"),
        Class::Date => Some("date"),
        Class::Name => Some("name"),
        Class::Attribution => Some("attribution"),
        Class::Quote => Some("quotation"),
        Class::Headline => Some("headline"),
        Class::Negation => Some("negation"),
        Class::Hedge => Some("hedge"),
        _ => None,
    }
}

/// "rises to" and "falls to" where the two are figures in the same form.
fn becomes(class: Class, documents: Pair<&Document>, spans: Pair<Option<Span>>) -> &'static str {
    let value = |side: Side| {
        let document = documents[side];
        figure(spans[side]?.of(&document.text), document.main_language() == Language::ENGLISH)
    };
    match (class, value(Side::Old), value(Side::New)) {
        (Class::Number, Some((old_frame, old)), Some((new_frame, new))) if old_frame == new_frame && old != new => {
            if new > old {
                "rises to"
            } else {
                "falls to"
            }
        }
        _ => "becomes",
    }
}

/// The only figure of a text, with the text around it: "$1.5 million" → `("$#million", 1.5)`. Only English marks are
/// read: in other languages 1.500 may be a thousand and a half.
fn figure(text: &str, english: bool) -> Option<(String, f64)> {
    let (mut frame, mut digits) = (String::new(), String::new());
    for c in text.trim().chars() {
        let in_figure = !digits.is_empty() && !frame.ends_with(' ') && frame.ends_with('#');
        match c {
            '0'..='9' if digits.is_empty() => {
                digits.push(c);
                frame.push('#');
            }
            '0'..='9' if in_figure => digits.push(c),
            '0'..='9' => return None,
            '.' if in_figure && english => digits.push(c),
            ',' if in_figure && english => {}
            '.' | ',' | '\'' | '’' | '-' | '–' | '/' | ':' => return None,
            c if c.is_whitespace() => {
                if !frame.ends_with(' ') {
                    frame.push(' ');
                }
            }
            c => frame.push(c),
        }
    }
    Some((frame, digits.trim_end_matches('.').parse().ok()?))
}

/// "The last 7 paragraphs are gone: “The ferry …”", "A sentence of paragraph 3 is gone: “…”", "“words” is gone".
fn gone_or_new(documents: Pair<&Document>, spans: Pair<Option<Span>>, side: Side) -> String {
    let (one, many) = if side == Side::Old { ("is gone", "are gone") } else { ("is new", "are new") };
    let Some(span) = spans[side] else { return "A passage changes".to_owned() };
    let document = documents[side];
    let is = |count: usize| if count == 1 { one } else { many };
    match Extent::of(document, span) {
        Extent::Words => format!("{} {one}", quote(document, span, QUOTED_CHARS)),
        Extent::Sentences(count) => {
            let what = if count == 1 { "A sentence".to_owned() } else { format!("{count} sentences") };
            let near = paragraphs_of(document, span);
            format!("{what}{near} {}: {}", is(count), quote(document, span, QUOTED_CHARS))
        }
        Extent::Paragraphs { name, count } => {
            format!("{name} {}: {}", is(count), quote(document, span, BEGINNING_CHARS))
        }
    }
}

/// " of paragraph 3", " of paragraphs 3 to 5"
fn paragraphs_of(document: &Document, span: Span) -> String {
    let paragraphs = document.paragraphs();
    let first = paragraphs.partition_point(|p| p.end <= span.start);
    match paragraphs[first..].iter().take_while(|p| p.start < span.end).count() {
        0 => String::new(),
        1 => format!(" of paragraph {}", first + 1),
        2 => format!(" of paragraphs {} and {}", first + 1, first + 2),
        count => format!(" of paragraphs {} to {}", first + 1, first + count),
    }
}

fn moved(documents: Pair<&Document>, change: &Change) -> String {
    let quoted = Side::BOTH.into_iter().rev().find_map(|side| Some((side, change.spans[side]?)));
    let what = quoted.map_or_else(String::new, |(side, span)| quote(documents[side], span, BEGINNING_CHARS));
    let places = change.paragraphs(documents);
    match (places.old, places.new) {
        (Some(old), Some(new)) if old == new => format!("{what} moves within paragraph {old}"),
        (Some(old), Some(new)) => format!("{what} moves from paragraph {old} to paragraph {new}"),
        _ => format!("{what} moves"),
    }
}

/// How much of a document a span is.
enum Extent {
    /// Less than a sentence.
    Words,
    /// Whole sentences, as many.
    Sentences(usize),
    /// Whole paragraphs.
    Paragraphs {
        /// "The last 7 paragraphs"
        name: String,
        /// As many.
        count: usize,
    },
}

impl Extent {
    fn of(document: &Document, span: Span) -> Self {
        let paragraphs = document.paragraphs();
        let first = paragraphs.partition_point(|p| p.start < span.start);
        let count = paragraphs[first..].iter().take_while(|p| p.end <= span.end).count();
        // A paragraph that is cut in part is outside: then the sentences are counted.
        let overlapping = paragraphs.iter().filter(|p| p.overlaps(span)).count();
        if count > 0 && overlapping == count {
            return Self::Paragraphs { name: paragraphs_name(first, count, paragraphs.len()), count };
        }
        let sentences = &document.segments().sentences;
        let first = sentences.partition_point(|s| s.span.start < span.start);
        let count = sentences[first..].iter().take_while(|s| s.span.end <= span.end).count();
        let overlapping = sentences[..first].last().is_some_and(|s| s.span.overlaps(span));
        if count > 0 && !overlapping { Self::Sentences(count) } else { Self::Words }
    }
}

/// "The last 7 paragraphs", "Paragraphs 3 to 5"
fn paragraphs_name(first: usize, count: usize, all: usize) -> String {
    let end = |name: &str| {
        if count == 1 { format!("The {name} paragraph") } else { format!("The {name} {count} paragraphs") }
    };
    match first {
        0 if count == all => {
            if all == 1 {
                "The only paragraph".to_owned()
            } else {
                format!("All {all} paragraphs")
            }
        }
        0 => end("first"),
        first if first + count == all => end("last"),
        first if count == 1 => format!("Paragraph {}", first + 1),
        first if count == 2 => format!("Paragraphs {} and {}", first + 1, first + 2),
        first => format!("Paragraphs {} to {}", first + 1, first + count),
    }
}

/// The words of a span in quotation marks, cut after `most` characters.
fn quote(document: &Document, span: Span, most: usize) -> String {
    let text = span.of(&document.text);
    // Only the beginning of a long passage is read.
    let head = text.char_indices().nth(4 * most).map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
    let folded = head.split_whitespace().collect::<Vec<_>>().join(" ");
    // ", two weeks early" is a clause.
    let clause = folded.trim_start_matches([',', ';', ' ']);
    let folded = if clause.is_empty() { folded.as_str() } else { clause };
    match folded.char_indices().nth(most).and_then(|(at, _)| folded.get(..at)) {
        Some(cut) => {
            let whole = cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole);
            format!("“{} …”", whole.trim_end_matches([',', ';', ':', '–', '—']))
        }
        None => format!("“{folded}”"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::changes::{self, Options};
    use crate::page::CompareOptions;

    fn account_of(old: &str, new: &str) -> String {
        let read = Pair::new(old, new).map(|text| Arc::new(crate::format::plain_text(text).unwrap_or_default()));
        let documents = crate::format::for_pair(&read);
        let comparison = changes::compare(&documents.old, &documents.new, &Options::default()).unwrap();
        let page = ComparePage::new(documents, Arc::new(comparison), CompareOptions::default(), 80);
        let mut out = Vec::new();
        account(&mut out, &page, None).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_sentence_is_a_change() {
        let old = "The ferry sank on Monday and 12 people were hurt, police said.\n\nIt had left the island at noon.\n\n\
                   The harbour office closed the quay. Divers look at the piles.\n\nTickets cost five crowns.\n";
        let new = "The ferry sank on Monday and 21 people were hurt, officials said.\n\nIt had left the island at noon.\n\n\
                   The harbour office closed the quay.\n";
        assert_eq!(
            account_of(old, new),
            "The figure “12” rises to “21” [1]. The attribution “police” becomes “officials” [2]. 2 sentences \
             of paragraphs 3 and 4 are gone: “Divers look at the piles. Tickets cost five crowns.” [3 and 4].\n"
        );
    }

    #[test]
    fn words_after_a_mark_are_new_in_a_quotation() {
        let old = "“We have worked a long time for this.” The harbour master smiled and left.";
        let new = "“We have worked a long time for this, because it matters.” The harbour master smiled and left.";
        assert_eq!(account_of(old, new), "“because it matters” is new in the quotation [1].\n");
        assert_eq!(account_of(new, old), "“because it matters” is gone from the quotation [1].\n");
    }

    #[test]
    fn a_text_that_is_the_same_has_no_change() {
        assert_eq!(account_of("It is wet.", "It is  wet."), "Nothing changes.\n");
    }

    #[test]
    fn figures_are_compared_in_one_form_only() {
        let figure = |text| figure(text, true);
        assert_eq!(figure("$1.5 million"), Some(("$# million".into(), 1.5)));
        assert_eq!(figure("1,500"), Some(("#".into(), 1500.0)));
        assert_eq!([figure("12 of 15"), figure("10:40"), figure("three")], [None, None, None]);
        assert_eq!(super::figure("1.500", false), None);
    }
}
