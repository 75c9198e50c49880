//! Floor 1: bytes to documents, pure.
//!
//! ```text
//! bytes ─ decode ─→ text ─ layout ─→ parts ─ patterns, blocks ─→ blocks ─ about ─→ document
//! ```

mod decode;
mod layout;

use crate::text::About;
use crate::text::Block;
use crate::text::BlockKind;
use crate::text::Document;

/// Why bytes are not a document.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Error {
    /// NUL bytes or mostly control characters, in no encoding that has them.
    #[error("it is not text (binary data)")]
    Binary,
    /// Nothing but white space.
    #[error("it is empty")]
    Empty,
}

/// A document of the bytes of a file: decoded (byte-order mark, UTF-8, else a guess), its blocks recognised.
pub fn read(bytes: Vec<u8>) -> Result<Document, Error> {
    let text = decode::decode(bytes)?;
    let parts = layout::parts(&text, |_| false);
    if parts.is_empty() {
        return Err(Error::Empty);
    }
    let blocks = parts.iter().map(|p| Block { kind: BlockKind::Paragraph, span: p.span, run_in: false }).collect();
    Ok(Document::new(text.into(), blocks, About::default()))
}
