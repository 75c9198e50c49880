//! Checks the plan in `src/lib.rs`: imports point down only, between modules and between the files of one; files,
//! processes, the network, the terminal and the arguments are each used by only one module.
//!
//! `src/lib.rs` has the map for people; the table here is the same map for the test, and is compared with it.

#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/sources.rs"]
mod sources;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use sources::{Segments, Source, Sources, Target};

/// Each module, its floor, and the modules of the same floor that it may import. It may import everything on lower
/// floors.
///
/// | modules on one floor | imports |
/// |---|---|
/// | `text`, `lang`, `thresholds` | `text` asks `lang` for abbreviations and numerals |
/// | `align`, `diff` | rows are made of links |
/// | `page`, `store` | none: the caller passes documents on |
/// | `app`, `out` | none: output with a screen, and without one |
const MODULES: [(&str, u8, &[&str]); 16] = [
    ("thresholds", 0, &[]),
    ("lang", 0, &[]),
    ("text", 0, &["lang"]),
    ("format", 1, &[]),
    ("align", 2, &[]),
    ("diff", 2, &["align"]),
    ("changes", 3, &[]),
    ("story", 3, &[]),
    ("page", 4, &[]),
    ("store", 4, &[]),
    ("theme", 5, &[]),
    ("out", 6, &[]),
    ("app", 6, &[]),
    ("tui", 7, &[]),
    ("cli", 8, &[]),
    ("", 9, &[]), // lib.rs
];

/// Paths that only some modules may use.
const RESTRICTED: [(&[&str], &[&str]); 24] = [
    (&["std", "fs"], &["store"]),
    (&["std", "process"], &["store"]),
    (&["std", "net"], &["store"]),
    (&["std", "os"], &["store"]),
    (&["ignore"], &["store"]),
    (&["directories"], &["store"]),
    // Methods of a path that access the disk.
    (&[".", "exists"], &["store"]),
    (&[".", "is_dir"], &["store"]),
    (&[".", "is_file"], &["store"]),
    (&[".", "is_symlink"], &["store"]),
    (&[".", "metadata"], &["store"]),
    (&[".", "canonicalize"], &["store"]),
    (&[".", "read_dir"], &["store"]),
    (&["ratatui"], &["tui"]),
    (&["crossterm"], &["tui"]),
    (&["signal_hook"], &["tui"]),
    (&["clap"], &["cli"]),
    (&["clap_complete"], &["cli"]),
    (&["clap_mangen"], &["cli"]),
    (&["std", "io", "stdin"], &["cli", "tui"]),
    (&["std", "io", "stdout"], &["cli", "tui"]),
    (&["std", "io", "stderr"], &["cli", "tui"]),
    (&["std", "env"], &["cli", "tui"]),
    (&["std", "thread"], &["cli", "store", "text", "tui"]),
];

/// An import from file to file.
struct Import<'a> {
    from: &'a Source,
    to: &'a Source,
    line: usize,
    /// Whether only tests use it.
    test: bool,
}

/// All imports between files. A re-exported name (`pub use`) is not an import: its users are.
fn imports(sources: &Sources) -> Vec<Import<'_>> {
    let mut out = Vec::new();
    for from in sources.files.values() {
        for named in &from.names {
            let Target::Item(module, rest) = sources.resolve(named) else { continue };
            let to = &sources.files[&module];
            // `use super::runs;` names a folder's `mod.rs` only to reach the modules below it.
            let only_named =
                rest.is_empty() && sources.files.keys().any(|m| m.len() > module.len() && m.starts_with(&module));
            // Code of tests/common that lib.rs includes for unit tests.
            let common = |name: &String| matches!(name.as_str(), "cases" | "worked");
            let for_tests = named.test && module.is_empty() && rest.first().is_some_and(common);
            if to.module != from.module && !named.reexport && !only_named && !for_tests {
                out.push(Import { from, to, line: named.line, test: named.test });
            }
        }
    }
    out
}

fn top(module: &Segments) -> &str {
    module.first().map_or("", String::as_str)
}

#[test]
fn imports_point_down() {
    let sources = Sources::read();
    assert!(sources.files.len() > 100, "the sources were not found");
    let known: BTreeMap<&str, (u8, &[&str])> =
        MODULES.iter().map(|&(m, floor, allowed)| (m, (floor, allowed))).collect();
    let mut wrong = BTreeSet::new();
    for source in sources.files.values() {
        if !known.contains_key(top(&source.module)) {
            wrong.insert(format!("{}: its module has no floor in tests/layering.rs", source.path));
        }
    }
    let imports = imports(&sources);
    assert!(imports.len() > 500, "{} imports were found", imports.len());
    for Import { from, to, line, .. } in imports {
        let (module, target) = (top(&from.module), top(&to.module));
        let (Some((floor, allowed)), Some((target_floor, _))) = (known.get(module), known.get(target)) else {
            continue;
        };
        if module != target && target_floor >= floor && !allowed.contains(&target) {
            wrong.insert(format!(
                "{}:{line}: {module} (floor {floor}) imports {target} (floor {target_floor})",
                from.path
            ));
        }
    }
    report(wrong);
}

#[test]
fn the_map_in_the_docs_agrees_with_the_table() {
    let lib = include_str!("../src/lib.rs");
    let rows =
        lib.lines().filter_map(|l| l.strip_prefix("//! | ")).filter(|l| l.starts_with(|c: char| c.is_ascii_digit()));
    let mut shown: Vec<(String, u8)> = rows
        .map(|row| {
            let mut cells = row.split('|').map(str::trim);
            let floor = cells.next().and_then(|c| c.parse().ok()).expect("a floor");
            let module = cells.next().expect("a module").trim_matches(['[', ']', '`']).trim_start_matches("mod@");
            (module.to_owned(), floor)
        })
        .collect();
    let mut table: Vec<_> = MODULES.iter().filter(|m| !m.0.is_empty()).map(|m| (m.0.to_owned(), m.1)).collect();
    shown.sort();
    table.sort();
    assert_eq!(shown, table, "left: the table of src/lib.rs, right: the one of tests/layering.rs");
    // The floor in a module's own documentation must be the same.
    let mut stated = 0;
    for (module, floor) in table {
        let path = sources::path_of(std::slice::from_ref(&module));
        let text = std::fs::read_to_string(&path).expect("a source file");
        let named = text.strip_prefix("//! Floor ").and_then(|rest| rest.split(':').next()?.parse().ok());
        assert!(named.is_none_or(|named: u8| named == floor), "{} names another floor than {floor}", path.display());
        stated += usize::from(named.is_some());
    }
    assert!(stated > 8, "{stated} modules name their floor");
}

#[test]
fn system_access_is_limited_to_one_module() {
    let sources = Sources::read();
    let (mut wrong, mut used) = (BTreeSet::new(), BTreeSet::new());
    for source in sources.files.values() {
        for named in source.names.iter().filter(|n| !n.test) {
            let Target::External(path) = sources.resolve(named) else { continue };
            for (restricted, users) in RESTRICTED {
                let uses = path.len() >= restricted.len() && restricted.iter().zip(&path).all(|(r, p)| r == p);
                if uses {
                    used.insert(restricted.join("::"));
                }
                if uses && !users.contains(&top(&source.module)) {
                    let name = restricted.join("::").replace(".::", "the method ");
                    wrong.insert(format!("{}:{}: {name} outside {}", source.path, named.line, users.join(", ")));
                }
            }
            if named.glob && path.first().is_some_and(|p| p == "std") {
                wrong.insert(format!("{}:{}: a glob import hides what it brings in", source.path, named.line));
            }
        }
    }
    for path in ["std::fs", "std::thread", ".::is_dir", "ratatui", "clap"] {
        assert!(used.contains(path), "no use of {path} was found where it is allowed");
    }
    report(wrong);
}

/// No circular imports between files. `mod.rs` is a file like any other: it may use its children, and whatever they
/// share with it needs a separate file. Re-exports with `pub use` are followed to the defining file. Imports in tests
/// do not count.
#[test]
fn no_files_import_each_other_in_a_circle() {
    let sources = Sources::read();
    let mut edges: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for Import { from, to, line, .. } in imports(&sources).into_iter().filter(|i| !i.test) {
        edges.entry(&from.path).or_default().entry(&to.path).or_insert(line);
    }
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    let mut wrong = BTreeSet::new();
    for start in edges.keys().copied() {
        let Some(cycle) = shortest_cycle(&edges, start) else { continue };
        // Report each cycle once, from the first of its files.
        if cycle.iter().all(|file| !reported.contains(file)) {
            let steps = cycle.iter().zip(cycle.iter().cycle().skip(1));
            let steps: Vec<_> = steps.map(|(from, to)| format!("{from}:{} imports {to}", edges[from][to])).collect();
            wrong.insert(steps.join("\n    "));
        }
        reported.extend(&cycle);
    }
    report(wrong);
}

/// The files of the shortest cycle through `start`.
fn shortest_cycle<'a>(edges: &BTreeMap<&'a str, BTreeMap<&'a str, usize>>, start: &'a str) -> Option<Vec<&'a str>> {
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for &next in edges.get(at).into_iter().flat_map(BTreeMap::keys) {
            if next == start {
                let mut path = vec![at];
                while path[path.len() - 1] != start {
                    path.push(came_from[path[path.len() - 1]]);
                }
                path.reverse();
                return Some(path);
            }
            if !came_from.contains_key(next) {
                came_from.insert(next, at);
                queue.push_back(next);
            }
        }
    }
    None
}

#[track_caller]
fn report(wrong: BTreeSet<String>) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}
