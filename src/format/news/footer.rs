//! Recognises text below the story by its context: topics and reading lists, notes to editors, sign-offs.

use super::credits::is_slug;
use super::dateline;
use super::names;
use super::patterns::fold;
use crate::format::part::Part;
use crate::format::shape::{HEADLINE_CHARS, ends_sentence, is_full, is_title};
use crate::lang::Phrases;
use crate::text::BlockKind;
use crate::text::spaced_words;

/// Lines that introduce topics, reading lists, and subheads of sports reports, folded.
const TOPICS: Phrases = Phrases::of("furniture", "heads of topics");
const READING_LISTS: Phrases = Phrases::of("furniture", "heads of reading lists");
const SUBHEADS: Phrases = Phrases::of("furniture", "subheads");

/// Whole lines that mark the end.
const END_MARKS: Phrases = Phrases::of("furniture", "end marks");

/// Lines that end a press release, and lines that introduce its notes.
const ENDS: Phrases = Phrases::of("furniture", "ends of a release");
const SURE_ENDS: Phrases = Phrases::of("furniture", "sure ends of a release");
const CONTACTS: Phrases = Phrases::of("furniture", "contacts of a release");
const ABOUT_ISSUER: Phrases = Phrases::of("furniture", "about the issuer");
const NOTES_HEADS: Phrases = Phrases::of("furniture", "heads of notes to editors");

/// Maximum words of a topic.
const TOPIC_WORDS: usize = 4;

/// Sets the kinds of parts below the lede that depend on their neighbours.
pub(in crate::format) fn footer(parts: &[Part<'_>], lede: usize, kinds: &mut [Option<BlockKind>]) {
    let line = |i: usize| parts.get(i).map_or("", Part::text);
    if let Some(end) = end_of_story(parts, lede) {
        // Instructions to editors are not notes on the story.
        for kind in &mut kinds[end..] {
            if matches!(kind, None | Some(BlockKind::ListItem | BlockKind::Quote)) {
                *kind = Some(BlockKind::Furniture);
            }
        }
    }
    // No list extends past the last full paragraph, or the last open part that is not a title.
    let last_full = (lede + 1..parts.len()).rev().find(|&i| kinds[i].is_none() && is_full(line(i)));
    let titled = |i: usize| is_title(line(i).trim_start_matches(['-', '*', '•', ' ']), HEADLINE_CHARS);
    let last_untitled = (lede + 1..parts.len()).rev().find(|&i| is_open(kinds[i]) && !titled(i));
    for i in lede + 1..parts.len() {
        if kinds[i] == Some(BlockKind::Furniture)
            && line(i).len() <= 40
            && list_under(parts, i, (last_full, last_untitled), kinds)
        {
            break;
        }
    }
    sign_off(parts, lede, kinds);
    closing_words(parts, lede, kinds);
}

/// "The End" is the mark of a desk only where the text has others: credits, notes, furniture. A story ends with these
/// words too, and "The end." is a sentence.
fn closing_words(parts: &[Part<'_>], lede: usize, kinds: &mut [Option<BlockKind>]) {
    let line = |i: usize| parts.get(i).map_or("", Part::text);
    let are_words = |i: &usize| {
        let folded = fold(line(*i));
        let bare = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
        END_MARKS.has(bare) && bare.chars().all(|c| c.is_alphabetic() || c == ' ')
    };
    let is_furniture = |i: &usize| kinds.get(*i) == Some(&Some(BlockKind::Furniture));
    let closing: Vec<usize> = (lede + 1..parts.len()).filter(|i| is_furniture(i) && are_words(i)).collect();
    if closing.is_empty() {
        return;
    }
    let of_a_desk = |kind: &Option<BlockKind>| {
        matches!(kind, Some(BlockKind::Dateline | BlockKind::Credit | BlockKind::Note | BlockKind::Furniture))
    };
    let others = kinds.iter().enumerate().any(|(i, kind)| of_a_desk(kind) && closing.binary_search(&i).is_err());
    let has_evidence = others || dateline::run_in(line(lede)).is_some();
    for i in closing {
        if !has_evidence || line(i).ends_with('.') {
            kinds[i] = None;
        }
    }
}

const fn is_open(kind: Option<BlockKind>) -> bool {
    matches!(kind, None | Some(BlockKind::ListItem))
}

/// Marks the lines under an introducing line; returns whether that is all the rest. `last` are the last full paragraph
/// and the last open part that is not a title.
fn list_under(
    parts: &[Part<'_>],
    head: usize,
    last: (Option<usize>, Option<usize>),
    kinds: &mut [Option<BlockKind>],
) -> bool {
    let line = |i: usize| parts.get(i).map_or("", Part::text);
    let folded = fold(line(head));
    let name = folded.trim_end_matches(':');
    // The subhead of a sports report; on a web page a headline comes after it.
    if SUBHEADS.has(name) && kinds.get(head + 1) == Some(&None) && ends_sentence(line(head + 1)) {
        kinds[head] = Some(BlockKind::Heading);
    } else if TOPICS.has(name) {
        let topics = (head + 1..parts.len()).take_while(|&i| is_topic(line(i))).take(16);
        if last.0 <= topics.clone().last().or(Some(head)) {
            topics.for_each(|i| kinds[i] = Some(BlockKind::Furniture));
        }
    } else if READING_LISTS.has(name) && last.1 <= Some(head) {
        let below = kinds[head + 1..].iter_mut().filter(|kind| is_open(**kind));
        below.for_each(|kind| *kind = Some(BlockKind::Furniture));
        return true;
    }
    false
}

/// "Landslides", "Port Ellery", "#canals".
fn is_topic(line: &str) -> bool {
    let few = line.len() <= 40 && spaced_words(line).nth(TOPIC_WORDS).is_none();
    let begun = line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '#');
    few && begun && !ends_sentence(line) && !line.ends_with([':', ','])
}

/// The end of a press release's story: its end mark or the notes to editors, if less text is below than above.
fn end_of_story(parts: &[Part<'_>], lede: usize) -> Option<usize> {
    let line = |i: usize| parts.get(i).map_or("", Part::text);
    let last = parts.last()?.span().end;
    let less = |i: &usize| last - parts[*i].span().end < parts[*i].span().start - parts[lede].span().start;
    let end = (lede + 1..parts.len()).find(|&i| ends_release(line(i)) || is_notes_head(line(i))).filter(less)?;
    // A row of hashes may also separate scenes: contact details must come after it.
    let asks = |i: usize| {
        let folded = fold(line(i));
        folded.contains('@') || CONTACTS.is_in(&folded) || ABOUT_ISSUER.begins(&folded) || is_notes_head(line(i))
    };
    let marked = fold(line(end));
    let sure = SURE_ENDS.has(marked.trim_matches(['-', '/', '(', ')', '.'])) || is_notes_head(line(end));
    (sure || (end + 1..parts.len()).any(asks)).then_some(end)
}

/// "ENDS", "- ends -", "(ends)", "###", "-30-".
fn ends_release(line: &str) -> bool {
    if line.len() > 10 {
        return false;
    }
    let marks = |c: char| matches!(c, '-' | '/' | '(' | ')' | '.' | ' ');
    let marked = line.starts_with(marks);
    let folded = fold(line);
    let bare = folded.trim_matches(marks);
    matches!(folded.as_str(), "###" | "# # #")
        || (ENDS.has(bare) && (marked || !bare.bytes().any(|b| b.is_ascii_digit())))
}

fn is_notes_head(line: &str) -> bool {
    let capital = |c: char| c.is_uppercase() || c == 'n';
    line.len() <= 40 && line.starts_with(capital) && NOTES_HEADS.has(fold(line).trim_end_matches(':'))
}

/// Marks the last lines of a text: "— Sample Wire", "Nora Tilling writes every Friday".
fn sign_off(parts: &[Part<'_>], lede: usize, kinds: &mut [Option<BlockKind>]) {
    for i in (lede + 1..parts.len()).rev() {
        let line = parts[i].text();
        match kinds[i] {
            Some(BlockKind::Furniture | BlockKind::Credit | BlockKind::Note | BlockKind::Dateline) => {}
            None | Some(BlockKind::ListItem) if line.len() <= 240 && !listed(kinds, i) => {
                let bare = line.trim_start_matches(['—', '–', '-', '•', '*', '―', ' ']);
                let dashed = line.starts_with(['—', '–', '―']) || line.starts_with("--");
                let signs = names::is_about_writer(bare)
                    || is_slug(line)
                    || (kinds[i].is_none() && (names::is_agency(line) || (dashed && names::is_name(bare))));
                if !signs || (ends_sentence(line) && !names::is_about_writer(bare)) {
                    return;
                }
                kinds[i] = Some(BlockKind::Credit);
            }
            _ => return,
        }
    }
}

/// Whether a part is one of several list items.
fn listed(kinds: &[Option<BlockKind>], i: usize) -> bool {
    kinds[i] == Some(BlockKind::ListItem) && i > 0 && kinds[i - 1] == Some(BlockKind::ListItem)
}
