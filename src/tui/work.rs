//! Work that may take longer than a frame, on separate threads.

use std::collections::HashMap;
use std::panic;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crate::app::Answer;
use crate::app::Arranging;
use crate::app::Arrival;
use crate::app::Card;
use crate::app::DocId;
use crate::app::Export;
use crate::app::Matches;
use crate::app::Msg;
use crate::app::Readable;
use crate::app::Ticket;
use crate::changes;
use crate::format;
use crate::format::Reading;
use crate::page::{Novelty, Query};
use crate::page::{excerpts, search};
use crate::store;
use crate::store::ExportError;
use crate::store::Found;
use crate::store::Source;
use crate::store::Work;
use crate::store::fault::{Operation, check};
use crate::story;
use crate::text::Document;
use crate::text::Pair;

use super::export::rendered;
use super::fault::fault;
use super::incoming::Incoming;
use super::memory::Known;

/// Time after which a comparison may be coarser, as the user is waiting.
const COMPARE_WITHIN: Duration = Duration::from_secs(5);

/// How much lower the priority of work is than that of keys and drawing: more would hold the work up where other programs
/// are busy.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 5;

/// Lets the threads of keys and drawing run before this one and those that it starts: on two cores, a comparison works on
/// both. Without it, they only wait longer.
#[cfg(target_os = "linux")]
fn yield_to_keys() {
    _ = rustix::process::nice(NICENESS);
}

/// Elsewhere, priorities are those of the whole process.
#[cfg(not(target_os = "linux"))]
const fn yield_to_keys() {}

/// Found documents are reported at least this often, so that the list grows during the search.
const REPORT_EVERY: Duration = Duration::from_millis(60);

/// The workers.
#[derive(Debug)]
pub(super) struct Workers {
    out: Sender<Incoming>,
    cancels: HashMap<Ticket, Arc<AtomicBool>>,
    known: Known,
}

/// The context of a piece of work.
#[derive(Clone)]
struct Worker {
    ticket: Ticket,
    out: Sender<Incoming>,
    cancel: Arc<AtomicBool>,
    known: Known,
}

impl Worker {
    fn report(&self, answer: Answer) {
        // Sending fails only when the program has ended.
        _ = self.out.send(Incoming::Msg(Msg::Done(self.ticket, answer)));
    }

    /// Reads a document; `None` if it was cancelled.
    fn read(&self, source: Source) -> Option<Arrival> {
        let document = store::read_unless(&source, &self.cancel)?.map(Arc::new).map_err(|e| e.to_string());
        // Computed here, as lists and pages need it without delay.
        if let Ok(document) = &document {
            document.word_count_unless(&self.cancel)?;
        }
        let reading = document.as_ref().ok().and_then(|document| self.known.reading(&source, &document.text));
        let novelty = match reading {
            _ if source.path().is_none() => Novelty::Unknown,
            None => Novelty::New,
            Some(reading) if reading.changed => Novelty::Changed,
            Some(_) => Novelty::Read,
        };
        Some(Arrival { source, document, left_at: reading.and_then(|reading| reading.at), novelty })
    }
}

impl Workers {
    pub(super) fn new(out: Sender<Incoming>, known: Known) -> Self {
        Self { out, cancels: HashMap::new(), known }
    }

    /// Cancels a piece of work.
    pub(super) fn cancel(&mut self, ticket: Ticket) {
        if let Some(cancel) = self.cancels.remove(&ticket) {
            cancel.store(true, Ordering::Relaxed);
        }
    }

    /// Finds and reads documents.
    pub(super) fn discover(&mut self, ticket: Ticket, paths: Vec<PathBuf>, sources: Vec<Source>, reading: Reading) {
        self.spawn(Work::Reading, ticket, move |worker| {
            let mut batch = Vec::new();
            let mut problems = Vec::new();
            let mut reported = Instant::now();
            let mut arrive = |source| {
                batch.extend(worker.read(source));
                if reported.elapsed() > REPORT_EVERY {
                    worker.report(Answer::Arrived(std::mem::take(&mut batch)));
                    reported = Instant::now();
                }
            };
            sources.into_iter().take_while(|_| !worker.cancel.load(Ordering::Relaxed)).for_each(&mut arrive);
            let skipped = store::discover(&paths, reading, &worker.cancel, &mut |found| match found {
                Found::Document(source) => arrive(source),
                Found::Problem(line) => problems.push(line),
            });
            worker.report(Answer::Arrived(batch));
            let skipped = skipped.other + skipped.empty;
            worker.report(Answer::Discovered { problems, skipped });
        });
    }

    /// Reads a document.
    pub(super) fn load(&mut self, ticket: Ticket, source: Source) {
        self.spawn(Work::Reading, ticket, move |worker| {
            let Some(arrival) = worker.read(source.clone()) else { return };
            let omissions =
                arrival.document.as_ref().map_or_else(|_| Vec::new(), |document| store::omissions(&source, document));
            worker.report(Answer::Loaded(arrival));
            for notice in store::part_notice(&source).into_iter().chain(omissions) {
                _ = worker.out.send(Incoming::Msg(Msg::Problem(notice)));
            }
        });
    }

    /// Finds the stories.
    pub(super) fn group(&mut self, ticket: Ticket, documents: Vec<Readable>) {
        self.spawn(Work::Grouping, ticket, move |worker| {
            let needed = |readable: &Readable| story::memory_needed(&readable.document);
            let most = documents.iter().map(needed).max().unwrap_or(0);
            let needed = most + documents.iter().map(|readable| needed(readable) / 2).sum::<u64>();
            if let Err(why) = store::check_memory(Work::Grouping.name(), needed) {
                worker.report(Answer::Failed(why));
                return;
            }
            let Some(profiles) = profiles(worker, &documents) else { return };
            let reached = |percent| {
                let rest = u16::from(percent) * u16::from(100 - PROFILED_PERCENT) / 100;
                worker.report(Answer::Grouping(PROFILED_PERCENT + u8::try_from(rest).unwrap_or_default()));
            };
            let watch = story::Watch { cancel: Some(&worker.cancel), progress: Some(&reached) };
            if let Some(stories) = story::group(&profiles, watch) {
                worker.report(Answer::Grouped(documents.into_iter().map(|d| d.id).collect(), stories));
            }
        });
    }

    /// Compares two documents.
    pub(super) fn compare(&mut self, ticket: Ticket, documents: Pair<Arc<Document>>) {
        self.spawn(Work::Comparing, ticket, move |worker| {
            let deadline = Instant::now().checked_add(COMPARE_WITHIN);
            let options = changes::Options { deadline, cancel: Some(&worker.cancel), ..changes::Options::default() };
            let read = documents.as_ref().map(AsRef::as_ref);
            let check = |needed| store::check_memory(Work::Comparing.name(), needed);
            let checked = check(changes::memory_needed(read));
            if let Err(why) = checked.or_else(|_| check(changes::memory_needed_for_versions(read))) {
                worker.report(Answer::Failed(why));
                return;
            }
            let Some(documents) = format::for_pair_unless(&documents, &worker.cancel) else { return };
            if let Some(comparison) = changes::compare(&documents.old, &documents.new, &options) {
                worker.report(Answer::Compared(documents, Arc::new(comparison)));
            }
        });
    }

    /// Lays out a large comparison, or makes a list about it.
    pub(super) fn arrange(&mut self, ticket: Ticket, arranging: Arranging) {
        self.spawn(Work::Showing, ticket, move |worker| worker.report(Answer::Arranged(Box::new(arranging.arrange()))));
    }

    /// Finds the documents that match a filter.
    pub(super) fn filter(&mut self, ticket: Ticket, query: Query, cards: Vec<(DocId, Arc<Card>)>) {
        self.spawn(Work::Searching, ticket, move |worker| {
            if let Some(matches) = Matches::new(&cards, query, &worker.cancel) {
                worker.report(Answer::Filtered(matches));
            }
        });
    }

    /// Searches texts.
    pub(super) fn search(&mut self, ticket: Ticket, query: Query, texts: Pair<Option<Arc<Document>>>) {
        self.spawn(Work::Searching, ticket, move |worker| {
            let hits = |text: Option<Arc<Document>>| match text {
                Some(document) => search(&document.text, &query, &worker.cancel),
                None => Some(Vec::new()),
            };
            if let (Some(old), Some(new)) = (hits(texts.old), hits(texts.new)) {
                worker.report(Answer::Hits(Pair::new(old, new)));
            }
        });
    }

    /// Searches documents for sentences, and reports results at intervals.
    pub(super) fn search_all(&mut self, ticket: Ticket, query: Query, documents: Vec<(DocId, Arc<Document>)>) {
        self.spawn(Work::Searching, ticket, move |worker| {
            let (mut found, mut reported) = (Vec::new(), Instant::now());
            for (n, (id, document)) in documents.iter().enumerate() {
                let Some(excerpts) = excerpts(document, &query, &worker.cancel) else { return };
                if !excerpts.list.is_empty() {
                    found.push((*id, excerpts));
                }
                if reported.elapsed() > REPORT_EVERY {
                    worker.report(Answer::Excerpts { found: std::mem::take(&mut found), searched: n + 1 });
                    reported = Instant::now();
                }
            }
            worker.report(Answer::Excerpts { found, searched: documents.len() });
            worker.report(Answer::Searched);
        });
    }

    /// Writes a file.
    pub(super) fn export(&mut self, ticket: Ticket, export: Export) {
        self.spawn(Work::Writing, ticket, move |worker| {
            let bytes = match rendered(&export) {
                Ok(bytes) => bytes,
                Err(error) => return worker.report(Answer::Failed(format!("cannot export: {error}"))),
            };
            worker.report(match store::export(&export.path, &bytes, export.replace) {
                Ok(path) => Answer::Exported(path),
                Err(ExportError::Occupied { .. }) => Answer::Occupied(Box::new(export)),
                Err(error) => Answer::Failed(error.to_string()),
            });
        });
    }

    fn spawn(&mut self, kind: Work, ticket: Ticket, work: impl FnOnce(&Worker) + Send + 'static) {
        let cancel = Arc::new(AtomicBool::new(false));
        self.cancels.retain(|_, c| Arc::strong_count(c) > 1);
        self.cancels.insert(ticket, Arc::clone(&cancel));
        let worker = Worker { ticket, out: self.out.clone(), cancel, known: self.known.clone() };
        let failed = worker.clone();
        let started = check(Operation::Thread);
        let run = move || {
            yield_to_keys();
            // A panic in the work is reported like any other failure; the program continues.
            if panic::catch_unwind(AssertUnwindSafe(|| {
                fault("work");
                kind.begin();
                work(&worker);
            }))
            .is_err()
            {
                worker.report(Answer::Failed("this failed because of a fault in recto".to_owned()));
            }
            // The loop looks at it with the next message.
            if let Some(work) = store::ran_out() {
                worker.report(Answer::Failed(format!("not enough memory for {}", work.name())));
            }
        };
        if let Err(error) = started.and_then(|()| thread::Builder::new().spawn(run)) {
            failed.report(Answer::Failed(format!("cannot start a thread: {error}")));
        }
    }
}

/// The progress of grouping after all documents have been profiled, in percent.
const PROFILED_PERCENT: u8 = 60;

/// Minimum number of documents for which a thread is started.
const MIN_PART_DOCUMENTS: usize = 64;

/// Progress is reported each time that this number of documents has been profiled.
const REPORTED_DOCUMENTS: usize = 512;

/// The profile of each document, computed on all cores. `None` if cancelled.
fn profiles(worker: &Worker, documents: &[Readable]) -> Option<Vec<story::Profile>> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let part = documents.len().div_ceil(cores).max(MIN_PART_DOCUMENTS);
    let all = documents.len();
    let profiled = AtomicUsize::new(0);
    let profile_part = |documents: &[Readable]| {
        let mut reader = story::Reader::default();
        let mut profiles = Vec::with_capacity(documents.len());
        for Readable { source, document, .. } in documents {
            if worker.cancel.load(Ordering::Relaxed) {
                break;
            }
            profiles.push(reader.read(document, &source.name(), store::modified(source)));
            let n = profiled.fetch_add(1, Ordering::Relaxed);
            if (n + 1).is_multiple_of(REPORTED_DOCUMENTS) {
                worker.report(Answer::Grouping(
                    u8::try_from(n * usize::from(PROFILED_PERCENT) / all).unwrap_or(PROFILED_PERCENT),
                ));
            }
        }
        profiles
    };
    let parts: Vec<Vec<_>> = thread::scope(|scope| {
        let profile_part = &profile_part;
        let start = |part| (part, thread::Builder::new().spawn_scoped(scope, move || profile_part(part)).ok());
        let parts: Vec<_> = documents.chunks(part).map(start).collect();
        // A panic in one part is a panic of the whole. A part without a thread is read on this one.
        let join = |(part, thread): (_, Option<thread::ScopedJoinHandle<'_, _>>)| match thread {
            Some(thread) => thread.join().unwrap_or_else(|fault| panic::resume_unwind(fault)),
            None => profile_part(part),
        };
        parts.into_iter().map(join).collect()
    });
    let profiles: Vec<_> = parts.into_iter().flatten().collect();
    (profiles.len() == documents.len()).then_some(profiles)
}
