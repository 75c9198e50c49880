//! Long texts are compared in another way than short ones: identical paragraphs are not read, and the rest is divided
//! between two threads. The properties of a comparison must hold there too, wherever the changes are.

#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/rebuild.rs"]
mod rebuild;

use std::fmt::Write as _;
use std::sync::Arc;

use recto::changes;
use recto::changes::Options;
use recto::changes::{Class, Comparison};
use recto::diff::Relation;
use recto::format;
use recto::text::{Document, Pair};

/// More than the shortest text that counts as long, on either side.
const PARAGRAPHS: usize = 700;

const NOUNS: [&str; 12] =
    ["harbour", "gate", "ferry", "council", "keeper", "storm", "cable", "bridge", "canal", "winter", "toll", "lantern"];
const VERBS: [&str; 8] = ["closed", "held", "crossed", "lost", "mended", "watched", "sold", "lifted"];

/// A unique paragraph of three sentences.
fn paragraph(n: usize) -> String {
    let noun = |k: usize| NOUNS[(n * 7 + k * 5 + n / 12) % NOUNS.len()];
    let verb = |k: usize| VERBS[(n * 3 + k + n / 8) % VERBS.len()];
    let mut out = String::new();
    for k in 0..3 {
        let (a, b, c) = (noun(k), noun(k + 1), noun(k + 2));
        write!(out, "The {a} of {n} {} the {b} for {} days, and the {c} was {} again. ", verb(k), k + n, verb(k + 3))
            .expect("a string takes all");
    }
    out
}

fn text(paragraphs: impl IntoIterator<Item = String>) -> String {
    paragraphs.into_iter().fold(String::new(), |text, paragraph| text + paragraph.trim() + "\n\n")
}

fn book() -> Vec<String> {
    (0..PARAGRAPHS).map(paragraph).collect()
}

fn read(text: &str) -> Arc<Document> {
    Arc::new(format::plain_text(text).expect("it is text"))
}

/// Compares in both directions, and with and without findings: both texts must rebuild.
fn compare(old: &str, new: &str) -> Comparison {
    let documents = format::for_pair(&Pair::new(read(old), read(new)));
    let run = |documents: Pair<&Document>, rows_alone: bool| {
        let options = Options::default().with_rows_alone(rows_alone);
        changes::compare(documents.old, documents.new, &options).expect("nobody stops it")
    };
    for rows_alone in [true, false] {
        let there = run(documents.as_ref().map(AsRef::as_ref), rows_alone);
        assert_eq!(rebuild::check(Pair::new(old, new), &there), Ok(()), "rows alone: {rows_alone}");
        let back = run(Pair::new(&documents.new, &documents.old), rows_alone);
        assert_eq!(rebuild::check(Pair::new(new, old), &back), Ok(()), "back, rows alone: {rows_alone}");
    }
    run(documents.as_ref().map(AsRef::as_ref), false)
}

#[test]
fn changes_at_either_end_and_between() {
    let book = book();
    let old = text(book.clone());
    let fresh = |n: usize| format!("Nobody had counted the {n} gulls on the mole before.");
    let ends = [0, PARAGRAPHS / 2, PARAGRAPHS];
    for at in ends {
        for many in [1, 3] {
            let mut grown = book.clone();
            grown.splice(at..at, (0..many).map(fresh));
            let comparison = compare(&old, &text(grown));
            let words = fresh(0).split_whitespace().count();
            assert_eq!((comparison.stats.added, comparison.stats.removed), (many * words, 0), "{many} put in at {at}");
        }
    }
    let mut both = book;
    both.insert(0, fresh(1));
    both.push(fresh(2));
    both[PARAGRAPHS / 3] = fresh(3);
    compare(&old, &text(both));
}

#[test]
fn paragraphs_that_move_and_texts_that_share_nothing() {
    let book = book();
    let old = text(book.clone());
    let mut moved = book;
    let block: Vec<String> = moved.drain(20..40).collect();
    moved.splice(500..500, block);
    let comparison = compare(&old, &text(moved));
    assert_eq!((comparison.stats.added, comparison.stats.removed), (0, 0));
    assert!(comparison.stats.moved > 0);
    let other = text((0..PARAGRAPHS).map(|n| format!("Gulls wheel over mole {} while nets dry, says Ada.", n + 9000)));
    compare(&old, &other);
    compare(&old, "One line that is none of it.\n");
}

#[test]
fn a_long_text_is_identical_to_itself() {
    let old = text(book());
    assert_eq!(compare(&old, &old).relation(), Some(Relation::Identical));
}

#[test]
fn a_word_changed_in_a_long_text_is_found_as_just_that() {
    let book = book();
    let mut edited = book.clone();
    edited[350] = edited[350].replacen("The ", "No ", 1);
    let comparison = compare(&text(book), &text(edited));
    assert_eq!((comparison.stats.added, comparison.stats.removed), (1, 1));
}

#[test]
fn changes_that_are_read_on_two_threads_have_their_edits() {
    let old = text(book());
    let comparison = compare(&old, &old.replace(" days,", " weeks,"));
    let places = || comparison.changes.iter().flat_map(|change| change.places());
    for place in places() {
        let edit = &comparison.edits[place.edit.expect("a word is an edit")];
        assert_eq!((edit.row, edit.spans), (place.row, place.spans));
    }
    assert_eq!((places().count(), comparison.edits.len()), (3 * PARAGRAPHS, 3 * PARAGRAPHS));
}

#[test]
fn the_language_is_that_of_the_whole_text() {
    let line = |n: usize, day: &str| match n {
        350 => format!("Das Werk schließt am {day}."),
        _ => format!(
            "Der Hafen von {n} hielt die Brücke mit dem Tor, und der Rat fand für {} Tage das Kabel nicht. ",
            n + 2
        )
        .repeat(2),
    };
    let german = |day: &str| text((0..PARAGRAPHS).map(|n| line(n, day)));
    let comparison = compare(&german("Dienstag"), &german("Mittwoch"));
    assert_eq!(comparison.changes.iter().map(|c| c.class).collect::<Vec<_>>(), [Class::Date]);
}
