//! Each column of a comparison, read from the page, is its text: every word once and in order, at any width.

#![cfg(feature = "store")]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/cases.rs"]
mod cases;

use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::Index;
use recto::changes;
use recto::format;
use recto::page::{CompareOptions, ComparePage, Line, Page, Role, View, sanitize};
use recto::store;
use recto::text::{Document, Pair, Side};

/// The paragraphs of the samples.
fn samples() -> Vec<Vec<String>> {
    let read = |source| store::read(&source).unwrap_or_else(|e| panic!("{e}"));
    let paragraphs = |document: Document| {
        let blocks = document.blocks.iter().map(|block| block.span.of(&document.text).to_owned());
        blocks.filter(|text| !text.trim().is_empty()).collect()
    };
    store::samples().map(|source| paragraphs(read(source))).collect()
}

fn document(paragraphs: &[String]) -> Arc<Document> {
    Arc::new(format::plain_text(paragraphs.join("\n\n")).unwrap_or_default())
}

fn page(texts: Pair<&[String]>, view: View, width: u16) -> ComparePage {
    let documents = format::for_pair(&texts.map(document));
    let comparison = changes::compare(&documents.old, &documents.new, &changes::Options::default());
    let mut options = CompareOptions::default();
    (options.view, options.fold) = (view, false);
    ComparePage::new(documents, Arc::new(comparison.expect("nobody cancels")), options, width)
}

/// The letters of one side's column in reading order. Signs and pointers have no source.
fn column(page: &ComparePage, side: Side, width: u16) -> String {
    let lines: Vec<Line> = (0..page.items()).flat_map(|item| page.lines(item)).collect();
    let mut out = String::new();
    for line in lines {
        assert!(line.width() <= usize::from(width), "wider than the page: {:?}", line.text());
        let rule = line.runs.iter().position(|run| run.role == Role::Rule && run.text == "│");
        for (n, run) in line.runs.iter().enumerate() {
            let Some((of, _)) = run.source else { continue };
            if page.options().view == View::Split {
                let left = rule.is_none_or(|rule| n < rule);
                assert_eq!(left, of == Side::Old, "a word in the wrong column: {:?}", line.text());
            }
            if of == side {
                out.extend(run.text.chars().filter(|c| !c.is_whitespace()));
            }
        }
    }
    out
}

/// The same letters from the text.
fn letters(text: &str) -> String {
    sanitize(&text.chars().filter(|c| !c.is_whitespace()).collect::<String>())
}

#[track_caller]
fn same(shown: &str, text: &str, what: &str) {
    let (shown, text): (Vec<char>, Vec<char>) = (shown.chars().collect(), text.chars().collect());
    let at = shown.iter().zip(&text).take_while(|(a, b)| a == b).count();
    let rest = |letters: &[char]| letters[at..].iter().take(40).collect::<String>();
    assert!(shown == text, "{what}: after {at} letters {:?} is shown, the text has {:?}", rest(&shown), rest(&text));
}

fn reads_as_its_text(old: &[String], new: &[String], width: u16) {
    let page = page(Pair::new(old, new), View::Split, width);
    for side in Side::BOTH {
        same(&column(&page, side, width), &letters(&page.documents()[side].text), &format!("{side:?} at {width}"));
    }
    let inline = self::page(Pair::new(old, new), View::Inline, width);
    same(&column(&inline, Side::New, width), &letters(&inline.documents().new.text), &format!("inline at {width}"));
}

/// Edits of paragraphs.
#[derive(Clone, Debug)]
enum Edit {
    Drop(Index),
    Move(Index, Index),
    Repeat(Index),
    Word(Index, Index),
    Join(Index),
    Take(usize, Index, Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    prop_oneof![
        at().prop_map(Edit::Drop),
        (at(), at()).prop_map(|(from, to)| Edit::Move(from, to)),
        at().prop_map(Edit::Repeat),
        (at(), at()).prop_map(|(paragraph, word)| Edit::Word(paragraph, word)),
        at().prop_map(Edit::Join),
        (0..8_usize, at(), at()).prop_map(|(story, from, to)| Edit::Take(story, from, to)),
    ]
}

fn edited(paragraphs: &[String], edits: &[Edit]) -> Vec<String> {
    let samples = samples();
    let mut out = paragraphs.to_vec();
    for edit in edits {
        let n = out.len();
        if n < 2 {
            break;
        }
        match edit {
            Edit::Drop(at) => _ = out.remove(at.index(n)),
            Edit::Move(from, to) => {
                let paragraph = out.remove(from.index(n));
                out.insert(to.index(n), paragraph);
            }
            Edit::Repeat(at) => out.insert(at.index(n), out[at.index(n)].clone()),
            Edit::Word(paragraph, word) => {
                let mut words: Vec<&str> = out[paragraph.index(n)].split_whitespace().collect();
                let at = word.index(words.len());
                words[at] = "lanterns";
                out[paragraph.index(n)] = words.join(" ");
            }
            Edit::Join(at) => {
                let paragraph = out.remove(at.index(n));
                let before = at.index(n).saturating_sub(1);
                out[before] = format!("{} {paragraph}", out[before]);
            }
            Edit::Take(story, from, to) => {
                let story = &samples[story % samples.len()];
                out.insert(to.index(n), story[from.index(story.len())].clone());
            }
        }
    }
    out
}

proptest! {
    #![proptest_config(cases::same(24))]

    #[test]
    fn each_column_is_its_text(
        story in 0..8_usize,
        edits in prop::collection::vec(edit(), 0..10),
        width in 12..220_u16,
    ) {
        let samples = samples();
        let old = &samples[story % samples.len()];
        reads_as_its_text(old, &edited(old, &edits), width);
    }
}

#[test]
fn each_column_of_reworked_texts_is_its_text() {
    let samples = samples();
    for pair in samples.windows(2) {
        for width in [24, 60, 100, 160] {
            reads_as_its_text(&pair[0], &pair[1], width);
        }
    }
}

/// Scripts, clusters and widths that are difficult to lay out.
#[test]
fn each_column_of_difficult_text_is_its_text() {
    let lines = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    let old = lines(&[
        "قال الوزير إن لا خلاف بين البلدين، والاتفاق قائم منذ عام 2019.",
        "署名式は平壌で行われ、両首脳は条約に署名した。漢字とかなの長い段落は単語の間に空白がない。",
        "The cre\u{301}me bru\u{302}le\u{301}e came with 👩‍👩‍👧 and 🇫🇷 on it, क्षत्रिय beside it.",
    ]);
    let new = lines(&[
        "قال الوزير إن لا خلاف بين البلدين، والاتفاق قائم منذ عام 2020.",
        "The cre\u{301}me bru\u{302}le\u{301}e came with 👩‍👩‍👧‍👦 and 🇩🇪 on it, क्षत्रिय beside it.",
        "署名式は平壌で行われ、両首脳は協定に署名した。漢字とかなの長い段落は単語の間に空白がない。",
    ]);
    for width in 30..120 {
        reads_as_its_text(&old, &new, width);
    }
}
