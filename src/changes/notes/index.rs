//! An index of the words that notes refer to. Each row and each finding is read once, however many notes there are, and
//! the positions of those words are kept.

use rustc_hash::{FxHashMap, FxHashSet};

use super::words::{norm, stems_of};
use crate::changes::model::{Change, Class, Finding, Grade, Landmark};
use crate::changes::thresholds::ChangeThresholds;
use crate::diff::Row;
use crate::lang::{Language, Set};
use crate::text::{Document, Fold, Pair, Side, Span, Word, floor_boundary, words};

/// A search term of a note.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Term {
    /// Any word with one of these stems.
    Topic(Vec<String>),
    /// A word with this norm.
    Value(String),
}

/// The search terms of all notes, numbered.
pub(crate) struct TermIndex<'a> {
    language: Language,
    limits: &'a ChangeThresholds,
    numbers: FxHashMap<Term, usize>,
    /// The topics of each stem.
    stems: FxHashMap<String, Vec<usize>>,
    /// Topics that words with the same beginning match too: "closure" for "close".
    loose: FxHashSet<usize>,
    values: FxHashMap<String, usize>,
}

impl<'a> TermIndex<'a> {
    /// An index of words of a language.
    pub(crate) fn new(language: Language, limits: &'a ChangeThresholds) -> Self {
        Self {
            language,
            limits,
            numbers: FxHashMap::default(),
            stems: FxHashMap::default(),
            loose: FxHashSet::default(),
            values: FxHashMap::default(),
        }
    }

    /// The number of a topic with these stems.
    pub(crate) fn topic(&mut self, stems: &[String]) -> usize {
        let next = self.numbers.len();
        let number = *self.numbers.entry(Term::Topic(stems.to_vec())).or_insert(next);
        if number == next {
            stems.iter().for_each(|stem| self.stems.entry(stem.clone()).or_default().push(number));
        }
        number
    }

    /// The same for a topic that words with the same beginning match too.
    pub(crate) fn loose_topic(&mut self, stems: &[String]) -> usize {
        let number = self.topic(stems);
        self.loose.insert(number);
        number
    }

    /// The number of a value, by its norm.
    pub(crate) fn value(&mut self, value: &str) -> usize {
        let next = self.numbers.len();
        let number = *self.numbers.entry(Term::Value(value.to_owned())).or_insert(next);
        self.values.insert(value.to_owned(), number);
        number
    }

    /// The terms that a word of a text, given as a key, matches.
    fn terms_of(&self, key: &str) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for stem in stems_of(self.language, key) {
            let akin = self.stems.iter().filter(|(topic, _)| is_akin(topic, &stem, self.limits));
            let topics = akin.flat_map(|(form, topics)| topics.iter().map(move |topic| (form, topic)));
            out.extend(
                topics.filter(|(form, topic)| **form == stem || self.loose.contains(topic)).map(|(_, topic)| topic),
            );
        }
        // "19-year" contains 19.
        let parts = std::iter::once(key).chain(key.split('-').filter(|part| part.len() < key.len()));
        out.extend(parts.filter_map(|part| self.values.get(&norm(self.language, part)).copied()));
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// Whether two stems belong to one word: "closur", "clos".
fn is_akin(one: &str, other: &str, limits: &ChangeThresholds) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let ending = long.len() - short.len();
    one == other
        || short.len() >= limits.note_stem_bytes && ending <= limits.note_ending_bytes && long.starts_with(short)
}

/// A finding of substance, as notes are matched against it.
pub(crate) struct Fact {
    /// Index of its change.
    pub(crate) change: usize,
    pub(crate) class: Class,
    pub(crate) grade: Grade,
    pub(crate) grave: bool,
    /// Index of its row among those read by this index.
    pub(crate) row: usize,
    /// The number of the paragraph of running text in which its row ends, from 1; `None` where the row is not in the
    /// new text.
    pub(crate) paragraph: Option<usize>,
    pub(crate) quotation: bool,
    /// Whether the added words have a figure or a quotation.
    pub(crate) news: bool,
    /// Whether it is in the headline.
    pub(crate) headline: bool,
    /// Whether it is a sum of money, by its own words or those next to it.
    pub(crate) sum: bool,
    /// Whether it is a measure, by the words next to it: "61 metres".
    pub(crate) measure: bool,
    /// Whether it is a span of time: "two weeks".
    pub(crate) period: bool,
    /// Whether one word replaces another with nearly the same letters.
    pub(crate) typo: bool,
    /// Whether the old text has nothing in its place.
    pub(crate) is_added: bool,
}

/// The findings of substance, and the positions of each term in them.
pub(crate) struct NoteIndex {
    pub(crate) facts: Vec<Fact>,
    /// The number of rows that were read.
    pub(crate) row_count: usize,
    /// By row: the terms on either side, and those of the line above a table row.
    pub(crate) rows: Postings,
    pub(crate) above: Postings,
    /// By index in `facts`: the terms of the finding on each side, and of its whole change.
    pub(crate) found: Pair<Postings>,
    pub(crate) changed: Pair<Postings>,
}

impl NoteIndex {
    /// Reads the changes and their rows.
    pub(crate) fn read(documents: &Pair<&Document>, rows: &[Row], changes: &[Change], terms: &TermIndex<'_>) -> Self {
        let mut reader = Reader { terms, known: FxHashMap::default(), words: Vec::new(), fold: Fold::default() };
        let mut out = Self {
            facts: Vec::new(),
            row_count: 0,
            rows: Postings::default(),
            above: Postings::default(),
            found: Pair::default(),
            changed: Pair::default(),
        };
        let mut numbers = FxHashMap::default();
        for (n, change) in changes.iter().enumerate().filter(|(_, c)| c.class.is_substance()) {
            let next = numbers.len();
            let row = *numbers.entry(change.row).or_insert(next);
            if row == next {
                let (own, above) = row_texts(documents, rows, change.row, terms.limits);
                own.into_iter().flatten().for_each(|text| reader.read(text, row, &mut out.rows));
                above.into_iter().for_each(|text| reader.read(text, row, &mut out.above));
            }
            for finding in change.findings.iter().filter(|f| f.class.is_substance()) {
                for side in Side::BOTH {
                    let text = |spans: Pair<Option<Span>>| spans[side].map_or("", |s| s.of(&documents[side].text));
                    reader.read(text(finding.spans), out.facts.len(), &mut out.found[side]);
                    reader.read(text(change.spans), out.facts.len(), &mut out.changed[side]);
                }
                out.facts.push(Fact::of(documents, rows, (n, change), finding, row, terms.limits));
            }
        }
        out.row_count = numbers.len();
        out
    }
}

impl Fact {
    fn of(
        documents: &Pair<&Document>,
        rows: &[Row],
        (n, change): (usize, &Change),
        finding: &Finding,
        row: usize,
        limits: &ChangeThresholds,
    ) -> Self {
        let hull = rows.get(change.row).and_then(|r| r.hull().new);
        let paragraph = hull.map(|hull| documents.new.paragraphs().partition_point(|p| p.start < hull.end));
        let added = finding.spans.new.map_or("", |s| s.of(&documents.new.text));
        let quotation = added.contains(['“', '"', '«', '„', '「']);
        let figure = || added.contains(|c: char| c.is_ascii_digit());
        let text = |side: Side| finding.spans[side].map_or("", |s| s.of(&documents[side].text));
        Self {
            change: n,
            class: finding.class,
            grade: finding.grade,
            grave: finding.is_grave(),
            row,
            paragraph,
            quotation,
            news: finding.class == Class::Addition && (quotation || figure()),
            headline: change.landmark == Some(Landmark::Headline),
            sum: Side::BOTH.into_iter().any(|side| is_sum(&documents[side].text, finding.spans[side], limits)),
            measure: has_unit(documents, finding.spans, Set::Measures, limits),
            period: has_unit(documents, finding.spans, Set::Spans, limits),
            typo: is_typo(text(Side::Old), text(Side::New), limits),
            is_added: finding.spans.old.is_none(),
        }
    }
}

/// Whether one word replaces another with nearly the same letters: "paitent", "patient".
fn is_typo(old: &str, new: &str, limits: &ChangeThresholds) -> bool {
    let word = |text: &str| text.chars().all(char::is_alphabetic) && text.chars().count() >= limits.note_typo_letters;
    word(old) && word(new) && strsim::damerau_levenshtein(old, new) <= limits.note_typo_edits
}

/// Whether a finding is a sum of money on a side, by its own words or those next to it.
fn is_sum(text: &str, span: Option<Span>, limits: &ChangeThresholds) -> bool {
    let Some(span) = span else { return false };
    let after = Span { start: span.end, end: span.end + limits.note_unit_bytes };
    let after = (0..4).find_map(|n| text.get(after.start as usize..(after.end + n) as usize)).unwrap_or("");
    // "12 millions d'euros"
    let after = after.split([' ', '\n', '\'', '’']).take(4).map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
    let money = |word: &str| Language::all().any(|language| language.has(Set::Currencies, &word.to_lowercase()));
    span.of(text).contains(['$', '£', '€', '¥']) || after.into_iter().any(money)
}

/// Whether a finding has a unit of a set on either side, in its own words or those next to it.
fn has_unit(documents: &Pair<&Document>, spans: Pair<Option<Span>>, units: Set, limits: &ChangeThresholds) -> bool {
    /// Maximum words of a finding and its unit.
    const WORDS: usize = 3;
    let is_on = |side: Side| {
        let Some(span) = spans[side] else { return false };
        let from = documents[side].text.get(span.start as usize..).unwrap_or("");
        let end = floor_boundary(from, span.len() + limits.note_unit_bytes as usize);
        let words = from.get(..end).unwrap_or("").split([' ', '\n']).take(WORDS);
        let mut keys = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
        keys.any(|key| Language::all().any(|language| language.has(units, &key)))
    };
    Side::BOTH.into_iter().any(is_on)
}

/// The texts of both sides of a row; for a table row, also the line above it.
fn row_texts<'a>(
    documents: &Pair<&'a Document>,
    rows: &[Row],
    row: usize,
    limits: &ChangeThresholds,
) -> ([Option<&'a str>; 2], Option<&'a str>) {
    let text = |side: Side, row: usize| {
        let hull = rows.get(row).and_then(|r| r.hull()[side]);
        hull.map(|hull| hull.of(&documents[side].text))
    };
    let (old, new) = (text(Side::Old, row), text(Side::New, row));
    let above = row.checked_sub(1).filter(|_| new.or(old).is_some_and(|line| is_table_line(line, limits)));
    let above = above.and_then(|above| text(Side::New, above));
    ([old, new], above)
}

fn is_table_line(text: &str, limits: &ChangeThresholds) -> bool {
    text.len() <= limits.table_line_bytes
        && !text.ends_with(['.', '!', '?'])
        && text.contains(|c: char| c.is_ascii_digit())
}

/// Looks up the terms of texts.
struct Reader<'a> {
    terms: &'a TermIndex<'a>,
    /// The terms of each form read so far: a text has far fewer forms than words.
    known: FxHashMap<&'a str, Vec<usize>>,
    words: Vec<Word>,
    fold: Fold,
}

impl<'a> Reader<'a> {
    /// Adds the terms of `text` at position `place`.
    fn read(&mut self, text: &'a str, place: usize, out: &mut Postings) {
        self.words.clear();
        words(text, Span::new(0, text.len()), &mut self.words);
        for word in &self.words {
            let form = word.span.of(text);
            let terms = self.known.entry(form).or_insert_with(|| self.terms.terms_of(self.fold.key(form)));
            terms.iter().for_each(|&term| out.add(term, place));
        }
    }
}

/// The positions of each term, in ascending order.
#[derive(Default)]
pub(crate) struct Postings(Vec<Vec<usize>>);

impl Postings {
    fn add(&mut self, term: usize, place: usize) {
        if self.0.len() <= term {
            self.0.resize_with(term + 1, Vec::new);
        }
        let of = &mut self.0[term];
        if of.last() != Some(&place) {
            of.push(place);
        }
    }

    /// The positions of a term.
    pub(crate) fn of(&self, term: usize) -> &[usize] {
        self.0.get(term).map_or(&[], Vec::as_slice)
    }

    /// Whether a term occurs at a position.
    pub(crate) fn holds(&self, term: usize, place: usize) -> bool {
        self.of(term).binary_search(&place).is_ok()
    }

    /// The number of `terms` at each of the first `length` positions.
    pub(crate) fn tally(&self, terms: &[usize], length: usize) -> Vec<usize> {
        let mut out = vec![0; length];
        terms.iter().flat_map(|&term| self.of(term)).for_each(|&place| out[place] += 1);
        out
    }
}
