//! A copy of the choices beside the database, for the first frame: reading it takes a tenth of the time of opening and
//! checking the database. The database decides; a copy that is missing, damaged or outdated is replaced.

use std::collections::HashMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::store::fault::{self, Operation};
use crate::store::read::plain_file;

/// The user's choices, such as the theme, by name.
pub type Choices = HashMap<String, String>;

/// The name of the copy in the state folder.
const FILE: &str = "choices.json";

/// Maximum size in bytes of a copy; a larger one was not written by this program.
const COPY_MAX_BYTES: u64 = 64 << 10;

/// The choices of the copy; `None` if there is no usable one.
pub(super) fn read(folder: &Path) -> Option<Choices> {
    serde_json::from_slice(&plain_file(&folder.join(FILE), COPY_MAX_BYTES).ok()??).ok()
}

/// Replaces the copy at once, so that no other program reads half of it.
pub(super) fn write(folder: &Path, choices: &Choices) -> io::Result<()> {
    let bytes = serde_json::to_vec(choices)?;
    let new: PathBuf = folder.join(format!("{FILE}.{}", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let written = fault::check(Operation::Open).and_then(|()| options.open(&new));
    let written = written.and_then(|mut file| {
        fault::check(Operation::Write)?;
        file.write_all(&bytes)
    });
    let written = written.and_then(|()| fault::check(Operation::Rename));
    written.and_then(|()| fs::rename(&new, folder.join(FILE))).inspect_err(|_| _ = fs::remove_file(&new))
}
