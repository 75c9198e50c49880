//! Saved state, on a separate thread: the state folder may be on a slow or unresponsive disk.
//!
//! ```text
//! first frame ──Memory::choices─▶ choices of earlier runs          (without the database)
//! readers ──────Known::reading──▶ positions of earlier runs        (before it is checked; with a short timeout)
//! update ───Request─────▶ pending ──every few seconds──▶ Database
//!          Finish ─────▶ saved at once; the program waits at most LEAVE_WITHIN
//! ```

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::Msg;
use crate::store::fault::{Operation, Point, check, reached};
use crate::store::{self, Choices, Database, Left, Notice, Positions, Reading, Source, StateError, Work, state_dir};
use crate::text::Document;

use super::fault::fault;
use super::incoming::Incoming;

/// Delay between the first change and saving.
const SAVE_AFTER: Duration = Duration::from_secs(2);

/// How long opening a document waits for the positions of earlier runs, on its own thread while keys are handled. After
/// one timeout no later document waits.
const POSITIONS_WITHIN: Duration = Duration::from_secs(1);

/// How long the first frame waits for the choices of earlier runs, which are not applied later. They are read while arguments
/// and settings are: only a state folder that does not answer, or a very busy machine, takes that long.
const CHOICES_WITHIN: Duration = Duration::from_millis(100);

/// How long exiting waits for the last save.
const LEAVE_WITHIN: Duration = Duration::from_millis(500);

/// A request to the thread.
enum Request {
    /// Open the database; until then, only the copy of the choices is read.
    Open,
    Left(Source, Arc<Document>, u32),
    Choose(&'static str, String),
    Finish,
}

/// The positions and choices of earlier runs and of this one, once they are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Known(Arc<(Mutex<State>, Condvar)>);

#[derive(Debug, Default)]
struct State {
    /// `None` until they are read: from their copy, otherwise from the database.
    choices: Option<Choices>,
    /// There is no copy of the choices, but a database.
    only_in_database: bool,
    /// `None` until they are read from the database.
    positions: Option<Positions>,
    /// Documents that were opened at their beginning because their positions were not read in time.
    missed: HashSet<Source>,
}

impl Known {
    /// How a document was read in earlier runs.
    pub(super) fn reading(&self, source: &Source, text: &str) -> Option<Reading> {
        let within = if self.state().missed.is_empty() { POSITIONS_WITHIN } else { Duration::ZERO };
        let mut state = self.wait(within, |state| state.positions.is_some());
        match &state.positions {
            Some(positions) => positions.reading(source, text),
            None => {
                state.missed.insert(source.clone());
                None
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state, once it is as wanted or after a timeout.
    fn wait(&self, within: Duration, wanted: impl Fn(&State) -> bool) -> MutexGuard<'_, State> {
        let waited = self.0.1.wait_timeout_while(self.state(), within, |state| !wanted(state));
        waited.unwrap_or_else(PoisonError::into_inner).0
    }

    /// The first ones are kept: they may be on the screen.
    fn publish_choices(&self, choices: Choices) {
        self.state().choices.get_or_insert(choices);
        self.0.1.notify_all();
    }

    fn publish_only_in_database(&self) {
        self.state().only_in_database = true;
        self.0.1.notify_all();
    }

    fn publish_positions(&self, positions: Positions) {
        self.state().positions = Some(positions);
        self.0.1.notify_all();
    }

    /// Sets a position; returns whether to save it. A document whose position was not read in time, and that is still
    /// at its beginning, keeps the saved one.
    fn set(&self, source: &Source, left: &Left) -> bool {
        let mut state = self.state();
        if left.is_at_start() && state.missed.contains(source) {
            return false;
        }
        state.missed.remove(source);
        if let Some(positions) = state.positions.as_mut() {
            positions.set(left.clone());
        }
        true
    }
}

/// The handle of the thread.
#[derive(Debug)]
pub(super) struct Memory {
    requests: Sender<Request>,
    known: Known,
    done: Receiver<Vec<Notice>>,
}

impl Memory {
    /// Starts the thread, which reads the choices of earlier runs, and sends notices to `out`.
    ///
    /// # Errors
    /// Fails if no thread can be started.
    pub(super) fn start(out: Sender<Incoming>) -> std::io::Result<Self> {
        let (requests, asked) = channel();
        let (finished, done) = channel();
        let known = Known::default();
        let mut keeper =
            Keeper { known: known.clone(), out, database: None, pending: HashMap::new(), choices: Vec::new() };
        check(Operation::Thread)?;
        thread::Builder::new().name("memory".to_owned()).spawn(move || {
            store::is_essential();
            Work::Saving.begin();
            let kept = catch_unwind(AssertUnwindSafe(|| keeper.run(&asked)));
            // The database closes after this, which may take a while, but nothing depends on it. The receiver may be
            // gone after a timeout.
            _ = finished.send(kept.unwrap_or_else(|_| vec!["saving failed because of a fault in recto".to_owned()]));
        })?;
        Ok(Self { requests, known, done })
    }

    /// Opens the database: now that the program is known to run, and once it has drawn, as opening takes as long as that.
    pub(super) fn open(&self) {
        _ = self.requests.send(Request::Open);
    }

    /// The choices of earlier runs, by name; empty if they are not read in time.
    pub(super) fn choices(&self) -> Choices {
        let copied = self.known.wait(CHOICES_WITHIN, |state| state.choices.is_some() || state.only_in_database);
        if let Some(choices) = &copied.choices {
            return choices.clone();
        }
        drop(copied);
        self.open();
        self.known.wait(CHOICES_WITHIN, |state| state.choices.is_some()).choices.clone().unwrap_or_default()
    }

    /// The positions.
    pub(super) fn known(&self) -> Known {
        self.known.clone()
    }

    /// Saves the position of a document.
    pub(super) fn left(&self, source: Source, document: Arc<Document>, at: u32) {
        _ = self.requests.send(Request::Left(source, document, at));
    }

    /// Saves a choice for the next run.
    pub(super) fn choose(&self, name: &'static str, value: String) {
        _ = self.requests.send(Request::Choose(name, value));
    }

    /// Asks for the last save; [`Ending::wait`] waits for it.
    pub(super) fn finish(self) -> Ending {
        _ = self.requests.send(Request::Finish);
        Ending { done: self.done, since: Instant::now() }
    }
}

/// The last save, in progress.
#[derive(Debug)]
pub(super) struct Ending {
    done: Receiver<Vec<Notice>>,
    since: Instant,
}

impl Ending {
    /// Waits for the last save, at most [`LEAVE_WITHIN`] since it was requested; returns notices to show.
    pub(super) fn wait(self) -> Vec<Notice> {
        match self.done.recv_timeout(LEAVE_WITHIN.saturating_sub(self.since.elapsed())) {
            Ok(notices) => notices,
            Err(RecvTimeoutError::Disconnected) => Vec::new(),
            Err(RecvTimeoutError::Timeout) => {
                vec![format!("the last positions were not saved: the state folder did not answer in {LEAVE_WITHIN:?}")]
            }
        }
    }
}

/// The state of the thread.
struct Keeper {
    known: Known,
    out: Sender<Incoming>,
    database: Option<Database>,
    pending: HashMap<Vec<u8>, Left>,
    choices: Vec<(&'static str, String)>,
}

impl Keeper {
    fn run(&mut self, asked: &Receiver<Request>) -> Vec<Notice> {
        fault("memory");
        let folder = state_dir();
        match folder.as_deref() {
            // At the very first start nothing is there to wait for, and making a database takes its time.
            Some(folder) if Database::is_in(folder) => match Database::cached_choices(folder) {
                Some(choices) => self.known.publish_choices(choices),
                None => self.known.publish_only_in_database(),
            },
            _ => {
                self.known.publish_choices(Choices::default());
                self.known.publish_positions(Positions::default());
            }
        }
        if !matches!(asked.recv(), Ok(Request::Open)) {
            return Vec::new();
        }
        let mut last = self.open(folder.as_deref());
        self.say(&last);
        let mut due: Option<Instant> = None;
        loop {
            let request = match due {
                Some(at) => asked.recv_timeout(at.saturating_duration_since(Instant::now())),
                None => asked.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match request {
                Ok(Request::Left(source, document, at)) => {
                    let left = Left::of(&source, &document.text, at);
                    if let Some(left) = left.filter(|left| self.known.set(&source, left)) {
                        self.pending.insert(left.path().to_vec(), left);
                        due = due.or_else(|| Instant::now().checked_add(SAVE_AFTER));
                    }
                }
                Ok(Request::Choose(name, value)) => {
                    self.choices.push((name, value));
                    due = due.or_else(|| Instant::now().checked_add(SAVE_AFTER));
                }
                Err(RecvTimeoutError::Timeout) => {
                    due = None;
                    let notices = self.save();
                    // A persistent failure is reported once.
                    if notices != last {
                        self.say(&notices);
                        last = notices;
                    }
                }
                Ok(Request::Open) => {}
                Ok(Request::Finish) | Err(RecvTimeoutError::Disconnected) => return self.save(),
            }
        }
    }

    /// Opens the database, and publishes its choices and positions; returns notices to show. Documents are shown by what
    /// is read before the database is checked. Only a checked one is written.
    fn open(&mut self, folder: Option<&Path>) -> Vec<Notice> {
        let Some(folder) = folder else { return Vec::new() };
        let mut positions = Positions::default();
        let mut unchecked = |choices, positions| {
            self.known.publish_choices(choices);
            self.known.publish_positions(positions);
        };
        let notices = match Database::open_showing(folder, &mut unchecked) {
            Ok((database, mut notices)) => {
                let mut read = |error: StateError| notices.push(error.to_string());
                positions = database.positions().map_err(&mut read).unwrap_or_default();
                self.known.publish_choices(database.choices().map_err(&mut read).unwrap_or_default());
                self.database = Some(database);
                notices
            }
            Err(error) => vec![format!("{error}; positions are not kept")],
        };
        self.known.publish_choices(Choices::default());
        self.known.publish_positions(positions);
        notices
    }

    /// Saves pending changes; those that fail remain pending.
    fn save(&mut self) -> Vec<Notice> {
        let Some(database) = self.database.as_mut() else { return Vec::new() };
        reached(Point::Saving);
        let mut notices = Vec::new();
        let left: Vec<Left> = self.pending.values().cloned().collect();
        match database.save(&left) {
            Ok(()) => self.pending.clear(),
            Err(error) => notices.push(error.to_string()),
        }
        self.choices.retain(|(name, value)| match database.set_choice(name, value) {
            Ok(()) => false,
            Err(error) => {
                notices.push(error.to_string());
                true
            }
        });
        notices
    }

    fn say(&self, notices: &[Notice]) {
        for notice in notices {
            // The program may have ended in the meantime.
            _ = self.out.send(Incoming::Msg(Msg::Problem(notice.clone())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Source;

    #[test]
    fn a_position_that_came_too_late_is_not_overwritten_by_the_beginning() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "One line.\nAnother line.\n").expect("written");
        let (source, text) = (Source::File(path), "One line.\nAnother line.\n");
        let left = |at| Left::of(&source, text, at).expect("a file");
        let known = Known::default();
        assert_eq!(known.reading(&source, text).and_then(|reading| reading.at), None, "nothing is read yet");
        let mut positions = Positions::default();
        positions.set(left(10));
        known.publish_positions(positions);
        assert!(!known.set(&source, &left(0)));
        assert_eq!(known.reading(&source, text).and_then(|reading| reading.at), Some(10));
        assert!(known.set(&source, &left(4)) && known.set(&source, &left(0)), "once it was read on, any place counts");
    }
}
