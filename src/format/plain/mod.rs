//! Plain text: lines to parts ([`layout`]), parts to blocks ([`blocks`]).

mod blocks;
mod layout;

use super::Error;
use super::news::metadata::metadata;
use super::news::patterns;
use crate::text::Document;

/// A document of a plain text, its blocks recognised.
pub(super) fn document(text: String) -> Result<Document, Error> {
    let parts = layout::parts(&text, patterns::stands_alone);
    if parts.is_empty() {
        return Err(Error::Empty);
    }
    let blocks = blocks::blocks(&text, &parts);
    let about = metadata(&text, &blocks);
    Ok(Document::new(text.into(), blocks, about))
}
