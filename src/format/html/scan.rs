//! Splits HTML into tokens with their ranges. All input is accepted: whatever is not a tag is text.

use std::borrow::Cow;
use std::ops::Range;

use super::entities::decode;
use crate::text::begins_in_any_case;

/// A token of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum Token<'a> {
    /// Text with unresolved character references.
    Text,
    /// The content of an element such as `<title>`, which has no tags.
    Raw {
        /// Whether character references are resolved in it.
        references: bool,
    },
    /// An opening tag.
    Open(Tag<'a>),
    /// A closing tag, by its name as written.
    Close(&'a str),
    /// `<![CDATA[…]]>`: text in XML.
    Cdata,
    /// A comment, a declaration, or an unterminated tag.
    Other,
}

/// An opening tag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::format) struct Tag<'a> {
    /// Its name as written.
    pub name: &'a str,
    /// Its attributes, unparsed.
    attributes: &'a str,
    /// Whether it is self-closing: `<br/>`.
    pub closed: bool,
}

impl<'a> Tag<'a> {
    /// Its attributes: names as written, values with character references resolved. The first of duplicate names
    /// counts.
    pub(in crate::format) fn attributes(&self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> + use<'a> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || attribute(&mut rest))
    }

    /// Whether it has any.
    pub(in crate::format) fn has_attributes(&self) -> bool {
        self.attributes.len() > 1
    }

    /// The value of an attribute.
    pub(in crate::format) fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        self.attributes().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// Parses the next attribute and advances `rest`.
fn attribute<'a>(rest: &mut &'a str) -> Option<(&'a str, Cow<'a, str>)> {
    let blank = |c: char| c.is_ascii_whitespace() || c == '/';
    let text = rest.trim_start_matches(blank);
    if text.is_empty() {
        return None;
    }
    let length = text.char_indices().skip(1).find(|&(_, c)| blank(c) || c == '=').map_or(text.len(), |(i, _)| i);
    let (name, after) = text.split_at_checked(length)?;
    let Some(value) = after.trim_start_matches(|c: char| c.is_ascii_whitespace()).strip_prefix('=') else {
        *rest = after;
        return Some((name, "".into()));
    };
    let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let (value, after) = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let inner = value.get(1..).unwrap_or("");
            inner.split_once(quote).unwrap_or((inner, ""))
        }
        _ => value.split_at_checked(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len()))?,
    };
    *rest = after;
    Some((name, decode(value)))
}

/// Elements that have only text, and whether character references are resolved in it.
fn raw(name: &str) -> Option<bool> {
    const RAW: &[(&str, bool)] = &[
        ("script", false),
        ("style", false),
        ("title", true),
        ("textarea", true),
        ("xmp", false),
        ("iframe", false),
        ("noembed", false),
        ("noframes", false),
    ];
    RAW.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|&(_, references)| references)
}

/// Iterates over the tokens of a page; together they cover it.
pub(in crate::format) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// The element whose raw text comes next.
    raw: Option<(&'a str, bool)>,
    /// Whether it is XML, which has no raw text.
    xml: bool,
    /// Whether a `?>` may follow: its absence is found once, not for every `<?`.
    may_close: bool,
}

impl<'a> Scanner<'a> {
    pub(in crate::format) const fn new(text: &'a str) -> Self {
        Self { text, at: 0, raw: None, xml: false, may_close: true }
    }

    /// The tokens of an XML document.
    pub(in crate::format) const fn xml(text: &'a str) -> Self {
        Self { text, at: 0, raw: None, xml: true, may_close: true }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn take(&mut self, length: usize, token: Token<'a>) -> Option<(Range<usize>, Token<'a>)> {
        let start = self.at;
        self.at += length;
        Some((start..self.at, token))
    }

    /// Text up to the next `<` that begins a token.
    fn text(&mut self) -> Option<(Range<usize>, Token<'a>)> {
        let rest = self.rest();
        let mut from = 0;
        while let Some(at) = rest.get(from..).and_then(|rest| rest.find('<')) {
            from += at;
            if from > 0 && begins(rest.get(from + 1..).unwrap_or("")) {
                return self.take(from, Token::Text);
            }
            from += 1;
        }
        self.take(rest.len(), Token::Text)
    }

    /// Makes the content of the element that was just opened be read as markup, not as text.
    pub(in crate::format) const fn content_is_markup(&mut self) {
        self.raw = None;
    }

    /// The content of a raw text element.
    fn raw(&mut self, name: &str, references: bool) -> Option<(Range<usize>, Token<'a>)> {
        let rest = self.rest();
        let ends = |at: &usize| {
            let tail = rest.get(at + 2..).unwrap_or("");
            let named = begins_in_any_case(tail, name);
            named && !tail.as_bytes().get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
        };
        let end = rest.match_indices("</").map(|(at, _)| at).find(ends).unwrap_or(rest.len());
        self.take(end, Token::Raw { references })
    }
}

/// Whether the text after a `<` makes it the beginning of a token.
fn begins(after: &str) -> bool {
    match after.as_bytes() {
        [b'!' | b'?', ..] => true,
        [b'/', next, ..] => next.is_ascii_alphabetic(),
        [first, ..] => first.is_ascii_alphabetic(),
        [] => false,
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = (Range<usize>, Token<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some((name, references)) = self.raw.take()
            && let Some(found) = self.raw(name, references).filter(|(range, _)| !range.is_empty())
        {
            return Some(found);
        }
        let rest = self.rest();
        let after = rest.strip_prefix('<');
        match after {
            _ if rest.is_empty() => None,
            Some(after) if begins(after) => {
                if let Some(comment) = after.strip_prefix("!--") {
                    // `<!-->` is a complete comment.
                    let end = comment.find("-->").map_or(rest.len(), |at| at + 7);
                    let short = ["<!-->", "<!--->"].iter().find(|s| rest.starts_with(**s)).map(|s| s.len());
                    return self.take(short.unwrap_or(end), Token::Other);
                }
                if after.starts_with("![CDATA[") {
                    return self.take(after.find("]]>").map_or(rest.len(), |at| at + 4), Token::Cdata);
                }
                if after.starts_with('?') && self.may_close {
                    match after.find("?>") {
                        Some(at) => return self.take(at + 3, Token::Other),
                        None => self.may_close = false,
                    }
                }
                if after.starts_with(['!', '?']) {
                    return self.take(after.find('>').map_or(rest.len(), |at| at + 2), Token::Other);
                }
                let (length, token) = tag(rest);
                if let Token::Open(Tag { name, closed: false, .. }) = token
                    && !self.xml
                {
                    self.raw = raw(name).map(|references| (name, references));
                }
                self.take(length, token)
            }
            _ => self.text(),
        }
    }
}

/// Parses the tag at the beginning of `text`; returns its length too.
fn tag(text: &str) -> (usize, Token<'_>) {
    let closes = text.starts_with("</");
    let from = if closes { 2 } else { 1 };
    let bytes = text.as_bytes();
    let name_end = |at: &usize| bytes[*at].is_ascii_whitespace() || matches!(bytes[*at], b'/' | b'>');
    let head = (from..bytes.len()).find(name_end).unwrap_or(bytes.len());
    let mut at = head;
    // Quotes are significant only at the beginning of a value.
    let mut value = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => {
                let name = text.get(from..head).unwrap_or("");
                let attributes = text.get(head..at).unwrap_or("");
                let token = if closes {
                    Token::Close(name)
                } else {
                    Token::Open(Tag { name, attributes, closed: attributes.ends_with('/') })
                };
                return (at + 1, token);
            }
            b'"' | b'\'' if value => match bytes[at + 1..].iter().position(|&b| b == byte) {
                Some(length) => at += length + 1,
                None => break,
            },
            _ => {}
        }
        value = byte == b'=' || (value && byte.is_ascii_whitespace());
        at += 1;
    }
    (text.len(), Token::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<String> {
        let mut at = 0;
        Scanner::new(text)
            .map(|(range, token)| {
                assert_eq!(range.start, at);
                at = range.end;
                let part = text.get(range).unwrap();
                match token {
                    Token::Text => format!("text {part}"),
                    Token::Raw { .. } => format!("raw {part}"),
                    Token::Open(tag) => {
                        let attributes: Vec<_> = tag.attributes().map(|(k, v)| format!("{k}={v}")).collect();
                        format!("<{} {}{}", tag.name, attributes.join(","), if tag.closed { "/" } else { "" })
                    }
                    Token::Close(name) => format!("/{name}"),
                    Token::Cdata => format!("cdata {part}"),
                    Token::Other => format!("other {part}"),
                }
            })
            .collect()
    }

    #[test]
    fn tags_text_and_comments() {
        assert_eq!(
            tokens("<p class=\"a > b\" id=x hidden>1 < 2 &amp; 3<br/></P ><!-- <b> --><!doctype html>"),
            [
                "<p class=a > b,id=x,hidden=", "text 1 < 2 &amp; 3", "<br /", "/P", "other <!-- <b> -->",
                "other <!doctype html>"
            ]
        );
        assert_eq!(
            tokens("<script>if (a < b) { '</p>' }</script>x"),
            ["<script ", "raw if (a < b) { '</p>' }", "/script", "text x"]
        );
        assert_eq!(tokens("<title>A <b></title>"), ["<title ", "raw A <b>", "/title"]);
        assert_eq!(tokens("a <b"), ["text a ", "other <b"]);
        assert_eq!(tokens("<!-->x"), ["other <!-->", "text x"]);
        assert_eq!(tokens("<style>"), ["<style "]);
        assert_eq!(tokens("a <3 <= b"), ["text a <3 <= b"]);
        assert_eq!(tokens("<a href='x&amp;y'>"), ["<a href=x&y"]);
    }

    #[test]
    fn unclosed_instructions_are_skipped() {
        assert_eq!(tokens("<?a ?>b<?c>d"), ["other <?a ?>", "text b", "other <?c>", "text d"]);
        // Quadratic work would take minutes here.
        assert_eq!(Scanner::new(&"<?a>".repeat(200_000)).count(), 200_000);
    }
}
