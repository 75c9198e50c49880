//! Asking the terminal for its background, without keeping anyone waiting.
//!
//! The question (`OSC 11 ; ?`) is written behind the first frame. The answer comes in among the keys, as
//! `ESC ] 11;rgb:1c1c/1c1c/1c1c ESC \`, which the event parser takes for Alt-], the letters, and Alt-\. [`Ear`] listens for
//! just that and lets everything else pass: no key is lost to the question, and no part of an answer, however late,
//! is taken for a key. Nobody reads the terminal but the one thread that reads keys.

use std::env;
use std::time::Duration;
use std::time::Instant;

use crate::app::Chord;
use crate::app::Key;

/// An answer that takes longer changes nothing any more: colours that change under the eye disturb.
const ANSWER_WITHIN: Duration = Duration::from_millis(100);

/// How long a late answer is told from keys.
const LISTEN_FOR: Duration = Duration::from_secs(5);

/// How an answer begins, and how long one may be.
const BEGINS: &str = "11;rgb:";
const LONGEST: usize = 40;

/// Whether this terminal may be asked. A few print what they do not understand.
pub(super) fn may_ask() -> bool {
    let term = env::var("TERM").unwrap_or_default();
    let screen = term.starts_with("screen") && env::var_os("TMUX").is_none();
    !(term.is_empty() || term == "dumb" || term == "linux" || screen)
}

/// Asks.
pub(super) fn ask() {
    super::writer::write(b"\x1b]11;?\x1b\\".to_vec());
}

/// Listens for the answer among the chords.
#[derive(Debug)]
pub(super) struct Ear {
    asked: Option<Instant>,
    /// Chords that may be an answer's beginning.
    held: Vec<Chord>,
}

/// What was heard.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// These are keys.
    Keys(Vec<Chord>),
    /// The background: whether it is dark.
    Background(bool),
    /// It may be part of an answer, or was one that came too late.
    Nothing,
}

impl Ear {
    /// Listens from now on if the terminal was asked.
    pub(super) fn new(asked: bool) -> Self {
        Self { asked: asked.then(Instant::now), held: Vec::new() }
    }

    /// Takes a chord in.
    pub(super) fn hear(&mut self, chord: Chord) -> Heard {
        let Some(asked) = self.asked.filter(|a| a.elapsed() < LISTEN_FOR) else {
            self.asked = None;
            self.held.push(chord);
            return Heard::Keys(std::mem::take(&mut self.held));
        };
        let alt = |c| Chord { alt: true, ..Chord::plain(Key::Char(c)) };
        let ends = chord == alt('\\') || chord == Chord { ctrl: true, ..Chord::plain(Key::Char('g')) };
        if !self.held.is_empty() && ends {
            let answer: String = self.held.drain(..).filter_map(Chord::typed).collect();
            self.asked = None;
            return match is_dark(&answer).filter(|_| asked.elapsed() < ANSWER_WITHIN) {
                Some(dark) => Heard::Background(dark),
                None => Heard::Nothing,
            };
        }
        self.held.push(chord);
        let begun = self.held.first() == Some(&alt(']'));
        let letters: String = self.held.iter().skip(1).filter_map(|c| c.typed()).collect();
        let fits = letters.len() + 1 == self.held.len()
            && (BEGINS.starts_with(&letters) || letters.starts_with(BEGINS))
            && letters.len() < LONGEST;
        if begun && fits { Heard::Nothing } else { Heard::Keys(std::mem::take(&mut self.held)) }
    }
}

/// Whether the colour of an answer is a dark one: its luma by ITU-R BT.601 is under a half.
fn is_dark(answer: &str) -> Option<bool> {
    let mut parts = answer.strip_prefix(BEGINS)?.split('/').map(|hex| {
        let full = 16_u64.checked_pow(u32::try_from(hex.len()).ok()?)?.checked_sub(1).filter(|&f| f > 0)?;
        Some(u64::from_str_radix(hex, 16).ok()? * 1000 / full)
    });
    let mut next = || parts.next().flatten();
    let (red, green, blue) = (next()?, next()?, next()?);
    Some((red * 299 + green * 587 + blue * 114) / 1000 < 500)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chords(text: &str) -> Vec<Chord> {
        text.chars().map(|c| Chord::plain(Key::Char(c))).collect()
    }

    fn alt(c: char) -> Chord {
        Chord { alt: true, ..Chord::plain(Key::Char(c)) }
    }

    #[test]
    fn an_answer_among_keys_is_told_from_them() {
        let mut ear = Ear::new(true);
        let keys = chords("j");
        assert_eq!(ear.hear(keys[0]), Heard::Keys(keys.clone()));
        assert_eq!(ear.hear(alt(']')), Heard::Nothing);
        assert!(chords("11;rgb:ffff/ffff/ffff").into_iter().all(|c| ear.hear(c) == Heard::Nothing));
        assert_eq!(ear.hear(alt('\\')), Heard::Background(false));
        assert_eq!(ear.hear(keys[0]), Heard::Keys(keys));
    }

    #[test]
    fn what_only_begins_like_an_answer_is_keys() {
        let mut ear = Ear::new(true);
        assert_eq!(ear.hear(alt(']')), Heard::Nothing);
        let key = Chord::plain(Key::Char('j'));
        assert_eq!(ear.hear(key), Heard::Keys(vec![alt(']'), key]));
        assert_eq!(Ear::new(false).hear(alt(']')), Heard::Keys(vec![alt(']')]));
    }

    #[test]
    fn a_late_answer_is_neither_heard_nor_typed() {
        let mut ear = Ear { asked: Instant::now().checked_sub(Duration::from_secs(1)), held: Vec::new() };
        assert_eq!(ear.hear(alt(']')), Heard::Nothing);
        assert!(chords("11;rgb:00/00/00").into_iter().all(|c| ear.hear(c) == Heard::Nothing));
        assert_eq!(ear.hear(alt('\\')), Heard::Nothing);
    }

    #[test]
    fn colours_of_any_length_are_dark_or_light() {
        for (answer, dark) in [
            ("11;rgb:1c1c/1c1c/1c1c", Some(true)),
            ("11;rgb:fd/f6/e3", Some(false)),
            ("11;rgb:0/0/f", Some(true)),
            ("11;rgb:ffffffff/ffffffff/ffffffff", Some(false)),
            ("11;rgb://", None),
            ("11;rgb:xx/yy/zz", None),
        ] {
            assert_eq!(is_dark(answer), dark, "{answer}");
        }
    }
}
