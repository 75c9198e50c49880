//! The five real documents: their sentences agree with the gold. Needs `RECTO_CORPUS`, the folder with them.

use std::fs;
use std::path::PathBuf;

use recto::format;
use recto::text::{BlockKind, Document};
use serde_json::Value;

fn corpus() -> PathBuf {
    std::env::var_os("RECTO_CORPUS").unwrap_or_else(|| panic!("RECTO_CORPUS names the folder of the corpus")).into()
}

fn read(number: &str) -> Document {
    let named = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number));
    let mut paths = fs::read_dir(corpus()).into_iter().flatten().flatten().map(|entry| entry.path());
    let bytes =
        paths.find(named).and_then(|path| fs::read(path).ok()).unwrap_or_else(|| panic!("no document {number}"));
    format::read(bytes, &format::Hint::none()).unwrap_or_else(|error| panic!("document {number}: {error}"))
}

fn of(document: &Document, kind: BlockKind) -> Vec<String> {
    let blocks = document.blocks.iter().filter(|block| block.kind == kind);
    blocks.map(|block| block.span.of(&document.text).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
#[ignore = "reads the corpus named by RECTO_CORPUS"]
fn sentences_agree_with_the_gold() {
    let gold = fs::read(corpus().join("../gold/alignment.json")).expect("the gold alignment is readable");
    let gold: Value = serde_json::from_slice(&gold).expect("it is JSON");
    for pair in gold["pairs"].as_array().expect("pairs") {
        for side in ["old", "new"] {
            let name = pair[side].as_str().and_then(|path| path.rsplit('/').next()).expect("a path");
            let number = name.split('_').next().expect("a number");
            let document = read(number);
            let wanted = pair[format!("{side}_sentences")].as_array().expect("sentences");
            let wanted: Vec<_> =
                wanted.iter().map(|s| (s[0].as_u64().unwrap_or(0), s[1].as_u64().unwrap_or(0))).collect();
            let found = &document.segments().sentences;
            let found: Vec<_> = found.iter().map(|s| (u64::from(s.span.start), u64::from(s.span.end))).collect();
            assert_eq!(found, wanted, "document {number}");
        }
    }
}

/// Numbers of blocks of a document: headline, heading, caption, credit, note, furniture.
fn counts(document: &Document) -> [usize; 6] {
    use BlockKind::{Caption, Credit, Furniture, Heading, Headline, Note};
    [Headline, Heading, Caption, Credit, Note, Furniture].map(|kind| of(document, kind).len())
}

#[test]
#[ignore = "reads the corpus named by RECTO_CORPUS"]
fn blocks_are_recognised() {
    let [digest, copy] = ["003", "000"].map(read);
    for plain in [&digest, &copy] {
        assert!(plain.blocks.iter().all(|block| block.kind == BlockKind::Paragraph));
    }
    let wire = read("001");
    assert_eq!(counts(&wire), [0, 0, 0, 3, 1, 1]);
    assert!(wire.blocks[0].run_in && wire.blocks[0].kind == BlockKind::Credit);
    assert_eq!(wire.about.agency.as_ref().map(|found| found.value.of(&wire.text)), Some("Bloomberg"));
    let rewrite = read("002");
    assert_eq!(counts(&rewrite), [1, 3, 1, 0, 0, 1]);
    assert_eq!(rewrite.blocks[1].kind, BlockKind::Headline);
    assert_eq!(rewrite.about.published.as_ref().map(|found| found.value.of(&rewrite.text)), Some("June 19, 2024"));
    let collected = read("004");
    assert_eq!(counts(&collected), [1, 0, 0, 0, 0, 2]);
}
