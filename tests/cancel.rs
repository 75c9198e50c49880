//! Cancelled work ends: none continues after "cancelled".
//!
//! Counted in processor time, not by the clock, so that a busy machine changes nothing; that is why these tests have a
//! program to themselves.

#![cfg(all(target_os = "linux", feature = "store"))]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]
#![expect(clippy::print_stdout, reason = "figures are printed for people")]

#[path = "common/random.rs"]
mod random;

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use recto::changes::{self, Options};
use recto::format;
use recto::store::{self, Source};
use recto::text::Pair;

use random::Random;

/// Processor time of this program so far, in milliseconds, of ended threads too.
fn used() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("the status of this process");
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    // User and system time, the 14th and 15th field, in hundredths of a second.
    [11, 12].iter().filter_map(|&n| fields.get(n)?.parse::<u64>().ok()).sum::<u64>() * 10
}

fn word(random: &mut Random) -> String {
    (0..2 + random.below(8)).map(|_| char::from(b'a' + u8::try_from(random.below(26)).unwrap_or(0))).collect()
}

fn prose(random: &mut Random, sentences: usize) -> String {
    let sentence = |random: &mut Random| {
        let words: Vec<String> = (0..12).map(|_| word(random)).collect();
        format!("The {}.{}", words.join(" "), if random.below(5) == 0 { "\n\n" } else { " " })
    };
    (0..sentences).map(|_| sentence(random)).collect()
}

/// The same text with words of every other sentence exchanged.
fn edited(text: &str, random: &mut Random) -> String {
    let sentence = |(n, sentence): (usize, &str)| match n % 2 {
        0 => sentence.to_owned(),
        _ => sentence.replacen(' ', &format!(" {} ", word(random)), 2),
    };
    text.split_inclusive('.').enumerate().map(sentence).collect()
}

/// Characters of a script without spaces, and no full stop: one sentence.
fn unspaced(random: &mut Random, chars: usize) -> String {
    (0..chars).filter_map(|_| char::from_u32(0x4e00 + u32::try_from(random.below(20_000)).unwrap_or(0))).collect()
}

fn short_lines(random: &mut Random, lines: usize) -> String {
    (0..lines).map(|_| "a".repeat(1 + random.below(3)) + "\n").collect()
}

/// Compares two texts, laid out for each other, as the program does.
fn compare(texts: &Pair<String>, cancel: &AtomicBool) -> bool {
    let read = texts.as_ref().map(|text| Arc::new(format::plain_text(text.as_str()).expect("a text")));
    let Some(laid) = format::for_pair_unless(&read, cancel) else { return false };
    changes::compare(&laid.old, &laid.new, &Options::default().with_cancel(cancel)).is_some()
}

#[test]
fn cancelled_work_ends_wherever_it_is() {
    // Times of a debug build are many times those of a release build.
    let (factor, most) = if cfg!(debug_assertions) { (1, 500) } else { (12, 100) };
    let rounds = std::env::var("RECTO_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let two = |make: &dyn Fn(&mut Random) -> String| Pair::new(make(&mut Random(1)), make(&mut Random(2)));
    let old = prose(&mut Random(3), 1_500 * factor);
    let shapes: [(&str, Pair<String>); 4] = [
        ("unrelated", two(&|random| prose(random, 1_500 * factor))),
        ("edited", Pair::new(old.clone(), edited(&old, &mut Random(4)))),
        ("unspaced", two(&|random| unspaced(random, 15_000 * factor))),
        ("lines", two(&|random| short_lines(random, 4_000 * factor))),
    ];
    let mut random = Random(5);
    for (name, texts) in shapes {
        ends_when_cancelled(name, rounds, most, &mut random, |cancel| compare(&texts, cancel));
    }
    // Reading takes less time for a text of that length.
    let folder = tempfile::tempdir().expect("a folder");
    let paragraphs = prose(&mut Random(6), 40_000 * factor);
    let lines = short_lines(&mut Random(7), 200_000 * factor);
    // Between the stages of reading a web page nothing asks; pages are smaller.
    let elements = prose(&mut Random(8), 5_000 * factor).replace("\n\n", "</p>\n<p>");
    let page = format!("<!doctype html><html><body><p>{elements}</p></body></html>");
    for (name, text) in
        [("prose.txt", &paragraphs), ("lines.txt", &lines), ("prose.md", &paragraphs), ("page.html", &page)]
    {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("written");
        let source = Source::File(path);
        ends_when_cancelled(name, rounds, most, &mut random, |cancel| {
            store::read_unless(&source, cancel)
                .is_some_and(|read| read.expect("a text").word_count_unless(cancel).is_some())
        });
    }
}

/// Does something to its end, which is reported by `true`, then cancels it at random moments; at most `most` milliseconds of
/// work are done after that.
fn ends_when_cancelled(
    name: &str,
    rounds: usize,
    most: u64,
    random: &mut Random,
    work: impl Fn(&AtomicBool) -> bool + Sync,
) {
    let begun = used();
    assert!(work(&AtomicBool::new(false)), "{name}");
    let whole = used() - begun;
    let mut late = Vec::new();
    for _ in 0..rounds {
        let moment = u64::try_from(random.below(usize::try_from(whole).unwrap_or(1).max(1))).unwrap_or(0);
        let cancel = AtomicBool::new(false);
        thread::scope(|scope| {
            let begun = used();
            let running = scope.spawn(|| work(&cancel));
            while used() - begun < moment && !running.is_finished() {
                thread::sleep(Duration::from_millis(1));
            }
            cancel.store(true, Ordering::Relaxed);
            let raised = used();
            running.join().expect("no panic");
            late.push((used() - raised, moment));
        });
    }
    let worst = late.iter().max().copied().unwrap_or_default();
    println!("{name}: {whole} ms, at worst {} ms after it was cancelled at {} ms", worst.0, worst.1);
    assert!(worst.0 <= most, "{name}: {worst:?} of {whole} ms, all: {late:?}");
}
