//! The ledger: what an editor would want to know, one entry a change, most telling first; and what the editors' notes
//! announced of it.

use super::classify::{Inside, RowWords, classify};
use super::english::{norm, stem};
use super::lexicon::Lexicon;
use super::model::{Announcement, Change, Class, Op, Row, RowKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{BlockKind, Document, Family, Fold, Pair, Side, Span, WordKind, words};

/// The changes of rows, most telling first, and the editors' notes of the new text held against them.
pub(super) fn ledger(lexicon: &Lexicon<'_>, rows: &[Row]) -> (Vec<Change>, Vec<Announcement>) {
    let documents = lexicon.documents();
    let mut changes = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        entries(lexicon, n, row, &mut changes);
    }
    same_names(&mut changes);
    let mut notes = announcements(documents, rows, &mut changes);
    // Announced first; then by what matters; of one class a replacement before a mere cut, then reading order.
    let mut order: Vec<usize> = (0..changes.len()).collect();
    let key = |c: &Change| (gravity(c), c.spans.old.is_none() || c.spans.new.is_none(), c.row);
    order.sort_by_key(|&n| key(&changes[n]));
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(to, &from)| place[from] = to);
    for note in &mut notes {
        note.found.iter_mut().for_each(|n| *n = place[*n]);
        note.found.sort_unstable();
    }
    let mut slots: Vec<Option<Change>> = changes.into_iter().map(Some).collect();
    (order.into_iter().filter_map(|n| slots[n].take()).collect(), notes)
}

/// A name that begins a sentence cannot be told from any word there: it is one where the same correction is one elsewhere.
fn same_names(changes: &mut [Change]) {
    let said = |c: &Change| c.summary.replace(|c: char| !c.is_alphanumeric() && c != '→', " ").trim().to_owned();
    let names: Vec<String> = changes.iter().filter(|c| c.class == Class::Name).map(said).collect();
    if names.is_empty() {
        return;
    }
    let plain = |c: &&mut Change| c.class == Class::Wording && c.summary.len() < 2 * SHOWN;
    changes.iter_mut().filter(plain).filter(|c| names.contains(&said(c))).for_each(|c| c.class = Class::Name);
}

/// How early a change stands in the ledger; 0 is first.
fn gravity(change: &Change) -> u8 {
    match change.class {
        class if change.announced && class.is_substance() => 0,
        Class::Negation => 1,
        Class::Number => 2,
        Class::Date => 3,
        Class::Quote => 4,
        Class::Name => 5,
        Class::Attribution => 6,
        Class::Hedge => 7,
        Class::Headline => 8,
        Class::Wording => 9,
        Class::Cut => 10,
        Class::Addition => 11,
        Class::Move => 12,
        Class::Style => 13,
        Class::Typography => 14,
        Class::Credit => 15,
        Class::Furniture => 16,
    }
}

/// The entries of one row.
fn entries(lexicon: &Lexicon<'_>, n: usize, row: &Row, out: &mut Vec<Change>) {
    let documents = lexicon.documents();
    let hull = row.hull();
    let whole =
        |class| Change { class, spans: hull, row: n, announced: false, summary: whole_summary(documents, hull) };
    match row.family {
        _ if row.kind == RowKind::Same && !row.moved => return,
        Family::Credit => return out.push(whole(Class::Credit)),
        Family::Note | Family::Furniture => return out.push(whole(Class::Furniture)),
        Family::Story => {}
    }
    if row.moved {
        out.push(whole(Class::Move));
    }
    match row.kind {
        RowKind::Same => {}
        RowKind::Typography => {
            let summary = typography_summary(documents, row, hull);
            out.push(Change { summary, ..whole(Class::Typography) });
        }
        RowKind::Removed => out.push(whole(Class::Cut)),
        RowKind::Added => out.push(whole(Class::Addition)),
        RowKind::Rewritten => {
            let class = if is_headline(documents, row) { Class::Headline } else { Class::Wording };
            out.push(whole(class));
        }
        RowKind::Edited => edits(lexicon, n, row, out),
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

/// The entries of an edited row, one for each change in it.
fn edits(lexicon: &Lexicon<'_>, n: usize, row: &Row, out: &mut Vec<Change>) {
    let documents = lexicon.documents();
    let hull = row.hull();
    let row_words = Pair::new(Side::Old, Side::New).map(|side| RowWords::new(lexicon, side, hull[side]));
    let headline = is_headline(documents, row);
    let mut near = Pair::new(hull.old.map_or(0, |s| s.start), hull.new.map_or(0, |s| s.start));
    let mut spans: Pair<Option<Span>> = Pair::default();
    let end = Op::Equal { old: Span::default(), new: Span::default(), typography: false };
    for op in row.ops.iter().chain([&end]) {
        match *op {
            Op::Removed(span) => spans.old = Some(spans.old.map_or(span, |s| s.hull(span))),
            Op::Added(span) => spans.new = Some(spans.new.map_or(span, |s| s.hull(span))),
            Op::Equal { old, new, typography } => {
                if spans != Pair::default() {
                    let spans = std::mem::take(&mut spans);
                    let class = match lead(documents, spans) {
                        Some(class) => class,
                        None => classify(&Inside { row: &row_words, spans, near, headline }),
                    };
                    let summary = edit_summary(documents, hull, spans, near);
                    out.push(Change { class, spans, row: n, announced: false, summary });
                }
                if typography {
                    let spans = Pair::new(Some(old), Some(new));
                    let summary = typography_summary(documents, row, spans);
                    out.push(Change { class: Class::Typography, spans, row: n, announced: false, summary });
                }
                near = Pair::new(old.end, new.end);
            }
        }
    }
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

/// Longest wording shown of one side, in characters.
const SHOWN: usize = 90;
/// Words of the row shown before a change that would not be understood alone.
const CONTEXT: usize = 2;

fn whole_summary(documents: &Pair<&Document>, spans: Pair<Option<Span>>) -> String {
    let side = |side: Side| spans[side].map(|s| shown(s.of(&documents[side].text)));
    match (side(Side::Old), side(Side::New)) {
        (Some(old), Some(new)) if old == new => old,
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (Some(old), None) => old,
        (None, new) => new.unwrap_or_default(),
    }
}

/// The places of a row inside `spans` where typography differs, the first few.
fn typography_summary(documents: &Pair<&Document>, row: &Row, spans: Pair<Option<Span>>) -> String {
    const PLACES: usize = 3;
    let inside = |place: &&Pair<Span>| spans.old.is_none_or(|s| s.covers(place.old));
    let mut told: Vec<String> = Vec::new();
    for place in row.typography.iter().filter(inside) {
        let side = |side: Side| line(place[side].of(&documents[side].text));
        let said = format!("{} → {}", side(Side::Old), side(Side::New));
        if !told.contains(&said) {
            told.push(said);
        }
    }
    let more = if told.len() > PLACES { ", …" } else { "" };
    told.truncate(PLACES);
    told.join(", ") + more
}

/// Both wordings in one line; a change that has words on one side only takes the words before it along.
fn edit_summary(
    documents: &Pair<&Document>,
    hull: Pair<Option<Span>>,
    spans: Pair<Option<Span>>,
    near: Pair<u32>,
) -> String {
    let text = |side: Side| spans[side].map(|s| line(s.of(&documents[side].text))).unwrap_or_default();
    // Nothing, or a mark first: the words before it are needed to see what changed.
    let alone = |s: &str| s.is_empty() || s.starts_with(['.', ',', ';', ':', '!', '?', ')', '”', '’', '—', '–', '-']);
    let needs = alone(&text(Side::Old)) || alone(&text(Side::New));
    let shown = |side: Side| {
        let from = spans[side].map_or(near[side], |s| s.start);
        let to = spans[side].map_or(near[side], |s| s.end);
        let before = if needs { context(documents[side], hull[side], from) } else { from };
        clip(&line(Span { start: before, end: to }.of(&documents[side].text)), SHOWN)
    };
    let (old, new) = (shown(Side::Old), shown(Side::New));
    let or_dash = |s: String| if s.is_empty() { "–".to_owned() } else { s };
    format!("{} → {}", or_dash(old), or_dash(new))
}

/// Where the words before byte `at` of a row begin. Only a little of the row is looked at: a row may be a book.
fn context(document: &Document, hull: Option<Span>, at: u32) -> u32 {
    const NEAR: u32 = 96;
    let Some(hull) = hull else { return at };
    let from = at.saturating_sub(NEAR).max(hull.start);
    let near = (from..at).find_map(|from| document.text.get(from as usize..at as usize)).unwrap_or("");
    // A word cut in two at the beginning is none.
    let whole =
        if from == hull.start { near } else { near.split_once(char::is_whitespace).map_or("", |(_, rest)| rest) };
    let mut found = Vec::new();
    words(whole, Span::new(0, whole.len()), &mut found);
    let spoken = found.iter().rev().filter(|w| w.kind != WordKind::Punct);
    let back = spoken.take(CONTEXT).last().map_or(whole.len(), |w| w.span.range().start);
    at - super::lexicon::count(whole.len() - back)
}

/// A wording as one line, [clipped](clip). Of a long one only the ends are read: a row may be a book.
fn shown(text: &str) -> String {
    const LONG: usize = 8 * SHOWN;
    if text.len() <= 2 * LONG {
        return clip(&line(text), SHOWN);
    }
    let head = (LONG..text.len()).find_map(|to| text.get(..to)).unwrap_or("");
    let tail = (text.len() - LONG..text.len()).find_map(|from| text.get(from..)).unwrap_or("");
    clip(&format!("{} {}", line(head), line(tail)), SHOWN)
}

/// White space folded, control characters gone.
fn line(text: &str) -> String {
    // Most wordings are so already.
    let bytes = text.as_bytes();
    let printable = |pair: &[u8]| matches!(pair, [b' ', b'!'..=b'~'] | [b'!'..=b'~', b' '..=b'~']);
    if bytes.len() > 1 && bytes.windows(2).all(printable) && bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ')
    {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.contains(char::is_control) {
            out.extend(word.chars().filter(|c| !c.is_control()));
        } else {
            out.push_str(word);
        }
    }
    out
}

/// At most `most` characters: the beginning and the end, where wordings differ least often.
fn clip(text: &str, most: usize) -> String {
    let length = text.chars().count();
    if length <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most * 2 / 3).collect();
    let tail: String = text.chars().skip(length - most / 4).collect();
    // At words, where there are any.
    let head = head.rsplit_once(' ').map_or(head.as_str(), |(whole, _)| whole);
    let tail = tail.split_once(' ').map_or(tail.as_str(), |(_, whole)| whole);
    format!("{head} … {tail}")
}

/// Notes that are held against the ledger: a document has one or two.
const NOTES: usize = 32;

/// Sentences of the new text as notes speak of them.
struct Sentences<'a> {
    document: &'a Document,
    /// Stems of a row's words, found once.
    stems: FxHashMap<usize, FxHashSet<String>>,
}

impl<'a> Sentences<'a> {
    fn new(document: &'a Document) -> Self {
        Self { document, stems: FxHashMap::default() }
    }

    /// Which paragraph of running text a row ends in, from 1.
    fn paragraph(&self, hull: Span) -> usize {
        self.document.paragraphs().partition_point(|p| p.start < hull.end)
    }

    /// Stems of a row's words.
    fn stems(&mut self, row: usize, hull: Span) -> &FxHashSet<String> {
        self.stems.entry(row).or_insert_with(|| {
            let sentence = hull.of(&self.document.text);
            let mut found = Vec::new();
            words(sentence, Span::new(0, sentence.len()), &mut found);
            let mut fold = Fold::default();
            found.iter().map(|w| stem(&norm(fold.key(w.span.of(sentence)))).to_owned()).collect()
        })
    }
}

/// What an editor's note announces, held against the changes: each note with the changes it speaks of.
fn announcements(documents: &Pair<&Document>, rows: &[Row], changes: &mut [Change]) -> Vec<Announcement> {
    let new = documents.new;
    let old_notes: FxHashSet<String> =
        documents.old.about.notes.iter().map(|s| line(s.of(&documents.old.text))).collect();
    let mut sentences = Sentences::new(new);
    let mut out = Vec::new();
    // A flag before a headline ("UPDATE 1-") says that something changed, not what.
    let run_in = |span: &Span| new.blocks.get(new.block_at(span.start)).is_some_and(|b| b.run_in);
    for &span in new.about.notes.iter().filter(|s| !run_in(s)).take(NOTES) {
        let text = span.of(&new.text);
        // A note that the old version had too announces nothing of this change.
        if !announces(text) || old_notes.contains(&line(text)) {
            continue;
        }
        let note = Note::read(text);
        if note.paragraphs.is_empty() && note.stems.is_empty() && !note.headline {
            continue; // a bare "CORRECTED" says nothing to hold against
        }
        let mut found = Vec::new();
        for (n, change) in changes.iter_mut().enumerate() {
            if change.class.is_substance() && note.speaks_of(&mut sentences, rows, change) {
                change.announced = true;
                found.push(n);
            }
        }
        out.push(Announcement { span, found });
    }
    out
}

/// Whether a note says that something was changed.
fn announces(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "correct", "update", "add", "recast", "clarif", "amend", "remov", "chang", "fix", "insert", "delet", "drop",
        "refil",
    ]
    .iter()
    .any(|verb| lower.contains(verb))
}

/// What a note says: which paragraphs, and the words that tell what.
struct Note {
    /// Paragraphs named, from 1.
    paragraphs: Vec<usize>,
    /// Stems of its telling words.
    stems: Vec<String>,
    headline: bool,
}

impl Note {
    fn read(text: &str) -> Self {
        let mut found = Vec::new();
        words(text, Span::new(0, text.len()), &mut found);
        let mut fold = Fold::default();
        let keys: Vec<String> = found.iter().map(|w| fold.key(w.span.of(text)).to_owned()).collect();
        let mut note = Self { paragraphs: Vec::new(), stems: Vec::new(), headline: false };
        let names_paragraphs = keys.iter().any(|k| k.starts_with("para") || k == "graf" || k == "pars");
        for key in &keys {
            if let Some(n) = ordinal(key).filter(|_| names_paragraphs) {
                note.paragraphs.push(n);
            } else if matches!(key.as_str(), "lede" | "lead" | "intro") {
                note.paragraphs.push(1);
            } else if key == "headline" || key == "title" {
                note.headline = true;
            } else if key.len() > 2
                && key.chars().all(char::is_alphanumeric)
                && !super::english::is_function(key)
                && !FORMAL.contains(&key.as_str())
            {
                note.stems.push(stem(&norm(key)).to_owned());
            }
        }
        note
    }

    /// Whether it speaks of a change: names its paragraph, its class, or words of its sentence.
    fn speaks_of(&self, sentences: &mut Sentences<'_>, rows: &[Row], change: &Change) -> bool {
        let Some(hull) = rows[change.row].hull().new else { return false };
        if self.headline && change.class == Class::Headline {
            return true;
        }
        let there = self.paragraphs.contains(&sentences.paragraph(hull));
        // "corrects day in first paragraph" speaks of a date there and of nothing else.
        let named = |class: Class| self.stems.iter().any(|s| class_word(class).contains(&s.as_str()));
        // Who spoke is announced as a comment and comes as a sentence with a quotation.
        let spoken = (named(Class::Quote) || named(Class::Attribution))
            && matches!(change.class, Class::Quote | Class::Attribution | Class::Addition)
            && hull.of(&sentences.document.text).contains(['“', '"', '«', '„']);
        if Class::ALL.into_iter().any(named) && !named(change.class) && !spoken {
            return false;
        }
        if !self.paragraphs.is_empty() && (!there || self.stems.is_empty() || change.class.is_fact() || spoken) {
            return there;
        }
        let stems = sentences.stems(change.row, hull);
        spoken || self.stems.iter().any(|s| stems.contains(s) || class_word(change.class).contains(&s.as_str()))
    }
}

/// Words of notes that say nothing of what changed.
const FORMAL: &[&str] = &[
    "corrects", "corrected", "correction", "updates", "updated", "adds", "recasts", "clarifies", "paragraph",
    "paragraphs", "para", "paras", "graf", "story", "version", "earlier", "previous", "throughout", "article", "note",
    "editor", "editor's", "company",
];

/// Words by which notes call a class of change, as stems.
fn class_word(class: Class) -> &'static [&'static str] {
    match class {
        Class::Date => &["day", "date", "month", "year", "time", "week"],
        Class::Number => &["figur", "number", "amount", "pric", "cost", "percentag", "percent", "ag", "total", "toll"],
        Class::Name => &["nam", "spell", "titl", "plac", "loc", "surnam"],
        Class::Quote => &["quot", "quotation", "comment"],
        Class::Attribution => &["sourc", "attribut"],
        Class::Headline => &["headlin", "titl"],
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
