//! The program in a real pseudo-terminal: it starts, handles keys and signals, and always restores the terminal.

// Windows has no signals, and its pseudo-terminal rewrites output.
#![cfg(all(unix, feature = "cli"))]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/places.rs"]
mod places;
#[path = "common/program.rs"]
mod program;
#[path = "common/session.rs"]
mod session;

use std::thread;
use std::time::Instant;

use program::RECTO;
use session::{PATIENCE, Session};

const BRIDGE: &str = "assets/sample/bridge-1-first.txt";
const LATER: &str = "assets/sample/bridge-3-corrected.txt";

#[test]
fn opens_the_samples_and_leaves() {
    let mut session = Session::start(&[], 120, 30);
    session.see("8 documents · 2 stories").press("?").see("Keys that work here").press("q").see("⏎ read").press("Q");
    assert!(session.end().success());
}

#[test]
fn reads_one_file_and_finds_a_word() {
    let mut session = Session::start(&[BRIDGE], 80, 24);
    session.see("Harbour bridge to reopen").press("/council").see("1 of ").press("\r").press("q");
    assert!(session.end().success());
}

#[test]
fn compares_two_files_and_keeps_its_place_through_a_resize() {
    let mut session = Session::start(&[BRIDGE, LATER], 120, 30);
    session.see("stands in the new").press("n").see("1/").press("n").see("2/");
    session.resize(60, 20).until("one column", |s| !s.screen.screen().contents().contains('│')).see("2/");
    session.resize(1, 1).resize(39, 9).see("recto needs 40×10");
    session.resize(120, 30).see("2/").press("q");
    assert!(session.end().success());
}

#[test]
fn exports_a_comparison_and_copies_a_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("changes.csv");
    let mut session = Session::start(&[BRIDGE, LATER], 120, 30);
    session.see("stands in the new").press("e").see("Export as").press("jjjjj\r").see("export to ");
    session.press("\x15").press(&path.to_string_lossy()).press("\r").see("written: /");
    session.press("e").see("Export as").press("jjjjj\r").see("export to ");
    session
        .press("\x15")
        .press(&path.to_string_lossy())
        .press("\r")
        .see("exists: ")
        .press("\x1b")
        .see("c changes")
        .press("ny");
    session.see("copied: “").press("q");
    assert!(session.end().success());
    assert!(std::fs::read_to_string(&path).expect("written").starts_with("rank,class,"));
    assert!(String::from_utf8_lossy(&session.raw).contains("\x1b]52;c;"), "the clipboard is requested");
}

#[test]
fn reads_a_pipe_and_takes_its_keys_from_the_terminal() {
    let script = "cat assets/sample/bridge-1-first.txt | \"$0\" -";
    let mut session = Session::run(&["sh", "-c", script, RECTO], &[], 80, 24);
    session.see("Harbour bridge to reopen").press("q");
    assert!(session.end().success());
}

#[test]
fn signals_end_it_properly() {
    for (name, number) in [("TERM", 15), ("HUP", 1), ("INT", 2)] {
        let mut session = Session::start(&[BRIDGE], 80, 24);
        session.see("Harbour bridge to reopen").signal(name);
        assert_eq!(session.end().exit_code(), 128 + number, "{name}");
    }
}

#[test]
fn a_signal_saves_the_position_as_quitting_does() {
    const PACT: &str = "assets/sample/pact-1-wire.txt";
    let home = tempfile::tempdir().expect("a home folder");
    let start = || Session::run_at(home.path(), &[RECTO], &[PACT], 80, 24);
    let at_end = |s: &Session| s.screen.screen().contents().contains("100 %");
    let mut first = start();
    first.see(" %").press("G").until("the end", at_end).signal("TERM");
    first.end();
    let mut second = start();
    second.until("the end, where it was left", at_end).press("gg").until("the top", |s| !at_end(s)).signal("HUP");
    second.end();
    let mut third = start();
    third.see(" %").until("the top, where it was left", |s| !at_end(s)).press("q");
    assert!(third.end().success());
}

#[test]
fn standard_input_that_is_the_terminal_is_refused_at_once() {
    for args in [&["-"][..], &["-", BRIDGE], &[BRIDGE, "-"]] {
        let mut session = Session::start(args, 80, 24);
        session.see("cannot read standard input: it is the terminal");
        assert_eq!(session.end().exit_code(), 2, "{args:?}");
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_restores_the_terminal_and_is_printed() {
    let script = "RECTO_FAULT=update \"$0\" assets/sample/bridge-1-first.txt; echo status $?; stty -a";
    let mut session = Session::run(&["sh", "-c", script, RECTO], &[], 120, 40);
    session.see("a requested fault").see("status 101").see(" icanon").see(" echo ");
    assert!(String::from_utf8_lossy(&session.raw).contains("\x1b[?1049h"), "it had the terminal");
    assert!(session.end().success());
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_of_a_worker_is_reported_without_affecting_the_screen() {
    let script = "RECTO_FAULT=work \"$0\" assets/sample/bridge-1-first.txt";
    let mut session = Session::run(&["sh", "-c", script, RECTO], &[], 80, 24);
    session.see("because of a fault in recto").press("q");
    assert!(session.end().success());
    assert!(!String::from_utf8_lossy(&session.raw).contains("panicked"));
}

#[test]
fn ctrl_c_leaves() {
    let mut session = Session::start(&[BRIDGE], 80, 24);
    session.see("Harbour bridge to reopen").press("\x03");
    assert!(session.end().success());
}

#[test]
#[cfg(target_os = "linux")]
fn ctrl_z_restores_the_terminal_until_it_continues() {
    let mut session = Session::start(&[BRIDGE, LATER], 120, 30);
    session.see("stands in the new").press("n").see("1/").press("\x1a");
    session.until("the shell's screen", |s| s.modes_left().is_empty());
    let end = Instant::now() + PATIENCE;
    while session.process_state() != 'T' {
        assert!(Instant::now() < end, "it never stopped");
        thread::yield_now();
    }
    session.signal("CONT").until("the same screen", |s| s.screen.screen().alternate_screen());
    session.see("1/").press("q");
    assert!(session.end().success());
}

#[test]
fn a_paste_of_megabytes_is_cut_and_keys_work_after_it() {
    let mut session = Session::start(&[BRIDGE], 100, 24);
    session.see("Harbour bridge to reopen").press("/");
    session.press(&format!("\x1b[200~{}\x1b[201~", "council ".repeat(1 << 18))).see("cut to 400 characters");
    session.press("\x15council").see("1 of ").press("\r").press("q");
    assert!(session.end().success());
}

#[test]
fn screens_of_any_size_are_drawn() {
    let mut session = Session::start(&[BRIDGE, LATER], 120, 30);
    session.see("stands in the new");
    for (cols, rows) in [(1, 1), (500, 200), (2, 60), (21_846, 4), (65_535, 2), (40, 10), (41, 1)] {
        session.resize(cols, rows).press("n");
        thread::sleep(std::time::Duration::from_millis(60));
    }
    // More cells than any memory holds; the emulator keeps its size.
    let largest = portable_pty::PtySize { cols: u16::MAX, rows: u16::MAX, ..portable_pty::PtySize::default() };
    session.master.resize(largest).expect("resized");
    session.press("n");
    thread::sleep(std::time::Duration::from_millis(300));
    for n in 0..100 {
        session.resize(30 + n * 7 % 170, 8 + n * 3 % 50);
    }
    session.resize(120, 30).see("? help").press("q");
    assert!(session.end().success());
}

/// A key that arrives with a change of size is read at once, not with the next key.
#[test]
fn a_key_pressed_while_the_size_changes_is_read() {
    let mut session = Session::start(&[BRIDGE], 80, 24);
    session.see("q quit");
    for round in 0..300 {
        session.resize(80 + round % 2, 24).press("?").see("q close");
        session.resize(81 - round % 2, 24).press("q").see("q quit");
    }
    session.press("q");
    assert!(session.end().success());
}

/// A home folder whose settings have `.slow` files converted by a program that takes seconds.
fn with_slow_converter() -> (tempfile::TempDir, String) {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().expect("a home folder");
    let put = |name: &str, content: &str| {
        let path = home.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, content).expect("written");
        path
    };
    let program = put("slowly", "#!/bin/sh\nsleep 3\necho 'The ferry sank on Monday, the coast guard said.'\n");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("set");
    put(&format!("{}/config.toml", places::FOLDER), &format!("[commands]\nslow = ['{}', '{{}}']\n", program.display()));
    let text = put("story.slow", "\0\u{1}\u{2}");
    (home, text.to_str().expect("a name").to_owned())
}

#[test]
fn the_first_frame_does_not_wait_for_the_document() {
    let (home, text) = with_slow_converter();
    let mut session = Session::run_at(home.path(), &[RECTO], &[&text], 80, 24);
    session.see("the coast guard said").press("q");
    assert!(session.end().success());
    // Looked for in what was sent: on a busy machine both frames may be read at once.
    let sent = String::from_utf8_lossy(&session.raw);
    let (before, after) = (sent.find("reading"), sent.find("coast"));
    assert!(before.is_some() && before < after, "{sent:?}");
}

#[test]
fn a_document_that_cannot_be_read_ends_the_program_with_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes, why) in [("empty.txt", &b" \n"[..], "it is empty"), ("a.bin", b"\0\x01\x02", "it is not text")] {
        std::fs::write(folder.path().join(name), bytes).expect("written");
        let path = folder.path().join(name).to_str().expect("a name").to_owned();
        for args in [&[path.as_str()][..], &[BRIDGE, &path]] {
            let mut session = Session::start(args, 120, 24);
            session.see(&format!("{name}: {why}"));
            assert_eq!(session.end().exit_code(), 2, "{args:?}");
        }
    }
}
