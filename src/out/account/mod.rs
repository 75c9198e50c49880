//! A short account of a comparison in sentences, made from the change list alone.
//!
//! ```text
//! The figure “12 people” rises to “21 people” [1]. “police” becomes “officials” [2]. The last seven paragraphs are cut:
//! “The ferry …” [3]. Otherwise only house style (changes 4–6) differs.
//! ```
//!
//! The number after a sentence is the rank of its change. Beyond the words of the documents, a sentence says only what
//! the change list has: the sides of the change, its place, and the kind of its words if they show it. For unrelated
//! texts, only lengths are reported: their pairs of sentences are accidental.

mod edit;
mod excerpt;
mod passage;

use std::io::{self, Write};

use self::passage::{cut_or_added, moved, rewritten};
use crate::changes::{Change, Class};
use crate::diff::{Relation, RowKind};
use crate::page::{ComparePage, Summary, change_numbers, percent, sanitize, wrap};
use crate::text::{Document, Pair, Side, Span};

/// Maximum number of sentences on changes; further changes are only counted.
const CLAUSES: usize = 12;

/// Share of the words below which unrelated texts have "nothing" in common instead of "almost nothing": function words
/// are in any text.
const NOTHING_SHARE: f32 = 0.005;

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
    if page.comparison().relation() == Some(Relation::Unrelated) {
        return vec![unrelated(page, documents)];
    }
    let (quiet, full): (Vec<_>, Vec<_>) =
        summary.changes.iter().copied().partition(|(_, change)| change.class.is_quiet());
    let clauses = clauses(documents, full);
    let (shown, rest) = clauses.split_at(clauses.len().min(CLAUSES));
    let mut out: Vec<String> = shown.iter().map(|clause| clause.sentence(page)).collect();
    let rest: Vec<(usize, &Change)> =
        rest.iter().flat_map(|clause| &clause.changes).chain(&quiet).map(|(rank, change)| (*rank, *change)).collect();
    if !rest.is_empty() {
        out.push(remaining(&rest, out.is_empty()));
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

    fn sentence(&self, page: &ComparePage) -> String {
        let Some((_, first)) = self.changes.first() else { return String::new() };
        let documents = page.documents().as_ref().map(AsRef::as_ref);
        let places = match first.more.len() {
            0 => String::new(),
            more => format!(" in {} places", excerpt::count(more + 1)),
        };
        let text = match first.class {
            Class::Move => moved(documents, first),
            Class::Cut if self.spans.new.is_none() => cut_or_added(page, first, self.spans, Side::Old),
            Class::Addition if self.spans.old.is_none() => cut_or_added(page, first, self.spans, Side::New),
            _ => match (rewritten_sentences(page, first), self.spans.old.zip(self.spans.new)) {
                (Some(n), Some((old, new))) => rewritten(documents, first, Pair::new(old, new), n),
                _ => edit::sentence(page, first),
            },
        };
        format!("{}{places} [{}].", excerpt::capitalised(&text), numbers(&self.ranks()))
    }
}

/// The number of old sentences of the rewritten row that a change consists of.
fn rewritten_sentences(page: &ComparePage, change: &Change) -> Option<usize> {
    let row = page.comparison().rows.get(change.row)?;
    (row.kind == RowKind::Rewritten && row.hull() == change.spans).then_some(row.spans.old.len())
}

/// "The two texts have nothing in common: the old one has 431 words, the new one 208."
fn unrelated(page: &ComparePage, documents: Pair<&Document>) -> String {
    let shares = page.comparison().verdict.map_or((0.0, 0.0), |verdict| (verdict.old_in_new, verdict.new_in_old));
    let common = if shares.0.max(shares.1) < NOTHING_SHARE {
        "nothing in common".to_owned()
    } else {
        let (old, new) = (percent(shares.0), percent(shares.1));
        format!("almost nothing in common ({old} of the words of the old one, {new} of those of the new one)")
    };
    let words = documents.map(Document::word_count);
    let noun = if words.old == 1 { "word" } else { "words" };
    format!("The two texts have {common}: the old one has {} {noun}, the new one {}.", words.old, words.new)
}

fn nothing(summary: &Summary<'_>) -> String {
    match summary.hidden_counts.total() {
        0 => "Nothing changes.".to_owned(),
        _ => format!("Nothing else changes ({}).", summary.hidden_counts),
    }
}

/// "Otherwise only house style (changes 4–6) and credits (change 7) differ.", "Further changes: 13 (wording), 14 (style)."
fn remaining(changes: &[(usize, &Change)], is_all: bool) -> String {
    let groups: Vec<(Class, Vec<usize>)> = Class::ALL
        .into_iter()
        .map(|class| {
            let of_class = changes.iter().filter(|(_, change)| change.class == class);
            let mut ranks: Vec<usize> = of_class.map(|(rank, _)| *rank).collect();
            ranks.sort_unstable();
            (class, ranks)
        })
        .filter(|(_, ranks): &(Class, Vec<usize>)| !ranks.is_empty())
        .collect();
    if groups.iter().all(|(class, _)| class.is_quiet()) {
        let what = groups.iter().map(|(class, ranks)| format!("{} ({})", quiet_name(*class), change_numbers(ranks)));
        let verb = if let [(Class::Style | Class::Typography | Class::Formatting, _)] = groups.as_slice() {
            "differs"
        } else {
            "differ"
        };
        let only = if is_all { "Only" } else { "Otherwise only" };
        return format!("{only} {} {verb}.", excerpt::listed(&what.collect::<Vec<_>>()));
    }
    let group = |(class, ranks): &(Class, Vec<usize>)| format!("{} ({})", numbers(ranks), class.name());
    format!("Further changes: {}.", groups.iter().map(group).collect::<Vec<_>>().join(", "))
}

/// "3 and 4", "4–6"
fn numbers(ranks: &[usize]) -> String {
    change_numbers(ranks).trim_start_matches(char::is_alphabetic).trim_start().to_owned()
}

/// A name for people of a class whose changes are only counted.
const fn quiet_name(class: Class) -> &'static str {
    match class {
        Class::Style => "house style",
        Class::Furniture => "notes and page furniture",
        Class::Credit => "credits",
        _ => class.name(),
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
            "The figure “12 people” rises to “21 people” [1]. “police” becomes “officials” [2]. Two sentences of \
             paragraphs 3 and 4 are cut: “Divers look at the piles. Tickets cost five crowns.” [3 and 4].\n"
        );
    }

    #[test]
    fn a_kind_is_named_where_the_words_show_it() {
        for (old, new, account) in [
            (
                "He was charged with theft in May.", "He was questioned over theft in May.",
                "“charged with” becomes “questioned over”",
            ),
            (
                "The fair is held in winter and nobody knows why.", "The fair is held on Friday and nobody knows why.",
                "“in winter” becomes “on Friday”",
            ),
            ("The fair ends on Monday night.", "The fair ends on Friday night.", "The day “Monday” becomes “Friday”"),
            ("The harbour fee may rise again.", "The harbour fee will rise again.", "“may rise” becomes “will rise”"),
            ("The mayor did rise again.", "The mayor did not rise again.", "“not” is added after “mayor did”"),
            (
                "The first ship was built in 1961 by monks.", "The first ship was built in 1964 by monks.",
                "The year “1961” becomes “1964”",
            ),
            (
                "The mayor is accused of theft, it said.", "The mayor is suspected of theft, it said.",
                "“accused” becomes “suspected”",
            ),
        ] {
            assert_eq!(account_of(old, new), format!("{account} [1].\n"));
        }
    }

    #[test]
    fn words_after_a_mark_are_added_in_a_quotation() {
        let old = "“We have worked a long time for this.” The harbour master smiled and left.";
        let new = "“We have worked a long time for this, because it matters.” The harbour master smiled and left.";
        assert_eq!(account_of(old, new), "In a quotation, “because it matters” is added after “for this” [1].\n");
        assert_eq!(account_of(new, old), "In a quotation, “because it matters” is cut after “for this” [1].\n");
    }

    #[test]
    fn quotation_marks_alone_are_named() {
        let old = "He called the bridge a disgrace and left the hall.";
        let new = "He called the bridge “a disgrace” and left the hall.";
        assert_eq!(account_of(old, new), "“a disgrace” is put in quotation marks [1].\n");
        assert_eq!(account_of(new, old), "“a disgrace” loses its quotation marks [1].\n");
    }

    #[test]
    fn unrelated_texts_have_no_changes_to_report() {
        let old = "The council of Velden wants to plant forty lime trees along the road to the station.";
        let new = "Bakers in Estermond sell more rye bread than at any time before, a survey found.";
        let account = "The two texts have nothing in common: the old one has 16 words, the new one 15.\n";
        assert_eq!(account_of(old, new), account);
    }

    #[test]
    fn a_text_that_is_the_same_has_no_change() {
        assert_eq!(account_of("It is wet.", "It is  wet."), "Nothing changes.\n");
    }
}
