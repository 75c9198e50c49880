//! Markdown: CommonMark with GitHub's tables, task lists, strikethrough and footnotes, and front matter.
//!
//! ```text
//! ---                                  front    title, authors, dates, tags: blocks of the text too
//! title: The ferry
//! ---
//! The *Ann Marie* **sails**            events   blocks, marks; what is read, and where it stands in the file
//! <details>at noon</details>           html     tags are syntax, their text is read
//! ```
//!
//! What is read holds no syntax; [`Source`](crate::text::Source) leads from it to the file's own bytes.

mod events;
mod front;
mod html;

use super::Error;
use super::outline::Outline;
use crate::text::{About, BlockKind, Document, Format, Found, Origin, SourceBuilder, Value};

/// A document of a Markdown text.
pub(super) fn document(text: &str) -> Result<Document, Error> {
    let mut source = SourceBuilder::new(text);
    let mut outline = Outline::default();
    let mut about = About::default();
    let body = front::read(&mut source, &mut outline, &mut about);
    events::read(body, &mut source, &mut outline);
    let (mut blocks, marks) = outline.finish();
    let (read, source) = source.finish();
    if blocks.is_empty() {
        // Nothing but syntax, a rule say: that is what there is to read.
        return if text.trim().is_empty() { Err(Error::Empty) } else { super::plain_text(text) };
    }
    headline(&read, &mut blocks, &mut about);
    let mut document = Document::new(read.into(), blocks, about);
    document.format = Format::Markdown;
    document.marks = marks;
    document.source = Some(Box::new(source));
    Ok(document)
}

/// The first heading of the first level is the headline, if nothing but front matter stands before it and that names no
/// other.
fn headline(read: &str, blocks: &mut [crate::text::Block], about: &mut About) {
    let front = |block: &crate::text::Block| {
        matches!(block.kind, BlockKind::Byline | BlockKind::Dateline | BlockKind::Furniture | BlockKind::Headline)
    };
    let first = blocks.iter().position(|block| !front(block));
    let titled = blocks.iter().any(|block| block.kind == BlockKind::Headline);
    if let Some(block) = first.map(|i| &mut blocks[i]).filter(|b| b.kind == BlockKind::Heading && b.level == 1)
        && !titled
    {
        block.kind = BlockKind::Headline;
        about.title.get_or_insert(Found { value: Value::Span(block.span), from: Origin::Headline });
    }
    if about.title.is_none() {
        about.title = super::news::metadata::metadata(read, blocks).title;
    }
}
