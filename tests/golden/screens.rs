//! The cases: parsed, played, and compared with the stored screens.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use recto::app::Start;
use recto::page::{Layer, Novelty, Role};
use recto::store;
use recto::store::Source;
use recto::text::Pair;
use serde::Deserialize;

use crate::stage::{Cell, Stage};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// Samples by name: none opens the library of all, one the reader, two the comparison.
    #[serde(default)]
    documents: Vec<String>,
    /// Keys as in the keymap, separated by spaces.
    #[serde(default)]
    keys: String,
    /// Other keys for a screen with fewer than 100 columns, which shows a comparison inline at first.
    narrow_keys: Option<String>,
    /// Documents that were never read, and those that have changed since; the others were read.
    #[serde(default)]
    new: Vec<String>,
    #[serde(default)]
    changed: Vec<String>,
}

/// Columns and rows.
const SIZES: [(u16, u16); 3] = [(160, 45), (100, 30), (60, 20)];

#[test]
fn screens_are_as_they_were() {
    let bless = std::env::var_os("RECTO_BLESS").is_some();
    let mut changed = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 12, "{} cases in tests/golden", cases.len());
    for folder in cases {
        let files = fs::read_dir(&folder).expect("a case").count();
        assert_eq!(files, 1 + SIZES.len(), "{} has other files than case.toml and its screens", folder.display());
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for (cols, rows) in SIZES {
            let shown = play(&folder, cols, rows);
            let file = format!("{cols}x{rows}.txt");
            let path = folder.join(&file);
            if bless {
                fs::write(&path, &shown).expect("the screen is written");
                continue;
            }
            let kept = fs::read_to_string(&path).unwrap_or_default();
            if kept != shown {
                changed.push(difference(&format!("{name}/{file}"), &kept, &shown));
            }
        }
    }
    assert!(
        changed.is_empty(),
        "{}\nIf this is meant: RECTO_BLESS=1 cargo test --test golden, and look at each.",
        changed.join("\n")
    );
}

fn cases() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let entries = fs::read_dir(here).unwrap_or_else(|e| panic!("cannot read tests/golden: {e}"));
    let entries = entries.map(|entry| entry.unwrap_or_else(|e| panic!("cannot read tests/golden: {e}")).path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn play(folder: &Path, cols: u16, rows: u16) -> String {
    let text = fs::read_to_string(folder.join("case.toml")).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let case: Case = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let known = |source: &Source| {
        let is_in = |names: &[String]| names.iter().any(|name| *source == Source::Sample(name.clone().leak()));
        match () {
            () if is_in(&case.new) => Novelty::New,
            () if is_in(&case.changed) => Novelty::Changed,
            () if case.new.is_empty() && case.changed.is_empty() => Novelty::Unknown,
            () => Novelty::Read,
        }
    };
    let mut stage = Stage::open(start(&case.documents), cols, rows, &known);
    stage.press(case.narrow_keys.as_ref().filter(|_| cols < 100).unwrap_or(&case.keys));
    dump(&stage.cells())
}

fn start(names: &[String]) -> Start {
    let sample = |name: &String| {
        let found = store::samples().find(|source| *source == Source::Sample(name.clone().leak()));
        found.unwrap_or_else(|| panic!("there is no sample {name}"))
    };
    match names {
        [] => Start::Library {
            paths: Vec::new(),
            sources: store::samples().collect(),
            name: "samples".to_owned(),
            reading: recto::format::Reading::default(),
        },
        [one] => Start::Reader(sample(one)),
        [old, new] => Start::Comparison(Pair::new(sample(old), sample(new))),
        more => panic!("{} documents open nothing", more.len()),
    }
}

/// The screen in two planes, with the legend of the second.
fn dump(screen: &[Vec<Cell>]) -> String {
    let mut out = String::new();
    let mut seen = BTreeMap::new();
    for row in screen {
        let text: String = row.iter().map(|cell| cell.text.as_str()).collect();
        _ = writeln!(out, "│{text}│");
    }
    out.push('\n');
    for row in screen {
        let letters: String = row.iter().map(|cell| letter(cell, &mut seen)).collect();
        _ = writeln!(out, "│{letters}│");
    }
    out.push('\n');
    for (letter, meaning) in seen {
        _ = writeln!(out, "{letter} {meaning}");
    }
    out
}

/// The letter of a cell: its layer if it has one, otherwise its role. Plain text and blanks have none.
fn letter(cell: &Cell, seen: &mut BTreeMap<char, &'static str>) -> char {
    let Layer { hit, current, selected, focus, shared, .. } = cell.layer;
    let blank = cell.text == " " && !cell.role.is_difference();
    let (letter, meaning) = match (current, hit, selected) {
        (true, ..) => ('@', "current"),
        (_, true, _) => ('#', "search hit"),
        (_, _, true) => ('█', "selected"),
        _ if focus => ('^', "current change"),
        _ if shared && !blank => ('s', "shared"),
        _ if blank || cell.role == Role::Text => return ' ',
        _ => (role_letter(cell.role), cell.role.name()),
    };
    seen.insert(letter, meaning);
    letter
}

const fn role_letter(role: Role) -> char {
    match role {
        Role::Text => ' ',
        Role::Headline => 'H',
        Role::Heading => 'h',
        Role::Caption => 'p',
        Role::Credit => 'c',
        Role::Note => 'n',
        Role::Furniture => 'f',
        Role::Quote => 'q',
        Role::Dim => '.',
        Role::Label => 'l',
        Role::Accent => 'A',
        Role::Removed => '-',
        Role::Added => '+',
        Role::RemovedPassage => 'r',
        Role::AddedPassage => 'a',
        Role::Moved => 'm',
        Role::Typography => '\'',
        Role::RewrittenOld => '<',
        Role::RewrittenNew => '>',
        Role::Edited => '~',
        Role::Mark => '!',
        Role::Error => 'E',
        Role::Rule => '|',
    }
}

/// The differing lines with their numbers, at most a screenful.
fn difference(name: &str, kept: &str, shown: &str) -> String {
    let (kept, shown): (Vec<_>, Vec<_>) = (kept.lines().collect(), shown.lines().collect());
    let mut out = format!("tests/golden/{name} differs:\n");
    let line = |lines: &[&str], i: usize| lines.get(i).map_or_else(String::new, |l| (*l).to_owned());
    let lines = (0..kept.len().max(shown.len())).filter(|&i| line(&kept, i) != line(&shown, i));
    for i in lines.take(12) {
        _ = writeln!(out, "{:>4} - {}\n     + {}", i + 1, line(&kept, i), line(&shown, i));
    }
    out
}
