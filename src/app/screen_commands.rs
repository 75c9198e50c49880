//! Commands of the screens, and navigation between them.

use super::command::Command;
use super::comparison::Comparison;
use super::documents::LoadState;
use super::encodings::EncodingList;
use super::jobs::Job;
use super::library::Pane;
use super::menu::Menu;
use super::message::Effect;
use super::overlay::{Overlay, Purpose};
use super::prompt::Prompt;
use super::state::{Screen, State, reader_of};
use crate::text::Pair;

impl State {
    pub(super) fn run_screen(&mut self, command: Command) -> bool {
        match command {
            Command::Compare | Command::CompareBase | Command::CompareNearest => self.compare(command),
            Command::Back => self.back(),
            Command::Search => {
                self.overlays.push(Overlay::Line { purpose: Purpose::Search, prompt: Prompt::default() });
            }
            Command::Filter => {
                let text = match self.screens.last() {
                    Some(Screen::Library(library)) => library.filter().to_owned(),
                    _ => String::new(),
                };
                self.overlays.push(Overlay::Line { purpose: Purpose::Filter, prompt: Prompt::new(&text) });
            }
            Command::SearchTexts => {
                if let Some(Screen::Library(library)) = self.screens.last_mut() {
                    let typed = library.filter().to_owned();
                    library.set_text_search(&typed, &mut self.shared);
                    self.overlays.push(Overlay::Line { purpose: Purpose::Texts, prompt: Prompt::new(&typed) });
                }
            }
            Command::Contents => {
                if let Some((toc, here)) = self.reader().and_then(|reader| reader.contents()) {
                    self.overlays.push(Overlay::Contents { toc, menu: Menu::at(here) });
                }
            }
            Command::Links => {
                if let Some((links, here)) = self.reader().and_then(|reader| reader.links()) {
                    self.overlays.push(Overlay::Links { links: Box::new(links), menu: Menu::at(here) });
                }
            }
            Command::Encoding => {
                if let Some(list) =
                    reader_of(&mut self.screens).and_then(|r| EncodingList::of(r.doc, &self.shared.documents))
                {
                    let menu = Menu::at(list.current());
                    self.overlays.push(Overlay::Encodings { list, menu });
                }
            }
            Command::Export => self.choose_export(),
            Command::Copy | Command::CopyAll => self.copy(command),
            Command::Changes if matches!(self.screens.last(), Some(Screen::Comparison(_))) => self.list_changes(),
            Command::Look if matches!(self.screens.last(), Some(Screen::Comparison(c)) if c.shows_current()) => {
                self.run(Command::Changes);
            }
            Command::HiddenKinds if matches!(self.screens.last(), Some(Screen::Comparison(_))) => self.list_kinds(),
            _ => return self.run_inner(command),
        }
        true
    }

    fn run_inner(&mut self, command: Command) -> bool {
        let shared = &mut self.shared;
        match self.screens.last_mut() {
            Some(Screen::Comparison(comparison)) => comparison.run(command, shared),
            Some(Screen::Reader(reader)) => reader.run(command, shared),
            Some(Screen::Library(library)) if library.pane == Pane::List => library.run(command, shared),
            Some(Screen::Library(library)) => match (&mut library.reader, command) {
                (_, Command::SwitchPane) => {
                    library.pane = Pane::List;
                    library.follow_reader();
                    true
                }
                (_, Command::HideList | Command::Wider | Command::Narrower) => library.arrange_panes(command, shared),
                (Some(reader), _) => reader.run(command, shared),
                (None, _) => false,
            },
            None => false,
        }
    }

    /// Compares the visible document with the preceding version, the base or the nearest.
    fn compare(&mut self, command: Command) {
        let documents = &self.shared.documents;
        let doc = match self.screens.last() {
            Some(Screen::Library(library)) if library.pane == Pane::List => library.selected_document(),
            Some(Screen::Library(library)) => library.reader.as_ref().map(|r| r.doc),
            Some(Screen::Reader(reader)) => Some(reader.doc),
            Some(Screen::Comparison(_)) | None => None,
        };
        let pair = match (command, self.screens.last()) {
            (Command::CompareBase, _) => doc.and_then(|doc| documents.pair_with_base(doc)),
            (Command::CompareNearest, _) => doc.and_then(|doc| documents.pair_with_nearest(doc)),
            (_, Some(Screen::Library(library))) if library.pane == Pane::List => library.to_compare(documents),
            _ => doc.and_then(|doc| documents.pair(doc)),
        };
        // A file that tracks changes has the version before them in itself.
        let before = doc.filter(|&doc| pair.is_none() && self.shared.documents.is_tracked(doc));
        let pair = pair.or_else(|| before.and_then(|doc| Some((self.shared.open_before(doc)?, doc))));
        match pair {
            Some((old, new)) => self.screens.push(Screen::Comparison(Comparison::new(old, new))),
            None => self.shared.say("no other version to compare: mark two documents with space, then press d"),
        }
    }

    fn back(&mut self) {
        if let Some(Screen::Library(library)) = self.screens.last_mut()
            && library.pane == Pane::Text
        {
            library.pane = Pane::List;
            library.follow_reader();
            return;
        }
        if self.screens.len() > 1 {
            for job in [Job::Compare, Job::Arrange, Job::List, Job::Search] {
                self.shared.stop(job);
            }
            self.screens.pop();
        } else {
            self.shared.effects.push(Effect::Quit);
        }
    }

    /// Saves the position in each open text.
    pub(super) fn leave(&mut self) {
        let Self { screens, shared, .. } = self;
        for screen in screens.iter() {
            match screen {
                Screen::Reader(reader) => reader.leave(shared),
                Screen::Library(library) => library.reader.iter().for_each(|r| r.leave(shared)),
                Screen::Comparison(_) => {}
            }
        }
    }

    /// Stops reading the visible documents; true if one was being read. A text that was read before stays.
    fn stop_loading(&mut self) -> bool {
        let documents = match self.screens.last() {
            Some(Screen::Comparison(comparison)) => {
                let Pair { old, new } = comparison.pair();
                vec![old, new]
            }
            _ => self.reader().map(|reader| reader.doc).into_iter().collect(),
        };
        let mut stopped = false;
        for id in documents {
            if self.shared.stop(Job::Load(id)) {
                stopped = true;
                self.awaited.retain(|&awaited| awaited != id);
                if self.shared.documents.document(id).is_none() {
                    let why = "cancelled   r reads it again, q goes back".to_owned();
                    self.shared.documents.set_state(id, LoadState::Failed(why));
                }
            }
        }
        stopped
    }

    /// Cancels running work; otherwise clears the search, the filter or the marks.
    pub(super) fn cancel(&mut self) {
        let laid_out = matches!(self.screens.last(), Some(Screen::Comparison(it)) if it.awaits_comparison());
        let compare = if laid_out { Job::Arrange } else { Job::Compare };
        for job in [compare, Job::List, Job::Follow, Job::SearchAll, Job::Search, Job::Discover, Job::Group] {
            if self.shared.stop(job) {
                if let Some(Screen::Comparison(comparison)) = self.screens.last_mut().filter(|_| job == compare) {
                    comparison.fail("cancelled   r compares again, q goes back".to_owned());
                }
                if job == Job::Discover {
                    // Group what was found so far.
                    self.group();
                }
                self.shared.say("cancelled");
                return;
            }
        }
        if self.stop_loading() {
            self.shared.say("cancelled");
            return;
        }
        match self.screens.last_mut() {
            Some(Screen::Library(library)) if library.pane == Pane::List => {
                library.clear(&mut self.shared);
            }
            _ => {
                self.drop_search();
            }
        }
    }
}
