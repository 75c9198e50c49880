//! A language, and what is asked of it. Words come as keys: folded as [`crate::text`] folds them.

use std::borrow::Cow;

use super::abbreviations::Abbreviation;
use super::data::{Data, Numbers, SCALES, Spellings};
use super::list::Entry;
use super::numerals::{bare, decade, figure};
use super::sets::Set;
use super::source::Source;
use super::words::{WordSet, fold_into};

/// A language of [`Language::all`]: a number, so that it costs nothing to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(u8);

/// All languages; English first.
pub(super) static SOURCES: [Source; 14] = [
    super::english::ENGLISH,
    super::danish::DANISH,
    super::dutch::DUTCH,
    super::french::FRENCH,
    super::german::GERMAN,
    super::italian::ITALIAN,
    super::norwegian::NORWEGIAN,
    super::polish::POLISH,
    super::portuguese::PORTUGUESE,
    super::spanish::SPANISH,
    super::swedish::SWEDISH,
    super::russian::RUSSIAN,
    super::chinese::CHINESE,
    super::japanese::JAPANESE,
];

/// What is known of each.
static DATA: [Data; SOURCES.len()] = [const { Data::new() }; SOURCES.len()];

/// What a hedge makes of a statement. One of a group for another of it says nothing new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Hedge {
    /// about, nearly
    Roughly,
    /// may, could
    Perhaps,
    /// likely, seems
    Likely,
    /// alleged, suspected
    Alleged,
    /// reportedly
    Reported,
    /// expected, hopes
    Expected,
    /// at least, up to
    Bounded,
}

/// The groups of hedges and their sets; the first that holds a word counts.
const HEDGES: [(Hedge, Set); 7] = [
    (Hedge::Roughly, Set::Roughly),
    (Hedge::Perhaps, Set::Perhaps),
    (Hedge::Likely, Set::Likely),
    (Hedge::Alleged, Set::Alleged),
    (Hedge::Reported, Set::Reported),
    (Hedge::Expected, Set::Expected),
    (Hedge::Bounded, Set::Bounded),
];

/// The key that stands for a month which is an ordinary word too, where the words around it make the month of it: "May". No
/// key of a text has a capital.
pub(crate) const MAY: &str = "May";

impl Language {
    /// English, which a text of no known language is read as.
    pub const ENGLISH: Self = Self(0);

    /// All languages.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        (0..SOURCES.len()).map(|n| Self(u8::try_from(n).unwrap_or_default()))
    }

    /// The language of an ISO 639-1 code.
    #[must_use]
    pub fn by_code(code: &str) -> Option<Self> {
        Self::all().find(|language| language.code() == code)
    }

    /// Its ISO 639-1 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.source().code
    }

    /// Its English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.source().name
    }

    fn source(self) -> &'static Source {
        &SOURCES[usize::from(self.0)]
    }

    fn data(self) -> &'static Data {
        &DATA[usize::from(self.0)]
    }

    fn set(self, set: Set) -> &'static WordSet {
        self.data().set(self.source(), set)
    }

    fn spellings(self) -> &'static Spellings {
        self.data().spellings(self.source())
    }

    fn figures(self) -> &'static Numbers {
        self.data().numbers(self.source())
    }

    /// Whether English is read, of which more is known than of others.
    pub(crate) fn is_english(self) -> bool {
        self == Self::ENGLISH
    }

    /// Whether every noun begins with a capital, so that one does not make a name.
    pub(crate) fn capital_nouns(self) -> bool {
        self.source().capital_nouns
    }

    /// Whether a word is of a set.
    pub(crate) fn has(self, set: Set, key: &str) -> bool {
        self.set(set).has(key)
    }

    /// The line that a word has in a set, by which words for one thing are known: from 0.
    pub(crate) fn line(self, set: Set, key: &str) -> Option<usize> {
        self.set(set).line(key)
    }

    /// The line of the longest entry of a set, word or phrase, that some words begin with, and how many words it has.
    pub(crate) fn begins<'k>(self, set: Set, keys: impl Iterator<Item = &'k str> + Clone) -> Option<(usize, usize)> {
        self.set(set).begins(keys)
    }

    /// Whether an entry of a set, word or phrase, is among some words.
    pub(crate) fn holds(self, set: Set, keys: &[&str]) -> bool {
        (0..keys.len()).any(|at| self.begins(set, keys[at..].iter().copied()).is_some())
    }

    /// Its number among [`Language::all`].
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Whether it is written without spaces.
    pub(crate) fn is_unspaced(self) -> bool {
        self.source().unspaced
    }

    /// The words of a set that are in one line with a word, itself included.
    pub(crate) fn beside(self, set: Set, key: &str) -> impl Iterator<Item = &'static str> {
        self.set(set).beside(key)
    }

    /// The words of a set, in no order.
    pub(crate) fn words(self, set: Set) -> impl Iterator<Item = &'static str> {
        self.set(set).words()
    }

    /// How its notes begin, as written: the forms of a group of its list of notes.
    pub(crate) fn note_forms(self, group: &'static str) -> impl Iterator<Item = &'static str> {
        self.source().list("notes").group(group).flat_map(Entry::forms)
    }

    /// Whether an entry of a set is somewhere in a text without spaces.
    pub(crate) fn is_in(self, set: Set, joined: &str) -> bool {
        self.set(set).is_in(joined)
    }

    /// Whether a word carries no statement of its own.
    #[must_use]
    pub fn is_function(self, key: &str) -> bool {
        self.has(Set::Function, key)
    }

    /// Whether a function word is a name where it is written in capitals: "US".
    pub(crate) fn is_capital_name(self, key: &str) -> bool {
        self.has(Set::CapitalNames, key)
    }

    /// Whether a word is of a sentence that closes many a report.
    pub(crate) fn is_stock(self, key: &str) -> bool {
        self.has(Set::Stock, key)
    }

    /// How a word behaves before a full stop, if it is an abbreviation; as written, without the stop. English titles and
    /// forms of companies are in texts of any language.
    pub(crate) fn abbreviation(self, word: &str) -> Option<Abbreviation> {
        let own = self.data().abbreviations(self.source()).get(word);
        own.or_else(|| {
            let english = || Self::ENGLISH.abbreviation(word).filter(|kind| *kind != Abbreviation::Figure);
            if self.is_english() { None } else { english() }
        })
    }

    /// Whether a word, its full stop and the word after it are parts of one abbreviation: "z. B.".
    pub(crate) fn is_abbreviated_pair(self, word: &str, next: &str) -> bool {
        self.data().abbreviations(self.source()).is_pair(word, next)
    }

    /// Whether a word begins sentences and hardly any name; as written.
    pub(crate) fn is_starter(self, word: &str) -> bool {
        let stem = word.split_once(['’', '\'']).map_or(word, |(stem, _)| stem); // "It’s", "They’ll"
        let starters = self.data().starters(self.source());
        starters.contains(stem) || starters.contains(word)
    }

    /// Whether a full stop after a figure makes an ordinal of it.
    pub(crate) fn writes_ordinals_with_stop(self) -> bool {
        self.source().list("dates").group("before an ordinal").next().is_some()
    }

    /// Whether a word denies.
    pub(crate) fn denies(self, key: &str) -> bool {
        self.has(Set::Negations, key) || unspaced().any(|other| other.has(Set::Negations, key))
    }

    /// What a word makes of a statement, if it makes it less certain.
    pub(crate) fn hedge(self, key: &str) -> Option<Hedge> {
        HEDGES.into_iter().find(|(_, set)| self.has(*set, key)).map(|(group, _)| group)
    }

    /// Whether a word makes a statement less certain.
    pub(crate) fn hedges(self, key: &str) -> bool {
        self.hedge(key).is_some()
    }

    /// Whether something is shown or only suggested.
    pub(crate) fn shows(self, key: &str) -> Option<bool> {
        let shows = self.has(Set::Shows, key);
        (shows || self.has(Set::Suggests, key)).then_some(shows)
    }

    /// Whether a word says that something was said.
    pub(crate) fn reports(self, key: &str) -> bool {
        self.has(Set::Reporting, key)
    }

    /// Whether a word has the form of a verb in the past, as most have.
    pub(crate) fn is_past(self, key: &str) -> bool {
        self.is_english() && key.len() > 4 && key.ends_with("ed")
    }

    /// Whether a word is a title or the form of a company.
    pub(crate) fn is_title(self, key: &str) -> bool {
        self.has(Set::Titles, key.trim_end_matches('.'))
    }

    /// The status that a word gives a person.
    pub(crate) fn status(self, key: &str) -> Option<usize> {
        self.line(Set::Status, key)
    }

    /// The kinship that a word names.
    pub(crate) fn kin(self, key: &str) -> Option<usize> {
        self.line(Set::Kin, key)
    }

    /// Whether some words say that someone would not be named.
    pub(crate) fn is_unnamed(self, keys: &[&str]) -> bool {
        self.holds(Set::Unnamed, keys)
    }

    /// Whether one word says the opposite of the other.
    pub(crate) fn opposites(self, old: &str, new: &str) -> bool {
        let bare = |beginning: &str, a: &str, b: &str| {
            a.strip_prefix(beginning).is_some_and(|rest| rest.trim_start_matches('-') == b && b.len() > 3)
        };
        self.data().opposites(self.source()).has(old, new)
            || self
                .spellings()
                .beginnings
                .iter()
                .any(|beginning| bare(beginning, old, new) || bare(beginning, new, old))
    }

    /// Whether one word stands for another person or place where the other stood: "he" and "she", "North" and "South".
    pub(crate) fn counterparts(self, old: &str, new: &str) -> bool {
        self.data().counterparts(self.source()).has(old, new)
    }

    /// The month that a word names or may name: from 1. "may" is one until [`MAY`] is told from it.
    pub(crate) fn month(self, key: &str) -> Option<usize> {
        self.line(Set::Months, key).or_else(|| self.line(Set::Months, &fold_into(key))).map(|line| line + 1)
    }

    /// Whether a word may be a month. Lists without months do not tell these from days: there, any name of a date.
    pub(crate) fn may_be_month(self, key: &str) -> bool {
        let key = key.trim_end_matches('.');
        self.month(key).is_some() || self.source().list("months").0.is_empty() && self.dates(key)
    }

    /// Days, months, times of the day and words for them.
    pub(crate) fn dates(self, key: &str) -> bool {
        if key == MAY {
            return true;
        }
        let name = key.trim_end_matches('.').trim_end_matches("'s");
        self.has(Set::Weekdays, name)
            || self.has(Set::DateWords, name)
            || self.has(Set::DateParts, name)
            || self.has(Set::Months, name) && !self.has(Set::OrdinaryMonths, name)
            || decade(key.trim_end_matches('.'))
            || self.clock(key)
    }

    /// Whether a word is a span of time: a date where it is named, a count where it is counted.
    pub(crate) fn is_span(self, key: &str) -> bool {
        self.has(Set::Spans, key)
    }

    /// "10:30", "9am", "p.m."
    pub(crate) fn clock(self, key: &str) -> bool {
        let bare = key.trim_end_matches('.');
        let half = self.figures().clock.iter().find_map(|half| bare.strip_suffix(&**half));
        if key == "am" {
            return false; // "I am"
        }
        let digits = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        match (half, half.unwrap_or(bare).split_once([':', '.'])) {
            (Some(""), _) => true,
            (Some(hour), None) => digits(hour.trim_end_matches('-')),
            (half, Some((hour, minute))) => {
                (half.is_some() || bare.contains(':')) && digits(hour) && digits(minute) && minute.len() == 2
            }
            (None, None) => false,
        }
    }

    /// Figures, number words, units and currencies.
    pub(crate) fn numbers(self, key: &str) -> bool {
        const WORDS: [Set; 7] =
            [Set::Cardinals, Set::Scales, Set::Fractions, Set::NumberWords, Set::Units, Set::Measures, Set::Currencies];
        figure(key) || WORDS.into_iter().any(|set| self.has(set, key)) || self.compound(key).is_some()
    }

    /// The number that an ordinal in words stands for.
    pub(crate) fn ordinal(self, key: &str) -> Option<usize> {
        self.figures().ordinals.get(key).copied()
    }

    /// The figure of a number in two words: `thirty-two`.
    pub(crate) fn compound(self, key: &str) -> Option<String> {
        let (tens, unit) = key.split_once('-')?;
        let unit = if unit == "one" { "1" } else { unit };
        let (tens, unit) = (self.norm(tens), self.norm(unit));
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        (digits(&tens, 2) && tens.ends_with('0') && digits(&unit, 1))
            .then(|| format!("{}{unit}", tens.trim_end_matches('0')))
    }

    /// How many zeros a scale, as a norm, writes after a figure.
    pub(crate) fn zeros(self, norm: &str) -> usize {
        SCALES.iter().find(|(_, name)| *name == norm).map_or(0, |(value, _)| value.len() - 1)
    }

    /// The norm of a unit that stands only after a figure, mostly written onto it: "km", "bn".
    pub(crate) fn unit(self, form: &str) -> Option<&'static str> {
        self.figures().behind_figure.get(form).map(|norm| &**norm)
    }

    /// Whether a norm scales a figure or is its unit.
    pub(crate) fn is_unit(self, norm: &str) -> bool {
        SCALES.iter().any(|(_, name)| *name == norm) || self.figures().units.contains(norm)
    }

    /// Whether a norm is a measure, of which another may be given in brackets.
    pub(crate) fn is_measure(self, norm: &str) -> bool {
        self.figures().measures.contains(norm)
    }

    /// The code of the currency that a word or sign names. Names without a code are ordinary words as well.
    pub(crate) fn currency(self, key: &str) -> Option<&'static str> {
        self.figures().currencies.get(key).copied()
    }

    /// The code of the currency whose sign clings to a sum, and the sum without it: "$5".
    pub(crate) fn currency_sign(self, key: &str) -> Option<(&'static str, &str)> {
        self.figures().signs.iter().find_map(|&(sign, code)| {
            let sum = key.strip_prefix(sign).or_else(|| key.strip_suffix(sign))?;
            Some((code, sum))
        })
    }

    /// The two words of a contraction: "we'll", "didn't".
    pub(crate) fn contraction(self, key: &str) -> Option<(&str, &'static str)> {
        let data = self.spellings();
        if let Some((head, tail)) = data.contractions.get(key) {
            return Some((head, tail));
        }
        data.contraction_endings.iter().find_map(|(ending, word)| Some((key.strip_suffix(&**ending)?, &**word)))
    }

    /// The norm of a word that house styles write differently: `defence` and `defense`, `U.S.` and `US`, `ten` and `10`,
    /// `e-mail` and `email`. The word is a key (folded); so is what comes back.
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

    /// The form of a word that stands for its spellings, where it is another than the word.
    fn spelling<'w>(self, word: &str) -> Option<Cow<'w, str>> {
        let data = self.spellings();
        let known = data.norms.get(word).map(|norm| Cow::Borrowed(&**norm));
        known.or_else(|| data.endings.norm(word).map(Cow::Owned))
    }

    /// The norm of a word where a whole change is compared: "spokesman" and "spokesperson" are one there.
    pub(crate) fn loose_norm(self, norm: &str) -> Option<&'static str> {
        self.spellings().loose.get(norm).map(|norm| &**norm)
    }

    /// The norm of two words in a row, the first a norm: "per cent". Articles are left out.
    pub(crate) fn phrase_norm(self, first: &str, second: &str) -> Option<&'static str> {
        let loose = &self.spellings().loose;
        loose.get(&*format!("{first} {second}")).map(|norm| &**norm)
    }

    /// A word without the article that clings to it: "l'agence".
    fn without_article(self, word: &str) -> &str {
        let Some(at) = word.find('\'') else { return word };
        let (head, tail) = word.split_at(at + 1);
        if tail.len() > 1 && self.is_function(head) { tail } else { word }
    }

    /// A crude stem of a norm, so that "policy" and "policies", "signed" and "sign" count as evidence for each other.
    pub(crate) fn stem(self, norm: &str) -> &str {
        let word = norm.strip_suffix("'s").or_else(|| norm.strip_suffix('\'')).unwrap_or(norm);
        let word = self.without_article(word);
        bare(word).unwrap_or_else(|| (self.source().stem)(word))
    }
}

/// Whether each comma of a number parts thousands: exactly three digits are between it and the next, or the end.
fn is_grouped(key: &str) -> bool {
    key.split(',').skip(1).all(|group| group.bytes().take_while(u8::is_ascii_digit).count() == 3)
}

/// How many of some characters an entry of a set takes that they begin with, in any language without spaces: a few of its
/// words in a text do not make the text one of that language.
pub(crate) fn unspaced_begins<'k>(set: Set, keys: impl Iterator<Item = &'k str> + Clone) -> Option<usize> {
    unspaced().find_map(|language| language.begins(set, keys.clone())).map(|(_, words)| words)
}

/// Whether an entry of a set of a language without spaces is in a text.
pub(crate) fn unspaced_holds(set: Set, joined: &str) -> bool {
    unspaced().any(|language| language.set(set).is_in(joined))
}

/// Whether a word, as written, keeps its full stop: "Mr." and "Mr" are one word each, in any language.
pub(crate) fn keeps_stop(word: &str) -> bool {
    let english = Language::ENGLISH;
    english.data().abbreviations(english.source()).is_one_word(word)
}

/// Whether any language has a word in a set.
pub(crate) fn any_has(set: Set, key: &str) -> bool {
    Language::all().any(|language| language.has(set, key))
}

/// Languages without spaces.
fn unspaced() -> impl Iterator<Item = Language> {
    Language::all().filter(|language| language.source().unspaced)
}

/// Whether words without spaces, joined, make a statement less certain.
pub(crate) fn hedges_unspaced(joined: &str) -> bool {
    let hedges = |language: Language| HEDGES.iter().any(|(_, set)| language.set(*set).is_in(joined));
    unspaced().any(hedges)
}

/// Whether words without spaces, joined, have a denial of more than one character.
pub(crate) fn denies_unspaced(joined: &str) -> bool {
    unspaced().any(|language| language.set(Set::Negations).has_phrase_in(joined))
}
