//! `recto git-diff`: an external diff command of git.
//!
//! ```text
//! git -c diff.external='recto git-diff' diff        GIT_EXTERNAL_DIFF='recto git-diff' git diff
//! *.txt diff=prose            in .gitattributes, with   git config diff.prose.command 'recto git-diff'
//! ```
//!
//! Git passes `path old-file old-hex old-mode new-file new-hex new-mode`; for a renamed file also the new path and a
//! header; for an unmerged file only the path. It stops at a nonzero exit status, so a file that cannot be shown is
//! reported in one line of the output, with status 0.

use std::env;
use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;

use super::args::{Format, GitDiff, PrintOptions, When};
use super::diff::{self, Subject};
use super::error::Error;
use super::input;
use super::settings::settings;
use crate::page::sanitize;
use crate::store::{self, Source, Why};
use crate::text::{Document, Pair};

/// Prints the changes of one file; returns 0 unless it fails.
pub(super) fn run(git: GitDiff, out: &mut dyn Write) -> Result<i32, Error> {
    let GitDiff { mut options, path, rest } = git;
    for_pager(&mut options);
    let name = display(&path);
    if options.format == Some(Format::Docx) {
        writeln!(out, "{name}: cannot be shown: git would page the Word file (use recto diff --format docx OLD NEW)")?;
        return Ok(0);
    }
    let [old, old_hex, _, new, new_hex, _, renamed @ ..] = rest.as_slice() else {
        writeln!(out, "{name}: not compared: it is unmerged")?;
        return Ok(0);
    };
    let to = renamed.first().map_or_else(|| name.clone(), |n| display(n));
    let heading = match (input::is_nothing(Path::new(old)), input::is_nothing(Path::new(new))) {
        (true, _) => format!("{name} (new)"),
        (_, true) => format!("{name} (deleted)"),
        _ if to != name => format!("{name} → {to}"),
        _ => name.clone(),
    };
    let documents = match (side(old, &options), side(new, &options)) {
        (Ok(old), Ok(new)) => Pair::new(old, new),
        (Err(why), _) | (_, Err(why)) => {
            writeln!(out, "{heading}: cannot be shown: {why}\n")?;
            return Ok(0);
        }
    };
    let short = Pair::new(version(old, old_hex), version(new, new_hex));
    let headings = Pair::new(format!("{name} ({})", short.old), format!("{to} ({})", short.new));
    let for_people = matches!(options.format, None | Some(Format::Ansi | Format::Plain));
    if for_people && !options.summary {
        writeln!(out, "{heading}")?;
    }
    diff::print(&options, Subject { documents, paths: Pair::new(name, to), headings, short, fold: true }, out)?;
    if for_people {
        writeln!(out)?;
    }
    Ok(0)
}

/// Reads one side. For an added or deleted file git passes /dev/null, which is an empty text; so is an empty file.
fn side(path: &OsStr, options: &PrintOptions) -> Result<Document, Why> {
    let path = Path::new(path);
    if input::is_nothing(path) {
        return Ok(Document::default());
    }
    let source = Source::File(path.to_path_buf()).read_as(options.reading.reading(settings()));
    input::report_part(&source);
    match store::read(&source) {
        Err(store::Error { why: Why::Format(crate::format::Error::Empty), .. }) => Ok(Document::default()),
        read => read.map_err(|e| e.why),
    }
}

/// The name of a side: the first digits of its object's hash, or its source otherwise.
fn version(file: &OsStr, hex: &OsStr) -> String {
    let hex = display(hex);
    if input::is_nothing(Path::new(file)) {
        "nothing".to_owned()
    } else if hex.is_empty() || hex.chars().all(|c| c == '0' || c == '.') {
        "working tree".to_owned()
    } else {
        hex.chars().take(7).collect()
    }
}

fn display(name: &OsStr) -> String {
    sanitize(&name.to_string_lossy())
}

/// Git's pager shows colours although standard output is a pipe; git puts the terminal's width into `COLUMNS`.
fn for_pager(options: &mut PrintOptions) {
    let paged = env::var("GIT_PAGER_IN_USE").is_ok_and(|v| v == "true" || v == "1");
    if !paged || options.look.color != When::Auto || env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) {
        return;
    }
    options.look.color = When::Always;
    let columns = env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|c| *c > 0);
    options.look.width = options.look.width.or(columns);
}
