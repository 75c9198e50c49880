//! The source of a statement, and whether it is reported.

use std::collections::BTreeSet;

use super::rule::Rule;
use crate::changes::annotate::Annotated;
use crate::changes::context::EditContext;
use crate::changes::differences::differing_figures;
use crate::changes::model::{Class, Finding, Grade};
use crate::changes::part::{Part, SIDES};
use crate::changes::spelling::{is_misspelt, is_respelt};
use crate::changes::thresholds::ChangeThresholds;
use crate::changes::token_info::TokenInfo;
use crate::lang::Set;
use crate::text::{Pair, Side, Span, WordKind};

/// A source changed, was added or removed; or a statement is reported on one side and made by the story on the other.
pub(super) struct Attribution;

impl Rule for Attribution {
    fn name(&self) -> &'static str {
        "attribution"
    }

    fn class(&self) -> Class {
        Class::Attribution
    }

    fn description(&self) -> &'static str {
        "The source of a statement changed, or a reported statement became the story's own, or the reverse."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        // Other changes of a headline belong to the class of headlines.
        let grade = |grade: Grade| if edit.is_headline() { Grade::Slight } else { grade };
        if edit.is_rewritten() {
            let found = reported_in_rewritten(edit);
            return found.map(|spans| self.finding(grade(Grade::Plain), spans)).into_iter().collect();
        }
        if !edit.is_words() || edit.whole.is_same || edit.whole.is_transposed {
            return Vec::new();
        }
        let limits = edit.thresholds;
        let whole = sources(&edit.whole, limits).map(|found| (found, &edit.whole));
        // In a long passage, sources may be in the same position by coincidence.
        let short = edit.whole.longer() <= 2 * limits.phrase_words;
        let parts = edit.differing().filter(|part| short && !part.is_transposed);
        let parts = parts.filter_map(|part| Some((sources(part, limits)?, part)));
        let found: Vec<_> = if whole.is_some() { whole.into_iter().collect() } else { parts.collect() };
        found.into_iter().map(|(found, part)| self.finding(grade(found), spans(part))).collect()
    }
}

/// The spans of reporting words and sources.
fn spans(part: &Part<'_>) -> Pair<Option<Span>> {
    part.spans_of(TokenInfo::REPORT.or(TokenInfo::SOURCE))
}

/// The grade of a change of attribution: the part contains a report, or completes the report next to it.
fn sources(part: &Part<'_>, limits: &ChangeThresholds) -> Option<Grade> {
    if is_listing(part) || is_respelt(part) {
        return None;
    }
    let unnamed = |side: Side| part.row(side).language.is_unnamed(&part.words[side]);
    if part.longer() <= 2 * limits.phrase_words && unnamed(Side::Old) != unnamed(Side::New) {
        return Some(Grade::Plain);
    }
    // The same speaker in another spelling.
    if part.longer() > limits.phrase_words || is_misspelt(part) {
        return None;
    }
    if part.only_side().is_some_and(|side| opens_clause(part, side) || is_day(part, side)) {
        return None;
    }
    if part.only_side().is_some_and(|side| introduces(part, side) || is_around_source(part, side)) {
        return Some(Grade::Plain);
    }
    let reported = SIDES.map(|side| part.row(side).reported(&part.range[side]));
    let source = SIDES.map(|side| source(part, side));
    let anyone = source.old != Source::None && source.new != Source::None;
    match (reported.old.is_empty(), reported.new.is_empty()) {
        (true, false) => return reported_alone(part, Side::New, source.new, limits),
        (false, true) => return reported_alone(part, Side::Old, source.old, limits),
        _ => {}
    }
    let said = |side: Side| {
        let near = part.row(side).window(&part.range[side], limits.source_report_words);
        !part.row(side).reported(&near).is_empty()
    };
    if anonymous(part, Side::Old) != anonymous(part, Side::New) && said(Side::Old) && said(Side::New) {
        return Some(graded(!anyone));
    }
    if !reported.old.is_empty() {
        let names = SIDES.map(|side| part.row(side).names(&part.range[side]));
        let apart = names.old.is_disjoint(&names.new);
        return match (source.old, source.new) {
            _ if reported.old == reported.new && source.old == source.new && !(apart && anyone) => None,
            (old, new) if old == new && !(apart && old == Source::Named) => Some(Grade::Slight),
            _ => Some(graded(!anyone || same_source(part))),
        };
    }
    if completes(part, Side::Old) || completes(part, Side::New) {
        let language = part.row(Side::Old).language;
        let another = part.words.old.iter().any(|a| part.words.new.iter().any(|b| language.counterparts(a, b)));
        // "met and told" → "met. It told"
        if !another && part.content(Side::Old).is_empty() && part.content(Side::New).is_empty() {
            return None;
        }
        return Some(graded(!another && !part.one_sided() && !anyone));
    }
    None
}

/// The source of a statement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    /// None, or a pronoun.
    None,
    Unnamed,
    Named,
}

/// The source in the changed words of a side.
fn source(part: &Part<'_>, side: Side) -> Source {
    if !part.row(side).names(&part.range[side]).is_empty() {
        return Source::Named;
    }
    if speakers(part, side).is_empty() { Source::None } else { Source::Unnamed }
}

/// The words of a side that may be a source.
fn speakers<'a>(part: &Part<'a>, side: Side) -> BTreeSet<&'a str> {
    let row = part.row(side);
    let other = TokenInfo::FUNCTION.or(TokenInfo::REPORT).or(TokenInfo::DATE);
    row.indices(&part.range[side]).filter(|&k| !row.is(k, other)).map(|k| row.key(k)).collect()
}

/// The grade of a report that only one side of the part has, with its source.
fn reported_alone(part: &Part<'_>, side: Side, source: Source, limits: &ChangeThresholds) -> Option<Grade> {
    let other = side.other();
    // "did not say" → "said": the verb is there, and what it reports is another question.
    let verbs = |side: Side| {
        let language = part.row(side).language;
        part.words[side].iter().filter_map(move |key| language.line(Set::Reporting, key)).collect::<BTreeSet<_>>()
    };
    if source == Source::None && !verbs(side).is_empty() && verbs(side).is_subset(&verbs(other)) {
        return None;
    }
    // The row reports as much as before, at another position.
    let near = |side: Side| {
        let row = part.row(side);
        row.reported(&row.window(&part.range[side], limits.same_report_words)).len()
    };
    if near(side) != near(other) {
        return Some(graded(source == Source::None));
    }
    let there = |k: &str| part.words[other].contains(&k) || part.row(other).says_elsewhere(&part.range[other], k);
    let speakers = speakers(part, side);
    if speakers.iter().filter(|k| !crate::lang::figure(k)).all(|k| there(k)) || recounts(part) {
        return None;
    }
    let lost = part.row(side).names(&part.range[side]).into_iter().any(|name| !there(name));
    Some(graded(!lost))
}

/// Whether all figures of a wording replace others.
fn recounts(part: &Part<'_>) -> bool {
    let pairs = differing_figures(part);
    let all = |side: Side| part.figures(side).filter(|f| !f.value.is_empty()).count();
    let both = pairs.iter().filter(|pair| pair.old.is_some() && pair.new.is_some()).count();
    both > 0 && both == all(Side::Old) && both == all(Side::New)
}

/// The same source in more or fewer words.
fn same_source(part: &Part<'_>) -> bool {
    let (old, new) = (speakers(part, Side::Old), speakers(part, Side::New));
    !old.is_empty() && !new.is_empty() && (old.is_subset(&new) || new.is_subset(&old))
}

/// "said" is unchanged, the source or place changes: "police said" → "officials said", "said Aune" → "said Vik",
/// "according to police" → "according to witnesses", "Kim said" → "Kim said at a briefing". A place in between is a
/// name.
fn completes(part: &Part<'_>, side: Side) -> bool {
    let (row, range) = (part.row(side), &part.range[side]);
    let before = after_title(row, row.neighbour(range, -1));
    let placed = before.is_some_and(|k| row.language.has(Set::BeforePlace, row.key(k)));
    let has_source_after = |k: usize| row.report_phrase(k).is_some() || row.language.has(Set::SourceAfter, row.key(k));
    // In "stops in Neustadt, said the railway" the source follows; in "Ostrow, a trustee, said" it does not.
    let is_source = |k: usize| {
        let last = row.indices(&(range.start..k)).last();
        last == k.checked_sub(1) || last.is_some_and(|last| row.is(last, TokenInfo::SOURCE))
    };
    let after = row.neighbour(range, 1);
    let after = after.is_some_and(|k| row.is(k, TokenInfo::REPORT) && !has_source_after(k) && is_source(k));
    let has_listener_after = |k: usize| row.language.has(Set::ListenerAfter, row.key(k));
    let said = before.is_some_and(|k| row.is(k, TokenInfo::REPORT) && !has_listener_after(k));
    let named = Side::BOTH.into_iter().all(|side| !part.row(side).names(&part.range[side]).is_empty());
    let limits = part.limits();
    let most = if named { limits.titled_source_words } else { limits.verb_source_words };
    let speaks = !placed && !is_day(part, side) && part.longer() <= most;
    // "“We won't give up,” said the mayor."
    let is_quoted = range.end.checked_sub(1).is_some_and(|last| last >= range.start && row.is(last, TokenInfo::QUOTED));
    let after = after && !is_quoted;
    let clause = Side::BOTH.into_iter().any(|side| is_clause(part, side));
    // "das teilte die Polizei mit"
    let is_part =
        row.language.has(Set::ReportingParts, row.key(range.end)) && row.closes(&(range.start..range.end + 1));
    // "two people died, said the police"
    let counts = row.indices(range).all(|k| row.is(k, TokenInfo::FIGURE));
    let clause = clause || counts;
    // "“We lost our nets,” said Tilda Holm on the quay"
    let inverted = before.is_some_and(|k| k > 0 && row.is_mark(k - 1));
    let goes_on = row.is_function(range.end) || row.is(range.end, TokenInfo::DATE);
    let is_speaker = inverted && goes_on && !range.is_empty() && range.clone().all(|k| row.is(k, TokenInfo::NAME));
    !clause && (said && (row.closes(range) || is_part || is_speaker) || after && !part.one_sided() && speaks)
}

/// Whether a part begins with a pronoun and its verb: "said {he would go}".
fn is_clause(part: &Part<'_>, side: Side) -> bool {
    let row = part.row(side);
    let mut words = row.indices(&part.range[side]);
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let other = [Set::Determiners, Set::BeforePlace].into_iter().any(|set| row.language.has(set, row.key(first)));
    row.is_function(first) && row.is_function(second) && !other
}

/// The word before a position, skipping an article and a title: "said the {mayor}", "said Councillor {Teague}".
fn after_title(row: &Annotated<'_>, before: Option<usize>) -> Option<usize> {
    let leads = |k: usize| {
        let short = row.key(k).chars().count() <= row.limits.article_characters && row.kind(k) == Some(WordKind::Word);
        let article = row.language.has(Set::Determiners, row.key(k)) || short && row.is_function(k);
        (article || row.is(k, TokenInfo::NAME)) && !row.is(k, TokenInfo::REPORT)
    };
    let mut at = before?;
    for _ in 0..row.limits.title_words {
        if leads(at) && at > 0 && row.is(at, TokenInfo::SOURCE) {
            at -= 1;
        }
    }
    row.is(at, TokenInfo::REPORT).then_some(at).or(before)
}

/// Whether a part introduces what the sentence then states: "Experts believe the", "A study found that".
fn introduces(part: &Part<'_>, side: Side) -> bool {
    let (row, range) = (part.row(side), &part.range[side]);
    let mut words = row.indices(range);
    let first = words.next();
    let last = row.indices(range).rfind(|&k| !row.language.has(Set::That, row.key(k)));
    let (Some(first), Some(last)) = (first, last) else { return false };
    let says = row.is(last, TokenInfo::REPORT) || row.language.has(Set::ReportsBeforeThat, row.key(last));
    first < last
        && says
        && row.begins_sentence(first)
        && part.words[side].len() <= part.limits().introduction_words
        && !row.is_mark(range.end)
}

/// Whether a part is a phrase around a source, at an end of its clause: "as the union sees it".
fn is_around_source(part: &Part<'_>, side: Side) -> bool {
    let (row, range, words) = (part.row(side), &part.range[side], &part.words[side]);
    let Some(first) = row.indices(range).next().filter(|_| words.len() > 1) else { return false };
    let is_phrase = |phrase: &str| {
        let (before, after) = phrase.split_once('…').unwrap_or((phrase, ""));
        let before: Vec<&str> = before.split_whitespace().collect();
        let after: Vec<&str> = after.split_whitespace().collect();
        let source = words.len().saturating_sub(before.len() + after.len());
        (1..=part.limits().around_source_words).contains(&source)
            && words.starts_with(&before)
            && words.ends_with(&after)
    };
    let is_set_off = row.begins_sentence(first) || range.clone().any(|k| row.key(k) == ",") || row.before(first) == ",";
    is_set_off && row.language.report_forms("around a source").any(is_phrase)
}

/// The unnamed sources on a side, by kind; their gender is a matter of style.
fn anonymous(part: &Part<'_>, side: Side) -> BTreeSet<usize> {
    let language = part.row(side).language;
    let words = &part.words[side];
    let known = (0..words.len()).filter_map(|k| language.begins(Set::Sources, words[k..].iter().copied()));
    known.map(|(line, _)| line).collect()
}

/// Whether a part begins a clause.
fn opens_clause(part: &Part<'_>, side: Side) -> bool {
    let language = part.row(side).language;
    part.words[side].first().is_some_and(|k| language.has(Set::ClauseOpeners, k))
}

/// Whether the words only separate list items: "and (c)", "; (ii)".
fn is_listing(part: &Part<'_>) -> bool {
    Side::BOTH.into_iter().all(|side| {
        let row = part.row(side);
        let label = |k: usize| row.key(k).chars().count() <= row.limits.item_label_characters && row.key(k + 1) == ")";
        row.indices(&part.range[side]).all(|k| label(k) || row.language.has(Set::Conjunctions, row.key(k)))
    })
}

/// Whether a part is little more than a date: "on Monday", "late on Monday".
fn is_day(part: &Part<'_>, side: Side) -> bool {
    let row = part.row(side);
    let when = TokenInfo::DATE.or(TokenInfo::FUNCTION);
    let said = TokenInfo::NAME.or(TokenInfo::REPORT);
    let other: Vec<usize> = row.indices(&part.range[side]).filter(|&k| !row.is(k, when)).collect();
    other.len() <= 1 && !other.iter().any(|&k| row.is(k, said)) && part.indices(side, TokenInfo::DATE).next().is_some()
}

fn graded(weak: bool) -> Grade {
    if weak { Grade::Slight } else { Grade::Plain }
}

/// Reported speech in a short rewritten row that the other side states directly, for the most part.
fn reported_in_rewritten(edit: &EditContext<'_>) -> Option<Pair<Option<Span>>> {
    let part = &edit.whole;
    if part.is_same || part.longer() > edit.thresholds.short_row_words {
        return None;
    }
    let stems = SIDES.map(|side| part.content_stems(side).into_iter().collect::<BTreeSet<_>>());
    let fewer = stems.old.len().min(stems.new.len());
    let shared = stems.old.intersection(&stems.new).count();
    let much_shared = 100 * shared >= edit.thresholds.reported_percent * fewer;
    let reports = |side: Side| part.indices(side, TokenInfo::REPORT).next().is_some();
    (much_shared && reports(Side::Old) != reports(Side::New)).then(|| spans(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::rules::found;

    #[test]
    fn changed_sources() {
        let old = "The dam holds, and nobody needs to leave the valley, police said late on Thursday.";
        assert_eq!(found(&Attribution, old, &old.replace("police", "officials")), ["police → officials"]);
        assert_eq!(found(&Attribution, old, &old.replace("Thursday", "Friday")), [""; 0]);
        let old = "“We watch the dam hour by hour, and it holds,” said Berit Aune, the chief engineer.";
        assert_eq!(
            found(&Attribution, old, &old.replace("Berit Aune, the chief engineer", "Tor Vik, the mayor")).len(),
            1
        );
    }

    #[test]
    fn added_and_removed_sources() {
        for old in [
            "Officials say that such loans are far too cheap for the banks.",
            "Such loans are far too cheap for the banks, officials said.",
            "According to officials, such loans are far too cheap for the banks.",
        ] {
            let new = "Such loans are far too cheap for the banks.";
            assert_eq!(found(&Attribution, old, new).len(), 1, "{old}");
            assert_eq!(found(&Attribution, new, old).len(), 1, "{old}");
        }
        let old = "Officials met on Monday and shut the road until May.";
        assert_eq!(found(&Attribution, old, &old.replace("May", "May, officials said")).len(), 1);
    }
}
