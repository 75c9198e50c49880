//! A line of wikitext: emphasis, links by their text, references, tags.

use std::collections::HashMap;

use crate::format::html::entities::decode;
use crate::format::writer::Writer;
use crate::text::{MarkKind, floor_boundary};

/// Maximum nesting of links, templates and tags.
pub(super) const MARKUP_DEPTH: usize = 12;

/// Maximum length of a link or a tag in bytes: its end is not searched further.
const LINK_BYTES: usize = 4096;

/// The notes of a page: the texts of its references.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub texts: Vec<String>,
    /// The numbers of references that have names.
    named: HashMap<String, usize>,
}

impl Notes {
    /// The number of a reference: that of the reference with this name, or the next one.
    fn number(&mut self, tag: &str, words: &str) -> Option<usize> {
        let name = tag.split_once("name").map_or("", |(_, rest)| rest.trim_start());
        let name =
            name.strip_prefix('=').unwrap_or("").trim_matches(|c: char| c.is_whitespace() || "/>\"'".contains(c));
        let known = self.named.get(name).copied();
        if words.is_empty() && name.is_empty() {
            return None;
        }
        let number = known.unwrap_or_else(|| {
            self.texts.push(String::new());
            self.texts.len()
        });
        if !name.is_empty() {
            self.named.insert(name.to_owned(), number);
        }
        let text = self.texts.get_mut(number - 1).filter(|text| text.is_empty());
        if let Some(text) = text {
            words.clone_into(text);
        }
        Some(number)
    }
}

/// Text with links, emphasis and tags.
///
/// The text of a reference is added to `notes`, and its number is written; without `notes` it is part of the text.
pub(super) fn inline(text: &str, writer: &mut Writer, mut notes: Option<&mut Notes>, depth: usize) {
    let mut open: Vec<MarkKind> = Vec::new();
    let mut rest = text;
    // If the end of a reference is missing once, it is not searched again in the rest.
    let mut is_closed = notes.is_some();
    while let Some(at) = rest.find(['\'', '[', '<']) {
        writer.words(&decode(rest.get(..at).unwrap_or("")));
        let from = rest.get(at..).unwrap_or("");
        let taken = if from.starts_with("''") {
            quotes(from, &mut open, writer)
        } else if let Some(link) = from.strip_prefix("[[").filter(|_| depth > 0) {
            internal(link, writer, notes.as_deref_mut(), depth)
        } else if from.starts_with("[http") && depth > 0 {
            external(from, writer, notes.as_deref_mut(), depth)
        } else if let Some(notes) = notes.as_deref_mut().filter(|_| is_closed && from.starts_with("<ref")) {
            let taken = reference(from, writer, notes);
            is_closed = taken.is_some();
            taken.or_else(|| tag(from, writer))
        } else if from.starts_with('<') {
            tag(from, writer)
        } else {
            None
        };
        let length = taken.unwrap_or_else(|| {
            let first = from.chars().next().map_or(1, char::len_utf8);
            writer.words(from.get(..first).unwrap_or(""));
            first
        });
        rest = from.get(length..).unwrap_or("");
    }
    writer.words(&decode(rest));
    open.iter().for_each(|_| writer.end_mark());
}

/// Two apostrophes are emphasis, three strong, five both.
fn quotes(from: &str, open: &mut Vec<MarkKind>, writer: &mut Writer) -> Option<usize> {
    let count = from.bytes().take(5).take_while(|b| *b == b'\'').count();
    let (kinds, length): (&[MarkKind], usize) = match count {
        2 => (&[MarkKind::Emphasis], 2),
        3 | 4 => (&[MarkKind::Strong], 3),
        5.. => (&[MarkKind::Strong, MarkKind::Emphasis], 5),
        _ => return None,
    };
    for kind in kinds {
        if let Some(at) = open.iter().rposition(|known| known == kind) {
            // Emphasis opened after it is closed with it, and opened again.
            let inner: Vec<MarkKind> = open.drain(at..).skip(1).collect();
            (0..=inner.len()).for_each(|_| writer.end_mark());
            for kind in inner {
                writer.mark(kind, None);
                open.push(kind);
            }
        } else {
            writer.mark(*kind, None);
            open.push(*kind);
        }
    }
    Some(length)
}

/// `[[Page|words]]`, from after its opening brackets; returns the length with all brackets.
fn internal(link: &str, writer: &mut Writer, notes: Option<&mut Notes>, depth: usize) -> Option<usize> {
    let link = link.get(..floor_boundary(link, LINK_BYTES))?;
    let mut level = 1_usize;
    let mut at = 0;
    let end = loop {
        let next = link.get(at..)?.find(['[', ']'])? + at;
        let two = link.get(next..next + 2).unwrap_or("");
        if two.is_empty() && next + 1 >= link.len() {
            return None;
        }
        match two {
            // In a long row of brackets, each would search all others.
            "[[" if level > MARKUP_DEPTH => return None,
            "[[" => level += 1,
            "]]" => level -= 1,
            _ => {
                at = next + 1;
                continue;
            }
        }
        if level == 0 {
            break next;
        }
        at = next + 2;
    };
    let inner = link.get(..end)?;
    let parts = split_top(inner);
    let target = parts.first()?.trim();
    let whole = format!("[[{inner}]]");
    if !is_file(&whole) && !is_category(target) {
        let shown = parts.last().copied().unwrap_or(target);
        writer.mark(MarkKind::Link, Some(target.trim_start_matches(':')));
        inline(shown.strip_prefix(':').unwrap_or(shown), writer, notes, depth - 1);
        writer.end_mark();
    }
    Some(end + 4)
}

/// `[https://a.example words]`
fn external(from: &str, writer: &mut Writer, notes: Option<&mut Notes>, depth: usize) -> Option<usize> {
    // In a long row of brackets, each would search all others.
    let brackets = from.bytes().take(LINK_BYTES).enumerate().filter(|(_, b)| matches!(b, b'[' | b']'));
    let (end, _) = brackets.take(MARKUP_DEPTH).find(|(_, b)| *b == b']')?;
    let inner = from.get(1..end)?;
    let (target, words) = inner.split_once(' ').unwrap_or((inner, inner));
    writer.mark(MarkKind::Link, Some(target));
    inline(words, writer, notes, depth - 1);
    writer.end_mark();
    Some(end + 1)
}

/// `<ref>…</ref>`, or `<ref name="…" />` for one whose text is elsewhere; returns the length.
fn reference(from: &str, writer: &mut Writer, notes: &mut Notes) -> Option<usize> {
    let begin = from.find('>')? + 1;
    let opening = from.get(..begin)?;
    if opening.starts_with("<references") {
        return Some(begin);
    }
    let (words, end) = if opening.ends_with("/>") {
        ("", begin)
    } else {
        let end = begin + from.get(begin..)?.find("</ref>")?;
        (from.get(begin..end)?.trim(), end + "</ref>".len())
    };
    if let Some(number) = notes.number(opening, words) {
        writer.footnote(&number.to_string());
    }
    Some(end)
}

/// Tags are left out; `<br>` is a line break, `<nowiki>` and the like hold their text.
fn tag(from: &str, writer: &mut Writer) -> Option<usize> {
    // A tag begins with a letter or a slash, and has no other tag inside.
    let opens = from.get(1..)?.starts_with(|c: char| c == '/' || c.is_alphabetic());
    let end = from.bytes().take(LINK_BYTES).skip(1).position(|b| matches!(b, b'>' | b'<')).filter(|_| opens)? + 1;
    let name = from.get(1..end).filter(|_| from.as_bytes()[end] == b'>')?.trim_matches('/').trim();
    let is_tag = name.chars().next().is_some_and(char::is_alphabetic);
    if !is_tag {
        return None;
    }
    if name.split_whitespace().next().is_some_and(|name| name.eq_ignore_ascii_case("br")) {
        writer.line_break();
    }
    Some(end + 1)
}

/// Whether the target of a link puts the page into a category.
fn is_category(target: &str) -> bool {
    target.starts_with("Category:") || target.starts_with("Kategorie:")
}

/// Whether a line has only links to the page in other languages, `[[de:Fähre]]`, and its categories: they stand beside the
/// page.
pub(super) fn leads_beside(line: &str) -> bool {
    let is_beside = |part: &str| {
        let prefix = part.trim_start().strip_prefix("[[").and_then(|link| link.split_once(':')).map_or("", |(p, _)| p);
        let is_language =
            (2..=12).contains(&prefix.len()) && prefix.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        is_language && !part.contains('|') || is_category(part.trim_start().trim_start_matches("[["))
    };
    line.trim().strip_suffix("]]").is_some_and(|links| links.split("]]").all(is_beside))
}

/// Whether a line is a picture: `[[File:a.jpg|thumb|Words]]`.
pub(super) fn is_file(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("[[") else { return false };
    ["File:", "Image:", "Datei:", "Bild:", "Fichier:", "Archivo:", "Файл:"].iter().any(|name| rest.starts_with(name))
        && line.ends_with("]]")
}

/// The parts between `|` that are not in a link.
pub(super) fn split_top(text: &str) -> Vec<&str> {
    let (mut depth, mut from, mut out) = (0_usize, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => {
                out.push(text.get(from..at).unwrap_or(""));
                from = at + 1;
            }
            _ => {}
        }
    }
    out.push(text.get(from..).unwrap_or(""));
    out
}
