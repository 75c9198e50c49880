//! The memory that a comparison is said to need is enough for it, and not far too much.
//!
//! Counted in this program's allocations, not in pages of the system; that is why these tests have a program to themselves.
//!
//! `cargo test --release --test memory -- --ignored --nocapture` measures larger texts, and prints a table.

#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]
#![expect(clippy::print_stdout, reason = "figures are printed for people")]

#[path = "common/random.rs"]
mod random;

use std::sync::Arc;

use peak_alloc::PeakAlloc;
use recto::changes::{self, Options};
use recto::format;
use recto::text::{Document, Pair};

use random::Random;

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

fn word(random: &mut Random) -> String {
    (0..2 + random.below(8)).map(|_| char::from(b'a' + u8::try_from(random.below(26)).unwrap_or(0))).collect()
}

/// Text of a shape, at least this long.
fn filled(bytes: usize, random: &mut Random, part: impl Fn(&mut Random) -> String) -> String {
    let mut text = String::new();
    while text.len() < bytes {
        text.push_str(&part(random));
    }
    text
}

fn sentence(random: &mut Random) -> String {
    let words: Vec<String> = (0..12).map(|_| word(random)).collect();
    format!("The {}.{}", words.join(" "), if random.below(5) == 0 { "\n\n" } else { " " })
}

/// The same text with words of every other sentence exchanged.
fn edited(text: &str, random: &mut Random) -> String {
    let sentence = |(n, sentence): (usize, &str)| match n % 2 {
        0 => sentence.to_owned(),
        _ => sentence.replacen(' ', &format!(" {} ", word(random)), 2),
    };
    text.split_inclusive('.').enumerate().map(sentence).collect()
}

type Part = fn(&mut Random) -> String;

/// Shapes of two unrelated texts.
const SHAPES: [(&str, Part); 9] = [
    ("prose", sentence),
    ("wrapped prose", |random| sentence(random).replacen(' ', "\n", 2)),
    ("short lines", |random| "a".repeat(1 + random.below(3)) + "\n"),
    ("lines of a word", |random| word(random) + "\n"),
    ("letters", |random| format!("{} ", char::from(b'a' + u8::try_from(random.below(26)).unwrap_or(0)))),
    ("figures", |random| format!("{}.{} ", random.below(1000), random.below(10))),
    ("marks", |random| [".", ",", "!", "-", "\u{201c}"][random.below(5)].to_owned()),
    ("unspaced", |random| {
        char::from_u32(0x4e00 + u32::try_from(random.below(20_000)).unwrap_or(0)).map(String::from).unwrap_or_default()
    }),
    ("one word", |random| char::from(b'a' + u8::try_from(random.below(26)).unwrap_or(0)).to_string()),
];

/// The memory that a comparison used, the memory that was said to be needed, and the bytes of both texts.
fn measured(texts: Pair<String>) -> (usize, u64, usize) {
    let read = texts.map(|text| Arc::new(format::plain_text(text).expect("a text")));
    let bytes = read.old.text.len() + read.new.text.len();
    // Counted when they are read, as in the program.
    let _ = (read.old.word_count(), read.new.word_count());
    let needed = changes::memory_needed(read.as_ref().map(AsRef::as_ref));
    let before = ALLOCATED.current_usage();
    ALLOCATED.reset_peak_usage();
    let laid: Pair<Arc<Document>> = format::for_pair(&read);
    let compared = changes::compare(&laid.old, &laid.new, &Options::default()).expect("not cancelled");
    drop(compared);
    (ALLOCATED.peak_usage() - before, needed, bytes)
}

fn pairs(bytes: usize) -> impl Iterator<Item = (String, Pair<String>)> {
    let unrelated = SHAPES.into_iter().map(move |(name, part)| {
        let text = |seed: u64| filled(bytes, &mut Random(seed), part);
        (format!("unrelated {name}"), Pair::new(text(1), text(2)))
    });
    let similar = SHAPES.into_iter().take(3).map(move |(name, part)| {
        let old = filled(bytes, &mut Random(1), part);
        let new = edited(&old, &mut Random(2));
        (format!("similar {name}"), Pair::new(old, new))
    });
    unrelated.chain(similar)
}

#[test]
#[ignore = "a measurement: takes minutes"]
fn memory_by_shape_and_size() {
    let sizes: Vec<usize> = std::env::var("RECTO_MEGABYTES")
        .map_or_else(|_| vec![1, 10], |list| list.split(',').filter_map(|n| n.trim().parse().ok()).collect());
    println!("{:<28} {:>6} {:>10} {:>10} {:>7} {:>9}", "texts", "MB", "used MB", "needed MB", "ratio", "per byte");
    for megabytes in sizes {
        for (name, texts) in pairs(megabytes << 20) {
            let (used, needed, bytes) = measured(texts);
            let [used, needed, bytes] = [used as f64, needed as f64, bytes as f64];
            let mb = f64::from(1 << 20);
            println!(
                "{name:<28} {megabytes:>6} {:>10.1} {:>10.1} {:>7.2} {:>9.1}",
                used / mb,
                needed / mb,
                needed / used,
                used / bytes
            );
        }
    }
}
