//! Numbers in words: "three hundred and fifty", "dreihundertfünfzig", "vingt et un", "half a million".
//!
//! The words are those of the language's list `numbers`. The order of the parts is the same in all languages: units
//! after tens, tens after hundreds, and in one word (German, Dutch, Danish) tens after units.

use std::borrow::Cow;

use super::language::Language;
use super::number_parts::Part;
use super::sets::Set;

/// Maximum length of a word that is split into parts.
const LONGEST_BYTES: usize = 48;

/// A number that is being read from left to right.
#[derive(Clone, Copy, Default)]
struct Sum {
    /// The sum of the complete thousands, millions and so on.
    total: u64,
    /// The part below the last of these.
    rest: u64,
    /// The last scale, a thousand or more.
    scale: Option<u64>,
    join: Option<Part>,
    /// Whether "and" joined it to thousands: "two thousand and five" has no hundreds.
    is_low: bool,
}

impl Sum {
    /// The number with one more part; `None` where the part belongs to another number. In one word (`closed`), tens may
    /// come after units.
    fn with(self, part: Part, closed: bool) -> Option<Self> {
        let Part::Value(value) = part else {
            let is_low = self.rest == 0;
            let joins = self.join.is_none() && (!is_low || self.scale.is_some());
            return joins.then_some(Self { join: Some(part), is_low, ..self });
        };
        if self.is_low && value >= 100 {
            return None;
        }
        let (rest, joined) = (self.rest, self.join.is_some());
        let tens = closed || matches!(self.join, None | Some(Part::JoinsTens)) || rest.is_multiple_of(100);
        let next = match value {
            100 if rest == 0 => 100,
            100 if rest < 100 && !joined => rest * 100,
            1000.. => return self.scaled(value),
            101..1000 if rest == 0 => value,
            10..100 if rest.is_multiple_of(100) => rest + value,
            // "soixante-quinze"
            11..20 if !joined && matches!(rest % 100, 60 | 80) => rest + value,
            20..100 if closed && joined && rest % 100 < 10 && value.is_multiple_of(10) => rest + value,
            1..10 if rest.is_multiple_of(10) && rest % 100 != 10 && tens => rest + value,
            _ => return None,
        };
        Some(Self { rest: next, join: None, ..self })
    }

    /// "three" and "thousand"
    fn scaled(self, value: u64) -> Option<Self> {
        let is_lower = self.scale.is_none_or(|scale| value < scale);
        let count = if self.rest == 0 && self.scale.is_none() { 1 } else { self.rest };
        let total = self.total.checked_add(count.checked_mul(value)?)?;
        (is_lower && count > 0 && self.join.is_none()).then_some(Self {
            total,
            rest: 0,
            scale: Some(value),
            ..Self::default()
        })
    }

    fn value(self) -> Option<u64> {
        self.join.is_none().then_some(self.total + self.rest)
    }
}

impl Language {
    /// The value of a number of one word: `thirty-two`, `dreihundertfünf`. `None` for words of the list itself.
    pub(crate) fn compound(self, key: &str) -> Option<String> {
        let short = key.len() <= LONGEST_BYTES && !key.bytes().any(|b| b.is_ascii_digit());
        let sum = if short { self.taken_apart(key, Sum::default(), 0) } else { None };
        Some(sum?.value()?.to_string())
    }

    /// A number of a word's parts, at least two, the longest first: "fourteen" is not "four".
    fn taken_apart(self, word: &str, sum: Sum, parts: usize) -> Option<Sum> {
        if word.is_empty() {
            return Some(sum).filter(|sum| parts > 1 && sum.join.is_none());
        }
        self.number_parts().beginnings(word).find_map(|(part, tail)| {
            let part = if part == Part::Join && tail.starts_with('-') { Part::JoinsTens } else { part };
            self.taken_apart(tail.strip_prefix('-').unwrap_or(tail), sum.with(part, true)?, parts + 1)
        })
    }

    /// The number that begins words, in digits, and how many of them it takes: "three hundred and fifty people" begins
    /// with 350, "half a million people" with 500000. It begins with a number word, or with an article before a scale:
    /// "a hundred".
    pub(crate) fn number_in_words<'k>(self, keys: impl Iterator<Item = &'k str> + Clone) -> Option<(String, usize)> {
        if let Some((value, words)) = self.share_of_scale(keys.clone()) {
            return Some((value.to_string(), words));
        }
        let whole = self.whole_in_words(keys.clone());
        let one = || keys.clone().next().filter(|key| self.is_one(key)).map(|_| (1, 1));
        if let Some((value, words)) = whole.or_else(one)
            && let Some((value, more)) = self.with_share(value, keys.clone().skip(words))
        {
            return Some((value, words + more));
        }
        whole.map(|(value, words)| (value.to_string(), words))
    }

    /// The time of day that begins words, and how many of them it takes: "half past nine" is 9:30, "neuf heures et quart"
    /// 9:15.
    pub(crate) fn clock_in_words<'k>(self, keys: impl Iterator<Item = &'k str> + Clone) -> Option<(String, usize)> {
        /// Words with the hour after them, and their minutes.
        const BEFORE: [(Set, i64); 4] =
            [(Set::HalfPast, 30), (Set::QuarterPast, 15), (Set::QuarterTo, -15), (Set::HalfTo, -30)];
        const AFTER: [(Set, i64); 3] = [(Set::AndHalf, 30), (Set::AndQuarter, 15), (Set::LessQuarter, -15)];
        let begins = |sets: &[(Set, i64)], from: usize| {
            let found = |&(set, minutes): &(Set, i64)| Some((minutes, self.begins(set, keys.clone().skip(from))?.1));
            sets.iter().find_map(found)
        };
        let hour = |at: usize| {
            let key = keys.clone().nth(at)?;
            let value = if self.has(Set::Cardinals, key) { self.listed_norm(key) } else { Cow::Borrowed(key) };
            let one = || self.is_one(key).then_some(1);
            value.parse().ok().or_else(one).filter(|hour| (1..=24).contains(hour))
        };
        let (hour, minutes, words): (i64, i64, usize) = match begins(&BEFORE, 0) {
            Some((minutes, words)) => (hour(words)?, minutes, words + 1),
            None => {
                let hour = hour(0)?;
                let unit = usize::from(keys.clone().nth(1).is_some_and(|key| self.has(Set::AfterHour, key)));
                let (minutes, words) = begins(&AFTER, 1 + unit)?;
                (hour, minutes, 1 + unit + words)
            }
        };
        let scaled = keys.clone().nth(words).is_some_and(|key| self.scale_value(key).is_some());
        let time = if hour == 1 && minutes < 0 { 13 * 60 } else { hour * 60 } + minutes;
        (!scaled).then(|| (format!("{}:{:02}", time / 60, time % 60), words))
    }

    /// "half a million", "a quarter of a million", "eine halbe Million", "demi-million".
    fn share_of_scale<'k>(self, keys: impl Iterator<Item = &'k str> + Clone) -> Option<(u64, usize)> {
        let mut rest = keys.enumerate().peekable();
        let article = rest.next_if(|(_, key)| self.counts_one(key)).is_some();
        let (at, key) = rest.next()?;
        if let Some((share, scale)) = key.split_once('-') {
            return Some((self.scale_value(scale)? / self.divisor(share)?, at + 1));
        }
        // "eine Viertelmillion"
        let counted = || self.listed_norm(key).parse().ok().filter(|value| *value >= 100_000);
        if let Some(value) = counted().filter(|_| article && self.has(Set::Cardinals, key)) {
            return Some((value, at + 1));
        }
        let divisor = self.divisor(key)?;
        let of = rest.next_if(|(_, key)| self.has(Set::AfterShare, key)).is_some();
        // "cuarto" is also "fourth".
        if !article && !of && self.ordinal(key).is_some() {
            return None;
        }
        rest.next_if(|(_, key)| self.counts_one(key));
        let (at, key) = rest.next()?;
        Some((self.scale_value(key).filter(|scale| scale.is_multiple_of(divisor))? / divisor, at + 1))
    }

    /// A number with the share after it, and the words of the share: "two" and "and a half million", "deux millions" and
    /// "et demi".
    fn with_share<'k>(self, value: u64, rest: impl Iterator<Item = &'k str>) -> Option<(String, usize)> {
        let mut rest = rest.enumerate().peekable();
        rest.next_if(|(_, key)| self.has(Set::BeforeShare, key))?;
        let article = rest.next_if(|(_, key)| self.counts_one(key)).is_some();
        let (at, key) = rest.next()?;
        let divisor = self.divisor(key)?;
        let next = rest.peek().map_or("", |(_, key)| *key);
        if let Some(scale) = self.scale_value(next).filter(|_| value < 1000) {
            return Some(((value * scale + scale / divisor).to_string(), at + 2));
        }
        let scale = [1_000_000_000, 1_000_000].into_iter().find(|&scale| value > 0 && value.is_multiple_of(scale));
        match scale {
            Some(scale) => Some(((value + scale / divisor).to_string(), at + 1)),
            None if article && divisor == 2 && !self.has(Set::AfterShare, next) => Some((format!("{value}.5"), at + 1)),
            None => None,
        }
    }

    /// What a word for a share divides by: a half, a quarter.
    fn divisor(self, key: &str) -> Option<u64> {
        /// The values of the lines of [`Set::Shares`]; a third has no exact value in digits.
        const DIVISORS: [u64; 2] = [2, 4];
        DIVISORS.get(self.line(Set::Shares, key)?).copied()
    }

    /// Whether a word is an article or "one" before a scale or a share.
    pub(crate) fn counts_one(self, key: &str) -> bool {
        self.is_one(key) || self.has(Set::BeforeScale, key)
    }

    /// The whole number that begins words, and how many of them it takes.
    fn whole_in_words<'k>(self, keys: impl Iterator<Item = &'k str> + Clone) -> Option<(u64, usize)> {
        let mut next = keys.clone().skip(1);
        let (mut found, mut before_join) = (None, None);
        let mut sum = Sum::default();
        for (k, key) in keys.enumerate() {
            let after = next.next().unwrap_or("");
            let counts_scale = || self.scale_value(after).is_some() && self.counts_one(key);
            let part = match self.number_part(key) {
                Some(part) if k > 0 || matches!(part, Part::Value(_)) => Some(part),
                _ if k == 0 => counts_scale().then_some(Part::Value(1)),
                _ => (sum.join.is_some() && self.is_one(key)).then_some(Part::Value(1)),
            };
            // A scale alone has no value: "several hundred".
            let is_scale = k == 0 && self.has(Set::Scales, key);
            let Some(more) = part.filter(|_| !is_scale).and_then(|part| sum.with(part, false)) else {
                // "three hundred and four hundred" are two numbers.
                if matches!(part, Some(Part::Value(100..))) {
                    found = before_join.or(found);
                }
                break;
            };
            match part {
                Some(Part::Value(100..)) => before_join = None,
                Some(Part::Join | Part::JoinsTens) => before_join = found,
                _ => {}
            }
            sum = more;
            found = sum.value().map(|value| (value, k + 1)).or(found);
        }
        found
    }

    /// What a word is in a number of several words: one of the list, or a number with hyphens.
    fn number_part(self, key: &str) -> Option<Part> {
        let put_together = || self.compound(key)?.parse().ok().map(Part::Value);
        self.listed_part(key).or_else(put_together)
    }

    /// What a word of the list is in a number; `None` for "one", which is mostly an article or a pronoun.
    fn listed_part(self, key: &str) -> Option<Part> {
        self.number_parts().part(key)
    }

    /// Whether a word joins the parts of a number, or two numbers: "and".
    pub(crate) fn joins_numbers(self, key: &str) -> bool {
        self.has(Set::JoinNumbers, key) || self.has(Set::JoinTens, key)
    }

    fn is_one(self, key: &str) -> bool {
        self.has(Set::One, key)
    }

    /// The value of a scale, or of a cardinal that other numbers count: "hundred", "mille".
    fn scale_value(self, key: &str) -> Option<u64> {
        self.number_parts().scale(key)
    }

    /// The norm of a word of the lists, from which norms of other words may be composed.
    fn listed_norm(self, key: &str) -> Cow<'_, str> {
        let bare = key.strip_suffix('.').unwrap_or(key);
        self.spelling(bare).unwrap_or(Cow::Borrowed(bare))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(code: &str) -> Language {
        Language::by_code(code).unwrap_or(Language::ENGLISH)
    }

    #[test]
    fn numbers_of_one_word() {
        for (code, word, value) in [
            ("en", "thirty-two", "32"),
            ("en", "twenty-one", "21"),
            ("de", "zweiunddreissig", "32"),
            ("de", "einundzwanzig", "21"),
            ("de", "dreihundertfünfzig", "350"),
            ("de", "zweitausendvierhundert", "2400"),
            ("nl", "tweeëndertig", "32"),
            ("sv", "trettioett", "31"),
            ("sv", "trehundra", "300"),
            ("da", "toogtredive", "32"),
            ("nb", "trettito", "32"),
            ("it", "trentadue", "32"),
            ("it", "duecentocinquanta", "250"),
            ("fr", "vingt-deux", "22"),
            ("fr", "vingt-et-un", "21"),
            ("fr", "soixante-quinze", "75"),
            ("fr", "quatre-vingt-dix-sept", "97"),
        ] {
            assert_eq!(language(code).compound(word).as_deref(), Some(value), "{code}: {word}");
        }
        for (code, word) in
            [("en", "two-thirty"), ("en", "five-six"), ("de", "achtsam"), ("sv", "sexett"), ("en", "house")]
        {
            assert_eq!(language(code).compound(word), None, "{code}: {word}");
        }
    }

    #[test]
    fn numbers_of_several_words() {
        for (code, words, value, count) in [
            ("en", "three hundred and four hundred", 300, 2),
            ("en", "three hundred and four thousand", 304_000, 5),
            ("en", "a hundred people", 100, 2),
            ("en", "one thousand people", 1000, 2),
            ("en", "three hundred and fifty people", 350, 4),
            ("en", "two thousand three hundred", 2300, 4),
            ("en", "twelve hundred", 1200, 2),
            ("en", "five million", 5_000_000, 2),
            ("en", "five and six", 5, 1),
            ("en", "two and twenty", 2, 1),
            ("en", "forty and five", 40, 1),
            ("fr", "trois cents places", 300, 2),
            ("fr", "deux mille personnes", 2000, 2),
            ("fr", "vingt et un puits", 21, 3),
            ("fr", "mille deux cents", 1200, 3),
            ("es", "treinta y dos pozos", 32, 3),
            ("es", "dos mil quinientos", 2500, 3),
            ("pt", "trezentos e vinte e dois", 322, 5),
            ("pl", "dwa tysiące trzysta", 2300, 3),
            ("ru", "триста двадцать пять", 325, 3),
            ("de", "drei und dreissig", 3, 1),
            ("en", "two thousand and five", 2005, 4),
            ("en", "two thousand and one", 2001, 4),
            ("en", "one thousand and two hundred thousand", 1000, 2),
            ("en", "two million and ten thousand", 2_000_000, 2),
            ("en", "half a million people", 500_000, 3),
            ("en", "a half million", 500_000, 3),
            ("en", "a quarter of a million", 250_000, 5),
            ("en", "half-million", 500_000, 1),
            ("en", "two and a half million", 2_500_000, 5),
            ("en", "one and a half million", 1_500_000, 5),
            ("en", "three million and a half", 3_500_000, 5),
            ("de", "eine halbe million", 500_000, 3),
            ("de", "zweitausend und fünf", 2005, 3),
            ("de", "eine viertelmillion", 250_000, 2),
            ("fr", "un demi-million de", 500_000, 2),
            ("fr", "un million et demi de", 1_500_000, 4),
            ("fr", "un quart de million", 250_000, 4),
            ("es", "medio millón", 500_000, 2),
            ("es", "dos millones y medio", 2_500_000, 4),
            ("it", "mezzo milione", 500_000, 2),
            ("it", "due milioni e mezzo", 2_500_000, 4),
            ("pl", "pół miliona", 500_000, 2),
            ("ru", "четверть миллиона", 250_000, 2),
        ] {
            let read = language(code).number_in_words(words.split(' '));
            assert_eq!(read, Some((value.to_string(), count)), "{code}: {words}");
        }
        for (words, value, count) in [("two and a half years", "2.5", 4), ("one and a half", "1.5", 4)] {
            let read = language("en").number_in_words(words.split(' '));
            assert_eq!(read, Some((value.to_owned(), count)), "{words}");
        }
        for (code, words) in [
            ("en", "half of them"),
            ("en", "a quarter of them"),
            ("es", "cuarto millón"),
            ("en", "hundred people"),
            ("en", "a house"),
            ("en", "one house"),
            ("en", "and five"),
            ("fr", "un million de"),
        ] {
            let read = language(code).number_in_words(words.split(' '));
            assert_eq!(read.map(|(_, count)| count), (code == "fr").then_some(2), "{code}: {words}");
        }
    }
}
