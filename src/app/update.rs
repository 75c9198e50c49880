//! Applies messages to the state and collects effects.

use crate::text::Pair;

use super::canvas::Size;
use super::chord::{Chord, Key};
use super::command::{Command, Context, symbols};
use super::comparison::Comparison;
use super::jobs::Job;
use super::keymap::Lookup;
use super::library::{Library, Pane};
use super::message::{Effect, Msg, Preferences, Start};
use super::overlay::Overlay;
use super::reader::Reader;
use super::shared::Shared;
use super::state::{Screen, State};
use super::view::Frame;

/// The maximum count.
const MAX_COUNT: usize = 9999;

/// Applies a message to the state and returns the effects to perform. Never blocks.
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
    /// The initial state, and the first effects.
    #[must_use]
    pub fn new(start: Start, preferences: Preferences, size: Size) -> (Self, Vec<Effect>) {
        let Preferences { measure, keymap, themes, theme, library, problems } = preferences;
        let mut shared = Shared::new(measure, size.cols);
        let mut awaited = Vec::new();
        let screen = match start {
            Start::Library { paths, sources, name, reading } => {
                let ticket = shared.start(Job::Discover);
                shared.effects.push(Effect::Discover { ticket, paths, sources, reading });
                Screen::Library(Library::new(name, library))
            }
            Start::Reader(source) => {
                let doc = shared.open(source);
                awaited.push(doc);
                Screen::Reader(Reader::new(doc))
            }
            Start::Comparison(pair) => {
                let Pair { old, new } = pair.map(|source| shared.open(source));
                awaited.extend([old, new]);
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
            count: None,
            screens: vec![screen],
            overlays: Vec::new(),
            awaited,
            shared,
            themes,
            theme,
            mouse: true,
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
        if self.counts(context, chord) {
            return;
        }
        if chord == Chord::plain(Key::Esc) && (self.count.is_some() || !self.pending.is_empty()) {
            (self.count, self.pending) = (None, Vec::new());
            return;
        }
        self.pending.push(chord);
        let mut found = self.keymap.look_up(context, &self.pending);
        if found == Lookup::Unbound && self.pending.len() > 1 {
            // The sequence is unbound; its last chord may begin another.
            self.pending = vec![chord];
            found = self.keymap.look_up(context, &self.pending);
        }
        match found {
            Lookup::Pending => {}
            Lookup::Unbound => (self.count, self.pending) = (None, Vec::new()),
            Lookup::Found(command) => {
                self.pending.clear();
                match self.count.take() {
                    Some(count) => self.run_counted(command, count),
                    None => self.run(command),
                }
            }
        }
    }

    /// Handles a digit of a count; false for any other key, including digits bound to a command.
    fn counts(&mut self, context: Context, chord: Chord) -> bool {
        let digit = chord.typed().and_then(|c| c.to_digit(10)).and_then(|digit| usize::try_from(digit).ok());
        let Some(digit) = digit.filter(|&digit| self.pending.is_empty() && (digit > 0 || self.count.is_some())) else {
            return false;
        };
        if self.keymap.look_up(context, &[chord]) != Lookup::Unbound {
            return false;
        }
        self.count = Some((self.count.unwrap_or(0) * 10 + digit).min(MAX_COUNT));
        true
    }

    /// Runs a command with a count: repeats it, or goes to the entry or paragraph of that number.
    fn run_counted(&mut self, command: Command, count: usize) {
        match command {
            Command::Top | Command::Bottom => self.go_to_number(count),
            _ if command.repeats() => {
                for _ in 0..count {
                    self.run(command);
                    // "this is the last change": repeating it has no effect.
                    if self.shared.notice.is_some() {
                        break;
                    }
                }
            }
            _ => self.run(command),
        }
    }

    /// Goes to the entry of a list, or the paragraph of a text, with this number.
    fn go_to_number(&mut self, number: usize) {
        let (at, height) = (number.saturating_sub(1), self.list_height());
        match (self.overlays.last_mut(), self.screens.last_mut()) {
            (Some(overlay), _) => {
                let len = overlay.len();
                if let Some(menu) = overlay.menu() {
                    menu.chosen = at;
                    menu.settle(len, height);
                }
                self.preview();
            }
            (None, Some(Screen::Library(library))) if library.pane == Pane::List => _ = library.click(at),
            (None, Some(Screen::Comparison(comparison))) => comparison.go_to_paragraph(at),
            (None, _) => {
                if let Some(reader) = self.reader() {
                    reader.go_to_paragraph(at);
                }
            }
        }
    }

    fn paste(&mut self, text: &str) {
        if let Some(prompt) = self.overlays.last_mut().and_then(Overlay::prompt) {
            prompt.insert(text);
            self.typed();
        }
    }

    /// Runs a command of the program, the overlay, or the screen.
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
            Command::Mouse => {
                self.mouse = !self.mouse;
                self.shared.effects.push(Effect::Mouse(self.mouse));
                let key = self.keymap.keys_in(Command::Mouse, self.context()).first().map(|keys| symbols(keys));
                self.shared.say(match (self.mouse, key) {
                    (true, _) => "clicks and the wheel work here again".to_owned(),
                    (false, Some(key)) => format!("the mouse selects text in the terminal; {key} takes it back"),
                    (false, None) => "the mouse selects text in the terminal".to_owned(),
                });
            }
            Command::Help => {
                let context = self.context();
                if !matches!(self.overlays.last(), Some(Overlay::Help { .. })) {
                    let help = Overlay::help(&self.keymap, context, |command| self.offers(command));
                    self.overlays.push(help);
                }
            }
            Command::Palette => {
                let palette = Overlay::palette(self.context(), |command| self.offers(command));
                self.overlays.push(palette);
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

    /// The terminal reported its background, which decides unless a theme was chosen.
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
