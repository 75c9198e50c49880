//! `recto diff`: prints a comparison.

use std::io::{self, Write};
use std::sync::Arc;

use super::args::{self, Diff, Format, Ignored, PrintOptions};
use super::error::{self, Error};
use super::input;
use super::look::{Environment, exactly, theme};
use super::settings::settings;
use crate::changes;
use crate::format;
use crate::out;
use crate::out::{JsonOptions, RedlineOptions};
use crate::page::{CompareOptions, ComparePage, HiddenKinds, Page, View, header, sanitize};
use crate::store::fault::{Point, reached};
use crate::store::{Source, Work};
use crate::text::{Document, Pair};

/// Minimum width for printing the two texts side by side.
const SPLIT_COLUMNS: u16 = 100;

/// Prints the comparison of two files; returns 0 if they differ only in white space and ignored kinds, otherwise 1.
pub(super) fn run(diff: &Diff, out: &mut dyn Write) -> Result<i32, Error> {
    let reading = diff.options.reading.reading(settings());
    let sources = match &diff.new {
        Some(new) => input::sources(&diff.old, new, reading)?,
        None => input::before_and_after(&diff.old, reading)?,
    };
    let documents = input::read_both(&sources)?;
    let paths = match &diff.new {
        Some(new) => Pair::new(diff.old.to_string_lossy().into_owned(), new.to_string_lossy().into_owned()),
        None => sources.as_ref().map(Source::name),
    };
    let short = sources.map(|s| sanitize(&s.short_name()));
    print(&diff.options, Subject { documents, headings: paths.clone(), paths, short, fold: false }, out)
}

/// Two documents and their names.
pub(super) struct Subject {
    pub documents: Pair<Document>,
    /// Their paths as given, for programs.
    pub paths: Pair<String>,
    /// Their names in headings.
    pub headings: Pair<String>,
    /// Their names where space is limited.
    pub short: Pair<String>,
    /// Whether plain text leaves out unchanged text, except for the context of changes.
    pub fold: bool,
}

/// Compares and prints as `options` say; returns 1 if there are differences that are not hidden, otherwise 0.
pub(super) fn print(options: &PrintOptions, subject: Subject, out: &mut dyn Write) -> Result<i32, Error> {
    let Subject { documents, paths, headings, short, fold } = subject;
    let environment = Environment::detect();
    let escapes = environment.styling(options.look.color).escapes;
    let format = options.format.unwrap_or(if escapes { Format::Ansi } else { Format::Plain });
    check_format(format, options.summary, environment.terminal)?;
    let fold = fold || format == Format::Ansi;
    // These two print neither the change list nor the verdict, which are computed only if something else needs them.
    let rows_alone = matches!(format, Format::Plain | Format::Criticmarkup)
        && !(options.summary || fold)
        && options.ignore.is_empty();
    let documents = documents.map(Arc::new);
    let compare_options = input::compare_options(documents.as_ref().map(AsRef::as_ref))?.with_rows_alone(rows_alone);
    let documents = format::for_pair(&documents);
    let comparison = changes::compare(&documents.old, &documents.new, &compare_options).ok_or_else(input::cancelled)?;
    Work::Writing.begin();
    reached(Point::Compared);
    let page_options =
        CompareOptions { view: View::Inline, fold, hidden: hidden_kinds(&options.ignore), ..Default::default() };
    let mut page = ComparePage::new(documents, Arc::new(comparison), page_options, u16::MAX);
    let status = i32::from(page.differs());
    let [paths, headings, short] = [&paths, &headings, &short].map(|names| names.as_ref().map(String::as_str));
    let columns = options.look.columns(environment.terminal);
    let json = JsonOptions { with_text: options.with_text, summary: options.summary };
    let mut print = || -> Result<(), Error> {
        match format {
            Format::Json => out::json(out, &page, paths, json)?,
            Format::Html => out::html(out, &page, headings, options.summary)?,
            Format::Markdown => {
                exactly(out, environment.terminal, |to| out::markdown(to, &page, headings, options.summary))?;
            }
            Format::Criticmarkup => exactly(out, environment.terminal, |to| out::criticmarkup(to, &page))?,
            Format::Docx => {
                out::redline(out, &page, RedlineOptions { author: &options.author, time: options.time.as_deref() })?;
            }
            // These have no text that a summary leaves out.
            Format::Csv => exactly(out, environment.terminal, |to| out::csv(to, &page, paths))?,
            Format::Jsonl => out::jsonl(out, &page, paths)?,
            Format::TextSummary => out::account(out, &page, columns)?,
            Format::Plain if options.summary => out::summary(out, &page, headings, columns, None)?,
            Format::Plain => out::plain(out, &page, columns)?,
            Format::Ansi => ansi(options, environment, if options.summary { headings } else { short }, &mut page, out)?,
        }
        Ok(())
    };
    error::after_work(status, print())
}

/// Refuses, before any work, what a format cannot give.
fn check_format(format: Format, summary: bool, terminal: bool) -> Result<(), Error> {
    let refused = match format {
        Format::Docx => "docx",
        Format::Criticmarkup => "criticmarkup",
        _ => return Ok(()),
    };
    if format == Format::Docx && terminal {
        return Err(Error::new("cannot print a Word file on the terminal: write it into a file with > redline.docx"));
    }
    if summary {
        return Err(Error::new(format!(
            "cannot print a summary as {refused}: use plain, ansi, json, html or markdown"
        )));
    }
    Ok(())
}

fn ansi(
    options: &PrintOptions,
    environment: Environment,
    names: Pair<&str>,
    page: &mut ComparePage,
    out: &mut dyn Write,
) -> io::Result<()> {
    // `--format ansi` has colours in a pipe too, unless the user disabled them.
    let colour = options.format.is_some() && environment.may_colour(options.look.color);
    let theme = theme(colour || environment.styling(options.look.color).colour);
    let columns = options.look.columns_or_default(environment.terminal);
    if options.summary {
        return out::summary(out, page, names, Some(columns), Some(&theme));
    }
    page.set_options(CompareOptions { view: view(options.view, columns), ..page.options() });
    page.resize(columns);
    out::ansi_line(out, &header(page, names, None, usize::from(columns)), &theme)?;
    writeln!(out)?;
    out::ansi(out, page, &theme)
}

/// Side by side or inline: as requested, otherwise by width.
const fn view(asked: Option<args::View>, columns: u16) -> View {
    match asked {
        Some(args::View::Split) => View::Split,
        Some(args::View::Inline) => View::Inline,
        None if columns >= SPLIT_COLUMNS => View::Split,
        None => View::Inline,
    }
}

fn hidden_kinds(kinds: &[Ignored]) -> HiddenKinds {
    let has = |kind| kinds.contains(&kind);
    HiddenKinds {
        typography: has(Ignored::Typography),
        formatting: has(Ignored::Formatting),
        case: has(Ignored::Case),
        punctuation: has(Ignored::Punctuation),
        furniture: has(Ignored::Furniture),
        style: has(Ignored::Style),
    }
}
