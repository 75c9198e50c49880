//! The floors of the house: an import points down only, files are touched only in `store`, the terminal only in `tui`.

#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

use std::fs;
use std::path::{Path, PathBuf};

/// Floor of each module; a module may import itself and what lies strictly lower.
const FLOORS: [(&str, u8); 15] = [
    ("text", 0),
    ("thresholds", 0),
    ("lang", 1),
    ("format", 2),
    ("align", 3),
    ("diff", 4),
    ("changes", 5),
    ("story", 5),
    ("page", 6),
    ("store", 6),
    ("theme", 7),
    ("out", 8),
    ("app", 8),
    ("tui", 9),
    ("cli", 10),
];

/// Paths that only one module may name.
const DOORS: [(&str, &[&str]); 7] = [
    ("std::fs", &["store"]),
    ("fs::", &["store"]),
    ("File::", &["store"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("std::env", &["build", "cli", "tui", "main"]),
    ("std::thread", &["align", "cli", "tui"]),
];

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("src is readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn code(line: &str) -> &str {
    line.split("//").next().unwrap_or("")
}

#[test]
fn imports_point_down() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    assert!(files.len() > 20, "the sources were not found");
    let mut wrong = Vec::new();
    for file in &files {
        let rel = file.strip_prefix(&src).expect("below src");
        let first = rel.components().next().expect("a name").as_os_str().to_string_lossy();
        let module = first.trim_end_matches(".rs");
        let text = fs::read_to_string(file).expect("a source file");
        for (n, line) in text.lines().enumerate().map(|(n, l)| (n + 1, code(l))) {
            for (door, keepers) in DOORS {
                if line.contains(door) && !keepers.contains(&module) {
                    wrong.push(format!("{}:{n}: {door} outside {}", rel.display(), keepers.join(", ")));
                }
            }
            let Some(&(_, floor)) = FLOORS.iter().find(|(m, _)| *m == module) else { continue };
            for (target, their) in FLOORS {
                let named = line.contains(&format!("crate::{target}::")) || line.contains(&format!("crate::{target};"));
                if named && target != module && their >= floor {
                    wrong.push(format!(
                        "{}:{n}: {module} (floor {floor}) imports {target} (floor {their})",
                        rel.display()
                    ));
                }
            }
            if line.contains("crate::{") {
                wrong.push(format!("{}:{n}: write `use crate::module::…`, one module a line", rel.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
