//! Corrections of a change's class by what other changes of the same texts show.

use rustc_hash::FxHashSet;

use super::model::{Change, Class, Evidence, Finding, Grade};
use super::serial::serial_numbers;
use super::thresholds::ChangeThresholds;
use super::token_info::TokenInfo;
use crate::lang::Set;
use crate::text::{Block, Document, Pair, Side, Span};

/// Makes equal changes agree: a word at the beginning of a sentence is a name where the same change elsewhere is one of
/// a name; a reference to a clause is renumbered where the clause is; a sentence in a headline block belongs to the
/// headline.
pub(crate) fn agree(documents: &Pair<&Document>, changes: &mut [Change], limits: &ChangeThresholds) {
    names(documents, changes, limits);
    numbers(documents, changes, limits);
    serial_numbers(documents, changes);
    clauses(documents, changes);
    references(documents, changes);
    headline(documents, changes);
}

/// The words of each side without punctuation around them.
fn bare<'a>(documents: &Pair<&'a Document>, change: &Change) -> Pair<&'a str> {
    Pair::new(Side::Old, Side::New).map(|side| {
        let text = change.spans[side].map_or("", |s| s.of(&documents[side].text));
        text.trim_matches(|c: char| !c.is_alphanumeric())
    })
}

fn names(documents: &Pair<&Document>, changes: &mut [Change], limits: &ChangeThresholds) {
    let of_names = changes.iter().filter(|c| c.class == Class::Name).map(|c| bare(documents, c));
    let known: FxHashSet<(&str, &str)> = of_names.map(|pair| (pair.old, pair.new)).collect();
    if known.is_empty() {
        return;
    }
    let short =
        |c: &Change| Side::BOTH.into_iter().all(|s| c.spans[s].is_none_or(|s| s.len() < limits.recurring_name_bytes));
    for change in changes.iter_mut().filter(|c| c.class == Class::Wording && short(c)) {
        let pair = bare(documents, change);
        if known.contains(&(pair.old, pair.new)) {
            change.becomes(Finding::new(Class::Name, Grade::Plain, change.spans));
        }
    }
}

/// Another number at the beginning of a block is style only where it follows from what came or went: another block has
/// the old number now, or had the new one.
fn numbers(documents: &Pair<&Document>, changes: &mut [Change], limits: &ChangeThresholds) {
    let numbered = |c: &Change| {
        let found = c.findings.first().filter(|_| c.class == Class::Style && c.findings.len() == 1);
        let is_number = |evidence: &[Evidence]| evidence.iter().any(|e| e.is.is(TokenInfo::LIST_NUMBER));
        found.is_some_and(|f| is_number(&f.evidence.old) && is_number(&f.evidence.new))
    };
    if !changes.iter().any(numbered) {
        return;
    }
    let labels = documents.map(|document| labels(document, limits));
    for change in changes.iter_mut().filter(|c| numbered(c)) {
        let own = bare(documents, change).map(str::to_lowercase);
        // "2.1" numbers nothing but a clause; "2." and "b)" number an item in two styles.
        let clause = own.old.contains('.') && own.new.contains('.');
        let figure = own.as_ref().map(|label| label.bytes().all(|b| b.is_ascii_digit()));
        if !clause && figure.old == figure.new && !labels.new.contains(&own.old) && !labels.old.contains(&own.new) {
            change.becomes(Finding::new(Class::Number, Grade::Plain, change.spans));
        }
    }
}

/// The numbers that blocks begin with: "3" of "3. Rent", "Figure 3", "§ 3", "c" of "(c) tell".
fn labels(document: &Document, limits: &ChangeThresholds) -> FxHashSet<String> {
    let of = |(n, block): (usize, &Block)| {
        let text = block.span.of(&document.text);
        let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let language = document.block_language(n);
        let named = first == "§" || language.has(Set::Numbered, &first.trim_end_matches('.').to_lowercase());
        let label = if named { rest.split(char::is_whitespace).next().unwrap_or("") } else { first };
        let label = label.trim_matches(|c: char| !c.is_alphanumeric());
        (!label.is_empty() && label.len() <= limits.label_bytes).then(|| label.to_lowercase())
    };
    document.blocks.iter().enumerate().filter_map(of).collect()
}

/// "2.1 → 3.1" at the beginning of a clause makes "2.4 → 3.4" inside another a reference.
fn clauses(documents: &Pair<&Document>, changes: &mut [Change]) {
    let chapters = |c: &Change| {
        let Pair { old, new } = bare(documents, c);
        let clause = |n: &str| n.contains('.') && n.chars().all(|c| c.is_ascii_digit() || c == '.');
        let chapter = |n: &str| n.split('.').next().map(str::to_owned);
        (clause(old) && clause(new)).then(|| (chapter(old), chapter(new)))
    };
    let renumbered: Vec<_> = changes.iter().filter(|c| c.class == Class::Style).filter_map(chapters).collect();
    for change in changes.iter_mut().filter(|c| c.class == Class::Number) {
        if chapters(change).is_some_and(|pair| renumbered.contains(&pair)) {
            change.becomes(Finding::new(Class::Style, Grade::Plain, change.spans));
        }
    }
}

/// "Figure 3 → Figure 4" in a caption makes "see Figure 3 → see Figure 4" a reference; "[3] → [4]" is one where other
/// references shifted by the same amount.
fn references(documents: &Pair<&Document>, changes: &mut [Change]) {
    let number = |text: &str| text.parse::<i64>().ok().filter(|n| (1..1000).contains(n));
    let numbers = |c: &Change| {
        let Pair { old, new } = bare(documents, c);
        Some((number(old)?, number(new)?))
    };
    let renumbered: FxHashSet<(i64, i64)> =
        changes.iter().filter(|c| c.class == Class::Style).filter_map(numbers).collect();
    let bracketed = |c: &Change| Side::BOTH.into_iter().all(|side| is_bracketed(documents[side], c.spans[side]));
    let shifts: Vec<i64> =
        changes.iter().filter(|c| bracketed(c)).filter_map(numbers).map(|(old, new)| new - old).collect();
    for change in changes.iter_mut().filter(|c| c.class == Class::Number) {
        let Some((old, new)) = numbers(change) else { continue };
        let labelled = || Side::BOTH.into_iter().all(|side| is_labelled(documents[side], change.spans[side]));
        let shifted = || shifts.iter().filter(|shift| **shift == new - old).count() > 1;
        let reference = if bracketed(change) { renumbered.contains(&(old, new)) || shifted() } else { false };
        if reference || renumbered.contains(&(old, new)) && labelled() {
            change.becomes(Finding::new(Class::Style, Grade::Plain, change.spans));
        }
    }
}

/// "[3]"
fn is_bracketed(document: &Document, span: Option<Span>) -> bool {
    let Some(span) = span else { return false };
    let before = document.text.get(..span.start as usize).unwrap_or_default();
    let after = document.text.get(span.end as usize..).unwrap_or_default();
    let own = span.of(&document.text);
    (before.ends_with('[') || own.starts_with('[')) && (after.starts_with([']', ',']) || own.ends_with(']'))
}

/// "Figure 3"
fn is_labelled(document: &Document, span: Option<Span>) -> bool {
    let Some(span) = span else { return false };
    let before = document.text.get(..span.start as usize).unwrap_or_default().trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric() && c != '§' && c != '.').next().unwrap_or_default();
    let language = document.block_language(document.block_at(span.start));
    word == "§" || language.has(Set::Numbered, &word.trim_end_matches('.').to_lowercase())
}

fn headline(documents: &Pair<&Document>, changes: &mut [Change]) {
    let block = |c: &Change, side: Side| c.spans[side].map(|s| documents[side].block_at(s.start));
    let headlines: Vec<Pair<Option<usize>>> = changes
        .iter()
        .filter(|c| c.class == Class::Headline)
        .map(|c| Pair::new(block(c, Side::Old), block(c, Side::New)))
        .collect();
    for change in changes.iter_mut().filter(|c| matches!(c.class, Class::Addition | Class::Cut)) {
        let same = |side: Side| block(change, side).is_some_and(|b| headlines.iter().any(|h| h[side] == Some(b)));
        if Side::BOTH.into_iter().any(same) {
            let grade = change.findings.first().map_or(Grade::Plain, |f| f.grade);
            change.becomes(Finding::new(Class::Headline, grade, change.spans));
        }
    }
}
