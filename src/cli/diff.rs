//! `recto diff`: a comparison on standard output.

use std::io::{self, Write};
use std::sync::Arc;

use super::args::{self, Diff, Format, Ignored, Shape};
use super::look::{Surroundings, theme};
use super::{Trouble, input};
use crate::changes;
use crate::changes::Options;
use crate::out;
use crate::out::JsonOptions;
use crate::page::{CompareOptions, ComparePage, HiddenKinds, Page, View, header, sanitize};
use crate::text::{Document, Pair};

/// From this many columns on, two texts stand side by side.
const WIDE: u16 = 100;

/// Prints the comparison of two files; 0 where the texts do not differ but for white space and what is ignored, else 1.
pub(super) fn run(diff: &Diff, out: &mut dyn Write) -> Result<i32, Trouble> {
    let sources = input::sources(&diff.old, &diff.new)?;
    let documents = input::read_both(&sources)?;
    let paths = Pair::new(diff.old.to_string_lossy().into_owned(), diff.new.to_string_lossy().into_owned());
    let short = sources.map(|s| sanitize(&s.short_name()));
    print(&diff.shape, Subject { documents, headings: paths.clone(), paths, short, fold: false }, out)
}

/// What is compared, and what it is called.
pub(super) struct Subject {
    pub documents: Pair<Document>,
    /// Where the two come from, for programs.
    pub paths: Pair<String>,
    /// The same for people.
    pub headings: Pair<String>,
    /// For a line that has little room.
    pub short: Pair<String>,
    /// Whether plain text shows changes in their context alone.
    pub fold: bool,
}

/// Prints a comparison in the shape asked for; 1 where a difference is in sight.
pub(super) fn print(shape: &Shape, subject: Subject, out: &mut dyn Write) -> Result<i32, Trouble> {
    let Subject { documents, paths, headings, short, fold } = subject;
    let around = Surroundings::look();
    let escapes = around.allow(shape.look.color).escapes;
    let format = shape.format.unwrap_or(if escapes { Format::Ansi } else { Format::Plain });
    let fold = fold || format == Format::Ansi;
    // These two show no change list, and put nothing hidden by it.
    let rows_alone =
        matches!(format, Format::Plain | Format::Criticmarkup) && !(shape.summary || fold) && shape.ignore.is_empty();
    let comparison = changes::compare(&documents.old, &documents.new, &Options { rows_alone, ..Options::default() })
        .ok_or_else(|| Trouble::new("the comparison was given up"))?;
    let options =
        CompareOptions { view: View::Inline, fold, hidden: hidden_kinds(&shape.ignore), ..Default::default() };
    let mut page = ComparePage::new(documents.map(Arc::new), Arc::new(comparison), options, u16::MAX);
    let status = i32::from(!page.stops().is_empty());
    let [paths, headings, short] = [&paths, &headings, &short].map(|names| names.as_ref().map(String::as_str));
    let columns = shape.look.columns(around.terminal);
    let json = JsonOptions { with_text: shape.with_text, summary: shape.summary };
    match format {
        Format::Json => out::json(out, &page, paths, json)?,
        Format::Html => out::html(out, &page, headings, shape.summary)?,
        Format::Markdown => out::markdown(out, &page, headings, shape.summary)?,
        Format::Criticmarkup => criticmarkup(shape, around.terminal, &page, out)?,
        Format::Plain if shape.summary => out::summary(out, &page, headings, columns, None)?,
        Format::Plain => out::plain(out, &page, columns)?,
        Format::Ansi => ansi(shape, around, if shape.summary { headings } else { short }, &mut page, out)?,
    }
    Ok(status)
}

/// Both texts to the byte; on a terminal they pass the gate.
fn criticmarkup(shape: &Shape, terminal: bool, page: &ComparePage, out: &mut dyn Write) -> Result<(), Trouble> {
    if shape.summary {
        return Err(Trouble::new("CriticMarkup has no summary: plain, ansi, json, html and markdown have"));
    }
    if !terminal {
        return Ok(out::criticmarkup(out, page)?);
    }
    let mut text = Vec::new();
    out::criticmarkup(&mut text, page)?;
    String::from_utf8_lossy(&text).lines().try_for_each(|l| writeln!(out, "{}", sanitize(l)))?;
    Ok(())
}

fn ansi(
    shape: &Shape,
    around: Surroundings,
    names: Pair<&str>,
    page: &mut ComparePage,
    out: &mut dyn Write,
) -> io::Result<()> {
    // Asked for outright it is written with its colours into a pipe too, unless they are unwanted.
    let asked = shape.format.is_some() && around.may_colour(shape.look.color);
    let theme = theme(asked || around.allow(shape.look.color).colour);
    let columns = shape.look.columns_or_default(around.terminal);
    if shape.summary {
        return out::summary(out, page, names, Some(columns), Some(&theme));
    }
    page.set_options(CompareOptions { view: view(shape.view, columns), ..page.options() });
    page.resize(columns);
    out::ansi_line(out, &header(page, names, None, usize::from(columns)), &theme)?;
    writeln!(out)?;
    out::ansi(out, page, &theme)
}

/// How the two stand in so many columns.
const fn view(wanted: Option<args::View>, columns: u16) -> View {
    match wanted {
        Some(args::View::Split) => View::Split,
        Some(args::View::Inline) => View::Inline,
        None if columns >= WIDE => View::Split,
        None => View::Inline,
    }
}

fn hidden_kinds(kinds: &[Ignored]) -> HiddenKinds {
    let has = |kind| kinds.contains(&kind);
    HiddenKinds {
        typography: has(Ignored::Typography),
        case: has(Ignored::Case),
        punctuation: has(Ignored::Punctuation),
        furniture: has(Ignored::Furniture),
        style: has(Ignored::Style),
    }
}
