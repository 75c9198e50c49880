//! Which language a text is in.

use super::Language;
use super::sets::Set;

/// Words of a text that are looked at for its language.
pub(crate) const LOOKED_AT: usize = 3000;

/// The language of some keys: the one of whose common words they hold most.
pub(crate) fn detect<'k>(keys: impl Iterator<Item = &'k str>) -> Language {
    let mut found = [0; 16];
    for key in keys {
        if Language::ENGLISH.has(Set::Telltale, key) {
            found[0] += 1; // and stands in no other list
            continue;
        }
        for (language, votes) in Language::all().zip(&mut found).skip(1) {
            *votes += usize::from(language.has(Set::Function, key));
        }
    }
    let most = Language::all().zip(found).skip(1).max_by_key(|(_, votes)| *votes);
    most.filter(|(_, votes)| *votes > found[0] && *votes > 2).map_or(Language::ENGLISH, |(language, _)| language)
}
