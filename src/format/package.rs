//! The parts of a file that is a ZIP archive: office files and books.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use super::encoding::Known;
use super::error::Error;
use crate::text::cancel::Stop;

/// Maximum number of parts: more than any document has.
const MAX_PARTS: u16 = 20_000;

/// Maximum size of all parts of a file, unpacked, in bytes.
const UNPACKED_BYTES: u64 = 64 << 20;

/// How many bytes are unpacked before a request to stop is seen.
const UNPACKED_AT_ONCE_BYTES: u64 = 1 << 20;

/// The parts of a file.
pub(in crate::format) struct Package<'s> {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// Bytes that may still be unpacked.
    left: u64,
    stop: Stop<'s>,
}

impl<'s> Package<'s> {
    /// Opens an archive. Reading its parts fails once `stop` is set.
    pub(in crate::format) fn open(bytes: Vec<u8>, stop: Stop<'s>) -> Result<Self, Error> {
        match bytes.as_slice() {
            [] => return Err(Error::Empty),
            [b'P', b'K', ..] => {}
            _ => return Err(Error::NotArchive),
        }
        // The list of parts is read as a whole, so its length is limited.
        if parts(&bytes).ok_or(Error::Damaged("its list of parts is missing"))? > MAX_PARTS {
            return Err(Error::Damaged("it has too many parts"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Error::Damaged("its list of parts is wrong"))?;
        Ok(Self { archive, left: UNPACKED_BYTES, stop })
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
        let mut part = part.take(self.left + 1);
        let mut unpack = || io::copy(&mut part.by_ref().take(UNPACKED_AT_ONCE_BYTES), &mut out);
        while unpack().map_err(|_| Error::Damaged("a part cannot be unpacked"))? > 0 {
            self.stop.check()?;
        }
        let size = out.len() as u64;
        if size > self.left {
            return Err(Error::Unpacked(UNPACKED_BYTES >> 20));
        }
        self.left -= size;
        Ok(Some(out))
    }

    /// The text of an XML part, in UTF-8 or the encoding of its byte-order mark or declaration.
    pub(in crate::format) fn text(&mut self, name: &str) -> Result<Option<String>, Error> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let charset = super::html::charset(&bytes);
        let known = Known { declared: charset.as_deref(), ..Known::default() };
        let decoded = super::decode::decode(bytes, known).map_err(|_| Error::Damaged("a part is not text"))?;
        Ok(Some(decoded.text))
    }
}

/// The length of the record at the end of an archive, in bytes, without the comment after it.
const END_RECORD_BYTES: usize = 22;

/// The number of parts that the record at the end of an archive states.
fn parts(bytes: &[u8]) -> Option<u16> {
    let tail = bytes.get(bytes.len().saturating_sub(END_RECORD_BYTES + usize::from(u16::MAX))..)?;
    let at = memchr::memmem::rfind(tail, b"PK\x05\x06")?;
    Some(u16::from_le_bytes(tail.get(at + 10..at + 12)?.try_into().ok()?))
}
