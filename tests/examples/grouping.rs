//! Measures quality, time and memory of grouping on generated folders with known events.
//!
//! ```text
//! cargo run --release --example grouping            340 to 50,000 documents
//! cargo run --release --example grouping -- 20000   one size
//! ```
//!
//! Each size is measured in its own process, since only the peak memory of a whole process is known. Documents are read
//! on all cores and dropped, as in `recto list`.

#![expect(clippy::print_stdout, reason = "it prints what it measures")]

#[path = "../common/newsroom.rs"]
mod newsroom;
#[path = "../common/pairs.rs"]
mod pairs;

use std::panic::resume_unwind;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs, io, thread};

use newsroom::Report;
use recto::story::{self, Profile, Watch};

const SIZES: [usize; 6] = [340, 2_000, 10_000, 20_000, 25_000, 50_000];

fn main() -> io::Result<()> {
    if let Some(size) = env::args().nth(1).and_then(|size| size.parse().ok()) {
        measure(size);
        return Ok(());
    }
    println!("documents    reading   grouping      whole    memory   of which texts");
    for size in SIZES {
        Command::new(env::current_exe()?).arg(size.to_string()).status()?;
    }
    println!(
        "Wanted: at 10,000 documents 1.2 s and 150 MB, at 50,000 8 s and 700 MB; growth of at most 2.3 for a doubling."
    );
    Ok(())
}

fn measure(size: usize) {
    let reports = newsroom::folder(size, 7);
    let texts = reports.iter().map(|r| r.text.len()).sum::<usize>() / 1_000_000;
    let begun = Instant::now();
    let profiles = profiles(&reports);
    let read = begun.elapsed();
    let stories = story::group(&profiles, Watch::default()).unwrap_or_default();
    let whole = begun.elapsed();
    let seconds = |time: Duration| format!("{:.2} s", time.as_secs_f64());
    println!(
        "{:>9} {:>10} {:>10} {:>10} {:>9} {:>13} MB   {}",
        reports.len(),
        seconds(read),
        seconds(whole.saturating_sub(read)),
        seconds(whole),
        most_memory(),
        texts,
        pairs::count(&reports, &stories)
    );
}

fn profiles(reports: &[Report]) -> Vec<Profile> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let parts: Vec<_> = thread::scope(|scope| {
        let parts: Vec<_> = reports
            .chunks(reports.len().div_ceil(cores).max(1))
            .map(|r| scope.spawn(|| newsroom::profiles(r)))
            .collect();
        parts.into_iter().map(|part| part.join().unwrap_or_else(|fault| resume_unwind(fault))).collect()
    });
    parts.into_iter().flatten().collect()
}

/// The peak memory of the process; unknown if the system does not report it in `/proc`.
fn most_memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    kilobytes.map_or_else(|| "?".to_owned(), |kb| format!("{} MB", kb / 1000))
}
