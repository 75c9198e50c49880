//! Escapes text for HTML: sanitized, with white space collapsed; written in large pieces.

use std::io::{self, Write};

use crate::page::folds;
use crate::page::is_unsafe;
use crate::page::sanitize_into;

/// Buffers markup on its way to a writer.
pub(super) struct Markup<'o> {
    text: String,
    out: &'o mut dyn Write,
}

impl<'o> Markup<'o> {
    pub(super) fn new(out: &'o mut dyn Write) -> Self {
        Self { text: String::with_capacity(64 * 1024), out }
    }

    /// Writes the buffer if it has more than `keep` bytes.
    pub(super) fn drain(&mut self, keep: usize) -> io::Result<()> {
        if self.text.len() > keep {
            self.out.write_all(self.text.as_bytes())?;
            self.text.clear();
        }
        Ok(())
    }

    /// Appends markup unchanged.
    pub(super) fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// `<name>text</name>`.
    pub(super) fn element(&mut self, name: &str, text: &str) {
        for part in ["<", name, ">"] {
            self.raw(part);
        }
        self.text(text);
        for part in ["</", name, ">"] {
            self.raw(part);
        }
    }

    /// Appends arbitrary text: escaped, sanitized, with white space collapsed.
    pub(super) fn text(&mut self, text: &str) {
        let mut safe = 0; // everything before it is written
        let mut space = false;
        for (at, c) in text.char_indices() {
            let plain = match c {
                ' ' => !space,
                '\t'..='\r' | '&' | '<' | '>' | '"' | '\'' => false,
                ' '..='~' => true,
                c => !is_unsafe(c) && !folds(c),
            };
            if !plain {
                self.raw(text.get(safe..at).unwrap_or(""));
                safe = at + c.len_utf8();
                self.special(c, space);
            }
            space = folds(c);
        }
        self.raw(text.get(safe..).unwrap_or(""));
    }

    /// Appends arbitrary text with its line breaks and white space.
    pub(super) fn lines(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' | '\t' => self.text.push(c),
                '\r' => {}
                c if folds(c) => self.text.push(c),
                '&' | '<' | '>' | '"' | '\'' => self.special(c, false),
                c if is_unsafe(c) => self.special(c, false),
                c => self.text.push(c),
            }
        }
    }

    fn special(&mut self, c: char, after_space: bool) {
        if let Some(entity) = entity(c) {
            return self.raw(entity);
        }
        match c {
            c if folds(c) => self.raw(if after_space { "" } else { " " }),
            c => {
                self.raw(&format!("<span class=\"sanitized\" title=\"U+{:04X}\">", u32::from(c)));
                sanitize_into(c.encode_utf8(&mut [0; 4]), &mut self.text);
                self.raw("</span>");
            }
        }
    }
}

/// The reference for a character that has a meaning in markup.
pub(super) const fn entity(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    })
}

/// An address in which characters that are unsafe for a terminal are percent-encoded, as RFC 3986 has them.
pub(super) fn address(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for c in target.chars() {
        if is_unsafe(c) {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        let mut markup = Markup::new(&mut out);
        markup.text(text);
        markup.drain(0).expect("a buffer");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(written("<b>\"Q&A\"</b>"), "&lt;b&gt;&quot;Q&amp;A&quot;&lt;/b&gt;");
        assert_eq!(written("a \n\t b\u{a0}é’s"), "a b\u{a0}é’s");
        assert_eq!(written("\u{202e}x"), "<span class=\"sanitized\" title=\"U+202E\">\u{fffd}</span>x");
    }
}
