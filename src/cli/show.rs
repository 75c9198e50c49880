//! `recto show`: prints a document as the reader lays it out.

use std::io::{self, Write};
use std::sync::Arc;

use super::args::{Show, ShowFormat};
use super::error::Error;
use super::input;
use super::look::{Environment, exactly, theme};
use super::settings::settings;
use crate::out;
use crate::page::{ReaderOptions, ReaderPage};

/// Prints the document.
pub(super) fn run(show: &Show, out: &mut dyn Write) -> Result<i32, Error> {
    let environment = Environment::detect();
    if show.format == ShowFormat::Docx && environment.terminal {
        return Err(Error::new("cannot print a Word file on the terminal: write it into a file with > document.docx"));
    }
    let document = input::read(&input::source(&show.file, show.reading.reading(settings()))?)?;
    let furniture = show.reading.whole;
    match show.format {
        ShowFormat::Plain => {}
        ShowFormat::Json => return done(out::document(out, &document, &show.file.to_string_lossy())),
        ShowFormat::Text => {
            return done(exactly(out, environment.terminal, |to| out::document_text(to, &document, furniture)));
        }
        ShowFormat::Markdown => {
            return done(exactly(out, environment.terminal, |to| out::document_markdown(to, &document, furniture)));
        }
        ShowFormat::Docx => return done(out::document_docx(out, &document, furniture)),
    }
    let allowed = environment.styling(show.look.color);
    let page = ReaderPage::new(
        Arc::new(document),
        ReaderOptions { furniture, ..ReaderOptions::default() },
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
