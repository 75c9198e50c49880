//! `recto diff`: a comparison on standard output.

use std::io::{self, Write};
use std::sync::Arc;

use super::args::{self, Diff, Format};
use super::look::{Surroundings, theme};
use super::{Trouble, input};
use crate::diff;
use crate::diff::{Comparison, Options, Row};
use crate::out;
use crate::out::JsonSide;
use crate::page::{CompareOptions, ComparePage, View, gate, header};
use crate::store::Source;
use crate::text::{Document, Pair};

/// From this many columns on, two texts stand side by side.
const WIDE: u16 = 100;

/// Prints the comparison; 0 where the texts do not differ but for white space, else 1.
pub(super) fn run(diff: &Diff, out: &mut dyn Write) -> Result<i32, Trouble> {
    let sources = input::sources(&diff.old, &diff.new)?;
    let documents = input::read_both(&sources)?;
    let comparison = diff::compare(&documents.old, &documents.new, &Options::default())
        .ok_or_else(|| Trouble::new("the comparison was given up"))?;
    let status = i32::from(comparison.rows.iter().any(Row::is_change));
    let around = Surroundings::look();
    let allowed = around.allow(diff.look.color);
    match diff.format.unwrap_or(if allowed.escapes { Format::Ansi } else { Format::Plain }) {
        Format::Json => json(diff, &documents, &comparison, out)?,
        Format::Plain => {
            let documents = documents.map(Arc::new);
            let options = CompareOptions { fold: false, ..CompareOptions::default() };
            out::plain(out, &documents, &Arc::new(comparison), options, diff.look.columns(around.terminal))?;
        }
        Format::Ansi => {
            // Asked for outright it is written with its colours into a pipe too, unless they are unwanted.
            let colour = allowed.colour || (diff.format.is_some() && around.may_colour(diff.look.color));
            ansi(diff, around, colour, (&sources, documents), comparison, out)?;
        }
    }
    Ok(status)
}

fn json(diff: &Diff, documents: &Pair<Document>, comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    let paths = Pair::new(diff.old.to_string_lossy(), diff.new.to_string_lossy());
    let sides = Pair::new(
        JsonSide { path: &paths.old, document: &documents.old },
        JsonSide { path: &paths.new, document: &documents.new },
    );
    out::json(out, sides, comparison, diff.with_text)
}

fn ansi(
    diff: &Diff,
    around: Surroundings,
    colour: bool,
    (sources, documents): (&Pair<Source>, Pair<Document>),
    comparison: Comparison,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = diff.look.columns_or_default(around.terminal);
    let view = match diff.view {
        Some(args::View::Split) => View::Split,
        Some(args::View::Inline) => View::Inline,
        None if columns >= WIDE => View::Split,
        None => View::Inline,
    };
    let options = CompareOptions { view, ..CompareOptions::default() };
    let page = ComparePage::new(documents.map(Arc::new), Arc::new(comparison), options, columns);
    let names = sources.as_ref().map(|s| gate(&s.short_name()));
    let theme = theme(colour);
    let titles = Pair::new(names.old.as_str(), names.new.as_str());
    out::ansi_line(out, &header(&page, titles, None, usize::from(columns)), &theme)?;
    writeln!(out)?;
    out::ansi(out, &page, &theme)
}
