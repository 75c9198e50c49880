//! What a message contains: its texts in order, the messages that it forwards, the names of its attachments.
//!
//! ```text
//! multipart/mixed                    each part
//! ├ multipart/alternative            the plain text unless it is empty, else the HTML
//! │ ├ text/plain
//! │ └ multipart/related              the first part: the others are its pictures
//! ├ message/rfc822                   its header and what it contains
//! └ application/pdf; fees.pdf        its name
//! ```

use super::mime::{MAX_MAIL_PARTS, Part, Text};
use crate::format::hint::Hint;
use crate::text::cancel::Stop;

/// Maximum nesting depth of the parts of a message; deeper ones are ignored.
pub(super) const MESSAGE_DEPTH: usize = 8;

/// What a message contains.
#[derive(Debug, Default)]
pub(super) struct Content<'a> {
    pub pieces: Vec<Piece<'a>>,
    /// The names of attachments that are not read.
    pub attachments: Vec<String>,
    /// Whether parts are nested deeper than they are read.
    pub deep: bool,
}

/// A part of the content.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// Text or HTML.
    Text(Text),
    /// The header of a forwarded message, whose content follows.
    Message(Part<'a>),
}

impl<'a> Content<'a> {
    /// Reads a message. Incomplete once `stop` is set.
    pub(super) fn of(message: &Part<'a>, hint: &Hint, stop: Stop<'_>) -> Self {
        let mut walk = Walk { hint, stop, left: MAX_MAIL_PARTS, only_names: false, content: Self::default() };
        walk.part(message, &message.media_type(), MESSAGE_DEPTH);
        walk.content
    }

    /// The texts.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Text> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text),
            Piece::Message(_) => None,
        })
    }

    /// Whether there is a text with words.
    pub(super) fn has_words(&self) -> bool {
        has_words(&self.pieces)
    }
}

fn has_words(pieces: &[Piece<'_>]) -> bool {
    pieces.iter().any(|piece| matches!(piece, Piece::Text(text) if !text.text.trim().is_empty()))
}

struct Walk<'a, 'h> {
    hint: &'h Hint,
    stop: Stop<'h>,
    /// How many parts may still be examined.
    left: usize,
    /// Whether only attachments are collected.
    only_names: bool,
    content: Content<'a>,
}

impl<'a> Walk<'a, '_> {
    fn part(&mut self, part: &Part<'a>, media_type: &str, depth: usize) {
        if self.left == 0 || self.stop.is_set() {
            return;
        }
        self.left -= 1;
        match media_type {
            "text/plain" | "text/html" if !part.is_attached() => {
                if !self.only_names {
                    self.content.pieces.push(Piece::Text(part.text(self.hint, self.stop)));
                }
            }
            "message/rfc822" | "message/global" => {
                let message = part.message();
                let of_message = message.media_type();
                self.below(depth, |walk, depth| {
                    if !walk.only_names {
                        walk.content.pieces.push(Piece::Message(part.message()));
                    }
                    walk.part(&message, &of_message, depth);
                });
            }
            "multipart/alternative" => self.below(depth, |walk, depth| walk.alternatives(part, depth)),
            "multipart/related" => self.below(depth, |walk, depth| {
                let mut parts = part.parts();
                parts.by_ref().take(1).for_each(|first| walk.part(&first, &first.media_type(), depth));
                parts.filter(Part::is_attached).for_each(|other| walk.part(&other, &other.media_type(), depth));
            }),
            "multipart/digest" => self.below(depth, |walk, depth| {
                for part in part.parts() {
                    let stated = part.has_media_type().then(|| part.media_type());
                    walk.part(&part, stated.as_deref().unwrap_or("message/rfc822"), depth);
                }
            }),
            _ if media_type.starts_with("multipart/") => self.below(depth, |walk, depth| {
                part.parts().for_each(|part| walk.part(&part, &part.media_type(), depth));
            }),
            // The signature of what is read.
            "application/pgp-signature" | "application/pkcs7-signature" | "application/x-pkcs7-signature" => {}
            _ => self.content.attachments.extend(part.file_name().filter(|_| !is_shown(part, media_type))),
        }
    }

    /// Reads parts of a part, unless they are too deep.
    fn below(&mut self, depth: usize, read: impl FnOnce(&mut Self, usize)) {
        match depth.checked_sub(1) {
            Some(depth) => read(self, depth),
            None => self.content.deep = true,
        }
    }

    /// Reads the plain text; one without words is beside HTML that has them.
    fn alternatives(&mut self, part: &Part<'a>, depth: usize) {
        let is_plain = |part: &Part<'_>| part.media_type() == "text/plain";
        let (plain, others): (Vec<Part<'a>>, Vec<Part<'a>>) = part.parts().partition(is_plain);
        let before = self.only_names;
        for part in plain.iter().chain(&others) {
            let from = self.content.pieces.len();
            self.part(part, &part.media_type(), depth);
            if !self.only_names && has_words(self.content.pieces.get(from..).unwrap_or(&[])) {
                // The attachments of the others are those of the message.
                self.only_names = true;
            } else {
                self.content.pieces.truncate(from);
            }
        }
        self.only_names = before;
    }
}

/// Whether a part is a picture between texts.
fn is_shown(part: &Part<'_>, media_type: &str) -> bool {
    media_type.starts_with("image/") && !part.is_attached()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(message: &str) -> (Vec<String>, Vec<String>) {
        let message = Part::new(message.as_bytes());
        let content = Content::of(&message, &Hint::none(), Stop::NEVER);
        let shown = content.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.text.trim().to_owned(),
            Piece::Message(part) => format!("# {}", part.field("subject").unwrap_or_default()),
        });
        (shown.collect(), content.attachments)
    }

    #[test]
    fn the_plain_part_is_read_unless_it_is_empty() {
        let mail = |plain: &str| {
            format!(
                "Content-Type: multipart/mixed; boundary=\"x y\"\n\n--x y\nContent-Type: multipart/alternative;\n \
                 boundary=z\n\n--z\nContent-Type: text/html\n\n<p>html\n--z\nContent-Type: text/plain\n\n{plain}\n--z--\n\
                 --x y--\n"
            )
        };
        assert_eq!(content(&mail("plain")).0, ["plain"]);
        assert_eq!(content(&mail(" ")).0, ["<p>html"]);
    }

    #[test]
    fn all_texts_forwarded_messages_and_names_of_attachments_are_found() {
        let mail = "Content-Type: multipart/mixed; boundary=x\n\n--x\n\none\n--x\nContent-Type: image/png; name=pier.png\n\n\
            P\n--x\n\ntwo\n--x\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\nSubject: inner\n\nthree\n\
            --x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''f%C3%A9.pdf\n\nx\n--x\n\
            Content-Type: text/plain\nContent-Disposition: attachment; filename=\"a.txt\"\n\nfour\n--x--\n";
        let (texts, names) = content(mail);
        assert_eq!(texts, ["one", "two", "# inner", "three"]);
        assert_eq!(names, ["fé.pdf", "a.txt"]);
    }
}
