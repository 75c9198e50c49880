//! Comparisons as Word files, what people see of a document read back, and pairs of documents to compare.

use std::sync::Arc;

use proptest::prelude::*;
use recto::changes::{self, Options};
use recto::format::{self, Hint, Part, Reading};
use recto::out::{self, RedlineOptions};
use recto::page::{CompareOptions, ComparePage};
use recto::text::{BlockKind, Document, MarkKind, Marker, Pair};

pub(crate) fn laid_out(old: &Arc<Document>, new: &Arc<Document>) -> Pair<Arc<Document>> {
    format::for_pair(&Pair::new(Arc::clone(old), Arc::clone(new)))
}

pub(crate) fn redline(old: &Arc<Document>, new: &Arc<Document>) -> Vec<u8> {
    let documents = laid_out(old, new);
    let comparison = changes::compare(&documents.old, &documents.new, &Options::default()).unwrap();
    let page = ComparePage::new(documents, Arc::new(comparison), CompareOptions::default(), 80);
    let mut out = Vec::new();
    out::redline(&mut out, &page, RedlineOptions { author: "A. Editor", time: Some("2024-06-19T10:40:00Z") }).unwrap();
    out
}

pub(crate) fn markdown(text: &str) -> Arc<Document> {
    Arc::new(format::read(text.as_bytes().to_vec(), &Hint::of_name("a.md")).unwrap())
}

pub(crate) fn plain(text: &str) -> Arc<Document> {
    Arc::new(format::plain_text(text).unwrap())
}

pub(crate) fn accepted(file: Vec<u8>) -> Document {
    format::read(file, &Hint::of_name("a.docx")).unwrap()
}

pub(crate) fn before(file: Vec<u8>) -> Document {
    let mut reading = Reading::default();
    reading.part = Some(Part::Before);
    format::read(file, &Hint::of_name("a.docx").reading(reading)).unwrap()
}

/// What people see of a document: its blocks, and what is set apart in them.
pub(crate) type Shape = (Vec<(BlockKind, u8, Marker, String)>, Vec<(MarkKind, Option<String>, String)>);

pub(crate) fn shape(document: &Document) -> Shape {
    let text = &document.text;
    let blocks = document.blocks.iter().map(|b| (b.kind, b.level, b.marker, b.span.of(text).to_owned()));
    let marks =
        document.marks.iter().map(|m| (m.kind, m.target.as_deref().map(String::from), m.span.of(text).to_owned()));
    (blocks.collect(), marks.collect())
}

pub(crate) const HANDBOOK: &str = "# The *quay*\n\nBoats land **here**, the [harbour office](https://sample.example/a) said.\n\n\
    ## Fees\n\n| Boat | Fee |\n|---|---|\n| Small | 5 |\n| Large | 12 |\n\nFees are due at once.\n\n1. Tie up.\n2. Pay.\n   - in \
    coins\n   - by card\n3. Leave.\n\n> Mind the gap.\n\n```\nopen\n    gate\n```\n\nThe end.\n";

pub(crate) const SENTENCES: [&str; 10] = [
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
pub(crate) enum Made {
    Paragraph(Vec<usize>),
    Heading(usize, usize),
    Numbered(u32, Vec<(usize, bool)>),
    Bullets(Vec<usize>),
    Table(Vec<(usize, u32)>),
    Quote(usize),
    Code(Vec<u8>),
}

pub(crate) fn made() -> impl Strategy<Value = Made> {
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

pub(crate) fn written(blocks: &[Made]) -> String {
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
pub(crate) fn two() -> impl Strategy<Value = (Vec<Made>, Vec<Made>)> {
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
