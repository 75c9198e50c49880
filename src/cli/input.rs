//! Documents named on the command line.

use std::fmt::Display;
use std::io::{IsTerminal, stdin};
use std::path::Path;
use std::thread;

use super::Trouble;
use crate::store;
use crate::store::Source;
use crate::text::Document;
use crate::text::Pair;

/// From this many bytes on, two documents are read at once: below it, starting a thread takes longer than reading.
const WORTH_A_THREAD: u64 = 256 << 10;

/// Whether a path means standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Whether a path stands for no file at all, as git has it for one side of a file added or deleted.
pub(super) fn is_nothing(path: &Path) -> bool {
    path.as_os_str() == "/dev/null"
}

/// What a path means: a file, or all of standard input.
pub(super) fn source(path: &Path) -> Result<Source, Trouble> {
    if is_stdin(path) {
        store::read_stdin(stdin().lock()).map_err(trouble)
    } else {
        Ok(Source::File(path.to_path_buf()))
    }
}

/// What a path means to the terminal program, which reads keys meanwhile: typing into standard input is not meant.
pub(super) fn source_to_open(path: &Path) -> Result<Source, Trouble> {
    if is_stdin(path) && stdin().is_terminal() {
        return Err(Trouble::new("cannot read standard input: it is the terminal"));
    }
    source(path)
}

/// Two sources, of which one may be standard input.
pub(super) fn sources(old: &Path, new: &Path) -> Result<Pair<Source>, Trouble> {
    not_twice(old, new)?;
    Ok(Pair::new(source(old)?, source(new)?))
}

/// Two sources for the terminal program, of which one may be standard input.
pub(super) fn sources_to_open(old: &Path, new: &Path) -> Result<Pair<Source>, Trouble> {
    not_twice(old, new)?;
    Ok(Pair::new(source_to_open(old)?, source_to_open(new)?))
}

fn not_twice(old: &Path, new: &Path) -> Result<(), Trouble> {
    if is_stdin(old) && is_stdin(new) {
        return Err(Trouble::new("cannot compare standard input with itself: only one side can be -"));
    }
    Ok(())
}

/// Reads a document.
pub(super) fn read(source: &Source) -> Result<Document, Trouble> {
    store::read(source).map_err(trouble)
}

/// Reads two documents, of which one may be nothing; large ones at once.
pub(super) fn read_both(sources: &Pair<Source>) -> Result<Pair<Document>, Trouble> {
    let size = |s: &Source| store::size(s).unwrap_or(0);
    if size(&sources.old).min(size(&sources.new)) < WORTH_A_THREAD {
        let side = |s: &Source| if s.path().is_some_and(is_nothing) { Ok(Document::default()) } else { read(s) };
        return Ok(Pair::new(side(&sources.old)?, side(&sources.new)?));
    }
    thread::scope(|scope| {
        let new = scope.spawn(|| store::read(&sources.new));
        let old = store::read(&sources.old).map_err(trouble)?;
        let new = new.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)).map_err(trouble)?;
        Ok(Pair::new(old, new))
    })
}

fn trouble(error: impl Display) -> Trouble {
    Trouble::new(error.to_string())
}
