//! A comparison as Markdown: the verdict, the change list as a table, then the new text with the removed words.
//!
//! ```text
//! The ferry sank on ~~Monday~~ **Tuesday**, the coast guard said.
//! ```
//!
//! Document text never becomes markup: everything that Markdown or a common extension would interpret is escaped. HTML
//! tags are used where the rules for the characters around `**` and `~~` forbid those (`bridge**, the**`).

use std::io::{self, Write};

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
    for passage in page.passages() {
        match passage.shows {
            Shows::Columns(_) => {}
            Shows::MovedFrom(row) => writeln!(out, "\n*↷ {}*", page.moved_to(row))?,
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
                writeln!(out)?;
                if let Some(from) = from {
                    writeln!(out, "*↶ {from}*\n")?;
                }
                writeln!(out, "{}{}", lead(kind), flowed(&pieces))?;
            }
        }
    }
    Ok(())
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

/// The pieces of a paragraph on one line; neighbours with one role share their marks.
fn flowed(pieces: &[Piece<'_>]) -> String {
    let runs: Vec<(&Piece<'_>, String)> = pieces.chunk_by(|a, b| a.role == b.role).filter_map(joined).collect();
    let mut out = String::new();
    let mut before = ' '; // the previous visible character
    for (n, (first, text)) in runs.iter().enumerate() {
        if first.spaced && n > 0 && !out.ends_with(' ') {
            out.push(' ');
            before = ' ';
        }
        let after = runs.get(n + 1).and_then(|(p, t)| if p.spaced { Some(' ') } else { t.chars().next() });
        let (open, close) = marks(first.role, before, text, after.unwrap_or(' '));
        let escaped = escaped(text);
        let escaped = if n == 0 { line_start(escaped) } else { escaped };
        for part in [open, &escaped, close] {
            out.push_str(part);
        }
        before = text.chars().next_back().unwrap_or(before);
    }
    out
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
    let at = match after {
        Some('+' | '-') if digits == 0 => 0,
        Some('.' | ')') if digits > 0 => digits,
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
        assert_eq!(flowed(&cut), "the bridge<del>, the old one</del> is");
        let swap = [
            piece("in", Role::Text, false),
            piece("U.S.", Role::Removed, true),
            piece("US", Role::Added, true),
            piece("waters", Role::Text, true),
        ];
        assert_eq!(flowed(&swap), "in ~~U.S.~~ **US** waters");
        let twice = [piece("so", Role::Added, false), piece("it", Role::Added, true), piece("’s", Role::Added, false)];
        assert_eq!(flowed(&twice), "**so it’s**");
    }
}
