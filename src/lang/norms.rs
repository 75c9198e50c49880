//! Norms of words: the one form by which spellings of different house styles are compared.

use std::borrow::Cow;

use super::language::Language;
use super::numerals::bare;

impl Language {
    /// The two words of a contraction: "we'll", "didn't".
    pub(crate) fn contraction(self, key: &str) -> Option<(&str, &'static str)> {
        let data = self.spellings();
        if let Some((head, tail)) = data.contractions.get(key) {
            return Some((head, tail));
        }
        data.contraction_endings.iter().find_map(|(ending, word)| Some((key.strip_suffix(ending)?, *word)))
    }

    /// The norm of a word that house styles write differently: `defence` and `defense`, `U.S.` and `US`, `ten` and `10`,
    /// `e-mail` and `email`. Both the word and its norm are keys (folded).
    pub(crate) fn norm(self, key: &str) -> Cow<'_, str> {
        if key.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return self.spelling(key).unwrap_or(Cow::Borrowed(key));
        }
        if let Some(owner) = key.strip_suffix("'s") {
            return Cow::Owned(format!("{}'s", self.norm(owner)));
        }
        let mut word = Cow::Borrowed(key);
        if key.contains(['.', ',']) && !key.contains('/') && !key.contains('@') {
            let digits = key.bytes().any(|b| b.is_ascii_digit());
            // 3,000 and 3000; U.S. and US, Mr. and Mr, but not 3.5 and 35, nor 4,2 and 42.
            if !digits {
                word = Cow::Owned(key.replace('.', ""));
            } else if is_grouped(key) {
                word = Cow::Owned(key.replace(',', ""));
            }
        }
        if word.contains('-')
            && let Some(number) = self.compound(key)
        {
            return Cow::Owned(number);
        }
        if word.contains('-') && word.bytes().all(|b| b == b'-' || b.is_ascii_alphabetic()) {
            word = Cow::Owned(word.replace('-', ""));
        }
        match self.spelling(&word) {
            Some(other) => Cow::Owned(other.into_owned()),
            None => word,
        }
    }

    /// The norm of a word by its spelling; `None` where that is the word itself.
    pub(super) fn spelling<'w>(self, word: &str) -> Option<Cow<'w, str>> {
        let data = self.spellings();
        let known = data.norms.get(word).map(|norm| Cow::Borrowed(*norm));
        known.or_else(|| data.endings.norm(word).map(Cow::Owned))
    }

    /// The looser norm of a word by which whole changes are compared: "spokesman" and "spokesperson" share one.
    pub(crate) fn loose_norm(self, norm: &str) -> Option<&'static str> {
        self.spellings().loose.get(norm).copied()
    }

    /// The norm of two words in a row, the first a norm: "per cent". Leave articles out first.
    pub(crate) fn phrase_norm(self, first: &str, second: &str) -> Option<&'static str> {
        let loose = &self.spellings().loose;
        loose.get(&*format!("{first} {second}")).copied()
    }

    /// A word without the article that is contracted with it: "l'agence".
    fn without_article(self, word: &str) -> &str {
        let Some(at) = word.find('\'') else { return word };
        let (head, tail) = word.split_at(at + 1);
        if tail.len() > 1 && self.is_function(head) { tail } else { word }
    }

    /// A crude stem of a norm, so that "policy" and "policies", "signed" and "sign" count as evidence for each other.
    pub(crate) fn stem(self, norm: &str) -> &str {
        let word = norm.strip_suffix("'s").or_else(|| norm.strip_suffix('\'')).unwrap_or(norm);
        let word = self.without_article(word);
        bare(word).unwrap_or_else(|| self.source().stem(word))
    }
}

/// Whether each comma of a number separates thousands: exactly three digits are between it and the next, or the end.
fn is_grouped(key: &str) -> bool {
    key.split(',').skip(1).all(|group| group.bytes().take_while(u8::is_ascii_digit).count() == 3)
}
