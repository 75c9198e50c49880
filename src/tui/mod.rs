//! Floor 7: the terminal program. The only place that knows ratatui and crossterm.
//!
//! ```text
//! input thread ──┐
//! signal thread ─┼─▸ one channel ─▸ update ─▸ effects ─▸ workers ──▸ (back to the channel)
//! workers ───────┘                     └────▸ view ─▸ paint ─▸ terminal
//! ```
//!
//! The loop sleeps on the channel; everything that waits there is handled before the next frame is drawn.

mod background;
mod fault;
mod incoming;
mod input;
mod memory;
mod paint;
mod signals;
mod terminal;
mod work;
mod writer;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use crate::app::Choice;
use crate::app::Effect;
use crate::app::Msg;
use crate::app::Preferences;
use crate::app::Sort;
use crate::app::Start;
use crate::app::State;
use crate::app::update;
use crate::app::view;
use crate::store::Notice;
use crate::theme::Theme;

use fault::fault;
use incoming::Incoming;
use memory::Memory;
use paint::Painter;
use terminal::Screen;
use work::Workers;

/// What stopped the program.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The terminal could not be opened or drawn on.
    #[error("cannot use the terminal: {0}")]
    Terminal(#[from] io::Error),
    /// No more keys can be read.
    #[error("cannot read keys from the terminal: {0}")]
    Input(io::Error),
}

/// What a frame's worth of events leads to.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    Draw,
    Redraw,
    Suspend,
    Leave(i32),
}

/// The columns of the terminal, where there is one.
#[must_use]
pub fn columns() -> Option<u16> {
    crossterm::terminal::size().ok().map(|s| s.0).filter(|&c| c > 0)
}

/// How the program ended.
#[derive(Debug)]
#[non_exhaustive]
pub struct Ended {
    /// 0, or 128 and the number of the signal that ended it.
    pub status: i32,
    /// Messages to show once the terminal is restored, a line each: a save that failed.
    pub notices: Vec<Notice>,
}

/// Runs the program until a person leaves. `theme` gives the theme of a name, in the colours the terminal has; `None`
/// is the default.
///
/// # Errors
/// Where the terminal cannot be used. It is restored in any case, and positions are saved.
pub fn run(start: Start, mut preferences: Preferences, theme: &dyn Fn(Option<&str>) -> Theme) -> Result<Ended, Error> {
    terminal::guard_panics();
    let (sender, incoming) = channel();
    signals::listen(sender.clone())?;
    writer::start(sender.clone())?;
    let memory = Memory::start(sender.clone())?;
    let known = memory.known();
    let choices = known.choices();
    if preferences.theme.is_none() {
        preferences.theme = choices.get(THEME).cloned().filter(|name| preferences.themes.contains(name));
    }
    let library = &mut preferences.library;
    library.sort = choices.get(SORT).and_then(|name| Sort::named(name)).unwrap_or(library.sort);
    library.list_cols = choices.get(LIST_COLS).and_then(|cols| cols.parse().ok()).or(library.list_cols);
    let painter = painter(theme, preferences.theme.as_deref(), preferences.theme.is_some());
    let ask = preferences.theme.is_none() && background::may_ask();
    let (state, effects) = State::new(start, preferences, Screen::size());
    let workers = Workers::new(sender.clone(), known);
    let screen = Screen::take()?;
    let mut program = Program { state, workers, memory, painter, screen, theme, keep_at: None };
    // A fault while the program runs: positions are saved before it ends as any fault does.
    let ended = catch_unwind(AssertUnwindSafe(|| program.begin(effects, ask, sender, &incoming)));
    let notices = program.end();
    match ended {
        Ok(status) => status.map(|status| Ended { status, notices }),
        Err(fault) => resume_unwind(fault),
    }
}

/// Names of choices that are kept.
const THEME: &str = "theme";
const SORT: &str = "sort";
const LIST_COLS: &str = "list-columns";

/// A painter in a theme. One that was chosen by name paints its ground, since the terminal's may be of the other kind; one
/// that follows the terminal leaves it alone.
fn painter(theme: &dyn Fn(Option<&str>) -> Theme, name: Option<&str>, chosen: bool) -> Painter {
    let theme = theme(name);
    Painter::new(if chosen { theme.on_ground() } else { theme })
}

/// How long after a key the place of the text in view is remembered, so that a killed program loses seconds at most.
const KEEP_AFTER: Duration = Duration::from_secs(2);

/// The program while it runs.
struct Program<'a> {
    state: State,
    workers: Workers,
    memory: Memory,
    painter: Painter,
    screen: Screen,
    theme: &'a dyn Fn(Option<&str>) -> Theme,
    /// When the place of the text in view is to be remembered; `None` where nothing was pressed since the last time.
    keep_at: Option<Instant>,
}

impl Program<'_> {
    /// Draws the first frame, which waits for nothing, and starts what it needs; then runs until the end.
    fn begin(
        &mut self,
        effects: Vec<Effect>,
        ask: bool,
        sender: Sender<Incoming>,
        incoming: &Receiver<Incoming>,
    ) -> Result<i32, Error> {
        self.draw()?;
        let next = self.perform(effects);
        if ask {
            background::ask();
        }
        input::listen(ask, sender)?;
        self.run(next, incoming)
    }

    /// Draws and takes in messages by turns, until it ends; gives the exit status.
    fn run(&mut self, mut next: Next, incoming: &Receiver<Incoming>) -> Result<i32, Error> {
        loop {
            match next {
                Next::Draw => {}
                Next::Redraw => self.screen.forget()?,
                Next::Suspend => {
                    self.screen.suspend()?;
                    next = self.measure();
                    continue;
                }
                Next::Leave(status) => return Ok(status),
            }
            self.draw()?;
            next = self.take_in(incoming)?;
        }
    }

    /// Waits for a message and takes in all that have come. What interrupts drawing ends this.
    fn take_in(&mut self, incoming: &Receiver<Incoming>) -> Result<Next, Error> {
        let mut waiting = match self.keep_at {
            Some(at) => incoming.recv_timeout(at.saturating_duration_since(Instant::now())).ok(),
            None => incoming.recv().ok(),
        };
        if self.keep_at.is_some_and(|at| at <= Instant::now()) {
            self.keep_at = None;
            self.handle(Msg::Remember);
        }
        while let Some(message) = waiting {
            let next = match message {
                Incoming::Msg(msg) => self.handle_and_keep(msg),
                Incoming::Signal(signal) => Next::Leave(128 + signal),
                Incoming::Suspend => Next::Suspend,
                Incoming::Continued => self.measure(),
                Incoming::Written => Next::Draw,
                Incoming::TerminalGone => Next::Leave(signals::HANGUP_STATUS),
                Incoming::InputLost(error) => return Err(Error::Input(error)),
                Incoming::OutputLost(error) if terminal::is_gone(&error) => Next::Leave(signals::HANGUP_STATUS),
                Incoming::OutputLost(error) => return Err(Error::Terminal(error)),
            };
            if next != Next::Draw {
                return Ok(next);
            }
            waiting = incoming.try_recv().ok();
        }
        Ok(Next::Draw)
    }

    /// Updates the state, and notes that a key may have moved the text.
    fn handle_and_keep(&mut self, msg: Msg) -> Next {
        if matches!(msg, Msg::Chord(_) | Msg::Wheel { .. } | Msg::Click { .. }) {
            self.keep_at = self.keep_at.or_else(|| Instant::now().checked_add(KEEP_AFTER));
        }
        self.handle(msg)
    }

    /// Goes on after a stop: the window may have another size than before, and shows nothing of ours.
    fn measure(&mut self) -> Next {
        match self.handle(Msg::Resize(Screen::size())) {
            Next::Draw => Next::Redraw,
            next => next,
        }
    }

    fn handle(&mut self, msg: Msg) -> Next {
        fault("update");
        let effects = update(&mut self.state, msg);
        self.perform(effects)
    }

    fn draw(&mut self) -> io::Result<()> {
        self.screen.draw(&view(&self.state), &self.painter).map(drop)
    }

    /// Remembers where each text was left, gives the terminal back and waits for the save, whatever the end was; what a
    /// person should know then.
    fn end(mut self) -> Vec<Notice> {
        // The state may be what failed.
        if catch_unwind(AssertUnwindSafe(|| self.handle(Msg::Ending))).is_err() {
            return self.memory.finish().wait();
        }
        let ending = self.memory.finish();
        drop(self.screen);
        ending.wait()
    }

    /// Performs effects.
    fn perform(&mut self, effects: Vec<Effect>) -> Next {
        let workers = &mut self.workers;
        let mut next = Next::Draw;
        for effect in effects {
            match effect {
                Effect::Discover { ticket, paths, sources } => workers.discover(ticket, paths, sources),
                Effect::Load(ticket, source) => workers.load(ticket, source),
                Effect::Group(ticket, documents) => workers.group(ticket, documents),
                Effect::Compare(ticket, documents) => workers.compare(ticket, documents),
                Effect::Filter { ticket, query, cards } => workers.filter(ticket, query, cards),
                Effect::Search { ticket, query, texts } => workers.search(ticket, query, texts),
                Effect::SearchAll { ticket, query, documents } => workers.search_all(ticket, query, documents),
                Effect::Cancel(ticket) => workers.cancel(ticket),
                Effect::Remember(source, document, at) => self.memory.left(source, document, at),
                Effect::Theme { name, chosen } => {
                    self.painter = painter(self.theme, Some(&name), chosen);
                    if chosen {
                        self.memory.choose(THEME, name);
                    }
                }
                Effect::Choose(Choice::Sort(sort)) => self.memory.choose(SORT, sort.name().to_owned()),
                Effect::Choose(Choice::ListCols(cols)) => self.memory.choose(LIST_COLS, cols.to_string()),
                Effect::Mouse(on) => terminal::capture_mouse(on),
                Effect::Redraw => next = Next::Redraw,
                Effect::Suspend => next = Next::Suspend,
                Effect::Quit => return Next::Leave(0),
            }
        }
        next
    }
}
