//! The user's settings, read once.

use std::env;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::error;
use crate::store::{Settings, set_converters};

/// The folders in which programs are looked for.
pub(super) fn search_path() -> Vec<PathBuf> {
    env::var_os("PATH").map(|folders| env::split_paths(&folders).collect()).unwrap_or_default()
}

/// The settings; errors in them are reported on standard error, once.
pub(super) fn settings() -> &'static Settings {
    static SETTINGS: OnceLock<Settings> = OnceLock::new();
    SETTINGS.get_or_init(|| {
        let (settings, problems) = Settings::load();
        problems.iter().for_each(|problem| error::print(&problem.to_string()));
        set_converters(settings.converters.clone(), search_path());
        settings
    })
}
