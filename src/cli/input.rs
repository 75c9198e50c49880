//! Documents named on the command line.

use std::io::{IsTerminal, stdin};
use std::path::Path;
use std::time::{Duration, Instant};

use super::error::{self, Error};
use crate::changes;
use crate::format::{Part, Reading};
use crate::store;
use crate::store::{Source, Work};
use crate::text::parallel::{PARALLEL_BYTES, both};
use crate::text::{Document, Pair, Side};

/// Whether a path is `-`, standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Whether a path is /dev/null, an empty text: git passes it for a side of an added or deleted file.
pub(super) fn is_nothing(path: &Path) -> bool {
    path.as_os_str() == "/dev/null"
}

/// The source for a path: a file, or standard input, which is read to its end.
pub(super) fn source(path: &Path, reading: Reading) -> Result<Source, Error> {
    let source = if is_stdin(path) {
        store::read_stdin(stdin().lock()).map_err(Error::new)?
    } else {
        Source::File(path.to_path_buf())
    };
    Ok(source.read_as(reading))
}

/// The same for the terminal program, which needs the terminal for keys.
pub(super) fn source_to_open(path: &Path, reading: Reading) -> Result<Source, Error> {
    if is_stdin(path) && stdin().is_terminal() {
        return Err(Error::new("cannot read standard input: it is the terminal"));
    }
    source(path, reading)
}

/// Two sources; at most one may be standard input.
pub(super) fn sources(old: &Path, new: &Path, reading: Reading) -> Result<Pair<Source>, Error> {
    check_stdin_once(old, new)?;
    Ok(Pair::new(source(old, reading)?, source(new, reading)?))
}

/// The two versions of a file that tracks changes: before them, and with all accepted.
pub(super) fn before_and_after(path: &Path, reading: Reading) -> Result<Pair<Source>, Error> {
    let new = source(path, reading)?;
    if !read(&new)?.about.tracked {
        let name = new.name();
        return Err(Error::new(format!("cannot compare {name} alone: it tracks no changes (name two files)")));
    }
    let mut before = reading;
    before.part = Some(Part::Before);
    Ok(Pair::new(new.clone().read_as(before), new))
}

/// Two sources for the terminal program; at most one may be standard input.
pub(super) fn sources_to_open(old: &Path, new: &Path, reading: Reading) -> Result<Pair<Source>, Error> {
    check_stdin_once(old, new)?;
    Ok(Pair::new(source_to_open(old, reading)?, source_to_open(new, reading)?))
}

fn check_stdin_once(old: &Path, new: &Path) -> Result<(), Error> {
    if is_stdin(old) && is_stdin(new) {
        return Err(Error::new("cannot compare standard input with itself: only one side can be -"));
    }
    Ok(())
}

/// How long a comparison on the command line may take before it becomes coarser: longer than that of any text in use, so
/// that its result does not depend on the machine.
const COMPARE_WITHIN: Duration = Duration::from_secs(15);

/// The options of a comparison of these documents.
///
/// # Errors
/// Fails if there is not enough memory.
pub(super) fn compare_options(documents: Pair<&Document>) -> Result<changes::Options<'static>, Error> {
    Work::Comparing.begin();
    let check = |needed| store::check_memory(Work::Comparing.name(), needed);
    let checked = check(changes::memory_needed(documents));
    checked.or_else(|_| check(changes::memory_needed_for_versions(documents))).map_err(Error::new)?;
    let options = changes::Options::default();
    Ok(Instant::now().checked_add(COMPARE_WITHIN).map_or(options, |deadline| options.with_deadline(deadline)))
}

/// The error of a comparison that gave nothing.
pub(super) fn cancelled() -> Error {
    Error::new("cannot compare the texts: the comparison was cancelled")
}

/// Refuses a part chosen by its number where no single file is named.
pub(super) fn check_no_part(reading: Reading) -> Result<(), Error> {
    match reading.part {
        Some(Part::Number(_)) => Err(Error::new("cannot choose a part of a folder: name the file for --part")),
        Some(Part::Before) | None => Ok(()),
    }
}

/// Reads a document. Reports on standard error if it is one of several in its file, or lacks a part.
pub(super) fn read(source: &Source) -> Result<Document, Error> {
    let document = store::read(source).map_err(Error::new)?;
    report(source, &document);
    Ok(document)
}

/// Reports on standard error what was not read of a file.
fn report(source: &Source, document: &Document) {
    // Finding its parts reads the file again.
    if document.format.holds_several() {
        report_part(source);
    }
    report_omissions(source, document);
}

/// Reports on standard error what of a file could not be read.
fn report_omissions(source: &Source, document: &Document) {
    store::omissions(source, document).iter().for_each(|omission| error::print(omission));
}

/// Reports on standard error if the document that is read is one of several in its file.
pub(super) fn report_part(source: &Source) {
    if let Some(notice) = store::part_notice(source) {
        error::print(&notice);
    }
}

/// Reads two documents, in parallel if large; /dev/null is an empty text.
pub(super) fn read_both(sources: &Pair<Source>) -> Result<Pair<Document>, Error> {
    let size = |s: &Source| store::size(s).unwrap_or(0);
    if size(&sources.old).min(size(&sources.new)) < PARALLEL_BYTES as u64 {
        let side = |s: &Source| if s.path().is_some_and(is_nothing) { Ok(Document::default()) } else { read(s) };
        return Ok(Pair::new(side(&sources.old)?, side(&sources.new)?));
    }
    let (old, new) = both(|| store::read(&sources.old), || store::read(&sources.new));
    let read = Pair::new(old.map_err(Error::new)?, new.map_err(Error::new)?);
    for side in Side::BOTH {
        report(&sources[side], &read[side]);
    }
    Ok(read)
}
