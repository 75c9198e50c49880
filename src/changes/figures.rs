//! Whether a change changes a figure or a date.

use std::borrow::Cow;
use std::ops::Range;

use super::classify::{CLAUSE, Change, Finding, PHRASE};
use super::model::Class;
use super::row_tokens::RowTokens;
use super::style::{bare_figure, same_values};
use crate::lang::{self, Language};
use crate::text::{Pair, Side};

impl Change<'_> {
    /// Nothing but a day came or went.
    pub(crate) fn is_day(&self) -> bool {
        let language = self.language();
        let day = |keys: &[&str]| {
            keys.iter().all(|k| language.dates(k) || Language::ENGLISH.is_function(k))
                && keys.iter().any(|k| language.dates(k))
        };
        day(&self.words.old) || day(&self.words.new)
    }

    /// Figures or dates that differ.
    pub(crate) fn figures(&self) -> Option<Finding> {
        if self.longer() > PHRASE {
            return None;
        }
        let language = self.language();
        // In order: "from 5 to 6" is not "from 6 to 5".
        let listed = |side: Side, test: &dyn Fn(&str) -> bool| -> Vec<&str> {
            self.words[side].iter().copied().filter(|k| test(k)).collect()
        };
        let same = same_values(&self.words.old, &self.words.new);
        let numbers = Pair::new(Side::Old, Side::New).map(|side| listed(side, &|k| language.numbers(k) && !same));
        let dates = Pair::new(Side::Old, Side::New)
            .map(|side| listed(side, &|k| language.dates(k) && !(same && Language::ENGLISH.clock(k))));
        let differ = |lists: &Pair<Vec<&str>>| norms(&lists.old) != norms(&lists.new);
        let both = |lists: &Pair<Vec<&str>>| !lists.old.is_empty() && !lists.new.is_empty();
        if self.weekday() {
            return Some(Finding::plain(Class::Date));
        }
        if both(&dates) && differ(&dates) {
            // "Sunday night" is still Sunday.
            let within = |a: &[&str], b: &[&str]| norms(a).iter().all(|k| norms(b).contains(k));
            let same = within(&dates.old, &dates.new) || within(&dates.new, &dates.old);
            return Some(if same && norms(&numbers.old) == norms(&numbers.new) {
                Finding::slight(Class::Date)
            } else {
                Finding::plain(Class::Date)
            });
        }
        // Two long phrases that share no word count different things.
        let akin = || {
            let shares = |a: &&str| {
                !Language::ENGLISH.is_function(a)
                    && self.words.new.iter().any(|b| Language::ENGLISH.stem(a) == Language::ENGLISH.stem(b))
            };
            self.words.old.len() + self.words.new.len() <= CLAUSE + 2 || self.words.old.iter().any(shares)
        };
        let mixed = years(&numbers.old) != years(&numbers.new);
        if both(&numbers) && differ(&numbers) && akin() && !mixed {
            let class = if self.is_dated(&numbers, &dates) { Class::Date } else { Class::Number };
            return Some(Finding::plain(class));
        }
        if let Some(found) = self.stretches() {
            return Some(found);
        }
        // What only one side counts, and the other does not count elsewhere in the row.
        let lost = |lists: &Pair<Vec<&str>>| {
            let gone = |side: Side, k: &&str| {
                let (words, range) = (&self.row[side.other()], &self.range[side.other()]);
                !words.elsewhere(range, k) && !words.counts_elsewhere(range, k)
            };
            lists.old.iter().any(|k| gone(Side::Old, k)) || lists.new.iter().any(|k| gone(Side::New, k))
        };
        if self.longer() >= CLAUSE {
            return None;
        }
        let telling = numbers.as_ref().map(|list| list.iter().copied().filter(|k| !vague(k)).collect());
        if differ(&telling) && lost(&telling) {
            let class = if self.is_dated(&telling, &dates) { Class::Date } else { Class::Number };
            return Some(Finding::slight(class));
        }
        (differ(&dates) && lost(&dates)).then_some(Finding::slight(Class::Date))
    }

    /// 月曜 → 火曜
    fn weekday(&self) -> bool {
        let day = |side: Side| {
            let [day] = self.words[side].as_slice() else { return false };
            "月火水木金土日".contains(day) && self.row[side].beside(&self.range[side], 1) == Some("曜")
        };
        day(Side::Old) && day(Side::New)
    }

    /// Figures that are years, or stand beside a month.
    fn is_dated(&self, numbers: &Pair<Vec<&str>>, dates: &Pair<Vec<&str>>) -> bool {
        let beside = |side: Side| {
            let (words, range) = (&self.row[side], &self.range[side]);
            let next = words.beside(range, 1).unwrap_or("");
            // The figure itself touches the month.
            let edge = |k: Option<&&str>| k.is_some_and(|k| numbers[side].contains(k));
            let timed = |k: &str| words.language.may_be_month(k) || Language::ENGLISH.clock(k);
            let month = edge(self.words[side].first())
                && words.beside(range, -1).is_some_and(|k| words.language.may_be_month(k))
                || edge(self.words[side].last()) && timed(next);
            let ordinal = numbers[side].iter().all(|k| ordinal(k))
                && (Language::ENGLISH.is_span(next) || words.language.dates(next));
            month || ordinal || unspaced_date(words, range)
        };
        // "March 3" → "March 4", not "in March 3 of 9" → "in March 4".
        let touches = |side: Side| {
            let dated = |pair: &[&str]| {
                let number = |k: &str| numbers[side].contains(&k);
                matches!(pair, [a, b] if number(a) && self.language().dates(b) || self.language().dates(a) && number(b))
            };
            self.words[side].windows(2).any(dated)
        };
        let same = !dates.old.is_empty() && norms(&dates.old) == norms(&dates.new);
        let same = same && touches(Side::Old) && touches(Side::New);
        let years = |side: Side| years(&numbers[side]) || self.early_year(side, &numbers[side]);
        years(Side::Old) && years(Side::New) || same || beside(Side::Old) && beside(Side::New)
    }

    /// Whether the figure is a year before 1900, which the words around it tell: "in 1878.", not "in 1878 homes".
    fn early_year(&self, side: Side, numbers: &[&str]) -> bool {
        let ([number], words) = (numbers, &self.row[side]) else { return false };
        let Some(k) = self.range[side].clone().find(|&k| words.key(k) == *number) else { return false };
        let led = matches!(words.before(k), "in" | "since" | "until" | "before" | "after" | "from");
        let next = words.key(k + 1);
        let year = number.len() == 4 && number.starts_with('1') && number.bytes().all(|b| b.is_ascii_digit());
        year && led && (!next.starts_with(char::is_alphanumeric) || Language::ENGLISH.is_function(next))
    }

    /// "last week" → "last month" is a date, "two weeks" → "two months" a number.
    fn stretches(&self) -> Option<Finding> {
        let place = |k: &str| ordinal(k) || k == "this";
        if let ([old], [new]) = (self.words.old.as_slice(), self.words.new.as_slice())
            && place(old)
            && place(new)
        {
            let next = |side: Side| self.row[side].beside(&self.range[side], 1).unwrap_or("");
            let time = |k: &str| Language::ENGLISH.is_span(k) || self.language().dates(k);
            return (time(next(Side::Old)) && time(next(Side::New))).then_some(Finding::plain(Class::Date));
        }
        let stretch = |side: Side| {
            self.words[side]
                .iter()
                .copied()
                .filter(|k| Language::ENGLISH.is_span(k))
                .map(|k| Language::ENGLISH.stem(k))
                .collect::<Vec<_>>()
        };
        let (old, new) = (stretch(Side::Old), stretch(Side::New));
        if old.is_empty() || new.is_empty() || old == new || self.longer() > 3 {
            return None;
        }
        let counted = |side: Side| {
            let before = self.row[side].beside(&self.range[side], -1);
            before.into_iter().chain(self.words[side].iter().copied()).any(|k| self.language().numbers(k))
        };
        let class = if counted(Side::Old) && counted(Side::New) { Class::Number } else { Class::Date };
        Some(Finding::plain(class))
    }

    /// Figures or days stand on both sides, and not the same, or not in the same order.
    pub(crate) fn swapped(&self) -> bool {
        let told = |side: Side| -> Vec<&str> {
            let counts = |k: &&str| lang::figure(k) || self.language().dates(k);
            self.words[side].iter().copied().filter(counts).collect()
        };
        let (old, new) = (told(Side::Old), told(Side::New));
        self.longer() <= PHRASE && !old.is_empty() && !new.is_empty() && norms(&old) != norms(&new)
    }

    /// Figures that only a long wording has, and the rest of the row has not.
    pub(crate) fn recounts(&self) -> bool {
        let told = |side: Side| -> Vec<&str> {
            let digits = |k: &&str| lang::figure(k) && !Language::ENGLISH.clock(k);
            self.words[side].iter().copied().filter(digits).collect()
        };
        let (old, new) = (told(Side::Old), told(Side::New));
        let kept = |side: Side, k: &&str| {
            let (words, range) = (&self.row[side.other()], &self.range[side.other()]);
            let same = |other: &&str| bare_figure(other) == bare_figure(k);
            self.words[side.other()].iter().any(same) || words.counts_elsewhere(range, k)
        };
        self.longer() <= PHRASE
            && !old.is_empty()
            && !new.is_empty()
            && !old.iter().any(|k| kept(Side::Old, k))
            && !new.iter().any(|k| kept(Side::New, k))
    }
}

/// Whether all figures are years.
fn years(keys: &[&str]) -> bool {
    let year = |k: &&str| {
        k.len() == 4 && (k.starts_with("19") || k.starts_with("20")) && k.bytes().all(|b| b.is_ascii_digit())
    };
    keys.iter().all(year)
}

fn norms<'k>(keys: &[&'k str]) -> Vec<Cow<'k, str>> {
    keys.iter().map(|k| Language::ENGLISH.norm(k)).collect()
}

/// Numbers that a word more or less brings along: "the second", "half of".
fn vague(key: &str) -> bool {
    ordinal(key)
        || matches!(
            key,
            "half"
                | "double"
                | "doubled"
                | "twice"
                | "triple"
                | "tripled"
                | "dozens"
                | "hundreds"
                | "thousands"
                | "tens"
        )
}

fn ordinal(key: &str) -> bool {
    [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "last", "next",
        "previous", "1st", "2nd", "3rd", "4th",
    ]
    .contains(&key)
}

/// Whether a figure without spaces is that of a day, a month, a year or a day of the week.
fn unspaced_date(words: &RowTokens<'_>, range: &Range<usize>) -> bool {
    let numeral = |k: usize| words.key(k).chars().all(|c| lang::is_numeral(c) || c.is_ascii_digit());
    let mut end = range.end;
    while end < words.all().end && numeral(end) {
        end += 1;
    }
    let unit = matches!(words.key(end), "日" | "月" | "年" | "号" | "曜")
        && !matches!(words.key(end + 1), "间" | "間" | "前" | "后" | "後" | "半" | "以" | "来");
    unit || matches!(words.before(range.start), "期" | "周" | "週")
}
