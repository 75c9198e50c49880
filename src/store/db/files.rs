//! The files of the state database: creating them, and renaming damaged ones.

use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};

use super::error::{StateError, error};
use crate::store::fault::{self, Operation};

/// Creates the folder, accessible only to its owner where the system supports it; an existing one keeps its mode.
pub(super) fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    fault::check(Operation::Write)?;
    builder.create(folder)
}

/// Creates the file, accessible only to its owner, so that SQLite gives its other files the same mode; returns whether
/// it is new. Anything but a regular file is refused without opening it: a named pipe would wait for a writer.
pub(super) fn make_file(path: &Path) -> Result<bool, StateError> {
    match fs::metadata(path) {
        Ok(meta) if meta.is_file() => return Ok(false),
        Ok(_) => return Err(error("open", path, "it is not a regular file")),
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => {}
        Err(why) => return Err(error("open", path, why)),
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    match fault::check(Operation::Open).and_then(|()| options.open(path)) {
        Ok(_) => Ok(true),
        // Another program has created it.
        Err(why) if why.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(why) => Err(error("make", path, why)),
    }
}

/// Renames a damaged database and its log to an unused name.
pub(super) fn set_aside(path: &Path) -> std::io::Result<PathBuf> {
    let named = |suffix: &str, n: u32| suffixed(path, &format!("{suffix}.damaged-{n}"));
    let free = |n: &u32| !named("", *n).exists();
    let n = (1..).find(free).unwrap_or(u32::MAX);
    fault::check(Operation::Rename)?;
    fs::rename(path, named("", n))?;
    for suffix in ["-wal", "-shm"] {
        let log = suffixed(path, suffix);
        if log.exists() {
            fs::rename(&log, named(suffix, n))?;
        }
    }
    Ok(named("", n))
}

/// A path with more at the end of its name.
fn suffixed(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(suffix);
    path.with_file_name(name)
}
