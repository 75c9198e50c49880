//! The terminal program, and what it says about itself.

use std::io::{IsTerminal, Write, stdout};
use std::path::PathBuf;

use super::{Trouble, input};

/// Opens the program on these paths; gives its exit status.
pub(super) fn run(paths: &[PathBuf]) -> Result<i32, Trouble> {
    if !stdout().is_terminal() {
        return Err(Trouble::new("standard output is not a terminal: use recto diff, show or list"));
    }
    if let Some(_path) = paths.iter().find(|p| input::is_stdin(p)) {
        input::piped()?;
    }
    Ok(0)
}

/// Prints every key.
pub(super) fn keys(_out: &mut dyn Write) -> Result<i32, Trouble> {
    Ok(0)
}
