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
use recto::format::Hint;
use recto::page::{CompareOptions, ComparePage, Line, Page, Role, View, sanitize};
use recto::store;
use recto::text::{BlockKind, Document, Pair, Side};

/// Paragraphs that are difficult to lay out: other scripts, clusters, tables, verse, lists, words wider than a column.
const DIFFICULT: [&str; 12] = [
    "قال الوزير إن لا خلاف بين البلدين، والاتفاق قائم منذ عام 2019. ولم يتأخر أحد عن الموعد.",
    "وقال «لن نغلق الجسر» (يوم الاثنين) في حديث إلى Nora Tilling من الميناء.",
    "署名式は平壌で行われ、両首脳は条約に署名した。漢字とかなの長い段落は単語の間に空白がない。",
    "港口大桥将于周五重新开放，比计划提前两周，市议会表示。维修费用为一千五百万元。",
    "The cre\u{301}me bru\u{302}le\u{301}e came with 👩‍👩‍👧 and 🇫🇷 on it, क्षत्रिय beside it.",
    "| Berth | Vessel | Tonnes |\n|---|---|---|\n| 1 | Marit | 400 |\n| 2 | Oduya, of Port Ellery, with sand | 1,850 |",
    "| Berth | Vessel | Tonnes |\n|---|---|---|\n| 2 | Oduya, of Port Ellery, with gravel | 1,950 |\n| 3 | نور | 署名 |",
    "Berth   Vessel        Tonnes\n1       Marit            400\n2       Oduya          1,850\n3       Brannick         720",
    "The tide came in,\n    the tide went out,\nand nobody on the quay\n    had heard about",
    "1. The rent is due on the first working day.\n2. The crane is kept in repair.\n3. The lease ends with notice.",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch-donaudampfschifffahrtsgesellschaft https://example.org/a/b/c/d/e/f/g/h?i=jklmnopqrstuvwxyz&a=0123456789",
    "“Nobody was hurt,” said Rooke. “The last load test, with six gravel trucks, was passed on Sunday.”",
];

/// The paragraphs of the samples, and difficult ones.
fn stories() -> Vec<Vec<String>> {
    let difficult = DIFFICULT.map(str::to_owned);
    let pairs: Vec<_> = difficult.iter().flat_map(|text| [text.clone(), text.replace("2", "7")]).collect();
    samples().into_iter().chain([difficult.to_vec(), pairs]).collect()
}

/// The paragraphs of the samples.
fn samples() -> Vec<Vec<String>> {
    let read = |source| store::read(&source).unwrap_or_else(|e| panic!("{e}"));
    let paragraphs = |document: Document| {
        let blocks = document.blocks.iter().map(|block| block.span.of(&document.text).to_owned());
        blocks.filter(|text| !text.trim().is_empty()).collect()
    };
    store::samples().map(|source| paragraphs(read(source))).collect()
}

/// The paragraphs as a file of this name: the ending is the format.
fn document(paragraphs: &[String], name: &str) -> Arc<Document> {
    let bytes = paragraphs.join("\n\n").into_bytes();
    Arc::new(format::read(bytes, &Hint::of_name(name)).expect("a text"))
}

fn page(texts: Pair<&[String]>, name: &str, view: View, width: u16) -> ComparePage {
    let documents = format::for_pair(&texts.map(|paragraphs| document(paragraphs, name)));
    let comparison = changes::compare(&documents.old, &documents.new, &changes::Options::default());
    let mut options = CompareOptions::default();
    (options.view, options.fold) = (view, false);
    ComparePage::new(documents, Arc::new(comparison.expect("nobody cancels")), options, width)
}

/// The letters of one side's column in reading order. Signs and pointers have no source. The lines of a table row are
/// read cell by cell.
fn column(page: &ComparePage, side: Side, width: u16) -> String {
    let lines: Vec<Line> = (0..page.items()).flat_map(|item| page.lines(item)).collect();
    let mut shown: Vec<(u32, String)> = Vec::new();
    for line in lines {
        assert!(line.width() <= usize::from(width), "wider than the page: {:?}", line.text());
        let rule = line.runs.iter().position(|run| run.role == Role::Rule && run.text == "│");
        for (n, run) in line.runs.iter().enumerate() {
            let Some((of, span)) = run.source else { continue };
            if page.options().view == View::Split {
                let left = rule.is_none_or(|rule| n < rule);
                assert_eq!(left, of == Side::Old, "a word in the wrong column: {:?}", line.text());
            }
            if of == side {
                shown.push((span.start, run.text.chars().filter(|c| !c.is_whitespace()).collect()));
            }
        }
    }
    let document = &page.documents()[side];
    let is_row = |block: usize| document.blocks.get(block).is_some_and(|block| block.kind == BlockKind::TableRow);
    let same_row = |a: &(u32, String), b: &(u32, String)| {
        let block = document.block_at(a.0);
        is_row(block) && block == document.block_at(b.0)
    };
    shown.chunk_by_mut(same_row).for_each(|row| row.sort_by_key(|&(start, _)| start));
    shown.into_iter().map(|(_, text)| text).collect()
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
    for name in ["a.txt", "a.md"] {
        let page = page(Pair::new(old, new), name, View::Split, width);
        for side in Side::BOTH {
            let what = format!("{side:?} of {name} at {width}");
            same(&column(&page, side, width), &letters(&page.documents()[side].text), &what);
        }
        let inline = self::page(Pair::new(old, new), name, View::Inline, width);
        let text = &inline.documents().new.text;
        same(&column(&inline, Side::New, width), &letters(text), &format!("inline of {name} at {width}"));
    }
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
    /// Half of the words become others: the sentence is rewritten.
    Rewrite(Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    prop_oneof![
        at().prop_map(Edit::Drop),
        (at(), at()).prop_map(|(from, to)| Edit::Move(from, to)),
        at().prop_map(Edit::Repeat),
        (at(), at()).prop_map(|(paragraph, word)| Edit::Word(paragraph, word)),
        at().prop_map(Edit::Join),
        (0..16_usize, at(), at()).prop_map(|(story, from, to)| Edit::Take(story, from, to)),
        at().prop_map(Edit::Rewrite),
    ]
}

fn edited(paragraphs: &[String], edits: &[Edit]) -> Vec<String> {
    let stories = stories();
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
                // The lines of tables and verse are kept.
                let mut words: Vec<&str> = out[paragraph.index(n)].split(' ').collect();
                let at = word.index(words.len());
                words[at] = "lanterns";
                out[paragraph.index(n)] = words.join(" ");
            }
            Edit::Rewrite(at) => {
                let words = out[at.index(n)].split(' ').enumerate();
                let rewritten: Vec<_> = words.map(|(i, word)| if i % 2 == 0 { word } else { "quayside" }).collect();
                out[at.index(n)] = rewritten.join(" ");
            }
            Edit::Join(at) => {
                let paragraph = out.remove(at.index(n));
                let before = at.index(n).saturating_sub(1);
                out[before] = format!("{} {paragraph}", out[before]);
            }
            Edit::Take(story, from, to) => {
                let story = &stories[story % stories.len()];
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
        story in 0..16_usize,
        edits in prop::collection::vec(edit(), 0..10),
        // A narrower column has no room for the widest cluster, a family, which is then replaced by a dot.
        width in 30..220_u16,
    ) {
        let stories = stories();
        let old = &stories[story % stories.len()];
        reads_as_its_text(old, &edited(old, &edits), width);
    }
}

#[test]
fn each_column_of_reworked_texts_is_its_text() {
    let samples = samples();
    assert!(samples.len() > 2, "the samples were not found");
    for pair in samples.windows(2) {
        for width in [12, 17, 24, 60, 100, 160] {
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
