//! Reads documents.
//!
//! The file type is checked before a path is opened, and again afterwards: a named pipe would wait for a writer
//! forever, and a device has no end.

use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering as Sync};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use super::allocation::{Work, tolerating};
use super::convert::conversion;
use super::fault::{self, Checked, Operation};
use super::memory::check_memory;
use super::size::people;
use super::{Source, samples};
use crate::format;
use crate::format::{Collection, Part};
use crate::text::{Document, Format};

/// Maximum size of a text, in bytes. A comparison also stores its words and rows, about ten times its size, and a
/// [`Span`](crate::text::Span) has 32 bits.
pub const MAX_TEXT_BYTES: u64 = 128 << 20;

/// Why something could not be read, in one line that names it.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {what}: {why}")]
pub struct Error {
    /// The file's path, or the name of another source.
    pub what: String,
    /// The reason.
    pub why: Why,
}

/// Why a source cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Why {
    /// There is no such file.
    #[error("no such file")]
    Missing,
    /// A symbolic link to a missing file.
    #[error("it is a link to a file that does not exist")]
    Dangling,
    /// Symbolic links in a loop.
    #[error("its symbolic links form a loop")]
    Loop,
    /// A folder instead of a file.
    #[error("it is a folder")]
    Folder,
    /// A part of the path is a file, not a folder.
    #[error("a part of the path is not a folder")]
    NotFolder,
    /// Permission denied.
    #[error("permission denied")]
    Denied,
    /// A named pipe, a device, a socket.
    #[error("it is {0}, not a file")]
    Special(&'static str),
    /// More than [`MAX_TEXT_BYTES`]; its size in bytes, where known.
    #[error("{}at most {} are read", .0.map_or(String::new(), |n| format!("it has {}, ", people(n))), people(MAX_TEXT_BYTES))]
    TooLarge(Option<u64>),
    /// It needs more memory than is left: a message with both figures.
    #[error("{0}")]
    NoMemory(String),
    /// The bytes are not a document.
    #[error(transparent)]
    Format(#[from] format::Error),
    /// The program that would read it is missing, or failed.
    #[error("{0}")]
    Converter(String),
    /// Any other error of the system.
    #[error("{0}")]
    Io(io::Error),
}

/// Reads a document.
///
/// # Errors
/// Fails if the source is not a readable text. A named pipe or a device is refused without opening it; only a pipe
/// passed by a shell, as in `<(command)`, is read to its end.
pub fn read(source: &Source) -> Result<Document, Error> {
    Work::Reading.begin();
    fault::reached(fault::Point::Reading);
    match read_unless(source, &AtomicBool::new(false)) {
        Some(read) => read,
        None => unreachable!("nobody cancels it"),
    }
}

/// The same; `None` soon after `cancel` is set from another thread. A file that does not answer is left to its thread.
///
/// # Errors
/// As [`read`].
#[must_use]
pub fn read_unless(source: &Source, cancel: &AtomicBool) -> Option<Result<Document, Error>> {
    let read = read_in_parts(source, cancel);
    (!cancel.load(Sync::Relaxed)).then_some(read)
}

/// Any error once it is cancelled.
fn read_in_parts(source: &Source, cancel: &AtomicBool) -> Result<Document, Error> {
    let reading = source.reading();
    let read = |bytes: Vec<u8>| match converted(source, &bytes, cancel) {
        Some(document) => document,
        // Without a document it was cancelled, and the error is dropped.
        None => {
            format::read_unless(bytes, &source.hint(), cancel).unwrap_or(Err(format::Error::Empty)).map_err(Why::from)
        }
    };
    let read_part = || match split(source, Some(cancel))? {
        // Without a document it was cancelled, and the error is dropped.
        Some(collection) => {
            Ok(Some(collection.document_unless(&source.hint(), cancel).unwrap_or(Err(format::Error::Empty))?))
        }
        None => Err(format::Error::OneDocument.into()),
    };
    let part = if matches!(reading.part, Some(Part::Number(_))) { read_part() } else { Ok(None) };
    let document = part.and_then(|part| part.map_or_else(|| bytes(source, Some(cancel)).and_then(read), Ok));
    document.map_err(|why| Error { what: source.name(), why })
}

/// The document that another program makes of a source's bytes; `None` if they are read by Recto itself.
fn converted(source: &Source, bytes: &[u8], cancel: &AtomicBool) -> Option<Result<Document, Why>> {
    let reading = source.reading();
    let conversion = conversion(source.path(), bytes, &reading)?;
    Some(conversion.read(source.path(), bytes, reading, cancel).map_err(Why::Converter))
}

/// The maximum number of documents of one file that are listed.
const LISTED_PARTS: usize = 20_000;

/// The format of a source that may hold several documents, a mailbox, a feed or the export of a wiki, unless one is
/// requested by its number.
fn collection_format(source: &Source) -> Option<Format> {
    let hint = source.hint();
    if hint.reading.part.is_some() {
        return None;
    }
    Some(format::detect(&head(source)?, &hint)).filter(|format| format.holds_several())
}

/// The documents of a source that holds several.
fn collection(source: &Source) -> Option<(Format, Arc<Collection>)> {
    let format = collection_format(source)?;
    let documents = split(source, None).ok()??;
    (documents.len() > 1).then_some((format, documents))
}

/// The number of documents of a source, and which of them [`read`] reads; `None` if there is no other.
#[must_use]
pub fn part_notice(source: &Source) -> Option<String> {
    let (format, documents) = collection(source)?;
    let which = if format == Format::MediaWiki { "last" } else { "first" };
    Some(format!("{}: the {which} of {} documents; --part NUMBER chooses", source.name(), documents.len()))
}

/// What of a file could not be read, in lines that name it; none for most.
#[must_use]
pub fn omissions(source: &Source, document: &Document) -> Vec<String> {
    document.omitted.iter().map(|omitted| format!("{}: {omitted}", source.name())).collect()
}

/// The documents of a source: itself, or each of those in a mailbox, a feed or the export of a wiki.
#[must_use]
pub fn parts(source: Source) -> Vec<Source> {
    let Some((_, documents)) = collection(&source) else { return vec![source] };
    let count = documents.len().min(LISTED_PARTS);
    let numbers = (1..).take(count);
    let part = |number| {
        let mut reading = source.reading();
        reading.part = Some(Part::Number(number));
        source.clone().read_as(reading)
    };
    numbers.map(part).collect()
}

/// The same before the first frame; `None` for a collection of a size that takes longer than that to split.
#[must_use]
pub fn parts_at_once(source: Source) -> Option<Vec<Source>> {
    let many = size(&source).is_some_and(|size| size > SPLIT_AT_ONCE_BYTES) && source.path().is_some();
    if many && collection_format(&source).is_some() { None } else { Some(parts(source)) }
}

/// A file that was split: its documents are read one after the other.
struct Split {
    file: Source,
    modified: Option<SystemTime>,
    documents: Arc<Collection>,
}

/// The file that was split last.
static LAST_SPLIT: Mutex<Option<Split>> = Mutex::new(None);

/// The documents of a source; `None` if its format holds one. Any error once it is cancelled.
fn split(source: &Source, cancel: Option<&AtomicBool>) -> Result<Option<Arc<Collection>>, Why> {
    let mut whole = source.reading();
    whole.part = None;
    let (file, modified) = (source.clone().read_as(whole), modified(source));
    let is_same = |last: &Split| last.modified == modified && last.file.is_same(&file);
    if let Ok(last) = LAST_SPLIT.lock()
        && let Some(last) = last.as_ref().filter(|last| is_same(last))
    {
        return Ok(Some(Arc::clone(&last.documents)));
    }
    let (bytes, hint) = (bytes(&file, cancel)?, file.hint());
    let documents = match cancel {
        Some(cancel) => Collection::split_unless(bytes, &hint, cancel).unwrap_or(Err(format::Error::Empty)),
        None => Collection::split(bytes, &hint),
    };
    let Some(documents) = documents?.map(Arc::new) else { return Ok(None) };
    if let Ok(mut last) = LAST_SPLIT.lock() {
        *last = Some(Split { file, modified, documents: Arc::clone(&documents) });
    }
    Ok(Some(documents))
}

/// How many bytes are read to detect the format.
const HEAD_BYTES: usize = 4096;

/// The first bytes of a source, if it can be read.
fn head(source: &Source) -> Option<Vec<u8>> {
    match source {
        Source::File(path) => {
            let mut head = Vec::with_capacity(HEAD_BYTES + 1);
            let (file, meta) = open(path).ok()?;
            // A source that is not a file can be read only once.
            if !meta.is_file() {
                return None;
            }
            Checked(file).take(HEAD_BYTES as u64).read_to_end(&mut head).ok()?;
            Some(head)
        }
        Source::Stdin(bytes) => Some(bytes.get(..HEAD_BYTES).unwrap_or(bytes).to_vec()),
        Source::Sample(_) => None,
        Source::Read(source, _) => head(source),
    }
}

/// Reads all of standard input as a source; `input` is read to its end.
///
/// # Errors
/// Fails if reading fails or there is more than [`MAX_TEXT_BYTES`].
pub fn read_stdin(input: impl Read) -> Result<Source, Error> {
    match limited(input, 0) {
        Ok(bytes) => Ok(Source::Stdin(bytes.into())),
        Err(why) => Err(Error { what: "standard input".to_owned(), why }),
    }
}

/// The size of a source in bytes, if known without reading it.
#[must_use]
pub fn size(source: &Source) -> Option<u64> {
    match source {
        Source::File(path) => Some(fs::metadata(path).ok()?.len()),
        Source::Sample(name) => Some(samples::text(name)?.len() as u64),
        Source::Stdin(bytes) => Some(bytes.len() as u64),
        Source::Read(source, _) => size(source),
    }
}

/// The modification time of a source; `None` for samples and standard input.
#[must_use]
pub fn modified(source: &Source) -> Option<SystemTime> {
    fs::metadata(source.path()?).ok()?.modified().ok()
}

/// Whether a path leads to a folder.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether the entries of a folder can be listed.
///
/// # Errors
/// Fails if they cannot.
pub fn check_folder(path: &Path) -> Result<(), Error> {
    let listed = fs::read_dir(path).map(drop);
    listed.map_err(|e| Error { what: path.display().to_string(), why: why_not(path, e) })
}

/// Maximum size in bytes of a file that is split into its documents before the first frame.
const SPLIT_AT_ONCE_BYTES: u64 = 1 << 20;

/// Whether a source can be opened. It is not read, which may take longer than the first frame may wait.
///
/// # Errors
/// As [`read`], for errors before the first byte.
pub fn check(source: &Source) -> Result<(), Error> {
    match source.path().map(open) {
        Some(Err(why)) => Err(Error { what: source.name(), why }),
        Some(Ok((_, meta))) if meta.len() > MAX_TEXT_BYTES => {
            Err(Error { what: source.name(), why: Why::TooLarge(Some(meta.len())) })
        }
        Some(Ok(_)) | None => Ok(()),
    }
}

fn bytes(source: &Source, cancel: Option<&AtomicBool>) -> Result<Vec<u8>, Why> {
    match source {
        Source::File(path) => file(path, cancel),
        Source::Sample(name) => Ok(samples::text(name).ok_or(Why::Missing)?.as_bytes().to_vec()),
        Source::Stdin(bytes) => Ok(bytes.to_vec()),
        Source::Read(source, _) => bytes(source, cancel),
    }
}

fn file(path: &Path, cancel: Option<&AtomicBool>) -> Result<Vec<u8>, Why> {
    let (file, meta) = open(path)?;
    if meta.len() > MAX_TEXT_BYTES {
        return Err(Why::TooLarge(Some(meta.len())));
    }
    // The bytes, the text, its lines and blocks.
    check_memory("it", meta.len().saturating_mul(3)).map_err(Why::NoMemory)?;
    limited(Cancelled { input: file, cancel }, usize::try_from(meta.len()).unwrap_or(0))
}

/// Opens a file for reading: its type is checked before, and again afterwards in case it was replaced. A pipe passed by
/// a shell counts as a file.
pub(super) fn open(path: &Path) -> Result<(File, Metadata), Why> {
    let handed_over = handed_over(path);
    let check = |meta: &Metadata| match meta.file_type() {
        kind if kind.is_dir() => Err(Why::Folder),
        kind if kind.is_file() || handed_over => Ok(()),
        kind => Err(Why::Special(special(kind))),
    };
    check(&fs::metadata(path).map_err(|e| why_not(path, e))?)?;
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    if !handed_over {
        use std::os::unix::fs::OpenOptionsExt;
        // A named pipe would wait for a writer.
        options.custom_flags(i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or(0));
    }
    let file = fault::check(Operation::Open).and_then(|()| options.open(path)).map_err(|e| why_not(path, e))?;
    let meta = file.metadata().map_err(Why::Io)?;
    check(&meta)?;
    Ok((file, meta))
}

/// The bytes of a regular file of at most `most` bytes; `None` if it does not exist.
pub(super) fn plain_file(path: &Path, most: u64) -> Result<Option<Vec<u8>>, String> {
    let too_large = |bytes: u64| format!("it has {}, at most {} are read", people(bytes), people(most));
    let (file, meta) = match open(path) {
        Ok(opened) => opened,
        Err(Why::Missing) => return Ok(None),
        Err(why) => return Err(why.to_string()),
    };
    if meta.len() > most {
        return Err(too_large(meta.len()));
    }
    let mut bytes = Vec::new();
    Checked(file).take(most + 1).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    if bytes.len() as u64 > most { Err(too_large(bytes.len() as u64)) } else { Ok(Some(bytes)) }
}

/// How many bytes of a file are read at once, before a request to stop is seen.
const READ_AT_ONCE_BYTES: usize = 4 << 20;

/// Passes on what it reads, until it is cancelled.
struct Cancelled<'a, R> {
    input: R,
    cancel: Option<&'a AtomicBool>,
}

impl<R: Read> Read for Cancelled<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.cancel.is_some_and(|cancel| cancel.load(Sync::Relaxed)) {
            // Dropped, as it is cancelled.
            return Err(ErrorKind::Other.into());
        }
        let most = buffer.len().min(READ_AT_ONCE_BYTES);
        self.input.read(buffer.get_mut(..most).unwrap_or_default())
    }
}

/// Reads to the end or to the limit: a file may grow, and those of `/proc` have size 0.
fn limited(input: impl Read, size: usize) -> Result<Vec<u8>, Why> {
    let mut bytes = Vec::new();
    let reserved = tolerating(|| bytes.try_reserve(size.saturating_add(1)));
    reserved.map_err(|_| Why::Io(ErrorKind::OutOfMemory.into()))?;
    let read = tolerating(|| Checked(input).take(MAX_TEXT_BYTES + 1).read_to_end(&mut bytes));
    read.map_err(Why::Io)?;
    if bytes.len() as u64 > MAX_TEXT_BYTES { Err(Why::TooLarge(None)) } else { Ok(bytes) }
}

/// Whether a path names an open descriptor, as in a shell's `<(command)`: such a pipe has its writer.
fn handed_over(path: &Path) -> bool {
    path == Path::new("/dev/stdin")
        || ["/dev/fd", "/proc/self/fd"].iter().any(|dir| path.parent() == Some(Path::new(dir)))
}

/// The reason for a system error.
fn why_not(path: &Path, error: io::Error) -> Why {
    let link = || fs::symlink_metadata(path).is_ok_and(|m| m.file_type().is_symlink());
    match error.kind() {
        ErrorKind::NotFound if link() => Why::Dangling,
        ErrorKind::NotFound => Why::Missing,
        ErrorKind::PermissionDenied => Why::Denied,
        ErrorKind::NotADirectory => Why::NotFolder,
        ErrorKind::IsADirectory => Why::Folder,
        // The error kind for a loop is not stable yet, but it is the only other reason for an unusable link.
        _ if link() => Why::Loop,
        _ => Why::Io(error),
    }
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
const fn special(_kind: FileType) -> &'static str {
    "something else"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_action_and_its_object() {
        let error = read(&Source::File("no/such/story.txt".into())).expect_err("it is missing");
        assert_eq!(error.to_string(), "cannot read no/such/story.txt: no such file");
        let big = Error { what: "a".into(), why: Why::TooLarge(Some(300 << 20)) };
        assert_eq!(big.to_string(), "cannot read a: it has 300 MB, at most 128 MB are read");
    }

    #[test]
    fn the_messages_of_a_mailbox_are_read_from_one_split() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.mbox");
        let message = |n: usize| format!("From a@b.example Mon\nSubject: Note {n}\n\nText {n} of the mailbox.\n\n");
        let mailbox = |count: usize| (1..=count).map(message).collect::<String>();
        fs::write(&path, mailbox(3)).expect("written");
        let all = parts(Source::File(path.clone()));
        let titles = |all: &[Source]| -> Vec<_> {
            all.iter().map(|one| read(one).expect("a message").title().unwrap_or_default()).collect()
        };
        assert_eq!(titles(&all), ["Note 1", "Note 2", "Note 3"]);
        // A mailbox that has grown is split again.
        fs::write(&path, mailbox(4)).expect("written");
        File::open(&path).and_then(|file| file.set_modified(SystemTime::UNIX_EPOCH)).expect("another time");
        assert_eq!(titles(&parts(Source::File(path))).len(), 4);
    }

    #[cfg(unix)]
    #[test]
    fn only_files_are_opened() {
        let dir = tempfile::tempdir().expect("a folder");
        let why = |name: &str| file(&dir.path().join(name), None).expect_err("refused").to_string();
        std::os::unix::fs::symlink("round", dir.path().join("round")).expect("a link");
        std::os::unix::fs::symlink("gone", dir.path().join("dangling")).expect("a link");
        let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("socket")).expect("a socket");
        assert_eq!(why("round"), "its symbolic links form a loop");
        assert_eq!(why("dangling"), "it is a link to a file that does not exist");
        assert_eq!(why("socket"), "it is a socket, not a file");
        assert_eq!(why(""), "it is a folder");
        assert_eq!(file(Path::new("/dev/zero"), None).expect_err("refused").to_string(), "it is a device, not a file");
    }
}
