//! Errors of the state database.

use std::path::{Path, PathBuf};

/// Why the state could not be opened or saved, in one line that names the action and the file.
#[derive(Debug, thiserror::Error)]
#[error("cannot {act} {}: {why}", .path.display())]
pub struct StateError {
    /// "open", "save to" …
    act: &'static str,
    path: PathBuf,
    why: String,
}

pub(super) fn error(act: &'static str, path: &Path, why: impl ToString) -> StateError {
    StateError { act, path: path.to_path_buf(), why: why.to_string() }
}
