//! Phrases of all languages: text that newsrooms and web pages put around a story, matched before its language is
//! known.
//!
//! Their lists have the usual syntax, except that `_` is a space at either end of a phrase or after a comma in it.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::OnceLock;

use super::language::SOURCES;
use super::list::List;

/// A group of a list of phrases, merged from all languages on first use.
pub(crate) struct Phrases {
    list: &'static str,
    group: &'static str,
    read: OnceLock<Vec<Phrase>>,
}

/// A phrase, borrowed from its list if possible.
#[derive(Debug)]
pub(crate) struct Phrase(Cow<'static, str>);

impl Phrase {
    /// A phrase as written in its list.
    fn of(form: &'static str) -> Self {
        Self(if form.contains('_') { form.replace('_', " ").into() } else { form.into() })
    }

    /// Its text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Phrase {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Phrase {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Phrases {
    /// The phrases under `[group]` in `<list>.txt` of every language that has such a list, English first.
    pub(crate) const fn of(list: &'static str, group: &'static str) -> Self {
        Self { list, group, read: OnceLock::new() }
    }

    /// Whether a phrase is among them, in the same letter case.
    pub(crate) fn has(&self, phrase: &str) -> bool {
        self.iter().any(|known| known.as_str() == phrase)
    }

    /// Whether a phrase is among them, in any letter case.
    pub(crate) fn has_in_any_case(&self, phrase: &str) -> bool {
        self.iter().any(|known| known.eq_ignore_ascii_case(phrase))
    }
}

impl Deref for Phrases {
    type Target = [Phrase];

    fn deref(&self) -> &[Phrase] {
        self.read.get_or_init(|| {
            let texts = SOURCES.iter().flat_map(|source| source.lists).filter(|(name, _)| *name == self.list);
            texts.flat_map(|(_, text)| group(text, self.group)).collect()
        })
    }
}

/// The phrases of a group of a list.
fn group(text: &'static str, name: &str) -> impl Iterator<Item = Phrase> + use<> {
    List(text).forms(name).map(Phrase::of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_read_line_by_line() {
        let text = "# A list.\n[one]\n_is a_, an # both\n\n# More.\nby signing up,_you\n[related\n[two]\nno\n";
        let one: Vec<Phrase> = group(text, "one").collect();
        assert!(one.iter().map(Phrase::as_str).eq([" is a ", "an", "by signing up, you", "[related"]));
        assert_eq!(group(text, "none").count(), 0);
    }

    #[test]
    fn every_group_that_is_used_exists() {
        static WHOLE: Phrases = Phrases::of("furniture", "whole");
        assert!(
            WHOLE.has("leave a comment") && !WHOLE.has("Leave a Comment") && WHOLE.has_in_any_case("Leave a Comment")
        );
    }
}
