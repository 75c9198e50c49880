//! Compares short sentences, where rarity cannot decide: their words in order, the shape of the line, its number.
//!
//! ```text
//! line     3. Price.         | founded = 1903      00:00:01,000 --> 00:00:03,500
//! number   3.                                                                      ignored if words follow it
//! words    Price               founded, 1903       two figures
//! shape    Capital             Word, Figure        Figure --> Figure
//! ```

use super::number::count;
use super::thresholds::Thresholds;
use super::vocabulary::{KeyClass, Stem, Vocabulary};
use crate::lang::{Set, any_has};
use crate::text::{BlockKind, Side, WordKind};

/// A short sentence, without its number.
pub(crate) struct ShortLine {
    /// Its words, without punctuation.
    words: Vec<LineWord>,
    /// The shape of each word and mark.
    shape: Vec<Shape>,
    /// The kind of its block, if it is all of the block.
    whole: Option<BlockKind>,
    /// The keys of the item number that it begins with, if it has one.
    number: Vec<u32>,
    /// The number of words before its first colon, if there are words on both sides of it.
    before_colon: Option<usize>,
}

/// Maximum words of the label of a field: "In attendance: …".
const LABEL_WORDS: usize = 3;

/// Maximum words of a line with a name alone: "Peter van der Dahl".
const NAME_WORDS: usize = 4;

/// Maximum words of a line that pairs by its number or figure: "3. Rinse it.", "Torn, 1931."
const FRAME_WORDS: usize = 3;

/// A word of a short sentence.
#[derive(Clone, Copy)]
struct LineWord {
    stem: Stem,
    /// In nats, for function words too.
    rarity: f32,
    /// Whether it is not a function word.
    is_content: bool,
    /// Whether it is a verb of saying.
    is_report: bool,
}

/// The shape of a word.
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
pub(crate) struct LineSimilarity {
    /// Share of the words of both that are common and in order, all words with equal weight.
    pub(crate) literal: f32,
    /// Rarity of those words, in nats.
    pub(crate) evidence: f32,
    /// Their content words, as a share of those of the line that has fewer.
    pub(crate) content_share: f32,
    /// Whether they have function words alone in common, and each has several content words that the other lacks: "The
    /// tide was out", "The lamp was lit".
    pub(crate) is_chance: bool,
    /// Number of words of the longer one.
    pub(crate) words: usize,
    /// Rarity of the longest verbatim passage, if it has content words and is too long for chance.
    pub(crate) passage: f32,
    /// Its share of the words of the shorter one.
    pub(crate) passage_share: f32,
    /// Whether both are separate lines that begin with the same word: table rows.
    pub(crate) label: bool,
    /// Whether both are separate lines with the same label before a colon.
    pub(crate) field: bool,
    /// Whether both are separate lines, and the shape of one fits the position of the other.
    pub(crate) shape: bool,
    /// Whether both have few words and, outside headings, the same item number or the same shape with a figure: enough if
    /// nothing else is between their neighbours.
    pub(crate) frame: bool,
}

impl ShortLine {
    /// Reads sentence `i` of a side; `None` if it has no words, or more than `most`.
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
            is_report: vocabulary.class(text.keys[at]) == KeyClass::Report,
        };
        let words: Vec<LineWord> = rest.clone().filter(counted).map(word).collect();
        let colon = rest.clone().find(|&at| is_mark(at) && matches!(form(at), ":" | "："));
        let before_colon = colon.map(|colon| (rest.start..colon).filter(counted).count());
        let before_colon = before_colon.filter(|&n| (1..words.len()).contains(&n));
        (1..=most).contains(&words.len()).then(|| Self {
            words,
            before_colon,
            shape: rest.map(shape_of).collect(),
            whole,
            number: all.take(number).map(|at| text.keys[at]).collect(),
        })
    }

    /// Its similarity to a line of the other side.
    pub(crate) fn line_similarity(&self, other: &Self, thresholds: &Thresholds) -> LineSimilarity {
        let (ordered, evidence, content) =
            if self.is_turned(other) { whole(&self.words) } else { in_order(&self.words, &other.words) };
        let (passage_words, passage) = passage(&self.words, &other.words, thresholds);
        let lines = self.whole.is_some() && self.whole == other.whole;
        let begin = |n: usize| {
            let (own, others) = (self.words.iter().take(n), other.words.iter().take(n));
            own.map(|word| word.stem).eq(others.map(|word| word.stem))
        };
        let label = self.before_colon.filter(|&n| self.before_colon == other.before_colon && n <= LABEL_WORDS);
        LineSimilarity {
            literal: 2.0 * ordered as f32 / (self.words.len() + other.words.len()) as f32,
            evidence,
            content_share: content as f32 / self.content_words().min(other.content_words()).max(1) as f32,
            is_chance: content == 0 && self.is_chance(other),
            words: self.words.len().max(other.words.len()),
            passage,
            passage_share: passage_words as f32 / self.words.len().min(other.words.len()) as f32,
            label: lines && begin(1),
            field: lines && label.is_some_and(begin),
            shape: lines
                && self.shape == other.shape
                && self.number.is_empty() == other.number.is_empty()
                && (self.has_shape() || (self.is_heading_with_figure() && begin(1))),
            frame: self.has_frame(other),
        }
    }

    /// Whether both have few words and the same item number or the same shape with a figure, outside headings.
    fn has_frame(&self, other: &Self) -> bool {
        let is_short = |line: &Self| {
            line.words.len() <= FRAME_WORDS && !matches!(line.whole, Some(BlockKind::Headline | BlockKind::Heading))
        };
        let is_numbered = !self.number.is_empty() && self.number == other.number;
        let is_figure = || self.shape == other.shape && self.shape.contains(&Shape::Figure);
        is_short(self) && is_short(other) && (is_numbered || is_figure())
    }

    /// Whether both lines are the same name, one of them with the surname first: "Holm, Anna", "Anna Holm".
    fn is_turned(&self, other: &Self) -> bool {
        let is_name = |line: &Self| {
            let named = |shape: &Shape| matches!(shape, Shape::Capital | Shape::Mark(_));
            line.whole.is_some() && line.words.len() <= NAME_WORDS && line.shape.iter().all(named)
        };
        let stems = |line: &Self| {
            let mut stems: Vec<Stem> = line.words.iter().map(|word| word.stem).collect();
            stems.sort_unstable();
            stems
        };
        is_name(self) && is_name(other) && stems(self) == stems(other)
    }

    /// Whether two lines without a common content word say different things: each has several content words, and no verb
    /// of saying is common.
    fn is_chance(&self, other: &Self) -> bool {
        const CONTENT_WORDS: usize = 2;
        let is_common = |word: &LineWord| word.is_report && other.words.iter().any(|there| there.stem == word.stem);
        self.content_words().min(other.content_words()) >= CONTENT_WORDS && !self.words.iter().any(is_common)
    }

    fn content_words(&self) -> usize {
        self.words.iter().filter(|word| word.is_content).count()
    }

    /// Whether it is a heading with a figure in its words: "Draft 4, spring 2019".
    fn is_heading_with_figure(&self) -> bool {
        self.whole == Some(BlockKind::Heading) && self.shape.contains(&Shape::Figure)
    }

    /// Whether its shape is significant: it has a figure, is a table row, is a name, or is a single word outside headings.
    fn has_shape(&self) -> bool {
        let figure = self.shape.contains(&Shape::Figure);
        let capital = |shape: &Shape| *shape == Shape::Capital;
        // Without the mark of a list item.
        let marks = self.shape.iter().take_while(|shape| matches!(shape, Shape::Mark(_))).count();
        let shape = &self.shape[marks..];
        let is_name = (2..=NAME_WORDS + 1).contains(&shape.len())
            && shape.first().is_some_and(capital)
            && shape.last().is_some_and(capital)
            && !shape.contains(&Shape::Ideograph);
        match self.whole {
            Some(BlockKind::Headline | BlockKind::Heading) | None => false,
            Some(BlockKind::TableRow) => true,
            Some(_) => figure || is_name || (self.words.len() == 1 && self.number.is_empty()),
        }
    }
}

/// What [`in_order`] finds in a line that has the same words.
fn whole(words: &[LineWord]) -> (u32, f32, u32) {
    let content = words.iter().filter(|word| word.is_content).count();
    (count(words.len()), words.iter().map(|word| word.rarity).sum(), count(content))
}

/// The number of words that two sentences have in the same order, their maximum weight, and how many of them are
/// content words.
fn in_order(old: &[LineWord], new: &[LineWord]) -> (u32, f32, u32) {
    let better = |a: (u32, f32, u32), b: (u32, f32, u32)| if (b.0, b.1) > (a.0, a.1) { b } else { a };
    let mut row = vec![(0, 0.0, 0); new.len() + 1];
    for word in old {
        // The value of the row above, before this word.
        let mut before = (0, 0.0, 0);
        for (j, other) in new.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = better(above, row[j]);
            if other.stem == word.stem {
                row[j + 1] =
                    better(row[j + 1], (before.0 + 1, before.1 + word.rarity, before.2 + u32::from(word.is_content)));
            }
            before = above;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// The number of words of the heaviest verbatim passage, and their rarity.
fn passage(old: &[LineWord], new: &[LineWord], thresholds: &Thresholds) -> (usize, f32) {
    // By word of `new`: the words, content words and rarity of the run that ends there.
    let mut runs = vec![(0, 0, 0.0f32); new.len() + 1];
    let mut best = (0, 0.0f32);
    for word in old {
        // From the end, since each run goes on from the one before it in the row above.
        for (j, other) in new.iter().enumerate().rev() {
            let (words, content, rarity) = runs[j];
            if other.stem != word.stem {
                runs[j + 1] = (0, 0, 0.0);
                continue;
            }
            let run = (words + 1, content + usize::from(other.is_content), rarity + word.rarity);
            let is_long = run.0 >= thresholds.passage_words && run.1 >= thresholds.passage_content;
            if is_long && run.2 > best.1 {
                best = (run.0, run.2);
            }
            runs[j + 1] = run;
        }
    }
    best
}

/// The number of words and marks of the number with which the block of sentence `i` begins: "Article 4 –" is no evidence
/// that two lines belong together.
pub(crate) fn leading_number(vocabulary: &Vocabulary<'_>, side: Side, i: u32) -> usize {
    /// A label or sign, and the number.
    const MAX_WORDS: usize = 3;
    let text = vocabulary.side(side);
    let (sentence, all) = (&text.sentences[i as usize], text.body_words(i as usize));
    let form = |at: usize| text.words[at].span.of(text.text);
    let numbered = all.clone().take(MAX_WORDS).any(|at| form(at).starts_with(|c: char| c.is_ascii_digit()));
    let block = vocabulary.documents()[side].blocks.get(sentence.block as usize).filter(|_| numbered);
    let begins = block.is_some_and(|b| sentence.span.start <= b.span.start && b.kind != BlockKind::TableRow);
    if !begins {
        return 0;
    }
    let words = all.clone().map(|at| (form(at), vocabulary.class(text.keys[at]) == KeyClass::Mark));
    let number = numbering(words);
    let mut all = all;
    let next = all.nth(number).map_or("", form);
    if next.starts_with(char::is_uppercase) { number } else { 0 }
}

/// The number of words and marks of an item number at the beginning ("3.", "IV.", "5.2", "§ 8", "(b)"); 0 if no word
/// follows it.
fn numbering<'a>(words: impl Iterator<Item = (&'a str, bool)>) -> usize {
    let words: Vec<_> = words.take(8).collect();
    let first = words.iter().take_while(|(_, mark)| *mark).count();
    // "Chapter 3. The storm"
    let label = |word: &str| any_has(Set::Numbered, word.to_lowercase().trim_end_matches('.'));
    let named = words.get(first).is_some_and(|(word, _)| label(word));
    // The full stop of "Art. 4" may be a word by itself.
    let stop = named && words.get(first + 1).is_some_and(|(mark, _)| *mark == ".");
    let first = first + usize::from(named) + usize::from(stop);
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
    // "Article 4 – Fees", "Art. 4 Fees"
    let dash = named && words.get(first + 1).is_some_and(|(mark, _)| matches!(*mark, "–" | "—" | "-"));
    let titled = named && words.get(first + 1).is_some_and(|(word, _)| word.starts_with(char::is_uppercase));
    let closing = closing || dash && digits;
    let is_number = dotted || titled && digits || (digits && (closing || sign)) || ((roman || letter) && closing);
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
    fn an_item_number_is_ignored_if_words_follow_it() {
        let of = |words: &str| numbering(words.split(' ').map(|word| (word, !word.contains(char::is_alphanumeric))));
        assert_eq!([of("Chapter 3 . The Storm"), of("Chapter 3 ."), of("Chapter The")], [3, 0, 0]);
        assert_eq!([of("Article 4 – Fees"), of("4 – Fees"), of("Article 4 –")], [3, 0, 0]);
        assert_eq!([of("Art. 4 Fees"), of("Art . 4 Fees"), of("Art. 4 of")], [2, 3, 0]);
        assert_eq!(
            [of("3 . Price ."), of("5.2 Terms"), of("§ 8 Ende"), of("IV . Winter"), of("( b ) insure")],
            [2, 1, 2, 2, 3]
        );
        assert_eq!([of("57"), of("1921 14 9"), of("12 men sailed"), of("I went"), of("3 . 4")], [0, 0, 0, 0, 0]);
    }
}
