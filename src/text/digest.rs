//! SHA-256 digests, which identify the file of a document.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::Digest as _;
use sha2::Sha256;

/// A SHA-256 digest, displayed, parsed and serialised as 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

/// The error for a text that is not a SHA-256 digest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256 sum: 64 hexadecimal digits are expected")]
pub struct NotADigest;

impl FromStr for Digest {
    type Err = NotADigest;

    fn from_str(hex: &str) -> Result<Self, NotADigest> {
        let mut sum = [0; 32];
        let mut digits = hex.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()));
        for byte in &mut sum {
            let mut digit = || digits.next().flatten().ok_or(NotADigest);
            *byte = digit()? << 4 | digit()?;
        }
        if digits.next().is_some() { Err(NotADigest) } else { Ok(Self(sum)) }
    }
}

impl TryFrom<String> for Digest {
    type Error = NotADigest;

    fn try_from(hex: String) -> Result<Self, NotADigest> {
        hex.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_the_empty_input_is_correct() {
        let sum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Digest::of(b"").to_string(), sum);
    }

    #[test]
    fn digests_are_parsed_and_other_texts_are_refused() {
        let sum = Digest::of("Äpfel".as_bytes());
        assert_eq!(sum.to_string().parse(), Ok(sum));
        assert_eq!(sum.to_string().to_uppercase().parse(), Ok(sum));
        for wrong in
            ["", "e3b0", "g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "0".repeat(65).as_str()]
        {
            assert_eq!(wrong.parse::<Digest>(), Err(NotADigest), "{wrong}");
        }
    }
}
