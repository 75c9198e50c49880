//! Memory that cannot be had: a command gives its whole output, or one line and the status of a failure.
//!
//! The allocator of this program has a limit. A failed allocation may end a process, so each run has one: this program,
//! started again.
//!
//! `cargo test --test allocation -- --ignored --nocapture` tries many limits, and prints what each command needs.

#![cfg(feature = "cli")]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/random.rs"]
mod random;

use std::alloc::System;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use cap::Cap;

use random::Random;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// In the environment of the process for one run: the kilobytes that it may use, and its arguments in lines.
const RUN: &str = "RECTO_ALLOCATION_RUN";

/// Runs a command within a limit, if this is the process for it.
#[test]
fn of_one_run() {
    let Ok(run) = std::env::var(RUN) else { return };
    let (kilobytes, args) = run.split_once('\n').expect("a limit and arguments");
    let kilobytes: usize = kilobytes.parse().expect("a number");
    let args: Vec<OsString> = ["recto"].into_iter().chain(args.lines()).map(OsString::from).collect();
    ALLOCATOR.set_limit(ALLOCATOR.allocated() + (kilobytes << 10)).expect("more than is used");
    let status = recto::cli::run(args);
    ALLOCATOR.set_limit(usize::MAX).expect("no limit");
    println!("\nstatus {status}");
}

/// How a run ended.
#[derive(Debug, PartialEq, Eq)]
enum End {
    /// With its output.
    Whole,
    /// With one line about memory and the status of a failure.
    Refused,
    /// Otherwise, with what it wrote to standard error.
    Aborted(String),
}

fn run(folder: &Path, kilobytes: usize, args: &[&str]) -> End {
    let mut process = Command::new(std::env::current_exe().expect("this program"));
    process.args(["of_one_run", "--exact", "--nocapture"]).current_dir(folder).env_remove("RUST_BACKTRACE");
    let given = process.env(RUN, format!("{kilobytes}\n{}", args.join("\n"))).output().expect("it runs");
    let (out, err) = (String::from_utf8_lossy(&given.stdout), String::from_utf8_lossy(&given.stderr));
    let refused = err.contains("not enough memory") || err.contains("out of memory");
    match out.rsplit_once("\nstatus ").and_then(|(_, rest)| rest.lines().next()) {
        Some("0" | "1") if err.is_empty() => End::Whole,
        // A list goes on without the file.
        Some("2" | "0") if refused && err.lines().all(|line| line.starts_with("recto: ")) => End::Refused,
        _ => End::Aborted(err.into_owned()),
    }
}

fn word(random: &mut Random) -> String {
    (0..2 + random.below(8)).map(|_| char::from(b'a' + u8::try_from(random.below(26)).unwrap_or(0))).collect()
}

fn prose(bytes: usize, random: &mut Random) -> String {
    let mut text = String::new();
    while text.len() < bytes {
        let words: Vec<String> = (0..12).map(|_| word(random)).collect();
        text.push_str(&format!("The {}.{}", words.join(" "), if random.below(5) == 0 { "\n\n" } else { " " }));
    }
    text
}

/// A folder of texts of this size.
fn place(bytes: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, other) = (prose(bytes, &mut Random(1)), prose(bytes, &mut Random(2)));
    let page = old.split("\n\n").map(|text| format!("<p>{text}</p>\n")).collect::<String>();
    let new = old.split_inclusive(". ").enumerate();
    let new: String =
        new.map(|(n, text)| if n % 2 == 0 { text.replacen("The ", "A ", 1) } else { text.to_owned() }).collect();
    for (name, text) in [
        ("old.txt", old.as_str()),
        ("new.txt", &new),
        ("other.txt", &other),
        ("page.html", &format!("<html><body>{page}</body></html>")),
        ("notes.md", &old.replace("\n\n", "\n\n* *")),
    ] {
        fs::write(folder.path().join(name), text).expect("written");
    }
    let utf_16: Vec<u8> = format!("\u{feff}{old}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.path().join("wide.txt"), utf_16).expect("written");
    folder
}

const COMMANDS: [&[&str]; 9] = [
    &["show", "old.txt"],
    &["show", "page.html"],
    &["show", "notes.md"],
    &["show", "wide.txt"],
    &["diff", "old.txt", "new.txt"],
    &["diff", "old.txt", "other.txt"],
    &["diff", "--format", "json", "old.txt", "other.txt"],
    &["diff", "--format", "html", "old.txt", "other.txt"],
    &["list", "."],
];

#[test]
fn a_command_gives_its_output_or_one_line_within_any_memory() {
    let folder = place(150_000);
    for args in COMMANDS {
        // Some of these are less than any command needs, the last is enough for all.
        let ends = [1, 3, 6, 9, 12, 30].map(|megabytes| (megabytes, run(folder.path(), megabytes << 10, args)));
        for (megabytes, end) in &ends {
            assert!(!matches!(end, End::Aborted(_)), "{args:?} in {megabytes} MB: {end:?}");
        }
        assert_eq!((&ends[0].1, &ends[5].1), (&End::Refused, &End::Whole), "{args:?}");
    }
}

#[test]
#[ignore = "a measurement: takes minutes"]
fn what_each_command_needs() {
    for bytes in [200_000, 1_000_000, 4_000_000] {
        let folder = place(bytes);
        for args in COMMANDS {
            let mut last = None;
            println!("{bytes} {args:?}");
            for kilobytes in (0..).map(|n| 500 + n * (500 + bytes / 1000)) {
                let end = run(folder.path(), kilobytes, args);
                if last.as_ref() != Some(&end) {
                    println!("  from {kilobytes} KB: {end:?}");
                }
                if end == End::Whole {
                    break;
                }
                last = Some(end);
            }
        }
    }
}
