//! `recto git-diff`: what git calls to show how a file changed.
//!
//! ```text
//! git -c diff.external='recto git-diff' diff        GIT_EXTERNAL_DIFF='recto git-diff' git diff
//! *.txt diff=prose            in .gitattributes, with   git config diff.prose.command 'recto git-diff'
//! ```
//!
//! Git hands over `path old-file old-hex old-mode new-file new-hex new-mode`, for a renamed file the new path and what
//! it says of the renaming behind them, for an unmerged file its path alone. It gives up at an exit status other than 0,
//! so a file that cannot be shown is told in a line and is no trouble.

use std::env;
use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;

use super::args::{Format, GitDiff, Shape, When};
use super::diff::{self, Subject};
use super::{Trouble, input};
use crate::page::sanitize;
use crate::store::{Error, Source, Why};
use crate::text::{Document, Pair};

/// Prints how one file changed; 0 whatever the change.
pub(super) fn run(git: GitDiff, out: &mut dyn Write) -> Result<i32, Trouble> {
    let GitDiff { mut shape, path, rest } = git;
    for_pager(&mut shape);
    let name = told(&path);
    let [old, old_hex, _, new, new_hex, _, renamed @ ..] = rest.as_slice() else {
        writeln!(out, "{name}: unmerged")?;
        return Ok(0);
    };
    let to = renamed.first().map_or_else(|| name.clone(), |n| told(n));
    let heading = match (input::is_nothing(Path::new(old)), input::is_nothing(Path::new(new))) {
        (true, _) => format!("{name} (new)"),
        (_, true) => format!("{name} (deleted)"),
        _ if to != name => format!("{name} → {to}"),
        _ => name.clone(),
    };
    let documents = match (side(old), side(new)) {
        (Ok(old), Ok(new)) => Pair::new(old, new),
        (Err(why), _) | (_, Err(why)) => {
            writeln!(out, "{heading}: cannot be shown: {why}\n")?;
            return Ok(0);
        }
    };
    let short = Pair::new(version(old, old_hex), version(new, new_hex));
    let headings = Pair::new(format!("{name} ({})", short.old), format!("{to} ({})", short.new));
    let people = matches!(shape.format, None | Some(Format::Ansi | Format::Plain));
    if people && !shape.summary {
        writeln!(out, "{heading}")?;
    }
    diff::print(&shape, Subject { documents, paths: Pair::new(name, to), headings, short, fold: true }, out)?;
    if people {
        writeln!(out)?;
    }
    Ok(0)
}

/// A side as git hands it over: a file added or deleted has nothing on one side, and a file may well be empty.
fn side(path: &OsStr) -> Result<Document, Why> {
    let path = Path::new(path);
    if input::is_nothing(path) {
        return Ok(Document::default());
    }
    match crate::store::read(&Source::File(path.to_path_buf())) {
        Err(Error { why: Why::Format(crate::format::Error::Empty), .. }) => Ok(Document::default()),
        read => read.map_err(|e| e.why),
    }
}

/// What a side is called: the beginning of its object's name, else where git has it from.
fn version(file: &OsStr, hex: &OsStr) -> String {
    let hex = told(hex);
    if input::is_nothing(Path::new(file)) {
        "nothing".to_owned()
    } else if hex.is_empty() || hex.chars().all(|c| c == '0' || c == '.') {
        "working tree".to_owned()
    } else {
        hex.chars().take(7).collect()
    }
}

fn told(name: &OsStr) -> String {
    sanitize(&name.to_string_lossy())
}

/// Git's pager shows colours, though standard output is a pipe then; git tells its columns.
fn for_pager(shape: &mut Shape) {
    let paged = env::var("GIT_PAGER_IN_USE").is_ok_and(|v| v == "true" || v == "1");
    if !paged || shape.look.color != When::Auto || env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) {
        return;
    }
    shape.look.color = When::Always;
    let columns = env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|c| *c > 0);
    shape.look.width = shape.look.width.or(columns);
}
