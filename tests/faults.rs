//! Faults of the system at each of their first occurrences in turn: files that cannot be opened, read, written, synced,
//! locked or renamed, threads that cannot be started. The program reports them in one line, restores the terminal, and
//! loses nothing that was saved.
//!
//! `strace` makes system calls fail; without it, only the tests of limits and kills run, and those of
//! `tests/injected.rs`. Few occurrences are tried by default; `RECTO_FAULTS=200 cargo test --test faults` tries the first
//! 200 of each.

#![cfg(all(target_os = "linux", feature = "cli"))]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/program.rs"]
mod program;
#[path = "common/session.rs"]
mod session;
#[path = "common/skipped.rs"]
mod skipped;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use program::RECTO;
use recto::store::{Database, Left, Source};
use session::{PATIENCE, Session};

/// System calls and their errors.
const FILES: [Fault; 8] = [
    ("openat", "EMFILE"),
    ("openat", "EACCES"),
    ("read", "EIO"),
    ("statx", "EIO"),
    ("fstat", "EIO"),
    ("lseek", "EIO"),
    ("pread64", "EIO"),
    ("clone3", "EAGAIN"),
];
const SAVING: [Fault; 10] = [
    ("pwrite64", "ENOSPC"),
    ("pread64", "EIO"),
    ("fsync", "EIO"),
    ("fdatasync", "EIO"),
    ("fcntl", "ENOLCK"),
    ("rename", "EACCES"),
    ("unlink", "EACCES"),
    ("ftruncate", "ENOSPC"),
    ("mkdir", "EACCES"),
    ("openat", "ENFILE"),
];

/// How many occurrences of each fault are tried, and at which distance.
fn occurrences(few: usize, step: usize) -> impl Iterator<Item = usize> + Clone {
    match std::env::var("RECTO_FAULTS").ok().and_then(|most| most.parse().ok()) {
        Some(most) => (1..=most).step_by(1),
        None => (1..=few * step).step_by(step),
    }
}

/// Whether system calls can be made to fail here: `strace` is there and may trace.
fn can_inject() -> bool {
    let tried = Command::new("strace").args(["-f", "-qq", "-o", "/dev/null", "true"]).output();
    let can = tried.is_ok_and(|output| output.status.success());
    if !can {
        skipped::report("a test of failing system calls, as strace is missing or may not trace");
    }
    can
}

/// A system call and its error.
type Fault = (&'static str, &'static str);

/// Arguments of `strace` for a fault at its `nth` occurrence.
fn inject((call, error): Fault, nth: usize) -> Vec<String> {
    let rule = format!("inject={call}:error={error}:when={nth}");
    ["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &rule].map(str::to_owned).into()
}

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a folder") };
        for (name, day) in [("old.txt", "Monday"), ("new.txt", "Tuesday")] {
            let line =
                |k| format!("Paragraph {k} tells what happened on {day} at the quay, the harbour office said.\n\n");
            fs::write(place.path(name), (0..120).map(line).collect::<String>()).expect("written");
        }
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn home(&self) -> PathBuf {
        self.path("home")
    }

    fn state(&self) -> PathBuf {
        self.home().join("recto")
    }

    fn run(&self, fault: Fault, nth: usize, args: &[&str]) -> Output {
        let mut command = program::at_home(Command::new("strace"), &self.home());
        command.args(inject(fault, nth)).arg(RECTO).args(args);
        command.current_dir(self.folder.path()).stdin(Stdio::null()).output().expect("strace runs")
    }

    fn saved(&self, name: &str) -> Option<u32> {
        let path = self.path(name);
        let text = fs::read_to_string(&path).expect("read");
        let (database, _) = Database::open(&self.state()).expect("the state opens");
        database.positions().expect("read").get(&Source::File(path), &text)
    }
}

/// Whether the message is of the system's loader: if its calls fail, the program has not begun.
fn is_loader(text: &str) -> bool {
    text.contains("error while loading shared libraries") || text.contains("cannot allocate TLS")
}

#[test]
fn a_command_reports_a_fault_in_one_line() {
    if !can_inject() {
        return;
    }
    let place = Place::new();
    let whole = place.run(("openat", "EMFILE"), 60_000, &["diff", "old.txt", "new.txt"]);
    assert_eq!(whole.status.code(), Some(1), "{whole:?}");
    let mut reported = 0;
    for fault in FILES {
        for nth in occurrences(12, 3) {
            let given = place.run(fault, nth, &["diff", "old.txt", "new.txt"]);
            let err = String::from_utf8_lossy(&given.stderr);
            if is_loader(&err) || given.status.code() == Some(127) {
                continue;
            }
            let what = format!("{fault:?} {nth}: {:?} {err}", given.status);
            assert!(!err.contains("panicked"), "{what}");
            match given.status.code() {
                Some(1) => assert!(given.stdout == whole.stdout, "{what}: another output"),
                Some(2) => {
                    assert!(given.stdout.is_empty() && err.lines().count() == 1, "{what}");
                    reported += 1;
                }
                _ => panic!("{what}"),
            }
        }
    }
    assert!(reported > 0, "no fault stopped the command");
}

/// Reads a text to its end and quits, with a program that fails at something; fails unless the terminal is restored and
/// nothing panics. A text that is not shown by then may never be.
fn read_with(place: &Place, program: &[&str], what: &str, drawn_within: Duration) {
    let text = place.path("new.txt");
    let mut session = Session::run_at(&place.home(), program, &[text.to_str().expect("a name")], 80, 24);
    let begun = Instant::now();
    let mut pressed = 0;
    // Keys until it ends: it may have ended before any, or not show the text at all.
    loop {
        while let Ok(bytes) = session.sent.try_recv() {
            session.screen.process(&bytes);
            session.raw.extend(bytes);
        }
        if session.child.try_wait().expect("its status").is_some() {
            break;
        }
        let drawn = session.screen.screen().contents().contains(" %");
        if pressed == 0 && (drawn || begun.elapsed() > drawn_within) {
            _ = session.keys.write_all(b"G");
            pressed = 1;
        } else if pressed == 1 && begun.elapsed() > Duration::from_millis(400) {
            _ = session.keys.write_all(b"q");
            pressed = 2;
        }
        assert!(begun.elapsed() < PATIENCE, "{what}: it does not end\n{}", session.screen.screen().contents());
        std::thread::sleep(Duration::from_millis(10));
    }
    // It also checks that the modes of the terminal are as before.
    session.end();
    let sent = String::from_utf8_lossy(&session.raw);
    assert!(!sent.contains("panicked"), "{what}: {sent}");
}

/// How long a fault may delay a text that it does not prevent from being shown.
const SHOWN_WITHIN: Duration = Duration::from_secs(4);

/// The same with the fault at its `nth` occurrence.
fn read_with_fault(place: &Place, fault: Fault, nth: usize) {
    let args = inject(fault, nth);
    let program: Vec<&str> = ["strace"].into_iter().chain(args.iter().map(String::as_str)).chain([RECTO]).collect();
    read_with(place, &program, &format!("{fault:?} {nth}"), SHOWN_WITHIN);
}

#[test]
fn a_fault_in_saving_loses_nothing_that_was_saved() {
    if !can_inject() {
        return;
    }
    let place = Place::new();
    save_position(&place);
    for fault in SAVING {
        for nth in occurrences(3, 4) {
            read_with_fault(&place, fault, nth);
            assert_eq!(place.saved("old.txt"), Some(500), "{fault:?} {nth}");
        }
    }
    // Without a fault it saves.
    read_with(&place, &[RECTO], "no fault", PATIENCE);
    assert!(place.saved("new.txt").is_some_and(|at| at > 0));
}

#[test]
fn a_fault_in_starting_restores_the_terminal() {
    if !can_inject() {
        return;
    }
    let place = Place::new();
    for fault in [
        ("clone3", "EAGAIN"),
        ("openat", "EMFILE"),
        ("ioctl", "EIO"),
        ("read", "EIO"),
        ("poll", "ENOMEM"),
        ("epoll_wait", "EIO"),
    ] {
        for nth in occurrences(4, 2) {
            read_with_fault(&place, fault, nth);
        }
    }
}

#[test]
fn few_descriptors_are_reported_or_suffice() {
    let place = Place::new();
    let script = |limit: usize| format!("ulimit -n {limit}; exec \"$0\" \"$@\"");
    for limit in 4..22 {
        read_with(&place, &["sh", "-c", &script(limit), RECTO], &format!("{limit} descriptors"), SHOWN_WITHIN);
    }
}

/// Saves a position in the old text.
fn save_position(place: &Place) {
    let old = place.path("old.txt");
    let text = fs::read_to_string(&old).expect("read");
    let (mut database, _) = Database::open(&place.state()).expect("opened");
    database.save(&[Left::of(&Source::File(old), &text, 500).expect("a file")]).expect("saved");
}

#[test]
fn a_full_disk_is_reported_and_loses_nothing() {
    let place = Place::new();
    save_position(&place);
    // Files may not grow beyond this many blocks: the log of the database, then the database.
    for blocks in [0, 1, 8, 16, 64] {
        let script = format!("ulimit -f {blocks}; exec \"$0\" \"$@\"");
        read_with(&place, &["sh", "-c", &script, RECTO], &format!("{blocks} blocks"), PATIENCE);
        assert_eq!(place.saved("old.txt"), Some(500), "{blocks} blocks");
    }
}

#[test]
fn kills_at_any_moment_lose_at_most_the_last_seconds() {
    let place = Place::new();
    let rounds = std::env::var("RECTO_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(4_u64);
    let text = place.path("new.txt");
    let mut last = 0;
    for round in 0..rounds {
        let mut session = Session::run_at(&place.home(), &[RECTO], &[text.to_str().expect("a name")], 80, 24);
        session.see(" %");
        // To the end in one round and to the beginning in the next; in two of four rounds until that is saved.
        session.press(if round % 2 == 0 { "G" } else { "gg" });
        let as_left = |at: Option<u32>| (at.unwrap_or(0) > 0) == (round % 2 == 0);
        let saved = round % 4 < 2;
        let begun = Instant::now();
        while saved && !as_left(place.saved("new.txt")) {
            assert!(begun.elapsed() < PATIENCE, "round {round}: nothing is saved while it runs");
            std::thread::sleep(Duration::from_millis(100));
        }
        std::thread::sleep(Duration::from_millis(round * 37 % 1_500));
        session.child.kill().expect("killed");
        session.child.wait().expect("ended");
        let now = place.saved("new.txt").unwrap_or(0);
        if saved {
            assert!(as_left(Some(now)), "round {round}: what was saved before is lost");
        } else {
            assert!(
                now == last || (now > 0) == (round % 2 == 0),
                "round {round}: an earlier state, {now} after {last}"
            );
        }
        last = now;
    }
    assert!(damaged(&place.state()).is_empty());
}

/// Files that were set aside as damaged.
fn damaged(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    entries.filter(|path| path.to_string_lossy().contains("damaged")).collect()
}
