//! What two short sentences show where rare words cannot decide: their words in order, the shape of a line, its number.
//!
//! ```text
//! line     3. Price.         | founded = 1903      00:00:01,000 --> 00:00:03,500
//! number   3.                                                                      not compared, where words follow it
//! words    Price               founded, 1903       two figures
//! shape    Capital             Word, Figure        Figure --> Figure
//! ```

use super::vocabulary::{KeyClass, Stem, Vocabulary};
use crate::text::{BlockKind, Side, WordKind};

/// A short sentence, without its number.
pub(crate) struct ShortLine {
    /// Its words, marks left out.
    words: Vec<LineWord>,
    /// What each word and mark looks like.
    shape: Vec<Shape>,
    /// What it stands in, where it fills that alone.
    whole: Option<BlockKind>,
    /// It begins with a number of its own.
    is_numbered: bool,
}

/// A word of a short sentence.
#[derive(Clone, Copy)]
struct LineWord {
    stem: Stem,
    /// In nats; a function word is as rare as others.
    rarity: f32,
    /// It is no function word.
    is_content: bool,
}

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Figure,
    Capital,
    Word,
    Ideograph,
    Mark(u32),
}

/// What two short sentences have in common.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Likeness {
    /// Share of the words of both that both have in order, all words counted alike.
    pub(crate) literal: f32,
    /// Rarity of those words in nats.
    pub(crate) evidence: f32,
    /// Words of the longer one.
    pub(crate) words: usize,
    /// Rarity of the longest passage that both have to the letter, if it has content words in it and is longer than chance.
    pub(crate) passage: f32,
    /// Its share of the words of the shorter one.
    pub(crate) passage_share: f32,
    /// Both are lines of their own that begin with the same word: rows of a table, fields.
    pub(crate) label: bool,
    /// Both are lines of their own, and one may stand at the place of the other.
    pub(crate) shape: bool,
}

impl ShortLine {
    /// Sentence `i` of a side; `None` where it has more than `most` words, or none.
    pub(crate) fn read(vocabulary: &Vocabulary<'_>, side: Side, i: u32, most: usize) -> Option<Self> {
        let text = vocabulary.side(side);
        let all = text.body_words(i as usize);
        if all.is_empty() || all.len() > 2 * most + 8 {
            return None;
        }
        let document = vocabulary.documents()[side];
        let sentence = &text.sentences[i as usize];
        let block = document.blocks.get(sentence.block as usize);
        let is_whole =
            block.is_some_and(|block| sentence.span.start <= block.span.start && sentence.span.end >= block.span.end);
        let whole = block.filter(|_| is_whole).map(|block| block.kind);
        let form = |at: usize| text.words[at].span.of(text.text);
        let is_mark = |at: usize| vocabulary.class(text.keys[at]) == KeyClass::Mark;
        let number = if whole == Some(BlockKind::TableRow) {
            0
        } else {
            numbering(all.clone().map(|at| (form(at), is_mark(at))))
        };
        let shape_of = |at: usize| match text.words[at].kind {
            _ if is_mark(at) => Shape::Mark(text.keys[at]),
            WordKind::Number => Shape::Figure,
            WordKind::Ideograph => Shape::Ideograph,
            _ if form(at).starts_with(char::is_uppercase) => Shape::Capital,
            _ => Shape::Word,
        };
        let counted = |at: &usize| !is_mark(*at);
        let rest = all.start + number..all.end;
        let word = |at: usize| LineWord {
            stem: vocabulary.stem(text.keys[at]),
            rarity: vocabulary.rarity(text.keys[at]),
            is_content: vocabulary.class(text.keys[at]) == KeyClass::Content,
        };
        let words: Vec<LineWord> = rest.clone().filter(counted).map(word).collect();
        (1..=most).contains(&words.len()).then(|| Self {
            words,
            shape: rest.map(shape_of).collect(),
            whole,
            is_numbered: number > 0,
        })
    }

    /// How alike it is to a line of the other side.
    pub(crate) fn likeness(&self, other: &Self) -> Likeness {
        let (ordered, evidence) = in_order(&self.words, &other.words);
        let (passage_words, passage) = passage(&self.words, &other.words);
        let lines = self.whole.is_some() && self.whole == other.whole;
        Likeness {
            literal: 2.0 * ordered as f32 / (self.words.len() + other.words.len()) as f32,
            evidence,
            words: self.words.len().max(other.words.len()),
            passage,
            passage_share: passage_words as f32 / self.words.len().min(other.words.len()) as f32,
            label: lines && self.words.first().map(|word| word.stem) == other.words.first().map(|word| word.stem),
            shape: lines && self.shape == other.shape && self.is_numbered == other.is_numbered && self.has_shape(),
        }
    }

    /// Whether its shape says something: it has a figure, is a row of a table, or is a single word that is no heading.
    fn has_shape(&self) -> bool {
        let figure = self.shape.contains(&Shape::Figure);
        match self.whole {
            Some(BlockKind::Headline | BlockKind::Heading) | None => false,
            Some(BlockKind::TableRow) => true,
            Some(_) => figure || (self.words.len() == 1 && !self.is_numbered),
        }
    }
}

/// How many words two sentences have in the same order, and what these weigh at most.
fn in_order(old: &[LineWord], new: &[LineWord]) -> (u32, f32) {
    let better = |a: (u32, f32), b: (u32, f32)| if (b.0, b.1) > (a.0, a.1) { b } else { a };
    let mut above = vec![(0, 0.0); new.len() + 1];
    for word in old {
        let mut row = vec![(0, 0.0); new.len() + 1];
        for (j, other) in new.iter().enumerate() {
            row[j + 1] = better(above[j + 1], row[j]);
            if other.stem == word.stem {
                row[j + 1] = better(row[j + 1], (above[j].0 + 1, above[j].1 + word.rarity));
            }
        }
        above = row;
    }
    above.last().copied().unwrap_or_default()
}

/// Words that a passage has at least, and content words among them.
const PASSAGE_WORDS: usize = 5;
const PASSAGE_CONTENT: usize = 2;

/// The words, and their rarity, of the heaviest passage that both have word for word.
fn passage(old: &[LineWord], new: &[LineWord]) -> (usize, f32) {
    // By word of `new`: words, content words and rarity of the run that ends there.
    let mut above = vec![(0, 0, 0.0f32); new.len() + 1];
    let mut best = (0, 0.0f32);
    for word in old {
        let mut row = vec![(0, 0, 0.0); new.len() + 1];
        for (j, other) in new.iter().enumerate().filter(|(_, other)| other.stem == word.stem) {
            let (words, content, rarity) = above[j];
            row[j + 1] = (words + 1, content + usize::from(other.is_content), rarity + word.rarity);
            let heavier = rarity + word.rarity > best.1;
            if words + 1 >= PASSAGE_WORDS && row[j + 1].1 >= PASSAGE_CONTENT && heavier {
                best = (words + 1, rarity + word.rarity);
            }
        }
        above = row;
    }
    best
}

/// How many words and marks at the beginning of a sentence are its number ("3.", "IV.", "5.2", "§ 8", "(b)"); 0 where no
/// word follows it.
fn numbering<'a>(words: impl Iterator<Item = (&'a str, bool)>) -> usize {
    let words: Vec<_> = words.take(8).collect();
    let first = words.iter().take_while(|(_, mark)| *mark).count();
    let Some(&(number, _)) = words.get(first) else { return 0 };
    let sign = words[..first].iter().any(|(mark, _)| matches!(*mark, "§" | "§§"));
    let closing =
        words.get(first + 1).is_some_and(|(mark, is_mark)| *is_mark && matches!(*mark, "." | ")" | ":" | "．" | "、"));
    let digits = number.chars().all(|c| c.is_ascii_digit());
    let dotted = number.starts_with(|c: char| c.is_ascii_digit())
        && number.contains('.')
        && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let roman = number.len() <= 6 && number.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'));
    let letter = number.chars().count() == 1 && number.chars().all(char::is_alphabetic);
    let is_number = dotted || (digits && (closing || sign)) || ((roman || letter) && closing);
    let end = first + 1 + usize::from(closing);
    let word_follows = words
        .get(end..)
        .unwrap_or_default()
        .iter()
        .any(|(form, mark)| !mark && !form.starts_with(|c: char| c.is_ascii_digit()));
    if is_number && word_follows { end } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_left_out_where_words_follow_it() {
        let of = |words: &str| numbering(words.split(' ').map(|word| (word, !word.contains(char::is_alphanumeric))));
        assert_eq!(
            [of("3 . Price ."), of("5.2 Terms"), of("§ 8 Ende"), of("IV . Winter"), of("( b ) insure")],
            [2, 1, 2, 2, 3]
        );
        assert_eq!([of("57"), of("1921 14 9"), of("12 men sailed"), of("I went"), of("3 . 4")], [0, 0, 0, 0, 0]);
    }
}
