//! Floor 6: the command line → calls of the library; errors → one line and an exit status.
//!
//! Exit status: 0 done, for `recto diff` no difference but white space; 1 `recto diff` found differences; 2 trouble: one
//! line `recto: …` on standard error, nothing on standard output. A closed pipe is no trouble.

mod args;
mod diff;
mod explain;
mod git;
mod input;
mod list;
mod look;
mod open;
mod show;

use std::ffi::OsString;
use std::io::{self, BufWriter, ErrorKind, Write};

use clap::{CommandFactory, Parser};

use crate::page::sanitize;
use crate::store;

use args::{Arguments, Command};

/// The exit status of trouble.
const TROUBLE: i32 = 2;

/// Why a command could not do its work: one line for people.
#[derive(Debug)]
enum Trouble {
    /// Told as it is.
    Told(String),
    /// Standard output failed.
    Output(io::Error),
}

impl Trouble {
    fn new(line: impl Into<String>) -> Self {
        Self::Told(line.into())
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Runs the program with these arguments, the first its name; gives its exit status.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> i32 {
    let arguments = match Arguments::try_parse_from(args) {
        Ok(arguments) => arguments,
        Err(error) => return refused(&error),
    };
    let mut out = BufWriter::with_capacity(64 << 10, io::stdout().lock());
    let done = match arguments.command {
        // The terminal program writes for itself.
        None if !arguments.config_path => {
            drop(out);
            return open::run(&arguments.paths).unwrap_or_else(|trouble| told(&trouble));
        }
        None => config_path(&mut out),
        Some(Command::Diff(diff)) => diff::run(&diff, &mut out),
        Some(Command::Explain(explain)) => explain::run(&explain, &mut out),
        Some(Command::GitDiff(git)) => git::run(git, &mut out),
        Some(Command::Show(show)) => show::run(&show, &mut out),
        Some(Command::List(list)) => list::run(&list, &mut out),
        Some(Command::Keys) => open::keys(&mut out),
        Some(Command::Completions { shell }) => {
            clap_complete::generate(shell, &mut Arguments::command(), "recto", &mut out);
            Ok(0)
        }
        Some(Command::Man) => {
            clap_mangen::Man::new(Arguments::command()).render(&mut out).map(|()| 0).map_err(Trouble::from)
        }
    };
    match done.and_then(|status| out.flush().map(|()| status).map_err(Trouble::from)) {
        Ok(status) => status,
        Err(trouble) => {
            // What a failed command had begun to say stays unsaid.
            let _ = out.into_parts();
            told(&trouble)
        }
    }
}

fn config_path(out: &mut dyn Write) -> Result<i32, Trouble> {
    let path =
        store::config_path().ok_or_else(|| Trouble::new("cannot tell where settings are: there is no home folder"))?;
    writeln!(out, "{}", path.display())?;
    Ok(0)
}

/// Tells a trouble; gives the exit status.
fn told(trouble: &Trouble) -> i32 {
    match trouble {
        // Who closed the pipe has read enough.
        Trouble::Output(error) if error.kind() == ErrorKind::BrokenPipe => return 0,
        Trouble::Output(error) => complain(&format!("cannot write to standard output: {error}")),
        Trouble::Told(line) => complain(line),
    }
    TROUBLE
}

/// One line on standard error. Where even that is closed there is nobody to tell.
fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "recto: {}", sanitize(line));
}

/// What clap says of wrong arguments, in one line; help and version are no mistake.
fn refused(error: &clap::Error) -> i32 {
    if !error.use_stderr() {
        return i32::from(error.print().is_err_and(|e| e.kind() != ErrorKind::BrokenPipe)) * TROUBLE;
    }
    let said = error.render().to_string();
    let parts = said.split("\n\n").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    let kept: Vec<_> =
        parts.filter(|p| !p.is_empty() && !p.starts_with("Usage:") && !p.starts_with("For more ")).collect();
    complain(&format!("{} (see recto --help)", kept.join("; ").trim_start_matches("error: ")));
    TROUBLE
}
