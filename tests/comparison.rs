//! The public functions of the library, and comparisons that are stored and read back.

use recto::changes::{self, Comparison, Mismatch, Options};
use recto::diff::Op;
use recto::format;
use recto::text::{Document, Side, Span};

const OLD: &str = "Ferry sinks off Port Ellery\n\nPORT ELLERY, March 4 (Sample Wire) - The ferry sank on Monday with 12 aboard, \
police said.\n\n\u{201c}She went down in minutes,\u{201d} said Nora Tilling, who saw it.\n\nNobody was hurt. The inquiry begins in June.\n";
const NEW: &str = "Ferry sinks off Port Ellery\n\nPORT ELLERY, March 4 (Sample Wire) - The ferry sank on Tuesday with 14 aboard, \
officials said.\n\nNobody was hurt. The inquiry begins in June.\n\n\u{201c}She went down in a minute,\u{201d} said Nora Tilling.\n\n\
(Corrects day and number of passengers in first paragraph)\n";

fn document(text: &str) -> Document {
    format::plain_text(text).unwrap_or_else(|e| panic!("{e}"))
}

fn compared(old: &str, new: &str) -> Comparison {
    let comparison = changes::compare(&document(old), &document(new), &Options::default());
    comparison.unwrap_or_else(|| panic!("nothing cancels it"))
}

fn stored(comparison: &Comparison) -> String {
    serde_json::to_string(comparison).unwrap_or_else(|e| panic!("{e}"))
}

fn read_back(json: &str) -> Comparison {
    serde_json::from_str(json).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn empty_texts_are_compared() {
    assert!(recto::compare("", " \n").rows.is_empty());
    let added = recto::compare("", "The ferry sank.");
    assert_eq!((added.rows.len(), added.stats.added), (1, 3));
}

#[test]
fn spans_are_bytes_of_the_texts_given() {
    for before in ["", "\u{feff}", "\r\n\r\n"] {
        let (old, new) =
            (format!("{before}Die Fähre sank am Montag.\r\n"), format!("{before}Die Fähre sank am Dienstag.\r\n"));
        let comparison = recto::compare(&old, &new);
        let change = comparison.changes.first().unwrap_or_else(|| panic!("a change"));
        assert_eq!(change.spans.old.map(|span| span.of(&old)), Some("Montag"), "{before:?}");
        assert_eq!(change.spans.new.map(|span| span.of(&new)), Some("Dienstag"), "{before:?}");
    }
}

#[test]
fn a_stored_comparison_is_read_back_equal() {
    let comparison = compared(OLD, NEW);
    // The texts are chosen so that all parts of a comparison occur.
    assert!(comparison.changes.len() > 2 && comparison.notes.iter().any(|n| !n.found.is_empty()), "{comparison:#?}");
    assert!(comparison.changes.iter().flat_map(|c| &c.findings).any(|f| !f.evidence.old.is_empty()));
    assert!(comparison.rows.iter().any(|r| r.moved) && comparison.rows.iter().any(|r| r.pairing.is_some()));
    let again = read_back(&stored(&comparison));
    assert_eq!(again, comparison);
    assert_eq!(again.check(&document(OLD), &document(NEW)), Ok(()));
}

#[test]
fn a_comparison_of_other_documents_is_refused() {
    let comparison = read_back(&stored(&compared(OLD, NEW)));
    let other = document(&NEW.replace("14 aboard", "15 aboard"));
    let Err(error) = comparison.check(&document(OLD), &other) else { panic!("accepted") };
    assert!(matches!(error, Mismatch::Document { side: Side::New, .. }), "{error:?}");
    let message = error.to_string();
    assert!(
        message.starts_with("the comparison is of another new document: “Ferry sinks off Port Ellery” (SHA-256 "),
        "{message}"
    );
    let swapped = comparison.check(&document(NEW), &document(OLD));
    assert!(matches!(swapped, Err(Mismatch::Document { side: Side::Old, .. })), "{swapped:?}");
}

#[test]
fn a_damaged_comparison_is_refused() {
    let (old, new) = (document(OLD), document(NEW));
    let comparison = compared(OLD, NEW);
    let damaged: [fn(&mut Comparison); 7] = [
        |c| c.rows[0].spans.old[0].end = u32::MAX,
        |c| c.rows[0].ops = vec![Op::Removed(Span { start: 0, end: 9_999 })],
        |c| c.changes[0].row = c.rows.len(),
        |c| c.changes[0].edit = Some(c.edits.len()),
        |c| c.edits[0].near.new = u32::MAX,
        |c| c.notes[0].found.push(c.changes.len()),
        |c| c.notes[0].span.start = c.notes[0].span.end + 1,
    ];
    for (i, damage) in damaged.into_iter().enumerate() {
        let mut comparison = comparison.clone();
        damage(&mut comparison);
        assert_eq!(comparison.check(&old, &new), Err(Mismatch::Damaged), "{i}");
    }
    // A position inside a character.
    let mut comparison = comparison;
    let quote = u32::try_from(OLD.find('\u{201c}').unwrap_or(0)).unwrap_or(0);
    comparison.edits[0].near.old = quote + 1;
    assert_eq!(comparison.check(&old, &new), Err(Mismatch::Damaged));
}

#[test]
fn other_json_is_not_a_comparison() {
    let json = stored(&compared(OLD, NEW));
    for (wrong, was) in [("\"class\":\"dte\"", "\"class\":\"date\""), ("\"kind\":\"sme\"", "\"kind\":\"same\"")] {
        assert!(json.contains(was), "{was}");
        let error = serde_json::from_str::<Comparison>(&json.replacen(was, wrong, 1)).expect_err(wrong).to_string();
        let name = wrong.split('"').nth(3).unwrap_or(wrong);
        assert!(error.contains(&format!("unknown variant `{name}`")), "{error}");
    }
}
