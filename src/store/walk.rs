//! Finds documents: named files, and files in folders.
//!
//! A walk respects ignore files, skips hidden files and follows links without loops. It reports each document
//! immediately, in natural order (`story 2` before `story 10`), so that a list can grow during the walk.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering as Sync};
use std::sync::{Arc, Mutex};

use ignore::{DirEntry, WalkBuilder};

use super::convert::{conversion, may_convert};
use super::fault::Checked;
use super::ignored::Ignored;
use super::read::{open, parts};
use super::{Error, MAX_TEXT_BYTES, Source, Why};
use crate::format::{self, Hint, Reading};
use crate::text::{Format, natural_order};

/// A result of a walk.
#[derive(Debug)]
pub enum Found {
    /// A document, recognised by its name and its first bytes.
    Document(Source),
    /// An unreadable folder or file, or a text that is too large, in one line that names it. The walk continues.
    Problem(String),
}

/// Numbers of skipped files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Files that are not prose: data, programs, markup, devices.
    pub other: usize,
    /// Empty files.
    pub empty: usize,
}

/// Extensions of texts for machines, or in special formats: a folder of prose may contain them, but they are not read
/// with Recto. Other files are checked by their first bytes.
const NOT_PROSE: [&str; 48] = [
    "bash", "bat", "bib", "c", "cc", "cfg", "cmake", "conf", "cpp", "cs", "css", "csv", "diff", "go", "h", "hpp",
    "ics", "ini", "java", "js", "json", "jsonl", "jsx", "kt", "lock", "log", "lua", "mk", "patch", "php", "pl",
    "plist", "py", "rb", "rs", "rtf", "scss", "sh", "sql", "svg", "swift", "toml", "ts", "tsv", "tsx", "xml", "yaml",
    "yml",
];

/// Reports every document in `paths`, to be read in this way. A file that is named explicitly is reported without a
/// check: reading it reports errors. No path is reported twice. Stops soon after `cancel` is set.
pub fn discover(paths: &[PathBuf], reading: Reading, cancel: &AtomicBool, found: &mut dyn FnMut(Found)) -> Passed {
    let mut passed = Passed::default();
    let mut seen = HashSet::new();
    let visited = Visited::default();
    let found = &mut |find: Found| match find {
        Found::Document(source) if !seen.insert(source.id()) => {}
        Found::Document(source) => {
            parts(source.read_as(reading)).into_iter().for_each(|part| found(Found::Document(part)));
        }
        find @ Found::Problem(_) => found(find),
    };
    for path in paths {
        if fs::metadata(path).is_ok_and(|m| m.is_dir()) {
            folder(path, cancel, &visited, found, &mut passed);
        } else {
            found(Found::Document(Source::File(path.clone())));
        }
    }
    passed
}

fn folder(path: &Path, cancel: &AtomicBool, visited: &Visited, found: &mut dyn FnMut(Found), passed: &mut Passed) {
    let ignored = Arc::new(Mutex::new(Ignored::default()));
    // Rules need absolute paths; a walk of `.` gives relative ones.
    let base = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let whole = move |entry: &DirEntry, root: &Path| match entry.path().strip_prefix(root) {
        Ok(below) if below.as_os_str().is_empty() => base.clone(),
        Ok(below) => base.join(below),
        Err(_) => entry.path().to_path_buf(),
    };
    let (rules, seen, root) = (Arc::clone(&ignored), visited.clone(), path.to_path_buf());
    let wanted = move |entry: &DirEntry| {
        let is_folder = entry.file_type().is_some_and(|t| t.is_dir());
        let excluded = |rules: &mut Ignored| entry.depth() > 0 && rules.excludes(&whole(entry, &root), is_folder);
        !rules.lock().is_ok_and(|mut rules| excluded(&mut rules)) && (!is_folder || seen.is_new(entry))
    };
    let mut builder = WalkBuilder::new(path);
    builder.standard_filters(false).hidden(true).follow_links(true).sort_by_file_name(by_name).filter_entry(wanted);
    for entry in builder.build() {
        if cancel.load(Sync::Relaxed) {
            return;
        }
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|t| t.is_dir()) => {}
            Ok(entry) if visited.is_new(&entry) => look(&entry, found, passed),
            Ok(_) => {}
            Err(error) => found(Found::Problem(message(&error))),
        }
        if let Ok(mut ignored) = ignored.lock() {
            ignored.take_problems().into_iter().for_each(|line| found(Found::Problem(line)));
        }
    }
}

/// The files and folders visited by a walk, by device and inode: links may lead to one of them on many paths, and three
/// links per level to thousands.
#[derive(Clone, Debug, Default)]
struct Visited(Arc<Mutex<HashSet<FileId>>>);

/// The identity of a file, independent of its path.
#[cfg(unix)]
type FileId = (u64, u64);
#[cfg(not(unix))]
type FileId = PathBuf;

impl Visited {
    /// Whether an entry was not visited on another path; one that cannot be read counts as new, so that its error is
    /// reported.
    fn is_new(&self, entry: &DirEntry) -> bool {
        let Some(id) = file_id(entry) else { return true };
        self.0.lock().is_ok_and(|mut visited| visited.insert(id))
    }
}

#[cfg(unix)]
fn file_id(entry: &DirEntry) -> Option<FileId> {
    use std::os::unix::fs::MetadataExt;
    let meta = entry.metadata().ok()?;
    Some((meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn file_id(entry: &DirEntry) -> Option<FileId> {
    fs::canonicalize(entry.path()).ok()
}

/// Checks one file of a folder: it is reported, skipped, or an error.
fn look(entry: &DirEntry, found: &mut dyn FnMut(Found), passed: &mut Passed) {
    let (path, Ok(meta)) = (entry.path(), entry.metadata()) else {
        passed.other += 1;
        return;
    };
    if !meta.is_file() {
        passed.other += 1;
    } else if meta.len() == 0 && may_be_prose(path) {
        passed.empty += 1;
    } else {
        match is_document(path, &meta) {
            Ok(true) if meta.len() > MAX_TEXT_BYTES => {
                let error = Error { what: path.display().to_string(), why: Why::TooLarge(Some(meta.len())) };
                found(Found::Problem(error.to_string()));
            }
            Ok(true) => found(Found::Document(Source::File(shown(path)))),
            Ok(false) => passed.other += 1,
            Err(error) => found(Found::Problem(format!("cannot read {}: {}", path.display(), plain(&error)))),
        }
    }
}

fn by_name(a: &OsStr, b: &OsStr) -> Ordering {
    natural_order(&a.to_string_lossy(), &b.to_string_lossy()).then_with(|| a.cmp(b))
}

/// The path without the `./` of a walk through the current folder.
fn shown(path: &Path) -> PathBuf {
    path.strip_prefix("./").unwrap_or(path).to_path_buf()
}

/// Whether files of this ending may be a feed or a wiki's pages.
fn has_content_format(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ["xml", "json"].iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn may_be_prose(path: &Path) -> bool {
    let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    ending.is_none_or(|e| !e.ends_with('~') && !NOT_PROSE.contains(&e.as_str()))
}

/// How many of a file's first bytes are read to decide whether it is a document.
const HEAD_BYTES: u64 = 4096;

/// Whether a file is a document by its name and first bytes: those of a text, nearly free of control characters or in
/// an encoding marked as having zero bytes, or those of a format that is read.
fn is_document(path: &Path, meta: &Metadata) -> std::io::Result<bool> {
    let prose = may_be_prose(path);
    if !prose && !has_content_format(path) && !may_convert(path) {
        return Ok(false);
    }
    let mut head = Vec::with_capacity(1024);
    let (file, _) = open(path).map_err(std::io::Error::other)?;
    Checked(file).take(meta.len().min(HEAD_BYTES)).read_to_end(&mut head)?;
    if let Some(conversion) = conversion(Some(path), &head, &Reading::default()) {
        return Ok(conversion.is_possible());
    }
    if !prose {
        return Ok(format::detect(&head, &Hint::none()) != Format::PlainText);
    }
    // Archives and the like are known by their names.
    if !matches!(format::detect(&head, &Hint::of_name(path.to_string_lossy())), Format::PlainText | Format::Markdown) {
        return Ok(true);
    }
    head.truncate(1024);
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return Ok(true);
    }
    let control = head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)).count();
    Ok(!head.starts_with(b"%PDF") && !head.contains(&0) && control * 50 <= head.len())
}

/// The error of a walk in one line that names the folder.
fn message(error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => message(err),
        ignore::Error::WithPath { path, err } => match err.io_error() {
            Some(io) => format!("cannot read {}: {}", path.display(), plain(io)),
            None => format!("cannot read {}: {err}", path.display()),
        },
        ignore::Error::Loop { ancestor, child } => {
            format!("{} leads back to {}: not followed", child.display(), ancestor.display())
        }
        error => match error.io_error() {
            Some(io) => plain(io),
            None => error.to_string(),
        },
    }
}

/// An error of the system without its number.
fn plain(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::NotFound => "no such file".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walked(dir: &Path) -> (Vec<String>, Vec<String>, Passed) {
        let (mut names, mut problems) = (Vec::new(), Vec::new());
        let passed =
            discover(&[dir.to_path_buf()], Reading::default(), &AtomicBool::new(false), &mut |found| match found {
                Found::Document(source) => names.push(source.short_name()),
                Found::Problem(line) => problems.push(line),
            });
        (names, problems, passed)
    }

    #[test]
    fn a_walk_finds_texts_in_natural_order_and_counts_the_rest() {
        let dir = tempfile::tempdir().expect("a folder");
        let put = |name: &str, bytes: &[u8]| fs::write(dir.path().join(name), bytes).expect("written");
        put("story 10.txt", b"ten");
        put("story 2.txt", b"two");
        put("Story 1.md", b"one");
        put("README", b"a text");
        put("draft.orig", b"a text");
        put("wide.txt", &[0xff, 0xfe, b'a', 0]);
        put("picture.txt", b"\x89PNG\0\0");
        put("table.csv", b"1,2");
        put("empty.txt", b"");
        put(".hidden.txt", b"hidden");
        put("secret.txt", b"secret");
        put(".ignore", b"secret.txt\n");
        let (names, problems, passed) = walked(dir.path());
        assert_eq!(names, ["draft", "README", "Story 1", "story 2", "story 10", "wide"]);
        assert!(problems.is_empty());
        assert_eq!(passed, Passed { other: 2, empty: 1 });
    }

    #[test]
    fn an_unreadable_folder_is_named_once() {
        let denied = std::io::Error::new(std::io::ErrorKind::PermissionDenied, "IO error for operation on a");
        let deep = ignore::Error::WithDepth { depth: 1, err: Box::new(ignore::Error::Io(denied)) };
        let error = ignore::Error::WithPath { path: "a".into(), err: Box::new(deep) };
        assert_eq!(message(&error), "cannot read a: permission denied");
    }

    #[test]
    fn a_text_that_is_too_large_is_reported() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("large.txt");
        fs::write(&path, "text\n".repeat(300)).expect("written");
        fs::File::options().append(true).open(&path).and_then(|f| f.set_len(MAX_TEXT_BYTES + 1)).expect("made long");
        let (names, problems, _) = walked(dir.path());
        assert!(names.is_empty() && problems.len() == 1, "{names:?} {problems:?}");
        assert!(problems[0].contains("large.txt: it has") && problems[0].contains("at most 128 MB"), "{problems:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_circle_of_links_is_reported_and_not_followed() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("a.txt"), "text").expect("written");
        std::os::unix::fs::symlink(".", dir.path().join("round")).expect("a link");
        let (names, problems, _) = walked(dir.path());
        assert_eq!(names, ["a"]);
        assert!(problems.len() == 1 && problems[0].ends_with("not followed"), "{problems:?}");
    }

    #[cfg(unix)]
    #[test]
    fn links_that_multiply_lead_to_each_file_once() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut at = dir.path().to_path_buf();
        for _ in 0..8 {
            let next = at.join("a");
            fs::create_dir(&next).expect("made");
            for link in ["b", "c"] {
                std::os::unix::fs::symlink(&next, at.join(link)).expect("a link");
            }
            at = next;
        }
        fs::write(at.join("story.txt"), "text").expect("written");
        let (names, problems, _) = walked(dir.path());
        assert_eq!((names.len(), problems), (1, Vec::new()));
    }

    #[cfg(unix)]
    #[test]
    fn ignore_files_that_cannot_be_used_are_reported_and_the_walk_goes_on() {
        let dir = tempfile::tempdir().expect("a folder");
        std::os::unix::fs::symlink("/dev/zero", dir.path().join(".ignore")).expect("a link");
        fs::write(dir.path().join("a.txt"), "text").expect("written");
        let (names, problems, _) = walked(dir.path());
        assert_eq!(names, ["a"]);
        assert!(problems.len() == 1 && problems[0].contains("cannot use"), "{problems:?}");
    }

    #[test]
    fn a_raised_flag_stops_the_walk() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("a.txt"), "text").expect("written");
        let mut finds = 0;
        discover(&[dir.path().to_path_buf()], Reading::default(), &AtomicBool::new(true), &mut |_| finds += 1);
        assert_eq!(finds, 0);
    }
}
