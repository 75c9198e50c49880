//! Side by side.
//!
//! ```text
//! │gutter│ old column              │ │gutter│ new column
//! │ ~    │ deepening ties amid U.S.│ │ ~    │ deepening ties amid US
//! ```
//!
//! Both columns are equally wide and wrap at words; both sides of a row begin on the same line.

use super::cells::fill;
use super::compare::ComparePage;
use super::flow::flow;
use super::items::{Item, Kind};
use super::{Line, Role, Run, clip, fit};
use crate::diff::Op;
use crate::text::Pair;
use crate::text::Side;

/// A space, the sign, a space.
pub(super) const GUTTER_CELLS: usize = 3;

/// The space before the rule, and the rule.
const RULE_CELLS: usize = 2;

/// Cells that two columns of this measure take at most.
pub(super) fn widest(measure: u16) -> u16 {
    measure.saturating_mul(2).saturating_add(2 * GUTTER_CELLS as u16 + RULE_CELLS as u16)
}

fn column(page: &ComparePage) -> usize {
    let free = usize::from(page.width).saturating_sub(2 * GUTTER_CELLS + RULE_CELLS) / 2;
    free.clamp(1, usize::from(page.options.measure.max(1)))
}

pub(super) fn lines(page: &ComparePage, item: &Item) -> Vec<Line> {
    let column = column(page);
    let mut out = vec![join(column, Pair::default()); usize::from(item.gap)];
    match &item.kind {
        Kind::Rows(rows) if rows.len() == 1 => out.extend(row(page, rows.start, None, true, column)),
        Kind::Rows(rows) => {
            let sides = Pair::new(Side::Old, Side::New).map(|side| {
                let mut pieces = Vec::new();
                rows.clone().for_each(|i| page.view_of(i, None).side(side, &mut pieces));
                flow(pieces, column, &page.marks)
            });
            out.extend(pair_lines(column, None, sides));
        }
        Kind::Part { row: i, ops, first } => out.extend(row(page, *i, Some(ops), *first, column)),
        Kind::Fold(rows) => {
            let label = fit(&page.fold_label(rows.clone()), column);
            let line = || vec![Line::say(label.clone(), Role::Dim)];
            out.extend(pair_lines(column, None, Pair::new(line(), line())));
        }
        Kind::MovedFrom(i) => {
            let label = vec![Line::say(fit(&page.moved_to(*i), column), Role::Moved)];
            let sign = Pair::new(Some(Run::sign('↷', Role::Moved)), None);
            out.extend(pair_lines(column, Some(sign), Pair::new(label, Vec::new())));
        }
    }
    out
}

fn row(page: &ComparePage, i: usize, ops: Option<&[Op]>, first: bool, column: usize) -> Vec<Line> {
    let view = page.view_of(i, ops);
    let sides = Pair::new(Side::Old, Side::New).map(|side| {
        let mut pieces = Vec::new();
        view.side(side, &mut pieces);
        flow(pieces, column, &page.marks)
    });
    let sign = page.sign(i).filter(|_| first);
    let signs = sides.as_ref().map(|lines| sign.clone().filter(|_| !lines.is_empty()));
    pair_lines(column, Some(signs), sides)
}

/// The lines of both sides, paired from the top; the signs are on the first.
fn pair_lines(column: usize, signs: Option<Pair<Option<Run>>>, sides: Pair<Vec<Line>>) -> Vec<Line> {
    let mut signs = signs.unwrap_or_default();
    let height = sides.old.len().max(sides.new.len());
    let Pair { old, new } = sides.map(Vec::into_iter);
    let (mut old, mut new) = (old, new);
    let mut out = Vec::with_capacity(height);
    for _ in 0..height {
        let line = |text: Option<Line>, sign: Option<Run>| Column { sign, text: text.unwrap_or_default() };
        out.push(join(column, Pair::new(line(old.next(), signs.old.take()), line(new.next(), signs.new.take()))));
    }
    out
}

/// One side of a line.
#[derive(Default)]
struct Column {
    sign: Option<Run>,
    text: Line,
}

impl Column {
    /// The gutter and the text.
    fn line(self) -> Line {
        let mut line = self.text;
        line.lead(sign_cells(self.sign));
        line
    }
}

/// The gutter, with a sign in it or without.
pub(super) fn sign_cells(sign: Option<Run>) -> Vec<Run> {
    match sign {
        None => vec![Run::new(" ".repeat(GUTTER_CELLS), Role::Text)],
        Some(sign) => vec![Run::new(" ", Role::Text), sign, Run::new(" ", Role::Text)],
    }
}

fn join(column: usize, sides: Pair<Column>) -> Line {
    let mut line = clip(sides.old.line(), GUTTER_CELLS + column);
    fill(&mut line, GUTTER_CELLS + column + RULE_CELLS - 1);
    line.runs.push(Run::new("│", Role::Rule));
    if sides.new.sign.is_some() || !sides.new.text.runs.is_empty() {
        line.runs.extend(sides.new.line().runs);
    }
    line
}
