//! The words of notes: their keys, their verbs, and the norms of topics and values.

use super::item::Verb;
use crate::changes::figures::value;
use crate::lang::{Language, Set};
use crate::text::{Fold, Span, words};

/// The set of each verb; the first with a word counts.
const VERBS: [(Set, Verb); 6] = [
    (Set::NoteCorrects, Verb::Corrects),
    (Set::NoteClarifies, Verb::Corrects),
    (Set::NoteAdds, Verb::Adds),
    (Set::NoteDeletes, Verb::Deletes),
    (Set::NoteUpdates, Verb::Updates),
    (Set::NoteRecasts, Verb::Recasts),
];

/// Whether a word of a note is in a set; in scripts without spaces it may have several characters.
pub(super) fn has(language: Language, set: Set, key: &str) -> bool {
    let unspaced = || {
        let characters = key.split_inclusive(|_| true);
        language.begins(set, characters.clone()).is_some_and(|(_, words)| words == characters.count())
    };
    language.has(set, key) || language.is_unspaced() && unspaced()
}

/// The verb that a word of a note expresses: "corrects", "correction", "adds".
pub(super) fn verb(language: Language, key: &str) -> Option<Verb> {
    VERBS.into_iter().find(|(set, _)| has(language, *set, key)).map(|(_, verb)| verb)
}

/// Whether a note of a language says that something was changed.
pub(crate) fn announces(language: Language, text: &str) -> bool {
    let keys = keys(text);
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let holds = |set: Set| language.holds(set, &keys);
    // "In einer früheren Version hieß es"
    let before = || holds(Set::NoteVersion) && holds(Set::NoteSaidBefore);
    VERBS.iter().any(|(set, _)| holds(*set)) || holds(Set::NoteSigns) || holds(Set::NoteInError) || before()
}

/// The language of a note: the one in which it has the most note words, preferably `own`.
pub(crate) fn language_of(own: Language, text: &str) -> Language {
    let keys = keys(text);
    let known = |language: Language| {
        let sets = VERBS.iter().chain(&[(Set::NoteSigns, Verb::Corrects), (Set::NoteParagraph, Verb::Corrects)]);
        let begins = |set: Set| {
            (0..keys.len()).filter(|&at| language.begins(set, keys[at..].iter().map(String::as_str)).is_some()).count()
        };
        sets.map(|(set, _)| begins(*set)).sum::<usize>()
    };
    let most = Language::all().map(|language| (known(language), language)).max_by_key(|(n, l)| (*n, *l == own));
    most.filter(|(n, _)| *n > known(own)).map_or(own, |(_, language)| language)
}

/// The norm by which values are compared. Not a stem, which would make "Ashdowne" equal "Ashdown".
pub(super) fn norm(language: Language, key: &str) -> String {
    let figure = value(language, key).filter(|value| value.contains(|c: char| c.is_ascii_digit()));
    figure.unwrap_or_else(|| language.norm(key.trim_end_matches("'s")).into_owned())
}

/// The stem of a word in its usual spelling.
pub(super) fn stem(language: Language, key: &str) -> String {
    language.stem(&language.norm(key)).to_owned()
}

/// The stems of a word and of its synonyms in notes: "CEO" and "chief executive".
pub(super) fn same_things(language: Language, key: &str) -> Vec<String> {
    let one = key.strip_suffix('s').unwrap_or(key);
    let others = language.same_line(Set::NoteSame, key).chain(language.same_line(Set::NoteSame, one));
    let mut out: Vec<String> = others.map(|word| stem(language, &word)).collect();
    out.push(stem(language, key));
    out.sort_unstable();
    out.dedup();
    out
}

/// The stems of the content parts of a word, given as a key.
pub(crate) fn stems_of(language: Language, key: &str) -> impl Iterator<Item = String> {
    let content = move |part: &&str| part.chars().any(char::is_alphanumeric) && !language.is_function(part);
    key.split('-').filter(content).map(move |part| language.stem(&language.norm(part)).to_owned())
}

/// The keys of the words of a text.
pub(super) fn keys(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    words(text, Span::new(0, text.len()), &mut found);
    let mut fold = Fold::default();
    found.iter().map(|word| fold.key(word.span.of(text)).to_owned()).collect()
}

/// A word of a note.
pub(super) struct Token {
    pub(super) key: String,
    pub(super) is_capital: bool,
    /// Whether it is inside quotation marks.
    pub(super) is_quoted: bool,
    pub(super) span: Span,
}

/// Sets whose entries are single words of a note, in scripts without spaces.
const TERMS: [Set; 20] = [
    Set::NoteCorrects,
    Set::NoteClarifies,
    Set::NoteAdds,
    Set::NoteDeletes,
    Set::NoteUpdates,
    Set::NoteRecasts,
    Set::NoteWrong,
    Set::NoteRight,
    Set::NoteLead,
    Set::NoteParagraph,
    Set::NoteDate,
    Set::NoteNumber,
    Set::NoteName,
    Set::NoteAttribution,
    Set::NoteHeadline,
    Set::NoteSpoken,
    Set::NoteMoney,
    Set::NoteToll,
    Set::NoteTrivial,
    Set::NoteFormal,
];

/// The words of a note, with punctuation. In scripts without spaces, characters that are an entry of a list are one
/// word.
pub(super) fn tokens(language: Language, text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    words(text, Span::new(0, text.len()), &mut found);
    let mut fold = Fold::default();
    let mut quoted = false;
    let mut token = |span: Span| {
        let form = span.of(text);
        let key = fold.key(form).to_owned();
        quoted ^= key == "\"";
        let is_quoted = quoted && key != "\"";
        Token { key, is_capital: form.starts_with(char::is_uppercase), is_quoted, span }
    };
    let single: Vec<Token> = found.iter().map(|word| token(word.span)).collect();
    if !language.is_unspaced() {
        return single;
    }
    let mut out = Vec::with_capacity(single.len());
    let mut at = 0;
    while let Some(first) = single.get(at) {
        let keys = single[at..].iter().map(|t| t.key.as_str());
        let known = TERMS.iter().filter_map(|set| language.begins(*set, keys.clone()));
        let end = at + known.map(|(_, words)| words).max().unwrap_or(1);
        let key = single[at..end].iter().map(|t| t.key.as_str()).collect();
        out.push(Token { key, span: first.span.hull(single[end - 1].span), ..*first });
        at = end;
    }
    out
}
