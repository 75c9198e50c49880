//! Word files with tracked changes: read back, rejecting all changes gives the old text and accepting them the new, with
//! their structure.

#![expect(clippy::unwrap_used, reason = "a panic is the report of a test, in its helpers too")]

use std::sync::Arc;

use proptest::prelude::*;
use recto::changes::{self, Options};
use recto::format::{self, Hint, Part, Reading};
use recto::out::{self, RedlineOptions};
use recto::page::{CompareOptions, ComparePage};
use recto::text::{BlockKind, Document, MarkKind, Marker, Pair};

fn redline(old: &Arc<Document>, new: &Arc<Document>) -> Vec<u8> {
    let documents = format::for_pair(&Pair::new(Arc::clone(old), Arc::clone(new)));
    let comparison = changes::compare(&documents.old, &documents.new, &Options::default()).unwrap();
    let page = ComparePage::new(documents, Arc::new(comparison), CompareOptions::default(), 80);
    let mut out = Vec::new();
    out::redline(&mut out, &page, RedlineOptions { author: "A. Editor", time: Some("2024-06-19T10:40:00Z") }).unwrap();
    out
}

fn markdown(text: &str) -> Arc<Document> {
    Arc::new(format::read(text.as_bytes().to_vec(), &Hint::of_name("a.md")).unwrap())
}

fn plain(text: &str) -> Arc<Document> {
    Arc::new(format::plain_text(text).unwrap())
}

fn accepted(file: Vec<u8>) -> Document {
    format::read(file, &Hint::of_name("a.docx")).unwrap()
}

fn before(file: Vec<u8>) -> Document {
    let mut reading = Reading::default();
    reading.part = Some(Part::Before);
    format::read(file, &Hint::of_name("a.docx").reading(reading)).unwrap()
}

/// What people see of a document: its blocks, and what is set apart in them.
type Shape = (Vec<(BlockKind, u8, Marker, String)>, Vec<(MarkKind, Option<String>, String)>);

fn shape(document: &Document) -> Shape {
    let text = &document.text;
    let blocks = document.blocks.iter().map(|b| (b.kind, b.level, b.marker, b.span.of(text).to_owned()));
    let marks =
        document.marks.iter().map(|m| (m.kind, m.target.as_deref().map(String::from), m.span.of(text).to_owned()));
    (blocks.collect(), marks.collect())
}

/// The document as a Word file without changes has it.
fn unchanged(document: &Arc<Document>) -> Shape {
    let read = accepted(redline(document, document));
    assert!(!read.about.tracked, "nothing changes:\n{}", read.text);
    shape(&read)
}

#[track_caller]
fn check(old: &Arc<Document>, new: &Arc<Document>) {
    let file = redline(old, new);
    let both = || format!("--- old\n{}\n--- new\n{}", old.text, new.text);
    assert_eq!(shape(&accepted(file.clone())), unchanged(new), "accepted:\n{}", both());
    if accepted(file.clone()).about.tracked {
        assert_eq!(shape(&before(file)), unchanged(old), "rejected:\n{}", both());
    } else {
        assert_eq!(unchanged(old), unchanged(new), "untracked:\n{}", both());
    }
}

const HANDBOOK: &str = "# The *quay*\n\nBoats land **here**, the [harbour office](https://sample.example/a) said.\n\n\
    ## Fees\n\n| Boat | Fee |\n|---|---|\n| Small | 5 |\n| Large | 12 |\n\nFees are due at once.\n\n1. Tie up.\n2. Pay.\n   - in \
    coins\n   - by card\n3. Leave.\n\n> Mind the gap.\n\n```\nopen\n    gate\n```\n\nThe end.\n";

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

const SENTENCES: [&str; 10] = [
    "A brass band practised on the pier until the rain sent everyone indoors.",
    "Two clerks counted the ballots again by candlelight, and found *eleven* more.",
    "“Nobody told the ferryman,” said Oktavia Brandl, who keeps the **lighthouse**.",
    "The museum bought a stuffed walrus for 4,250 crowns in [spring](https://sample.example/walrus).",
    "Nobody spoke.",
    "The ferry sailed at noon.",
    "The ferry sailed at one.",
    "It rained on the pier, and the **lamp *went* out**.",
    "She had `seen` it before.",
    "They were too late.",
];

/// A block of Markdown.
#[derive(Clone, Debug)]
enum Made {
    Paragraph(Vec<usize>),
    Heading(usize, usize),
    Numbered(u32, Vec<(usize, bool)>),
    Bullets(Vec<usize>),
    Table(Vec<(usize, u32)>),
    Quote(usize),
    Code(Vec<u8>),
}

fn made() -> impl Strategy<Value = Made> {
    let sentence = 0..SENTENCES.len();
    prop_oneof![
        4 => proptest::collection::vec(sentence.clone(), 1..4).prop_map(Made::Paragraph),
        1 => (1..4_usize, sentence.clone()).prop_map(|(level, s)| Made::Heading(level, s)),
        1 => (1..4_u32, proptest::collection::vec((sentence.clone(), any::<bool>()), 1..4))
            .prop_map(|(start, items)| Made::Numbered(start, items)),
        1 => proptest::collection::vec(sentence.clone(), 1..4).prop_map(Made::Bullets),
        2 => proptest::collection::vec((sentence.clone(), 0..20_u32), 1..4).prop_map(Made::Table),
        1 => sentence.prop_map(Made::Quote),
        1 => proptest::collection::vec(0..4_u8, 1..4).prop_map(Made::Code),
    ]
}

fn written(blocks: &[Made]) -> String {
    let sentence = |s: &usize| SENTENCES[*s];
    let block = |block: &Made| match block {
        Made::Paragraph(sentences) => sentences.iter().map(sentence).collect::<Vec<_>>().join(" "),
        Made::Heading(level, s) => format!("{} {}", "#".repeat(*level), sentence(s)),
        Made::Numbered(start, items) => (*start..)
            .zip(items)
            .map(|(n, (s, nested))| {
                let more = if *nested { "\n   1. Below it.\n   2. And again." } else { "" };
                format!("{n}. {}{more}", sentence(s))
            })
            .collect::<Vec<_>>()
            .join("\n"),
        Made::Bullets(items) => items.iter().map(|s| format!("- {}", sentence(s))).collect::<Vec<_>>().join("\n"),
        Made::Table(rows) => {
            let row = |(s, n): &(usize, u32)| format!("\n| {} | {n} |", sentence(s));
            format!("| Name | Figure |\n|---|---|{}", rows.iter().map(row).collect::<String>())
        }
        Made::Quote(s) => format!("> {}", sentence(s)),
        Made::Code(lines) => {
            let line = |n: &u8| format!("{}call({n})", "  ".repeat(usize::from(*n)));
            format!("```\nbegin\n{}\n```", lines.iter().map(line).collect::<Vec<_>>().join("\n"))
        }
    };
    blocks.iter().map(block).collect::<Vec<_>>().join("\n\n")
}

/// Two documents: the second has some of the blocks of the first, in another order, and others.
fn two() -> impl Strategy<Value = (Vec<Made>, Vec<Made>)> {
    let blocks = proptest::collection::vec(made(), 1..7);
    (blocks, proptest::collection::vec((made(), 0..10_u8, any::<prop::sample::Index>()), 1..8)).prop_map(
        |(old, edits)| {
            let mut new = Vec::new();
            let mut next = old.iter();
            for (made, choice, index) in edits {
                match choice {
                    0..5 => new.extend(next.next().cloned()),
                    5 => new.push(made),
                    6 => _ = next.next(),
                    7 => new.push(index.get(&old).clone()),
                    8 => {
                        // A paragraph is joined with the next one, or a row is removed from a table.
                        match (next.next().cloned(), made) {
                            (Some(Made::Paragraph(mut a)), Made::Paragraph(b)) => {
                                a.extend(b);
                                new.push(Made::Paragraph(a));
                            }
                            (Some(Made::Table(mut rows)), Made::Table(more)) => {
                                rows.remove(0);
                                rows.extend(more);
                                new.push(Made::Table(rows));
                            }
                            (Some(Made::Numbered(start, mut items)), _) => {
                                items.reverse();
                                new.push(Made::Numbered(start, items));
                            }
                            (block, made) => new.extend(block.into_iter().chain([made])),
                        }
                    }
                    _ => {
                        if let Some(Made::Paragraph(mut sentences)) = next.next().cloned() {
                            let rest = sentences.split_off(sentences.len() / 2);
                            new.extend([sentences, rest].into_iter().filter(|s| !s.is_empty()).map(Made::Paragraph));
                        }
                    }
                }
            }
            if new.is_empty() {
                new.push(Made::Paragraph(vec![0]));
            }
            (old, new)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn any_redline_gives_both_texts((old, new) in two()) {
        check(&markdown(&written(&old)), &markdown(&written(&new)));
    }

    #[test]
    fn a_redline_of_two_formats_gives_both_texts((old, new) in two()) {
        check(&plain(&written(&old)), &markdown(&written(&new)));
    }
}
