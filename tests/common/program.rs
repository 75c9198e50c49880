//! The program with a home folder of its own, so that neither the settings of whoever runs the tests nor the state that
//! another test saved changes what it does.

#![allow(dead_code, reason = "each test uses its part")]

use std::path::Path;
use std::process::Command;

/// The path of the program.
pub(crate) const RECTO: &str = env!("CARGO_BIN_EXE_recto");

/// Variables that name the folders of settings and state.
pub(crate) const FOLDERS: [&str; 4] = ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"];

/// Variables that change what is printed.
pub(crate) const LOOKS: [&str; 5] = ["NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "COLORTERM", "GIT_PAGER_IN_USE"];

/// The program with this home folder; its settings are `recto/config.toml` there.
pub(crate) fn recto(home: &Path) -> Command {
    at_home(Command::new(RECTO), home)
}

/// A command with this home folder that starts the program.
pub(crate) fn at_home(mut command: Command, home: &Path) -> Command {
    for name in FOLDERS {
        command.env(name, home);
    }
    for name in LOOKS {
        command.env_remove(name);
    }
    command
}
