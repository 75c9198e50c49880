//! Keys wait for no work: while texts of 20 MB are read, compared and laid out, a key has its frame within 16 ms.
//!
//! `cargo test --release --test latency -- --ignored --nocapture` prints how long keys took. What is checked is the
//! processor time of the drawing thread for each, which other programs on the machine do not change.

#![cfg(all(target_os = "linux", feature = "cli"))]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]
#![expect(clippy::print_stdout, reason = "figures are printed for people")]

#[path = "common/program.rs"]
mod program;
#[path = "common/random.rs"]
mod random;
#[path = "common/session.rs"]
mod session;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use random::Random;
use session::{PATIENCE, Session};

/// The time of a frame at 60 a second.
const FRAME: Duration = Duration::from_millis(16);

/// How long keys are pressed: reading, comparing and laying out end before.
const PRESSED_FOR: Duration = Duration::from_secs(12);

/// The pause between two keys.
const PAUSE: Duration = Duration::from_millis(20);

fn prose(random: &mut Random, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 200);
    while text.len() < bytes {
        let paragraph = text.len();
        while text.len() < paragraph + 400 {
            text.push_str("The ");
            for _ in 0..6 + random.below(20) {
                text.push_str(&random.word());
                text.push(' ');
            }
            text.push_str("said. ");
        }
        text.push_str("\n\n");
    }
    text
}

/// The processor time of the drawing thread so far.
fn used(process: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/task/{process}/schedstat")).expect("its times");
    let nanoseconds = stat.split(' ').next().and_then(|n| n.parse().ok());
    Duration::from_nanos(nanoseconds.expect("a number"))
}

/// Opens and closes the help for a while, and checks what each key took.
fn press_keys(what: &str, paths: &[&Path]) {
    let args: Vec<&str> = paths.iter().map(|path| path.to_str().expect("a name")).collect();
    let mut session = Session::start(&args, 120, 40);
    // Of the footer of every screen.
    session.see("? help");
    let process = session.child.process_id().expect("its id");
    let (begun, mut took) = (Instant::now(), Vec::new());
    while begun.elapsed() < PRESSED_FOR {
        for (key, shown) in [("?", true), ("q", false)] {
            let (pressed, before) = (Instant::now(), used(process));
            session.keys.write_all(key.as_bytes()).expect("keys");
            while session.screen.screen().contents().contains("Keys that work here") != shown {
                let bytes = session.sent.recv_timeout(PATIENCE).expect("a frame");
                session.screen.process(&bytes);
            }
            took.push((used(process).saturating_sub(before), pressed.elapsed()));
            std::thread::sleep(PAUSE);
        }
    }
    session.press("Q");
    session.end();
    let worst = |all: &mut Vec<Duration>| {
        all.sort();
        (all[all.len() / 2], all[all.len() - 1])
    };
    let (mut drawing, mut waiting): (Vec<_>, Vec<_>) = took.into_iter().unzip();
    let (drawing, waiting) = (worst(&mut drawing), worst(&mut waiting));
    println!("{what}: processor time {drawing:?}, wall time {waiting:?} (median, most)");
    assert!(drawing.1 <= FRAME, "{what}: {drawing:?}");
}

#[test]
#[ignore = "takes a minute, and needs a release build"]
fn a_key_waits_for_no_work() {
    const BYTES: usize = 20_000_000;
    if cfg!(debug_assertions) {
        // Written past the harness, which keeps what a passing test prints to itself.
        _ = std::io::stderr().write_all(b"\nSKIPPED: the time of keys, as this is not a release build\n");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("written");
        path
    };
    let text = prose(&mut Random(1), BYTES);
    let revised: String = text.split_inclusive(". ").map(|s| s.replacen(" e", " the e", 1)).collect();
    let (old, new) = (put("old.txt", &text), put("new.txt", &revised));
    let other = put("other.txt", &prose(&mut Random(2), BYTES));
    press_keys("reading", &[&old]);
    press_keys("comparing versions", &[&old, &new]);
    press_keys("comparing unrelated texts", &[&old, &other]);
}
