//! Writes exported files. No file is replaced unless this was requested.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf, absolute};

use super::fault::{self, Operation};
use super::settings::at_home;

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// There is a file of this name.
    #[error("{} exists", path.display())]
    Occupied {
        /// Its path.
        path: PathBuf,
    },
    /// It cannot be written.
    #[error("cannot write {}: {why}", path.display())]
    Failed {
        /// Its path.
        path: PathBuf,
        /// The reason.
        why: String,
    },
}

/// Writes a new file, or with `replace` another content of one that may exist; returns its absolute path. A leading `~`
/// is the home folder. A file is replaced as a whole: if that fails, it keeps its content.
///
/// # Errors
/// Fails if the file exists and is not to be replaced, or cannot be written.
pub fn export(path: &Path, bytes: &[u8], replace: bool) -> Result<PathBuf, ExportError> {
    let path = absolute(at_home(path)).unwrap_or_else(|_| path.to_owned());
    let failed = |error: &io::Error| {
        let why = match error.kind() {
            ErrorKind::NotFound => "the folder does not exist".to_owned(),
            ErrorKind::PermissionDenied => "permission denied".to_owned(),
            _ => error.to_string(),
        };
        ExportError::Failed { path: path.clone(), why }
    };
    if path.is_dir() {
        return Err(ExportError::Failed { path: path.clone(), why: "it is a folder".to_owned() });
    }
    if !replace {
        return match write_new(&path, bytes) {
            Ok(()) => Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(ExportError::Occupied { path }),
            Err(error) => Err(failed(&error)),
        };
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let written = write_new(&part, bytes).and_then(|()| fault::check(Operation::Rename));
    let written = written.and_then(|()| fs::rename(&part, &path));
    written.map_err(|error| {
        // Removing it may fail for the same reason, which is reported already.
        _ = fs::remove_file(&part);
        failed(&error)
    })?;
    Ok(path)
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fault::check(Operation::Open)?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = fault::check(Operation::Write).and_then(|()| file.write_all(bytes));
    let written = written.and_then(|()| fault::check(Operation::Sync)).and_then(|()| file.sync_all());
    if written.is_err() {
        _ = fs::remove_file(path);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_on_request() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        assert_eq!(export(&path, b"one", false).expect("written"), path);
        let again = export(&path, b"two", false).expect_err("it exists");
        assert!(matches!(again, ExportError::Occupied { .. }), "{again}");
        assert_eq!(fs::read(&path).expect("there"), b"one");
        export(&path, b"two", true).expect("replaced");
        assert_eq!(fs::read(&path).expect("there"), b"two");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing else is left");
        let nowhere = export(&folder.path().join("no/b.txt"), b"", false).expect_err("no folder");
        assert!(nowhere.to_string().ends_with("the folder does not exist"), "{nowhere}");
        assert!(export(folder.path(), b"", true).expect_err("a folder").to_string().ends_with("it is a folder"));
    }
}
