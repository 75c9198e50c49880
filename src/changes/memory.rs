//! The memory that a comparison needs at most.

use std::hash::BuildHasher as _;

use memchr::memchr3_iter;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::align::Thresholds;
use crate::text::{Document, Pair, Side};

/// Lines are matched with those of the other text.
const BYTES_PER_LINE: usize = 24;

/// Bytes of memory that laying out two documents as a pair and then comparing them needs at most, beyond the documents.
///
/// What unrelated texts need; [`memory_needed_for_versions`] says how much less similar ones do. `tests/memory.rs` measures
/// it and holds the bound: 26 bytes for a byte of prose, 31 for one of figures, 20 for one of a script without spaces, 34 for
/// one of lines of a word; and 1,300 for a sentence of two words, however short.
#[must_use]
pub fn memory_needed(documents: Pair<&Document>) -> u64 {
    Side::BOTH.into_iter().map(|side| sum(documents[side], of_block)).sum()
}

/// The same, but paragraphs that each of the texts has once, after the same paragraph, count for less: their words are not
/// read. It takes as long as reading the texts once more.
#[must_use]
pub fn memory_needed_for_versions(documents: Pair<&Document>) -> u64 {
    if documents.old.text.len() + documents.new.text.len() < Thresholds::DEFAULT.skip_equal_from {
        return memory_needed(documents);
    }
    let places = documents.map(places);
    let of = |side: Side| {
        let mut before = None;
        sum(documents[side], |text| {
            let hash = hash(text);
            let once = |side: Side| places[side].get(&hash).and_then(|place| place.once());
            let there = once(side).and(once(side.other()));
            let follows = there.is_some() && there == before;
            before = there.map(|n| n + 1);
            if follows { of_following_block(text).min(of_block(text)) } else { of_block(text) }
        })
    };
    Side::BOTH.into_iter().map(of).sum()
}

fn sum(document: &Document, mut of_block: impl FnMut(&str) -> usize) -> u64 {
    let blocks = document.blocks.iter().map(|block| of_block(block.span.of(&document.text)) as u64);
    (document.lines.len() * BYTES_PER_LINE) as u64 + blocks.sum::<u64>()
}

fn of_block(text: &str) -> usize {
    // Words that one text alone has, with what finds them again.
    const BYTES_PER_ASCII_BYTE: usize = 32;
    const BYTES_PER_OTHER_BYTE: usize = 22;
    // The place of a short one, its row with its operations, and its change.
    const BYTES_PER_SENTENCE: usize = 1_400;
    let ascii = text.bytes().filter(u8::is_ascii).count();
    let words = ascii * BYTES_PER_ASCII_BYTE + (text.len() - ascii) * BYTES_PER_OTHER_BYTE;
    words.max(sentences(text) * BYTES_PER_SENTENCE)
}

/// What a paragraph takes that is found with the one before it in the other text. It may have moved with it: only that
/// takes so much.
fn of_following_block(text: &str) -> usize {
    // Its place in both texts, and in the layout.
    const BYTES_PER_BLOCK: usize = 600;
    const BYTES_PER_BYTE: usize = 5;
    // Its row, which may be one of a move.
    const BYTES_PER_SENTENCE: usize = 700;
    BYTES_PER_BLOCK + text.len() * BYTES_PER_BYTE + sentences(text) * BYTES_PER_SENTENCE
}

fn sentences(text: &str) -> usize {
    let bytes = text.as_bytes();
    1 + memchr3_iter(b'.', b'!', b'?', bytes).filter(|&at| bytes.get(at + 1) == Some(&b' ')).count()
}

/// Where a text has a paragraph.
#[derive(Clone, Copy)]
enum Place {
    Once(usize),
    Often,
}

impl Place {
    const fn once(self) -> Option<usize> {
        match self {
            Self::Once(n) => Some(n),
            Self::Often => None,
        }
    }
}

/// The paragraphs of a text, by their hashes.
fn places(document: &Document) -> FxHashMap<u64, Place> {
    let mut places = FxHashMap::default();
    for (n, block) in document.blocks.iter().enumerate() {
        let again = |place: &mut Place| *place = Place::Often;
        places.entry(hash(block.span.of(&document.text))).and_modify(again).or_insert(Place::Once(n));
    }
    places
}

fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_both_texts_count_for_less() {
        let text: String = (0..2_000)
            .map(|n| format!("Paragraph {n} says at some length what was said in all of the others before it.\n\n"))
            .collect();
        let turned = text.replace("said in", "written in");
        let repeated = "It says what was said in all of them.\n\n".repeat(2_000);
        let [text, turned, repeated] =
            [text, turned, repeated].map(|text| crate::format::plain_text(text).expect("a text"));
        let versions = Pair::new(&text, &text);
        assert!(memory_needed_for_versions(versions) * 4 < memory_needed(versions) * 3);
        // Paragraphs that are found more than once, or elsewhere, are read.
        let blocks = text.text.split_inclusive("\n\n").collect::<Vec<_>>();
        let backwards = crate::format::plain_text(blocks.into_iter().rev().collect::<String>()).expect("a text");
        for pair in [Pair::new(&text, &turned), Pair::new(&repeated, &repeated), Pair::new(&text, &backwards)] {
            assert_eq!(memory_needed_for_versions(pair), memory_needed(pair));
        }
    }
}
