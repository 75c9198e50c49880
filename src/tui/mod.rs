//! Floor 5: the terminal program. The only place that knows ratatui and crossterm.
//!
//! ```text
//! input thread ──┐
//! signal thread ─┼─▸ one channel ─▸ update ─▸ effects ─▸ workers ──▸ (back to the channel)
//! workers ───────┘                     └────▸ view ─▸ paint ─▸ terminal
//! ```
//!
//! The loop sleeps on the channel; everything that waits there is heard before the next frame is drawn.

mod background;
mod input;
mod paint;
mod signals;
mod terminal;
mod work;

use std::io;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::channel;

use crate::app::Effect;
use crate::app::Msg;
use crate::app::Preferences;
use crate::app::Start;
use crate::app::State;
use crate::app::update;
use crate::app::view;
use crate::theme::Theme;

use paint::Painter;
use terminal::Screen;
use work::Workers;

/// What stopped the program.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The terminal could not be taken or drawn on.
    #[error("cannot use the terminal: {0}")]
    Terminal(#[from] io::Error),
    /// No more keys can be read.
    #[error("cannot read keys from the terminal: {0}")]
    Input(io::Error),
}

/// What arrives on the channel.
#[cfg_attr(not(unix), expect(dead_code, reason = "signals exist on Unix alone"))]
enum Incoming {
    Msg(Msg),
    /// A signal that ends the program.
    Signal(i32),
    /// The program is to stop until it is told to go on.
    Suspend,
    /// It was told to go on.
    Continued,
    /// The terminal is gone.
    InputLost(io::Error),
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

/// A fault, where the environment asks for one: a test sees what becomes of the terminal. Release builds have none.
fn fault(at: &str) {
    debug_assert!(std::env::var_os("RECTO_FAULT").is_none_or(|asked| asked != at), "a fault that was asked for");
}

/// Runs the program until a person leaves; gives its exit status: 0, or 128 and the number of the signal that ended it.
/// `theme` gives the theme of a name, in the colours the terminal has; `None` stands for the default.
///
/// # Errors
/// Where the terminal cannot be used. It is given back in any case.
pub fn run(start: Start, preferences: Preferences, theme: &dyn Fn(Option<&str>) -> Theme) -> Result<i32, Error> {
    terminal::guard_panics();
    let (sender, incoming) = channel();
    signals::listen(sender.clone())?;
    let painter = Painter::new(theme(preferences.theme.as_deref()));
    let ask = preferences.theme.is_none() && background::may_ask();
    let (state, effects) = State::new(start, preferences, Screen::size());
    let workers = Workers::new(sender.clone());
    let screen = Screen::take()?;
    let mut program = Program { state, workers, painter, screen, theme };
    program.draw()?;
    // The first frame waits for nothing; what it needs is asked for now.
    let next = program.perform(effects);
    if ask {
        background::ask()?;
    }
    input::listen(ask, sender);
    let ended = program.attend(next, &incoming);
    program.end();
    ended
}

/// The program while it runs.
struct Program<'a> {
    state: State,
    workers: Workers,
    painter: Painter,
    screen: Screen,
    theme: &'a dyn Fn(Option<&str>) -> Theme,
}

impl Program<'_> {
    /// Draws and hears by turns, until it ends; gives the exit status.
    fn attend(&mut self, mut next: Next, incoming: &Receiver<Incoming>) -> Result<i32, Error> {
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
            next = self.hear(incoming)?;
        }
    }

    /// Waits for something to come in, and hears all that waits with it. What interrupts drawing ends the hearing.
    fn hear(&mut self, incoming: &Receiver<Incoming>) -> Result<Next, Error> {
        let mut waiting = incoming.recv().ok();
        while let Some(heard) = waiting {
            let next = match heard {
                Incoming::Msg(msg) => self.tell(msg),
                Incoming::Signal(signal) => Next::Leave(128 + signal),
                Incoming::Suspend => Next::Suspend,
                Incoming::Continued => self.measure(),
                Incoming::InputLost(error) => return Err(Error::Input(error)),
            };
            if next != Next::Draw {
                return Ok(next);
            }
            waiting = incoming.try_recv().ok();
        }
        Ok(Next::Draw)
    }

    /// Goes on after a stop: the window may have another size than before, and shows nothing of ours.
    fn measure(&mut self) -> Next {
        match self.tell(Msg::Resize(Screen::size())) {
            Next::Draw => Next::Redraw,
            next => next,
        }
    }

    fn tell(&mut self, msg: Msg) -> Next {
        fault("update");
        let effects = update(&mut self.state, msg);
        self.perform(effects)
    }

    fn draw(&mut self) -> io::Result<()> {
        self.screen.draw(&view(&self.state), &self.painter)
    }

    /// Gives the terminal back and keeps where each text was left, whatever the end was.
    fn end(mut self) {
        self.tell(Msg::Ending);
        drop(self.screen);
        self.workers.save();
    }

    /// Does what is to be done.
    fn perform(&mut self, effects: Vec<Effect>) -> Next {
        let workers = &mut self.workers;
        let mut next = Next::Draw;
        for effect in effects {
            match effect {
                Effect::Discover { ticket, paths, sources } => workers.discover(ticket, paths, sources),
                Effect::Load(ticket, source) => workers.load(ticket, source),
                Effect::Group(ticket, documents) => workers.group(ticket, documents),
                Effect::Compare(ticket, documents) => workers.compare(ticket, documents),
                Effect::Search { ticket, query, texts } => workers.search(ticket, query, texts),
                Effect::Cancel(ticket) => workers.cancel(ticket),
                Effect::Remember(source, document, at) => workers.remember(source, document, at),
                Effect::Theme(name) => self.painter = Painter::new((self.theme)(Some(&name))),
                Effect::Redraw => next = Next::Redraw,
                Effect::Suspend => next = Next::Suspend,
                Effect::Quit => return Next::Leave(0),
            }
        }
        next
    }
}
