//! Texts with edits marked by hand: `{old|new}`, and `{!old|new}` for those announced by an editor's note.
//!
//! They measure the position of corrected facts in the change list, and whether a comparison marks the same words as a
//! person.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use recto::changes::{self, Comparison, Options};
use recto::diff::Op;
use recto::format;
use recto::text::{Document, Pair, Side, Span, words};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Two texts and their differences.
pub(crate) struct Marked {
    /// The language and the subject.
    pub(crate) name: String,
    texts: Pair<String>,
    edits: Vec<MarkedEdit>,
}

struct MarkedEdit {
    is_announced: bool,
    spans: Pair<Span>,
}

impl Marked {
    fn new(name: &str, text: &str) -> Self {
        let mut texts = Pair::new(String::new(), String::new());
        let mut edits = Vec::new();
        let mut rest = text;
        while let Some((equal, after)) = rest.split_once('{') {
            let (edit, after) = after.split_once('}').unwrap_or_else(|| panic!("{name}: no closing brace"));
            let (is_announced, edit) = edit.strip_prefix('!').map_or((false, edit), |edit| (true, edit));
            let (old, new) = edit.split_once('|').unwrap_or_else(|| panic!("{name}: no bar in {edit}"));
            let mut add = |side: Side, words: &str| {
                texts[side].push_str(equal);
                let start = texts[side].len();
                texts[side].push_str(words);
                trimmed(&texts[side], Span::new(start, texts[side].len()))
            };
            let spans = Pair::new(add(Side::Old, old), add(Side::New, new));
            edits.push(MarkedEdit { is_announced, spans });
            rest = after;
        }
        Side::BOTH.into_iter().for_each(|side| texts[side].push_str(rest));
        Self { name: name.to_owned(), texts, edits }
    }

    fn compare(&self, options: &Options<'_>) -> (Pair<Arc<Document>>, Comparison) {
        let read = self.texts.as_ref().map(|text| Arc::new(format::plain_text(text.as_str()).expect("a text")));
        let documents = format::for_pair(&read);
        let comparison = changes::compare(&documents.old, &documents.new, options).expect("nobody cancels");
        (documents, comparison)
    }
}

/// A span without white space at its ends; if it is only white space, the empty span after the preceding word.
fn trimmed(text: &str, span: Span) -> Span {
    let own = span.of(text);
    let head = own.len() - own.trim_start().len();
    match own.trim().len() {
        0 => {
            let at = text.get(..span.start as usize).unwrap_or_default().trim_end().len();
            Span::new(at, at)
        }
        len => Span::new(span.start as usize + head, span.start as usize + head + len),
    }
}

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval/marked").join(name);
    fs::read_to_string(path).expect("marked texts")
}

/// Corrected wire copy, each after a line `== language; what is corrected`.
pub(crate) fn corrections() -> Vec<Marked> {
    let file = file("corrections.txt");
    let parts = file.split("\n== ").skip(1);
    parts.map(|part| part.split_once('\n').unwrap_or((part, ""))).map(|(name, text)| Marked::new(name, text)).collect()
}

/// Sentences edited by people, one per line: `language: sentence`.
pub(crate) fn sentences() -> Vec<Marked> {
    let file = file("sentences.txt");
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(": ").expect("a language")).map(|(name, text)| Marked::new(name, text)).collect()
}

/// Positions of corrected facts in the change list.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Corrected {
    /// Facts announced by notes.
    pub(crate) facts: usize,
    /// Those with no other change before them, and those with fewer than three.
    pub(crate) first: usize,
    pub(crate) in_three: usize,
    /// Those marked as announced.
    pub(crate) announced: usize,
    /// Other changes wrongly marked as announced.
    pub(crate) wrong: usize,
}

impl Corrected {
    pub(crate) fn add(&mut self, other: Self) {
        self.facts += other.facts;
        self.first += other.first;
        self.in_three += other.in_three;
        self.announced += other.announced;
        self.wrong += other.wrong;
    }
}

/// Scores a corrected wire, with a line for each error.
pub(crate) fn corrected(pair: &Marked, options: &Options<'_>) -> (Corrected, Vec<String>) {
    let (documents, comparison) = pair.compare(options);
    let (mut out, mut wrong) = (Corrected::default(), Vec::new());
    let holds = |edit: &MarkedEdit, change: &changes::Change| {
        change.places().any(|at| {
            Side::BOTH.into_iter().any(|side| {
                let span = at.spans[side];
                !edit.spans[side].is_empty() && span.is_some_and(|span| span.overlaps(edit.spans[side]))
            })
        })
    };
    let announced: Vec<&MarkedEdit> = pair.edits.iter().filter(|edit| edit.is_announced).collect();
    let is_fact = |change: &changes::Change| announced.iter().any(|edit| holds(edit, change));
    for edit in &announced {
        out.facts += 1;
        let place = comparison.changes.iter().position(|change| holds(edit, change));
        let before = place.map(|at| comparison.changes.iter().take(at).filter(|change| !is_fact(change)).count());
        let marked = place.is_some_and(|at| comparison.changes[at].announced);
        out.first += usize::from(before == Some(0));
        out.in_three += usize::from(before.is_some_and(|n| n < 3));
        out.announced += usize::from(marked);
        if before != Some(0) || !marked {
            let words = edit.spans.as_ref();
            let side = |side: Side| words[side].of(&pair.texts[side]);
            let place = place.map_or_else(|| "nowhere".to_owned(), |at| format!("place {}", at + 1));
            wrong.push(format!("{} → {}: {place}, announced: {marked}", side(Side::Old), side(Side::New)));
        }
    }
    for change in comparison.changes.iter().filter(|change| change.announced && !is_fact(change)) {
        out.wrong += 1;
        let side = |side: Side| change.spans[side].map_or("", |span| span.of(&documents[side].text));
        wrong.push(format!("not announced: {}: {} → {}", change.class.name(), side(Side::Old), side(Side::New)));
    }
    (out, wrong)
}

/// Marked spans, and the number of exactly correct ones.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spans {
    pub(crate) wanted: usize,
    pub(crate) found: usize,
    pub(crate) right: usize,
}

impl Spans {
    pub(crate) fn add(&mut self, other: Self) {
        self.wanted += other.wanted;
        self.found += other.found;
        self.right += other.right;
    }

    pub(crate) fn f1(self) -> f64 {
        if self.right == 0 { 0.0 } else { 2.0 * self.right as f64 / (self.wanted + self.found) as f64 }
    }

    fn of(wanted: &[Pair<Span>], found: &[Pair<Span>]) -> Self {
        let right = found.iter().filter(|span| wanted.contains(span)).count();
        Self { wanted: wanted.len(), found: found.len(), right }
    }
}

/// Scores the marks of an edited sentence, and those of a plain word difference.
pub(crate) fn spans(pair: &Marked, options: &Options<'_>) -> (Pair<Spans>, Option<String>) {
    let (documents, comparison) = pair.compare(options);
    let wanted: Vec<Pair<Span>> = pair.edits.iter().map(|edit| edit.spans).collect();
    let mut own = Vec::new();
    for row in &comparison.rows {
        let hull = row.hull();
        let mut at = Side::BOTH.map(|side| hull[side].map_or(0, |s| s.start));
        let mut open: Option<[Span; 2]> = None;
        for op in &row.ops {
            let (n, span) = match *op {
                Op::Equal { old, new, .. } => {
                    own.extend(open.take());
                    at = [old.end, new.end];
                    continue;
                }
                Op::Removed(span) => (0, span),
                Op::Added(span) => (1, span),
            };
            let open = open.get_or_insert(at.map(|at| Span { start: at, end: at }));
            open[n] = if open[n].is_empty() { span } else { open[n].hull(span) };
        }
        own.extend(open);
    }
    let own: Vec<Pair<Span>> = own
        .into_iter()
        .map(|[old, new]| Pair::new(trimmed(&documents.old.text, old), trimmed(&documents.new.text, new)))
        .collect();
    let plain = plain_spans(&pair.texts);
    let listed = |spans: &[Pair<Span>]| {
        let text = |s: &Pair<Span>| format!("{}→{}", s.old.of(&pair.texts.old), s.new.of(&pair.texts.new));
        spans.iter().map(text).collect::<Vec<_>>().join(" | ")
    };
    let wrong = (own != wanted).then(|| format!("wanted {}\n    found {}", listed(&wanted), listed(&own)));
    (Pair::new(Spans::of(&wanted, &own), Spans::of(&wanted, &plain)), wrong)
}

/// The spans of a word difference with the fewest marked words.
fn plain_spans(texts: &Pair<String>) -> Vec<Pair<Span>> {
    let found = texts.as_ref().map(|text| {
        let mut found = Vec::new();
        words(text, Span::new(0, text.len()), &mut found);
        found.into_iter().map(|word| word.span).collect::<Vec<_>>()
    });
    let forms = |side: Side| found[side].iter().map(|span| span.of(&texts[side])).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Myers, &forms(Side::Old), &forms(Side::New));
    let changed = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let span = |side: Side, range: std::ops::Range<usize>| {
        let at = range.start.checked_sub(1).map_or(0, |before| found[side][before].end);
        match found[side].get(range).filter(|spans| !spans.is_empty()) {
            Some(spans) => spans[0].hull(spans[spans.len() - 1]),
            None => Span { start: at, end: at },
        }
    };
    changed.map(|op| Pair::new(span(Side::Old, op.old_range()), span(Side::New, op.new_range()))).collect()
}
