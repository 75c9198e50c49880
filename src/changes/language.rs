//! Which language either text is in.

use crate::align::vocabulary::Vocabulary;
use crate::lang::{LOOKED_AT, Language, detect};
use crate::text::{Fold, Pair, Side, Span, words};

/// The language of both texts.
pub(crate) fn languages(vocabulary: &Vocabulary<'_>) -> Pair<Language> {
    let keys = |side: Side| vocabulary.side(side).keys.iter().take(LOOKED_AT).map(|&key| vocabulary.form(key));
    let read = keys(Side::Old).count() + keys(Side::New).count();
    // What is unchanged was not read, and the rest may be a line.
    let unread = !vocabulary.runs.blocks.is_empty() && read < LOOKED_AT;
    let sample = if unread { midst(&vocabulary.documents().new.text) } else { "" };
    let (mut found, mut fold) = (Vec::new(), Fold::default());
    words(sample, Span::new(0, sample.len()), &mut found);
    let sampled: Vec<String> = found.iter().map(|word| fold.key(word.span.of(sample)).to_owned()).collect();
    let language = detect(keys(Side::Old).chain(keys(Side::New)).chain(sampled.iter().map(String::as_str)));
    Pair::new(language, language)
}

/// The midst of a text: some hundred words. Its beginning may be a publisher's, in another language.
fn midst(text: &str) -> &str {
    const SAMPLE: usize = 4096;
    let from = text.len().saturating_sub(SAMPLE) / 2;
    let boundary = |at: usize| (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    text.get(boundary(from)..boundary(from + SAMPLE)).unwrap_or("")
}
