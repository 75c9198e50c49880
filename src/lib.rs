//! Recto reads stories that exist in several versions and compares two of them word by word.
//!
//! # The map
//!
//! An import points down only; `tests/layering.rs` reads the `use` lines and fails on any that points up.
//!
//! | floor | module | what it does |
//! |---|---|---|
//! | 6 | `main`, [`cli`] | arguments → a call of the library; errors → one line and an exit status |
//! | 5 | [`tui`] | terminal, events, threads, drawing: the only place that knows ratatui and crossterm |
//! | 4 | [`app`] | the pure state machine: `update(&mut State, Msg) -> Vec<Effect>`; the command table; one file a screen |
//! | 4 | [`out`] | writers over `io::Write`: plain, ANSI, JSON, HTML, Markdown, CriticMarkup, the summary; a sibling of `app` for those who want no screen |
//! | 3 | [`theme`] | role → look, from `assets/themes/*.toml` |
//! | 2 | [`page`] | view-models: reader, split, inline, list, change list; layout for a width |
//! | 2 | [`store`] | the only module that touches files: reading, walking folders, state, settings |
//! | 1 | [`story`] | groups documents into stories, orders versions |
//! | 1 | [`diff`] | compares two documents |
//! | 1 | [`mod@format`] | bytes → document, pure |
//! | 0 | [`text`] | document, blocks, sentences, words, keys; ranges into one `Arc<str>` |
//!
//! # From a file to a coloured cell
//!
//! [`store`] reads bytes → [`mod@format`] makes a [`text::Document`] → [`story`] groups → [`changes::compare`] gives a
//! [`changes::Comparison`] (ranges and operations only) → [`page`] turns it into runs with roles and lays them out →
//! [`out`] or [`tui`] asks the [`theme`] for each role's look and writes. Nothing downstream computes a difference again.

pub mod align;
#[cfg(feature = "tui")]
pub mod app;
pub mod changes;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diff;
pub mod format;
mod lang;
pub mod out;
pub mod page;
#[cfg(feature = "store")]
pub mod store;
pub mod story;
pub mod text;
pub mod theme;
pub mod thresholds;
#[cfg(feature = "tui")]
pub mod tui;
