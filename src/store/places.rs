//! Standard folders for settings and state, found by `directories`.

use std::path::PathBuf;

use directories::ProjectDirs;

/// The folder of the user's settings and themes; `None` if there is no home.
#[must_use]
pub fn config_dir() -> Option<PathBuf> {
    Some(dirs()?.config_dir().to_path_buf())
}

/// The user's settings file, which need not exist.
#[must_use]
pub fn config_path() -> Option<PathBuf> {
    Some(config_dir()?.join("config.toml"))
}

/// The folder of saved state; the local data folder where the platform has none for state.
#[must_use]
pub fn state_dir() -> Option<PathBuf> {
    let dirs = dirs()?;
    Some(dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_path_buf())
}

fn dirs() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "recto")
}
