//! What holds for every comparison's page, over the samples and over made-up texts; and screens as people see them.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::{CompareOptions, ComparePage, HiddenKinds, Marks, Page, Role, View, sanitize, search, width};
use crate::changes::Options;
use crate::changes::compare;
use crate::text::About;
use crate::text::Block;
use crate::text::BlockKind;
use crate::text::Document;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;

const SAMPLES: [&str; 4] = [
    include_str!("../../assets/sample/bridge-1-first.txt"),
    include_str!("../../assets/sample/bridge-2-second.txt"),
    include_str!("../../assets/sample/pact-2-syndicated.txt"),
    include_str!("../../assets/sample/pact-1-wire.txt"),
];

/// A document of paragraphs, one a line.
fn document(text: &str) -> Arc<Document> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        if !line.trim().is_empty() {
            let span = Span::new(start, start + line.trim().len());
            blocks.push(Block::new(BlockKind::Paragraph, span));
        }
        at += line.len();
    }
    Arc::new(Document::new(text.into(), blocks, About::default()))
}

fn page(old: &str, new: &str, options: CompareOptions, cells: u16) -> ComparePage {
    let docs = Pair::new(document(old), document(new));
    let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
    ComparePage::new(docs, Arc::new(comparison), options, cells)
}

fn shown(page: &ComparePage) -> Vec<String> {
    (0..page.items()).flat_map(|i| page.lines(i)).map(|l| l.text().trim_end().to_owned()).collect()
}

fn unfolded(view: View) -> CompareOptions {
    CompareOptions { view, fold: false, ..CompareOptions::default() }
}

/// All characters of one side that a page shows, white space left out.
fn letters(page: &ComparePage, side: Side) -> String {
    let lines = (0..page.items()).flat_map(|i| page.lines(i));
    let runs = lines.flat_map(|l| l.runs).filter(|r| r.source.is_some_and(|s| s.0 == side));
    runs.flat_map(|r| r.text.chars().collect::<Vec<_>>()).filter(|c| !c.is_whitespace()).collect()
}

fn squeezed(text: &str) -> String {
    sanitize(&text.split_whitespace().collect::<String>())
}

fn sorted(text: &str) -> Vec<char> {
    let mut chars: Vec<char> = text.chars().collect();
    chars.sort_unstable();
    chars
}

fn holds(old: &str, new: &str, widths: &[u16]) {
    let mut page = page(old, new, CompareOptions::default(), 80);
    for (view, fold) in [(View::Split, false), (View::Split, true), (View::Inline, false), (View::Inline, true)] {
        page.set_options(CompareOptions { view, fold, ..CompareOptions::default() });
        for &cells in widths {
            page.resize(cells);
            lines_hold(&page, cells);
            for &row in page.stops() {
                let (item, line) = page.locate(row);
                assert!(page.lines(item).len() > line);
            }
        }
    }
}

fn lines_hold(page: &ComparePage, cells: u16) {
    for item in 0..page.items() {
        for line in page.lines(item) {
            let text = line.text();
            assert!(width(&text) <= usize::from(cells), "{cells}: {text:?}");
            assert!(!text.chars().any(char::is_control));
            if let Some(place) = line.place() {
                assert_eq!(page.item_at(place), item, "{cells}: {text:?}");
            }
        }
    }
}

#[test]
fn every_line_keeps_to_its_width_and_place() {
    holds(SAMPLES[0], SAMPLES[1], &[1, 2, 9, 20, 40, 60, 100, 160]);
    holds(SAMPLES[3], SAMPLES[2], &[60, 100]);
}

#[test]
fn nothing_of_either_text_is_lost() {
    for (old, new) in [(0, 1), (2, 3), (1, 2)] {
        let (old, new) = (SAMPLES[old], SAMPLES[new]);
        let split = page(old, new, unfolded(View::Split), 120);
        assert_eq!(letters(&split, Side::New), squeezed(new));
        assert_eq!(sorted(&letters(&split, Side::Old)), sorted(&squeezed(old)));
        assert_eq!(letters(&page(old, new, unfolded(View::Inline), 80), Side::New), squeezed(new));
    }
}

#[test]
fn side_by_side_as_people_see_it() {
    let old = "The bridge reopens in May.\nNobody was hurt.\n";
    let new = "The bridge reopens in June.\nNobody was hurt.\nThe ferry stops on Saturday.\n";
    let page = page(old, new, unfolded(View::Split), 48);
    assert_eq!(
        shown(&page),
        [
            " ~ The bridge reopens   │ ~ The bridge reopens", "   in May.              │   in June.",
            "                        │", "   Nobody was hurt.     │   Nobody was hurt.", "                        │",
            "                        │ + The ferry stops on", "                        │   Saturday.",
        ]
    );
}

#[test]
fn inline_as_people_see_it() {
    let page = page("The bridge reopens in May.", "The bridge reopens in June.", unfolded(View::Inline), 24);
    assert_eq!(shown(&page), ["   The bridge reopens in", " ~ May. June."].map(str::to_owned).to_vec());
    let runs: Vec<_> = page.lines(0)[1].runs.iter().map(|r| (r.text.trim().to_owned(), r.role)).collect();
    assert!(runs.contains(&("May.".into(), Role::Removed)) && runs.contains(&("June.".into(), Role::Added)));
}

#[test]
fn equal_stretches_fold_around_their_neighbours() {
    let body = (0..9).map(|i| format!("Paragraph {i} tells of crane {i} and rope {i}.\n")).collect::<String>();
    let (old, new) = (format!("{body}It ends in May."), format!("{body}It ends in June."));
    let page = page(&old, &new, CompareOptions::default(), 100);
    let shown = shown(&page);
    assert!(shown[0].contains("⋯ 8 paragraphs the same ⋯"), "{shown:#?}");
    assert!(shown.iter().any(|l| l.contains("Paragraph 8")) && !shown.iter().any(|l| l.contains("Paragraph 7")));
}

#[test]
fn a_move_has_two_ends() {
    let page = page(SAMPLES[0], SAMPLES[1], unfolded(View::Split), 100);
    let moved = page.stops().iter().copied().find(|&r| page.comparison().rows[r].moved);
    let row = moved.expect("a passage moved");
    let (item, line) = page.locate(row);
    let (moved_from, at) = page.other_end(item, line).expect("the old place");
    assert!(
        page.lines(moved_from)[at].text().contains("↷ moved to the 6th paragraph"),
        "{:?}",
        page.lines(moved_from)[at].text()
    );
    assert_eq!(page.other_end(moved_from, at), Some((item, line)));
}

#[test]
fn what_is_ignored_is_no_stop_but_counted() {
    let (old, new) = ("He said “no”.\n", "He said \"no\".\n");
    let seen = page(old, new, unfolded(View::Split), 80);
    assert_eq!((seen.stops().len(), seen.hidden_counts().total()), (1, 0));
    assert!(shown(&seen)[0].starts_with(" ' He said"));
    let hidden = HiddenKinds { typography: true, ..HiddenKinds::default() };
    let blind = page(old, new, CompareOptions { hidden, ..unfolded(View::Split) }, 80);
    assert_eq!(blind.stops().len(), 0);
    assert!(blind.hidden_counts().total() > 0);
    assert!(blind.lines(0)[0].runs.iter().all(|r| !r.role.is_difference()));
}

#[test]
fn hits_show_on_both_sides() {
    let mut page = page("The bridge was closed by ice.", "The bridge was closed by fog.", unfolded(View::Split), 80);
    let never = AtomicBool::new(false);
    let hits = page.documents().as_ref().map(|d| search(&d.text, "BRIDGE", &never).expect("not cancelled"));
    page.set_marks(Marks { hits, current: None });
    assert_eq!(page.lines(0)[0].runs.iter().filter(|r| r.layer.hit && r.text == "bridge").count(), 2);
}

#[test]
fn a_line_of_megabytes_is_laid_out_in_parts() {
    let long = "word ".repeat(12_000);
    let solid = "x".repeat(50_000);
    for text in [long, solid] {
        let page = page(&text, &text, unfolded(View::Split), 100);
        assert!(page.items() > 3);
        assert!((0..page.items()).all(|i| page.lines(i).len() < 1000));
        assert_eq!(letters(&page, Side::New), squeezed(&text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn holds_for_any_texts(
        old in "([a-d]{1,9}|条約|👨‍👩‍👧|e\u{301}|\u{200b}|“x”|[.\n]){0,40}",
        new in "([a-d]{1,9}|条約|👨‍👩‍👧|e\u{301}|\u{200b}|\"x\"|[.\n]){0,40}",
        cells in 1_u16..60,
    ) {
        let spaced = |s: &str| s.replace('.', ". ");
        holds(&spaced(&old), &spaced(&new), &[cells]);
    }
}

#[test]
fn a_paragraph_that_is_gone_is_one_in_one_column_too() {
    let old = "The bridge stays shut.\n\nThe mayor resigned on Sunday. She gave no reason for it.\n\nIt will reopen in May.\n";
    let new = "The bridge stays shut.\n\nIt will reopen in May.\n";
    let page = page(old, new, unfolded(View::Inline), 80);
    let expected = [
        "   The bridge stays shut.",
        "",
        " - The mayor resigned on Sunday. She gave no reason for it.",
        "",
        "   It will reopen in May.",
    ];
    assert_eq!(shown(&page), expected);
}

#[test]
fn a_fold_counts_what_both_have_and_what_is_out_of_sight_apart() {
    let furniture = "Never miss an episode. Follow The Asia Notebook podcast every Thursday.\n\n";
    let story = |day: &str| {
        format!(
            "The bridge stays shut{day}, the mayor of the town said to reporters.\n\nIt was built in 1931 of iron and was \
             painted every spring by the harbour.\n\n{furniture}The ferry still runs from the quay to the other side of \
             the harbour.\n\nIt takes the short way when the tide is low and the wind is weak.\n\nNobody was hurt{day}, \
             the police of the harbour said in a statement.\n"
        )
    };
    let long = story(" on Friday");
    let short = story("").replace(furniture, "");
    let hidden = HiddenKinds { furniture: true, ..HiddenKinds::default() };
    for (old, new) in [(&short, &long), (&long, &short)] {
        let read = |text: &str| Arc::new(crate::format::plain_text(text).expect("a document"));
        let docs = Pair::new(read(old), read(new));
        let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
        let options = CompareOptions { hidden, ..CompareOptions::default() };
        let page = ComparePage::new(docs, Arc::new(comparison), options, 160);
        let text: String = shown(&page).join("\n");
        assert!(text.contains("⋯ 1 paragraph the same, 2 sentences hidden ⋯"), "{text}");
        assert!(!text.contains("episode") && text.contains("short way"), "{text}");
    }
}
