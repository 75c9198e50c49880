//! HTML: tags, text, character references.

pub(in crate::format) mod entities;
pub(in crate::format) mod scan;
