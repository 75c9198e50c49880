//! Recto reads stories that exist in several versions and compares two of them word by word.
//!
//! # Comparing two texts
//!
//! ```
//! let old = "The ferry sank on Monday, the coast guard said.";
//! let new = "The ferry sank on Tuesday, the coast guard said.";
//! let comparison = recto::compare(old, new);
//! let change = &comparison.changes[0];
//! let words = change.spans.map(|span| span.unwrap_or_default());
//! assert_eq!((change.class.name(), words.old.of(old), words.new.of(new)), ("date", "Monday", "Tuesday"));
//! ```
//!
//! [`compare`] reads two plain texts; [`mod@format`] reads bytes of any kind into a [`text::Document`], and
//! [`changes::compare`] compares two of those, with [`changes::Options`]. A [`changes::Comparison`] holds ranges and no
//! text: its rows pair sentences, their operations words, and its changes say what an editor would want to know, most
//! important first. It can be stored and read back with serde; [`Comparison::check`](changes::Comparison::check) then
//! verifies that it belongs to two documents. [`page`] lays it out for people, [`out`] writes it as text, HTML,
//! Markdown or JSON.
//!
//! Features: `cli` (the default) is the program `recto`, `tui` the terminal reader without its arguments, `store` reading
//! files and folders. The library alone is `default-features = false`.
//!
//! # The screen, and the modules behind it
//!
//! ```text
//!   page::header ─▶  … after winter of repairs → … two weeks early   96 % stands in the new   ▎2/19
//!
//!                    ~ The harbour bridge will reopen  │ ~ The harbour bridge will reopen    ░ ◀─ page::minimap
//!   page::split ──▶    to traffic on Friday, the town  │   on Friday, two weeks ahead of     █
//!                      council said.                   │   schedule, the council said.       █
//!   changes::compare   ▔▔▔▔▔▔▔▔▔▔ removed              │              ▔▔▔▔▔▔▔▔▔▔▔▔▔▔ added
//!   finds the marks  ↷ The bridge, built in 1931, …    │ ↷ The bridge, built in 1931, …
//!                    ▲
//!                    └─ page::Role::Moved: `theme` gives it a look, `tui` or `out::ansi` writes it
//!
//!   app::view ────▶  n N change   s inline   c changes   x swap   q quit   ? help             42 %
//!                    ▲ app::command: one table for keys, footer, help and README
//! ```
//!
//! # The map
//!
//! Imports point down only, between modules and between the files of one; `tests/layering.rs` checks it.
//!
//! | floor | module | what it does |
//! |---|---|---|
//! | 8 | [`cli`] | arguments → a call of the library; errors → one line and an exit status (feature `cli`) |
//! | 7 | [`tui`] | terminal, events, threads, drawing: the only place that knows ratatui and crossterm (feature `tui`) |
//! | 6 | [`app`] | the pure state machine: `update(&mut State, Msg) -> Vec<Effect>`; the command table; one file a screen (feature `tui`) |
//! | 6 | [`out`] | writers over `io::Write`: plain, ANSI, JSON, CSV, HTML, Markdown, CriticMarkup, Word, summaries |
//! | 5 | [`theme`] | role → look, from `assets/themes/*.toml` |
//! | 4 | [`page`] | view-models: reader, split, inline, list, change list; the wording of a change for people; layout for a width |
//! | 4 | [`store`] | the only module that touches files: reading, walking folders, settings, state (feature `store`) |
//! | 3 | [`story`] | groups documents into stories, orders their versions |
//! | 3 | [`changes`] | rows → edits → findings, ranked; the editor's notes that announce them |
//! | 2 | [`diff`] | links → rows with operations: word differences, tidying, counts, verdict |
//! | 2 | [`align`] | the sentences of two documents → links: anchors, similarity, moves, splits and merges |
//! | 1 | [`mod@format`] | bytes → document, pure |
//! | 0 | [`lang`] | languages: a file each, with word lists in `assets/lang/` |
//! | 0 | [`text`] | document, blocks, sentences, words, keys; ranges into one `Arc<str>` |
//! | 0 | [`thresholds`] | thresholds as data, which can be listed and measured |
//!
//! # From a file to a coloured cell
//!
//! `store` reads bytes → [`mod@format`] makes a [`text::Document`] → [`story`] groups → [`align`] and [`diff`] pair sentences
//! and words, [`changes::compare`] reads the rows once into a [`changes::Comparison`] (ranges and operations only) → [`page`]
//! turns it into runs with roles, lays them out and puts changes in words → [`out`] or `tui` asks the [`theme`] for each
//! role's look and writes. Nothing downstream computes a difference again.
//!
//! # The text that is read, and the source
//!
//! All of the above works on the text that people read, which a [`text::Document`] has; for plain text it is that of the
//! file. A Markdown file has syntax too. Its document has a [`text::Source`]: the file's text, and a mapping of the text
//! that is read to it in pieces: copied, replaced (`&eacute;`) or inserted (the gap between two blocks). JSON and
//! CriticMarkup use it to write ranges of the file, which other tools can apply. [`align`], [`diff`] and [`changes`] do
//! not depend on it.

#![forbid(unsafe_code)]

pub mod align;
#[cfg(feature = "tui")]
pub mod app;
pub mod changes;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diff;
pub mod format;
pub mod lang;
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

/// Lets unit tests include test code that names the library as integration tests do.
#[cfg(test)]
extern crate self as recto;
#[cfg(test)]
#[path = "../tests/common/cases.rs"]
mod cases;
#[cfg(test)]
#[path = "../tests/common/worked.rs"]
mod worked;

use std::sync::Arc;

/// Compares two plain texts. Spans of the comparison are bytes of `old` and `new`.
///
/// Time is near linear in the texts, which may be empty. They are read by [`format::plain_text`].
///
/// ```
/// use recto::diff::{Op, RowKind};
///
/// let old = "Nobody was hurt. The bridge was closed in November.";
/// let new = "The bridge was closed in November. It reopens on Friday.";
/// let comparison = recto::compare(old, new);
/// let kinds: Vec<RowKind> = comparison.rows.iter().map(|row| row.kind).collect();
/// assert_eq!(kinds, [RowKind::Removed, RowKind::Same, RowKind::Added]);
/// let Op::Added(words) = comparison.rows[2].ops[0] else { panic!("an added row") };
/// assert_eq!(words.of(new), "It reopens on Friday.");
/// ```
#[must_use]
pub fn compare(old: &str, new: &str) -> changes::Comparison {
    // A text without words is the empty document.
    let read = text::Pair::new(old, new).map(|text| Arc::new(format::plain_text(text).unwrap_or_default()));
    let documents = format::for_pair(&read);
    match changes::compare(&documents.old, &documents.new, &changes::Options::default()) {
        Some(comparison) => comparison,
        None => unreachable!("a comparison stops early only when it is cancelled"),
    }
}
