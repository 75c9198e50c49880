//! A document in other formats: plain text, Markdown.

use std::borrow::Cow;
use std::io::{self, Write};
use std::mem::discriminant;
use std::ops::Range;

use super::kept_lines::{NO_BREAK_SPACE, breaks_before, indentation, is_listing};
use super::markdown::{HARD_BREAK, escaped, fits, line_start};
use super::markup::address;
use crate::format;
use crate::page::line_indent;
use crate::text::{Block, BlockKind, Document, Family, Format, Mark, MarkKind, Marker, Span, is_space};

/// Writes a document as plain text: a blank line between blocks, list items with their bullets and numbers. A plain
/// text is written unchanged; of all others, furniture only with `furniture`.
///
/// # Errors
/// Those of the writer.
pub fn document_text(out: &mut dyn Write, document: &Document, furniture: bool) -> io::Result<()> {
    if document.format == Format::PlainText {
        return out.write_all(document.text.as_bytes());
    }
    for (before, at) in with_previous(document, furniture) {
        let Some(block) = document.blocks.get(at) else { continue };
        out.write_all(separator(document, before, at).as_bytes())?;
        let indent = "  ".repeat(usize::from(block.depth.saturating_sub(1)) + usize::from(block.quotes));
        let marker = match block.marker {
            Marker::Bullet => "- ".to_owned(),
            Marker::Number(number) => format!("{number}. "),
            Marker::None => String::new(),
        };
        let under = format!("\n{indent}{}", " ".repeat(marker.len()));
        let text = block.span.of(&document.text);
        let text = match row_text(document, block) {
            // The tabs at its beginning are empty cells.
            Some(row) => row.replace('\n', &under),
            None if block.keeps_lines => {
                let spaces = " ".repeat(line_indent(document, at, block.span.start));
                let lines = text.split('\n').map(|line| indented(line, ' ') + line.trim_start_matches(is_space));
                spaces + &lines.collect::<Vec<_>>().join(&under)
            }
            None => folded(text),
        };
        write!(out, "{indent}{marker}{text}")?;
        if block.run_in {
            write!(out, " ")?;
        }
    }
    writeln!(out)
}

/// Writes a document as Markdown. A Markdown file is written unchanged; of all others, furniture only with `furniture`.
///
/// # Errors
/// Those of the writer.
pub fn document_markdown(out: &mut dyn Write, document: &Document, furniture: bool) -> io::Result<()> {
    if document.format == Format::Markdown {
        return out.write_all(document.file_text().as_bytes());
    }
    let unmarked = format::with_markers_of_lists(document);
    let document = unmarked.as_ref().unwrap_or(document);
    // The depths of the items that are open.
    let mut items: Vec<u8> = Vec::new();
    // The blocks before this one are written.
    let mut next = 0;
    for (before, at) in with_previous(document, furniture) {
        let Some(block) = document.blocks.get(at).filter(|_| at >= next) else { continue };
        let continues = block.kind == BlockKind::ListItem && block.marker == Marker::None;
        let separator = separator(document, before, at);
        out.write_all(if continues && !separator.is_empty() { "\n\n" } else { separator }.as_bytes())?;
        if block.ruled && before.is_some() {
            out.write_all(b"* * *\n\n")?;
        }
        if !document.format.has_formatting() && is_listing(document, block) {
            let listing = listing(document, at);
            next = listing.end;
            write_listing(out, &listed(document, listing))?;
            continue;
        }
        let before = before.and_then(|before| document.blocks.get(before));
        let follows = |before: &Block| before.kind == BlockKind::TableRow && !block.begins_table_after(before);
        let begins_table = !before.is_some_and(follows);
        // What continues an item is indented below it, by no more than one level, after which it would be code.
        items.retain(|&depth| block.kind == BlockKind::ListItem && depth < block.depth + u8::from(continues));
        write_block(out, document, at, items.len(), begins_table)?;
        if block.kind == BlockKind::ListItem && !continues {
            items.push(block.depth);
        }
    }
    writeln!(out)
}

/// The blocks that are written, with the ones before them.
fn with_previous(document: &Document, furniture: bool) -> impl Iterator<Item = (Option<usize>, usize)> {
    let mut before = None;
    let all = document.blocks.iter().enumerate();
    let shown = all.filter(move |(_, block)| furniture || block.kind.family() != Family::Furniture);
    shown.map(move |(at, _)| (before.replace(at), at))
}

/// What is written between two blocks.
fn separator(document: &Document, before: Option<usize>, at: usize) -> &'static str {
    let block = |at: usize| document.blocks.get(at);
    let (Some(before), Some(block)) = (before.and_then(block), block(at)) else { return "" };
    if before.run_in {
        // A space was written.
        return "";
    }
    if breaks_before(document, at).is_some() {
        return HARD_BREAK;
    }
    let close_by = before.kind == block.kind
        && match block.kind {
            BlockKind::TableRow => !block.begins_table_after(before),
            // Items with other signs are another list.
            BlockKind::ListItem => {
                before.depth != block.depth || discriminant(&before.marker) == discriminant(&block.marker)
            }
            _ => false,
        };
    if close_by { "\n" } else { "\n\n" }
}

/// The blocks of a plain text that are one listing, of which this is the first.
fn listing(document: &Document, first: usize) -> Range<usize> {
    let goes_on = |at: &usize| breaks_before(document, *at).is_some();
    first..(first + 1..document.blocks.len()).take_while(goes_on).last().map_or(first, |last| last) + 1
}

/// The lines of a listing.
fn listed(document: &Document, listing: Range<usize>) -> String {
    let first = listing.start;
    let mut out = String::new();
    for (at, block) in listing.clone().zip(document.blocks.get(listing).unwrap_or(&[])) {
        let breaks = if at > first { breaks_before(document, at).unwrap_or(1) } else { 0 };
        out.push_str(&"\n".repeat(breaks));
        out.push_str(&indentation(document, at));
        out.push_str(block.span.of(&document.text));
    }
    out
}

/// Writes lines of code.
fn write_listing(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let fence = fence(text, 3);
    write!(out, "{fence}\n{text}\n{fence}")
}

/// The white space that a line begins with, each character as `space`.
fn indented(line: &str, space: char) -> String {
    std::iter::repeat_n(space, line.chars().take_while(|&c| is_space(c)).count()).collect()
}

/// The text of a table's row, with its empty cells; `None` for other blocks.
fn row_text<'a>(document: &'a Document, block: &Block) -> Option<Cow<'a, str>> {
    let cells = || document.cells(block).map(|cell| cell.of(&document.text));
    let is_row = block.kind == BlockKind::TableRow && cells().next().is_some();
    is_row.then(|| cells().collect::<Vec<_>>().join("\t").trim_end_matches('\t').to_owned().into())
}

fn folded(text: &str) -> String {
    text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Writes a block, indented by so many levels if it is in a list.
fn write_block(
    out: &mut dyn Write,
    document: &Document,
    at: usize,
    depth: usize,
    begins_table: bool,
) -> io::Result<()> {
    let Some(block) = document.blocks.get(at) else { return Ok(()) };
    let quoted = "> ".repeat(usize::from(block.quotes.max(u8::from(block.kind == BlockKind::Quote))));
    let indent = "    ".repeat(depth);
    match block.kind {
        BlockKind::Code => write_listing(out, &(indentation(document, at) + block.span.of(&document.text))),
        BlockKind::TableRow => {
            let cells: Vec<Span> = document.cells(block).collect();
            for cell in &cells {
                write!(out, "| {} ", inline(document, cell.range(), false))?;
            }
            if cells.is_empty() {
                write!(out, "| {} ", inline(document, block.span.range(), false))?;
            }
            write!(out, "|")?;
            // Markdown has no table without a head: its first row is one.
            if begins_table { write!(out, "\n|{}", "---|".repeat(cells.len().max(1))) } else { Ok(()) }
        }
        kind => {
            let lead = match (kind, block.marker) {
                (BlockKind::Headline | BlockKind::Heading, _) => "#".repeat(usize::from(block.level.clamp(1, 6))) + " ",
                (_, Marker::Bullet) => format!("{indent}- "),
                (_, Marker::Number(number)) => format!("{indent}{number}. "),
                _ if kind == BlockKind::ListItem => indent,
                _ => String::new(),
            };
            // In plain text, the signs of quotations are part of the text.
            let signs =
                if document.format.has_formatting() { "" } else { quotation_signs(block.span.of(&document.text)) };
            let (quoted, text) = if kind == BlockKind::Quote && !signs.is_empty() {
                let lines = block.span.of(&document.text).lines().map(|line| {
                    let words = line.trim_start();
                    words.get(quotation_signs(words).len()..).unwrap_or(words).trim()
                });
                ("> ".repeat(signs.matches('>').count()), escaped(&lines.collect::<Vec<_>>().join(" ")))
            } else {
                (quoted, inline(document, block.span.range(), block.keeps_lines))
            };
            let text = if lead.trim().is_empty() { line_start(text) } else { text };
            let indent = indentation(document, at);
            write!(out, "{quoted}{lead}{indent}{text}")?;
            if block.run_in { write!(out, " ") } else { Ok(()) }
        }
    }
}

/// The `>` signs that a line begins with, with the spaces between them.
fn quotation_signs(line: &str) -> &str {
    let rest = line.trim_start_matches(['>', ' ']);
    line.get(..line.len() - rest.len()).filter(|signs| signs.starts_with('>')).unwrap_or("")
}

/// A range of a text with its marks as Markdown; with `lines`, its line breaks are kept.
fn inline(document: &Document, range: Range<usize>, lines: bool) -> String {
    let mut out = String::new();
    let mut at = range.start;
    // Open code: nothing in it is escaped.
    let mut code = 0_usize;
    let text = |range: Range<usize>, code: bool| {
        let part = document.text.get(range).unwrap_or("");
        match (code, lines) {
            (true, _) => folded(part),
            (false, true) => {
                let line = |(n, line): (usize, &str)| match n {
                    0 => escaped(line),
                    _ => indented(line, NO_BREAK_SPACE) + &line_start(escaped(line.trim_start_matches(is_space))),
                };
                part.split('\n').enumerate().map(line).collect::<Vec<_>>().join(HARD_BREAK)
            }
            (false, false) => escaped(part),
        }
    };
    for edge in edges(document, &range) {
        out.push_str(&text(at..edge.at, code > 0));
        out.push_str(&edge.sign);
        match (edge.code, edge.opens) {
            (true, true) => code += 1,
            (true, false) => code = code.saturating_sub(1),
            (false, _) => {}
        }
        at = edge.at;
    }
    out.push_str(&text(at..range.end, code > 0));
    out
}

/// The beginning or end of a mark.
struct Edge {
    at: usize,
    opens: bool,
    /// The other end.
    other: usize,
    sign: String,
    code: bool,
}

/// The beginnings and ends of the marks in a range, in the order in which they are written.
fn edges(document: &Document, range: &Range<usize>) -> Vec<Edge> {
    let mut out = Vec::new();
    let first = document.marks.partition_point(|mark| (mark.span.start as usize) < range.start);
    let near = document.marks.iter().skip(first).take_while(|mark| (mark.span.start as usize) < range.end);
    for mark in near.filter(|mark| mark.span.end as usize <= range.end && !mark.span.is_empty()) {
        let Some((open, close)) = signs(document, range, mark) else { continue };
        let (from, to) = (mark.span.start as usize, mark.span.end as usize);
        let code = mark.kind == MarkKind::Code;
        out.push(Edge { at: from, opens: true, other: to, sign: open, code });
        out.push(Edge { at: to, opens: false, other: from, sign: close, code });
    }
    // Ends come first, those of inner marks before those of outer ones; code is always the innermost.
    out.sort_by_key(|edge| (edge.at, edge.opens, usize::MAX - edge.other, edge.code == edge.opens));
    out
}

/// What is written around a mark; `None` where Markdown has nothing for it.
fn signs(document: &Document, range: &Range<usize>, mark: &Mark) -> Option<(String, String)> {
    let around = |text: Option<&str>, last: bool| {
        let c = text.and_then(|text| if last { text.chars().next_back() } else { text.chars().next() });
        c.unwrap_or(' ')
    };
    let (from, to) = (mark.span.start as usize, mark.span.end as usize);
    let (before, after) = (document.text.get(range.start..from), document.text.get(to..range.end));
    let words = mark.span.of(&document.text);
    let fits = fits(around(before, true), words, around(after, false));
    let both = |sign: &str, element: &str| {
        let tags = || (format!("<{element}>"), format!("</{element}>"));
        if fits { (sign.to_owned(), sign.to_owned()) } else { tags() }
    };
    Some(match mark.kind {
        MarkKind::Emphasis => both("*", "em"),
        MarkKind::Strong => both("**", "strong"),
        MarkKind::Strike => both("~~", "del"),
        MarkKind::Code => {
            let fence = fence(words, 1);
            let space = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
            (format!("{fence}{space}"), format!("{space}{fence}"))
        }
        MarkKind::Link => ("[".to_owned(), format!("](<{}>)", markdown_address(mark.target.as_deref().unwrap_or("")))),
        _ => return None,
    })
}

/// The address of a link as Markdown has it between `<` and `>`.
fn markdown_address(target: &str) -> String {
    let target = address(target);
    let mut out = String::with_capacity(target.len());
    for (at, c) in target.char_indices() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            // "&copy;" would be read as a sign.
            '&' if is_reference(target.get(at + 1..).unwrap_or("")) => out.push_str("\\&"),
            c => out.push(c),
        }
    }
    out
}

/// Whether what follows a `&` may be a character reference.
fn is_reference(text: &str) -> bool {
    let name = text.trim_start_matches(|c: char| c == '#' || c.is_ascii_alphanumeric());
    name.len() < text.len() && name.starts_with(';')
}

/// Backticks that are longer than any in a text, at least `least`.
fn fence(text: &str, least: usize) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(least.max(longest + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{self, Hint};

    #[test]
    fn addresses_of_links_are_kept() {
        for address in
            ["https://a.example/?a=1&copy;=2&b=3", "https://a.example/☎\u{fe0f}/(b)", "https://a.example/a*b_c"]
        {
            let source = format!("See [this](<{}>) first.\n", markdown_address(address));
            let document = format::read(source.into(), &Hint::of_name("a.md")).expect("Markdown");
            let link = document.marks.iter().find(|mark| mark.kind == MarkKind::Link).expect("a link");
            assert_eq!(link.target.as_deref(), Some(address));
        }
        assert_eq!(markdown_address("https://a.example/\u{1b}[2J<x>\\\n"), "https://a.example/%1B[2J%3Cx%3E%5C%0A");
    }

    #[test]
    fn a_line_across_the_page_is_one_in_markdown() {
        let html = "<html><body><article><h1>The weir</h1><hr><p>The fees of the harbour were set at the meeting on \
            Monday, the office said.</p><hr><p>The lamp went out at nine, and she slept until the bell rang.</p><hr>\
            </article></body></html>";
        let document = format::read(html.into(), &Hint::none()).expect("a page");
        let mut out = Vec::new();
        document_markdown(&mut out, &document, false).expect("a buffer");
        let out = String::from_utf8(out).expect("UTF-8");
        assert!(out.contains("the office said.\n\n* * *\n\nThe lamp"), "{out}");
        assert!(out.ends_with("until the bell rang.\n"), "{out}");
    }

    #[test]
    fn lists_and_tables_of_plain_text_are_lists_and_listings() {
        let text = "The fees of the harbour were set at the meeting on Monday, the office said.\n\n- No rowing.\n- No \
            bells after\n  dark.\n\n1. Tie up.\n2. Pay.\n\nBoat      Fee   Berth\nPunt        5   north\nBarge      12   \
            south\n";
        let document = format::plain_text(text).expect("a text");
        let mut out = Vec::new();
        document_markdown(&mut out, &document, false).expect("a buffer");
        let out = String::from_utf8(out).expect("UTF-8");
        let listed = "\n- No rowing.\n- No bells after dark.\n\n1. Tie up.\n2. Pay.\n\n```\nBoat      Fee   Berth\nPunt        \
            5   north\nBarge      12   south\n```\n";
        assert!(out.ends_with(listed), "{out}");
    }

    #[test]
    fn quotations_of_plain_text_have_their_signs_once() {
        let text = "She asked on Monday whether the fees of the harbour rise:\n\n> Is the figure of 21 right?\n\n>> It \
            was 12.\n\nYes, the harbour office gave it at noon on Tuesday.\n";
        let document = format::plain_text(text).expect("a text");
        let mut out = Vec::new();
        document_markdown(&mut out, &document, false).expect("a buffer");
        let out = String::from_utf8(out).expect("UTF-8");
        assert!(out.contains("\n\n> Is the figure of 21 right?\n\n> > It was 12.\n\n"), "{out}");
    }

    #[test]
    fn what_continues_an_item_is_no_code() {
        let text = "1. Definitions\n\n    1.1. The quay.\n\n    (a) in summer\n2. Rent\n    - due\n\n      monthly\n";
        let mut document = format::read(text.into(), &Hint::of_name("a.md")).expect("a text");
        document.format = Format::Docx;
        // As in a contract, of which only the first level is a list in Markdown.
        let items: Vec<usize> = (1..3).filter(|&i| document.blocks[i].kind == BlockKind::ListItem).collect();
        items.iter().for_each(|&i| document.blocks[i].depth = u8::try_from(i).unwrap_or(1));
        let mut out = Vec::new();
        document_markdown(&mut out, &document, false).expect("a buffer");
        let out = String::from_utf8(out).expect("UTF-8");
        assert!(
            out.starts_with(
                "1. Definitions\n\n    1.1. The quay.\n\n    (a) in summer\n2. Rent\n    - due\n\n        monthly"
            ),
            "{out}"
        );
    }

    #[test]
    fn two_tables_are_two() {
        let markdown = "| boat | fee |\n|---|---|\n| punt | 12 |\n\n| berth | rent |\n|---|---|\n| north | 40 |\n";
        let html = "<html><body><article><p>The fees of the harbour were set at the meeting on Monday, the office said.\
            </p><table><tr><th>boat<th>fee<tr><td>punt<td>12</table><table><tr><th>berth<th>rent<tr><td>north<td>40\
            </table></article></body></html>";
        let document = format::read(html.into(), &Hint::none()).expect("a page");
        let mut out = Vec::new();
        document_markdown(&mut out, &document, false).expect("a buffer");
        let out = String::from_utf8(out).expect("UTF-8");
        assert!(out.ends_with(markdown), "{out}");
    }

    #[test]
    fn a_page_becomes_markdown_and_text() {
        let html = "<html><body><article><h1>The *quay*</h1><p>It <b>is <i>wet</i></b>, <code>a*b</code> <a href='https://a.example/?a=1'>they</a> say, \
            and so it has been since the weir was built.</p><ol><li>one<li>two</ol><table><tr><th>a<th>b<tr><td>c<td>d</table>\
            <pre>x\n y</pre></article></body></html>";
        let document = format::read(html.into(), &Hint::none()).expect("a page");
        let mut out = Vec::new();
        document_markdown(&mut out, &document, false).expect("a buffer");
        let markdown = String::from_utf8(out).expect("UTF-8");
        assert_eq!(
            markdown,
            "# The \\*quay\\*\n\nIt **is *wet***, `a*b` [they](<https://a.example/?a=1>) say, and so it has been since the weir was \
             built.\n\n1. one\n2. two\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nx\n y\n```\n"
        );
        let again = format::read(markdown.into(), &Hint::of_name("a.md")).expect("Markdown");
        let texts = |document: &Document| -> Vec<String> {
            document.blocks.iter().map(|b| b.span.of(&document.text).to_owned()).collect()
        };
        assert_eq!(texts(&again), texts(&document));
        let mut out = Vec::new();
        document_text(&mut out, &document, false).expect("a buffer");
        let text = String::from_utf8(out).expect("UTF-8");
        assert!(
            text.starts_with("The *quay*\n\nIt is wet, a*b they say,")
                && text.contains("\n\n1. one\n2. two\n\na\tb\nc\td\n\nx\n y\n"),
            "{text}"
        );
    }

    #[test]
    fn what_continues_an_item_stays_in_it() {
        let html = "<html><body><article><p>The harbour office has two rules, and they were set on Monday.</p>\
            <ul><li><p>Tie up.</p><p>At once.</p><ul><li><p>With a rope.</p><p>A long one.</p></li></ul></li><li>Pay.</li>\
            </ul></article></body></html>";
        let document = format::read(html.into(), &Hint::none()).expect("a page");
        let mut out = Vec::new();
        document_markdown(&mut out, &document, false).expect("a buffer");
        let markdown = String::from_utf8(out).expect("UTF-8");
        let list = "- Tie up.\n\n    At once.\n    - With a rope.\n\n        A long one.\n- Pay.\n";
        assert!(markdown.ends_with(list), "{markdown}");
        let again = format::read(markdown.into(), &Hint::of_name("a.md")).expect("Markdown");
        let shape = |document: &Document| -> Vec<_> {
            document.blocks.iter().map(|b| (b.kind, b.depth, b.marker, b.span.of(&document.text).to_owned())).collect()
        };
        assert_eq!(shape(&again), shape(&document));
    }
}
