//! The dates and times in a row: "March 3", "04.03.2021", "last week", "9 a.m.", "星期一".

use std::ops::Range;

use super::centuries::century;
use super::row_tokens::RowTokens;
use super::years::{
    counts_noun, counts_unit, follows_lead, is_span_of_years, is_year, quarter_in_figures, stands_alone,
};
use crate::lang::date_words::is_ordinal_ending;
use crate::lang::{self, Language, Set, Topics, is_numeral, unspaced_begins};

/// One element of a date or time: a weekday, a month, a day of the month, an hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    /// One or two words.
    pub(crate) words: Range<usize>,
    /// A normalised value, the same for "Mar." and "March", "3rd" and "3".
    pub(crate) value: String,
    /// Whether it is a part of a day or year, which is more often an ordinary word: "night".
    pub(crate) is_part: bool,
}

/// The dates in a row, in order. A figure alone is not a date, even if it may be a year.
pub(crate) fn dates(tokens: &RowTokens<'_>) -> Vec<Date> {
    let reader = Reader { tokens };
    let mut out: Vec<Date> = Vec::new();
    let mut k = 0;
    while tokens.goes_on(k) {
        match tokens.read_at(Topics::DATE, k, || reader.read(k)) {
            Some(date) => {
                k = date.words.end;
                out.push(date);
            }
            None => k += 1,
        }
    }
    out
}

struct Reader<'a> {
    tokens: &'a RowTokens<'a>,
}

impl Reader<'_> {
    fn read(&self, k: usize) -> Option<Date> {
        let key = self.tokens.key(k);
        let language = self.tokens.language;
        let date = |words: Range<usize>, value: String| Some(Date { words, value, is_part: false });
        if key.is_empty() || self.tokens.is_mark(k) {
            return None;
        }
        if let Some(value) = in_figures(key, |name| language.month(name).or_else(|| Language::ENGLISH.month(name))) {
            // "2021-06-30T10:40"
            let time = key.split_once('t').map_or("", |(_, time)| if time.contains(':') { time } else { "" });
            // "2021-06-30 10:40:07"; alone, it may be how long something took.
            let next = self.tokens.key(k + 1);
            if time.is_empty() && has_seconds(next) {
                return date(k..k + 2, format!("{value} {next}"));
            }
            return date(k..k + 1, if time.is_empty() { value } else { format!("{value} {time}") });
        }
        if let Some((time, words)) = language.clock_in_words((k..self.tokens.all().end).map(|k| self.tokens.key(k))) {
            return date(k..k + words, time);
        }
        if let Some(words) = self.unspaced(k).filter(|_| !key.is_ascii() || lang::figure(key)) {
            let value = words.clone().map(|k| self.tokens.key(k)).collect();
            return date(words, value);
        }
        if self.is_month(k) {
            let month = language.month(bare(key)).map_or(bare(key).to_owned(), |month| month.to_string());
            return date(k..k + 1, format!("m{month}"));
        }
        if let Some(day) = language.line(Set::Weekdays, bare(key)).filter(|_| self.is_named(k)) {
            return date(k..k + 1, format!("w{day}"));
        }
        if let Some((value, words)) = century(self.tokens, k) {
            return date(words, value);
        }
        if let Some(quarter) = quarter_in_figures(key)
            .filter(|_| self.tokens.is_capital(k) || key.starts_with(|c: char| c.is_ascii_digit()))
        {
            return date(k..k + 1, quarter);
        }
        if let Some(day) = self.day(k) {
            return date(k..k + 1, format!("d{day}"));
        }
        if let Some(year) = self.led_year(key) {
            return date(k..k + 1, year);
        }
        if let Some(year) = self.year(k) {
            return date(k..k + 1, format!("y{year}"));
        }
        if language.clock(key) || self.is_hour(k) || self.is_hour_by_context(k) || self.has_hour_sign(k) {
            let clock = key.trim_end_matches('.').replace('.', ":");
            let clock =
                if language.has(Set::BeforeHourSign, self.tokens.before(k)) { clock.replace('h', ":") } else { clock };
            let clock = clock.strip_suffix(':').map_or(clock.clone(), str::to_owned);
            let full = if clock.bytes().all(|b| b.is_ascii_digit()) { format!("{clock}:00") } else { clock };
            // "p.m." and "pm" are read alike.
            let is_time = full.contains(|c: char| c.is_ascii_digit());
            return date(k..k + 1, if is_time { full } else { full.replace(':', "") });
        }
        // "60s" is a minute in a text without spaces.
        let in_english = lang::decade(key) && !(language.is_unspaced() && key.len() < "1960s".len());
        if in_english || self.is_decade(k) {
            return date(k..k + 1, key.replace('\'', ""));
        }
        if let Some((value, words)) =
            language.ordinal(key).and_then(|_| century(self.tokens, k + 1)).filter(|(_, words)| words.start == k)
        {
            return date(words, value);
        }
        if self.names_span(k) {
            let value = format!("{} {}", key, language.stem(self.tokens.key(k + 1)));
            return date(k..k + 2, value);
        }
        // "i går", "la veille"
        let keys = (k..self.tokens.all().end).map(|k| self.tokens.key(k));
        if let Some((_, words)) = language.begins(Set::DateWords, keys).filter(|(_, words)| *words > 1) {
            return date(k..k + words, self.tokens.keys(&(k..k + words)).join(" "));
        }
        let is_part = language.has(Set::DateParts, bare(key));
        (is_part || language.has(Set::DateWords, bare(key))).then(|| Date {
            words: k..k + 1,
            value: bare(key).to_owned(),
            is_part,
        })
    }

    /// Where a capital tells days and months from other words, a word is one only with a capital or next to a figure.
    fn is_named(&self, k: usize) -> bool {
        !self.tokens.language.capital_dates()
            || self.tokens.is_capital(k)
            || lang::figure(self.tokens.before(k))
            || lang::figure(self.tokens.key(k + 1))
    }

    fn is_month(&self, k: usize) -> bool {
        let (language, key) = (self.tokens.language, self.tokens.key(k));
        let ordinary = language.has(Set::OrdinaryMonths, key); // distinguished by `RowTokens::find_may`
        // "Jan Smit"
        let is_first_name = || language.is_short_month(bare(key)) && !self.tokens.is_beside_figure(k);
        !ordinary && language.may_be_month(bare(key)) && self.is_named(k) && !is_first_name() && !self.is_surname(k)
    }

    /// Whether a word like a month is a surname: "Herr Mai", "Familie Mai".
    fn is_surname(&self, k: usize) -> bool {
        let is_title = self.tokens.language.is_title(self.tokens.before(k)) || self.tokens.follows_title(k);
        is_title && !self.tokens.is_beside_figure(k)
    }

    /// The day of a month, or the first and last of several: the figure next to the month.
    fn day(&self, k: usize) -> Option<String> {
        let key = self.tokens.key(k);
        let digits = key.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let ending = key.get(digits.len()..).unwrap_or("");
        let number = |digits: &str| digits.parse::<u32>().ok().filter(|day| (1..=31).contains(day));
        let day = match digits.split_once('-') {
            Some((first, last)) => {
                let (first, last) = (number(first)?, number(last)?);
                (first < last).then(|| format!("{first}-{last}"))?
            }
            None => match number(digits) {
                Some(day) => day.to_string(),
                None => return self.day_in_words(k),
            },
        };
        if !(ending.is_empty() || is_ordinal_ending(ending)) {
            return None;
        }
        // "March 3", "Mar. 3"
        let stop = usize::from(k > 1 && self.tokens.key(k - 1) == ".");
        let before = k.checked_sub(1 + stop).is_some_and(|b| {
            self.is_month(b) && (stop == 0 || !self.tokens.is_spaced(k - 1)) && !self.tokens.begins_cell(k)
        });
        // "3 March", "15. März", "3rd of March", "3 de marzo"
        let same_cell = |at: usize| (k + 1..=at).all(|k| !self.tokens.begins_cell(k));
        let after = [k + 1, k + 2].into_iter().filter(|&at| same_cell(at)).find(|&at| {
            at == k + 1 && self.is_month(at)
                || at == k + 2 && (self.tokens.key(k + 1) == "." || self.tokens.is_function(k + 1)) && self.is_month(at)
        });
        // "March 3-5" is one word, "March 3 and 5" are two.
        (before || after.is_some()).then_some(day)
    }

    /// A day of a month that is an ordinal in words: "premier mai", "the first of May".
    fn day_in_words(&self, k: usize) -> Option<String> {
        let (tokens, key) = (self.tokens, self.tokens.key(k));
        let day = tokens.language.ordinal(key).filter(|day| (1..=31).contains(day))?;
        let of = tokens.language.has(Set::InsideDate, tokens.key(k + 1));
        // "the second May bank holiday"
        let month = if of { k + 2 } else { k + 1 };
        ((of || day == 1) && self.is_month(month) && !tokens.begins_cell(month)).then(|| day.to_string())
    }

    /// A year that its context shows to be one: after a month and an optional day; before or after the name of its era; in
    /// brackets; or after "in" and not before a noun that it counts. A span of years needs no context but that.
    fn year(&self, k: usize) -> Option<&str> {
        let tokens = self.tokens;
        let key = tokens.key(k);
        let digits = (1..=4).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_digit());
        let after = (k + 1..tokens.all().end.min(k + 4)).filter(|&k| !tokens.is_mark(k)).map(|k| bare(tokens.key(k)));
        let era = tokens.language.begins(Set::AfterYear, after).filter(|_| digits && tokens.is_spaced(k + 1));
        // "471 BC", not "471 ad pages"
        let is_name = |words| words > 1 || tokens.is_capital(k + 1) || tokens.key(k + 1).contains('.');
        if era.is_some_and(|(_, words)| is_year(key) || is_name(words)) {
            return Some(key);
        }
        if !is_year(key) {
            // "1871-72 stands"
            let counted = if key.len() < "1871-1872".len() { counts_unit(tokens, k) } else { counts_noun(tokens, k) };
            return Some(key).filter(|key| is_span_of_years(key) && !counted);
        }
        let back = (k.saturating_sub(4)..k).rev();
        let mut back = back
            .skip_while(|&b| tokens.key(b) == "," || tokens.language.has(Set::InsideDate, tokens.key(b)))
            .peekable();
        let dated = back.peek().copied().is_some_and(|last| {
            let same_cell = (last + 1..=k).all(|k| !tokens.begins_cell(k));
            same_cell && self.is_month(last)
                || self.day(last).is_some() && back.skip(1).take(2).any(|b| self.is_month(b))
        });
        let is_year = dated
            || tokens.before(k) == "(" && tokens.key(k + 1) == ")"
            || (follows_lead(tokens, k) || stands_alone(tokens, k)) && !counts_noun(tokens, k);
        is_year.then_some(key)
    }

    /// Whether a figure is an hour: before "a.m." or a word for hours.
    fn is_hour(&self, k: usize) -> bool {
        let key = self.tokens.key(k);
        // "14.05 Uhr"
        let (hour, minute) = key.split_once('.').unwrap_or((key, "00"));
        let number = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        let (language, next) = (self.tokens.language, bare(self.tokens.key(k + 1)));
        // A line may be too short for detecting its language.
        let is_unit = |set: Set| {
            language.has(set, next) || language == Language::ENGLISH && key.contains('.') && lang::any_has(set, next)
        };
        number(hour)
            && number(minute)
            && minute.len() == 2
            && [Set::Clock, Set::ClockAfterHour].into_iter().any(is_unit)
    }

    /// "60er", "1960-talet"
    fn is_decade(&self, k: usize) -> bool {
        let key = self.tokens.key(k);
        let (digits, ending) = key.split_at(key.bytes().take_while(u8::is_ascii_digit).count());
        matches!(digits.len(), 2 | 4) && digits.ends_with('0') && self.tokens.language.has(Set::DecadeEndings, ending)
    }

    /// A year or decade in one word with what leads it: "FY2021", "c1871", "mid-1960s".
    fn led_year(&self, key: &str) -> Option<String> {
        let (lead, figure) = key.split_at(key.find(|c: char| c.is_ascii_digit())?);
        let leads = self.tokens.language.has(Set::LeadsYear, lead.trim_end_matches('-'));
        (leads && (is_year(figure) || lang::decade(figure))).then(|| format!("y{figure}"))
    }

    /// Whether a figure has a sign of an hour: "kl. 18.30", "à 9h30", "às 15h".
    fn has_hour_sign(&self, k: usize) -> bool {
        let (tokens, language) = (self.tokens, self.tokens.language);
        let stop = usize::from(k > 1 && tokens.before(k) == "." && !tokens.is_spaced(k - 1));
        let before = bare(tokens.before(k - stop));
        let key = tokens.key(k);
        let digits = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        let split = |sign: char| {
            key.split_once(sign).is_some_and(|(hour, minute)| digits(hour) && minute.len() == 2 && digits(minute))
        };
        language.has(Set::BeforeClock, before) && (digits(key) || split('.'))
            || language.has(Set::BeforeHourSign, before) && (split('h') || key.strip_suffix('h').is_some_and(digits))
    }

    /// Whether a figure without a unit is an hour: "the ferry leaves at 9", "open from 9.30 to noon".
    fn is_hour_by_context(&self, k: usize) -> bool {
        let (tokens, language) = (self.tokens, self.tokens.language);
        let (hour, minute) = tokens.key(k).split_once('.').unwrap_or((tokens.key(k), "00"));
        let number = |s: &str, most: u32| s.len() <= 2 && s.parse().is_ok_and(|n: u32| n <= most);
        let is_time = number(hour, 24) && minute.len() == 2 && number(minute, 59);
        if !is_time || !language.has(Set::BeforeHour, tokens.before(k)) {
            return false;
        }
        let next = tokens.key(k + 1);
        let counts = !(next.is_empty() || tokens.is_mark(k + 1) || tokens.is_function(k + 1) || language.dates(next));
        let near = tokens.window(&(k..k + 1), tokens.limits.hour_context_words);
        let has = |set: Set| near.clone().any(|at| language.has(set, bare(tokens.key(at))));
        let other_time = || near.clone().any(|at| at != k && (language.clock(tokens.key(at)) || self.is_hour(at)));
        let keeps_hours = || [Set::HourContext, Set::DateParts, Set::Weekdays].into_iter().any(has) || other_time();
        let spans =
            || near.clone().any(|at| language.is_span(tokens.key(at)) && !language.has(Set::DateParts, tokens.key(at)));
        !counts && !has(Set::Priced) && !spans() && keeps_hours()
    }

    /// "last week", "third quarter", "this year"
    fn names_span(&self, k: usize) -> bool {
        let (language, key) = (self.tokens.language, self.tokens.key(k));
        let which = language.has(Set::Which, key) || language.ordinal(key).is_some();
        which && language.is_span(self.tokens.key(k + 1))
    }

    /// A date or day of the week in scripts without spaces: a numeral and a unit.
    fn unspaced(&self, k: usize) -> Option<Range<usize>> {
        let key = |k: usize| self.tokens.key(k);
        let numeral = |k: usize| {
            let key = self.tokens.key(k);
            !key.is_empty() && key.chars().all(|c| is_numeral(c) || c.is_ascii_digit())
        };
        let weekday = |k: usize| matches!(key(k), "一" | "二" | "三" | "四" | "五" | "六" | "日" | "天");
        let begins = |set: Set, k: usize| unspaced_begins(set, (k..k + 4).map(key));
        if begins(Set::BeforeWeekdayNumeral, k).is_some() && weekday(k + 1) {
            return Some(k..k + 2);
        }
        if let Some(words) = begins(Set::Weekdays, k) {
            return Some(k..k + words);
        }
        let end = (k..self.tokens.all().end).find(|&at| !numeral(at))?;
        let dated = end > k && begins(Set::DateUnits, end).is_some();
        (dated && begins(Set::AfterDateUnit, end + 1).is_none()).then_some(k..end + 1)
    }
}

/// The calendar day that the elements of a date name, in figures or words: "2021-3-4".
pub(crate) fn calendar_day<'d>(dates: impl Iterator<Item = &'d Date>) -> Option<String> {
    let values: Vec<&str> = dates.map(|date| date.value.as_str()).collect();
    if let [day] = values.as_slice() {
        return (day.matches('-').count() == 2).then(|| (*day).to_owned());
    }
    let of = |kind: char| {
        let mut all = values.iter().filter_map(|value| value.strip_prefix(kind));
        let number = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
        all.next().filter(number).filter(|_| all.next().is_none())
    };
    let (year, month, day) = (of('y')?, of('m')?, of('d')?);
    (values.len() == 3).then(|| format!("{year}-{month}-{day}"))
}

/// Whether two lists of dates name the same days, with day, month and year in any order. Where the order of day and month
/// in figures is ambiguous, either may be meant.
pub(crate) fn same_dates(old: &[&Date], new: &[&Date]) -> bool {
    let day = |dates: &[&Date]| calendar_day(dates.iter().copied());
    let elements = |dates: &[&Date]| {
        let mut values: Vec<String> = dates.iter().map(|date| date.value.clone()).collect();
        values.sort_unstable();
        values
    };
    let is_one = |day: &str, dates: &[&Date]| {
        let [date] = dates else { return false };
        let Some((year, rest)) = date.value.split_once(' ') else { return false };
        let Some((a, b)) = rest.split_once(['/', '-', '.']) else { return false };
        day == format!("{year}-{a}-{b}") || day == format!("{year}-{b}-{a}")
    };
    match (day(old), day(new)) {
        (Some(old), Some(new)) => old == new,
        (Some(day), None) => is_one(&day, new),
        (None, Some(day)) => is_one(&day, old),
        (None, None) => !old.is_empty() && elements(old) == elements(new),
    }
}

/// Whether the dates that touch a range of words are elements of one day: at most one weekday, month, day and year each.
pub(crate) fn is_one_day(dates: &[Date], range: Range<usize>) -> bool {
    let element = |date: &Date| {
        let rest = date.value.strip_prefix(['w', 'm', 'd', 'y'])?;
        let numbered = rest.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        date.value.chars().next().filter(|_| numbered && !rest.is_empty())
    };
    let touched = dates.iter().filter(|d| d.words.start < range.end && range.start < d.words.end);
    let mut found = String::new();
    touched.map(element).all(|kind| {
        let new = kind.is_some_and(|kind| !found.contains(kind));
        found.extend(kind);
        new
    })
}

/// A word without a final full stop or possessive ending.
fn bare(key: &str) -> &str {
    key.trim_end_matches('.').trim_end_matches("'s")
}

/// The normalised value of a numeric date: `04.03.2021`, `3/4/2021`, `2021-06-30`, `04-Mar-2021`. The order of day and
/// month is not guessed where it is ambiguous.
fn in_figures(key: &str, month: impl Fn(&str) -> Option<usize>) -> Option<String> {
    let day_only = key.split_once('t').map_or(key, |(day, time)| if time.contains(':') { day } else { key });
    let sign = day_only.chars().find(|c| matches!(c, '.' | '/' | '-'))?;
    let mut parts = day_only.trim_end_matches('.').split(sign);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let number = |part: &str, most: usize| -> Option<u32> {
        let digits = (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse().ok())?
    };
    let year = |part: &str| number(part, 4).filter(|_| part.len() == 2 || is_year(part));
    let day = |part: &str| number(part, 2).filter(|n| (1..=31).contains(n));
    if is_year(a) {
        let (month, day) = (number(b, 2).filter(|n| (1..=12).contains(n))?, day(c)?);
        return Some(format!("{a}-{month}-{day}"));
    }
    let (first, last) = (day(a)?, year(c)?);
    if let Some(month) = month(b).filter(|_| b.starts_with(char::is_alphabetic)) {
        return Some(format!("{last}-{month}-{first}"));
    }
    let second = day(b)?;
    // The parts of a version number are short: "1.2.10".
    let long = c.len() == 4 || a.len() == 2 && b.len() == 2;
    if !long || first > 12 && second > 12 {
        return None;
    }
    Some(match sign {
        '.' if second <= 12 => format!("{last}-{second}-{first}"),
        _ if first > 12 => format!("{last}-{second}-{first}"),
        _ if second > 12 => format!("{last}-{first}-{second}"),
        _ => format!("{last} {first}{sign}{second}"),
    })
}

/// "10:40:07"
fn has_seconds(key: &str) -> bool {
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    key.split(':').count() == 3 && key.split(':').all(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numeric_dates_are_normalised() {
        let of = |key: &str| in_figures(key, |name| Language::ENGLISH.month(name));
        for key in ["30.06.2021", "2021-06-30", "30-jun-2021", "06/30/2021", "30/6/2021", "2021-06-30t10:40"] {
            assert_eq!(of(key).as_deref(), Some("2021-6-30"), "{key}");
        }
        assert_eq!(of("3/4/2021").as_deref(), Some("2021 3/4"));
        assert_eq!(of("04.03.2021").as_deref(), Some("2021-3-4"));
        for key in ["1.2.10", "192.168.1.1", "41-1/2", "3.5", "1,500.25", "8-3", "45/50/2021", "and/or/not"] {
            assert_eq!(of(key), None, "{key}");
        }
    }
}
