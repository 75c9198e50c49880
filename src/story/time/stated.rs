//! The time that a document states: its dateline, `Published …`, `UPDATED 3:45 PM`, a date on a separate line, front
//! matter. A date in the running text belongs to the story, not to the document.

use crate::lang::calendar::Moment;
use crate::lang::calendar::first_clock;
use crate::lang::calendar::first_moment;
use crate::lang::date_words::is_weekday;
use crate::lang::date_words::is_zone;
use crate::lang::version_words::Label;
use crate::lang::version_words::label;
use crate::text::BlockKind;
use crate::text::Document;
use crate::text::Found;
use crate::text::Origin;
use crate::text::Value;
use crate::text::ceil_boundary;

use super::version_time::VersionTime;

/// Maximum length of a line that dates its text, and its maximum distance from the beginning or end, in bytes.
const LINE_BYTES: usize = 120;
const NEAR_TOP_BYTES: usize = 3000;
const NEAR_END_BYTES: usize = 600;

/// Maximum number of lines examined at the beginning and at the end.
const END_LINES: usize = 24;

/// The times found so far. The first of each kind counts, except for updates.
#[derive(Debug, Default)]
struct Stated {
    updated: Option<(Moment, Origin)>,
    published: Option<(Moment, Origin)>,
    dateline: Option<Moment>,
}

/// The time when a document was written or last changed, as stated.
pub(super) fn stated(document: &Document) -> Option<VersionTime> {
    let text = &*document.text;
    let about = &document.about;
    let mut found =
        Stated { updated: field(text, &about.modified), published: field(text, &about.published), dateline: None };
    let top = lines(text, 0, NEAR_TOP_BYTES).take(END_LINES);
    let end = text.len().saturating_sub(NEAR_END_BYTES).max(NEAR_TOP_BYTES.min(text.len()));
    let foot = lines(text, end, text.len());
    let foot: Vec<_> = foot.collect();
    let mut front_matter = false;
    for (n, line) in top.enumerate() {
        if line.trim_end() == "---" || line.trim_end() == "+++" {
            front_matter = n == 0;
            continue;
        }
        found.line(line, if front_matter { Origin::FrontMatter } else { Origin::Text });
    }
    foot.iter().rev().take(END_LINES).rev().for_each(|line| found.line(line, Origin::Text));
    found.dateline = dateline(document);
    found.best()
}

/// The date of the dateline: of the first line near the beginning in the form of one, otherwise of a dateline block.
fn dateline(document: &Document) -> Option<Moment> {
    let text = &*document.text;
    let top = text.char_indices().map(|(at, _)| at).nth(NEAR_TOP_BYTES).and_then(|end| text.get(..end)).unwrap_or(text);
    let mut lines = top.lines().map(str::trim).filter(|l| !l.is_empty()).take(END_LINES);
    let blocks = || document.blocks.iter().filter(|b| b.kind == BlockKind::Dateline);
    // "Published June 19" on a separate line dates the page, not the report.
    let placed = |line: &str| first_moment(line).filter(|(at, _)| at.start > 0 && label(line).is_none()).map(|f| f.1);
    let in_block = || blocks().filter_map(|b| placed(b.span.of(text))).find(Moment::has_day);
    lines.find_map(begins_with_dateline).or_else(in_block)
}

/// `SALVADOR, Feb 26 - Showers continued`: a place in capitals, a date, a dash.
fn begins_with_dateline(line: &str) -> Option<Moment> {
    let head = line.get(..line.char_indices().nth(80).map_or(line.len(), |(at, _)| at))?;
    let town = head.split([',', '/', '(']).next()?;
    let capitals = |s: &str| !s.chars().any(char::is_lowercase);
    // A quick check that most lines fail.
    if !head.get(..3).is_some_and(capitals) || !head.contains(['-', '–', '—', '_', '―']) {
        return None;
    }
    let (at, moment) = first_moment(head).filter(|(_, m)| m.has_day())?;
    let place = head.get(..at.start)?.trim_end_matches([' ', ',']);
    let town = town.get(..town.len().min(place.len()))?;
    let words = place.split([' ', '/', ',']).filter(|w| !w.is_empty()).count();
    let named = town.len() > 2 && capitals(town) && !town.contains(|c: char| c.is_ascii_digit());
    let following = head.get(at.end..)?.trim_start();
    let agency = following.strip_prefix('(').and_then(|b| Some(b.split_once(')')?.1.trim_start()));
    let dash = agency.unwrap_or(following).starts_with(['-', '–', '—', '_', '―']);
    (named && words <= 6 && dash).then_some(moment)
}

/// The day of the event, as far as the document's dates show: the dateline, or else the publication date; and whether
/// it is a dateline.
pub(in crate::story) fn event_day(document: &Document) -> Option<(Moment, bool)> {
    let reported = dateline(document).map(|day| (day, true));
    reported.or_else(|| Some((stated(document)?.moment?, false))).filter(|(day, _)| day.has_day())
}

/// A time from a field of the file's format; the date of a caption or a copyright year is weak evidence of a text's
/// age.
fn field(text: &str, found: &Option<Found<Value>>) -> Option<(Moment, Origin)> {
    const FIELDS: [Origin; 5] =
        [Origin::FrontMatter, Origin::JsonLd, Origin::Meta, Origin::Properties, Origin::MailHeader];
    let found = found.as_ref().filter(|f| FIELDS.contains(&f.from))?;
    Some((first_moment(found.value.of(text))?.1, found.from))
}

/// The short lines of a part of a text, trimmed.
fn lines(text: &str, start: usize, end: usize) -> impl Iterator<Item = &str> {
    let part = text.get(ceil_boundary(text, start)..ceil_boundary(text, end)).unwrap_or("");
    part.lines().map(str::trim).filter(|l| !l.is_empty() && l.len() <= LINE_BYTES)
}

impl Stated {
    fn line(&mut self, line: &str, source: Origin) {
        // All dates and times have a figure, and most lines have none.
        if !line.bytes().any(|b| b.is_ascii_digit()) {
            return;
        }
        match label(line) {
            Some((label, rest)) => self.labelled(label, rest, source),
            None => self.bare(line, source),
        }
        // "Published 9 a.m. | Updated 3:45 PM": the second half of a line has a separate label.
        if let Some((_, second)) = line.split_once(['|', '·', '•', ';'])
            && let Some((label, rest)) = label(second)
        {
            self.labelled(label, rest, source);
        }
    }

    fn labelled(&mut self, label: Label, rest: &str, source: Origin) {
        let rest = rest.split(['|', '·', '•', ';']).next().unwrap_or(rest);
        // The date must follow directly: "Updated rules take effect on May 3" is a headline.
        let close = |at: usize| words_before(rest, at) <= 3;
        let moment = first_moment(rest).or_else(|| first_clock(rest)).filter(|(at, _)| close(at.start)).map(|(_, m)| m);
        let Some(moment) = moment else { return };
        match label {
            Label::Updated if self.updated.is_none_or(|(m, _)| moment.order(&m).is_none_or(|o| o.is_gt())) => {
                self.updated = Some((moment, source));
            }
            Label::Published => _ = self.published.get_or_insert((moment, source)),
            Label::Updated => {}
        }
    }

    /// A date on a separate line, with an optional weekday and time.
    fn bare(&mut self, line: &str, source: Origin) {
        if self.published.is_some() || line.len() > 56 || is_sentence(line) {
            return;
        }
        if let Some((at, moment)) = first_moment(line).filter(|(_, m)| m.has_day()) {
            let others = [line.get(..at.start), line.get(at.end..)].into_iter().flatten();
            let mut words = others.flat_map(|s| s.split(|c: char| !c.is_alphanumeric())).filter(|w| !w.is_empty());
            if words.all(|w| is_weekday(w) || is_zone(w)) {
                self.published = Some((moment, source));
            }
        }
    }

    fn best(self) -> Option<VersionTime> {
        let date = self.published.map(|p| p.0).filter(Moment::has_day).or(self.dateline);
        let dateless = |m: &Moment| m.month.is_none();
        if let Some((updated, source)) = self.updated {
            let moment = date.filter(|_| dateless(&updated)).map_or(updated, |date| date.at(&updated));
            return Some(VersionTime::stated(with_year(moment, date), source));
        }
        if let Some((published, source)) = self.published {
            let moment = self.dateline.filter(|_| dateless(&published)).map_or(published, |d| d.at(&published));
            return Some(VersionTime::stated(moment, source));
        }
        Some(VersionTime::stated(self.dateline?, Origin::Dateline))
    }
}

/// "Tuesday 11 February 2025.", the date of the next meeting below its heading: a date with a month in letters that
/// ends as sentences do is part of the text.
fn is_sentence(line: &str) -> bool {
    const YEAR_DIGITS: usize = 4;
    let year = line.strip_suffix('.').map(|line| line.bytes().rev().take_while(u8::is_ascii_digit).count());
    year == Some(YEAR_DIGITS) && line.chars().any(char::is_alphabetic)
}

/// Takes a missing year from the other date of the same text.
fn with_year(moment: Moment, other: Option<Moment>) -> Moment {
    let year = moment.year.or_else(|| other?.year).filter(|_| moment.month.is_some());
    Moment { year, ..moment }
}

fn words_before(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or("").split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count()
}
