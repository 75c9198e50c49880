//! Hostile bytes end to end: in texts, titles, names, settings, arguments and pastes, through every output and screen.
//! What reaches the terminal is parsed, and only the program's own sequences are found.

#![cfg(all(unix, feature = "cli"))]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/places.rs"]
mod places;
#[path = "common/program.rs"]
mod program;
#[path = "common/session.rs"]
mod session;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Read;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use program::RECTO;
use recto::page::is_unsafe;
use session::Session;

/// Sequences and characters that would change a terminal, or hide what a text says.
fn hostile() -> Vec<String> {
    let sequences = [
        "\x1b[2J",
        "\x1b[31;1m",
        "\x1b]0;title\x07",
        "\x1b]52;c;cGF3bmVk\x07",
        "\x1b]8;;http://example.org\x1b\\",
        "\x1bP+q544e\x1b\\",
        "\x1b_apc\x1b\\",
        "\x1b^pm\x1b\\",
        "\x1bXsos\x1b\\",
        "\x1bc",
        "\x1b(0",
        "\x1b[?1049l",
        "\u{9b}31m",
        "\u{9d}0;x\u{9c}",
        "\u{90}q\u{9c}",
        "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    ];
    let controls = (1..0x20).filter(|c| !matches!(c, 0x09..=0x0d)).chain(0x7f..0xa0).filter_map(char::from_u32);
    let invisible = "\u{ad}\u{34f}\u{61c}\u{200b}\u{200d}\u{200e}\u{200f}\u{2028}\u{202a}\u{202e}\u{2066}\u{2069}\u{feff}\
                     \u{fff9}\u{e0001}\u{e0041}\u{e0100}\u{fe0f}\u{13430}\u{e000}\u{10ffff}\u{180e}";
    sequences.map(str::to_owned).into_iter().chain(controls.chain(invisible.chars()).map(String::from)).collect()
}

/// A text with everything hostile, each in a separate sentence.
fn text(day: &str) -> String {
    let title = format!("Ferry\x1b]0;x\x07 sinks\u{202e} {day}\n\n");
    let paragraph = |bad: &String| {
        format!("The ferry {bad}sank{bad} on {day}, the coast guard said in the afternoon. Nobody {bad} was hurt.\n\n")
    };
    title + &hostile().iter().map(paragraph).collect::<String>()
}

/// Who reads an output.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// A terminal, to which the program writes its sequences.
    Terminal,
    /// People, on a terminal or not; without sequences.
    People,
    /// A browser or a program, which lays out combining marks and variation selectors itself.
    Program,
}

/// Panics if bytes have anything but text that is safe for a reader.
#[track_caller]
fn only_ours(what: &str, bytes: &[u8], reader: Reader) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|e| panic!("{what}: {e}"));
    let mut rest = text;
    let (escapes, for_people) = (reader == Reader::Terminal, reader != Reader::Program);
    let mut combining = 0;
    while let Some(c) = rest.chars().next() {
        if let Some(sequence) = own_sequence(rest).filter(|_| escapes) {
            rest = rest.get(sequence..).unwrap_or("");
            continue;
        }
        let at = text.len() - rest.len();
        let context = || text.get(at.saturating_sub(40)..at).unwrap_or_default();
        assert!(
            matches!(c, '\n') || (escapes || rest.starts_with("\r\n")) && c == '\r' || !is_unsafe(c),
            "{what}: {c:?} after {:?}",
            context()
        );
        assert!(!for_people || !matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{13430}'..='\u{1345f}'), "{what}: {c:?}");
        combining = if c == '\u{301}' { combining + 1 } else { 0 };
        assert!(!for_people || combining <= 6, "{what}: {combining} combining marks");
        rest = rest.get(c.len_utf8()..).unwrap_or("");
    }
}

/// The length of a sequence that the program writes itself.
fn own_sequence(text: &str) -> Option<usize> {
    const QUERY: &str = "\x1b]11;?\x1b\\";
    if text.starts_with(QUERY) {
        return Some(QUERY.len());
    }
    let control = text.strip_prefix("\x1b[")?;
    let length = control.bytes().take_while(|b| matches!(b, b'0'..=b'9' | b';' | b':' | b'?')).count();
    let known = match control.as_bytes().get(length)? {
        b'm' | b'H' | b'J' | b'K' | b'A' | b'B' | b'C' | b'D' | b'G' | b'd' => true,
        b'h' | b'l' => {
            let modes = ["?1049", "?2004", "?25", "?1000", "?1002", "?1003", "?1015", "?1006", "?2026"];
            control.get(..length).is_some_and(|mode| modes.contains(&mode))
        }
        _ => false,
    };
    known.then_some(length + 3)
}

/// A folder with hostile texts under hostile names.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a folder") };
        place.put(OsStr::new("old.txt"), text("Monday").as_bytes());
        place.put(OsStr::new("new.txt"), text("Tuesday").as_bytes());
        for name in names() {
            place.put(&name, text("Friday").as_bytes());
        }
        let page = "<html><head><title>A &#27;]0;x&#7; title &#x9b;2J</title><meta name=author content='&#27;[31m x'></head>\
                    <body><article><h1>A &#27;[2J title</h1><p>The ferry &#x202e; sank on Monday, the coast guard said.</p>\
                    <a href='http://x/&#27;[31m'>link</a></article></body></html>";
        place.put(OsStr::new("page.html"), page.as_bytes());
        place.put(OsStr::new("note.md"), text("Sunday").replace("Ferry", "# Ferry").as_bytes());
        let mail = "From: =?utf-8?Q?=1B[31m_x?= <a@example.org>\nSubject: =?utf-8?Q?The_=1B]0;x=07_ferry?=\n\
                    Date: Mon, 2 Mar 2020 10:00:00 +0000\nMessage-ID: <1@x>\nMIME-Version: 1.0\n\nThe ferry \x1b[2J sank.\n";
        place.put(OsStr::new("mail.eml"), mail.as_bytes());
        // Broken UTF-8, and bytes that are C1 controls in Latin-1.
        place.put(OsStr::new("broken.txt"), b"The f\xe9rry \x9b31m sank \xff\xfe on \xc3\x28 Monday, they said.\n");
        place
    }

    fn put(&self, name: &OsStr, content: &[u8]) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, content).expect("written");
    }

    fn run(&self, args: &[&OsStr], settings: &Path) -> (Option<i32>, Vec<u8>, Vec<u8>) {
        let mut command = program::recto(settings);
        command.current_dir(self.folder.path()).args(args).stdin(Stdio::null());
        let output = command.output().expect("it runs");
        (output.status.code(), output.stdout, output.stderr)
    }
}

/// Names of files and folders with hostile bytes, also those that are no UTF-8.
fn names() -> Vec<OsString> {
    let names: [&[u8]; 4] = [
        b"a\x1b]0;pwned\x07\x1b[31m.txt", b"b\xc2\x9b2J\xe2\x80\xae\xff\x9b.txt", b"c\n\r\t\x08\x7f.txt",
        b"folder\x1b[2J\xe2\x80\xae/d\x1b[H.txt",
    ];
    // macOS refuses a name that is no UTF-8.
    let can_be_made = |name: &&[u8]| !cfg!(target_os = "macos") || std::str::from_utf8(name).is_ok();
    names.into_iter().filter(can_be_made).map(|name| OsString::from_vec(name.to_vec())).collect()
}

#[test]
fn nothing_hostile_is_printed_in_any_format() {
    let place = Place::new();
    let nowhere = place.folder.path().join("home");
    let mut runs: Vec<Vec<OsString>> = Vec::new();
    let mut add = |args: &[&str], files: &[&OsStr]| {
        runs.push(args.iter().map(OsString::from).chain(files.iter().map(OsString::from)).collect());
    };
    let (old, new) = (OsStr::new("old.txt"), OsStr::new("new.txt"));
    for format in ["plain", "ansi", "json", "html", "markdown", "jsonl", "text-summary"] {
        add(&["diff", "--format", format], &[old, new]);
        add(&["diff", "--format", format], &[&names()[0], new]);
        add(&["diff", "--summary", "--format", format], &[old, new]);
    }
    add(&["diff", "--format", "ansi", "--view", "split", "--width", "60"], &[old, new]);
    add(&["diff", "--format", "json", "--with-text"], &[old, new]);
    for format in ["plain", "json"] {
        add(&["explain", "--format", format], &[old, new]);
        add(&["list", "--format", format], &[OsStr::new(".")]);
        for file in ["old.txt", "page.html", "note.md", "mail.eml", "broken.txt"] {
            add(&["show", "--format", format], &[OsStr::new(file)]);
        }
        names().iter().for_each(|name| add(&["show", "--format", format], &[name]));
    }
    add(&["show", "--color", "always"], &[old]);
    for name in &names() {
        let hex = OsStr::new("0000000");
        let mode = OsStr::new("100644");
        add(&["git-diff"], &[name, old, hex, mode, new, hex, mode]);
        add(&["git-diff", "--color", "always"], &[name, name, hex, mode, name, hex, mode]);
        add(&["git-diff"], &[name]);
    }
    for run in runs {
        let args: Vec<&OsStr> = run.iter().map(OsString::as_os_str).collect();
        let (status, out, err) = place.run(&args, &nowhere);
        let what = format!("{args:?}");
        assert!(
            matches!(status, Some(0 | 1)) && !out.is_empty(),
            "{what}: {status:?} {}",
            String::from_utf8_lossy(&err)
        );
        let has = |words: &[&str]| words.iter().any(|word| args.contains(&OsStr::new(word)));
        let reader = match () {
            () if has(&["ansi", "always"]) => Reader::Terminal,
            () if has(&["json", "jsonl", "html", "markdown"]) => Reader::Program,
            () => Reader::People,
        };
        only_ours(&what, &out, reader);
        only_ours(&what, &err, Reader::People);
    }
}

/// Formats that have the characters of the texts, whatever they are: in a pipe exactly, on a terminal made safe.
const EXACT: [&[&str]; 3] = [
    &["diff", "--format", "criticmarkup", "old.txt", "new.txt"],
    &["diff", "--format", "csv", "broken.txt", "old.txt"],
    &["show", "--format", "text", "old.txt"],
];

#[test]
fn formats_with_the_characters_of_the_texts_are_exact_in_a_pipe_and_safe_on_a_terminal() {
    let place = Place::new();
    let home = place.folder.path().join("home");
    for args in EXACT {
        let what = format!("{args:?}");
        let (_, out, err) = place.run(&args.iter().map(OsStr::new).collect::<Vec<_>>(), &home);
        let out = String::from_utf8(out).expect("UTF-8");
        // White space is folded in a field of CSV.
        for bad in hostile().iter().filter(|bad| !bad.contains(char::is_whitespace)) {
            assert!(out.contains(&format!("ferry {bad}sank")), "{what}: {bad:?} is changed");
        }
        assert!(out.contains('\u{fe0f}'), "{what}");
        only_ours(&what, &err, Reader::People);
        on_a_terminal(&place, args);
    }
    for args in
        [&["diff", "--format", "markdown", "old.txt", "new.txt"][..], &["show", "--format", "markdown", "old.txt"]]
    {
        let (_, out, _) = place.run(&args.iter().map(OsStr::new).collect::<Vec<_>>(), &home);
        assert!(String::from_utf8_lossy(&out).contains('\u{fe0f}'), "{args:?}");
        only_ours(&format!("{args:?}"), &out, Reader::Program);
        on_a_terminal(&place, args);
    }
}

/// Checks what a command writes to a terminal.
fn on_a_terminal(place: &Place, args: &[&str]) {
    let full = |arg: &&str| match arg.strip_suffix(".txt") {
        Some(_) => place.folder.path().join(arg).to_str().expect("a name").to_owned(),
        None => (*arg).to_owned(),
    };
    let full: Vec<String> = args.iter().map(full).collect();
    let full: Vec<&str> = full.iter().map(String::as_str).collect();
    let mut session = Session::run_at(&place.folder.path().join("home"), &[RECTO], &full, 100, 30);
    session.end();
    assert!(session.raw.len() > 100, "{args:?} prints nothing");
    only_ours(&format!("{args:?} on a terminal"), &session.raw, Reader::People);
}

#[test]
fn a_word_file_is_xml_and_not_printed_on_a_terminal() {
    let place = Place::new();
    let home = place.folder.path().join("home");
    let args = ["diff", "--format", "docx", "old.txt", "new.txt"].map(OsStr::new);
    let (status, out, err) = place.run(&args, &home);
    assert_eq!((status, err.as_slice()), (Some(1), &b""[..]));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(out)).expect("an archive");
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).expect("a part");
        let mut xml = String::new();
        part.read_to_string(&mut xml).expect("UTF-8");
        // XML has no other controls, even escaped.
        let bad = xml.chars().find(|&c| c < ' ' && !matches!(c, '\t' | '\n' | '\r'));
        assert_eq!(bad, None, "{}", part.name());
        assert!(!xml.contains(['\u{fffe}', '\u{ffff}']), "{}", part.name());
    }
    let path = |name: &str| place.folder.path().join(name).to_str().expect("a name").to_owned();
    let mut session =
        Session::run_at(&home, &[RECTO], &["diff", "--format", "docx", &path("old.txt"), &path("new.txt")], 100, 30);
    session.see("cannot print a Word file on the terminal").end();
    only_ours("docx on a terminal", &session.raw, Reader::People);
}

#[test]
fn nothing_hostile_is_printed_in_errors() {
    let place = Place::new();
    let config = place.folder.path().join("config");
    let settings = "\"mea\\u001b]0;x\\u0007sure\" = 3\ntheme = \"\\u001b[31m\"\nencoding = \"\\u009b2J\"\n\
                    folders = [\"no\\u001b[2Jwhere\"]\n[keys]\n\"qu\\u001b[31mit\" = \"q\"\nnext = [\"\\u001b\", \"\\u202e\", \"ctrl-\\u009b\"]\n";
    let folder = |name: &str| format!("config/{}/{name}", places::FOLDER);
    place.put(OsStr::new(&folder("config.toml")), settings.as_bytes());
    place.put(OsStr::new(&folder("themes/\x1b[31m.toml")), b"name = \"\\u001b[31m\"\n\"\\u001b[2J\" = 1\n");
    let bad = OsStr::new("no\x1b]0;x\x07such\u{202e}\u{9b}file\n");
    let runs: [&[&OsStr]; 12] = [
        &[OsStr::new("show"), bad],
        &[OsStr::new("diff"), bad, bad],
        &[OsStr::new("explain"), bad, bad],
        &[OsStr::new("list"), bad],
        &[OsStr::new("list")],
        &[OsStr::new("keys")],
        &[bad],
        &[OsStr::new("--config-path")],
        &[OsStr::new("--encoding"), bad, OsStr::new("old.txt")],
        &[OsStr::new("--format"), bad],
        &[OsStr::new("diff"), OsStr::new("--ignore"), bad, OsStr::new("old.txt"), OsStr::new("new.txt")],
        &[OsStr::new("show"), OsStr::new("--color=always"), OsStr::new("old.txt")],
    ];
    for args in runs {
        let (status, out, err) = place.run(args, &config);
        assert!(status.is_some(), "{args:?} was killed");
        // All but the path of the settings is an error, or has one of the settings.
        assert!(!err.is_empty() || args.contains(&OsStr::new("--config-path")) && !out.is_empty(), "{args:?}");
        let coloured = args.contains(&OsStr::new("--color=always"));
        only_ours(&format!("{args:?}"), &out, if coloured { Reader::Terminal } else { Reader::People });
        only_ours(&format!("{args:?}"), &err, Reader::People);
    }
    // A broken file, whose error shows its line.
    place.put(OsStr::new(&folder("config.toml")), b"theme = \x1b]0;x\x07\n");
    let (_, _, err) = place.run(&[OsStr::new("keys")], &config);
    assert!(String::from_utf8_lossy(&err).contains("config.toml:1: "), "{}", String::from_utf8_lossy(&err));
    only_ours("a broken file of settings", &err, Reader::People);
}

#[test]
fn nothing_hostile_reaches_the_terminal_on_any_screen() {
    let place = Place::new();
    let home = place.folder.path().join("home");
    place.put(OsStr::new(&format!("home/{}/config.toml", places::FOLDER)), b"\"mea\\u001b]0;x\\u0007sure\" = 3\n");
    let folder = place.folder.path().to_str().expect("a name").to_owned();
    let path = |name: &str| PathBuf::from(&folder).join(name).to_str().expect("a name").to_owned();
    let paste = format!("\x1b[200~{}\x1b[201~", hostile().concat().replace("\x1b[201~", ""));
    let sessions: [(Vec<String>, &[&str]); 4] = [
        (
            vec![folder.clone()],
            &["j", "j", "/", &paste, "\x1b", "S", &paste, "\x1b", "?", "\x1b", ":", &paste, "\x1b", "\r", "q"],
        ),
        (vec![path("old.txt")], &["?", "\x1b", "/", &paste, "\x1b", "t", "\x1b", "e", "\x1b", "G", "gg", "r"]),
        (
            vec![path("old.txt"), path("new.txt")],
            &["n", "n", "s", "n", "c", "j", "j", "\r", "Z", "j", "\r", "\x1b", "f", "G", "s", "x"],
        ),
        (vec![path("page.html"), path("mail.eml")], &["c", "\x1b", "s", "G"]),
    ];
    for (args, keys) in sessions {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let mut session = Session::run_at(&home, &[RECTO], &args, 110, 30);
        session.see(" %");
        for key in keys {
            // An escape that arrives with the next key is another key.
            assert!(session.press(key).settle());
        }
        assert!(session.press("\x1b").settle());
        session.press("\x03");
        assert!(session.end().success());
        only_ours(&format!("{args:?}"), &session.raw, Reader::Terminal);
    }
}
