//! `recto list`: prints stories and documents.
//!
//! ```text
//! Harbour bridge to reopen on Friday, two weeks early
//!       210 words                                      stories/bridge-1.txt
//!       345 words   94 % in common with the one before  stories/bridge-3.txt
//! ```
//!
//! The share is that of the library: a version's with the one before it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use serde::Serialize;

use super::args::{List, PrintFormat};
use super::error::{self, Error};
use super::input;
use super::settings::settings;
use crate::format::Reading;
use crate::out::sanitized_json;
use crate::page::{fit, percent, sanitize};
use crate::store;
use crate::store::{Found, Source, Work};
use crate::story;
use crate::story::Profile;
use crate::text::Origin;

/// Width of a title in cells: a text without a headline is listed by its first sentence, which may be long.
const TITLE_CELLS: usize = 96;

/// A story as printed.
#[derive(Serialize)]
struct Story {
    title: String,
    documents: Vec<Entry>,
}

/// A document as printed.
#[derive(Serialize)]
struct Entry {
    path: String,
    title: Option<String>,
    words: usize,
    base: bool,
    /// The share in common with the base.
    share: f64,
    /// The share in common with the preceding version.
    before: Option<f64>,
    /// Its time, and the origin of that.
    time: Option<Time>,
    /// Why it comes after the preceding version.
    order: &'static str,
    /// The version with the highest share.
    nearest: Option<String>,
    /// The share in common with the preceding version, as the library shows it.
    #[serde(skip)]
    percent: Option<String>,
}

/// The time of a document.
#[derive(Serialize)]
struct Time {
    value: String,
    from: Origin,
}

/// What is kept of a document after reading.
struct Read<'a> {
    source: &'a Source,
    title: Option<String>,
    words: usize,
    profile: Profile,
    /// What grouping needed, in bytes of memory.
    needed: u64,
}

/// Prints the stories among the documents of `list.paths`.
pub(super) fn run(list: &List, out: &mut dyn Write) -> Result<i32, Error> {
    // Without paths, the folders of the settings are meant as if they were named.
    let named = if list.paths.is_empty() { &settings().folders } else { &list.paths };
    let sources = sources(named, list.reading.reading(settings()))?;
    let read = read_all(&sources, named)?;
    let stories = stories(read);
    match list.format {
        PrintFormat::Plain => plain(&stories, out)?,
        PrintFormat::Json => {
            sanitized_json(&mut *out, &serde_json::json!({ "schema": 1, "stories": stories }))?;
            writeln!(out)?;
        }
    }
    Ok(0)
}

/// The documents for the paths; without any, the samples.
fn sources(paths: &[PathBuf], reading: Reading) -> Result<Vec<Source>, Error> {
    if paths.is_empty() { Ok(store::samples().collect()) } else { discover(paths, reading) }
}

fn discover(paths: &[PathBuf], reading: Reading) -> Result<Vec<Source>, Error> {
    let mut sources = Vec::new();
    if paths.iter().any(|path| store::is_folder(path)) {
        input::check_no_part(reading)?;
    }
    if paths.iter().any(|p| input::is_stdin(p)) {
        sources.push(input::source(Path::new("-"), reading)?);
    }
    let paths: Vec<_> = paths.iter().filter(|p| !input::is_stdin(p)).cloned().collect();
    for path in paths.iter().filter(|p| store::is_folder(p)) {
        store::check_folder(path).map_err(|e| Error::new(e.to_string()))?;
    }
    store::discover(&paths, reading, &AtomicBool::new(false), &mut |found| match found {
        Found::Document(source) => sources.push(source),
        Found::Problem(line) => error::print(&line),
    });
    Ok(sources)
}

/// Reads all documents on all cores, and keeps only what is printed and what grouping needs. A file named on the
/// command line must be readable; an unreadable one in a folder is reported on standard error and skipped.
fn read_all<'a>(sources: &'a [Source], named: &[PathBuf]) -> Result<Vec<Read<'a>>, Error> {
    let (next, read) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        let mut reader = story::Reader::default();
        while let Some((i, source)) = take(&next, sources) {
            let document = store::read(source).map_err(|error| error.to_string()).and_then(|document| {
                let needed = story::memory_needed(&document);
                store::check_memory(&format!("grouping {}", source.name()), needed)?;
                Ok(Read {
                    source,
                    title: document.title(),
                    words: document.word_count(),
                    profile: reader.read(&document, &source.name(), store::modified(source)),
                    needed,
                })
            });
            read.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((i, source, document));
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from).min(sources.len() / 16 + 1);
    thread::scope(|scope| {
        // Where no thread can be started, the others do its work.
        (1..workers).for_each(|_| _ = thread::Builder::new().spawn_scoped(scope, work));
        work();
    });
    let mut read = read.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    read.sort_unstable_by_key(|(i, ..)| *i);
    let mut documents = Vec::with_capacity(read.len());
    let mut skipped = Vec::new();
    for (_, source, document) in read {
        match document {
            Ok(document) => documents.push(document),
            Err(error) if source.path().is_some_and(|p| named.iter().any(|n| n == p)) => {
                return Err(Error::new(error));
            }
            Err(error) => skipped.push(error),
        }
    }
    skipped.iter().for_each(|line| error::print(line));
    let needed = documents.iter().map(|read| read.needed / 2).sum();
    Work::Grouping.begin();
    store::check_memory(Work::Grouping.name(), needed).map_err(Error::new)?;
    Ok(documents)
}

fn take<'a>(next: &AtomicUsize, sources: &'a [Source]) -> Option<(usize, &'a Source)> {
    let i = next.fetch_add(1, Ordering::Relaxed);
    Some((i, sources.get(i)?))
}

fn stories(read: Vec<Read<'_>>) -> Vec<Story> {
    let (named, profiles): (Vec<_>, Vec<_>) =
        read.into_iter().map(|r| ((r.source, r.title, r.words), r.profile)).unzip();
    // Not cancelled: an interrupt ends the program.
    let stories = story::group(&profiles, story::Watch::default()).unwrap_or_default();
    let name = |document: usize| named.get(document).map(|(source, ..)| source.name()).unwrap_or_default();
    let entry = |base: usize, v: &story::Version| {
        let (_, title, words) = named.get(v.document).cloned()?;
        Some(Entry {
            path: name(v.document),
            title,
            words,
            base: v.document == base,
            share: rounded(v.share),
            before: v.before.map(rounded),
            time: v.time.clone().map(|t| Time { value: t.value, from: t.from }),
            order: v.evidence.name(),
            nearest: v.nearest.map(|n| name(n.document)),
            percent: v.before.map(percent),
        })
    };
    let printed = |story: &story::Story| {
        let base = story.base();
        let title = named.get(base).and_then(|(source, title, _)| title.clone().or_else(|| Some(source.short_name())));
        let documents = story.versions.iter().filter_map(|v| entry(base, v)).collect();
        Story { title: title.unwrap_or_default(), documents }
    };
    stories.iter().map(printed).collect()
}

fn rounded(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round() / 1000.0
}

/// Cells of a share with its words.
const SHARE_CELLS: usize = 36;

fn plain(stories: &[Story], out: &mut dyn Write) -> io::Result<()> {
    for (i, story) in stories.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", fit(&sanitize(&story.title), TITLE_CELLS))?;
        let several = story.documents.len() > 1;
        for entry in &story.documents {
            let share = match &entry.percent {
                Some(percent) => format!("  {percent:>5} in common with the one before"),
                None if several => " ".repeat(SHARE_CELLS),
                None => String::new(),
            };
            writeln!(out, "  {:>7} words{share}  {}", entry.words, sanitize(&entry.path))?;
        }
    }
    Ok(())
}
