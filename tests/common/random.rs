//! Random numbers (SplitMix64), and texts made of them: the same in every run, so that a failure can be found again.

#![allow(dead_code, reason = "each test uses its part")]

/// A sequence of random numbers; its field is the seed.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap_or(0)
    }

    /// A length below two to the power of `bits`, more often a short one.
    pub(crate) fn length(&mut self, bits: usize) -> usize {
        let bits = self.below(bits);
        self.below(1 << bits)
    }

    pub(crate) fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }

    /// A letter from a to z.
    pub(crate) fn letter(&mut self) -> char {
        char::from(b'a' + u8::try_from(self.below(26)).unwrap_or(0))
    }

    /// A word of two to nine letters.
    pub(crate) fn word(&mut self) -> String {
        (0..2 + self.below(8)).map(|_| self.letter()).collect()
    }

    /// A sentence with the space after it, or the blank line after its paragraph.
    pub(crate) fn sentence(&mut self) -> String {
        let words: Vec<String> = (0..12).map(|_| self.word()).collect();
        format!("The {}.{}", words.join(" "), if self.below(5) == 0 { "\n\n" } else { " " })
    }

    /// A character of a script without spaces.
    pub(crate) fn ideograph(&mut self) -> char {
        char::from_u32(0x4e00 + u32::try_from(self.below(20_000)).unwrap_or(0)).unwrap_or('\u{4e00}')
    }

    /// A line of one to three letters.
    pub(crate) fn short_line(&mut self) -> String {
        "a".repeat(1 + self.below(3)) + "\n"
    }
}

/// Repeats a part.
pub(crate) fn repeated<T>(times: usize, random: &mut Random, part: impl Fn(&mut Random) -> T) -> String
where
    String: FromIterator<T>,
{
    (0..times).map(|_| part(random)).collect()
}

/// The same text with words of every other sentence exchanged.
pub(crate) fn edited(text: &str, random: &mut Random) -> String {
    let sentence = |(n, sentence): (usize, &str)| match n % 2 {
        0 => sentence.to_owned(),
        _ => sentence.replacen(' ', &format!(" {} ", random.word()), 2),
    };
    text.split_inclusive('.').enumerate().map(sentence).collect()
}
