//! Times of versions for display, and their origins.

use crate::story::{Moment, VersionTime};
use crate::text::Origin;

const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];

/// The parts of a time that a list shows: as many as distinguish its versions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeParts {
    /// The year, if a list has several.
    pub year: bool,
    /// The time of day, if another version has the same date.
    pub clock: bool,
}

/// "19 Jun", "19 Jun 2024 08:10", "v2"; "by note" if there is only an editor's note, which may be long. A file's
/// modification time begins with `~`.
#[must_use]
pub fn short_time(time: &VersionTime, parts: TimeParts) -> String {
    let Some(moment) = time.moment.filter(|m| m.month.is_some() || m.clock.is_some() || m.year.is_some()) else {
        return if time.from == Origin::Note { "by note".to_owned() } else { time.value.clone() };
    };
    let month = |name: &str| name.chars().take(3).collect();
    let date = date(&moment, parts.year || moment.month.is_none(), month);
    let clock = clock(&moment).filter(|_| parts.clock || date.is_empty());
    let words: Vec<_> = [Some(date), clock].into_iter().flatten().filter(|w| !w.is_empty()).collect();
    format!("{}{}", if time.from == Origin::File { "~" } else { "" }, words.join(" "))
}

/// "19 June 2024, 08:10, stated in the dateline".
#[must_use]
pub fn long_time(time: &VersionTime) -> String {
    let words = time.moment.as_ref().map(full_date).filter(|words| !words.is_empty());
    format!("{}, {}", words.unwrap_or_else(|| time.value.clone()), how_known(time.from))
}

/// "19 June 2024, 08:10".
#[must_use]
pub fn full_date(moment: &Moment) -> String {
    let date = date(moment, true, str::to_owned);
    [Some(date), clock(moment)].into_iter().flatten().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The origin of a version's time.
const fn how_known(from: Origin) -> &'static str {
    match from {
        Origin::FrontMatter => "stated in the front matter",
        Origin::JsonLd | Origin::Meta => "stated by the page",
        Origin::Properties => "stated by the file's properties",
        Origin::MailHeader => "stated in the head of the mail",
        Origin::Dateline => "stated in the dateline",
        Origin::Name => "by the name",
        Origin::Note => "by an editor's note",
        Origin::File => "file time",
        _ => "stated in the text",
    }
}

fn date(moment: &Moment, year: bool, month: impl Fn(&str) -> String) -> String {
    let name = moment.month.and_then(|m| MONTHS.get(usize::from(m).checked_sub(1)?)).map(|name| month(name));
    let day = moment.day.filter(|_| name.is_some()).map(|day| day.to_string());
    let year = moment.year.filter(|_| year).map(|year| year.to_string());
    [day, name, year].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn clock(moment: &Moment) -> Option<String> {
    moment.clock.map(|seconds| format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_only_the_necessary_parts() {
        let moment = Moment::of_unix(1_718_784_600);
        let time = |moment, from| VersionTime { value: "v2".to_owned(), from, moment };
        let stated = time(Some(moment), Origin::Dateline);
        let all = TimeParts { year: true, clock: true };
        assert_eq!(short_time(&stated, TimeParts::default()), "19 Jun");
        assert_eq!(short_time(&stated, all), "19 Jun 2024 08:10");
        assert_eq!(short_time(&time(Some(moment), Origin::File), TimeParts::default()), "~19 Jun");
        assert_eq!(short_time(&time(None, Origin::Name), all), "v2");
        let clock = Moment { year: None, month: None, day: None, ..moment };
        assert_eq!(short_time(&time(Some(clock), Origin::Text), TimeParts::default()), "08:10");
        assert_eq!(long_time(&stated), "19 June 2024, 08:10, stated in the dateline");
        assert_eq!(long_time(&time(None, Origin::Note)), "v2, by an editor's note");
    }
}
