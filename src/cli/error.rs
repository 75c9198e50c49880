//! Errors of commands, reported in one line on standard error.

use std::io::{self, ErrorKind, Write};

use crate::page::sanitize;

/// The exit status of a failed command.
pub(super) const FAILED: i32 = 2;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// One line that names the action and its object.
    #[error("{0}")]
    Message(String),
    /// Standard output cannot be written to.
    #[error("cannot write to standard output: {0}")]
    Output(#[from] io::Error),
}

impl Error {
    pub(super) fn new(message: impl ToString) -> Self {
        Self::Message(message.to_string())
    }

    /// Reports the error; returns the exit status. It is not a failure if the reader closed the pipe.
    pub(super) fn report(&self) -> i32 {
        match self {
            Self::Output(error) if error.kind() == ErrorKind::BrokenPipe => 0,
            error => {
                print(&error.to_string());
                FAILED
            }
        }
    }
}

/// The status of work that is done, after its result was printed. That the reader closed the pipe early does not change
/// it: `recto diff a b | head -1` with `set -o pipefail` is 1 if the texts differ.
pub(super) fn after_work(status: i32, printed: Result<(), Error>) -> Result<i32, Error> {
    match printed {
        Err(Error::Output(error)) if error.kind() != ErrorKind::BrokenPipe => Err(Error::Output(error)),
        Err(Error::Message(message)) => Err(Error::Message(message)),
        Ok(()) | Err(Error::Output(_)) => Ok(status),
    }
}

/// Prints one line on standard error; errors are ignored.
pub(super) fn print(message: &str) {
    let _ = writeln!(io::stderr(), "recto: {}", sanitize(message));
}
