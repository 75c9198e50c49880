//! The topics of a word: which kinds of entries it may begin. One lookup tells that a word begins no date, which else
//! takes a lookup in each of the lists that dates are read by.

use rustc_hash::FxHashMap;

use super::sets::Set;
use super::words::{Key, WordSet};

/// A set of topics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Topics(u8);

impl Topics {
    /// Dates and times.
    pub(crate) const DATE: Self = Self(1);
    /// Figures, in digits or words, and units.
    pub(crate) const FIGURE: Self = Self(1 << 1);
    /// Hedges.
    pub(crate) const HEDGE: Self = Self(1 << 2);
    /// Passives that report without a source.
    pub(crate) const HEARSAY: Self = Self(1 << 3);
    /// Words and phrases of reporting, and phrases that look like one.
    pub(crate) const REPORT: Self = Self(1 << 4);
    /// Negations, and phrases that look like one.
    pub(crate) const NEGATION: Self = Self(1 << 5);

    pub(super) const ALL: Self = Self(u8::MAX);

    /// Whether one of these topics is in the set.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The sets whose entries are read for a topic.
const TOPICS: [(Topics, &[Set]); 6] = [
    (
        Topics::DATE,
        &[
            Set::Months,
            Set::Weekdays,
            Set::DateWords,
            Set::DateParts,
            Set::Which,
            Set::Clock,
            Set::ClockAfterHour,
            Set::HalfPast,
            Set::QuarterPast,
            Set::QuarterTo,
            Set::HalfTo,
            Set::Centuries,
            Set::Cardinals,
            Set::One,
        ],
    ),
    (
        Topics::FIGURE,
        &[
            Set::Cardinals,
            Set::One,
            Set::BeforeScale,
            Set::Shares,
            Set::Scales,
            Set::NumberWords,
            Set::Fractions,
            Set::Units,
            Set::Measures,
            Set::Currencies,
        ],
    ),
    (
        Topics::HEDGE,
        &[
            Set::Roughly,
            Set::Almost,
            Set::Perhaps,
            Set::Likely,
            Set::Alleged,
            Set::Reported,
            Set::Expected,
            Set::AtLeast,
            Set::AtMost,
        ],
    ),
    (Topics::HEARSAY, &[Set::Hearsay]),
    (Topics::REPORT, &[Set::Reporting, Set::ReportsBeforeThat, Set::NotReports, Set::AccordingTo]),
    (Topics::NEGATION, &[Set::Negations, Set::NegationBeforeVerb, Set::NegationSecond, Set::NotNegations]),
];

/// The first words of the entries of a language's sets, with their topics.
#[derive(Debug, Default)]
pub(super) struct TopicWords {
    first: FxHashMap<Key, Topics>,
    /// Endings that are entries: "-n't".
    endings: Vec<(Key, Topics)>,
}

impl TopicWords {
    /// The entries of a language's sets, and its ordinals.
    pub(super) fn of(set: impl Fn(Set) -> &'static WordSet, ordinals: impl Iterator<Item = Key>) -> Self {
        let mut out = Self::default();
        for (topic, name) in TOPICS.iter().flat_map(|(topic, sets)| sets.iter().map(|name| (*topic, *name))) {
            let set = set(name);
            set.first_words().for_each(|key| out.add(key, topic));
            out.endings.extend(set.endings().map(|ending| (ending, topic)));
        }
        // "third quarter"
        ordinals.for_each(|key| out.add(key, Topics::DATE.and(Topics::FIGURE)));
        out
    }

    fn add(&mut self, key: Key, topic: Topics) {
        let topics = self.first.entry(key).or_default();
        *topics = topics.and(topic);
    }

    /// The topics of a word.
    pub(super) fn get(&self, key: &str) -> Topics {
        let listed = self.first.get(key).copied().unwrap_or_default();
        let ends = self.endings.iter().filter(|(ending, _)| key.ends_with(ending));
        ends.fold(listed, |topics, (_, topic)| topics.and(*topic))
    }
}

#[cfg(test)]
mod tests {
    use super::super::language::{HEDGES, Language};
    use super::*;

    #[test]
    fn words_have_the_topics_of_their_lists() {
        let topics = |code: &str, key: &str| Language::by_code(code).unwrap_or(Language::ENGLISH).topics(key);
        for (code, key, topic) in [
            ("en", "monday", Topics::DATE),
            ("en", "monday's", Topics::DATE),
            ("en", "half", Topics::DATE.and(Topics::FIGURE)),
            ("en", "9am", Topics::DATE),
            ("en", "third", Topics::DATE),
            ("en", "thirty-two", Topics::FIGURE),
            ("de", "zweiunddreissig", Topics::FIGURE),
            ("en", "½", Topics::FIGURE),
            ("en", "at", Topics::HEDGE),
            ("en", "said", Topics::REPORT),
            ("en", "isn't", Topics::NEGATION),
            ("zh", "不", Topics::NEGATION),
        ] {
            assert!(topics(code, key).has(topic), "{code}: {key}");
        }
        for key in ["harbour", "sail", "green"] {
            assert_eq!(topics("en", key), Topics::default(), "{key}");
        }
    }

    #[test]
    fn every_hedge_has_the_topic() {
        let listed = TOPICS.iter().find(|(topic, _)| *topic == Topics::HEDGE).map_or(&[][..], |(_, sets)| sets);
        assert!(HEDGES.iter().all(|(_, set)| listed.contains(set)));
    }
}
