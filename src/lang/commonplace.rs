//! Words too common to distinguish stories, in all languages: stories are compared before their language is known.

use rustc_hash::FxHashSet;

use super::language::SOURCES;
use super::list::Entry;
use super::words::fold;

/// The lists and groups that hold them.
const GROUPS: [(&str, &str); 4] = [("function", ""), ("months", ""), ("dates", "weekdays"), ("stories", "commonplace")];

/// The stems of function words, months, weekdays and the most common words of news, in every language that separates
/// words by spaces. Function words that are distinctive in another language, such as "war", are left out.
pub(crate) fn commonplace(stem: fn(&str) -> &str) -> FxHashSet<Box<str>> {
    let spaced = || SOURCES.iter().filter(|source| !source.unspaced);
    let distinctive: FxHashSet<&str> =
        spaced().flat_map(|source| source.list("stories").group("distinctive")).flat_map(Entry::forms).collect();
    let entries = spaced().flat_map(|source| GROUPS.iter().flat_map(|(list, group)| source.list(list).group(group)));
    let words = entries.flat_map(Entry::forms).filter(|form| !form.contains(' ') && !form.starts_with('-'));
    words.map(fold).filter(|word| !distinctive.contains(&**word)).map(|word| stem(&word).into()).collect()
}
