//! Allocations that fail, each of the first 200 in turn, and all from each of them on: counted from the start, and from
//! when documents are read, a library is grouped, a reader is opened, a comparison is computed, and positions are saved.
//! The program continues, or ends with one line and its terminal restored; what was saved before is there afterwards.
//!
//! `cargo test --features fault-injection --test out_of_memory` tries some of them, with `RECTO_ALLOCATIONS=200` the first
//! 200.

#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/program.rs"]
mod program;
#[path = "common/session.rs"]
mod session;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use program::RECTO;
use recto::store::{Database, Left, Source};
use session::Session;

/// The occurrences that are tried, among them always the first.
fn occurrences(step: usize) -> impl Iterator<Item = usize> {
    match std::env::var("RECTO_ALLOCATIONS").ok().and_then(|most| most.parse().ok()) {
        Some(most) => (1..=most).step_by(1),
        None => (1..=200).step_by(step),
    }
}

/// A fault: whether one allocation or all from it on fail, from where they are counted, and which.
struct Fault {
    what: &'static str,
    from: &'static str,
    nth: usize,
}

fn faults(from: &[&'static str], step: usize) -> Vec<Fault> {
    let mut faults = Vec::new();
    for from in from {
        for what in ["allocation", "allocations"] {
            faults.extend(occurrences(step).map(|nth| Fault { what, from, nth }));
        }
    }
    faults
}

impl Fault {
    /// The variable of the environment, and the file that shows that it happened.
    fn setting(&self, folder: &Path) -> (String, PathBuf) {
        let mark = folder.join(format!("{}-{}-{}", self.what, self.from, self.nth));
        (format!("{}@{} {} {}", self.what, self.from, self.nth, mark.display()), mark)
    }
}

/// Texts, and a home.
fn place() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, day) in [("old.txt", "Monday"), ("new.txt", "Tuesday")] {
        let line = |k| format!("Paragraph {k} says what happened on {day} at the quay, the harbour office said.\n\n");
        fs::write(folder.path().join(name), (0..60).map(line).collect::<String>()).expect("written");
    }
    folder
}

#[track_caller]
fn one_line(what: &str, message: &str) {
    assert!(message.starts_with("recto: ") && message.lines().count() == 1, "{what}: {message:?}");
}

#[test]
fn a_command_gives_its_output_or_one_line() {
    let folder = place();
    let mut happened = 0;
    for args in [&["diff", "old.txt", "new.txt"][..], &["list", "."], &["show", "old.txt"]] {
        let run = |fault: Option<&str>| {
            let mut command = program::recto(&folder.path().join("home"));
            fault.into_iter().for_each(|fault| _ = command.env("RECTO_INJECT", fault));
            command.current_dir(folder.path()).args(args).stdin(Stdio::null()).output().expect("it runs")
        };
        let whole = run(None);
        assert!(matches!(whole.status.code(), Some(0 | 1)) && !whole.stdout.is_empty(), "{args:?}");
        let marks = tempfile::tempdir().expect("a folder");
        for fault in faults(&["start", "reading", "compared"], 19) {
            let (setting, mark) = fault.setting(marks.path());
            let what = format!("{args:?} {setting}");
            let given = run(Some(&setting));
            let err = String::from_utf8_lossy(&given.stderr);
            if given.status.code() == Some(2) {
                one_line(&what, &err);
                assert!(given.stdout.is_empty() && err.contains("memory"), "{what}: {err}");
            } else {
                let same = given.status == whole.status && given.stdout == whole.stdout;
                assert!(same || args[0] == "list" && err.contains("memory"), "{what}: {:?} {err}", given.status);
            }
            happened += usize::from(mark.exists());
        }
    }
    assert!(happened >= 60, "{happened} faults");
}

/// Runs the program between two looks at the modes of the terminal, which does not echo keys that come too late.
const BETWEEN_MODES: &str = r#"
stty -echo
before=$(stty -g); "$@"; status=$?
if [ "$(stty -g)" = "$before" ]; then echo modes kept; else echo modes lost; fi
exit $status"#;

/// A home where the position of a text is saved.
fn home(folder: &Path) -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let path = folder.join("old.txt");
    let text = fs::read_to_string(&path).expect("read");
    let left = Left::of(&Source::File(path), &text, 90).expect("a file");
    let (mut database, _) = Database::open(&home.path().join("recto")).expect("opened");
    database.save(&[left]).expect("saved");
    home
}

/// Processes output for a while, or until something is seen or the program has ended; whether it has not.
fn read_until(session: &mut Session, within: Duration, seen: impl Fn(&str) -> bool) -> bool {
    let until = Instant::now() + within;
    while Instant::now() < until && !seen(&session.screen.screen().contents()) {
        if let Ok(bytes) = session.sent.recv_timeout(Duration::from_millis(5)) {
            session.screen.process(&bytes);
            session.raw.extend(bytes);
        } else if session.child.try_wait().expect("its status").is_some() {
            return false;
        }
    }
    true
}

/// Runs the terminal program with a fault, turns its pages, and leaves; whether the fault happened.
fn run_in_terminal(folder: &Path, fault: &Fault, args: &[&str], shown: &str, keys: &[&str]) -> bool {
    let home = home(folder);
    let (setting, mark) = fault.setting(home.path());
    let setting = format!("RECTO_INJECT={setting}");
    let program = ["sh", "-c", BETWEEN_MODES, "sh", "env", &setting, RECTO];
    let mut session = Session::run_at(home.path(), &program, args, 80, 24);
    let mut running = read_until(&mut session, Duration::from_secs(5), |screen| screen.contains(shown));
    for keys in keys {
        if running {
            _ = std::io::Write::write_all(&mut session.keys, keys.as_bytes());
            running = read_until(&mut session, Duration::from_millis(40), |_| false);
        }
    }
    // It also checks the modes that escape sequences set.
    let status = session.end();
    let sent = String::from_utf8_lossy(&session.raw);
    let what = format!("{args:?} {setting}: {status:?}");
    // The cursor is shown once more.
    let after = sent.rsplit("\x1b[?1049l").next().unwrap_or_default().replace("\x1b[?2026h\x1b[?25h\x1b[?2026l", "");
    let after = after.replace('\r', "");
    let Some(printed) = after.strip_suffix("modes kept\n") else { panic!("{what}: {sent:?}") };
    match status.exit_code() {
        0 => assert_eq!(printed, "", "{what}"),
        2 => {
            one_line(&what, printed);
            assert!(printed.contains("memory"), "{what}: {printed:?}");
        }
        _ => panic!("{what}: {sent:?}"),
    }
    let (database, notices) = Database::open(&home.path().join("recto")).expect("opened again");
    assert!(notices.is_empty(), "{what}: {notices:?}");
    let path = folder.join("old.txt");
    let text = fs::read_to_string(&path).expect("read");
    let position = database.positions().expect("read").get(&Source::File(path), &text);
    assert!(position.is_some(), "{what}: what was saved before is lost");
    mark.exists()
}

/// Runs all of these, some at once; returns how many faults happened.
fn run_all(args: &[&str], shown: &str, keys: &[&str], faults: &[Fault]) -> usize {
    let folder = place();
    let path = |name: &&str| folder.path().join(name).to_str().expect("a name").to_owned();
    let args: Vec<String> = args.iter().map(path).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let (next, happened) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(fault) = faults.get(next.fetch_add(1, Ordering::SeqCst)) {
                    let happens = run_in_terminal(folder.path(), fault, &args, shown, keys);
                    happened.fetch_add(usize::from(happens), Ordering::SeqCst);
                }
            });
        }
    });
    happened.into_inner()
}

#[test]
fn the_library_ends_with_the_terminal_restored() {
    let happened = run_all(&["."], "Paragraph", &["j", "q"], &faults(&["start", "grouped"], 49));
    assert!(happened >= 10, "{happened} faults");
}

#[test]
fn the_reader_ends_with_the_terminal_restored() {
    let happened = run_all(&["old.txt"], "Paragraph 1", &["G", "q"], &faults(&["start", "opened", "saving"], 49));
    assert!(happened >= 15, "{happened} faults");
}

#[test]
fn the_comparison_ends_with_the_terminal_restored() {
    let shown = "Tuesday";
    let happened = run_all(&["old.txt", "new.txt"], shown, &["n", "q"], &faults(&["start", "compared", "saving"], 49));
    assert!(happened >= 15, "{happened} faults");
}

/// Limits of the address space, in kilobytes, from less than starting needs to enough.
#[cfg(target_os = "linux")]
#[test]
fn a_limit_of_the_address_space_never_aborts_a_command() {
    let folder = place();
    for kilobytes in (20_000..140_000).step_by(if cfg!(debug_assertions) { 4_000 } else { 2_000 }) {
        let mut command = program::at_home(Command::new("sh"), &folder.path().join("home"));
        let limited = r#"ulimit -v "$0"; exec "$@""#;
        command.args(["-c", limited, &kilobytes.to_string(), RECTO, "diff", "old.txt", "new.txt"]);
        let given = command.current_dir(folder.path()).stdin(Stdio::null()).output().expect("it runs");
        let err = String::from_utf8_lossy(&given.stderr);
        match given.status.code() {
            Some(1) => assert!(err.is_empty(), "{kilobytes}: {err}"),
            Some(2) => {
                one_line(&kilobytes.to_string(), &err);
            }
            // The loader of the system has not enough for the program itself.
            Some(127) | None if err.contains("error while loading") || given.stdout.is_empty() && err.is_empty() => {}
            _ => panic!("{kilobytes}: {:?} {err}", given.status),
        }
    }
}
