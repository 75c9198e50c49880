//! What the linker is told beside what cargo tells it.
//!
//! With the GNU C library the standard library asks for libgcc_s, which unwinds the stack after a panic. To find, map and
//! bind it takes a twentieth of the time that two short stories are compared in, at every start of the program; so what
//! is needed of it is linked in, where the compiler has it as an archive too.

use std::env;
use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|v| v == value);
    let native = env::var_os("HOST") == env::var_os("TARGET");
    if !native || !is("CARGO_CFG_TARGET_OS", "linux") || !is("CARGO_CFG_TARGET_ENV", "gnu") {
        return;
    }
    let linker = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    // A name that it does not find comes back as it was asked.
    let found = Command::new(linker)
        .arg("-print-file-name=libgcc_eh.a")
        .output()
        .is_ok_and(|told| Path::new(String::from_utf8_lossy(&told.stdout).trim()).is_absolute());
    if found {
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
}
