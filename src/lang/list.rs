//! Word lists as people write them, in `assets/lang/<code>/<list>.txt`.
//!
//! ```text
//! # A comment, to the end of the line.
//! said, say, says, saying        an entry: forms of one word, or words for one thing
//! at least                       a phrase
//! -n't                           an ending
//! 12 = twelve, dozen             the norm, by which the forms are compared = the forms
//! profit, gain <> loss           words that are opposites of each other
//! [weekdays]                     a group begins; what comes before the first one has no name
//! ```
//!
//! Words are written whole and as people write them, capitals and all; they are folded when they are read.

use memchr::{memchr, memchr_iter};

use super::const_list::{Item, Reader};

/// The text of a list. It is parsed again for each group: callers keep what they build from the entries.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct List(pub(crate) &'static str);

/// A line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The form by which its forms are compared.
    pub(crate) norm: Option<&'static str>,
    forms: &'static str,
}

impl List {
    /// The entries of a group, in order; what comes before the first heading is the group without a name.
    pub(crate) fn group(self, name: &'static str) -> impl Iterator<Item = Entry> + use<> {
        lines(section(self.0, name)).map(Entry::of)
    }

    /// The forms of all entries of a group, in order.
    pub(crate) fn forms(self, name: &str) -> impl Iterator<Item = &'static str> + Clone + use<> {
        self.each(name).map(|form| form.text)
    }

    /// The same, with their norms.
    pub(crate) fn each(self, name: &str) -> Forms {
        let text = section(self.0, name);
        Forms { text, reader: Reader::new(text.as_bytes()) }
    }
}

/// A form of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) text: &'static str,
    /// The norm of its entry.
    pub(crate) norm: Option<&'static str>,
    /// Whether it is the first of its entry.
    pub(crate) is_first: bool,
}

/// The forms of a group, read in one pass, since lists are read before the first text is shown.
#[derive(Clone, Debug)]
pub(crate) struct Forms {
    text: &'static str,
    reader: Reader<'static>,
}

impl Iterator for Forms {
    type Item = Form;

    fn next(&mut self) -> Option<Form> {
        match self.reader.next() {
            Item::Form(from, to) => Some(Form {
                text: self.text.get(from..to)?,
                norm: self.reader.norm().and_then(|(from, to)| self.text.get(from..to)),
                is_first: self.reader.is_first(),
            }),
            Item::Group(..) | Item::End => None,
        }
    }
}

impl Entry {
    fn of(line: &'static str) -> Self {
        match split_at_byte(line, b'=') {
            Some((norm, forms)) => Self { norm: Some(norm.trim_ascii()), forms: forms.trim_ascii() },
            None => Self { norm: None, forms: line },
        }
    }

    /// Its forms, by side: an entry with several sides lists opposites.
    pub(crate) fn sides(self) -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
        pieces(self.forms, *b" <> ").map(forms)
    }

    /// All its forms.
    pub(crate) fn forms(self) -> impl Iterator<Item = &'static str> {
        self.sides().flatten()
    }

    /// Whether its sides are opposites.
    #[cfg(test)]
    pub(crate) fn is_opposite(self) -> bool {
        self.forms.contains(" <> ")
    }
}

/// The text of a group, from its heading to the next one. Scans only for brackets at line starts, since some lists are
/// long and read for many groups.
fn section<'t>(text: &'t str, name: &str) -> &'t str {
    let bytes = text.as_bytes();
    let mut start = name.is_empty().then_some(0);
    for at in memchr_iter(b'[', bytes).filter(|&at| at == 0 || bytes[at - 1] == b'\n') {
        let rest = text.get(at..).unwrap_or_default();
        match start {
            // A word may begin with a bracket too.
            Some(start) if rest.lines().next().is_some_and(|line| heading(without_comment(line)).is_some()) => {
                return text.get(start..at).unwrap_or_default();
            }
            Some(_) => {}
            None => {
                let named = rest.get(1..).and_then(|rest| rest.strip_prefix(name)?.strip_prefix(']'));
                start = named.map(|after| text.len() - after.len());
            }
        }
    }
    start.and_then(|start| text.get(start..)).unwrap_or_default()
}

/// The forms of an entry, separated by commas and spaces. Lines are short and the lists of all languages are parsed at
/// startup, where the setup cost of `str::split` exceeds its gain.
pub(super) fn forms(text: &str) -> impl Iterator<Item = &str> {
    pieces(text, *b", ").map(str::trim_ascii)
}

/// Splits a text at a separator.
fn pieces<const N: usize>(text: &str, separator: [u8; N]) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() && !(bytes[at] == separator[0] && bytes[at..].starts_with(&separator)) {
            at += 1;
        }
        rest = text.get(at + N..);
        text.get(..at)
    })
}

/// Splits a line at a byte.
fn split_at_byte(line: &str, byte: u8) -> Option<(&str, &str)> {
    let at = line.bytes().position(|b| b == byte)?;
    Some((line.get(..at)?, line.get(at + 1..)?))
}

/// A line without its comment and surrounding spaces. A `#` inside a word is part of the word.
pub(super) fn without_comment(line: &str) -> &str {
    let bytes = line.as_bytes();
    let begins = |at: &usize| bytes[*at] == b'#' && (*at == 0 || bytes[at - 1] == b' ');
    let end = (0..bytes.len()).find(begins).unwrap_or(bytes.len());
    line.get(..end).unwrap_or_default().trim_ascii()
}

/// The lines of a list without comments and blank lines.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text).filter(|text| !text.is_empty());
    let lines = std::iter::from_fn(move || {
        let text = rest?;
        let end = memchr(b'\n', text.as_bytes());
        rest = end.and_then(|end| text.get(end + 1..));
        end.map_or(Some(text), |end| text.get(..end))
    });
    lines.map(without_comment).filter(|line| !line.is_empty())
}

fn heading(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.strip_suffix(']').map(str::trim)
}

/// Describes each fault of a list on one line: entries without words, duplicate groups or words.
#[cfg(test)]
pub(crate) fn faults(text: &'static str) -> Vec<String> {
    use std::collections::BTreeSet;
    let names: Vec<&str> = lines(text).filter_map(heading).collect();
    let mut out = Vec::new();
    for (n, &name) in [""].iter().chain(&names).enumerate() {
        if names.iter().take(n.saturating_sub(1)).any(|other| *other == name) {
            out.push(format!("[{name}] begins twice"));
            continue;
        }
        let mut seen = BTreeSet::new();
        for entry in List(text).group(name) {
            if entry.forms().any(str::is_empty) || entry.norm.is_some_and(str::is_empty) {
                out.push(format!("[{name}] has an entry without words: {entry:?}"));
            }
            // Opposites may share a word ("lost" is the opposite of "won" and "gained"); so may synonyms.
            let shared = entry.is_opposite() || name == "same";
            for form in entry.forms().filter(|_| !shared) {
                if !seen.insert(form) {
                    out.push(format!("[{name}] has `{form}` twice"));
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_groups_of_entries() {
        let list = List("# A list.\none, two # three\n\n[more]\n4 = four\nup, high <> down\nat least\n");
        let sides = |entry: Entry| entry.sides().map(|side| side.collect::<Vec<_>>()).collect::<Vec<_>>();
        let group = |name: &'static str| list.group(name).map(sides).collect::<Vec<_>>();
        assert_eq!(group(""), [[["one", "two"]]]);
        assert_eq!(list.group("more").next().and_then(|e| e.norm), Some("4"));
        assert_eq!(group("more")[1], [vec!["up", "high"], vec!["down"]]);
        assert_eq!(group("more")[2], [["at least"]]);
        assert_eq!(list.group("none").count(), 0);
    }

    #[test]
    fn forms_are_those_of_the_entries() {
        let list =
            List("# A list.\none, two # three\n4 = four, a=b\nup, high <> down # far\nby now,_a\n[more]\n#x\nfive,\n");
        for group in ["", "more", "none"] {
            let entries: Vec<&str> = list.group(group).flat_map(Entry::forms).filter(|form| !form.is_empty()).collect();
            assert_eq!(list.forms(group).collect::<Vec<_>>(), entries);
            let norms = list.group(group).flat_map(|entry| entry.forms().map(move |form| (form, entry.norm)));
            assert!(list.each(group).map(|form| (form.text, form.norm)).eq(norms.filter(|(form, _)| !form.is_empty())));
            let firsts = list.each(group).filter(|form| form.is_first).count();
            assert_eq!(firsts, list.group(group).count());
        }
        assert_eq!(
            list.forms("").collect::<Vec<_>>(),
            ["one", "two", "four", "a=b", "up", "high", "down", "by now,_a"]
        );
    }

    #[test]
    fn faults_are_reported() {
        assert!(faults("one, two\n[more]\none\n").is_empty());
        assert_eq!(faults("one\ntwo, one\n[more]\nx =\n[more]\n").len(), 3);
    }
}
