//! Fuzzing without another compiler: the checks of `tests/fuzz` on changed copies of examples, each target for about a
//! second. They are the same copies on every machine, so that a commit that passed once passes again.
//!
//! `RECTO_FUZZ_SECONDS=600 RECTO_FUZZ_SEED=7 cargo test --release --test fuzzing comparison` looks longer for new
//! failures. An input that fails is written to `target/tmp`; kept in `tests/fuzz/cases/<target>`, it is tried first in
//! every run.

#![cfg(feature = "cli")]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a test reports how much it tried, and what failed")]

#[path = "common/answers.rs"]
mod answers;
#[path = "common/archive.rs"]
mod archive;
#[path = "fuzz/checks.rs"]
mod checks;
#[path = "common/random.rs"]
mod random;
#[path = "common/rebuild.rs"]
mod rebuild;

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use random::Random;
use recto::format::{self, Hint, Reading};
use recto::text::Format;

/// Pieces that importers, the reader and the settings treat specially.
const PIECES: [&[u8]; 48] = [
    b"\n",
    b"\n\n",
    b"\r\n",
    b" ",
    b"\t",
    b"\0",
    b"\x1b",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc3",
    "\u{301}".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{202e}".as_bytes(),
    "“".as_bytes(),
    "’".as_bytes(),
    "条約".as_bytes(),
    "👩\u{200d}👧".as_bytes(),
    b"# ",
    b"> ",
    b"- ",
    b"1. ",
    b"```\n",
    b"| a | b |\n|---|---|\n",
    b"[a](b)",
    b"**",
    b"~~",
    b"&#27;",
    b"&eacute;",
    b"<p>",
    b"</p>",
    b"<table><tr><td>",
    b"<!--",
    b"<![CDATA[",
    b"<a href='",
    b"<?xml version='1.0' encoding='koi8-r'?>",
    b"From a@b Mon\n",
    b"Subject: =?utf-8?Q?=1B?=\n",
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\n",
    b"PK\x03\x04",
    b"{{a|b}}",
    b"[[a|b]]",
    b"Read more: ",
    b"(Corrects second paragraph.)\n",
    b"$1.5 million",
    b"[keys]\n",
    b"theme = \"",
    b"ctrl-",
    b"\\u001b",
];

/// A changed copy of an example.
fn changed(examples: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = examples[random.below(examples.len())].clone();
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.length(10)).min(bytes.len());
        match random.below(9) {
            0 => bytes.truncate(end),
            1 => _ = bytes.drain(at..end),
            2 => {
                let part = bytes[at..end].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, part);
            }
            3 => {
                let piece = PIECES[random.below(PIECES.len())].repeat(1 + random.length(6));
                bytes.splice(at..at, piece);
            }
            4 => {
                let other = &examples[random.below(examples.len())];
                let from = random.below(other.len() + 1);
                let part = other[from..(from + random.below(300)).min(other.len())].to_vec();
                bytes.splice(at..end, part);
            }
            5 if !bytes.is_empty() => bytes[0] = random.byte(),
            6 if bytes.len() > 1 => bytes[1] = random.byte(),
            _ => {
                let new = random.byte();
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = new;
                }
            }
        }
    }
    bytes
}

/// How long each target is tried, in place of the number of its inputs.
fn seconds() -> Option<f64> {
    std::env::var("RECTO_FUZZ_SECONDS").ok().and_then(|s| s.parse().ok())
}

/// Tries what failed once, the examples, and `inputs` changed copies of them.
fn fuzz(name: &str, examples: &[Vec<u8>], inputs: usize) {
    let (_, check) = checks::TARGETS.iter().find(|(target, _)| *target == name).expect("a target");
    let attempt = |what: &str, bytes: &[u8]| {
        if let Err(fault) = catch_unwind(AssertUnwindSafe(|| check(bytes))) {
            let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{name}"));
            fs::write(&path, bytes).expect("written");
            eprintln!("{name}: {what} fails: {}", path.display());
            resume_unwind(fault);
        }
    };
    for (path, bytes) in kept(name) {
        attempt(&path.display().to_string(), &bytes);
    }
    examples.iter().for_each(|bytes| attempt("an example", bytes));
    let seed = std::env::var("RECTO_FUZZ_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let mut random = Random(seed);
    let (begun, limit) = (Instant::now(), seconds().map(Duration::from_secs_f64));
    let mut tried = 0;
    while limit.map_or(tried < inputs, |limit| begun.elapsed() < limit) {
        attempt("a changed example", &changed(examples, &mut random));
        tried += 1;
    }
    println!("{name}: {tried} inputs");
}

/// The inputs that failed once.
fn kept(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/cases").join(name);
    // Not every target has failed.
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry").path());
    entries.map(|path| (path.clone(), fs::read(path).expect("read"))).collect()
}

/// The names of the entries of a folder without their endings.
fn names(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
}

/// Inputs in a folder of another name would never be tried.
#[test]
fn inputs_and_programs_are_those_of_the_targets() {
    let targets: BTreeSet<String> = checks::TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names("tests/fuzz/targets"), targets);
    let kept = names("tests/fuzz/cases");
    assert!(!kept.is_empty() && kept.is_subset(&targets), "{kept:?}");
}

fn files(folder: &str) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder");
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("read")).collect()
}

fn with_head(head: &[u8], bytes: &[u8]) -> Vec<u8> {
    [head, bytes].concat()
}

/// The examples of an importer, which its target of cargo-fuzz begins with too.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    files(&format!("tests/fuzz/seeds/{name}"))
}

/// The tests of importers, each by the name of its format and target.
macro_rules! importers {
    ($($name:ident)*) => {
        const IMPORTERS: &[&str] = &[$(stringify!($name)),*];
        $(
            #[test]
            fn $name() {
                fuzz(stringify!($name), &seeds(stringify!($name)), 300);
            }
        )*
    };
}

importers! { text markdown html docx odt epub mail feed mediawiki }

#[test]
fn each_importer_is_fuzzed_from_examples_that_it_reads() {
    let formats: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
    assert_eq!(formats, IMPORTERS);
    for (format, name) in Format::ALL.into_iter().zip(IMPORTERS) {
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "{name}");
        for seed in seeds {
            let bytes = if matches!(*name, "docx" | "odt" | "epub") { packaged(&seed) } else { seed };
            let mut reading = Reading::default();
            reading.format = Some(format);
            let read = format::read(bytes, &Hint::none().reading(reading))
                .map_err(|error| format!("{name}: {error}"))
                .expect("read");
            assert!(read.text.to_lowercase().contains("ferry"), "{name}: {}", read.text);
        }
    }
}

fn packaged(seed: &[u8]) -> Vec<u8> {
    checks::package(&String::from_utf8_lossy(seed))
}

#[test]
fn document() {
    let mut examples: Vec<Vec<u8>> = [files("assets/sample"), files("tests/cases")].concat();
    for name in ["html", "mail", "feed", "mediawiki"] {
        examples.extend(seeds(name));
    }
    for name in ["docx", "odt", "epub"] {
        examples.extend(seeds(name).iter().map(|seed| packaged(seed)));
    }
    let utf_16: Vec<u8> = "The ferry sank.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    examples.push(utf_16);
    let formats = u8::try_from(Format::ALL.len()).unwrap_or(u8::MAX);
    // As detected.
    fuzz("document", &examples.iter().map(|bytes| with_head(&[formats], bytes)).collect::<Vec<_>>(), 300);
}

#[test]
fn comparison() {
    let samples = files("assets/sample");
    let short = |bytes: &Vec<u8>| bytes.get(..bytes.len().min(1500)).unwrap_or(bytes).to_vec();
    let pair = |at: usize| {
        [&[u8::try_from(at % 3).unwrap_or(0), 127], &*short(&samples[at]), &short(&samples[at + 1])].concat()
    };
    let mut examples: Vec<Vec<u8>> = (0..samples.len() - 1).map(pair).collect();
    examples.push(with_head(&[0, 127], "A b c. D e f.\n\nA b d. D f e.\n".as_bytes()));
    fuzz("comparison", &examples, 15);
}

#[test]
fn screens() {
    let text = b"\0The ferry sank on Monday.\n\nNobody was hurt, she said.\n\nThe ferry sank on Tuesday.\n\nNobody was hurt, he said.\n";
    let keys: [&[u8]; 6] = [
        b"\x64\x1ejjkG/ferry\x80nN\x81?\x81:theme\x80",
        b"\x70\x20nnscjj\x80Zj \x81fGmx\xc0\x20\x10\xc0\xff\x30n",
        b"\x90\x28j\x80v\x86/pact\x8fS\x81d\x81oo<>|\xb0\x05\x05\x90",
        b"\x50\x18te\x84\x80\x81r3j5G\x90\x04\x04\xc8\x10paste \xe6\x9d\xa1 two\x81",
        b"\xa0\x2dnnnNcj\x80\xb0\x20\x10\x90\x9f\x10s\x90\x10\x08\x90\x10\x08",
        b"\x05\x02jjj\xc0\x50\x18nnn\xc0\x00\x00n",
    ];
    let examples = keys.iter().zip(0..).map(|(keys, how): (_, u8)| [&[how], *keys, text].concat()).collect::<Vec<_>>();
    fuzz("screens", &examples, 30);
}

#[test]
fn settings() {
    let mut examples = files("assets/themes");
    examples.push(b"folders = ['~/a']\nmeasure = 70\ntheme = 'dark'\nencoding = 'latin1'\n[keys]\nnext = ['n', 'ctrl-n', 'g g']\n".to_vec());
    examples.push(b"ctrl-alt-x\nshift-tab\ng g\nf12\nminus\npgdn\n?\n".to_vec());
    fuzz("settings", &examples, 500);
}

#[test]
fn state_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut database, _) = recto::store::Database::open(folder.path()).expect("opened");
    let left =
        |n: u32| recto::store::Left::new(format!("/{n}").into_bytes(), "Some text that was read for a while.", n);
    database.save(&(0..30).map(left).collect::<Vec<_>>()).expect("saved");
    drop(database);
    fuzz("state_file", &[fs::read(folder.path().join("recto.db")).expect("read"), Vec::new()], 60);
}

#[test]
fn state_rows() {
    let row = |kinds: [u8; 6]| [&[24][..], &kinds.map(|kind| [kind, 1, 2, 3]).concat()].concat();
    fuzz("state_rows", &[[row([6, 6, 2, 2, 5, 2]), row([6, 6, 2, 2, 5, 3])].concat(), row([1, 5, 4, 0, 6, 3])], 60);
}
