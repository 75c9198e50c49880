//! What happened becomes what is to be done.

use crate::page::gate;

use super::command::{Command, Context};
use super::comparison::Comparison;
use super::jobs::{Job, Ticket};
use super::keymap::Lookup;
use super::library::Pane;
use super::overlay::{HelpRow, Overlay, Purpose};
use super::prompt::Prompt;
use super::view::Frame;
use super::{Answer, Chord, Effect, Msg, Screen, State};

/// Changes the state by what happened, and says what is to be done. Never waits.
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
        Msg::Ending => state.leave(),
    }
    state.settle();
    std::mem::take(&mut state.desk.effects)
}

impl State {
    /// Where keys are pressed now.
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
        self.desk.notice = None;
        let context = self.context();
        if let (Context::Prompt, Some(c)) = (context, chord.typed()) {
            self.paste(c.encode_utf8(&mut [0; 4]));
            return;
        }
        self.pending.push(chord);
        let mut found = self.keymap.look_up(context, &self.pending);
        if found == Lookup::Unbound && self.pending.len() > 1 {
            // What was begun came to nothing; the last chord may begin something.
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

    /// Does a command where it belongs: to what lies on top, to the screen, else to the program.
    pub(super) fn run(&mut self, command: Command) {
        let done = self.run_program(command) || self.run_overlay(command) || self.run_screen(command);
        if !done && command == Command::Cancel {
            self.cancel();
        }
    }

    fn run_program(&mut self, command: Command) -> bool {
        match command {
            Command::Quit => self.desk.effects.push(Effect::Quit),
            Command::Suspend => self.desk.effects.push(Effect::Suspend),
            Command::Redraw => self.desk.effects.push(Effect::Redraw),
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

    /// The overlay on top takes what is meant for it; while it is there nothing reaches the screen below.
    fn run_overlay(&mut self, command: Command) -> bool {
        let height = usize::from(Overlay::list(self.panel()).height);
        let Some(overlay) = self.overlays.last_mut() else { return false };
        if overlay.prompt().is_some_and(|p| p.edit(command)) {
            self.typed();
            return true;
        }
        match command {
            Command::Accept => self.accept(),
            Command::Cancel => self.close(true),
            Command::Back | Command::Changes | Command::Aside => self.close(false),
            Command::Toggle => self.toggle_aside(),
            Command::Class(filter) => overlay.list_class(filter),
            _ => _ = overlay.go(command, height),
        }
        self.preview();
        true
    }

    /// The chosen change is shown behind the list of changes.
    fn preview(&mut self) {
        if let (Some(Overlay::Ledger { page, menu, .. }), Some(Screen::Comparison(comparison))) =
            (self.overlays.last(), self.screens.last_mut())
            && let Some(row) = page.row(menu.chosen)
        {
            comparison.go_to_row(row);
        }
    }

    /// Puts the chosen kind of difference out of sight, or back.
    fn toggle_aside(&mut self) {
        if let (Some(Overlay::Aside { ignore, counts, menu }), Some(Screen::Comparison(comparison))) =
            (self.overlays.last_mut(), self.screens.last_mut())
            && let Some(&(aside, _)) = counts.get(menu.chosen)
        {
            ignore.toggle(aside);
            comparison.ignore = *ignore;
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
            Some(Overlay::Ledger { page, menu, .. }) => {
                let row = page.row(menu.chosen);
                if let (Some(row), Some(Screen::Comparison(comparison))) = (row, self.screens.last_mut()) {
                    comparison.go_to_row(row);
                }
            }
            Some(Overlay::Line { purpose: Purpose::Search, prompt }) if prompt.text().is_empty() => self.drop_search(),
            Some(Overlay::Line { .. } | Overlay::Aside { .. }) | None => {}
        }
    }

    /// Closes what lies on top; a cancelled line leaves nothing behind, and the text is where it was before the changes
    /// were listed.
    pub(super) fn close(&mut self, cancelled: bool) {
        match (self.overlays.pop(), cancelled) {
            (Some(Overlay::Line { purpose: Purpose::Search, .. }), true) => self.drop_search(),
            (Some(Overlay::Line { purpose: Purpose::Filter, .. }), true) => {
                if let Some(Screen::Library(library)) = self.screens.last_mut() {
                    library.set_filter("", &self.desk.shelf);
                }
            }
            (Some(Overlay::Ledger { before, .. }), _) => {
                if let Some(Screen::Comparison(comparison)) = self.screens.last_mut() {
                    comparison.come_back(before);
                }
            }
            _ => {}
        }
    }

    fn drop_search(&mut self) {
        let Self { screens, desk, .. } = self;
        if let Some(Screen::Comparison(comparison)) = screens.last_mut() {
            comparison.window.clear(desk);
        } else if let Some(reader) = reader_of(screens) {
            reader.window.clear(desk);
        }
    }

    /// The line that is typed has changed.
    fn typed(&mut self) {
        let Some(overlay) = self.overlays.last_mut() else { return };
        overlay.typed();
        let Overlay::Line { purpose, prompt } = overlay else { return };
        let text = prompt.text().to_owned();
        match (purpose, self.screens.last_mut()) {
            (Purpose::Filter, Some(Screen::Library(library))) => library.set_filter(&text, &self.desk.shelf),
            (Purpose::Search, Some(Screen::Comparison(comparison))) => comparison.look_for(text, &mut self.desk),
            _ => {
                let Self { screens, desk, .. } = self;
                if let Some(reader) = reader_of(screens) {
                    reader.look_for(text, desk);
                }
            }
        }
    }

    fn run_screen(&mut self, command: Command) -> bool {
        match command {
            Command::Compare => self.compare(),
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
                    if let Some(page) = comparison.ledger() {
                        let stand = comparison.stand();
                        self.overlays.push(Overlay::ledger(page, stand.row(), stand));
                        self.preview();
                    }
                }
                _ => return false,
            },
            Command::Aside => match self.screens.last() {
                Some(Screen::Comparison(comparison)) => {
                    let (ignore, counts) = (comparison.ignore, comparison.counts());
                    self.overlays.push(Overlay::Aside { ignore, counts, menu: super::menu::Menu::default() });
                }
                _ => return false,
            },
            _ => return self.run_inner(command),
        }
        true
    }

    fn run_inner(&mut self, command: Command) -> bool {
        let desk = &mut self.desk;
        match self.screens.last_mut() {
            Some(Screen::Comparison(comparison)) => comparison.run(command, desk),
            Some(Screen::Reader(reader)) => reader.run(command, desk),
            Some(Screen::Library(library)) if library.pane == Pane::List => library.run(command, desk),
            Some(Screen::Library(library)) => match (&mut library.reader, command) {
                (_, Command::SwitchPane) => {
                    library.pane = Pane::List;
                    library.follow_reader();
                    true
                }
                (Some(reader), _) => reader.run(command, desk),
                (None, _) => false,
            },
            None => false,
        }
    }

    /// The reader in sight.
    pub(super) fn reader(&mut self) -> Option<&mut super::Reader> {
        reader_of(&mut self.screens)
    }

    fn compare(&mut self) {
        let shelf = &self.desk.shelf;
        let pair = match self.screens.last() {
            Some(Screen::Library(library)) if library.pane == Pane::List => library.to_compare(shelf),
            Some(Screen::Library(library)) => library.reader.as_ref().and_then(|r| shelf.pair(r.doc)),
            Some(Screen::Reader(reader)) => shelf.pair(reader.doc),
            Some(Screen::Comparison(_)) | None => None,
        };
        match pair {
            Some((old, new)) => self.screens.push(Screen::Comparison(Comparison::new(old, new))),
            None => self.desk.say("nothing to compare it with: space marks two documents, d compares them"),
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
                self.desk.stop(job);
            }
            self.screens.pop();
        } else {
            self.desk.effects.push(Effect::Quit);
        }
    }

    /// Tells where each text in hand is left.
    fn leave(&mut self) {
        let Self { screens, desk, .. } = self;
        for screen in screens.iter() {
            match screen {
                Screen::Reader(reader) => reader.leave(desk),
                Screen::Library(library) => library.reader.iter().for_each(|r| r.leave(desk)),
                Screen::Comparison(_) => {}
            }
        }
    }

    /// Stops what runs; else clears the search; else the filter and the marks.
    fn cancel(&mut self) {
        for job in [Job::Compare, Job::Follow, Job::Search, Job::Discover, Job::Group] {
            if self.desk.stop(job) {
                if let (Job::Compare, Some(Screen::Comparison(comparison))) = (job, self.screens.last_mut()) {
                    comparison.fail("stopped   r compares again, q goes back".to_owned());
                }
                if job == Job::Discover {
                    // What was found so far tells stories too.
                    self.group();
                }
                self.desk.say("stopped");
                return;
            }
        }
        match self.screens.last_mut() {
            Some(Screen::Library(library)) if library.pane == Pane::List => {
                library.clear(&self.desk.shelf);
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
        self.desk.say(format!("theme {next}"));
        self.desk.effects.push(Effect::Theme(next.clone()));
    }

    /// The terminal told its background: it decides, unless a theme was chosen.
    fn background(&mut self, dark: bool) {
        let name = if dark { "dark" } else { "light" };
        if self.theme.is_none() && self.themes.iter().any(|t| t == name) {
            self.theme = Some(name.to_owned());
            self.desk.effects.push(Effect::Theme(name.to_owned()));
        }
    }

    /// Work has something to say. Here, and only here, a stale answer is dropped.
    fn answered(&mut self, ticket: Ticket, answer: Answer) {
        if !self.desk.jobs.awaits(ticket) {
            return;
        }
        if !matches!(answer, Answer::Arrived(_)) {
            self.desk.jobs.stop(ticket.job);
        }
        match answer {
            Answer::Arrived(arrivals) => {
                for arrival in arrivals {
                    self.desk.receive(arrival);
                }
                self.refresh();
            }
            Answer::Discovered { problems, passed } => {
                self.screens.iter_mut().for_each(|s| s.passed_over(passed));
                if let Some(first) = problems.first() {
                    let more = problems.len() - 1;
                    let rest = if more > 0 { format!("   and {more} more") } else { String::new() };
                    self.desk.complain(format!("{first}{rest}"));
                }
                self.group();
                self.refresh();
            }
            Answer::Loaded(arrival) => {
                // A comparison stands on as it was, so it does not tell by itself.
                if let (Err(why), Some(Screen::Comparison(_))) = (&arrival.held, self.screens.last()) {
                    self.desk.complain(why.clone());
                }
                self.desk.receive(arrival);
                self.refresh();
            }
            Answer::Grouped(documents, stories) => {
                self.desk.shelf.tell(documents, stories);
                self.refresh();
            }
            Answer::Compared(compared) => match (ticket.job, self.screens.last_mut()) {
                (Job::Compare, Some(Screen::Comparison(comparison))) => comparison.take(compared, &mut self.desk),
                (Job::Follow, _) => {
                    let Self { screens, desk, .. } = self;
                    if let Some(reader) = reader_of(screens) {
                        reader.followed(&compared, desk);
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
                    comparison.fail(gate(&why));
                }
                self.desk.complain(why);
            }
        }
    }

    fn group(&mut self) {
        let documents = self.desk.shelf.readable();
        let ticket = self.desk.start(Job::Group);
        self.desk.effects.push(Effect::Group(ticket, documents));
    }

    /// The list follows what is on the shelf.
    fn refresh(&mut self) {
        for screen in &mut self.screens {
            if let Screen::Library(library) = screen {
                library.refresh(&self.desk.shelf);
            }
        }
    }

    /// Makes the screen in sight fit its size and its documents.
    pub(super) fn settle(&mut self) {
        let frame = Frame::of(self.size);
        let body = self.beside(frame.body);
        let height = usize::from(Overlay::list(self.panel()).height);
        let desk = &mut self.desk;
        match self.screens.last_mut() {
            Some(Screen::Library(library)) => {
                let (list, reader) = frame.panes(library.pane);
                library.settle(desk, list, reader);
            }
            Some(Screen::Reader(reader)) => reader.settle(desk, body),
            Some(Screen::Comparison(comparison)) => comparison.settle(desk, body, body != frame.body),
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

/// The reader in sight: a screen of its own, or beside the list.
fn reader_of(screens: &mut [Screen]) -> Option<&mut super::Reader> {
    match screens.last_mut()? {
        Screen::Reader(reader) => Some(reader),
        Screen::Library(library) => library.reader.as_mut(),
        Screen::Comparison(_) => None,
    }
}
