//! Terminal events become messages, on a thread of their own. The only place that decodes a key.

use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crossterm::event;
use crossterm::event::Event;
use crossterm::event::KeyCode;
use crossterm::event::KeyEvent;
use crossterm::event::KeyEventKind;
use crossterm::event::KeyModifiers;
use crossterm::event::MouseButton;
use crossterm::event::MouseEventKind;
use terminal_colorsaurus::QueryOptions;
use terminal_colorsaurus::ThemeMode;
use terminal_colorsaurus::theme_mode;

use crate::app::Chord;
use crate::app::Key;
use crate::app::Msg;
use crate::app::Size;

use super::Incoming;

/// How long a terminal has to tell its background.
const ANSWER_WITHIN: Duration = Duration::from_millis(100);

/// How long a late answer is told from keys.
const LATE_WITHIN: Duration = Duration::from_secs(3);

/// Reads events until the program ends. Where `ask` is set, the terminal is asked for its background first; the first
/// frame is on the screen by then, and no key is read yet that could be taken for the answer.
pub(super) fn listen(ask: bool, out: Sender<Incoming>) {
    thread::spawn(move || {
        let mut late = LateAnswer::default();
        if ask {
            let mut options = QueryOptions::default();
            options.timeout = ANSWER_WITHIN;
            match theme_mode(options) {
                Ok(mode) => _ = out.send(Incoming::Msg(Msg::Background { dark: mode == ThemeMode::Dark })),
                Err(_) => late.until = Some(Instant::now() + LATE_WITHIN),
            }
        }
        loop {
            let incoming = match event::read() {
                Ok(event) if late.takes(&event) => continue,
                Ok(event) => match message(event) {
                    Some(msg) => Incoming::Msg(msg),
                    None => continue,
                },
                Err(error) => Incoming::InputLost(error),
            };
            let lost = matches!(incoming, Incoming::InputLost(_));
            if out.send(incoming).is_err() || lost {
                return;
            }
        }
    });
}

/// Swallows the answer of a slow terminal (`ESC ] 11 ; rgb:… ESC \`), which would otherwise be read as keys.
#[derive(Debug, Default)]
struct LateAnswer {
    until: Option<Instant>,
    inside: bool,
}

impl LateAnswer {
    fn takes(&mut self, event: &Event) -> bool {
        let (Some(until), Event::Key(key)) = (self.until, event) else { return false };
        if Instant::now() > until {
            *self = Self::default();
            return false;
        }
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        if self.inside {
            let bell = key.code == KeyCode::Char('g') && key.modifiers.contains(KeyModifiers::CONTROL);
            if bell || (alt && key.code == KeyCode::Char('\\')) {
                *self = Self::default();
            }
            return true;
        }
        self.inside = alt && key.code == KeyCode::Char(']');
        self.inside
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

    #[test]
    fn a_late_answer_is_not_read_as_keys() {
        let mut late = LateAnswer { until: Some(Instant::now() + LATE_WITHIN), inside: false };
        let plain = |c| key(KeyCode::Char(c), KeyModifiers::NONE);
        assert!(!late.takes(&plain('j')));
        assert!(late.takes(&key(KeyCode::Char(']'), KeyModifiers::ALT)));
        assert!("11;rgb:ffff/ffff/ffff".chars().all(|c| late.takes(&plain(c))));
        assert!(late.takes(&key(KeyCode::Char('\\'), KeyModifiers::ALT)));
        assert!(!late.takes(&plain('j')));
    }
}
