//! Editors' notes held against the ledger: which change a note announces, and which change of substance none speaks of.
//!
//! A note is taken apart at its commas and "and": "(Recasts with higher toll, president, arrests; updates shares)" has
//! four items. Each announces the changes whose row has its telling words, or whose class it names.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::announced::{CASUALTIES, Item, Note, VERBS, Verb, verb};
use super::classify::Grade;
use super::english::{is_function, norm, stem};
use super::ledger::Entry;
use super::model::{Announcement, Class, Row};
use super::telling::line;
use crate::text::{Document, Fold, Pair, Side, Span, words};

/// Notes that are held against the ledger: a document has one or two.
const NOTES: usize = 8;
/// Items of a note that are.
const ITEMS: usize = 24;

/// What an editor's note announces, held against the changes: each note with the changes it speaks of, and each change
/// marked as announced or as passed over in silence.
pub(super) fn hold(documents: &Pair<&Document>, rows: &[Row], entries: &mut [Entry]) -> Vec<Announcement> {
    let new = documents.new;
    let old_notes: FxHashSet<String> =
        documents.old.about.notes.iter().map(|s| line(s.of(&documents.old.text))).collect();
    let mut said = Said::new(documents, rows);
    let mut out = Vec::new();
    let mut silent = vec![true; entries.len()];
    // A flag before a headline ("UPDATE 1-") says that something changed, not what.
    let run_in = |span: &Span| new.blocks.get(new.block_at(span.start)).is_some_and(|b| b.run_in);
    for &span in new.about.notes.iter().filter(|s| !run_in(s)).take(NOTES) {
        let text = span.of(&new.text);
        // A note that the old version had too announces nothing of this change.
        if !announces(text) || old_notes.contains(&line(text)) || is_headline(documents, text) {
            continue;
        }
        let note = Note::read(text);
        if note.items.is_empty() {
            continue; // a bare "CORRECTED" says nothing to hold against
        }
        let mut found = FxHashSet::default();
        for item in note.items.iter().take(ITEMS) {
            let mut scores: Vec<usize> = entries.iter().map(|entry| item.score(&mut said, entry)).collect();
            if item.money {
                sums_alone(&said, entries, &mut scores);
            }
            let most = scores.iter().copied().max().unwrap_or(0);
            for (n, &score) in scores.iter().enumerate().filter(|(_, score)| **score > 0) {
                // What it speaks of best, and no other fact that it only brushes.
                if 2 * score > most {
                    entries[n].change.announced = true;
                    found.insert(n);
                }
                silent[n] &= 2 * score <= most && (entries[n].is_grave() || said.has_news(&entries[n]));
            }
        }
        for (n, entry) in entries.iter().enumerate() {
            silent[n] &= !note.covers(entry, said.has_news(entry));
        }
        let mut found: Vec<usize> = found.into_iter().collect();
        found.sort_unstable();
        out.push(Announcement { span, found });
    }
    if !out.is_empty() {
        for (entry, silent) in entries.iter_mut().zip(silent) {
            entry.change.silent = silent && entry.change.class.is_substance() && entry.grade != Grade::Slight;
        }
    }
    out
}

/// "Corrects cost of plant" means no other figure of a row that has a sum among its changes.
fn sums_alone(said: &Said<'_>, entries: &[Entry], scores: &mut [usize]) {
    let sums: FxHashSet<usize> = (0..entries.len())
        .filter(|&n| scores[n] > 0 && said.is_sum(&entries[n]))
        .map(|n| entries[n].change.row)
        .collect();
    for (score, entry) in scores.iter_mut().zip(entries) {
        if sums.contains(&entry.change.row) && !said.is_sum(entry) {
            *score = 0;
        }
    }
}

/// Whether a note says that something was changed.
fn announces(text: &str) -> bool {
    /// Notes that do so without a verb: "An earlier version gave the wrong toll."
    const OTHERS: [&str; 6] = ["earlier version", "previous version", "misspel", "misstat", "misident", "wrongly"];
    let lower = text.to_lowercase();
    VERBS.iter().map(|(verb, _)| verb).chain(&OTHERS).any(|sign| lower.contains(sign))
}

/// Whether a note is the headline behind a flag ("Corrected: Mayor resigns"): it says that something changed, not what.
fn is_headline(documents: &Pair<&Document>, text: &str) -> bool {
    let title = |document: &Document| document.about.title.map(|s| stems(s.of(&document.text)));
    let titles: FxHashSet<String> = [documents.old, documents.new].into_iter().filter_map(title).flatten().collect();
    let note: Vec<String> = stems(text).into_iter().filter(|s| verb(s).is_none()).collect();
    note.len() > 2 && 10 * note.iter().filter(|s| titles.contains(*s)).count() >= 7 * note.len()
}

/// Stems of the telling words of a text.
fn stems(text: &str) -> FxHashSet<String> {
    let mut out = FxHashSet::default();
    for key in keys(text) {
        for part in key.split('-').filter(|k| k.chars().any(char::is_alphanumeric) && !is_function(k)) {
            out.insert(stem(&norm(part)).to_owned());
        }
    }
    out
}

fn keys(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    words(text, Span::new(0, text.len()), &mut found);
    let mut fold = Fold::default();
    found.iter().map(|w| fold.key(w.span.of(text)).to_owned()).collect()
}

type Stems = Rc<FxHashSet<String>>;

/// What the rows and changes say, as stems, found once and only where there is a note to hold against them.
struct Said<'a> {
    documents: Pair<&'a Document>,
    rows: &'a [Row],
    stems: FxHashMap<(Side, usize), FxHashSet<String>>,
    /// Of changed words.
    changed: RefCell<FxHashMap<(Side, Span), Stems>>,
}

impl<'a> Said<'a> {
    fn new(documents: &Pair<&'a Document>, rows: &'a [Row]) -> Self {
        Self {
            documents: Pair::new(documents.old, documents.new),
            rows,
            stems: FxHashMap::default(),
            changed: RefCell::default(),
        }
    }

    /// Which paragraph of running text a row ends in, from 1.
    fn paragraph(&self, row: usize) -> Option<usize> {
        let hull = self.rows.get(row)?.hull().new?;
        Some(self.documents.new.paragraphs().partition_point(|p| p.start < hull.end))
    }

    /// How many of some stems a row says, on either side; one line of a table is read with the line above it.
    fn row(&mut self, row: usize, wanted: &[Vec<String>]) -> usize {
        let sides = Side::BOTH.map(|side| (side, row));
        let above = row.checked_sub(1).filter(|_| self.is_table_line(row)).map(|above| (Side::New, above));
        let places: Vec<(Side, usize)> = sides.into_iter().chain(above).collect();
        places.iter().for_each(|&place| self.read(place));
        let says = |stem: &String| places.iter().any(|place| self.stems.get(place).is_some_and(|s| s.contains(stem)));
        wanted.iter().filter(|word| word.iter().any(says)).count()
    }

    fn read(&mut self, (side, row): (Side, usize)) {
        let (rows, document) = (self.rows, self.documents[side]);
        self.stems.entry((side, row)).or_insert_with(|| {
            let hull = rows.get(row).and_then(|r| r.hull()[side]);
            hull.map(|hull| stems(hull.of(&document.text))).unwrap_or_default()
        });
    }

    fn is_table_line(&self, row: usize) -> bool {
        const LONGEST: usize = 90;
        let text =
            |side: Side| self.rows.get(row).and_then(|r| r.hull()[side]).map(|s| s.of(&self.documents[side].text));
        let Some(text) = text(Side::New).or_else(|| text(Side::Old)) else { return false };
        text.len() <= LONGEST && !text.ends_with(['.', '!', '?']) && text.contains(|c: char| c.is_ascii_digit())
    }

    /// The stems of the changed words of a side.
    fn changed(&self, entry: &Entry, side: Side) -> Stems {
        let Some(span) = entry.change.spans[side] else { return Rc::default() };
        let read = || Rc::new(stems(span.of(&self.documents[side].text)));
        Rc::clone(self.changed.borrow_mut().entry((side, span)).or_insert_with(read))
    }

    /// Whether it is a sum of money, by its own words or those beside them.
    fn is_sum(&self, entry: &Entry) -> bool {
        const BESIDE: u32 = 24;
        Side::BOTH.into_iter().any(|side| {
            let text = &self.documents[side].text;
            let Some(span) = entry.change.spans[side] else { return false };
            let after = Span { start: span.end, end: span.end + BESIDE };
            let after = (0..4).find_map(|n| text.get(after.start as usize..(after.end + n) as usize)).unwrap_or("");
            let signs = |text: &str| text.contains(['$', '£', '€', '¥']);
            let after = after.split_whitespace().take(2).map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
            signs(span.of(text)) || after.into_iter().any(|w| CURRENCIES.contains(&w))
        })
    }

    /// Whether what was put in has a figure or a quotation.
    fn has_news(&self, entry: &Entry) -> bool {
        let added = entry.change.spans.new.map(|s| s.of(&self.documents.new.text)).unwrap_or_default();
        entry.change.class == Class::Addition
            && (self.has_quotation(entry) || added.contains(|c: char| c.is_ascii_digit()))
    }

    fn has_quotation(&self, entry: &Entry) -> bool {
        let text = entry.change.spans.new.map(|s| s.of(&self.documents.new.text)).unwrap_or_default();
        text.contains(['“', '"', '«', '„', '「'])
    }
}

impl Item {
    /// How well it speaks of a change: 0 for not at all.
    fn score(&self, said: &mut Said<'_>, entry: &Entry) -> usize {
        let class = entry.change.class;
        if !class.is_substance() {
            return 0;
        }
        let spoken = self.spoken
            && (matches!(class, Class::Quote | Class::Attribution)
                || class == Class::Addition && said.has_quotation(entry));
        let named = self.classes.contains(&class) || spoken;
        if !self.right.is_empty() || !self.wrong.is_empty() {
            return self.value(said, entry);
        }
        let figures = |side: Side| {
            let changed = said.changed(entry, side);
            self.figures.iter().any(|f| changed.contains(f))
        };
        let figured = !self.figures.is_empty() && (figures(Side::Old) || figures(Side::New));
        let whatever = self.classes.is_empty() && !self.spoken;
        if !self.paragraphs.is_empty() {
            if !said.paragraph(entry.change.row).is_some_and(|p| self.paragraphs.contains(&p)) {
                return 0;
            }
            let hits = said.row(entry.change.row, &self.stems);
            // "corrects day in first paragraph" speaks of a date there and of nothing else.
            return match (figured, named, whatever) {
                (true, ..) => 20,
                (_, true, _) => 10 + hits,
                (_, _, true) if self.stems.is_empty() || class.is_fact() => 5 + hits,
                (_, _, true) => hits,
                _ => 0,
            };
        }
        if figured {
            return 20;
        }
        if self.stems.is_empty() {
            return if named { 10 } else { 0 };
        }
        let hits = said.row(entry.change.row, &self.stems);
        if hits == 0 && !self.toll {
            return 0;
        }
        let among = |said: &Said<'_>, side: Side| {
            let changed = said.changed(entry, side);
            self.stems.iter().filter(|word| word.iter().any(|s| changed.contains(s))).count()
        };
        let whole = matches!(class, Class::Addition | Class::Cut);
        match self.verb {
            Some(Verb::Adds) if !named => among(said, Side::New),
            Some(Verb::Removes) if !named => among(said, Side::Old),
            // A toll is of the missing and the injured too.
            _ if hits == 0 && named => {
                let casualties = [CASUALTIES.iter().map(ToString::to_string).collect()];
                1 + 3 * said.row(entry.change.row, &casualties)
            }
            _ if hits == 0 => 0,
            _ if named => 4 * hits + 2,
            _ if !whatever && class.is_fact() => hits,
            Some(Verb::Corrects) if class.is_fact() || entry.grade == Grade::Grave && !whole => 3 * hits,
            _ if matches!(class, Class::Number | Class::Date | Class::Quote) => 2 * hits,
            _ if whole || class == Class::Headline => 2 * hits,
            _ => 2 * among(said, Side::Old).max(among(said, Side::New)),
        }
    }

    /// The same, of an item that says what stands there now or stood there before: only what holds it.
    fn value(&self, said: &mut Said<'_>, entry: &Entry) -> usize {
        let held = |side: Side, values: &[String]| {
            let changed = said.changed(entry, side);
            let kept = said.changed(entry, side.other());
            values.iter().any(|v| changed.contains(v) && !kept.contains(v))
        };
        let (right, wrong) = (held(Side::New, &self.right), held(Side::Old, &self.wrong));
        let elsewhere = !self.paragraphs.is_empty()
            && said.paragraph(entry.change.row).is_some_and(|p| p > 0 && !self.paragraphs.contains(&p));
        if !right && !wrong || elsewhere {
            return 0;
        }
        // A name is what it is; a figure may count something else.
        let named = self.right.iter().any(|v| !v.contains(|c: char| c.is_ascii_digit()));
        if right && (wrong || named) {
            return 40;
        }
        10 + 20 * said.row(entry.change.row, &self.stems)
    }
}

/// Words for money that stand behind a sum.
const CURRENCIES: [&str; 10] =
    ["dollars", "dollar", "pounds", "euros", "euro", "yen", "yuan", "crowns", "francs", "rupees"];
