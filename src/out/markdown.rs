//! A comparison as Markdown: the verdict, the change list as a table, then the new text with the removed words.
//!
//! ```text
//! The ferry sank on ~~Monday~~ **Tuesday**, the coast guard said.
//! ```
//!
//! Document text never becomes markup: everything that Markdown or a common extension would interpret is escaped. HTML
//! tags are used where the rules for the characters around `**` and `~~` forbid those (`bridge**, the**`).

use std::io::{self, Write};

use super::kept_lines::NO_BREAK_SPACE;
use crate::page::CompareOptions;
use crate::page::ComparePage;
use crate::page::Piece;
use crate::page::Role;
use crate::page::Shows;
use crate::page::Summary;
use crate::page::View;
use crate::page::clean_folded;
use crate::text::BlockKind;
use crate::text::Pair;
use crate::text::Side;

/// A line break inside a paragraph.
pub(super) const HARD_BREAK: &str = "\\\n";

/// Writes a page's comparison; `names` are those of the two texts. Of the page's options only the hidden kinds matter;
/// with `summary` only the part before the text is written.
///
/// # Errors
/// Those of the writer.
pub fn markdown(out: &mut dyn Write, page: &ComparePage, names: Pair<&str>, summary: bool) -> io::Result<()> {
    let mut page = page.clone();
    page.set_options(CompareOptions { view: View::Inline, fold: false, ..page.options() });
    head(out, &page.summary(), names)?;
    if summary {
        return Ok(());
    }
    writeln!(out, "\n---")?;
    // Whether the last line is of a block that keeps its lines, and has no line break yet.
    let mut open = false;
    for passage in page.passages() {
        match passage.shows {
            Shows::Columns(_) => {}
            Shows::MovedFrom(row) => {
                out.write_all(if std::mem::take(&mut open) { b"\n" } else { b"" })?;
                writeln!(out, "\n*↷ {}*", page.moved_to(row))?;
            }
            Shows::Rows(rows) | Shows::Fold(rows) => {
                let block = |side| rows.clone().find_map(|row| page.block_of(row, side));
                let kind = block(Side::New).or_else(|| block(Side::Old)).map_or(BlockKind::Paragraph, |b| b.kind);
                let mut pieces = Vec::new();
                let mut from = None;
                for row in rows {
                    if page.comparison().rows[row].moved && page.is_shown(row) {
                        from = from.or(Some(page.moved_from(row)));
                    }
                    page.pieces(row, None, &mut pieces);
                }
                let keeps_lines = pieces.first().is_some_and(|piece| piece.keeps_lines);
                let continues = open && keeps_lines && !passage.gap && from.is_none();
                out.write_all(match (open, continues) {
                    (true, true) => HARD_BREAK.as_bytes(),
                    (true, false) => b"\n\n",
                    (false, _) => b"\n",
                })?;
                if let Some(from) = from {
                    writeln!(out, "*↶ {from}*\n")?;
                }
                write!(out, "{}{}", lead(kind), flowed(&pieces, |piece| kept_indent(&page, piece)))?;
                open = keeps_lines;
                out.write_all(if open { b"" } else { b"\n" })?;
            }
        }
    }
    if open { writeln!(out) } else { Ok(()) }
}

fn head(out: &mut dyn Write, summary: &Summary<'_>, names: Pair<&str>) -> io::Result<()> {
    writeln!(out, "**{} → {}**\n", escaped(names.old), escaped(names.new))?;
    writeln!(out, "{}", summary.verdict())?;
    for remark in summary.remarks() {
        writeln!(out, "\n{}", escaped(&remark))?;
    }
    if summary.changes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| | class | change |\n|--:|---|---|")?;
    for (rank, change) in &summary.changes {
        let announced = if change.announced { " *(announced)*" } else { "" };
        writeln!(out, "| {rank} | {} | {}{announced} |", change.class.name(), escaped(&summary.wording(change)))?;
    }
    Ok(())
}

/// The Markdown prefix of a block.
const fn lead(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "# ",
        BlockKind::Heading => "## ",
        BlockKind::Quote => "> ",
        BlockKind::ListItem => "- ",
        _ => "",
    }
}

/// The pieces of a paragraph on one line, or on several where `indent_of` is that of a line; neighbours with one role
/// share their marks.
fn flowed(pieces: &[Piece<'_>], indent_of: impl Fn(&Piece<'_>) -> Option<usize>) -> String {
    let alike = |a: &Piece<'_>, b: &Piece<'_>| a.role == b.role && indent_of(b).is_none();
    let runs: Vec<(&Piece<'_>, String)> = pieces.chunk_by(alike).filter_map(joined).collect();
    let mut out = String::new();
    let mut before = ' '; // the previous visible character
    for (n, (first, text)) in runs.iter().enumerate() {
        if let Some(indent) = indent_of(first) {
            out.push_str(if n > 0 { HARD_BREAK } else { "" });
            out.extend(std::iter::repeat_n(NO_BREAK_SPACE, indent));
            before = ' ';
        } else if first.spaced && n > 0 && !out.ends_with(' ') {
            out.push(' ');
            before = ' ';
        }
        let after = runs.get(n + 1).and_then(|(p, t)| if p.spaced { Some(' ') } else { t.chars().next() });
        let (open, close) = marks(first.role, before, text, after.unwrap_or(' '));
        let lines = if first.keeps_lines { text.split('\n').collect() } else { vec![text.as_str()] };
        let lines = lines.iter().enumerate().map(|(line, text)| {
            let begins = n == 0 || line > 0 || indent_of(first).is_some();
            if begins { line_start(escaped(text)) } else { escaped(text) }
        });
        let escaped = lines.collect::<Vec<_>>().join(HARD_BREAK);
        for part in [open, &escaped, close] {
            out.push_str(part);
        }
        before = text.chars().next_back().unwrap_or(before);
    }
    out
}

/// The number of spaces before a piece that begins a line, if its block keeps its lines.
fn kept_indent(page: &ComparePage, piece: &Piece<'_>) -> Option<usize> {
    let (_, indent) = page.kept_space(piece)?.rsplit_once('\n')?;
    Some(indent.chars().count())
}

/// Pieces as one text, and the first of them.
fn joined<'a, 'b>(pieces: &'b [Piece<'a>]) -> Option<(&'b Piece<'a>, String)> {
    let first = pieces.first()?;
    let mut text = first.text.to_owned();
    for piece in pieces.iter().skip(1) {
        text.push_str(if piece.spaced { " " } else { "" });
        text.push_str(piece.text);
    }
    Some((first, text))
}

/// The marks around words of a role, between the characters `before` and `after` them.
fn marks(role: Role, before: char, text: &str, after: char) -> (&'static str, &'static str) {
    let fits = fits(before, text, after);
    match role {
        Role::Removed | Role::RemovedPassage | Role::RewrittenOld if fits => ("~~", "~~"),
        Role::Removed | Role::RemovedPassage | Role::RewrittenOld => ("<del>", "</del>"),
        Role::Added | Role::AddedPassage | Role::RewrittenNew if fits => ("**", "**"),
        Role::Added | Role::AddedPassage | Role::RewrittenNew => ("<strong>", "</strong>"),
        _ => ("", ""),
    }
}

/// Whether marks are recognised around a text between the characters `before` and `after`. CommonMark, "left-flanking
/// delimiter run": next to punctuation, only white space and punctuation are allowed.
pub(super) fn fits(before: char, text: &str, after: char) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let free = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '\u{2010}'..='\u{2027}');
    (word(text.chars().next()) || free(before)) && (word(text.chars().next_back()) || free(after))
}

/// Text on one line, with all Markdown escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    clean_folded(text, &mut folded);
    let mut out = String::with_capacity(folded.len() + 8);
    for c in folded.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '$' | '^' | '=' | '@' => {
                out.push('\\');
                out.push(c);
            }
            // Bare addresses must not become links: `http\://…`, `www\.…`.
            ':' if ["http", "https", "ftp"].iter().any(|scheme| ends_with(&out, scheme)) => out.push_str("\\:"),
            '.' if ends_with(&out, "www") => out.push_str("\\."),
            c => out.push(c),
        }
    }
    out
}

/// Whether a text ends with an ASCII word, in any letter case.
fn ends_with(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    text.len().checked_sub(word.len()).is_some_and(|at| text[at..].eq_ignore_ascii_case(word))
}

/// Escapes the beginning of a line, where more characters begin lists, headings and rules.
pub(super) fn line_start(text: String) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let after = text.chars().nth(digits);
    // "1.1 The rent" begins no list.
    let spaced = text.chars().nth(digits + 1).is_none_or(|c| c.is_whitespace() || c == '\\');
    let at = match after {
        Some('+' | '-') if digits == 0 => 0,
        Some('.' | ')') if digits > 0 && spaced => digits,
        _ => return text,
    };
    match text.split_at_checked(at) {
        Some((head, tail)) => format!("{head}\\{tail}"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(
            escaped("<b> *a* _b_ `c` [d](e) | ~f~ & \\g"),
            "&lt;b&gt; \\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\| \\~f\\~ &amp; \\\\g"
        );
        assert_eq!(
            escaped("see www.site.org or https://site.org\n\n# now"),
            "see www\\.site.org or https\\://site.org \\# now"
        );
        assert_eq!(escaped("HTTPS://site.org, Www.site.org, Ftp:"), "HTTPS\\://site.org, Www\\.site.org, Ftp\\:");
        assert_eq!(line_start("2014. A year".into()), "2014\\. A year");
        assert_eq!(line_start("- so".into()), "\\- so");
        assert_eq!(line_start("2014 was".into()), "2014 was");
        assert_eq!(line_start("1.1 The rent".into()), "1.1 The rent");
        assert_eq!(escaped("a\u{1b}[0m"), "a␛\\[0m");
    }

    #[test]
    fn marks_are_where_markdown_recognises_them() {
        let piece = |text, role, spaced| {
            let mut piece = Piece::new(text, None, role);
            piece.spaced = spaced;
            piece
        };
        let cut = [
            piece("the bridge", Role::Text, false),
            piece(", the old one", Role::Removed, false),
            piece(" is", Role::Text, false),
        ];
        assert_eq!(flowed(&cut, |_| None), "the bridge<del>, the old one</del> is");
        let swap = [
            piece("in", Role::Text, false),
            piece("U.S.", Role::Removed, true),
            piece("US", Role::Added, true),
            piece("waters", Role::Text, true),
        ];
        assert_eq!(flowed(&swap, |_| None), "in ~~U.S.~~ **US** waters");
        let twice = [piece("so", Role::Added, false), piece("it", Role::Added, true), piece("’s", Role::Added, false)];
        assert_eq!(flowed(&twice, |_| None), "**so it’s**");
    }
}
