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

/// What comes in.
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

/// Runs the program until a person leaves; gives its exit status: 0, or 128 and the number of the signal that ended it.
/// `theme` gives the theme of a name, in the colours the terminal has; `None` stands for the default.
///
/// # Errors
/// Where the terminal cannot be used. It is given back in any case.
pub fn run(start: Start, preferences: Preferences, theme: &dyn Fn(Option<&str>) -> Theme) -> Result<i32, Error> {
    terminal::guard_panics();
    let (sender, incoming) = channel();
    signals::listen(sender.clone())?;
    let mut painter = Painter::new(theme(preferences.theme.as_deref()));
    let ask = preferences.theme.is_none() && background::may_ask();
    let (mut state, effects) = State::new(start, preferences, Screen::size());
    let mut workers = Workers::new(sender.clone());
    let mut screen = Screen::take()?;
    screen.draw(&view(&state), &painter)?;
    // The first frame waits for nothing; what it needs is asked for now.
    let mut next = perform(effects, &mut workers, &mut painter, theme);
    if ask {
        background::ask()?;
    }
    input::listen(ask, sender);
    loop {
        match next {
            Next::Draw => screen.draw(&view(&state), &painter)?,
            Next::Redraw => {
                screen.forget()?;
                screen.draw(&view(&state), &painter)?;
            }
            Next::Suspend => {
                screen.suspend()?;
                update(&mut state, Msg::Resize(Screen::size()));
                screen.draw(&view(&state), &painter)?;
            }
            Next::Leave(status) => {
                drop(screen);
                workers.save();
                return Ok(status);
            }
        }
        next = hear(&incoming, &mut state, &mut |effects| perform(effects, &mut workers, &mut painter, theme))?;
    }
}

/// Waits for something to come in, and hears all that waits with it. What interrupts drawing ends the hearing.
fn hear(
    incoming: &Receiver<Incoming>,
    state: &mut State,
    perform: &mut dyn FnMut(Vec<Effect>) -> Next,
) -> Result<Next, Error> {
    let mut waiting = incoming.recv().ok();
    while let Some(heard) = waiting {
        let next = match heard {
            Incoming::Msg(msg) => perform(update(state, msg)),
            Incoming::Signal(signal) => Next::Leave(128 + signal),
            Incoming::Suspend => Next::Suspend,
            Incoming::Continued => {
                // The window may have another size than when the program was stopped.
                perform(update(state, Msg::Resize(Screen::size())));
                Next::Redraw
            }
            Incoming::InputLost(error) => return Err(Error::Input(error)),
        };
        if next != Next::Draw {
            return Ok(next);
        }
        waiting = incoming.try_recv().ok();
    }
    Ok(Next::Draw)
}

/// Does what is to be done.
fn perform(
    effects: Vec<Effect>,
    workers: &mut Workers,
    painter: &mut Painter,
    theme: &dyn Fn(Option<&str>) -> Theme,
) -> Next {
    let mut next = Next::Draw;
    for effect in effects {
        match effect {
            Effect::Discover { ticket, paths, sources } => workers.discover(ticket, paths, sources),
            Effect::Load(ticket, source) => workers.load(ticket, source),
            Effect::Group(ticket, documents) => workers.group(ticket, documents),
            Effect::Compare(ticket, documents) => workers.compare(ticket, documents),
            Effect::Search { ticket, query, texts } => workers.search(ticket, query, texts),
            Effect::Cancel(ticket) => workers.cancel(ticket),
            Effect::Remember(source, document, at) => workers.remember(&source, &document, at),
            Effect::Theme(name) => *painter = Painter::new(theme(Some(&name))),
            Effect::Redraw => next = Next::Redraw,
            Effect::Suspend => next = Next::Suspend,
            Effect::Quit => return Next::Leave(0),
        }
    }
    next
}
