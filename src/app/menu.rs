//! The selection and the scroll position of a list.

use super::canvas::{Area, Canvas, Target};
use super::command::Command;
use crate::page::Line;

/// The selection in a list, and its first visible entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Menu {
    /// The selected entry.
    pub(super) chosen: usize,
    /// The first visible entry.
    top: usize,
}

impl Menu {
    /// A list with this entry selected.
    pub(super) const fn at(chosen: usize) -> Self {
        Self { chosen, top: 0 }
    }

    /// Moves the selection among `len` entries, `height` of them visible; false if the command does not move it.
    pub(super) fn go(&mut self, command: Command, len: usize, height: usize) -> bool {
        let height = height.max(1);
        let step: isize = match command {
            Command::LineUp => -1,
            Command::LineDown => 1,
            Command::PageUp => -isize::try_from(height).unwrap_or(1),
            Command::PageDown => isize::try_from(height).unwrap_or(1),
            Command::HalfUp => -isize::try_from(height.div_ceil(2)).unwrap_or(1),
            Command::HalfDown => isize::try_from(height.div_ceil(2)).unwrap_or(1),
            Command::Top => isize::MIN,
            Command::Bottom => isize::MAX,
            _ => return false,
        };
        self.chosen = self.chosen.saturating_add_signed(step);
        self.settle(len, height);
        true
    }

    /// Scrolls; the selection follows if it would leave the view.
    pub(super) fn scroll(&mut self, lines: isize, len: usize, height: usize) {
        let height = height.max(1);
        self.top = self.top.saturating_add_signed(lines).min(len.saturating_sub(height));
        self.chosen = self.chosen.clamp(self.top, self.top + height - 1).min(len.saturating_sub(1));
    }

    /// Keeps the selection in the list and visible.
    pub(super) fn settle(&mut self, len: usize, height: usize) {
        let height = height.max(1);
        self.chosen = self.chosen.min(len.saturating_sub(1));
        self.top =
            self.top.clamp((self.chosen + 1).saturating_sub(height), self.chosen).min(len.saturating_sub(height));
    }

    /// Draws the visible entries with a bar on the selected one; each is clickable.
    pub(super) fn draw(&self, canvas: &mut Canvas, area: Area, len: usize, line: impl Fn(usize) -> Line) {
        self.draw_marked(canvas, area, len, Some(self.chosen), line);
    }

    /// The same with the bar on another entry, or none: for a list without the focus.
    pub(super) fn draw_marked(
        &self,
        canvas: &mut Canvas,
        area: Area,
        len: usize,
        marked: Option<usize>,
        line: impl Fn(usize) -> Line,
    ) {
        let rows = (self.top..len).zip(0..area.height);
        for (i, n) in rows {
            let row = area.row(n);
            if marked == Some(i) {
                canvas.put_bar(row, line(i));
            } else {
                canvas.put(row, line(i));
            }
            canvas.target(row, Target::Entry(i));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selection_stays_in_the_list_and_visible() {
        let mut menu = Menu::default();
        assert!(menu.go(Command::LineUp, 10, 4) && menu.chosen == 0);
        assert!(menu.go(Command::Bottom, 10, 4));
        assert_eq!((menu.chosen, menu.top), (9, 6));
        menu.scroll(-20, 10, 4);
        assert_eq!((menu.chosen, menu.top), (3, 0));
        assert!(menu.go(Command::PageDown, 0, 0));
        assert_eq!((menu.chosen, menu.top), (0, 0));
        assert!(!menu.go(Command::Quit, 10, 4));
    }
}
