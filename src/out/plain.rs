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
                marked(&pieces, &mut line);
            }
        }
        if passage.gap {
            writeln!(out)?;
        }
        match width {
            Some(cells) => wrap(&line, usize::from(cells)).iter().try_for_each(|l| writeln!(out, "{l}"))?,
            None => writeln!(out, "{line}")?,
        }
    }
    Ok(())
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

/// Appends the pieces of a paragraph with their differences marked, without spaces at the edge of a mark.
fn marked(pieces: &[Piece<'_>], out: &mut String) {
    let mut open: Option<(&str, &str)> = None;
    for piece in pieces {
        let wanted = marks(piece.role);
        let other = wanted != open;
        if other {
            out.push_str(open.map_or("", |m| m.1));
        }
        if piece.spaced && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        if other {
            out.push_str(wanted.map_or("", |m| m.0));
            open = wanted;
        }
        sanitize_folded(piece.text, out);
    }
    out.push_str(open.map_or("", |m| m.1));
}
