//! Floor 4: writers over [`std::io::Write`]. They write what a page or a comparison says and compute nothing anew.
//!
//! [`plain`] marks words `[-…-]` and `{+…+}`; [`json`] is the contract programs depend on; [`ansi`] and [`text`] write
//! the lines of any page, with the look of a theme or without.

mod ansi;
mod json;
mod plain;

pub use ansi::{ansi, ansi_line, text};
pub use json::{JsonSide, json};
pub use plain::plain;
