//! Files that hold several documents: mailboxes, feeds, pages of a wiki with their revisions.
//!
//! A file is split once, in time linear in its size; then each document takes the time of its own text.

use std::ops::Range;
use std::sync::atomic::AtomicBool;

use super::encoding::{Decoded, Encoding};
use super::error::Error;
use super::hint::{self, Hint};
use super::several::{index, missing};
use super::{decode, feed, html, mail, wiki};
use crate::text::cancel::Stop;
use crate::text::{Document, Format};

/// The documents of a file, split but not read.
#[derive(Debug)]
pub struct Collection {
    documents: Documents,
    /// The encoding of all, if it was guessed.
    guessed: Option<Encoding>,
    /// What is wrong with the file, in a phrase.
    fault: Option<Box<str>>,
}

#[derive(Debug)]
enum Documents {
    /// The messages of a mailbox, as ranges of its bytes.
    Mail(Vec<u8>, Vec<Range<usize>>),
    /// The entries of a feed.
    Feed(Vec<feed::Entry>),
    /// The revisions of pages.
    Wiki(Vec<wiki::Revision>),
}

impl Collection {
    /// Splits a file; `None` if its format holds one document.
    ///
    /// # Errors
    /// Fails if the bytes are not text, or not valid in their format.
    pub fn split(bytes: Vec<u8>, hint: &Hint) -> Result<Option<Self>, Error> {
        Self::split_in_stages(bytes, hint, Stop::NEVER)
    }

    /// The same; `None` soon after `cancel` is set from another thread.
    #[must_use]
    pub fn split_unless(bytes: Vec<u8>, hint: &Hint, cancel: &AtomicBool) -> Option<Result<Option<Self>, Error>> {
        let stop = Stop(Some(cancel));
        let split = Self::split_in_stages(bytes, hint, stop);
        (!stop.is_set()).then_some(split)
    }

    /// Incomplete, or any error, once `stop` is set.
    pub(super) fn split_in_stages(bytes: Vec<u8>, hint: &Hint, stop: Stop<'_>) -> Result<Option<Self>, Error> {
        let format = hint::format(&bytes, hint);
        if !format.holds_several() {
            return Ok(None);
        }
        if format == Format::Mail {
            let messages = mail::messages(&bytes).take_while(|_| !stop.is_set()).collect();
            return Ok(Some(Self { documents: Documents::Mail(bytes, messages), guessed: None, fault: None }));
        }
        let charset = html::charset(&bytes);
        let Decoded { text, guessed, .. } = decode::decode(bytes, hint.encoding(charset.as_deref()))?;
        let (documents, fault) = if format == Format::Feed {
            let (entries, fault) = feed::entries(&text, stop)?;
            (Documents::Feed(entries), fault)
        } else {
            let (revisions, fault) = wiki::revisions(&text, stop)?;
            (Documents::Wiki(revisions), fault)
        };
        Ok(Some(Self { documents, guessed, fault }))
    }

    /// The number of documents.
    #[must_use]
    pub const fn len(&self) -> usize {
        match &self.documents {
            Documents::Mail(_, messages) => messages.len(),
            Documents::Feed(entries) => entries.len(),
            Documents::Wiki(revisions) => revisions.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads the document that the hint requests; otherwise the first, or of a wiki the newest.
    ///
    /// # Errors
    /// Fails if there is no such document, or it has no text.
    pub fn document(&self, hint: &Hint) -> Result<Document, Error> {
        self.document_in_stages(hint, Stop::NEVER)
    }

    /// The same; `None` soon after `cancel` is set from another thread.
    #[must_use]
    pub fn document_unless(&self, hint: &Hint, cancel: &AtomicBool) -> Option<Result<Document, Error>> {
        let stop = Stop(Some(cancel));
        let read = self.document_in_stages(hint, stop);
        (!stop.is_set()).then_some(read)
    }

    /// Incomplete, or any error, once `stop` is set.
    pub(super) fn document_in_stages(&self, hint: &Hint, stop: Stop<'_>) -> Result<Document, Error> {
        let part = hint.reading.part;
        let requested = index(part)?;
        let at = requested.unwrap_or(0);
        let document = match &self.documents {
            Documents::Mail(bytes, messages) => {
                let message = messages.get(at).and_then(|range| bytes.get(range.clone()));
                return mail::document(message.ok_or_else(|| missing(part))?, hint, stop);
            }
            Documents::Feed(entries) => feed::document(entries.get(at).ok_or_else(|| missing(part))?, stop)?,
            Documents::Wiki(revisions) => {
                let found = requested.map_or_else(|| revisions.last(), |at| revisions.get(at));
                wiki::document(found.ok_or_else(|| missing(part))?, stop)?
            }
        };
        let mut document = document.with_guessed_encoding(self.guessed.map(Encoding::name));
        document.omitted.extend(self.fault.clone());
        Ok(document)
    }
}
