//! Mail: one message, or a mailbox of many.
//!
//! ```text
//! bytes ─ mailbox ─→ one message ─ mime ─→ header fields, parts ─ content ─→ texts in order ─ message ─→ document
//! ```

mod content;
mod message;
mod mime;

use std::ops::Range;

pub(super) use message::document;

/// The messages of a mailbox, as ranges of its bytes: lines beginning with `From ` separate them, if a field of a header
/// follows, as not every program quotes such a line in a text. A file without these is one message.
pub(super) fn messages(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let is_mailbox = bytes.starts_with(b"From ");
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let all = rest?;
        if !is_mailbox {
            return rest.take().map(|all| 0..all.len());
        }
        // The separator is a whole line.
        let start = memchr::memchr(b'\n', all).map_or(all.len(), |at| at + 1);
        let body = all.get(start..)?;
        if body.is_empty() {
            rest = None;
            return None;
        }
        let after_blank = |at: usize| at == 0 || matches!(body.get(..at), Some([.., b'\n'] | [.., b'\n', b'\r']));
        let separates = |at: &usize| after_blank(*at) && body.get(at + 1..).is_some_and(begins_message);
        let next = memchr::memmem::find_iter(body, b"\nFrom ").find(separates).map(|at| at + 1);
        rest = next.and_then(|at| body.get(at..));
        let from = bytes.len() - body.len();
        Some(from..from + next.unwrap_or(body.len()))
    })
}

/// Whether a field follows the first line: a name without spaces, and a colon.
fn begins_message(lines: &[u8]) -> bool {
    let next = memchr::memchr(b'\n', lines).and_then(|at| lines.get(at + 1..)).unwrap_or_default();
    let name = next.iter().take_while(|byte| byte.is_ascii_graphic() && **byte != b':').count();
    name > 0 && next.get(name) == Some(&b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_many_messages() {
        let mailbox = b"From a@b Mon\nSubject: x\n\none\nFrom here on\n\nFrom then on: words\n\nFrom c@d Tue\nSubject: y\n\ntwo\n";
        let all: Vec<_> = messages(mailbox).map(|m| String::from_utf8_lossy(&mailbox[m]).into_owned()).collect();
        assert_eq!(all, ["Subject: x\n\none\nFrom here on\n\nFrom then on: words\n\n", "Subject: y\n\ntwo\n"]);
        assert_eq!(messages(b"Subject: x\n\nFrom me").count(), 1);
        assert_eq!(messages(b"From a\n").count(), 0);
    }
}
