//! Datelines, agency slugs and dates.
//!
//! ```text
//! PORT ELLERY, March 4 (Sample Wire) - The harbour bridge …
//! └─place───┘  └date─┘  └─agency──┘  └ text from here on
//! (Sample Wire) -- The harbour bridge …
//!  └─agency──┘
//! ```

use std::ops::Range;

use crate::lang::Phrases;
use crate::lang::calendar::first_moment;
use crate::lang::date_words::{is_month_name, is_ordinal_ending, is_weekday, is_zone, joins_day_and_month};
use crate::text::BlockKind;
use crate::text::is_space;

/// Maximum length of a dateline, in bytes.
const DATELINE_BYTES: usize = 140;

/// A dateline or slug at the beginning of a story; ranges are bytes of the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::format) struct Dateline {
    /// Its length including the dash, in bytes.
    pub len: usize,
    /// The town, with an optional region.
    pub place: Option<Range<usize>>,
    /// The date as written.
    pub date: Option<Range<usize>>,
    /// The news agency.
    pub agency: Option<Range<usize>>,
}

impl Dateline {
    /// A slug without a place is a credit.
    pub(in crate::format) const fn kind(&self) -> BlockKind {
        if self.place.is_some() { BlockKind::Dateline } else { BlockKind::Credit }
    }
}

/// The dateline or slug at the beginning of a paragraph.
pub(in crate::format) fn run_in(line: &str) -> Option<Dateline> {
    if line.starts_with(|c: char| !c.is_ascii())
        && let Some(found) = unspaced(line)
    {
        return Some(found);
    }
    let (head, len, strong) = separator(line)?;
    let text = line.get(len..)?.chars().find(|&c| !is_space(c))?;
    let mut found = parse(line.get(..head)?, strong)?;
    // After an agency the dash is certain; "NATO - the alliance" is not a dateline.
    if found.agency.is_none() && text.is_lowercase() {
        return None;
    }
    found.len = line.get(..len)?.trim_end_matches(is_space).len();
    Some(found)
}

/// "新华社北京3月4日电 …", "【东京3月4日电】…": a place, a date and a word for a dispatch.
fn unspaced(line: &str) -> Option<Dateline> {
    const DISPATCH: Phrases = Phrases::of("datelines", "ends");
    let (at, _) = first_moment(line).filter(|(at, moment)| at.start <= PLACE_BYTES && moment.has_day())?;
    let open = line.len() - line.trim_start_matches(['【', '（', '(']).len();
    let place = line.get(open..at.start)?;
    // The word for the day is attached to the next one.
    let date = at.start..at.start + line.get(at)?.find(DAY)? + DAY.len_utf8();
    let following = line.get(date.end..)?;
    let end = DISPATCH.iter().find_map(|end| following.strip_prefix(end))?;
    let end = end.trim_start_matches(['】', '）', ')']);
    let named = !place.is_empty() && place.chars().all(|c| c.is_alphabetic() || matches!(c, '／' | '/' | '·'));
    named.then(|| Dateline {
        len: line.len() - end.len(),
        place: Some(open..date.start),
        date: Some(date),
        agency: None,
    })
}

/// Follows the day in numeric dates.
const DAY: char = '日';

/// Maximum bytes before the date of such a dateline.
const PLACE_BYTES: usize = 60;

/// A dateline on a separate line, as in old wire copy.
pub(in crate::format) fn own_line(line: &str) -> Option<Dateline> {
    if line.len() > DATELINE_BYTES {
        return None;
    }
    let bare = line.trim_end_matches(|c| is_space(c) || matches!(c, '-' | '–' | '—' | '_' | ':'));
    let found = parse(bare, false)?;
    (found.agency.is_some() || found.date.is_some()).then_some(Dateline { len: line.len(), ..found })
}

/// Whether a line is only a dateline.
pub(in crate::format) fn is_dateline(line: &str) -> bool {
    own_line(line).is_some_and(|found| found.place.is_some())
}

/// The dash after a dateline: its start, its end including spaces, and whether it is a long dash.
fn separator(line: &str) -> Option<(usize, usize, bool)> {
    let mut before = ' ';
    for (at, c) in line.char_indices().take_while(|&(at, _)| at < DATELINE_BYTES) {
        let closed = matches!(before, ')' | '/');
        let spaced = is_space(before) || closed;
        let dash = matches!(c, '—' | '–') || (spaced && matches!(c, '-' | '_' | '―')) || (closed && c == ':');
        if dash && at > 0 {
            let rest = line.get(at..)?;
            let marks = rest.trim_start_matches(['—', '–', '-', '_', '―', ':']);
            let text = marks.trim_start_matches(is_space);
            let strong = matches!(c, '—' | '–' | '―') || rest.starts_with("--");
            // A hyphen without a space after it is part of a word: "re- and pre-war".
            return (strong || text.len() < marks.len()).then_some((at, line.len() - text.len(), strong));
        }
        before = c;
    }
    None
}

/// Parses "PLACE, Region, Date (AGENCY)". Without agency and date, a place must be in capitals before a long
/// dash.
fn parse(head: &str, long_dash: bool) -> Option<Dateline> {
    let head = head.trim_end_matches(is_space);
    let (rest, agency) = split_agency(head);
    let rest = rest.trim_end_matches(|c| is_space(c) || matches!(c, ',' | '.'));
    let mut found = Dateline { agency, ..Dateline::default() };
    if rest.is_empty() {
        return found.agency.is_some().then_some(found);
    }
    found.date = date(rest);
    let until = found.date.as_ref().map_or(rest.len(), |date| date.start);
    if found
        .date
        .as_ref()
        .is_some_and(|date| rest.get(date.end..).is_some_and(|s| s.chars().any(char::is_alphanumeric)))
    {
        return None; // words after the date: a sentence
    }
    let place = rest.get(..until)?.trim_end_matches(|c| is_space(c) || matches!(c, ',' | ';'));
    let capitals = place_in_capitals(place)?;
    let town = place.split(',').next().unwrap_or("");
    let sure = found.agency.is_some() || (found.date.is_some() && (capitals || until > place.len()));
    let alone = capitals && long_dash && (town.len() > 4 || SHORT_TOWNS.has(town));
    found.place = Some(0..place.len());
    (sure || alone).then_some(found)
}

/// Agencies with lower-case names.
const SMALL_AGENCIES: Phrases = Phrases::of("agencies", "in small letters");

/// Splits `head` before "(Sample Wire)" or "/Sample Wire/" at its end, and returns the agency's range.
fn split_agency(head: &str) -> (&str, Option<Range<usize>>) {
    let bare = head.trim_end_matches('.');
    let (open, close) = match bare.chars().next_back() {
        Some(')') => ('(', ')'),
        Some('/') => ('/', '/'),
        _ => return (head, None),
    };
    let inner = bare.strip_suffix(close).unwrap_or(bare);
    let Some(at) = inner.rfind(open) else { return (head, None) };
    let name = inner.get(at + 1..).unwrap_or("");
    let words = name.split(is_space).count();
    let named = name.starts_with(char::is_uppercase) || SMALL_AGENCIES.has(name);
    let letters =
        name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '/' | '&' | '’' | '\'' | '\u{a0}'));
    let sentence = name.ends_with('.') && name.matches('.').count() == 1; // "(She laughed.)"
    if named && letters && !sentence && name.len() <= 40 && words <= 5 {
        (head.get(..at).unwrap_or(""), Some(at + 1..inner.len()))
    } else {
        (head, None)
    }
}

/// Whether the town of a place is in capitals; `None` if it is not a place, where every word has a capital.
fn place_in_capitals(place: &str) -> Option<bool> {
    const PARTICLES: Phrases = Phrases::of("datelines", "particles");
    let (mut words, mut first) = (0, true);
    let mut capitals = true;
    for part in place.split(',') {
        for word in part.split(|c| is_space(c) || matches!(c, '/' | '-')).filter(|w| !w.is_empty()) {
            words += 1;
            let name = word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '’' | '\''));
            if !name || (!word.starts_with(char::is_uppercase) && !PARTICLES.has(word)) {
                return None;
            }
            capitals &= !first || !word.chars().any(char::is_lowercase);
        }
        first = false;
    }
    (1..=7).contains(&words).then_some(capitals)
}

/// The number of a release, "0.7.1", and no time: "10.30".
fn is_release(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let minutes = word.split_once('.').map(|(_, rest)| rest);
    minutes.is_some_and(|rest| rest.len() != 2) && word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

const SHORT_TOWNS: Phrases = Phrases::of("datelines", "short towns");

/// Whether a line is only a date, with an optional weekday or time.
pub(in crate::format) fn is_date(line: &str) -> bool {
    const NEXT_TO_DATE: Phrases = Phrases::of("datelines", "next to a date");
    let Some(date) = date(line) else { return false };
    let others = [line.get(..date.start), line.get(date.end..)].into_iter().flatten();
    line.len() <= 48
        && !others.clone().flat_map(|s| s.split(is_space)).any(is_release)
        && others.flat_map(|s| s.split(|c: char| !c.is_alphanumeric())).filter(|w| !w.is_empty()).all(|word| {
            word.starts_with(|c: char| c.is_ascii_digit())
                || is_weekday(word)
                || is_zone(word)
                || NEXT_TO_DATE.has(word)
        })
}

/// The first date in `s`: "March 4", "March 4, 2024", "4 March 2024", "2024-03-04".
pub(in crate::format) fn date(s: &str) -> Option<Range<usize>> {
    if !s.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut words = s.split(|c| is_space(c) || c == ',').filter(|w| !w.is_empty()).map(|word| {
        let at = offset_in(s, word);
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let skipped = word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        (bare, at + skipped)
    });
    let (mut day_before, mut before, mut word) = (None::<(&str, usize)>, None::<(&str, usize)>, words.next()?);
    loop {
        let after = words.next();
        if is_iso(word.0) || is_figures(word.0) {
            return Some(word.1..word.1 + word.0.len());
        }
        if is_month_name(word.0) {
            let day = |w: Option<(&'_ str, usize)>| w.is_some_and(|(w, _)| is_day(w));
            let (start, last) = if day(after) {
                (word.1, after?)
            } else if day(before) && before.is_some_and(|(_, at)| s.get(at..word.1).is_some_and(|s| !s.contains(','))) {
                (before?.1, word)
            } else if day(day_before) && before.is_some_and(|(w, _)| joins_day_and_month(w)) {
                (day_before?.1, word) // "3 de marzo"
            } else {
                (day_before, before, word) = (before, Some(word), after?);
                continue;
            };
            let year = if day(after) { words.next() } else { after };
            let last = year.filter(|(w, at)| is_year(w) && at - last.1 <= last.0.len() + 3).unwrap_or(last);
            return Some(start..last.1 + last.0.len());
        }
        (day_before, before, word) = (before, Some(word), after?);
    }
}

fn is_day(word: &str) -> bool {
    let figures = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    word.strip_prefix(figures).is_some_and(|ending| ending.is_empty() || is_ordinal_ending(ending))
        && figures.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1700..=2199).contains(&year))
}

fn is_iso(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').take(4).collect();
    let number = |part: &str| is_day(part.trim_start_matches('0'));
    matches!(parts[..], [year, month, day] if is_year(year) && month.len() == 2 && number(month) && number(day))
}

/// "14.03.2024", "14/3/2024".
fn is_figures(word: &str) -> bool {
    let Some(year) = word.rsplit(['.', '/']).next().filter(|year| is_year(year)) else { return false };
    let head = word.get(..word.len() - year.len()).unwrap_or("");
    let mut parts = head.split_terminator(['.', '/']);
    let mut part = || parts.next().is_some_and(|part| is_day(part.trim_start_matches('0')));
    part() && part() && parts.next().is_none()
}

/// The year in a copyright line.
pub(in crate::format) fn year(s: &str) -> Option<Range<usize>> {
    let word = s.split(|c: char| !c.is_alphanumeric()).find(|word| is_year(word))?;
    let at = offset_in(s, word);
    Some(at..at + word.len())
}

/// Where in a text a part of it begins, in bytes.
fn offset_in(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<[&str; 4]> {
        let found = run_in(line)?;
        let of = |range: Option<Range<usize>>| range.and_then(|range| line.get(range)).unwrap_or("");
        Some([of(found.place), of(found.date), of(found.agency), line.get(..found.len).unwrap_or("")])
    }

    #[test]
    fn agency_datelines_are_read() {
        for (line, wanted) in [
            (
                "PORT ELLERY, March 4 (Sample Wire) - The bridge",
                ["PORT ELLERY", "March 4", "Sample Wire", "PORT ELLERY, March 4 (Sample Wire) -"],
            ),
            ("(Bloomberg) -- The bridge", ["", "", "Bloomberg", "(Bloomberg) --"]),
            ("(AP) — The bridge", ["", "", "AP", "(AP) —"]),
            ("LONDON (AP) — The bridge", ["LONDON", "", "AP", "LONDON (AP) —"]),
            ("PARIS (AFP) – The bridge", ["PARIS", "", "AFP", "PARIS (AFP) –"]),
            ("SPRINGFIELD, Ill. (AP) _ The bridge", ["SPRINGFIELD, Ill", "", "AP", "SPRINGFIELD, Ill. (AP) _"]),
            ("PARIS, March 3 - The bridge", ["PARIS", "March 3", "", "PARIS, March 3 -"]),
            (
                "NEW YORK/LONDON, Jan. 5 (Reuters) - The bridge",
                ["NEW YORK/LONDON", "Jan. 5", "Reuters", "NEW YORK/LONDON, Jan. 5 (Reuters) -"],
            ),
            (
                "Moscow, June 19, 2024 (TASS) - The bridge",
                ["Moscow", "June 19, 2024", "TASS", "Moscow, June 19, 2024 (TASS) -"],
            ),
            ("PORT-AU-PRINCE — The bridge", ["PORT-AU-PRINCE", "", "", "PORT-AU-PRINCE —"]),
            (
                "OSLO, March 4, 2024 /PRNewswire/ -- The bridge",
                ["OSLO", "March 4, 2024", "PRNewswire", "OSLO, March 4, 2024 /PRNewswire/ --"],
            ),
        ] {
            assert_eq!(read(line), Some(wanted), "{line}");
        }
    }

    #[test]
    fn datelines_of_other_languages() {
        for (line, place, date) in [
            ("BERLIN, 14. März (dpa) - Die Brücke", "BERLIN", "14. März"),
            ("PARIS, 3 mars (AFP) - Le pont", "PARIS", "3 mars"),
            ("MADRID, 3 de marzo (EFE) - El puente", "MADRID", "3 de marzo"),
            ("WARSZAWA, 3 października (PAP) - Most", "WARSZAWA", "3 października"),
            ("МОСКВА, 3 мая (ТАСС) - Мост", "МОСКВА", "3 мая"),
            ("新华社北京3月4日电 大桥", "新华社北京", "3月4日"),
            ("【东京3月4日电】大桥", "东京", "3月4日"),
        ] {
            assert_eq!(read(line).map(|[place, date, ..]| [place, date]), Some([place, date]), "{line}");
        }
        assert_eq!(read("大桥3月4日重新开放"), None);
    }

    #[test]
    fn sentences_are_not_datelines() {
        for line in [
            "NATO — The alliance met on Friday.", "NATO - the alliance - met on Friday.",
            "Kim and Putin (Russia) met - and signed.", "The bridge (closed since 1931) - it reopens.",
            "He said - on March 4 - that it was shut.", "A state-of-the-art bridge reopens.",
            "Prices (in dollars) - The table", "Version 2, June 1991 - The licence", "Engineers — 38 of them — came.",
            "(She laughed.) - The end",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn dates() {
        for (line, wanted) in [
            ("at the gate, North Harbour June 19, 2024. Pool", Some("June 19, 2024")),
            ("on 4 March 2024 it", Some("4 March 2024")),
            ("May the bridge", None),
            ("2024-03-04", Some("2024-03-04")),
            ("Sept. 3rd", Some("Sept. 3rd")),
            ("am 14. März 2024 um", Some("14. März 2024")),
            ("le 3 mars, à", Some("3 mars")),
            ("Stand: 14.03.2024, 11:42 Uhr", Some("14.03.2024")),
            ("on 3/4 of the gates", None),
        ] {
            assert_eq!(date(line).and_then(|range| line.get(range)), wanted, "{line}");
        }
        assert!(is_date("Wednesday, June 19, 2024 10:30 GMT") && !is_date("June 19 was cold"));
        assert!(is_date("Thu 14 Mar 2024 11.42 GMT") && is_date("Fri 3 May") && !is_date("2024"));
    }
}
