//! Word lists as people write them, in `assets/lang/<code>/<list>.txt`.
//!
//! ```text
//! # A comment, to the end of the line.
//! said, say, says, saying        an entry: forms of one word, or words for one thing
//! at least                       a phrase
//! -n't                           an ending
//! 12 = twelve, dozen             what the forms are compared by = the forms
//! profit, gain <> loss           words that are opposites of each other
//! [weekdays]                     a group begins; what stands before the first one has no name
//! ```
//!
//! Words are written whole and as people write them, capitals and all; they are folded when they are read.

/// A list: its groups, in order. What stands before the first heading is a group without a name.
#[derive(Debug, Default)]
pub(crate) struct List {
    groups: Vec<Group>,
}

#[derive(Debug, Default)]
struct Group {
    name: &'static str,
    entries: Vec<Entry>,
}

/// A line of a list.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    /// What its forms are compared by.
    pub(crate) norm: Option<&'static str>,
    /// Its forms; more than one set of them are opposites.
    pub(crate) sets: Vec<Vec<&'static str>>,
}

impl Entry {
    /// All its forms.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &'static str> {
        self.sets.iter().flatten().copied()
    }
}

impl List {
    /// Reads a list. What is no entry is left out; [`faults`] names it.
    pub(crate) fn parse(text: &'static str) -> Self {
        let mut list = Self { groups: vec![Group::default()] };
        for line in lines(text) {
            if let Some(name) = heading(line) {
                list.groups.push(Group { name, entries: Vec::new() });
            } else if let Some(group) = list.groups.last_mut() {
                group.entries.push(entry(line));
            }
        }
        list
    }

    /// The entries of a group, in order.
    pub(crate) fn group(&self, name: &'static str) -> impl Iterator<Item = &Entry> {
        self.groups.iter().filter(move |group| group.name == name).flat_map(|group| &group.entries)
    }
}

/// The lines of a list that say something, without comments.
fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(|line| line.split('#').next().unwrap_or("").trim()).filter(|line| !line.is_empty())
}

fn heading(line: &'static str) -> Option<&'static str> {
    line.strip_prefix('[')?.strip_suffix(']').map(str::trim)
}

fn entry(line: &'static str) -> Entry {
    let (norm, forms) = match line.split_once('=') {
        Some((norm, forms)) => (Some(norm.trim()), forms.trim()),
        None => (None, line),
    };
    let set = |part: &'static str| part.split(", ").map(str::trim).filter(|form| !form.is_empty()).collect();
    Entry { norm, sets: forms.split(" <> ").map(set).collect() }
}

/// What is wrong with a list, a line each: entries without words, a word twice in a group.
#[cfg(test)]
pub(crate) fn faults(text: &'static str) -> Vec<String> {
    let list = List::parse(text);
    let mut out = Vec::new();
    for (n, group) in list.groups.iter().enumerate() {
        if n > 0 && list.groups[..n].iter().any(|g| g.name == group.name) {
            out.push(format!("[{}] begins twice", group.name));
        }
        let mut seen = std::collections::BTreeSet::new();
        for entry in &group.entries {
            if entry.sets.iter().any(Vec::is_empty) || entry.norm.is_some_and(str::is_empty) {
                out.push(format!("[{}] has an entry without words: {entry:?}", group.name));
            }
            // Opposites may share a word, as "lost" is that of "won" and of "gained"; so may words that stand for one another.
            let shared = entry.sets.len() > 1 || group.name == "same";
            for form in entry.forms().filter(|_| !shared) {
                if !seen.insert(form) {
                    out.push(format!("[{}] has `{form}` twice", group.name));
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
        let list = List::parse("# A list.\none, two # three\n\n[more]\n4 = four\nup, high <> down\nat least\n");
        let forms = |name: &'static str| list.group(name).map(|e| e.sets.clone()).collect::<Vec<_>>();
        assert_eq!(forms(""), [[["one", "two"]]]);
        assert_eq!(list.group("more").next().and_then(|e| e.norm), Some("4"));
        assert_eq!(forms("more")[1], [vec!["up", "high"], vec!["down"]]);
        assert_eq!(forms("more")[2], [["at least"]]);
        assert_eq!(list.group("none").count(), 0);
    }

    #[test]
    fn faults_are_named() {
        assert!(faults("one, two\n[more]\none\n").is_empty());
        assert_eq!(faults("one\ntwo, one\n[more]\n = x\n[more]\n").len(), 3);
    }
}
