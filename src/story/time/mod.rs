//! When a version was written, and by what that is known.
//!
//! ```text
//! document ── stated ──▶ dateline, "Published …", "UPDATED 3:45 PM", front matter   best
//! name     ── name ────▶ 2024-06-19_1040, v2, draft, final, (1)                      │
//! notes    ── note ────▶ "Corrects …", "Updates with …", UPDATE 2-                   ▼
//! file     ────────────▶ when it was changed last                                   least
//! ```
//!
//! [`sort`] puts versions in order by the best of these that tells any two apart. Length is no sign of age.

mod clues;
mod name;
mod note;
mod order;
mod stated;
mod version_time;

pub(super) use clues::Clues;
pub use order::Evidence;
pub(super) use order::sort;
pub(super) use stated::event_day;
pub use version_time::VersionTime;
