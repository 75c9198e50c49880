//! Bloom filters: they rule out most words without comparing any.

/// A set of hashes that may have false positives, but no false negatives.
pub(crate) struct Bits<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Bits<WORDS> {
    /// The empty set.
    pub(crate) const fn new() -> Self {
        Self([0; WORDS])
    }

    /// Adds a hash.
    pub(crate) const fn add(&mut self, hash: u32) {
        let bit = hash as usize % (64 * WORDS);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Whether a hash may be in the set.
    pub(crate) const fn has(&self, hash: u32) -> bool {
        let bit = hash as usize % (64 * WORDS);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// The hash of the empty string.
pub(crate) const EMPTY: u32 = 0x811c_9dc5;

/// The hash after one more byte (FNV-1a).
pub(crate) const fn hash_on(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_and_most_others_are_not() {
        let hash = |word: &str| word.bytes().fold(EMPTY, hash_on);
        let mut bits: Bits<64> = Bits::new();
        ["barge", "gate", "été"].into_iter().for_each(|word| bits.add(hash(word)));
        assert!(bits.has(hash("barge")) && bits.has(hash("été")));
        assert!((0..1000).filter(|n| bits.has(hash(&format!("{n}")))).count() < 10);
    }
}
