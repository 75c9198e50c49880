//! The lists of a language as tables that folded words are looked up in.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::list::{Entry, List};

/// A folded word: borrowed from the list wherever it is folded there.
pub(super) type Key = Cow<'static, str>;

/// An entry of a list as it is compared: typography and letter case folded, as the words of texts are.
pub(super) fn fold(form: &'static str) -> Key {
    let folded = |c: char| !matches!(c, '’' | 'ß') && c.to_lowercase().eq([c]);
    let plain = |form: &str| form.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if plain(form) || form.chars().all(folded) { form.into() } else { fold_into(form).into() }
}

/// The same for any word.
pub(super) fn fold_into(word: &str) -> String {
    word.to_lowercase().replace('’', "'").replace('ß', "ss")
}

/// Words, endings and phrases of a group of a list, each with the number of its line in the group.
#[derive(Debug, Default)]
pub(super) struct WordSet {
    words: FxHashMap<Key, usize>,
    endings: Vec<(Key, usize)>,
    /// The words of each line.
    lines: Vec<Vec<Key>>,
    /// By their first word, the longest first.
    phrases: FxHashMap<Key, Vec<(Vec<Key>, usize)>>,
}

impl WordSet {
    pub(super) fn of(entries: impl Iterator<Item = Entry>, unspaced: bool) -> Self {
        let mut set = Self::default();
        for (line, entry) in entries.enumerate() {
            set.lines.push(entry.forms().map(fold).collect());
            for form in entry.forms() {
                set.add(fold(form), line, unspaced);
            }
        }
        for phrases in set.phrases.values_mut() {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        set
    }

    fn add(&mut self, form: Key, line: usize, unspaced: bool) {
        if let Some(ending) = form.strip_prefix('-') {
            self.endings.push((ending.to_owned().into(), line));
            return;
        }
        let mut parts: Vec<Key> = Vec::new();
        if unspaced && form.chars().nth(1).is_some() {
            parts = form.chars().map(|c| c.to_string().into()).collect();
        } else if form.contains(' ') {
            parts = form.split(' ').map(|word| word.to_owned().into()).collect();
        }
        if parts.is_empty() {
            // A word of two lines has its place in the first.
            self.words.entry(form).or_insert(line);
        } else {
            let first = parts.remove(0);
            self.phrases.entry(first).or_default().push((parts, line));
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.line(key).is_some()
    }

    /// The line of a word.
    pub(super) fn line(&self, key: &str) -> Option<usize> {
        let ending = || self.endings.iter().find(|(end, _)| key.ends_with(&**end)).map(|(_, line)| *line);
        self.words.get(key).copied().or_else(ending)
    }

    /// The words of all lines that hold a word.
    pub(super) fn beside(&self, key: &str) -> impl Iterator<Item = &str> {
        let lines = self.lines.iter().filter(move |line| line.iter().any(|word| **word == *key));
        lines.flatten().map(|word| &**word)
    }

    /// The line of the longest entry that the words begin with, and how many words it has.
    pub(super) fn begins<'k>(&self, keys: impl Iterator<Item = &'k str> + Clone) -> Option<(usize, usize)> {
        let mut after = keys;
        let first = after.next()?;
        let phrase = self.phrases.get(first).and_then(|phrases| {
            phrases.iter().find(|(rest, _)| {
                let mut next = after.clone();
                rest.iter().all(|word| next.next() == Some(&**word))
            })
        });
        phrase.map(|(rest, line)| (*line, rest.len() + 1)).or_else(|| Some((self.line(first)?, 1)))
    }

    /// Whether an entry is in some text without spaces.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.words().any(|word| text.contains(word)) || self.has_phrase_in(text)
    }

    /// Whether an entry of more than one character is in some text without spaces.
    pub(super) fn has_phrase_in(&self, text: &str) -> bool {
        self.phrases
            .iter()
            .any(|(first, phrases)| phrases.iter().any(|(rest, _)| text.contains(&format!("{first}{}", rest.concat()))))
    }

    /// The words, without phrases and endings, in no order.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(|key| &**key)
    }
}

/// Words that are opposites of others: for each its line and side.
#[derive(Debug, Default)]
pub(super) struct Opposites(FxHashMap<Key, Vec<(usize, usize)>>);

impl Opposites {
    pub(super) fn of(entries: impl Iterator<Item = Entry>) -> Self {
        let mut out: FxHashMap<Key, Vec<(usize, usize)>> = FxHashMap::default();
        for (line, entry) in entries.enumerate() {
            for (side, forms) in entry.sides().enumerate() {
                forms.for_each(|form| out.entry(fold(form)).or_default().push((line, side)));
            }
        }
        Self(out)
    }

    /// Whether two words are on different sides of one line.
    pub(super) fn has(&self, old: &str, new: &str) -> bool {
        let (Some(old), Some(new)) = (self.0.get(old), self.0.get(new)) else { return false };
        old.iter().any(|(line, side)| new.iter().any(|(other, far)| line == other && side != far))
    }
}

/// British endings and what they are in American spelling, of words that are known or long enough.
#[derive(Debug, Default)]
pub(super) struct Endings {
    rules: Vec<Ending>,
}

#[derive(Debug)]
struct Ending {
    form: Key,
    norm: Key,
    /// What may come before it; any word of so many letters where there is no list.
    heads: Option<FxHashSet<Key>>,
}

/// Letters that come before an ending of any word at least.
const HEAD: usize = 5;

impl Endings {
    /// Those of any word, and those of listed words.
    pub(super) fn of(list: List) -> Self {
        let mut out = Self::default();
        out.add(list, "endings", None);
        out.add(list, "our endings", Some(("our", "our")));
        out.add(list, "doubled l endings", Some(("doubled l", "l")));
        out
    }

    /// Takes in a group of endings. Where they are those of listed words, `words` names their group and what each ends in
    /// before such an ending: of "armour" and "our" the head is "arm".
    fn add(&mut self, list: List, group: &'static str, words: Option<(&'static str, &str)>) {
        let heads = words.map(|(words, ending)| {
            let forms = list.group(words).flat_map(Entry::forms);
            forms.filter_map(|form| Some(form.strip_suffix(ending)?.into())).collect::<FxHashSet<Key>>()
        });
        for entry in list.group(group) {
            for form in entry.forms() {
                let norm = fold(entry.norm.unwrap_or_default().trim_start_matches('-'));
                let form = fold(form.trim_start_matches('-'));
                self.rules.push(Ending { form, norm, heads: heads.clone() });
            }
        }
    }

    pub(super) fn norm(&self, word: &str) -> Option<String> {
        self.rules.iter().find_map(|rule| {
            let head = word.strip_suffix(&*rule.form)?;
            let known = rule.heads.as_ref().map_or(head.len() >= HEAD, |heads| heads.contains(head));
            known.then(|| format!("{head}{}", rule.norm))
        })
    }
}
