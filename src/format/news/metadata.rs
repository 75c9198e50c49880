//! What a text says about itself, read off its blocks.

use std::ops::Range;

use super::dateline;
use crate::text::About;
use crate::text::Block;
use crate::text::BlockKind;
use crate::text::Span;
use crate::text::is_space;
use crate::text::sentence_spans;

/// A title taken from the lede is cut at so many bytes.
const TITLE: usize = 300;

/// What `text`, whose parts are `blocks`, says about itself.
pub(in crate::format) fn metadata(text: &str, blocks: &[Block]) -> About {
    let mut about = About { title: title(text, blocks), ..About::default() };
    for block in blocks {
        let line = block.span.of(text);
        let span = |range: Range<usize>| {
            Some(Span::new(block.span.start as usize + range.start, block.span.start as usize + range.end))
        };
        match block.kind {
            BlockKind::Note => about.notes.push(block.span),
            BlockKind::Byline => about.byline = about.byline.or_else(|| span(names(line))),
            BlockKind::Dateline | BlockKind::Credit if block.run_in => {
                // The dash wants a word after it to be read as one.
                let found = dateline::run_in(&format!("{line} X")).unwrap_or_default();
                about.agency = found.agency.and_then(span).or(about.agency);
                about.dateline = found.place.and_then(span).or(about.dateline);
                about.date = found.date.and_then(span).or(about.date);
            }
            BlockKind::Dateline => {
                let found = dateline::own_line(line).unwrap_or_default();
                about.agency = about.agency.or_else(|| found.agency.and_then(span));
                about.dateline = about.dateline.or_else(|| found.place.and_then(span));
                about.date = about.date.or_else(|| dateline::date(line).and_then(span));
            }
            BlockKind::Caption => about.date = about.date.or_else(|| dateline::date(line).and_then(span)),
            BlockKind::Credit => {
                let (owner, year) = copyright(line);
                about.agency = about.agency.or_else(|| owner.and_then(span));
                about.date = about.date.or_else(|| year.and_then(span));
            }
            _ => {}
        }
    }
    about
}

/// The headline, else the lede's first sentence.
fn title(text: &str, blocks: &[Block]) -> Option<Span> {
    if let Some(headline) = blocks.iter().find(|block| block.kind == BlockKind::Headline) {
        return Some(headline.span);
    }
    let lede = blocks.iter().find(|block| block.kind == BlockKind::Paragraph).or_else(|| blocks.first())?;
    let mut end = (lede.span.start as usize + TITLE).min(lede.span.end as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut sentences = Vec::new();
    sentence_spans(text, Span::new(lede.span.start as usize, end), lede.kind, &mut sentences);
    sentences.first().copied()
}

/// The names of a byline, without its "By".
fn names(line: &str) -> Range<usize> {
    let open = |c: char| is_space(c) || c == ':';
    let line_of = |names: &str| line.len() - names.len()..line.len();
    // "Byron" is a name; "Analysis by Mara Holt" has one behind its second word.
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
        let by = if at == 0 { &["by", "von", "par", "por", "di", "door", "av", "af"][..] } else { &["by"] };
        if by.iter().any(|by| by.eq_ignore_ascii_case(word)) && rest.starts_with(open) {
            return line_of(rest.trim_start_matches(open));
        }
    }
    line_of(line)
}

/// Owner and year of a copyright line: "©2024 Sample Wire L.P.", "Copyright 2024 Sample Wire. All rights reserved."
fn copyright(line: &str) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let word = line.get(..9).is_some_and(|word| word.eq_ignore_ascii_case("copyright"));
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
    fn a_byline_is_its_names() {
        for (line, expected) in [
            ("By Mara Holt", "Mara Holt"),
            ("BY: Mara Holt", "Mara Holt"),
            ("by\u{a0}Mara Holt", "Mara Holt"),
            ("Byron Tilling, Staff Writer", "Byron Tilling, Staff Writer"),
            ("Mara Holt", "Mara Holt"),
            ("Analysis by Mara Holt", "Mara Holt"),
            ("Von Mara Holt, Kiel", "Mara Holt, Kiel"),
            ("Бу", "Бу"),
        ] {
            assert_eq!(line.get(names(line)), Some(expected), "{line}");
        }
    }
}
