//! Lists as lookup tables of folded words.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::list::{Entry, List};

/// A folded word of a table. Tables are built once and kept until the program ends, and so are their words.
pub(super) type Key = &'static str;

/// The key of a list entry: the entry itself where it is folded already.
pub(super) fn key(form: &'static str) -> Key {
    match fold(form) {
        Cow::Borrowed(form) => form,
        Cow::Owned(form) => form.leak(),
    }
}

/// Folds a list entry as words of texts are folded: typography and letter case.
pub(super) fn fold(form: &'static str) -> Cow<'static, str> {
    if is_folded(form) { form.into() } else { fold_into(form).into() }
}

/// Whether folding leaves a form unchanged, as it does nearly all.
fn is_folded(form: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    // Most are lowercase letters, which is quicker to test than to look up their lowercase form.
    let folded = |c: char| !matches!(c, '’' | 'ß') && (c.is_lowercase() || c.to_lowercase().eq([c]));
    form.bytes().all(plain) || form.chars().all(folded)
}

/// Folds any word in the same way.
pub(super) fn fold_into(word: &str) -> String {
    word.to_lowercase().replace('’', "'").replace('ß', "ss")
}

/// The words, endings and phrases of a group, each with its line number in the group.
#[derive(Debug, Default)]
pub(super) struct WordSet {
    words: FxHashMap<Key, usize>,
    endings: Vec<(Key, usize)>,
    /// Its lines as written: a list and a group of it.
    source: (List, &'static str),
    /// By first word, the longest first.
    phrases: FxHashMap<Key, Vec<(Vec<Key>, usize)>>,
}

impl WordSet {
    pub(super) fn of(list: List, group: &'static str, unspaced: bool) -> Self {
        let mut set = Self { source: (list, group), ..Self::default() };
        let mut lines = 0;
        for form in list.each(group) {
            lines += usize::from(form.is_first);
            set.add(key(form.text), lines - 1, unspaced);
        }
        for phrases in set.phrases.values_mut() {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        set
    }

    fn add(&mut self, form: Key, line: usize, unspaced: bool) {
        if let Some(ending) = form.strip_prefix('-') {
            self.endings.push((ending, line));
            return;
        }
        let mut parts: Vec<Key> = Vec::new();
        if unspaced && form.chars().nth(1).is_some() {
            parts = form.split("").filter(|c| !c.is_empty()).collect();
        } else if form.contains(' ') {
            parts = form.split(' ').collect();
        }
        if parts.is_empty() {
            // A word on two lines belongs to the first.
            self.words.entry(form).or_insert(line);
        } else {
            let first = parts.remove(0);
            self.phrases.entry(first).or_default().push((parts, line));
        }
    }

    fn lines(&self) -> impl Iterator<Item = Entry> + use<> {
        let (list, group) = self.source;
        list.group(group)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.line(key).is_some()
    }

    /// The line of a word.
    pub(super) fn line(&self, key: &str) -> Option<usize> {
        let ending = || self.endings.iter().find(|(end, _)| key.ends_with(end)).map(|(_, line)| *line);
        self.words.get(key).copied().or_else(ending)
    }

    /// Whether a form is on a line.
    pub(super) fn has_on_line(&self, form: &str, line: usize) -> bool {
        self.words.get(form) == Some(&line)
            || self.lines().nth(line).is_some_and(|entry| entry.forms().any(|f| fold(f) == form))
    }

    /// The words of all lines that have a word.
    pub(super) fn same_line(&self, key: &str) -> impl Iterator<Item = Cow<'static, str>> {
        let lines = self.lines().filter(move |line| line.forms().any(|form| fold(form) == key));
        lines.flat_map(Entry::forms).map(fold)
    }

    /// The longest entry that `keys` begin with: its line and its number of words.
    pub(super) fn begins<'k>(&self, keys: impl Iterator<Item = &'k str> + Clone) -> Option<(usize, usize)> {
        let mut after = keys;
        let first = after.next()?;
        let phrase = self.phrases.get(first).and_then(|phrases| {
            phrases.iter().find(|(rest, _)| {
                let mut next = after.clone();
                rest.iter().all(|word| next.next() == Some(*word))
            })
        });
        phrase.map(|(rest, line)| (*line, rest.len() + 1)).or_else(|| Some((self.line(first)?, 1)))
    }

    /// Whether a text without spaces contains an entry.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.words().any(|word| text.contains(word)) || self.has_phrase_in(text)
    }

    /// Whether a text without spaces contains an entry of more than one character.
    pub(super) fn has_phrase_in(&self, text: &str) -> bool {
        self.phrases
            .iter()
            .any(|(first, phrases)| phrases.iter().any(|(rest, _)| text.contains(&format!("{first}{}", rest.concat()))))
    }

    /// The words and the first words of phrases, in unspecified order.
    pub(super) fn first_words(&self) -> impl Iterator<Item = Key> + use<'_> {
        self.words.keys().chain(self.phrases.keys()).copied()
    }

    /// The endings.
    pub(super) fn endings(&self) -> impl Iterator<Item = Key> + use<'_> {
        self.endings.iter().map(|(ending, _)| *ending)
    }

    /// The words, without phrases and endings, in unspecified order.
    pub(super) fn words(&self) -> impl Iterator<Item = Key> + use<'_> {
        self.words.keys().copied()
    }
}

/// Opposites: the lines and sides of each word.
#[derive(Debug, Default)]
pub(super) struct Opposites(FxHashMap<Key, Vec<(usize, usize)>>);

impl Opposites {
    pub(super) fn of(entries: impl Iterator<Item = Entry>) -> Self {
        let mut out: FxHashMap<Key, Vec<(usize, usize)>> = FxHashMap::default();
        for (line, entry) in entries.enumerate() {
            for (side, forms) in entry.sides().enumerate() {
                forms.for_each(|form| out.entry(key(form)).or_default().push((line, side)));
            }
        }
        Self(out)
    }

    /// Whether two words are on different sides of the same line.
    pub(super) fn has(&self, old: &str, new: &str) -> bool {
        let (Some(old), Some(new)) = (self.0.get(old), self.0.get(new)) else { return false };
        old.iter().any(|(line, side)| new.iter().any(|(other, far)| line == other && side != far))
    }
}

/// British endings and their American forms, for listed words or words that are long enough.
#[derive(Debug, Default)]
pub(super) struct Endings {
    rules: Vec<Ending>,
}

#[derive(Debug)]
struct Ending {
    form: Key,
    /// Its last byte, which excludes most words.
    last: Option<u8>,
    norm: Key,
    /// What may come before it; without a list, any word of at least [`HEAD`] bytes.
    heads: Option<FxHashSet<Key>>,
}

/// Minimum number of bytes before an ending that applies to any word.
const HEAD: usize = 5;

impl Endings {
    /// The endings of any word, and those of listed words.
    pub(super) fn of(list: List) -> Self {
        let mut out = Self::default();
        out.add(list, "endings", None);
        out.add(list, "our endings", Some(("our", "our")));
        out.add(list, "doubled l endings", Some(("doubled l", "l")));
        out
    }

    /// Adds a group of endings. For endings of listed words, `words` gives the group of those words and the ending they
    /// have in the list: the head of "armour" before "our" is "arm".
    fn add(&mut self, list: List, group: &'static str, words: Option<(&'static str, &str)>) {
        let heads = words.map(|(words, ending)| {
            let forms = list.forms(words);
            forms.filter_map(|form| form.strip_suffix(ending)).collect::<FxHashSet<Key>>()
        });
        for entry in list.group(group) {
            for form in entry.forms() {
                let norm = key(entry.norm.unwrap_or_default().trim_start_matches('-'));
                let form = key(form.trim_start_matches('-'));
                self.rules.push(Ending { last: form.bytes().next_back(), form, norm, heads: heads.clone() });
            }
        }
    }

    pub(super) fn norm(&self, word: &str) -> Option<String> {
        let last = word.bytes().next_back();
        self.rules.iter().filter(|rule| rule.last == last).find_map(|rule| {
            let head = word.strip_suffix(rule.form)?;
            let known = rule.heads.as_ref().map_or(head.len() >= HEAD, |heads| heads.contains(head));
            known.then(|| format!("{head}{}", rule.norm))
        })
    }
}
