//! Lines with only the number of a part, and numbers of notes: "Article 3", "IV.", "§ 8", "[8]". They pair by the text
//! after them: an inserted part changes the numbers of those that follow.

use super::vocabulary::{KeyClass, Vocabulary};
use crate::lang::{Set, any_has};
use crate::text::{BlockKind, Side};

/// Whether each sentence of a side is a line with only the number of a part, or the number of a note.
pub(super) fn part_numbers(vocabulary: &Vocabulary<'_>, side: Side) -> Vec<bool> {
    (0..vocabulary.side(side).sentences.len()).map(|i| is_part_number(vocabulary, side, i)).collect()
}

fn is_part_number(vocabulary: &Vocabulary<'_>, side: Side, i: usize) -> bool {
    /// A label, a number, and marks around it.
    const MAX_WORDS: usize = 4;
    let text = vocabulary.side(side);
    let all = text.body_words(i);
    if !(1..=MAX_WORDS).contains(&all.len()) {
        return false;
    }
    let sentence = &text.sentences[i];
    let block = vocabulary.documents()[side].blocks.get(sentence.block as usize);
    let is_line = block.is_some_and(|block| {
        let is_whole = sentence.span.start <= block.span.start && sentence.span.end >= block.span.end;
        is_whole && !matches!(block.kind, BlockKind::TableRow | BlockKind::Verse | BlockKind::Headline)
    });
    let is_mark = |at: &usize| vocabulary.class(text.keys[*at]) == KeyClass::Mark;
    let form = |at: usize| text.words[at].span.of(text.text);
    let mut words = all.clone().filter(|at| !is_mark(at));
    let (Some(first), second, None) = (words.next(), words.next(), words.next()) else { return false };
    let labelled = second.is_some() && any_has(Set::Numbered, &form(first).trim_end_matches('.').to_lowercase());
    let marked = second.is_none()
        && (form(first).ends_with('.') || all.clone().any(|at| is_mark(&at) && matches!(form(at), "." | ")" | "§")));
    let number = form(second.unwrap_or(first)).trim_end_matches('.');
    let digits = number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let roman = number.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'));
    // "The gate is shut. [8] Nobody may pass.", "^[8]"
    let opens = form(all.start) == "[" || form(all.start) == "^" && form(all.start + 1) == "[";
    let bracketed = second.is_none() && opens && all.len() > 2 && form(all.end - 1) == "]";
    let stands = bracketed || is_line && (labelled || marked);
    stands && !number.is_empty() && (digits || roman)
}
