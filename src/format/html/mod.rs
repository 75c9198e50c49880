//! Web pages: HTML and XHTML, whole or in part.
//!
//! ```text
//! bytes ─ scan ─→ tokens ─ tree ─→ elements ─ article ─→ what is the article ─ render ─→ blocks, marks
//!                                     └ facts: <meta>, JSON-LD ─→ title, authors, times
//! ```
//!
//! Nothing is ever fetched.

mod article;
mod boxes;
mod counts;
pub(in crate::format) mod entities;
mod facts;
mod names;
mod page;
pub(in crate::format) mod render;
pub(in crate::format) mod scan;
pub(in crate::format) mod tree;

pub(super) use page::{charset, document};
