//! `recto show`: prints a document as the reader lays it out.

use std::io::{self, Write};
use std::sync::Arc;

use super::args::{Show, ShowFormat};
use super::error::Error;
use super::input;
use super::look::{Environment, theme};
use super::settings::settings;
use crate::out;
use crate::page::{ReaderOptions, ReaderPage, sanitize};

/// Prints the document.
pub(super) fn run(show: &Show, out: &mut dyn Write) -> Result<i32, Error> {
    let document = input::read(&input::source(&show.file, show.reading.reading(settings()))?)?;
    let environment = Environment::detect();
    match show.format {
        ShowFormat::Plain => {}
        ShowFormat::Json => return done(out::document(out, &document, &show.file.to_string_lossy())),
        ShowFormat::Text => return done(converted(out, environment.terminal, |to| out::document_text(to, &document))),
        ShowFormat::Markdown => {
            return done(converted(out, environment.terminal, |to| out::document_markdown(to, &document)));
        }
    }
    let allowed = environment.styling(show.look.color);
    let page = ReaderPage::new(
        Arc::new(document),
        ReaderOptions::default(),
        show.look.columns_or_default(environment.terminal),
    );
    if allowed.escapes {
        out::ansi(out, &page, &theme(allowed.colour))?;
    } else {
        out::text(out, &page)?;
    }
    Ok(0)
}

fn done(written: io::Result<()>) -> Result<i32, Error> {
    Ok(written.map(|()| 0)?)
}

/// Writes the text of a document exactly, but sanitized for a terminal.
fn converted(
    out: &mut dyn Write,
    terminal: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if !terminal {
        return write(out);
    }
    let mut text = Vec::new();
    write(&mut text)?;
    String::from_utf8_lossy(&text).lines().try_for_each(|line| writeln!(out, "{}", sanitize(line)))
}
