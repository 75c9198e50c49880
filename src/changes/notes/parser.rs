//! Parses an editor's note into items, split at commas and "and".
//!
//! ```text
//! (Recasts with higher toll; corrects day in third paragraph to Tuesday, not Monday)
//!  verb         stems        verb     class   paragraph       right        wrong
//! ```

use super::item::{Item, Note, Verb};
use super::roles::{Role, Roles, paragraphs};
use super::words::{has, norm, same_things, stem, tokens, verb};
use crate::changes::model::Class;
use crate::changes::thresholds::ChangeThresholds;
use crate::lang::{self, Language, Set};

/// The words of notes for classes of changes.
const CLASSES: [(Set, Class); 5] = [
    (Set::NoteDate, Class::Date),
    (Set::NoteNumber, Class::Number),
    (Set::NoteName, Class::Name),
    (Set::NoteAttribution, Class::Attribution),
    (Set::NoteHeadline, Class::Headline),
];

/// Shorter names of months are words too: "may".
const SHORT_MONTH_BYTES: usize = 3;

impl Note {
    /// Parses a note in a language.
    pub(crate) fn read(language: Language, text: &str, limits: &ChangeThresholds) -> Self {
        let tokens = tokens(language, text);
        let keys: Vec<&str> = tokens.iter().map(|t| t.key.as_str()).collect();
        let mut note = Self { language, items: Vec::new(), sweeping: false, more: false };
        let said = keys.iter().any(|k| verb(language, k).is_some());
        let mut item = Item { verb: (!said).then_some(Verb::Corrects), ..Item::default() };
        let numbered = paragraphs(language, &keys, limits);
        let roles = Roles { language, limits, tokens: &tokens, numbered: &numbered }.read();
        for (k, key) in keys.iter().enumerate() {
            let here = tokens[k].span;
            if let Some(n) = numbered[k] {
                item.paragraphs.push(n);
                item.span = if item.span.is_empty() { item.span } else { item.span.hull(here) };
            } else if is_adjective(language, &keys, k) {
                // "Adds dropped year"
                item.trivial = true;
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
                    // "150 micrograms of lead" does not refer to the beginning of the story.
                    Role::Topic if k > 2 && lang::figure(keys[k - 3]) && has(language, Set::NoteLead, key) => {
                        item.stems.push(vec![stem(language, key)]);
                    }
                    // "Corrects Mo figure": a short name
                    Role::Topic
                        if k > 0
                            && tokens[k].is_capital
                            && key.len() < limits.note_topic_letters
                            && key.bytes().all(|b| b.is_ascii_alphabetic())
                            && !language.is_function(key) =>
                    {
                        item.stems.push(vec![stem(language, key)]);
                    }
                    Role::Topic => key.split('-').for_each(|part| note.word(&mut item, part, limits)),
                }
            }
        }
        note.close(&mut item);
        note
    }

    /// Reads a word that is not a value.
    fn word(&mut self, item: &mut Item, key: &str, limits: &ChangeThresholds) {
        let language = self.language;
        let key = key.trim_end_matches("'s");
        let has = |set: Set| has(language, set, key);
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
        // "The ferry sank on Sunday."
        if lang::figure(key)
            || language.has(Set::Weekdays, key)
            || language.has(Set::Months, key) && key.len() > SHORT_MONTH_BYTES
        {
            return item.figures.push(norm(language, key));
        }
        let short = key.is_ascii() && key.len() < limits.note_topic_letters;
        if short || !key.chars().all(char::is_alphanumeric) || language.is_function(key) || has(Set::NoteFormal) {
            return;
        }
        item.trivial |= has(Set::NoteTrivial);
        item.money |= has(Set::NoteMoney);
        item.measure |= has(Set::NoteMeasure);
        if has(Set::NoteSpoken) {
            item.spoken = true;
            return;
        }
        // "figures" is a figure, "names" a name.
        let one = key.strip_suffix('s').unwrap_or(key);
        let known = CLASSES.iter().filter(|(set, _)| has(*set) || language.has(*set, one)).map(|(_, class)| *class);
        let mut classes: Vec<Class> = known.collect();
        // Without spaces and capitals, a name that changed is mostly found as a source.
        if language.is_unspaced() && classes.contains(&Class::Name) {
            classes.push(Class::Attribution);
        }
        if classes.is_empty() {
            item.stems.push(same_things(language, key));
        } else {
            item.classes.extend(classes);
        }
    }

    /// Ends an item. One without words ("in paragraphs 3 and 5", "not 1,914") is part of the one before.
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
            _ if bare && !done.is_specific() => {}
            _ => self.items.push(done),
        }
    }
}

/// Whether a verb of notes is an adjective: "Adds dropped year".
fn is_adjective(language: Language, keys: &[&str], k: usize) -> bool {
    let is_verb = |k: usize| keys.get(k).is_some_and(|key| verb(language, key).is_some());
    k > 0 && is_verb(k - 1) && is_verb(k) && has(language, Set::NoteTrivial, keys[k])
}

/// Whether a word ends an item.
fn is_break(language: Language, key: &str) -> bool {
    matches!(key, "," | ";" | "&" | "、" | "，" | "." | "。")
        || language.has(Set::Conjunctions, key) && !language.denies(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Note {
        Note::read(Language::ENGLISH, text, &ChangeThresholds::DEFAULT)
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
    fn values_are_not_topics() {
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
    fn a_note_of_formal_words_has_no_items() {
        assert!(read("CORRECTED").items.is_empty());
        assert!(read("(Adds background and details)").items.is_empty());
    }

    #[test]
    fn notes_of_other_languages() {
        let of = |code: &str, text: &str| {
            let language = Language::by_code(code).unwrap_or(Language::ENGLISH);
            Note::read(language, text, &ChangeThresholds::DEFAULT).items
        };
        let right = |items: &[Item]| items.iter().flat_map(|i| i.right.clone()).collect::<Vec<_>>().join(" ");
        let wrong = |items: &[Item]| items.iter().flat_map(|i| i.wrong.clone()).collect::<Vec<_>>().join(" ");
        let items = of("de", "(Berichtigt: Höhe des Turms im ersten Absatz)");
        assert_eq!((items[0].classes.as_slice(), items[0].paragraphs.as_slice()), (&[Class::Number][..], &[1][..]));
        let items = of("fr", "(Corrige le bilan à sept morts, et non neuf)");
        assert_eq!((right(&items).as_str(), wrong(&items).as_str()), ("7", "9"));
        let items = of("zh", "（更正：工人人数）");
        assert_eq!((items[0].verb, items[0].classes.as_slice()), (Some(Verb::Corrects), &[Class::Number][..]));
    }
}
