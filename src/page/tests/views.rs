//! Screens as text, side by side and inline.

use super::*;

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
fn front_matter_is_shown_once() {
    let source = "---\ntitle: The quay opens\ndate: 2024-06-19\n---\n\n# The quay opens\n\nBoats land there.\n";
    let read = crate::format::read(source.into(), &crate::format::Hint::of_name("a.md")).expect("Markdown");
    let page = ReaderPage::new(Arc::new(read), ReaderOptions::default(), 40);
    let lines: Vec<String> = (0..page.items()).flat_map(|i| page.lines(i)).map(|line| line.text()).collect();
    assert_eq!(lines, ["The quay opens", "1 min", "", "2024-06-19", "", "Boats land there."]);
}

#[test]
fn a_listing_keeps_its_lines_in_both_views() {
    let old = "Run this:\n\n```sh\nmake all\n  make test\n  make docs\nmake install\nmake clean\n```\n";
    let docs = Pair::new(old.to_owned(), old.replace("test", "check"));
    let docs = docs.map(|text| {
        let hint = crate::format::Hint::of_name("a.md");
        Arc::new(crate::format::read(text.into(), &hint).expect("a text"))
    });
    let comparison = Arc::new(compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled"));
    let lines = |view| -> Vec<String> {
        let page = ComparePage::new(docs.clone(), Arc::clone(&comparison), unfolded(view), 50);
        shown(&page).iter().map(|line| line.replace('\u{a0}', " ")).collect()
    };
    let inline = [
        "   Run this:", "", "   make all", " ~   make test check", "     make docs", "   make install", "   make clean",
    ];
    assert_eq!(lines(View::Inline), inline);
    let split = [
        "   Run this:             │   Run this:", "                         │",
        "   make all              │   make all", " ~   make test           │ ~   make check",
        "     make docs           │     make docs", "   make install          │   make install",
        "   make clean            │   make clean",
    ];
    assert_eq!(lines(View::Split), split);
}
