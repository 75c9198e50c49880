//! Editors' notes held against the ledger: which change a note announces, and which change of substance none speaks of.
//!
//! A note is taken apart at its commas and "and": "(Recasts with higher toll, president, arrests; updates shares)" has
//! four items. Each announces the changes whose row has its telling words, or whose class it names.
//!
//! The words of all items are numbered first, then the changes are read once for where they say them; so an item costs
//! a look at each change and a step for each of its words that one says, not another reading.

use rustc_hash::FxHashSet;

use super::hash::squeezed;
use super::model::{Announcement, Change, Class, Grade};
use super::note_index::{NoteIndex, TermIndex, stems_of};
use super::note_parser::{CASUALTIES, Item, Note, VERBS, Verb, verb};
use crate::diff::Row;
use crate::text::{Document, Fold, Pair, Side, Span, words};

/// Notes that are held against the ledger: a document has one or two.
const NOTES: usize = 8;
/// Items of a note that are.
const ITEMS: usize = 24;

/// What an editor's note announces, held against the changes: each note with the changes it speaks of, and each change
/// marked as announced or as passed over in silence.
pub(crate) fn hold(documents: &Pair<&Document>, rows: &[Row], changes: &mut [Change]) -> Vec<Announcement> {
    let notes = telling(documents);
    if notes.is_empty() {
        return Vec::new();
    }
    let mut term_index = TermIndex::default();
    let mut wanted = |note: &Note| -> Vec<ItemQuery> {
        note.items.iter().take(ITEMS).map(|item| ItemQuery::new(item, &mut term_index)).collect()
    };
    let wanted: Vec<_> = notes.iter().map(|(_, note)| wanted(note)).collect();
    let said = NoteIndex::read(documents, rows, changes, &term_index);
    let mut silent = vec![true; said.told.len()];
    let mut out = Vec::with_capacity(notes.len());
    for ((span, note), wanted) in notes.iter().zip(&wanted) {
        let mut found = vec![false; said.told.len()];
        let (mut unheard, mut unanswered) = (Vec::new(), Vec::new());
        for (item, wanted) in note.items.iter().zip(wanted) {
            let scores = ItemMatch::new(item, wanted, &said).scores();
            let most = scores.iter().copied().max().unwrap_or(0);
            for (at, &score) in scores.iter().enumerate().filter(|(_, score)| **score > 0) {
                // What it speaks of best, and no other fact that it only brushes.
                let meant = 2 * score > most;
                found[at] |= meant;
                silent[at] &= !meant && (said.told[at].grave || said.told[at].news);
            }
            if most == 0 {
                unheard.push(item);
            }
        }
        for item in unheard {
            if let Some(only) = only_one(item, &said, &found) {
                found[only] = true;
                silent[only] = false;
            } else if note.is_owed(item) {
                let at = span.start as usize;
                unanswered.push(Span::new(at + item.span.start as usize, at + item.span.end as usize));
            }
        }
        for (silent, told) in silent.iter_mut().zip(&said.told) {
            *silent &= !note.covers(told);
        }
        let found = said.told.iter().zip(found).filter(|(_, found)| *found).map(|(told, _)| told.entry).collect();
        out.push(Announcement { span: *span, found, unanswered });
    }
    out.iter().flat_map(|note| &note.found).for_each(|&n| changes[n].announced = true);
    for (told, silent) in said.told.iter().zip(silent) {
        changes[told.entry].silent = silent && told.grade != Grade::Slight;
    }
    said_again(documents, changes);
    out
}

/// A note that announces "Nine → Fourteen" in the lead speaks of "NINE → FOURTEEN" in the headline as well.
fn said_again(documents: &Pair<&Document>, changes: &mut [Change]) {
    let said = |e: &Change| {
        let side = |side: Side| e.spans[side].map_or("", |s| s.of(&documents[side].text));
        Side::BOTH.map(|s| squeezed(side(s)).to_lowercase())
    };
    let announced: FxHashSet<_> = changes.iter().filter(|e| e.announced && e.is_grave()).map(said).collect();
    let again = changes.iter_mut().filter(|e| e.silent && announced.contains(&said(e)));
    again.for_each(|e| e.silent = false);
}

/// "Corrects year-ago figure" speaks of the one figure that changed, in whatever words its line is written; not of one that
/// another item speaks of.
fn only_one(item: &Item, said: &NoteIndex, found: &[bool]) -> Option<usize> {
    let valued = !(item.figures.is_empty() && item.right.is_empty() && item.wrong.is_empty());
    if item.verb != Some(Verb::Corrects) || valued || !item.paragraphs.is_empty() {
        return None;
    }
    let mut facts = (0..found.len()).filter(|&at| said.told[at].grave && item.classes.contains(&said.told[at].class));
    facts.next().filter(|&only| facts.next().is_none() && !found[only])
}

/// The notes of the new text that say what was changed, taken apart.
fn telling(documents: &Pair<&Document>) -> Vec<(Span, Note)> {
    let new = documents.new;
    let old_notes: FxHashSet<String> =
        documents.old.about.notes.iter().map(|s| squeezed(s.of(&documents.old.text))).collect();
    // A flag before a headline ("UPDATE 1-") says that something changed, not what.
    let run_in = |span: &Span| new.blocks.get(new.block_at(span.start)).is_some_and(|b| b.run_in);
    let notes = new.about.notes.iter().filter(|s| !run_in(s)).take(NOTES);
    let telling = notes.filter(|span| {
        let text = span.of(&new.text);
        // A note that the old version had too announces nothing of this change.
        announces(text) && !old_notes.contains(&squeezed(text)) && !is_headline(documents, text)
    });
    // A bare "CORRECTED" says nothing to hold against.
    telling.map(|&span| (span, Note::read(span.of(&new.text)))).filter(|(_, note)| !note.items.is_empty()).collect()
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
    /// A note of fewer words names what it corrects, which a headline may well name too.
    const TELLING: usize = 3;
    /// Words of ten that the headline has too: it may have been reworded a little.
    const SHARED: usize = 7;
    let title = |document: &Document| document.about.title_span().map(|s| stems(s.of(&document.text)));
    let titles: FxHashSet<String> = [documents.old, documents.new].into_iter().filter_map(title).flatten().collect();
    let note: Vec<String> = stems(text).into_iter().filter(|s| verb(s).is_none()).collect();
    note.len() >= TELLING && 10 * note.iter().filter(|s| titles.contains(*s)).count() >= SHARED * note.len()
}

/// Stems of the telling words of a text.
fn stems(text: &str) -> FxHashSet<String> {
    let mut found = Vec::new();
    words(text, Span::new(0, text.len()), &mut found);
    let mut fold = Fold::default();
    let mut out = FxHashSet::default();
    found.iter().for_each(|w| out.extend(stems_of(fold.key(w.span.of(text)))));
    out
}

/// The words of an item by their numbers.
struct ItemQuery {
    stems: Vec<usize>,
    figures: Vec<usize>,
    right: Vec<usize>,
    wrong: Vec<usize>,
    /// Those a toll may count beside the dead.
    casualties: Option<usize>,
}

impl ItemQuery {
    fn new(item: &Item, term_index: &mut TermIndex) -> Self {
        let mut number = |forms: &[String]| term_index.number(forms);
        let casualties: Vec<String> = CASUALTIES.iter().map(ToString::to_string).collect();
        let stems = item.stems.iter().map(|forms| number(forms)).collect();
        let mut values = |values: &[String]| values.iter().map(|v| number(std::slice::from_ref(v))).collect();
        let (figures, right, wrong) = (values(&item.figures), values(&item.right), values(&item.wrong));
        Self { stems, figures, right, wrong, casualties: item.toll.then(|| number(&casualties)) }
    }
}

/// An item, and how much of it each change says.
struct ItemMatch<'a> {
    item: &'a Item,
    said: &'a NoteIndex,
    /// Its words in each row, and in the changed words of each change.
    rows: Vec<usize>,
    among: Pair<Vec<usize>>,
    figures: Pair<Vec<usize>>,
    /// Whether each change brings what the item calls right, and takes away what it calls wrong.
    right: Vec<bool>,
    wrong: Vec<bool>,
    /// Whether each row speaks of the missing and the injured.
    casualties: Vec<usize>,
    /// What is right is a name, not a figure.
    named: bool,
}

/// What an item's hold on a change counts. Only proportions matter: what scores half of the best or less is brushed, not
/// meant, and is left out.
mod weight {
    /// The value that the item gives, in place of the wrong one, or a name: this is what it speaks of.
    pub(crate) const SURE: usize = 40;
    /// A value alone may count something else: a quarter of a sure one, so that it goes out beside that.
    pub(crate) const VALUE: usize = 10;
    /// For each word of the item beside a value: with one, it comes to more than half of a sure one and stays.
    pub(crate) const VALUE_WORD: usize = 20;

    /// A figure of the item among the changed words: twice a class, so that what is merely of the class goes out.
    pub(crate) const FIGURE: usize = 20;
    /// Of a class the item names, where it has no other word, or in the paragraph that it names.
    pub(crate) const CLASS: usize = 10;
    /// Anything in that paragraph: half of a class.
    pub(crate) const PLACE: usize = 5;

    // For each word of the item that the row says, from what notes are written of down to what stands nearby.

    /// Of a class the item names.
    pub(crate) const NAMED_WORD: usize = 4;
    /// Over that: a telling change with as many words then comes to less than half.
    pub(crate) const NAMED_OVER: usize = 2;
    /// A fact, or another grave change, where the note corrects.
    pub(crate) const CORRECTED_WORD: usize = 3;
    /// A figure, a quotation, a whole sentence, the headline; of other changes, only words that themselves changed.
    pub(crate) const TELLING_WORD: usize = 2;
    /// A fact of another class than the item names; words put in or taken out, as it says.
    pub(crate) const WORD: usize = 1;

    /// A number whose row says no word of the toll that the item names: the least, for want of a better one.
    pub(crate) const TOLL: usize = 1;
    /// Over that where the row counts the missing or the injured: it stays beside a number with a word of the toll.
    pub(crate) const CASUALTIES: usize = 3;
}

impl<'a> ItemMatch<'a> {
    fn new(item: &'a Item, wanted: &ItemQuery, said: &'a NoteIndex) -> Self {
        let changes = said.told.len();
        let changed = |words: &[usize]| said.changed.as_ref().map(|places| places.tally(words, changes));
        let brought = |side: Side, words: &[usize]| {
            let mut out = vec![false; changes];
            for &word in words {
                let own = said.changed[side].of(word).iter();
                own.filter(|&&at| !said.changed[side.other()].holds(word, at)).for_each(|&at| out[at] = true);
            }
            out
        };
        Self {
            item,
            said,
            rows: said.rows.tally(&wanted.stems, said.row_count),
            among: changed(&wanted.stems),
            figures: changed(&wanted.figures),
            right: brought(Side::New, &wanted.right),
            wrong: brought(Side::Old, &wanted.wrong),
            casualties: said.rows.tally(wanted.casualties.as_slice(), said.row_count),
            named: item.right.iter().any(|v| !v.contains(|c: char| c.is_ascii_digit())),
        }
    }

    /// How well the item speaks of each change: 0 for not at all.
    fn scores(&self) -> Vec<usize> {
        let valued = !self.item.right.is_empty() || !self.item.wrong.is_empty();
        let score = |at| if valued { self.value(at) } else { self.score(at) };
        let mut scores: Vec<usize> = (0..self.said.told.len()).map(score).collect();
        if self.item.money {
            self.sums_alone(&mut scores);
        }
        scores
    }

    /// "Corrects cost of plant" means no other figure of a row that has a sum among its changes.
    fn sums_alone(&self, scores: &mut [usize]) {
        let told = &self.said.told;
        let mut sums = vec![false; self.rows.len()];
        told.iter().zip(&*scores).filter(|(t, score)| t.sum && **score > 0).for_each(|(t, _)| sums[t.row] = true);
        let others = scores.iter_mut().zip(told).filter(|(_, t)| sums[t.row] && !t.sum);
        others.for_each(|(score, _)| *score = 0);
    }

    fn score(&self, at: usize) -> usize {
        let (item, told) = (self.item, &self.said.told[at]);
        let class = told.class;
        if item.trivial && class.is_fact() && class != Class::Name {
            return 0;
        }
        let spoken = item.spoken
            && (matches!(class, Class::Quote | Class::Attribution) || class == Class::Addition && told.quotation);
        let named = item.classes.contains(&class) || spoken;
        let figured = self.figures.old[at] + self.figures.new[at] > 0;
        if !item.paragraphs.is_empty() {
            return self.placed(at, figured, named);
        }
        if figured {
            return weight::FIGURE;
        }
        if item.stems.is_empty() {
            return if named { weight::CLASS } else { 0 };
        }
        self.worded(at, named)
    }

    /// The score of a change by an item that names paragraphs.
    fn placed(&self, at: usize, figured: bool, named: bool) -> usize {
        let (item, told) = (self.item, &self.said.told[at]);
        if !told.paragraph.is_some_and(|p| item.paragraphs.contains(&p)) {
            return 0;
        }
        let hits = self.rows[told.row];
        // "corrects day in first paragraph" speaks of a date there and of nothing else.
        match (figured, named, item.is_of_any_class()) {
            (true, ..) => weight::FIGURE,
            (_, true, _) => weight::CLASS + hits,
            (_, _, true) if item.stems.is_empty() || told.class.is_fact() => weight::PLACE + hits,
            (_, _, true) => hits,
            _ => 0,
        }
    }

    /// The score of a change by the words of the item that its row says.
    fn worded(&self, at: usize, named: bool) -> usize {
        let (item, told, class) = (self.item, &self.said.told[at], self.said.told[at].class);
        let hits = self.rows[told.row];
        if hits == 0 && !item.toll {
            return 0;
        }
        let among = |side: Side| self.among[side][at];
        let whole = matches!(class, Class::Addition | Class::Cut);
        match item.verb {
            Some(Verb::Adds) if !named => weight::WORD * among(Side::New),
            Some(Verb::Removes) if !named => weight::WORD * among(Side::Old),
            // A toll is of the missing and the injured too.
            _ if hits == 0 && named => weight::TOLL + weight::CASUALTIES * self.casualties[told.row],
            _ if hits == 0 => 0,
            _ if named => weight::NAMED_WORD * hits + weight::NAMED_OVER,
            _ if !item.is_of_any_class() && class.is_fact() => weight::WORD * hits,
            Some(Verb::Corrects) if class.is_fact() || told.grade == Grade::Grave && !whole => {
                weight::CORRECTED_WORD * hits
            }
            _ if matches!(class, Class::Number | Class::Date | Class::Quote | Class::Headline) || whole => {
                weight::TELLING_WORD * hits
            }
            _ => weight::TELLING_WORD * among(Side::Old).max(among(Side::New)),
        }
    }

    /// The score of a change by an item that says what stands there now or stood there before: only what holds it.
    fn value(&self, at: usize) -> usize {
        let (item, told) = (self.item, &self.said.told[at]);
        let (right, wrong) = (self.right[at], self.wrong[at]);
        let elsewhere =
            !item.paragraphs.is_empty() && told.paragraph.is_some_and(|p| p > 0 && !item.paragraphs.contains(&p));
        // What a name or a figure takes along with it is not announced by it: "Kroon was not" → "Kroone was".
        if !right && !wrong || elsewhere || told.class == Class::Negation && !item.reversed {
            return 0;
        }
        // A name is what it is; a figure may count something else.
        if right && (wrong || self.named) {
            return weight::SURE;
        }
        weight::VALUE + weight::VALUE_WORD * self.rows[told.row]
    }
}
