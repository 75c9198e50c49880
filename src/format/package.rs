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
    /// Whether there are two parts of one name.
    has_twins: bool,
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
            bytes if is_encrypted_office(bytes) => return Err(Error::Encrypted),
            _ => return Err(Error::NotArchive),
        }
        // The list of parts is read as a whole, so its length is limited.
        let count = parts(&bytes).ok_or(Error::Damaged("its list of parts is missing"))?;
        if count > MAX_PARTS {
            return Err(Error::Damaged("it has too many parts"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Error::Damaged("its list of parts is wrong"))?;
        let has_twins = usize::from(count) > archive.len();
        Ok(Self { archive, has_twins, left: UNPACKED_BYTES, stop })
    }

    /// What is wrong with the list of parts, in a phrase.
    pub(in crate::format) fn fault(&self) -> Option<Box<str>> {
        self.has_twins.then(|| "some of its parts have the same name, of which the last is read".into())
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
        match super::decode::decode(bytes, known) {
            Ok(decoded) => Ok(Some(decoded.text)),
            Err(_) if self.is_encrypted() => Err(Error::Encrypted),
            Err(_) => Err(Error::Damaged("a part is not text")),
        }
    }

    /// Whether the file says that parts of it are encrypted: an OpenDocument in its list of files, a book in one of its own.
    fn is_encrypted(&mut self) -> bool {
        let manifest = self.bytes("META-INF/manifest.xml").ok().flatten().unwrap_or_default();
        memchr::memmem::find(&manifest, b"encryption-data").is_some()
            || self.archive.index_for_name("META-INF/encryption.xml").is_some()
    }
}

/// Whether bytes are what office programs write for a file with a password: a compound file, which has the encrypted archive
/// in a stream.
pub(crate) fn is_encrypted_office(bytes: &[u8]) -> bool {
    const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(&COMPOUND) && memchr::memmem::find(bytes, &stream).is_some()
}

/// The length of the record at the end of an archive, in bytes, without the comment after it.
const END_RECORD_BYTES: usize = 22;

/// The number of parts that the record at the end of an archive states.
fn parts(bytes: &[u8]) -> Option<u16> {
    let tail = bytes.get(bytes.len().saturating_sub(END_RECORD_BYTES + usize::from(u16::MAX))..)?;
    let at = memchr::memmem::rfind(tail, b"PK\x05\x06")?;
    Some(u16::from_le_bytes(tail.get(at + 10..at + 12)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_a_password_is_told_from_others() {
        let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let old = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 512]].concat();
        let open = |bytes: Vec<u8>| Package::open(bytes, Stop::NEVER).err();
        assert_eq!(open([old.clone(), stream].concat()), Some(Error::Encrypted));
        assert_eq!(open(old), Some(Error::NotArchive));
    }
}
