//! Markdown: CommonMark with GitHub's tables, task lists, strikethrough and footnotes, and front matter.
//!
//! ```text
//! ---                                  front    title, authors, dates, tags: blocks of the text too
//! title: The ferry
//! ---
//! The *Ann Marie* **sails**            events   blocks, marks; what is read, and where it is in the file
//! <details>at noon</details>           html     tags are syntax, their text is read
//! ```
//!
//! The text that is read has no syntax; [`Source`](crate::text::Source) maps it to the file's own bytes.

mod events;
mod front;
mod html;
mod nesting;

use super::error::Error;
use super::news::metadata::metadata;
use super::outline::Outline;
use super::structured;
use crate::text::cancel::Stop;
use crate::text::{About, Block, BlockKind, Document, Format, SourceBuilder};

/// Reads a Markdown document. Incomplete, or any error, once `stop` is set.
pub(super) fn document(text: &str, stop: Stop<'_>) -> Result<Document, Error> {
    nesting::check(text)?;
    let mut source = SourceBuilder::new(text);
    let mut outline = Outline::default();
    let mut about = About::default();
    let body = front::read(&mut source, &mut outline, &mut about);
    events::read(body, &mut source, &mut outline, stop);
    stop.check()?;
    let (mut blocks, marks) = outline.finish();
    let (read, source) = source.finish();
    if blocks.is_empty() {
        // Only syntax, such as a rule: read it as plain text.
        return if text.trim().is_empty() {
            Err(Error::Empty)
        } else {
            super::plain::document_unless(text.to_owned(), stop)
        };
    }
    headline(&mut blocks);
    let blocks = structured::recognised(&read, blocks, stop);
    let found = metadata(&read, &blocks);
    let about = About {
        title: about.title.or(found.title),
        authors: about.authors.or(found.authors),
        published: about.published.or(found.published),
        modified: about.modified.or(found.modified),
        url: about.url.or(found.url),
        language: about.language.or(found.language),
        tags: about.tags,
        ..found
    };
    let mut document = Document::new(read.into(), blocks, about);
    document.format = Format::Markdown;
    document.marks = marks;
    document.source = Some(Box::new(source));
    Ok(document)
}

/// Marks the first heading of level 1 as the headline, if only front matter comes before it, without another headline.
fn headline(blocks: &mut [Block]) {
    let front = |block: &Block| {
        matches!(block.kind, BlockKind::Byline | BlockKind::Dateline | BlockKind::Furniture | BlockKind::Headline)
    };
    let titled = blocks.iter().any(|block| block.kind == BlockKind::Headline);
    let first = blocks.iter_mut().find(|block| !front(block));
    if let Some(block) = first.filter(|block| block.kind == BlockKind::Heading && block.level == 1 && !titled) {
        block.kind = BlockKind::Headline;
    }
}
