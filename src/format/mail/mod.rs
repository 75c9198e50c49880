//! Mail: one message, or a mailbox of many.
//!
//! ```text
//! bytes ─ mailbox ─→ one message ─ mime ─→ header fields, text ─ message ─→ document
//! ```

mod message;
mod mime;

use super::error::Error;
use super::hint::Hint;
use super::several::{index, missing};
use crate::text::Document;

/// The document of a mail, or of one in a mailbox.
pub(super) fn document(bytes: &[u8], hint: &Hint) -> Result<Document, Error> {
    let part = hint.reading.part;
    let at = index(part)?.unwrap_or(0);
    let message = messages(bytes).nth(at).ok_or_else(|| missing(part))?;
    message::document(message, hint)
}

/// How many messages there are.
pub(super) fn count(bytes: &[u8]) -> usize {
    messages(bytes).count()
}

/// The messages of a mailbox, which lines beginning with `From ` separate; a file without them is one message.
fn messages(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let is_mailbox = bytes.starts_with(b"From ");
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let all = rest?;
        if !is_mailbox {
            return rest.take();
        }
        // The separator is a line of its own.
        let start = memchr::memchr(b'\n', all).map_or(all.len(), |at| at + 1);
        let body = all.get(start..)?;
        if body.is_empty() {
            rest = None;
            return None;
        }
        let mut next = None;
        for at in memchr::memmem::find_iter(body, b"\nFrom ") {
            let blank = at == 0 || matches!(body.get(..at), Some([.., b'\n'] | [.., b'\n', b'\r']));
            if blank {
                next = Some(at + 1);
                break;
            }
        }
        rest = next.and_then(|at| body.get(at..));
        Some(next.map_or(body, |at| body.get(..at).unwrap_or(body)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_many_messages() {
        let mailbox = b"From a@b Mon\nSubject: x\n\none\nFrom here on\n\nFrom c@d Tue\nSubject: y\n\ntwo\n";
        let all: Vec<_> = messages(mailbox).map(|m| String::from_utf8_lossy(m).into_owned()).collect();
        assert_eq!(all, ["Subject: x\n\none\nFrom here on\n\n", "Subject: y\n\ntwo\n"]);
        assert_eq!(count(b"Subject: x\n\nFrom me"), 1);
        assert_eq!(count(b"From a\n"), 0);
    }
}
