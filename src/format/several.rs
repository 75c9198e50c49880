//! Files that hold several documents.

use super::error::Error;
use super::hint::Part;

/// The index of the requested document, from 0; `None` where none is requested.
pub(super) fn index(part: Option<Part>) -> Result<Option<usize>, Error> {
    match part {
        None => Ok(None),
        Some(Part::Number(number)) => {
            let index = usize::try_from(number).unwrap_or(usize::MAX).checked_sub(1);
            index.map(Some).ok_or(Error::NoPart(Part::Number(number)))
        }
        Some(part) => Err(Error::NoPart(part)),
    }
}

/// The error where the requested document is missing, or there is none at all.
pub(super) fn missing(part: Option<Part>) -> Error {
    part.map_or(Error::NoText, Error::NoPart)
}
