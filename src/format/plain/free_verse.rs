//! Detects verse in lower case: free verse, haiku, couplets. Neither capitals nor equal stanzas show it.
//!
//! Wrapping fills each line, and breaks it anywhere; a poet breaks where room is left, or between two phrases:
//!
//! ```text
//! my mother folds          │  "the" would have fitted
//! the blue shirts twice    │
//! ```

use std::ops::Range;

use super::column::{Column, NARROW_COLUMN};
use crate::format::shape::{ends_sentence, is_field, is_item, is_turn};
use crate::lang::{self, Set};
use crate::text::cancel::Stop;
use crate::text::{Line, spaced_words};

/// Maximum length of a line of verse, in columns.
pub(super) const VERSE_COLUMNS: u32 = 64;

/// Minimum breaks inside sentences by which a poem is recognised.
const MIN_OPEN_BREAKS: usize = 3;

/// Minimum stanzas by which a poem is recognised if they begin in lower case.
const MIN_STANZAS: usize = 3;

/// Minimum breaks by which a poem is recognised if each is between two phrases.
const MIN_PHRASE_BREAKS: usize = 5;

/// Maximum lines of a poem: a longer run of short lines is a list, and counting its breaks takes long.
const MAX_LINES: usize = 20_000;

/// A line with a longer word may be longer than the column at which the others are wrapped.
const LONG_WORD_CHARS: usize = 24;

/// The ranges of lines that are free verse, in sequence.
pub(super) fn free_verse(text: &str, lines: &[Line], stop: Stop<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    // A run of stanzas and titles.
    let mut run: Vec<&[Line]> = Vec::new();
    let (mut begin, mut end) = (0, 0);
    for chunk in lines.chunk_by(|_, next| !next.apart()).take_while(|_| !stop.is_set()) {
        if may_be_stanza(text, chunk) {
            if run.is_empty() {
                begin = from;
            }
            run.push(chunk);
            end = from + chunk.len();
        } else if is_poem(text, &std::mem::take(&mut run)) {
            found.push(begin..end);
        }
        from += chunk.len();
    }
    if is_poem(text, &run) {
        found.push(begin..end);
    }
    found
}

/// Whether the lines of a chunk may be those of a stanza in lower case: text in short lines, few with capitals.
fn may_be_stanza(text: &str, chunk: &[Line]) -> bool {
    if chunk.iter().any(|line| line.width > VERSE_COLUMNS || line.page.is_some() || line.keeps.is_some()) {
        return false;
    }
    let lines = || chunk.iter().map(|line| line.span.of(text));
    let capitals = lines().skip(1).filter(|line| line.starts_with(char::is_uppercase)).count();
    capitals * 4 < chunk.len() && lines().all(is_text)
}

/// Whether a line is text, not an item of a list, a speech or a row of figures.
fn is_text(line: &str) -> bool {
    let otherwise = is_item(line) || is_turn(line) || is_field(line) || begins_otherwise(line);
    !otherwise && !line.contains(|c: char| c.is_ascii_digit() || matches!(c, '{' | '}' | '=' | '\\' | '/' | '@'))
}

/// Counts of the line breaks of a poem.
#[derive(Default)]
struct Breaks {
    /// Breaks inside sentences.
    open: usize,
    /// Of these, breaks at which the next word would have fitted.
    early: usize,
    /// Of these, breaks after a mark.
    marked: usize,
    /// Breaks between phrases: after a mark, or before a function word and not after one.
    phrases: usize,
}

/// Whether some stanzas and titles are a poem.
fn is_poem(text: &str, run: &[&[Line]]) -> bool {
    let stanzas = || run.iter().filter(|chunk| chunk.len() > 1);
    let all: usize = stanzas().map(|chunk| chunk.len()).sum();
    if !(MIN_OPEN_BREAKS + 1..=MAX_LINES).contains(&all) {
        return false;
    }
    let lines = || stanzas().flat_map(|chunk| chunk.iter()).map(|line| line.span.of(text));
    let Some(width) = width(text, stanzas().flat_map(|chunk| chunk.iter())) else { return false };
    let column = Column::of_width(width);
    let mut breaks = Breaks::default();
    for pair in stanzas().flat_map(|chunk| chunk.windows(2)) {
        let upper = pair[0].span.of(text);
        if !ends_sentence(upper) {
            breaks.open += 1;
            breaks.early += usize::from(!column.wrapped(&pair[0], &pair[1]));
            breaks.marked += usize::from(ends_clause(upper));
        }
    }
    if breaks.open < MIN_OPEN_BREAKS {
        return false;
    }
    // Sentences of prose end inside lines, and clauses on separate lines end with marks.
    let stopped = lines().filter(|line| [". ", "! ", "? "].iter().any(|stop| line.contains(stop))).count();
    let lower = lines().next().is_some_and(|line| line.starts_with(char::is_lowercase));
    let few_words = lines().filter(|line| spaced_words(line).nth(1).is_none()).count() * 2 > all;
    if stopped * 8 > all || few_words || (breaks.marked * 2 > breaks.open && !lower) {
        return false;
    }
    if breaks.early * 2 >= breaks.open {
        return true;
    }
    // A paragraph of prose begins with a capital.
    let begins_small = |chunk: &&&[Line]| chunk[0].span.of(text).starts_with(char::is_lowercase);
    let (stanza_count, small) = (stanzas().count(), stanzas().filter(begins_small).count());
    if stanza_count >= MIN_STANZAS && small * 4 >= stanza_count * 3 {
        return true;
    }
    let all_breaks = || stanzas().flat_map(|chunk| chunk.windows(2));
    breaks.phrases = all_breaks().filter(|pair| is_between_phrases(text, pair)).count();
    let all_breaks = all_breaks().count();
    lower && stopped == 0 && all_breaks >= MIN_PHRASE_BREAKS && breaks.phrases * 10 >= all_breaks * 9
}

/// The width up to which these lines may have been filled. A line with a long word may be longer, and so may one line
/// edited after wrapping.
fn width<'a>(text: &str, lines: impl Iterator<Item = &'a Line>) -> Option<u32> {
    let (mut widest, mut second) = (None, None);
    for line in lines.filter(|line| spaced_words(line.span.of(text)).all(|word| word.len() <= LONG_WORD_CHARS)) {
        if widest <= Some(line.width) {
            (widest, second) = (Some(line.width), widest);
        } else {
            second = second.max(Some(line.width));
        }
    }
    if second >= Some(NARROW_COLUMN) { second } else { widest }
}

/// Whether a break is after a mark, or before a function word and not after one.
fn is_between_phrases(text: &str, pair: &[Line]) -> bool {
    let (upper, lower) = (pair[0].span.of(text), pair[1].span.of(text));
    let function = |word: Option<&str>| word.is_some_and(|word| lang::any_has(Set::Function, &word.to_lowercase()));
    ends_clause(upper) || (function(spaced_words(lower).next()) && !function(spaced_words(upper).last()))
}

/// Whether a line begins as in dialogue, a quotation in mail, a table.
pub(super) fn begins_otherwise(line: &str) -> bool {
    line.starts_with(['>', '|', '#', '“', '"', '«', '„', '—'])
}

/// Whether a line ends with punctuation.
pub(super) fn ends_clause(line: &str) -> bool {
    line.ends_with([',', ';', ':', '.', '!', '?', '—', '–', '…', '”', '»', '“', '"'])
}
