//! Hash tables that are built at compile time. They map a hash to a set of numbers below 32, stored as bits.

/// A set of numbers below 32.
pub(crate) type Mask = u32;

/// A hash table with open addressing, of a power of two of slots. A slot whose hash is 0 is free. Keys with equal hashes
/// share their masks, so a mask may have false positives.
pub(crate) struct Masks<const SLOTS: usize> {
    slots: [(u32, Mask); SLOTS],
    filled: usize,
}

impl<const SLOTS: usize> Masks<SLOTS> {
    /// The empty table.
    pub(crate) const fn new() -> Self {
        Self { slots: [(0, 0); SLOTS], filled: 0 }
    }

    /// Adds the numbers of a mask to a hash.
    pub(crate) const fn add(&mut self, hash: u32, mask: Mask) {
        let hash = taken(hash);
        let mut at = hash as usize % SLOTS;
        while self.slots[at].0 != 0 && self.slots[at].0 != hash {
            at = (at + 1) % SLOTS;
        }
        if self.slots[at].0 == 0 {
            self.filled += 1;
            assert!(4 * self.filled < 3 * SLOTS, "the word lists have outgrown a table: double its slots");
        }
        self.slots[at] = (hash, self.slots[at].1 | mask);
    }

    /// The numbers of a hash.
    pub(crate) const fn get(&self, hash: u32) -> Mask {
        let hash = taken(hash);
        let mut at = hash as usize % SLOTS;
        while self.slots[at].0 != 0 {
            if self.slots[at].0 == hash {
                return self.slots[at].1;
            }
            at = (at + 1) % SLOTS;
        }
        0
    }

    /// The number of different hashes.
    #[cfg(test)]
    pub(crate) const fn len(&self) -> usize {
        self.filled
    }
}

/// The hash to store: 0 marks a free slot.
const fn taken(hash: u32) -> u32 {
    if hash == 0 { 1 } else { hash }
}

/// The hash of the empty string.
pub(crate) const EMPTY: u32 = 0x811c_9dc5;

/// The hash after one more byte (FNV-1a).
pub(crate) const fn hash_on(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// The hash of a string.
pub(crate) fn hash(text: &str) -> u32 {
    text.bytes().fold(EMPTY, hash_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_and_others_are_not() {
        let mut masks: Masks<16> = Masks::new();
        for (word, mask) in [("barge", 1), ("gate", 2), ("été", 4), ("gate", 8)] {
            masks.add(hash(word), mask);
        }
        assert_eq!(["barge", "gate", "été", "mole"].map(|word| masks.get(hash(word))), [1, 10, 4, 0]);
        assert_eq!(masks.len(), 3);
    }

    #[test]
    #[should_panic(expected = "outgrown")]
    fn a_table_is_never_full() {
        let mut masks: Masks<4> = Masks::new();
        (1..=4).for_each(|n| masks.add(n, 1));
    }
}
