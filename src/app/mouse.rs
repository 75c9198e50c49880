//! Clicks and the wheel. The canvas maps cells to targets.

use super::canvas::Target;
use super::command::Command;
use super::library::Pane;
use super::overlay::Overlay;
use super::scroll::Step;
use super::state::{Screen, State};
use super::view::view;

impl State {
    /// A click runs its target; outside a list on top it closes the list.
    pub(super) fn click(&mut self, x: u16, y: u16) {
        self.shared.notice = None;
        let hit = view(self).hit(x, y);
        let panel = self.panel();
        let height = self.list_height();
        match (hit, self.overlays.last_mut()) {
            (Some(Target::Run(command)), _) => self.run(command),
            // An entry outside the panel belongs to the list below.
            (Some(Target::Entry(i)), Some(overlay)) if overlay.is_list() && panel.contains(x, y) => {
                let len = overlay.len();
                if let Some(menu) = overlay.menu() {
                    menu.chosen = i;
                    menu.settle(len, height);
                }
                if matches!(self.overlays.last(), Some(Overlay::HiddenKinds { .. })) {
                    self.run(Command::Toggle);
                } else {
                    self.accept();
                }
            }
            // A prompt does not cover the list: the filtered entries can be clicked.
            (Some(target @ Target::Entry(_)), Some(Overlay::Line { .. })) => {
                self.accept();
                self.click_screen(target, x, y);
            }
            (Some(Target::Overlay | Target::Detail), Some(_)) => {}
            (_, Some(_)) => self.close(true),
            (Some(target), None) => self.click_screen(target, x, y),
            (None, None) => {}
        }
    }

    fn click_screen(&mut self, target: Target, x: u16, y: u16) {
        match (target, self.screens.last_mut()) {
            (Target::Entry(i), Some(Screen::Library(library))) => {
                let again = library.click(i);
                // The heading of a story opens and closes at once, as there is no text to select it for.
                if again || library.selected_document().is_none() {
                    self.run(Command::Open);
                }
            }
            (Target::List, Some(Screen::Library(library))) => library.pane = Pane::List,
            (Target::Text, Some(Screen::Library(library))) => {
                if let Some(reader) = &mut library.reader {
                    library.pane = Pane::Text;
                    reader.click(x, y);
                }
            }
            (Target::Text, Some(Screen::Reader(reader))) => reader.click(x, y),
            (Target::Text, Some(Screen::Comparison(comparison))) => {
                let again = comparison.click(x, y, &mut self.shared);
                if again {
                    self.run(Command::Look);
                }
            }
            (Target::Minimap(at), Some(Screen::Comparison(comparison))) => comparison.jump(at),
            _ => {}
        }
    }

    /// The wheel scrolls what is under it.
    pub(super) fn wheel(&mut self, x: u16, y: u16, lines: isize) {
        let hit = view(self).hit(x, y);
        let height = self.list_height();
        if hit == Some(Target::Detail) {
            return self.scroll_detail(lines);
        }
        if let Some(overlay) = self.overlays.last_mut() {
            let len = overlay.len();
            if let Some(menu) = overlay.menu() {
                menu.scroll(lines, len, height);
                return;
            }
        }
        match (hit, self.screens.last_mut()) {
            (Some(Target::List | Target::Entry(_)), Some(Screen::Library(library))) => library.scroll(lines),
            (Some(Target::Text | Target::Minimap(_)), Some(Screen::Comparison(comparison))) => {
                comparison.window.go(Step::Lines(lines));
            }
            (Some(Target::Text), _) => {
                if let Some(reader) = self.reader() {
                    reader.window.go(Step::Lines(lines));
                }
            }
            _ => {}
        }
    }
}
