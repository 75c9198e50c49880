//! `recto show`: a document as the reader lays it out.

use std::io::Write;

use super::args::Show;
use super::{Trouble, input};

/// Prints the document.
pub(super) fn run(show: &Show, out: &mut dyn Write) -> Result<i32, Trouble> {
    let document = input::read(&input::source(&show.file)?)?;
    writeln!(out, "{}", document.text)?;
    Ok(0)
}
