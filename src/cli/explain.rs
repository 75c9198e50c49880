//! `recto explain`: why a comparison says what it says.

use std::io::Write;

use super::args::{Explain, Look, PrintFormat, When};
use super::look::Surroundings;
use super::{Trouble, input};
use crate::changes;
use crate::changes::Options;
use crate::out;

/// Prints the reasons of the comparison of two files.
pub(super) fn run(explain: &Explain, out: &mut dyn Write) -> Result<i32, Trouble> {
    let documents = input::read_both(&input::sources(&explain.old, &explain.new)?)?;
    let explanation = changes::explain(&documents.old, &documents.new, &Options::default())
        .ok_or_else(|| Trouble::new("the comparison was given up"))?;
    match explain.format {
        PrintFormat::Plain => {
            let look = Look { width: explain.width, color: When::Never };
            let columns = look.columns(Surroundings::look().terminal);
            out::explain(out, &explanation, documents.as_ref(), columns)?;
        }
        PrintFormat::Json => out::explain_json(out, &explanation)?,
    }
    Ok(0)
}
