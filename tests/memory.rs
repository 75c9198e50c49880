//! The memory that a comparison is said to need is enough for it.
//!
//! It is the memory that the system counts for a process, so each comparison has one: this program, started again for
//! one pair of texts.
//!
//! `RECTO_MEGABYTES=1,10 cargo test --release --test memory -- --ignored --nocapture` measures texts of these sizes, and
//! prints a table that shows also where more is said than is used.

#![cfg(target_os = "linux")]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/random.rs"]
mod random;

use std::fs;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use recto::changes::{self, Options};
use recto::format;
use recto::text::{Document, Pair};

use random::{Random, edited};

/// Text of a shape, at least this long.
fn filled(bytes: usize, random: &mut Random, part: impl Fn(&mut Random) -> String) -> String {
    let mut text = String::new();
    while text.len() < bytes {
        text.push_str(&part(random));
    }
    text
}

type Part = fn(&mut Random) -> String;

/// Shapes of two unrelated texts.
const SHAPES: [(&str, Part); 10] = [
    ("prose", Random::sentence),
    ("wrapped prose", |random| random.sentence().replacen(' ', "\n", 2)),
    ("short lines", Random::short_line),
    ("short sentences", |random| format!("{} ran. ", random.word().to_uppercase())),
    ("lines of a word", |random| random.word() + "\n"),
    ("letters", |random| format!("{} ", random.letter())),
    ("figures", |random| format!("{}.{} ", random.below(1000), random.below(10))),
    ("marks", |random| [".", ",", "!", "-", "\u{201c}"][random.below(5)].to_owned()),
    ("unspaced", |random| random.ideograph().to_string()),
    ("one word", |random| random.letter().to_string()),
];

/// The memory of this process in kilobytes, by its name in `/proc/self/status`.
fn kilobytes(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("the status of this process");
    let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("a line");
    line.split_whitespace().next().and_then(|number| number.parse().ok()).expect("a number")
}

/// Where the other text of a pair comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Other {
    Unrelated,
    /// Every other sentence is changed.
    Edited,
    /// One paragraph in sixteen is changed, as between two versions.
    Revised,
    /// The paragraphs are in reverse order, so many together.
    Turned(usize),
}

/// Paragraphs of a sentence, of three, of a line of a word.
const PARAGRAPHS: [(&str, Part); 3] = [
    ("sentences", |random| random.sentence() + "\n\n"),
    ("paragraphs", |random| (0..3).map(|_| random.sentence() + " ").collect::<String>() + "\n\n"),
    ("lines of two words", |random| format!("{} {}\n\n", random.word(), random.word())),
];

/// All pairs of texts: unrelated ones of each shape, and some that are similar.
fn pairs() -> Vec<(String, Part, Other)> {
    let unrelated = SHAPES.into_iter().map(|(name, part)| (format!("unrelated {name}"), part, Other::Unrelated));
    let similar = SHAPES.into_iter().take(3).map(|(name, part)| (format!("similar {name}"), part, Other::Edited));
    let versions = PARAGRAPHS.into_iter().map(|(name, part)| (format!("revised {name}"), part, Other::Revised));
    let turned = [1, 10, 100].into_iter().flat_map(|n| {
        PARAGRAPHS.into_iter().map(move |(name, part)| (format!("turned {name} by {n}"), part, Other::Turned(n)))
    });
    unrelated.chain(similar).chain(versions).chain(turned).collect()
}

/// A text with one paragraph in sixteen changed.
fn revised(text: &str) -> String {
    let paragraph = |(n, paragraph): (usize, &str)| match n % 16 {
        0 => format!("Changed {paragraph}"),
        _ => paragraph.to_owned(),
    };
    text.split_inclusive("\n\n").enumerate().map(paragraph).collect()
}

/// A text with its paragraphs in reverse order, `n` together.
fn turned(text: &str, n: usize) -> String {
    let paragraphs: Vec<&str> = text.split_inclusive("\n\n").collect();
    paragraphs.chunks(n).rev().flatten().copied().collect()
}

/// What the process for one pair reports: kilobytes used, bytes said to be needed, and the bytes of both texts.
struct Measured {
    used: u64,
    needed: u64,
    bytes: u64,
}

/// In the environment of the process for one pair: its number and the bytes of a text.
const PAIR: &str = "RECTO_MEMORY_PAIR";

/// Compares one pair of texts, as the program does, in the process for it; without [`PAIR`] in the environment it does
/// nothing.
#[test]
fn of_one_pair() {
    let Ok(pair) = std::env::var(PAIR) else { return };
    let (number, bytes) = pair.split_once(' ').expect("two numbers");
    let (_, part, other) = pairs().swap_remove(number.parse().expect("a number"));
    let bytes = bytes.parse().expect("a number");
    let old = filled(bytes, &mut Random(1), part);
    let new = match other {
        Other::Unrelated => filled(bytes, &mut Random(3), part),
        Other::Edited => edited(&old, &mut Random(2)),
        Other::Revised => revised(&old),
        Other::Turned(n) => turned(&old, n),
    };
    let read = Pair::new(old, new).map(|text| Arc::new(format::plain_text(text).expect("a text")));
    // Counted when they are read.
    let bytes =
        [&read.old, &read.new].map(|document| document.text.len().max(document.word_count())).iter().sum::<usize>();
    let needed = changes::memory_needed_for_versions(read.as_ref().map(AsRef::as_ref));
    let before = kilobytes("VmRSS:");
    // "5" resets the maximum.
    fs::write("/proc/self/clear_refs", "5").expect("written");
    let deadline = Instant::now() + Duration::from_secs(15);
    let laid: Pair<Arc<Document>> = format::for_pair(&read);
    let compared = changes::compare(&laid.old, &laid.new, &Options::default().with_deadline(deadline));
    println!("measured {} {needed} {bytes}", kilobytes("VmHWM:").saturating_sub(before));
    drop(compared);
}

fn measured(number: usize, bytes: usize) -> Measured {
    let mut process = Command::new(std::env::current_exe().expect("this program"));
    process.args(["of_one_pair", "--exact", "--nocapture"]).env(PAIR, format!("{number} {bytes}"));
    let output = process.output().expect("it runs");
    assert!(output.status.success(), "{output:?}");
    let printed = String::from_utf8_lossy(&output.stdout);
    let line = printed.split("measured ").nth(1).and_then(|rest| rest.lines().next()).expect("a report");
    let numbers: Vec<u64> = line.split(' ').filter_map(|number| number.parse().ok()).collect();
    let [used, needed, bytes] = numbers.try_into().expect("three numbers");
    Measured { used, needed, bytes }
}

/// What a process takes for anything, in kilobytes: stacks of threads, tables of words.
const PROCESS_KILOBYTES: u64 = 8 << 10;

#[test]
fn a_comparison_needs_no_more_than_it_says() {
    // A debug build takes long, and measures only the shapes that need most.
    let (bytes, most) = if cfg!(debug_assertions) { (150_000, 4) } else { (3 << 20, usize::MAX) };
    for (number, (name, _, other)) in pairs().into_iter().enumerate() {
        if number >= most && !matches!(other, Other::Revised | Other::Turned(_)) {
            continue;
        }
        let found = measured(number, bytes);
        let (needed, used) = (found.needed >> 10, found.used);
        assert!(used <= needed + PROCESS_KILOBYTES, "{name}: {used} of {needed} KB");
    }
}

#[test]
#[ignore = "a measurement: takes minutes"]
fn memory_by_shape_and_size() {
    let sizes = std::env::var("RECTO_MEGABYTES").unwrap_or_else(|_| "1,10".to_owned());
    println!("{:<28} {:>4} {:>8} {:>9} {:>6} {:>9}", "texts", "MB", "used MB", "needed MB", "ratio", "per byte");
    for megabytes in sizes.split(',').filter_map(|size| size.trim().parse::<usize>().ok()) {
        for (number, (name, ..)) in pairs().into_iter().enumerate() {
            let found = measured(number, megabytes << 20);
            let percent = (found.needed >> 10) * 100 / found.used.max(1);
            println!(
                "{name:<28} {megabytes:>4} {:>8} {:>9} {:>5}% {:>9}",
                found.used >> 10,
                found.needed >> 20,
                percent,
                (found.used << 10) / found.bytes.max(1)
            );
        }
    }
}
