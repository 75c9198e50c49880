//! Floor 7: the terminal program. The only place that knows ratatui and crossterm.
//!
//! ```text
//! input thread ──┐
//! signal thread ─┼─▸ one channel ─▸ update ─▸ effects ─▸ workers ──▸ (back to the channel)
//! workers ───────┘                     └────▸ view ─▸ paint ─▸ terminal
//! ```
//!
//! The loop waits on the channel; all pending messages are handled before the next frame is drawn.

mod background;
mod clipboard;
mod export;
mod fault;
mod incoming;
mod input;
mod last_words;
mod memory;
mod paint;
mod signals;
mod terminal;
mod work;
mod writer;

pub use last_words::print_at_once;
pub use signals::wake;
pub use terminal::leave_at_once;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use crate::app::Answer;
use crate::app::Choice;
use crate::app::Effect;
use crate::app::Msg;
use crate::app::Preferences;
use crate::app::Sort;
use crate::app::Start;
use crate::app::State;
use crate::app::update;
use crate::app::view;
use crate::store::fault::{Point, reached};
use crate::store::{self, Notice, Work};
use crate::theme::Theme;

use fault::fault;
use incoming::Incoming;
use memory::Memory;
use paint::Painter;
use terminal::Screen;
use work::Workers;

/// Why the program stopped.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The terminal could not be opened or drawn on.
    #[error("cannot use the terminal: {0}")]
    Terminal(#[from] io::Error),
    /// The system has no memory for this work.
    #[error("not enough memory for {}", .0.name())]
    Memory(Work),
    /// Keys can no longer be read.
    #[error("cannot read keys from the terminal: {0}")]
    Input(io::Error),
    /// A document that the program was started on cannot be read: a message that names it.
    #[error("{0}")]
    Unreadable(String),
}

/// What to do after handling messages.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    Draw,
    Redraw,
    Suspend,
    Leave(i32),
    Fail(String),
}

/// The number of columns of the terminal, if there is one.
#[must_use]
pub fn columns() -> Option<u16> {
    crossterm::terminal::size().ok().map(|s| s.0).filter(|&c| c > 0)
}

/// How the program ended.
#[derive(Debug)]
#[non_exhaustive]
pub struct Ended {
    /// 0, or 128 plus the number of the signal that terminated it.
    pub status: i32,
    /// Messages to print after the terminal is restored, one per line: a save that failed.
    pub notices: Vec<Notice>,
}

/// The state of earlier runs, while it is read: begun before arguments and settings are read, so that the first frame does
/// not wait for it.
#[derive(Debug)]
pub struct Startup {
    memory: Memory,
    sender: Sender<Incoming>,
    incoming: Receiver<Incoming>,
}

impl Startup {
    /// Starts reading. Nothing is written before [`run`].
    ///
    /// # Errors
    /// Fails if no thread can be started.
    pub fn begin() -> Result<Self, Error> {
        let (sender, incoming) = channel();
        Ok(Self { memory: Memory::start(sender.clone())?, sender, incoming })
    }
}

/// Runs the program until the user exits. `theme` returns the theme of a name in the available colours; `None` is the
/// default.
///
/// # Errors
/// Fails if the terminal cannot be used. It is always restored, and positions are saved.
pub fn run(
    startup: Startup,
    start: Start,
    mut preferences: Preferences,
    theme: &dyn Fn(Option<&str>) -> Theme,
) -> Result<Ended, Error> {
    terminal::guard_panics();
    store::ends_in_order();
    store::is_essential();
    Work::Showing.begin();
    let Startup { memory, sender, incoming } = startup;
    let known = memory.known();
    // From here on a signal waits for the thread that handles it.
    let signals = signals::register()?;
    writer::start(sender.clone())?;
    let screen = Screen::take()?;
    let choices = memory.choices();
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
    let mut program = Program { state, workers, memory, painter, screen, theme, keep_at: None };
    // After a panic, positions are saved before it is propagated.
    let ended = catch_unwind(AssertUnwindSafe(|| program.begin(effects, ask, signals, sender, &incoming)));
    let notices = program.end();
    match ended {
        Ok(status) => status.map(|status| Ended { status, notices }),
        Err(fault) => resume_unwind(fault),
    }
}

/// Names of saved choices.
const THEME: &str = "theme";
const SORT: &str = "sort";
const LIST_COLS: &str = "list-columns";

/// A painter for a theme. A theme chosen by name paints its background, since the terminal's may be light instead of
/// dark; one that follows the terminal does not.
fn painter(theme: &dyn Fn(Option<&str>) -> Theme, name: Option<&str>, chosen: bool) -> Painter {
    let theme = theme(name);
    Painter::new(if chosen { theme.on_background() } else { theme })
}

/// Delay between a key and saving the position of the visible text, so that a killed program loses only seconds.
const KEEP_AFTER: Duration = Duration::from_secs(2);

/// The running program.
struct Program<'a> {
    state: State,
    workers: Workers,
    memory: Memory,
    painter: Painter,
    screen: Screen,
    theme: &'a dyn Fn(Option<&str>) -> Theme,
    /// When to save the position of the visible text; `None` if no key was pressed since.
    keep_at: Option<Instant>,
}

impl Program<'_> {
    /// Draws the first frame without waiting, starts the workers, and runs until the end.
    fn begin(
        &mut self,
        effects: Vec<Effect>,
        ask: bool,
        signals: signals::Registered,
        sender: Sender<Incoming>,
        incoming: &Receiver<Incoming>,
    ) -> Result<i32, Error> {
        self.draw()?;
        self.memory.open();
        let next = self.perform(effects);
        signals::listen(signals, sender.clone())?;
        if ask {
            background::ask();
        }
        input::listen(ask, sender)?;
        self.run(next, incoming)
    }

    /// Alternately draws and handles messages until the end; returns the exit status.
    fn run(&mut self, mut next: Next, incoming: &Receiver<Incoming>) -> Result<i32, Error> {
        loop {
            if let Some(work) = store::ran_out() {
                return Err(Error::Memory(work));
            }
            match next {
                Next::Draw => {}
                Next::Redraw => self.screen.forget()?,
                Next::Suspend => {
                    self.screen.suspend()?;
                    next = self.measure();
                    continue;
                }
                Next::Leave(status) => return Ok(status),
                Next::Fail(why) => return Err(Error::Unreadable(why)),
            }
            self.draw()?;
            next = self.take_in(incoming)?;
        }
    }

    /// Waits for a message and handles all pending ones. Stops early at whatever interrupts drawing.
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
            if next != Next::Draw || store::ran_out().is_some() {
                return Ok(next);
            }
            waiting = incoming.try_recv().ok();
        }
        Ok(Next::Draw)
    }

    /// Handles a message, and schedules saving, as a key may have moved the text.
    fn handle_and_keep(&mut self, msg: Msg) -> Next {
        if matches!(msg, Msg::Chord(_) | Msg::Wheel { .. } | Msg::Click { .. }) {
            self.keep_at = self.keep_at.or_else(|| Instant::now().checked_add(KEEP_AFTER));
        }
        self.handle(msg)
    }

    /// Redraws after a stop: the window may have another size, and is blank.
    fn measure(&mut self) -> Next {
        match self.handle(Msg::Resize(Screen::size())) {
            Next::Draw => Next::Redraw,
            next => next,
        }
    }

    fn handle(&mut self, msg: Msg) -> Next {
        fault("update");
        let point = match &msg {
            Msg::Done(_, Answer::Loaded(_)) => Some(Point::Opened),
            Msg::Done(_, Answer::Grouped(..)) => Some(Point::Grouped),
            Msg::Done(_, Answer::Compared(..)) => Some(Point::Compared),
            _ => None,
        };
        point.into_iter().for_each(reached);
        let effects = update(&mut self.state, msg);
        self.perform(effects)
    }

    fn draw(&mut self) -> io::Result<()> {
        self.screen.draw(&view(&self.state), &self.painter).map(drop)
    }

    /// Saves the positions of all texts, restores the terminal and waits for the save, however the program ended;
    /// returns notices to show.
    fn end(mut self) -> Vec<Notice> {
        // The state may have caused the panic.
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
                Effect::Discover { ticket, paths, sources, reading } => {
                    workers.discover(ticket, paths, sources, reading);
                }
                Effect::Load(ticket, source) => workers.load(ticket, source),
                Effect::Group(ticket, documents) => workers.group(ticket, documents),
                Effect::Compare(ticket, documents) => workers.compare(ticket, documents),
                Effect::Arrange(ticket, arranging) => workers.arrange(ticket, *arranging),
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
                Effect::Export(ticket, export) => workers.export(ticket, *export),
                Effect::Copy(text) => clipboard::copy(&text),
                Effect::Mouse(on) => terminal::capture_mouse(on),
                Effect::Redraw => next = Next::Redraw,
                Effect::Suspend => next = Next::Suspend,
                Effect::Quit => return Next::Leave(0),
                Effect::Fail(why) => return Next::Fail(why),
            }
        }
        next
    }
}
