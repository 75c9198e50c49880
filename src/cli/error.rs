//! What keeps a command from its work, and how it is reported: one line on standard error.

use std::io::{self, ErrorKind, Write};

use crate::page::sanitize;

/// The exit status of a command that failed.
pub(super) const FAILED: i32 = 2;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// One line that names the act and the thing.
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

    /// Reports it; returns the exit status. A reader that closed the pipe has all that it wanted: that is no failure.
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

/// Prints one line on standard error. Nothing can be done where that is closed too.
pub(super) fn print(message: &str) {
    let _ = writeln!(io::stderr(), "recto: {}", sanitize(message));
}
