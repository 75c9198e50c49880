//! Web pages: HTML and XHTML, whole or in part.
//!
//! ```text
//! bytes ─ scan ─→ tokens ─ tree ─→ elements ─ article ─→ what is the article ─ render ─→ blocks, marks
//!                                     └ facts: <meta>, JSON-LD ─→ title, authors, times
//! ```
//!
//! Nothing is ever fetched.

mod around;
mod article;
mod boxes;
mod comments;
mod counts;
pub(in crate::format) mod entities;
mod facts;
mod names;
mod page;
pub(in crate::format) mod render;
pub(in crate::format) mod scan;
mod title;
pub(in crate::format) mod tree;

pub(super) use page::{charset, document};
