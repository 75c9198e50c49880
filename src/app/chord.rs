//! A chord is one key with its modifiers; `tui` makes chords from terminal events.
//!
//! In writing, a chord is its modifiers and its key: `j`, `G`, `ctrl-d`, `shift-tab`, `pgdn`, `space`. A sequence of
//! chords is separated by spaces: `g g`.

use std::fmt;

use crate::page::sanitize;

/// One key with its modifiers. A letter carries its own case, so `shift` is set only for keys that are no characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift; never for a character.
    pub shift: bool,
}

/// A key of a keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names of keys say it all")]
pub enum Key {
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// Keys with a name: as written, and as shown on the screen.
const NAMED_KEYS: [(&str, Key, &str); 16] = [
    ("enter", Key::Enter, "⏎"),
    ("esc", Key::Esc, "esc"),
    ("tab", Key::Tab, "tab"),
    ("backspace", Key::Backspace, "⌫"),
    ("del", Key::Delete, "del"),
    ("ins", Key::Insert, "ins"),
    ("left", Key::Left, "←"),
    ("right", Key::Right, "→"),
    ("up", Key::Up, "↑"),
    ("down", Key::Down, "↓"),
    ("home", Key::Home, "home"),
    ("end", Key::End, "end"),
    ("pgup", Key::PageUp, "pgup"),
    ("pgdn", Key::PageDown, "pgdn"),
    ("space", Key::Char(' '), "space"),
    ("minus", Key::Char('-'), "-"),
];

impl Chord {
    /// A key with no modifier.
    #[must_use]
    pub const fn plain(key: Key) -> Self {
        Self { key, ctrl: false, alt: false, shift: false }
    }

    /// The character it types, if it types one.
    #[must_use]
    pub const fn typed(self) -> Option<char> {
        match self.key {
            Key::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// Parses one chord; `None` if `text` names none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut chord = Self::plain(Key::Esc);
        let mut rest = text;
        loop {
            let (modifier, tail) = match rest.split_once('-') {
                Some(("ctrl" | "c", tail)) if !tail.is_empty() => (&mut chord.ctrl, tail),
                Some(("alt" | "a", tail)) if !tail.is_empty() => (&mut chord.alt, tail),
                Some(("shift" | "s", tail)) if !tail.is_empty() => (&mut chord.shift, tail),
                _ => break,
            };
            *modifier = true;
            rest = tail;
        }
        chord.key = parse_key(rest)?;
        if let (Key::Char(c), true) = (chord.key, chord.shift) {
            chord.key = Key::Char(c.to_uppercase().next()?);
            chord.shift = false;
        }
        Some(chord)
    }

    /// Parses chords separated by spaces; `None` if one is invalid or there is none.
    #[must_use]
    pub fn parse_sequence(text: &str) -> Option<Vec<Self>> {
        let chords: Option<Vec<_>> = text.split_whitespace().map(Self::parse).collect();
        chords.filter(|c| !c.is_empty())
    }

    /// As the screen shows it, short: `⏎`, `^d`, `pgdn`.
    #[must_use]
    pub fn symbol(self) -> String {
        let mut out = String::new();
        for (pressed, sign) in [(self.ctrl, "^"), (self.alt, "alt-"), (self.shift, "⇧")] {
            if pressed {
                out.push_str(sign);
            }
        }
        match (NAMED_KEYS.iter().find(|n| n.1 == self.key), self.key) {
            (Some(named), _) => out.push_str(named.2),
            (None, Key::Char(c)) => out.push(c),
            (None, Key::F(n)) => out.push_str(&format!("F{n}")),
            (None, _) => {}
        }
        out
    }
}

fn parse_key(text: &str) -> Option<Key> {
    if let Some(named) = NAMED_KEYS.iter().find(|n| n.0 == text) {
        return Some(named.1);
    }
    let mut chars = text.chars();
    match (chars.next()?, chars.as_str()) {
        // Keys are shown as they are, so an unprintable character is not a key.
        (c, "") if !c.is_whitespace() && sanitize(text) == text => Some(Key::Char(c)),
        ('f', number) => number.parse().ok().filter(|n| (1..=24).contains(n)).map(Key::F),
        _ => None,
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (pressed, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if pressed {
                f.write_str(name)?;
            }
        }
        match (NAMED_KEYS.iter().find(|n| n.1 == self.key), self.key) {
            (Some(named), _) => f.write_str(named.0),
            (None, Key::Char(c)) => write!(f, "{c}"),
            (None, Key::F(n)) => write!(f, "f{n}"),
            (None, _) => Ok(()),
        }
    }
}

/// A sequence of chords as written in the keymap file.
#[must_use]
pub(super) fn write_sequence(chords: &[Chord]) -> String {
    chords.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        for text in
            ["j", "G", "ctrl-d", "shift-tab", "pgdn", "space", "g g", "] c", "f12", "alt-x", "minus", "?", "ctrl-right"]
        {
            let chords = Chord::parse_sequence(text).expect(text);
            assert_eq!(write_sequence(&chords), text);
        }
    }

    #[test]
    fn invalid_names_are_not_chords() {
        for text in [
            "", "  ", "ctrl", "ctrl-", "hyper-x", "f0", "f99", "jj", "enter-x", "\u{1b}", "ctrl-\u{9b}", "\u{202e}",
            "\u{301}",
        ] {
            assert_eq!(Chord::parse_sequence(text), None, "{text:?}");
        }
    }

    #[test]
    fn shift_and_a_letter_is_the_capital() {
        assert_eq!(Chord::parse("shift-g"), Chord::parse("G"));
    }
}
