//! A hash of a change that is equal for equal changes anywhere.

use super::model::Change;
use crate::text::{Document, Fold, Pair, Side, Span, words};

impl Change {
    /// A hash that is equal for the same change in other documents and versions. It covers the class and the words of
    /// both sides, without typography, letter case and white space. `documents` are those compared.
    #[must_use]
    pub fn hash(&self, documents: Pair<&Document>) -> u64 {
        let mut hash = Fnv::default();
        hash.add(self.class.name());
        for side in Side::BOTH {
            hash.add(match self.spans[side] {
                Some(_) => "|",
                None => "|-",
            });
            if let Some(span) = self.spans[side] {
                words_of(&documents[side].text, span, |key| hash.add(key));
            }
        }
        hash.0
    }
}

/// Reads the keys of the words of a span; if it has only punctuation, the marks.
fn words_of(text: &str, span: Span, mut read: impl FnMut(&str)) {
    let (mut found, mut fold) = (Vec::new(), Fold::default());
    words(text, span, &mut found);
    found.iter().for_each(|word| {
        read(" ");
        read(fold.key(word.span.of(text)));
    });
}

/// FNV-1a, 64 bits: <http://www.isthe.com/chongo/tech/comp/fnv/>. The hashes are kept in files; those of the standard
/// library may change between versions.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, text: &str) {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::{Class, Finding, Grade};

    #[test]
    fn fnv_matches_the_published_values() {
        let hash = |text: &str| {
            let mut hash = Fnv::default();
            hash.add(text);
            hash.0
        };
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }

    fn change(class: Class, old: &Document, new: &Document) -> u64 {
        let whole = |d: &Document| Some(Span::new(0, d.text.len()));
        let spans = Pair::new(whole(old), whole(new));
        let change = Change::of(Finding::new(class, Grade::Plain, spans), 0);
        change.hash(Pair::new(old, new))
    }

    #[test]
    fn the_same_change_has_the_same_hash() {
        let of = |text: &str| Document::new(text.into(), Vec::new(), Default::default());
        let hash = change(Class::Name, &of("the “Keller” firm"), &of("Kessler"));
        assert_eq!(hash, change(Class::Name, &of("The  \"Keller\"\nfirm"), &of("Kessler")));
        assert_ne!(hash, change(Class::Wording, &of("the “Keller” firm"), &of("Kessler")));
        assert_ne!(hash, change(Class::Name, &of("Kessler"), &of("the “Keller” firm")));
    }
}
