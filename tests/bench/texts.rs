//! Texts for benchmarks, the same in every run: prose of generated words with natural frequencies (Zipf), and
//! pathological texts.

use crate::random::Random;

/// The first word of a marked text, which is unique.
pub(crate) const MARK: &str = "Zwyxqvark";

/// A book: paragraphs of sentences.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    paragraphs: Vec<Vec<String>>,
}

/// Number of different words in a book.
const VOCABULARY: usize = 12_000;

const COMMON: [&str; 24] = [
    "the", "of", "and", "to", "a", "in", "that", "was", "he", "for", "it", "with", "his", "on", "as", "had", "at",
    "by", "said", "but", "from", "they", "not", "which",
];

impl Book {
    /// A book of at least this many bytes.
    pub(crate) fn new(bytes: usize, seed: u64) -> Self {
        let mut random = Random(seed);
        let mut paragraphs = Vec::new();
        let mut written = 0;
        while written < bytes {
            let paragraph: Vec<_> = (0..2 + random.below(5)).map(|_| sentence(&mut random)).collect();
            written += paragraph.iter().map(|s| s.len() + 1).sum::<usize>() + 1;
            paragraphs.push(paragraph);
        }
        Self { paragraphs }
    }

    pub(crate) fn text(&self) -> String {
        self.paragraphs.iter().map(|p| p.join(" ") + "\n\n").collect()
    }

    /// The text with [`MARK`] before it.
    pub(crate) fn marked(&self) -> String {
        format!("{MARK} {}", self.text())
    }

    /// A revision: a few words or a sentence changed in a fifth of the paragraphs, and one in a hundred moved.
    pub(crate) fn revised(&self, seed: u64) -> Self {
        let mut random = Random(seed);
        let mut book = self.clone();
        for paragraph in &mut book.paragraphs {
            if random.below(5) == 0 {
                revise(paragraph, &mut random);
            }
        }
        for _ in 0..book.paragraphs.len() / 100 {
            let moved = book.paragraphs.remove(random.below(book.paragraphs.len()));
            let to = random.below(book.paragraphs.len());
            book.paragraphs.insert(to, moved);
        }
        book
    }

    /// All sentences shuffled.
    pub(crate) fn shuffled(&self, seed: u64) -> Self {
        let mut random = Random(seed);
        let mut sentences: Vec<_> = self.paragraphs.concat();
        for i in (1..sentences.len()).rev() {
            sentences.swap(i, random.below(i + 1));
        }
        Self { paragraphs: sentences.chunks(4).map(<[String]>::to_vec).collect() }
    }
}

fn revise(paragraph: &mut Vec<String>, random: &mut Random) {
    let at = random.below(paragraph.len());
    match random.below(6) {
        0 => paragraph.insert(at, sentence(random)),
        1 if paragraph.len() > 1 => _ = paragraph.remove(at),
        _ => {
            let mut words: Vec<_> = paragraph[at].split(' ').map(str::to_owned).collect();
            for _ in 0..1 + random.below(4) {
                let i = random.below(words.len());
                match random.below(3) {
                    0 => words.insert(i, word(random)),
                    1 if words.len() > 3 => _ = words.remove(i),
                    _ => words[i] = word(random),
                }
            }
            paragraph[at] = words.join(" ");
        }
    }
}

fn sentence(random: &mut Random) -> String {
    let mut words: Vec<_> = (0..6 + random.below(22)).map(|_| word(random)).collect();
    let first: String = words[0].chars().take(1).flat_map(char::to_uppercase).chain(words[0].chars().skip(1)).collect();
    words[0] = first;
    let half = words.len() / 2;
    words[half].push(',');
    words.join(" ") + "."
}

/// A word: every other one is common; the rest are rarer the later they are in the vocabulary.
fn word(random: &mut Random) -> String {
    if random.below(2) == 0 {
        return COMMON[random.below(COMMON.len()).min(random.below(COMMON.len()))].to_owned();
    }
    let share = random.below(1 << 20) as f64 / f64::from(1 << 20);
    spelt((VOCABULARY as f64).powf(share) as usize)
}

/// Spells a number in syllables, as a word.
fn spelt(number: usize) -> String {
    const BEGIN: [&str; 16] = ["b", "ch", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "st", "t", "v", "tr"];
    const END: [&str; 8] = ["a", "el", "o", "ing", "ur", "es", "in", "er"];
    let mut out = String::new();
    let mut rest = number.wrapping_mul(40_503) % (1 << 21);
    while out.is_empty() || rest > 0 {
        out.push_str(BEGIN[rest % 16]);
        out.push_str(END[rest / 16 % 8]);
        rest /= 128;
    }
    out
}

/// A line without a space, and the same with a letter changed in the middle.
pub(crate) fn unbroken(bytes: usize) -> (String, String) {
    let mut random = Random(12);
    let old: Vec<char> = (0..bytes).map(|_| random.letter()).collect();
    let mut new = old.clone();
    new[bytes / 2] = 'X';
    (old.into_iter().collect(), new.into_iter().collect())
}

/// `lines` equal lines, and one more.
pub(crate) fn equal_lines(lines: usize) -> (String, String) {
    let line = "The same line is here again and again.\n";
    (line.repeat(lines), line.repeat(lines + 1))
}

/// One word repeated, and repeated once more.
pub(crate) fn one_word(times: usize) -> (String, String) {
    ("again ".repeat(times), "again ".repeat(times + 1))
}
