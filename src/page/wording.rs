//! The wording of a change, on one line for people.

use super::formatting_wording::formatting;
use super::paired_quotes::paired;
use crate::changes::{Change, Class, Comparison, Edit, Landmark};
use crate::diff::{Row, RowKind};
use crate::lang::date_words::is_month_in_any_case;
use crate::lang::{Language, Set};
use crate::text::{Document, Pair, Side, Span, Word, WordKind, words};

/// Maximum characters of one side's wording.
const SHOWN_CHARS: usize = 90;
/// Number of words of the row shown before a change that is not clear by itself.
const CONTEXT_WORDS: usize = 2;
/// Maximum distance of such words from a change in bytes: a row may be as long as a book.
const CONTEXT_BYTES: u32 = 96;
/// Shown in place of no words.
const NOTHING: &str = "(nothing)";

/// The wording of a change of a comparison of these documents, on one line without control characters.
#[must_use]
pub fn change_wording(documents: Pair<&Document>, comparison: &Comparison, change: &Change) -> String {
    let mut wording = words_of(&documents, comparison, change);
    if !change.more.is_empty() {
        wording.push_str(&format!(" ×{}", change.more.len() + 1));
    }
    match change.landmark {
        Some(Landmark::Headline) if names_fact(change.class) => format!("headline: {wording}"),
        Some(Landmark::Lead) => format!("lead: {wording}"),
        _ => wording,
    }
}

/// Whether a class names the kind of fact, so that the wording must mention the headline.
const fn names_fact(class: Class) -> bool {
    matches!(class, Class::Number | Class::Date | Class::Name | Class::Negation | Class::Quote)
}

fn words_of(documents: &Pair<&Document>, comparison: &Comparison, change: &Change) -> String {
    let spans = change.spans;
    let row = comparison.rows.get(change.row);
    match (change.class, row, change.edit.and_then(|n| comparison.edits.get(n))) {
        (Class::Move, ..) => passage(documents, spans.new, moved_sentences(comparison, change)),
        (Class::Typography, Some(row), None) => typography(documents, row, spans),
        (Class::Formatting, _, None) => formatting(documents, spans),
        // A slug or a flag is clear without its context.
        (Class::Credit, ..) if spans.old.is_none() || spans.new.is_none() => whole(documents, spans),
        (class, Some(row), Some(at)) if row.kind == RowKind::Edited && at.spans == spans => {
            let wording = edit(documents, &surroundings(documents, comparison, change, row, at));
            if matches!(class, Class::Addition | Class::Cut) { one_side(wording) } else { wording }
        }
        _ => whole(documents, spans),
    }
}

/// The number of sentences of the new text that moved together.
fn moved_sentences(comparison: &Comparison, change: &Change) -> usize {
    let Some(span) = change.spans.new else { return 0 };
    let rows = comparison.rows.get(change.row..).unwrap_or_default();
    let inside = |row: &&Row| row.hull().new.is_none_or(|hull| span.covers(hull));
    rows.iter().take_while(inside).filter(|row| row.moved).map(|row| row.spans.new.len()).sum()
}

/// The wording of a whole row or passage on each side.
fn whole(documents: &Pair<&Document>, spans: Pair<Option<Span>>) -> String {
    let side = |side: Side| spans[side].map(|s| shown(s.of(&documents[side].text)));
    match (side(Side::Old), side(Side::New)) {
        (Some(old), Some(new)) if old == new => old,
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (Some(old), None) => old,
        (None, new) => new.unwrap_or_default(),
    }
}

/// A moved passage in the new text: its number of sentences, and its beginning.
fn passage(documents: &Pair<&Document>, span: Option<Span>, sentences: usize) -> String {
    let text = span.map(|s| s.of(&documents.new.text)).unwrap_or_default();
    if sentences < 2 {
        return shown(text);
    }
    const BEGINNING_CHARS: usize = 60;
    let beginning = text.char_indices().nth(4 * BEGINNING_CHARS).map_or(text, |(at, _)| text.get(..at).unwrap_or(""));
    let line = line(beginning);
    let head: String = line.chars().take(BEGINNING_CHARS).collect();
    let head =
        if head.len() < line.len() { head.rsplit_once(' ').map_or(head.as_str(), |(whole, _)| whole) } else { &head };
    format!("{sentences} sentences: {} …", head.trim_end_matches(['.', ',', ';', ':']))
}

/// The first few differences in typography of a row inside `spans`.
fn typography(documents: &Pair<&Document>, row: &Row, spans: Pair<Option<Span>>) -> String {
    const SHOWN_PLACES: usize = 3;
    let from = spans.old.map_or(0, |s| row.typography.partition_point(|place| place.old.start < s.start));
    let inside = |place: &&Pair<Span>| spans.old.is_none_or(|s| s.covers(place.old));
    let mut places: Vec<String> = Vec::new();
    for place in row.typography[from..].iter().take_while(inside) {
        let side = |side: Side| line(place[side].of(&documents[side].text));
        let place = format!("{} → {}", side(Side::Old), side(Side::New));
        if !places.contains(&place) {
            places.push(place);
        }
        if places.len() > SHOWN_PLACES {
            break;
        }
    }
    let more = if places.len() > SHOWN_PLACES { ", …" } else { "" };
    places.truncate(SHOWN_PLACES);
    places.join(", ") + more
}

/// The words of an edit, and, if it is not clear by itself, the common words around it; `None` for other changes. A
/// side without changed words has only the common ones, and may be empty.
#[must_use]
pub fn change_in_context(documents: Pair<&Document>, comparison: &Comparison, change: &Change) -> Option<Pair<Span>> {
    let row = comparison.rows.get(change.row).filter(|row| row.kind == RowKind::Edited)?;
    let at = comparison.edits.get(change.edit?).filter(|at| at.spans == change.spans)?;
    Some(with_context(&surroundings(&documents, comparison, change, row, at)))
}

/// An edit in the run of its row between the edits before and after it: other words of the row differ.
fn surroundings<'a>(
    documents: &Pair<&'a Document>,
    comparison: &Comparison,
    change: &Change,
    row: &Row,
    edit: &Edit,
) -> Pair<Around<'a>> {
    let hull = row.hull();
    let adjacent = |n: Option<usize>| n.and_then(|n| comparison.edits.get(n)).filter(|other| other.row == change.row);
    let before = adjacent(change.edit.and_then(|n| n.checked_sub(1)));
    let after = adjacent(change.edit.map(|n| n + 1));
    Pair::new(Side::Old, Side::New).map(|side| {
        let at = edit.spans[side].unwrap_or(Span { start: edit.near[side], end: edit.near[side] });
        let hull = hull[side].unwrap_or(at);
        let start = before.map_or(hull.start, |edit| edit.spans[side].map_or(edit.near[side], |span| span.end));
        let end = after.map_or(hull.end, |edit| edit.spans[side].map_or(edit.near[side], |span| span.start));
        let hull = Span { start: start.clamp(hull.start, at.start), end: end.clamp(at.end, hull.end.max(at.end)) };
        let document = documents[side];
        let language = document.block_language(document.block_at(at.start));
        let hull = cell(&document.text, hull, at);
        Around { text: &document.text, language, hull, at, is_repeated: !change.more.is_empty() }
    })
}

/// The part of a hull that is in the cells of an edit: words of other cells say nothing about it, except a month.
fn cell(text: &str, hull: Span, at: Span) -> Span {
    let before = Span { start: hull.start, end: at.start };
    let after = Span { start: at.end, end: hull.end };
    let bound = before.of(text).rfind('\t');
    let bound = bound.filter(|&tab| !before.of(text).get(..tab).is_some_and(ends_with_month));
    let start = bound.map_or(before.range().start, |tab| before.range().start + tab + 1);
    let end = after.of(text).find('\t').map_or(after.range().end, |tab| after.range().start + tab);
    Span::new(start, end)
}

fn ends_with_month(text: &str) -> bool {
    text.split_whitespace().next_back().is_some_and(is_month_in_any_case)
}

/// Both sides of an edit, with neighbouring words if they are not clear by themselves.
fn with_context(around: &Pair<Around<'_>>) -> Pair<Span> {
    let texts = around.as_ref().map(|a| line(a.at.of(a.text)));
    if is_alone(&texts.old) || is_alone(&texts.new) {
        in_context(around)
    } else if is_word(&texts.old) && is_word(&texts.new) && (around.old.is_thin() || around.new.is_thin()) {
        with_neighbour(around)
    } else if around.old.is_bare() || around.new.is_bare() {
        framed(around)
    } else {
        around.as_ref().map(|a| a.at)
    }
}

/// Both wordings of an edit on one line.
fn edit(documents: &Pair<&Document>, around: &Pair<Around<'_>>) -> String {
    let shown = with_context(around);
    let side_words = |side: Side| {
        let line = line(balanced(shown[side], around[side].hull, around[side].text).of(&documents[side].text));
        // Punctuation of the text before it is uninformative.
        let bare = without_closing(&line);
        let words = if bare.contains(char::is_alphanumeric) { without_opening(bare) } else { &line };
        let words = paired(&clip(words, SHOWN_CHARS));
        if words.is_empty() { NOTHING.to_owned() } else { words }
    };
    format!("{} → {}", side_words(Side::Old), side_words(Side::New))
}

/// A one-sided wording, without the placeholder for nothing.
fn one_side(summary: String) -> String {
    let bare = summary.strip_prefix(NOTHING).and_then(|rest| rest.strip_prefix(" → "));
    let bare = bare.or_else(|| summary.strip_suffix(NOTHING).and_then(|rest| rest.strip_suffix(" → ")));
    bare.map(str::to_owned).unwrap_or(summary)
}

/// Extends a wording to the bracket that closes what it opens, if that comes next; otherwise drops the bracket.
fn balanced(span: Span, hull: Span, text: &str) -> Span {
    let own = span.of(text);
    if own.matches('(').count() <= own.matches(')').count() {
        return span;
    }
    let next = Span { start: span.end, ..hull }.of(text);
    if next.starts_with(')') {
        return Span { end: span.end + 1, ..span };
    }
    let bare = own.trim_end().strip_suffix('(').map(str::trim_end);
    bare.map_or(span, |bare| Span { end: span.start + u32::try_from(bare.len()).unwrap_or(0), ..span })
}

/// Marks that belong to the word before them.
const CLOSING: [char; 9] = ['.', ',', ';', ':', '”', '’', '"', '»', ')'];

/// A line without closing marks at its beginning; a straight quotation mark before a word is an opening one.
fn without_closing(line: &str) -> &str {
    let marks = line.len() - line.trim_start_matches(CLOSING).len();
    let (marks, rest) = line.split_at(marks);
    let opens = marks.ends_with('"') && rest.starts_with(char::is_alphanumeric);
    if opens { line.get(marks.len() - 1..).unwrap_or(rest) } else { rest.trim_start() }
}

/// A line without marks at its end that open what comes after it: "The two leaders signed a “".
fn without_opening(line: &str) -> &str {
    let bare = line.trim_end_matches(['“', '„', '«', '‘', '"', '(', '[']);
    if bare.len() < line.len() && bare.ends_with(' ') { bare.trim_end() } else { line }
}

/// Whether a wording is empty or begins with a mark, so that neighbouring words are needed.
fn is_alone(text: &str) -> bool {
    text.starts_with(['.', ',', ';', ':', '!', '?', ')', '”', '’', '—', '–', '-', '%'])
        || !text.contains(char::is_alphanumeric)
}

fn is_word(text: &str) -> bool {
    !text.contains(' ')
}

/// Extends both sides by the words before them, or otherwise after them; an opening mark by those after it.
fn in_context(around: &Pair<Around<'_>>) -> Pair<Span> {
    let opens = |a: &Around<'_>| {
        let mark = a.at.of(a.text);
        let next = Span { start: a.at.end, ..a.hull }.of(a.text);
        mark.ends_with(['"', '“', '‘', '«', '„', '»', '「', '『']) && next.starts_with(char::is_alphanumeric)
    };
    let marks = |a: &Around<'_>| !a.at.of(a.text).contains(char::is_alphanumeric);
    let across = |a: &Around<'_>| Span { start: a.across(CONTEXT_WORDS), ..a.at };
    if marks(&around.old) && marks(&around.new) && (opens(&around.old) || opens(&around.new)) {
        return around.as_ref().map(|a| Span { end: a.after(CONTEXT_WORDS), ..a.at });
    }
    if marks(&around.old) && marks(&around.new) {
        return around.as_ref().map(across);
    }
    let before = around.as_ref().map(|a| Span { start: a.before(CONTEXT_WORDS), ..a.at });
    if before.old != around.old.at || before.new != around.new.at {
        // "The two" → "The": what follows says what was counted.
        let bare = |side: Side| around[side].is_bare_span(before[side]);
        let end = |a: &Around<'_>| if bare(Side::Old) || bare(Side::New) { a.after_content() } else { a.at.end };
        return Pair::new(Span { end: end(&around.old), ..before.old }, Span { end: end(&around.new), ..before.new });
    }
    let after = around.as_ref().map(|a| Span { end: a.after(CONTEXT_WORDS), ..a.at });
    if !after.old.is_empty() && !after.new.is_empty() {
        return after;
    }
    around.as_ref().map(across)
}

/// Extends both sides by the words around them, as far as a content word: "wheat and barley", "wheat as well as barley".
fn framed(around: &Pair<Around<'_>>) -> Pair<Span> {
    around.as_ref().map(|a| {
        let near = Span { start: a.before(1), end: a.at.start };
        let start = if a.is_bare_span(near) { a.before(CONTEXT_WORDS) } else { near.start };
        Span { start, end: a.after_content() }
    })
}

/// Extends both sides by the same neighbouring word: "March 3", "Flight 11", "11 pages", or by the bound of a figure:
/// "at least 11"; in a script without spaces by the characters before, and the counter after a figure.
fn with_neighbour(around: &Pair<Around<'_>>) -> Pair<Span> {
    let adjacent = around.as_ref().map(Around::neighbours);
    let both = |test: &dyn Fn(Side) -> bool| test(Side::Old) && test(Side::New);
    let has_content =
        |side: Side, word: &str| !word.is_empty() && !around[side].language.is_function(&word.to_lowercase());
    let wide = |text: &str| !text.is_empty() && text.chars().all(|c| c.len_utf8() > 2);
    if both(&|side| wide(adjacent[side].0)) {
        let is_counted = both(&|side| {
            let (a, after) = (&around[side], adjacent[side].1);
            a.language.counts(after) || a.language.dates(&format!("{}{after}", a.at.of(a.text)))
        });
        let end = |a: &Around<'_>| if is_counted { a.after(1) } else { a.at.end };
        return around.as_ref().map(|a| Span { start: a.before(CONTEXT_WORDS), end: end(a) });
    }
    let bounds = around.as_ref().map(Around::bound);
    if let (Some(old), Some(new)) = (bounds.old, bounds.new) {
        let names_what = both(&|side| has_content(side, adjacent[side].1));
        let end = |a: &Around<'_>| if names_what { a.after(1) } else { a.at.end };
        return Pair::new(Span { start: old, end: end(&around.old) }, Span { start: new, end: end(&around.new) });
    }
    let earlier = |side: Side| {
        let (before, after) = adjacent[side];
        let joins = around[side].language.has(Set::Conjunctions, &before.to_lowercase());
        // "in 1998 and"
        let leads = has_content(side, before) && before.starts_with(char::is_uppercase) || !has_content(side, after);
        around[side].is_figure() && !before.is_empty() && !joins && leads
    };
    let back = adjacent.old.1.is_empty() || adjacent.new.1.is_empty() || both(&earlier);
    // "12 905" would be another figure: they are in two cells of a table.
    if back && both(&|side| adjacent[side].0.ends_with(|c: char| c.is_ascii_digit()) && around[side].is_figure()) {
        return around.as_ref().map(|a| a.at);
    }
    let bare = both(&|side| around[side].is_bare());
    let after = |a: &Around<'_>| if bare { a.after_content() } else { a.after(1) };
    around.as_ref().map(|a| if back { Span { start: a.before(1), ..a.at } } else { Span { end: after(a), ..a.at } })
}

/// The context of a change in its row.
struct Around<'a> {
    text: &'a str,
    language: Language,
    hull: Span,
    at: Span,
    /// Whether the change is one of several that are alike.
    is_repeated: bool,
}

impl Around<'_> {
    /// Whether the change is a figure, in digits or words.
    fn is_figure(&self) -> bool {
        self.language.norm(&line(self.at.of(self.text)).to_lowercase()).contains(char::is_numeric)
    }

    /// Whether the changed word is too little by itself: a figure, a short word.
    fn is_thin(&self) -> bool {
        const SHORT_WORD_CHARS: usize = 3;
        let line = line(self.at.of(self.text));
        let word = line.trim_end_matches(['.', ',', ';', ':']);
        let lower = !word.contains(|c: char| c.is_uppercase() || c == '.');
        // "two weeks" → "two months"
        let short = word.chars().count() <= SHORT_WORD_CHARS || self.language.is_span(word);
        self.is_figure() && !word.contains(char::is_alphabetic) || lower && (self.is_figure() || short)
    }

    /// Whether the change has only function words, so that it says little by itself: "and", "as well as". The words
    /// around one that is made in many places differ.
    fn is_bare(&self) -> bool {
        !self.is_repeated && self.is_bare_span(self.at) && !self.is_figure()
    }

    /// The same of a span, which has a word.
    fn is_bare_span(&self, span: Span) -> bool {
        let line = line(span.of(self.text));
        let key = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let mut keys = line.split(' ').map(key).filter(|key| !key.is_empty()).peekable();
        // "US" is a name, "us" is none.
        let named = line.split(' ').any(|word| word.chars().filter(|c| c.is_uppercase()).nth(1).is_some());
        !named && keys.peek().is_some() && keys.all(|key| self.language.is_function(&key))
    }

    /// The start of the phrase before a figure that makes it a bound or an estimate: "at least", "about".
    fn bound(&self) -> Option<u32> {
        const BOUND_WORDS: usize = 4;
        if !self.is_figure() {
            return None;
        }
        (1..=BOUND_WORDS).rev().map(|n| self.before(n)).find(|&start| {
            let phrase = Span { start, end: self.at.start }.of(self.text).to_lowercase();
            let keys: Vec<&str> = phrase.split_whitespace().collect();
            let hedge = self.language.begins_hedge(keys.iter().copied());
            !keys.is_empty() && hedge.is_some_and(|(_, _, words)| words == keys.len())
        })
    }

    /// The start of the `n` words before the change, without punctuation in between.
    fn before(&self, n: usize) -> u32 {
        self.back(n, false)
    }

    /// The same, across punctuation.
    fn across(&self, n: usize) -> u32 {
        self.back(n, true)
    }

    /// The words before and after the change.
    fn neighbours(&self) -> (&str, &str) {
        let word = |start: u32, end: u32| Span { start, end }.of(self.text).trim();
        (word(self.before(1), self.at.start), word(self.at.end, self.after(1)))
    }

    fn back(&self, n: usize, over_marks: bool) -> u32 {
        let from = self.at.start.saturating_sub(CONTEXT_BYTES).max(self.hull.start);
        let near = |from: u32| Some((from, self.text.get(from as usize..self.at.start as usize)?));
        let Some((from, near)) = (from..self.at.start).find_map(near) else { return self.at.start };
        let mut found = Vec::new();
        words(near, Span::new(0, near.len()), &mut found);
        // A partial word at the beginning does not count.
        let cut = usize::from(from > self.hull.start && !near.starts_with(char::is_whitespace));
        let adjacent = found.iter().skip(cut).rev().take_while(|w| over_marks || is_spoken(w));
        adjacent.filter(is_spoken).take(n).last().map_or(self.at.start, |w| from + w.span.start)
    }

    /// The end of the words after the change, as far as a content word.
    fn after_content(&self) -> u32 {
        const MAX_WORDS: usize = 3;
        let ends = |n: usize| self.after(n);
        let has_content = |end: &u32| !self.is_bare_span(Span { start: self.at.end, end: *end });
        (1..=MAX_WORDS).map(ends).find(has_content).unwrap_or_else(|| ends(1))
    }

    /// The end of the `n` words after the change.
    fn after(&self, n: usize) -> u32 {
        let to = (self.at.end + CONTEXT_BYTES).min(self.hull.end);
        let near = |to: u32| self.text.get(self.at.end as usize..to as usize);
        let near = (self.at.end..=to).rev().find_map(near).unwrap_or("");
        let mut found = Vec::new();
        words(near, Span::new(0, near.len()), &mut found);
        let cut = to < self.hull.end && !near.ends_with(char::is_whitespace);
        let whole = found.len() - usize::from(cut && !found.is_empty());
        found[..whole].iter().take_while(is_spoken).take(n).last().map_or(self.at.end, |w| self.at.end + w.span.end)
    }
}

fn is_spoken(word: &&Word) -> bool {
    word.kind != WordKind::Punct
}

/// A wording on one line, [clipped](clip). Only the ends of a long one are read: a row may be as long as a book.
fn shown(text: &str) -> String {
    const READ_BYTES: usize = 8 * SHOWN_CHARS;
    if text.len() <= 2 * READ_BYTES {
        return clip(&line(text), SHOWN_CHARS);
    }
    let head = (READ_BYTES..text.len()).find_map(|to| text.get(..to)).unwrap_or("");
    let tail = (text.len() - READ_BYTES..text.len()).find_map(|from| text.get(from..)).unwrap_or("");
    clip(&format!("{} {}", line(head), line(tail)), SHOWN_CHARS)
}

/// With white space collapsed, without control characters.
fn line(text: &str) -> String {
    // Most wordings need no change.
    let bytes = text.as_bytes();
    let printable = |pair: &[u8]| matches!(pair, [b' ', b'!'..=b'~'] | [b'!'..=b'~', b' '..=b'~']);
    if bytes.len() > 1 && bytes.windows(2).all(printable) && bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ')
    {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.contains(char::is_control) {
            out.extend(word.chars().filter(|c| !c.is_control()));
        } else {
            out.push_str(word);
        }
    }
    out
}

/// At most `most` characters, from the beginning and the end, where wordings differ least often.
fn clip(text: &str, most: usize) -> String {
    let length = text.chars().count();
    if length <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most * 2 / 3).collect();
    let tail: String = text.chars().skip(length - most / 4).collect();
    // At word boundaries, if there are any.
    let head = head.rsplit_once(' ').map_or(head.as_str(), |(whole, _)| whole);
    let tail = tail.split_once(' ').map_or(tail.as_str(), |(_, whole)| whole);
    format!("{head} … {tail}")
}
