//! Files that hold several documents, or name parts that they lack.

use super::error::Error;
use super::hint::Part;
use crate::text::one_line;

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

/// How many missing parts are named.
const NAMED_PARTS: usize = 3;

/// Parts of a file that it names but lacks, in a phrase: "2 chapters are missing: a.xhtml, b.xhtml"; `None` if none is.
pub(super) fn absent(kind: &str, count: usize, names: &[String]) -> Option<Box<str>> {
    left_out(kind, "missing", count, names)
}

/// Parts of a file that are not in the document, in a phrase that says why: "1 attachment is not read: fees.pdf".
pub(super) fn left_out(kind: &str, why: &str, count: usize, names: &[String]) -> Option<Box<str>> {
    let mut phrase = match count {
        0 => return None,
        1 => format!("1 {kind} is {why}"),
        count => format!("{count} {kind}s are {why}"),
    };
    if let Some(named) = names.get(..NAMED_PARTS.min(names.len())).filter(|named| !named.is_empty()) {
        phrase.push_str(": ");
        phrase.push_str(&one_line(&named.join(", ")));
        if count > named.len() {
            phrase.push_str(", …");
        }
    }
    Some(phrase.into())
}

/// The error where the requested document is missing, or there is none at all.
pub(super) fn missing(part: Option<Part>) -> Error {
    part.map_or(Error::NoText, Error::NoPart)
}
