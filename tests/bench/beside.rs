//! Benchmarks Recto and comparable programs as whole processes on the same texts in one run: `cargo bench`, or `cargo
//! bench -- frames book`.
//!
//! Has no prerequisites: the program is built (see `program`) and texts are generated (see `texts`); missing peers are
//! reported. Figures are wall times, medians of repeated runs; "wanted" is the project's target.

mod frames;
mod program;
#[path = "../common/random.rs"]
mod random;
mod runs;
mod table;
mod texts;

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use frames::{Keys, Start};
use runs::{Peer, Run};
use table::Table;
use texts::{Book, MARK};

/// A megabyte of prose: a book of 160,000 words.
const MEGABYTE: usize = 1_000_000;

/// Number of runs for work of a few milliseconds.
const OFTEN: usize = 101;

/// Number of runs for work of tens of milliseconds.
const SOME: usize = 9;

/// A folder of generated texts, and the table of results.
struct Bench {
    dir: tempfile::TempDir,
    table: Table,
}

/// A part of the benchmark: its name and function.
type Part = (&'static str, fn(&mut Bench) -> io::Result<()>);

const PARTS: [Part; 6] = [
    ("frames", frames),
    ("small", small),
    ("book", book),
    ("unrelated", unrelated),
    ("doubling", doubling),
    ("pathological", pathological),
];

fn main() -> io::Result<()> {
    program::build()?;
    let wanted: Vec<_> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let mut bench = Bench { dir: tempfile::tempdir()?, table: Table::begin()? };
    for (name, part) in PARTS {
        if wanted.is_empty() || wanted.iter().any(|w| name.contains(w.as_str())) {
            bench.table.heading(name)?;
            part(&mut bench)?;
        }
    }
    Ok(())
}

impl Bench {
    fn put(&self, name: &str, text: &str) -> io::Result<PathBuf> {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text)?;
        Ok(path)
    }

    /// Recto and git on the same two texts, alternately.
    fn beside_git(&mut self, what: &str, old: &Path, new: &Path, times: usize, most: f64) -> io::Result<()> {
        let [recto, git] = runs::in_turn([(Peer::Recto, old, new), (Peer::Git, old, new)], times)?;
        self.table.beside(what, recto, ("git", git), most)
    }

    /// Keys of recto, and those of less.
    fn keys(&mut self, what: &str, recto: Option<Keys>, less: Option<Keys>) -> io::Result<()> {
        let median = |keys: Option<Keys>| keys.map(|keys| keys.median);
        let most = |keys: Option<Keys>| keys.map(|keys| keys.most);
        self.table.within(what, median(recto), ("less", median(less)), 0.001)?;
        self.table.within(&format!("{what}, 95 %"), most(recto), ("less", most(less)), 0.004)
    }
}

/// The first screen, the first one with text, and a key press up to the end of its frame, in the reader and in a
/// comparison.
fn frames(bench: &mut Bench) -> io::Result<()> {
    for (size, bytes) in [("5 KB", 5_000), ("50 MB", 50 * MEGABYTE)] {
        let book = Book::new(bytes, 1);
        let (old, new) = (bench.put("frames.txt", &book.marked())?, bench.put("new.txt", &book.revised(2).marked())?);
        let [recto, less] = frames::starts(&old, if bytes > MEGABYTE { SOME } else { OFTEN })?;
        let frame = |start: Option<Start>| start.map(|start| start.frame);
        let text = |start: Option<Start>| start.map(|start| start.text);
        bench.table.beside(&format!("first frame, {size}"), frame(recto), ("less", frame(less)), 1.5)?;
        bench.table.beside(&format!("first text, {size}"), text(recto), ("less", text(less)), 3.0)?;
        let less = frames::keys(Path::new("less"), &[&old], MARK, &PAGES)?;
        let reader = frames::keys(program::program(), &[&old], MARK, &READING)?;
        bench.keys(&format!("key in the reader, {size}"), reader, less)?;
        let comparison = frames::keys(program::program(), &[&old, &new], COMPARED, &COMPARING)?;
        bench.keys(&format!("key in a comparison, {size}"), comparison, less)?;
    }
    Ok(())
}

/// What a comparison shows once it is done: the hint of a key.
const COMPARED: &str = "changes";

/// Two pages forth, and back.
const PAGES: [&str; 4] = [" ", " ", "\u{2}", "\u{2}"];

/// Keys of the reader that end where they began: pages, lines, the end and the beginning.
const READING: [&str; 11] = [" ", " ", "j", "j", "k", "k", "\u{2}", "\u{2}", "G", "g", "g"];

/// Keys of the comparison that do: changes too.
const COMPARING: [&str; 11] = ["n", "n", "n", "j", " ", "k", "G", "\u{2}", "j", "g", "g"];

/// Two versions of one story, of typical length.
fn small(bench: &mut Bench) -> io::Result<()> {
    let book = Book::new(5_000, 2);
    let (old, new) = (bench.put("old.txt", &book.text())?, bench.put("new.txt", &book.revised(3).text())?);
    bench.beside_git("diff, 5 KB revised", &old, &new, OFTEN, 1.0)?;
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let (old, new) = (samples.join("pact-2-syndicated.txt"), samples.join("pact-1-wire.txt"));
    bench.beside_git("diff, samples: syndicated, wire", &old, &new, OFTEN, 1.0)?;
    let Some(corpus) = std::env::var_os("RECTO_CORPUS") else {
        return bench.table.note("diff, real documents", "RECTO_CORPUS is not set");
    };
    let mut real: Vec<_> = std::fs::read_dir(corpus)?.flatten().map(|e| e.path()).collect();
    real.sort();
    match real.as_slice() {
        [old, new, ..] => bench.beside_git("diff, real: 000, 001", old, new, OFTEN, 1.0),
        _ => bench.table.note("diff, real documents", "RECTO_CORPUS holds none"),
    }
}

/// Two revisions of a book: a fifth of the paragraphs changed, some moved.
fn book(bench: &mut Bench) -> io::Result<()> {
    let book = Book::new(MEGABYTE, 4);
    let (old, new) = (bench.put("old.txt", &book.text())?, bench.put("new.txt", &book.revised(5).text())?);
    bench.beside_git("diff, 1 MB revised", &old, &new, SOME, 1.0)?;
    let peak = runs::once(Peer::Recto, &old, &new)?.and_then(|run| run.peak);
    bench.table.memory("its peak memory, × both texts", peak, 2 * MEGABYTE, 12.0)
}

/// Two books by different authors.
fn unrelated(bench: &mut Bench) -> io::Result<()> {
    let texts = [6, 7].map(|seed| Book::new(MEGABYTE, seed).text());
    let (old, new) = (bench.put("old.txt", &texts[0])?, bench.put("new.txt", &texts[1])?);
    seconds(bench, "diff, 1 MB unrelated", &old, &new)
}

/// How the time grows with the text.
fn doubling(bench: &mut Bench) -> io::Result<()> {
    const SIZES: [usize; 4] = [1, 2, 4, 8];
    let mut pairs = Vec::new();
    for size in SIZES {
        let book = Book::new(size * MEGABYTE, 8);
        let (old, new) = (format!("old-{size}.txt"), format!("new-{size}.txt"));
        pairs.push((bench.put(&old, &book.text())?, bench.put(&new, &book.revised(9).text())?));
    }
    let works = std::array::from_fn::<_, 4, _>(|n| (Peer::Recto, pairs[n].0.as_path(), pairs[n].1.as_path()));
    let mut before: Option<Duration> = None;
    for (size, took) in SIZES.into_iter().zip(runs::in_turn(works, SOME)?) {
        bench.table.beside(&format!("diff, {size} MB revised"), took, ("half", before), 2.2)?;
        before = took;
    }
    Ok(())
}

/// Pathological texts.
fn pathological(bench: &mut Bench) -> io::Result<()> {
    let moved = Book::new(MEGABYTE, 10);
    let cases = [
        ("one line of 5 MB without a space", texts::unbroken(5 * MEGABYTE)),
        ("100,000 equal lines, 100,001", texts::equal_lines(100_000)),
        ("one word 200,000 times, 200,001", texts::one_word(200_000)),
        ("1 MB, every sentence moved", (moved.text(), moved.shuffled(11).text())),
    ];
    for (what, (old, new)) in cases {
        let (old, new) = (bench.put("old.txt", &old)?, bench.put("new.txt", &new)?);
        seconds(bench, what, &old, &new)?;
    }
    Ok(())
}

/// Must end within three seconds.
fn seconds(bench: &mut Bench, what: &str, old: &Path, new: &Path) -> io::Result<()> {
    let took = |run: Option<Run>| run.map(|r| r.took);
    let recto = took(runs::once(Peer::Recto, old, new)?);
    let git = took(runs::once(Peer::Git, old, new)?);
    bench.table.within(what, recto, ("git", git), 3.0)
}
