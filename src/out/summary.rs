//! The summary of a comparison, for a terminal or a pipe.
//!
//! ```text
//! old.txt → new.txt
//! revised: 98 % of the old text stands in the new, 97 % the other way · sentences: 3 edited
//! note “Corrects day in first paragraph”: announces change 1
//!
//!  1  date         Monday → Tuesday
//! ```

use std::io::{self, Write};

use super::ansi::ansi_line;
use crate::changes::Change;
use crate::page::ChangeListPage;
use crate::page::ComparePage;
use crate::page::Filter;
use crate::page::Line;
use crate::page::Role;
use crate::page::Run;
use crate::page::sanitize;
use crate::page::wrap;
use crate::text::Pair;
use crate::theme::Theme;

/// Writes the verdict, the remarks and the change list of a page's comparison, with the looks of a theme, or as bare
/// text; in `width` cells, or unlimited.
///
/// # Errors
/// Those of the writer.
pub fn summary(
    out: &mut dyn Write,
    page: &ComparePage,
    names: Pair<&str>,
    width: Option<u16>,
    theme: Option<&Theme>,
) -> io::Result<()> {
    let cells = width.map_or(usize::MAX, usize::from);
    let summary = page.summary();
    let mut lines = vec![Line {
        runs: vec![
            Run::new(sanitize(names.old), Role::Label),
            Run::new(" → ", Role::Dim),
            Run::new(sanitize(names.new), Role::Label),
        ],
    }];
    let mut say = |text: &str, role| lines.extend(wrapped(text, cells).into_iter().map(|l| Line::say(l, role)));
    say(&summary.verdict(), Role::Text);
    for remark in summary.remarks() {
        say(&remark, Role::Note);
    }
    if !summary.changes.is_empty() {
        lines.push(Line::default());
    }
    let change_list = ChangeListPage::new(page, Filter::All);
    let wide = |change: &Change| crate::page::width(&sanitize(&summary.wording(change)));
    let widest = || change_list.prefix_cells() + summary.changes.iter().map(|(_, c)| wide(c)).max().unwrap_or(0);
    let cells = if width.is_some() { cells } else { widest() };
    lines.extend(summary.changes.iter().map(|(rank, _)| change_list.line_of(*rank, cells)));
    lines.iter().try_for_each(|line| match theme {
        Some(theme) => ansi_line(out, line, theme),
        None => writeln!(out, "{}", line.text().trim_end_matches(' ')),
    })
}

/// The text in lines of at most `cells` cells.
fn wrapped(text: &str, cells: usize) -> Vec<String> {
    if cells == usize::MAX { vec![sanitize(text)] } else { wrap(text, cells) }
}
