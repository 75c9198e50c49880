//! Commands of overlays: lists and the prompt.

use crate::page::Query;

use super::command::Command;
use super::jobs::Job;
use super::overlay::{HelpRow, Overlay, Purpose};
use super::state::{Screen, State, reader_of};

impl State {
    /// The topmost overlay receives every command; nothing reaches the screen below.
    pub(super) fn run_overlay(&mut self, command: Command) -> bool {
        let height = self.list_height();
        let Some(overlay) = self.overlays.last_mut() else { return false };
        if overlay.prompt().is_some_and(|p| p.edit(command)) {
            self.typed();
            return true;
        }
        match command {
            Command::Accept => self.accept(),
            Command::Cancel => self.close(true),
            Command::Back | Command::Changes | Command::HiddenKinds => self.close(false),
            Command::Toggle => self.toggle_hidden_kind(),
            Command::Class(filter) => self.list_class(filter),
            Command::SearchTexts => self.toggle_texts(),
            Command::Copy | Command::CopyAll => self.copy(command),
            Command::DetailDown => self.scroll_detail(1),
            Command::DetailUp => self.scroll_detail(-1),
            _ => _ = overlay.go(command, height),
        }
        self.preview();
        true
    }

    /// Scrolls the chosen change in full, below the list of changes.
    pub(super) fn scroll_detail(&mut self, lines: isize) {
        let panel = self.panel();
        if let Some(overlay) = self.overlays.last_mut() {
            overlay.scroll_detail(panel, lines);
        }
    }

    /// Shows the selected change in the text that the change list covers.
    pub(super) fn preview(&mut self) {
        if let (Some(Overlay::ChangeList { page, menu, .. }), Some(Screen::Comparison(comparison))) =
            (self.overlays.last(), self.screens.last_mut())
        {
            comparison.go_to_entry(page, menu.chosen);
        }
    }

    /// While a filter is typed: searches the texts for it, or returns to the list.
    fn toggle_texts(&mut self) {
        if let (Some(Overlay::Line { purpose, .. }), Some(Screen::Library(library))) =
            (self.overlays.last_mut(), self.screens.last_mut())
            && matches!(purpose, Purpose::Filter | Purpose::Texts)
        {
            let typed = library.filter().to_owned();
            if *purpose == Purpose::Texts {
                library.set_filter(&typed, &mut self.shared);
                *purpose = Purpose::Filter;
            } else {
                library.set_text_search(&typed, &mut self.shared);
                *purpose = Purpose::Texts;
            }
        }
    }

    /// Hides or shows the selected kind of difference.
    fn toggle_hidden_kind(&mut self) {
        if let (Some(Overlay::HiddenKinds { hidden, counts, menu }), Some(Screen::Comparison(comparison))) =
            (self.overlays.last_mut(), self.screens.last_mut())
            && let Some(&(kind, _)) = counts.get(menu.chosen)
        {
            hidden.toggle(kind);
            comparison.hidden = *hidden;
        }
    }

    pub(super) fn accept(&mut self) {
        match self.overlays.pop() {
            Some(Overlay::Palette { menu, listed, .. }) => {
                if let Some(&command) = listed.get(menu.chosen) {
                    self.run(command);
                }
            }
            Some(Overlay::Help { rows, menu }) => {
                if let Some(&HelpRow::Key(_, _, command)) = rows.get(menu.chosen) {
                    self.run(command);
                }
            }
            Some(Overlay::Contents { toc, menu }) => {
                if let (Some(place), Some(reader)) = (toc.place(menu.chosen), self.reader()) {
                    reader.window.jump_to(place);
                }
            }
            Some(Overlay::Links { links, menu }) => {
                if let (Some(place), Some(reader)) = (links.destination(menu.chosen), self.reader()) {
                    reader.window.jump_to(place);
                }
            }
            Some(Overlay::Encodings { list, menu }) => {
                self.shared.load_in(list.document(), list.chosen(menu.chosen));
            }
            Some(Overlay::ChangeList { page, menu, .. }) => {
                if let Some(Screen::Comparison(comparison)) = self.screens.last_mut() {
                    comparison.go_to_entry(&page, menu.chosen);
                }
            }
            Some(Overlay::Exports { formats, menu }) => {
                if let Some(&format) = formats.get(menu.chosen) {
                    self.ask_export_name(format);
                }
            }
            Some(Overlay::Export { export, prompt }) => self.export(export, prompt.text()),
            Some(Overlay::Line { purpose: Purpose::Search, prompt }) if prompt.text().is_empty() => self.drop_search(),
            Some(Overlay::Line { .. } | Overlay::HiddenKinds { .. }) | None => {}
        }
    }

    /// Closes the topmost overlay. A cancelled prompt clears its search or filter; closing the change list restores the
    /// text's position.
    pub(super) fn close(&mut self, cancelled: bool) {
        match (self.overlays.pop(), cancelled) {
            (Some(Overlay::Line { purpose: Purpose::Search, .. }), true) => self.drop_search(),
            (Some(Overlay::Line { purpose: Purpose::Filter | Purpose::Texts, .. }), true) => {
                if let Some(Screen::Library(library)) = self.screens.last_mut() {
                    library.set_filter("", &mut self.shared);
                }
            }
            (Some(Overlay::ChangeList { before, .. }), _) => {
                self.shared.stop(Job::List);
                if let Some(Screen::Comparison(comparison)) = self.screens.last_mut() {
                    comparison.restore(before);
                }
            }
            _ => {}
        }
    }

    pub(super) fn drop_search(&mut self) {
        let Self { screens, shared, .. } = self;
        if let Some(Screen::Comparison(comparison)) = screens.last_mut() {
            comparison.window.clear(shared);
        } else if let Some(reader) = reader_of(screens) {
            reader.window.clear(shared);
        }
    }

    /// Handles a changed prompt.
    pub(super) fn typed(&mut self) {
        let Some(overlay) = self.overlays.last_mut() else { return };
        overlay.typed();
        let (purpose, prompt) = match overlay {
            Overlay::Line { purpose, prompt } => (purpose, prompt),
            Overlay::Export { export, .. } => {
                // Another name is another file.
                export.replace = false;
                return;
            }
            _ => return,
        };
        let text = prompt.text().to_owned();
        match (purpose, self.screens.last_mut()) {
            (Purpose::Filter, Some(Screen::Library(library))) => library.set_filter(&text, &mut self.shared),
            (Purpose::Texts, Some(Screen::Library(library))) => library.set_text_search(&text, &mut self.shared),
            (Purpose::Search, Some(Screen::Comparison(comparison))) => {
                comparison.look_for(Query::sequence(&text), &mut self.shared);
            }
            _ => {
                let Self { screens, shared, .. } = self;
                if let Some(reader) = reader_of(screens) {
                    reader.look_for(Query::sequence(&text), shared);
                }
            }
        }
    }
}
