//! The form of mail: header fields, encoded words, parts, transfer encodings (RFC 5322, 2045–2047).

use std::borrow::Cow;

use encoding_rs::{Encoding as Charset, WINDOWS_1252};

use crate::format::decode::decode;
use crate::format::encoding::Encoding;
use crate::format::hint::Hint;
use crate::text::cancel::Stop;
use crate::text::{floor_boundary, one_line};

/// Maximum length of an encoded word in bytes: the standard allows 75, but programs write longer ones.
const ENCODED_WORD_BYTES: usize = 1024;

/// Maximum number of parts that are examined: a bound on time.
pub(super) const MAX_MAIL_PARTS: usize = 1000;

/// A message or a part of one.
#[derive(Debug)]
pub(super) struct Part<'a> {
    fields: Vec<(&'a [u8], Vec<u8>)>,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    /// Splits header and body.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut fields: Vec<(&[u8], Vec<u8>)> = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            let (line, after) = rest.split_at(end);
            let text = line.trim_ascii_end();
            if text.is_empty() {
                rest = after;
                break;
            }
            let folded = line.starts_with(b" ") || line.starts_with(b"\t");
            match (fields.last_mut(), memchr::memchr(b':', text)) {
                (Some((_, value)), _) if folded => {
                    value.push(b' ');
                    value.extend_from_slice(text.trim_ascii());
                }
                (_, Some(colon)) => {
                    let (name, value) = text.split_at(colon);
                    fields.push((name.trim_ascii(), value.get(1..).unwrap_or(b"").trim_ascii().to_vec()));
                }
                // A line that is not a field begins the body.
                _ => break,
            }
            rest = after;
        }
        Self { fields, body: rest }
    }

    /// A field's bytes.
    fn raw(&self, name: &str) -> Option<&[u8]> {
        let found = self.fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.as_bytes()));
        found.map(|(_, value)| value.as_slice())
    }

    /// A field's text, encoded words decoded.
    pub(super) fn field(&self, name: &str) -> Option<String> {
        let text = one_line(&encoded_words(&any_text(self.raw(name)?)));
        (!text.is_empty()).then_some(text)
    }

    /// The media type in lower case; `text/plain` if none is given.
    pub(super) fn media_type(&self) -> String {
        let value = self.raw("content-type").map(any_text).unwrap_or_default();
        let essence = value.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        if essence.is_empty() { "text/plain".to_owned() } else { essence }
    }

    /// A parameter of a field: `boundary` of `multipart/mixed; boundary="x"`.
    pub(super) fn parameter(&self, field: &str, name: &str) -> Option<String> {
        let value = self.raw(field).map(any_text)?;
        let mut rest = value.get(value.find(';')? + 1..)?;
        loop {
            let (key, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let (found, next) = match after.strip_prefix('"') {
                Some(quoted) => {
                    let end = quoted.find('"').unwrap_or(quoted.len());
                    let next = quoted.get(end..).unwrap_or("");
                    (quoted.get(..end).unwrap_or(quoted), next.split_once(';').map_or("", |(_, next)| next))
                }
                None => after.split_once(';').unwrap_or((after, "")),
            };
            if key.trim().eq_ignore_ascii_case(name) {
                return Some(found.trim().to_owned());
            }
            rest = next;
        }
    }

    /// Whether it is to be shown as a file of its own.
    pub(super) fn is_attached(&self) -> bool {
        let value = self.raw("content-disposition").and_then(|value| value.get(..10));
        value.is_some_and(|start| start.eq_ignore_ascii_case(b"attachment"))
    }

    /// The name as a file.
    pub(super) fn file_name(&self) -> Option<String> {
        let fields = [("content-disposition", "filename"), ("content-type", "name")];
        let name = fields.iter().find_map(|(field, name)| {
            let plain = self.parameter(field, name).map(|name| encoded_words(&name));
            plain.or_else(|| self.parameter(field, &format!("{name}*")).map(|value| extended_value(&value)))
        });
        name.map(|name| one_line(&name)).filter(|name| !name.is_empty())
    }

    /// Whether it states its media type.
    pub(super) fn has_media_type(&self) -> bool {
        self.raw("content-type").is_some()
    }

    /// The parts of a part that has several.
    pub(super) fn parts(&self) -> impl Iterator<Item = Self> + use<'a> {
        let boundary = self.parameter("content-type", "boundary").filter(|boundary| !boundary.is_empty());
        let body = self.body;
        boundary.into_iter().flat_map(move |boundary| parts(body, boundary.as_bytes())).map(Part::new)
    }

    /// The message that its body is.
    pub(super) fn message(&self) -> Self {
        Self::new(self.body)
    }

    /// The text of a part of text or HTML. Incomplete once `stop` is set.
    pub(super) fn text(&self, hint: &Hint, stop: Stop<'_>) -> Text {
        let flowed = self.parameter("content-type", "format").is_some_and(|it| it.eq_ignore_ascii_case("flowed"));
        Text { html: self.media_type() == "text/html", flowed, ..self.decoded(hint, stop) }
    }

    /// The body's text.
    fn decoded(&self, hint: &Hint, stop: Stop<'_>) -> Text {
        let encoding = self.raw("content-transfer-encoding").map(any_text).unwrap_or_default();
        let encoding = encoding.split([';', ' ', '(']).next().unwrap_or("").trim().to_ascii_lowercase();
        let mut faults = Vec::new();
        let bytes: Cow<'_, [u8]> = match encoding.as_str() {
            "base64" => {
                let (bytes, skipped) = base64(self.body, stop);
                faults.extend((skipped > 0).then(|| format!("{skipped} characters of its base64 were skipped").into()));
                bytes.into()
            }
            "quoted-printable" => quoted_printable(self.body, false, stop).into(),
            "" | "7bit" | "8bit" | "binary" => self.body.into(),
            unknown => {
                faults.push(format!("its transfer encoding {unknown} is unknown: it is not decoded").into());
                self.body.into()
            }
        };
        let (text, guessed) = self.decoded_from(bytes, hint);
        Text { text, guessed, faults, ..Text::default() }
    }

    /// The text of decoded bytes, and its encoding if it was guessed.
    fn decoded_from(&self, bytes: Cow<'_, [u8]>, hint: &Hint) -> (String, Option<Encoding>) {
        if let Some(given) = hint.reading.encoding {
            return (given.decode(&bytes), None);
        }
        let named = self.parameter("content-type", "charset");
        let named = named.and_then(|label| Charset::for_label(label.as_bytes()));
        match (named, std::str::from_utf8(&bytes)) {
            // Mails without a charset, or with ASCII, are usually UTF-8 today.
            (_, Ok(text)) if named.is_none_or(|e| e == WINDOWS_1252) => (text.to_owned(), None),
            (Some(encoding), _) => (encoding.decode(&bytes).0.into_owned(), None),
            (None, _) => match decode(bytes.into_owned(), hint.encoding(None)) {
                Ok(found) => (found.text, found.guessed),
                Err(_) => (any_text(self.body), None),
            },
        }
    }
}

/// The text of a part.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub text: String,
    /// Its encoding, if it was guessed.
    pub guessed: Option<Encoding>,
    pub html: bool,
    /// Whether lines that end with a space continue on the next one (RFC 3676).
    pub flowed: bool,
    /// What could not be decoded, each in a phrase.
    pub faults: Vec<Box<str>>,
}

/// The parts between the lines of a boundary.
fn parts<'a>(body: &'a [u8], boundary: &[u8]) -> impl Iterator<Item = &'a [u8]> + use<'a> {
    let mut line = b"--".to_vec();
    line.extend_from_slice(boundary);
    let places: Vec<usize> = memchr::memmem::find_iter(body, &line)
        .filter(|&at| at == 0 || body.get(at - 1) == Some(&b'\n'))
        .take(MAX_MAIL_PARTS)
        .collect();
    let length = line.len();
    let ends: Vec<usize> = places.iter().skip(1).copied().chain([body.len()]).collect();
    places.into_iter().zip(ends).filter_map(move |(start, end)| {
        let part = body.get(start + length..end)?;
        // The last boundary is closed by two hyphens.
        if part.starts_with(b"--") {
            return None;
        }
        let first = memchr::memchr(b'\n', part)? + 1;
        part.get(first..)
    })
}

fn any_text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

/// `utf-8''Caf%C3%A9` is `Café` (RFC 2231).
fn extended_value(value: &str) -> String {
    let mut parts = value.splitn(3, '\'');
    let (Some(charset), Some(_), Some(text)) = (parts.next(), parts.next(), parts.next()) else {
        return value.to_owned();
    };
    let bytes = quoted_printable(text.replace('=', "=3D").replace('%', "=").as_bytes(), false, Stop::NEVER);
    Charset::for_label(charset.as_bytes()).unwrap_or(WINDOWS_1252).decode(&bytes).0.into_owned()
}

/// `=?utf-8?Q?Caf=C3=A9?=` is `Café`; white space between two encoded words is dropped.
fn encoded_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut after_word = false;
    while let Some(at) = rest.find("=?") {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        match encoded_word(from) {
            Some((word, length)) => {
                if !(after_word && before.trim().is_empty()) {
                    out.push_str(before);
                }
                out.push_str(&word);
                rest = from.get(length..).unwrap_or("");
                after_word = true;
            }
            None => {
                out.push_str(before);
                out.push_str("=?");
                rest = from.get(2..).unwrap_or("");
                after_word = false;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The encoded word that begins a text, and its length.
fn encoded_word(text: &str) -> Option<(String, usize)> {
    let mut parts = text.get(..floor_boundary(text, ENCODED_WORD_BYTES))?.strip_prefix("=?")?.splitn(3, '?');
    let (charset, encoding, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let end = rest.find("?=")?;
    let data = rest.get(..end)?.as_bytes();
    let bytes = match encoding {
        "Q" | "q" => quoted_printable(data, true, Stop::NEVER),
        "B" | "b" => base64(data, Stop::NEVER).0,
        _ => return None,
    };
    let label = charset.split('*').next()?;
    let known = Charset::for_label(label.as_bytes())?;
    let length = 2 + charset.len() + 1 + encoding.len() + 1 + end + 2;
    Some((known.decode(&bytes).0.into_owned(), length))
}

/// Decodes quoted-printable text; in a header field `_` is a space. Incomplete once `stop` is set.
fn quoted_printable(text: &[u8], header: bool, stop: Stop<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at).filter(|_| !stop.is_set()) {
        at += 1;
        match byte {
            b'_' if header => out.push(b' '),
            b'=' => {
                let hex = text.get(at..at + 2).and_then(|hex| std::str::from_utf8(hex).ok());
                if let Some(value) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                    out.push(value);
                    at += 2;
                } else if let Some(rest) =
                    text.get(at..).filter(|rest| rest.starts_with(b"\n") || rest.starts_with(b"\r\n"))
                {
                    at += if rest.starts_with(b"\n") { 1 } else { 2 };
                } else {
                    out.push(byte);
                }
            }
            byte => out.push(byte),
        }
    }
    out
}

/// Decodes base64; other characters are skipped, and those that are not white space counted. Incomplete once `stop` is
/// set.
fn base64(text: &[u8], stop: Stop<'_>) -> (Vec<u8>, usize) {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count, mut skipped) = (0_u32, 0, 0);
    for &byte in text.iter().take_while(|_| !stop.is_set()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => {
                skipped += usize::from(!byte.is_ascii_whitespace());
                continue;
            }
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from((bits >> count) & 0xff).unwrap_or(0));
        }
    }
    (out, skipped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        assert_eq!(encoded_words("=?utf-8?Q?Caf=C3=A9_?= =?iso-8859-1?B?Mfw=?= x =?y"), "Café 1ü x =?y");
        assert_eq!(quoted_printable(b"a=\r\nb=3D=zz", false, Stop::NEVER), b"ab==zz");
        assert_eq!(extended_value("utf-8''Caf%C3%A9=.txt"), "Café=.txt");
        assert_eq!(base64(b"aGVs*bG8=\r\n", Stop::NEVER), (b"hello".to_vec(), 1));
    }
}
