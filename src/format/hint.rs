//! Hints about bytes, and detection of their format.

use std::fmt;
use std::path::Path;

use super::content;
use super::encoding::{Encoding, Known};
use crate::text::Format;

/// What is known about bytes: the name of their file, the media type they were sent with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hint {
    /// The file's name or path.
    pub name: Option<String>,
    /// The media type with its parameters: `text/plain; charset=windows-1252`.
    pub media_type: Option<String>,
    /// Which part is wanted and how it is read.
    pub reading: Reading,
}

/// How bytes are to be read, and which part of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Reading {
    /// The given format; `None` to detect it.
    pub format: Option<Format>,
    /// All of a web page, not only its article.
    pub whole: bool,
    /// The given encoding; `None` to detect it.
    pub encoding: Option<Encoding>,
    /// The encoding of texts that have no byte-order mark, declare none and are not UTF-8; `None` to guess it.
    pub default_encoding: Option<Encoding>,
    /// The requested document of a file that contains several; by default the first, or the newest.
    pub part: Option<Part>,
}

/// One of the documents of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The text before the changes that a file tracks.
    Before,
    /// One of many, counted from 1.
    Number(u32),
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Before => f.write_str("before its changes"),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

impl Hint {
    /// No hint.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// The name or path of a file.
    #[must_use]
    pub fn of_name(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }

    /// Sets the media type.
    #[must_use]
    pub fn with_media_type(self, media_type: impl Into<String>) -> Self {
        Self { media_type: Some(media_type.into()), ..self }
    }

    /// The same, read in this way.
    #[must_use]
    pub fn reading(self, reading: Reading) -> Self {
        Self { reading, ..self }
    }

    /// What is known of the encoding; `named` is the one that the bytes declare.
    pub(super) fn encoding<'a>(&'a self, named: Option<&'a str>) -> Known<'a> {
        let Reading { encoding: given, default_encoding: default, .. } = self.reading;
        Known { given, declared: self.charset().or(named), default }
    }

    /// The encoding given by the media type.
    fn charset(&self) -> Option<&str> {
        let (_, parameters) = self.media_type.as_deref()?.split_once(';')?;
        let mut parameters = parameters.split(';').filter_map(|parameter| parameter.split_once('='));
        let (_, label) = parameters.find(|(key, _)| is(key, "charset"))?;
        Some(label.trim().trim_matches('"'))
    }

    /// The media type without parameters.
    fn essence(&self) -> Option<&str> {
        self.media_type.as_deref()?.split(';').next().map(str::trim)
    }

    /// The file name extension, without its full stop.
    fn ending(&self) -> Option<&str> {
        Path::new(self.name.as_deref()?).extension()?.to_str()
    }
}

fn is(a: &str, b: &str) -> bool {
    a.trim().eq_ignore_ascii_case(b)
}

/// How a format is detected.
struct Row {
    format: Format,
    /// Recognises the format by content with certainty; takes precedence over names, which may be wrong.
    content: fn(&[u8]) -> bool,
    media_types: &'static [&'static str],
    endings: &'static [&'static str],
}

/// All formats. Anything else is read as plain text.
const FORMATS: &[Row] = &[
    Row {
        format: Format::PlainText,
        content: |_| false,
        media_types: &["text/plain"],
        endings: &["txt", "text", "log", "srt", "asc"],
    },
    Row {
        format: Format::Markdown,
        content: |_| false,
        media_types: &["text/markdown", "text/x-markdown"],
        endings: &["md", "markdown", "mdown", "mkd", "mkdn", "mdtext", "qmd", "rmd"],
    },
    Row {
        format: Format::Html,
        content: content::is_html,
        media_types: &["text/html", "application/xhtml+xml"],
        endings: &["html", "htm", "xhtml", "xht"],
    },
    Row {
        format: Format::Docx,
        content: content::is_docx,
        media_types: &["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
        endings: &["docx", "docm", "dotx"],
    },
    Row {
        format: Format::Odt,
        content: content::is_odt,
        media_types: &["application/vnd.oasis.opendocument.text"],
        endings: &["odt", "ott"],
    },
    Row { format: Format::Epub, content: content::is_epub, media_types: &["application/epub+zip"], endings: &["epub"] },
    Row {
        format: Format::Mail,
        content: content::is_mail,
        media_types: &["message/rfc822", "application/mbox"],
        endings: &["eml", "mbox", "mbx"],
    },
    Row {
        format: Format::Feed,
        content: content::is_feed,
        media_types: &["application/rss+xml", "application/atom+xml", "application/feed+json"],
        endings: &["rss", "atom"],
    },
    Row { format: Format::MediaWiki, content: content::is_wiki, media_types: &[], endings: &[] },
];

/// Detects the format unless it is given: by content, by media type, or by file name extension, in this order.
pub(super) fn format(bytes: &[u8], hint: &Hint) -> Format {
    let by_content = || FORMATS.iter().find(|row| (row.content)(bytes));
    let named = |names: &[&str], name: Option<&str>| name.is_some_and(|name| names.iter().any(|known| is(known, name)));
    let by_type = || FORMATS.iter().find(|row| named(row.media_types, hint.essence()));
    let by_ending = || FORMATS.iter().find(|row| named(row.endings, hint.ending()));
    let detected = || by_content().or_else(by_type).or_else(by_ending).map_or(Format::PlainText, |row| row.format);
    hint.reading.format.unwrap_or_else(detected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_is_read() {
        let hint = Hint::of_name("notes/Story.TXT").with_media_type("Text/Plain ; format=flowed; Charset=\"koi8-r\"");
        assert_eq!((hint.essence(), hint.charset(), hint.ending()), (Some("Text/Plain"), Some("koi8-r"), Some("TXT")));
        assert_eq!(format(b"a", &hint), Format::PlainText);
        let none = Hint::none();
        assert_eq!((none.essence(), none.charset(), none.ending()), (None, None, None));
        assert_eq!(format(b"a", &none), Format::PlainText);
    }

    #[test]
    fn each_name_belongs_to_one_format() {
        for names in [|row: &Row| row.media_types, |row: &Row| row.endings] {
            let mut all: Vec<&str> = FORMATS.iter().flat_map(names).copied().collect();
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), count);
        }
    }
}
