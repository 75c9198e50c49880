//! Queries the terminal's background colour without delaying anything.
//!
//! The query (`OSC 11 ; ?`) is written after the first frame. The answer arrives among the keys, as `ESC ]
//! 11;rgb:1c1c/1c1c/1c1c ESC \`, which the event parser takes for Alt-], the letters, and Alt-\. [`AnswerFilter`]
//! recognises exactly that and passes everything else on: no key is lost, and no part of an answer, however late, is
//! taken for a key. Only the input thread reads the terminal.

use std::env;
use std::time::Duration;
use std::time::Instant;

use crate::app::Chord;
use crate::app::Key;

/// A later answer is ignored: colours that change while reading are distracting.
const ANSWER_WITHIN: Duration = Duration::from_millis(100);

/// How long after the query keys are checked for an answer.
const LISTEN_FOR: Duration = Duration::from_secs(5);

/// The beginning of an answer, and its maximum length in characters.
const ANSWER_PREFIX: &str = "11;rgb:";
const ANSWER_MAX_CHARS: usize = 40;

/// Whether this terminal may be queried. Some print what they do not understand.
pub(super) fn may_ask() -> bool {
    let term = env::var("TERM").unwrap_or_default();
    let screen = term.starts_with("screen") && env::var_os("TMUX").is_none();
    !(term.is_empty() || term == "dumb" || term == "linux" || screen)
}

/// Sends the query.
pub(super) fn ask() {
    super::writer::write(b"\x1b]11;?\x1b\\".to_vec());
}

/// Filters the answer out of the chords.
#[derive(Debug)]
pub(super) struct AnswerFilter {
    asked: Option<Instant>,
    /// Chords that may be the beginning of an answer.
    held: Vec<Chord>,
}

/// The result of filtering.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Filtered {
    /// These are keys.
    Keys(Vec<Chord>),
    /// The background; whether it is dark.
    Background(bool),
    /// Possibly part of an answer, or an answer that came too late.
    Nothing,
}

impl AnswerFilter {
    /// Filters from now on, if the terminal was queried.
    pub(super) fn new(asked: bool) -> Self {
        Self { asked: asked.then(Instant::now), held: Vec::new() }
    }

    /// Filters a chord.
    pub(super) fn push(&mut self, chord: Chord) -> Filtered {
        let Some(asked) = self.asked.filter(|a| a.elapsed() < LISTEN_FOR) else {
            self.asked = None;
            self.held.push(chord);
            return Filtered::Keys(std::mem::take(&mut self.held));
        };
        let alt = |c| Chord { alt: true, ..Chord::plain(Key::Char(c)) };
        let ends = chord == alt('\\') || chord == Chord { ctrl: true, ..Chord::plain(Key::Char('g')) };
        if !self.held.is_empty() && ends {
            let answer: String = self.held.drain(..).filter_map(Chord::typed).collect();
            self.asked = None;
            return match is_dark(&answer).filter(|_| asked.elapsed() < ANSWER_WITHIN) {
                Some(dark) => Filtered::Background(dark),
                None => Filtered::Nothing,
            };
        }
        self.held.push(chord);
        let begun = self.held.first() == Some(&alt(']'));
        let letters: String = self.held.iter().skip(1).filter_map(|c| c.typed()).collect();
        let fits = letters.len() + 1 == self.held.len()
            && (ANSWER_PREFIX.starts_with(&letters) || letters.starts_with(ANSWER_PREFIX))
            && letters.len() < ANSWER_MAX_CHARS;
        if begun && fits { Filtered::Nothing } else { Filtered::Keys(std::mem::take(&mut self.held)) }
    }
}

/// Whether the colour of an answer is dark: its luma by ITU-R BT.601 is below one half.
fn is_dark(answer: &str) -> Option<bool> {
    let mut parts = answer.strip_prefix(ANSWER_PREFIX)?.split('/').map(|hex| {
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

    /// A filter for which no answer comes too late, however busy the machine is.
    fn waiting() -> AnswerFilter {
        AnswerFilter { asked: Instant::now().checked_add(Duration::from_secs(600)), held: Vec::new() }
    }

    #[test]
    fn an_answer_is_distinguished_from_keys() {
        let mut filter = waiting();
        let keys = chords("j");
        assert_eq!(filter.push(keys[0]), Filtered::Keys(keys.clone()));
        assert_eq!(filter.push(alt(']')), Filtered::Nothing);
        assert!(chords("11;rgb:ffff/ffff/ffff").into_iter().all(|c| filter.push(c) == Filtered::Nothing));
        assert_eq!(filter.push(alt('\\')), Filtered::Background(false));
        assert_eq!(filter.push(keys[0]), Filtered::Keys(keys));
    }

    #[test]
    fn an_incomplete_answer_is_passed_on_as_keys() {
        let mut filter = waiting();
        assert_eq!(filter.push(alt(']')), Filtered::Nothing);
        let key = Chord::plain(Key::Char('j'));
        assert_eq!(filter.push(key), Filtered::Keys(vec![alt(']'), key]));
        assert_eq!(AnswerFilter::new(false).push(alt(']')), Filtered::Keys(vec![alt(']')]));
    }

    #[test]
    fn a_late_answer_is_dropped() {
        let mut filter = AnswerFilter { asked: Instant::now().checked_sub(Duration::from_secs(1)), held: Vec::new() };
        assert_eq!(filter.push(alt(']')), Filtered::Nothing);
        assert!(chords("11;rgb:00/00/00").into_iter().all(|c| filter.push(c) == Filtered::Nothing));
        assert_eq!(filter.push(alt('\\')), Filtered::Nothing);
    }

    #[test]
    fn colours_of_any_precision_are_read() {
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
