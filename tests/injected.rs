//! Faults of the system, each operation failing at each of its first 200 occurrences in turn: opening, reading, writing,
//! syncing, renaming, locking, starting a thread. What is asked for succeeds, or is reported in one line and changes nothing;
//! what was saved before is there afterwards.
//!
//! `cargo test --features fault-injection --test injected`; `src/store/fault.rs` makes the operations fail.

#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/program.rs"]
mod program;
#[path = "common/session.rs"]
mod session;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use program::RECTO;
use recto::format::Reading;
use recto::store::{self, Database, Found, Left, Operation, Source};
use session::Session;

/// The number of occurrences that are tried of each operation.
const OCCURRENCES: usize = 200;

/// Faults are those of the whole process, so that one test runs at a time.
static ALONE: Mutex<()> = Mutex::new(());

/// Does something with a fault at each occurrence of each operation, until one does not occur any more.
fn with_each_fault(mut work: impl FnMut(&str, &mut dyn FnMut() -> bool)) {
    let _alone = ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    for operation in Operation::ALL {
        for nth in 1..=OCCURRENCES {
            let what = format!("{} {nth}", operation.name());
            store::inject(operation, nth);
            let mut failed = None;
            work(&what, &mut || *failed.get_or_insert_with(store::take));
            if !failed.unwrap_or_else(store::take) {
                break;
            }
        }
    }
}

#[track_caller]
fn one_line(what: &str, message: &str) {
    assert!(!message.is_empty() && message.lines().count() == 1, "{what}: {message:?}");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}

#[test]
fn a_document_is_read_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    let text = "The ferry sank on Monday, the coast guard said.\n\n".repeat(2_000);
    fs::write(&path, &text).expect("written");
    let mut faults = 0;
    with_each_fault(|what, failed| match store::read(&Source::File(path.clone())) {
        Ok(document) => assert!(*document.text == *text, "{what}"),
        Err(error) => {
            one_line(what, &error.to_string());
            assert!(failed() && error.to_string().contains("a.txt"), "{what}: {error}");
            faults += 1;
        }
    });
    assert!(faults >= 3, "{faults}");
}

#[test]
fn a_folder_is_walked_to_its_end() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a.txt", "b.txt", "c.md", "d.mbox"] {
        fs::write(folder.path().join(name), "From a@b.example Mon\nSubject: One\n\nText of one.\n").expect("written");
    }
    fs::write(folder.path().join(".ignore"), "b.txt\n").expect("written");
    let mut reported = 0;
    with_each_fault(|what, failed| {
        let (mut documents, mut problems) = (0, Vec::new());
        let never = AtomicBool::new(false);
        store::discover(&[folder.path().to_path_buf()], Reading::default(), &never, &mut |found| match found {
            Found::Document(_) => documents += 1,
            Found::Problem(line) => problems.push(line),
        });
        problems.iter().for_each(|line| one_line(what, line));
        reported += problems.len();
        // A file that cannot be looked at is reported; the others are found.
        assert!(failed() || documents == 3 && problems.is_empty(), "{what}: {documents} {problems:?}");
        assert!(documents + problems.len() >= 3, "{what}: {documents} {problems:?}");
    });
    assert!(reported > 0, "no fault was reported");
}

#[test]
fn an_export_writes_all_or_keeps_what_was_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    let mut faults = 0;
    for replace in [false, true] {
        with_each_fault(|what, failed| {
            _ = fs::remove_file(&path);
            if replace {
                fs::write(&path, "before").expect("written");
            }
            let exported = store::export(&path, b"after", replace);
            let content = fs::read(&path).ok();
            match exported {
                Ok(_) => assert_eq!(content.as_deref(), Some(&b"after"[..]), "{what}"),
                Err(error) => {
                    one_line(what, &error.to_string());
                    assert!(failed(), "{what}");
                    assert_eq!(content.as_deref(), replace.then_some(&b"before"[..]), "{what}");
                    faults += 1;
                }
            }
            assert!(files(folder.path()).len() <= 1, "{what}: {:?}", files(folder.path()));
        });
    }
    assert!(faults >= 7, "{faults}");
}

/// A position of a file of that name.
fn left(folder: &Path, name: &str, at: u32) -> Left {
    let path = folder.join(name);
    let text = "Some text that was read for a while, and then for a while more.\n";
    fs::write(&path, text).expect("written");
    Left::of(&Source::File(path), text, at).expect("a file")
}

#[test]
fn saved_positions_survive_every_fault() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state");
    let first = left(folder.path(), "first.txt", 5);
    let (mut database, _) = Database::open(&state).expect("opened");
    database.save(std::slice::from_ref(&first)).expect("saved");
    drop(database);
    let mut round = 0;
    let mut faults = 0;
    with_each_fault(|what, failed| {
        round += 1;
        let second = left(folder.path(), &format!("{round}.txt"), 7);
        let saved = Database::open(&state).and_then(|(mut database, notices)| {
            notices.iter().for_each(|notice| one_line(what, notice));
            database.save(std::slice::from_ref(&second))?;
            database.set_choice("theme", &format!("theme {round}"))
        });
        if let Err(error) = &saved {
            one_line(what, &error.to_string());
            assert!(failed(), "{what}: {error}");
            faults += 1;
        }
        failed();
        let (database, notices) = Database::open(&state).expect("opened again");
        assert!(notices.is_empty(), "{what}: {notices:?}");
        let positions = database.positions().expect("read");
        let count = positions.len();
        assert!(count >= 1, "{what}: what was saved first is lost");
        assert!(saved.is_err() || database.choices().expect("read")["theme"] == format!("theme {round}"), "{what}");
        assert!(files(&state).iter().all(|file| !file.to_string_lossy().contains("damaged")), "{what}");
    });
    let (database, _) = Database::open(&state).expect("opened");
    let text = fs::read_to_string(folder.path().join("first.txt")).expect("read");
    let positions = database.positions().expect("read");
    assert_eq!(positions.get(&Source::File(folder.path().join("first.txt")), &text), Some(5));
    assert!(faults >= 4, "{faults}");
}

/// The fault that a process reads in `RECTO_INJECT`, and the file that it makes when the fault happens.
struct Fault {
    operation: Operation,
    nth: usize,
    mark: PathBuf,
}

impl Fault {
    fn setting(&self) -> String {
        format!("{} {} {}", self.operation.name(), self.nth, self.mark.display())
    }
}

/// Runs processes with a fault at each occurrence of each operation, until one does not occur any more; returns how many
/// faults happened.
fn with_each_fault_of_a_process(mut run: impl FnMut(&Fault)) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    let mut happened = 0;
    for operation in Operation::ALL {
        for nth in 1..=OCCURRENCES {
            let fault = Fault { operation, nth, mark: folder.path().join(format!("{}-{nth}", operation.name())) };
            run(&fault);
            if !fault.mark.exists() {
                break;
            }
            happened += 1;
        }
    }
    happened
}

/// Two texts and a home.
fn place() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, day) in [("old.txt", "Monday"), ("new.txt", "Tuesday")] {
        let line = |k| format!("Paragraph {k} says what happened on {day} at the quay, the harbour office said.\n\n");
        fs::write(folder.path().join(name), (0..60).map(line).collect::<String>()).expect("written");
    }
    folder
}

#[test]
fn a_command_gives_its_output_or_one_line() {
    let folder = place();
    let mut reported = 0;
    for args in [&["diff", "old.txt", "new.txt"][..], &["list", "."], &["show", "old.txt"]] {
        let run = |fault: Option<&str>| {
            let mut command = program::recto(&folder.path().join("home"));
            fault.into_iter().for_each(|fault| _ = command.env("RECTO_INJECT", fault));
            command.current_dir(folder.path()).args(args).stdin(Stdio::null()).output().expect("it runs")
        };
        let whole = run(None);
        with_each_fault_of_a_process(|fault| {
            let what = format!("{args:?} {}", fault.setting());
            let given = run(Some(&fault.setting()));
            let err = String::from_utf8_lossy(&given.stderr);
            if given.status.code() == Some(2) {
                one_line(&what, &err);
                assert!(given.stdout.is_empty(), "{what}");
                reported += 1;
            } else if args[0] == "list" && !err.is_empty() {
                one_line(&what, &err);
            } else {
                assert!(given.status == whole.status && given.stdout == whole.stdout, "{what}: {err}");
            }
            assert!(!err.contains("panicked"), "{what}: {err}");
        });
        assert!(matches!(whole.status.code(), Some(0 | 1)) && !whole.stdout.is_empty(), "{args:?}");
    }
    assert!(reported > 6, "{reported} faults stopped a command");
}

#[test]
fn the_reader_and_the_comparison_end_with_the_terminal_restored() {
    let folder = place();
    let path = |name: &str| folder.path().join(name).to_str().expect("a name").to_owned();
    let (old, new) = (path("old.txt"), path("new.txt"));
    for args in [&[old.as_str()][..], &[&old, &new]] {
        let happened = with_each_fault_of_a_process(|fault| {
            let home = tempfile::tempdir().expect("a folder");
            let setting = format!("RECTO_INJECT={}", fault.setting());
            let mut session = Session::run_at(home.path(), &["env", &setting, RECTO], args, 80, 24);
            // It may end before any key, or show an error instead of the text.
            for keys in ["G", "n", "q"] {
                if session.settle() {
                    session.press(keys);
                }
            }
            // It also checks that the modes of the terminal are as before.
            let status = session.end();
            let sent = String::from_utf8_lossy(&session.raw);
            assert!(!sent.contains("panicked"), "{setting}: {sent}");
            assert!(matches!(status.exit_code(), 0 | 2), "{setting}: {status:?} {sent}");
        });
        assert!(happened >= 15, "{happened} faults");
    }
}
