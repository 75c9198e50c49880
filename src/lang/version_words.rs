//! Words that date and number versions: `Published`, `UPDATED`, `Stand`, `draft`, `final`, `v2`. File names are too
//! short to detect a language, so the lists of all languages are used.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::language::SOURCES;
use super::list::List;

/// What a label says of the date or time after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Label {
    /// The time of publication: `Published`, `Date`, `Posted`, `Stand`.
    Published,
    /// The time of the last change: `Updated`, `Last modified`, `Mis à jour`.
    Updated,
}

/// How many characters of a line are searched for a label; all labels are shorter.
const LABEL_CHARS: usize = 28;

/// The lists `versions.txt` of all languages.
struct VersionWords {
    published: FxHashSet<&'static str>,
    updated: FxHashSet<&'static str>,
    stages: FxHashMap<&'static str, i8>,
    ordinals: FxHashMap<&'static str, u32>,
    counters: FxHashSet<&'static str>,
}

static WORDS: LazyLock<VersionWords> = LazyLock::new(|| {
    let lists = || SOURCES.iter().map(|source| source.list("versions"));
    VersionWords {
        published: lists().flat_map(|list| forms(list, "published")).collect(),
        updated: lists().flat_map(|list| forms(list, "updated")).collect(),
        stages: lists().flat_map(|list| numbered(list, "stages")).collect(),
        ordinals: lists().flat_map(|list| numbered(list, "ordinals")).collect(),
        counters: lists().flat_map(|list| forms(list, "counters")).collect(),
    }
});

fn forms(list: List, group: &'static str) -> impl Iterator<Item = &'static str> {
    list.forms(group)
}

/// The forms of a group with their numbers.
fn numbered<N: std::str::FromStr + Copy>(list: List, group: &'static str) -> impl Iterator<Item = (&'static str, N)> {
    let entries = list.group(group).filter_map(|entry| Some((entry, entry.norm?.parse().ok()?)));
    entries.flat_map(|(entry, n)| entry.forms().map(move |form| (form, n)))
}

/// The label that `line` begins with, and the text after it. Marks before the label (`(`, `*`, `-`) are skipped.
#[must_use]
pub(crate) fn label(line: &str) -> Option<(Label, &str)> {
    let open = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let head: String = open.chars().take(LABEL_CHARS).flat_map(char::to_lowercase).collect();
    let is_end = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\'');
    // The longest of each kind, in characters.
    let (mut published, mut updated) = (0, 0);
    for (chars, (at, c)) in head.char_indices().enumerate() {
        let (word, rest) = head.split_at(at + c.len_utf8());
        if is_end(rest) {
            published = if WORDS.published.contains(word) { chars + 1 } else { published };
            updated = if WORDS.updated.contains(word) { chars + 1 } else { updated };
        }
    }
    let (label, chars) = if published > updated { (Label::Published, published) } else { (Label::Updated, updated) };
    let at = open.char_indices().nth(chars).map_or(open.len(), |(at, _)| at);
    (chars > 0).then(|| (label, open.get(at..).unwrap_or("")))
}

/// The stage that a word describes; earlier stages are lower, an unmarked version is at 0.
#[must_use]
pub(crate) fn stage(word: &str) -> Option<i8> {
    WORDS.stages.get(&*word.to_lowercase()).copied()
}

/// The value of an ordinal: `first`, `2nd`, `erste`.
#[must_use]
pub(crate) fn ordinal(word: &str) -> Option<u32> {
    WORDS.ordinals.get(&*word.to_lowercase()).copied()
}

/// Whether a word introduces a version number: `v2`, `ver 3`, `rev B`, `draft 2`.
#[must_use]
pub(crate) fn counts_versions(word: &str) -> bool {
    WORDS.counters.contains(&*word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_at_the_beginning_of_a_line() {
        for (line, expected) in [
            ("Published June 19", Some((Label::Published, " June 19"))),
            ("(UPDATED 3:45 PM)", Some((Label::Updated, " 3:45 PM)"))),
            ("Last updated: May 3", Some((Label::Updated, ": May 3"))),
            ("Mis à jour le 3 mai", Some((Label::Updated, " le 3 mai"))),
            ("Stand: 14.03.2024", Some((Label::Published, ": 14.03.2024"))),
            ("lastmod: 2024-01-01", Some((Label::Updated, ": 2024-01-01"))),
            ("Обновлено 3 мая", Some((Label::Updated, " 3 мая"))),
            ("Dateline news", None),
            ("Updates with quotes", None),
            ("", None),
        ] {
            assert_eq!(label(line), expected, "{line}");
        }
    }

    #[test]
    fn no_label_is_longer_than_the_searched_part() {
        assert!(WORDS.published.iter().chain(&WORDS.updated).all(|label| label.chars().count() < LABEL_CHARS));
    }

    #[test]
    fn stages_are_in_order() {
        let words = ["old", "draft", "revised", "corrected", "final"];
        assert!(words.map(|w| stage(w).unwrap_or_default()).is_sorted());
        assert_eq!((stage("Entwurf"), stage("harbour"), ordinal("Second")), (Some(-2), None, Some(2)));
    }
}
