//! Word files with tracked changes: read back, rejecting all changes gives the old text and accepting them the new, with
//! their structure.

#![expect(clippy::unwrap_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/cases.rs"]
mod cases;
#[path = "common/redline.rs"]
mod common;

use std::sync::Arc;

use proptest::prelude::*;
use recto::changes;
use recto::format::{self, Hint};
use recto::page::{ReaderOptions, ReaderPage};
use recto::text::{Document, MarkKind, Marker, Pair};

use common::{HANDBOOK, Shape, accepted, before, laid_out, markdown, plain, redline, shape, two, written};

/// What is read of the document from a Word file without changes.
fn unchanged(document: &Arc<Document>) -> Shape {
    let read = accepted(redline(document, document));
    assert!(!read.about.tracked, "nothing changes:\n{}", read.text);
    shape(&read)
}

#[track_caller]
fn check(old: &Arc<Document>, new: &Arc<Document>) {
    // Beside Markdown, the markers of a plain text's lists are those of real lists.
    let Pair { old, new } = &laid_out(old, new);
    let file = redline(old, new);
    let both = || format!("--- old\n{}\n--- new\n{}", old.text, new.text);
    assert_eq!(shape(&accepted(file.clone())), unchanged(new), "accepted:\n{}", both());
    if accepted(file.clone()).about.tracked {
        assert_eq!(shape(&before(file)), unchanged(old), "rejected:\n{}", both());
    } else {
        assert_eq!(unchanged(old), unchanged(new), "untracked:\n{}", both());
    }
}

#[test]
fn a_document_keeps_its_structure_in_a_word_file() {
    let document = markdown(HANDBOOK);
    let (blocks, marks) = unchanged(&document);
    let (old_blocks, old_marks) = shape(&document);
    assert_eq!(blocks, old_blocks);
    let kinds = [MarkKind::Strong, MarkKind::Emphasis, MarkKind::Link, MarkKind::Cell];
    let kept = |marks: Vec<(MarkKind, Option<String>, String)>| -> Vec<_> {
        marks.into_iter().filter(|mark| kinds.contains(&mark.0)).collect()
    };
    assert_eq!(kept(marks), kept(old_marks));
}

#[test]
fn rejecting_gives_the_old_text_and_accepting_the_new() {
    let old = markdown(HANDBOOK);
    for (from, to) in [
        ("Boats land", "Small boats land"),
        ("| Small | 5 |", "| Small | 6 |"),
        ("| Small | 5 |\n", ""),
        ("| Boat | Fee |\n|---|---|\n| Small | 5 |\n| Large | 12 |\n\n", ""),
        ("2. Pay.\n", ""),
        ("## Fees", "### Fees of the quay"),
        ("**here**", "here"),
        ("sample.example/a", "sample.example/b"),
        ("said.\n\n", "said.\n\nIt has three steps and a lamp. "),
        ("Fees are due at once.\n\n", ""),
        ("> Mind the gap.", "Mind the gap."),
        ("    gate", "  gate"),
        ("\n\nThe end.\n", "\n"),
        ("The end.\n", "The end.\n\nAnd a beginning.\n"),
    ] {
        let changed = HANDBOOK.replace(from, to);
        assert_ne!(changed, HANDBOOK, "{from}");
        check(&old, &markdown(&changed));
        check(&markdown(&changed), &old);
    }
}

#[test]
fn moves_are_tracked_as_moves() {
    let first = "The harbour office closed the eastern quay for three days while divers looked at the piles below it.";
    let second = "The island’s only shop had run out of bread by Thursday, its owner told the radio on Friday.";
    let third = "Tickets for the ferry cost five crowns, and children under six travel free of any charge.";
    let (old, new) = (plain(&[first, second, third].join("\n\n")), plain(&[second, third, first].join("\n\n")));
    let file = redline(&old, &new);
    let xml = document_xml(&file);
    assert!(
        xml.contains("<w:moveFrom w:id=") && xml.contains("<w:moveTo w:id=") && !xml.contains("<w:delText"),
        "{xml}"
    );
    assert!(xml.contains("w:author=\"A. Editor\" w:date=\"2024-06-19T10:40:00Z\""), "{xml}");
    check(&old, &new);
    // A moved passage of several looks and sentences has one name at each end.
    let passage =
        "The harbour office *closed* the **eastern** quay for three days. Divers looked at the piles below it all day.";
    let (old, new) =
        (markdown(&[passage, second, third].join("\n\n")), markdown(&[second, third, passage].join("\n\n")));
    let xml = document_xml(&redline(&old, &new));
    let mut names: Vec<&str> = xml.split("w:name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    names.sort_unstable();
    let pairs = names.chunks(2).all(|pair| pair.len() == 2 && pair[0] == pair[1]);
    assert!(!names.is_empty() && pairs, "{names:?}");
    assert!(names.windows(3).all(|three| three[0] != three[2]), "each name is there twice: {names:?}");
    check(&old, &new);
}

/// A poem with a stanza that begins with an indented line, an address and code.
const KEPT_LINES: &str = "The Weir at Night\n\nby Mara Holt\n\nThe lamp goes out along the quay,\n    the ferry sleeps, \
    the ropes are slack,\nand nobody has come to see\n    the water carry starlight back.\n\n    A bell rings once. The \
    gulls complain.\nThe lock-keeper shuts the gate,\n        walks home beneath a little rain,\n    and leaves the river \
    to its weight.\n";

const CODE: &str = "How to read the meter\n\nThe meter is read by a short program, which the office keeps on its own machine in \
    the cellar.\n\n    fn main() {\n        let meter = read();\n\n        if meter.is_empty() {\n            return;\n        \
    }\n    }\n\nThen wait until the lamp is green.\n\nHarbour Office\n12 Quay Road\nNorthhaven NH1 2AB\n";

/// The lines of a document as they are read, with their indentation, without its title.
fn lines(document: &Arc<Document>) -> Vec<String> {
    let page = ReaderPage::new(Arc::clone(document), ReaderOptions::default(), 140);
    let mut out = Vec::new();
    recto::out::text(&mut out, &page).unwrap();
    let out = String::from_utf8(out).unwrap().replace('\u{a0}', " ");
    let lines = out.lines().map(|line| line.trim_end().to_owned());
    lines.skip_while(|line| !line.starts_with("by Mara") && !line.starts_with("The meter")).collect()
}

#[test]
fn a_document_is_written_as_a_word_file() {
    let text = "From: Vera Lund <vera@sample.example>\nSubject: The quay\nMessage-ID: <1>\nDate: Tue, 4 Jun 2024 09:30:00 \
        +0000\n\nThe fees of the quay rise in May, and all who keep a boat there are asked to come.\n\n- small boats\n- large \
        boats\n\n-- \nVera\n";
    let mail = format::read(text.into(), &Hint::none()).unwrap();
    let handbook = format::read(HANDBOOK.into(), &Hint::of_name("a.md")).unwrap();
    for (document, furniture) in [(mail, true), (handbook, false)] {
        let mut out = Vec::new();
        recto::out::document_docx(&mut out, &document, furniture).unwrap();
        let read = accepted(out);
        assert!(!read.about.tracked);
        let blocks = |document: &Document| -> Vec<(Marker, String)> {
            shape(document).0.into_iter().map(|(_, _, marker, text)| (marker, text)).collect()
        };
        assert_eq!(blocks(&read), blocks(&document));
        assert_eq!(read.title(), document.title());
    }
}

#[test]
fn verse_and_code_keep_their_lines_in_word_files_and_markdown() {
    for (text, changed) in [
        (KEPT_LINES, KEPT_LINES.replace("sleeps", "rests").replace("the gate", "the iron gate")),
        (CODE, CODE.replace("return;", "return 1;").replace("12 Quay", "14 Quay")),
    ] {
        let (old, new) = (plain(text), plain(&changed));
        let file = redline(&old, &new);
        assert_eq!(lines(&Arc::new(accepted(file.clone()))), lines(&new));
        assert_eq!(lines(&Arc::new(before(file))), lines(&old));
        let mut out = Vec::new();
        recto::out::document_markdown(&mut out, &old, false).unwrap();
        let written = String::from_utf8(out).unwrap();
        let read = markdown(&written);
        assert_eq!(lines(&read), lines(&old), "{written}");
        let documents = laid_out(&old, &read);
        let comparison = changes::compare(&documents.old, &documents.new, &changes::Options::default()).unwrap();
        assert!(comparison.rows.iter().all(|row| !row.is_change()), "{written}");
    }
}

fn document_xml(file: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file.to_vec())).unwrap();
    std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap()
}

#[test]
fn samples_are_read_back() {
    let samples: Vec<Arc<Document>> = [
        include_str!("../assets/sample/bridge-1-first.txt"),
        include_str!("../assets/sample/bridge-3-corrected.txt"),
        include_str!("../assets/sample/pact-1-wire.txt"),
        include_str!("../assets/sample/pact-3-rewrite.txt"),
        include_str!("../assets/sample/pact-5-collected.txt"),
    ]
    .map(plain)
    .into();
    for old in &samples {
        for new in &samples {
            check(old, new);
        }
    }
}

#[test]
fn the_file_is_well_formed_whatever_the_text_has() {
    let old = plain("A <b>bold</b> claim & a \"quote\"\u{1b}[31m.\u{a0}So it was.");
    let new = plain("A <b>bold</b> claim & \u{b}a 'quote'.\u{a0}So be it.");
    let file = redline(&old, &new);
    assert!(accepted(file.clone()).text.contains("<b>bold</b> claim & "));
    assert!(before(file).text.contains("\"quote\"\u{fffd}[31m.\u{a0}So it was."));
}

proptest! {
    #![proptest_config(cases::config(100))]

    #[test]
    fn any_redline_gives_both_texts((old, new) in two()) {
        check(&markdown(&written(&old)), &markdown(&written(&new)));
    }

    #[test]
    fn a_redline_of_two_formats_gives_both_texts((old, new) in two()) {
        check(&plain(&written(&old)), &markdown(&written(&new)));
    }
}
