//! What a comparison looks like: its header, its texts and the minimap, or a message while there is nothing to show.

use crate::page::{Line, Role, header};
use crate::text::Side;

use super::canvas::{Area, Canvas, Target, cut, run, text};
use super::comparison::Comparison;
use super::documents::LoadState;
use super::shared::Shared;

/// Characters of the minimap, from unchanged to all changed.
const MINIMAP_SHADES: [&str; 5] = [" ", "░", "▒", "▓", "█"];

impl Comparison {
    /// The first line of the screen; `number` is that of the change selected in the change list, otherwise the current
    /// change is numbered in reading order.
    pub(super) fn header(&self, shared: &Shared, number: Option<usize>, cols: u16) -> Line {
        let titles = shared.documents.names(self.pair);
        let titles = titles.as_ref().map(String::as_str);
        match self.window.page() {
            Some(page) => {
                let number =
                    number.or_else(|| Some(page.stops().iter().position(|&stop| Some(stop) == self.current)? + 1));
                header(page, titles, number, usize::from(cols))
            }
            None => {
                let mut line = text(format!(" {}", titles.old), Role::Label);
                line.runs.push(run(" → ", Role::Dim));
                line.runs.push(run(titles.new, Role::Label));
                cut(line, usize::from(cols))
            }
        }
    }

    pub(super) fn draw(&self, shared: &Shared, area: Area, canvas: &mut Canvas) {
        canvas.target(area, Target::Text);
        let Some(page) = self.window.page() else {
            canvas.put(self.window.column().inset_rows(1, 0).inset_cols(1, 0), self.waiting(shared));
            return;
        };
        self.window.draw(canvas);
        if area.width > 12 {
            let minimap = Area { x: area.x + area.width - 1, width: 1, ..area };
            let cells = page.minimap(usize::from(minimap.height), self.window.items());
            for (cell, n) in cells.iter().zip(0..minimap.height) {
                let role = if cell.window { Role::Accent } else { Role::Rule };
                let shade = match (cell.level, cell.window) {
                    (0, true) => "·",
                    (level, _) => MINIMAP_SHADES.get(usize::from(level)).copied().unwrap_or("█"),
                };
                canvas.put(minimap.row(n), text(shade, role));
                let part = u32::from(n) * 1000 / u32::from(minimap.height.max(1));
                canvas.target(minimap.row(n), Target::Minimap(u16::try_from(part).unwrap_or(0)));
            }
        }
    }

    /// The message while there is nothing to show.
    fn waiting(&self, shared: &Shared) -> Line {
        for side in Side::BOTH {
            if let LoadState::Failed(why) = shared.documents.state(self.pair[side]) {
                return text(why.clone(), Role::Error);
            }
        }
        match &self.failed {
            Some(why) => text(why.clone(), Role::Error),
            None if self.asked.is_some() => text("comparing …   esc cancels", Role::Dim),
            None => text("reading …   esc cancels", Role::Dim),
        }
    }
}
