//! Editors' notes held against the ledger: which change a note announces, and which change of substance none speaks of.
//!
//! A note is taken apart at its commas and "and": "(Recasts with higher toll, president, arrests; updates shares)" has
//! four items. Each announces the changes whose row has its telling words, or whose class it names.

use rustc_hash::{FxHashMap, FxHashSet};

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
            let scores: Vec<usize> = entries.iter().map(|entry| item.score(&mut said, entry)).collect();
            let most = scores.iter().copied().max().unwrap_or(0);
            for (n, &score) in scores.iter().enumerate().filter(|(_, score)| **score > 0) {
                silent[n] = false;
                // What it speaks of best, and nothing that it only brushes.
                if 2 * score > most {
                    entries[n].change.announced = true;
                    found.insert(n);
                }
            }
        }
        for (n, entry) in entries.iter().enumerate().filter(|(_, entry)| note.covers(entry)) {
            silent[n] &= entry.is_grave();
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

/// Whether a note says that something was changed.
fn announces(text: &str) -> bool {
    let lower = text.to_lowercase();
    VERBS.iter().any(|(verb, _)| lower.contains(verb))
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

/// What the rows and changes say, as stems, found once and only where there is a note to hold against them.
struct Said<'a> {
    documents: Pair<&'a Document>,
    rows: &'a [Row],
    stems: FxHashMap<(Side, usize), FxHashSet<String>>,
}

impl<'a> Said<'a> {
    fn new(documents: &Pair<&'a Document>, rows: &'a [Row]) -> Self {
        Self { documents: Pair::new(documents.old, documents.new), rows, stems: FxHashMap::default() }
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
    fn changed(&self, entry: &Entry, side: Side) -> FxHashSet<String> {
        entry.change.spans[side].map(|s| stems(s.of(&self.documents[side].text))).unwrap_or_default()
    }

    fn has_quotation(&self, entry: &Entry) -> bool {
        let text = entry.change.spans.new.map(|s| s.of(&self.documents.new.text)).unwrap_or_default();
        text.contains(['“', '"', '«', '„', '「'])
    }
}

/// What a note says it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Verb {
    Corrects,
    Adds,
    Removes,
    Updates,
    /// Much is new.
    Recasts,
}

#[rustfmt::skip]
const VERBS: &[(&str, Verb)] = &[
    ("correct", Verb::Corrects), ("clarif", Verb::Corrects), ("amend", Verb::Corrects), ("fix", Verb::Corrects),
    ("chang", Verb::Corrects), ("refil", Verb::Corrects), ("add", Verb::Adds), ("insert", Verb::Adds),
    ("remov", Verb::Removes), ("delet", Verb::Removes), ("drop", Verb::Removes), ("update", Verb::Updates),
    ("updating", Verb::Updates), ("recast", Verb::Recasts), ("rewrit", Verb::Recasts), ("edits", Verb::Recasts),
];

/// The verb of a note's word: "corrects", "correction", "adds".
fn verb(key: &str) -> Option<Verb> {
    let (_, verb) = VERBS.iter().find(|(stem, _)| key.strip_prefix(stem).is_some_and(|end| end.len() <= 4))?;
    (key != "address" && key != "additional").then_some(*verb)
}

/// A note, taken apart.
#[derive(Debug)]
struct Note {
    items: Vec<Item>,
    /// "Recasts", "throughout": the wording may differ anywhere.
    sweeping: bool,
    /// "Adds background", "details": sentences may stand anywhere that no item names.
    more: bool,
}

/// One thing that a note announces.
#[derive(Debug, Default)]
struct Item {
    verb: Option<Verb>,
    /// Paragraphs named, from 1.
    paragraphs: Vec<usize>,
    classes: Vec<Class>,
    /// Its telling words: the stems that each may stand as.
    stems: Vec<Vec<String>>,
    figures: Vec<String>,
    /// Someone's words.
    spoken: bool,
    /// The dead and injured.
    toll: bool,
}

impl Note {
    fn read(text: &str) -> Self {
        let keys = keys(text);
        let mut note = Self { items: Vec::new(), sweeping: false, more: false };
        let mut item = Item::default();
        let numbered = paragraphs(&keys);
        for (k, key) in keys.iter().enumerate() {
            if let Some(n) = numbered[k] {
                item.paragraphs.push(n);
            } else if let Some(verb) = verb(key) {
                note.close(&mut item);
                item.verb = Some(verb);
                note.sweeping |= verb == Verb::Recasts;
            } else if matches!(key.as_str(), "," | ";" | "and" | "&") {
                note.close(&mut item);
            } else {
                for part in key.split('-') {
                    note.word(&mut item, part);
                }
            }
        }
        note.close(&mut item);
        note
    }

    fn word(&mut self, item: &mut Item, key: &str) {
        match key {
            "lede" | "lead" | "intro" => return item.paragraphs.push(1),
            "throughout" => self.sweeping = true,
            "background" | "detail" | "details" | "context" | "history" | "more" => self.more = true,
            "toll" | "deaths" | "dead" | "casualties" | "victims" => {
                item.classes.push(Class::Number);
                item.toll = true;
                return item.stems.push(DEATHS.iter().map(ToString::to_string).collect());
            }
            _ => {}
        }
        if key.starts_with(|c: char| c.is_ascii_digit()) {
            return item.figures.push(norm(key).into_owned());
        }
        if key.len() < 3 || !key.chars().all(char::is_alphanumeric) || is_function(key) || FORMAL.contains(&key) {
            return;
        }
        let stem = stem(&norm(key)).to_owned();
        if SPOKEN.contains(&stem.as_str()) {
            item.spoken = true;
            return;
        }
        let named: Vec<Class> =
            Class::ALL.into_iter().filter(|class| class_word(*class).contains(&stem.as_str())).collect();
        if named.is_empty() {
            let others = SAME.iter().filter(|set| set.contains(&stem.as_str())).flat_map(|set| set.iter());
            let mut forms: Vec<String> = others.map(ToString::to_string).collect();
            forms.push(stem);
            item.stems.push(forms);
        } else {
            item.classes.extend(named);
        }
    }

    /// Ends an item. One without a word of its own ("in paragraphs 3 and 5", "not 1,914") belongs to the one before.
    fn close(&mut self, item: &mut Item) {
        let done = std::mem::replace(item, Item { verb: item.verb, ..Item::default() });
        let bare = done.classes.is_empty() && done.stems.is_empty() && !done.spoken;
        match self.items.last_mut() {
            Some(last) if bare && last.verb == done.verb => {
                last.paragraphs.extend(done.paragraphs);
                last.figures.extend(done.figures);
            }
            _ if bare && done.paragraphs.is_empty() && done.figures.is_empty() => {}
            _ => self.items.push(done),
        }
    }

    /// Whether it may mean a change that no item names.
    fn covers(&self, entry: &Entry) -> bool {
        let updates = self.items.iter().any(|i| matches!(i.verb, Some(Verb::Updates | Verb::Adds)));
        match entry.change.class {
            Class::Addition => self.sweeping || self.more,
            Class::Headline => self.sweeping || updates,
            _ => self.sweeping,
        }
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
}

/// The paragraph that each word of a note names: "first paragraph", "paragraphs 4 and 5", "paragraphs 4-6".
fn paragraphs(keys: &[String]) -> Vec<Option<usize>> {
    let named = |k: &String| k.starts_with("para") || matches!(k.as_str(), "graf" | "grafs" | "graph" | "pars" | "par");
    let joins = |k: &String| matches!(k.as_str(), "," | "and" | "&" | "-");
    let mut out = vec![None; keys.len()];
    for at in (0..keys.len()).filter(|&k| named(&keys[k])) {
        let before = (0..at).rev().take_while(|&k| joins(&keys[k]) || ordinal(&keys[k]).is_some());
        let figure = |k: &String| k.starts_with(|c: char| c.is_ascii_digit()) && ordinal(k).is_some();
        // "paragraph 6 to 19 hours" is one paragraph.
        let to = |k: &String| keys[at].ends_with('s') && matches!(k.as_str(), "to" | "through");
        let after = (at + 1..keys.len()).take_while(|&k| joins(&keys[k]) || to(&keys[k]) || figure(&keys[k]));
        for k in before.chain(after) {
            out[k] = ordinal(&keys[k]);
        }
    }
    out
}

/// Words of notes that say nothing of what changed.
#[rustfmt::skip]
const FORMAL: &[&str] = &[
    "article", "background", "byline", "company", "context", "detail", "details", "earlier", "editor", "editor's", "eds",
    "gave", "graf", "grafs", "higher", "history", "incorrect", "incorrectly", "item", "latest", "lower", "misstated",
    "more", "new", "not", "note", "para", "paragraph", "paragraphs", "paras", "pars", "position", "previous",
    "previously", "reads", "said", "sentence", "story", "text", "throughout", "version", "wording", "wrong", "wrongly",
];

/// Stems by which notes speak of someone's words.
const SPOKEN: &[&str] =
    &["quot", "quote", "quotation", "quotations", "comment", "comments", "reaction", "remark", "react"];

/// Stems of what notes call a toll.
const DEATHS: &[&str] =
    &["toll", "dead", "kill", "died", "death", "dies", "victim", "bodies", "body", "casualt", "killed"];

/// Stems of those a toll may count beside the dead.
const CASUALTIES: &[&str] = &[
    "miss", "missing", "unaccount", "injur", "wound", "hurt", "hospital", "critical", "trapp", "trap", "rescu",
    "surviv",
];

/// Stems that stand for one another, those of old wires' abbreviations among them.
#[rustfmt::skip]
const SAME: &[&[&str]] = &[
    &["arrest", "detain", "custody", "held"],
    &["revenu", "revenue", "rev", "revs", "turnov", "sale", "sales"],
    &["earn", "earning", "earnings", "net", "profit", "shr", "shrs"],
    &["averag", "average", "avg"],
    &["quart", "quarter", "quarterly", "qtr", "qtly", "qtrs"],
    &["share", "shares", "shar", "shr", "shrs", "stock", "stocks"],
    &["injur", "injured", "injuries", "wound", "hurt"],
    &["dividend", "div", "divs"],
    &["bank", "bk", "bks"],
    &["prior", "previou", "earlier"],
    &["sale", "sell", "sold"],
    &["forecast", "outlook", "expect", "guidanc"],
    &["govern", "government", "govt"],
    &["resign", "quit", "step"],
];

/// Words by which notes call a class of change, as stems.
fn class_word(class: Class) -> &'static [&'static str] {
    match class {
        Class::Date => &["day", "date", "month", "year", "time", "timing", "week", "dates", "days"],
        Class::Number => &[
            "figur", "number", "amount", "pric", "price", "cost", "percentag", "percent", "ag", "age", "total",
            "figure", "count", "siz",
        ],
        Class::Name => {
            &["nam", "name", "names", "spell", "titl", "title", "plac", "place", "loc", "surnam", "surname", "misspell"]
        }
        Class::Attribution => &["sourc", "source", "attribut"],
        Class::Headline => &["headlin", "headline", "titl", "title"],
        _ => &[],
    }
}

/// The number an ordinal or figure stands for: `fifth`, `5th`, `11`.
fn ordinal(key: &str) -> Option<usize> {
    const NAMES: [&str; 20] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
        "twentieth",
    ];
    if let Some(n) = NAMES.iter().position(|&n| n == key) {
        return Some(n + 1);
    }
    let digits = key.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse().ok().filter(|&n: &usize| (1..=200).contains(&n) && key.len() - digits.len() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_has_items() {
        let note = Note::read("(Corrects day in first paragraph, adds mayor's comments; updates shares)");
        let verbs: Vec<_> = note.items.iter().map(|i| i.verb).collect();
        assert_eq!(verbs, [Some(Verb::Corrects), Some(Verb::Adds), Some(Verb::Updates)]);
        assert_eq!(note.items[0].paragraphs, [1]);
        assert_eq!(note.items[0].classes, [Class::Date]);
        assert!(note.items[1].spoken && note.items[2].stems[0].contains(&"shr".to_owned()));
    }

    #[test]
    fn paragraphs_are_named_before_and_after() {
        let of = |text: &str| Note::read(text).items.into_iter().flat_map(|i| i.paragraphs).collect::<Vec<_>>();
        assert_eq!(of("Corrects name in second and fourth paragraphs"), [2, 4]);
        assert_eq!(of("Corrects name in paragraphs 3 and 5"), [3, 5]);
        assert_eq!(of("Corrects hours in paragraph 6 to 19 hours, not 12 hours"), [6]);
    }

    #[test]
    fn a_note_of_formal_words_has_none() {
        assert!(Note::read("CORRECTED").items.is_empty());
        assert!(Note::read("(Adds background and details)").items.is_empty());
    }
}
