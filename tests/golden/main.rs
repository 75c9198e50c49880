//! Golden screens: what the program shows, cell by cell. Each folder here is a case.
//!
//! `case.toml` says which documents open, at what size, and the keys pressed; `screen.txt` is the screen that came of
//! it in two planes, the text and below it a letter a cell for what the cell *is* (see the legend at its foot), so that
//! a failure says what changed. `RECTO_BLESS=1 cargo test --test golden` writes the screens, and the README's picture,
//! anew.

#![cfg(feature = "tui")]

mod picture;
mod screens;
mod stage;
