//! Lists inside a paragraph, where items are sentences without a full stop between them.

use super::is_space;

/// A list inside a paragraph: "1) The first 2) The second", "• this • that", "a. one b. two".
pub(super) struct List {
    /// Length in bytes of the first marker.
    pub marker: usize,
    /// The bullet before each item.
    bullet: Option<char>,
    /// The number of the last item.
    number: Option<Number>,
}

/// The number of an item and its notation.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Number {
    value: u32,
    letter: bool,
    suffix: &'static str,
}

/// A list marker: "•", "2.)", "• 9.".
struct Marker {
    len: usize,
    bullet: Option<char>,
    number: Option<Number>,
}

impl List {
    /// Begins a list, if `s` starts with a marker.
    pub(super) fn begins(s: &str) -> Option<Self> {
        let Marker { len, bullet, number } = marker(s)?;
        Some(Self { marker: len, bullet, number })
    }

    /// The length in bytes of the marker at the start of `s`, if it is that of the next item.
    pub(super) fn continues(&mut self, s: &str) -> Option<usize> {
        let first = s.bytes().next()?;
        if first < 0x80 && !first.is_ascii_alphanumeric() {
            return None;
        }
        let found = marker(s)?;
        let next = self.number.map(|number| Number { value: number.value + 1, ..number });
        if found.bullet != self.bullet || found.number != next {
            return None;
        }
        self.number = next;
        Some(found.len)
    }
}

/// The list marker at the start of `s`.
fn marker(s: &str) -> Option<Marker> {
    let bullet = s.chars().next().filter(|c| matches!(c, '•' | '⁃' | '‣' | '▪' | '◦' | '●' | '■'));
    let after = s.trim_start_matches(|c| Some(c) == bullet).trim_start_matches(is_space);
    let skipped = s.len() - after.len();
    let (len, number) = number(after).map_or((0, None), |(len, number)| (len, Some(number)));
    (bullet.is_some() || number.is_some()).then_some(Marker { len: skipped + len, bullet, number })
}

/// "12.)", "12)", "12." or "a." before white space, with its length in bytes.
fn number(s: &str) -> Option<(usize, Number)> {
    let digits = s.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let (len, value, letter) = match s.bytes().next()? {
        b @ b'a'..=b'z' => (1, u32::from(b), true),
        _ => (digits, s.get(..digits)?.parse().ok()?, false),
    };
    let after = s.get(len..)?;
    let suffix = [".)", ")", "."].into_iter().find(|suffix| after.starts_with(suffix))?;
    let follows = after.get(suffix.len()..)?.chars().next()?;
    is_space(follows).then_some((len + suffix.len(), Number { value, letter, suffix }))
}
