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

/// What tells most words from each other: their length, how they begin and how they end, as the hash of a [`Bits`].
#[must_use]
pub const fn look(word: &[u8]) -> u32 {
    let [first, .., last] = word else { return word.len() as u32 };
    let four = [word.len() as u8, *first, word[1], *last];
    u32::from_le_bytes(four).wrapping_mul(0x9e37_79b1) >> 16
}

/// How many words a text has that single spaces part.
#[must_use]
pub const fn count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut words, mut at) = (1, 0);
    while at < bytes.len() {
        words += (bytes[at] == b' ') as usize;
        at += 1;
    }
    words
}

/// A table of words, in which words are looked up that most often are not there. They stand in one text: as strings of
/// their own each would be a pointer to bind whenever the program starts.
pub struct Table<const WORDS: usize> {
    text: &'static str,
    bits: Bits<64>,
    /// How each word looks, in order, and where it begins and ends.
    looks: [u16; WORDS],
    spans: [(u16, u16); WORDS],
}

impl<const WORDS: usize> Table<WORDS> {
    /// Of the words of a text, parted by single spaces; [`count`] tells how many.
    #[must_use]
    pub const fn of(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let mut table = Self { text, bits: Bits::new(), looks: [0; WORDS], spans: [(0, 0); WORDS] };
        let (mut words, mut from, mut at) = (0, 0, 0);
        while at <= bytes.len() {
            if at == bytes.len() || bytes[at] == b' ' {
                let (head, _) = bytes.split_at(at);
                let (_, found) = head.split_at(from);
                let seen = look(found);
                table.bits.add(seen);
                // To its place among those before it.
                let mut place = words;
                while place > 0 && table.looks[place - 1] as u32 > seen {
                    table.looks[place] = table.looks[place - 1];
                    table.spans[place] = table.spans[place - 1];
                    place -= 1;
                }
                table.looks[place] = seen as u16;
                table.spans[place] = (from as u16, at as u16);
                words += 1;
                from = at + 1;
            }
            at += 1;
        }
        table
    }

    /// Whether a word is in it.
    #[must_use]
    pub fn holds(&self, word: &str) -> bool {
        let seen = look(word.as_bytes());
        if !self.bits.has(seen) {
            return false;
        }
        let first = self.looks.partition_point(|&look| u32::from(look) < seen);
        let mut alike =
            self.looks.iter().zip(&self.spans).skip(first).take_while(|(look, _)| u32::from(**look) == seen);
        alike.any(|(_, &span)| self.at(span) == word)
    }

    fn at(&self, (start, end): (u16, u16)) -> &'static str {
        self.text.get(usize::from(start)..usize::from(end)).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, count};

    #[test]
    fn members_are_found_and_strangers_are_not() {
        const WORDS: &str = "a barge badge gate harbour été";
        static TABLE: Table<{ count(WORDS) }> = Table::of(WORDS);
        assert!(WORDS.split(' ').all(|word| TABLE.holds(word)));
        assert!(
            (0..10_000).all(|n| !TABLE.holds(&format!("{n}")))
                && !TABLE.holds("")
                && !TABLE.holds("gat")
                && !TABLE.holds("bathe")
        );
    }
}
