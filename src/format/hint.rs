//! What is known of bytes before they are read, and the format it leads to.

use std::path::Path;

use crate::text::Format;

/// What is known of bytes beside themselves: the name of their file, the media type they were sent with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hint {
    /// The file's name or path.
    pub name: Option<String>,
    /// A media type with its parameters: `text/plain; charset=windows-1252`.
    pub media_type: Option<String>,
}

impl Hint {
    /// Nothing is known.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// The bytes of a file of this name or path.
    #[must_use]
    pub fn of_name(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }

    /// The same, sent with this media type.
    #[must_use]
    pub fn with_media_type(self, media_type: impl Into<String>) -> Self {
        Self { media_type: Some(media_type.into()), ..self }
    }

    /// The encoding that the media type names.
    pub(super) fn charset(&self) -> Option<&str> {
        let (_, parameters) = self.media_type.as_deref()?.split_once(';')?;
        let mut parameters = parameters.split(';').filter_map(|parameter| parameter.split_once('='));
        let (_, label) = parameters.find(|(key, _)| is(key, "charset"))?;
        Some(label.trim().trim_matches('"'))
    }

    /// The media type without its parameters.
    fn essence(&self) -> Option<&str> {
        self.media_type.as_deref()?.split(';').next().map(str::trim)
    }

    /// The ending of the name, without its full stop.
    fn ending(&self) -> Option<&str> {
        Path::new(self.name.as_deref()?).extension()?.to_str()
    }
}

fn is(a: &str, b: &str) -> bool {
    a.trim().eq_ignore_ascii_case(b)
}

/// How a format is told.
struct Row {
    format: Format,
    /// Whether the bytes can be of no other format: asked before names, which may be wrong.
    content: fn(&[u8]) -> bool,
    media_types: &'static [&'static str],
    endings: &'static [&'static str],
}

/// All formats. What is of none of them is read as plain text.
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
];

/// The format of some bytes: by their content, then by the media type, then by the ending of the name.
pub(super) fn format(bytes: &[u8], hint: &Hint) -> Format {
    let by_content = || FORMATS.iter().find(|row| (row.content)(bytes));
    let named = |names: &[&str], name: Option<&str>| name.is_some_and(|name| names.iter().any(|known| is(known, name)));
    let by_type = || FORMATS.iter().find(|row| named(row.media_types, hint.essence()));
    let by_ending = || FORMATS.iter().find(|row| named(row.endings, hint.ending()));
    by_content().or_else(by_type).or_else(by_ending).map_or(Format::PlainText, |row| row.format)
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
    fn a_name_leads_to_one_format() {
        for names in [|row: &Row| row.media_types, |row: &Row| row.endings] {
            let mut all: Vec<&str> = FORMATS.iter().flat_map(names).copied().collect();
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), count);
        }
    }
}
