//! Messages change the state and yield effects.

use crate::text::Pair;

use super::canvas::Size;
use super::chord::Chord;
use super::command::{Command, Context};
use super::comparison::Comparison;
use super::jobs::Job;
use super::keymap::Lookup;
use super::library::Library;
use super::message::{Effect, Msg, Preferences, Start};
use super::overlay::Overlay;
use super::reader::Reader;
use super::shared::Shared;
use super::state::{Screen, State};
use super::view::Frame;

/// Applies a message to the state and returns the effects to perform. Never waits.
#[must_use]
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Chord(chord) => state.press(chord),
        Msg::Paste(text) => state.paste(&text),
        Msg::Click { x, y } => state.click(x, y),
        Msg::Wheel { x, y, lines } => state.wheel(x, y, lines),
        Msg::Resize(size) => (state.size, state.shared.cols) = (size, size.cols),
        Msg::Background { dark } => state.background(dark),
        Msg::Done(ticket, answer) => state.answered(ticket, answer),
        Msg::Remember | Msg::Ending => state.leave(),
        Msg::Problem(line) => state.shared.complain(line),
    }
    state.settle();
    std::mem::take(&mut state.shared.effects)
}

impl State {
    /// The state at the start, and the first effects.
    #[must_use]
    pub fn new(start: Start, preferences: Preferences, size: Size) -> (Self, Vec<Effect>) {
        let Preferences { measure, keymap, themes, theme, library, problems } = preferences;
        let mut shared = Shared::new(measure, size.cols);
        let screen = match start {
            Start::Library { paths, sources, name } => {
                let ticket = shared.start(Job::Discover);
                shared.effects.push(Effect::Discover { ticket, paths, sources });
                Screen::Library(Library::new(name, library))
            }
            Start::Reader(source) => Screen::Reader(Reader::new(shared.open(source))),
            Start::Comparison(pair) => {
                let Pair { old, new } = pair.map(|source| shared.open(source));
                Screen::Comparison(Comparison::new(old, new))
            }
        };
        if let Some(problem) = problems.into_iter().reduce(|all, one| format!("{all}; {one}")) {
            shared.complain(problem);
        }
        let mut state = Self {
            size,
            keymap,
            pending: Vec::new(),
            screens: vec![screen],
            overlays: Vec::new(),
            shared,
            themes,
            theme,
        };
        state.settle();
        let effects = std::mem::take(&mut state.shared.effects);
        (state, effects)
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

    /// Fits the visible screen to its size and its documents.
    pub(super) fn settle(&mut self) {
        let frame = Frame::of(self.size);
        let body = self.beside(frame.body);
        let height = self.list_height();
        let shared = &mut self.shared;
        match self.screens.last_mut() {
            Some(Screen::Library(library)) => {
                let (list, reader) = library.panes(frame.body);
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
