//! What the changes say of the words that notes ask for. Each row and each change is read once, however many notes there
//! are: what is kept is where each of those words stands.

use rustc_hash::FxHashMap;

use super::model::{Change, Class, Grade};
use crate::diff::Row;
use crate::lang::Language;
use crate::text::{Document, Fold, Pair, Side, Span, Word, words};

/// The words that notes ask for, numbered: each is said where any of its forms is.
#[derive(Default)]
pub(crate) struct TermIndex {
    numbers: FxHashMap<Vec<String>, usize>,
    /// The words that each stem is a form of.
    forms: FxHashMap<String, Vec<usize>>,
}

impl TermIndex {
    /// The number of the word that has these stems.
    pub(crate) fn number(&mut self, forms: &[String]) -> usize {
        if let Some(&known) = self.numbers.get(forms) {
            return known;
        }
        let number = self.numbers.len();
        self.numbers.insert(forms.to_vec(), number);
        forms.iter().for_each(|form| self.forms.entry(form.clone()).or_default().push(number));
        number
    }

    /// The words that a word of a text, as a key, is a form of.
    fn asked(&self, key: &str) -> Vec<usize> {
        stems_of(key).filter_map(|stem| self.forms.get(&stem)).flatten().copied().collect()
    }
}

/// Stems of the telling parts of a word, which is a key.
pub(crate) fn stems_of(key: &str) -> impl Iterator<Item = String> {
    let telling = |part: &&str| part.chars().any(char::is_alphanumeric) && !Language::ENGLISH.is_function(part);
    key.split('-').filter(telling).map(|part| Language::ENGLISH.stem(&Language::ENGLISH.norm(part)).to_owned())
}

/// A change of substance, as notes are held against it.
pub(crate) struct ChangeFacts {
    /// Which of the ledger's entries it is.
    pub(crate) entry: usize,
    pub(crate) class: Class,
    pub(crate) grade: Grade,
    pub(crate) grave: bool,
    /// Number of its row among those that are [`NoteIndex`].
    pub(crate) row: usize,
    /// Which paragraph of running text its row ends in, from 1; `None` where the new text has no such row.
    pub(crate) paragraph: Option<usize>,
    pub(crate) quotation: bool,
    /// What was put in has a figure or a quotation.
    pub(crate) news: bool,
    /// It is a sum of money, by its own words or those beside them.
    pub(crate) sum: bool,
}

/// The changes of substance, and where each word of a term_index stands in them.
pub(crate) struct NoteIndex {
    pub(crate) told: Vec<ChangeFacts>,
    /// How many rows they stand in.
    pub(crate) row_count: usize,
    /// By the numbers of rows: what a row says, on either side.
    pub(crate) rows: Places,
    /// By places in `told`: the changed words of a side.
    pub(crate) changed: Pair<Places>,
}

impl NoteIndex {
    pub(crate) fn read(documents: &Pair<&Document>, rows: &[Row], changes: &[Change], term_index: &TermIndex) -> Self {
        let mut reader = Reader { term_index, known: FxHashMap::default(), words: Vec::new(), fold: Fold::default() };
        let mut said = Self { told: Vec::new(), row_count: 0, rows: Places::default(), changed: Pair::default() };
        let mut numbers = FxHashMap::default();
        for (n, change) in changes.iter().enumerate().filter(|(_, c)| c.class.is_substance()) {
            let next = numbers.len();
            let row = *numbers.entry(change.row).or_insert(next);
            if row == next {
                for text in spoken(documents, rows, change.row) {
                    reader.read(text, row, &mut said.rows);
                }
            }
            for side in Side::BOTH {
                let text = change.spans[side].map_or("", |span| span.of(&documents[side].text));
                reader.read(text, said.told.len(), &mut said.changed[side]);
            }
            said.told.push(ChangeFacts::of(documents, rows, n, change, row));
        }
        said.row_count = numbers.len();
        said
    }
}

impl ChangeFacts {
    fn of(documents: &Pair<&Document>, rows: &[Row], n: usize, change: &Change, row: usize) -> Self {
        let hull = rows.get(change.row).and_then(|r| r.hull().new);
        let paragraph = hull.map(|hull| documents.new.paragraphs().partition_point(|p| p.start < hull.end));
        let added = change.spans.new.map_or("", |s| s.of(&documents.new.text));
        let quotation = added.contains(['“', '"', '«', '„', '「']);
        let figure = || added.contains(|c: char| c.is_ascii_digit());
        Self {
            entry: n,
            class: change.class,
            grade: change.grade(),
            grave: change.is_grave(),
            row,
            paragraph,
            quotation,
            news: change.class == Class::Addition && (quotation || figure()),
            sum: Side::BOTH.into_iter().any(|side| is_sum(&documents[side].text, change.spans[side])),
        }
    }
}

/// Whether a change of a side is a sum of money, by its own words or those beside them.
fn is_sum(text: &str, span: Option<Span>) -> bool {
    const BESIDE: u32 = 24;
    let Some(span) = span else { return false };
    let after = Span { start: span.end, end: span.end + BESIDE };
    let after = (0..4).find_map(|n| text.get(after.start as usize..(after.end + n) as usize)).unwrap_or("");
    let after = after.split_whitespace().take(2).map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
    span.of(text).contains(['$', '£', '€', '¥']) || after.into_iter().any(|w| CURRENCIES.contains(&w))
}

/// Words for money that stand behind a sum.
const CURRENCIES: [&str; 10] =
    ["dollars", "dollar", "pounds", "euros", "euro", "yen", "yuan", "crowns", "francs", "rupees"];

/// What a row says, on either side; one line of a table is read with the line above it.
fn spoken<'a>(documents: &Pair<&'a Document>, rows: &[Row], row: usize) -> impl Iterator<Item = &'a str> {
    let text = |side: Side, row: usize| {
        let hull = rows.get(row).and_then(|r| r.hull()[side]);
        hull.map(|hull| hull.of(&documents[side].text))
    };
    let (old, new) = (text(Side::Old, row), text(Side::New, row));
    let above = row.checked_sub(1).filter(|_| new.or(old).is_some_and(is_table_line));
    let above = above.and_then(|above| text(Side::New, above));
    [old, new, above].into_iter().flatten()
}

fn is_table_line(text: &str) -> bool {
    const LONGEST: usize = 90;
    text.len() <= LONGEST && !text.ends_with(['.', '!', '?']) && text.contains(|c: char| c.is_ascii_digit())
}

/// Reads texts for the words of a term_index.
struct Reader<'a> {
    term_index: &'a TermIndex,
    /// What each form met so far comes to: a text has far fewer forms than words.
    known: FxHashMap<&'a str, Vec<usize>>,
    words: Vec<Word>,
    fold: Fold,
}

impl<'a> Reader<'a> {
    /// Notes at `place` what `text` says.
    fn read(&mut self, text: &'a str, place: usize, out: &mut Places) {
        self.words.clear();
        words(text, Span::new(0, text.len()), &mut self.words);
        for word in &self.words {
            let form = word.span.of(text);
            let asked = self.known.entry(form).or_insert_with(|| self.term_index.asked(self.fold.key(form)));
            asked.iter().for_each(|&word| out.add(word, place));
        }
    }
}

/// Where each word is said, in ascending order.
#[derive(Default)]
pub(crate) struct Places(Vec<Vec<usize>>);

impl Places {
    fn add(&mut self, word: usize, place: usize) {
        if self.0.len() <= word {
            self.0.resize_with(word + 1, Vec::new);
        }
        let of = &mut self.0[word];
        if of.last() != Some(&place) {
            of.push(place);
        }
    }

    pub(crate) fn of(&self, word: usize) -> &[usize] {
        self.0.get(word).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn holds(&self, word: usize, place: usize) -> bool {
        self.of(word).binary_search(&place).is_ok()
    }

    /// How many of some words are said at each of the first `length` places.
    pub(crate) fn tally(&self, words: &[usize], length: usize) -> Vec<usize> {
        let mut out = vec![0; length];
        words.iter().flat_map(|&word| self.of(word)).for_each(|&place| out[place] += 1);
        out
    }
}
