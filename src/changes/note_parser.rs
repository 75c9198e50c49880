//! What an editor's note says, taken apart at its commas and "and".
//!
//! ```text
//! (Recasts with higher toll; corrects day in third paragraph to Tuesday, not Monday)
//!  verb         stems        verb     class   paragraph       right        wrong
//! ```

use super::figures::value;
use super::model::{Class, Grade};
use super::note_index::Fact;
use crate::lang::{self, Language, Set};
use crate::text::{Fold, Span, words};

/// What a note says it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verb {
    Corrects,
    Adds,
    Deletes,
    Updates,
    /// Much is new.
    Recasts,
}

/// The verbs and their sets; the first that holds a word counts.
const VERBS: [(Set, Verb); 6] = [
    (Set::NoteCorrects, Verb::Corrects),
    (Set::NoteClarifies, Verb::Corrects),
    (Set::NoteAdds, Verb::Adds),
    (Set::NoteDeletes, Verb::Deletes),
    (Set::NoteUpdates, Verb::Updates),
    (Set::NoteRecasts, Verb::Recasts),
];

/// How notes call classes of change.
const CLASSES: [(Set, Class); 5] = [
    (Set::NoteDate, Class::Date),
    (Set::NoteNumber, Class::Number),
    (Set::NoteName, Class::Name),
    (Set::NoteAttribution, Class::Attribution),
    (Set::NoteHeadline, Class::Headline),
];

/// Words of fewer letters, in scripts that write spaces, are no topics.
const TOPIC_LETTERS: usize = 3;
/// Paragraphs of a higher number are figures.
const MOST_PARAGRAPHS: usize = 200;
/// Words that may stand between "to" and its value.
const BETWEEN_WORDS: usize = 2;

/// The verb of a note's word: "corrects", "correction", "adds".
fn verb(language: Language, key: &str) -> Option<Verb> {
    VERBS.into_iter().find(|(set, _)| language.has(*set, key)).map(|(_, verb)| verb)
}

/// A note, taken apart.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) language: Language,
    pub(crate) items: Vec<Item>,
    /// "Recasts", "throughout": the wording may differ anywhere.
    pub(crate) sweeping: bool,
    /// "Adds background", "details": sentences may stand anywhere that no item names.
    pub(crate) more: bool,
}

/// One thing that a note announces.
#[derive(Debug, Default)]
pub(crate) struct Item {
    pub(crate) verb: Option<Verb>,
    /// Paragraphs named, from 1.
    pub(crate) paragraphs: Vec<usize>,
    pub(crate) classes: Vec<Class>,
    /// Its topics: the stems that each may stand as.
    pub(crate) stems: Vec<Vec<String>>,
    /// Figures that it names, by their norms.
    pub(crate) figures: Vec<String>,
    /// What stands in the new text ("to 23", "She was Jane Doe"), and what stood in the old one ("not 11"), by their norms.
    pub(crate) right: Vec<String>,
    pub(crate) wrong: Vec<String>,
    /// A sum: "cost", "price".
    pub(crate) money: bool,
    /// Someone's words.
    pub(crate) spoken: bool,
    /// The dead and injured.
    pub(crate) toll: bool,
    /// How a word is spelt, a word that was dropped: no fact but a name is among these.
    pub(crate) trivial: bool,
    /// What is right is the opposite of what was wrong: "to loss, not profit".
    pub(crate) reversed: bool,
    /// Where it stands in the note; the verb of all items is of none.
    pub(crate) span: Span,
}

/// Whether a note of a language says that something was changed.
pub(crate) fn announces(language: Language, text: &str) -> bool {
    let keys: Vec<String> = tokens(text).into_iter().map(|t| t.key).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    VERBS.iter().any(|(set, _)| language.holds(*set, &keys)) || language.holds(Set::NoteSigns, &keys)
}

/// The language of a note: the one of whose words for notes it holds most, the text's own first.
pub(crate) fn language_of(own: Language, text: &str) -> Language {
    let keys: Vec<String> = tokens(text).into_iter().map(|t| t.key).collect();
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

impl Note {
    /// Takes a note of a language apart.
    pub(crate) fn read(language: Language, text: &str) -> Self {
        let tokens = tokens(text);
        let keys: Vec<&str> = tokens.iter().map(|t| t.key.as_str()).collect();
        let mut note = Self { language, items: Vec::new(), sweeping: false, more: false };
        let said = keys.iter().any(|k| verb(language, k).is_some());
        let mut item = Item { verb: (!said).then_some(Verb::Corrects), ..Item::default() };
        let numbered = paragraphs(language, &keys);
        let roles = Roles { language, tokens: &tokens, numbered: &numbered }.read();
        for (k, key) in keys.iter().enumerate() {
            let here = tokens[k].span;
            if let Some(n) = numbered[k] {
                item.paragraphs.push(n);
                item.span = if item.span.is_empty() { item.span } else { item.span.hull(here) };
            } else if let Some(verb) = verb(language, key) {
                note.close(&mut item);
                item.verb = Some(verb);
                note.sweeping |= verb == Verb::Recasts;
            } else if is_break(language, key) {
                note.close(&mut item);
            } else if key.contains(char::is_alphanumeric) {
                item.span = if item.span.is_empty() { here } else { item.span.hull(here) };
                let value = || norm(language, key);
                match roles[k] {
                    Role::Right => item.right.push(value()),
                    Role::Wrong => item.wrong.push(value()),
                    Role::Opposite => {
                        item.wrong.push(value());
                        item.reversed = true;
                    }
                    Role::Written => {}
                    // "150 micrograms of lead" is no beginning of a story.
                    Role::Topic if k > 2 && lang::figure(keys[k - 3]) && language.has(Set::NoteLead, key) => {
                        item.stems.push(vec![stem(language, key)]);
                    }
                    Role::Topic => key.split('-').for_each(|part| note.word(&mut item, part)),
                }
            }
        }
        note.close(&mut item);
        note
    }

    /// Reads a word that is no value.
    fn word(&mut self, item: &mut Item, key: &str) {
        let language = self.language;
        let has = |set: Set| language.has(set, key);
        if has(Set::NoteLead) {
            return item.paragraphs.push(1);
        }
        self.sweeping |= has(Set::NoteThroughout);
        self.more |= has(Set::NoteMore);
        if has(Set::NoteToll) {
            item.classes.push(Class::Number);
            item.toll = true;
            return item.stems.push(language.words(Set::NoteDeaths).map(|word| stem(language, word)).collect());
        }
        if lang::figure(key) {
            return item.figures.push(norm(language, key));
        }
        let short = key.is_ascii() && key.len() < TOPIC_LETTERS;
        if short || !key.chars().all(char::is_alphanumeric) || language.is_function(key) || has(Set::NoteFormal) {
            return;
        }
        item.trivial |= has(Set::NoteTrivial);
        item.money |= has(Set::NoteMoney);
        if has(Set::NoteSpoken) {
            item.spoken = true;
            return;
        }
        // "figures" is a figure, "names" a name.
        let one = key.strip_suffix('s').unwrap_or(key);
        let known = CLASSES.iter().filter(|(set, _)| has(*set) || language.has(*set, one)).map(|(_, class)| *class);
        let classes: Vec<Class> = known.collect();
        if classes.is_empty() {
            item.stems.push(same_things(language, key));
        } else {
            item.classes.extend(classes);
        }
    }

    /// Ends an item. One without a word of its own ("in paragraphs 3 and 5", "not 1,914") belongs to the one before.
    fn close(&mut self, item: &mut Item) {
        let done = std::mem::replace(item, Item { verb: item.verb, ..Item::default() });
        let bare = done.classes.is_empty() && done.stems.is_empty() && !done.spoken;
        match self.items.last_mut() {
            Some(last) if bare && last.verb == done.verb => {
                last.paragraphs.extend(done.paragraphs);
                last.figures.extend(done.figures);
                last.right.extend(done.right);
                last.wrong.extend(done.wrong);
                last.reversed |= done.reversed;
                last.span = if done.span.is_empty() { last.span } else { last.span.hull(done.span) };
            }
            _ if bare && !done.tells() => {}
            _ => self.items.push(done),
        }
    }

    /// Whether it corrects something, in whatever words.
    pub(crate) fn corrects(&self) -> bool {
        self.items.iter().any(|item| item.verb == Some(Verb::Corrects))
    }

    /// Whether a change must answer an item: it names what kind of thing was wrong. A note that says what is right says
    /// it in sentences, of which not each part is an item.
    pub(crate) fn is_owed(&self, item: &Item) -> bool {
        let valued = self.items.iter().any(|i| !i.right.is_empty() || !i.wrong.is_empty());
        let named = item.toll || item.spoken || !item.classes.is_empty();
        // A headline may have stood elsewhere than in this text.
        let headline = item.classes.contains(&Class::Headline);
        item.verb == Some(Verb::Corrects) && named && !headline && !valued
    }

    /// Whether it may mean a change that no item names.
    pub(crate) fn covers(&self, fact: &Fact) -> bool {
        // A version that was updated has more than the one before it.
        let updates = || self.items.iter().any(|i| matches!(i.verb, Some(Verb::Updates | Verb::Adds)));
        match fact.class {
            Class::Addition => self.more || updates() || self.sweeping && !fact.news,
            Class::Headline => self.sweeping || updates(),
            Class::Wording if fact.grade == Grade::Grave => false,
            _ => self.sweeping && !fact.grave,
        }
    }
}

impl Item {
    /// Whether it names neither a class nor someone's words, so that it may mean any change.
    pub(crate) fn is_of_any_class(&self) -> bool {
        self.classes.is_empty() && !self.spoken
    }

    /// Whether it says what is right or what was wrong.
    pub(crate) fn is_valued(&self) -> bool {
        !self.right.is_empty() || !self.wrong.is_empty()
    }

    /// Whether it names anything but a class or a topic.
    fn tells(&self) -> bool {
        !self.paragraphs.is_empty() || !self.figures.is_empty() || self.is_valued()
    }
}

/// Whether an item ends at a word.
fn is_break(language: Language, key: &str) -> bool {
    matches!(key, "," | ";" | "&" | "、" | "，") || language.has(Set::Conjunctions, key) && !language.denies(key)
}

/// The form by which values are compared: not a stem, or "Ashdowne" would be "Ashdown".
pub(crate) fn norm(language: Language, key: &str) -> String {
    let figure = value(language, key).filter(|value| value.contains(|c: char| c.is_ascii_digit()));
    figure.unwrap_or_else(|| language.norm(key.trim_end_matches("'s")).into_owned())
}

fn stem(language: Language, key: &str) -> String {
    language.stem(&language.norm(key)).to_owned()
}

/// Stems of a word and of those that stand for it in notes: "CEO" and "chief executive".
fn same_things(language: Language, key: &str) -> Vec<String> {
    let one = key.strip_suffix('s').unwrap_or(key);
    let others = language.beside(Set::NoteSame, key).chain(language.beside(Set::NoteSame, one));
    let mut out: Vec<String> = others.map(|word| stem(language, word)).collect();
    out.push(stem(language, key));
    out.sort_unstable();
    out.dedup();
    out
}

/// A word of a note.
struct Token {
    key: String,
    capital: bool,
    span: Span,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    words(text, Span::new(0, text.len()), &mut found);
    let mut fold = Fold::default();
    let mut token = |span: Span| {
        let form = span.of(text);
        Token { key: fold.key(form).to_owned(), capital: form.starts_with(char::is_uppercase), span }
    };
    found.iter().map(|word| token(word.span)).collect()
}

/// What a word of a note does there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Topic,
    /// It is what the new text has: "to 23".
    Right,
    /// It is what the old text had: "not 11".
    Wrong,
    /// The same, and the opposite of what the new text has: "loss, not profit".
    Opposite,
    /// It says when the note was written: "amended on 5 May".
    Written,
}

/// Finds which words of a note are values, and of which text.
struct Roles<'a> {
    language: Language,
    tokens: &'a [Token],
    numbered: &'a [Option<usize>],
}

impl Roles<'_> {
    fn key(&self, k: usize) -> &str {
        self.tokens.get(k).map_or("", |t| t.key.as_str())
    }

    fn is_figure(&self, k: usize) -> bool {
        let key = self.key(k);
        lang::figure(key) || self.language.norm(key).starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a word is a figure, a date or a name.
    fn is_value(&self, k: usize) -> bool {
        let language = self.language;
        let named = |t: &Token| {
            t.capital && !language.is_function(&t.key) && verb(language, &t.key).is_none() && t.key.chars().count() > 1
        };
        self.numbered.get(k).is_some_and(Option::is_none)
            && (self.is_figure(k)
                || language.dates(self.key(k))
                || language.may_be_month(self.key(k))
                || self.tokens.get(k).is_some_and(named))
    }

    /// The values behind a word that leads to them.
    fn run(&self, from: usize) -> std::ops::Range<usize> {
        let language = self.language;
        let between = |k: usize| {
            let key = self.key(k);
            !self.is_value(k) && (language.is_function(key) || language.has(Set::NoteBounds, key))
        };
        let start = from + (from..self.tokens.len()).take(BETWEEN_WORDS).take_while(|&k| between(k)).count();
        start..(start..self.tokens.len()).find(|&k| !self.is_value(k)).unwrap_or(self.tokens.len())
    }

    /// The word at `at` leads to values: what they are, and where they begin.
    fn leads(&self, at: usize, has_right: bool) -> Option<(Role, usize)> {
        let (language, key) = (self.language, self.key(at));
        let keys = (at..self.tokens.len()).map(|k| self.key(k));
        if let Some((_, words)) = language.begins(Set::NoteWrong, keys) {
            return Some((Role::Wrong, at + words));
        }
        if at > 0 && verb(language, self.key(at - 1)).is_some() && language.has(Set::NoteWritten, key) {
            return Some((Role::Written, at + 1));
        }
        if has_right && language.has(Set::NoteFrom, key) {
            return Some((Role::Wrong, at + 1));
        }
        language.has(Set::NoteRight, key).then_some((Role::Right, at + 1))
    }

    fn read(&self) -> Vec<Role> {
        let language = self.language;
        let mut out = vec![Role::Topic; self.tokens.len()];
        // "reaction to Vik" names someone; "corrects name to Vik" is a value.
        let updates = |t: &Token| matches!(verb(language, &t.key), Some(Verb::Adds | Verb::Updates | Verb::Recasts));
        let corrects = !self.tokens.iter().any(updates);
        for at in 0..self.tokens.len() {
            let has_right = out.contains(&Role::Right);
            let Some((role, from)) = self.leads(at, has_right) else { continue };
            let denies = role == Role::Wrong && from == at + 1 && !language.has(Set::NoteFrom, self.key(at));
            // "loss, not profit": words that are no values, but the opposite of each other.
            let turned = || language.opposites(self.key(at - 2), self.key(from));
            if denies && at > 1 && self.key(at - 1) == "," && turned() {
                (out[at - 2], out[from]) = (Role::Right, Role::Opposite);
            }
            for k in self.run(from).filter(|&k| corrects || self.is_figure(k) || role == Role::Written) {
                if out[k] == Role::Topic {
                    out[k] = role;
                }
            }
            if role == Role::Right {
                self.unit(at, from, &mut out);
            }
            // "Hofmann, not Hoffman"
            if denies && out.contains(&Role::Wrong) && at > 1 && self.key(at - 1) == "," {
                (0..at - 1).rev().take_while(|&k| self.is_value(k)).for_each(|k| out[k] = Role::Right);
            }
        }
        out
    }

    /// "said 150 milligrams. It was 150 micrograms.": of one figure the unit is the value.
    fn unit(&self, at: usize, from: usize, out: &mut [Role]) {
        let unit = |k: usize| self.language.numbers(self.key(k)) && !self.is_figure(k);
        for k in self.run(from).filter(|&k| self.is_figure(k) && unit(k + 1)) {
            let same = |&other: &usize| {
                self.key(other) == self.key(k) && self.key(other + 1) != self.key(k + 1) && unit(other + 1)
            };
            if let Some(other) = (0..at).rev().find(same) {
                (out[other + 1], out[k], out[k + 1]) = (Role::Wrong, Role::Topic, Role::Right);
            }
        }
    }
}

/// The paragraph that each word of a note names: "first paragraph", "paragraphs 4 and 5", "paragraphs 4-6".
fn paragraphs(language: Language, keys: &[&str]) -> Vec<Option<usize>> {
    let named = |k: &str| language.has(Set::NoteParagraph, k.trim_end_matches('.'));
    let joins = |k: &str| matches!(k, "," | "&" | "-") || language.has(Set::Conjunctions, k);
    let number = |k: &str| ordinal(language, k);
    let mut out = vec![None; keys.len()];
    for at in (0..keys.len()).filter(|&k| named(keys[k])) {
        let before = (0..at).rev().take_while(|&k| joins(keys[k]) || number(keys[k]).is_some());
        let figure = |k: &str| k.starts_with(|c: char| c.is_ascii_digit()) && number(k).is_some();
        // "paragraph 6 to 19 hours" is one paragraph.
        let to = |k: &str| keys[at].ends_with('s') && matches!(k, "to" | "through");
        let after = (at + 1..keys.len()).take_while(|&k| joins(keys[k]) || to(keys[k]) || figure(keys[k]));
        for k in before.chain(after) {
            out[k] = number(keys[k]);
        }
    }
    out
}

/// The number an ordinal or figure stands for: `fifth`, `5th`, `11`.
fn ordinal(language: Language, key: &str) -> Option<usize> {
    if let Some(n) = language.ordinal(key) {
        return Some(n);
    }
    let digits = key.trim_end_matches(|c: char| c.is_alphabetic());
    digits.parse().ok().filter(|&n: &usize| (1..=MOST_PARAGRAPHS).contains(&n) && key.len() - digits.len() <= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Note {
        Note::read(Language::ENGLISH, text)
    }

    #[test]
    fn a_note_has_items() {
        let note = read("(Corrects day in first paragraph, adds mayor's comments; updates shares)");
        let verbs: Vec<_> = note.items.iter().map(|i| i.verb).collect();
        assert_eq!(verbs, [Some(Verb::Corrects), Some(Verb::Adds), Some(Verb::Updates)]);
        assert_eq!(note.items[0].paragraphs, [1]);
        assert_eq!(note.items[0].classes, [Class::Date]);
        assert!(note.items[1].spoken && note.items[2].stems[0].contains(&"shr".to_owned()));
        let note = read("(Corrects number of passengers in first paragraph and captain's name in third paragraph)");
        assert_eq!(note.items.iter().map(|i| i.classes.clone()).collect::<Vec<_>>(), [[Class::Number], [Class::Name]]);
    }

    #[test]
    fn paragraphs_are_named_before_and_after() {
        let of = |text: &str| read(text).items.into_iter().flat_map(|i| i.paragraphs).collect::<Vec<_>>();
        assert_eq!(of("Corrects name in second and fourth paragraphs"), [2, 4]);
        assert_eq!(of("Corrects name in paragraphs 3 and 5"), [3, 5]);
        assert_eq!(of("Corrects hours in paragraph 6 to 19 hours, not 12 hours"), [6]);
    }

    #[test]
    fn values_are_held_apart_from_topics() {
        let of = |text: &str| {
            let items = read(text).items;
            let all =
                |of: fn(&Item) -> &Vec<String>| items.iter().flat_map(|i| of(i).clone()).collect::<Vec<_>>().join(" ");
            (all(|i| &i.right), all(|i| &i.wrong))
        };
        let pair = |right: &str, wrong: &str| (right.to_owned(), wrong.to_owned());
        assert_eq!(of("(Corrects toll to 23, not 11)"), pair("23", "11"));
        assert_eq!(of("(Corrects toll to 23 from 11)"), pair("23", "11"));
        assert_eq!(of("(Corrects length of tunnel to 6 miles)"), pair("6", ""));
        assert_eq!(of("(Corrects spelling of skipper to Ashdowne)"), pair("ashdowne", ""));
        assert_eq!(of("Correction: The singer was Anna Vik, not Wik."), pair("anna vik", "wik"));
        assert_eq!(of("(Corrects name of Vik in paragraph 3)"), pair("", ""));
        assert_eq!(of("This article was amended on 5 May 2024 to correct a name."), pair("", ""));
        assert_eq!(of("(Adds reaction to Vik speech)"), pair("", ""));
    }

    #[test]
    fn a_note_of_formal_words_has_none() {
        assert!(read("CORRECTED").items.is_empty());
        assert!(read("(Adds background and details)").items.is_empty());
    }
}
