//! The program as users have it: built and installed.
//!
//! The one that cargo passes to a bench has two faults. It is built with the features of the tests' dependencies, among
//! them Unicode tables of the regex crates, which the program does not need and which slow down every start; and in the
//! bench profile, which builds fast. Therefore the release is built, if it is not built already. Then it is copied, as
//! `cargo install` does: a file that the linker wrote in pieces is in pieces in the page cache too, and takes a tenth
//! longer to start.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// The path of the [built](build) program.
pub(crate) fn program() -> &'static Path {
    PROGRAM.get().map_or(Path::new(env!("CARGO_BIN_EXE_recto")), PathBuf::as_path)
}

/// Builds and copies the program.
pub(crate) fn build() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_BIN_EXE_recto")).with_file_name("shipped");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--quiet", "--locked", "--release", "--bin", "recto"]);
    if !command.current_dir(env!("CARGO_MANIFEST_DIR")).status()?.success() {
        return Err(io::Error::other("cannot build the program"));
    }
    let name = Path::new(env!("CARGO_BIN_EXE_recto")).file_name().unwrap_or_default();
    let installed = folder.join(name);
    fs::create_dir_all(&folder)?;
    fs::copy(env!("CARGO_BIN_EXE_recto"), &installed)?;
    PROGRAM.get_or_init(|| installed);
    Ok(())
}
