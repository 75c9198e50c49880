//! The panel of the change list.
//!
//! ```text
//!  22 changes   0 all  1 quotes 1 …        the head, with the filters
//!  ▸ 1   quote   ¶ 11  “… More …” → …      the entries
//!  ─────────────────────────────────
//!  ¶ 11, under “Reaction”: …               the selected change in full
//! ```

use crate::page::{ChangeListPage, Detail, Line, Role};

use super::canvas::{Area, Canvas, Target, run, text};
use super::command::{Command, Context, symbols};
use super::keymap::Keymap;
use super::menu::Menu;

/// The parts of the change list: the head with the filters, the entries, and the selected change in full.
pub(super) struct ChangeListAreas {
    pub(super) list: Area,
    rule: Area,
    pub(super) detail: Area,
}

impl ChangeListAreas {
    pub(super) fn new(page: &ChangeListPage, area: Area) -> Self {
        let head = u16::try_from(page.head(filter_cells(area), |_| "0".to_owned()).len()).unwrap_or(1) + 1;
        let rest = area.inset_rows(head, 0);
        // Two fifths for the selected change, and what a short list leaves: the list does not shift while the selection
        // moves.
        let entries = u16::try_from(page.len().max(1)).unwrap_or(u16::MAX);
        let detail = (rest.height / 5 * 2 + rest.height % 5 * 2 / 5)
            .max(3)
            .max(rest.height.saturating_sub(entries.saturating_add(1)));
        let list = rest.inset_rows(0, detail + 1);
        let detail = rest.inset_rows(list.height + 1, 0).inset_cols(1, 1);
        Self { list, rule: rest.row(list.height), detail }
    }
}

/// Cells for the filters, with a free cell at each side.
const fn filter_cells(area: Area) -> usize {
    area.width.saturating_sub(1) as usize
}

pub(super) fn draw(
    page: &ChangeListPage,
    menu: &Menu,
    detail: Detail,
    keymap: &Keymap,
    area: Area,
    canvas: &mut Canvas,
) {
    let areas = ChangeListAreas::new(page, area);
    let key_of = |command| {
        let keys = keymap.keys_in(command, Context::ChangeList);
        keys.first().map(|key| symbols(key)).unwrap_or_default()
    };
    let key = |filter| key_of(Command::Class(filter));
    for (words, n) in page.head(filter_cells(area), key).into_iter().zip(0..) {
        let row = area.row(n);
        let mut x = row.x + 1;
        for word in words {
            let line = Line { runs: word.runs };
            let place = Area { x, width: u16::try_from(line.width()).unwrap_or(0), ..row };
            x += place.width + 2;
            canvas.put(place, line);
            if let Some(filter) = word.filter {
                canvas.target(place, Target::Run(Command::Class(filter)));
            }
        }
    }
    let cells = usize::from(area.width);
    menu.draw(canvas, areas.list, page.len(), |i| page.line(i, i == menu.chosen, cells));
    if page.is_empty() {
        return;
    }
    canvas.put(areas.rule, text("─".repeat(cells), Role::Rule));
    canvas.target(areas.detail, Target::Detail);
    let more = detail.is_cut().then_some((detail.above, detail.below));
    for (line, n) in detail.lines.into_iter().zip(0..areas.detail.height) {
        canvas.put(areas.detail.row(n), line);
    }
    if let Some((above, below)) = more {
        let last = areas.detail.row(areas.detail.height.saturating_sub(1));
        canvas.put(last, more_lines(above, below, &key_of));
        canvas.target(last, Target::Run(if below > 0 { Command::DetailDown } else { Command::DetailUp }));
    }
}

/// "⋯ 12 more lines  J", "⋯ 3 above, 12 below  K J", with the keys that show them.
fn more_lines(above: usize, below: usize, key: &dyn Fn(Command) -> String) -> Line {
    let (said, commands) = match (above, below) {
        (0, 1) => ("⋯ 1 more line".to_owned(), &[Command::DetailDown][..]),
        (0, n) => (format!("⋯ {n} more lines"), &[Command::DetailDown][..]),
        (n, 0) => (format!("⋯ {n} above"), &[Command::DetailUp][..]),
        (n, m) => (format!("⋯ {n} above, {m} below"), &[Command::DetailUp, Command::DetailDown][..]),
    };
    let keys: Vec<_> = commands.iter().map(|&command| key(command)).collect();
    Line { runs: vec![run(format!("{said}  "), Role::Dim), run(keys.join(" "), Role::Label)] }
}
