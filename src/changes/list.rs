//! The ledger: what an editor would want to know, one entry a change, most telling first.

use rustc_hash::FxHashSet;

use super::classify::{Finding, Grade, Inside, classify};
use super::edits;
use super::hash::squeezed;
use super::model::{self, Announcement, Change, Class, Edit, Landmark};
use super::notes;
use super::rewritten::{classify_rewritten, counts_otherwise, recounted, tolls};
use super::row_tokens::RowTokens;
use crate::align::vocabulary::Vocabulary;
use crate::diff::{Op, Row, RowKind};
use crate::lang::{LOOKED_AT, Language, detect};
use crate::text::{BlockKind, Document, Family, Fold, Pair, Side, Span, words};

/// A change, and how much it matters among those of its class.
pub(crate) struct Entry {
    pub(crate) change: Change,
    pub(crate) grade: Grade,
}

impl Entry {
    fn new(found: Finding, spans: Pair<Option<Span>>, row: usize) -> Self {
        Self { change: Change::of(model::Finding::new(found.class, found.grade, spans), row), grade: found.grade }
    }

    /// Another look at the whole text says that it is of another class.
    fn becomes(&mut self, class: Class, grade: Grade) {
        self.change = Change {
            class,
            findings: vec![model::Finding::new(class, grade, self.change.spans)],
            ..self.change.clone()
        };
        self.grade = grade;
    }

    fn at(mut self, landmark: Option<Landmark>) -> Self {
        self.change.landmark = landmark;
        self
    }

    /// Whether it changes a fact that can be right or wrong: a reader is misled if no one says so.
    pub(crate) fn is_grave(&self) -> bool {
        let class = self.change.class;
        class.is_fact() && self.grade != Grade::Slight || class == Class::Wording && self.grade == Grade::Grave
    }

    /// How early it stands in the ledger; 0 is first. What is announced and told before needs no place at the top.
    fn rank(&self, repeated: bool) -> u8 {
        let announced = self.change.announced;
        match (self.change.class, self.grade) {
            _ if announced && self.is_grave() && !repeated => 0,
            (Class::Negation, _) => 1,
            (Class::Wording, Grade::Grave) => 2,
            (Class::Number, Grade::Grave | Grade::Plain) => 3,
            (Class::Date, Grade::Grave | Grade::Plain) => 4,
            (Class::Quote, _) => 5,
            (Class::Name, _) => 6,
            (Class::Number, Grade::Slight) => 7,
            (Class::Attribution, Grade::Grave | Grade::Plain) => 8,
            (class, _) if announced && class.is_substance() => 9,
            (Class::Hedge, Grade::Grave) => 10,
            (Class::Hedge, Grade::Plain) => 11,
            (Class::Headline, Grade::Grave | Grade::Plain) => 12,
            (Class::Date, Grade::Slight) => 13,
            (Class::Attribution, Grade::Slight) => 14,
            (Class::Hedge, Grade::Slight) => 15,
            (Class::Cut, Grade::Grave) => 16,
            (Class::Addition, Grade::Grave) => 17,
            (Class::Wording, Grade::Plain) => 18,
            (Class::Cut, Grade::Plain) => 19,
            (Class::Addition, Grade::Plain) => 20,
            (Class::Move, _) => 21,
            (Class::Wording | Class::Headline, Grade::Slight) => 22,
            (Class::Cut | Class::Addition, Grade::Slight) => 23,
            (Class::Style, _) => 24,
            (Class::Typography, _) => 25,
            (Class::Credit, _) => 26,
            (Class::Furniture, _) => 27,
        }
    }
}

/// The language of both texts.
fn language(vocabulary: &Vocabulary<'_>) -> Language {
    let keys = |side: Side| vocabulary.side(side).keys.iter().take(LOOKED_AT).map(|&key| vocabulary.form(key));
    let read = keys(Side::Old).count() + keys(Side::New).count();
    // What is unchanged was not read, and the rest may be a line.
    let unread = !vocabulary.runs.blocks.is_empty() && read < LOOKED_AT;
    let sample = if unread { midst(&vocabulary.documents().new.text) } else { "" };
    let (mut found, mut fold) = (Vec::new(), Fold::default());
    words(sample, Span::new(0, sample.len()), &mut found);
    let sampled: Vec<String> = found.iter().map(|word| fold.key(word.span.of(sample)).to_owned()).collect();
    detect(keys(Side::Old).chain(keys(Side::New)).chain(sampled.iter().map(String::as_str)))
}

/// The midst of a text: some hundred words. Its beginning may be a publisher's, in another language.
fn midst(text: &str) -> &str {
    const SAMPLE: usize = 4096;
    let from = text.len().saturating_sub(SAMPLE) / 2;
    let boundary = |at: usize| (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    text.get(boundary(from)..boundary(from + SAMPLE)).unwrap_or("")
}

/// What is found in rows.
pub(crate) struct Found {
    pub(crate) edits: Vec<Edit>,
    pub(crate) changes: Vec<Change>,
    pub(crate) notes: Vec<Announcement>,
}

/// A longer wording, in bytes, is a passage and no word that may stand elsewhere too.
const LONG_WORDING: usize = 90;
/// A sentence of so many bytes says something even in one word or two.
const LONG_SENTENCE: usize = 90;

/// The changes of rows, most telling first, and the editors' notes of the new text held against them.
pub(crate) fn changes(vocabulary: &Vocabulary<'_>, rows: &[Row]) -> Found {
    let documents = vocabulary.documents();
    let mut reader = Reader { vocabulary, language: language(vocabulary), edits: Vec::new() };
    let headlines = Headlines::new(documents, rows);
    let mut entries = Vec::new();
    if let Some((row, spans)) = headlines.spans(documents, rows) {
        reader.rewritten(row, spans, Finding::plain(Class::Headline), &mut entries);
    }
    for (n, row) in rows.iter().enumerate() {
        let first = reader.edits.len();
        if !headlines.holds(n) {
            reader.entries(n, row, &mut entries);
        }
        // A row that is a change as a whole is one edit.
        if reader.edits.len() == first {
            reader.edits.extend(edits::of_row(n, row));
        }
    }
    moves(rows, &mut entries);
    reader.lead(rows, &mut entries);
    let edits = reader.edits;
    beside_headline(documents, &mut entries);
    alike(documents, &mut entries);
    let mut notes = notes::hold(documents, rows, &mut entries);
    // By what matters; of one rank a replacement before a mere cut, then reading order.
    let mut order: Vec<usize> = (0..entries.len()).collect();
    let mut told = FxHashSet::default();
    let mut repeated = |e: &Entry| e.change.announced && !told.insert(e.change.hash(*documents));
    let ranks: Vec<u8> = entries.iter().map(|e| e.rank(repeated(e))).collect();
    let one_sided = |e: &Entry| e.change.spans.old.is_none() || e.change.spans.new.is_none();
    order.sort_by_key(|&n| (ranks[n], one_sided(&entries[n]), entries[n].change.row));
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(to, &from)| place[from] = to);
    for note in &mut notes {
        note.found.iter_mut().for_each(|n| *n = place[*n]);
        note.found.sort_unstable();
    }
    let mut slots: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
    let changes = order.into_iter().filter_map(|n| Some(slots[n].take()?.change)).collect();
    Found { edits, changes, notes }
}

/// What one place cannot tell another may: a name that begins a sentence is one where the same correction is one
/// elsewhere; a clause that is referred to has a new number where it stands.
fn alike(documents: &Pair<&Document>, entries: &mut [Entry]) {
    let said = |e: &Entry| {
        let text = |side: Side| e.change.spans[side].map_or("", |s| s.of(&documents[side].text));
        let bare = |side: Side| text(side).trim_matches(|c: char| !c.is_alphanumeric());
        format!("{} → {}", bare(Side::Old), bare(Side::New))
    };
    let of = |class: Class, entries: &[Entry]| -> Vec<String> {
        entries.iter().filter(|e| e.change.class == class).map(said).collect()
    };
    let names = of(Class::Name, entries);
    let plain = |e: &&mut Entry| {
        e.change.class == Class::Wording
            && Side::BOTH.into_iter().all(|side| e.change.spans[side].is_none_or(|s| s.len() < LONG_WORDING))
    };
    if !names.is_empty() {
        let same = entries.iter_mut().filter(plain).filter(|e| names.contains(&said(e)));
        same.for_each(|e| e.becomes(Class::Name, Grade::Plain));
    }
    // "2.1 → 3.1" at the beginning of a clause tells of "2.4 → 3.4" in the midst of another.
    let chapters = |said: &str| {
        let (old, new) = said.split_once(" → ")?;
        let clause = |n: &str| n.contains('.') && n.chars().all(|c| c.is_ascii_digit() || c == '.');
        let chapter = |n: &str| n.split('.').next().map(str::to_owned);
        (clause(old) && clause(new)).then(|| (chapter(old), chapter(new)))
    };
    let renumbered: Vec<_> = of(Class::Style, entries).iter().filter_map(|said| chapters(said)).collect();
    if !renumbered.is_empty() {
        let figure = |e: &&mut Entry| e.change.class == Class::Number;
        let same = |e: &&mut Entry| chapters(&said(e)).is_some_and(|c| renumbered.contains(&c));
        entries.iter_mut().filter(figure).filter(same).for_each(|e| e.becomes(Class::Style, e.grade));
    }
}

/// The headlines of two stories that were not paired as a row: one is another wording of the other all the same.
#[derive(Default)]
struct Headlines {
    rows: Pair<Vec<usize>>,
}

impl Headlines {
    fn new(documents: &Pair<&Document>, rows: &[Row]) -> Self {
        let of = |side: Side, alone: RowKind| {
            let block = documents[side].blocks.iter().find(|b| b.kind == BlockKind::Headline)?;
            let within = |row: &Row| row.spans[side].iter().any(|s| block.span.overlaps(*s));
            let held: Vec<usize> = (0..rows.len()).filter(|&n| within(&rows[n])).collect();
            held.iter().all(|&n| rows[n].kind == alone).then_some(held)
        };
        match (of(Side::Old, RowKind::Removed), of(Side::New, RowKind::Added)) {
            (Some(old), Some(new)) if !old.is_empty() && !new.is_empty() => Self { rows: Pair::new(old, new) },
            _ => Self::default(),
        }
    }

    fn holds(&self, row: usize) -> bool {
        self.rows.old.contains(&row) || self.rows.new.contains(&row)
    }

    /// Both, and the row of the new one.
    fn spans(&self, documents: &Pair<&Document>, rows: &[Row]) -> Option<(usize, Pair<Option<Span>>)> {
        let hull = |side: Side| {
            let spans = self.rows[side].iter().filter_map(|&n| rows.get(n)?.hull()[side]);
            spans.reduce(Span::hull).map(|hull| without_flag(documents[side], hull))
        };
        Some((*self.rows.new.first()?, Pair::new(hull(Side::Old), hull(Side::New))))
    }
}

/// Rows that moved together, neighbours in both texts, are one move.
fn moves(rows: &[Row], out: &mut Vec<Entry>) {
    /// So many rows that only one text has may stand between.
    const BETWEEN: usize = 2;
    let is_story = |row: &Row| row.family == Family::Story && row.hull().old.is_some() && row.hull().new.is_some();
    let paired: Vec<usize> = (0..rows.len()).filter(|&n| is_story(&rows[n])).collect();
    if !paired.iter().any(|&n| rows[n].moved) {
        return;
    }
    // Places of rows in the old order.
    let mut by_old = paired.clone();
    by_old.sort_by_key(|&n| rows[n].hull().old.map(|s| s.start));
    let mut place = vec![0; rows.len()];
    by_old.iter().enumerate().for_each(|(place_of, &n)| place[n] = place_of);
    let together =
        |a: &usize, b: &usize| rows[*a].moved && rows[*b].moved && place[*a] + 1 == place[*b] && b - a <= 1 + BETWEEN;
    for run in paired.chunk_by(together).filter(|run| run.iter().any(|&n| rows[n].moved)) {
        let hull = |side: Side| run.iter().filter_map(|&n| rows[n].hull()[side]).reduce(Span::hull);
        let spans = Pair::new(hull(Side::Old), hull(Side::New));
        out.extend(run.first().map(|&row| Entry::new(Finding::plain(Class::Move), spans, row)));
    }
}

/// Reads rows for what they change.
struct Reader<'a> {
    vocabulary: &'a Vocabulary<'a>,
    language: Language,
    /// The edits of the rows read so far.
    edits: Vec<Edit>,
}

impl<'a> Reader<'a> {
    /// The entries of one row, but that it moved.
    fn entries(&mut self, n: usize, row: &Row, out: &mut Vec<Entry>) {
        let documents = self.vocabulary.documents();
        let hull = row.hull();
        let whole = |found| Entry::new(found, hull, n);
        match row.family {
            _ if row.kind == RowKind::Same && !row.moved => return,
            Family::Credit => return out.push(whole(Finding::plain(Class::Credit))),
            Family::Note if row.kind == RowKind::Edited && is_rate(documents, hull) => {}
            Family::Note | Family::Furniture => return out.push(whole(Finding::plain(Class::Furniture))),
            Family::Story => {}
        }
        match row.kind {
            RowKind::Same => {}
            RowKind::Typography => out.push(whole(Finding::plain(Class::Typography))),
            RowKind::Removed | RowKind::Added => out.push(whole(self.alone(row))),
            RowKind::Rewritten if is_headline(documents, row) => {
                let spans =
                    Pair::new(Side::Old, Side::New).map(|side| hull[side].map(|h| without_flag(documents[side], h)));
                self.rewritten(n, spans, Finding::plain(Class::Headline), out);
            }
            RowKind::Rewritten => match classify_rewritten(&self.words(hull)) {
                Some(found) => out.push(whole(found)),
                None => self.rewritten(n, hull, Finding::plain(Class::Wording), out),
            },
            RowKind::Edited => self.edits(n, row, out),
        }
    }

    /// The entries of a passage in other words: what it is, and the figures that differ plainly.
    fn rewritten(&self, n: usize, spans: Pair<Option<Span>>, found: Finding, out: &mut Vec<Entry>) {
        let words = self.words(spans);
        let figures = recounted(&words);
        let unclear = found == Finding::plain(Class::Wording) && counts_otherwise(&words, &figures);
        let found = if unclear { Finding::slight(Class::Number) } else { found };
        out.push(Entry::new(found, spans, n));
        let landmark = (found.class == Class::Headline).then_some(Landmark::Headline);
        out.extend(differing(n, figures).map(|entry| entry.at(landmark)));
    }

    /// The number of the dead, where the first paragraph of one story gives another than that of the other and the two
    /// are not a row.
    fn lead(&self, rows: &[Row], out: &mut Vec<Entry>) {
        /// Rows from the beginning that a lead is looked for in.
        const FIRST: usize = 24;
        let documents = self.vocabulary.documents();
        /// Shorter paragraphs, in bytes, are no lead but a headline.
        const SHORTEST: u32 = 60;
        let lead = |side: Side| {
            let long = |p: &&Span| p.end - p.start >= SHORTEST;
            documents[side].paragraphs().iter().take(FIRST).find(long).copied()
        };
        let (Some(old), Some(new)) = (lead(Side::Old), lead(Side::New)) else { return };
        let touches = |row: &Row, side: Side, lead: Span| row.spans[side].iter().any(|s| s.overlaps(lead));
        let paired = |row: &Row| touches(row, Side::Old, old) && touches(row, Side::New, new);
        let at = rows.iter().take(FIRST).position(|row| touches(row, Side::New, new));
        if let Some(row) = at.filter(|_| !rows.iter().take(FIRST).any(paired))
            && let Some(spans) = tolls(&self.words(Pair::new(Some(old), Some(new))))
        {
            let found = Finding::plain(Class::Number);
            out.push(Entry::new(found, spans.map(Some), row).at(Some(Landmark::Lead)));
        }
    }

    fn words(&self, spans: Pair<Option<Span>>) -> Pair<RowTokens<'a>> {
        Pair::new(Side::Old, Side::New).map(|side| RowTokens::new(self.vocabulary, self.language, side, spans[side]))
    }

    /// What a sentence that one text alone has comes to.
    fn alone(&self, row: &Row) -> Finding {
        let documents = self.vocabulary.documents();
        let hull = row.hull();
        if is_headline(documents, row) {
            // It stands behind a flag on the other side: "Corrected: Mayor resigns".
            let side = if row.kind == RowKind::Removed { Side::New } else { Side::Old };
            let text = hull[side.other()].map(|s| squeezed(s.of(&documents[side.other()].text))).unwrap_or_default();
            let kept =
                documents[side].about.notes.iter().any(|n| squeezed(n.of(&documents[side].text)).ends_with(&text));
            return if kept { Finding::slight(Class::Headline) } else { Finding::plain(Class::Headline) };
        }
        let class = if row.kind == RowKind::Removed { Class::Cut } else { Class::Addition };
        let side = if row.kind == RowKind::Removed { Side::Old } else { Side::New };
        let text = hull[side].map(|s| s.of(&documents[side].text)).unwrap_or_default();
        let few = text.len() < LONG_SENTENCE && text.split_whitespace().count() <= 2;
        let aside = text.starts_with(['(', '[']) && text.ends_with([')', ']']);
        let quotes = text.contains(['“', '"', '«', '„', '»', '「', '『']);
        let figures = text.contains(|c: char| c.is_ascii_digit());
        let mut words = text.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
        let block = hull[side].and_then(|s| documents[side].blocks.get(documents[side].block_at(s.start)));
        let caption = block.is_some_and(|b| b.kind == BlockKind::Caption);
        if few && aside || caption || !text.contains(char::is_alphanumeric) {
            Finding::slight(class)
        } else if !few && (quotes || figures || words.any(|w| self.language.denies(&w.replace('’', "'")))) {
            Finding::grave(class)
        } else {
            Finding::plain(class)
        }
    }

    /// The entries of an edited row, one for each change in it.
    fn edits(&mut self, n: usize, row: &Row, out: &mut Vec<Entry>) {
        let documents = self.vocabulary.documents();
        let hull = row.hull();
        let words = self.words(hull);
        let headline = is_headline(documents, row);
        let opens = Side::BOTH.into_iter().all(|side| opens_block(documents[side], hull[side]));
        for op in &row.ops {
            if let Op::Equal { old, new, typography: true } = *op {
                let spans = Pair::new(Some(old), Some(new));
                out.push(Entry::new(Finding::plain(Class::Typography), spans, n));
            }
        }
        let first = out.len();
        for edit in edits::edits(documents, n, row, &words) {
            let Edit { spans, near, .. } = edit;
            let several = |side: Side| row.spans[side].len() > 1;
            let sentence =
                |side: Side| several(side) && spans[side].is_some_and(|c| row.spans[side].iter().any(|s| c.covers(*s)));
            let sentence = sentence(Side::Old) || sentence(Side::New);
            let found = match lead(documents, spans) {
                Some(class) => Finding::plain(class),
                None => classify(&Inside { row: &words, spans, near, headline, opens, sentence }),
            };
            // A sentence is told by its full stop, so only now.
            let spans = edits::exact(&words, spans);
            let mut entry = Entry::new(found, spans, n).at(headline.then_some(Landmark::Headline));
            entry.change.edit = Some(self.edits.len());
            self.edits.push(Edit { spans, ..edit });
            out.push(entry);
        }
        // A long passage in other words says more than one thing.
        let more: Vec<Entry> = differing(n, in_passages(&out[first..], &words)).collect();
        out.extend(more);
    }
}

/// The entries of figures that differ.
fn differing(n: usize, figures: Vec<Pair<Span>>) -> impl Iterator<Item = Entry> {
    figures.into_iter().map(move |spans| Entry::new(Finding::plain(Class::Number), spans.map(Some), n))
}

/// The figures that differ inside the passages of an edited row, where no change tells them by itself.
fn in_passages(own: &[Entry], words: &Pair<RowTokens<'_>>) -> Vec<Pair<Span>> {
    /// A longer change, in bytes, is a passage that may hold figures of its own.
    const PASSAGE: usize = 48;
    let long = |e: &Entry| Side::BOTH.into_iter().any(|side| e.change.spans[side].is_some_and(|s| s.len() > PASSAGE));
    let passage = |e: &&Entry| matches!(e.change.class, Class::Wording | Class::Addition | Class::Cut) && long(e);
    let (passages, others): (Vec<&Entry>, Vec<&Entry>) = own.iter().partition(passage);
    if passages.is_empty() {
        return Vec::new();
    }
    let touches = |e: &&Entry, side: Side, at: Span| e.change.spans[side].is_some_and(|s| s.overlaps(at));
    let inside = |pair: &Pair<Span>| {
        let held = |side: Side| passages.iter().any(|e| touches(e, side, pair[side]));
        let told = |e: &&Entry| Side::BOTH.into_iter().any(|side| touches(e, side, pair[side]));
        held(Side::Old) && held(Side::New) && !others.iter().any(told)
    };
    recounted(words).into_iter().filter(inside).collect()
}

/// A sentence put in or taken out in the block of a headline is of the headline.
fn beside_headline(documents: &Pair<&Document>, entries: &mut [Entry]) {
    let block = |e: &Entry, side: Side| e.change.spans[side].map(|s| documents[side].block_at(s.start));
    let headlines: Vec<Pair<Option<usize>>> = entries
        .iter()
        .filter(|e| e.change.class == Class::Headline)
        .map(|e| Pair::new(block(e, Side::Old), block(e, Side::New)))
        .collect();
    for entry in entries.iter_mut().filter(|e| matches!(e.change.class, Class::Addition | Class::Cut)) {
        let same = |side: Side| block(entry, side).is_some_and(|b| headlines.iter().any(|h| h[side] == Some(b)));
        if Side::BOTH.into_iter().any(same) {
            entry.becomes(Class::Headline, entry.grade);
        }
    }
}

fn is_headline(documents: &Pair<&Document>, row: &Row) -> bool {
    let at = |side: Side| {
        let start = row.hull()[side]?.start;
        let document = documents[side];
        let first = document.block_at(start);
        let n = if document.blocks.get(first)?.run_in { first + 1 } else { first };
        Some(document.blocks.get(n)?.kind == BlockKind::Headline)
    };
    Side::BOTH.into_iter().any(|side| at(side) == Some(true))
}

/// Whether a row says what a currency is worth, "($1 = 7.4 crowns)": a note to the reader, and a figure all the same.
fn is_rate(documents: &Pair<&Document>, hull: Pair<Option<Span>>) -> bool {
    Side::BOTH.into_iter().all(|side| {
        let text = hull[side].map_or("", |s| s.of(&documents[side].text));
        text.starts_with('(') && text.contains(" = ") && text.contains(|c: char| c.is_ascii_digit())
    })
}

/// A headline without the flag that stands before it on its line: "UPDATE 1-".
fn without_flag(document: &Document, hull: Span) -> Span {
    Span { start: edits::lead(document, hull).map_or(hull.start, |(_, start)| start), ..hull }
}

/// Whether a row begins where its paragraph begins.
fn opens_block(document: &Document, hull: Option<Span>) -> bool {
    let block = |hull: Span| document.blocks.get(document.block_at(hull.start)).map(|b| b.span.start);
    hull.is_some_and(|hull| block(hull) == Some(hull.start))
}

/// The class of a change that is all in a run-in slug or dateline.
fn lead(documents: &Pair<&Document>, spans: Pair<Option<Span>>) -> Option<Class> {
    let inside = |side: Side| {
        spans[side].is_none_or(|span| {
            let document = documents[side];
            document.blocks.get(document.block_at(span.start)).is_some_and(|b| b.run_in && b.span.covers(span))
        })
    };
    (inside(Side::Old) && inside(Side::New)).then_some(Class::Credit)
}
