//! Floor 8: the command line → calls of the library; errors → one line and an exit status.
//!
//! | exit status | |
//! |---|---|
//! | 0 | success; for `recto diff`: no difference but white space and ignored kinds |
//! | 1 | `recto diff` found differences |
//! | 2 | failed: one line `recto: …` on standard error, nothing on standard output |
//!
//! It is not a failure if the reader closes the pipe early: the status is that of the work, as if all had been read.

mod allocation;
mod args;
mod diff;
mod error;
mod explain;
mod git;
mod input;
mod list;
mod look;
mod open;
mod settings;
mod show;

use std::ffi::OsString;
use std::io::{self, BufWriter, ErrorKind, Write};

use clap::{CommandFactory, Parser};

use crate::page::sanitize;
use crate::store;
use crate::text::one_line;

pub use allocation::{end_at_once, on_failed_allocation};
use args::{Arguments, Command};
use error::Error;

/// Runs the program with these arguments, its name first; returns the exit status.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> i32 {
    #[cfg(feature = "fault-injection")]
    store::inject_named(&std::env::var("RECTO_INJECT").unwrap_or_default());
    let arguments = match Arguments::try_parse_from(args) {
        Ok(arguments) => arguments,
        Err(error) => return report_arguments(&error),
    };
    let mut out = BufWriter::with_capacity(64 << 10, io::stdout().lock());
    let done = match arguments.command {
        // The terminal program locks standard output itself.
        None if !arguments.config_path => {
            drop(out);
            return open::run(&arguments.paths, arguments.reading).unwrap_or_else(|error| error.report());
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
            clap_mangen::Man::new(Arguments::command()).render(&mut out).map(|()| 0).map_err(Error::from)
        }
    };
    let flushed = done.and_then(|status| error::after_work(status, out.flush().map_err(Error::from)));
    match flushed {
        Ok(status) => status,
        Err(error) => {
            // A failed command prints nothing: discard the buffer.
            let _ = out.into_parts();
            error.report()
        }
    }
}

fn config_path(out: &mut dyn Write) -> Result<i32, Error> {
    let path =
        store::config_path().ok_or_else(|| Error::new("cannot find the settings folder: there is no home folder"))?;
    writeln!(out, "{}", sanitize(&path.to_string_lossy()))?;
    Ok(0)
}

/// Reports wrong arguments in one line; returns the exit status. Help and version arrive as errors too, but succeed.
fn report_arguments(error: &clap::Error) -> i32 {
    if !error.use_stderr() {
        return match error.print() {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => error::FAILED,
            _ => 0,
        };
    }
    let message = error.render().to_string();
    let parts = message.split("\n\n").map(one_line);
    let kept: Vec<_> =
        parts.filter(|p| !p.is_empty() && !p.starts_with("Usage:") && !p.starts_with("For more ")).collect();
    error::print(&format!("{} (see recto --help)", kept.join("; ").trim_start_matches("error: ")));
    error::FAILED
}
