//! Which words of both texts are names and which are not, by how they are written elsewhere: where a word stands at the
//! beginning of a sentence, or in a title, its capital does not say.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::align::vocabulary::{Key, Vocabulary};
use crate::text::{Side, WordKind};

/// How the words of both texts are written. They are read when it is first asked.
pub(crate) struct Lexicon<'a> {
    vocabulary: &'a Vocabulary<'a>,
    written: OnceCell<FxHashMap<Box<str>, Written>>,
}

/// How a word is written.
#[derive(Clone, Copy, Default)]
struct Written {
    /// With a small letter.
    small: bool,
    /// With a capital, behind a word with a small letter in the same sentence.
    named: bool,
}

impl<'a> Lexicon<'a> {
    pub(crate) fn new(vocabulary: &'a Vocabulary<'a>) -> Self {
        Self { vocabulary, written: OnceCell::new() }
    }

    /// Whether a word, by its key, is written with a capital where only a name has one, and nowhere with a small letter.
    pub(crate) fn is_name(&self, key: &str) -> bool {
        self.get(key).is_some_and(|w| w.named && !w.small)
    }

    /// Whether a word is written with a small letter somewhere.
    pub(crate) fn is_small(&self, key: &str) -> bool {
        self.get(key).is_some_and(|w| w.small)
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
                let small = |span: crate::text::Span| span.of(text.text).starts_with(char::is_lowercase);
                let before = n.checked_sub(1).and_then(|b| text.words.get(b));
                let written = out.entry(key).or_default();
                written.small |= small(word.span);
                written.named |= !small(word.span) && before.is_some_and(|b| b.kind == WordKind::Word && small(b.span));
            }
        }
        out.into_iter().map(|(key, written)| (self.vocabulary.form(key).into(), written)).collect()
    }
}
