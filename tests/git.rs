//! Runs Recto from git: `diff.external`, attributes and `difftool`. The exit status must be 0, or git stops.

#![cfg(all(unix, feature = "cli"))]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::process::Command;

use program::RECTO;
use tempfile::TempDir;

const FERRY: &str = "The ferry sank on Monday, the coast guard said. Nobody was hurt.\n\nThe inquiry into the sinking begins at the harbour office in June, it said.\n\n\
     Its owner has run it since 1988.\n\nShe has two more, of which one is laid up for the winter.\n";
const BRIDGE: &str = "The bridge reopened after the winter. Traders on the quay welcomed the news of it.\n";

/// A repository with one commit.
struct Repository {
    dir: TempDir,
}

impl Repository {
    fn new() -> Self {
        let repository = Self { dir: tempfile::tempdir().expect("a folder") };
        repository.git(&["init", "-q"]);
        for (name, text) in
            [("ferry report.txt", FERRY), ("bridge.txt", BRIDGE), ("old name.txt", FERRY), ("gone.txt", BRIDGE)]
        {
            fs::write(repository.dir.path().join(name), text).expect("written");
        }
        fs::write(repository.dir.path().join("blob.bin"), [0, 1, 2, 0, 255, 0]).expect("written");
        repository.git(&["add", "-A"]);
        repository.git(&["commit", "-qm", "First"]);
        repository
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.dir.path().join(name), text).expect("written");
    }

    /// Runs git successfully; returns its output.
    #[track_caller]
    fn git(&self, args: &[&str]) -> String {
        let mut command = program::at_home(Command::new("git"), self.dir.path());
        command.current_dir(self.dir.path()).args(args).env("GIT_CONFIG_NOSYSTEM", "1");
        for (name, value) in
            [("AUTHOR_NAME", "A"), ("AUTHOR_EMAIL", "a@b"), ("COMMITTER_NAME", "A"), ("COMMITTER_EMAIL", "a@b")]
        {
            command.env(format!("GIT_{name}"), value);
        }
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF"] {
            command.env_remove(name);
        }
        let output = command.output().expect("git runs");
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "git {args:?}: {out}{err}");
        out.into_owned()
    }

    fn diff(&self, args: &[&str]) -> String {
        let external = format!("diff.external='{RECTO}' git-diff");
        self.git(&[&["-c", &external, "diff"], args].concat())
    }
}

#[test]
fn git_shows_every_kind_of_change_with_recto() {
    let repository = Repository::new();
    repository.put("ferry report.txt", FERRY.replace("Monday", "Tuesday"));
    repository.put("bridge.txt", "");
    repository.put("blob.bin", [0, 2, 2, 0, 255, 0]);
    repository.put("new story.txt", "A story that was not there before, in one sentence.\n");
    fs::remove_file(repository.dir.path().join("gone.txt")).expect("removed");
    repository.git(&["mv", "old name.txt", "fresh name.txt"]);
    repository.put("fresh name.txt", FERRY.replace("June", "July"));
    repository.git(&["add", "-A"]);
    let out = repository.diff(&["--cached", "-M"]);
    for says in [
        "ferry report.txt\n", "[-Monday-] {+Tuesday+}", "bridge.txt\n", "[-The bridge reopened",
        "blob.bin: cannot be shown: it is not text", "new story.txt (new)\n", "{+A story that was not there before",
        "gone.txt (deleted)\n", "old name.txt → fresh name.txt\n", "[-June-] {+July+}",
    ] {
        assert!(out.contains(says), "{says:?} in:\n{out}");
    }
    assert!(!out.contains('\u{1b}'), "{out:?}");
}

#[test]
fn a_driver_of_the_attributes_is_called_for_its_files() {
    let repository = Repository::new();
    repository.put(".gitattributes", "*.txt diff=prose\n");
    let driver = format!("'{RECTO}' git-diff --format markdown");
    repository.git(&["config", "diff.prose.command", &driver]);
    repository.put("ferry report.txt", FERRY.replace("Monday", "Tuesday"));
    let out = repository.git(&["diff"]);
    assert!(out.contains("~~Monday~~ **Tuesday**"), "{out}");
}

#[test]
fn a_word_file_is_not_written_for_a_pager() {
    let repository = Repository::new();
    for name in ["ferry report.txt", "bridge.txt"] {
        repository.put(name, FERRY.replace("Monday", "Tuesday"));
    }
    let external = format!("diff.external='{RECTO}' git-diff --format docx");
    let out = repository.git(&["-c", &external, "diff"]);
    let says = "cannot be shown: git would page the Word file (use recto diff --format docx OLD NEW)";
    assert_eq!(out, format!("bridge.txt: {says}\nferry report.txt: {says}\n"));
}

#[test]
fn under_a_pager_there_are_colours_and_its_width() {
    let repository = Repository::new();
    repository.put("ferry report.txt", FERRY.replace("Monday", "Tuesday"));
    let external = format!("diff.external=GIT_PAGER_IN_USE=1 COLUMNS=60 '{RECTO}' git-diff");
    let out = repository.git(&["-c", &external, "diff"]);
    assert!(out.contains('\u{1b}'), "{out:?}");
    let widths: Vec<usize> = out.lines().map(|line| without_escapes(line).chars().count()).collect();
    assert!(widths.iter().all(|&width| width <= 60) && widths.iter().any(|&width| width > 40), "{widths:?}");
}

/// A line without the sequences that set colours.
fn without_escapes(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| Some(part.split_once('m')?.1)).fold(first, |text, part| text + part)
}

#[test]
fn difftool_compares_with_recto_diff() {
    let repository = Repository::new();
    repository.put("ferry report.txt", FERRY.replace("Monday", "Tuesday"));
    fs::remove_file(repository.dir.path().join("gone.txt")).expect("removed");
    let tool = format!("'{RECTO}' diff");
    let out = repository.git(&["difftool", "--no-prompt", "-x", &tool]);
    assert!(out.contains("[-Monday-] {+Tuesday+}") && out.contains("[-The bridge reopened"), "{out}");
}

#[test]
fn missing_sides_are_empty() {
    let repository = Repository::new();
    let diff = |old: &str, new: &str| {
        let mut command = program::recto(repository.dir.path());
        let out = command.current_dir(repository.dir.path()).args(["diff", "--summary", old, new]).output();
        let out = out.expect("it runs");
        (out.status.code(), String::from_utf8_lossy(&out.stdout).lines().nth(1).unwrap_or("").to_owned())
    };
    let (added, verdict) = diff("/dev/null", "bridge.txt");
    assert!(added == Some(1) && verdict.starts_with("expanded: 0 % of the new text stands in the old · "), "{verdict}");
    let (gone, verdict) = diff("bridge.txt", "/dev/null");
    assert!(gone == Some(1) && verdict.starts_with("trimmed: 0 % of the old text stands in the new · "), "{verdict}");
    assert_eq!(diff("/dev/null", "/dev/null"), (Some(0), "identical".into()));
}
