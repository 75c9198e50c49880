//! The list of encodings that a document can be read in.

use crate::format::Encoding;

use super::documents::{DocId, Documents};

/// The encodings to choose from for a document; the first entry is detection.
#[derive(Debug)]
pub(super) struct EncodingList {
    doc: DocId,
    /// The encoding it is read in, if one was chosen.
    given: Option<Encoding>,
    /// The name of the encoding, if it was guessed.
    guessed: Option<String>,
    listed: Vec<(Encoding, &'static str)>,
}

impl EncodingList {
    /// The encodings for a document; `None` if its format is not a text in some encoding.
    pub(super) fn of(doc: DocId, documents: &Documents) -> Option<Self> {
        let source = documents.source(doc).filter(|_| documents.has_encoding(doc))?;
        let given = source.reading().encoding;
        let mut listed: Vec<_> = Encoding::listed().collect();
        if let Some(other) = given.filter(|given| listed.iter().all(|(encoding, _)| encoding != given)) {
            listed.insert(0, (other, ""));
        }
        let guessed = documents.document(doc).and_then(|document| document.guessed_encoding.clone()).map(String::from);
        Some(Self { doc, given, guessed, listed })
    }

    /// The document.
    pub(super) const fn document(&self) -> DocId {
        self.doc
    }

    /// The number of entries.
    pub(super) const fn len(&self) -> usize {
        self.listed.len() + 1
    }

    /// The encoding of an entry; `None` to detect it.
    pub(super) fn chosen(&self, entry: usize) -> Option<Encoding> {
        self.listed.get(entry.checked_sub(1)?).map(|(encoding, _)| *encoding)
    }

    /// The entry that the document is read in.
    pub(super) fn current(&self) -> usize {
        let at = self.listed.iter().position(|(encoding, _)| Some(*encoding) == self.given);
        at.map_or(0, |at| at + 1)
    }

    /// The name of an entry, and what it is for.
    pub(super) fn row(&self, entry: usize) -> (String, String) {
        match entry.checked_sub(1).map(|at| self.listed.get(at)) {
            None => {
                ("detect".to_owned(), self.guessed.as_ref().map_or_else(String::new, |name| format!("guessed {name}")))
            }
            Some(listed) => {
                listed.map_or_else(Default::default, |(encoding, script)| (encoding.name(), (*script).to_owned()))
            }
        }
    }
}
