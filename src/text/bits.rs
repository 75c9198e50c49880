//! Sets of words made when the program is built, as bits: most strangers are told without a word being compared.

/// A set of hashes that may take a stranger for a member, and never a member for a stranger.
pub struct Bits<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Bits<WORDS> {
    /// With nothing in it.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "a default cannot be made when the program is built")]
    pub const fn new() -> Self {
        Self([0; WORDS])
    }

    /// Takes in a hash.
    pub const fn add(&mut self, hash: u32) {
        let bit = hash as usize % (64 * WORDS);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Whether a hash may be in it.
    #[must_use]
    pub const fn has(&self, hash: u32) -> bool {
        let bit = hash as usize % (64 * WORDS);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// The hash of nothing.
pub const EMPTY: u32 = 0x811c_9dc5;

/// The hash of one byte more (FNV-1a).
#[must_use]
pub const fn hash_on(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// What tells most words from each other: how long they are, how they begin and how they end.
const fn look(word: &[u8]) -> u32 {
    let [first, .., last] = word else { return word.len() as u32 };
    let four = [word.len() as u8, *first, word[1], *last];
    u32::from_le_bytes(four).wrapping_mul(0x9e37_79b1) >> 16
}

/// A sorted table of words, in which words are looked up that most often are not there.
pub struct Table {
    words: &'static [&'static str],
    bits: Bits<64>,
}

impl Table {
    /// Of words that are sorted.
    #[must_use]
    pub const fn of(words: &'static [&'static str]) -> Self {
        let mut bits = Bits::new();
        let mut n = 0;
        while n < words.len() {
            bits.add(look(words[n].as_bytes()));
            n += 1;
        }
        Self { words, bits }
    }

    /// Where a word stands in it.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<usize> {
        if !self.bits.has(look(word.as_bytes())) {
            return None;
        }
        self.words.binary_search(&word).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn members_are_found_and_strangers_are_not() {
        const WORDS: &[&str] = &["", "a", "barge", "gate", "harbour"];
        static TABLE: Table = Table::of(WORDS);
        for (at, word) in WORDS.iter().enumerate() {
            assert_eq!(TABLE.find(word), Some(at));
        }
        assert!((0..10_000).all(|n| TABLE.find(&format!("{n}")).is_none()));
    }
}
