//! Messages change the state and yield effects.

use crate::page::sanitize;

use super::command::{Command, Context};
use super::comparison::Comparison;
use super::jobs::{Job, Ticket};
use super::keymap::Lookup;
use super::library::Pane;
use super::overlay::{HelpRow, Overlay, Purpose};
use super::prompt::Prompt;
use super::view::Frame;
use super::{Answer, Chord, Effect, Msg, Screen, State};

/// Applies a message to the state and returns the effects to perform. Never waits.
#[must_use]
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Chord(chord) => state.press(chord),
        Msg::Paste(text) => state.paste(&text),
        Msg::Click { x, y } => state.click(x, y),
        Msg::Wheel { x, y, lines } => state.wheel(x, y, lines),
        Msg::Resize(size) => state.size = size,
        Msg::Background { dark } => state.background(dark),
        Msg::Done(ticket, answer) => state.answered(ticket, answer),
        Msg::Remember | Msg::Ending => state.leave(),
        Msg::Problem(line) => state.shared.complain(line),
    }
    state.settle();
    std::mem::take(&mut state.shared.effects)
}

impl State {
    /// The context of the keys.
    pub(super) fn context(&self) -> Context {
        if let Some(overlay) = self.overlays.last() {
            return overlay.context();
        }
        match self.screens.last() {
            Some(Screen::Library(library)) if library.pane == Pane::List => Context::Library,
            Some(Screen::Library(_) | Screen::Reader(_)) | None => Context::Reader,
            Some(Screen::Comparison(_)) => Context::Comparison,
        }
    }

    fn press(&mut self, chord: Chord) {
        self.shared.notice = None;
        let context = self.context();
        if let (Context::Prompt, Some(c)) = (context, chord.typed()) {
            self.paste(c.encode_utf8(&mut [0; 4]));
            return;
        }
        self.pending.push(chord);
        let mut found = self.keymap.look_up(context, &self.pending);
        if found == Lookup::Unbound && self.pending.len() > 1 {
            // The sequence means nothing; its last chord may start another.
            self.pending = vec![chord];
            found = self.keymap.look_up(context, &self.pending);
        }
        match found {
            Lookup::Pending => {}
            Lookup::Unbound => self.pending.clear(),
            Lookup::Found(command) => {
                self.pending.clear();
                self.run(command);
            }
        }
    }

    fn paste(&mut self, text: &str) {
        if let Some(prompt) = self.overlays.last_mut().and_then(Overlay::prompt) {
            prompt.insert(text);
            self.typed();
        }
    }

    /// Runs a command: the program's, the overlay's, or the screen's.
    pub(super) fn run(&mut self, command: Command) {
        let done = self.run_program(command) || self.run_overlay(command) || self.run_screen(command);
        if !done && command == Command::Cancel {
            self.cancel();
        }
    }

    fn run_program(&mut self, command: Command) -> bool {
        match command {
            Command::Quit => self.shared.effects.push(Effect::Quit),
            Command::Suspend => self.shared.effects.push(Effect::Suspend),
            Command::Redraw => self.shared.effects.push(Effect::Redraw),
            Command::Theme => self.next_theme(),
            Command::Help => {
                let context = self.context();
                if !matches!(self.overlays.last(), Some(Overlay::Help { .. })) {
                    self.overlays.push(Overlay::help(&self.keymap, context));
                }
            }
            Command::Palette => {
                let context = self.context();
                self.overlays.push(Overlay::palette(context));
            }
            _ => return false,
        }
        true
    }

    /// The topmost overlay receives every command; nothing reaches the screen below.
    fn run_overlay(&mut self, command: Command) -> bool {
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
            Command::Class(filter) => overlay.list_class(filter),
            _ => _ = overlay.go(command, height),
        }
        self.preview();
        true
    }

    /// Shows the chosen change in the text behind the change list.
    fn preview(&mut self) {
        if let (Some(Overlay::ChangeList { page, menu, .. }), Some(Screen::Comparison(comparison))) =
            (self.overlays.last(), self.screens.last_mut())
        {
            comparison.go_to_entry(page, menu.chosen);
        }
    }

    /// Hides the chosen kind of difference, or shows it again.
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
                    reader.window.go_to(place);
                }
            }
            Some(Overlay::ChangeList { page, menu, .. }) => {
                if let Some(Screen::Comparison(comparison)) = self.screens.last_mut() {
                    comparison.go_to_entry(&page, menu.chosen);
                }
            }
            Some(Overlay::Line { purpose: Purpose::Search, prompt }) if prompt.text().is_empty() => self.drop_search(),
            Some(Overlay::Line { .. } | Overlay::HiddenKinds { .. }) | None => {}
        }
    }

    /// Closes the topmost overlay. A cancelled prompt clears its search or filter; closing the change list restores the
    /// text's position.
    pub(super) fn close(&mut self, cancelled: bool) {
        match (self.overlays.pop(), cancelled) {
            (Some(Overlay::Line { purpose: Purpose::Search, .. }), true) => self.drop_search(),
            (Some(Overlay::Line { purpose: Purpose::Filter, .. }), true) => {
                if let Some(Screen::Library(library)) = self.screens.last_mut() {
                    library.set_filter("", &self.shared.documents);
                }
            }
            (Some(Overlay::ChangeList { before, .. }), _) => {
                if let Some(Screen::Comparison(comparison)) = self.screens.last_mut() {
                    comparison.restore(before);
                }
            }
            _ => {}
        }
    }

    fn drop_search(&mut self) {
        let Self { screens, shared, .. } = self;
        if let Some(Screen::Comparison(comparison)) = screens.last_mut() {
            comparison.window.clear(shared);
        } else if let Some(reader) = reader_of(screens) {
            reader.window.clear(shared);
        }
    }

    /// The prompt has changed.
    fn typed(&mut self) {
        let Some(overlay) = self.overlays.last_mut() else { return };
        overlay.typed();
        let Overlay::Line { purpose, prompt } = overlay else { return };
        let text = prompt.text().to_owned();
        match (purpose, self.screens.last_mut()) {
            (Purpose::Filter, Some(Screen::Library(library))) => library.set_filter(&text, &self.shared.documents),
            (Purpose::Search, Some(Screen::Comparison(comparison))) => comparison.look_for(text, &mut self.shared),
            _ => {
                let Self { screens, shared, .. } = self;
                if let Some(reader) = reader_of(screens) {
                    reader.look_for(text, shared);
                }
            }
        }
    }

    fn run_screen(&mut self, command: Command) -> bool {
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
            Command::Contents => {
                if let Some((toc, here)) = self.reader().and_then(|reader| reader.contents()) {
                    self.overlays.push(Overlay::Contents { toc, menu: super::menu::Menu::at(here) });
                }
            }
            Command::Changes => match self.screens.last() {
                Some(Screen::Comparison(comparison)) => {
                    if let Some(page) = comparison.change_list() {
                        let saved = comparison.saved_position();
                        self.overlays.push(Overlay::change_list(page, saved.change(), saved));
                        self.preview();
                    }
                }
                _ => return false,
            },
            Command::HiddenKinds => match self.screens.last() {
                Some(Screen::Comparison(comparison)) => {
                    let (hidden, counts) = (comparison.hidden, comparison.counts());
                    self.overlays.push(Overlay::HiddenKinds { hidden, counts, menu: super::menu::Menu::default() });
                }
                _ => return false,
            },
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
                (Some(reader), _) => reader.run(command, shared),
                (None, _) => false,
            },
            None => false,
        }
    }

    /// The visible reader.
    pub(super) fn reader(&mut self) -> Option<&mut super::Reader> {
        reader_of(&mut self.screens)
    }

    /// Compares the document in view with the version before it, the base or the nearest.
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
            for job in [Job::Compare, Job::Search] {
                self.shared.stop(job);
            }
            self.screens.pop();
        } else {
            self.shared.effects.push(Effect::Quit);
        }
    }

    /// Remembers the place in each open text.
    fn leave(&mut self) {
        let Self { screens, shared, .. } = self;
        for screen in screens.iter() {
            match screen {
                Screen::Reader(reader) => reader.leave(shared),
                Screen::Library(library) => library.reader.iter().for_each(|r| r.leave(shared)),
                Screen::Comparison(_) => {}
            }
        }
    }

    /// Cancels running work; else clears the search, the filter or the marks.
    fn cancel(&mut self) {
        for job in [Job::Compare, Job::Follow, Job::Search, Job::Discover, Job::Group] {
            if self.shared.stop(job) {
                if let (Job::Compare, Some(Screen::Comparison(comparison))) = (job, self.screens.last_mut()) {
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
        match self.screens.last_mut() {
            Some(Screen::Library(library)) if library.pane == Pane::List => {
                library.clear(&self.shared.documents);
            }
            _ => {
                self.drop_search();
            }
        }
    }

    fn next_theme(&mut self) {
        let now = self.theme.as_ref().and_then(|t| self.themes.iter().position(|n| n == t));
        let Some(next) = self.themes.get(now.map_or(0, |n| (n + 1) % self.themes.len().max(1))) else { return };
        self.theme = Some(next.clone());
        self.shared.say(format!("theme {next}"));
        self.shared.effects.push(Effect::Theme { name: next.clone(), chosen: true });
    }

    /// The terminal reported its background: it decides, unless a theme was chosen.
    fn background(&mut self, dark: bool) {
        let name = if dark { "dark" } else { "light" };
        if self.theme.is_none() && self.themes.iter().any(|t| t == name) {
            self.theme = Some(name.to_owned());
            self.shared.effects.push(Effect::Theme { name: name.to_owned(), chosen: false });
        }
    }

    /// A worker has answered. Stale answers are dropped here, and only here.
    fn answered(&mut self, ticket: Ticket, answer: Answer) {
        if !self.shared.jobs.awaits(ticket) {
            return;
        }
        if !matches!(answer, Answer::Arrived(_) | Answer::Grouping(_)) {
            self.shared.jobs.stop(ticket.job);
        }
        match answer {
            Answer::Arrived(arrivals) => {
                for arrival in arrivals {
                    self.shared.receive(arrival);
                }
                self.refresh();
            }
            Answer::Discovered { problems, skipped } => {
                self.screens.iter_mut().for_each(|s| s.set_skipped(skipped));
                if let Some(first) = problems.first() {
                    let more = problems.len() - 1;
                    let rest = if more > 0 { format!("   and {more} more") } else { String::new() };
                    self.shared.complain(format!("{first}{rest}"));
                }
                self.group();
                self.refresh();
            }
            Answer::Loaded(arrival) => {
                // A comparison keeps showing the old text, so the failure needs a message.
                if let (Err(why), Some(Screen::Comparison(_))) = (&arrival.document, self.screens.last()) {
                    self.shared.complain(why.clone());
                }
                self.shared.receive(arrival);
                self.refresh();
            }
            Answer::Grouping(percent) => self.shared.grouping = percent,
            Answer::Grouped(documents, stories) => {
                self.shared.documents.set_stories(documents, stories);
                self.refresh();
            }
            Answer::Compared(documents, compared) => match (ticket.job, self.screens.last_mut()) {
                (Job::Compare, Some(Screen::Comparison(comparison))) => {
                    comparison.take(documents, compared, &mut self.shared);
                }
                (Job::Follow, _) => {
                    let Self { screens, shared, .. } = self;
                    if let Some(reader) = reader_of(screens) {
                        reader.followed(&compared, shared);
                    }
                }
                _ => {}
            },
            Answer::Hits(hits) => match self.screens.last_mut() {
                Some(Screen::Comparison(comparison)) => comparison.hits(hits),
                _ => {
                    if let Some(reader) = self.reader() {
                        reader.hits(hits);
                    }
                }
            },
            Answer::Failed(why) => {
                if let (Job::Compare, Some(Screen::Comparison(comparison))) = (ticket.job, self.screens.last_mut()) {
                    comparison.fail(sanitize(&why));
                }
                self.shared.complain(why);
            }
        }
    }

    fn group(&mut self) {
        let documents = self.shared.documents.readable();
        let ticket = self.shared.start(Job::Group);
        self.shared.grouping = 0;
        self.shared.effects.push(Effect::Group(ticket, documents));
    }

    /// Rebuilds the library's list.
    fn refresh(&mut self) {
        for screen in &mut self.screens {
            if let Screen::Library(library) = screen {
                library.refresh(&self.shared.documents);
            }
        }
    }

    /// Fits the visible screen to its size and its documents.
    pub(super) fn settle(&mut self) {
        let frame = Frame::of(self.size);
        let body = self.beside(frame.body);
        let height = self.list_height();
        let shared = &mut self.shared;
        match self.screens.last_mut() {
            Some(Screen::Library(library)) => {
                let (list, reader) = frame.panes(library.pane);
                library.settle(shared, list, reader);
            }
            Some(Screen::Reader(reader)) => reader.settle(shared, body),
            Some(Screen::Comparison(comparison)) => comparison.settle(shared, body, body != frame.body),
            None => {}
        }
        if let Some(overlay) = self.overlays.last_mut() {
            let len = overlay.len();
            if let Some(menu) = overlay.menu() {
                menu.settle(len, height);
            }
        }
    }
}

/// The visible reader: a screen of its own, or the library's right pane.
fn reader_of(screens: &mut [Screen]) -> Option<&mut super::Reader> {
    match screens.last_mut()? {
        Screen::Reader(reader) => Some(reader),
        Screen::Library(library) => library.reader.as_mut(),
        Screen::Comparison(_) => None,
    }
}
