//! Wikitext to blocks and marks: headings, lists, tables by rows, links by their text. What a template shows is on another
//! page: inside a line its values are read, and on lines of its own it is furniture.

use crate::format::html::entities::decode;
use crate::format::writer::Writer;
use crate::text::{BlockKind, MarkKind};

/// Links and the like are nested no deeper.
const DEPTH: usize = 12;

/// A link is not longer, in bytes: what opens one is looked at no further.
const LINK: usize = 4096;

/// Writes the text of a page.
pub(super) fn write(text: &str, writer: &mut Writer) {
    let mut notes = Vec::new();
    let text = with_values(&without_comments(text), DEPTH);
    let text = references(&text, &mut notes);
    let mut table = false;
    for line in text.lines() {
        let bare = line.trim();
        if let Some(template) = bare.strip_prefix(TEMPLATE) {
            writer.end();
            writer.begin(BlockKind::Furniture);
            inline(template, writer, DEPTH);
            writer.end();
        } else if bare.starts_with("{|") {
            writer.end();
            table = true;
        } else if table && bare.starts_with("|}") {
            writer.end_row();
            writer.end();
            table = false;
        } else if table {
            table_line(bare, writer);
        } else if bare.is_empty() || bare.starts_with("----") {
            writer.end();
        } else if let Some((level, words)) = heading(bare) {
            writer.begin(BlockKind::Heading);
            writer.outline.level(level);
            inline(words, writer, DEPTH);
            writer.end();
        } else if line.starts_with(['*', '#', ':', ';']) {
            item(line, writer);
        } else if line.starts_with(' ') && !bare.starts_with("[[") {
            if !writer.is_open() {
                writer.begin(BlockKind::Code);
            } else {
                writer.line_break();
            }
            writer.verbatim(line.get(1..).unwrap_or(""));
        } else if is_file(bare) {
            caption(bare, writer);
        } else {
            if writer.is_open() {
                writer.words(" ");
            } else {
                writer.begin(BlockKind::Paragraph);
            }
            inline(line, writer, DEPTH);
        }
    }
    writer.end_row();
    writer.end();
    for (i, note) in notes.iter().enumerate() {
        writer.begin(BlockKind::Paragraph);
        writer.verbatim(&format!("[{}] ", i + 1));
        inline(note, writer, DEPTH);
        writer.end();
    }
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("<!--") {
        out.push_str(rest.get(..at).unwrap_or(""));
        let after = rest.get(at..).unwrap_or("");
        rest = after.find("-->").and_then(|end| after.get(end + 3..)).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// A character that no page has: it begins a line that is a template.
const TEMPLATE: char = '\u{2}';

/// The text with its `{{…}}`, which may hold others, replaced by what they are given: inside a line their values, on
/// lines of their own a line with all of it. Braces that nothing closes are text.
fn with_values(text: &str, depth: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end) in outermost(text) {
        let before = text.get(from..start).unwrap_or("");
        out.push_str(before);
        let inside = text.get(start + 2..end.saturating_sub(2)).unwrap_or("");
        let begins_line = out.trim_end_matches([' ', '\t']).ends_with('\n') || out.trim().is_empty();
        let rest = text.get(end..).unwrap_or("").trim_start_matches([' ', '\t']);
        let is_alone = begins_line && (rest.is_empty() || rest.starts_with(['\n', '\r']) || rest.starts_with("{{"));
        let deeper = depth.saturating_sub(1);
        if depth > 0 && is_alone && depth == DEPTH {
            let line = all_of(inside, deeper);
            if !line.is_empty() {
                out.push_str(&format!("\n{TEMPLATE}{line}\n"));
            }
        } else if depth > 0 {
            out.push_str(&values(inside, deeper));
        }
        from = end;
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out
}

/// The ranges of templates that are in no other.
fn outermost(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut opened: Vec<usize> = Vec::new();
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at + 1 < bytes.len() {
        match (bytes[at], bytes[at + 1]) {
            (b'{', b'{') => {
                opened.push(at);
                at += 2;
            }
            (b'}', b'}') => {
                if let Some(start) = opened.pop() {
                    while found.last().is_some_and(|(from, _)| *from > start) {
                        found.pop();
                    }
                    found.push((start, at + 2));
                }
                at += 2;
            }
            _ => at += 1,
        }
    }
    found
}

/// The parts of a template between its bars, but not those of links and templates in it.
fn template_parts(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let (mut out, mut from, mut depth) = (Vec::new(), 0, 0_usize);
    for at in 0..bytes.len() {
        let pair = bytes.get(at..at + 2);
        if pair == Some(b"[[") || pair == Some(b"{{") {
            depth += 1;
        } else if pair == Some(b"]]") || pair == Some(b"}}") {
            depth = depth.saturating_sub(1);
        } else if bytes[at] == b'|' && depth == 0 {
            out.push(text.get(from..at).unwrap_or(""));
            from = at + 1;
        }
    }
    out.push(text.get(from..).unwrap_or(""));
    out
}

/// The name of a value of a template: a short word before `=`.
fn named(part: &str) -> Option<(&str, &str)> {
    let (name, value) = part.split_once('=')?;
    let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '\n' | '\t' | '\r'));
    (is_name && name.len() < 64).then_some((name.trim(), value))
}

/// The values of a template that have no names: `{{convert|5|km}}` gives "5 km".
fn values(template: &str, depth: usize) -> String {
    let parts = template_parts(template);
    let plain = parts.iter().skip(1).filter(|part| named(part).is_none());
    let shown: Vec<String> =
        plain.map(|part| folded(&with_values(part, depth))).filter(|part| !part.is_empty()).collect();
    shown.join(" ")
}

/// A template in one line: "Infobox bridge: name = Old Bridge; length = 5 km".
fn all_of(template: &str, depth: usize) -> String {
    let parts = template_parts(template);
    let values: Vec<String> = parts
        .iter()
        .skip(1)
        .filter_map(|part| {
            let (name, value) = named(part).map_or((None, *part), |(name, value)| (Some(name), value));
            let value = folded(&with_values(value, depth));
            let named = || name.map_or_else(|| value.clone(), |name| format!("{name} = {value}"));
            (!value.is_empty()).then(named)
        })
        .collect();
    if values.is_empty() {
        String::new()
    } else {
        format!("{}: {}", folded(parts.first().unwrap_or(&"")), values.join("; "))
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A character that no page has: it begins the number of a note.
const NOTE: char = '\u{1}';

/// Takes `<ref>…</ref>` out of the text: in its place is the number of the note.
fn references(text: &str, notes: &mut Vec<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Where none is closed any more, the rest is searched for it only once.
    let mut is_closed = true;
    while let Some(at) = rest.find("<ref") {
        out.push_str(rest.get(..at).unwrap_or(""));
        let after = rest.get(at..).unwrap_or("");
        let Some(close) = after.find('>') else {
            out.push_str(after);
            return out;
        };
        let tag = after.get(..=close).unwrap_or("");
        let body = after.get(close + 1..).unwrap_or("");
        if tag.starts_with("<references") || tag.ends_with("/>") {
            rest = body;
            continue;
        }
        let end = if is_closed { body.find("</ref>") } else { None };
        is_closed &= end.is_some();
        let words = body.get(..end.unwrap_or(0)).unwrap_or("").trim();
        if !words.is_empty() {
            notes.push(words.replace('\n', " "));
            out.push(NOTE);
            out.push_str(&notes.len().to_string());
            out.push(NOTE);
        }
        rest = end.and_then(|end| body.get(end + 6..)).unwrap_or(body);
    }
    out.push_str(rest);
    out
}

/// `== Words ==` and its level.
fn heading(line: &str) -> Option<(u8, &str)> {
    let level = line.bytes().take_while(|b| *b == b'=').count().min(6);
    let signs = "======".get(..level)?;
    let words = line.strip_prefix(signs)?.trim_end().strip_suffix(signs)?.trim();
    (level > 0 && !words.is_empty()).then_some((u8::try_from(level).unwrap_or(6), words))
}

/// `*`, `#`, `:` and `;`, as many as the item is deep.
fn item(line: &str, writer: &mut Writer) {
    let signs = line.bytes().take_while(|b| b"*#:;".contains(b)).count();
    let (marks, words) = line.split_at_checked(signs).unwrap_or((line, ""));
    writer.end();
    let numbered = marks.ends_with('#');
    let depth = signs.min(8);
    let number = if numbered { next_number(writer, depth) } else { 1 };
    (0..depth).for_each(|i| writer.outline.enter_list((numbered && i + 1 == depth).then_some(number)));
    if marks.ends_with(['*', '#']) {
        writer.outline.item();
    }
    writer.begin(BlockKind::ListItem);
    inline(words, writer, DEPTH);
    writer.end();
    (0..depth).for_each(|_| writer.outline.leave());
}

/// The number after that of the item before of the same depth.
fn next_number(writer: &Writer, depth: usize) -> u32 {
    use crate::text::Marker;
    for block in writer.outline.blocks.iter().rev() {
        let deep = usize::from(block.depth);
        match block.marker {
            Marker::Number(number) if deep == depth => return number.saturating_add(1),
            _ if deep > depth => {}
            _ => return 1,
        }
    }
    1
}

fn is_file(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("[[") else { return false };
    ["File:", "Image:", "Datei:", "Bild:", "Fichier:", "Archivo:", "Файл:"].iter().any(|name| rest.starts_with(name))
        && line.ends_with("]]")
}

/// The last part of `[[File:a.jpg|thumb|Words]]`.
fn caption(line: &str, writer: &mut Writer) {
    let inner = line.trim_start_matches("[[").trim_end_matches("]]");
    let parts = split_top(inner);
    let words = parts.last().filter(|_| parts.len() > 1).map_or("", |part| part.trim());
    if words.contains(' ') {
        writer.begin(BlockKind::Caption);
        inline(words, writer, DEPTH);
        writer.end();
    }
}

/// The parts between `|` that are not in a link.
fn split_top(text: &str) -> Vec<&str> {
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

/// A line of a table: `|-` begins a row, `|` and `!` a cell, `||` and `!!` the next one.
fn table_line(line: &str, writer: &mut Writer) {
    if let Some(words) = line.strip_prefix("|+") {
        writer.begin(BlockKind::Caption);
        inline(cell_words(words), writer, DEPTH);
        writer.end();
    } else if line.starts_with("|-") {
        writer.end_row();
    } else if let Some(cells) = line.strip_prefix('|').or_else(|| line.strip_prefix('!')) {
        let head = line.starts_with('!');
        if !writer.in_row() {
            writer.row(head);
        }
        let separator = if head && !cells.contains("||") { "!!" } else { "||" };
        for cell in cells.split(separator) {
            writer.cell(None);
            inline(cell_words(cell), writer, DEPTH);
        }
    } else if writer.in_row() && !line.is_empty() {
        writer.words(" ");
        inline(line, writer, DEPTH);
    }
}

/// A cell without its attributes: `style="…" | Words`.
fn cell_words(cell: &str) -> &str {
    let parts = split_top(cell);
    match parts.as_slice() {
        [attributes, words, ..] if attributes.contains('=') => words.trim(),
        _ => cell.trim(),
    }
}

/// Text with links, emphasis and tags.
fn inline(text: &str, writer: &mut Writer, depth: usize) {
    let mut open: Vec<MarkKind> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\'', '[', '<', NOTE]) {
        writer.words(&decode(rest.get(..at).unwrap_or("")));
        let from = rest.get(at..).unwrap_or("");
        let taken = if from.starts_with("''") {
            quotes(from, &mut open, writer)
        } else if let Some(link) = from.strip_prefix("[[").filter(|_| depth > 0) {
            internal(link, writer, depth)
        } else if from.starts_with("[http") && depth > 0 {
            external(from, writer, depth)
        } else if from.starts_with('<') {
            tag(from, writer)
        } else if let Some(number) = from.strip_prefix(NOTE) {
            number.find(NOTE).inspect(|&end| writer.footnote(number.get(..end).unwrap_or(""))).map(|end| end + 2)
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
            // What was opened after it is closed with it, and opened again.
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

/// `[[Page|words]]` after its brackets; the length with them.
fn internal(link: &str, writer: &mut Writer, depth: usize) -> Option<usize> {
    let most = (0..=link.len().min(LINK)).rev().find(|&at| link.is_char_boundary(at))?;
    let link = link.get(..most)?;
    let mut level = 1_usize;
    let mut at = 0;
    let end = loop {
        let next = link.get(at..)?.find(['[', ']'])? + at;
        let two = link.get(next..next + 2).unwrap_or("");
        if two.is_empty() && next + 1 >= link.len() {
            return None;
        }
        match two {
            // Every bracket of a long row of them would be looked at from each.
            "[[" if level > DEPTH => return None,
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
    let hidden = target.starts_with("Category:") || target.starts_with("Kategorie:");
    if !is_file(&whole) && !hidden {
        writer.mark(MarkKind::Link, Some(target.trim_start_matches(':')));
        inline(parts.last().copied().unwrap_or(target), writer, depth - 1);
        writer.end_mark();
    }
    Some(end + 4)
}

/// `[https://a.example words]`
fn external(from: &str, writer: &mut Writer, depth: usize) -> Option<usize> {
    let end = from.bytes().take(LINK).position(|b| b == b']')?;
    let inner = from.get(1..end)?;
    let (target, words) = inner.split_once(' ').unwrap_or((inner, inner));
    writer.mark(MarkKind::Link, Some(target));
    inline(words, writer, depth - 1);
    writer.end_mark();
    Some(end + 1)
}

/// Tags are left out; `<br>` is a line break, `<nowiki>` and the like hold their text.
fn tag(from: &str, writer: &mut Writer) -> Option<usize> {
    let end = from.bytes().take(LINK).position(|b| b == b'>')?;
    let name = from.get(1..end)?.trim_matches('/').trim();
    let is_tag = name.chars().next().is_some_and(char::is_alphabetic);
    if !is_tag {
        return None;
    }
    if name.split_whitespace().next().is_some_and(|name| name.eq_ignore_ascii_case("br")) {
        writer.line_break();
    }
    Some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Marker;

    #[test]
    fn wikitext_is_read() {
        let text = "{{Infobox|a={{b}}}}'''Ann''' is a [[ferry|''old'' ferry]] on the [https://l.example Leme].<ref>A \
            [[note]].</ref><!-- no -->\nIt sails.\n\n== Times ==\n# one\n# two\n** deep\n{| class=x\n|+ Hours\n! Day !! Hour\n|-\n\
            | Monday || style=\"a\" | 9\n|}\n[[File:a.jpg|thumb|The [[quay]] at night]]\n[[Category:Ferries]]";
        let mut writer = Writer::default();
        write(text, &mut writer);
        let (read, blocks, marks) = writer.finish();
        let lines: Vec<_> = blocks.iter().map(|b| (b.kind.name(), b.span.of(&read))).collect();
        assert_eq!(
            lines,
            [
                ("paragraph", "Ann is a old ferry on the Leme.[1] It sails."),
                ("heading", "Times"),
                ("list-item", "one"),
                ("list-item", "two"),
                ("list-item", "deep"),
                ("caption", "Hours"),
                ("table-row", "Day\tHour"),
                ("table-row", "Monday\t9"),
                ("caption", "The quay at night"),
                ("paragraph", "[1] A note."),
            ]
        );
        assert_eq!((blocks[3].marker, blocks[4].depth), (Marker::Number(2), 2));
        let targets: Vec<_> = marks.iter().filter_map(|m| m.target.as_deref()).collect();
        assert_eq!(targets, ["ferry", "https://l.example", "1", "quay", "note"]);
    }

    #[test]
    fn templates_are_read_by_their_values() {
        let text = "{{Infobox bridge\n| name = Old [[Bridge|bridge]]\n| length = {{convert|5|km}}\n| note = \n}}\nThe bridge is \
            {{convert|5|km}} long{{citation needed|date=May}} and {{lang|fr|[[pont|ponts]]}}.\n{{stub}}\n";
        let mut writer = Writer::default();
        write(text, &mut writer);
        let (read, blocks, _) = writer.finish();
        let lines: Vec<_> = blocks.iter().map(|b| (b.kind.name(), b.span.of(&read))).collect();
        let facts = "Infobox bridge: name = Old bridge; length = 5 km";
        assert_eq!(lines, [("furniture", facts), ("paragraph", "The bridge is 5 km long and fr ponts.")]);
        // Quadratic work would take minutes here.
        for deep in ["{{a|", "{{a|\n", "[[a|{{"] {
            write(&format!("{}{}", deep.repeat(100_000), "}}".repeat(100_000)), &mut Writer::default());
        }
    }

    #[test]
    fn what_nothing_closes_is_text() {
        for text in ["[[a", "{{a", "<ref>a", "[http://a", "'''a", "{|\n|a", &"[[".repeat(20_000), &"{{".repeat(50_000)]
            .into_iter()
            // Quadratic work would take minutes here.
            .chain([&*"'''".repeat(300_000), &"<ref>".repeat(300_000)])
        {
            write(text, &mut Writer::default());
        }
    }
}
