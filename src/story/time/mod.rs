//! The time of a version, and the evidence for it.
//!
//! ```text
//! document ── stated ──▶ dateline, "Published …", "UPDATED 3:45 PM", front matter   best
//! name     ── name ────▶ 2024-06-19_1040, v2, draft, final, (1)                      │
//! notes    ── note ────▶ "Corrects …", "Updates with …", UPDATE 2-                   ▼
//! file     ────────────▶ its modification time                                      least
//! ```
//!
//! [`sort`] orders versions by the best of these that distinguishes any two. Length is no evidence of age.

mod clues;
mod name;
mod note;
mod order;
mod stated;
mod version_time;

pub(super) use clues::Clues;
pub(super) use name::Naming;
pub use order::Evidence;
pub(super) use order::sort;
pub(super) use stated::event_day;
pub use version_time::VersionTime;
