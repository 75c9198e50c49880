//! A language and what its lists say about words. Words are keys: folded as [`crate::text`] folds them.

use std::borrow::Cow;

use super::abbreviations::Abbreviation;
use super::data::{Data, Numbers, Spellings};
use super::number_parts::{NumberParts, SCALES};
use super::numerals::{decade, figure, script_number};
use super::sets::Set;
use super::source::Source;
use super::topics::Topics;
use super::words::WordSet;

/// One of [`Language::all`]; a small integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(u8);

/// All languages, the more widely written first: that is the one that a tied vote means.
pub(crate) static SOURCES: [Source; 14] = [
    super::english::ENGLISH,
    super::german::GERMAN,
    super::french::FRENCH,
    super::spanish::SPANISH,
    super::italian::ITALIAN,
    super::portuguese::PORTUGUESE,
    super::dutch::DUTCH,
    super::polish::POLISH,
    super::swedish::SWEDISH,
    super::danish::DANISH,
    super::norwegian::NORWEGIAN,
    super::russian::RUSSIAN,
    super::chinese::CHINESE,
    super::japanese::JAPANESE,
];

/// The parsed lists of each language.
static DATA: [Data; SOURCES.len()] = [const { Data::new() }; SOURCES.len()];

/// How a hedge weakens a statement. Exchanging two hedges of one group does not change the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Hedge {
    /// about, around; only beside a figure or a date
    Roughly,
    /// almost, nearly
    Almost,
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
    /// at least, more than
    AtLeast,
    /// at most, up to
    AtMost,
}

/// The set of each group of hedges; the first that has a word counts.
pub(super) const HEDGES: [(Hedge, Set); 9] = [
    (Hedge::Roughly, Set::Roughly),
    (Hedge::Almost, Set::Almost),
    (Hedge::Perhaps, Set::Perhaps),
    (Hedge::Likely, Set::Likely),
    (Hedge::Alleged, Set::Alleged),
    (Hedge::Reported, Set::Reported),
    (Hedge::Expected, Set::Expected),
    (Hedge::AtLeast, Set::AtLeast),
    (Hedge::AtMost, Set::AtMost),
];

/// The key of the month "May", after its context has distinguished it from the verb. Keys of texts have no capitals.
pub(crate) const MAY: &str = "MAY";

impl Language {
    /// English, the fallback for texts of unknown language.
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

    pub(super) fn source(self) -> &'static Source {
        &SOURCES[usize::from(self.0)]
    }

    pub(super) fn data(self) -> &'static Data {
        &DATA[usize::from(self.0)]
    }

    pub(super) fn set(self, set: Set) -> &'static WordSet {
        self.data().set(self.source(), set)
    }

    pub(super) fn spellings(self) -> &'static Spellings {
        self.data().spellings(self.source())
    }

    pub(super) fn number_parts(self) -> &'static NumberParts {
        self.data().number_parts(self.source())
    }

    fn figures(self) -> &'static Numbers {
        self.data().numbers(self.source())
    }

    /// Whether every noun begins with a capital, so that a capital does not indicate a name.
    pub(crate) fn capital_nouns(self) -> bool {
        self.source().capital_nouns
    }

    /// Whether words of dates are told from other words by a capital: "March", "march".
    pub(crate) fn capital_dates(self) -> bool {
        self.source().capital_dates
    }

    /// Whether a space may separate thousands: "1 500 000".
    pub(crate) fn has_spaced_thousands(self) -> bool {
        self.source().spaced_thousands
    }

    /// Whether a year needs no word before it: "wurde 1871 gebaut".
    pub(crate) fn has_bare_years(self) -> bool {
        self.source().bare_years
    }

    /// Whether two adjacent negations affirm: "not without".
    pub(crate) fn negations_cancel(self) -> bool {
        self.source().negations_cancel
    }

    /// Whether a noun before another describes it: "weather service".
    pub(crate) fn open_compounds(self) -> bool {
        self.source().open_compounds
    }

    /// Whether it has a list of this name.
    pub(crate) fn has_list(self, name: &str) -> bool {
        !self.source().text(name).is_empty()
    }

    /// Whether a set has words in this language.
    pub(crate) fn fills(self, set: Set) -> bool {
        self.words(set).next().is_some() || self.set(set).endings().next().is_some()
    }

    /// Whether decimals come after a point: 1.500 is one and a half, not fifteen hundred.
    pub(crate) fn has_decimal_point(self) -> bool {
        self.source().decimal_point
    }

    /// Whether a word is in a set.
    pub(crate) fn has(self, set: Set, key: &str) -> bool {
        self.set(set).has(key)
    }

    /// Whether a word may begin a hedge, a report or a negation.
    pub(crate) fn signals(self, key: &str) -> bool {
        [Topics::HEDGE, Topics::REPORT, Topics::NEGATION].into_iter().any(|topic| self.topics(key).has(topic))
    }

    /// The topics of a word: it begins no entry of another.
    pub(crate) fn topics(self, key: &str) -> Topics {
        /// The first character of scripts without spaces, where an entry begins inside a run of characters.
        const UNSPACED: char = '\u{2e80}';
        if self.is_unspaced() || key == MAY || key.contains(|c| c >= UNSPACED) {
            return Topics::ALL;
        }
        let words = self.data().topic_words(self.source());
        let bare = key.trim_end_matches('.').trim_end_matches("'s");
        let listed = words.get(key);
        let listed = if bare.len() < key.len() { listed.and(words.get(bare)) } else { listed };
        let numeric = key.contains(char::is_numeric);
        let dated = if numeric { listed.and(Topics::DATE) } else { listed };
        let is_number = numeric || key.contains('-') || script_number(key).is_some() || self.compound(key).is_some();
        if is_number { dated.and(Topics::FIGURE) } else { dated }
    }

    /// The line of a word in a set, from 0; words on one line mean the same.
    pub(crate) fn line(self, set: Set, key: &str) -> Option<usize> {
        self.set(set).line(key)
    }

    /// The longest entry of a set that `keys` begin with: its line and its number of words.
    pub(crate) fn begins<'k>(self, set: Set, keys: impl Iterator<Item = &'k str> + Clone) -> Option<(usize, usize)> {
        self.set(set).begins(keys)
    }

    /// Whether `keys` contain an entry of a set, word or phrase.
    pub(crate) fn holds(self, set: Set, keys: &[&str]) -> bool {
        (0..keys.len()).any(|at| self.begins(set, keys[at..].iter().copied()).is_some())
    }

    /// Its number among [`Language::all`].
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether it is written without spaces.
    pub(crate) fn is_unspaced(self) -> bool {
        self.source().unspaced
    }

    /// Whether a word, or a phrase of characters in a language without spaces, is on a line of a set.
    pub(super) fn has_on_line(self, set: Set, key: &str, line: usize) -> bool {
        self.set(set).has_on_line(key, line)
    }

    /// The words of a set on the same lines as a word, itself included.
    pub(crate) fn same_line(self, set: Set, key: &str) -> impl Iterator<Item = Cow<'static, str>> {
        self.set(set).same_line(key)
    }

    /// The words of a set, in unspecified order.
    pub(crate) fn words(self, set: Set) -> impl Iterator<Item = &'static str> {
        self.set(set).words()
    }

    /// The forms of a group of the list `reporting`, as written.
    pub(crate) fn report_forms(self, group: &'static str) -> impl Iterator<Item = &'static str> {
        self.source().list("reporting").forms(group)
    }

    /// The forms of a group of the list `notes`, as written.
    pub(crate) fn note_forms(self, group: &'static str) -> impl Iterator<Item = &'static str> {
        self.source().list("notes").forms(group)
    }

    /// Whether a text without spaces contains an entry of a set.
    pub(crate) fn is_in(self, set: Set, joined: &str) -> bool {
        self.set(set).is_in(joined)
    }

    /// Whether a word is a function word: article, pronoun, preposition, auxiliary.
    #[must_use]
    pub fn is_function(self, key: &str) -> bool {
        self.has(Set::Function, key)
    }

    /// Whether a function word is a name when in capitals: "US".
    pub(crate) fn is_capital_name(self, key: &str) -> bool {
        self.has(Set::CapitalNames, key)
    }

    /// Whether a word belongs to stock closing sentences of reports.
    pub(crate) fn is_stock(self, key: &str) -> bool {
        self.has(Set::Stock, key)
    }

    /// How the full stop after a word behaves, if the word is an abbreviation; as written, without the stop. English
    /// titles and company forms are recognised in texts of any language.
    pub(crate) fn abbreviation(self, word: &str) -> Option<Abbreviation> {
        let own = self.data().abbreviations(self.source()).get(word);
        own.or_else(|| {
            let english = || Self::ENGLISH.abbreviation(word).filter(|kind| *kind != Abbreviation::Figure);
            if self == Self::ENGLISH { None } else { english() }
        })
    }

    /// Whether a word, its full stop and the word after it are parts of one abbreviation: "z. B.".
    pub(crate) fn is_abbreviated_pair(self, word: &str, next: &str) -> bool {
        self.data().abbreviations(self.source()).is_pair(word, next)
    }

    /// Whether a word, as written, often begins sentences and rarely names.
    pub(crate) fn is_starter(self, word: &str) -> bool {
        let stem = word.split_once(['’', '\'']).map_or(word, |(stem, _)| stem); // "It’s", "They’ll"
        let starters = self.data().starters(self.source());
        starters.contains(stem) || starters.contains(word)
    }

    /// Whether a figure with a full stop may be an ordinal.
    pub(crate) fn writes_ordinals_with_stop(self) -> bool {
        self.source().list("dates").group("before an ordinal").next().is_some()
    }

    /// Whether a word is a negation.
    pub(crate) fn denies(self, key: &str) -> bool {
        self.has(Set::Negations, key) || !self.is_unspaced() && unspaced().any(|other| other.has(Set::Negations, key))
    }

    /// The kind of hedge that a word is.
    pub(crate) fn hedge(self, key: &str) -> Option<Hedge> {
        HEDGES.into_iter().find(|(_, set)| self.has(*set, key)).map(|(group, _)| group)
    }

    /// The longest hedge, word or phrase, that `keys` begin with: its kind, its line in the group and its number of words.
    pub(crate) fn begins_hedge<'k>(self, keys: impl Iterator<Item = &'k str> + Clone) -> Option<(Hedge, usize, usize)> {
        let found = HEDGES.into_iter().filter_map(|(kind, set)| {
            let (line, words) = self.begins(set, keys.clone())?;
            Some((kind, line, words))
        });
        // The first group of equally long ones.
        found.reduce(|best, other| if other.2 > best.2 { other } else { best })
    }

    /// Whether `keys` begin with words that say that something is shown (`true`) or only suggested (`false`), and how
    /// many these are: "shows", "stellt fest".
    pub(crate) fn shows<'k>(self, keys: impl Iterator<Item = &'k str> + Clone) -> Option<(bool, usize)> {
        let words = |set: Set| Some(self.begins(set, keys.clone())?.1);
        let (shown, suggested) = (words(Set::Shows), words(Set::Suggests));
        Some((shown >= suggested, shown.max(suggested)?))
    }

    /// Whether a word is a verb or noun of reporting.
    pub(crate) fn reports(self, key: &str) -> bool {
        self.has(Set::Reporting, key)
    }

    /// Whether a word has the ending of a past form: "-ed".
    pub(crate) fn is_past(self, key: &str) -> bool {
        /// "red", "need"
        const TOO_SHORT_BYTES: usize = 4;
        key.len() > TOO_SHORT_BYTES && self.has(Set::PastEndings, key)
    }

    /// Whether a word is a title or the form of a company.
    pub(crate) fn is_title(self, key: &str) -> bool {
        self.has(Set::Titles, key.trim_end_matches('.'))
    }

    /// The legal status that a word describes, by line.
    pub(crate) fn status(self, key: &str) -> Option<usize> {
        self.line(Set::Status, key)
    }

    /// The kind of relative that a word names, by line.
    pub(crate) fn kin(self, key: &str) -> Option<usize> {
        self.line(Set::Kin, key)
    }

    /// Whether `keys` say that someone would not be named.
    pub(crate) fn is_unnamed(self, keys: &[&str]) -> bool {
        self.holds(Set::Unnamed, keys)
    }

    /// Whether one word says the opposite of the other.
    pub(crate) fn opposites(self, old: &str, new: &str) -> bool {
        let bare = |beginning: &str, a: &str, b: &str| {
            a.strip_prefix(beginning).is_some_and(|rest| rest.trim_start_matches('-') == b && b.len() > 3)
                && !self.has(Set::NotOpposites, a)
        };
        self.data().opposites(self.source()).has(old, new)
            || self
                .spellings()
                .beginnings
                .iter()
                .any(|beginning| bare(beginning, old, new) || bare(beginning, new, old))
    }

    /// Whether two words are of the same kind but name different persons or places: "he" and "she", "North" and
    /// "South".
    pub(crate) fn counterparts(self, old: &str, new: &str) -> bool {
        self.data().counterparts(self.source()).has(old, new)
    }

    /// The month that a word names or may name, from 1. "may" counts until [`MAY`] is distinguished from it.
    pub(crate) fn month(self, key: &str) -> Option<usize> {
        let key = if key == MAY { "may" } else { key };
        self.line(Set::Months, key).map(|line| line + 1)
    }

    /// Whether a word may be a month. In languages without a list of months, any word of a date.
    pub(crate) fn may_be_month(self, key: &str) -> bool {
        let key = key.trim_end_matches('.');
        self.month(key).is_some() || self.source().list("months").0.is_empty() && self.dates(key)
    }

    /// Whether a key is the short form of a month's name, which may be another name: "Jan".
    pub(crate) fn is_short_month(self, key: &str) -> bool {
        /// Endings of cases are shorter: "maj", "majem".
        const LEFT_OUT_CHARS: usize = 3;
        let key = key.trim_end_matches('.');
        let letters = key.chars().count();
        let is_longer = |form: &str| form.starts_with(key) && form.chars().count() >= letters + LEFT_OUT_CHARS;
        self.same_line(Set::Months, key).any(|form| is_longer(&form))
    }

    /// Days, months, times of day and other words of dates.
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

    /// Whether a word is a span of time: part of a date where it is named, a unit where it is counted.
    pub(crate) fn is_span(self, key: &str) -> bool {
        self.has(Set::Spans, key)
    }

    /// "10:30", "9am", "p.m."
    pub(crate) fn clock(self, key: &str) -> bool {
        let bare = key.trim_end_matches('.');
        let half = self.figures().clock.iter().find_map(|half| bare.strip_suffix(half));
        let digits = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        match (half, half.unwrap_or(bare).split_once([':', '.'])) {
            (Some(""), _) => !self.has(Set::ClockAfterHour, bare),
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

    /// Whether a word after a figure says what it counts, in a language without spaces: "人", "円", "月".
    pub(crate) fn counts(self, key: &str) -> bool {
        const WORDS: [Set; 6] = [Set::Counters, Set::Currencies, Set::Units, Set::Spans, Set::DateUnits, Set::Scales];
        WORDS.into_iter().any(|set| self.has(set, key))
    }

    /// The value of an ordinal written as a word.
    pub(crate) fn ordinal(self, key: &str) -> Option<usize> {
        self.figures().ordinals.get(key).copied()
    }

    /// The number of zeros that a scale, given as a norm, adds to a figure.
    pub(crate) fn zeros(self, norm: &str) -> usize {
        SCALES.iter().find(|(_, name)| *name == norm).map_or(0, |(value, _)| value.len() - 1)
    }

    /// The norm of a unit that is written only after a figure: "km", "bn".
    pub(crate) fn unit(self, form: &str) -> Option<&'static str> {
        self.figures().after_figure.get(form).copied()
    }

    /// Whether a norm is a scale or a unit.
    pub(crate) fn is_unit(self, norm: &str) -> bool {
        SCALES.iter().any(|(_, name)| *name == norm) || self.figures().units.contains(norm)
    }

    /// Whether a norm is a measure, which may be converted in brackets.
    pub(crate) fn is_measure(self, norm: &str) -> bool {
        self.figures().measures.contains(norm)
    }

    /// The code of the currency that a word or sign names. Names that are ordinary words too have none.
    pub(crate) fn currency(self, key: &str) -> Option<&'static str> {
        self.figures().currencies.get(key).copied()
    }

    /// The code of a currency sign attached to a sum, and the sum without it: "$5".
    pub(crate) fn currency_sign(self, key: &str) -> Option<(&'static str, &str)> {
        self.figures().signs.iter().find_map(|&(sign, code)| {
            let sum = key.strip_prefix(sign).or_else(|| key.strip_suffix(sign))?;
            Some((code, sum))
        })
    }
}

/// Languages without spaces.
pub(super) fn unspaced() -> impl Iterator<Item = Language> {
    Language::all().filter(|language| language.source().unspaced)
}
