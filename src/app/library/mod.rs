//! The library: stories and their versions on the left, and the selected one on the right if there is room.
//!
//! ```text
//!  recto  ~/stories                                by time   8 documents · 2 stories
//!                                        ┃
//!  ▾ Pact signed in Pyongyang         5  ┃     Leaders sign a pact of mutual aid
//!      19 Jun 08:10  Wire original       ┃
//!    ▸ 19 Jun 09:02  Syndicated copy 98% ┃     The text …
//! ```
//!
//! `rows` determines the rows and their order, `model` has the state, `commands` changes it, `draw` displays it.

mod commands;
mod draw;
mod model;
mod rows;

pub(in crate::app) use model::{Library, Pane, TWO_PANES_MIN_COLS};
