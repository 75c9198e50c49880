//! Text around a story, by newsrooms and web pages: headlines, bylines, datelines, credits, notes, furniture.
//!
//! ```text
//! header ───┬── mail, notes, names ──┐
//! footer ───┼── credits, names ──────┼── patterns: what single lines are ── dateline
//! trailing ─┼── credits, notes ──────┤
//! metadata ─┴── dateline             ┘
//! ```

mod credits;
pub(super) mod dateline;
pub(super) mod footer;
pub(super) mod header;
pub(super) mod mail;
pub(super) mod metadata;
mod names;
pub(super) mod notes;
pub(super) mod patterns;
pub(super) mod trailing;
