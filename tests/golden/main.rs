//! Golden screens: the display of the program, cell by cell. Each folder here is a case.
//!
//! `case.toml` has the documents and the keys pressed; `160x45.txt` is the resulting screen of that size in two planes,
//! the text and below it a letter per cell for what the cell *is* (see the legend at the end), so that a failure shows
//! what changed. `RECTO_BLESS=1 cargo test --test golden` rewrites the screens and the README's picture.

#![cfg(feature = "tui")]

#[path = "../common/answers.rs"]
mod answers;
mod picture;
mod screens;
mod stage;
