//! Extracts the metadata of a text from its blocks.

use std::ops::Range;

use super::dateline;
use super::mail;
use super::names;
use super::patterns::is_update;
use crate::format::squeezed::Squeezed;
use crate::lang::{Language, Phrases, Votes};
use crate::text::{
    About, Block, BlockKind, Found, Origin, Span, Value, begins_in_any_case, floor_boundary, is_space, sentence_spans,
};

/// Maximum length in bytes of a title taken from the lede.
const TITLE_BYTES: usize = 300;

/// The metadata of `text`, whose parts are `blocks`.
pub(in crate::format) fn metadata(text: &str, blocks: &[Block]) -> About {
    use BlockKind::{Byline, Caption, Credit, Dateline, Note};
    let mut about = About { title: title(text, blocks), ..About::default() };
    for block in blocks {
        if !matches!(block.kind, Note | Byline | Dateline | Credit | Caption) {
            continue;
        }
        let squeezed = Squeezed::new(text, block.span, Vec::new());
        let line = squeezed.as_str();
        let found = |range, from| Found { value: Value::Span(squeezed.span(range)), from };
        match block.kind {
            Note => about.notes.push(block.span),
            Byline if about.authors.is_none() => {
                let authors = authors(line).into_iter().map(|range| found(range, Origin::Byline).value);
                about.authors = Some(Found { value: authors.collect(), from: Origin::Byline });
            }
            Dateline | Credit if block.run_in => {
                // A dash is recognised only before a word.
                let read = dateline::run_in(&format!("{line} X")).unwrap_or_default();
                let from = if block.kind == Credit { Origin::Credit } else { Origin::Dateline };
                let found = |range: Option<Range<usize>>| range.map(|range| found(range, from));
                about.agency = found(read.agency).or(about.agency);
                about.place = found(read.place).or(about.place);
                about.published = found(read.date).or(about.published);
            }
            Dateline => {
                let read = dateline::own_line(line).unwrap_or_default();
                let from = if mail::field(line).is_some() { Origin::MailHeader } else { Origin::Dateline };
                let found = |range: Option<Range<usize>>| range.map(|range| found(range, from));
                about.agency = about.agency.or_else(|| found(read.agency));
                about.place = about.place.or_else(|| found(read.place));
                if is_update(line) {
                    about.modified = about.modified.or_else(|| found(dateline::date(line)));
                } else {
                    about.published = about.published.or_else(|| found(dateline::date(line)));
                }
            }
            Caption => {
                let date = || dateline::date(line).map(|range| found(range, Origin::Caption));
                about.published = about.published.or_else(date);
            }
            Credit => {
                let (owner, year) = copyright(line);
                let found = |range: Option<Range<usize>>| range.map(|range| found(range, Origin::Credit));
                about.agency = about.agency.or_else(|| found(owner));
                about.published = about.published.or_else(|| found(year));
            }
            _ => {}
        }
    }
    // If there is only an update time, it serves as the publication time.
    about.published = about.published.or_else(|| about.modified.clone());
    about
}

/// The headline, otherwise the first sentence of the lede.
fn title(text: &str, blocks: &[Block]) -> Option<Found<Value>> {
    let found = |span, from| Found { value: Value::Span(span), from };
    if let Some(headline) = blocks.iter().find(|block| block.kind == BlockKind::Headline) {
        return Some(found(headline.span, Origin::Headline));
    }
    let lede = blocks.iter().find(|block| block.kind == BlockKind::Paragraph).or_else(|| blocks.first())?;
    let end = floor_boundary(text, (lede.span.start as usize + TITLE_BYTES).min(lede.span.end as usize));
    let mut sentences = Vec::new();
    let span = Span::new(lede.span.start as usize, end);
    let language = Votes::of(span.of(text)).part_of(Language::ENGLISH);
    sentence_spans(text, span, lede.kind, language, &mut sentences);
    sentences.first().map(|&first| found(first, Origin::Text))
}

/// The persons in a byline; all of it if there are none.
fn authors(line: &str) -> Vec<Range<usize>> {
    let all = people(line);
    let from = all.start;
    let listed = line.get(all.clone()).unwrap_or("");
    let mut people = Vec::new();
    let mut at = 0;
    for part in listed.split([',', ';', '|', '&']).flat_map(writers) {
        let name = part.trim_matches(is_space);
        at += listed.get(at..).and_then(|rest| rest.find(name)).unwrap_or(0);
        if names::is_person(name) && !names::is_agency(name) {
            people.push(from + at..from + at + name.len());
        }
    }
    if people.is_empty() { vec![all] } else { people }
}

/// The names in a part of a byline without commas.
fn writers(part: &str) -> Vec<&str> {
    const BETWEEN: Phrases = Phrases::of("credits", "between writers");
    let mut all = Vec::new();
    let mut rest = part;
    while let Some((first, others)) = BETWEEN.split(rest) {
        all.push(first);
        rest = others;
    }
    all.push(rest);
    all
}

/// The names in a byline, without "By".
fn people(line: &str) -> Range<usize> {
    let open = |c: char| is_space(c) || c == ':';
    let line_of = |names: &str| line.len() - names.len()..line.len();
    // "Byron" is a name; in "Analysis by Mara Holt" the name follows the second word.
    for (at, word) in line
        .split(open)
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len() + line.get(start + word.len()..)?.chars().next().map_or(0, char::len_utf8);
            Some((start, word))
        })
        .take(2)
    {
        let rest = line.get(at + word.len()..).unwrap_or("");
        const FIRST: Phrases = Phrases::of("bylines", "by in a line");
        const SECOND: Phrases = Phrases::of("bylines", "by after a word");
        let by = if at == 0 { FIRST } else { SECOND };
        if by.has_in_any_case(word) && rest.starts_with(open) {
            return line_of(rest.trim_start_matches(open));
        }
    }
    names::after_by(line).map_or(0..line.len(), line_of)
}

/// The owner and year in a copyright line: "©2024 Sample Wire L.P.", "Copyright 2024 Sample Wire. All rights reserved."
fn copyright(line: &str) -> (Option<Range<usize>>, Option<Range<usize>>) {
    const COPYRIGHT: Phrases = Phrases::of("credits", "copyright before a year");
    let word = COPYRIGHT.iter().any(|word| begins_in_any_case(line, word));
    let year = dateline::year(line).filter(|_| word || line.starts_with('©') || line.starts_with("(c)"));
    let Some(after) = year.as_ref().map(|year| year.end) else { return (None, None) };
    let open = |c: char| is_space(c) || matches!(c, ',' | '-' | '©' | ':' | '.');
    let owner = line.get(after..).unwrap_or("").trim_start_matches(open);
    let len = owner.find(". ").or_else(|| owner.find(['|', ';'])).unwrap_or(owner.len());
    let start = line.len() - owner.len();
    ((len > 0).then_some(start..start + len), year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_reduced_to_names() {
        for (line, expected) in [
            ("By Mara Holt", "Mara Holt"),
            ("BY: Mara Holt", "Mara Holt"),
            ("by\u{a0}Mara Holt", "Mara Holt"),
            ("Byron Tilling, Staff Writer", "Byron Tilling, Staff Writer"),
            ("Mara Holt", "Mara Holt"),
            ("Analysis by Mara Holt", "Mara Holt"),
            ("Von Mara Holt, Kiel", "Mara Holt, Kiel"),
            ("Propos recueillis par Mara Holt", "Mara Holt"),
            ("记者 张三", "张三"),
            ("Бу", "Бу"),
        ] {
            assert_eq!(line.get(people(line)), Some(expected), "{line}");
        }
    }

    #[test]
    fn persons_are_listed_separately() {
        for (line, expected) in [
            ("By Mara Holt and Tom Vale", &["Mara Holt", "Tom Vale"][..]),
            ("By Mara Holt, Sample Wire", &["Mara Holt"]),
            ("Mara Holt, Ada Merrow and Tom Vale", &["Mara Holt", "Ada Merrow", "Tom Vale"]),
            ("By the staff", &["the staff"]),
        ] {
            let found: Vec<_> = authors(line).into_iter().filter_map(|range| line.get(range)).collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
