//! A screen as data: lines of runs at positions, click targets, and the cursor. `tui` paints it with the theme; a test
//! reads it without a terminal.

use crate::page::Line;
use crate::page::Role;
use crate::page::Run;
use crate::page::fit;
use crate::page::width;

use super::command::Command;

/// The size of the terminal, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Size {
    /// Columns.
    pub cols: u16,
    /// Rows.
    pub rows: u16,
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether it contains a cell.
    #[must_use]
    pub const fn contains(self, x: u16, y: u16) -> bool {
        self.x <= x && x < self.x.saturating_add(self.width) && self.y <= y && y < self.y.saturating_add(self.height)
    }

    /// Its row `n`, from 0 at the top.
    #[must_use]
    pub const fn row(self, n: u16) -> Self {
        Self { x: self.x, y: self.y.saturating_add(n), width: self.width, height: if n < self.height { 1 } else { 0 } }
    }

    /// The area without `top` rows at its top and `bottom` at its bottom.
    #[must_use]
    pub fn inset_rows(self, top: u16, bottom: u16) -> Self {
        let top = top.min(self.height);
        Self { y: self.y + top, height: self.height.saturating_sub(top).saturating_sub(bottom), ..self }
    }

    /// The area without `left` columns at its left and `right` at its right.
    #[must_use]
    pub fn inset_cols(self, left: u16, right: u16) -> Self {
        let left = left.min(self.width);
        Self { x: self.x + left, width: self.width.saturating_sub(left).saturating_sub(right), ..self }
    }
}

/// A line and its position; cells beyond `area.width` are not painted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its position; one row high.
    pub area: Area,
    /// Its text.
    pub line: Line,
    /// Whether the selection bar covers the row's whole width.
    pub bar: bool,
}

/// The effect of a click or the wheel at a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Run a command.
    Run(Command),
    /// The list's entry with this index.
    Entry(usize),
    /// The list of documents, outside its entries.
    List,
    /// The text.
    Text,
    /// The minimap: how far through the comparison, in thousandths.
    Minimap(u16),
    /// The chosen change in full.
    Detail,
    /// The list on top of the screen.
    Overlay,
}

/// A screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Canvas {
    /// Its size.
    pub size: Size,
    /// What is painted, in order.
    pub lines: Vec<Placed>,
    /// Click targets; the last one that contains a cell counts.
    pub targets: Vec<(Area, Target)>,
    /// The cursor's cell, if it is shown.
    pub cursor: Option<(u16, u16)>,
}

impl Canvas {
    /// An empty screen.
    #[must_use]
    pub const fn new(size: Size) -> Self {
        Self { size, lines: Vec::new(), targets: Vec::new(), cursor: None }
    }

    /// The whole screen.
    #[must_use]
    pub const fn area(&self) -> Area {
        Area { x: 0, y: 0, width: self.size.cols, height: self.size.rows }
    }

    /// Places a line on the first row of an area.
    pub fn put(&mut self, area: Area, line: Line) {
        self.place(area, line, false);
    }

    /// Places a line there on a selection bar.
    pub fn put_bar(&mut self, area: Area, line: Line) {
        self.place(area, line, true);
    }

    fn place(&mut self, area: Area, line: Line, bar: bool) {
        if area.width > 0 && area.height > 0 && area.y < self.size.rows {
            self.lines.push(Placed { area: Area { height: 1, ..area }, line, bar });
        }
    }

    /// Blanks an area before something is drawn over it.
    pub fn clear(&mut self, area: Area) {
        for n in 0..area.height {
            self.put(area.row(n), text(" ".repeat(usize::from(area.width)), Role::Text));
        }
    }

    /// Makes an area clickable.
    pub fn target(&mut self, area: Area, target: Target) {
        self.targets.push((area, target));
    }

    /// The target at a cell.
    #[must_use]
    pub fn hit(&self, x: u16, y: u16) -> Option<Target> {
        self.targets.iter().rev().find(|(area, _)| area.contains(x, y)).map(|t| t.1)
    }
}

/// A run of interface text.
#[must_use]
pub(super) fn run(text: impl Into<String>, role: Role) -> Run {
    Run::new(text, role)
}

/// A line of one run.
#[must_use]
pub(super) fn text(text: impl Into<String>, role: Role) -> Line {
    Line::say(text, role)
}

/// Minimum cells between the two ends of a row.
const ENDS_GAP_CELLS: usize = 1;

/// Cells of the left end that remain beside the right one.
const MIN_LEFT_CELLS: usize = 3;

/// One row with `left` at its left end and `right` at its right; `left` is cut to make room, and `right` is left out if
/// there is too little.
#[must_use]
pub(super) fn ends(left: Line, right: Line, cells: u16) -> Line {
    let cells = usize::from(cells);
    let taken = right.width();
    if taken + MIN_LEFT_CELLS + ENDS_GAP_CELLS > cells {
        return cut(left, cells);
    }
    let gap = ENDS_GAP_CELLS * usize::from(taken > 0);
    let mut line = cut(left, cells - taken - gap);
    let gap = cells - taken - line.width();
    line.runs.push(run(" ".repeat(gap), Role::Text));
    line.runs.extend(right.runs);
    line
}

/// A line cut to at most `cells` cells, with an ellipsis if it is cut.
#[must_use]
pub(super) fn cut(line: Line, cells: usize) -> Line {
    if line.width() <= cells {
        return line;
    }
    let mut left = cells;
    let mut out = Line::default();
    for mut run in line.runs {
        let wide = width(&run.text);
        if wide < left {
            left -= wide;
            out.runs.push(run);
            continue;
        }
        run.text.push(' '); // wider than the room left, so that `fit` adds its ellipsis
        run.text = fit(&run.text, left);
        out.runs.push(run);
        break;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_two_ends() {
        let row = ends(text("recto", Role::Label), text("8 documents", Role::Dim), 20);
        assert_eq!(row.text(), "recto    8 documents");
        let narrow = ends(text("a long title", Role::Label), text("8 documents", Role::Dim), 10);
        assert_eq!(narrow.text(), "a long ti…");
    }

    #[test]
    fn a_cut_line_fits_whatever_it_contains() {
        for width in 0..12 {
            let line = cut(text("wide 漢字 e\u{301} 👩‍👩‍👧", Role::Text), width);
            assert!(line.width() <= width, "{width}");
        }
    }

    #[test]
    fn the_uppermost_target_is_hit() {
        let mut canvas = Canvas::new(Size { cols: 10, rows: 5 });
        canvas.target(canvas.area(), Target::Text);
        canvas.target(Area { x: 2, y: 2, width: 3, height: 1 }, Target::Entry(4));
        assert_eq!(canvas.hit(2, 2), Some(Target::Entry(4)));
        assert_eq!(canvas.hit(5, 2), Some(Target::Text));
        assert_eq!(canvas.hit(10, 2), None);
    }
}
