//! Words that tell no story from another, in all languages together: stories are compared before their language counts.

use rustc_hash::FxHashSet;

use super::language::SOURCES;
use super::list::Entry;
use super::words::fold;

/// The lists and groups of such words.
const GROUPS: [(&str, &str); 4] = [("function", ""), ("months", ""), ("dates", "weekdays"), ("stories", "commonplace")];

/// The stems of function words, months, weekdays and the commonest words of news, of every language that parts words by
/// spaces. Function words of one language that tell much in another, such as "war", are left out.
pub(crate) fn commonplace(stem: fn(&str) -> &str) -> FxHashSet<Box<str>> {
    let spaced = || SOURCES.iter().filter(|source| !source.unspaced);
    let telling: FxHashSet<&str> =
        spaced().flat_map(|source| source.list("stories").group("telling")).flat_map(Entry::forms).collect();
    let entries = spaced().flat_map(|source| GROUPS.iter().flat_map(|(list, group)| source.list(list).group(group)));
    let words = entries.flat_map(Entry::forms).filter(|form| !form.contains(' ') && !form.starts_with('-'));
    words.map(fold).filter(|word| !telling.contains(&**word)).map(|word| stem(&word).into()).collect()
}
