//! The words of one side of a row with their keys, and basic questions about them. `annotate` interprets them.

use std::borrow::Cow;
use std::ops::Range;

use super::quotations::{Quotation, quotations};
use super::sections::{has_neighbour_section, is_quarter_hour};
use super::thresholds::ChangeThresholds;
use crate::align::vocabulary::Vocabulary;
use crate::lang::{self, Language, MAY, Set, Topics};
use crate::text::cancel::Stop;
use crate::text::{Block, BlockKind, Document, MarkKind, Side, Span, Word, WordKind, is_raised};

/// The key of a raised mark of a note, which is no figure.
const NOTE_MARK: &str = "†";

/// The words of one side of a row, with their keys.
pub(crate) struct RowTokens<'a> {
    text: &'a str,
    words: &'a [Word],
    keys: Vec<&'a str>,
    /// What each word may begin.
    topics: Vec<Topics>,
    /// The language of the block.
    pub(crate) language: Language,
    /// The quotations; one may have been opened before the first word.
    pub(crate) quotations: Vec<Quotation>,
    /// Whether the row begins its block.
    pub(crate) opens_block: bool,
    /// Whether the row begins with the number of a section that would otherwise be read as a time.
    pub(crate) is_section: bool,
    /// The first words of list items after the first block of the row.
    pub(crate) items: Vec<usize>,
    /// Whether most words have a capital, so that a capital does not indicate a name.
    pub(crate) title_case: bool,
    /// Whether most words of the line have a capital.
    pub(crate) mostly_capital: bool,
    /// Whether it is a row of a table, where neighbouring words may be in different cells.
    pub(crate) is_table_row: bool,
    pub(crate) limits: &'a ChangeThresholds,
    /// The flag that cancels the comparison.
    pub(crate) stop: Stop<'a>,
}

impl<'a> RowTokens<'a> {
    /// Reads the words of `hull`, a row's span on one side.
    pub(crate) fn new(
        (vocabulary, limits): (&'a Vocabulary<'_>, &'a ChangeThresholds),
        language: Language,
        side: Side,
        hull: Option<Span>,
    ) -> Self {
        let all = vocabulary.side(side);
        let range = hull.map_or(0..0, |hull| vocabulary.words_in(side, hull));
        let document = vocabulary.documents()[side];
        let block = hull.and_then(|hull| document.blocks.get(document.block_at(hull.start)));
        let from = block.map_or(range.start, |b| vocabulary.words_in(side, b.span).start.min(range.start));
        let opens_block = from == range.start;
        let from = if range.start - from > limits.quotation_search_words { range.start } else { from };
        let mut keys: Vec<&str> = all.keys[from..range.end].iter().map(|&k| vocabulary.form(k)).collect();
        let found = quotations(all.text, &all.words[from..range.end], &keys);
        let before = range.start - from;
        keys.drain(..before);
        let quoted = |q: &Quotation| {
            let opening = q.opening.and_then(|k| all.words.get(from + k));
            q.closing.is_none_or(|k| k >= before)
                && !block.zip(opening).is_some_and(|(block, mark)| is_code(document, block, mark.span.start))
        };
        let quotations = found.into_iter().filter(quoted).map(|q| Quotation {
            words: q.words.start.saturating_sub(before)..q.words.end.saturating_sub(before),
            opening: q.opening.and_then(|k| k.checked_sub(before)),
            closing: q.closing.and_then(|k| k.checked_sub(before)),
        });
        let words = &all.words[range];
        let title = block.is_some_and(|b| matches!(b.kind, BlockKind::Headline | BlockKind::Heading));
        let capital = |w: &&Word| w.span.of(all.text).starts_with(char::is_uppercase);
        let lettered = || words.iter().filter(|w| w.kind == WordKind::Word);
        let at = hull.map(|hull| document.block_at(hull.start));
        let is_table_row = at.is_some_and(|at| is_tabular(document, at));
        let is_header = || at.is_some_and(|at| is_table_header(document, at));
        let title = title || is_table_row && is_header();
        let count = lettered().count();
        let mostly_capital = 100 * lettered().filter(capital).count() > limits.title_case_percent * count;
        let title_case = title && mostly_capital;
        let mostly_capital = mostly_capital && count > 1;
        let first = words.iter().find(|w| w.kind != WordKind::Punct).filter(|_| opens_block);
        let is_section = at.zip(first).is_some_and(|(at, word)| {
            let digits = word.span.of(all.text).trim_end_matches('.');
            is_quarter_hour(digits) && has_neighbour_section(document, at, digits)
        });
        let quotations = quotations.collect();
        let later = at.zip(hull).map_or(&[][..], |(at, hull)| {
            let later = document.blocks.get(at + 1..).unwrap_or_default();
            &later[..later.partition_point(|b| b.span.start < hull.end)]
        });
        let items = later.iter().filter(|b| b.kind == BlockKind::ListItem);
        let items = items.map(|b| words.partition_point(|w| w.span.start < b.span.start)).collect();
        let (text, stop) = (all.text, vocabulary.stop);
        let mut row = Self {
            text,
            words,
            keys,
            topics: Vec::new(),
            language,
            quotations,
            opens_block,
            is_section,
            items,
            title_case,
            mostly_capital,
            is_table_row,
            limits,
            stop,
        };
        row.find_names();
        row.find_may();
        row.drop_note_marks();
        row.topics = row.keys.iter().map(|key| language.topics(key)).collect();
        row
    }

    /// Gives names that are words of lists too a key that no list has: the name as written. "Will Smith", "Mr. Might",
    /// "Edward Said".
    fn find_names(&mut self) {
        for k in 0..self.keys.len() {
            if self.is_listed_name(k) {
                self.keys[k] = self.form(k);
            }
        }
    }

    /// "May" with a capital is the month inside a sentence, and next to a figure or after a word that precedes dates.
    fn find_may(&mut self) {
        for k in 0..self.keys.len() {
            if !self.language.has(Set::OrdinaryMonths, self.keys[k]) || !self.is_capital(k) {
                continue;
            }
            let figure = |key: &str| lang::figure(key) && key.len() <= 4;
            let before = self.before(k);
            let is_inside = !self.begins_sentence(k) && !self.is_mark(k - 1) && !self.mostly_capital;
            if is_inside || figure(before) || figure(self.key(k + 1)) || self.language.has(Set::BeforeMonth, before) {
                self.keys[k] = MAY;
            }
        }
    }

    /// Drops the raised mark of a note after a year, which a key has as a digit, and keeps fractions in one sign apart from
    /// the digits before them: "1871¹", "3½". A mark after a full stop is no figure.
    fn drop_note_marks(&mut self) {
        for k in 0..self.keys.len() {
            let form = self.form(k);
            if !self.words[k].spaced && k > 0 && form.starts_with(is_raised) && form.chars().all(is_raised) {
                self.keys[k] = NOTE_MARK;
                continue;
            }
            // The key of "3½" has the digits of "31".
            if matches!(lang::plain_digits(form), Cow::Owned(_)) && form.starts_with(|c: char| c.is_ascii_digit()) {
                self.keys[k] = form;
                continue;
            }
            let plain = form.trim_end_matches(is_raised);
            let digits = plain.trim_end_matches('.').bytes().rev().take_while(u8::is_ascii_digit).count();
            let is_noted = plain.len() < form.len()
                && digits > 0
                && (plain.ends_with('.') || digits > self.limits.exponent_digits);
            let end = plain.trim_end_matches('.').len();
            if let Some(key) = self.keys[k].get(..end).filter(|_| is_noted && plain.is_ascii()) {
                self.keys[k] = key;
            }
        }
    }

    /// The words of a span; without a span, the empty range at position `near`.
    pub(crate) fn at(&self, span: Option<Span>, near: u32) -> Range<usize> {
        let span = span.unwrap_or(Span { start: near, end: near });
        let start = self.words.partition_point(|w| w.span.start < span.start);
        start..self.words.partition_point(|w| w.span.start < span.end).max(start)
    }

    /// The span from the first word of a range to the last.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let words = self.words.get(range).unwrap_or_default();
        words.first().zip(words.last()).map_or_else(Span::default, |(first, last)| first.span.hull(last.span))
    }

    /// Whether there is a word `k`, and the comparison is not cancelled: then loops over the words end early, and their
    /// results are dropped.
    pub(crate) fn goes_on(&self, k: usize) -> bool {
        k < self.words.len() && !self.stop.is_set()
    }

    /// All words.
    pub(crate) fn all(&self) -> Range<usize> {
        0..self.words.len()
    }

    /// The words of a range, without punctuation.
    pub(crate) fn indices<'s>(&'s self, range: &Range<usize>) -> impl DoubleEndedIterator<Item = usize> + use<'s, 'a> {
        range.clone().filter(|&k| self.words[k].kind != WordKind::Punct)
    }

    /// The keys of the words of a range, without punctuation.
    pub(crate) fn keys(&self, range: &Range<usize>) -> Vec<&'a str> {
        self.indices(range).map(|k| self.keys[k]).collect()
    }

    /// The key of a word; empty outside the row.
    pub(crate) fn key(&self, k: usize) -> &'a str {
        self.keys.get(k).copied().unwrap_or("")
    }

    /// What `read` finds at word `k`, called only where the word may begin an entry of the topic.
    pub(crate) fn read_at<T>(&self, topic: Topics, k: usize, read: impl Fn() -> Option<T>) -> Option<T> {
        let may_begin = self.topics.get(k).is_some_and(|topics| topics.has(topic));
        debug_assert!(may_begin || read().is_none(), "{} begins an entry of {topic:?}", self.key(k));
        if may_begin { read() } else { None }
    }

    /// The key of the word before `k`.
    pub(crate) fn before(&self, k: usize) -> &'a str {
        k.checked_sub(1).map_or("", |b| self.key(b))
    }

    /// A word as written; empty outside the row.
    pub(crate) fn form(&self, k: usize) -> &'a str {
        self.words.get(k).map_or("", |w| w.span.of(self.text))
    }

    /// The kind of word `k`.
    pub(crate) fn kind(&self, k: usize) -> Option<WordKind> {
        self.words.get(k).map(|w| w.kind)
    }

    /// Whether white space precedes word `k`.
    pub(crate) fn is_spaced(&self, k: usize) -> bool {
        self.words.get(k).is_none_or(|w| w.spaced)
    }

    /// Whether word `k` begins with a capital.
    pub(crate) fn is_capital(&self, k: usize) -> bool {
        self.form(k).starts_with(char::is_uppercase)
    }

    /// Whether word `k` is punctuation.
    pub(crate) fn is_mark(&self, k: usize) -> bool {
        self.kind(k) == Some(WordKind::Punct)
    }

    /// Whether word `k` is a function word.
    pub(crate) fn is_function(&self, k: usize) -> bool {
        self.language.is_function(self.key(k))
    }

    /// Whether most words of a range are in a script without spaces.
    pub(crate) fn unspaced(&self, range: &Range<usize>) -> bool {
        2 * self.words[range.clone()].iter().filter(|w| w.kind == WordKind::Ideograph).count() > range.len()
    }

    /// The next word before (-1) or after (1) a range, without punctuation.
    pub(crate) fn neighbour(&self, range: &Range<usize>, step: isize) -> Option<usize> {
        if step < 0 {
            self.indices(&(0..range.start)).next_back()
        } else {
            self.indices(&(range.end..self.words.len())).next()
        }
    }

    /// Whether a range is empty, or followed by punctuation or the end.
    pub(crate) fn closes(&self, range: &Range<usize>) -> bool {
        range.is_empty() || self.words.get(range.end).is_none_or(|w| w.kind == WordKind::Punct)
    }

    /// A range extended by `n` words on either side.
    pub(crate) fn window(&self, range: &Range<usize>, n: usize) -> Range<usize> {
        range.start.saturating_sub(n)..(range.end + n).min(self.words.len())
    }

    /// Whether the row has a word outside a range, at most `far` words from it.
    pub(crate) fn elsewhere(&self, range: &Range<usize>, far: usize, key: &str) -> bool {
        let near = self.window(range, far);
        self.keys[near.start..range.start].contains(&key) || self.keys[range.end..near.end].contains(&key)
    }

    /// Whether word `k` begins a sentence, so that a capital does not indicate a name.
    pub(crate) fn begins_sentence(&self, k: usize) -> bool {
        match self.before(k) {
            "." => !k.checked_sub(2).is_some_and(|initial| self.is_initial(initial)),
            "" | "!" | "?" | "\"" | "'" | "*" | "•" => true,
            "-" | "(" | "[" => k == 1,
            _ => false,
        }
    }

    /// The number of words of the entry of a set at word `k`, in a script without spaces.
    pub(super) fn unspaced_words(&self, set: Set, k: usize) -> Option<usize> {
        let keys = (k..self.all().end).map(|k| self.key(k));
        if self.language.is_unspaced() {
            return self.language.begins(set, keys).map(|(_, words)| words);
        }
        lang::unspaced_begins(set, keys)
    }

    /// Whether word `k` is behind an option, where a capital only begins its description: "--real Write the name".
    pub(crate) fn follows_option(&self, k: usize) -> bool {
        let start = self.words.get(k).map_or(0, |word| word.span.start as usize);
        let before = self.text.get(..start).filter(|_| k > 0).and_then(|head| head.split_whitespace().next_back());
        let option = before.and_then(|word| word.strip_prefix('-')).map(|word| word.trim_start_matches('-'));
        option.is_some_and(|option| option.starts_with(char::is_alphabetic))
    }

    /// Whether word `k` begins a cell of a table, so that it has nothing to do with the word before it.
    pub(crate) fn begins_cell(&self, k: usize) -> bool {
        let start = self.words.get(k).map_or(0, |word| word.span.start as usize);
        let head = self.text.get(..start).filter(|_| self.is_table_row && k > 0).unwrap_or("");
        let before = head.trim_end_matches([' ', '\t', '\u{a0}']);
        let gap = head.get(before.len()..).unwrap_or("");
        gap.contains('\t') || gap.len() > 1 || before.ends_with('|') || gap.is_empty() && before.ends_with([';', ','])
    }

    /// Whether word `k` is the initial of a name: "by T. Vale", "by J. K. Vale", "George W. Vale". After other words it
    /// may end a sentence: "It was plan B. Figures are in crowns."
    pub(crate) fn is_initial(&self, k: usize) -> bool {
        /// Names have no more initials.
        const MAX_INITIALS: usize = 4;
        let single = |k: usize| {
            let mut letters = self.form(k).chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && self.key(k + 1) == "."
        };
        let chain = (0..MAX_INITIALS).map_while(|n| k.checked_sub(2 * n).filter(|&k| single(k)));
        let first = chain.last();
        let before = first.and_then(|first| first.checked_sub(1));
        self.is_capital(k + 2)
            && first.zip(before).is_some_and(|(first, before)| {
                let key = self.key(before);
                // "and so did I. Prices rose"
                let function = self.is_function(before) && !self.is_function(k);
                function
                    || self.is_mark(before) && key != "."
                    || self.language.is_title(key)
                    || self.may_be_given_name(before) && self.key(first) != "i"
            })
    }

    /// Whether word `k` may be the given name before an initial: "World War I" and "Vitamin C" are none.
    pub(super) fn may_be_given_name(&self, k: usize) -> bool {
        let (language, key) = (self.language, self.key(k));
        let names_letter = [Set::Numbered, Set::Lettered].into_iter().any(|set| language.has(set, key));
        self.kind(k) == Some(WordKind::Word)
            && self.is_capital(k)
            && key.chars().nth(1).is_some()
            && key.chars().all(char::is_alphabetic)
            && !self.is_function(k)
            && !language.has(Set::NotNames, key)
            && !names_letter
    }

    /// The norm of a word, by which house styles are compared.
    pub(crate) fn norm(&self, k: usize) -> std::borrow::Cow<'a, str> {
        self.language.norm(self.key(k))
    }

    /// The stem of a word.
    pub(crate) fn stem(&self, k: usize) -> String {
        self.language.stem(&self.norm(k)).to_owned()
    }
}

/// Whether a block is a row of a table, or a line of values separated by semicolons or commas.
fn is_tabular(document: &Document, block: usize) -> bool {
    document.blocks.get(block).is_some_and(|b| {
        let text = b.span.of(&document.text);
        let separates = |sign: char| {
            let mut values = text.split(sign).skip(1).peekable();
            values.peek().is_some() && values.all(|value| value.starts_with(char::is_alphanumeric))
        };
        b.kind == BlockKind::TableRow || b.keeps_lines && (separates(';') || separates(','))
    })
}

/// Whether a row of a table has the names of columns: it is marked so, or it is the first and only the next has figures.
fn is_table_header(document: &Document, block: usize) -> bool {
    let has_figures = |at: usize| {
        document.blocks.get(at).is_some_and(|b| b.span.of(&document.text).contains(|c: char| c.is_numeric()))
    };
    let is_first = block.checked_sub(1).is_none_or(|before| !is_tabular(document, before));
    let is_marked = document.blocks.get(block).is_some_and(|b| b.kind == BlockKind::TableRow && b.level == 1);
    is_marked || is_first && !has_figures(block) && is_tabular(document, block + 1) && has_figures(block + 1)
}

/// Whether byte `at` of a block is in a code listing or a code span, where marks quote no speech: `"0.1.0"`.
fn is_code(document: &Document, block: &Block, at: u32) -> bool {
    let near = document.marks.partition_point(|mark| mark.span.start <= at);
    let mut within = document.marks[..near].iter().rev().take_while(|mark| mark.span.start >= block.span.start);
    block.kind == BlockKind::Code || within.any(|mark| mark.kind == MarkKind::Code && mark.span.contains(at))
}
