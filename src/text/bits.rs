//! Sets of hashes as bits, which tell most strangers without a word being compared.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_and_most_strangers_are_not() {
        let hash = |word: &str| word.bytes().fold(EMPTY, hash_on);
        let mut bits: Bits<64> = Bits::new();
        ["barge", "gate", "été"].into_iter().for_each(|word| bits.add(hash(word)));
        assert!(bits.has(hash("barge")) && bits.has(hash("été")));
        assert!((0..1000).filter(|n| bits.has(hash(&format!("{n}")))).count() < 10);
    }
}
