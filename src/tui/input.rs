//! Converts terminal events to messages, on a separate thread. The only place that decodes keys.

use std::io;
use std::panic;
use std::panic::AssertUnwindSafe;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::event;
use crossterm::event::Event;
use crossterm::event::KeyCode;
use crossterm::event::KeyEvent;
use crossterm::event::KeyEventKind;
use crossterm::event::KeyModifiers;
use crossterm::event::MouseButton;
use crossterm::event::MouseEventKind;

use crate::app::Chord;
use crate::app::Key;
use crate::app::Msg;
use crate::store;
use crate::store::fault::{Operation, check};

use super::background::AnswerFilter;
use super::background::Filtered;
use super::fault::fault;
use super::incoming::Incoming;
use super::terminal;

/// How often an idle terminal is checked for being closed: at the end of its input, `poll` only times out.
const ALIVE_EVERY: Duration = Duration::from_millis(500);

/// Reads events until the program ends. `asked`: whether the terminal was queried for its background.
///
/// # Errors
/// Fails if no thread can be started.
pub(super) fn listen(asked: bool, out: Sender<Incoming>) -> io::Result<()> {
    check(Operation::Thread)?;
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        store::is_essential();
        let mut filter = AnswerFilter::new(asked);
        // A panic while reading must not leave a program without keys.
        let ended = panic::catch_unwind(AssertUnwindSafe(|| read_events(&mut filter, &out)));
        let incoming = match ended {
            Ok(None) => return,
            Ok(Some(incoming)) => incoming,
            Err(_) => Incoming::InputLost(io::Error::other("a fault in reading keys")),
        };
        _ = out.send(incoming);
    })?;
    Ok(())
}

/// Passes events on until there are no more, and returns the reason; `None` if the receiver is gone.
fn read_events(filter: &mut AnswerFilter, out: &Sender<Incoming>) -> Option<Incoming> {
    loop {
        let event =
            match event::poll(ALIVE_EVERY).and_then(|some| if some { event::read().map(Some) } else { Ok(None) }) {
                Ok(Some(event)) => event,
                Ok(None) if terminal_is_gone() => return Some(Incoming::TerminalGone),
                Ok(None) => continue,
                Err(_) if terminal_is_gone() => return Some(Incoming::TerminalGone),
                Err(error) => return Some(Incoming::InputLost(error)),
            };
        fault("input");
        for msg in messages(event, filter) {
            out.send(Incoming::Msg(msg)).ok()?;
        }
    }
}

/// Whether the terminal was hung up: it then no longer reports its attributes.
#[cfg(unix)]
fn terminal_is_gone() -> bool {
    let gone =
        |fd: rustix::fd::BorrowedFd<'_>| rustix::termios::tcgetattr(fd).is_err_and(|e| e == rustix::io::Errno::IO);
    gone(rustix::stdio::stdin()) || gone(rustix::stdio::stdout())
}

#[cfg(not(unix))]
const fn terminal_is_gone() -> bool {
    false
}

/// The messages of an event, with chords that the filter held back.
fn messages(event: Event, filter: &mut AnswerFilter) -> Vec<Msg> {
    match message(event) {
        Some(Msg::Chord(chord)) => match filter.push(chord) {
            Filtered::Keys(chords) => chords.into_iter().map(Msg::Chord).collect(),
            Filtered::Background(dark) => vec![Msg::Background { dark }],
            Filtered::Nothing => Vec::new(),
        },
        other => other.into_iter().collect(),
    }
}

/// The message of an event, if any.
fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => chord(key).map(Msg::Chord),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Resize(cols, rows) => Some(Msg::Resize(terminal::drawn(cols, rows))),
        Event::Mouse(mouse) => {
            let (x, y) = (mouse.column, mouse.row);
            match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Some(Msg::Click { x, y }),
                MouseEventKind::ScrollUp => Some(Msg::Wheel { x, y, lines: -3 }),
                MouseEventKind::ScrollDown => Some(Msg::Wheel { x, y, lines: 3 }),
                _ => None,
            }
        }
        _ => None,
    }
}

fn chord(event: KeyEvent) -> Option<Chord> {
    let key = match event.code {
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab | KeyCode::BackTab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(n) => Key::F(n),
        _ => return None,
    };
    let held = |m| event.modifiers.contains(m);
    let character = matches!(key, Key::Char(_));
    Some(Chord {
        key,
        ctrl: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT),
        shift: !character && (held(KeyModifiers::SHIFT) || event.code == KeyCode::BackTab),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn keys_become_the_chords_of_the_keymap() {
        for (code, modifiers, written) in [
            (KeyCode::Char('G'), KeyModifiers::SHIFT, "G"),
            (KeyCode::Char('d'), KeyModifiers::CONTROL, "ctrl-d"),
            (KeyCode::BackTab, KeyModifiers::SHIFT, "shift-tab"),
            (KeyCode::Char(' '), KeyModifiers::NONE, "space"),
            (KeyCode::PageDown, KeyModifiers::NONE, "pgdn"),
        ] {
            let Some(Msg::Chord(chord)) = message(key(code, modifiers)) else { panic!("{written}: no chord") };
            assert_eq!(chord.to_string(), written);
        }
    }
}
