//! Annotations of a row's words.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The annotations of a word, as a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TokenInfo(u16);

impl TokenInfo {
    /// A mark that opens or closes a quotation.
    pub(crate) const QUOTE_MARK: Self = Self(1);
    /// Inside quotation marks.
    pub(crate) const QUOTED: Self = Self(1 << 1);
    /// A function word.
    pub(crate) const FUNCTION: Self = Self(1 << 2);
    /// A name, or a word of one.
    pub(crate) const NAME: Self = Self(1 << 3);
    /// A word of reporting.
    pub(crate) const REPORT: Self = Self(1 << 4);
    /// Part of a source.
    pub(crate) const SOURCE: Self = Self(1 << 5);
    /// A negation.
    pub(crate) const DENIAL: Self = Self(1 << 6);
    /// A hedge.
    pub(crate) const HEDGE: Self = Self(1 << 7);
    /// A figure or the unit of one.
    pub(crate) const FIGURE: Self = Self(1 << 8);
    /// A date or time.
    pub(crate) const DATE: Self = Self(1 << 9);
    /// The number of a list item or clause.
    pub(crate) const LIST_NUMBER: Self = Self(1 << 10);
    /// A mark of punctuation.
    pub(crate) const MARK: Self = Self(1 << 11);

    const NAMES: [(Self, &'static str); 12] = [
        (Self::QUOTE_MARK, "quotation mark"),
        (Self::QUOTED, "quoted"),
        (Self::FUNCTION, "function word"),
        (Self::NAME, "name"),
        (Self::REPORT, "report"),
        (Self::SOURCE, "source"),
        (Self::DENIAL, "denial"),
        (Self::HEDGE, "hedge"),
        (Self::FIGURE, "figure"),
        (Self::DATE, "date"),
        (Self::LIST_NUMBER, "list number"),
        (Self::MARK, "mark"),
    ];

    /// The names of its annotations.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.into_iter().filter(move |(info, _)| self.is(*info)).map(|(_, name)| name)
    }

    /// Whether it has one of these annotations.
    pub(crate) const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    pub(crate) fn remove(&mut self, other: Self) {
        self.0 &= !other.0;
    }
}

/// Serialised as a list of names.
impl Serialize for TokenInfo {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.names())
    }
}

impl<'de> Deserialize<'de> for TokenInfo {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut info = Self::default();
        for name in Vec::<String>::deserialize(from)? {
            let known = Self::NAMES.iter().find(|(_, known)| *known == name);
            info.add(known.ok_or_else(|| D::Error::custom(format!("a word cannot be a “{name}”")))?.0);
        }
        Ok(info)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_can_be_several_things() {
        let mut info = TokenInfo::QUOTED.or(TokenInfo::NAME);
        assert_eq!(info.names().collect::<Vec<_>>(), ["quoted", "name"]);
        info.remove(TokenInfo::NAME);
        assert!(info.is(TokenInfo::QUOTED) && !info.is(TokenInfo::NAME));
    }
}
