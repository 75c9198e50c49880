//! Dates and times of day as people write them: `19 June 2024`, `June 19`, `14.03.2024`, `2024-06-19T10:40Z`, `3:45 PM`.

use std::ops::Range;

use super::date_words::{is_hour_word, is_ordinal_ending, is_small_word, is_zone, joins_day_and_month, month};

pub use super::moment::Moment;

/// The first date in `text` with the time of day next to it, and the range of both.
#[must_use]
pub(crate) fn first_moment(text: &str) -> Option<(Range<usize>, Moment)> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let (end, date) = date_at(text, &tokens, at)?;
        let range = tokens[at].range.start..tokens[end - 1].range.end;
        Some(with_clock(text, range, date))
    })
}

/// The first time of day in `text`, and its range.
#[must_use]
pub(crate) fn first_clock(text: &str) -> Option<(Range<usize>, Moment)> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let (end, clock) = clock_at(text, &tokens, at)?;
        Some((tokens[at].range.start..tokens[end - 1].range.end, clock))
    })
}

/// How many bytes a time of day may be from its date.
const CLOCK_DISTANCE: usize = 24;

fn with_clock(text: &str, range: Range<usize>, date: Moment) -> (Range<usize>, Moment) {
    if date.clock.is_some() {
        return (range, date);
    }
    if let Some((at, clock)) = text.get(range.end..).and_then(first_clock).filter(|(at, _)| at.start <= CLOCK_DISTANCE)
    {
        return (range.start..range.end + at.end, date.at(&clock));
    }
    let before = text.get(..range.start).and_then(first_clock).filter(|(at, _)| at.end + CLOCK_DISTANCE >= range.start);
    match before {
        Some((at, clock)) => (at.start..range.end, date.at(&clock)),
        None => (range, date),
    }
}

/// A run of letters or a run of digits.
struct Token<'a> {
    text: &'a str,
    range: Range<usize>,
}

impl Token<'_> {
    fn number(&self) -> Option<u32> {
        self.text.bytes().all(|b| b.is_ascii_digit()).then(|| self.text.parse().ok()).flatten()
    }

    fn is_digits(&self, long: usize) -> bool {
        self.text.len() == long && self.number().is_some()
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    let class = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
    let mut open: Option<(usize, (bool, bool))> = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in ends {
        let class = class(c);
        if open.is_some_and(|(_, was)| was == class) {
            continue;
        }
        if let Some((start, _)) = open.take() {
            out.extend(text.get(start..at).map(|text| Token { text, range: start..at }));
        }
        open = (class != (false, false)).then_some((at, class));
    }
    out
}

/// The text between two tokens.
fn between<'a>(text: &'a str, tokens: &[Token<'_>], at: usize) -> &'a str {
    match (tokens.get(at), tokens.get(at + 1)) {
        (Some(a), Some(b)) => text.get(a.range.end..b.range.start).unwrap_or(""),
        _ => "",
    }
}

/// Parses a date that begins at a token; returns the token after it, and the date.
fn date_at(text: &str, tokens: &[Token<'_>], at: usize) -> Option<(usize, Moment)> {
    iso(text, tokens, at)
        .or_else(|| figures(text, tokens, at))
        .or_else(|| day_first(text, tokens, at))
        .or_else(|| month_first(text, tokens, at))
        .or_else(|| ideographs(text, tokens, at))
}

/// `2024-06-19`, `2024/06/19`, `20240619`; with `T10:40:00Z` or ` 10:40` after it.
fn iso(text: &str, tokens: &[Token<'_>], at: usize) -> Option<(usize, Moment)> {
    let token = tokens.get(at)?;
    if let (true, Some(n)) = (token.is_digits(8), token.number()) {
        let date = dated(Some(n / 10_000), n / 100 % 100, n % 100)
            .filter(|d| d.year.is_some_and(|y| (1900..2100).contains(&y)))?;
        return Some(iso_clock(text, tokens, at + 1, date).unwrap_or((at + 1, date)));
    }
    let separator = between(text, tokens, at);
    if !token.is_digits(4) || !matches!(separator, "-" | "/" | "." | "_") || between(text, tokens, at + 1) != separator
    {
        return None;
    }
    let part = |n: usize| tokens.get(at + n)?.number();
    let date = dated(token.number(), part(1)?, part(2)?)?;
    Some(iso_clock(text, tokens, at + 3, date).unwrap_or((at + 3, date)))
}

/// Parses the `T10:40:00Z` after a date.
fn iso_clock(text: &str, tokens: &[Token<'_>], at: usize, date: Moment) -> Option<(usize, Moment)> {
    let t = tokens.get(at)?;
    if !t.text.eq_ignore_ascii_case("t") || tokens.get(at.checked_sub(1)?)?.range.end != t.range.start {
        return None;
    }
    let first = tokens.get(at + 1)?;
    let mut end = at + 2;
    let (hour, minute, second) = if let (6 | 4, Some(n)) = (first.text.len(), first.number()) {
        if first.text.len() == 6 { (n / 10_000, n / 100 % 100, n % 100) } else { (n / 100, n % 100, 0) }
    } else {
        let minute = tokens.get(at + 2)?.number()?;
        end += 1;
        let joined = matches!(between(text, tokens, at + 2), ":" | "-" | "_" | ".");
        let second = tokens.get(at + 3).filter(|s| joined && s.is_digits(2)).and_then(Token::number);
        end += usize::from(second.is_some());
        (first.number()?, minute, second.unwrap_or(0))
    };
    let clock = clock(hour, minute, second)?;
    let mut moment = Moment { clock: Some(clock), ..date };
    // A fraction of a second.
    if between(text, tokens, end - 1) == "." && tokens.get(end).is_some_and(|t| t.number().is_some()) {
        end += 1;
    }
    if tokens.get(end).is_some_and(|z| z.text.eq_ignore_ascii_case("z") && z.range.start == tokens[end - 1].range.end) {
        moment.offset = Some(0);
        end += 1;
    } else if let (sign @ ("+" | "-"), Some(hours)) = (between(text, tokens, end - 1), tokens.get(end)) {
        let minutes = tokens.get(end + 1).filter(|_| between(text, tokens, end) == ":").and_then(Token::number);
        let ahead = match (hours.text.len(), hours.number(), minutes) {
            (2, Some(h), Some(m)) if h < 15 && m < 60 => Some((h * 60 + m, 2)),
            (4, Some(n), _) if n < 1500 => Some((n / 100 * 60 + n % 100, 1)),
            _ => None,
        };
        if let Some((ahead, used)) = ahead {
            let ahead = i16::try_from(ahead).unwrap_or(0);
            moment.offset = Some(if sign == "-" { -ahead } else { ahead });
            end += used;
        }
    }
    Some((end, moment))
}

/// `14.03.2024`, `14/3/2024`, `3/14/2024`, `14-03-2024`.
fn figures(text: &str, tokens: &[Token<'_>], at: usize) -> Option<(usize, Moment)> {
    let separator = between(text, tokens, at);
    if !matches!(separator, "." | "/" | "-") || between(text, tokens, at + 1) != separator {
        return None;
    }
    let (a, b, year) = (tokens.get(at)?, tokens.get(at + 1)?, tokens.get(at + 2)?);
    if !year.is_digits(4) || a.text.len() > 2 || b.text.len() > 2 {
        return None;
    }
    let (a, b) = (a.number()?, b.number()?);
    // Americans write the month first, with slashes.
    let (day, month) = if b > 12 || (separator == "/" && a <= 12) { (b, a) } else { (a, b) };
    Some((at + 3, dated(year.number(), month, day)?))
}

/// `19 June 2024`, `14. März`, `3rd of May`.
fn day_first(text: &str, tokens: &[Token<'_>], at: usize) -> Option<(usize, Moment)> {
    let day = tokens.get(at)?.number().filter(|_| tokens[at].text.len() <= 2)?;
    let ordinal = usize::from(
        tokens.get(at + 1).is_some_and(|t| is_ordinal_ending(t.text) && t.range.start == tokens[at].range.end),
    );
    let of = usize::from(tokens.get(at + 1 + ordinal).is_some_and(|t| joins_day_and_month(t.text)));
    let at_month = at + 1 + ordinal + of;
    let near = |n: usize| between(text, tokens, n).chars().all(|c| matches!(c, ' ' | '.' | '-' | '_' | '\u{a0}'));
    let name = tokens.get(at_month).map_or("", |t| t.text);
    let month = month(name).filter(|_| near(at_month - 1))?;
    let mut end = at_month + 1;
    let de = usize::from(tokens.get(end).is_some_and(|t| joins_day_and_month(t.text)));
    let year = tokens.get(end + de).filter(|t| t.is_digits(4) && near_year(between(text, tokens, end + de - 1)));
    let year = year.and_then(Token::number).filter(|y| is_year(*y));
    if year.is_some() {
        end += de + 1;
    } else if is_small_word(name) {
        return None; // "3 out of 4", "3 days ago"
    }
    Some((end, dated(year, month, day)?))
}

/// `June 19, 2024`, `Sept. 3rd`, `June 2024`.
fn month_first(text: &str, tokens: &[Token<'_>], at: usize) -> Option<(usize, Moment)> {
    let word = tokens.get(at)?;
    let near = |s: &str| s.len() <= 2 && s.chars().all(|c| matches!(c, ' ' | '.' | '-' | '_' | '\u{a0}'));
    let next = tokens.get(at + 1).filter(|t| t.number().is_some() && near(between(text, tokens, at)))?;
    // In lower case "may 3" is rarely a date.
    let month = month(word.text).filter(|_| !is_small_word(word.text))?;
    if let Some(year) = next.number().filter(|y| next.text.len() == 4 && is_year(*y)) {
        return Some((
            at + 2,
            Moment { year: u16::try_from(year).ok(), month: Some(month as u8), ..Moment::default() },
        ));
    }
    let day = next.number().filter(|_| next.text.len() <= 2)?;
    let mut end = at + 2;
    end += usize::from(
        tokens.get(end).is_some_and(|t| is_ordinal_ending(t.text) && t.range.start == tokens[end - 1].range.end),
    );
    let year = tokens.get(end).filter(|t| t.is_digits(4) && near_year(between(text, tokens, end - 1)));
    let year = year.and_then(Token::number).filter(|y| is_year(*y));
    if year.is_some() {
        end += 1;
    }
    Some((end, dated(year, month, day)?))
}

/// `2024年6月19日`, `6月19日`.
fn ideographs(text: &str, tokens: &[Token<'_>], at: usize) -> Option<(usize, Moment)> {
    let unit = |n: usize, unit: &str| {
        tokens.get(n).is_some_and(|t| t.text.starts_with(unit)) && between(text, tokens, n - 1).is_empty()
    };
    let first = tokens.get(at)?.number()?;
    if unit(at + 1, "年") && unit(at + 3, "月") && unit(at + 5, "日") {
        let part = |n: usize| tokens.get(at + n)?.number();
        return Some((at + 6, dated(Some(first), part(2)?, part(4)?)?));
    }
    if unit(at + 1, "月") && unit(at + 3, "日") {
        return Some((at + 4, dated(None, first, tokens.get(at + 2)?.number()?)?));
    }
    None
}

/// `3:45 PM`, `15:45`, `15.45 Uhr`, `10h40`, `3 p.m.`, `1045 GMT`.
fn clock_at(text: &str, tokens: &[Token<'_>], at: usize) -> Option<(usize, Moment)> {
    let hour = tokens.get(at)?;
    let n = hour.number()?;
    let separator = between(text, tokens, at);
    let next = tokens.get(at + 1);
    let minutes = next.filter(|m| m.is_digits(2)).and_then(Token::number);
    let zoned = |n: usize| tokens.get(n).is_some_and(|t| is_zone(t.text) || is_hour_word(t.text));
    let (end, hours, minutes, second) = match (separator, minutes) {
        (":", Some(m)) if hour.text.len() <= 2 => {
            let second = tokens.get(at + 2).filter(|s| s.is_digits(2) && between(text, tokens, at + 1) == ":");
            (at + 2 + usize::from(second.is_some()), n, m, second.and_then(Token::number).unwrap_or(0))
        }
        (".", Some(m)) if hour.text.len() <= 2 && (zoned(at + 2) || half(text, tokens, at + 2).is_some()) => {
            (at + 2, n, m, 0)
        }
        _ if hour.text.len() <= 2 && next.is_some_and(|h| h.text == "h") && separator.is_empty() => {
            let minute = tokens.get(at + 2).filter(|m| m.is_digits(2) && between(text, tokens, at + 1).is_empty());
            (at + 2 + usize::from(minute.is_some()), n, minute.and_then(Token::number).unwrap_or(0), 0)
        }
        _ if hour.text.len() == 4 && zoned(at + 1) => (at + 1, n / 100, n % 100, 0),
        _ if hour.text.len() <= 2
            && (half(text, tokens, at + 1).is_some() || (zoned(at + 1) && tokens[at + 1].text != "h")) =>
        {
            (at + 1, n, 0, 0)
        }
        _ => return None,
    };
    let (hours, end) = match half(text, tokens, end) {
        Some((after_noon, next)) if (1..=12).contains(&hours) => (hours % 12 + if after_noon { 12 } else { 0 }, next),
        _ => (hours, end),
    };
    let utc = tokens.get(end).is_some_and(|z| matches!(z.text, "UTC" | "GMT"));
    let end = end + usize::from(tokens.get(end).is_some_and(|z| is_zone(z.text)));
    let clock = clock(hours, minutes, second)?;
    Some((end, Moment { clock: Some(clock), offset: utc.then_some(0), ..Moment::default() }))
}

/// Parses the `PM` or `a.m.` at a token; returns whether it is p.m., and the token after it.
fn half(text: &str, tokens: &[Token<'_>], at: usize) -> Option<(bool, usize)> {
    let token = tokens.get(at).filter(|_| at > 0 && between(text, tokens, at - 1).trim().is_empty())?;
    let lower = token.text.to_ascii_lowercase();
    match lower.as_str() {
        "pm" => Some((true, at + 1)),
        "am" => Some((false, at + 1)),
        "p" | "a" => {
            let m = tokens.get(at + 1).filter(|m| m.text.eq_ignore_ascii_case("m"))?;
            (between(text, tokens, at) == "." || m.range.start == token.range.end).then_some((lower == "p", at + 2))
        }
        _ => None,
    }
}

fn dated(year: Option<u32>, month: u32, day: u32) -> Option<Moment> {
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && year.is_none_or(is_year);
    valid.then(|| Moment {
        year: year.and_then(|y| u16::try_from(y).ok()),
        month: u8::try_from(month).ok(),
        day: u8::try_from(day).ok(),
        ..Moment::default()
    })
}

fn clock(hour: u32, minute: u32, second: u32) -> Option<u32> {
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
}

fn is_year(year: u32) -> bool {
    (1000..=2199).contains(&year)
}

fn near_year(between: &str) -> bool {
    between.len() <= 3 && between.chars().all(|c| matches!(c, ' ' | ',' | '.' | '-' | '_' | '\u{a0}'))
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::*;

    fn read(text: &str) -> String {
        first_moment(text).map_or_else(String::new, |(_, moment)| moment.to_string())
    }

    #[test]
    fn dates_are_read_in_many_forms() {
        for (text, expected) in [
            ("Published June 19, 2024", "2024-06-19"),
            ("PORT ELLERY, March 4", "--03-04"),
            ("Wednesday, 19 June 2024 10:40 GMT", "2024-06-19T10:40:00Z"),
            ("2024-06-19T10:40:00Z", "2024-06-19T10:40:00Z"),
            ("2024-06-19T10:40:30+02:00", "2024-06-19T10:40:30+02:00"),
            ("2024-06-19 10:40", "2024-06-19T10:40"),
            ("date: 2024/06/09", "2024-06-09"),
            ("Stand: 14.03.2024, 11:42 Uhr", "2024-03-14T11:42"),
            ("am 14. März 2024 um", "2024-03-14"),
            ("le 1er juillet 2021 à 10h40", "2021-07-01T10:40"),
            ("3 de mayo de 2020", "2020-05-03"),
            ("3/14/2024", "2024-03-14"),
            ("14/3/2024", "2024-03-14"),
            ("Sept. 3rd", "--09-03"),
            ("UPDATED 3:45 PM, June 2, 2023", "2023-06-02T15:45"),
            ("June 2, 2023 at 12:05 a.m. EDT", "2023-06-02T00:05"),
            ("Draft of June 2023", "2023-06"),
            ("2024年6月19日 上午", "2024-06-19"),
            ("20240619T104000Z", "2024-06-19T10:40:00Z"),
            ("", ""),
            ("on 3/4 of the gates", ""),
            ("they may 3 times", ""),
            ("31 apples in 2024", ""),
            ("Room 19-20-2024", ""),
            ("3 out of 4 gates", ""),
            ("12 out. 2024", "2024-10-12"),
            ("5 мая 2024 года", "2024-05-05"),
            ("3 października", "--10-03"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn times_of_day_are_read() {
        let read = |text| first_clock(text).map_or_else(String::new, |(_, clock)| clock.to_string());
        for (text, expected) in [
            ("UPDATED 3:45 PM", "15:45"),
            ("Updated at 11.05 p.m.", "23:05"),
            ("15:45:30", "15:45:30"),
            ("1045 GMT", "10:45:00Z"),
            ("at 3 p.m. on", "15:00"),
            ("10h40", "10:40"),
            ("a ratio of 3:4", ""),
            ("25:00", ""),
            ("Psalm 3.16", ""),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn moments_are_ordered_by_the_parts_both_have() {
        let order = |a: &str, b: &str| {
            let of = |text| first_moment(text).or_else(|| first_clock(text)).map(|m| m.1).unwrap_or_default();
            of(a).order(&of(b))
        };
        assert_eq!(order("March 4", "March 5"), Some(Ordering::Less));
        assert_eq!(order("Dec 31", "Jan 1"), Some(Ordering::Less));
        assert_eq!(order("31 December 2024", "1 January 2024"), Some(Ordering::Greater));
        assert_eq!(order("March 4, 2024", "March 4"), None);
        assert_eq!(order("March 4, 2024 10:00", "March 4, 2024"), None);
        assert_eq!(order("3:45 PM", "11:10 AM"), Some(Ordering::Greater));
        assert_eq!(order("June 2023", "2 June 2023"), None);
        assert_eq!(order("2024-06-19T10:00:00+02:00", "2024-06-19T09:00:00Z"), Some(Ordering::Less));
        assert_eq!(order("2024-06-19T01:00:00+02:00", "2024-06-18T23:30:00Z"), Some(Ordering::Less));
    }

    #[test]
    fn day_distances_wrap_around_the_year() {
        let apart = |a: &str, b: &str| first_moment(a)?.1.days_apart(&first_moment(b)?.1);
        assert_eq!(apart("March 4", "March 7"), Some(3));
        assert_eq!(apart("Dec 31", "Jan 2"), Some(2));
        assert_eq!(apart("1 March 2023", "1 March 2024"), Some(365));
        assert_eq!(apart("June 2024", "3 June"), None);
    }
}
