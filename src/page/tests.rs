//! Properties of every comparison's page, over the samples and generated texts; and screens as text.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::{
    CompareOptions, ComparePage, HiddenKinds, Marks, Page, ReaderOptions, ReaderPage, Role, View, sanitize, search,
    width,
};
use crate::changes::Options;
use crate::changes::compare;
use crate::diff::{Op, RowKind};
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

/// A document with one paragraph per line.
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

/// All characters of one side that a page shows, without white space.
fn letters(page: &ComparePage, side: Side) -> String {
    let lines = (0..page.items()).flat_map(|i| page.lines(i));
    let runs = lines.flat_map(|l| l.runs).filter(|r| r.source.is_some_and(|s| s.0 == side));
    runs.flat_map(|r| r.text.chars().collect::<Vec<_>>()).filter(|c| !c.is_whitespace()).collect()
}

/// Sanitized, without white space and zero-width spaces.
fn squeezed(text: &str) -> String {
    sanitize(&text.split(|c: char| c.is_whitespace() || c == '\u{200b}').collect::<String>()).replace('·', "")
}

/// The text of one column side by side: left of the rule or right of it, line by line, without interface text.
fn column(page: &ComparePage, side: Side) -> String {
    let mut out = String::new();
    for line in (0..page.items()).flat_map(|i| page.lines(i)) {
        let rule = line.runs.iter().position(|run| run.role == Role::Rule && run.text == "│").expect("a rule");
        let (old, new) = line.runs.split_at(rule);
        let runs = if side == Side::Old { old } else { new };
        assert!(runs.iter().filter_map(|run| run.source).all(|(of, _)| of == side), "{:?}", line.text());
        out.extend(runs.iter().filter(|run| run.source.is_some() || run.text == " ").map(|run| run.text.as_str()));
        out.push('\n');
    }
    out
}

/// Each column is its document, complete and in its own order.
fn columns_hold(page: &ComparePage) {
    for side in Side::BOTH {
        assert_eq!(squeezed(&column(page, side)), squeezed(&page.documents()[side].text), "{side:?}");
    }
}

fn holds(old: &str, new: &str, widths: &[u16]) {
    let mut page = page(old, new, CompareOptions::default(), 80);
    for (view, fold) in [(View::Split, false), (View::Split, true), (View::Inline, false), (View::Inline, true)] {
        page.set_options(CompareOptions { view, fold, ..CompareOptions::default() });
        for &cells in widths {
            page.resize(cells);
            lines_hold(&page, cells);
            for &change in page.stops() {
                let (item, line) = page.find(page.place_of_change(change));
                assert!(page.lines(item).len() > line);
            }
            if view == View::Split && !fold && cells > 26 {
                columns_hold(&page);
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
fn every_line_fits_its_width_and_has_its_place() {
    holds(SAMPLES[0], SAMPLES[1], &[1, 2, 9, 20, 40, 60, 100, 160]);
    holds(SAMPLES[3], SAMPLES[2], &[60, 100]);
}

#[test]
fn no_text_is_lost() {
    for (old, new) in [(0, 1), (1, 0), (2, 3), (3, 2), (1, 2)] {
        let (old, new) = (SAMPLES[old], SAMPLES[new]);
        let mut split = page(old, new, unfolded(View::Split), 120);
        for cells in [40, 61, 100, 160, 300] {
            split.resize(cells);
            columns_hold(&split);
        }
        // Wide enough that no word is broken.
        let words = |text: &str| text.split_whitespace().map(sanitize).collect::<Vec<_>>();
        for (side, text) in [(Side::Old, old), (Side::New, new)] {
            assert_eq!(words(&column(&split, side)), words(text));
        }
        assert_eq!(letters(&page(old, new, unfolded(View::Inline), 80), Side::New), squeezed(new));
    }
}

#[test]
fn one_sided_rows_are_opposite_each_other() {
    let old = "The bridge reopens in May.\nThe cranes were built by a firm from the north coast.\nNobody was hurt.\n";
    let new = "The bridge reopens in May.\nA ferry has carried school children since last winter.\nNobody was hurt.\n";
    let page = page(old, new, unfolded(View::Split), 70);
    assert_eq!(
        shown(&page),
        [
            "   The bridge reopens in May.      │   The bridge reopens in May.",
            "                                   │",
            " - The cranes were built by a firm │ + A ferry has carried school",
            "   from the north coast.           │   children since last winter.",
            "                                   │",
            "   Nobody was hurt.                │   Nobody was hurt.",
        ]
    );
    let tinted: Vec<_> = page.lines(1)[1].runs.iter().filter(|run| run.role.is_difference()).cloned().collect();
    assert!(tinted.iter().any(|run| run.role == Role::RemovedPassage && run.source.is_some()), "{tinted:?}");
    assert!(tinted.iter().any(|run| run.role == Role::AddedPassage && run.source.is_some()), "{tinted:?}");
}

#[test]
fn lines_of_verse_are_kept() {
    let verse = |text: &str| {
        let plain = document(text);
        let blocks = plain.blocks.iter().map(|b| Block::new(BlockKind::Verse, b.span)).collect();
        Arc::new(Document::new(Arc::clone(&plain.text), blocks, About::default()))
    };
    let docs = Pair::new(
        verse("The sea was calm\nthe moon was low\n\nWe slept\n"),
        verse("The sea was calm\nthe moon was high\n\nWe slept\n"),
    );
    let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
    let mut page = ComparePage::new(docs, Arc::new(comparison), unfolded(View::Split), 80);
    let split: Vec<_> = shown(&page).iter().map(|line| line.split('│').nth(1).unwrap_or("").to_owned()).collect();
    assert_eq!(split, ["   The sea was calm", " ~ the moon was high", "", "   We slept"]);
    page.set_options(unfolded(View::Inline));
    assert_eq!(shown(&page), ["   The sea was calm", " ~ the moon was low high", "", "   We slept"]);
}

#[test]
fn a_break_between_scenes_is_in_the_text_that_has_it() {
    let markdown = |text: &str| {
        Arc::new(crate::format::read(text.into(), &crate::format::Hint::of_name("a.md")).expect("Markdown"))
    };
    let docs = Pair::new(
        markdown("The lamp went out at nine.\n\nShe slept until the bell rang.\n"),
        markdown("The lamp went out at nine.\n\n---\n\nShe slept until the bell rang twice.\n"),
    );
    let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
    let mut page = ComparePage::new(docs, Arc::new(comparison), unfolded(View::Split), 100);
    let split = shown(&page);
    let at = |part: &str| split.iter().position(|line| line.contains(part)).expect("a line");
    assert!(split[at("* * *")].ends_with("│   * * *"), "{split:?}");
    assert_eq!(split[at("She slept")].matches("She slept").count(), 2, "{split:?}");
    page.set_options(unfolded(View::Inline));
    let inline = shown(&page);
    assert_eq!(inline.iter().filter(|line| line.trim() == "* * *").count(), 1, "{inline:?}");
}

#[test]
fn side_by_side_is_laid_out() {
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
fn inline_is_laid_out() {
    let page = page("The bridge reopens in May.", "The bridge reopens in June.", unfolded(View::Inline), 24);
    assert_eq!(shown(&page), ["   The bridge reopens in", " ~ May June."].map(str::to_owned).to_vec());
    let runs: Vec<_> = page.lines(0)[1].runs.iter().map(|r| (r.text.trim().to_owned(), r.role)).collect();
    assert!(runs.contains(&("May".into(), Role::Removed)) && runs.contains(&("June".into(), Role::Added)));
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
    let mut page = page(SAMPLES[0], SAMPLES[1], unfolded(View::Split), 100);
    let row = page.comparison().rows.iter().position(|row| row.moved).expect("a passage moved");
    let label = |page: &ComparePage, at: (usize, usize)| {
        let text = page.lines(at.0)[at.1..].iter().map(|line| line.text() + "\n").collect::<String>();
        text.replace('\u{a0}', " ")
    };
    let ends = page.ends(row).expect("two ends");
    assert_ne!(ends.old.0, ends.new.0);
    assert!(label(&page, ends.old).starts_with(" ↷ ") && label(&page, ends.old).contains("→ ¶ 6"));
    assert!(label(&page, ends.new).contains("│ ↷ ") && label(&page, ends.new).contains("← ¶ "));
    let change = page.move_of(row).expect("a change of the list");
    page.set_current(Some(change));
    assert!(label(&page, ends.old).starts_with("▎↷ ") && label(&page, ends.new).contains("│▎↷ "));
    page.set_options(unfolded(View::Inline));
    let ends = page.ends(row).expect("two ends");
    assert!(label(&page, ends.old).contains("↷ moved to the 6th paragraph: "), "{}", label(&page, ends.old));
}

#[test]
fn the_current_change_is_marked_in_both_views() {
    for view in [View::Split, View::Inline] {
        let mut page =
            page("The bridge reopens in May, he said.", "The bridge reopens in June, he said.", unfolded(view), 80);
        page.set_current(page.stops().first().copied());
        let line = &page.lines(0)[0];
        assert!(line.text().starts_with("▎~ "), "{:?}", line.text());
        let focused: Vec<_> = line.runs.iter().filter(|run| run.layer.focus).map(|run| run.text.as_str()).collect();
        assert_eq!(focused, ["May", "June"]);
    }
}

#[test]
fn hidden_differences_are_counted_but_not_stops() {
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
    let hits = page
        .documents()
        .as_ref()
        .map(|d| search(&d.text, &super::Query::sequence("BRIDGE"), &never).expect("not cancelled"));
    page.set_marks(Marks::new(hits, None));
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
    #![proptest_config(crate::cases::config(48))]
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

/// Found by searches.
#[test]
fn holds_for_texts_without_letters() {
    holds("\u{200b}", "", &[13]);
    holds("", "👨\u{200d}👩\u{200d}👧", &[13]);
}

#[test]
fn a_removed_paragraph_is_one_paragraph_inline_too() {
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
fn a_fold_counts_equal_and_hidden_text_separately() {
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

#[test]
fn common_words_of_a_rewritten_passage_are_marked() {
    let old = "Jela Voss said there was no immediate danger of collapse.\n";
    let new = "“There is no immediate danger of collapse,” insisted Jela Voss.\n";
    let docs = Pair::new(document(old), document(new));
    let mut comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
    let of = |text: &str, words: &str| {
        let at = text.find(words).expect(words);
        Span::new(at, at + words.len())
    };
    let row = &mut comparison.rows[0];
    row.kind = RowKind::Rewritten;
    row.ops = vec![Op::Removed(of(old, old.trim())), Op::Added(of(new, new.trim()))];
    // Their order differs between the sides.
    let both = ["Jela Voss", "no immediate danger of collapse"];
    row.shared = both.map(|words| Pair::new(of(old, words), of(new, words))).to_vec();
    let comparison = Arc::new(comparison);
    for view in [View::Split, View::Inline] {
        let page = ComparePage::new(docs.clone(), Arc::clone(&comparison), unfolded(view), 200);
        for (side, wanted) in [(Side::Old, both), (Side::New, [both[1], both[0]])] {
            let lines = (0..page.items()).flat_map(|i| page.lines(i));
            let runs = lines.flat_map(|line| line.runs).filter(|run| run.source.is_some_and(|s| s.0 == side));
            let shared: Vec<String> = runs.filter(|run| run.layer.shared).map(|run| run.text).collect();
            assert_eq!(shared.join(" "), wanted.join(" "), "{view:?} {side:?}");
        }
    }
}

/// A page of two plain texts, read as files are.
fn plain(old: &str, new: &str, view: View) -> Vec<String> {
    let docs = Pair::new(old, new).map(|text| Arc::new(crate::format::plain_text(text).expect("a text")));
    let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
    shown(&ComparePage::new(docs, Arc::new(comparison), unfolded(view), 120))
}

#[test]
fn an_edited_row_of_a_table_keeps_its_columns() {
    let old = "Route              Adults    Children   Bicycles\nHarbour to Quay      3.50        1.50       2.00\n\
               Quay to Island       5.00        2.50       2.00\nIsland to Cape       7.20        3.60       4.00\n";
    let new = old.replace("5.00 ", "5.80 ").replace("4.00", "4.50");
    let lines = plain(old, &new, View::Split);
    let ends = |line: &str| lines.iter().any(|shown| shown.ends_with(line));
    assert!(ends("│ ~ Quay to Island     5.80      2.50      2.00"), "{lines:#?}");
    assert!(ends("│   Harbour to Quay    3.50      1.50      2.00"), "{lines:#?}");
    let inline = plain(old, &new, View::Inline);
    let expected = [
        "   Route               Adults  Children   Bicycles", "   Harbour to Quay       3.50      1.50       2.00",
        " ~ Quay to Island   5.00 5.80      2.50       2.00", " ~ Island to Cape        7.20      3.60  4.00 4.50",
    ];
    assert_eq!(inline, expected, "each cell is in its column");
}

/// A Markdown table with a long column.
const REMARKS: &str = "| Item | Spent | Remarks |\n|---|--:|---|\n| Lamps | 3,610 | Two posts were replaced after the storm |\n\
                       | Heating | 90 | None |\n";

#[test]
fn the_cells_of_a_wide_table_are_broken_in_their_columns() {
    let read =
        |text: &str| Arc::new(crate::format::read(text.into(), &crate::format::Hint::of_name("a.md")).expect("text"));
    let reader = ReaderPage::new(read(REMARKS), ReaderOptions::default(), 34);
    let lines: Vec<String> = (0..reader.items()).flat_map(|item| reader.lines(item)).map(|line| line.text()).collect();
    let table = [
        "Item     Spent  Remarks",
        "──────────────────────────────────",
        "Lamps    3,610  Two posts were",
        "                replaced after the",
        "                storm",
        "Heating     90  None",
    ];
    assert_eq!(lines[lines.len() - 6..], table);
    let docs =
        Pair::new(read(REMARKS), read(&REMARKS.replace("3,610 | Two", "3,650 | Three").replace("| None", "| Nil")));
    let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
    let inline = shown(&ComparePage::new(docs, Arc::new(comparison), unfolded(View::Inline), 45));
    assert!(inline.contains(&" ~ Lamps    3,610 3,650  Two Three posts were".to_owned()), "{inline:#?}");
    assert!(inline.contains(&" ~ Heating           90  None Nil".to_owned()), "{inline:#?}");
}

#[test]
fn a_line_at_the_beginning_of_a_stanza_is_not_separated_from_it() {
    let stanza = "The lamps are lit along the quay,\nthe nets are hung to dry,\nthe children run down to the sea\n\
                  to see the ships go by.\n";
    let with = format!(
        "The harbour\n\nThe gulls go over the harbour wall,\nthe ropes are wet with rain,\nthe ferry waits until the \
         fall\nand will not wait again.\n\nO, then it was the evening came:\n{stanza}"
    );
    let without = with.replace("O, then it was the evening came:\n", "");
    for (old, new) in [(&without, &with), (&with, &without)] {
        for view in [View::Split, View::Inline] {
            let lines = plain(old, new, view);
            let at = |text: &str| lines.iter().position(|line| line.contains(text)).expect("shown");
            assert_eq!(at("The lamps are lit"), at("O, then") + 1, "{view:?}: {lines:#?}");
            assert!(at("O, then") > at("and will not wait") + 1, "{view:?}: {lines:#?}");
        }
    }
}

/// Word marks would be noise in a passage whose ends are apart and share little.
#[test]
fn a_moved_passage_with_little_in_common_is_shown_as_rewritten() {
    let lead = "The owners signed an agreement on the harbour cranes on Tuesday, the town council said.";
    let rest = "The council had asked for two new cranes and a wider quay in its letter of March.\n\nNobody was hurt when \
                the old crane fell in the storm of last winter.\n\nThe ferry company will pay for the lamps along the quay \
                until the year 2030.";
    let old = "During her third voyage to Port Ellery since May 1998, Captain Marrin explicitly tied the repair of the \
               harbour cranes to the rising price of copper, hinting at later talks on the dredging with the town.";
    let new = "Ms Marrin's third voyage to Port Ellery since 1998 was a chance for owners and crews to flaunt their \
               friendship.";
    let page =
        page(&format!("{lead}\n{old}\n{rest}\n"), &format!("{lead}\n{rest}\n{new}\n"), unfolded(View::Split), 100);
    let moved: Vec<_> = page.comparison().rows.iter().filter(|row| row.moved).collect();
    let [row] = moved[..] else { panic!("{moved:#?}") };
    assert_eq!(row.kind, RowKind::Rewritten);
    assert!(!row.shared.is_empty(), "{row:#?}");
}

#[test]
fn a_fold_counts_lines_of_verse_as_lines() {
    let poem = "The gulls come in on the evening tide\nWith salt on every wing,\nAnd one by one on the harbour side\nThey \
                settle down to sing.\n\nA boat is late and the lamps are lit,\nThe wives are at the wall,\nAnd nobody \
                speaks a word of it\nAnd nobody speaks at all.\n";
    let new = poem.replace("nobody speaks at all", "nobody speaks tonight");
    let docs = Pair::new(poem, &new).map(|text| Arc::new(crate::format::plain_text(text).expect("a text")));
    let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
    let page = ComparePage::new(docs, Arc::new(comparison), CompareOptions::default(), 100);
    let lines = shown(&page);
    assert!(lines.iter().any(|line| line.contains("⋯ 6 lines the same ⋯")), "{lines:#?}");
}

#[test]
fn a_moved_passage_says_inline_where_it_comes_from() {
    let moved = "The ferry sank in the harbour of Port Ellery on a quiet Sunday in the spring of that year.";
    let rest = "The council met twice about the crane.\n\nNobody had seen the keeper since the storm.";
    let old = format!("{rest}\n\n{moved}\n");
    let new = format!("{moved}\n\n{rest}\n");
    let inline = plain(&old, &new, View::Inline).join(" ").replace('\u{a0}', " ");
    assert!(inline.contains("of that year. ← ¶ 3") || inline.contains("moved to"), "{inline}");
}

#[test]
fn front_matter_is_shown_once() {
    let source = "---\ntitle: The quay opens\ndate: 2024-06-19\n---\n\n# The quay opens\n\nBoats land there.\n";
    let read = crate::format::read(source.into(), &crate::format::Hint::of_name("a.md")).expect("Markdown");
    let page = ReaderPage::new(Arc::new(read), ReaderOptions::default(), 40);
    let lines: Vec<String> = (0..page.items()).flat_map(|i| page.lines(i)).map(|line| line.text()).collect();
    assert_eq!(lines, ["The quay opens", "1 min", "", "2024-06-19", "", "Boats land there."]);
}
