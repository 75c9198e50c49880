//! Which commands currently have an effect: the footer and the help screen show only these.

use crate::page::ReaderPage;
use crate::text::Side;

use super::command::Command;
use super::comparison::Comparison;
use super::documents::DocId;
use super::library::{Library, Pane, TWO_PANES_MIN_COLS};
use super::overlay::Overlay;
use super::reader::Reader;
use super::shared::Shared;
use super::state::{Screen, State};

impl State {
    /// Whether a command currently has an effect.
    pub(super) fn offers(&self, command: Command) -> bool {
        if command == Command::Copy && matches!(self.overlays.last(), Some(Overlay::Help { .. })) {
            return false;
        }
        if let Some(overlay) = self.overlays.iter().rev().find(|overlay| !matches!(overlay, Overlay::Help { .. })) {
            return match command {
                Command::Accept | Command::LineUp | Command::LineDown => overlay.len() > 0,
                Command::Copy => matches!(overlay, Overlay::ChangeList { .. } | Overlay::Links { .. }),
                Command::DetailDown | Command::DetailUp => overlay.has_more(self.panel()),
                _ => true,
            };
        }
        let shared = &self.shared;
        if command == Command::Theme {
            return self.themes.len() > 1;
        }
        match self.screens.last() {
            Some(Screen::Library(library)) if library.pane == Pane::List => in_list(library, command, shared),
            Some(Screen::Library(library)) => match command {
                Command::HideList | Command::Narrower | Command::Wider => moves_panes(library, command, shared),
                _ => library.reader.as_ref().is_none_or(|reader| in_reader(reader, command, shared)),
            },
            Some(Screen::Reader(reader)) => match command {
                Command::SwitchPane | Command::HideList | Command::Narrower | Command::Wider => false,
                _ => in_reader(reader, command, shared),
            },
            Some(Screen::Comparison(comparison)) => in_comparison(comparison, command),
            None => true,
        }
    }
}

fn in_list(library: &Library, command: Command, shared: &Shared) -> bool {
    match command {
        Command::Open => library.len() > 0,
        Command::Sort => library.len() > 1,
        _ if command.scrolls() => library.len() > 1,
        Command::Filter | Command::SearchTexts | Command::Reload => shared.documents.len() > 0,
        Command::Mark => library.selected_document().is_some() && shared.documents.len() > 1,
        Command::Compare => library.to_compare(&shared.documents).is_some(),
        Command::CompareBase | Command::CompareNearest => {
            library.selected_document().is_some_and(|id| versions(id, shared))
        }
        Command::Collapse => library.chooses_story(),
        Command::SwitchPane => library.reader.is_some(),
        Command::HideList | Command::Narrower | Command::Wider => moves_panes(library, command, shared),
        _ => true,
    }
}

/// Whether the list can be hidden, or get another width.
fn moves_panes(library: &Library, command: Command, shared: &Shared) -> bool {
    shared.cols >= TWO_PANES_MIN_COLS
        && library.reader.is_some()
        && (command == Command::HideList || !library.is_list_hidden())
}

fn in_reader(reader: &Reader, command: Command, shared: &Shared) -> bool {
    match command {
        Command::Compare if shared.documents.is_tracked(reader.doc) => true,
        Command::Compare | Command::CompareBase | Command::CompareNearest | Command::NextVersion => {
            versions(reader.doc, shared)
        }
        _ if command.scrolls() => !reader.window.is_all(),
        Command::NextDocument => shared.documents.listed_after(reader.doc, 1).is_some(),
        Command::PreviousDocument => shared.documents.listed_after(reader.doc, -1).is_some(),
        Command::Next | Command::Previous => reader.window.is_searched(),
        Command::Search => reader.window.page().is_some(),
        Command::Contents => reader.window.page().is_some_and(ReaderPage::has_contents),
        Command::Links => reader.window.page().is_some_and(ReaderPage::has_links),
        Command::Look => reader.has_fold(),
        Command::JumpBack => reader.window.has_jump(),
        Command::Encoding => shared.documents.has_encoding(reader.doc),
        Command::Furniture => reader.has_furniture(),
        Command::Export | Command::Copy | Command::CopyAll => reader.window.page().is_some(),
        _ => true,
    }
}

fn in_comparison(comparison: &Comparison, command: Command) -> bool {
    let Some(page) = comparison.window.page() else { return !command.reads_comparison() };
    let differs = !page.stops().is_empty();
    match command {
        _ if command.scrolls() => !comparison.window.is_all(),
        Command::Next | Command::Previous => differs || comparison.window.is_searched(),
        Command::Changes => differs || !page.comparison().notes.is_empty(),
        Command::OtherEnd => page.has_move(),
        Command::JumpBack => comparison.window.has_jump(),
        Command::CopyAll => differs,
        Command::Fold => !page.options().fold || page.has_fold(),
        Command::Look => comparison.shows_current() || page.has_fold(),
        Command::Typography => comparison.has_typography(),
        Command::HiddenKinds => page.differs() || page.hidden_counts().total() > 0,
        Command::Swap => Side::BOTH.into_iter().any(|side| !page.documents()[side].text.is_empty()),
        _ => true,
    }
}

/// Whether a document has another version.
fn versions(id: DocId, shared: &Shared) -> bool {
    shared.documents.versions(id).nth(1).is_some()
}
