//! Which words of both texts are names, by their capitalisation elsewhere: at the beginning of a sentence and in a
//! title a capital shows nothing.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::align::vocabulary::{Key, Vocabulary};
use crate::text::{Side, WordKind};

/// The capitalisation of the words in both texts, read on first use.
pub(crate) struct Capitalisation<'a> {
    vocabulary: &'a Vocabulary<'a>,
    written: OnceLock<FxHashMap<Box<str>, Written>>,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Default)]
struct Written {
    /// In lower case.
    lower_case: bool,
    /// With a capital, after a lower-case word in the same sentence.
    capital: bool,
}

impl<'a> Capitalisation<'a> {
    pub(crate) fn new(vocabulary: &'a Vocabulary<'a>) -> Self {
        Self { vocabulary, written: OnceLock::new() }
    }

    /// Whether a word, by its key, has a capital where only names have one, and is nowhere in lower case.
    pub(crate) fn is_name(&self, key: &str) -> bool {
        self.get(key).is_some_and(|w| w.capital && !w.lower_case)
    }

    /// Whether a word occurs in lower case.
    pub(crate) fn is_lower_case(&self, key: &str) -> bool {
        self.get(key).is_some_and(|w| w.lower_case)
    }

    fn get(&self, key: &str) -> Option<Written> {
        self.written.get_or_init(|| self.read()).get(key).copied()
    }

    fn read(&self) -> FxHashMap<Box<str>, Written> {
        let mut out: FxHashMap<Key, Written> = FxHashMap::default();
        for side in Side::BOTH {
            let text = self.vocabulary.side(side);
            for (n, (word, &key)) in text.words.iter().zip(text.keys).enumerate() {
                if word.kind != WordKind::Word {
                    continue;
                }
                let lower_case = |span: crate::text::Span| span.of(text.text).starts_with(char::is_lowercase);
                let before = n.checked_sub(1).and_then(|b| text.words.get(b));
                let written = out.entry(key).or_default();
                written.lower_case |= lower_case(word.span);
                written.capital |=
                    !lower_case(word.span) && before.is_some_and(|b| b.kind == WordKind::Word && lower_case(b.span));
            }
        }
        out.into_iter().map(|(key, written)| (self.vocabulary.form(key).into(), written)).collect()
    }
}
