//! The column that lines are wrapped at.

use crate::format::shape::{ends_sentence, is_item, is_turn};
use crate::text::Line;

/// Columns a wrapper may have left free beyond need: it kept a word whole with its hyphen or its dash.
const SLACK: u32 = 6;

/// Widest column that prose is wrapped at; longer lines are whole paragraphs.
pub(super) const WIDEST: u32 = 210;

/// Narrowest column that prose is known to be wrapped at by most of its lines.
const NARROW: u32 = 28;

/// In a narrower one, nearly all lines must be such as a wrapper makes.
const NARROWEST: u32 = 14;

/// So few breaks tell a column only if one is inside a sentence.
const FEW: usize = 3;

/// A column that lines are wrapped at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// How wide lines are.
    width: u32,
    /// Columns that may be left free.
    slack: u32,
}

impl Column {
    /// Of lines so wide: narrow ones leave less free.
    pub(super) const fn of_width(width: u32) -> Self {
        Self { width, slack: if width < NARROW { 1 } else { SLACK } }
    }

    /// Whether the first word of `line` had no room at the end of the line above.
    pub(super) const fn wrapped(self, above: &Line, line: &Line) -> bool {
        above.width + 1 + line.first + self.slack > self.width
    }

    /// Whether a line is longer than the column allows.
    pub(super) const fn exceeded(self, line: &Line) -> bool {
        line.width > self.width + SLACK
    }
}

/// Columns of white space before all lines.
pub(super) fn margin(lines: &[Line]) -> u32 {
    lines.iter().filter(|line| line.page.is_none()).map(|line| line.indent).min().unwrap_or(0)
}

/// Whether a line begins with the mark of a list or the name of who speaks.
pub(super) fn begins_anew(line: &str) -> bool {
    is_item(line) || is_turn(line)
}

/// The column the lines are wrapped at, if they are: most breaks must be such as a wrapper makes, and most of the lines
/// before them go on in the next.
pub(super) fn column(text: &str, lines: &[Line], margin: u32) -> Option<Column> {
    let inner = |pair: &&[Line]| !pair[1].apart() && pair[0].page.is_none() && pair[1].page.is_none();
    let mut widths: Vec<u32> = lines.windows(2).filter(inner).map(|pair| pair[0].width).collect();
    if widths.is_empty() {
        return None;
    }
    let nth = (widths.len() - 1) * 19 / 20;
    let (_, &mut width, _) = widths.select_nth_unstable(nth);
    if !(NARROWEST..=WIDEST).contains(&width) {
        return None;
    }
    let column = Column::of_width(width);
    let breaks = Breaks::of(text, lines, column, margin);
    let sure = if width < NARROW { breaks.nearly_all_made() } else { breaks.mostly_made() };
    sure.then_some(column)
}

/// Whether half of the breaks in some lines are such as a wrapper makes.
pub(super) fn half_wrapped(text: &str, lines: &[Line], column: Column, margin: u32) -> bool {
    let breaks = Breaks::of(text, lines, column, margin);
    breaks.made > 0 && breaks.made * 2 >= breaks.all
}

/// Line breaks of a text, counted.
#[derive(Default)]
struct Breaks {
    all: usize,
    /// Such as a wrapper makes.
    made: usize,
    /// Of these, inside a sentence.
    open: usize,
    /// Of these, before a capital.
    capital: usize,
    /// Of these, before a small letter.
    small: usize,
}

impl Breaks {
    /// Those that may be a wrapper's: one before an indented line or an item is the writer's, one between two indented
    /// lines may be.
    fn of(text: &str, lines: &[Line], column: Column, margin: u32) -> Self {
        let mut breaks = Self::default();
        for pair in lines.windows(2) {
            let (above, line) = (&pair[0], &pair[1]);
            let indented = line.indent >= above.indent + 2 || line.indent.min(above.indent) >= margin + 2;
            let page = above.page.is_some() || line.page.is_some();
            if !line.apart() && !page && !indented && !begins_anew(line.span.of(text)) {
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
        // Of a few breaks all of which come before a capital none was made by a wrapper: those are titles.
        let told = self.made > FEW || self.capital < self.made;
        self.all > 1 && told && self.made * 10 >= self.all * 6 && self.open * 2 > self.made
    }

    /// What a narrow column asks for: short lines of any text may look like wrapped ones.
    const fn nearly_all_made(&self) -> bool {
        self.all > FEW
            && self.made * 10 >= self.all * 9
            && self.open * 3 >= self.made * 2
            && self.small * 3 >= self.made
    }
}
