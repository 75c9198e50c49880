//! Swapping the sides of a comparison mirrors it: the rows, the words marked in them, the findings with their grades.
//! Tested on the texts of `tests/eval`, which are in many languages, and on random edits of them.
//!
//! ```text
//! pair of tests/eval ─ edits (words removed, doubled, exchanged, taken from the other text) ─▸ old, new
//!                                                       compare(old, new) = compare(new, old) with the sides exchanged
//! ```
//!
//! `PROPTEST_CASES=100000 cargo test --test mirror` searches for new cases.

#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/cases.rs"]
mod cases;
#[path = "eval/pair.rs"]
#[allow(dead_code, reason = "the links and facts of a pair have tests of their own")]
mod pair;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use proptest::sample::Index;
use recto::changes::{self, Class, Comparison, Finding, Options};
use recto::diff::{Op, RowKind};
use recto::format;
use recto::text::{Document, Pair, Side, Span};

/// The texts of `tests/eval`, and of the edits marked in `tests/eval/marked`.
static PAIRS: LazyLock<Vec<Pair<String>>> = LazyLock::new(|| {
    let mut all: Vec<Pair<String>> = pair::pairs().into_iter().map(|pair| pair.texts).collect();
    all.extend(marked_files().iter().map(|file| Pair::new(marked(file, 0), marked(file, 1))));
    all
});

/// The texts of `tests/eval/marked`.
fn marked_files() -> [String; 2] {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval/marked");
    ["corrections.txt", "sentences.txt"].map(|name| std::fs::read_to_string(folder.join(name)).expect("marked texts"))
}

/// One side of a text whose edits are marked: `{old|new}`.
fn marked(file: &str, side: usize) -> String {
    let mut out = String::with_capacity(file.len());
    for part in file.split_inclusive('}') {
        let edit = part.split_once('{').and_then(|(head, edit)| Some((head, edit.strip_suffix('}')?.split_once('|')?)));
        match edit {
            Some((head, (old, new))) => out.extend([head, if side == 0 { old.trim_start_matches('!') } else { new }]),
            None => out.push_str(part),
        }
    }
    out
}

/// A change to the words of a text, at a share of it.
#[derive(Clone, Debug)]
enum Edit {
    Remove(Index),
    Double(Index),
    /// Exchanges two words.
    Exchange(Index, Index),
    /// Exchanges a word with the one after it.
    Turn(Index),
    /// Replaces a word by one of the other text.
    Take(Index, Index),
    /// Removes up to a dozen words.
    RemoveSome(Index, usize),
    /// Moves up to a dozen words.
    MoveSome(Index, usize, Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    prop_oneof![
        at().prop_map(Edit::Remove),
        at().prop_map(Edit::Double),
        (at(), at()).prop_map(|(a, b)| Edit::Exchange(a, b)),
        at().prop_map(Edit::Turn),
        (at(), at()).prop_map(|(a, b)| Edit::Take(a, b)),
        (at(), 1..12usize).prop_map(|(a, n)| Edit::RemoveSome(a, n)),
        (at(), 1..12usize, at()).prop_map(|(a, n, b)| Edit::MoveSome(a, n, b)),
    ]
}

impl Edit {
    fn make(&self, words: &mut Vec<String>, other: &[String]) {
        if words.len() < 2 || other.is_empty() {
            return;
        }
        let end = |at: usize, n: usize, words: &[String]| (at + n).min(words.len());
        match self {
            Self::Remove(at) => drop(words.remove(at.index(words.len()))),
            Self::Double(at) => {
                let at = at.index(words.len());
                words.insert(at, words[at].clone());
            }
            Self::Exchange(a, b) => {
                let (a, b) = (a.index(words.len()), b.index(words.len()));
                words.swap(a, b);
            }
            Self::Turn(at) => {
                let at = at.index(words.len() - 1);
                words.swap(at, at + 1);
            }
            Self::Take(at, from) => {
                let at = at.index(words.len());
                words[at] = other[from.index(other.len())].clone();
            }
            Self::RemoveSome(at, n) => {
                let at = at.index(words.len());
                words.drain(at..end(at, *n, words));
            }
            Self::MoveSome(at, n, to) => {
                let at = at.index(words.len());
                let moved: Vec<String> = words.drain(at..end(at, *n, words)).collect();
                let to = to.index(words.len() + 1);
                words.splice(to..to, moved);
            }
        }
    }
}

/// The words of a text with the white space after them; the characters, in scripts without spaces.
fn words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in text.split_inclusive(char::is_whitespace) {
        if word.chars().any(|c| ('\u{3040}'..'\u{a000}').contains(&c)) {
            out.extend(word.chars().map(String::from));
        } else {
            out.push(word.to_owned());
        }
    }
    out
}

fn document(text: &str) -> Arc<Document> {
    Arc::new(format::plain_text(text.to_owned()).expect("a text has a word"))
}

/// What the comparisons of two texts say in either direction, a line each.
fn reports(old: &Arc<Document>, new: &Arc<Document>) -> (Vec<String>, Vec<String>) {
    let compared = |old: &Arc<Document>, new: &Arc<Document>| {
        let documents = format::for_pair(&Pair::new(old.clone(), new.clone()));
        let comparison = changes::compare(&documents.old, &documents.new, &Options::default());
        (documents, comparison.expect("nobody cancels"))
    };
    let (there, back) = (compared(old, new), compared(new, old));
    // Editors' notes are those of the new text, and are left out. What they announce is listed apart.
    let noted = !there.1.notes.is_empty() || !back.1.notes.is_empty();
    (report(&there.0, &there.1, noted, false), report(&back.0, &back.1, noted, true))
}

/// What a comparison says; `turned` exchanges the sides. In `noted` texts, changes are only counted.
fn report(documents: &Pair<Arc<Document>>, comparison: &Comparison, noted: bool, turned: bool) -> Vec<String> {
    let text = |side: Side, span: Option<Span>| span.map_or("-", |span| span.of(&documents[side].text)).to_owned();
    let both = |spans: Pair<Option<Span>>| {
        let (old, new) = (text(Side::Old, spans.old), text(Side::New, spans.new));
        if turned { format!("{new:?} → {old:?}") } else { format!("{old:?} → {new:?}") }
    };
    let mirrored = |class: Class| match class {
        Class::Cut if turned => Class::Addition,
        Class::Addition if turned => Class::Cut,
        class => class,
    };
    let mut out = rows(comparison, turned);
    // Rows that move together are one change, in the order of the new text.
    for change in comparison.changes.iter().filter(|change| change.class != Class::Move) {
        let places = change.places().count();
        if noted {
            out.extend(change.places().map(|_| mirrored(change.class).name().to_owned()));
        } else if places > 1 {
            // It has the findings of one of them.
            out.push(format!("{} × {places}", change.class.name()));
        } else {
            let finding = |f: &Finding| format!("{} {} {}", mirrored(f.class).name(), f.grade.name(), both(f.spans));
            out.extend(change.findings.iter().map(finding));
        }
    }
    out.sort_unstable();
    out
}

/// The kinds of rows with the bytes that are equal, removed and added in them.
fn rows(comparison: &Comparison, turned: bool) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in &comparison.rows {
        let (mut equal, mut removed, mut added) = (Pair::new(0, 0), 0, 0);
        for op in &row.ops {
            match *op {
                Op::Equal { old, new, .. } => equal = Pair::new(equal.old + old.len(), equal.new + new.len()),
                Op::Removed(span) => removed += span.len(),
                Op::Added(span) => added += span.len(),
            }
        }
        let kind = match row.kind {
            RowKind::Removed if turned => RowKind::Added,
            RowKind::Added if turned => RowKind::Removed,
            kind => kind,
        };
        let (equal, sides) = if turned { (equal.swap(), (added, removed)) } else { (equal, (removed, added)) };
        let moved = if row.moved { "moved " } else { "" };
        *counts.entry(format!("{moved}{} {equal:?} {sides:?}", kind.name())).or_default() += 1;
    }
    counts.into_iter().map(|(row, n)| format!("{n} rows {row}")).collect()
}

/// What only one of two lists has.
fn apart(there: &[String], back: &[String]) -> String {
    let only = |a: &[String], b: &[String]| a.iter().filter(|line| !b.contains(line)).cloned().collect::<Vec<_>>();
    format!("{:#?}\nbut swapped\n{:#?}", only(there, back), only(back, there))
}

#[test]
fn each_pair_swapped_is_its_mirror_image() {
    for texts in PAIRS.iter() {
        let Pair { old, new } = texts.as_ref().map(|text| document(text));
        let (there, back) = reports(&old, &new);
        assert!(there == back, "{}\n{}", &texts.old.lines().next().unwrap_or_default(), apart(&there, &back));
    }
}

proptest! {
    #![proptest_config(cases::config(60))]

    #[test]
    fn edited_texts_swapped_are_their_mirror_image(
        pair in any::<Index>(), derived in any::<bool>(), edits in prop::collection::vec(edit(), 1..8),
    ) {
        let texts = &PAIRS[pair.index(PAIRS.len())];
        // The new text is an edited old one, or the other version, edited.
        let (old, other) = (words(&texts.old), words(&texts.new));
        let mut new = if derived { old.clone() } else { other.clone() };
        edits.iter().for_each(|edit| edit.make(&mut new, if derived { &other } else { &old }));
        let new = new.concat();
        prop_assume!(new.contains(char::is_alphanumeric));
        let (old, new) = (document(&texts.old), document(&new));
        let (there, back) = reports(&old, &new);
        prop_assert!(there == back, "{}\n--- old\n{}\n--- new\n{}", apart(&there, &back), old.text, new.text);
    }
}
