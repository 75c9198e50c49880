//! Terminal events become messages, on a thread of their own. The only place that decodes a key.

use std::sync::mpsc::Sender;
use std::thread;

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
use crate::app::Size;

use super::Incoming;
use super::background::Ear;
use super::background::Heard;

/// Reads events until the program ends. `asked`: the terminal was asked for its background.
pub(super) fn listen(asked: bool, out: Sender<Incoming>) {
    thread::spawn(move || {
        let mut ear = Ear::new(asked);
        loop {
            let heard = match event::read() {
                Ok(event) => messages(event, &mut ear).into_iter().map(Incoming::Msg).collect(),
                Err(error) => vec![Incoming::InputLost(error)],
            };
            for incoming in heard {
                let lost = matches!(incoming, Incoming::InputLost(_));
                if out.send(incoming).is_err() || lost {
                    return;
                }
            }
        }
    });
}

/// What an event means, with what the ear held back.
fn messages(event: Event, ear: &mut Ear) -> Vec<Msg> {
    match message(event) {
        Some(Msg::Chord(chord)) => match ear.hear(chord) {
            Heard::Keys(chords) => chords.into_iter().map(Msg::Chord).collect(),
            Heard::Background(dark) => vec![Msg::Background { dark }],
            Heard::Nothing => Vec::new(),
        },
        other => other.into_iter().collect(),
    }
}

/// What an event means to the program, if anything.
fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => chord(key).map(Msg::Chord),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Resize(cols, rows) => Some(Msg::Resize(Size { cols, rows })),
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
