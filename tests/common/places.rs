//! Where the program keeps settings and state below the folders that its environment names.

#![allow(dead_code, reason = "each test uses its part")]

/// The folder of settings and of state in a home folder that is that of all kinds (`HOME`, `XDG_CONFIG_HOME` …). On
/// Windows the system names the folders, and a test cannot have its own.
pub(crate) const FOLDER: &str = if cfg!(target_os = "macos") { "Library/Application Support/recto" } else { "recto" };

/// The settings where the home is `home` and `XDG_CONFIG_HOME` is `config`.
pub(crate) const SETTINGS: &str = if cfg!(target_os = "macos") {
    "home/Library/Application Support/recto/config.toml"
} else {
    "config/recto/config.toml"
};
