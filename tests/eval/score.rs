//! Scores a comparison against the gold answer of its pair.
//!
//! Links are counted in units: a 1:1 link is one unit, a link of one statement with n is n units. A gold unit is
//! *found* if a row has it with one of its partners; a unit of a row is *right* if the gold links it with one of the
//! row's other side.

use std::sync::Arc;

use recto::changes::{self, Change, Comparison, Options};
use recto::diff::{Op, Row, RowKind};
use recto::format;
use recto::text::{Document, Fold, Pair, Side, Span, WordKind, words};

use super::pair::{EvalPair, Fact, GoldLink};

/// The score of one or several comparisons.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    /// Units of gold links, and how many were found.
    pub(crate) wanted: usize,
    pub(crate) found: usize,
    /// Units of rows, and how many are right.
    pub(crate) linked: usize,
    pub(crate) right: usize,
    /// Facts that must be found, and how many were.
    pub(crate) facts: usize,
    pub(crate) facts_found: usize,
    /// Classes that must not occur, and how many did.
    pub(crate) never: usize,
    pub(crate) never_broken: usize,
    /// Changes announced by a note; how many are in the change list, first, among the first three, and marked as
    /// announced.
    pub(crate) announced: usize,
    pub(crate) announced_found: usize,
    pub(crate) announced_first: usize,
    pub(crate) announced_top: usize,
    pub(crate) announced_marked: usize,
    /// Marked words of paired rows, and the minimum by the longest common subsequence of each row.
    pub(crate) marked: usize,
    pub(crate) least_marked: usize,
    /// Equal runs of edited rows, and those of one or two words between two changes without a content word.
    pub(crate) runs: usize,
    pub(crate) isolated: usize,
}

impl Score {
    pub(crate) fn precision(&self) -> f64 {
        share(self.right, self.linked)
    }

    pub(crate) fn recall(&self) -> f64 {
        share(self.found, self.wanted)
    }

    pub(crate) fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }

    /// Marked words per word that must be marked.
    pub(crate) fn marking(&self) -> f64 {
        if self.least_marked == 0 { 1.0 } else { self.marked as f64 / self.least_marked as f64 }
    }

    pub(crate) fn isolated_share(&self) -> f64 {
        if self.runs == 0 { 0.0 } else { self.isolated as f64 / self.runs as f64 }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.wanted += other.wanted;
        self.found += other.found;
        self.linked += other.linked;
        self.right += other.right;
        self.facts += other.facts;
        self.facts_found += other.facts_found;
        self.never += other.never;
        self.never_broken += other.never_broken;
        self.announced += other.announced;
        self.announced_found += other.announced_found;
        self.announced_first += other.announced_first;
        self.announced_top += other.announced_top;
        self.announced_marked += other.announced_marked;
        self.marked += other.marked;
        self.least_marked += other.least_marked;
        self.runs += other.runs;
        self.isolated += other.isolated;
    }
}

/// 1 for an empty whole.
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Scores the comparison of a pair, with a line for each error.
pub(crate) fn score(pair: &EvalPair, options: &Options<'_>) -> (Score, Vec<String>) {
    let read = pair.texts.as_ref().map(|text| Arc::new(format::plain_text(text.as_str()).expect("a text")));
    let documents = format::for_pair(&read);
    let comparison = changes::compare(&documents.old, &documents.new, options).expect("nobody cancels");
    let (mut score, mut wrong) = (Score::default(), Vec::new());
    links(pair, &documents, &comparison, &mut score, &mut wrong);
    facts(pair, &documents, &comparison, &mut score, &mut wrong);
    for row in comparison.rows.iter().filter(|row| is_paired(row)) {
        let spelled = row_words(row, &documents);
        let common = common(&spelled.old, &spelled.new);
        score.least_marked += spelled.old.len() + spelled.new.len() - 2 * common;
        score.marked += marked(row, &documents);
        if row.kind == RowKind::Edited {
            count_runs(row, &documents, &mut score);
        }
    }
    (score, wrong)
}

fn is_paired(row: &Row) -> bool {
    !row.spans.old.is_empty() && !row.spans.new.is_empty()
}

/// A sentence of at most this many words without a gold statement belongs to the one before it: "4. Repairs."
const LABEL_WORDS: usize = 4;

/// The gold statements in the sentences of a row.
struct Statements<'a> {
    pair: &'a EvalPair,
    /// All sentences of both sides in order, with the positions of the statements in each.
    sentences: Pair<Vec<(Span, Vec<usize>)>>,
}

impl<'a> Statements<'a> {
    fn new(pair: &'a EvalPair, documents: &Pair<Arc<Document>>, comparison: &Comparison) -> Self {
        let sentences = Pair::new(Side::Old, Side::New).map(|side| {
            let mut spans: Vec<Span> = comparison.rows.iter().flat_map(|row| row.spans[side].iter().copied()).collect();
            spans.sort_unstable();
            let mut starts: Vec<usize> = pair.links.iter().flat_map(|l| l.starts[side].iter().copied()).collect();
            starts.sort_unstable();
            starts.dedup();
            let mut out: Vec<(Span, Vec<usize>)> = Vec::with_capacity(spans.len());
            for span in spans {
                let mut held: Vec<usize> = starts.iter().copied().filter(|at| span.range().contains(at)).collect();
                // The rest of a statement that begins with a label.
                if let Some((before, theirs)) = out.last()
                    && held.is_empty()
                    && before.of(&documents[side].text).split_whitespace().count() <= LABEL_WORDS
                {
                    held.extend(theirs.last());
                }
                out.push((span, held));
            }
            out
        });
        Self { pair, sentences }
    }

    fn of(&self, side: Side, span: Span) -> &[usize] {
        let at = self.sentences[side].partition_point(|(s, _)| s.start < span.start);
        self.sentences[side].get(at).map_or(&[], |(_, held)| held)
    }

    /// Whether the gold links a position on one side with one on the other.
    fn linked(&self, side: Side, at: usize, others: &[usize]) -> bool {
        let links = |l: &GoldLink| {
            l.starts[side].contains(&at) && l.starts[side.other()].iter().any(|other| others.contains(other))
        };
        self.pair.links.iter().any(links)
    }
}

fn links(
    pair: &EvalPair,
    documents: &Pair<Arc<Document>>,
    comparison: &Comparison,
    score: &mut Score,
    wrong: &mut Vec<String>,
) {
    let statements = Statements::new(pair, documents, comparison);
    let quote = |side: Side, at: usize| -> String {
        let words = documents[side].text.get(at..).unwrap_or_default().split_whitespace().take(6);
        words.collect::<Vec<_>>().join(" ")
    };
    let rows: Vec<(&Row, Pair<Vec<usize>>)> = comparison
        .rows
        .iter()
        .filter(|row| is_paired(row))
        .map(|row| {
            let held = |side: Side| row.spans[side].iter().flat_map(|&s| statements.of(side, s)).copied().collect();
            (row, Pair::new(held(Side::Old), held(Side::New)))
        })
        .collect();
    for link in &pair.links {
        let side = if link.starts.old.len() > link.starts.new.len() { Side::Old } else { Side::New };
        let other = &link.starts[side.other()];
        for &at in &link.starts[side] {
            score.wanted += 1;
            let holds = |(_, held): &(&Row, Pair<Vec<usize>>)| {
                held[side].contains(&at) && held[side.other()].iter().any(|o| other.contains(o))
            };
            if rows.iter().any(holds) {
                score.found += 1;
            } else {
                let ends = Pair::new(link.starts.old[0], link.starts.new[0]);
                let ends = if side == Side::Old { Pair { old: at, ..ends } } else { Pair { new: at, ..ends } };
                wrong.push(format!("not linked: “{}” ~ “{}”", quote(Side::Old, ends.old), quote(Side::New, ends.new)));
            }
        }
    }
    for (row, held) in &rows {
        let side = if row.spans.old.len() > row.spans.new.len() { Side::Old } else { Side::New };
        for &span in &row.spans[side] {
            score.linked += 1;
            let mine = statements.of(side, span);
            if mine.iter().any(|&at| statements.linked(side, at, &held[side.other()])) {
                score.right += 1;
            } else {
                let other = row.spans[side.other()][0].start as usize;
                let ends = match side {
                    Side::Old => Pair::new(span.start as usize, other),
                    Side::New => Pair::new(other, span.start as usize),
                };
                wrong.push(format!("wrong link: “{}” ~ “{}”", quote(Side::Old, ends.old), quote(Side::New, ends.new)));
            }
        }
    }
}

fn facts(
    pair: &EvalPair,
    documents: &Pair<Arc<Document>>,
    comparison: &Comparison,
    score: &mut Score,
    wrong: &mut Vec<String>,
) {
    let text = |change: &Change, side: Side| change.spans[side].map(|span| span.of(&documents[side].text));
    let holds = |change: &Change, words: &Pair<String>| {
        let differing = differing(words);
        Side::BOTH.into_iter().all(|side| {
            let held = text(change, side).map(word_keys).unwrap_or_default();
            let there = differing[side].iter().filter(|word| held.contains(word)).count();
            there * 2 >= differing[side].len()
        })
    };
    let is_of = |change: &Change, class: &str| {
        change.class.name() == class || change.findings.iter().any(|f| f.class.name() == class)
    };
    for fact in &pair.facts {
        match fact {
            Fact::Found { class, words } => {
                score.facts += 1;
                if comparison.changes.iter().any(|change| is_of(change, class) && holds(change, words)) {
                    score.facts_found += 1;
                } else {
                    wrong.push(format!("not found: {class}: {} -> {}", words.old, words.new));
                }
            }
            Fact::Never(class) => {
                score.never += 1;
                if let Some(change) = comparison.changes.iter().find(|change| is_of(change, class)) {
                    score.never_broken += 1;
                    let side =
                        |side| text(change, side).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
                    wrong.push(format!("must not be: {class}: {} -> {}", side(Side::Old), side(Side::New)));
                }
            }
            Fact::Announced(words) => {
                score.announced += 1;
                let found = comparison.changes.iter().position(|change| holds(change, words));
                score.announced_found += usize::from(found.is_some());
                score.announced_first += usize::from(found == Some(0));
                score.announced_top += usize::from(found.is_some_and(|rank| rank < 3));
                let marked = found.is_some_and(|rank| comparison.changes[rank].announced);
                score.announced_marked += usize::from(marked);
                if !marked || found.is_some_and(|rank| rank >= 3) {
                    let place = found.map_or_else(|| "nowhere".to_owned(), |rank| format!("rank {}", rank + 1));
                    wrong.push(format!("announced: {} -> {}: {place}, marked {marked}", words.old, words.new));
                }
            }
        }
    }
}

/// The words of a fact that its other side does not have, as a comparison need not mark unchanged words. All of them if
/// both sides have the same words.
fn differing(words: &Pair<String>) -> Pair<Vec<String>> {
    let keys = words.as_ref().map(|words| word_keys(words));
    let only = |side: Side| -> Vec<String> {
        let mut rest = keys[side.other()].clone();
        let differs = |word: &&String| match rest.iter().position(|other| other == *word) {
            Some(at) => {
                rest.remove(at);
                false
            }
            None => true,
        };
        keys[side].iter().filter(differs).cloned().collect()
    };
    let only = Pair::new(only(Side::Old), only(Side::New));
    if only.old.is_empty() && only.new.is_empty() { keys } else { only }
}

fn word_keys(text: &str) -> Vec<String> {
    keys(text, Span::new(0, text.len()))
}

/// The keys of the words of a row, without punctuation.
fn row_words(row: &Row, documents: &Pair<Arc<Document>>) -> Pair<Vec<String>> {
    let side = |side: Side| row.spans[side].iter().flat_map(|&span| keys(&documents[side].text, span)).collect();
    Pair::new(side(Side::Old), side(Side::New))
}

fn keys(text: &str, span: Span) -> Vec<String> {
    let mut found = Vec::new();
    words(text, span, &mut found);
    let mut fold = Fold::default();
    let words = found.iter().filter(|word| word.kind != WordKind::Punct);
    words.map(|word| fold.key(word.span.of(text)).to_owned()).collect()
}

/// The number of words in removed and added operations of a row.
fn marked(row: &Row, documents: &Pair<Arc<Document>>) -> usize {
    let words = row.ops.iter().map(|op| match *op {
        Op::Equal { .. } => 0,
        Op::Removed(span) => keys(&documents.old.text, span).len(),
        Op::Added(span) => keys(&documents.new.text, span).len(),
    });
    words.sum()
}

/// Length of the longest common subsequence.
fn common(old: &[String], new: &[String]) -> usize {
    let mut row = vec![0usize; new.len() + 1];
    for a in old {
        let mut before = 0;
        for (n, b) in new.iter().enumerate() {
            let above = row[n + 1];
            row[n + 1] = if a == b { before + 1 } else { above.max(row[n]) };
            before = above;
        }
    }
    row[new.len()]
}

/// Function words of English and neighbouring languages. Independent of the program's own lists, so as not to measure
/// it by itself.
const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before", "but", "by",
    "can", "could", "did", "do", "for", "from", "had", "has", "have", "he", "her", "him", "his", "i", "if", "in",
    "into", "is", "it", "its", "me", "my", "no", "not", "of", "on", "or", "our", "out", "over", "she", "so", "some",
    "than", "that", "the", "their", "them", "then", "there", "they", "this", "to", "too", "up", "was", "we", "were",
    "what", "when", "which", "who", "will", "with", "would", "you", "your", "de", "der", "die", "das", "den", "dem",
    "und", "in", "im", "la", "le", "les", "el", "los", "las", "en", "et", "y", "e", "o", "os", "do", "da", "du", "des",
    "di", "il", "che", "het", "een", "van", "op", "te", "i", "w", "z", "na", "och", "att", "av", "som", "und", "ein",
    "eine", "zu", "von", "mit", "auf", "と", "の", "は", "が", "を", "に", "で", "的", "了",
];

/// Counts equal runs, and those that are isolated function words.
fn count_runs(row: &Row, documents: &Pair<Arc<Document>>, score: &mut Score) {
    let mut runs: Vec<(bool, Vec<String>)> = Vec::new(); // (equal, the words)
    for op in &row.ops {
        let (equal, words) = match *op {
            Op::Equal { new, .. } => (true, keys(&documents.new.text, new)),
            Op::Removed(_) | Op::Added(_) => (false, Vec::new()),
        };
        match runs.last_mut() {
            Some(last) if last.0 == equal => last.1.extend(words),
            _ => runs.push((equal, words)),
        }
    }
    for (n, (equal, words)) in runs.iter().enumerate() {
        if !equal {
            continue;
        }
        score.runs += 1;
        let inside = n > 0 && n + 1 < runs.len();
        let empty = words.iter().all(|word| FUNCTION_WORDS.contains(&word.as_str()));
        score.isolated += usize::from(inside && (1..=2).contains(&words.len()) && empty);
    }
}
