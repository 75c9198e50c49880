//! Detects formats by the first bytes of a file. Only [`CONTENT_BYTES`] bytes are examined, and plain text is excluded by its
//! first character.

/// Number of bytes examined.
const CONTENT_BYTES: usize = 4096;

/// The beginning of a text without byte-order mark and white space; `None` if it does not begin with `first`.
fn begins(bytes: &[u8], first: u8) -> Option<&[u8]> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = bytes.get(..CONTENT_BYTES).unwrap_or(bytes).trim_ascii_start();
    (head.first() == Some(&first)).then_some(head)
}

fn starts(head: &[u8], with: &str) -> bool {
    head.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with.as_bytes()))
}

/// The first tag of a text that begins with markup, after declarations and comments: `html xmlns=…`.
fn first_tag(bytes: &[u8]) -> Option<&[u8]> {
    let mut head = begins(bytes, b'<')?;
    for _ in 0..32 {
        let end = if head.starts_with(b"<!--") {
            memchr::memmem::find(head, b"-->")? + 3
        } else if head.starts_with(b"<?") {
            memchr::memmem::find(head, b"?>")? + 2
        } else if head.starts_with(b"<!") {
            if starts(head, "<!doctype html") {
                return Some(b"html>");
            }
            memchr::memchr(b'>', head)? + 1
        } else {
            return head.strip_prefix(b"<");
        };
        head = head.get(end..)?.trim_ascii_start();
    }
    None
}

/// Whether bytes begin a complete page. A fragment is recognised by its name, since Markdown may begin with the same
/// tags.
pub(super) fn is_html(bytes: &[u8]) -> bool {
    let Some(tag) = first_tag(bytes) else { return false };
    ["html", "head", "body"].iter().any(|name| {
        starts(tag, name) && tag.get(name.len()).is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
    })
}

/// Whether bytes are an archive whose first part states this media type.
fn is_package(bytes: &[u8], media_type: &str) -> bool {
    let head = bytes.get(..256).unwrap_or(bytes);
    head.starts_with(b"PK\x03\x04") && memchr::memmem::find(head, format!("mimetype{media_type}").as_bytes()).is_some()
}

/// Whether bytes are an archive with the text of a Word file: the list of parts is at its end.
pub(super) fn is_docx(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(1 << 16)..).unwrap_or(bytes);
    bytes.starts_with(b"PK\x03\x04") && memchr::memmem::find(tail, b"word/document").is_some()
}

/// Whether bytes are an OpenDocument text.
pub(super) fn is_odt(bytes: &[u8]) -> bool {
    is_package(bytes, "application/vnd.oasis.opendocument.text")
}

/// Whether bytes are a book.
pub(super) fn is_epub(bytes: &[u8]) -> bool {
    is_package(bytes, "application/epub+zip")
}

/// Whether the first tag has one of these names.
fn has_root(bytes: &[u8], names: &[&str]) -> bool {
    let Some(tag) = first_tag(bytes) else { return false };
    let ends = |name: &str| tag.get(name.len()).is_none_or(|b| b.is_ascii_whitespace() || *b == b'>');
    names.iter().any(|name| tag.starts_with(name.as_bytes()) && ends(name))
}

/// Whether JSON has all of these words at its beginning.
fn has_keys(bytes: &[u8], keys: &[&str]) -> bool {
    let Some(head) = begins(bytes, b'{') else { return false };
    keys.iter().all(|key| memchr::memmem::find(head, key.as_bytes()).is_some())
}

/// Whether bytes are RSS, Atom or a JSON Feed.
pub(super) fn is_feed(bytes: &[u8]) -> bool {
    has_root(bytes, &["rss", "feed", "rdf:RDF"]) || has_keys(bytes, &["jsonfeed.org/version"])
}

/// Whether bytes are pages of a wiki: an export, or the answer of `action=query`.
pub(super) fn is_wiki(bytes: &[u8]) -> bool {
    has_root(bytes, &["mediawiki"]) || has_keys(bytes, &["\"query\"", "\"pages\"", "\"revisions\""])
}

/// Whether bytes are a mail or a mailbox: a header with a field that only programs write. Copy that begins with `From:`
/// and `Subject:` is plain text.
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    const WRITTEN: [&str; 5] = ["message-id:", "mime-version:", "received:", "return-path:", "delivered-to:"];
    let first = bytes.first().copied().unwrap_or(0);
    if !first.is_ascii_alphabetic() {
        return false;
    }
    let head = bytes.get(..CONTENT_BYTES).unwrap_or(bytes);
    let mut lines = head.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end).peekable();
    lines.next_if(|line| line.starts_with(b"From "));
    let (mut written, mut from) = (false, false);
    for line in lines.take_while(|line| !line.is_empty()) {
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let name = memchr::memchr(b':', line).and_then(|colon| line.get(..colon));
        if name.is_none_or(|name| name.is_empty() || !name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-')) {
            // The head may be cut in a line.
            break;
        }
        written |= WRITTEN.iter().any(|name| starts(line, name));
        from |= starts(line, "from:");
    }
    written && from
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_recognised_by_their_first_tag() {
        for page in [
            "<!DOCTYPE html><p>a",
            "\u{feff}\n <html lang=en>",
            "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'>\n<html>",
            "<!-- saved from url=(0014)about:internet -->\n<HTML>",
        ] {
            assert!(is_html(page.as_bytes()), "{page}");
        }
        for other in ["<p align=center>", "<rss version=2>", "text <html>", "", "<", "<!--", "<headline>"] {
            assert!(!is_html(other.as_bytes()), "{other}");
        }
    }
}
