//! A comparison as text without colour: `[-removed-]`, `{+added+}`, `{↷moved↷}`, with one paragraph per line or
//! wrapped.

use std::io::{self, Write};

use crate::page::CompareOptions;
use crate::page::ComparePage;
use crate::page::Piece;
use crate::page::Role;
use crate::page::Shows;
use crate::page::View;
use crate::page::sanitize_folded;
use crate::page::wrap;

/// Writes a page's comparison with its words marked; wrapped at `width` cells, or one paragraph per line without a
/// width. Of the page's options the fold and the hidden kinds matter.
///
/// # Errors
/// Those of the writer.
pub fn plain(out: &mut dyn Write, page: &ComparePage, width: Option<u16>) -> io::Result<()> {
    let inline = CompareOptions { view: View::Inline, ..page.options() };
    let arranged;
    let page = if page.options() == inline {
        page
    } else {
        let mut other = page.clone();
        other.set_options(inline);
        arranged = other;
        &arranged
    };
    let (mut line, mut pieces) = (String::new(), Vec::new());
    for passage in page.passages() {
        line.clear();
        match passage.shows {
            Shows::MovedFrom(row) => line.push_str(&format!("↷ {}", page.moved_to(row))),
            Shows::Fold(rows) => line.push_str(&page.fold_text(&rows.collect::<Vec<_>>())),
            Shows::Columns(_) => {}
            Shows::Rows(rows) => {
                pieces.clear();
                rows.for_each(|row| page.pieces(row, None, &mut pieces));
                marked(page, &pieces, &mut line);
            }
        }
        if passage.gap {
            writeln!(out)?;
        }
        match width {
            Some(cells) => {
                let lines = line.split('\n').flat_map(|line| wrapped(line, usize::from(cells)));
                lines.into_iter().try_for_each(|line| writeln!(out, "{line}"))?;
            }
            None => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

/// A line in lines of at most `cells` cells, each with its indentation.
fn wrapped(line: &str, cells: usize) -> Vec<String> {
    let text = line.trim_start_matches(' ');
    let indent = (line.len() - text.len()).min(cells / 2);
    wrap(text, cells - indent).into_iter().map(|line| " ".repeat(indent) + &line).collect()
}

/// The marks around the words of a role.
const fn marks(role: Role) -> Option<(&'static str, &'static str)> {
    match role {
        Role::Removed | Role::RemovedPassage | Role::RewrittenOld => Some(("[-", "-]")),
        Role::Added | Role::AddedPassage | Role::RewrittenNew => Some(("{+", "+}")),
        Role::Moved => Some(("{↷", "↷}")),
        _ => None,
    }
}

/// Appends the pieces of a paragraph with their differences marked, without spaces at the edge of a mark; lines that are
/// kept begin on a line of their own, with their indentation.
fn marked(page: &ComparePage, pieces: &[Piece<'_>], out: &mut String) {
    let mut open: Option<(&str, &str)> = None;
    for piece in pieces {
        let wanted = marks(piece.role);
        let other = wanted != open;
        if other {
            out.push_str(open.map_or("", |m| m.1));
        }
        let kept = page.kept_space(piece).and_then(|space| space.rsplit_once('\n'));
        match kept {
            Some((above, indent)) => {
                let breaks = if above.contains('\n') { "\n\n" } else { "\n" };
                out.push_str(if out.is_empty() { "" } else { breaks });
                indent_by(indent, out);
            }
            _ if piece.spaced && !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
        if other {
            out.push_str(wanted.map_or("", |m| m.0));
            open = wanted;
        }
        if piece.keeps_lines {
            for (n, line) in piece.text.split('\n').enumerate() {
                out.push_str(if n > 0 { "\n" } else { "" });
                let indent = if n > 0 { line.len() - line.trim_start_matches([' ', '\t']).len() } else { 0 };
                let (indent, text) = line.split_at_checked(indent).unwrap_or(("", line));
                indent_by(indent, out);
                sanitize_folded(text, out);
            }
        } else {
            sanitize_folded(piece.text, out);
        }
    }
    out.push_str(open.map_or("", |m| m.1));
}

/// Appends the indentation of a line, a space for a tab.
fn indent_by(indent: &str, out: &mut String) {
    out.extend(indent.chars().map(|_| ' '));
}
