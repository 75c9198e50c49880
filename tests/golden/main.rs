//! Golden screens: the display of the program, cell by cell. Each folder here is a case.
//!
//! `case.toml` has the documents, the size and the keys pressed; `screen.txt` is the resulting screen in two planes,
//! the text and below it a letter per cell for what the cell *is* (see the legend at the end), so that a failure shows
//! what changed. `RECTO_BLESS=1 cargo test --test golden` rewrites the screens and the README's picture.

#![cfg(feature = "tui")]

#[path = "../common/answers.rs"]
mod answers;
mod picture;
mod screens;
mod stage;
