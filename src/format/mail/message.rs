//! Converts a message to a document: the subject becomes the headline, the sender the byline, the date the dateline.

use super::content::{Content, MESSAGE_DEPTH, Piece};
use super::mime::{Part, Text};
use crate::format::encoding::Encoding;
use crate::format::error::Error;
use crate::format::hint::Hint;
use crate::format::html::render::write_page;
use crate::format::plain;
use crate::format::several::left_out;
use crate::format::writer::Writer;
use crate::text::cancel::Stop;
use crate::text::{About, Block, BlockKind, Digest, Document, Format, Found, Origin, Value};

/// A document of a message. Incomplete, or any error, once `stop` is set.
pub(in crate::format) fn document(bytes: &[u8], hint: &Hint, stop: Stop<'_>) -> Result<Document, Error> {
    let message = Part::new(bytes);
    let content = Content::of(&message, hint, stop);
    let [subject, from, date] = FIELDS.map(|name| message.field(name));
    if subject.is_none() && from.is_none() && !content.has_words() {
        return Err(if content.deep { Error::Depth(MESSAGE_DEPTH) } else { Error::NoText });
    }
    let guessed = content.texts().find_map(|text| text.guessed);
    let omitted = omitted(&content);
    let mut writer = Writer::default();
    let kinds = [BlockKind::Headline, BlockKind::Byline, BlockKind::Dateline];
    let mut fields = [subject, from, date].into_iter().zip(kinds);
    let spans = [(); 3].map(|()| {
        let (value, kind) = fields.next()?;
        field(&mut writer, &value?, kind).map(|block| Value::Span(block.span))
    });
    for piece in content.pieces {
        writer = match piece {
            Piece::Text(text) if text.html => write_page(&text.text, writer, stop)?,
            Piece::Text(text) => plain_text(&text, writer, stop),
            Piece::Message(message) => {
                let kinds = [BlockKind::Heading, BlockKind::Byline, BlockKind::Dateline];
                for (name, kind) in FIELDS.into_iter().zip(kinds) {
                    message.field(name).and_then(|value| field(&mut writer, &value, kind).map(|_| ()));
                }
                writer
            }
        };
    }
    let (text, blocks, marks) = writer.finish();
    let from = Origin::MailHeader;
    let [title, author, date] = spans;
    let about = About {
        title: title.map(|value| Found { value, from }),
        authors: author.map(|value| Found { value: vec![value], from }),
        published: date.map(|value| Found { value, from }),
        ..About::default()
    };
    let mut document = Document::new(text.into(), blocks, about);
    document.format = Format::Mail;
    document.marks = marks;
    document.omitted = omitted;
    Ok(document.of_bytes(Digest::of(bytes)).with_guessed_encoding(guessed.map(Encoding::name)))
}

/// The fields of a header that are read.
const FIELDS: [&str; 3] = ["subject", "from", "date"];

/// Writes the value of a field of a header.
fn field<'w>(writer: &'w mut Writer, value: &str, kind: BlockKind) -> Option<&'w mut Block> {
    writer.begin(kind);
    writer.words(value);
    writer.end()
}

/// What the document of a message lacks, each in a phrase.
fn omitted(content: &Content<'_>) -> Vec<Box<str>> {
    let mut out: Vec<Box<str>> = content.texts().flat_map(|text| text.faults.iter().cloned()).collect();
    if content.deep {
        out.push(Error::Depth(MESSAGE_DEPTH).to_string().into());
    } else if content.pieces.is_empty() {
        out.push("it has no part of text or HTML".into());
    }
    out.extend(left_out("attachment", "not read", content.attachments.len(), &content.attachments));
    out
}

/// Plain text of a mail: lines that begin with `>` are quotations, and the text after the line `-- ` is the signature.
fn plain_text(text: &Text, mut writer: Writer, stop: Stop<'_>) -> Writer {
    let mut chunk = String::new();
    let mut depth = 0;
    let mut signature = false;
    let mut open = false;
    for line in text.text.lines().take_while(|_| !stop.is_set()) {
        // `From ` begins a message of a mailbox, and is therefore written `>From ` in a text.
        let (level, words) = match line.strip_prefix('>') {
            Some(words) if depth == 0 && words.starts_with("From ") => (0, words),
            _ => quoted(line),
        };
        if level == 0 && words == "-- " && !signature {
            chunk_blocks(&std::mem::take(&mut chunk), depth, signature, &mut writer, stop);
            (signature, depth, open) = (true, 0, false);
            continue;
        }
        if level != depth {
            chunk_blocks(&std::mem::take(&mut chunk), depth, signature, &mut writer, stop);
            (depth, open) = (level, false);
        }
        if !open && !chunk.is_empty() {
            chunk.push('\n');
        }
        chunk.push_str(words);
        open = text.flowed && words.ends_with(' ');
    }
    chunk_blocks(&chunk, depth, signature, &mut writer, stop);
    writer
}

/// The quotation depth of a line, and its text without the `>` signs.
fn quoted(line: &str) -> (u8, &str) {
    let mut level = 0_u8;
    let mut rest = line;
    while let Some(after) = rest.strip_prefix('>') {
        level = level.saturating_add(1);
        rest = after.strip_prefix(' ').filter(|after| after.starts_with('>')).unwrap_or(after);
    }
    (level, if level > 0 { rest.strip_prefix(' ').unwrap_or(rest) } else { rest })
}

/// Writes the blocks of some lines, read as plain text.
fn chunk_blocks(chunk: &str, depth: u8, signature: bool, writer: &mut Writer, stop: Stop<'_>) {
    let Ok(read) = plain::document_unless(chunk.to_owned(), stop) else { return };
    let read = plain::with_markers_of_lists(&read).unwrap_or(read);
    for block in &read.blocks {
        let kind = match block.kind {
            _ if signature => BlockKind::Furniture,
            // Only the subject is the headline.
            BlockKind::Headline
            | BlockKind::Heading
            | BlockKind::Paragraph
            | BlockKind::Byline
            | BlockKind::Dateline
                if depth > 0 =>
            {
                BlockKind::Quote
            }
            BlockKind::Headline | BlockKind::Byline | BlockKind::Dateline => BlockKind::Paragraph,
            kind => kind,
        };
        writer.begin(kind);
        let words = block.span.of(&read.text);
        if block.keeps_lines {
            writer.verbatim(words);
        } else {
            writer.words(words);
        }
        if let Some(written) = writer.end() {
            (written.level, written.depth, written.marker) = (block.level, block.depth, block.marker);
            written.quotes = depth;
            written.keeps_lines |= block.keeps_lines;
        }
    }
}
