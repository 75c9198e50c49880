//! Which language some text is in: by its script where that is enough, else by votes of its words.
//!
//! A function word votes for every language that has it in its list; so do a letter beyond ASCII and an ending that tells a
//! language from its relatives. What is tied, and what is too short to tell, has the language of its document.
//!
//! Measured on the 168 sentences of `tests/data/languages.txt`, and on the 893 paragraphs of the Universal Declaration of
//! Human Rights in the same languages: the crate `whatlang`, restricted to them, names another language for 6.0 % and 0.8 %.
//! Votes name another for none and leave 1.8 % and 0.6 % tied, all of these Danish, Norwegian or Swedish. Of stretches of
//! six words out of the same paragraphs `whatlang` mistakes 3.0 %, votes none, and 3.6 % are tied. Votes take a twentieth
//! of the time. Whose words are tied has the language of the document, in which many blocks vote.

use std::hash::BuildHasher;
use std::sync::OnceLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::language::{Language, SOURCES};
use super::list::{Entry, List};
use super::words::{fold, fold_into};

/// Words of a text that vote at most: of ordinary prose every third is a function word.
const VOTERS: usize = 100;
/// Votes that a block needs more for another language than for its document's: two function words, since one may be a name
/// or a quotation ("Die Hard").
const LEAD: u32 = 2 * FUNCTION;
/// A language needs the votes of one function word in so many words: a text in a language that nobody has described yet
/// is better read as English than as one that it shares some words with. Of the Declaration's paragraphs in the languages
/// here the poorest has one in three words; the whole of it one in four or fewer in Czech, Finnish, Icelandic, Indonesian,
/// Romanian, Swahili and Turkish.
const RARE: u32 = 4;

/// What the kinds of votes count.
const FUNCTION: u32 = 2;
const HINT: u32 = 1;

/// How many languages there may be: a set of them is the bits of a number.
type Mask = u32;
const MOST: usize = Mask::BITS as usize;

/// Who votes for which languages: made once a run, so words and endings are known by their hashes. Two words that share a
/// hash share their votes, which one word in a million does.
#[derive(Default)]
struct Voters {
    words: FxHashMap<u32, Mask>,
    /// Letters beyond ASCII.
    letters: FxHashMap<char, Mask>,
    endings: FxHashMap<u32, Mask>,
}

/// About as many words as the lists have, so that the table is made in one go.
const WORDS: usize = 6000;

fn hash(word: &str) -> u32 {
    (FxBuildHasher.hash_one(word) >> 32) as u32
}

impl Voters {
    fn all() -> &'static Self {
        static VOTERS: OnceLock<Voters> = OnceLock::new();
        VOTERS.get_or_init(|| {
            let mut voters = Self::default();
            voters.words.reserve(WORDS);
            for (n, source) in SOURCES.iter().enumerate().take(MOST) {
                // Of other languages nothing else need be read.
                if !source.unspaced {
                    voters.register(source.list("function"), 1 << n);
                    voters.weekdays(source.list("dates"), 1 << n);
                }
            }
            voters
        })
    }

    /// Days of the week tell a short sentence's language as well as function words do.
    fn weekdays(&mut self, list: List, mask: Mask) {
        /// Shorter forms are words of other languages too.
        const LETTERS: usize = 4;
        for form in list.group("weekdays").flat_map(Entry::forms).filter(|form| form.chars().count() >= LETTERS) {
            *self.words.entry(hash(&fold(form))).or_default() |= mask;
        }
    }

    fn register(&mut self, list: List, mask: Mask) {
        for form in list.group("").chain(list.group("telltale")).flat_map(Entry::forms) {
            let form = fold(form);
            if let Some(ending) = form.strip_prefix('-') {
                *self.endings.entry(hash(ending)).or_default() |= mask;
                continue;
            }
            if !form.is_ascii() {
                for c in form.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()) {
                    *self.letters.entry(c).or_default() |= mask;
                }
            }
            *self.words.entry(hash(&form)).or_default() |= mask;
        }
    }
}

/// The longest ending that votes, in characters.
const ENDING: usize = 6;

/// The votes of a text for each language.
#[derive(Clone, Copy, Debug, Default)]
pub struct Votes {
    votes: [u32; MOST],
    words: u32,
    /// Characters of Chinese and Japanese, and those of them that only Japanese has.
    unspaced: u32,
    kana: u32,
}

impl Votes {
    /// The votes of a text, of which a beginning is read: some hundred words, fewer where they agree.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if let Some(votes) = Self::english(text) {
            return votes;
        }
        let mut out = Self::default();
        let voters = Voters::all();
        let mut key = String::new();
        for (read, word) in words(text).take(VOTERS).enumerate() {
            if read % AGREED == 0 && out.agree() {
                break;
            }
            out.word(voters, word, &mut key);
        }
        out
    }

    /// The votes of a text that is plainly English, for which no other language need be read.
    fn english(text: &str) -> Option<Self> {
        let mut out = Self::default();
        let mut key = String::new();
        for word in words(text).take(PLAIN) {
            out.words += 1;
            if word.is_ascii() {
                key.clear();
                key.push_str(word);
                key.make_ascii_lowercase();
                out.votes[Language::ENGLISH.index()] += FUNCTION * u32::from(Language::ENGLISH.is_function(&key));
            }
        }
        let votes = out.votes[Language::ENGLISH.index()];
        (out.words as usize == PLAIN && votes >= PLAIN_VOTES).then_some(out)
    }

    fn word(&mut self, voters: &Voters, word: &str, key: &mut String) {
        if word.chars().next().is_some_and(is_unspaced) {
            for c in word.chars().filter(|&c| is_unspaced(c)) {
                self.unspaced += 1;
                self.kana += u32::from(is_kana(c));
            }
            return;
        }
        self.words += 1;
        key.clear();
        if word.is_ascii() {
            key.push_str(word);
            key.make_ascii_lowercase();
        } else {
            key.push_str(&fold_into(word));
        }
        match key.split_once('\'') {
            // "l'acqua", "d'eau"
            Some((head, tail)) if !voters.words.contains_key(&hash(key)) => {
                self.part(voters, key.get(..=head.len()).unwrap_or(head));
                self.part(voters, tail);
            }
            _ => self.part(voters, key),
        }
    }

    /// The votes of a word, or of what comes before or after its apostrophe; folded.
    fn part(&mut self, voters: &Voters, key: &str) {
        if !key.is_ascii() {
            let letters = key.chars().filter(|c| !c.is_ascii() && c.is_alphabetic());
            let users = letters.map(|c| voters.letters.get(&c).copied().unwrap_or_default());
            self.give(users.reduce(|a, b| a & b).unwrap_or_default(), HINT);
        }
        if let Some(&mask) = voters.words.get(&hash(key)) {
            return self.give(mask, FUNCTION);
        }
        let mut mask = 0;
        for (from, _) in key.char_indices().rev().take(ENDING).skip(1) {
            let ending = key.get(from..).unwrap_or_default();
            mask |= voters.endings.get(&hash(ending)).copied().unwrap_or_default();
        }
        self.give(mask, HINT);
    }

    fn give(&mut self, mask: Mask, share: u32) {
        let mut left = mask;
        while left != 0 {
            self.votes[left.trailing_zeros() as usize] += share;
            left &= left - 1;
        }
    }

    /// Whether the words read leave no doubt, so that no more need be read.
    fn agree(&self) -> bool {
        let best = self.votes.iter().copied().max().unwrap_or_default();
        let near = self.votes.iter().filter(|&&votes| 2 * votes > best).count();
        best >= AGREED_VOTES && near == 1
    }

    /// Takes in the votes of another text.
    pub fn add(&mut self, other: &Self) {
        self.votes.iter_mut().zip(&other.votes).for_each(|(votes, more)| *votes += more);
        self.words += other.words;
        self.unspaced += other.unspaced;
        self.kana += other.kana;
    }

    /// The language of a part of a document in `fallback`.
    #[must_use]
    pub fn part_of(&self, fallback: Language) -> Language {
        let Some(best) = self.best() else { return fallback };
        if self.is_unspaced() {
            // A Japanese headline may be without kana, a Chinese one never has any.
            return if fallback.is_unspaced() && self.kana == 0 { fallback } else { best };
        }
        let own = self.votes[fallback.index()];
        if self.votes[best.index()] >= own + LEAD { best } else { fallback }
    }

    /// The language with the most votes, if they are enough; of several the first.
    #[must_use]
    pub fn best(&self) -> Option<Language> {
        if self.is_unspaced() {
            // Of Japanese prose a third is kana, of a Chinese text that quotes a name in kana little.
            let code = if KANA * self.kana > self.unspaced { "ja" } else { "zh" };
            return Language::by_code(code);
        }
        let most = |a: Language, b: Language| if self.votes[b.index()] > self.votes[a.index()] { b } else { a };
        let best = Language::all().reduce(most)?;
        let votes = self.votes[best.index()];
        (votes > 0 && votes * RARE >= FUNCTION * self.words).then_some(best)
    }

    fn is_unspaced(&self) -> bool {
        // An ideograph says about as much as half a word.
        self.unspaced > 2 * self.words
    }
}

/// One in so many characters of Japanese is kana at least.
const KANA: u32 = 10;
/// How often it is asked whether the words read agree, and how many votes are enough.
const AGREED: usize = 8;
const AGREED_VOTES: u32 = 6 * FUNCTION;
/// Words of a text that are read for English alone, and how many votes of function words make it that: three in eight. Of
/// the same paragraphs in other languages none has as many; of those in English nine in ten have.
const PLAIN: usize = 16;
const PLAIN_VOTES: u32 = 6 * FUNCTION;

/// The words of a text. A single capital is an initial more often than a word.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    words.filter(|word| word.starts_with(char::is_alphabetic) && !is_initial(word))
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}')
}

fn is_unspaced(c: char) -> bool {
    is_kana(c) || matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

fn is_initial(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().nth(1).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences with their languages.
    fn sentences() -> Vec<(Language, &'static str)> {
        let lines = include_str!("../../tests/data/languages.txt").lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| line.split_once('\t')).map(|(code, s)| (Language::by_code(code).unwrap(), s)).collect()
    }

    #[test]
    fn sentences_are_told_alone() {
        let sentences = sentences();
        for language in Language::all() {
            let own: Vec<_> = sentences.iter().filter(|(l, _)| *l == language).collect();
            assert!(own.len() >= 10, "{} sentences in {}", own.len(), language.name());
        }
        let mut tied = Vec::new();
        for (language, sentence) in &sentences {
            // In a document of its language a sentence is of that language.
            assert_eq!(Votes::of(sentence).part_of(*language), *language, "{sentence}");
            let found = Votes::of(sentence).best();
            if found != Some(*language) {
                tied.push((language.code(), found.map(Language::code), sentence));
            }
        }
        assert!(50 * tied.len() <= sentences.len(), "{tied:#?}");
        assert!(tied.iter().all(|(code, ..)| ["da", "nb", "sv"].contains(code)), "{tied:#?}");
    }

    #[test]
    fn a_foreign_sentence_is_told_in_a_document() {
        let sentences = sentences();
        let scandinavian = |language: Language| ["da", "nb", "sv"].contains(&language.code());
        let (mut missed, mut all) = (0, 0);
        for main in Language::all() {
            for (language, sentence) in &sentences {
                if *language != main && !(scandinavian(main) && scandinavian(*language)) {
                    all += 1;
                    missed += usize::from(Votes::of(sentence).part_of(main) != *language);
                }
            }
        }
        assert!(25 * missed <= all, "{missed} of {all}");
    }

    #[test]
    fn what_tells_nothing_is_of_the_document() {
        let german = Language::by_code("de").unwrap();
        for text in ["", "12.4", "Mio", "KELLERMANN", "A. B. C. D.", "Die Hard", "สะพานจะเปิดวันศุกร์"]
        {
            assert_eq!(Votes::of(text).part_of(Language::ENGLISH), Language::ENGLISH, "{text}");
            assert_eq!(Votes::of(text).part_of(german), german, "{text}");
        }
        let japanese = Language::by_code("ja").unwrap();
        assert_eq!(Votes::of("市議会再開").part_of(japanese), japanese);
    }

    #[test]
    fn languages_that_nobody_described_are_read_as_english() {
        for text in [
            "Pekka käveli kotiin sateessa eikä sanonut sanaakaan kenellekään koko matkan aikana.",
            "Belediye meclisi eski yüzme havuzunu ay sonunda kapatmaya karar verdi.",
            "Baraza la jiji limeamua kufunga bwawa la zamani mwishoni mwa mwezi.",
        ] {
            assert_eq!(Votes::of(text).best().unwrap_or(Language::ENGLISH), Language::ENGLISH, "{text}");
        }
    }
}
