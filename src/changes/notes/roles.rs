//! The role of each word of a note: a value of the old or new text, or a paragraph number.

use super::item::Verb;
use super::words::{Token, has, verb};
use crate::changes::thresholds::ChangeThresholds;
use crate::lang::{self, Language, Set};

/// The role of a word in a note.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Topic,
    /// A value of the new text: "to 23".
    Right,
    /// A value of the old text: "not 11".
    Wrong,
    /// The same, where it is the opposite of the new value: "loss, not profit".
    Opposite,
    /// The date of the note: "amended on 5 May".
    Written,
}

/// Finds the values in a note, and the text that each belongs to.
pub(super) struct Roles<'a> {
    pub(super) language: Language,
    pub(super) limits: &'a ChangeThresholds,
    pub(super) tokens: &'a [Token],
    pub(super) numbered: &'a [Option<usize>],
}

impl Roles<'_> {
    fn key(&self, k: usize) -> &str {
        self.tokens.get(k).map_or("", |t| t.key.as_str())
    }

    fn is_figure(&self, k: usize) -> bool {
        let key = self.key(k);
        lang::figure(key) || self.language.norm(key).starts_with(|c: char| c.is_ascii_digit())
    }

    fn is_dated(&self, k: usize) -> bool {
        self.language.dates(self.key(k)) || self.language.may_be_month(self.key(k))
    }

    /// Whether a word is a figure, a date or a name.
    fn is_value(&self, k: usize) -> bool {
        let language = self.language;
        let named = |t: &Token| {
            t.is_capital
                && !language.is_function(&t.key)
                && verb(language, &t.key).is_none()
                && t.key.chars().count() > 1
        };
        self.numbered.get(k).is_some_and(Option::is_none)
            && (self.is_figure(k)
                || self.is_dated(k)
                || self.tokens.get(k).is_some_and(|t| t.is_quoted && t.key.contains(char::is_alphanumeric))
                || self.tokens.get(k).is_some_and(named))
    }

    /// The range of values after an introducing word.
    fn run(&self, from: usize) -> std::ops::Range<usize> {
        let language = self.language;
        let between = |k: usize| {
            let key = self.key(k);
            !self.is_value(k) && (language.is_function(key) || language.has(Set::NoteBounds, key))
        };
        let start =
            from + (from..self.tokens.len()).take(self.limits.note_value_distance).take_while(|&k| between(k)).count();
        start..(start..self.tokens.len()).find(|&k| !self.is_value(k)).unwrap_or(self.tokens.len())
    }

    /// If the word at `at` introduces values, their role and their start.
    fn leads(&self, at: usize, has_right: bool) -> Option<(Role, usize)> {
        let (language, key) = (self.language, self.key(at));
        let keys = (at..self.tokens.len()).map(|k| self.key(k));
        if let Some((_, words)) = language.begins(Set::NoteWrong, keys) {
            let role = if self.quotes_former(at) { Role::Right } else { Role::Wrong };
            return Some((role, at + words));
        }
        if at > 0 && verb(language, self.key(at - 1)).is_some() && language.has(Set::NoteWritten, key) {
            return Some((Role::Written, at + 1));
        }
        if has_right && language.has(Set::NoteFrom, key) {
            return Some((Role::Wrong, at + 1));
        }
        let keys = (at..self.tokens.len()).map(|k| self.key(k));
        language.begins(Set::NoteRight, keys).map(|(_, words)| (Role::Right, at + words))
    }

    /// Whether "instead of" at `at` comes after what a former version said: "An earlier version said 40 instead of 14".
    fn quotes_former(&self, at: usize) -> bool {
        let language = self.language;
        let begins = |set: Set, k: usize| language.begins(set, (k..self.tokens.len()).map(|k| self.key(k))).is_some();
        let sentence = (0..at).rev().take_while(|&k| !matches!(self.key(k), "." | ":" | ";" | "。"));
        let said =
            |k: usize| [Set::NoteSaidBefore, Set::NoteInError, Set::NoteSigns].into_iter().any(|set| begins(set, k));
        let (mut former, mut corrects) = (false, false);
        for k in sentence {
            former |= said(k);
            corrects |= verb(language, self.key(k)).is_some();
        }
        former && !corrects && !language.denies(self.key(at))
    }

    /// The role of each word.
    pub(super) fn read(&self) -> Vec<Role> {
        let language = self.language;
        let mut out = vec![Role::Topic; self.tokens.len()];
        // In "reaction to Vik" the name is a topic; in "corrects name to Vik" it is a value.
        let updates = |t: &Token| matches!(verb(language, &t.key), Some(Verb::Adds | Verb::Updates | Verb::Recasts));
        let corrects = !self.tokens.iter().any(updates);

        for at in 0..self.tokens.len() {
            let has_right = out.contains(&Role::Right);
            let Some((role, from)) = self.leads(at, has_right) else { continue };
            let denies = role == Role::Wrong && !language.has(Set::NoteFrom, self.key(at));
            // "loss, not profit": opposites that are not values otherwise.
            let turned = || language.opposites(self.key(at - 2), self.key(from));
            if denies && at > 1 && self.key(at - 1) == "," && turned() {
                (out[at - 2], out[from]) = (Role::Right, Role::Opposite);
            }
            for k in self.run(from).filter(|&k| corrects || self.is_figure(k) || role == Role::Written) {
                if out[k] == Role::Topic {
                    out[k] = role;
                }
            }
            if role == Role::Right && self.quotes_former(at) {
                let before = (at.saturating_sub(self.limits.note_value_distance)..at).rev();
                let from = before.skip_while(|&k| !self.is_value(k)).take_while(|&k| self.is_value(k));
                from.for_each(|k| out[k] = Role::Wrong);
            } else if role == Role::Right {
                self.unit(at, from, &mut out);
            }
            if denies && out.contains(&Role::Wrong) {
                self.before_denial(at, &mut out);
            }
        }
        self.quoted(&mut out);
        out
    }

    /// "dropped word “not”": quoted words are in the new text, unless others are said to be: "changes “may” to “must”".
    fn quoted(&self, out: &mut [Role]) {
        let right = out.iter().rposition(|role| *role == Role::Right);
        for (k, role) in out.iter_mut().enumerate().filter(|(_, role)| **role == Role::Topic) {
            if self.tokens[k].is_quoted && self.key(k).contains(char::is_alphanumeric) {
                *role = if right.is_some_and(|right| k < right) { Role::Wrong } else { Role::Right };
            }
        }
    }

    /// "Hofmann, not Hoffman", "on 11 May, not on 4 May": the values before a negation are in the new text. If the
    /// negation does not directly follow them, all values of the sentence are.
    fn before_denial(&self, at: usize, out: &mut [Role]) {
        let mut before = (0..at).rev().skip_while(|&k| self.key(k) == ",").peekable();
        let close = before.peek().is_some_and(|&k| self.is_value(k));
        let same = |k: &usize| if close { self.is_value(*k) } else { !matches!(self.key(*k), "." | ":" | ";") };
        for k in before.take_while(same).filter(|&k| close || self.is_dated(k) || self.is_figure(k)) {
            if out[k] == Role::Topic {
                out[k] = Role::Right;
            }
        }
    }

    /// "said 150 milligrams. It was 150 micrograms.": if the figures are equal, the unit is the value.
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

/// The paragraph numbers that each word belongs to: "first paragraph", "paragraphs 4 and 5", "paragraphs 4-6".
pub(super) fn paragraphs(language: Language, keys: &[&str], limits: &ChangeThresholds) -> Vec<Option<usize>> {
    let named = |k: &str| has(language, Set::NoteParagraph, k.trim_end_matches('.'));
    let joins = |k: &str| matches!(k, "," | "&" | "-") || language.has(Set::Conjunctions, k);
    let number = |k: &str| ordinal(language, k, limits);
    let mut out = vec![None; keys.len()];
    for at in (0..keys.len()).filter(|&k| named(keys[k])) {
        let before = (0..at).rev().take_while(|&k| joins(keys[k]) || number(keys[k]).is_some());
        let figure = |k: &str| k.starts_with(|c: char| c.is_ascii_digit()) && number(k).is_some();
        // In "paragraph 6 to 19 hours" there is only one paragraph.
        let to = |k: &str| keys[at].ends_with('s') && language.has(Set::NoteRange, k);
        let after = (at + 1..keys.len()).take_while(|&k| joins(keys[k]) || to(keys[k]) || figure(keys[k]));
        for k in before.chain(after) {
            out[k] = number(keys[k]);
        }
    }
    out
}

/// The value of an ordinal or figure: `fifth`, `5th`, `11`.
fn ordinal(language: Language, key: &str, limits: &ChangeThresholds) -> Option<usize> {
    if let Some(n) = language.ordinal(key) {
        return Some(n);
    }
    let digits = key.trim_end_matches(|c: char| c.is_alphabetic());
    let is_ordinal = key.len() - digits.len() <= limits.note_ordinal_ending_bytes;
    digits.parse().ok().filter(|&n: &usize| is_ordinal && (1..=limits.note_paragraphs).contains(&n))
}
