//! The parts of a file that is a ZIP archive: office files and books.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::encoding::Known;
use super::error::Error;

/// More parts than any document has.
const PARTS: u16 = 20_000;

/// Bytes that all parts of one file may unpack to.
const UNPACKED: u64 = 64 << 20;

/// The parts of a file.
pub(in crate::format) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl Package {
    /// Opens an archive.
    pub(in crate::format) fn open(bytes: Vec<u8>) -> Result<Self, Error> {
        // The list of parts is read whole: it must not be longer than a document's.
        if parts(&bytes).ok_or(Error::Damaged("its list of parts is missing"))? > PARTS {
            return Err(Error::Damaged("it has too many parts"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Error::Damaged("its list of parts is wrong"))?;
        Ok(Self { archive, left: UNPACKED })
    }

    /// The bytes of a part; `None` where there is none of this name.
    pub(in crate::format) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Ok(part) = self.archive.by_name(name) else {
            return if self.archive.index_for_name(name).is_some() {
                Err(Error::Damaged("a part cannot be unpacked"))
            } else {
                Ok(None)
            };
        };
        let mut out = Vec::new();
        part.take(self.left + 1).read_to_end(&mut out).map_err(|_| Error::Damaged("a part cannot be unpacked"))?;
        let size = out.len() as u64;
        if size > self.left {
            return Err(Error::Unpacked(UNPACKED >> 20));
        }
        self.left -= size;
        Ok(Some(out))
    }

    /// The text of a part of XML: in UTF-8, or in what its byte-order mark or declaration says.
    pub(in crate::format) fn text(&mut self, name: &str) -> Result<Option<String>, Error> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let charset = super::html::charset(&bytes);
        let known = Known { declared: charset.as_deref(), ..Known::default() };
        Ok(super::decode::decode(bytes, known).ok().map(|decoded| decoded.text))
    }
}

/// How many parts an archive says it has: in the record at its end.
fn parts(bytes: &[u8]) -> Option<u16> {
    let tail = bytes.get(bytes.len().saturating_sub(22 + usize::from(u16::MAX))..)?;
    let at = memchr::memmem::rfind(tail, b"PK\x05\x06")?;
    Some(u16::from_le_bytes(tail.get(at + 10..at + 12)?.try_into().ok()?))
}
