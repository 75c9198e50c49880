//! The command line: every exit status and every kind of bad input. A failure is one line on standard error, nothing on
//! standard output and status 2; it never waits for input.

#![cfg(feature = "cli")]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/places.rs"]
mod places;
#[path = "common/skipped.rs"]
mod skipped;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use places::SETTINGS;
use tempfile::TempDir;

/// How long a command may take: longer than any takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

const OLD: &str = "The ferry sank on Monday, the coast guard said. Nobody was hurt.\n";
const NEW: &str = "The ferry sank on Tuesday, the coast guard said. Nobody was hurt.\n";

/// A folder with two versions of a story and its own home, so that the user's settings do not matter.
struct Shared {
    dir: TempDir,
}

/// The result of a run.
#[derive(Debug)]
struct Gave {
    status: Option<i32>,
    out: String,
    err: String,
}

impl Shared {
    fn new() -> Self {
        let shared = Self { dir: tempfile::tempdir().expect("a folder") };
        shared.put("old.txt", OLD);
        shared.put("new.txt", NEW);
        shared
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, content).expect("written");
    }

    fn command(&self, args: &[&str]) -> assert_cmd::Command {
        let mut command = assert_cmd::Command::cargo_bin("recto").expect("built");
        self.settle(&mut command, |c, k, v| _ = c.env(k, v), |c, k| _ = c.env_remove(k));
        command.current_dir(self.dir.path()).timeout(PATIENCE).args(args);
        command
    }

    /// The same environment for both kinds of command.
    fn settle<C>(&self, command: &mut C, set: fn(&mut C, &str, &Path), unset: fn(&mut C, &str)) {
        for (name, dir) in [("HOME", "home"), ("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state")] {
            set(command, name, &self.path(dir));
        }
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "COLORTERM"] {
            unset(command, name);
        }
    }

    fn run(&self, args: &[&str]) -> Gave {
        gave(&mut self.command(args))
    }
}

fn gave(command: &mut assert_cmd::Command) -> Gave {
    let output = command.output().expect("it ran");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Gave { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Asserts a failure: one line that contains `says`.
#[track_caller]
fn refused(gave: &Gave, says: &str) {
    assert_eq!((gave.status, gave.out.as_str()), (Some(2), ""), "{gave:?}");
    assert!(gave.err.starts_with("recto: ") && gave.err.contains(says), "{gave:?}");
    assert_eq!(gave.err.matches('\n').count(), 1, "{gave:?}");
}

#[test]
fn the_status_shows_whether_two_texts_differ() {
    let shared = Shared::new();
    shared.put("spaced.txt", OLD.replace(". ", ".\n"));
    shared.put("curly.txt", OLD.replace("ferry", "“ferry”"));
    for form in ["plain", "json", "ansi", "html", "markdown", "criticmarkup", "csv", "jsonl", "text-summary"] {
        let status = |old, new| shared.run(&["diff", "--format", form, old, new]).status;
        assert_eq!(status("old.txt", "old.txt"), Some(0), "{form}");
        assert_eq!(status("old.txt", "spaced.txt"), Some(0), "{form}");
        assert_eq!(status("old.txt", "new.txt"), Some(1), "{form}");
        assert_eq!(status("old.txt", "curly.txt"), Some(1), "{form}");
    }
}

#[test]
fn plain_marks_words_and_a_pipe_gets_plain() {
    let gave = Shared::new().run(&["diff", "old.txt", "new.txt"]);
    assert!(gave.out.contains("[-Monday-]") && gave.out.contains("{+Tuesday+}"), "{gave:?}");
    assert!(!gave.out.contains('\u{1b}') && gave.err.is_empty(), "{gave:?}");
}

#[test]
fn json_is_one_object_with_its_schema() {
    let shared = Shared::new();
    let gave = shared.run(&["diff", "--format", "json", "--with-text", "old.txt", "new.txt"]);
    let json: serde_json::Value = serde_json::from_str(&gave.out).expect("JSON");
    assert_eq!((json["schema"].as_u64(), json["old"]["path"].as_str()), (Some(2), Some("old.txt")));
    assert_eq!((json["old"]["text"].as_str(), json["new"]["text"].as_str()), (Some(OLD), Some(NEW)));
    assert_eq!(json["stats"]["words_removed"].as_u64(), Some(1));
    assert_eq!(json["old"].get("time"), None);
    shared.put("v 2024-06-19.txt", OLD);
    let dated = shared.run(&["diff", "--format", "json", "v 2024-06-19.txt", "new.txt"]);
    let dated: serde_json::Value = serde_json::from_str(&dated.out).expect("JSON");
    assert_eq!(dated["old"]["time"], serde_json::json!({"value": "2024-06-19", "from": "name"}));
    for side in ["old", "new"] {
        assert_eq!(
            (json[side]["format"].as_str(), json[side]["markup"].as_array().map(Vec::len)),
            (Some("text"), Some(0))
        );
        assert_eq!(json[side]["sha256"].as_str().map(str::len), Some(64));
    }
}

#[test]
fn all_places_of_a_change_are_bytes_of_the_file() {
    let shared = Shared::new();
    let old = "# *The* hall\n\nAnn **Meier** left the *hall* early on Monday.\n\nBen spoke with Meier again in the evening.\n";
    shared.put("old.md", old);
    shared.put("new.md", old.replace("Meier", "Maier"));
    let gave = shared.run(&["diff", "--format", "json", "old.md", "new.md"]);
    let json: serde_json::Value = serde_json::from_str(&gave.out).expect("JSON");
    let places = json["changes"][0]["places"].as_array().expect("several places");
    let at = |n: &serde_json::Value| usize::try_from(n.as_u64().expect("a byte")).expect("small");
    let words: Vec<_> = places.iter().map(|place| old.get(at(&place["old"][0])..at(&place["old"][1]))).collect();
    assert_eq!(words, [Some("Meier"); 2]);
}

#[test]
fn colour_follows_the_command_line_and_the_environment() {
    let shared = Shared::new();
    let escapes = |command: &mut assert_cmd::Command| gave(command).out.contains('\u{1b}');
    let diff = |args: &[&str]| shared.command(&[&["diff", "old.txt", "new.txt"], args].concat());
    assert!(!escapes(&mut diff(&[])));
    assert!(escapes(&mut diff(&["--color", "always"])));
    assert!(escapes(diff(&[]).env("CLICOLOR_FORCE", "1")));
    assert!(!escapes(diff(&[]).env("CLICOLOR_FORCE", "0")));
    assert!(!escapes(diff(&[]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1")));
    assert!(!escapes(diff(&["--color", "never"]).env("CLICOLOR_FORCE", "1")));
    let bare = gave(diff(&["--format", "ansi", "--view", "inline"]).env("NO_COLOR", "1")).out;
    assert!(bare.contains('\u{1b}') && !bare.contains("\u{1b}[3") && !bare.contains(";38;"), "{bare:?}");
}

#[test]
fn one_side_may_be_standard_input() {
    let shared = Shared::new();
    assert_eq!(gave(shared.command(&["diff", "-", "new.txt"]).write_stdin(OLD)).status, Some(1));
    assert_eq!(gave(shared.command(&["diff", "old.txt", "-"]).write_stdin(OLD)).status, Some(0));
    assert!(gave(shared.command(&["show", "-"]).write_stdin(OLD)).out.contains("coast guard"));
    refused(&shared.run(&["diff", "-", "-"]), "only one side");
    refused(&gave(shared.command(&["show", "-"]).write_stdin(" \n")), "cannot read standard input: it is empty");
}

#[test]
fn changes_are_printed_one_per_line() {
    let shared = Shared::new();
    shared.put("2024-06-19 wire.txt", format!("=1+1 {OLD}"));
    shared.put("page.txt", format!("=1+1 {}Another sentence is here.\n", NEW.replace("Nobody", "No one at all")));
    let records = |old, new| -> Vec<serde_json::Value> {
        let gave = shared.run(&["diff", "--format", "jsonl", old, new]);
        gave.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    let (first, second) = (records("old.txt", "new.txt"), records("2024-06-19 wire.txt", "page.txt"));
    assert_eq!((first.len(), first[0]["old"].as_str(), first[0]["new"].as_str()), (1, Some("Monday"), Some("Tuesday")));
    assert_eq!((first[0]["paragraph"]["old"].as_u64(), first[0]["class"].as_str()), (Some(1), Some("date")));
    let same = second.iter().find(|change| change["class"] == "date").expect("the same change");
    assert_eq!(same["hash"], first[0]["hash"]);
    assert_eq!(same["documents"]["old"]["time"].as_str(), Some("2024-06-19"));
    assert_eq!(same["documents"]["old"]["path"].as_str(), Some("2024-06-19 wire.txt"));
    assert_eq!(same["documents"]["new"]["sha256"].as_str().map(str::len), Some(64));
    let csv = shared.run(&["diff", "--format", "csv", "2024-06-19 wire.txt", "page.txt"]).out;
    let rows: Vec<&str> = csv.split_terminator("\r\n").collect();
    assert!(rows[0].starts_with("rank,class,findings,old,new,summary,heading"), "{csv}");
    assert_eq!(rows.len(), 1 + second.len(), "{csv}");
    shared.put("formula.txt", OLD.replace("Monday", "=1+1"));
    let csv = shared.run(&["diff", "--format", "csv", "old.txt", "formula.txt"]).out;
    assert!(csv.contains("\"'=1+1\"") && !csv.contains(",=1"), "{csv}");
}

/// A program for the tests: writes a text for each file that it is given.
#[cfg(unix)]
fn program(shared: &Shared, name: &str, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    shared.put(name, format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(shared.path(name), fs::Permissions::from_mode(0o755)).expect("a program");
}

#[cfg(unix)]
#[test]
fn other_programs_read_what_recto_does_not() {
    let shared = Shared::new();
    shared.put("story.pdf", "%PDF-1.7\nno text");
    shared.put("nothing/kept", "");
    let mut none = shared.command(&["show", "story.pdf"]);
    let says = "cannot read story.pdf: it is a PDF: pdftotext would open it, or a command for pdf in the settings";
    refused(&gave(none.env("PATH", shared.path("nothing"))), says);
    // A program on the path.
    program(&shared, "bin/pdftotext", "test \"$4 $5\" = 'story.pdf -' && echo 'The ferry sank on Monday, they said.'");
    let mut found = shared.command(&["diff", "--format", "json", "story.pdf", "new.txt"]);
    let path = format!("{}:/usr/bin:/bin", shared.path("bin").display());
    let json: serde_json::Value = serde_json::from_str(&gave(found.env("PATH", &path)).out).expect("JSON");
    assert_eq!(json["old"]["format"].as_str(), Some("pdf"));
    assert_eq!(
        json["old"]["text"].as_str(),
        Some("The ferry sank on Monday, they said.\n"),
        "its text is not the file's"
    );
    // One of the settings, which writes HTML.
    program(&shared, "convert", "echo \"<!doctype html><title>x</title><h1>Ferry</h1><p>$1 $2</p>\"");
    let settings = format!("[commands]\npages = ['{}', 'read', '{{}}']\npdf = []\n", shared.path("convert").display());
    shared.put(SETTINGS, &settings);
    shared.put("story.pages", [0, 1, 2]);
    let shown = shared.run(&["show", "--format", "markdown", "story.pages"]);
    assert_eq!(shown.out, "# Ferry\n\nread story.pages\n", "{shown:?}");
    assert!(shown.err.contains("config.toml:3: pdf must be a program"), "{shown:?}");
    let listed = shared.run(&["list", "."]);
    assert!(listed.out.contains("Ferry"), "{listed:?}");
    program(&shared, "convert", "echo 'it is broken' >&2; exit 3");
    shared.put(SETTINGS, settings.replace("pdf = []", ""));
    refused(&shared.run(&["show", "story.pages"]), "convert failed: it is broken");
}

#[test]
fn a_word_file_tracks_the_changes() {
    let shared = Shared::new();
    let redline = |args: &[&str]| {
        let args = [&["diff", "--format", "docx", "old.txt", "new.txt"], args].concat();
        let output = shared.command(&args).output().expect("it ran");
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        output.stdout
    };
    shared.put("redline.docx", redline(&["--author", "Mara \"M\" Holt", "--time", "2024-06-19T10:40:00Z"]));
    let changes = shared.run(&["diff", "redline.docx"]);
    assert!(changes.out.contains("[-Monday-]") && changes.out.contains("{+Tuesday+}"), "{changes:?}");
    assert_eq!(redline(&[]), redline(&[]));
    let wrong = ["diff", "--format", "docx", "--time", "yesterday", "old.txt", "new.txt"];
    refused(&shared.run(&wrong), "write it as 2024-06-19T10:40:00Z");
    refused(&shared.run(&["diff", "--format", "docx", "--summary", "old.txt", "new.txt"]), "summary as docx");
}

#[test]
fn a_summary_in_sentences_is_made_of_the_changes() {
    let shared = Shared::new();
    let gave = shared.run(&["diff", "--format", "text-summary", "old.txt", "new.txt"]);
    assert_eq!((gave.status, gave.out.as_str()), (Some(1), "The day “Monday” becomes “Tuesday” [1].\n"));
    shared.put("curly.txt", OLD.replace("ferry", "“ferry”"));
    let hidden = shared.run(&["diff", "--format", "text-summary", "--ignore", "date,typography", "old.txt", "new.txt"]);
    refused(&hidden, "date");
    let same = shared.run(&["diff", "--format", "text-summary", "old.txt", "old.txt"]);
    assert_eq!((same.status, same.out.as_str()), (Some(0), "Nothing changes.\n"));
}

#[test]
fn show_converts_a_document() {
    let shared = Shared::new();
    shared.put("page.html", "<!doctype html><article><h1>The quay</h1><p>It is <b>wet</b>, and so it has been since the \
        weir was built, the <a href='https://sample.example/'>harbour office</a> said.</p><ul><li>one<li>two</ul></article>");
    let show = |form| shared.run(&["show", "--format", form, "page.html"]).out;
    let lede = "and so it has been since the weir was built, the";
    assert_eq!(show("text"), format!("The quay\n\nIt is wet, {lede} harbour office said.\n\n- one\n- two\n"));
    assert_eq!(
        show("markdown"),
        format!(
            "# The quay\n\nIt is **wet**, {lede} [harbour office](<https://sample.example/>) said.\n\n- one\n- two\n"
        )
    );
    assert_eq!(shared.run(&["show", "--format", "text", "old.txt"]).out, OLD);
}

#[test]
fn show_prints_a_document_in_a_width() {
    let shared = Shared::new();
    shared.put("long.txt", OLD.trim_end().repeat(4));
    let gave = shared.run(&["show", "--width", "30", "long.txt"]);
    assert_eq!(gave.status, Some(0));
    assert!(gave.out.lines().count() > 4 && gave.out.lines().all(|l| l.chars().count() <= 30), "{gave:?}");
}

#[test]
fn show_prints_a_document_as_json() {
    let gave = Shared::new().run(&["show", "--format", "json", "old.txt"]);
    let json: serde_json::Value = serde_json::from_str(&gave.out).expect("JSON");
    assert_eq!((json["path"].as_str(), json["text"].as_str()), (Some("old.txt"), Some(OLD)));
    assert_eq!(json["blocks"][0]["kind"].as_str(), Some("paragraph"));
    assert!(json["about"]["title"]["from"].as_str().is_some(), "{json}");
}

#[test]
fn read_errors_are_reported_in_one_line() {
    let shared = Shared::new();
    shared.put("folder/story.txt", OLD);
    shared.put("empty.txt", "");
    shared.put("blank.txt", " \n\n\t\n");
    shared.put("binary.txt", [0, 1, 2, 0, 255, 0, 3, 0, 0, 7].repeat(50));
    let big = fs::File::create(shared.path("big.txt")).expect("made");
    big.set_len(300 << 20).expect("sparse");
    for (name, says) in [
        ("missing.txt", "cannot read missing.txt: no such file"),
        ("folder", "cannot read folder: it is a folder"),
        ("old.txt/more", if cfg!(unix) { "more: a part of the path is not a folder" } else { "more: no such file" }),
        ("empty.txt", "cannot read empty.txt: it is empty"),
        ("blank.txt", "cannot read blank.txt: it is empty"),
        ("binary.txt", "cannot read binary.txt: it is not text"),
        ("big.txt", "cannot read big.txt: it has 300 MB, at most 128 MB are read"),
    ] {
        refused(&shared.run(&["diff", name, "new.txt"]), says);
        refused(&shared.run(&["diff", "old.txt", name]), says);
        refused(&shared.run(&["show", name]), says);
    }
}

#[test]
fn a_name_with_control_characters_does_not_reach_the_terminal() {
    let gave = Shared::new().run(&["show", "a\u{1b}[31m\nb.txt"]);
    refused(&gave, "cannot read a␛[31m␊b.txt: ");
    assert!(!gave.err.contains('\u{1b}'), "{gave:?}");
}

#[cfg(unix)]
#[test]
fn only_files_are_opened_without_waiting() {
    let shared = Shared::new();
    let made = Command::new("mkfifo").arg(shared.path("pipe.txt")).status().expect("mkfifo");
    assert!(made.success());
    std::os::unix::fs::symlink("round.txt", shared.path("round.txt")).expect("a link");
    std::os::unix::fs::symlink("gone.txt", shared.path("dangling.txt")).expect("a link");
    for (name, says) in [
        ("pipe.txt", "it is a named pipe, not a file"),
        ("/dev/zero", "it is a device, not a file"),
        ("round.txt", "its symbolic links form a loop"),
        ("dangling.txt", "it is a link to a file that does not exist"),
    ] {
        refused(&shared.run(&["show", name]), says);
    }
}

#[cfg(unix)]
#[test]
fn denied_permission_is_reported() {
    use std::os::unix::fs::PermissionsExt;
    let shared = Shared::new();
    let locked = shared.path("old.txt");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("locked");
    if fs::read(&locked).is_ok() {
        return skipped::report("permissions of a file, as root reads everything");
    }
    refused(&shared.run(&["diff", "old.txt", "new.txt"]), "cannot read old.txt: permission denied");
}

#[cfg(unix)]
#[test]
fn a_pipe_passed_by_a_shell_is_read() {
    let shared = Shared::new();
    let mut command = assert_cmd::Command::new("bash");
    let recto = assert_cmd::cargo::cargo_bin("recto");
    let script = format!("{} diff <(cat old.txt) new.txt", recto.display());
    let gave = gave(command.current_dir(shared.dir.path()).timeout(PATIENCE).args(["-c", &script]));
    assert_eq!(gave.status, Some(1), "{gave:?}");
}

#[test]
fn invalid_utf8_is_decoded_by_detection() {
    let shared = Shared::new();
    shared.put("latin.txt", b"The caf\xe9 on the quay was closed by the council on Monday.\n");
    let gave = shared.run(&["show", "latin.txt"]);
    assert_eq!(gave.status, Some(0), "{gave:?}");
    assert!(gave.out.contains("café"), "{gave:?}");
}

#[test]
fn wrong_arguments_are_reported_in_one_line() {
    let shared = Shared::new();
    refused(&shared.run(&["diff", "old.txt"]), "name two files");
    refused(&shared.run(&["diff", "old.txt", "new.txt", "--widht", "3"]), "--widht");
    refused(&shared.run(&["diff", "old.txt", "new.txt", "--width", "0"]), "0");
    refused(&shared.run(&["diff", "old.txt", "new.txt", "--format", "pdf"]), "pdf");
}

#[test]
fn the_program_needs_a_terminal() {
    let shared = Shared::new();
    refused(&shared.run(&[]), "not a terminal");
    refused(&shared.run(&["old.txt"]), "not a terminal");
    refused(&shared.run(&["old.txt", "new.txt"]), "not a terminal");
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let shared = Shared::new();
    shared.put("long-old.txt", (0..4000).map(|i| format!("{i} men. {OLD}\n")).collect::<String>());
    shared.put("long-new.txt", (0..4000).map(|i| format!("{i} men. {NEW}\n")).collect::<String>());
    // The status is that of the comparison, as in `set -o pipefail`.
    for (args, status) in [
        (&["diff", "long-old.txt", "long-new.txt"][..], 1),
        (&["diff", "--format", "json", "long-old.txt", "long-new.txt"], 1),
        (&["diff", "--format", "json", "--with-text", "long-old.txt", "long-old.txt"], 0),
        (&["show", "long-old.txt"], 0),
    ] {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("recto"));
        shared.settle(&mut command, |c, k, v| _ = c.env(k, v), |c, k| _ = c.env_remove(k));
        command.current_dir(shared.dir.path()).args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it runs");
        let mut first = [0; 1];
        child.stdout.take().expect("a pipe").read_exact(&mut first).expect("it prints");
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(output.status.code(), Some(status), "{args:?}");
    }
}

#[test]
fn list_groups_documents_into_stories() {
    let shared = Shared::new();
    let gave = shared.run(&["list"]);
    assert_eq!(gave.status, Some(0));
    assert_eq!(gave.out.split("\n\n").count(), 2, "the samples are two stories: {}", gave.out);
    let last = gave.out.lines().find(|line| line.ends_with("bridge-3-corrected")).expect("it is listed");
    assert!(last.contains("99 % in common with the one before"), "a figure differs: {}", gave.out);
    let json: serde_json::Value = serde_json::from_str(&shared.run(&["list", "--format", "json"]).out).expect("JSON");
    assert_eq!(json["stories"][0]["documents"].as_array().map(Vec::len), Some(5));
    let bridge = &json["stories"][1]["documents"];
    assert_eq!(bridge[2]["base"].as_bool(), Some(true), "the earliest version comes first, the fullest here last");
    assert_eq!(bridge[0]["time"]["from"], "dateline");
    assert!(bridge[1]["nearest"].as_str().is_some_and(|n| n.contains("bridge-3")), "{bridge}");
}

#[test]
fn list_reports_errors_and_continues() {
    let shared = Shared::new();
    shared.put("stories/a.txt", OLD);
    shared.put("stories/b.txt", " \n ");
    let gave = shared.run(&["list", "stories"]);
    assert_eq!(gave.status, Some(0));
    let path = |name| Path::new("stories").join(name).display().to_string();
    assert!(gave.out.contains(&path("a.txt")) && !gave.out.contains("b.txt"), "{gave:?}");
    assert_eq!(gave.err, format!("recto: cannot read {}: it is empty\n", path("b.txt")));
    refused(&shared.run(&["list", "missing.txt"]), "cannot read missing.txt: no such file");
    if !cfg!(unix) {
        return;
    }
    // A folder of the settings is as if it were named.
    let gone = shared.path("gone");
    shared.put(SETTINGS, format!("folders = [{:?}, {gone:?}]\n", shared.path("stories")));
    refused(&shared.run(&["list"]), &format!("cannot read {}: no such file", gone.display()));
}

#[cfg(unix)]
#[test]
fn errors_in_settings_are_reported_with_their_lines_and_the_rest_is_used() {
    let shared = Shared::new();
    shared.put("stories/a.txt", OLD);
    shared.put(SETTINGS, format!("mesure = 7\nfolders = [{:?}]\n", shared.path("stories")));
    let gave = shared.run(&["list"]);
    assert!(gave.err.contains("config.toml:1: unknown setting “mesure”: did you mean “measure”?"), "{gave:?}");
    assert!(gave.out.contains("stories/a.txt"), "{gave:?}");
    shared.put(SETTINGS, "folders = [\n\nmeasure");
    let gave = shared.run(&["list"]);
    assert!(gave.status == Some(0) && gave.err.contains("config.toml:3: "), "{gave:?}");
    assert!(gave.err.contains("the defaults are used") && gave.out.contains("pact-1-wire"), "{gave:?}");
    let gave = shared.run(&["keys"]);
    assert!(gave.status == Some(0) && gave.err.contains("config.toml:3: "), "{gave:?}");
    shared.put(SETTINGS, "[keys]\nquit = 'ctrl-q'\nnetx = 'n'\n");
    let gave = shared.run(&["keys"]);
    assert!(gave.err.contains("config.toml:3: keys: no command is called netx; did you mean next?"), "{gave:?}");
    let gave = shared.run(&["diff", "old.txt", "new.txt"]);
    assert_eq!(gave.err, "", "a comparison on standard output needs no keys");
}

#[test]
fn the_program_prints_the_path_of_its_settings() {
    let shared = Shared::new();
    let gave = shared.run(&["--config-path"]);
    assert_eq!(gave.status, Some(0));
    let path = PathBuf::from(gave.out.trim_end());
    assert!(path.is_absolute() && path.ends_with("config.toml"), "{path:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_settings_folder_with_control_characters_does_not_reach_the_terminal() {
    let shared = Shared::new();
    let gave =
        gave(shared.command(&["--config-path"]).env("XDG_CONFIG_HOME", shared.path("a\u{1b}]0;x\u{7}\u{202e}b")));
    assert_eq!(gave.status, Some(0));
    assert!(gave.out.contains("a␛]0;x␇�b/recto/config.toml") && gave.out.lines().count() == 1, "{gave:?}");
}

#[test]
fn the_encoding_can_be_given_on_every_command_that_reads() {
    let shared = Shared::new();
    let cyrillic = b"\xcc\xee\xf1\xf2 \xee\xf2\xea\xf0\xee\xfe\xf2 \xe2 \xef\xff\xf2\xed\xe8\xf6\xf3.\n";
    shared.put("old.txt", cyrillic);
    shared.put("new.txt", "Мост откроют в субботу.\n".as_bytes());
    shared.put("folder/old.txt", cyrillic);
    assert!(shared.run(&["show", "old.txt"]).out.contains("Мост откроют в пятницу."));
    let koi8 = "лНЯР НРЙПНЧР Б ОЪРМХЖС.";
    for args in [&["show", "old.txt"][..], &["list", "folder"], &["list", "--format", "json", "folder"]] {
        let gave = shared.run(&[args, &["--encoding", "KOI8-R"]].concat());
        assert!(gave.out.contains(koi8), "{args:?}: {gave:?}");
    }
    let both = ["--encoding", "cp1251", "old.txt", "old.txt"];
    for args in [["diff"].as_slice(), &["explain"]] {
        assert_eq!(shared.run(&[args, &both].concat()).status, Some(0), "{args:?}");
    }
    refused(&shared.run(&["show", "--encoding", "klingon", "old.txt"]), "unknown encoding “klingon”");
    refused(&shared.run(&["diff", "--encoding", "windows-1521", "old.txt", "new.txt"]), "did you mean “windows-1251”?");
    if !cfg!(unix) {
        return;
    }
    // The setting is for files that show and declare no encoding.
    shared.put(SETTINGS, "encoding = 'koi8-r'\n");
    assert!(shared.run(&["show", "old.txt"]).out.contains(koi8));
    assert!(shared.run(&["show", "--encoding", "windows-1251", "old.txt"]).out.contains("пятницу"));
    assert!(shared.run(&["show", "new.txt"]).out.contains("субботу"));
}

#[test]
fn help_manual_and_completions_are_printed() {
    let shared = Shared::new();
    for (args, says) in [
        (&["--help"][..], "Usage: recto"),
        (&["--version"], env!("CARGO_PKG_VERSION")),
        (&["keys"], "quit"),
        (&["man"], ".TH recto"),
        (&["completions", "bash"], "complete -F"),
        (&["completions", "fish"], "complete -c recto"),
    ] {
        let gave = shared.run(args);
        assert!(gave.status == Some(0) && gave.out.contains(says), "{args:?}: {gave:?}");
    }
}

#[test]
fn hidden_differences_do_not_affect_the_status() {
    let shared = Shared::new();
    shared.put("styled.txt", OLD.replace("Nobody", "“NOBODY”"));
    shared.put("bare.txt", OLD.replace("Nobody", "\"Nobody\""));
    let status = |kinds: &str| shared.run(&["diff", "--ignore", kinds, "bare.txt", "styled.txt"]).status;
    assert_eq!(status("typography"), Some(1), "letter case is another kind");
    assert_eq!(status("typography,case"), Some(0));
    let gave = shared.run(&["diff", "--summary", "--ignore", "typography,case", "bare.txt", "styled.txt"]);
    assert!(gave.out.contains("3 differences hidden: 2 typography, 1 case"), "{gave:?}");
    let gave = shared.run(&["diff", "--ignore", "punctuation", "old.txt", "new.txt"]);
    assert_eq!(gave.status, Some(1));
    refused(&shared.run(&["diff", "--ignore", "colour", "old.txt", "new.txt"]), "colour");
    shared.put("noted.txt", format!("{OLD}\n(Corrects the day in the first paragraph.)\n"));
    assert_eq!(shared.run(&["diff", "old.txt", "noted.txt"]).status, Some(1));
    let gave = shared.run(&["diff", "--summary", "--ignore", "furniture", "old.txt", "noted.txt"]);
    assert_eq!(gave.status, Some(0), "an editor's note is furniture");
    assert!(gave.out.contains("1 furniture") && !gave.out.contains("Corrects"), "{gave:?}");
}

#[test]
fn white_space_is_named_where_only_it_differs() {
    let shared = Shared::new();
    shared.put("spaced.txt", OLD.replace(". ", ".\n\n"));
    shared.put("copy.txt", OLD);
    let verdict = |other: &str| {
        let gave = shared.run(&["diff", "--summary", "old.txt", other]);
        assert_eq!(gave.status, Some(0), "{gave:?}");
        gave.out.lines().nth(1).unwrap_or_default().to_owned()
    };
    assert_eq!(verdict("spaced.txt"), "identical apart from white space");
    assert_eq!(verdict("copy.txt"), "identical");
    shared.put("marked.md", OLD.replace("ferry", "*ferry*"));
    assert_eq!(verdict("marked.md"), "identical text in two formats");
    let json = shared.run(&["diff", "--format", "json", "old.txt", "spaced.txt"]).out;
    assert!(json.contains("\"relation\":\"identical\""), "{json}");
}

#[test]
fn one_of_several_documents_is_read_and_reported() {
    let shared = Shared::new();
    let message = |n: usize| format!("From a@b.example Mon\nSubject: Note {n}\n\nText {n} of the mailbox.\n\n");
    shared.put("a.mbox", (1..=12).map(message).collect::<String>());
    let gave = shared.run(&["show", "a.mbox"]);
    assert!(gave.status == Some(0) && gave.out.contains("Text 1 of"), "{gave:?}");
    assert_eq!(gave.err, "recto: a.mbox: the first of 12 documents; --part NUMBER chooses\n");
    let gave = shared.run(&["diff", "a.mbox", "old.txt"]);
    assert!(gave.status == Some(1) && gave.err.contains("the first of 12 documents"), "{gave:?}");
    let gave = shared.run(&["show", "--part", "12", "a.mbox"]);
    assert!(gave.out.contains("Text 12 of") && gave.err.is_empty(), "{gave:?}");
    refused(&shared.run(&["show", "--part", "13", "a.mbox"]), "it has no document 13");
    shared.put("page.html", "<!doctype html><p>One page.</p>");
    shared.put("folder/b.txt", OLD);
    for args in [
        &["show", "--part", "1", "old.txt"][..],
        &["show", "--part", "1", "page.html"],
        &["diff", "--part", "2", "old.txt", "new.txt"],
        &["explain", "--part", "2", "old.txt", "new.txt"],
        &["list", "--part", "2", "old.txt"],
    ] {
        refused(&shared.run(args), "it is one document");
    }
    refused(&shared.run(&["list", "--part", "2", "folder"]), "cannot choose a part of a folder");
}

#[test]
fn nothing_of_a_whole_page_is_hidden() {
    let shared = Shared::new();
    let story = "<p>It is wet, and so it has been since the weir was built, the harbour office said on Monday.</p>";
    shared.put(
        "page.html",
        format!(
            "<!doctype html><body><nav><a href='/'>Front page</a></nav><article><h1>The quay</h1>{}\
             <p>Leave a comment</p></article></body>",
            story.repeat(3)
        ),
    );
    for form in ["plain", "text", "markdown"] {
        let gave = shared.run(&["show", "--whole", "--format", form, "page.html"]);
        for words in ["Front page", "Leave a comment"] {
            assert!(gave.out.contains(words), "{form}: {gave:?}");
        }
    }
    shared.put("page.txt", "The quay\n\nIt is wet, the harbour office said on Monday.\n\nLeave a comment\n");
    assert!(shared.run(&["show", "--whole", "page.txt"]).out.contains("Leave a comment"));
    assert!(!shared.run(&["show", "page.txt"]).out.contains("Leave a comment"), "it is folded");
}

#[test]
fn a_comparison_is_explained_row_by_row() {
    let shared = Shared::new();
    let gave = shared.run(&["explain", "old.txt", "new.txt"]);
    assert_eq!(gave.status, Some(0), "{gave:?}");
    let lines: Vec<&str> = gave.out.lines().collect();
    assert!(lines[0].starts_with("row  kind") && lines[0].ends_with("similarity"), "{gave:?}");
    assert!(lines.iter().any(|l| l.contains("edited") && l.contains("_score 0.")), "{gave:?}");
    assert!(lines.iter().any(|l| l.starts_with("change   1  row ") && l.ends_with("date")), "{gave:?}");
    assert!(
        lines.iter().any(|l| l.contains("date") && l.contains(" by ") && l.contains("Monday → Tuesday")),
        "{gave:?}"
    );
    let gave = shared.run(&["explain", "--format", "json", "old.txt", "new.txt"]);
    let json: serde_json::Value = serde_json::from_str(&gave.out).expect("JSON");
    let rows = json["rows"].as_array().expect("rows");
    let edited = rows.iter().find(|row| row["kind"] == "edited").expect("an edited row");
    let pairing = &edited["pairing"];
    assert!(pairing["score"].as_f64() >= pairing["needed_score"]["value"].as_f64(), "{edited}");
    assert!(pairing["evidence"].as_f64() >= pairing["needed_evidence"].as_f64(), "{edited}");
    assert!(edited["shared"].as_array().is_some_and(|words| !words.is_empty()), "{edited}");
    let findings = json["changes"][0]["findings"].as_array().expect("findings");
    assert!(findings.iter().any(|finding| finding["rule"].is_string()), "{findings:?}");
    refused(&shared.run(&["explain", "old.txt"]), "<NEW>");
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_listed_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(0o000)).expect("closed");
    // A privileged user can list it all the same.
    let closed = std::fs::read_dir(dir.path()).is_err();
    let output = Command::new(env!("CARGO_BIN_EXE_recto")).arg("list").arg(dir.path()).output().expect("it runs");
    std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(0o700)).expect("opened");
    assert_eq!(output.status.code(), Some(if closed { 2 } else { 0 }));
}

#[test]
fn a_summary_is_the_verdict_and_the_change_list() {
    let shared = Shared::new();
    let summary = |form: &str| shared.run(&["diff", "--summary", "--format", form, "old.txt", "new.txt"]);
    for form in ["plain", "ansi", "markdown", "html", "json"] {
        let gave = summary(form);
        assert_eq!(gave.status, Some(1), "{form}");
        assert!(gave.out.contains("revised") && gave.out.contains("Monday → Tuesday"), "{form}: {gave:?}");
        assert!(!gave.out.contains("coast guard") || form == "html" || form == "json", "{form}: {gave:?}");
    }
    let json: serde_json::Value = serde_json::from_str(&summary("json").out).expect("JSON");
    assert!(json["rows"].is_null() && json["changes"][0]["class"] == "date", "{json}");
    refused(&summary("criticmarkup"), "cannot print a summary");
}

#[test]
fn html_output_escapes_markup_in_texts() {
    let shared = Shared::new();
    shared.put("evil.txt", OLD.replace("Nobody", "<script>alert(1)</script><img src=x onerror=y> \u{1b}[31m Nobody"));
    for form in ["html", "markdown"] {
        let gave = shared.run(&["diff", "--format", form, "old.txt", "evil.txt"]);
        assert!(
            !gave.out.contains("<script") && !gave.out.contains("<img") && !gave.out.contains('\u{1b}'),
            "{gave:?}"
        );
        assert!(gave.out.contains("&lt;script&gt;"), "{gave:?}");
    }
}
