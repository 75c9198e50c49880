//! The edits of a row, grouped as an editor would count them.

use std::ops::Range;

use super::annotate::Annotated;
use super::dates::is_one_day;
use super::figures::value;
use super::model::Edit;
use super::part::SIDES;
use super::token_info::TokenInfo;
use super::turned_names::turned_names;
use crate::diff::{Op, Row};
use crate::lang::Set;
use crate::text::{Document, Pair, Side, Span, is_apostrophe};

/// The edit of a one-sided or rewritten row, or the edits of another row as its operations give them.
pub(crate) fn of_row(documents: &Pair<&Document>, n: usize, row: &Row) -> Vec<Edit> {
    changed(documents, n, row)
}

/// The edits of row `n`, whose annotated words are `words`, in order.
pub(crate) fn edits(documents: &Pair<&Document>, n: usize, row: &Row, words: &Pair<Annotated<'_>>) -> Vec<Edit> {
    let apart = changed(documents, n, row).into_iter().flat_map(|edit| after_lead(documents, edit)).collect();
    joined(words, turned_names(words, apart))
        .into_iter()
        .flat_map(|edit| split_at_quotation(words, edit))
        .flat_map(|edit| split_off_source(words, edit))
        .collect()
}

/// An edit without the punctuation that both sides end or begin with: operations keep a mark with its word, so that
/// "12." → "19." reads well, but only the figure differs.
pub(crate) fn exact(words: &Pair<Annotated<'_>>, spans: Pair<Option<Span>>) -> Pair<Option<Span>> {
    let (Some(old), Some(new)) = (spans.old, spans.new) else { return spans };
    let range = bare(words, old, new);
    Pair::new(Some(words.old.span(range.old)), Some(words.new.span(range.new)))
}

/// The words of an edit on each side, without the punctuation that both end or begin with, as long as a word is left.
fn bare(words: &Pair<Annotated<'_>>, old: Span, new: Span) -> Pair<Range<usize>> {
    let mut range = Pair::new(words.old.at(Some(old), old.start), words.new.at(Some(new), new.start));
    let same = |old: usize, new: usize| {
        let key = words.old.key(old);
        key == words.new.key(new) && matches!(key, "." | "," | ";" | ":" | "!" | "?" | "。" | "、" | "，")
    };
    while range.old.len() > 1 && range.new.len() > 1 && same(range.old.end - 1, range.new.end - 1) {
        range.old.end -= 1;
        range.new.end -= 1;
    }
    while range.old.len() > 1 && range.new.len() > 1 && same(range.old.start, range.new.start) {
        range.old.start += 1;
        range.new.start += 1;
    }
    range
}

/// Splits an edit that begins in a flag or slug and continues after it: "UPDATE 1-", and the headline.
fn after_lead(documents: &Pair<&Document>, edit: Edit) -> Vec<Edit> {
    let sides = Pair::new(Side::Old, Side::New);
    let ends = sides.map(|side| lead(documents[side], edit.spans[side]?));
    if ends == Pair::default() {
        return vec![edit];
    }
    let part = |side: Side, head: bool| match (edit.spans[side], ends[side]) {
        (Some(span), Some((end, _))) if head => Some(Span { end, ..span }),
        (Some(span), Some((_, start))) => Some(Span { start, ..span }),
        (span, None) => span.filter(|_| !head),
        (None, _) => None,
    };
    let head = Edit { spans: sides.map(|side| part(side, true)), ..edit };
    let near = sides.map(|side| ends[side].map_or(edit.near[side], |(_, start)| start));
    vec![head, Edit { spans: sides.map(|side| part(side, false)), near, ..edit }]
}

/// Where the flag or slug at the beginning of a span ends, and where the text after it begins.
pub(crate) fn lead(document: &Document, span: Span) -> Option<(u32, u32)> {
    let at = document.block_at(span.start);
    let lead = document.blocks.get(at).filter(|b| b.run_in && b.span.end < span.end)?;
    let next = document.blocks.get(at + 1)?;
    (next.span.start < span.end).then_some((lead.span.end, next.span.start))
}

/// The runs of changed words between equal ones. A word that changed in part is changed.
fn changed(documents: &Pair<&Document>, n: usize, row: &Row) -> Vec<Edit> {
    let hull = row.hull();
    let mut near = Pair::new(hull.old.map_or(0, |s| s.start), hull.new.map_or(0, |s| s.start));
    let mut spans: Pair<Option<Span>> = Pair::default();
    let mut out = Vec::new();
    let end = Op::Equal { old: Span::default(), new: Span::default(), typography: false, formatting: false };
    for op in row.ops.iter().chain([&end]) {
        match *op {
            Op::Removed(span) => spans.old = Some(spans.old.map_or(span, |s| s.hull(span))),
            Op::Added(span) => spans.new = Some(spans.new.map_or(span, |s| s.hull(span))),
            Op::Equal { old, new, .. }
                if spans != Pair::default()
                    && (is_inside_word(documents.old, old.start) || is_inside_word(documents.new, new.start)) =>
            {
                spans.old = Some(spans.old.map_or(old, |s| s.hull(old)));
                spans.new = Some(spans.new.map_or(new, |s| s.hull(new)));
            }
            Op::Equal { old, new, .. } => {
                if spans != Pair::default() {
                    out.push(Edit { row: n, spans: std::mem::take(&mut spans), near });
                }
                near = Pair::new(old.end, new.end);
            }
        }
    }
    out
}

/// Whether a position is between an elided word and the next: "n'|est".
fn is_inside_word(document: &Document, at: u32) -> bool {
    let head = Span { start: 0, end: at }.of(&document.text);
    let elided = head.strip_suffix(is_apostrophe);
    let rest = Span { start: at, end: u32::try_from(document.text.len()).unwrap_or(at) }.of(&document.text);
    elided.is_some_and(|word| word.ends_with(char::is_alphabetic)) && rest.starts_with(char::is_alphabetic)
}

/// Joins edits that belong together: a month that changes places with its day ("March 3" → "3 March"), the day and the
/// year of a date, a pair of added or removed brackets or quotation marks with everything between, an age that moved
/// after its name.
fn joined(words: &Pair<Annotated<'_>>, edits: Vec<Edit>) -> Vec<Edit> {
    let mut out: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        let turned = out.last().is_some_and(|last| {
            let keys = |edit: &Edit, side: Side| words[side].keys(&words[side].at(edit.spans[side], edit.near[side]));
            let (last_old, this_new) = (keys(last, Side::Old), keys(&edit, Side::New));
            let (this_old, last_new) = (keys(&edit, Side::Old), keys(last, Side::New));
            let crossed = this_old.is_empty() && last_new.is_empty() || last_old.is_empty() && this_new.is_empty();
            let between =
                words.new.at(last.spans.new, last.near.new).end..words.new.at(edit.spans.new, edit.near.new).start;
            let month = |key: &&str| words.new.language.dates(key) || words.new.language.may_be_month(key);
            let dated = |key: &&str| month(key) || words.new.language.numbers(key);
            let (moved, kept) = ([last_old, this_new, this_old, last_new].concat(), words.new.keys(&between));
            crossed
                && between.len() <= words.old.limits.joined_date_words
                && moved.len() > 1
                && moved.iter().chain(&kept).all(dated)
                && moved.iter().chain(&kept).any(month)
        });
        let turned = turned
            || out.last().is_some_and(|last| is_turned_name(words, last, &edit) || swaps_names(words, last, &edit));
        let turned = turned || out.last().is_some_and(|last| is_one_date(words, last, &edit));
        let paired = out.last().is_some_and(|last| is_pair(words, last, &edit));
        match out.last_mut() {
            Some(last) if turned || paired => {
                for side in Side::BOTH {
                    let from = last.spans[side].map_or(last.near[side], |s| s.start);
                    let to = edit.spans[side].map_or(edit.near[side], |s| s.end);
                    last.spans[side] =
                        Some(words[side].span(words[side].at(Some(Span { start: from, end: to }), from)));
                }
            }
            _ => out.push(edit),
        }
    }
    out
}

/// Whether two edits change elements of the same date: "June 1991" → "29 June 2007".
fn is_one_date(words: &Pair<Annotated<'_>>, last: &Edit, edit: &Edit) -> bool {
    let range = |edit: &Edit, side: Side| words[side].at(edit.spans[side], edit.near[side]);
    let is_date = |side: Side, k: usize| words[side].is(k, TokenInfo::DATE);
    let kept = SIDES.map(|side| range(last, side).end..range(edit, side).start);
    let joins = |side: Side| {
        let (row, kept) = (&words[side], kept[side].clone());
        let links = |k: usize| row.key(k) == "," || row.language.has(Set::InsideDate, row.key(k));
        kept.len() <= row.limits.joined_date_words
            && kept.clone().any(|k| is_date(side, k))
            && kept.into_iter().all(|k| is_date(side, k) || links(k))
    };
    let dates = |edit: &Edit| {
        let all = Side::BOTH.into_iter().flat_map(|side| range(edit, side).map(move |k| (side, k)));
        let mut all = all.filter(|&(side, k)| !words[side].is_mark(k) && !words[side].is_function(k)).peekable();
        all.peek().is_some() && all.all(|(side, k)| is_date(side, k))
    };
    Side::BOTH.into_iter().all(joins)
        && dates(last)
        && dates(edit)
        && Side::BOTH
            .into_iter()
            .all(|side| is_one_day(&words[side].dates, range(last, side).start..range(edit, side).end))
}

/// Whether a surname changes places with the given names: "Holm, George W.", "George W. Holm". Either of them is kept.
fn is_turned_name(words: &Pair<Annotated<'_>>, last: &Edit, edit: &Edit) -> bool {
    let range = |edit: &Edit, side: Side| words[side].at(edit.spans[side], edit.near[side]);
    let keys = |edit: &Edit, side: Side| words[side].keys(&range(edit, side));
    let capital = |side: Side, range: &Range<usize>| words[side].indices(range).all(|k| words[side].is_capital(k));
    // `side` has the comma.
    Side::BOTH.into_iter().any(|side| {
        let other = side.other();
        let kept = SIDES.map(|side| range(last, side).end..range(edit, side).start);
        let surname_moves = || {
            let surname = range(last, side);
            words[side].key(surname.end.saturating_sub(1)) == ","
                && capital(side, &surname)
                && !keys(last, side).is_empty()
                && keys(last, side) == keys(edit, other)
                && keys(last, other).is_empty()
                && keys(edit, side).is_empty()
        };
        let given_name_moves = || {
            let given = range(edit, side);
            words[side].key(given.start) == ","
                && capital(side, &given)
                && !keys(edit, side).is_empty()
                && keys(edit, side) == keys(last, other)
                && keys(edit, other).is_empty()
                && keys(last, side).is_empty()
        };
        Side::BOTH.into_iter().all(|side| kept[side].len() <= words.old.limits.turned_name_words)
            && Side::BOTH.into_iter().all(|side| !kept[side].is_empty() && capital(side, &kept[side]))
            && (surname_moves() || given_name_moves())
    })
}

/// Whether two names change places around words that do not list them: "left Vik for Torn", "left Torn for Vik".
fn swaps_names(words: &Pair<Annotated<'_>>, last: &Edit, edit: &Edit) -> bool {
    let range = |edit: &Edit, side: Side| words[side].at(edit.spans[side], edit.near[side]);
    let keys = |edit: &Edit, side: Side| words[side].keys(&range(edit, side));
    // At the beginning of the sentence, a capital shows a name only by the other side.
    let is_name = |side: Side, k: usize| {
        let (row, other) = (&words[side], &words[side.other()]);
        let elsewhere = || other.all().any(|at| other.key(at) == row.key(k) && other.is(at, TokenInfo::NAME));
        row.is(k, TokenInfo::NAME) || row.is_capital(k) && row.begins_sentence(k) && elsewhere()
    };
    let named = |side: Side, range: Range<usize>| !range.is_empty() && range.into_iter().all(|k| is_name(side, k));
    Side::BOTH.into_iter().any(|side| {
        let other = side.other();
        let (removed, added) = (keys(last, side), keys(edit, other));
        let kept = range(last, side).end..range(edit, side).start;
        let first = range(last, side);
        let crosses = |joint: usize| {
            let (name, before) = removed.split_at(removed.len() - joint);
            let (after, other_name) = added.split_at(joint);
            before == after
                && name == other_name
                && !before.iter().all(|key| words[side].language.has(Set::JoinNames, key))
                && named(side, first.start..first.end.saturating_sub(joint))
        };
        let longest = removed.len().min(words.old.limits.swap_joint_words + 1);
        removed.len() == added.len()
            && keys(last, other).is_empty()
            && keys(edit, side).is_empty()
            && kept.len() <= words.old.limits.turned_name_words
            && named(side, kept)
            && (1..longest).any(crosses)
    })
}

/// Splits an edit that crosses the end of a quotation on both sides: the quotation, and the attribution.
fn split_at_quotation(words: &Pair<Annotated<'_>>, edit: Edit) -> Vec<Edit> {
    let (Some(old), Some(new)) = (edit.spans.old, edit.spans.new) else { return vec![edit] };
    let range = Pair::new(words.old.at(Some(old), old.start), words.new.at(Some(new), new.start));
    let mark = |side: Side| {
        let mut marks = range[side].clone().filter(|&k| words[side].is(k, TokenInfo::QUOTE_MARK));
        let closes = |k: &usize| *k > 0 && words[side].is_quoted(k - 1) && !words[side].is_quoted(k + 1);
        marks.next().filter(|_| marks.next().is_none()).filter(closes)
    };
    // The mark after the edit: "all winter,” she said." → "all summer.”"
    let follows = |side: Side| {
        let row = &words[side];
        let last = range[side].end.checked_sub(1).filter(|&k| k >= range[side].start && row.is_quoted(k));
        let next = (range[side].end..row.all().end).find(|&k| !row.is_mark(k) || row.is(k, TokenInfo::QUOTE_MARK));
        let marked = range[side].clone().any(|k| row.is(k, TokenInfo::QUOTE_MARK));
        next.filter(|&k| last.is_some() && !marked && row.is(k, TokenInfo::QUOTE_MARK)).map(|_| range[side].end)
    };
    let inside = Pair::new(mark(Side::Old), mark(Side::New));
    let at = Pair::new(inside.old.or_else(|| follows(Side::Old)), inside.new.or_else(|| follows(Side::New)));
    let (Some(old), Some(new), true) = (at.old, at.new, inside != Pair::default()) else { return vec![edit] };
    let at = Pair::new(old, new);
    let sides = Pair::new(Side::Old, Side::New);
    let head = sides.map(|side| range[side].start..at[side]);
    let tail = sides.map(|side| at[side] + usize::from(inside[side].is_some())..range[side].end);
    let mark = sides.map(|side| words[side].span(at[side]..at[side] + 1));
    let keys = |part: &Pair<Range<usize>>, side: Side| words[side].keys(&part[side]);
    let differs = |part: &Pair<Range<usize>>| keys(part, Side::Old) != keys(part, Side::New);
    if !differs(&head) || !differs(&tail) {
        return vec![edit];
    }
    let part = |range: Pair<Range<usize>>, near: Pair<u32>| {
        let span = |side: Side| (!keys(&range, side).is_empty()).then(|| words[side].span(range[side].clone()));
        Edit { row: edit.row, spans: sides.map(span), near }
    };
    vec![part(head, mark.map(|m| m.start)), part(tail, mark.map(|m| m.end))]
}

/// Splits an edit of a few words where only one side has an attribution too: "9 people, the agency said" → "14 people".
fn split_off_source(words: &Pair<Annotated<'_>>, edit: Edit) -> Vec<Edit> {
    let (Some(old), Some(new)) = (edit.spans.old, edit.spans.new) else { return vec![edit] };
    let range = bare(words, old, new);
    let says = |side: Side, range: Range<usize>| range.into_iter().any(|k| words[side].is(k, TokenInfo::REPORT));
    let tail = |side: Side| {
        let comma = range[side].clone().find(|&k| words[side].key(k) == ",")?;
        let (head, tail) = (range[side].start..comma, comma + 1..range[side].end);
        let short = (1..=words.old.limits.sourced_words).contains(&words[side].keys(&head).len());
        let source = words[side].keys(&tail).len() > 1 && says(side, tail);
        let alone = !says(side, head) && !says(side.other(), range[side.other()].clone());
        (short && source && alone).then_some(comma)
    };
    let Some((side, comma)) = Side::BOTH.into_iter().find_map(|side| Some((side, tail(side)?))) else {
        return vec![edit];
    };
    let span = |side: Side, range: Range<usize>| Some(words[side].span(range));
    let mut spans = Pair::new(span(Side::Old, range.old.clone()), span(Side::New, range.new.clone()));
    let mut source = Edit { row: edit.row, spans: Pair::default(), near: Pair::new(old.end, new.end) };
    source.spans[side] = span(side, comma + 1..range[side].end);
    spans[side] = span(side, range[side].start..comma);
    vec![Edit { spans, ..edit }, source]
}

/// Whether two neighbouring edits belong together: a pair of added or removed brackets or quotation marks, or a figure
/// that only moved.
fn is_pair(words: &Pair<Annotated<'_>>, last: &Edit, edit: &Edit) -> bool {
    let limits = words.old.limits;
    let range = |edit: &Edit, side: Side| words[side].at(edit.spans[side], edit.near[side]);
    let between = |side: Side| range(last, side).end..range(edit, side).start;
    let far = Side::BOTH.into_iter().map(|side| between(side).len()).max().unwrap_or(0);
    let count = |edit: &Edit, side: Side, test: &dyn Fn(usize) -> bool| range(edit, side).filter(|&k| test(k)).count();
    let bracket = |side: Side| {
        let (open, close) = (|k: usize| words[side].key(k) == "(", |k: usize| words[side].key(k) == ")");
        count(last, side, &open) > count(last, side, &close) && count(edit, side, &close) > count(edit, side, &open)
    };
    let quotation = |side: Side| {
        let mark = |edit: &Edit, side: Side| count(edit, side, &|k| words[side].is(k, TokenInfo::QUOTE_MARK));
        let bare = |edit: &Edit| words[side].keys(&range(edit, side)).is_empty();
        let other = side.other();
        let alone = bare(edit) && words[other].keys(&range(edit, other)).is_empty();
        mark(last, side) == 1 && mark(edit, side) == 1 && mark(last, other) == 0 && mark(edit, other) == 0 && alone
    };
    let figure = |edit: &Edit, side: Side| -> Vec<String> {
        words[side].keys(&range(edit, side)).iter().filter_map(|k| value(words[side].language, k)).collect()
    };
    let moves_figure = |side: Side| {
        let other = side.other();
        let (removed, added) = (figure(last, side), figure(edit, other));
        !removed.is_empty() && removed == added && figure(last, other).is_empty() && figure(edit, side).is_empty()
    };
    // "ne démissionnera pas" → "démissionnera"
    let denied = |side: Side| {
        let other = side.other();
        let own = |edit: &Edit| words[side].keys(&range(edit, side));
        let alone = [last, edit].into_iter().all(|edit| words[other].keys(&range(edit, other)).is_empty());
        let language = words[side].language;
        alone
            && matches!(own(last).as_slice(), [one] if language.has(Set::NegationOpens, one))
            && matches!(own(edit).as_slice(), [one] if language.denies(one) || language.has(Set::NegationSecond, one))
    };
    // "two million and a half" → "2.5 million"
    let splits_figure = || {
        let inside = SIDES.map(|side| {
            let whole = words[side].figures.iter().find(|f| {
                let between = between(side);
                !between.is_empty() && f.words.start <= between.start && between.end <= f.words.end
            })?;
            let touches = |edit: &Edit| {
                let range = range(edit, side);
                !range.is_empty() && whole.words.start <= range.start && range.end <= whole.words.end
            };
            Some(touches(last) && touches(edit))
        });
        matches!(inside.old.zip(inside.new), Some((old, new)) if old || new)
    };
    // "*weir*" → "_weir_"
    let emphasis = || {
        let mark = |edit: &Edit, side: Side| range(edit, side).map(|k| words[side].form(k)).collect::<String>();
        let encloses = |mark: &str| !mark.is_empty() && mark.chars().all(|c| matches!(c, '*' | '_' | '/' | '~' | '`'));
        Side::BOTH.into_iter().all(|side| mark(last, side) == mark(edit, side) && encloses(&mark(last, side)))
    };
    far <= limits.requoted_words && emphasis()
        || far <= limits.joined_date_words && splits_figure()
        || far <= limits.paired_edit_words
            && Side::BOTH.into_iter().any(|side| bracket(side) || moves_figure(side) || denied(side))
        || far <= limits.requoted_words && Side::BOTH.into_iter().any(quotation)
}
