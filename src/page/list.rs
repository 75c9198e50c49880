//! Lines of lists: tables of a left and a right part (help, palette, contents).

use super::{Layer, Line, Role, Run, clip, pad, sanitize};

/// A line of a table in exactly `cells` cells: `left` in a column of `column` cells, then `right`.
#[must_use]
pub fn table_line(left: &str, column: usize, right: &str, selected: bool, cells: usize) -> Line {
    let sign = if selected { "▸" } else { " " };
    let column = column.min(cells.saturating_sub(4));
    let room = cells.saturating_sub(column + 5);
    let runs = vec![
        Run::new(format!(" {sign} "), Role::Accent),
        Run::new(pad(&sanitize(left), column), Role::Label),
        Run::new("  ", Role::Text),
        Run::new(pad(&sanitize(right), room), Role::Text),
    ];
    layered(clip(Line { runs }, cells), selected)
}

pub(super) fn layered(mut line: Line, selected: bool) -> Line {
    for run in &mut line.runs {
        run.layer = Layer { selected, ..run.layer };
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_their_width() {
        for cells in 0..60 {
            assert!(table_line("next-change", 14, "the next change", true, cells).width() <= cells);
        }
    }
}
