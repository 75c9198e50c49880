//! Character encodings by their names.

use std::fmt;

use crate::text::Digest;

/// A character encoding of the WHATWG's Encoding Standard.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Encoding(&'static encoding_rs::Encoding);

/// The encodings listed for people, by their scripts, the most frequent of each first.
const LISTED: [(&str, &str); 22] = [
    ("utf-8", "all scripts"),
    ("utf-16le", "all scripts"),
    ("utf-16be", "all scripts"),
    ("windows-1252", "Western European"),
    ("iso-8859-15", "Western European"),
    ("macintosh", "Western European"),
    ("windows-1250", "Central European"),
    ("iso-8859-2", "Central European"),
    ("windows-1254", "Turkish"),
    ("windows-1257", "Baltic"),
    ("windows-1258", "Vietnamese"),
    ("windows-1251", "Cyrillic"),
    ("koi8-r", "Cyrillic"),
    ("koi8-u", "Cyrillic"),
    ("windows-1253", "Greek"),
    ("windows-1255", "Hebrew"),
    ("windows-1256", "Arabic"),
    ("windows-874", "Thai"),
    ("gb18030", "Chinese, simplified"),
    ("big5", "Chinese, traditional"),
    ("shift_jis", "Japanese"),
    ("euc-kr", "Korean"),
];

/// Names that people use and the standard does not know.
const ALIASES: [(&str, &str); 6] = [
    ("macroman", "macintosh"),
    ("utf16", "utf-16le"),
    ("utf16le", "utf-16le"),
    ("utf16be", "utf-16be"),
    ("latin9", "iso-8859-15"),
    ("cp932", "shift_jis"),
];

impl Encoding {
    /// The encoding of this name, which can be any label of the web: `latin1` is windows-1252.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        let known = ALIASES.iter().find(|(alias, _)| alias.eq_ignore_ascii_case(name.trim()));
        let label = known.map_or(name, |(_, label)| label);
        encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()).map(Self)
    }

    /// Its name in lower case: `windows-1251`.
    #[must_use]
    pub fn name(self) -> String {
        self.0.name().to_ascii_lowercase()
    }

    /// The encodings to choose from, each with the script it is made for.
    pub fn listed() -> impl Iterator<Item = (Self, &'static str)> {
        LISTED.into_iter().filter_map(|(name, script)| Some((Self::by_name(name)?, script)))
    }

    /// Whether it is that of the library.
    pub(super) fn is(self, encoding: &'static encoding_rs::Encoding) -> bool {
        self.0 == encoding
    }

    /// The text of bytes; a byte-order mark of the encoding is dropped.
    pub(super) fn decode(self, bytes: &[u8]) -> String {
        self.0.decode_with_bom_removal(bytes).0.into_owned()
    }
}

impl From<&'static encoding_rs::Encoding> for Encoding {
    fn from(encoding: &'static encoding_rs::Encoding) -> Self {
        Self(encoding)
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

/// What is known of the encoding of bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known<'a> {
    /// The user's choice: everything else is ignored.
    pub given: Option<Encoding>,
    /// The label that came with the bytes: of a media type, of a `<meta>` element.
    pub declared: Option<&'a str>,
    /// The one for bytes that show and declare none, instead of a guess.
    pub default: Option<Encoding>,
}

/// Decoded text, with the digest of the bytes if they differ from it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    pub digest: Option<Digest>,
    /// The encoding, if it was guessed.
    pub guessed: Option<Encoding>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_found_by_the_names_that_people_use() {
        for (name, found) in [
            ("Windows-1251", "windows-1251"),
            (" cp1251 ", "windows-1251"),
            ("latin1", "windows-1252"),
            ("MacRoman", "macintosh"),
            ("utf8", "utf-8"),
            ("UTF-16", "utf-16le"),
            ("sjis", "shift_jis"),
        ] {
            assert_eq!(Encoding::by_name(name).map(Encoding::name).as_deref(), Some(found), "{name}");
        }
        for unknown in ["", "klingon", "replacement", "hz-gb-2312"] {
            assert_eq!(Encoding::by_name(unknown), None, "{unknown}");
        }
        assert!(Encoding::listed().map(|(encoding, _)| encoding.name()).eq(LISTED.map(|(name, _)| name.to_owned())));
    }
}
