//! The values of the JSON contract: strings, numbers, shares and spans.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::page::is_unsafe;
use crate::text::Span;

/// Writes a value as JSON that is safe for a terminal: unsafe characters are escaped as `\u…`.
///
/// # Errors
/// Those of the writer, and of a value that JSON cannot represent.
pub fn sanitized_json(out: impl Write, value: &(impl Serialize + ?Sized)) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Sanitized))?)
}

/// JSON on one line, with strings escaped more strictly than JSON requires.
struct Sanitized;

impl Formatter for Sanitized {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_unsafe(*c)) {
            let (safe, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
            out.write_all(safe.as_bytes())?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = tail.get(c.len_utf8()..).unwrap_or("");
        }
        out.write_all(rest.as_bytes())
    }
}

/// A buffer of JSON, written at intervals.
pub(super) struct Json<'a> {
    pub(super) text: Vec<u8>,
    out: &'a mut dyn Write,
}

impl<'a> Json<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> Self {
        Self { text: Vec::with_capacity(64 * 1024), out }
    }

    /// Writes the buffer if it has more than `keep` bytes.
    pub(super) fn drain(&mut self, keep: usize) -> io::Result<()> {
        if self.text.len() > keep {
            self.out.write_all(&self.text)?;
            self.text.clear();
        }
        Ok(())
    }

    pub(super) fn raw(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
    }

    pub(super) fn string(&mut self, text: &str) {
        self.value(text);
    }

    pub(super) fn value(&mut self, value: &(impl Serialize + ?Sized)) {
        // Writing to a vector does not fail.
        _ = sanitized_json(&mut self.text, value);
    }

    pub(super) fn string_or_null(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.string(text),
            None => self.raw("null"),
        }
    }

    pub(super) fn number(&mut self, n: usize) {
        let mut digits = [0; 20];
        let mut at = digits.len();
        let mut rest = n;
        loop {
            at -= 1;
            digits[at] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.text.extend_from_slice(&digits[at..]);
    }

    /// A share, 0 to 1, to four places. Only exact shares are written as 0 or 1.
    pub(super) fn share(&mut self, share: f32) {
        if share == 1.0 {
            return self.raw("1");
        }
        let share = if share > 0.0 && share < 1.0 { share.clamp(0.0001, 0.9999) } else { share.clamp(0.0, 1.0) };
        let text = format!("{share:.4}");
        let short = text.trim_end_matches('0').trim_end_matches('.');
        self.raw(if share.is_finite() { short } else { "0" });
    }

    pub(super) fn bounds(&mut self, span: Span) {
        self.number(span.start as usize);
        self.text.push(b',');
        self.number(span.end as usize);
    }

    pub(super) fn span(&mut self, span: Span) {
        self.text.push(b'[');
        self.bounds(span);
        self.text.push(b']');
    }

    pub(super) fn spans(&mut self, spans: impl IntoIterator<Item = Span>) {
        self.text.push(b'[');
        for (i, span) in spans.into_iter().enumerate() {
            if i > 0 {
                self.text.push(b',');
            }
            self.span(span);
        }
        self.text.push(b']');
    }

    pub(super) fn number_or_null(&mut self, n: Option<usize>) {
        match n {
            Some(n) => self.number(n),
            None => self.raw("null"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_unsafe_is_written_as_it_is() {
        let hostile = "a\u{9b}31m \u{202e}b\u{61c}\u{ad}\u{e0041}\u{1b}\u{7f}\"\\\n é “c” 署";
        let mut out = Vec::new();
        sanitized_json(&mut out, hostile).expect("a buffer");
        let written = String::from_utf8(out).expect("UTF-8");
        let escapes = r#""a\u009b31m \u202eb\u061c\u00ad\udb40\udc41\u001b\u007f\"\\\n é “c” 署""#;
        assert_eq!(written, escapes);
        assert_eq!(serde_json::from_str::<String>(&written).expect("JSON"), hostile);
        let all: String = (0..=0x10_ffff).filter_map(char::from_u32).collect();
        let mut out = Vec::new();
        sanitized_json(&mut out, &all).expect("a buffer");
        assert!(String::from_utf8(out).expect("UTF-8").chars().all(|c| !is_unsafe(c)));
    }
}
