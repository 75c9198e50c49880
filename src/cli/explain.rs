//! `recto explain`: prints the explanation of a comparison.

use std::io::Write;
use std::sync::Arc;

use super::args::{Explain, Look, PrintFormat, When};
use super::error::Error;
use super::input;
use super::look::Environment;
use super::settings::settings;
use crate::changes;
use crate::format;
use crate::out;

/// Prints the explanation of the comparison of two files.
pub(super) fn run(explain: &Explain, out: &mut dyn Write) -> Result<i32, Error> {
    let documents =
        input::read_both(&input::sources(&explain.old, &explain.new, explain.reading.reading(settings()))?)?
            .map(Arc::new);
    let options = input::compare_options(documents.as_ref().map(AsRef::as_ref))?;
    let documents = format::for_pair(&documents);
    let explanation = changes::explain(&documents.old, &documents.new, &options).ok_or_else(input::cancelled)?;
    match explain.format {
        PrintFormat::Plain => {
            let look = Look { width: explain.width, color: When::Never };
            let columns = look.columns(Environment::detect().terminal);
            out::explain(out, &explanation, documents.as_ref().map(AsRef::as_ref), columns)?;
        }
        PrintFormat::Json => out::explain_json(out, &explanation, documents.as_ref().map(AsRef::as_ref))?,
    }
    Ok(0)
}
