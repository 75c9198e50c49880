//! Detects the column at which lines are wrapped.

use crate::format::shape::{after_marker, ends_sentence, is_clause, is_item, is_turn};
use crate::text::Line;

/// Columns that wrapping may leave free: a word with a hyphen or dash was not broken.
const SLACK_COLUMNS: u32 = 6;

/// Maximum wrap column of prose; longer lines are whole paragraphs.
pub(super) const WIDEST_COLUMN: u32 = 210;

/// Minimum wrap column that most breaks suffice to show.
pub(super) const NARROW_COLUMN: u32 = 28;

/// Minimum wrap column if nearly all breaks show it.
const NARROWEST_COLUMN: u32 = 14;

/// With this few breaks, one must be inside a sentence.
const FEW_BREAKS: usize = 3;

/// A column at which lines are wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// The width of lines.
    width: u32,
    /// Columns that may be left free.
    slack: u32,
}

impl Column {
    /// For lines of this width: narrow ones leave less free.
    pub(super) const fn of_width(width: u32) -> Self {
        Self { width, slack: if width < NARROW_COLUMN { 1 } else { SLACK_COLUMNS } }
    }

    /// Whether the first word of `line` did not fit on the line above.
    pub(super) const fn wrapped(self, above: &Line, line: &Line) -> bool {
        above.width + 1 + line.first + self.slack > self.width
    }

    /// Whether a line is longer than the column.
    pub(super) const fn exceeded(self, line: &Line) -> bool {
        line.width > self.width + SLACK_COLUMNS
    }
}

/// Indents that differ by less than this are one: that of a paragraph is at least this deep.
const INDENT_COLUMNS: u32 = 2;

/// One in this many sentences that go on at an indent make it that of the text.
const SENTENCES_AT_MARGIN: usize = 10;

/// Columns of white space before the running text: the smallest indent at which sentences go on from line to line. In a
/// text of single lines it is that of all lines.
///
/// ```text
/// 11. MISCELLANEOUS.                          a heading in front of the margin
///      This agreement is governed by the      the margin: five columns
///      law of the port.
/// ```
pub(super) fn margin(text: &str, lines: &[Line]) -> u32 {
    let least = lines.iter().filter(|line| line.page.is_none()).map(|line| line.indent).min().unwrap_or(0);
    let goes_on = |pair: &&[Line]| {
        !pair[1].apart()
            && pair.iter().all(|line| line.page.is_none() && line.keeps.is_none())
            && pair[0].indent.abs_diff(pair[1].indent) < INDENT_COLUMNS
            && pair[1].span.of(text).starts_with(char::is_lowercase)
            && !ends_sentence(pair[0].span.of(text))
    };
    let mut indents: Vec<u32> =
        lines.windows(2).filter(goes_on).map(|pair| pair[0].indent.min(pair[1].indent)).collect();
    let few = indents.len() / SENTENCES_AT_MARGIN;
    if indents.is_empty() {
        return least;
    }
    *indents.select_nth_unstable(few).1
}

/// Whether a line begins with a list marker or a speaker's name.
pub(super) fn begins_item(line: &str) -> bool {
    is_item(line) || is_turn(line)
}

/// The column at which lines are wrapped, if they are: most breaks must be wrapping breaks, and most of the lines
/// before them must continue on the next line.
pub(super) fn column(text: &str, lines: &[Line], margin: u32) -> Option<Column> {
    let inner = |pair: &&[Line]| !pair[1].apart() && pair[0].page.is_none() && pair[1].page.is_none();
    let mut widths: Vec<u32> = lines.windows(2).filter(inner).map(|pair| pair[0].width).collect();
    if widths.is_empty() {
        return None;
    }
    let nth = (widths.len() - 1) * 19 / 20;
    let (_, &mut width, _) = widths.select_nth_unstable(nth);
    if !(NARROWEST_COLUMN..=WIDEST_COLUMN).contains(&width) {
        return None;
    }
    let column = Column::of_width(width);
    let breaks = Breaks::of(text, lines, column, margin);
    let sure = if width < NARROW_COLUMN { breaks.nearly_all_made() } else { breaks.mostly_made() };
    sure.then_some(column)
}

/// Whether half of the breaks in some lines are wrapping breaks.
pub(super) fn half_wrapped(text: &str, lines: &[Line], column: Column, margin: u32) -> bool {
    let breaks = Breaks::of(text, lines, column, margin);
    breaks.made > 0 && breaks.made * 2 >= breaks.all
}

/// The column at which the text of a list item begins; `None` if a line does not begin one.
pub(super) fn item_text(text: &str, line: &Line) -> Option<u32> {
    let body = line.span.of(text);
    let marker = body.len() - after_marker(body).len();
    let columns = body.get(..marker).filter(|_| is_item(body) || is_clause(body))?.chars().count();
    Some(line.indent + u32::try_from(columns).unwrap_or(u32::MAX))
}

/// Counts of line breaks.
#[derive(Default)]
struct Breaks {
    all: usize,
    /// Breaks that may come from wrapping.
    made: usize,
    /// Of these, breaks inside a sentence.
    open: usize,
    /// Of these, breaks before a capital.
    capital: usize,
    /// Of these, breaks before a lower-case letter.
    small: usize,
}

impl Breaks {
    /// Counts the breaks that may come from wrapping: one before an indented line or list item does not, one between
    /// two indented lines may, and one before a line that begins below the text of a list item may.
    fn of(text: &str, lines: &[Line], column: Column, margin: u32) -> Self {
        let mut breaks = Self::default();
        // Where the text of the item begins that the last line is part of.
        let mut item = None;
        for pair in lines.windows(2) {
            let (above, line) = (&pair[0], &pair[1]);
            item = item_text(text, above).or(item).filter(|&start| !line.apart() && start == line.indent);
            let indented = item.is_none()
                && (line.indent >= above.indent + INDENT_COLUMNS
                    || line.indent.min(above.indent) >= margin + INDENT_COLUMNS);
            let page = above.page.is_some() || line.page.is_some();
            if !line.apart() && !page && !indented && !begins_item(line.span.of(text)) {
                breaks.count(above.span.of(text), line.span.of(text), column.wrapped(above, line));
            }
        }
        breaks
    }

    fn count(&mut self, upper: &str, lower: &str, made: bool) {
        self.all += 1;
        if made {
            self.made += 1;
            self.open += usize::from(!ends_sentence(upper));
            self.capital += usize::from(lower.starts_with(char::is_uppercase));
            self.small += usize::from(lower.starts_with(char::is_lowercase));
        }
    }

    const fn mostly_made(&self) -> bool {
        // If there are few breaks, all before a capital, the lines are titles.
        let significant = self.made > FEW_BREAKS || self.capital < self.made;
        self.all > 1 && significant && self.made * 10 >= self.all * 6 && self.open * 2 > self.made
    }

    /// The condition for a narrow column: short lines of any text may look wrapped.
    const fn nearly_all_made(&self) -> bool {
        self.all > FEW_BREAKS
            && self.made * 10 >= self.all * 9
            && self.open * 3 >= self.made * 2
            && self.small * 3 >= self.made
    }
}
