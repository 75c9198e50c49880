//! The program as people have it: built, and installed.
//!
//! The one that cargo hands to a bench is built with the features that the tests' dependencies turn on, Unicode tables of
//! the regex crates among them, which the program does not ask for and every start of it would pay for. So it is built
//! once more without them, beside the other: the first time that takes as long as a release build. Then it is copied, as
//! `cargo install` does: a file that the linker wrote piece by piece is in the system's memory in pieces too, and takes
//! a tenth longer to start than one written in one go, as those of its peers were.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Where it is, once it is [built](build).
pub(crate) fn program() -> &'static Path {
    PROGRAM.get().map_or(Path::new(env!("CARGO_BIN_EXE_recto")), PathBuf::as_path)
}

/// Builds and copies it.
pub(crate) fn build() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_BIN_EXE_recto")).with_file_name("shipped");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--quiet", "--locked", "--release", "--bin", "recto", "--target-dir"]).arg(&folder);
    if !command.current_dir(env!("CARGO_MANIFEST_DIR")).status()?.success() {
        return Err(io::Error::other("cannot build the program"));
    }
    let name = Path::new(env!("CARGO_BIN_EXE_recto")).file_name().unwrap_or_default();
    let installed = folder.join(name);
    fs::copy(folder.join("release").join(name), &installed)?;
    PROGRAM.get_or_init(|| installed);
    Ok(())
}
