//! Serial numbers at the beginning of rows: "4 Haddock" is number 5 after a row was added above it.

use super::model::{Change, Class, Finding, Grade};
use crate::text::{BlockKind, Document, Pair, Side, Span};

/// Makes changes of serial numbers style where they only follow from rows that came or went: all of them still rise in
/// the order of the old ones. In a ranking whose rows changed places they are numbers.
pub(super) fn serial_numbers(documents: &Pair<&Document>, changes: &mut [Change]) {
    let mut found: Vec<(usize, Pair<Row>)> = Vec::new();
    for (at, change) in changes.iter().enumerate().filter(|(_, c)| c.class == Class::Number && c.findings.len() == 1) {
        let row = |side: Side| change.spans[side].and_then(|span| serial(documents[side], span));
        if let (Some(old), Some(new)) = (row(Side::Old), row(Side::New)) {
            found.push((at, Pair { old, new }));
        }
    }
    found.sort_by_key(|(_, rows)| rows.old.block);
    let rises = |a: &Pair<Row>, b: &Pair<Row>, side: Side| a[side].number < b[side].number;
    // Where neither rises, another table begins.
    let mut pairs = found.windows(2);
    let in_order =
        pairs.all(|pair| rises(&pair[0].1, &pair[1].1, Side::Old) == rises(&pair[0].1, &pair[1].1, Side::New));
    if in_order {
        for &(at, _) in &found {
            let spans = changes[at].spans;
            changes[at].becomes(Finding::new(Class::Style, Grade::Plain, spans));
        }
    }
}

/// A row that begins with a serial number.
struct Row {
    block: usize,
    number: u32,
}

/// The row that begins with the number in a span, where the row before or after it has the number before or after.
fn serial(document: &Document, span: Span) -> Option<Row> {
    let block = document.block_at(span.start);
    let number = number(document, block)?;
    let own = document.blocks[block].span;
    if span.start != own.start || span.of(&document.text).parse() != Ok(number) {
        return None;
    }
    let numbers = |at: usize| self::number(document, at).map(i64::from);
    // Between the numbers of subtitles there are their lines.
    let follows = (1..=SUBTITLE_LINES).find_map(|n| numbers(block.checked_sub(n)?)) == Some(i64::from(number) - 1);
    let is_followed = (1..=SUBTITLE_LINES).find_map(|n| numbers(block + n)) == Some(i64::from(number) + 1);
    (follows || is_followed).then_some(Row { block, number })
}

/// Maximum lines from the number of a subtitle to the next: its time, its text, the number.
const SUBTITLE_LINES: usize = 6;

/// The number that a row of a table or a line that stays one begins with, or of a subtitle: a line above a time.
fn number(document: &Document, at: usize) -> Option<u32> {
    let block = document.blocks.get(at).filter(|b| b.kind == BlockKind::TableRow || b.keeps_lines)?;
    let text = block.span.of(&document.text);
    match text.split_once(char::is_whitespace) {
        Some((first, rest)) => first.parse().ok().filter(|_| !rest.trim().is_empty()),
        None => {
            let next = document.blocks.get(at + 1).map_or("", |next| next.span.of(&document.text));
            text.parse().ok().filter(|_| next.contains(" --> "))
        }
    }
}
