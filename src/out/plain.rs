//! A comparison as text without colour: `[-removed-]`, `{+added+}`, `{↷moved↷}`, a paragraph a line or wrapped.

use std::io::{self, Write};

use crate::page::CompareOptions;
use crate::page::ComparePage;
use crate::page::Line;
use crate::page::Page;
use crate::page::Role;
use crate::page::View;
use crate::page::wrap;

/// Writes a page's comparison with its words marked; wrapped at `width` cells, or a paragraph a line without one.
///
/// # Errors
/// Those of the writer.
pub fn plain(out: &mut dyn Write, page: &ComparePage, width: Option<u16>) -> io::Result<()> {
    let mut page = page.clone();
    page.set_options(CompareOptions { view: View::Inline, measure: u16::MAX, ..page.options() });
    page.resize(u16::MAX);
    for item in 0..page.items() {
        for line in page.lines(item) {
            let marked = marked(&line);
            match width {
                Some(cells) => wrap(&marked, usize::from(cells)).iter().try_for_each(|l| writeln!(out, "{l}"))?,
                None => writeln!(out, "{marked}")?,
            }
        }
    }
    Ok(())
}

/// What stands around the words of a role.
const fn marks(role: Role) -> Option<(&'static str, &'static str)> {
    match role {
        Role::Removed | Role::RewrittenOld => Some(("[-", "-]")),
        Role::Added | Role::RewrittenNew => Some(("{+", "+}")),
        Role::Moved => Some(("{↷", "↷}")),
        _ => None,
    }
}

/// The line without its gutter, its differences between marks.
fn marked(line: &Line) -> String {
    let mut out = String::new();
    let mut open: Option<(&str, &str)> = None;
    for run in line.runs.iter().skip_while(|r| r.source.is_none()) {
        let wanted = marks(run.role);
        if wanted != open {
            out.push_str(open.map_or("", |m| m.1));
            out.push_str(wanted.map_or("", |m| m.0));
            open = wanted;
        }
        out.push_str(&run.text);
    }
    out.push_str(open.map_or("", |m| m.1));
    if out.is_empty() { line.text().trim().to_owned() } else { out }
}
