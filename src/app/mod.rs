//! Floor 6: the program as a pure state machine.
//!
//! ```text
//!   terminal ──Msg::Chord──▸ ┌────────┐ ──Effect::Load──────▸ worker ──Msg::Done(ticket, …)──┐
//!                            │ update │ ──Effect::Compare───▸ worker ────────────────────────┤
//!            ┌─────────────▸ └────────┘ ──Effect::Quit──────▸ tui                            │
//!            └───────────────────────────────────────────────────────────────────────────────┘
//!                                State ──view──▸ Canvas ──▸ tui paints it
//! ```
//!
//! [`update`] takes a message and returns effects as data; it never blocks. [`view`] describes the screen. Neither
//! depends on a terminal, so both can be tested without one.
//!
//! [`command`] is the one table of commands; `keymap` finds a command by its keys; `jobs` drops stale answers;
//! `window` scrolls and searches a page, `scroll` keeps its position. Each screen has a file: `library`, `reader`,
//! `comparison`; `overlay` holds what is drawn on top of a screen.

mod answers;
mod arrangement;
mod arranging;
mod canvas;
mod change_list_panel;
mod chord;
pub mod command;
mod comparison;
mod comparison_view;
mod copying;
mod documents;
mod encodings;
mod export;
mod export_format;
mod filter;
mod follow;
mod footer;
mod jobs;
mod keymap;
mod library;
mod lists;
mod matches;
mod menu;
mod message;
mod mouse;
mod offers;
mod overlay;
mod overlay_commands;
mod prompt;
mod reader;
mod screen_commands;
mod scroll;
mod search;
mod shared;
mod state;
mod text_search;
mod update;
mod view;
mod window;

pub use arrangement::{Arrangement, Choice, Sort};
pub use arranging::{Arranged, Arranging};
pub use canvas::{Area, Canvas, Placed, Size, Target};
pub use chord::{Chord, Key};
pub use documents::{DocId, LoadState, Readable};
pub use export_format::{Export, ExportFormat, Exported};
pub use filter::Card;
pub use jobs::{Job, Ticket};
pub use keymap::{KeyError, Keymap};
pub use matches::Matches;
pub use message::{Answer, Arrival, Effect, Msg, Preferences, Start};
pub use state::State;
pub use update::update;
pub use view::view;

#[cfg(test)]
mod tests;
