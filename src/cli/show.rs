//! `recto show`: prints a document as the reader lays it out.

use std::io::Write;
use std::sync::Arc;

use super::args::{PrintFormat, Show};
use super::error::Error;
use super::input;
use super::look::{Environment, theme};
use crate::out;
use crate::page::{ReaderOptions, ReaderPage};

/// Prints the document.
pub(super) fn run(show: &Show, out: &mut dyn Write) -> Result<i32, Error> {
    let document = input::read(&input::source(&show.file, show.reading.reading())?)?;
    if show.format == PrintFormat::Json {
        out::document(out, &document, &show.file.to_string_lossy())?;
        return Ok(0);
    }
    let environment = Environment::detect();
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
